//! The values of a record, held to what the cells of a table must say: what is none is left out and told, with what was typed.

use rust_decimal::Decimal;

use super::super::columns::{Column, Permit};
use super::super::facts::{self, TypedCode};
use super::super::guess::{ColumnUse, SheetMapping};
use super::super::permit_numbers::{is_of_another, seems_over};
use super::super::price_words::currency_of;
use super::super::sheets::{Address, Value as SheetValue};
use super::builder::{CellOutcomes, ImportCell, ReviewBuilder};
use super::fields::is_no_brand;
use super::permits::permit_answers;
use super::prices::lost_thousands;
use super::record_fields::told;
use super::{Answer, CellReview, CellVerdict, Key, Note, QuestionKey};
use crate::model::{
    Amount, Certification, CertificationStatus, PartialDate, Photo, Price, Product, RegionCode, is_known_region,
};

/// What came of a record's values.
#[derive(Default)]
pub(super) struct RecordValues {
    pub said: Vec<CellReview>,
    pub touches: Vec<Key>,
    /// Photos that are not in the catalogue yet.
    pub photos: Vec<Photo>,
}

impl RecordValues {
    fn tell(&mut self, at: &Address, field: &str, typed: &str, after: &str, verdict: CellVerdict) {
        self.said.push(told(at, field, typed, after, verdict));
    }

    fn answer(&mut self, at: &Address, field: &str, typed: &str, answer: Result<Answer, usize>) {
        let verdict = match answer {
            Ok(_) => CellVerdict::LeftOut(Note::LeftOutByAnswer),
            Err(number) => CellVerdict::Asked(number),
        };
        self.tell(at, field, typed, "", verdict);
    }

    /// Reads a date as a cell's is read.
    fn date(&mut self, at: &Address, field: &str, date: &mut PartialDate) {
        let typed = date.0.clone();
        // `2025-05-12T10:00`
        let day = typed.split_once(['T', ' ']).map(|(day, _)| day).filter(|_| facts::is_day(&typed));
        match PartialDate::read(&typed).or_else(|| PartialDate::read(day?)) {
            _ if date.is_empty() => {}
            Some(read) if read == *date => {}
            Some(read) => {
                self.tell(at, field, &typed, &read.0, CellVerdict::Repaired(Note::DateRead { date: read.0.clone() }));
                *date = read;
            }
            None => {
                self.tell(at, field, &typed, "", CellVerdict::Refused(Note::NotADate));
                *date = PartialDate::default();
            }
        }
    }
}

/// A cell of a table that says the same.
pub(super) fn cell_of<'s>(column: Column, text: &str, at: &Address, says: &'s ColumnUse) -> ImportCell<'s> {
    ImportCell {
        column,
        at: at.clone(),
        value: SheetValue::Text(text.into()),
        format: None,
        typed: text.to_owned(),
        says,
        from_above: false,
        merged: false,
    }
}

/// Neither below nought nor from more to less.
fn is_upwards(amount: &Amount) -> bool {
    let (min, max) = (amount.min, amount.max);
    min.is_none_or(|min| min >= Decimal::ZERO) && max.is_none_or(|max| max >= min.unwrap_or_default())
}

impl ReviewBuilder<'_> {
    /// The region that a record's `origin` means: a code, what a program left of it, or a name. `None` where it is refused or
    /// asked for.
    pub(super) fn record_origin(&mut self, text: &str, at: &Address, said: &mut Vec<CellReview>) -> Option<RegionCode> {
        // The field is for the ministry's codes: one without its points is no code of the statistics office.
        if let TypedCode::Maybe(list) = facts::code(&SheetValue::Text(text.into()))
            && let Some(code) = list.into_iter().find(|code| is_known_region(&code.as_str().into()))
        {
            let verdict = CellVerdict::Repaired(Note::CodeRepaired { code: code.clone() });
            said.push(told(at, "origin", text, &code, verdict));
            return Some(RegionCode::new(code));
        }
        let (says, mapping) = (ColumnUse::default(), SheetMapping::default());
        let mut outcomes = CellOutcomes::new();
        let found = self.place(&[cell_of(Column::RegionCode, text, at, &says)], &mapping, None, &mut outcomes);
        let after = found.as_ref().map_or("", RegionCode::as_str);
        if found.is_none() && outcomes.is_empty() {
            outcomes.push((at.clone(), CellVerdict::Refused(Note::PlaceUnknown)));
        }
        if after != text && outcomes.is_empty() {
            outcomes.push((at.clone(), CellVerdict::Repaired(Note::ReadAs { what: after.to_owned() })));
        }
        said.extend(outcomes.into_iter().map(|(_, verdict)| told(at, "origin", text, after, verdict)));
        found
    }

    /// Holds the values of a product's record to what cells must say. What is stored like that stays as it is.
    pub(super) fn record_values(
        &mut self,
        product: &mut Product,
        stored: Option<&Product>,
        at: &Address,
    ) -> RecordValues {
        let nothing = Product::default();
        let was = stored.unwrap_or(&nothing);
        let mut values = RecordValues::default();
        if product.name.is_empty() && !was.name.is_empty() {
            product.name = was.name.clone();
            values.tell(at, "name", "", "", CellVerdict::Refused(Note::NoName));
        }
        if product.brand != was.brand && is_no_brand(&product.brand) {
            let typed = std::mem::replace(&mut product.brand, was.brand.clone());
            values.tell(at, "brand", &typed, "", CellVerdict::LeftOut(Note::NotWhichOne));
        }
        product.prices.retain_mut(|price| was.prices.contains(price) || self.price_value(price, at, &mut values));
        let amounts = [
            ("net_content", &mut product.net_content, &was.net_content),
            ("shelf_life", &mut product.shelf_life, &was.shelf_life),
            ("capacity", &mut product.capacity, &was.capacity),
            ("min_order", &mut product.min_order, &was.min_order),
        ];
        for (field, now, was) in amounts {
            let Some(amount) = now.as_mut().filter(|now| was.as_ref() != Some(*now)) else { continue };
            // A unit without a figure is no amount.
            if amount.min.is_none() && amount.max.is_none() {
                values.tell(at, field, &amount.unit, "", CellVerdict::Refused(Note::NoNumber));
                now.clone_from(was);
                continue;
            }
            // Nought of something says nothing.
            if amount.min.is_some_and(|min| min.is_zero()) && amount.max.is_none() {
                let typed = format!("0 {}", amount.unit);
                values.tell(at, field, typed.trim(), "", CellVerdict::LeftOut(Note::SaysNone));
                now.clone_from(was);
                continue;
            }
            if is_upwards(amount) {
                values.date(at, field, &mut amount.as_of);
                continue;
            }
            let number = |number: Option<Decimal>| number.map(|one| one.to_string()).unwrap_or_default();
            let typed = format!("{}–{} {}", number(amount.min), number(amount.max), amount.unit);
            values.tell(at, field, typed.trim(), "", CellVerdict::Refused(Note::RangeReversed));
            now.clone_from(was);
        }
        let is_new = |one: &Certification| !was.certifications.contains(one);
        product.certifications.retain_mut(|one| !is_new(one) || self.permit_value(one, at, &mut values));
        for one in product.certifications.iter().filter(|one| is_new(one) && one.ends_before_it_begins()) {
            let permit = one.kind.label(self.options.lang).into_owned();
            let note = Note::PermitDates { permit: permit.clone() };
            values.tell(at, "certifications", &permit, "", CellVerdict::Repaired(note));
        }
        let is_held = |one: &&Certification| one.status == CertificationStatus::Held;
        for held in product.certifications.iter().filter(is_held) {
            let mut others = product.certifications.iter().filter(|one| one.kind == held.kind && !is_held(one));
            if others.any(|one| is_new(one) || is_new(held)) {
                let permit = held.kind.label(self.options.lang).into_owned();
                let note = Note::PermitTwice { permit: permit.clone() };
                values.tell(at, "certifications", &permit, "", CellVerdict::Repaired(note));
            }
        }
        for award in product.awards.iter_mut().filter(|award| !was.awards.contains(award)) {
            values.date(at, "awards", &mut award.date);
        }
        for source in product.sources.iter_mut().filter(|source| !was.sources.contains(source)) {
            values.date(at, "sources", &mut source.date);
        }
        if product.category != was.category && !product.category.is_empty() {
            let typed = std::mem::replace(&mut product.category, was.category.clone()).to_string();
            match self.category(&typed, at, product, &mut values.touches) {
                Err(verdict) => values.tell(at, "category", &typed, "", verdict),
                Ok(_) if self.catalog.category(&product.category).is_some() => {}
                Ok(_) if self.records.categories.contains_key(product.category.as_str()) => {}
                Ok(_) => values.tell(at, "category", &typed, &typed, CellVerdict::Repaired(Note::CategoryMade)),
            }
        }
        self.record_photos(product, &was.photos, at, &mut values);
        values
    }

    /// Whether a price is one, and asks where its thousands seem to be lost.
    fn price_value(&mut self, price: &mut Price, at: &Address, values: &mut RecordValues) -> bool {
        let typed = format!("{} {}", price.amount, price.currency);
        let (typed, amount) = (typed.trim(), price.amount);
        let fault = match currency_of(&price.currency) {
            None => Some(Note::UnknownCurrency),
            Some(_) if amount <= 0 => Some(Note::NotAboveZero),
            Some(_) if price.amount_max.is_some_and(|max| max < amount) => Some(Note::RangeReversed),
            Some(code) if code != price.currency => {
                let note = Note::ReadAs { what: code.to_owned() };
                values.tell(at, "prices", typed, code, CellVerdict::Repaired(note));
                code.clone_into(&mut price.currency);
                None
            }
            Some(_) => None,
        };
        if let Some(note) = fault {
            values.tell(at, "prices", typed, "", CellVerdict::Refused(note));
            return false;
        }
        values.date(at, "prices", &mut price.as_of);
        if !lost_thousands(&price.currency, amount) {
            return true;
        }
        let candidates = || vec![Answer::Price(amount * 1000), Answer::Price(amount)];
        match self.ask(QuestionKey::Price { typed: amount.to_string() }, at, candidates) {
            Ok(Answer::Price(meant)) => {
                let factor = meant.checked_div(amount).unwrap_or(1);
                price.amount_max = price.amount_max.and_then(|max| max.checked_mul(factor));
                price.amount = meant;
                true
            }
            answer => {
                values.answer(at, "prices", &amount.to_string(), answer);
                false
            }
        }
    }

    /// Whether a permit stays, and asks where it seems to be over or another one.
    fn permit_value(&mut self, one: &mut Certification, at: &Address, values: &mut RecordValues) -> bool {
        values.date(at, "certifications", &mut one.issued);
        values.date(at, "certifications", &mut one.expires);
        let is_held = one.status == CertificationStatus::Held;
        let is_doubtful = seems_over(one, self.options.today) || is_held && is_of_another(&one.kind, &one.number);
        let permit = Permit::all().find(|permit| permit.kind() == one.kind);
        let Some(permit) = permit.filter(|_| is_doubtful) else { return true };
        let key = QuestionKey::Permit { column: Column::Permit(permit), typed: one.number.clone() };
        match self.ask(key, at, permit_answers) {
            Ok(Answer::Permit(Some(status))) => {
                one.status = status;
                true
            }
            answer => {
                values.answer(at, "certifications", &one.number, answer);
                false
            }
        }
    }

    /// Photos that the product or the catalogue has are taken, others are for the caller to look for.
    fn record_photos(&self, product: &mut Product, was: &[Photo], at: &Address, values: &mut RecordValues) {
        if product.photos == was {
            return;
        }
        let (mut taken, mut is_partial): (Vec<Photo>, bool) = (Vec::new(), false);
        for photo in std::mem::take(&mut product.photos) {
            let is_known = was.iter().any(|one| one.file == photo.file) || (self.options.has_photo)(&photo.file);
            match self.photo_fault(&photo.file, was) {
                None if is_known => {
                    taken.push(photo);
                    continue;
                }
                Some(verdict) => values.tell(at, "photos", &photo.file, "", verdict),
                None => values.photos.push(photo),
            }
            is_partial = true;
        }
        // A name that nobody has looked for yet may be one of the stored photos under the name it came by.
        if is_partial {
            let is_left = |stored: &&Photo| !taken.iter().any(|one| one.file == stored.file);
            let left: Vec<Photo> = was.iter().filter(is_left).cloned().collect();
            taken.splice(0..0, left);
        }
        product.photos = taken;
    }
}
