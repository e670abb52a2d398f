//! How complete the products of a filter are together: by region, by producer, and which fields are missing most.

use std::collections::{BTreeMap, HashMap};

use crate::model::place::wording::region_name;
use crate::model::record::ProductField;
use crate::model::record::catalog::Catalog;
use crate::model::record::values::{ProducerId, ProductId, RegionCode};
use crate::model::report::completeness::{Audience, completeness, part};
use crate::model::search::normalise::sort_key;
use crate::model::search::{Filter, SearchIndex, matches};
use crate::text::Lang;

/// A sum over some products.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SurveyCount {
    pub products: usize,
    /// Products that lack nothing.
    pub complete: usize,
    /// Fields filled, of those asked for.
    pub filled: usize,
    pub total: usize,
}

impl SurveyCount {
    /// The part of all fields that is filled, 0 to 1.
    pub fn part(&self) -> f32 {
        part(self.filled, self.total)
    }

    /// The same as whole percent; 100 only where nothing is missing.
    pub fn percent(&self) -> usize {
        (self.filled * 100).checked_div(self.total).unwrap_or(100)
    }

    fn add(&mut self, filled: usize, total: usize) {
        self.products += 1;
        self.complete += usize::from(filled == total);
        self.filled += filled;
        self.total += total;
    }
}

/// What a bar stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SurveyGroup {
    /// The empty code: no origin yet.
    Region(RegionCode),
    Producer(Option<ProducerId>),
}

impl SurveyGroup {
    pub fn label(&self, catalog: &Catalog, lang: Lang) -> String {
        match self {
            SurveyGroup::Region(code) if code.is_empty() => lang.pick("Asal belum diisi", "No origin yet").to_owned(),
            SurveyGroup::Region(code) => region_name(code, lang),
            SurveyGroup::Producer(None) => lang.pick("Produsen belum diisi", "No producer yet").to_owned(),
            SurveyGroup::Producer(Some(id)) => match catalog.producers.get(id).map(|producer| producer.name.trim()) {
                Some("") => lang.pick("Tanpa nama", "No name").to_owned(),
                Some(name) => name.to_owned(),
                None => id.to_string(),
            },
        }
    }
}

/// One bar of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub group: SurveyGroup,
    pub label: String,
    pub tally: SurveyCount,
    /// Shows exactly its products that lack something, or all of them where none does.
    pub filter: Filter,
}

/// A field and the products that lack it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    pub field: ProductField,
    pub products: Vec<ProductId>,
}

/// Everything that the completeness screen shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    pub audience: Audience,
    pub all: SurveyCount,
    /// The least complete first.
    pub regions: Vec<Bar>,
    pub producers: Vec<Bar>,
    /// The most often missing first.
    pub gaps: Vec<Gap>,
    /// What was counted, in order: the filter's products whether or not they are complete.
    pub products: Vec<ProductId>,
}

/// Counts the products of a filter for an audience. That the filter may ask for incomplete products does not count here,
/// since it would hide how far the others are.
pub fn survey(catalog: &Catalog, index: &SearchIndex, filter: &Filter, audience: Audience, lang: Lang) -> Survey {
    let base = Filter { incomplete_for: None, ..filter.clone() };
    let products: Vec<ProductId> = matches(catalog, index, &base, lang).hits.into_iter().map(|hit| hit.id).collect();
    let depth = region_depth(catalog, &products);
    let mut all = SurveyCount::default();
    let mut groups: HashMap<SurveyGroup, (SurveyCount, Vec<ProductId>)> = HashMap::new();
    let mut gaps: BTreeMap<ProductField, Vec<ProductId>> = BTreeMap::new();
    for id in &products {
        let Some(product) = catalog.products.get(id) else { continue };
        let state = completeness(catalog, product, audience);
        all.add(state.filled, state.total);
        let region = SurveyGroup::Region(product.origin.cut(depth));
        let producer = SurveyGroup::Producer(product.producer.clone());
        for group in [region, producer] {
            let (tally, theirs) = groups.entry(group).or_default();
            tally.add(state.filled, state.total);
            theirs.push(id.clone());
        }
        for field in state.missing {
            gaps.entry(field).or_default().push(id.clone());
        }
    }
    let mut regions = Vec::new();
    let mut producers = Vec::new();
    for (group, (tally, theirs)) in groups {
        let label = group.label(catalog, lang);
        let incomplete_for = (tally.complete < tally.products).then_some(audience);
        let filter = match &group {
            SurveyGroup::Region(code) if code.is_empty() || code.depth() == depth => {
                Filter { origins: vec![code.clone()], incomplete_for, ..base.clone() }
            }
            SurveyGroup::Producer(Some(id)) => Filter { producers: vec![id.clone()], incomplete_for, ..base.clone() },
            // A province that is known alone would bring along all its regencies; "no producer" is no filter.
            _ => Filter { products: theirs, incomplete_for, ..base.clone() },
        };
        let bar = Bar { label, tally, filter, group };
        match bar.group {
            SurveyGroup::Region(_) => regions.push(bar),
            SurveyGroup::Producer(_) => producers.push(bar),
        }
    }
    for bars in [&mut regions, &mut producers] {
        bars.sort_by_cached_key(|bar| (bar.tally.percent(), sort_key(&bar.label)));
    }
    let mut gaps: Vec<Gap> = gaps.into_iter().map(|(field, products)| Gap { field, products }).collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.products.len()));
    Survey { audience, all, regions, producers, gaps, products }
}

/// Regencies, or whatever lies inside the one region that all products share: its districts, its villages.
fn region_depth(catalog: &Catalog, products: &[ProductId]) -> usize {
    let mut shared: Option<RegionCode> = None;
    for product in products.iter().filter_map(|id| catalog.products.get(id)) {
        if product.origin.is_empty() {
            continue;
        }
        shared = Some(match shared {
            None => product.origin.clone(),
            Some(known) => {
                let same = (0..=known.depth()).rev().find(|depth| product.origin.is_inside(&known.cut(*depth)));
                known.cut(same.unwrap_or(0))
            }
        });
    }
    (shared.map_or(0, |code| code.depth()) + 1).clamp(2, 4)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Producer, Product, Status, StatusFilter, Text};

    fn product(id: &str, origin: &str, producer: &str, full: bool) -> Product {
        let mut product = Product {
            id: id.into(),
            name: Text::new(id, ""),
            origin: origin.into(),
            producer: (!producer.is_empty()).then(|| producer.into()),
            status: Status::Ready,
            ..Product::default()
        };
        if full {
            product.category = "lain".into();
            product.summary = Text::new("Baik.", "");
            product.photos.push(crate::model::Photo::default());
        }
        product
    }

    fn catalog(products: Vec<Product>) -> Catalog {
        let mut catalog = Catalog {
            categories: Arc::new(vec![crate::model::Category { id: "lain".into(), name: Text::new("Lain", "") }]),
            products: products.into_iter().map(|one| (one.id.clone(), one)).collect(),
            ..Catalog::default()
        };
        let producer = Producer { id: "mekar".into(), name: "KWT Mekar".into(), ..Producer::default() };
        catalog.producers.insert(producer.id.clone(), Arc::new(producer));
        catalog
    }

    fn shown(catalog: &Catalog, filter: &Filter) -> Vec<String> {
        let found = matches(catalog, &SearchIndex::build(catalog), filter, Lang::Id);
        found.hits.into_iter().map(|hit| hit.id.to_string()).collect()
    }

    #[test]
    fn bars_add_up_and_lead_to_exactly_their_products() {
        let catalog = catalog(vec![
            product("a", "64.01.04.2005", "mekar", true),
            product("b", "64.01", "mekar", false),
            product("c", "64.02.02.2010", "", false),
            product("d", "64", "", false),
            product("e", "", "", false),
        ]);
        let filter = Filter { status: StatusFilter::All, ..Filter::default() };
        let survey = survey(&catalog, &SearchIndex::build(&catalog), &filter, Audience::Screen, Lang::Id);
        assert_eq!((survey.all.products, survey.all.complete, survey.all.total), (5, 1, 30));
        for bars in [&survey.regions, &survey.producers] {
            assert_eq!(bars.iter().map(|bar| bar.tally.filled).sum::<usize>(), survey.all.filled);
            for bar in bars {
                let left = bar.tally.products - bar.tally.complete;
                assert_eq!(shown(&catalog, &bar.filter).len(), left, "{bar:?}");
            }
        }
        let of = |label: &str| survey.regions.iter().find(|bar| bar.label == label).unwrap();
        assert_eq!(shown(&catalog, &of("Kabupaten Paser").filter), ["b"]);
        assert_eq!(shown(&catalog, &of("Kalimantan Timur").filter), ["d"]);
        assert_eq!(shown(&catalog, &of("Asal belum diisi").filter), ["e"]);
        assert!(survey.regions.is_sorted_by_key(|bar| bar.tally.percent()));
        let photos = survey.gaps.iter().find(|gap| gap.field == ProductField::Photos).unwrap();
        assert_eq!(photos.products.len(), 4);
    }

    #[test]
    fn inside_one_regency_districts_are_compared() {
        let catalog = catalog(vec![product("a", "64.01.04.2005", "", false), product("b", "64.01.03.2001", "", false)]);
        // What is already filtered to the incomplete is counted in full all the same.
        let filter = Filter { incomplete_for: Some(Audience::Screen), ..Filter::default() };
        let survey = survey(&catalog, &SearchIndex::build(&catalog), &filter, Audience::Screen, Lang::En);
        assert!(survey.regions.iter().all(|bar| bar.label.ends_with("District")), "{:?}", survey.regions);
        assert_eq!(survey.regions.len(), 2);
    }
}
