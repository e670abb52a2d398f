//! The fields of a product that stand in one column each.

use super::super::cells::parts;
use super::super::columns::Column;
use super::super::facts;
use super::super::permits::{PermitWords, permit_words};
use super::super::sheets::{Address, Value};
use super::amounts::days_of;
use super::builder::{CellOutcomes, ImportCell, ReviewBuilder};
use super::sources::{awards, sources};
use super::{Answer, CellVerdict, Key, Note, QuestionKey};
use crate::model::search::normalise::{is_near, normalise};
use crate::model::{Category, CategoryId, FieldKind, FieldMut, Photo, Product, ProductField as F, Status, Text, slug};
use crate::text::Lang;
use unicode_normalization::UnicodeNormalization as _;

/// Text as it is stored: NFC, without blanks around it.
fn stored(text: &str) -> String {
    text.trim().nfc().collect()
}

/// What one cell did.
pub(super) type FieldResult = Result<Option<Note>, CellVerdict>;

pub(super) fn refused(note: Note) -> CellVerdict {
    CellVerdict::Refused(note)
}

/// Whether a product that is known by its name is called the same, and is written better here: `MADU KELULUT`.
fn keeps_name(one: &ImportCell<'_>, given: &[ImportCell<'_>], before: Option<&Product>) -> bool {
    let Some(before) = before else { return false };
    let stored = match one.column {
        Column::Product(F::Name) => &before.name.id,
        Column::Product(F::NameEn) => &before.name.en,
        _ => return false,
    };
    let is_by_id = given.iter().any(|one| one.column == Column::Id && one.text().trim() == before.id.as_str());
    let typed = one.text();
    let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let is_mixed = |text: &str| text.contains(char::is_uppercase) && text.contains(char::is_lowercase);
    !is_by_id && words(stored) == words(&typed) && (is_mixed(stored) || !is_mixed(&typed))
}

impl ReviewBuilder<'_> {
    /// Takes everything that a row says of its product, but for id, origin, producer and contacts.
    pub(super) fn fields(
        &mut self,
        given: &[ImportCell<'_>],
        before: Option<&Product>,
        after: &mut Product,
        outcomes: &mut CellOutcomes,
        touches: &mut Vec<Key>,
        found: &mut Vec<(Address, String)>,
    ) {
        self.doubted.clear();
        for one in given {
            if self.is_stored(one, before) || is_of_another_part(one.column) || keeps_name(one, given, before) {
                continue;
            }
            let taken = match one.column {
                Column::Product(F::Category) => self.category(&one.text(), &one.at, after, touches),
                Column::Product(F::Photos) => self.photo_names(one, after, found),
                Column::Permit(_) | Column::OtherPermits => self.permits(one, before, after),
                Column::Product(field) if field.kind() == FieldKind::Amount => {
                    self.one_amount(one, field, after, outcomes)
                }
                _ => field(one, after, self.options.lang)
                    .map(|note| note.or_else(|| english_stays(one, given, before, after))),
            };
            match taken {
                Ok(Some(note)) => outcomes.push((one.at.clone(), CellVerdict::Repaired(note))),
                Ok(None) => {}
                Err(verdict) => outcomes.push((one.at.clone(), verdict)),
            }
        }
        self.denied(given, before, after, outcomes);
        self.without_doubted(before, after);
        self.prices(given, before, after, outcomes);
        self.capacity(given, before, after, outcomes);
    }

    fn one_amount(
        &mut self,
        one: &ImportCell<'_>,
        field: F,
        after: &mut Product,
        outcomes: &mut CellOutcomes,
    ) -> FieldResult {
        let FieldMut::Amount(stored) = field.get_mut(after) else { return Ok(None) };
        let text = one.text().trim().to_owned();
        *stored = if facts::erases(&text) {
            None
        // `bebas`: as few as one likes.
        } else if facts::says_nothing(&text) || field == F::MinOrder && text.eq_ignore_ascii_case("bebas") {
            return Err(CellVerdict::LeftOut(Note::SaysNone));
        } else {
            let amount = self.amount(one, stored.as_ref(), outcomes)?;
            // A share of something is neither a time nor an order.
            if amount.unit.trim() == "%" && field != F::NetContent || amount.unit.contains(';') {
                return Err(refused(Note::NoNumber));
            }
            Some(amount)
        };
        Ok(None)
    }

    /// Takes a category by its id or name, asks where it is nearly one there is, and makes a new one.
    pub(super) fn category(
        &mut self,
        text: &str,
        at: &Address,
        after: &mut Product,
        touches: &mut Vec<Key>,
    ) -> FieldResult {
        let text = stored(text);
        if facts::erases(&text) {
            after.category = CategoryId::default();
            return Ok(None);
        }
        if facts::says_nothing(&text) {
            return Err(CellVerdict::LeftOut(Note::SaysNone));
        }
        let typed = normalise(&text);
        let is_called = |category: &&Category| {
            category.id.as_str() == text
                || [&category.name.id, &category.name.en].iter().any(|name| normalise(name) == typed)
        };
        if let Some(category) = self.next.categories.iter().find(is_called) {
            after.category = category.id.clone();
            if !self.catalog.categories.contains(category) && !touches.contains(&Key::Categories) {
                touches.push(Key::Categories);
            }
            return Ok(None);
        }
        let near: Vec<Answer> = self
            .catalog
            .categories
            .iter()
            .filter(|category| {
                [&category.name.id, &category.name.en].iter().map(|name| normalise(name)).any(|name| {
                    !name.is_empty()
                        && (is_near(&typed, &name)
                            || name.split(' ').any(|word| word.len() > 3 && typed.contains(word)))
                })
            })
            .map(|category| Answer::Category(category.id.clone()))
            .collect();
        if !near.is_empty() {
            let key = QuestionKey::Category { typed: text.clone() };
            match self.ask(key, at, || near.into_iter().chain([Answer::NewCategory]).collect()) {
                Ok(Answer::Category(id)) => {
                    after.category = id;
                    return Ok(None);
                }
                Ok(Answer::NewCategory) => {}
                Ok(_) => return Err(CellVerdict::LeftOut(Note::LeftOutByAnswer)),
                Err(number) => return Err(CellVerdict::Asked(number)),
            }
        }
        let categories = self.next.categories.clone();
        let id = super::free_id(&slug(&text, ""), |id| categories.iter().any(|one| one.id.as_str() == id));
        let id = CategoryId::new(id);
        let mut list = Vec::clone(&categories);
        list.push(Category { id: id.clone(), name: Text::new(text, "") });
        self.next.categories = std::sync::Arc::new(list);
        after.category = id;
        touches.push(Key::Categories);
        Ok(None)
    }

    /// Why a name is no photo's. Without its ending a name counts only where such a picture is.
    pub(super) fn photo_fault(&self, name: &str, stored: &[Photo]) -> Option<CellVerdict> {
        let is_known = stored.iter().any(|photo| photo.file == name) || (self.options.has_photo)(name);
        if is_known || is_picture(name) && !is_link(name) || (self.options.lies_beside)(name) {
            return None;
        }
        Some(match OTHER_KINDS.into_iter().find(|(_, endings)| has_ending(name, endings)) {
            _ if is_link(name) => CellVerdict::LeftOut(Note::PhotoLink),
            Some((kind, _)) => CellVerdict::Refused(Note::PhotoKind { kind }),
            // `foto.txt` names a file, `ada` none.
            None if name.contains(['.', '/', '\\']) => CellVerdict::Refused(Note::NotAPhotoFile),
            None => CellVerdict::LeftOut(Note::NotAPhotoFile),
        })
    }

    /// File names: those that the product or the catalogue has are taken, others are for the caller to look for.
    fn photo_names(
        &mut self,
        one: &ImportCell<'_>,
        after: &mut Product,
        found: &mut Vec<(Address, String)>,
    ) -> FieldResult {
        let text = one.text().trim().to_owned();
        if facts::erases(&text) {
            after.photos.clear();
            return Ok(None);
        }
        if facts::says_nothing(&text) {
            return Err(CellVerdict::LeftOut(Note::SaysNone));
        }
        if is_link(&text) {
            return Err(CellVerdict::LeftOut(Note::PhotoLink));
        }
        let mut names: Vec<String> = text.split('\n').flat_map(|line| parts(line, ';')).collect();
        let is_one = |name: &str| (self.options.has_photo)(name) || (self.options.lies_beside)(name);
        let split = |name: String| if is_one(&name) { vec![name] } else { pictures_in(&name) };
        names = names.into_iter().flat_map(split).collect();
        // As Windows copies a path.
        names.iter_mut().for_each(|name| *name = name.trim_matches('"').to_owned());
        names.retain(|name| !name.is_empty());
        if let Some(verdict) = names.iter().find_map(|name| self.photo_fault(name, &after.photos)) {
            return Err(verdict);
        }
        let before = found.len();
        let mut photos = Vec::with_capacity(names.len());
        for name in names {
            // `kopi%20susu.jpg` is how a page writes the name of `kopi susu.jpg`.
            let plain = name.replace("%20", " ");
            let is_there = (self.options.has_photo)(&name) || (self.options.lies_beside)(&name);
            let name = if is_there || !(self.options.lies_beside)(&plain) { name } else { plain };
            match after.photos.iter().find(|photo| photo.file == name) {
                Some(photo) => photos.push(photo.clone()),
                None if (self.options.has_photo)(&name) => photos.push(Photo { file: name, ..Photo::default() }),
                None => found.push((one.at.clone(), name)),
            }
        }
        if found.len() > before {
            // A name that nobody has looked for yet may be one of the stored photos under the name it came by.
            photos.retain(|photo| !after.photos.iter().any(|stored| stored.file == photo.file));
            after.photos.append(&mut photos);
        } else {
            after.photos = photos;
        }
        Ok(None)
    }
}

/// True where a line has more parts than this: a text editor may have made blanks of the line breaks.
pub(super) fn has_more_parts(text: &str, most: usize) -> bool {
    let is_long = |line: &str| parts(line, '|').iter().skip(most).any(|part| !part.is_empty());
    text.contains('|') && text.split('\n').any(is_long)
}

/// The names of several pictures in one: `a.jpg, b.jpg`, `a.jpg dan b.jpg`, `a.jpg b.jpg`. A comma may be part of a name.
fn pictures_in(text: &str) -> Vec<String> {
    let (mut names, mut from) = (Vec::new(), 0);
    for (at, _) in text.match_indices([' ', ',', '&', '+']).chain([(text.len(), "")]) {
        let Some(name) = text.get(from..at).filter(|name| is_picture(name)) else { continue };
        names.push(name.trim().to_owned());
        let rest = text.get(at..).unwrap_or_default();
        let rest = rest.trim_start_matches([' ', ',', '&', '+']);
        let rest = ["dan ", "and "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        from = text.len() - rest.trim_start().len();
    }
    if text.get(from..).is_some_and(|rest| !rest.trim().is_empty()) { vec![text.trim().to_owned()] } else { names }
}

/// What is sent as a photo, and is not taken as one.
const OTHER_KINDS: [(&str, &[&str]); 12] = [
    ("GIF", &["gif"]),
    ("BMP", &["bmp"]),
    ("TIFF", &["tiff", "tif"]),
    ("AVIF", &["avif"]),
    ("SVG", &["svg"]),
    ("JPEG 2000", &["jp2", "j2k"]),
    ("JPEG XL", &["jxl"]),
    ("RAW", &["dng", "cr2", "cr3", "nef", "arw", "raf", "orf", "rw2"]),
    ("PSD", &["psd", "ai", "cdr", "eps"]),
    ("PDF", &["pdf"]),
    ("video", &["mp4", "mov", "3gp", "avi", "mkv"]),
    ("ZIP", &["zip", "rar", "7z"]),
];

fn is_link(name: &str) -> bool {
    name.contains("://")
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending.to_lowercase().as_str()))
}

fn is_picture(name: &str) -> bool {
    has_ending(name, &["jpg", "jpeg", "png", "webp", "heic", "heif", "jpe", "jfif"])
}

/// Columns that other parts take: identity, origin, producer, contacts, prices, capacity.
fn is_of_another_part(column: Column) -> bool {
    match column {
        Column::Id => true,
        Column::Permit(_) | Column::OtherPermits => false,
        column => matches!(column.field(), Some(F::Origin | F::Producer | F::Prices | F::Capacity)),
    }
}

/// A line of a list without the sign before it: `- Coklat`.
fn without_bullet(line: &str) -> &str {
    let bare = line.trim().trim_start_matches(['-', '–', '•', '*', '·']);
    if bare.starts_with(' ') { bare.trim_start() } else { line }
}

/// What is listed behind its number: `3 motif: anggang, pakis, mangrove`.
fn without_count(text: &str) -> &str {
    let is_count = |before: &str| {
        let mut words = before.split_whitespace();
        let is_number = words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        is_number && words.all(|word| word.chars().all(char::is_alphabetic))
    };
    text.split_once(':').filter(|(before, _)| is_count(before)).map_or(text, |(_, list)| list.trim())
}

/// Short texts in both languages; what a list of names leaves out stays as it was.
fn in_two_languages(text: &str, before: &[Text]) -> Vec<Text> {
    // Producers write `manis, pedas`; we write one a line.
    if !text.contains(['\n', '|']) {
        let is_named = |text: &Text, name: &str| normalise(&text.id) == normalise(name);
        // `Balado/Keju` may be one, unless both are known.
        let names: Vec<&str> = text.split('/').collect();
        if names.len() > 1 && names.len() == before.len() && before.iter().zip(names).all(|(a, b)| is_named(a, b)) {
            return before.to_vec();
        }
        let items = facts::items(without_count(text)).into_iter().map(stored).filter(|item| !item.is_empty());
        let item = |item: String| {
            let known = before.iter().find(|one| one.id == item).cloned();
            known.unwrap_or_else(|| Text::new(item, ""))
        };
        return items.map(item).collect();
    }
    let item = |line: &str| {
        let mut parts = parts(without_bullet(line), '|').into_iter();
        Text::new(parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    };
    text.split('\n').filter(|line| !line.trim().is_empty()).map(item).collect()
}

/// A name without the mark of a footnote, `Kopi *)`.
fn without_footnote(name: &str) -> &str {
    let marked = name.strip_suffix(')').unwrap_or(name);
    let bare = marked.trim_end_matches('*');
    if bare.len() == marked.len() { name } else { bare.trim_end_matches('(').trim_end() }
}

/// Fields that need nothing but their cell.
fn field(one: &ImportCell<'_>, product: &mut Product, lang: Lang) -> FieldResult {
    let text = stored(&one.text());
    let is_erased = facts::erases(&text);
    let says_none = match one.column {
        Column::Product(F::Awards | F::Variants | F::Markets | F::Tags) => facts::says_no_such(&text),
        _ => false,
    };
    if one.column == Column::Product(F::Brand) && is_no_brand(&text) {
        return Err(CellVerdict::LeftOut(Note::NotWhichOne));
    }
    let known = || Status::ALL.map(|status| status.label(Lang::Id)).join(", ");
    // `kosong` says something of the stock.
    if one.column == Column::Product(F::Status) && facts::says_in_words_nothing(&text) {
        return Err(refused(Note::NotAWord { known: known() }));
    }
    if says_none || facts::says_nothing(&text) {
        return Err(CellVerdict::LeftOut(Note::SaysNone));
    }
    let most = match one.column {
        Column::Product(F::Awards) => 4,
        Column::Product(field) if field.kind() == FieldKind::Texts => 2,
        _ => usize::MAX,
    };
    if has_more_parts(&text, most) {
        return Err(refused(Note::TooManyParts));
    }
    let taken = if is_erased { String::new() } else { text.clone() };
    // `Dimensi (mm)`
    let has_unit = taken.contains(|c: char| c.is_alphabetic() && !matches!(c, 'x' | 'X'));
    let unit = &one.says.unit;
    let is_size = one.column == Column::Product(F::Dimensions) && !unit.is_empty() && !has_unit && !taken.is_empty();
    let taken = if is_size { format!("{taken} {unit}") } else { taken };
    let value = match one.column {
        Column::Product(field) => field.get_mut(product),
        _ => return Ok(None),
    };
    match value {
        FieldMut::Texts(list) => {
            *list = in_two_languages(&taken, list);
            // Our exports have blanks around it.
            if taken.contains('|') && !taken.contains(" | ") {
                let english = list.iter().find(|item| !item.en.is_empty()).map(|item| item.en.clone());
                return Ok(english.map(|english| Note::SecondIsEnglish { english }));
            }
        }
        FieldMut::Tags(list) => {
            let sign = if taken.contains(';') { ';' } else { ',' };
            *list = parts(&taken, sign).into_iter().filter(|tag| !tag.is_empty()).collect();
        }
        FieldMut::Days(days) => {
            *days = if is_erased { None } else { Some(days_of(&text, &one.says.heading)?) };
        }
        FieldMut::Awards(list) => {
            let (awards, note) = awards(&taken, list);
            *list = awards;
            return Ok(note);
        }
        FieldMut::Sources(list) => {
            let (sources, note) = sources(&taken, list)?;
            *list = sources;
            return Ok(note);
        }
        FieldMut::Status(status) => {
            *status = match is_erased {
                true => Status::default(),
                false => facts::status(&text).ok_or_else(|| refused(Note::NotAWord { known: known() }))?,
            };
            let is_plain = is_erased || facts::is_status_only(&text, *status);
            return Ok((!is_plain).then(|| Note::ReadAs { what: status.label(lang).to_owned() }));
        }
        value => {
            let Some(words) = value.text() else { return Ok(None) };
            let name = without_footnote(&taken);
            if matches!(one.column, Column::Product(F::Name | F::NameEn)) && name != taken {
                let mark = taken.get(name.len()..).unwrap_or_default().trim().to_owned();
                name.clone_into(words);
                return Ok(Some(Note::NotTaken { words: mark }));
            }
            *words = taken;
            // A day among remarks may have been shown as `Jun 25`.
            if matches!(one.value, Value::Date(..)) {
                return Ok(Some(Note::DateRead { date: text }));
            }
        }
    }
    Ok(None)
}

/// Where the English text is stored and no cell says another.
fn english_stays(
    one: &ImportCell<'_>,
    given: &[ImportCell<'_>],
    before: Option<&Product>,
    after: &Product,
) -> Option<Note> {
    let Column::Product(field) = one.column else { return None };
    let english = field.in_language(Lang::En);
    let is_indonesian = field.kind().lang() == Some(Lang::Id) && english != field;
    let is_said = given.iter().any(|other| other.column == Column::Product(english));
    let had = before.is_some_and(|before| !field.get(before).is_empty());
    let is_left = is_indonesian && !is_said && had && !english.get(after).is_empty();
    is_left.then_some(Note::EnglishStays)
}

/// `ada`, `1`, `IDM000123456`: that there is a brand, and not which one.
pub(super) fn is_no_brand(text: &str) -> bool {
    // `ada (a.n. Dinas)`
    let said = text.split(['(', ',', ';']).next().unwrap_or(text);
    let said = said.to_lowercase().split(" a.n").next().unwrap_or_default().to_owned();
    let is_none = matches!(normalise(text).as_str(), "unbranded" | "no name" | "noname" | "generic" | "tidak bermerek");
    let is_yes = is_none || matches!(permit_words(&said), PermitWords::Status(_, number) if number.is_empty());
    is_yes || says_registration(text) || text.chars().count() == 1 && !text.contains(char::is_alphabetic)
}

/// `terdaftar IDM000123456`, `permohonan JID2024012345`, `ditolak DJKI`: how far the registration of a brand is. A brand may
/// stand before it: `Lovina (terdaftar)`.
fn says_registration(text: &str) -> bool {
    const BEFORE: [&str; 12] =
        ["sudah", "sdh", "belum", "blm", "sedang", "dalam", "masih", "tidak", "no", "nomor", "sertifikat", "telah"];
    const PLAIN: [&str; 10] = [
        "terdaftar",
        "permohonan",
        "pendaftaran",
        "didaftarkan",
        "djki",
        "hki",
        "haki",
        "registered",
        "kemenkumham",
        "mendaftar",
    ];
    const BESIDE: [&str; 8] =
        ["ditolak", "proses", "diproses", "diajukan", "pengajuan", "diterima", "dicabut", "menunggu"];
    let folded = normalise(text);
    let is_number = |word: &str| {
        let digits = ["idm", "jid", "did"].iter().find_map(|sign| word.strip_prefix(sign));
        digits.is_some_and(|digits| digits.len() > 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_plain = |word: &str| PLAIN.contains(&word) || is_number(word);
    let mut words = folded.split(' ').skip_while(|word| BEFORE.contains(word));
    let first = words.next().unwrap_or_default();
    let mut rest = words.peekable();
    is_plain(first) || first == "idm" || BESIDE.contains(&first) && (rest.peek().is_none() || rest.any(is_plain))
}
