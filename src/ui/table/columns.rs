//! The columns of the table: what stands in a cell, what is typed into it, how it sorts.

use std::borrow::Cow;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::exchange::{Column, Permit, PricePart, TextField, content};
use crate::model::search::normalise::sort_key;
use crate::model::{Audience, Catalog, CertificationStatus, Product, ProductField, completeness, short_place};
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
        let text = |words, lang| Data(C::Text(words, lang));
        let mut all = vec![
            text(TextField::Name, Lang::Id),
            text(TextField::Name, Lang::En),
            Data(C::Brand),
            Data(C::Category),
            Data(C::Producer),
            Data(C::Origin),
            Data(C::Place),
            text(TextField::Summary, Lang::Id),
            text(TextField::Summary, Lang::En),
            Data(C::Price(0, PricePart::Amount)),
            Data(C::Price(0, PricePart::Unit)),
            Data(C::Price(0, PricePart::Basis)),
            Data(C::Price(0, PricePart::AsOf)),
            Data(C::Capacity),
            Data(C::MinOrder),
            Data(C::LeadTime),
            Data(C::NetContent),
            Data(C::Dimensions),
            Data(C::ShelfLife),
            text(TextField::Materials, Lang::Id),
            text(TextField::Storage, Lang::Id),
            text(TextField::Packaging, Lang::Id),
            TableColumn::Held,
        ];
        all.extend(Permit::all().take(4).map(|permit| Data(C::Permit(permit))));
        all.extend([
            Data(C::Markets),
            Data(C::HsCode),
            Data(C::Incoterm),
            Data(C::Port),
            Data(C::Tags),
            Data(C::Notes),
            Data(C::Status),
            TableColumn::Completeness,
        ]);
        all
    }

    /// What a table shows until a person says otherwise.
    pub fn usual(lang: Lang) -> Vec<TableColumn> {
        // Whoever reads in English works on the English names, and knows a product without one by its own.
        let english = (lang == Lang::En).then_some(Data(C::Text(TextField::Name, Lang::En)));
        let first = [Data(C::Text(TextField::Name, Lang::Id))].into_iter().chain(english);
        let rest = [
            Data(C::Origin),
            Data(C::Producer),
            Data(C::Price(0, PricePart::Amount)),
            Data(C::Capacity),
            TableColumn::Held,
            Data(C::Status),
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
            Data(C::Text(TextField::Name, Lang::En)) => ProductField::NameEn.label(lang).to_owned(),
            Data(column @ C::Text(_, Lang::Id)) if lang == Lang::En => format!("{} (Indonesian)", column.label(lang)),
            Data(C::Price(0, PricePart::Unit)) => lang.pick("Satuan harga", "Price unit").to_owned(),
            Data(C::LeadTime) => lang.pick("Waktu pengerjaan (hari)", "Lead time (days)").to_owned(),
            Data(column) => column.label(lang),
        }
    }

    /// The field of the form that holds the same.
    pub fn field(self) -> Option<ProductField> {
        use ProductField as F;
        let Data(column) = self else { return None };
        Some(match column {
            C::Text(words, lang) => match (words, lang) {
                (TextField::Name, Lang::Id) => F::Name,
                (TextField::Name, Lang::En) => F::NameEn,
                (TextField::Summary, Lang::Id) => F::Summary,
                (TextField::Summary, Lang::En) => F::SummaryEn,
                (TextField::Description, _) => F::Description,
                (TextField::Materials, _) => F::Materials,
                (TextField::Process, _) => F::Process,
                (TextField::Usage, _) => F::Usage,
                (TextField::Storage, _) => F::Storage,
                (TextField::Packaging, _) => F::Packaging,
            },
            C::Brand => F::Brand,
            C::Category => F::Category,
            C::Producer => F::Producer,
            C::Origin => F::Origin,
            C::Place => F::Place,
            C::Price(..) => F::Prices,
            C::Capacity => F::Capacity,
            C::MinOrder => F::MinOrder,
            C::LeadTime => F::LeadTime,
            C::NetContent => F::NetContent,
            C::Dimensions => F::Dimensions,
            C::ShelfLife => F::ShelfLife,
            C::Permit(_) => F::Certifications,
            C::Markets => F::Markets,
            C::HsCode => F::HsCode,
            C::Incoterm => F::Incoterm,
            C::Port => F::Port,
            C::Tags => F::Tags,
            C::Notes => F::Notes,
            C::Status => F::Status,
            _ => return None,
        })
    }

    /// Whether its cells can be typed into.
    pub fn is_editable(self) -> bool {
        matches!(self, Data(_))
    }

    /// Whether its cells stand at the right, as numbers do.
    pub fn is_number(self) -> bool {
        matches!(self, Data(C::Price(0, PricePart::Amount) | C::LeadTime) | TableColumn::Completeness)
    }

    pub fn width(self) -> f32 {
        match self {
            Data(C::Text(TextField::Name, _)) => 210.0,
            Data(C::Text(..) | C::Notes) => 240.0,
            Data(C::Origin | C::Producer) => 160.0,
            Data(C::Price(0, PricePart::Amount)) => 160.0,
            Data(C::Capacity | C::MinOrder | C::Category | C::Markets | C::Tags) => 130.0,
            Data(C::LeadTime) => 150.0,
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
            TableColumn::Completeness => {
                let done = completeness(catalog, product, Audience::DomesticBrochure);
                let (filled, total) = (done.filled, done.total);
                crate::say!(lang, "{filled} dari {total}", "{filled} of {total}")
            }
            Data(C::Origin) => short_place(&product.origin, lang),
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
            Data(C::Capacity) => amount(product.capacity.as_ref(), lang),
            Data(C::MinOrder) => amount(product.min_order.as_ref(), lang),
            Data(C::NetContent) => amount(product.net_content.as_ref(), lang),
            Data(C::ShelfLife) => amount(product.shelf_life.as_ref(), lang),
            Data(column) => content(catalog, product, column, lang).words(lang).replace('\n', "; "),
        }
    }

    /// The cell as it is typed and copied: what a spreadsheet's cell would say.
    pub fn typed(self, catalog: &Catalog, product: &Product, lang: Lang) -> String {
        match self {
            Data(C::Capacity) => {
                // Spreadsheets have three columns for it; here it is one cell with its unit and period.
                let alone = Product { min_order: product.capacity.clone(), ..Product::default() };
                content(catalog, &alone, C::MinOrder, lang).words(lang)
            }
            Data(C::Origin) => crate::model::full_place(&product.origin, lang),
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
            Data(C::Capacity) => product.capacity.as_ref().map(|amount| amount.min),
            Data(C::MinOrder) => product.min_order.as_ref().map(|amount| amount.min),
            Data(C::NetContent) => product.net_content.as_ref().map(|amount| amount.min),
            Data(C::ShelfLife) => product.shelf_life.as_ref().map(|amount| amount.min),
            Data(C::LeadTime) => product.lead_time_days.map(Decimal::from),
            Data(C::Status) => Some(Decimal::from(product.status as u8)),
            _ => {
                let text = self.shown(catalog, product, lang);
                return if text.trim().is_empty() { SortKey::Empty } else { SortKey::Text(sort_key(&text)) };
            }
        };
        number.map_or(SortKey::Empty, SortKey::Number)
    }
}

fn amount(amount: Option<&crate::model::Amount>, lang: Lang) -> String {
    amount.map(|amount| amount.words(lang)).unwrap_or_default()
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
