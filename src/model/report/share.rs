//! Products, lists and requests as messages for a chat: short plain text, only what is known, only what is asked.

use jiff::civil::Date;

use crate::model::place::wording::{full_place, short_place};
use crate::model::record::ProductField;
use crate::model::record::catalog::Catalog;
use crate::model::record::contact::{BestContact, best_contact, display_number, general_contact, whatsapp_digits};
use crate::model::record::values::ProductId;
use crate::model::record::{Price, PriceAge, Producer, Product, Status, to_confirm};
use crate::model::report::completeness::{Audience, completeness};
use crate::say;
use crate::text::Lang;

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

/// What a chat begins with: a greeting, and where the products are from.
fn opening(catalog: &Catalog, buyer: &str, count: usize, lang: Lang) -> String {
    let title = catalog.info.title.or_other(lang).map(|(title, _)| title.trim());
    let from = title.unwrap_or(lang.pick("katalog kami", "our catalogue"));
    let many = crate::text::count(lang, count);
    let what = match count {
        1 => lang.pick("produk", "is a product").to_owned(),
        _ => say!(lang, "{many} produk", "are {many} products"),
    };
    match buyer.trim() {
        "" => say!(lang, "Halo Bapak/Ibu, berikut {what} dari {from}:", "Hello, here {what} from {from}:"),
        buyer => say!(lang, "Halo {buyer}, berikut {what} dari {from}:", "Hello {buyer}, here {what} from {from}:"),
    }
}

/// Whom to ask: one way to reach them, the best that there is.
fn ask_them(best: &BestContact, lang: Lang) -> Option<String> {
    let contact = best.contact();
    let whatsapp = match whatsapp_digits(&contact.whatsapp) {
        Some(digits) => display_number(&digits),
        None => contact.whatsapp.trim().to_owned(),
    };
    let ways = [
        ("WhatsApp ", whatsapp.as_str()),
        (lang.pick("telepon ", "telephone "), contact.phone.trim()),
        ("", contact.email.trim()),
        ("", contact.web.trim()),
    ];
    let (kind, way) = ways.into_iter().find(|(_, way)| !way.is_empty())?;
    let who = best.who(lang);
    Some(say!(lang, "Informasi: {who}, {kind}{way}", "Information: {who}, {kind}{way}"))
}

/// Prices that a page would print, each with its month.
fn prices(product: &Product, lang: Lang, today: Date) -> Vec<String> {
    let words = |price: &Price| match price.age(today) {
        PriceAge::Current => Some(price.words(lang)),
        PriceAge::Reference => Some(format!("{} – {}", price.words(lang), to_confirm(lang))),
        PriceAge::Old => None,
    };
    product.prices.iter().filter_map(words).collect()
}

/// Name, who and where, one sentence, what a buyer asks: only what a page would print.
fn product_lines(catalog: &Catalog, product: &Product, lang: Lang, today: Date) -> Vec<String> {
    let mut lines = vec![format!("*{}*", name_of(product, lang))];
    let by = maker_and_place(catalog, product, lang);
    if !by.is_empty() {
        lines.push(by);
    }
    if let Some((summary, _)) = product.summary.or_other(lang) {
        lines.push(summary.trim().to_owned());
    }
    let mut add = |field: ProductField, words: String| lines.push(format!("{}: {words}", field.label(lang)));
    for price in prices(product, lang, today) {
        add(ProductField::Prices, price);
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
    let held = product.certifications.iter().filter(|one| one.is_printed(today));
    let held: Vec<String> = held.map(|one| one.kind.label(lang).into_owned()).collect();
    if !held.is_empty() {
        lines.push(format!("{}: {}", lang.pick("Izin", "Permits"), held.join(", ")));
    }
    lines
}

/// A product as a message: a greeting, what is known of it, whom to ask.
pub fn product_message(catalog: &Catalog, product: &Product, lang: Lang, today: Date) -> String {
    let mut lines = vec![opening(catalog, "", 1, lang), String::new()];
    lines.extend(product_lines(catalog, product, lang, today));
    let best = general_contact(catalog).or_else(|| best_contact(catalog, product));
    if let Some(ask) = best.and_then(|best| ask_them(&best, lang)) {
        lines.extend([String::new(), ask]);
    }
    lines.join("\n")
}

/// A list as a message for a buyer, who may have a name. A long one takes a numbered line for each product, and says how many
/// it leaves out.
pub fn list_message(catalog: &Catalog, products: &[ProductId], buyer: &str, lang: Lang, today: Date) -> String {
    let known = products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref);
    let known: Vec<&Product> = known.filter(|product| product.status != Status::Retired).collect();
    let contact = general_contact(catalog).and_then(|best| ask_them(&best, lang));
    let mut blocks = vec![opening(catalog, buyer, known.len(), lang)];
    if known.len() <= IN_FULL {
        blocks.extend(known.iter().map(|product| {
            let mut lines = product_lines(catalog, product, lang, today);
            if contact.is_none() {
                lines.extend(best_contact(catalog, product).and_then(|best| ask_them(&best, lang)));
            }
            lines.join("\n")
        }));
    } else {
        blocks.push(short_lines(catalog, &known, lang, today).join("\n"));
    }
    blocks.extend(contact);
    blocks.join("\n\n")
}

fn short_lines(catalog: &Catalog, products: &[&Product], lang: Lang, today: Date) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, product) in products.iter().take(LINES).enumerate() {
        let mut line = format!("{}. *{}*", at + 1, name_of(product, lang));
        let first_price = prices(product, lang, today).into_iter().next().unwrap_or_default();
        for part in [maker_and_place(catalog, product, lang), first_price] {
            if !part.is_empty() {
                line.push_str(&format!(" – {part}"));
            }
        }
        lines.push(line);
    }
    if products.len() > LINES {
        let rest = crate::text::count(lang, products.len() - LINES);
        lines.push(say!(
            lang,
            "Masih ada {rest} produk lain; daftar lengkapnya ada di brosur.",
            "There are {rest} more; the brochure has them all."
        ));
    }
    lines
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
