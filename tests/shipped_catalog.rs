//! The shipped catalogue holds what its sources state and nothing else: it reads and writes back to the same bytes, every
//! reference resolves, every product names its sources, and nothing is in it that may not be printed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use etalase::model::{
    Catalog, CertificationStatus, OrganizerRole, PartialDate, PriceBasis, ProblemKind, Product, RegionCode, Status,
    Text, check,
};
use etalase::regions::Region;
use etalase::store::{Access, Folder, open, write_catalog};
use etalase::text::Lang;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog")
}

fn file() -> String {
    std::fs::read_to_string(folder().join("catalog.ron")).unwrap()
}

fn shipped() -> Catalog {
    let opened = open(&Folder::new(folder()), true).unwrap();
    assert_eq!(opened.problems, []);
    assert!(matches!(opened.access, Access::Sample));
    opened.catalog
}

fn id(product: &Product) -> &str {
    product.id.as_str()
}

fn texts(text: &Text) -> [&str; 2] {
    [&text.id, &text.en]
}

/// Everything of a product that a buyer may read, in both languages.
fn shown(product: &Product) -> Vec<&str> {
    let single = [
        &product.name,
        &product.summary,
        &product.description,
        &product.materials,
        &product.process,
        &product.usage,
        &product.storage,
        &product.packaging,
    ];
    let awards = product.awards.iter().map(|award| &award.title);
    let prices = product.prices.iter().map(|price| &price.note);
    single
        .into_iter()
        .chain(&product.variants)
        .chain(&product.markets)
        .chain(awards)
        .chain(prices)
        .flat_map(texts)
        .chain([product.brand.as_str(), &product.dimensions, &product.place])
        .filter(|text| !text.is_empty())
        .collect()
}

/// Runs of at least nine digits, spaces, dashes and the like between them allowed, that start as an Indonesian telephone
/// number does.
fn phone_like(text: &str) -> Option<String> {
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        match c {
            '0'..='9' | '+' => run.push(c),
            ' ' | '-' | '.' | '(' | ')' => {}
            _ => {
                let digits = run.trim_start_matches('+');
                let starts = digits.starts_with('0') || digits.starts_with("628");
                if digits.len() >= 9 && (starts || run.starts_with('+')) {
                    return Some(run);
                }
                run.clear();
            }
        }
    }
    None
}

#[test]
fn it_is_written_back_to_the_same_bytes() {
    let written = write_catalog(&shipped()).unwrap();
    let file = file();
    // A line by itself says more than a hundred kilobytes side by side.
    for (at, (is, would_be)) in file.lines().zip(written.lines()).enumerate() {
        assert_eq!(is, would_be, "line {}", at + 1);
    }
    assert_eq!(file, written);
}

#[test]
fn every_reference_resolves() {
    let catalog = shipped();
    for product in catalog.products.values() {
        assert!(catalog.category(&product.category).is_some(), "{}: category {:?}", id(product), product.category);
        if product.producer.is_some() {
            assert!(catalog.producer_of(product).is_some(), "{}", id(product));
        }
    }
    let used: BTreeSet<_> = catalog.products.values().filter_map(|product| product.producer.clone()).collect();
    for producer in catalog.producers.keys() {
        assert!(used.contains(producer), "{producer} makes nothing");
    }
    for selection in catalog.selections.iter() {
        for product in &selection.products {
            assert!(catalog.products.contains_key(product), "{product}");
        }
    }
}

#[test]
fn every_origin_is_a_known_region_and_agrees_with_its_producer() {
    let catalog = shipped();
    for product in catalog.products.values() {
        assert!(Region::by_code(product.origin.as_str()).is_some(), "{}: {:?}", id(product), product.origin);
        if let Some(producer) = catalog.producer_of(product) {
            assert_eq!(producer.origin, product.origin, "{}", id(product));
        }
    }
}

#[test]
fn a_village_code_has_the_name_that_the_sources_give() {
    let catalog = shipped();
    let villages = [
        ("coklat-lung-anai", "Lung Anai"),
        ("briket-arang-pepara", "Pepara"),
        ("kripik-kalbana", "Selangkau"),
        ("batik-sekar-buen", "Bangun Mulya"),
        ("batik-semoi-nusantara", "Argo Mulyo"),
        ("batik-bulau-sayang", "Nenang"),
        ("madu-kelulut-nyungen-jaya", "Rantau Atas"),
        ("madu-kelulut-teluk-dalam", "Teluk Dalam"),
        ("ecoprint-petangis", "Petangis"),
        ("olahan-nipah", "Muara Badak Ulu"),
        ("gula-minta", "Minta"),
        ("kompos-memahak-ulu", "Memahak Ulu"),
        ("anyaman-purun-sabintulung", "Sabintulung"),
        ("batik-putri-maluang", "Maluang"),
        ("gula-aren-dumaring", "Dumaring"),
        ("ecoprint-bruwun-geulis", "Karya Jaya"),
        ("ikan-salai-teluk-muda", "Teluk Muda"),
        ("gula-aren-tuana-tuha", "Tuana Tuha"),
        ("kerupuk-haruan-muara-muntai", "Muara Muntai Ilir"),
        ("minyak-kemiri-muara-langon", "Muara Langon"),
        ("amplang-bengellus-bohe-silian", "Bohe Silian"),
        ("ulap-kriookng", "Linggang Melapeh"),
        ("keripik-ubi-mendik-makmur", "Mendik Makmur"),
        ("beras-gunung-muara-payang", "Muara Payang"),
        ("sambal-takalo-tepian-batang", "Tepian Batang"),
        ("amplang-bulan-bulan", "Pulau Derawan"),
        ("baju-kumut-sambaliung", "Sambaliung"),
        ("amplang-bengalon", "Sepaso"),
        ("bubuk-coklat-karangan-hilir", "Karangan Hilir"),
        ("sampo-herbal-juaq-asa", "Juaq Asa"),
        ("rajutan-tri-pariq-makmur", "Tri Pariq Makmur"),
        ("tenun-ikat-parengan", "Parengan"),
        ("batik-gedog-melati-mekar", "Margorejo"),
        ("batik-gedog-sekar-ayu", "Kedungrejo"),
        ("manik-manik-plumbon-gambang", "Plumbon Gambang"),
        ("kendang-jimbe-minggirsari", "Minggirsari"),
        ("jahe-punjung", "Punjung"),
        ("gula-aren-temon", "Temon"),
        ("arang-batok-guyung", "Guyung"),
        ("madu-madakaripura", "Lumbang"),
        ("sambal-dapur-haidar", "P. Mandangin"),
        ("batik-candi", "Candimulyo"),
        ("sarung-tenun-wedani", "Wedani"),
        ("kopi-kare", "Kare"),
    ];
    for (product, village) in villages {
        let origin = &catalog.products[product].origin;
        assert_eq!(origin.depth(), 4, "{product}");
        let region = Region::by_code(origin.as_str()).unwrap();
        assert_eq!(region.name(), village, "{product} {origin}");
    }
}

#[test]
fn every_product_names_its_sources_with_their_dates() {
    for product in shipped().products.values() {
        assert!(!product.sources.is_empty(), "{}", id(product));
        for source in &product.sources {
            assert!(!source.title.trim().is_empty(), "{}", id(product));
            // Where the page shows no date, the title says so rather than giving an invented one.
            if source.date.is_empty() {
                assert!(source.title.contains("tanpa tanggal"), "{}: {}", id(product), source.title);
            } else {
                let day = source.date.first_day();
                assert!(day.is_some(), "{}: {:?}", id(product), source.date);
            }
            if !source.url.is_empty() {
                assert!(source.url.starts_with("https://"), "{}", source.url);
            }
        }
    }
}

#[test]
fn prices_and_awards_are_dated() {
    let dated = |date: &PartialDate| date.first_day().is_some();
    for product in shipped().products.values() {
        for price in &product.prices {
            assert!(dated(&price.as_of), "{}", id(product));
            assert_eq!(price.currency, "IDR", "{}", id(product));
            assert!(price.amount > 0, "{}", id(product));
            if let Some(max) = price.amount_max {
                assert!(max > price.amount, "{}", id(product));
            }
        }
        for award in &product.awards {
            assert!(dated(&award.date), "{}", id(product));
        }
        for amount in product.capacity.iter().chain(&product.net_content) {
            assert!(!amount.unit.is_empty(), "{}", id(product));
            assert!(amount.first().is_some(), "{}", id(product));
            assert!(amount.max.is_none_or(|max| amount.min.is_none_or(|min| max > min)), "{}", id(product));
        }
    }
}

#[test]
fn no_telephone_number_is_in_it() {
    let catalog = shipped();
    for producer in catalog.producers.values() {
        assert_eq!(producer.whatsapp, "", "{}", producer.name);
        assert_eq!(producer.phone, "", "{}", producer.name);
    }
    assert!(catalog.info.booth_contact.is_none());
    for (at, line) in file().lines().enumerate() {
        let line = line.trim();
        // Addresses of pages carry article numbers.
        if !line.starts_with("url:") {
            assert_eq!(phone_like(line), None, "line {}: {line}", at + 1);
        }
    }
}

#[test]
fn a_telephone_number_would_be_noticed() {
    for text in ["WA 0812-3456-7890", "+62 812 3456 7890", "(0542) 123 4567"] {
        assert!(phone_like(text).is_some(), "{text}");
    }
    for text in ["pukul 06.30 dan 16.00", "Rp1.250.000", "64.02.02.2010"] {
        assert_eq!(phone_like(text), None, "{text}");
    }
}

#[test]
fn nothing_shown_claims_health_or_to_be_the_only_one() {
    // Claims that Indonesian rules on food advertising forbid without proof on the label, and their English.
    let claims = [
        "menyembuh",
        "mencegah",
        "kanker",
        "mengobati",
        "obat",
        "berkhasiat",
        "khasiat",
        "antioksidan",
        "imun",
        "diabetes",
        "kolesterol",
        "menyehatkan",
        "sehat",
        "bergizi",
        "satu-satunya",
        "terbaik",
        "terenak",
        "cure",
        "heal",
        "prevent",
        "cancer",
        "medicin",
        "antioxidant",
        "immun",
        "remedy",
        "nutritious",
        "the only",
        "the best",
    ];
    let catalog = shipped();
    let stories =
        catalog.producers.values().flat_map(|producer| texts(&producer.story).map(|text| (producer.id.as_str(), text)));
    let products = catalog
        .products
        .values()
        .flat_map(|product| shown(product).into_iter().map(|text| (product.id.as_str(), text)));
    for (record, text) in products.chain(stories) {
        let lower = text.to_lowercase();
        for claim in claims {
            assert!(!lower.contains(claim), "{record}: {claim:?} in {text:?}");
        }
    }
}

#[test]
fn what_is_shown_stands_in_both_languages() {
    for product in shipped().products.values() {
        for text in [&product.summary, &product.description, &product.materials, &product.process] {
            assert_eq!(text.id.is_empty(), text.en.is_empty(), "{}: {text:?}", id(product));
        }
        assert!(!product.summary.is_empty(), "{}", id(product));
        // Its meaning is unknown, so it is not translated.
        if id(product) != "kripik-esa-masin-paser" {
            assert!(!product.name.en.is_empty(), "{}", id(product));
        }
    }
}

#[test]
fn the_founding_products_stand_in_the_order_of_the_article() {
    let catalog = shipped();
    let selection = catalog.selection(&"dipamerkan-8-mei-2025".into()).unwrap();
    assert_eq!(selection.name.id, "Dipamerkan 8 Mei 2025");
    assert_eq!(selection.name.en, "Exhibited 8 May 2025");
    let ids: Vec<&str> = selection.products.iter().map(|id| id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "arang-briket",
            "batik-eco-print",
            "batik-tulis",
            "kripik-kalbana",
            "patin-asap",
            "madu-kelulut-asli",
            "coklat-lung-anai",
            "kripik-esa-masin-paser",
        ]
    );
    for product in ids {
        assert_eq!(catalog.products[product].status, Status::Ready, "{product}");
    }
}

#[test]
fn the_provinces_have_as_many_products_as_the_sources_name() {
    let catalog = shipped();
    let mut counts: BTreeMap<(RegionCode, Status), usize> = BTreeMap::new();
    for product in catalog.products.values() {
        *counts.entry((product.origin.cut(1), product.status)).or_default() += 1;
    }
    let counts: Vec<_> =
        counts.iter().map(|((province, status), count)| (province.as_str(), *status, *count)).collect();
    assert_eq!(
        counts,
        [("35", Status::Draft, 2), ("35", Status::Ready, 13), ("64", Status::Draft, 10), ("64", Status::Ready, 32)]
    );
}

#[test]
fn a_basis_stands_only_where_a_source_says_it() {
    let catalog = shipped();
    let said = catalog
        .products
        .values()
        .flat_map(|product| product.prices.iter().filter_map(|price| Some((id(product), price.basis?))));
    let said: Vec<_> = said.collect();
    assert_eq!(said, [("batik-sekar-buen", PriceBasis::Promo), ("ecoprint-bruwun-geulis", PriceBasis::Reseller)]);
}

#[test]
fn what_sources_call_up_to_is_no_minimum() {
    let catalog = shipped();
    let most = |id: &str| {
        let capacity = catalog.products[id].capacity.clone().unwrap();
        (capacity.min, capacity.words(Lang::Id).replace('\u{a0}', " "))
    };
    assert_eq!(most("gula-minta"), (None, "hingga 200 kg per minggu (2024)".into()));
    assert_eq!(most("arang-batok-guyung"), (None, "hingga 200 kg per hari (2023)".into()));
    assert_eq!(most("kendang-jimbe-minggirsari"), (None, "hingga 300 buah per hari (2021)".into()));
    assert_eq!(catalog.products["batik-gedog-melati-mekar"].capacity, None);
}

#[test]
fn it_names_no_protected_species() {
    let problems = check(&shipped(), &|_| None, jiff::civil::Date::constant(2026, 11, 29));
    let bad = problems
        .iter()
        .filter(|one| matches!(one.kind, ProblemKind::ProtectedSpecies { .. } | ProblemKind::HealthClaim { .. }));
    assert_eq!(bad.count(), 0);
}

#[test]
fn only_these_certificates_are_held() {
    let catalog = shipped();
    let held: Vec<String> = catalog
        .products
        .values()
        .flat_map(|product| {
            let held =
                product.certifications.iter().filter(|certification| certification.status == CertificationStatus::Held);
            held.map(|certification| format!("{} {:?}", product.id, certification.kind))
        })
        .collect();
    assert_eq!(
        held,
        [
            "coklat-lung-anai Nib",
            "coklat-lung-anai Pirt",
            "coklat-lung-anai Halal",
            "gula-minta Halal",
            "ulap-kriookng Copyright",
        ]
    );
}

#[test]
fn the_event_and_the_agreement_are_those_of_the_article() {
    let info = shipped().info;
    let event = info.event.as_ref().unwrap();
    assert_eq!(event.date, PartialDate::new("2025-05-08"));
    assert_eq!(event.time_zone, "Asia/Makassar");
    assert_eq!(event.venue, "Swiss-Belhotel Balikpapan");
    assert_eq!(event.agreements[0].numbers, ["100.3.7.1/15/PKS/B.POD-III/2025", "100.3.7.1/243/PKS/011.3/2025"]);
    let title = "Kesepakatan Bersama tentang Kerja Sama Pemberdayaan Masyarakat dan Pemerintahan Desa";
    assert_eq!(event.agreements[0].title.id, title);
    let organizer = info.organizer.as_ref().unwrap();
    // The trade offices of both provinces held the mission.
    assert_eq!(organizer.role, OrganizerRole::Compiler);
    assert_eq!(organizer.hours.id, "Senin–Jumat 08.00–16.00 WITA");
}
