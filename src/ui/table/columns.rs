//! The columns of the table: what stands in a cell, what is typed into it, how it sorts.

use std::borrow::Cow;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::exchange::{Column, Permit, PricePart, content};
use crate::model::search::normalise::sort_key;
use crate::model::{
    Amount, Audience, Catalog, CertificationStatus, FieldKind, FieldRef, Product, ProductField as F, completeness,
    short_place,
};
use crate::text::{Lang, date_short};

/// A column of the table: one that spreadsheets have too, or one that is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableColumn {
    Data(Column),
    /// Every permit that is held, in one cell.
    Held,
    Completeness,
}

use Column as C;
use TableColumn::Data;

/// What a cell sorts by: numbers as numbers, empty cells last.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum SortKey {
    Number(Decimal),
    Text(String),
    Empty,
}

impl TableColumn {
    /// All that can be shown, in the order of the list of columns.
    pub fn all() -> Vec<TableColumn> {
        let fields = |fields: &[F]| fields.iter().map(|field| Data(C::Product(*field))).collect::<Vec<_>>();
        let price = [PricePart::Amount, PricePart::Unit, PricePart::Basis, PricePart::AsOf];
        let mut all = fields(&[
            F::Name,
            F::NameEn,
            F::Brand,
            F::Category,
            F::Producer,
            F::Origin,
            F::Place,
            F::Summary,
            F::SummaryEn,
        ]);
        all.extend(price.map(|part| Data(C::Price(0, part))));
        all.extend(fields(&[F::Capacity, F::MinOrder, F::LeadTime, F::NetContent, F::Dimensions, F::ShelfLife]));
        all.extend(fields(&[F::Materials, F::Storage, F::Packaging]));
        all.push(TableColumn::Held);
        all.extend(Permit::all().take(4).map(|permit| Data(C::Permit(permit))));
        all.extend(fields(&[F::Markets, F::HsCode, F::Incoterm, F::Port, F::Tags, F::Notes, F::Status]));
        all.push(TableColumn::Completeness);
        all
    }

    /// What a table shows until a person says otherwise.
    pub fn usual(lang: Lang) -> Vec<TableColumn> {
        // Whoever reads in English works on the English names, and knows a product without one by its own.
        let english = (lang == Lang::En).then_some(Data(C::Product(F::NameEn)));
        let first = [Data(C::Product(F::Name))].into_iter().chain(english);
        let rest = [
            Data(C::Product(F::Origin)),
            Data(C::Product(F::Producer)),
            Data(C::Price(0, PricePart::Amount)),
            Data(C::Product(F::Capacity)),
            TableColumn::Held,
            Data(C::Product(F::Status)),
            TableColumn::Completeness,
        ];
        first.chain(rest).collect()
    }

    /// How the settings name it.
    pub fn key(self) -> String {
        match self {
            Data(column) => column.heading(Lang::En),
            TableColumn::Held => "held".to_owned(),
            TableColumn::Completeness => "completeness".to_owned(),
        }
    }

    pub fn of_key(key: &str) -> Option<TableColumn> {
        static KEYS: LazyLock<Vec<(String, TableColumn)>> =
            LazyLock::new(|| TableColumn::all().into_iter().map(|column| (column.key(), column)).collect());
        KEYS.iter().find(|(known, _)| known == key).map(|(_, column)| *column)
    }

    /// The heading.
    pub fn label(self, lang: Lang) -> String {
        match self {
            TableColumn::Held => lang.pick("Izin", "Permits").to_owned(),
            TableColumn::Completeness => lang.pick("Lengkap", "Complete").to_owned(),
            Data(C::Product(F::NameEn)) => F::NameEn.label(lang).to_owned(),
            Data(column @ C::Product(field)) if lang == Lang::En && field.kind() == FieldKind::Indonesian => {
                format!("{} (Indonesian)", column.label(lang))
            }
            Data(C::Price(0, PricePart::Unit)) => lang.pick("Satuan harga", "Price unit").to_owned(),
            Data(C::Product(F::LeadTime)) => lang.pick("Waktu pengerjaan (hari)", "Lead time (days)").to_owned(),
            Data(column) => column.label(lang),
        }
    }

    /// The field of the form that holds the same.
    pub fn field(self) -> Option<F> {
        match self {
            Data(column) => column.field(),
            TableColumn::Held | TableColumn::Completeness => None,
        }
    }

    /// Whether its cells can be typed into.
    pub fn is_editable(self) -> bool {
        matches!(self, Data(_))
    }

    /// Whether its cells stand at the right, as numbers do.
    pub fn is_number(self) -> bool {
        matches!(self, Data(C::Price(0, PricePart::Amount) | C::Product(F::LeadTime)) | TableColumn::Completeness)
    }

    pub fn width(self) -> f32 {
        match self {
            Data(C::Product(field)) => match (field, field.kind()) {
                (F::Name | F::NameEn, _) => 210.0,
                (_, FieldKind::Indonesian | FieldKind::English | FieldKind::Notes) => 240.0,
                (F::Origin | F::Producer, _) => 160.0,
                (F::LeadTime, _) => 150.0,
                (F::Capacity | F::MinOrder | F::Category | F::Markets | F::Tags, _) => 130.0,
                _ => 110.0,
            },
            Data(C::Price(0, PricePart::Amount)) => 160.0,
            TableColumn::Completeness => 90.0,
            _ => 110.0,
        }
    }

    /// The cell as people see it.
    pub fn shown(self, catalog: &Catalog, product: &Product, lang: Lang) -> String {
        match self {
            TableColumn::Held => {
                let held = product.certifications.iter().filter(|one| one.status == CertificationStatus::Held);
                held.map(|one| one.kind.label(lang)).collect::<Vec<Cow<'_, str>>>().join(", ")
            }
            TableColumn::Completeness => completeness(catalog, product, Audience::DomesticBrochure).words(lang),
            Data(C::Product(F::Origin)) => short_place(&product.origin, lang),
            Data(C::Price(0, PricePart::Amount)) => {
                let price = product.prices.first();
                let money = |price: &crate::model::Price| {
                    crate::text::money_range(lang, price.amount, price.amount_max, &price.currency)
                };
                price.map(money).unwrap_or_default()
            }
            Data(C::Price(0, PricePart::AsOf)) => {
                product.prices.first().map(|price| date_short(lang, &price.as_of.0)).unwrap_or_default()
            }
            Data(C::Product(field)) if field.kind() == FieldKind::Amount => field.get(product).words(catalog, lang),
            Data(column) => content(catalog, product, column, lang).words(lang).replace('\n', "; "),
        }
    }

    /// The cell as it is typed and copied: what a spreadsheet's cell would say.
    pub fn typed(self, catalog: &Catalog, product: &Product, lang: Lang) -> String {
        match self {
            Data(C::Product(F::Capacity)) => {
                // Spreadsheets have three columns for it; here it is one cell with its unit and period.
                let alone = Product { min_order: product.capacity.clone(), ..Product::default() };
                content(catalog, &alone, C::Product(F::MinOrder), lang).words(lang)
            }
            Data(C::Product(F::Origin)) => crate::model::full_place(&product.origin, lang),
            Data(column) => content(catalog, product, column, lang).words(lang),
            _ => self.shown(catalog, product, lang),
        }
    }

    pub fn sort_key(self, catalog: &Catalog, product: &Product, lang: Lang) -> SortKey {
        let number = match self {
            TableColumn::Completeness => {
                let done = completeness(catalog, product, Audience::DomesticBrochure);
                Some(Decimal::from(done.filled * 1_000 / done.total.max(1)))
            }
            Data(C::Price(0, PricePart::Amount)) => product.prices.first().map(|price| price.amount.into()),
            Data(C::Product(field)) => match field.get(product) {
                FieldRef::Amount(amount) => amount.as_ref().and_then(Amount::first),
                FieldRef::Days(days) => days.map(Decimal::from),
                FieldRef::Status(status) => Some(Decimal::from(*status as u8)),
                _ => return self.text_key(catalog, product, lang),
            },
            _ => return self.text_key(catalog, product, lang),
        };
        number.map_or(SortKey::Empty, SortKey::Number)
    }

    fn text_key(self, catalog: &Catalog, product: &Product, lang: Lang) -> SortKey {
        let text = self.shown(catalog, product, lang);
        if text.trim().is_empty() { SortKey::Empty } else { SortKey::Text(sort_key(&text)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_and_a_key_of_its_own() {
        let all = TableColumn::all();
        for lang in Lang::ALL {
            let mut labels: Vec<String> = all.iter().map(|column| column.label(lang)).collect();
            labels.sort();
            labels.dedup();
            assert_eq!(labels.len(), all.len(), "{labels:?}");
        }
        for column in &all {
            assert_eq!(TableColumn::of_key(&column.key()), Some(*column));
            assert_eq!(column.is_editable(), column.field().is_some(), "{column:?}");
        }
        assert!(Lang::ALL.into_iter().flat_map(TableColumn::usual).all(|column| all.contains(&column)));
    }
}
