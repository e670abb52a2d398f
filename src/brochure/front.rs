//! What stands around the products: cover, imprint, foreword, permits explained, back cover, sources.

use super::Request;
use super::compose::Composer;
use super::content::{Content, FixedWords, Foreword, TextSection};
use super::plan::{Plan, Run};
use crate::model::{Contact, Layout, Text, general_contact, region_name, whatsapp_digits};
use crate::say;
use crate::text::{Lang, date};

/// Everything but the chapters, the contents and the index.
pub(super) fn front_and_back(composer: &mut Composer<'_>, request: &Request, plan: &Plan, run: &Run) -> Content {
    let is_book = plan.is_book;
    let lang = composer.lang;
    let info = request.catalog.info.clone();
    let titles = composer.words(&info.title);
    let event = event_lines(composer, request);
    let logos = info.logos.iter().map(|logo| composer.place_photo(None, logo, 40.0, 24.0)).collect();
    let back_qr = back_code(composer, request);
    let today = request.today;
    // Only these have room for it.
    let has_imprint = run.front && (is_book || request.settings.layout == Layout::Leaflet);
    Content {
        lang: lang.code(),
        page: composer.page,
        lead: {
            let [red, green, blue] = request.settings.lead_colour();
            format!("#{red:02x}{green:02x}{blue:02x}")
        },
        ink_saving: request.settings.ink_saving,
        odd_starts: request.settings.odd_starts,
        per_page: request.settings.per_page,
        kicker: lang.pick("Katalog produk unggulan desa", "Catalogue of village products").to_owned(),
        title: if titles.first.is_empty() {
            lang.pick("Katalog produk desa", "Village products").to_owned()
        } else {
            titles.first
        },
        title_second: titles.second,
        day: [i32::from(today.year()), i32::from(today.month()), i32::from(today.day())],
        words: words(composer),
        is_book,
        buyer: if is_book { Vec::new() } else { buyer_lines(request, lang) },
        event,
        logos,
        imprint: if has_imprint { imprint(composer, request, plan) } else { Vec::new() },
        foreword: if run.front { foreword(composer, request) } else { None },
        permits: if has_imprint { permits(plan, lang) } else { Vec::new() },
        back: back(composer, request),
        back_qr,
        data_note: {
            let day = date(lang, &today.to_string());
            say!(lang, "Data per {day}; harga dapat berubah.", "As of {day}; prices may change.")
        },
        sources: if run.end && request.settings.sources { sources(composer, request) } else { Vec::new() },
        ..Content::default()
    }
}

fn words(composer: &Composer<'_>) -> FixedWords {
    let lang = composer.lang;
    FixedWords {
        contents: lang.pick("Daftar isi", "Contents"),
        illustration: lang.pick("Ilustrasi", "Illustration"),
        index: lang.pick("Indeks", "Index"),
        imprint: lang.pick("Tentang katalog ini", "About this catalogue"),
        foreword: lang.pick("Sambutan", "Foreword"),
        notes: lang.pick("Catatan", "Notes"),
        sources: lang.pick("Sumber data", "Sources"),
        permits: lang.pick("Arti izin yang disebut", "What the permits mean"),
        page: lang.pick("hlm.", "p."),
        unreadable: lang.pick("Foto tidak dapat dibaca", "The photo cannot be read"),
        price: lang.pick("Harga", "Price"),
        price_list: lang.pick("Daftar harga", "Price list"),
        inside: lang.pick("Isi lembar ini", "In this leaflet"),
        product: lang.pick("Produk", "Product"),
        unit: lang.pick("Satuan dan dasar harga", "Unit and basis"),
        as_of: lang.pick("Per", "As of"),
        on_request: composer.on_request(),
        more: lang.pick("Juga tersedia", "Also available"),
        continued: lang.pick("lanjutan", "continued"),
    }
}

/// Event, place, date: one line each.
fn event_lines(composer: &Composer<'_>, request: &Request) -> Vec<String> {
    let Some(event) = &request.catalog.info.event else {
        return Vec::new();
    };
    let mut place = event.venue.clone();
    if !event.stand.is_empty() {
        let stand = &event.stand;
        let stand = say!(composer.lang, "stan {stand}", "stand {stand}");
        place = if place.is_empty() { stand } else { format!("{place}, {stand}") };
    }
    [composer.say(&event.name), place, date(composer.lang, &event.date.0)]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}

/// "Disusun untuk …": for whom a short list is, and where.
fn buyer_lines(request: &Request, lang: Lang) -> Vec<String> {
    let Some(buyer) = &request.buyer else {
        return Vec::new();
    };
    let who: Vec<&str> =
        [buyer.name.trim(), buyer.organisation.trim()].into_iter().filter(|part| !part.is_empty()).collect();
    let who = who.join(", ");
    let mut lines = Vec::new();
    if !who.is_empty() {
        lines.push(say!(lang, "Disusun untuk {who}", "Prepared for {who}"));
    }
    lines.extend(buyer.note.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
    lines
}

fn contact_lines(contact: &Contact) -> Vec<String> {
    let number =
        whatsapp_digits(&contact.whatsapp).map(|digits| format!("WhatsApp {}", crate::model::display_number(&digits)));
    let number = number.unwrap_or_else(|| contact.whatsapp.clone());
    [contact.name.clone(), number, contact.phone.clone(), contact.email.clone(), contact.web.clone()]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}

/// Organiser, and the agreements with parties, date and numbers.
fn imprint(composer: &Composer<'_>, request: &Request, plan: &Plan) -> Vec<TextSection> {
    let lang = composer.lang;
    let info = &request.catalog.info;
    let mut parts = Vec::new();
    if let Some(office) = &info.organizer {
        let mut lines = vec![composer.say(&office.name), office.address.clone(), composer.say(&office.hours)];
        lines.extend(contact_lines(&office.contact));
        lines.retain(|line| !line.is_empty());
        parts.push(TextSection { heading: lang.pick("Penyelenggara", "Organiser").to_owned(), lines });
    }
    for agreement in info.event.iter().flat_map(|event| &event.agreements) {
        let mut lines = vec![composer.say(&agreement.title)];
        lines.extend(agreement.parties.iter().map(|party: &Text| composer.say(party)));
        lines.push(date(lang, &agreement.date.0));
        lines.extend(agreement.numbers.iter().map(|number| say!(lang, "Nomor {number}", "No. {number}")));
        lines.retain(|line| !line.is_empty());
        parts.push(TextSection { heading: lang.pick("Kesepakatan kerja sama", "Agreement").to_owned(), lines });
    }
    if plan.imprint.has_drawings {
        let text = lang.pick(
            "Gambar bertanda Ilustrasi dibuat untuk katalog ini dan bukan foto produk.",
            "Pictures marked Illustration were drawn for this catalogue and are no photographs of the product.",
        );
        parts.push(TextSection { heading: lang.pick("Gambar", "Pictures").to_owned(), lines: vec![text.to_owned()] });
    }
    parts
}

fn foreword(composer: &Composer<'_>, request: &Request) -> Option<Foreword> {
    let foreword = request.catalog.info.foreword.as_ref()?;
    let text = composer.say(&foreword.text);
    let text: Vec<String> =
        text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    (!text.is_empty()).then(|| Foreword {
        text,
        name: foreword.name.clone(),
        position: composer.say(&foreword.position),
    })
}

/// Permits that stand in this brochure, explained once.
fn permits(plan: &Plan, lang: Lang) -> Vec<TextSection> {
    let explained = plan.imprint.permits.iter().filter_map(|kind| {
        Some(TextSection { heading: kind.label(lang).into_owned(), lines: vec![kind.meaning(lang)?.to_owned()] })
    });
    explained.collect()
}

/// The back cover: whom to call, when.
fn back(composer: &Composer<'_>, request: &Request) -> Vec<TextSection> {
    let lang = composer.lang;
    let info = &request.catalog.info;
    let mut parts = Vec::new();
    if let Some(booth) = info.booth_contact.as_ref().filter(|contact| !contact_lines(contact).is_empty()) {
        parts.push(TextSection {
            heading: lang.pick("Di stan", "At the booth").to_owned(),
            lines: contact_lines(booth),
        });
    }
    if let Some(office) = &info.organizer {
        let mut lines = vec![office.address.clone(), composer.say(&office.hours)];
        lines.extend(contact_lines(&office.contact));
        lines.retain(|line| !line.is_empty());
        parts.push(TextSection { heading: composer.say(&office.name), lines });
    }
    parts
}

fn back_code(composer: &mut Composer<'_>, request: &Request) -> Option<super::content::QrCode> {
    if !request.settings.qr {
        return None;
    }
    let best = general_contact(&request.catalog)?;
    let digits = whatsapp_digits(&best.contact().whatsapp)?;
    let title = composer.say(&request.catalog.info.title);
    let greeting =
        say!(composer.lang, "Halo, saya membaca katalog {title}.", "Hello, I have read the catalogue {title}.");
    composer.chat_code(&digits, &greeting)
}

/// Where each product's statements come from, without addresses nobody types.
fn sources(composer: &Composer<'_>, request: &Request) -> Vec<TextSection> {
    let products = request.products.iter().filter_map(|id| request.catalog.products.get(id));
    products
        .filter(|product| !product.sources.is_empty())
        .map(|product| {
            let lines = product.sources.iter().map(|source| {
                let day = date(composer.lang, &source.date.0);
                if day.is_empty() { source.title.clone() } else { format!("{} ({day})", source.title) }
            });
            let place = region_name(&product.origin.cut(2), composer.lang);
            let name = composer.say(&product.name);
            let heading = if place.is_empty() { name } else { format!("{name}, {place}") };
            TextSection { heading, lines: lines.collect() }
        })
        .collect()
}
