//! One product on a page: its name and place, its texts and pictures, whom to call.

use super::FindingKind;
use super::compose::{Composer, breakable};
use super::content::{NamedOnly, PageText, ProductBlock, Story};
use super::plan::{Band, COLOURS, GroupPart};
use crate::model::{
    Catalog, CertificationStatus, Layout, Product, ProductField, Text, full_place_abroad, inner_place, region_name,
    search::normalise::normalise, short_place,
};
use crate::text::{Lang, Severity};

/// From this many facts on, the grid of six places; fewer stand in a list.
const GRID_FROM: usize = 3;
/// Letters of sentence and description that fit a third of a page.
const SMALL_TEXT: usize = 260;
/// Products of a poster that leave room for whole places and sentences.
const MANY: usize = 6;
/// Pictures under the large one on a sheet.
const GALLERY: usize = 3;

/// What a block has room for.
pub(super) struct BlockSpace {
    /// Of the large photo, in mm, as the template places it.
    photo: (f64, f64),
    /// Characters of the sentence and of the text under it, in one language.
    sentence: usize,
    text: usize,
    /// Everything else a buyer asks, and more pictures.
    is_sheet: bool,
    /// The maker's story and the details have a place where there is room.
    has_more: bool,
}

impl Composer<'_> {
    /// What the chosen layout gives to one product.
    fn space(&self) -> BlockSpace {
        let settings = &self.request.settings;
        let width = self.page.text_width;
        // Characters go with the area, measured on A4 with its 182 mm of text.
        let area = (width / 182.0 / self.page.scale).powi(2).min(1.0);
        let room = |characters: f64| (characters * area * if self.both { 0.45 } else { 1.0 }) as usize;
        let space = |photo, sentence, text| BlockSpace { photo, sentence, text, is_sheet: false, has_more: false };
        let all = usize::MAX;
        match settings.layout {
            Layout::Sheet => BlockSpace { is_sheet: true, has_more: true, ..space((width, width * 0.55), all, all) },
            Layout::Leaflet => space((30.0, 30.0), 170, 0),
            Layout::PriceList => space((0.0, 0.0), all, 0),
            Layout::Tags => space((0.0, 0.0), 120, 0),
            Layout::Poster => match self.request.products.len() {
                1 => space((width, width * 0.75), all, all),
                2 => space((width, width * 0.6), 240, 0),
                3..=MANY => space((width / 2.0, width * 0.4), 240, 0),
                _ => space((width / 3.0, width / 4.0), 110, 0),
            },
            Layout::Catalog => match settings.per_page {
                1 => BlockSpace { has_more: true, ..space((width, width * 0.616), all, all) },
                4 => space((width * 0.49, width * 0.297), room(230.0), 0),
                6 => space((width * 0.49, width * 0.21), room(130.0), 0),
                _ => BlockSpace { has_more: true, ..space((width * 0.54, width * 0.5), all, room(620.0)) },
            },
        }
    }

    /// Blocks, and the names of products of which nothing else is known.
    pub(super) fn blocks(
        &mut self,
        products: &[&Product],
        part: &GroupPart,
        level: u8,
        enlarge: f64,
    ) -> (Vec<ProductBlock>, Vec<NamedOnly>) {
        let (mut blocks, mut others) = (Vec::new(), Vec::new());
        for product in products {
            if self.request.settings.layout == Layout::Catalog && is_named_only(self.catalog, product) {
                let place = short_place(&product.origin, self.lang);
                let name = self.say(&product.name);
                let name = if place.is_empty() { name } else { format!("{name} ({place})") };
                let region_key = part.region_keys.get(&product.id).cloned().unwrap_or_default();
                others.push(NamedOnly { key: format!("p-{}", product.id), region_key, name });
            } else {
                blocks.push(self.block(product, part, level, enlarge));
            }
        }
        (blocks, others)
    }

    fn block(&mut self, product: &Product, part: &GroupPart, level: u8, enlarge: f64) -> ProductBlock {
        let space = self.space();
        let names = self.words(&product.name);
        let (locator, place) = self.place(product, part);
        let category = self.catalog.category(&product.category);
        let colour = self.catalog.categories.iter().position(|one| one.id == product.category);
        let has_photo = space.photo.0 > 0.0;
        let mut photos = product.photos_in_view().map(|(_, photo)| photo);
        let picture = photos.next().filter(|_| has_photo);
        let picture = picture.map(|photo| self.place_photo(Some(product), photo, space.photo.0, space.photo.1));
        let side = space.photo.0 / GALLERY as f64;
        let more = photos.take(if space.is_sheet { GALLERY } else { 0 });
        let gallery = more.map(|photo| self.place_photo(Some(product), photo, side, side * 0.75)).collect();
        let (contact, qr) = self.contact(product);
        self.missing_language(product);
        let sentence = self.cut(product, self.words(&product.summary), space.sentence);
        let text = self.text(product, &space);
        let (price, price_terms) = self.first_price(product);
        let facts = self.facts(product);
        let has_grid = facts.iter().filter(|fact| !fact.value.is_empty()).count() >= GRID_FROM;
        let details = if space.has_more { self.details(product, space.is_sheet) } else { Vec::new() };
        let story = if space.has_more { self.story(product, part) } else { None };
        let letters = |text: &PageText| text.first.chars().count() + text.second.chars().count();
        let is_large = self.both || has_grid || story.is_some() || letters(&sentence) + letters(&text) > SMALL_TEXT;
        ProductBlock {
            key: format!("p-{}", product.id),
            region_key: part.region_keys.get(&product.id).cloned().unwrap_or_default(),
            level,
            enlarge,
            is_large,
            name: names.first,
            name_second: names.second,
            brand: breakable(&self.maker(product)),
            locator,
            place,
            category: category.map_or(String::new(), |category| self.in_both(&category.name)),
            colour: colour.map_or(COLOURS, |at| at % COLOURS),
            sentence,
            text,
            facts,
            has_grid,
            permits: self.badges(product),
            contact,
            qr,
            picture,
            gallery,
            details,
            questions: if space.is_sheet { self.questions(product) } else { Vec::new() },
            story,
            price,
            price_terms,
        }
    }

    /// The regency where the band names only the province, and what neither says of the place.
    fn place(&self, product: &Product, part: &GroupPart) -> (String, String) {
        let origin = &product.origin;
        let is_wall = self.request.settings.layout == Layout::Poster && self.request.products.len() > MANY;
        let full = match is_wall {
            true => self.each_lang(|lang| short_place(origin, lang)),
            false => self.each_lang(|lang| full_place_abroad(origin, lang)),
        };
        if full.is_empty() {
            return (String::new(), product.place.clone());
        }
        match part.band {
            Band::Regency => (String::new(), self.each_lang(|lang| inner_place(origin, lang))),
            Band::Province if origin.depth() >= 2 => {
                let regency = self.each_lang(|lang| region_name(&origin.cut(2), lang));
                (regency, self.each_lang(|lang| inner_place(origin, lang)))
            }
            Band::Province => (String::new(), String::new()),
            Band::None => (String::new(), full),
        }
    }

    /// What is told of the maker, on the first of its products.
    fn story(&self, product: &Product, part: &GroupPart) -> Option<Story> {
        let producer = self.catalog.producer_of(product).filter(|producer| !producer.story.is_empty())?;
        if !part.stories.contains(&product.id) && self.request.settings.layout == Layout::Catalog {
            return None;
        }
        Some(Story {
            maker: producer.name.clone(),
            place: short_place(&producer.origin, self.lang),
            text: self.words(&producer.story),
        })
    }

    /// Maker and brand; a group that sells under its own name is named once.
    pub(super) fn maker(&self, product: &Product) -> String {
        let producer = self.catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default();
        let own_name = normalise(&producer) == normalise(&product.brand);
        let brand = if own_name { String::new() } else { product.brand.clone() };
        [producer, brand].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Texts that exist in the other language only, which then stands in and says so.
    fn missing_language(&mut self, product: &Product) {
        use ProductField as F;
        let english = self.lang == Lang::En;
        let pick = |id, en| if english { en } else { id };
        let texts: [(&Text, F); 3] = [
            (&product.name, pick(F::Name, F::NameEn)),
            (&product.summary, pick(F::Summary, F::SummaryEn)),
            (&product.description, F::Description),
        ];
        let missing = texts.into_iter().filter(|(text, _)| !text.is_empty() && text.get(self.lang).is_none());
        let fields: Vec<F> = missing.map(|(_, field)| field).collect();
        if !fields.is_empty() {
            let stands_in = self.lang.other();
            self.find(Severity::Warning, product, FindingKind::MissingLanguage { fields, stands_in });
        }
    }

    /// The description, as long as its place is.
    fn text(&mut self, product: &Product, space: &BlockSpace) -> PageText {
        if space.text == 0 {
            return PageText::default();
        }
        self.cut(product, self.words(&product.description), space.text)
    }

    /// A text cut at a sentence to what its place holds, and said so.
    fn cut(&mut self, product: &Product, whole: PageText, room: usize) -> PageText {
        let cut = PageText {
            first: shorten(&whole.first, room),
            second: shorten(&whole.second, room),
            fallback: whole.fallback.clone(),
            lang: whole.lang,
        };
        if cut.first != whole.first || cut.second != whole.second {
            self.find(Severity::Warning, product, FindingKind::TextCut);
        }
        cut
    }
}

/// The products of the first list are what the catalogue is for; they always get a full block.
fn is_founding(catalog: &Catalog, product: &Product) -> bool {
    catalog.selections.first().is_some_and(|list| list.products.contains(&product.id))
}

/// Nothing but its name is known: it stands in a list of names.
pub(super) fn is_named_only(catalog: &Catalog, product: &Product) -> bool {
    known(product) == 0 && product.summary.is_empty() && product.photos.is_empty() && !is_founding(catalog, product)
}

/// How many facts beyond name and sentence are known.
fn known(product: &Product) -> usize {
    [
        !product.prices.is_empty(),
        product.capacity.is_some(),
        product.min_order.is_some(),
        product.net_content.is_some(),
        product.shelf_life.is_some(),
        product.certifications.iter().any(|one| one.status == CertificationStatus::Held),
        !product.description.is_empty(),
        !product.materials.is_empty(),
        !product.process.is_empty(),
        !product.usage.is_empty(),
        !product.variants.is_empty(),
        !product.awards.is_empty(),
        !product.photos.is_empty(),
    ]
    .into_iter()
    .filter(|known| *known)
    .count()
}

/// At most `room` characters, ending with a sentence where one ends in the last half, else with a word and an ellipsis.
fn shorten(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let cut: String = text.chars().take(room).collect();
    let sentence = cut.rfind(". ").filter(|at| *at > cut.len() / 2).and_then(|at| cut.get(..=at));
    if let Some(sentence) = sentence {
        return sentence.to_owned();
    }
    let word = cut.rfind(' ').and_then(|at| cut.get(..at)).unwrap_or(&cut);
    format!("{}…", word.trim_end_matches([',', ';', ':', ' ']))
}
