//! Brochures read back: pages, text, fonts, codes, and the same bytes twice.

use std::ops::ControlFlow;
use std::sync::Arc;

use etalase::brochure::{self, BrochureError, Buyer, FindingKind, Pages, PhotoSource, Request, Stage, compose};
use etalase::model::{
    BrochureSettings, Catalog, CatalogInfo, Contact, Layout, Paper, Price, PrintLang, Producer, Product, ProductId,
    Quality, Standard, Status, Text,
};
use etalase::store::{self, Folder};
use etalase::text::{Explain as _, Lang, Severity};

use crate::layouts::{made, with_booth};

fn shipped() -> (Folder, Arc<Catalog>) {
    let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/catalog"));
    let catalog = store::open(&folder, true).unwrap().catalog;
    (folder, Arc::new(catalog))
}

fn photos(folder: Folder) -> PhotoSource {
    let cache = tempfile::tempdir().unwrap();
    let folder = folder.with_cache(cache.path());
    Arc::new(move |file, crop, wanted| {
        let _keep = &cache;
        folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px).map_err(|error| error.reason())
    })
}

fn no_photos() -> PhotoSource {
    Arc::new(|file, _, _| Err(Text::new(format!("{file} is not here"), "")))
}

fn request(catalog: &Arc<Catalog>, products: Vec<ProductId>) -> Request {
    Request {
        catalog: catalog.clone(),
        products,
        settings: BrochureSettings::default(),
        buyer: None,
        today: jiff::civil::date(2025, 5, 8),
        test_page: false,
    }
}

fn ready(catalog: &Catalog) -> Vec<ProductId> {
    catalog.products.values().filter(|one| one.status == Status::Ready).map(|one| one.id.clone()).collect()
}

fn go(_: Stage) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn set(request: &Request, photos: &PhotoSource) -> Pages {
    compose(request).unwrap().pages(photos, &go).unwrap()
}

/// The text of all pages without blanks, since a line may break anywhere.
fn words(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&numbers).unwrap().split_whitespace().collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_shipped_catalogue_prints_every_product_with_embedded_fonts() {
    let (folder, catalog) = shipped();
    for lang in [PrintLang::Id, PrintLang::En, PrintLang::Both] {
        let mut request = request(&catalog, ready(&catalog));
        request.settings.lang = lang;
        let pages = set(&request, &photos(folder.clone()));
        assert!((10..=40).contains(&pages.len()), "{} pages", pages.len());
        let pdf = pages.pdf().unwrap();
        let text = words(&pdf);
        let of = if lang == PrintLang::En { Lang::En } else { Lang::Id };
        for id in ready(&catalog) {
            let (name, _) = catalog.products[&id].name.or_other(of).unwrap();
            assert!(text.contains(&squeezed(name)), "{name} is not printed ({lang:?})");
        }
        assert!(text.contains("100.3.7.1/15/PKS") || text.contains("PKS"), "the agreement's number");
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let fonts: Vec<_> = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| {
                dict.get(b"Type").and_then(|name| name.as_name()).is_ok_and(|name| name == b"FontDescriptor")
            })
            .collect();
        assert!(fonts.len() >= 3);
        assert!(fonts.iter().all(|font| font.has(b"FontFile2") || font.has(b"FontFile3")), "a font is not embedded");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (folder, catalog) = shipped();
    let request = request(&catalog, ready(&catalog));
    let source = photos(folder);
    assert!(set(&request, &source).pdf().unwrap() == set(&request, &source).pdf().unwrap());
}

#[test]
fn a_buyers_list_has_no_cover_and_keeps_its_order() {
    let (_, catalog) = shipped();
    let list: Vec<ProductId> = ["patin-asap", "arang-briket", "coklat-lung-anai"].map(ProductId::new).to_vec();
    let mut request = request(&catalog, list);
    request.buyer = Some(Buyer { name: "Ibu Sari".into(), organisation: "Toko Makmur".into(), note: String::new() });
    let pages = set(&request, &no_photos());
    // The lines for notes stand under the last product.
    assert_eq!(pages.len(), 2);
    let text = words(&pages.pdf().unwrap());
    assert!(text.contains("DisusununtukIbuSari,TokoMakmur"));
    assert!(!text.contains("Daftarisi") && !text.contains("Indeks"));
    let at = |name: &str| text.find(name).unwrap();
    assert!(at("PatinAsap") < at("ArangBriket") && at("ArangBriket") < at("CoklatLungAnai"));
}

#[test]
fn the_index_names_the_page_of_a_product_of_which_only_the_name_is_known() {
    let product = |at: usize| Product {
        id: ProductId::new(format!("x{at:02}")),
        name: Text::new(format!("Barang {at:02}"), ""),
        summary: Text::new(if at == 7 { "" } else { "Satu kalimat." }, ""),
        origin: "64.01".into(),
        status: Status::Ready,
        ..Product::default()
    };
    let catalog = made((0..24).map(product), CatalogInfo::default());
    let pages = set(&request(&catalog, ready(&catalog)), &no_photos());
    let places = pages.places();
    assert_eq!(places.len(), 24, "a product has no place");
    let text = words(&pages.pdf().unwrap());
    for (id, page) in places {
        let line = format!("{}{}", squeezed(&catalog.products[&id].name.id), page + 1);
        assert!(text.contains(&line), "no {line} in the index");
    }
}

fn product(id: &str, name: &str) -> Product {
    Product {
        id: id.into(),
        name: Text::new(name, ""),
        summary: Text::new("Satu kalimat.", ""),
        status: Status::Ready,
        ..Product::default()
    }
}

#[test]
fn text_of_a_catalogue_never_becomes_markup() {
    let hostile = "#panic(\"x\") *tebal* $a^2$ <label> @ref \\ `kode` = judul";
    let catalog = made([product("a", hostile)], CatalogInfo::default());
    let pages = set(&request(&catalog, vec!["a".into()]), &no_photos());
    assert!(words(&pages.pdf().unwrap()).contains(&squeezed("#panic(\"x\") *tebal* $a^2$ <label> @ref")));
}

#[test]
fn the_code_opens_a_chat_with_the_booth() {
    let catalog = made([product("a", "Madu & Gula")], with_booth());
    let pages = set(&request(&catalog, vec!["a".into()]), &no_photos());
    let picture = pages.picture(0, 2480).unwrap();
    let grey = image::RgbaImage::from_raw(picture.width_px, picture.height_px, picture.rgba).unwrap();
    let grey = image::DynamicImage::ImageRgba8(grey).to_luma8();
    let mut codes = rqrr::PreparedImage::prepare(grey);
    let read: Vec<String> = codes.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect();
    assert!(read.iter().any(|link| link.starts_with("https://wa.me/6281234567890?text=Saya")), "{read:?}");
    assert!(words(&pages.pdf().unwrap()).contains("+62812-3456-7890"));
}

#[test]
fn a_price_is_printed_by_its_age() {
    let price = |as_of: &str| Price {
        amount: 15_000,
        currency: "IDR".into(),
        unit: "botol".into(),
        as_of: etalase::model::PartialDate::new(as_of),
        ..Price::default()
    };
    let printed = |as_of: &str, settings: BrochureSettings| {
        let mut product = product("a", "Madu");
        product.prices.push(price(as_of));
        let mut request = request(&made([product], CatalogInfo::default()), vec!["a".into()]);
        request.settings = settings;
        let pages = set(&request, &no_photos());
        let kinds: Vec<FindingKind> = pages.findings().iter().map(|one| one.kind.clone()).collect();
        (words(&pages.pdf().unwrap()), kinds)
    };
    let (text, _) = printed("2025-02", BrochureSettings::default());
    assert!(text.contains("Rp15.000/botol") && !text.contains("hargaacuan"), "{text}");
    let (text, kinds) = printed("2023-07", BrochureSettings::default());
    assert!(text.contains("Rp15.000/botol") && text.contains("hargaacuan,mohonkonfirmasi"), "{text}");
    assert!(kinds.contains(&FindingKind::PriceReference));
    let english = BrochureSettings { lang: PrintLang::En, ..BrochureSettings::default() };
    assert!(printed("2023-07", english).0.contains("referenceprice,pleaseconfirm"));
    for as_of in ["2021-01", ""] {
        let (text, kinds) = printed(as_of, BrochureSettings::default());
        assert!(!text.contains("Rp15.000") && !text.contains("Harga"), "{text}");
        assert!(kinds.contains(&FindingKind::PriceOld { printed: false }));
        let asked = BrochureSettings { old_prices: true, ..BrochureSettings::default() };
        assert!(printed(as_of, asked).0.contains("Rp15.000/botol"));
    }
}

#[test]
fn a_price_list_has_what_has_a_price_first_and_says_where_there_is_none() {
    let mut priced = product("a", "Madu Kelulut");
    priced.prices.push(Price {
        amount: 15_000,
        currency: "IDR".into(),
        as_of: etalase::model::PartialDate::new("2025-02"),
        ..Price::default()
    });
    let list = |products: Vec<Product>, lang| {
        let ids = products.iter().map(|one| one.id.clone()).collect();
        let mut request = request(&made(products, CatalogInfo::default()), ids);
        request.settings = BrochureSettings { layout: Layout::PriceList, lang, ..BrochureSettings::default() };
        words(&set(&request, &no_photos()).pdf().unwrap())
    };
    let text = list(vec![product("b", "Batik"), priced], PrintLang::Id);
    let at = |what: &str| text.find(what).unwrap();
    assert!(at("MaduKelulut") < at("Hargaataspermintaan") && at("Hargaataspermintaan") < at("Batik"), "{text}");
    let none = vec![product("b", "Batik")];
    assert!(list(none.clone(), PrintLang::Id).contains("--old-prices"));
    assert!(list(none, PrintLang::Both).contains("Daftarharga/Pricelist"));
}

#[test]
fn a_brochure_without_any_contact_is_an_error_and_a_web_address_is_a_contact() {
    let severity = |info: CatalogInfo, layout| {
        let mut request = request(&made([product("a", "Madu")], info), vec!["a".into()]);
        request.settings.layout = layout;
        let pages = set(&request, &no_photos());
        let found = pages.findings().iter().find(|one| one.kind == FindingKind::NoContact).map(|one| one.severity);
        (found, pages.pdf().unwrap())
    };
    assert_eq!(severity(CatalogInfo::default(), Layout::Catalog).0, Some(Severity::Error));
    assert_eq!(severity(CatalogInfo::default(), Layout::Tags).0, Some(Severity::Warning));
    let contact = Contact { web: "https://desa.example.id/".into(), ..Contact::default() };
    let organizer = Some(etalase::model::Organizer { contact, ..Default::default() });
    let (found, pdf) = severity(CatalogInfo { organizer, ..CatalogInfo::default() }, Layout::Catalog);
    assert_eq!(found, None);
    assert!(words(&pdf).contains("desa.example.id"));
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let is_link = |object: &lopdf::Object| {
        let uri = object.as_dict().and_then(|dict| dict.get(b"URI")).and_then(|uri| uri.as_str());
        uri.is_ok_and(|uri| uri == b"https://desa.example.id/")
    };
    let mut actions = document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"A").ok());
    assert!(document.objects.values().any(is_link) || actions.any(is_link), "the address is a link");
}

#[test]
fn a_standard_that_cannot_be_kept_is_refused() {
    let (_, catalog) = shipped();
    let refused = |settings: BrochureSettings| {
        let request = Request { settings, ..request(&catalog, ready(&catalog)) };
        matches!(compose(&request).err(), Some(BrochureError::StandardRefused { .. }))
    };
    let booklet = |standard| BrochureSettings { booklet: true, standard, ..BrochureSettings::default() };
    let press = |standard| BrochureSettings { quality: Quality::Press, standard, ..BrochureSettings::default() };
    assert!(refused(booklet(Standard::Ua1)) && refused(booklet(Standard::A2b)) && refused(press(Standard::A2b)));
    assert!(!refused(booklet(Standard::Auto)) && !refused(press(Standard::Ua1)));
}

#[test]
fn a_makers_story_is_told_once() {
    let producer = Producer {
        id: "kwt".into(),
        name: "KWT Melati".into(),
        story: Text::new("Kelompok ini berdiri pada 2018.", ""),
        ..Producer::default()
    };
    let by = |id: &str, name: &str| Product { producer: Some("kwt".into()), ..product(id, name) };
    let mut catalog = Catalog::clone(&made([by("a", "Madu"), by("b", "Gula")], CatalogInfo::default()));
    catalog.producers.insert("kwt".into(), Arc::new(producer));
    let pages = set(&request(&Arc::new(catalog), vec!["a".into(), "b".into()]), &no_photos());
    assert_eq!(words(&pages.pdf().unwrap()).matches("Kelompokiniberdiripada2018.").count(), 1);
}

#[test]
fn photos_that_cannot_be_used_are_named_and_the_page_is_set_without_them() {
    let (_, catalog) = shipped();
    let pages = set(&request(&catalog, vec!["arang-briket".into()]), &no_photos());
    let finding = pages.findings().iter().find(|one| matches!(one.kind, FindingKind::PhotoUnusable { .. })).unwrap();
    assert_eq!(finding.product.as_ref().map(ProductId::as_str), Some("arang-briket"));
    for lang in Lang::ALL {
        let message = finding.explain(lang);
        assert!(!message.what.is_empty() && !message.todo.is_empty() && !message.place.is_empty());
    }
}

#[test]
fn why_a_photo_cannot_be_used_is_said_in_the_language_of_whoever_reads_it() {
    let dir = tempfile::tempdir().unwrap();
    let (shipped, catalog) = shipped();
    let file = catalog.products[&ProductId::new("arang-briket")].photos[0].file.clone();
    let whole = std::fs::read(shipped.photo(&file).unwrap()).unwrap();
    std::fs::create_dir_all(dir.path().join("photos")).unwrap();
    std::fs::write(dir.path().join("photos").join(&file), &whole[..whole.len() / 2]).unwrap();
    let pages = set(&request(&catalog, vec!["arang-briket".into()]), &photos(Folder::new(dir.path())));
    let finding = pages.findings().iter().find(|one| matches!(one.kind, FindingKind::PhotoUnusable { .. })).unwrap();
    assert!(finding.explain(Lang::Id).what.contains("terpotong"), "{}", finding.explain(Lang::Id).what);
    assert!(finding.explain(Lang::En).what.contains("cut off"), "{}", finding.explain(Lang::En).what);
}

#[test]
fn cancelling_gives_no_pages() {
    let (_, catalog) = shipped();
    let composition = compose(&request(&catalog, ready(&catalog))).unwrap();
    let stop = |_: Stage| ControlFlow::Break(());
    assert_eq!(composition.pages(&no_photos(), &stop).err(), Some(BrochureError::Cancelled));
    assert!(matches!(compose(&request(&catalog, Vec::new())).err(), Some(BrochureError::Empty { .. })));
}

#[test]
fn one_two_and_four_a_page_all_fit_on_the_paper() {
    let (folder, catalog) = shipped();
    let source = photos(folder);
    for per_page in [1, 2, 4] {
        let mut request = request(&catalog, ready(&catalog));
        request.settings.per_page = per_page;
        let pages = set(&request, &source);
        // The margins of every page stay white: nothing runs over them.
        for page in 1..pages.len() - 1 {
            let picture = pages.picture(page, 420).unwrap();
            let width = picture.width_px as usize;
            let is_white = |pixel: &[u8]| pixel.iter().all(|value| *value > 250);
            for row in picture.rgba.chunks(width * 4) {
                let (left, right) = (&row[..20 * 4], &row[(width - 20) * 4..]);
                assert!(
                    left.chunks(4).all(is_white) && right.chunks(4).all(is_white),
                    "page {page} at {per_page} a page"
                );
            }
        }
    }
}

/// The share of the rows between two heights (in mm) that have ink between the margins.
fn filled(pages: &Pages, page: usize, rows: std::ops::Range<usize>) -> f64 {
    let (width_pt, _) = pages.size_pt(page).unwrap();
    // A pixel is a millimetre.
    let picture = pages.picture(page, (width_pt / 72.0 * 25.4).round() as u32).unwrap();
    let width = picture.width_px as usize;
    let has_ink = |row: &usize| {
        let row = &picture.rgba[(row * width + 25) * 4..(row * width + width - 25) * 4];
        row.chunks(4).any(|pixel| pixel.iter().take(3).any(|value| *value < 235))
    };
    rows.clone().filter(has_ink).count() as f64 / rows.len() as f64
}

#[test]
fn blocks_fill_the_product_pages_of_the_shipped_catalogue() {
    let (folder, catalog) = shipped();
    let source = photos(folder);
    for (per_page, paper, lang) in [
        (2, Paper::A4, PrintLang::Id),
        (2, Paper::A4, PrintLang::En),
        (2, Paper::A4, PrintLang::Both),
        (1, Paper::A4, PrintLang::Id),
        (1, Paper::A5, PrintLang::Both),
    ] {
        let mut request = request(&catalog, ready(&catalog));
        request.settings = BrochureSettings { per_page, paper, lang, ..BrochureSettings::default() };
        let pages = set(&request, &source);
        let on: std::collections::BTreeSet<usize> = pages.places().into_iter().map(|(_, page)| page).collect();
        let high = (pages.size_pt(0).unwrap().1 / 72.0 * 25.4).round() as usize;
        let shares: Vec<f64> = on.iter().map(|page| filled(&pages, *page, 21..high - 17)).collect();
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        let form = (per_page, paper, lang);
        assert!(mean > 0.8 && shares.iter().all(|share| *share > 0.5), "{form:?}: {mean} of {shares:?}");
        // Nothing of a product stands on a page after its own.
        let goes_on = |one: &brochure::Finding| one.kind == FindingKind::TextContinued;
        assert!(!pages.findings().iter().any(goes_on), "{form:?}");
    }
}

#[test]
fn posters_of_any_number_fill_their_sheet_with_type_that_is_read_from_a_step_away() {
    let (folder, catalog) = shipped();
    let source = photos(folder);
    for (count, lang, paper) in [
        (1, PrintLang::Id, Paper::A3),
        (4, PrintLang::Both, Paper::A3),
        (12, PrintLang::En, Paper::A2),
        (12, PrintLang::Both, Paper::A3),
        (usize::MAX, PrintLang::Id, Paper::A3),
    ] {
        let mut request = request(&catalog, ready(&catalog).into_iter().take(count).collect());
        request.settings = BrochureSettings { layout: Layout::Poster, lang, paper, ..BrochureSettings::default() };
        let pages = set(&request, &source);
        assert_eq!(pages.len(), 1, "{count} {lang:?}");
        let high = (pages.size_pt(0).unwrap().1 / 72.0 * 25.4) as usize;
        let share = filled(&pages, 0, 25..high - 25);
        assert!(share > 0.75, "{count} {lang:?}: {share}");
        let document = lopdf::Document::load_mem(&pages.pdf().unwrap()).unwrap();
        let content = document.get_and_decode_page_content(document.page_iter().next().unwrap()).unwrap();
        let sizes = content.operations.iter().filter(|one| one.operator == "Tf");
        let least = sizes.map(|one| one.operands[1].as_float().unwrap()).fold(f32::MAX, f32::min);
        assert!(least >= 14.0, "{count} {lang:?}: {least} points");
    }
}
