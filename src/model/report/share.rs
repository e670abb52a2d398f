//! Products, lists and requests as messages for a chat: short plain text, only what is known, only what is asked.

use crate::model::place::wording::{full_place, short_place};
use crate::model::record::ProductField;
use crate::model::record::catalog::Catalog;
use crate::model::record::contact::best_contact;
use crate::model::record::values::ProductId;
use crate::model::record::{CertificationStatus, Producer, Product, Status};
use crate::model::report::completeness::{Audience, completeness};
use crate::say;
use crate::text::{Lang, integer};

/// Lists up to this long tell each product in full; longer ones take a line for each.
const IN_FULL: usize = 12;
/// Nobody reads more lines than this in a chat.
const LINES: usize = 50;
/// A link longer than this is cut off by some systems on its way to the browser.
const LONGEST_LINK: usize = 1_900;

fn name_of(product: &Product, lang: Lang) -> &str {
    product.name.or_other(lang).map_or(lang.pick("Tanpa nama", "No name"), |(name, _)| name.trim())
}

fn maker_and_place(catalog: &Catalog, product: &Product, lang: Lang) -> String {
    let place = short_place(&product.origin, lang);
    let place = if place.is_empty() { product.place.clone() } else { place };
    let producer = catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default();
    [producer, place].into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", ")
}

/// A product as a message: name, who and where, one sentence, what a buyer asks, whom to call.
pub fn product_message(catalog: &Catalog, product: &Product, lang: Lang) -> String {
    let mut lines = vec![format!("*{}*", name_of(product, lang))];
    let by = maker_and_place(catalog, product, lang);
    if !by.is_empty() {
        lines.push(by);
    }
    if let Some((summary, _)) = product.summary.or_other(lang) {
        lines.push(summary.trim().to_owned());
    }
    let mut add = |field: ProductField, words: String| lines.push(format!("{}: {words}", field.label(lang)));
    for price in &product.prices {
        add(ProductField::Prices, price.money_words(lang));
    }
    for (field, amount) in [
        (ProductField::Capacity, &product.capacity),
        (ProductField::MinOrder, &product.min_order),
        (ProductField::NetContent, &product.net_content),
        (ProductField::ShelfLife, &product.shelf_life),
    ] {
        if let Some(amount) = amount {
            add(field, amount.words(lang).replace('\u{a0}', " "));
        }
    }
    let held = product.certifications.iter().filter(|one| one.status == CertificationStatus::Held);
    let held: Vec<String> = held.map(|one| one.kind.label(lang).into_owned()).collect();
    if !held.is_empty() {
        lines.push(format!("{}: {}", lang.pick("Izin", "Permits"), held.join(", ")));
    }
    if let Some(best) = best_contact(catalog, product) {
        let contact = best.contact();
        let number = if contact.whatsapp.is_empty() { contact.phone } else { contact.whatsapp };
        if !number.is_empty() {
            lines.push(format!("{}: {number}", best.who(lang)));
        }
    }
    lines.join("\n")
}

/// A list as a message. A long one takes a numbered line for each product, and says how many it leaves out.
pub fn list_message(catalog: &Catalog, products: &[ProductId], lang: Lang) -> String {
    let known: Vec<&Product> = products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref).collect();
    if known.len() <= IN_FULL {
        let texts: Vec<String> = known.iter().map(|product| product_message(catalog, product, lang)).collect();
        return texts.join("\n\n");
    }
    let count = integer(lang, known.len() as i64);
    let mut lines = Vec::new();
    if let Some((title, _)) = catalog.info.title.or_other(lang) {
        lines.push(format!("*{}*", title.trim()));
    }
    lines.push(say!(lang, "{count} produk:", "{count} products:"));
    for (at, product) in known.iter().take(LINES).enumerate() {
        let mut line = format!("{}. *{}*", at + 1, name_of(product, lang));
        let by = maker_and_place(catalog, product, lang);
        if !by.is_empty() {
            line.push_str(&format!(" – {by}"));
        }
        if let Some(price) = product.prices.first() {
            line.push_str(&format!(" – {}", price.money_words(lang)));
        }
        lines.push(line);
    }
    if known.len() > LINES {
        let rest = integer(lang, (known.len() - LINES) as i64);
        lines.push(say!(
            lang,
            "Masih ada {rest} produk lain; daftar lengkapnya ada di brosur.",
            "There are {rest} more; the brochure has them all."
        ));
    }
    lines.join("\n")
}

/// A producer as a message: who, where, how to reach them, what they make.
pub fn producer_message(catalog: &Catalog, producer: &Producer, lang: Lang) -> String {
    let mut lines = vec![format!("*{}*", producer.name.trim())];
    let place = full_place(&producer.origin, lang);
    lines.extend([producer.place.trim().to_owned(), place].into_iter().filter(|line| !line.is_empty()));
    if let Some((story, _)) = producer.story.or_other(lang) {
        lines.push(story.trim().to_owned());
    }
    let theirs = products_of(catalog, producer);
    let names: Vec<&str> =
        theirs.iter().filter(|one| one.status == Status::Ready).take(LINES).map(|one| name_of(one, lang)).collect();
    if !names.is_empty() {
        lines.push(format!("{}: {}", lang.pick("Produk", "Products"), names.join(", ")));
    }
    if !producer.contact_person.trim().is_empty() {
        lines.push(format!("{}: {}", lang.pick("Narahubung", "Contact"), producer.contact_person.trim()));
    }
    for (name, value) in [
        ("WhatsApp", &producer.whatsapp),
        (lang.pick("Telepon", "Telephone"), &producer.phone),
        (lang.pick("Surel", "E-mail"), &producer.email),
        (lang.pick("Situs", "Website"), &producer.web),
    ] {
        if !value.trim().is_empty() {
            lines.push(format!("{name}: {}", value.trim()));
        }
    }
    lines.join("\n")
}

/// A producer's products, in order of their ids.
pub fn products_of<'a>(catalog: &'a Catalog, producer: &Producer) -> Vec<&'a Product> {
    let theirs = catalog.products.values().filter(|product| product.producer.as_ref() == Some(&producer.id));
    theirs.map(AsRef::as_ref).collect()
}

/// What a producer is asked for a field; `None` where the office fills it in itself: translations, category, customs code.
fn question(field: ProductField, lang: Lang) -> Option<&'static str> {
    use ProductField as F;
    let (id, en) = match field {
        F::Name => ("Nama produk seperti di kemasan", "The product's name as on the packaging"),
        F::Origin => ("Dibuat di desa/kelurahan dan kecamatan mana?", "Which village and district is it made in?"),
        F::Summary => (
            "Penjelasan singkat: apa produknya dan apa keistimewaannya",
            "In a sentence: what it is and what is special about it",
        ),
        F::Photos => ("Foto produk yang terang dan jelas", "A bright, clear photo of the product"),
        F::Materials => ("Bahan yang dipakai", "What it is made of"),
        F::Prices => {
            ("Harga jual saat ini, dan untuk isi atau ukuran berapa?", "Today's price, and for which size or quantity?")
        }
        F::Capacity => ("Sanggup membuat berapa banyak per bulan?", "How much can be made in a month?"),
        F::MinOrder => ("Pesanan paling sedikit berapa?", "What is the smallest order?"),
        F::LeadTime => ("Pengerjaan satu pesanan berapa hari?", "How many days does an order take?"),
        F::Packaging => ("Kemasannya apa, dan berapa isi per dus?", "How is it packed, and how many in a box?"),
        F::Markets => ("Selama ini dijual ke mana saja?", "Where is it sold so far?"),
        F::NetContent => ("Isi bersih per kemasan (misalnya 250 gram)", "Net content of a pack (such as 250 grams)"),
        F::Dimensions => ("Ukuran (panjang × lebar × tinggi)", "Size (length × width × height)"),
        F::ShelfLife => ("Tahan berapa lama?", "How long does it keep?"),
        F::Storage => ("Cara menyimpannya", "How it is stored"),
        F::Certifications => (
            "Izin yang dimiliki atau sedang diurus (PIRT, BPOM, halal) beserta nomornya",
            "Permits held or applied for (PIRT, BPOM, halal), with their numbers",
        ),
        F::Port => ("Bila dikirim ke luar negeri, lewat pelabuhan mana?", "If it goes abroad, from which port?"),
        _ => return None,
    };
    Some(lang.pick(id, en))
}

/// What is asked about the producer once, not for each product.
fn question_once(field: ProductField, lang: Lang) -> Option<&'static str> {
    (field == ProductField::Contact).then(|| {
        lang.pick(
            "Nomor WhatsApp atau surel yang boleh dihubungi pembeli",
            "A WhatsApp number or e-mail address that buyers may use",
        )
    })
}

/// The message that asks one producer for exactly what is missing for an audience over these products of theirs, numbered
/// so that it can be answered by number. `None` where there is nothing to ask. Products that are not shown are left out.
pub fn request(
    catalog: &Catalog,
    producer: &Producer,
    products: &[&Product],
    audience: Audience,
    lang: Lang,
) -> Option<String> {
    let missing: Vec<(&Product, Vec<ProductField>)> = products
        .iter()
        .filter(|product| product.status != Status::Retired)
        .map(|product| (*product, completeness(catalog, product, audience).missing))
        .collect();
    let asked = |field: &ProductField| question(*field, lang).is_some();
    // What all of them lack is asked once.
    let shared: Vec<ProductField> = match missing.split_first() {
        Some((first, rest)) if !rest.is_empty() => {
            let all = first.1.iter().copied().filter(asked);
            all.filter(|field| rest.iter().all(|(_, missing)| missing.contains(field))).collect()
        }
        _ => Vec::new(),
    };
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    let questions = |fields: &[ProductField]| fields.iter().filter_map(|field| question(*field, lang)).collect();
    if !shared.is_empty() {
        let names: Vec<&str> = missing.iter().map(|(product, _)| name_of(product, lang)).collect();
        let names = names.join(", ");
        sections.push((say!(lang, "Untuk masing-masing: {names}", "For each of: {names}"), questions(&shared)));
    }
    for (product, missing) in &missing {
        let own: Vec<ProductField> = missing.iter().copied().filter(|field| !shared.contains(field)).collect();
        sections.push((name_of(product, lang).to_owned(), questions(&own)));
    }
    let once = missing.iter().flat_map(|(_, missing)| missing).find_map(|field| question_once(*field, lang));
    sections.push((lang.pick("Tentang usaha Anda", "About your business").to_owned(), once.into_iter().collect()));
    sections.retain(|(_, questions)| !questions.is_empty());
    if sections.is_empty() {
        return None;
    }
    let mut lines = vec![greeting(producer, lang), String::new(), purpose(catalog, lang)];
    let mut number = 0;
    for (heading, questions) in sections {
        lines.push(String::new());
        lines.push(format!("*{heading}*"));
        for question in questions {
            number += 1;
            lines.push(format!("{number}. {question}"));
        }
    }
    lines.push(String::new());
    let close = lang.pick(
        "Cukup dibalas sesuai nomornya. Yang belum ada boleh dijawab “belum”. Terima kasih.",
        "Please answer by number; “not yet” is an answer too. Thank you.",
    );
    lines.push(close.to_owned());
    if let Some(sender) = sender(catalog, lang) {
        lines.push(sender);
    }
    Some(lines.join("\n"))
}

fn greeting(producer: &Producer, lang: Lang) -> String {
    let (person, name) = (producer.contact_person.trim(), producer.name.trim());
    match (person.is_empty(), name.is_empty()) {
        (false, false) => say!(lang, "Yth. Bapak/Ibu {person} ({name}),", "Dear {person} ({name}),"),
        (false, true) => say!(lang, "Yth. Bapak/Ibu {person},", "Dear {person},"),
        (true, false) => say!(lang, "Yth. Bapak/Ibu pengelola {name},", "Dear {name},"),
        (true, true) => lang.pick("Yth. Bapak/Ibu,", "Dear Sir or Madam,").to_owned(),
    }
}

fn purpose(catalog: &Catalog, lang: Lang) -> String {
    let title = catalog.info.title.or_other(lang).map(|(title, _)| title.trim());
    match title {
        Some(title) => say!(
            lang,
            "Kami sedang melengkapi {title}. Mohon bantuan untuk data berikut:",
            "We are completing {title}. Could you help us with the following?"
        ),
        None => lang
            .pick(
                "Kami sedang melengkapi katalog produk. Mohon bantuan untuk data berikut:",
                "We are completing a product catalogue. Could you help us with the following?",
            )
            .to_owned(),
    }
}

/// Who asks: the booth's person or the office.
fn sender(catalog: &Catalog, lang: Lang) -> Option<String> {
    let office = catalog.info.organizer.as_ref().and_then(|office| office.name.or_other(lang));
    let office = office.map(|(name, _)| name.trim());
    let person = catalog.info.booth_contact.as_ref().map(|contact| contact.name.trim()).filter(|name| !name.is_empty());
    match (person, office) {
        (None, None) => None,
        (one, None) | (None, one) => one.map(str::to_owned),
        (Some(person), Some(office)) => Some(format!("{person}, {office}")),
    }
}

/// A link that opens a chat with a text in it; `None` where it would be too long for some systems, so that the text has
/// to be copied.
pub fn chat_link(digits: &str, text: &str) -> Option<String> {
    let mut link = format!("https://wa.me/{digits}?text=");
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => link.push(char::from(byte)),
            _ => link.push_str(&format!("%{byte:02X}")),
        }
        if link.len() > LONGEST_LINK {
            return None;
        }
    }
    Some(link)
}
