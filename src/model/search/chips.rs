//! A filter in words: one chip for each choice, and the sentence that stands where nothing matches.

use crate::model::place::wording::{own_name, region_name};
use crate::model::record::catalog::Catalog;
use crate::model::record::values::RegionCode;
use crate::model::record::{CertificationKind, Status};
use crate::model::search::filter::{Filter, StatusFilter, matches};
use crate::model::search::index::SearchIndex;
use crate::regions::Region;
use crate::say;
use crate::text::{Lang, money_range};

/// Up to this many products stand as chips of their own.
const PICKED: usize = 3;

/// One choice of a filter, as words that can be taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub label: String,
    /// The filter without this choice; everything else as it was.
    rest: Filter,
}

impl Chip {
    /// The filter after this chip was taken away. The order of the list stays as `now` has it.
    pub fn without(&self, now: &Filter) -> Filter {
        Filter { sort: now.sort, ..self.rest.clone() }
    }
}

impl Filter {
    /// True where every ready product matches.
    pub fn is_empty(&self) -> bool {
        Filter { sort: Default::default(), ..self.clone() } == Filter::default()
    }

    /// One chip for each choice, in the order of the filter panel.
    pub fn chips(&self, catalog: &Catalog, lang: Lang) -> Vec<Chip> {
        let mut chips = Vec::new();
        let mut add = |label: String, change: &dyn Fn(&mut Filter)| {
            let mut rest = self.clone();
            change(&mut rest);
            chips.push(Chip { label, rest });
        };
        let search = self.search.trim();
        if !search.is_empty() {
            add(format!("“{search}”"), &|filter| filter.search.clear());
        }
        if let Some(id) = &self.selection {
            let name =
                catalog.selection(id).and_then(|one| one.name.or_other(lang)).map_or(id.as_str(), |(name, _)| name);
            add(name.to_owned(), &|filter| filter.selection = None);
        }
        for code in &self.origins {
            let name = if code.is_empty() {
                lang.pick("Asal belum diisi", "No origin yet").to_owned()
            } else {
                region_name(code, lang)
            };
            add(name, &|filter| filter.origins.retain(|known| known != code));
        }
        for id in &self.categories {
            let name =
                catalog.category(id).and_then(|one| one.name.or_other(lang)).map_or(id.as_str(), |(name, _)| name);
            add(name.to_owned(), &|filter| filter.categories.retain(|known| known != id));
        }
        for id in &self.producers {
            let name = catalog.producers.get(id).map_or(id.as_str(), |producer| producer.name.as_str());
            add(name.to_owned(), &|filter| filter.producers.retain(|known| known != id));
        }
        // Many products that were picked together are one choice.
        if self.products.len() > PICKED {
            let count = crate::text::count(lang, self.products.len());
            add(say!(lang, "{count} produk yang dipilih", "{count} chosen products"), &|filter| {
                filter.products.clear()
            });
        }
        for id in self.products.iter().filter(|_| self.products.len() <= PICKED) {
            let name = catalog.products.get(id).and_then(|one| one.name.or_other(lang));
            add(name.map_or(id.as_str(), |(name, _)| name).to_owned(), &|filter| {
                filter.products.retain(|known| known != id)
            });
        }
        for kind in &self.certifications {
            add(kind.label(lang).into_owned(), &|filter| filter.certifications.retain(|known| known != kind));
        }
        for tag in &self.tags {
            add(tag.clone(), &|filter| filter.tags.retain(|known| known != tag));
        }
        if let Some((low, high)) = self.price {
            let (from, to) = (money_range(lang, low, None, "IDR"), money_range(lang, high, None, "IDR"));
            let words = match (low, high) {
                (0, _) => say!(lang, "Sampai {to}", "Up to {to}"),
                (_, i64::MAX) => say!(lang, "Mulai {from}", "From {from}"),
                _ => money_range(lang, low, Some(high), "IDR"),
            };
            add(words, &|filter| filter.price = None);
        }
        if self.status != StatusFilter::Ready {
            let words = match self.status {
                StatusFilter::Draft => Status::Draft.label(lang),
                _ => lang.pick("Semua status", "Every status"),
            };
            add(words.to_owned(), &|filter| filter.status = StatusFilter::Ready);
        }
        if let Some(audience) = self.incomplete_for {
            let words = audience.label(lang).to_lowercase();
            let words = crate::say!(lang, "Belum lengkap: {words}", "Not complete: {words}");
            add(words, &|filter| filter.incomplete_for = None);
        }
        chips
    }
}

/// The bare name of a region: `Berau`; the code as typed where it is unknown.
fn bare(code: &RegionCode, lang: Lang) -> String {
    Region::by_code(code.as_str()).map_or(code.to_string(), |region| own_name(region, lang))
}

fn either(words: impl IntoIterator<Item = String>, lang: Lang) -> String {
    words.into_iter().collect::<Vec<_>>().join(lang.pick(" atau ", " or "))
}

/// What is asked for and not there: "Tidak ada produk dari Berau yang bersertifikat halal." Where products match but for
/// their status, the sentence denies only the status asked for, and a second one tells how many the others are.
pub fn no_match_advice(catalog: &Catalog, index: &SearchIndex, filter: &Filter, lang: Lang) -> String {
    // Statuses are counted as if none were asked for.
    let statuses = matches(catalog, index, filter, lang).facets.statuses;
    let subject = match filter.status {
        _ if statuses.is_empty() => lang.pick("produk", "product"),
        StatusFilter::Ready => lang.pick("produk siap", "ready product"),
        StatusFilter::Draft => lang.pick("draf produk", "draft product"),
        StatusFilter::All => lang.pick("produk", "product"),
    };
    let (which, has) = (which(catalog, filter, lang), has(filter, lang));
    let mut advice = match (lang, has.is_empty()) {
        (Lang::Id, true) => format!("Tidak ada {subject}{which}."),
        (Lang::Id, false) => format!("Tidak ada {subject}{which} yang {}.", has.join(" dan ")),
        (Lang::En, true) => format!("There is no {subject}{which}."),
        (Lang::En, false) => format!("No {subject}{which} {}.", has.join(" and ")),
    };
    for (status, matching) in statuses {
        let count = crate::text::count(lang, matching);
        advice.push(' ');
        advice.push_str(&match (status, matching) {
            (Status::Draft, 1) => crate::say!(lang, "Ada 1 draf yang cocok.", "One draft matches."),
            (Status::Draft, _) => crate::say!(lang, "Ada {count} draf yang cocok.", "{count} drafts match."),
            (Status::Ready, 1) => crate::say!(lang, "Ada 1 produk siap yang cocok.", "One ready product matches."),
            (Status::Ready, _) => {
                crate::say!(lang, "Ada {count} produk siap yang cocok.", "{count} ready products match.")
            }
            (Status::Retired, 1) => {
                crate::say!(lang, "Ada 1 yang cocok tetapi tidak ditampilkan.", "One that matches is not shown.")
            }
            (Status::Retired, _) => {
                crate::say!(
                    lang,
                    "Ada {count} yang cocok tetapi tidak ditampilkan.",
                    "{count} that match are not shown."
                )
            }
        });
    }
    advice
}

/// Which products were looked at: ` kategori madu dari Berau di daftar “untuk Surabaya”`.
fn which(catalog: &Catalog, filter: &Filter, lang: Lang) -> String {
    let mut words = String::new();
    if !filter.categories.is_empty() {
        let name =
            |id| catalog.category(id).and_then(|one| one.name.or_other(lang)).map(|(name, _)| name.to_lowercase());
        let names = either(filter.categories.iter().map(|id| name(id).unwrap_or_else(|| id.to_string())), lang);
        words.push_str(&crate::say!(lang, " kategori {names}", " in {names}"));
    }
    let (nowhere, places): (Vec<_>, Vec<_>) = filter.origins.iter().partition(|code| code.is_empty());
    let mut origins = Vec::new();
    if !places.is_empty() {
        let places = either(places.into_iter().map(|code| bare(code, lang)), lang);
        origins.push(crate::say!(lang, "dari {places}", "from {places}"));
    }
    if !nowhere.is_empty() {
        origins.push(lang.pick("tanpa asal daerah", "without origin").to_owned());
    }
    if !origins.is_empty() {
        words.push(' ');
        words.push_str(&either(origins, lang));
    }
    if !filter.producers.is_empty() {
        let name = |id| catalog.producers.get(id).map(|one| one.name.clone()).filter(|name| !name.is_empty());
        let names = either(filter.producers.iter().map(|id| name(id).unwrap_or_else(|| id.to_string())), lang);
        words.push_str(&crate::say!(lang, " buatan {names}", " made by {names}"));
    }
    if !filter.products.is_empty() {
        words.push_str(lang.pick(" di antara yang dipilih", " among those chosen"));
    }
    if let Some(id) = &filter.selection {
        let name = catalog.selection(id).and_then(|one| one.name.or_other(lang)).map_or(id.as_str(), |(name, _)| name);
        words.push_str(&crate::say!(lang, " di daftar “{name}”", " on the list “{name}”"));
    }
    words
}

/// What they should have had: `bersertifikat halal`, `cocok dengan “madu”`.
fn has(filter: &Filter, lang: Lang) -> Vec<String> {
    let mut has = Vec::new();
    match filter.certifications.as_slice() {
        [] => {}
        [CertificationKind::Halal] => has.push(lang.pick("bersertifikat halal", "has a halal certificate").to_owned()),
        kinds => {
            let kinds = either(kinds.iter().map(|kind| kind.label(lang).into_owned()), lang);
            has.push(crate::say!(lang, "memiliki izin {kinds}", "holds {kinds}"));
        }
    }
    if !filter.tags.is_empty() {
        let tags = either(filter.tags.iter().cloned(), lang);
        has.push(crate::say!(lang, "bertanda {tags}", "is tagged {tags}"));
    }
    let search = filter.search.trim();
    if !search.is_empty() {
        has.push(crate::say!(lang, "cocok dengan “{search}”", "matches “{search}”"));
    }
    if let Some((low, high)) = filter.price {
        let range = money_range(lang, low, Some(high), "IDR");
        has.push(crate::say!(lang, "berharga {range}", "is priced at {range}"));
    }
    if let Some(audience) = filter.incomplete_for {
        let words = audience.label(lang).to_lowercase();
        has.push(crate::say!(lang, "datanya belum lengkap untuk {words}", "lacks data for the {words}"));
    }
    has
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Certification, CertificationStatus, Product};

    #[test]
    fn the_sentence_names_what_was_asked_for() {
        let filter = Filter {
            origins: vec![RegionCode::new("64.03")],
            certifications: vec![CertificationKind::Halal],
            ..Filter::default()
        };
        let say = |lang| no_match_advice(&Catalog::default(), &SearchIndex::default(), &filter, lang);
        assert_eq!(say(Lang::Id), "Tidak ada produk dari Berau yang bersertifikat halal.");
        assert_eq!(say(Lang::En), "No product from Berau has a halal certificate.");
        let filter = Filter { origins: vec![RegionCode::new("35")], ..filter };
        let said = no_match_advice(&Catalog::default(), &SearchIndex::default(), &filter, Lang::En);
        assert_eq!(said, "No product from East Java has a halal certificate.");
    }

    #[test]
    fn a_draft_that_matches_is_not_denied() {
        let held = Certification {
            kind: CertificationKind::Halal,
            status: CertificationStatus::Held,
            ..Certification::default()
        };
        let draft =
            Product { id: "a".into(), origin: "64.03".into(), certifications: vec![held], ..Product::default() };
        let catalog = Catalog { products: [(draft.id.clone(), draft)].into_iter().collect(), ..Catalog::default() };
        let filter = Filter { certifications: vec![CertificationKind::Halal], ..Filter::default() };
        let say = |filter: &Filter, lang| no_match_advice(&catalog, &SearchIndex::build(&catalog), filter, lang);
        assert_eq!(say(&filter, Lang::Id), "Tidak ada produk siap yang bersertifikat halal. Ada 1 draf yang cocok.");
        assert_eq!(say(&filter, Lang::En), "No ready product has a halal certificate. One draft matches.");
        assert_eq!(say(&Filter::default(), Lang::En), "There is no ready product. One draft matches.");
        let producer = Filter { producers: vec!["binsik".into()], ..filter.clone() };
        assert_eq!(say(&producer, Lang::Id), "Tidak ada produk buatan binsik yang bersertifikat halal.");
        let category = Filter { categories: vec!["hilang".into()], origins: vec!["".into()], ..Filter::default() };
        assert_eq!(say(&category, Lang::Id), "Tidak ada produk kategori hilang tanpa asal daerah.");
    }

    #[test]
    fn many_chosen_products_are_one_chip() {
        let filter =
            Filter { products: (0..5).map(|at| format!("p{at}").as_str().into()).collect(), ..Filter::default() };
        let chips = filter.chips(&Catalog::default(), Lang::Id);
        assert_eq!(chips.len(), 1);
        assert_eq!(chips[0].label, "5 produk yang dipilih");
        assert!(chips[0].without(&filter).is_empty());
    }

    #[test]
    fn taking_every_chip_away_leaves_nothing() {
        let mut filter = Filter {
            origins: vec![RegionCode::new("64"), RegionCode::default()],
            tags: vec!["Desa Wisata".into()],
            search: "madu".into(),
            status: StatusFilter::All,
            ..Filter::default()
        };
        assert_eq!(filter.chips(&Catalog::default(), Lang::Id).len(), 5);
        assert!(filter.chips(&Catalog::default(), Lang::Id).iter().all(|chip| !chip.label.is_empty()));
        while let Some(chip) = filter.chips(&Catalog::default(), Lang::Id).first().cloned() {
            filter = chip.without(&filter);
        }
        assert!(filter.is_empty());
    }
}
