//! Catalogues for measuring: any number of products, skewed like real ones, the same from the same seed.

use std::sync::Arc;

use etalase::model::{
    Amount, Catalog, CatalogInfo, Category, Certification, CertificationKind, CertificationStatus, Contact,
    PartialDate, Period, Photo, Price, Producer, Product, RegionCode, Status, Text,
};
use etalase::regions;

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Small numbers far more often than large ones, as in real lists.
    fn skewed(&mut self, end: usize) -> usize {
        self.below(end).min(self.below(end)).min(self.below(end))
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.skewed(list.len())]
    }
}

const GOODS: [(&str, &str); 24] = [
    ("Keripik singkong", "Cassava chips"),
    ("Madu kelulut", "Stingless-bee honey"),
    ("Batik tulis", "Hand-drawn batik"),
    ("Kopi bubuk", "Ground coffee"),
    ("Gula aren", "Palm sugar"),
    ("Amplang ikan", "Fish crackers"),
    ("Anyaman rotan", "Rattan weaving"),
    ("Sambal", "Chilli relish"),
    ("Cokelat batang", "Chocolate bar"),
    ("Arang briket", "Charcoal briquettes"),
    ("Minyak kelapa", "Coconut oil"),
    ("Abon ikan", "Fish floss"),
    ("Tenun ikat", "Ikat weaving"),
    ("Jahe bubuk", "Ginger powder"),
    ("Kerupuk udang", "Prawn crackers"),
    ("Dodol nanas", "Pineapple dodol"),
    ("Teh daun", "Leaf tea"),
    ("Beras merah", "Red rice"),
    ("Tas purun", "Reed bag"),
    ("Sirup markisa", "Passion-fruit syrup"),
    ("Ikan asap", "Smoked fish"),
    ("Manik-manik", "Beadwork"),
    ("Sabun herbal", "Herbal soap"),
    ("Lampit", "Rattan mat"),
];
const WORDS: [(&str, &str); 20] = [
    ("asli", "genuine"),
    ("pedas", "spicy"),
    ("hutan", "forest"),
    ("alami", "natural"),
    ("kering", "dried"),
    ("manis", "sweet"),
    ("tradisional", "traditional"),
    ("gurih", "savoury"),
    ("pilihan", "selected"),
    ("segar", "fresh"),
    ("kelompok", "group"),
    ("perempuan", "women"),
    ("sungai", "river"),
    ("gunung", "mountain"),
    ("panen", "harvest"),
    ("tangan", "hand"),
    ("warna", "colour"),
    ("kemasan", "packed"),
    ("daun", "leaf"),
    ("laut", "sea"),
];
const NAMES: [&str; 24] = [
    "Bu Siti",
    "Pak Budi",
    "Mekar Sari",
    "Sumber Rejeki",
    "Bu Aminah",
    "Karya Bersama",
    "Harapan",
    "Melati",
    "Borneo",
    "Mahakam",
    "Lestari",
    "Bu Yuli",
    "Maju Jaya",
    "Sejahtera",
    "Pak Darto",
    "Kenanga",
    "Rukun",
    "Berkah",
    "Sinar Pagi",
    "Dayak",
    "Bu Ningsih",
    "Anggrek",
    "Tunas Muda",
    "Cahaya",
];
const CATEGORIES: [(&str, &str); 6] = [
    ("makanan", "Food"),
    ("camilan", "Snacks"),
    ("wastra", "Textiles"),
    ("kerajinan", "Crafts"),
    ("minuman", "Drinks"),
    ("lain", "Other"),
];

fn sentence(dice: &mut Dice, words: usize) -> Text {
    let (mut id, mut en) = (String::new(), String::new());
    for at in 0..words {
        let (one, other) = dice.of(&WORDS);
        if at > 0 {
            id.push(' ');
            en.push(' ');
        }
        id.push_str(one);
        en.push_str(other);
    }
    Text::new(format!("{id}."), format!("{en}."))
}

/// Whole districts, one after the other from many provinces, until there are enough places.
fn villages(count: usize) -> Vec<String> {
    let provinces = regions::provinces();
    let mut villages: Vec<String> = Vec::new();
    for turn in 0.. {
        let before = villages.len();
        for province in &provinces {
            let regencies = province.children();
            let Some(regency) = regencies.get(turn) else { continue };
            for district in regency.children() {
                villages.extend(district.children().into_iter().map(|village| village.code()));
                if villages.len() >= count.max(1) {
                    return villages;
                }
            }
        }
        if villages.len() == before {
            break;
        }
    }
    villages
}

/// Most products know their village, many come from one that has others, and some only say a district or a regency.
fn origin(dice: &mut Dice, villages: &[String], at: usize) -> RegionCode {
    let code = if dice.chance(20) { dice.skewed(villages.len()) } else { at % villages.len() };
    let code = RegionCode::new(&villages[code]);
    match dice.below(100) {
        0..=11 => code.cut(3),
        12..=19 => code.cut(2),
        20 => RegionCode::default(),
        _ => code,
    }
}

/// `count` products of nearly as many villages, and a producer for every three. Photos are files `foto-<n>.jpg`.
pub fn catalog(count: usize, photos: usize) -> Catalog {
    let mut dice = Dice::new(count as u64 + 7);
    let villages = villages(count);
    let producers: Vec<Arc<Producer>> = (0..count.div_ceil(3))
        .map(|at| {
            let kind = *dice.of(&["UMKM", "KWT", "BUMDes", "Kelompok Tani", "Koperasi", "CV"]);
            let (word, _) = dice.of(&WORDS);
            let name = dice.of(&NAMES);
            let whatsapp = if dice.chance(60) { format!("0812{:08}", dice.below(100_000_000)) } else { String::new() };
            let story = if dice.chance(25) { sentence(&mut dice, 25) } else { Text::default() };
            Arc::new(Producer {
                id: format!("produsen-{at}").as_str().into(),
                name: format!("{kind} {word} {name} {at}"),
                origin: RegionCode::new(&villages[at * 3 % villages.len()]),
                whatsapp,
                story,
                ..Producer::default()
            })
        })
        .collect();
    let products = (0..count).map(|at| {
        let product = product(&mut dice, &villages, &producers[at / 3], at, photos);
        (product.id.clone(), Arc::new(product))
    });
    let products = products.collect();
    let info = CatalogInfo {
        id: format!("made-{count}"),
        title: Text::new("Katalog ukur", "Measured catalogue"),
        booth_contact: Some(Contact { name: "Stan 1".into(), whatsapp: "081234567890".into(), ..Contact::default() }),
        ..CatalogInfo::default()
    };
    let category = |(id, en): &(&str, &str)| Category { id: (*id).into(), name: Text::new(*id, *en) };
    Catalog {
        info: Arc::new(info),
        categories: CATEGORIES.iter().map(category).collect::<Vec<_>>().into(),
        producers: producers.into_iter().map(|one| (one.id.clone(), one)).collect(),
        products,
        ..Catalog::default()
    }
}

/// About half of what could be known, as in real catalogues.
fn product(dice: &mut Dice, villages: &[String], producer: &Producer, at: usize, photos: usize) -> Product {
    let (id, en) = dice.of(&GOODS);
    let (word, english) = dice.of(&WORDS);
    let name = dice.of(&NAMES);
    let mut product = Product {
        id: format!("produk-{at:06}").as_str().into(),
        name: Text::new(format!("{id} {word} {name}"), format!("{en}, {english}, {name}")),
        category: dice.of(&CATEGORIES).0.into(),
        producer: Some(producer.id.clone()),
        origin: origin(dice, villages, at),
        summary: sentence(dice, 9),
        status: if dice.chance(95) { Status::Ready } else { Status::Draft },
        ..Product::default()
    };
    if dice.chance(60) {
        product.description = sentence(dice, 30);
    }
    if dice.chance(40) {
        product.materials = sentence(dice, 4);
    }
    if dice.chance(30) {
        product.brand = format!("{name} {}", at % 97);
    }
    if dice.chance(35) {
        product.tags.push((*dice.of(&["Desa Wisata", "Desa Adat", "Desa Ekspor", "oleh-oleh"])).to_owned());
    }
    if dice.chance(50) {
        product.prices.push(Price {
            amount: (5 + dice.below(200) as i64) * 1_000,
            currency: "IDR".into(),
            unit: "bungkus".into(),
            as_of: PartialDate::new("2026-06"),
            ..Price::default()
        });
    }
    if dice.chance(40) {
        let min = (10 + dice.below(400)).into();
        product.capacity =
            Some(Amount { min: Some(min), unit: "kg".into(), per: Some(Period::Month), ..Amount::default() });
    }
    if dice.chance(30) {
        let kind = if dice.chance(50) { CertificationKind::Halal } else { CertificationKind::Pirt };
        let status = CertificationStatus::Held;
        product.certifications.push(Certification { kind, status, ..Certification::default() });
    }
    if photos > 0 {
        let file = format!("foto-{}.jpg", at % photos);
        product.photos.push(Photo { file, alt: Text::new("Foto", "Photo"), ..Photo::default() });
    }
    product
}
