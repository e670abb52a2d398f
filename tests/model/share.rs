//! Tests of `share`: the messages, word for word.

use std::sync::Arc;

use etalase::model::*;
use etalase::text::Lang;

use etalase::model::{Amount, CatalogInfo, Contact, Organizer, Period, Photo, Price, Text};

fn producer() -> Producer {
    Producer {
        id: "mekar".into(),
        name: "KWT Mekar".into(),
        contact_person: "Sari".into(),
        whatsapp: "0812 3456 7890".into(),
        origin: "64.02.02.2010".into(),
        ..Producer::default()
    }
}

fn product(id: &str, name: &str) -> Product {
    Product {
        id: id.into(),
        name: Text::new(name, ""),
        category: "madu".into(),
        producer: Some("mekar".into()),
        origin: "64.02.02.2010".into(),
        status: Status::Ready,
        ..Product::default()
    }
}

fn catalog(products: Vec<Product>) -> Catalog {
    let mut catalog = Catalog {
        categories: Arc::new(vec![etalase::model::Category { id: "madu".into(), name: Text::new("Madu", "Honey") }]),
        info: Arc::new(CatalogInfo {
            title: Text::new("Katalog Desa Kaltim", ""),
            organizer: Some(Organizer { name: Text::new("DPMPD Kaltim", ""), ..Organizer::default() }),
            booth_contact: Some(Contact { name: "Rina".into(), ..Contact::default() }),
            ..CatalogInfo::default()
        }),
        ..Catalog::default()
    };
    let producer = producer();
    catalog.producers.insert(producer.id.clone(), Arc::new(producer));
    for product in products {
        catalog.products.insert(product.id.clone(), Arc::new(product));
    }
    catalog
}

/// Everything a domestic brochure wants.
fn full(id: &str, name: &str) -> Product {
    Product {
        summary: Text::new("Madu lebah tanpa sengat.", ""),
        photos: vec![Photo { file: "a.jpg".into(), ..Photo::default() }],
        materials: Text::new("Madu", ""),
        prices: vec![Price { amount: 75_000, currency: "IDR".into(), unit: "botol".into(), ..Price::default() }],
        capacity: Some(Amount {
            min: Some(40.into()),
            unit: "liter".into(),
            per: Some(Period::Month),
            ..Amount::default()
        }),
        net_content: Some(Amount { min: Some(250.into()), unit: "ml".into(), ..Amount::default() }),
        shelf_life: Some(Amount { min: Some(12.into()), unit: "bulan".into(), ..Amount::default() }),
        certifications: vec![etalase::model::Certification::default()],
        ..product(id, name)
    }
}

#[test]
fn a_producer_is_asked_for_exactly_what_is_missing() {
    let mut honey = full("a", "Madu Kelulut");
    honey.prices.clear();
    honey.shelf_life = None;
    let mut wax = full("b", "Lilin Lebah");
    wax.prices.clear();
    wax.photos.clear();
    let hidden = Product { status: Status::Retired, ..product("c", "Lama") };
    let catalog = catalog(vec![honey, wax, hidden]);
    let producer = producer();
    let theirs = products_of(&catalog, &producer);
    let text = request(&catalog, &producer, &theirs, Audience::DomesticBrochure, Lang::Id).unwrap();
    assert_eq!(
        text,
        "Yth. Bapak/Ibu Sari (KWT Mekar),\n\
         \n\
         Kami sedang melengkapi Katalog Desa Kaltim. Mohon bantuan untuk data berikut:\n\
         \n\
         *Untuk masing-masing: Madu Kelulut, Lilin Lebah*\n\
         1. Harga jual saat ini, dan untuk isi atau ukuran berapa?\n\
         \n\
         *Madu Kelulut*\n\
         2. Tahan berapa lama?\n\
         \n\
         *Lilin Lebah*\n\
         3. Foto produk yang terang dan jelas\n\
         \n\
         Cukup dibalas sesuai nomornya. Yang belum ada boleh dijawab “belum”. Terima kasih.\n\
         Rina, DPMPD Kaltim"
    );
    let text = request(&catalog, &producer, &theirs[..1], Audience::DomesticBrochure, Lang::En).unwrap();
    assert!(text.contains("*Madu Kelulut*\n1. Today's price") && text.contains("2. How long does it keep?"), "{text}");
}

#[test]
fn nothing_missing_is_nothing_asked_and_translations_are_our_own() {
    let catalog = catalog(vec![full("a", "Madu Kelulut")]);
    let producer = producer();
    let theirs = products_of(&catalog, &producer);
    assert_eq!(request(&catalog, &producer, &theirs, Audience::DomesticBrochure, Lang::Id), None);
    let text = request(&catalog, &producer, &theirs, Audience::ExportBrochure, Lang::Id).unwrap();
    assert!(text.contains("Pesanan paling sedikit") && !text.contains("Inggris") && !text.contains("HS"), "{text}");
}

#[test]
fn a_contact_is_asked_once_where_nobody_can_be_reached() {
    let mut catalog = catalog(vec![full("a", "Madu"), full("b", "Lilin")]);
    let nameless = Producer { whatsapp: String::new(), contact_person: String::new(), ..producer() };
    catalog.producers.insert(nameless.id.clone(), Arc::new(nameless.clone()));
    let text =
        request(&catalog, &nameless, &products_of(&catalog, &nameless), Audience::DomesticBrochure, Lang::Id).unwrap();
    assert!(text.starts_with("Yth. Bapak/Ibu pengelola KWT Mekar,"), "{text}");
    assert_eq!(text.matches("Nomor WhatsApp").count(), 1);
    assert!(text.contains("*Tentang usaha Anda*\n1. Nomor WhatsApp"), "{text}");
}

const TODAY: jiff::civil::Date = jiff::civil::date(2025, 5, 8);

fn price(amount: i64, as_of: &str) -> Price {
    let (currency, unit) = ("IDR".into(), "botol".into());
    Price { amount, currency, unit, as_of: PartialDate::new(as_of), ..Price::default() }
}

fn permit(kind: CertificationKind, status: CertificationStatus, expires: &str) -> Certification {
    Certification { kind, status, expires: PartialDate::new(expires), ..Certification::default() }
}

/// The same catalogue where nobody but a product's own maker can be asked.
fn without_booth(catalog: &Catalog) -> Catalog {
    let info = CatalogInfo { booth_contact: None, organizer: None, ..(*catalog.info).clone() };
    Catalog { info: Arc::new(info), ..catalog.clone() }
}

fn with_booth(catalog: &Catalog) -> Catalog {
    let booth = Contact { name: "Rina".into(), whatsapp: "0811-222-3333".into(), ..Contact::default() };
    let info = CatalogInfo { booth_contact: Some(booth), ..(*catalog.info).clone() };
    Catalog { info: Arc::new(info), ..catalog.clone() }
}

#[test]
fn a_product_tells_a_buyer_what_a_page_would_print_and_whom_to_ask() {
    use {CertificationKind as K, CertificationStatus as S};
    let prices = vec![price(75_000, "2025-03"), price(70_000, "2023-07"), price(60_000, "2021-01"), price(50_000, "")];
    let certifications = vec![
        permit(K::Halal, S::Held, ""),
        permit(K::Pirt, S::Held, "2025-05-07"),
        permit(K::Bpom, S::InProcess, ""),
        permit(K::Nib, S::Held, ""),
    ];
    let honey = Product { prices, certifications, notes: "rahasia".into(), ..full("a", "Madu Kelulut") };
    let catalog = with_booth(&catalog(vec![honey]));
    let product = catalog.products.get("a").unwrap();
    assert_eq!(
        product_message(&catalog, product, Lang::Id, TODAY),
        "Halo Bapak/Ibu, berikut produk dari Katalog Desa Kaltim:\n\
         \n\
         *Madu Kelulut*\n\
         KWT Mekar, Desa Lung Anai, Kutai Kartanegara\n\
         Madu lebah tanpa sengat.\n\
         Harga: Rp75.000 / botol, per Maret 2025\n\
         Harga: Rp70.000 / botol, per Juli 2023 – harga acuan, mohon konfirmasi\n\
         Kapasitas produksi: 40 liter per bulan\n\
         Isi bersih: 250 ml\n\
         Masa simpan: 12 bulan\n\
         Izin: Halal\n\
         \n\
         Informasi: Rina, WhatsApp +62 811-2223-333"
    );
    let alone = without_booth(&catalog);
    let text = product_message(&alone, product, Lang::En, TODAY);
    assert!(text.starts_with("Hello, here is a product from Katalog Desa Kaltim:\n\n*Madu Kelulut*"), "{text}");
    assert!(text.ends_with("\n\nInformation: Sari, WhatsApp +62 812-3456-7890"), "{text}");
}

#[test]
fn a_buyer_s_list_greets_by_name_and_leaves_out_what_is_not_shown() {
    let hidden = Product { status: Status::Retired, ..product("c", "Lama") };
    let catalog = with_booth(&catalog(vec![product("a", "Madu"), product("b", "Lilin"), hidden]));
    let ids: Vec<ProductId> = catalog.products.keys().cloned().collect();
    let text = list_message(&catalog, &ids, "Ibu Sari", Lang::Id, TODAY);
    assert!(text.starts_with("Halo Ibu Sari, berikut 2 produk dari Katalog Desa Kaltim:\n\n*Madu*"), "{text}");
    assert!(!text.contains("Lama") && text.matches("Informasi:").count() == 1, "{text}");
    // With nobody at a booth each product names its own maker.
    let text = list_message(&without_booth(&catalog), &ids, "", Lang::Id, TODAY);
    assert_eq!(text.matches("Informasi: Sari, WhatsApp +62 812-3456-7890").count(), 2, "{text}");
}

#[test]
fn a_long_list_is_short_and_says_what_it_leaves_out() {
    let many = (0..60).map(|at| Product {
        prices: vec![price(5_000, "2025-04")],
        ..product(&format!("p{at:02}"), &format!("Madu {at}"))
    });
    let catalog = with_booth(&catalog(many.collect()));
    let ids: Vec<ProductId> = catalog.products.keys().cloned().collect();
    let text = list_message(&catalog, &ids, "", Lang::Id, TODAY);
    let first = "1. *Madu 0* – KWT Mekar, Desa Lung Anai, Kutai Kartanegara – Rp5.000 / botol, per April 2025\n2. ";
    assert!(text.contains(&format!("berikut 60 produk dari Katalog Desa Kaltim:\n\n{first}")), "{text}");
    assert!(text.contains("Masih ada 10 produk lain; daftar lengkapnya ada di brosur.\n\nInformasi: Rina"), "{text}");
    let few = list_message(&catalog, &ids[..2], "", Lang::En, TODAY);
    assert_eq!(few.matches("\n\n").count(), 3);
}

#[test]
fn a_producer_tells_who_where_and_what() {
    let catalog = catalog(vec![full("a", "Madu Kelulut")]);
    assert_eq!(
        producer_message(&catalog, &producer(), Lang::En),
        "*KWT Mekar*\n\
         Lung Anai Village, Loa Kulu District, Kutai Kartanegara Regency, East Kalimantan\n\
         Products: Madu Kelulut\n\
         Contact: Sari\n\
         WhatsApp: 0812 3456 7890"
    );
}

#[test]
fn a_chat_link_holds_short_texts_only() {
    assert_eq!(chat_link("6281", "Yth. é\n1").as_deref(), Some("https://wa.me/6281?text=Yth.%20%C3%A9%0A1"));
    assert_eq!(chat_link("6281", &"a".repeat(2_000)), None);
}
