//! `etalase check` and `etalase list`: what is wrong, and what matches, as lines or as JSON.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::output::{json, print};
use super::{Everywhere, Filters, INPUT_HAS_ERRORS};
use crate::actions;
use crate::model::{Key, Product, SearchIndex, matches, short_place};
use crate::store::PhotoChecks;
use crate::text::{Explain, Message, Severity, money_range};

#[derive(Serialize)]
struct ProblemLine {
    severity: Severity,
    /// `product`, `producer` or `catalog`.
    record: &'static str,
    id: String,
    #[serde(flatten)]
    message: Message,
}

pub(super) fn check(everywhere: &Everywhere, catalog: Option<PathBuf>, as_json: bool) -> ExitCode {
    let opened = match everywhere.open(catalog) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let lang = everywhere.lang();
    let today = jiff::ZonedDateTime::now().date();
    let photos = PhotoChecks::thorough();
    let problems = actions::check::check(&opened.catalog, &opened.folder, &photos, opened.problems, today).problems;
    let errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    let lines: Vec<ProblemLine> = problems
        .iter()
        .map(|problem| {
            let (record, id) = match &problem.key {
                Key::Product(id) => ("product", id.to_string()),
                Key::Producer(id) => ("producer", id.to_string()),
                Key::Info | Key::Categories | Key::Selections => ("catalog", String::new()),
            };
            ProblemLine { severity: problem.severity, record, id, message: problem.explain(lang) }
        })
        .collect();
    let text = if as_json {
        json(&lines)
    } else {
        let mut text = String::new();
        for line in &lines {
            let word = match line.severity {
                Severity::Error => lang.pick("kesalahan", "error"),
                Severity::Warning => lang.pick("peringatan", "warning"),
                Severity::Hint => lang.pick("saran", "hint"),
            };
            text.push_str(&format!("{word}: {}\n", line.message.line()));
        }
        if lines.is_empty() {
            text.push_str(lang.pick("Tidak ada masalah.\n", "No problems.\n"));
        }
        text
    };
    let code = if errors { ExitCode::from(INPUT_HAS_ERRORS) } else { ExitCode::SUCCESS };
    print(&text, lang).err().unwrap_or(code)
}

pub(super) fn list(everywhere: &Everywhere, catalog: Option<PathBuf>, filters: &Filters, as_json: bool) -> ExitCode {
    let opened = match everywhere.open(catalog) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let lang = everywhere.lang();
    let filter = match filters.to_filter(&opened, lang) {
        Ok(filter) => filter,
        Err(code) => return code,
    };
    let index = SearchIndex::build(&opened.catalog);
    let found = matches(&opened.catalog, &index, &filter, lang);
    let products: Vec<&Product> =
        found.hits.iter().filter_map(|hit| opened.catalog.products.get(&hit.id)).map(AsRef::as_ref).collect();
    let text = if as_json {
        json(&products)
    } else {
        let mut text = String::new();
        for product in products {
            let name = product.name.or_other(lang).map_or("", |(name, _)| name);
            let producer = opened.catalog.producer_of(product).map_or("", |producer| producer.name.as_str());
            let price = product.prices.first();
            let price = price.map(|price| money_range(lang, price.amount, price.amount_max, &price.currency));
            let place = short_place(&product.origin, lang);
            let cells = [product.id.as_str(), name, producer, &place, &price.unwrap_or_default()];
            text.push_str(cells.join("\t").trim_end());
            text.push('\n');
        }
        text
    };
    let code = print(&text, lang).err().unwrap_or(ExitCode::SUCCESS);
    // To take the catalogue of a country apart takes longer than to list it, and the process ends here.
    std::mem::forget((found, index, opened));
    code
}
