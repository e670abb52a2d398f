//! Packaging and quality, prices, quantities, markets and terms of delivery.

use egui::Ui;

use super::basics::text_list;
use crate::model::{FieldPart, Price, PriceBasis, Product, ProductField as F};
use crate::ui::kit::fields::{Form, example, halves, w};
use crate::ui::kit::widgets;

/// The rules of Incoterms 2020 (International Chamber of Commerce), by their official abbreviations.
const INCOTERMS: [&str; 11] = ["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"];

/// Currencies that are offered; others that a catalogue has stay as they are.
const CURRENCIES: [&str; 6] = ["IDR", "USD", "EUR", "SGD", "MYR", "JPY"];

pub fn packaging(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, w("Kemasan dan mutu", "Packaging and quality"));
    form.plain(ui, draft, F::NetContent, "g");
    form.plain(ui, draft, F::Dimensions, &example(lang, "200 × 115 cm"));
    form.plain(ui, draft, F::ShelfLife, lang.pick("bulan", "months"));
    for (field, text) in [(F::Storage, &mut draft.storage), (F::Packaging, &mut draft.packaging)] {
        form.pair(ui, field.into(), text, 2);
    }
}

pub fn trade(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, w("Perdagangan", "Trade"));
    form.list(ui, F::Prices.into(), w("Harga", "Price"), &mut draft.prices, |form, ui, _, price| {
        price_fields(ui, form, price)
    });
    let add = form.add_to(ui, F::Prices.into(), lang.pick("Tambah harga", "Add a price"), &mut draft.prices, new_price);
    form.at(F::Prices, &add);

    form.plain(ui, draft, F::Capacity, "kg");
    form.plain(ui, draft, F::MinOrder, "kg");
    let days = lang.pick("Waktu pengerjaan (hari)", "Lead time (days)");
    halves(
        ui,
        form,
        |form, ui| form.count(ui, F::LeadTime.into(), days, &mut draft.lead_time_days),
        |form, ui| form.line(ui, F::HsCode.into(), &mut draft.hs_code, &example(lang, "0409.00")),
    );

    let mut terms = vec![(String::new(), lang.pick("Belum ditentukan", "Not decided").to_owned())];
    terms.extend(INCOTERMS.map(|term| (term.to_owned(), term.to_owned())));
    let unknown = draft.incoterm.clone();
    halves(
        ui,
        form,
        |form, ui| form.choice(ui, F::Incoterm.into(), &mut draft.incoterm, &terms, &unknown),
        |form, ui| form.line(ui, F::Port.into(), &mut draft.port, &example(lang, "Semayang, Balikpapan")),
    );

    let add = lang.pick("Tambah pasar", "Add a market");
    text_list(ui, form, F::Markets, w("Pasar", "Market"), &mut draft.markets, add);
}

/// A price that waits for its amount.
pub fn new_price() -> Price {
    Price { currency: "IDR".into(), ..Price::default() }
}

fn price_fields(ui: &mut Ui, form: &mut Form, price: &mut Price) {
    let lang = form.lang;
    let currency = price.currency.clone();
    // Nothing costs nothing: zero is a price that is not filled in yet.
    let mut amount = Some(price.amount).filter(|amount| *amount != 0);
    halves(
        ui,
        form,
        |form, ui| {
            form.part(F::Prices, FieldPart::Amount);
            form.money(ui, w("Jumlah", "Amount"), &mut amount, &currency)
        },
        |form, ui| form.money(ui, w("Sampai (bila rentang)", "Up to (for a range)"), &mut price.amount_max, &currency),
    );
    price.amount = amount.unwrap_or_default();
    let currencies = CURRENCIES.map(|code| (code.to_owned(), code.to_owned()));
    halves(
        ui,
        form,
        |form, ui| {
            form.part(F::Prices, FieldPart::Currency);
            form.choice(ui, w("Mata uang", "Currency"), &mut price.currency, &currencies, &currency)
        },
        |form, ui| form.line(ui, w("Untuk satuan", "For a unit of"), &mut price.unit, &example(lang, "100 g")),
    );
    let mut bases = vec![(None, lang.pick("Tidak disebut", "Not stated").to_owned())];
    bases.extend(PriceBasis::ALL.map(|basis| (Some(basis), basis.label(lang).to_owned())));
    halves(
        ui,
        form,
        |form, ui| form.choice(ui, w("Jenis harga", "Kind of price"), &mut price.basis, &bases, ""),
        |form, ui| {
            form.part(F::Prices, FieldPart::Date);
            form.date(ui, w("Berlaku per", "As of"), &mut price.as_of)
        },
    );
    form.pair(ui, w("Keterangan harga", "Note on the price"), &mut price.note, 1);
    // Its line is there before its words.
    let words = if price.amount == 0 { String::from(" ") } else { price.words(lang) };
    widgets::small(ui, form.look, words);
}
