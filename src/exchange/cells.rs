//! What each column says of a product: what is exported, and what an imported cell is compared with.

use rust_decimal::Decimal;

use super::columns::{Column, PricePart};
use super::facts;
use crate::model::{
    Amount, Award, Catalog, Certification, CertificationKind, FieldKind, FieldRef, PartialDate, Price, Product,
    ProductField as F, RegionCode, Text, full_place, region_name,
};
use crate::text::{Lang, minor_digits};

/// A cell's content, typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CellContent {
    #[default]
    Empty,
    Text(String),
    Number(Decimal),
    /// Year, month, day.
    Date(i16, u8, u8),
}

impl CellContent {
    fn text_of(text: &str) -> CellContent {
        if text.trim().is_empty() { CellContent::Empty } else { CellContent::Text(text.to_owned()) }
    }

    fn date_of(date: &PartialDate) -> CellContent {
        let is_full = date.0.len() == 10;
        match date.first_day().filter(|_| is_full) {
            // Spreadsheet programs count days from 1900, and get that year wrong.
            Some(day) if day.year() > 1900 => CellContent::Date(day.year(), day.month() as u8, day.day() as u8),
            _ => CellContent::text_of(&date.0),
        }
    }

    /// The content as it stands in a text file, numbers with the language's decimal mark.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            CellContent::Empty => String::new(),
            CellContent::Text(text) => text.clone(),
            CellContent::Number(number) => plain(*number, lang),
            CellContent::Date(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// A number without thousands marks that cannot be mistaken for one with them.
fn plain(number: Decimal, lang: Lang) -> String {
    let text = number.normalize().to_string();
    match text.split_once('.') {
        None => text,
        Some((whole, fraction)) => {
            let zero = if fraction.len() == 3 { "0" } else { "" };
            format!("{whole}{}{fraction}{zero}", lang.pick(",", "."))
        }
    }
}

/// Text of a list's part, so that the signs between parts are not taken for its own.
fn escaped(text: &str, sign: char) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            c if c == sign || c == '\\' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// The parts of a list, as [`escaped`] wrote them.
pub(super) fn parts(text: &str, sign: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(last) = parts.last_mut() else { break };
        match c {
            '\\' => match chars.peek() {
                Some('n') => {
                    chars.next();
                    last.push('\n');
                }
                Some(&next) if next == sign || next == '\\' => {
                    chars.next();
                    last.push(next);
                }
                _ => last.push('\\'),
            },
            c if c == sign => parts.push(String::new()),
            c => last.push(c),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// One line of parts, without empty ones at the end.
fn line(parts: &[&str]) -> String {
    let count = parts.iter().rposition(|part| !part.trim().is_empty()).map_or(0, |last| last + 1);
    let parts: Vec<String> = parts.iter().take(count).map(|part| escaped(part.trim(), '|')).collect();
    parts.join(" | ")
}

fn lines(lines: impl Iterator<Item = String>) -> CellContent {
    CellContent::text_of(&lines.collect::<Vec<_>>().join("\n"))
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> CellContent {
    let items: Vec<String> = items.map(|item| escaped(item.trim(), ';')).collect();
    match items.as_slice() {
        // A semicolon behind it tells that its commas are its own.
        [one] if one.contains(',') => CellContent::Text(format!("{one};")),
        _ => CellContent::text_of(&items.join("; ")),
    }
}

fn range(min: Option<Decimal>, max: Option<Decimal>, lang: Lang) -> CellContent {
    match (min, max.filter(|max| Some(*max) != min)) {
        (Some(min), Some(max)) => CellContent::Text(format!("{}–{}", plain(min, lang), plain(max, lang))),
        (Some(one), None) => CellContent::Number(one.normalize()),
        (None, Some(max)) => CellContent::Text(format!("≤ {}", plain(max, lang))),
        (None, None) => CellContent::Empty,
    }
}

/// A figure with the date that it is of behind it.
fn dated(words: CellContent, as_of: &PartialDate, lang: Lang) -> CellContent {
    match as_of.0.trim() {
        "" => words,
        as_of => CellContent::Text(format!("{} ({as_of})", words.words(lang))),
    }
}

fn amount(amount: Option<&Amount>, lang: Lang) -> CellContent {
    let Some(amount) = amount else {
        return CellContent::Empty;
    };
    let number = range(amount.min, amount.max, lang);
    if amount.unit.trim().is_empty() && amount.per.is_none() {
        return dated(number, &amount.as_of, lang);
    }
    let mut words = number.words(lang);
    if !amount.unit.trim().is_empty() {
        words.push(' ');
        words.push_str(amount.unit.trim());
    }
    if let Some(per) = amount.per {
        words.push_str(" per ");
        words.push_str(per.label(lang));
    }
    dated(CellContent::Text(words), &amount.as_of, lang)
}

fn price(price: &Price, part: PricePart, lang: Lang) -> CellContent {
    let major = |amount: i64| {
        let digits = minor_digits(&price.currency) as u32;
        Decimal::try_from_i128_with_scale(amount.into(), digits).unwrap_or_default()
    };
    match part {
        PricePart::Amount => range(Some(major(price.amount)), price.amount_max.map(major), lang),
        PricePart::Currency => CellContent::text_of(&price.currency),
        PricePart::Unit => CellContent::text_of(&price.unit),
        PricePart::Basis => {
            price.basis.map_or(CellContent::Empty, |basis| CellContent::Text(basis.label(lang).to_owned()))
        }
        PricePart::AsOf => CellContent::date_of(&price.as_of),
        PricePart::Note(of) => in_language(&price.note, of),
    }
}

fn in_language(text: &Text, lang: Lang) -> CellContent {
    CellContent::text_of(match lang {
        Lang::Id => &text.id,
        Lang::En => &text.en,
    })
}

fn permit(one: &Certification, kind: &str, lang: Lang) -> String {
    let status = one.status.label(lang);
    let facts = [status, &one.number, &one.issuer, &one.issued.0, &one.expires.0];
    if kind.is_empty() { line(&facts) } else { line(&[&[kind], facts.as_slice()].concat()) }
}

/// The name of the region of a level, with its word where names alone would not tell a city from a regency.
fn level(code: &RegionCode, depth: usize) -> CellContent {
    if code.depth() < depth {
        return CellContent::Empty;
    }
    let outer = code.cut(depth);
    let name = region_name(&outer, Lang::Id);
    if name == outer.as_str() {
        return CellContent::Empty;
    }
    CellContent::Text(match depth {
        3 => name.strip_prefix("Kecamatan ").unwrap_or(&name).to_owned(),
        4 => name.split_once(' ').map_or(name.as_str(), |(_, bare)| bare).trim_start_matches("Adat ").to_owned(),
        _ => name,
    })
}

/// What a column says of a product, in the words of one language. Photos and lists are file names and titles.
pub fn content(catalog: &Catalog, product: &Product, column: Column, lang: Lang) -> CellContent {
    let text = CellContent::text_of;
    let capacity = product.capacity.as_ref();
    match column {
        Column::Id => text(product.id.as_str()),
        Column::Product(F::Capacity) => capacity
            .map_or(CellContent::Empty, |amount| dated(range(amount.min, amount.max, lang), &amount.as_of, lang)),
        Column::Product(field) => whole(field.get(product), catalog, lang),
        Column::Producer(field) => {
            let producer = catalog.producer_of(product).map(|producer| field.get(producer));
            producer.filter(|value| !value.is_empty()).map_or(CellContent::Empty, |value| whole(value, catalog, lang))
        }
        Column::ProducerId => product.producer.as_ref().map_or(CellContent::Empty, |id| text(id.as_str())),
        Column::RegionCode => text(product.origin.as_str()),
        Column::Village => level(&product.origin, 4),
        Column::District => level(&product.origin, 3),
        Column::Regency => level(&product.origin, 2),
        Column::Province => level(&product.origin, 1),
        Column::Price(at, part) => {
            product.prices.get(usize::from(at)).map_or(CellContent::Empty, |one| price(one, part, lang))
        }
        Column::CapacityUnit => capacity.map_or(CellContent::Empty, |amount| text(&amount.unit)),
        Column::CapacityPeriod => {
            capacity.and_then(|amount| amount.per).map_or(CellContent::Empty, |per| text(per.label(lang)))
        }
        Column::Permit(kind) => {
            let kind = kind.kind();
            lines(product.certifications.iter().filter(|one| one.kind == kind).map(|one| permit(one, "", lang)))
        }
        Column::OtherPermits => lines(product.certifications.iter().filter_map(|one| match &one.kind {
            CertificationKind::Other(name) => Some(permit(one, if name.trim().is_empty() { "?" } else { name }, lang)),
            _ => None,
        })),
        Column::IdentityNumber | Column::RowNumber | Column::Thumbnail => CellContent::Empty,
    }
}

/// What a review says that a cell changed: of a price and a capacity with their units, which stand in columns of their own, and
/// all permits where the cell names several.
pub(super) fn in_review(catalog: &Catalog, product: &Product, column: Column, typed: &str, lang: Lang) -> String {
    match column {
        Column::OtherPermits if !typed.contains('|') => {
            let permits = product.certifications.iter().map(|one| permit(one, &one.kind.label(lang), lang));
            permits.collect::<Vec<_>>().join("; ")
        }
        Column::Price(_, PricePart::Amount) => {
            let words: Vec<String> = product.prices.iter().map(|price| price.words(lang)).collect();
            words.join("; ")
        }
        Column::Product(F::Capacity) => product.capacity.as_ref().map(|one| one.words(lang)).unwrap_or_default(),
        // Strokes, which part lines elsewhere, may be in a name.
        Column::Product(field) if field.kind() == FieldKind::Texts => {
            content(catalog, product, column, lang).words(lang).replace('\n', "; ")
        }
        column => content(catalog, product, column, lang).words(lang),
    }
}

/// A field's value in one cell.
fn whole(value: FieldRef<'_>, catalog: &Catalog, lang: Lang) -> CellContent {
    let text = CellContent::text_of;
    match value {
        FieldRef::Line(words)
        | FieldRef::Term(words)
        | FieldRef::Indonesian(words)
        | FieldRef::English(words)
        | FieldRef::Notes(words) => text(words),
        FieldRef::Tags(words) | FieldRef::Links(words) => list(words.iter().map(String::as_str)),
        FieldRef::Texts(texts) => match texts.as_slice() {
            // A bar behind it tells that its commas and strokes are its own, and that it was escaped.
            [one]
                if one.en.trim().is_empty()
                    && (one.id.contains([',', '\\', '\n']) || facts::items(&one.id).len() > 1) =>
            {
                CellContent::Text(format!("{} |", line(&[&one.id])))
            }
            _ => lines(texts.iter().map(|one| line(&[&one.id, &one.en]))),
        },
        FieldRef::Amount(one) => amount(one.as_ref(), lang),
        FieldRef::Days(days) => days.map_or(CellContent::Empty, |days| CellContent::Number(days.into())),
        FieldRef::Category(id) => match catalog.category(id).and_then(|one| one.name.or_other(lang)) {
            Some((name, _)) => text(name),
            None => text(id.as_str()),
        },
        FieldRef::Producer(id) => {
            let producer = id.as_ref().and_then(|id| catalog.producers.get(id));
            producer.map_or(CellContent::Empty, |producer| text(&producer.name))
        }
        FieldRef::Region(code) => text(&full_place(code, Lang::Id)),
        FieldRef::Awards(awards) => {
            let award = |one: &Award| line(&[&one.title.id, &one.title.en, &one.issuer, &one.date.0]);
            // A bar behind it tells that its semicolons are its own.
            lines(awards.iter().map(award).map(|text| match text.contains(';') && !text.contains('|') {
                true => format!("{text} |"),
                false => text,
            }))
        }
        FieldRef::Photos(photos) => list(photos.iter().map(|photo| photo.file.as_str())),
        FieldRef::Sources(sources) => lines(sources.iter().map(|one| line(&[&one.title, &one.url, &one.date.0]))),
        FieldRef::Status(status) => text(status.label(lang)),
        FieldRef::ProducerKind(kind) => text(kind.label(lang)),
        // Written in columns of their parts.
        FieldRef::Prices(_) | FieldRef::Certifications(_) => CellContent::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_as_they_were() {
        for texts in [["a", "b|c"], ["x\\y", ""], ["baris\nbaru", "\\n"]] {
            let written = line(&texts.map(|text| text));
            let mut read = parts(&written, '|');
            read.resize(2, String::new());
            assert_eq!(read, texts, "{written}");
        }
        assert_eq!(parts(r"C:\foto; a\;b", ';'), [r"C:\foto", "a;b"]);
    }

    #[test]
    fn numbers_cannot_be_mistaken_for_thousands() {
        assert_eq!(plain("1.5".parse().unwrap(), Lang::Id), "1,5");
        assert_eq!(plain("1.125".parse().unwrap(), Lang::En), "1.1250");
        assert_eq!(plain("1500".parse().unwrap(), Lang::Id), "1500");
    }

    #[test]
    fn levels_of_an_origin() {
        let code = RegionCode::new("64.07.13.2002");
        let words: Vec<String> = (1..=4).map(|depth| level(&code, depth).words(Lang::Id)).collect();
        assert_eq!(words[0], "Kalimantan Timur");
        assert_eq!(words[1], "Kabupaten Kutai Barat");
        assert_eq!(words[3], "Minta");
    }
}
