//! Every product stands in one run, runs stay small, labels are divided where a sheet ends.

use std::sync::Arc;

use super::*;
use crate::model::{BrochureSettings, Text};

fn request(count: usize, settings: BrochureSettings) -> Request {
    let origins = ["64.01", "64.02", "64.03", "35.01", "35.02"];
    let products = (0..count).map(|at| {
        let product = Product {
            id: ProductId::new(format!("p{at:05}")),
            name: Text::new(format!("Produk {at:05}"), ""),
            summary: Text::new("Satu kalimat.", ""),
            origin: RegionCode::new(origins[at % origins.len()]),
            status: Status::Ready,
            ..Product::default()
        };
        (product.id.clone(), product)
    });
    let catalog = Catalog { products: products.collect(), ..Catalog::default() };
    Request {
        products: catalog.products.keys().cloned().collect(),
        catalog: Arc::new(catalog),
        settings,
        buyer: None,
        today: jiff::civil::date(2026, 11, 24),
        test_page: false,
    }
}

#[test]
fn every_product_stands_in_one_run_and_runs_stay_small() {
    for layout in Layout::ALL {
        for count in [1, 8, 9, 120, 121, 1_500] {
            let plan = Plan::new(&request(count, BrochureSettings { layout, ..Default::default() })).unwrap();
            let listed: Vec<&ProductId> = plan.runs.iter().flat_map(|run| plan.products(run)).collect();
            let different: BTreeSet<&ProductId> = listed.iter().copied().collect();
            assert_eq!((listed.len(), different.len()), (count, count), "{layout:?}");
            assert_eq!(plan.runs.iter().filter(|run| run.front).count(), 1);
            assert_eq!(plan.runs.iter().filter(|run| run.end).count(), 1);
            let most = match layout {
                Layout::Sheet => 2 * SHEETS_IN_RUN,
                Layout::Catalog | Layout::Tags if count > ONE_RUN => RUN + RUN_MOST,
                _ => count + 1,
            };
            assert!(plan.runs.iter().all(|run| plan.products(run).count() < most), "{layout:?}");
            if plan.is_book {
                assert!(plan.runs.first().is_some_and(|run| run.front && run.parts.is_empty()));
            }
        }
    }
}

#[test]
fn labels_are_divided_where_a_sheet_ends() {
    let mut settings = BrochureSettings { layout: Layout::Tags, ..Default::default() };
    settings.tags.start = 4;
    let labels = settings.tags.labels(settings.fitting_paper());
    let on_sheet = usize::from(labels.columns * labels.rows);
    let plan = Plan::new(&request(400, settings)).unwrap();
    let mut at = 3;
    for run in plan.runs.iter().take(plan.runs.len() - 1) {
        at += plan.products(run).count();
        assert_eq!(at % on_sheet, 0);
    }
}
