//! A filter in words: one chip for each choice, and the sentence that stands where nothing matches.

use super::catalog::Catalog;
use super::filter::{Filter, StatusFilter};
use super::place::region_name;
use super::record::Status;
use super::search::SearchIndex;
use super::values::RegionCode;
use crate::regions::Region;
use crate::text::{Lang, money};

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
            let name = catalog.selection(id).and_then(|one| one.name.or_other(lang)).map_or(id.as_str(), |(name, _)| name);
            add(name.to_owned(), &|filter| filter.selection = None);
        }
        for code in &self.origins {
            add(region_name(code, lang), &|filter| filter.origins.retain(|known| known != code));
        }
        for id in &self.categories {
            let name = catalog.category(id).and_then(|one| one.name.or_other(lang)).map_or(id.as_str(), |(name, _)| name);
            add(name.to_owned(), &|filter| filter.categories.retain(|known| known != id));
        }
        for id in &self.producers {
            let name = catalog.producers.get(id).map_or(id.as_str(), |producer| producer.name.as_str());
            add(name.to_owned(), &|filter| filter.producers.retain(|known| known != id));
        }
        for id in &self.products {
            let name = catalog.products.get(id).and_then(|one| one.name.or_other(lang));
            add(name.map_or(id.as_str(), |(name, _)| name).to_owned(), &|filter| filter.products.retain(|known| known != id));
        }
        for kind in &self.certifications {
            add(kind.label(lang).into_owned(), &|filter| filter.certifications.retain(|known| known != kind));
        }
        for tag in &self.tags {
            add(tag.clone(), &|filter| filter.tags.retain(|known| known != tag));
        }
        if let Some((low, high)) = self.price {
            let words = format!("{}–{}", money(lang, low, "IDR"), money(lang, high, "IDR"));
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

/// The bare name of a region: `Berau`.
fn bare(code: &RegionCode) -> String {
    Region::by_code(code.as_str()).map_or(code.to_string(), |region| region.name().to_owned())
}

fn either(words: Vec<String>, lang: Lang) -> String {
    words.join(lang.pick(" atau ", " or "))
}

/// What is asked for and not there, in one sentence: "Tidak ada produk dari Berau yang bersertifikat halal."
pub fn no_match_advice(catalog: &Catalog, _index: &SearchIndex, filter: &Filter, lang: Lang) -> String {
    let mut sentence = lang.pick("Tidak ada produk", "No product").to_owned();
    if !filter.categories.is_empty() {
        let name = |id| catalog.category(id).and_then(|one| one.name.or_other(lang)).map(|(name, _)| name.to_lowercase());
        let names = either(filter.categories.iter().filter_map(name).collect(), lang);
        sentence.push_str(&crate::say!(lang, " kategori {names}", " in {names}"));
    }
    if !filter.origins.is_empty() {
        let places = either(filter.origins.iter().map(bare).collect(), lang);
        sentence.push_str(&crate::say!(lang, " dari {places}", " from {places}"));
    }
    if let Some(id) = &filter.selection {
        let name = catalog.selection(id).and_then(|one| one.name.or_other(lang)).map_or(id.as_str(), |(name, _)| name);
        sentence.push_str(&crate::say!(lang, " di daftar “{name}”", " on the list “{name}”"));
    }
    let mut has = Vec::new();
    if !filter.certifications.is_empty() {
        let kinds: Vec<String> = filter.certifications.iter().map(|kind| kind.label(lang).into_owned()).collect();
        let only_halal = filter.certifications == [super::record::CertificationKind::Halal];
        let kinds = either(kinds, lang);
        has.push(match (lang, only_halal) {
            (Lang::Id, true) => "bersertifikat halal".to_owned(),
            (Lang::En, true) => "has a halal certificate".to_owned(),
            (Lang::Id, false) => format!("memiliki izin {kinds}"),
            (Lang::En, false) => format!("holds {kinds}"),
        });
    }
    if !filter.tags.is_empty() {
        let tags = either(filter.tags.clone(), lang);
        has.push(crate::say!(lang, "bertanda {tags}", "is tagged {tags}"));
    }
    let search = filter.search.trim();
    if !search.is_empty() {
        has.push(crate::say!(lang, "cocok dengan “{search}”", "matches “{search}”"));
    }
    if filter.price.is_some() {
        has.push(lang.pick("harganya di kisaran itu", "is in that price range").to_owned());
    }
    if filter.incomplete_for.is_some() {
        has.push(lang.pick("datanya belum lengkap", "lacks data").to_owned());
    }
    if has.is_empty() && filter.status == StatusFilter::Draft {
        has.push(lang.pick("masih draf", "is a draft").to_owned());
    } else if has.is_empty() {
        has.push(lang.pick("siap ditampilkan", "is ready to be shown").to_owned());
    }
    sentence.push_str(lang.pick(" yang ", " "));
    sentence.push_str(&has.join(lang.pick(" dan ", " and ")));
    sentence.push('.');
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CertificationKind;

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
    }

    #[test]
    fn taking_every_chip_away_leaves_nothing() {
        let mut filter = Filter {
            origins: vec![RegionCode::new("64"), RegionCode::new("35")],
            tags: vec!["Desa Wisata".into()],
            search: "madu".into(),
            status: StatusFilter::All,
            ..Filter::default()
        };
        assert_eq!(filter.chips(&Catalog::default(), Lang::Id).len(), 5);
        while let Some(chip) = filter.chips(&Catalog::default(), Lang::Id).first().cloned() {
            filter = chip.without(&filter);
        }
        assert!(filter.is_empty());
    }
}
