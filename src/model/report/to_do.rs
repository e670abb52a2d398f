//! What a coordinator takes along: village by village, whom to visit, and what each product still lacks.

use std::collections::BTreeMap;

use crate::model::record::ProductField;
use crate::model::record::catalog::Catalog;
use crate::model::record::contact::{display_number, whatsapp_digits};
use crate::model::record::values::{ProducerId, ProductId, RegionCode};
use crate::model::record::{Producer, Status};
use crate::model::report::completeness::{Audience, completeness};
use crate::model::search::normalise::sort_key;
use crate::text::Lang;

/// Everything that is missing for an audience, to be taken along on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct ToDo {
    pub audience: Audience,
    /// In order of their codes; products without origin come last.
    pub villages: Vec<VillageTasks>,
}

/// One place to go to.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageTasks {
    /// As deep as it is known; empty where no origin is known.
    pub origin: RegionCode,
    pub producers: Vec<ProducerTasks>,
}

/// One producer to ask.
#[derive(Clone, Debug, PartialEq)]
pub struct ProducerTasks {
    /// Empty where no producer is known.
    pub name: String,
    pub person: String,
    /// The number or address to reach them by; empty where there is none.
    pub contact: String,
    pub products: Vec<ProductTasks>,
}

/// One product and what it lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductTasks {
    pub id: ProductId,
    pub name: String,
    pub status: Status,
    pub missing: Vec<ProductField>,
}

impl ToDo {
    pub fn products(&self) -> impl Iterator<Item = (&VillageTasks, &ProducerTasks, &ProductTasks)> {
        self.villages.iter().flat_map(|village| {
            let producers = village.producers.iter();
            producers.flat_map(move |producer| producer.products.iter().map(move |one| (village, producer, one)))
        })
    }

    /// Fields to fill in.
    pub fn tasks(&self) -> usize {
        self.products().map(|(_, _, product)| product.missing.len()).sum()
    }
}

/// The list of these products. A product without origin is looked for where its producer is.
pub fn to_do(catalog: &Catalog, products: &[ProductId], audience: Audience, lang: Lang) -> ToDo {
    type Producers = BTreeMap<Option<ProducerId>, Vec<ProductTasks>>;
    let mut villages: BTreeMap<(bool, RegionCode), Producers> = BTreeMap::new();
    for product in products.iter().filter_map(|id| catalog.products.get(id)) {
        let product = &**product;
        let missing = completeness(catalog, product, audience).missing;
        if missing.is_empty() {
            continue;
        }
        let theirs = catalog.producer_of(product).map(|producer| producer.origin.clone()).unwrap_or_default();
        let origin = match product.origin.is_empty()
            || theirs.depth() > product.origin.depth() && theirs.is_inside(&product.origin)
        {
            true => theirs,
            false => product.origin.clone(),
        };
        let name = product.name.or_other(lang).map_or(lang.pick("Tanpa nama", "No name"), |(name, _)| name);
        let tasks =
            ProductTasks { id: product.id.clone(), name: name.trim().to_owned(), status: product.status, missing };
        let village = villages.entry((origin.is_empty(), origin)).or_default();
        village.entry(product.producer.clone()).or_default().push(tasks);
    }
    let villages = villages.into_iter().map(|((_, origin), producers)| {
        let mut producers: Vec<ProducerTasks> =
            producers.into_iter().map(|(id, products)| producer_tasks(catalog, id, products)).collect();
        producers.sort_by_cached_key(|one| (one.name.is_empty(), sort_key(&one.name)));
        VillageTasks { origin, producers }
    });
    ToDo { audience, villages: villages.collect() }
}

fn producer_tasks(catalog: &Catalog, id: Option<ProducerId>, mut products: Vec<ProductTasks>) -> ProducerTasks {
    products.sort_by_cached_key(|one| sort_key(&one.name));
    let producer = id.as_ref().and_then(|id| catalog.producers.get(id));
    ProducerTasks {
        name: producer.map_or(String::new(), |one| one.name.trim().to_owned()),
        person: producer.map_or(String::new(), |one| one.contact_person.trim().to_owned()),
        contact: producer.map_or(String::new(), |one| reach(one)),
        products,
    }
}

/// The first way to reach a producer, as it is dialled or written.
pub fn reach(producer: &Producer) -> String {
    if let Some(digits) = whatsapp_digits(&producer.whatsapp) {
        return display_number(&digits);
    }
    let ways = [&producer.whatsapp, &producer.phone, &producer.email];
    ways.into_iter().map(|way| way.trim()).find(|way| !way.is_empty()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Product, Text};

    #[test]
    fn villages_in_order_with_whom_to_call_and_nothing_that_is_done() {
        let mut catalog = Catalog::default();
        let producer = Producer {
            id: "mekar".into(),
            name: "KWT Mekar".into(),
            contact_person: "Sari".into(),
            whatsapp: "0812-3456-7890".into(),
            origin: "64.02.02.2010".into(),
            ..Producer::default()
        };
        catalog.producers.insert(producer.id.clone(), Arc::new(producer));
        let mut add = |id: &str, origin: &str, producer: Option<&str>| {
            let product = Product {
                id: id.into(),
                name: Text::new(id, ""),
                origin: origin.into(),
                producer: producer.map(Into::into),
                ..Product::default()
            };
            catalog.products.insert(product.id.clone(), product.into());
        };
        add("z", "64.01", None);
        add("b", "64.02", Some("mekar"));
        add("a", "", Some("mekar"));
        add("x", "", None);
        let ids: Vec<ProductId> = catalog.products.keys().cloned().collect();
        let list = to_do(&catalog, &ids, Audience::Screen, Lang::Id);
        let places: Vec<&str> = list.villages.iter().map(|village| village.origin.as_str()).collect();
        assert_eq!(places, ["64.01", "64.02.02.2010", ""]);
        let mekar = &list.villages[1].producers[0];
        assert_eq!((mekar.person.as_str(), mekar.contact.as_str()), ("Sari", "+62 812-3456-7890"));
        let names: Vec<&str> = mekar.products.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(list.tasks(), list.products().map(|(_, _, one)| one.missing.len()).sum::<usize>());
        assert!(to_do(&catalog, &[], Audience::Screen, Lang::Id).villages.is_empty());
    }
}
