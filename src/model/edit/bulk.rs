//! The same change to many products at once: only ticked fields are written.

use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::edit::Edit;
use crate::model::record::catalog::{Catalog, Record};
use crate::model::record::values::{PartialDate, ProductId, Text};
use crate::model::record::{Certification, FieldMut, FieldRef, Price, PriceBasis, Product, ProductField as F};
use crate::model::search::normalise::normalise;
use crate::text::Lang;

/// What becomes of a list that products have already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListChange {
    #[default]
    Add,
    Remove,
    Replace,
}

/// What becomes of a permit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PermitChange {
    /// Adds it, or sets the state and whatever else is given where a product has it already.
    #[default]
    Put,
    Remove,
}

/// Which way a price is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    #[default]
    Nearest,
    Up,
    Down,
}

impl Rounding {
    pub const ALL: [Rounding; 3] = [Rounding::Nearest, Rounding::Up, Rounding::Down];

    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Rounding::Nearest => lang.pick("terdekat", "nearest"),
            Rounding::Up => lang.pick("ke atas", "up"),
            Rounding::Down => lang.pick("ke bawah", "down"),
        }
    }
}

/// Prices by percent, rounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceChange {
    /// `10` raises by a tenth, `-5` lowers by a twentieth. `None`: not yet said.
    pub percent: Option<Decimal>,
    /// Prices of this basis only.
    pub basis: Option<PriceBasis>,
    /// Whole rupiah that prices are a multiple of. Other currencies are rounded to their smallest unit.
    pub step: i64,
    pub rounding: Rounding,
    /// The date that changed prices get; `None` leaves the date as it is.
    pub as_of: Option<PartialDate>,
}

impl PriceChange {
    pub const STEPS: [i64; 5] = [1, 100, 500, 1_000, 5_000];

    /// A price of nothing is no price: what is not free stays at one step at least.
    fn amount(&self, amount: i64, currency: &str) -> Option<i64> {
        let percent = self.percent?;
        let factor = Decimal::ONE_HUNDRED.checked_add(percent)?;
        let exact = Decimal::from(amount).checked_mul(factor)?.checked_div(Decimal::ONE_HUNDRED)?;
        let step = if matches!(currency, "" | "IDR") { self.step.max(1) } else { 1 };
        let strategy = match self.rounding {
            Rounding::Nearest => RoundingStrategy::MidpointAwayFromZero,
            Rounding::Up => RoundingStrategy::ToPositiveInfinity,
            Rounding::Down => RoundingStrategy::ToNegativeInfinity,
        };
        let steps = exact.checked_div(Decimal::from(step))?.round_dp_with_strategy(0, strategy).to_i64()?;
        let least = i64::from(amount > 0);
        steps.max(least).checked_mul(step)
    }

    /// The price afterwards; the same one where it is of another basis, or would leave the range of numbers.
    pub fn apply(&self, price: &Price) -> Price {
        let mut next = price.clone();
        if self.basis.is_some() && self.basis != price.basis {
            return next;
        }
        let changed = self.amount(price.amount, &price.currency);
        let max = price.amount_max.map(|max| self.amount(max, &price.currency));
        let (Some(amount), Some(max)) = (changed, max.map_or(Some(None), |max| max.map(Some))) else {
            return next;
        };
        if (amount, max) == (price.amount, price.amount_max) {
            return next;
        }
        next.amount = amount;
        // Rounding may have closed the range.
        next.amount_max = max.filter(|max| *max > amount);
        if let Some(as_of) = &self.as_of {
            next.as_of = as_of.clone();
        }
        next
    }
}

/// One change to many products.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkEdit {
    /// What the ticked fields become; the others do not matter.
    pub values: Product,
    pub ticked: BTreeSet<F>,
    pub tags: ListChange,
    pub markets: ListChange,
    pub permit: PermitChange,
    pub price: PriceChange,
}

impl Default for BulkEdit {
    fn default() -> Self {
        Self {
            values: Product { certifications: vec![Certification::default()], ..Product::default() },
            ticked: BTreeSet::new(),
            tags: ListChange::default(),
            markets: ListChange::default(),
            permit: PermitChange::default(),
            price: PriceChange { step: 500, ..PriceChange::default() },
        }
    }
}

impl BulkEdit {
    /// The fields that can be written to many products, in the order of the form. What is a product's own is not among
    /// them; of a text both sides are written.
    #[rustfmt::skip]
    pub const FIELDS: [F; 20] = [
        F::Status, F::Category, F::Producer, F::Brand, F::Origin, F::Place, F::Tags, F::Certifications, F::Prices,
        F::MinOrder, F::Capacity, F::LeadTime, F::NetContent, F::ShelfLife, F::Storage, F::Packaging, F::Markets,
        F::HsCode, F::Incoterm, F::Port,
    ];

    /// The product with the ticked fields written.
    pub fn apply(&self, product: &Product) -> Product {
        let mut next = product.clone();
        for field in &self.ticked {
            self.write(*field, &mut next);
        }
        next
    }

    fn write(&self, field: F, next: &mut Product) {
        let values = &self.values;
        match (field.get_mut(next), field.get(values)) {
            (FieldMut::Tags(list), FieldRef::Tags(given)) => change_list(self.tags, given, list, |tag| normalise(tag)),
            (FieldMut::Texts(list), FieldRef::Texts(given)) => {
                change_list(self.markets, given, list, |one| normalise(&format!("{} {}", one.id, one.en)));
            }
            (FieldMut::Certifications(list), FieldRef::Certifications(given)) => {
                if let Some(permit) = given.first() {
                    self.write_permit(permit, list);
                }
            }
            (FieldMut::Prices(list), _) => list.iter_mut().for_each(|price| *price = self.price.apply(price)),
            (FieldMut::Indonesian(_), _) => write_text(field, values, next),
            (FieldMut::Line(text) | FieldMut::Term(text), FieldRef::Line(given) | FieldRef::Term(given)) => {
                given.trim().clone_into(text);
            }
            (value, given) => value.set(given),
        }
    }

    fn write_permit(&self, permit: &Certification, list: &mut Vec<Certification>) {
        if self.permit == PermitChange::Remove {
            list.retain(|one| one.kind != permit.kind);
            return;
        }
        let Some(stored) = list.iter_mut().find(|one| one.kind == permit.kind) else {
            list.push(permit.clone());
            return;
        };
        stored.status = permit.status;
        for (given, kept) in [(&permit.number, &mut stored.number), (&permit.issuer, &mut stored.issuer)] {
            if !given.trim().is_empty() {
                given.trim().clone_into(kept);
            }
        }
        for (given, kept) in [(&permit.issued, &mut stored.issued), (&permit.expires, &mut stored.expires)] {
            if !given.is_empty() {
                kept.clone_from(given);
            }
        }
    }

    /// One edit of all these products; those that would stay as they are are not in it.
    pub fn edit<'a>(&self, catalog: &Catalog, ids: impl IntoIterator<Item = &'a ProductId>) -> Edit {
        let mut puts = Vec::new();
        for product in ids.into_iter().filter_map(|id| catalog.products.get(id)) {
            let next = self.apply(product);
            if next != *product.as_ref() {
                let record = Record::from(next);
                puts.push((record.key(), Some(record)));
            }
        }
        let fields = |lang: Lang| {
            let names = Self::FIELDS.iter().filter(|field| self.ticked.contains(field));
            let names: Vec<String> = names.map(|field| field.label(lang).to_lowercase()).collect();
            names.join(", ")
        };
        let name = Text::new(format!("Ubah massal: {}", fields(Lang::Id)), format!("Bulk edit: {}", fields(Lang::En)));
        Edit { name, puts, typing_in: None }
    }
}

fn change_list<T: Clone>(change: ListChange, values: &[T], list: &mut Vec<T>, key: impl Fn(&T) -> String) {
    let given: Vec<&T> = values.iter().filter(|value| !key(value).is_empty()).collect();
    match change {
        ListChange::Add => {
            for value in given {
                if !list.iter().any(|one| key(one) == key(value)) {
                    list.push(value.clone());
                }
            }
        }
        ListChange::Remove => list.retain(|one| !given.iter().any(|value| key(value) == key(one))),
        ListChange::Replace => *list = given.into_iter().cloned().collect(),
    }
}

/// Writes both sides of a text: one that nobody filled in stays; a text empty in both erases.
fn write_text(field: F, values: &Product, next: &mut Product) {
    let sides = Lang::ALL.map(|lang| field.in_language(lang));
    let erases = sides.iter().all(|side| side.get(values).is_empty());
    for side in sides.into_iter().filter(|side| erases || !side.get(values).is_empty()) {
        if let (Some(text), Some(given)) = (side.get_mut(next).text(), side.get(values).text()) {
            given.trim().clone_into(text);
        }
    }
}
