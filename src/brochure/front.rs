//! What stands around the products: cover, imprint, foreword, permits explained, back cover, sources.

use std::collections::BTreeSet;

use super::Request;
use super::compose::Composer;
use super::contacts::plain;
use super::content::{
    ContactLine, ContactSection, Content, FixedWords, ForewordPage, PermitLegend, QrCode, TextSection,
};
use super::plan::{Plan, Run};
use crate::model::{Contact, Layout, ProductId, Quality, Text, general_contact, region_name};
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
        lang_both: composer.both,
        page: composer.page,
        lead: {
            let [red, green, blue] = request.settings.lead_colour();
            format!("#{red:02x}{green:02x}{blue:02x}")
        },
        press: request.settings.quality == Quality::Press,
        ink_saving: request.settings.ink_saving,
        odd_starts: request.settings.odd_starts,
        per_page: request.settings.per_page,
        kicker: composer.term("Katalog produk unggulan desa", "Catalogue of village products"),
        title: if titles.first.is_empty() {
            lang.pick("Katalog produk desa", "Village products").to_owned()
        } else {
            titles.first
        },
        title_second: titles.second,
        subtitle: selection_name(composer, request),
        day: [i32::from(today.year()), i32::from(today.month()), i32::from(today.day())],
        words: words(composer),
        is_book,
        buyer: if is_book { Vec::new() } else { buyer_lines(request, lang) },
        event,
        logos,
        imprint: if has_imprint { imprint(composer, request, plan) } else { Vec::new() },
        foreword: if run.front { foreword(composer, request) } else { None },
        permits: if has_imprint { permits(composer, plan) } else { Vec::new() },
        how_to_order: if run.front && is_book { how_to_order(composer, request) } else { Vec::new() },
        back: back(composer, request),
        back_qr,
        data_note: {
            composer.each_lang(|lang| {
                let day = date(lang, &today.to_string());
                say!(lang, "Data per {day}; harga dapat berubah.", "As of {day}; prices may change.")
            })
        },
        sources: if run.end && request.settings.sources { sources(composer, request) } else { Vec::new() },
        ..Content::default()
    }
}

fn words(composer: &Composer<'_>) -> FixedWords {
    let term = |id, en| composer.term(id, en);
    let foreword = composer.request.catalog.info.foreword.as_ref();
    let is_signed = foreword.is_some_and(|foreword| !foreword.name.trim().is_empty());
    FixedWords {
        contents: term("Daftar isi", "Contents"),
        illustration: term("Ilustrasi", "Illustration"),
        index: term("Indeks", "Index"),
        imprint: term("Tentang katalog ini", "About this catalogue"),
        foreword: match is_signed {
            true => term("Sambutan", "ForewordPage"),
            false => term("Pengantar", "Introduction"),
        },
        notes: term("Catatan", "Notes"),
        sources: term("Sumber data", "Sources"),
        permits: term("Arti izin yang disebut", "What the permits mean"),
        unreadable: term("Foto tidak dapat dibaca", "The photo cannot be read"),
        price: term("Harga", "Price"),
        price_list: term("Daftar harga", "Price list"),
        product: term("Produk", "Product"),
        unit: term("Satuan dan dasar harga", "Unit and basis"),
        as_of: term("Per", "As of"),
        more: term("Juga tersedia", "Also available"),
        how_to_order: term("Cara memesan", "How to order"),
        on_request: term("Harga atas permintaan", "Price on request"),
        no_prices: term(
            "Tidak ada produk dengan harga yang cukup baru untuk dicetak. Harga lama tercetak dengan --old-prices.",
            "No product has a price that is recent enough to print. Older prices are printed with --old-prices.",
        ),
        reference: composer.each_lang(|lang| format!("* {}", crate::model::to_confirm(lang))),
        questions: term("Yang ingin saya tanyakan", "What I would like to know"),
        about_maker: term("Tentang pembuatnya", "About the maker"),
    }
}

/// The name of the list that holds exactly these products.
fn selection_name(composer: &Composer<'_>, request: &Request) -> String {
    let printed: BTreeSet<&ProductId> = request.products.iter().collect();
    let lists = request.catalog.selections.iter().filter(|list| !list.products.is_empty());
    let found = lists.into_iter().find(|list| list.products.iter().collect::<BTreeSet<_>>() == printed);
    found.map_or(String::new(), |list| composer.in_both(&list.name))
}

/// Event, place, date: one line each.
fn event_lines(composer: &Composer<'_>, request: &Request) -> Vec<String> {
    let Some(event) = &request.catalog.info.event else {
        return Vec::new();
    };
    let mut place = event.venue.clone();
    if !event.stand.is_empty() {
        let stand = &event.stand;
        let stand = format!("{} {stand}", composer.term("stan", "booth"));
        place = if place.is_empty() { stand } else { format!("{place}, {stand}") };
    }
    [composer.in_both(&event.name), place, composer.each_lang(|lang| date(lang, &event.date.0))]
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

fn contact_lines(composer: &Composer<'_>, contact: &Contact) -> Vec<ContactLine> {
    let name = Some(contact.name.clone()).filter(|name| !name.is_empty()).map(plain);
    name.into_iter().chain(composer.ways(contact)).collect()
}

/// Organiser, and the agreements with parties, date and numbers.
fn imprint(composer: &Composer<'_>, request: &Request, plan: &Plan) -> Vec<TextSection> {
    let info = &request.catalog.info;
    let mut parts = Vec::new();
    if let Some(office) = &info.organizer {
        let mut lines = vec![composer.in_both(&office.name), office.address.clone(), composer.in_both(&office.hours)];
        lines.extend(contact_lines(composer, &office.contact).into_iter().map(|line| line.text));
        lines.retain(|line| !line.is_empty());
        parts.push(TextSection { heading: composer.each_lang(|lang| office.role.label(lang).to_owned()), lines });
    }
    for agreement in info.event.iter().flat_map(|event| &event.agreements) {
        let mut lines = vec![composer.in_both(&agreement.title)];
        lines.extend(agreement.parties.iter().map(|party: &Text| composer.in_both(party)));
        lines.push(composer.each_lang(|lang| date(lang, &agreement.date.0)));
        let label = composer.term("Nomor", "No.");
        lines.extend(agreement.numbers.iter().map(|number| format!("{label} {number}")));
        lines.retain(|line| !line.is_empty());
        parts.push(TextSection { heading: composer.term("Kesepakatan kerja sama", "Agreement"), lines });
    }
    if plan.imprint.has_drawings {
        let text = composer.term(
            "Gambar bertanda Ilustrasi dibuat untuk katalog ini dan bukan foto produk.",
            "Pictures marked Illustration were drawn for this catalogue and are no photographs of the product.",
        );
        parts.push(TextSection { heading: composer.term("Gambar", "Pictures"), lines: vec![text] });
    }
    parts
}

fn foreword(composer: &Composer<'_>, request: &Request) -> Option<ForewordPage> {
    let foreword = request.catalog.info.foreword.as_ref()?;
    let lines = |text: &str| -> Vec<String> {
        text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let words = composer.words(&foreword.text);
    let (text, second) = (lines(&words.first), lines(&words.second));
    let (name, position) = (foreword.name.clone(), composer.in_both(&foreword.position));
    (!text.is_empty()).then_some(ForewordPage { text, second, name, position })
}

/// Permits that stand in this brochure, explained once.
fn permits(composer: &Composer<'_>, plan: &Plan) -> Vec<PermitLegend> {
    let explained = plan.imprint.permits.iter().map(|kind| {
        let meaning =
            composer.each_lang(|lang| kind.meaning(lang).map_or_else(|| kind.label(lang).into_owned(), str::to_owned));
        PermitLegend { mark: composer.mark(kind), meaning }
    });
    explained.collect()
}

/// The back cover: whom to call, when.
fn back(composer: &Composer<'_>, request: &Request) -> Vec<ContactSection> {
    let info = &request.catalog.info;
    let mut parts = Vec::new();
    if let Some(booth) = &info.booth_contact {
        let lines = contact_lines(composer, booth);
        if !lines.is_empty() {
            parts.push(ContactSection { heading: composer.term("Di stan", "At the booth"), lines });
        }
    }
    if let Some(office) = &info.organizer {
        let about = [office.address.clone(), composer.in_both(&office.hours)];
        let mut lines: Vec<ContactLine> = about.into_iter().filter(|line| !line.is_empty()).map(plain).collect();
        lines.extend(contact_lines(composer, &office.contact));
        parts.push(ContactSection { heading: composer.in_both(&office.name), lines });
    }
    parts
}

/// The code for the whole catalogue: a chat, else the organiser's web page.
fn back_code(composer: &mut Composer<'_>, request: &Request) -> Option<QrCode> {
    if !request.settings.qr {
        return None;
    }
    let best = general_contact(&request.catalog)?;
    let title = composer.say(&request.catalog.info.title);
    let greeting = composer.lang.pick("Halo, saya membaca katalog Anda.", "Hello, I have read your catalogue.");
    composer.contact_code(&best.contact(), greeting, &title)
}

/// What a buyer does to order, step by step; nothing where there is nobody to ask.
fn how_to_order(composer: &Composer<'_>, request: &Request) -> Vec<String> {
    let Some(best) = general_contact(&request.catalog) else { return Vec::new() };
    let steps = [
        composer.term(
            "Pilih produk, dan catat nama serta halamannya.",
            "Choose the products and note their names and pages.",
        ),
        composer.each_lang(|lang| {
            let who = best.who(lang);
            say!(
                lang,
                "Hubungi kontak di samping produk. Bila tidak ada kontak pembuatnya, hubungi {who}.",
                "Use the contact beside the product. Where its maker has none, ask {who}."
            )
        }),
        composer.term(
            "Sebutkan jumlah, kemasan, tujuan pengiriman, dan apakah Anda memerlukan contoh.",
            "Say how much you need, how it should be packed, where it goes, and whether you need a sample.",
        ),
        composer.term(
            "Minta harga dan waktu pengerjaan secara tertulis sebelum membayar.",
            "Ask for price and lead time in writing before you pay.",
        ),
    ];
    steps.into_iter().collect()
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
