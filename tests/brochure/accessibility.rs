//! What readers aloud are told: the structure of the pages, the language of each passage, and what stands for a picture.

use etalase::brochure::{Buyer, FindingKind};
use etalase::model::{
    BrochureSettings, CatalogInfo, Layout, PartialDate, Photo, Price, PrintLang, Product, Standard, Status, Text,
};
use etalase::text::Severity;

use crate::layouts::{SHIPPED, made, no_photos, request, set};

/// The structure tree in reading order: role, alternative text.
fn structure(document: &lopdf::Document) -> Vec<(String, Option<String>)> {
    fn walk(document: &lopdf::Document, object: &lopdf::Object, found: &mut Vec<(String, Option<String>)>) {
        match object {
            lopdf::Object::Reference(id) => {
                if let Ok(object) = document.get_object(*id) {
                    walk(document, object, found);
                }
            }
            lopdf::Object::Array(list) => list.iter().for_each(|one| walk(document, one, found)),
            lopdf::Object::Dictionary(dict) => {
                if let Ok(role) = dict.get(b"S").and_then(|role| role.as_name()) {
                    let alt = dict.get(b"Alt").ok().map(|alt| lopdf::decode_text_string(alt).unwrap_or_default());
                    found.push((String::from_utf8_lossy(role).into_owned(), alt));
                }
                if let Ok(kids) = dict.get(b"K") {
                    walk(document, kids, found);
                }
            }
            _ => {}
        }
    }
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut found = Vec::new();
    walk(document, root, &mut found);
    found
}

#[test]
fn a_figure_follows_the_heading_of_its_product() {
    let (photos, catalog) = &*SHIPPED;
    let buyer = Some(Buyer { name: "Ani".to_owned(), ..Buyer::default() });
    // A buyer's list has a heading of its own before those of its products.
    for (layout, count, headings) in [(Layout::Catalog, 2, 2), (Layout::Sheet, 2, 1), (Layout::Poster, 1, 1)] {
        let mut request = request(catalog, BrochureSettings { layout, per_page: 1, ..Default::default() });
        request.products.truncate(count);
        request.buyer = buyer.clone().filter(|_| layout == Layout::Catalog);
        let document = lopdf::Document::load_mem(&set(&request, photos).pdf().unwrap()).unwrap();
        let tree = structure(&document);
        let before = tree.iter().take_while(|(role, _)| role != "Figure");
        let found = before.filter(|(role, _)| role.starts_with('H')).count();
        assert_eq!(found, headings, "{layout:?}: {tree:?}");
    }
}

/// Languages that pieces of the pages are said to be in, other than the document's.
fn passages(document: &lopdf::Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |dict: &lopdf::Dictionary| {
        if let Ok(lang) = dict.get(b"Lang").and_then(|lang| lang.as_str()) {
            found.push(String::from_utf8_lossy(lang).into_owned());
        }
    };
    for object in document.objects.values().filter_map(|object| object.as_dict().ok()) {
        if !object.has_type(b"Catalog") {
            add(object);
        }
    }
    for page in document.page_iter() {
        for operation in document.get_and_decode_page_content(page).unwrap().operations {
            operation.operands.iter().filter_map(|one| one.as_dict().ok()).for_each(&mut add);
        }
    }
    found
}

#[test]
fn words_in_the_second_language_say_which_it_is() {
    let (_, catalog) = &*SHIPPED;
    for layout in Layout::ALL {
        let [id, both] = [PrintLang::Id, PrintLang::Both].map(|lang| {
            let mut request = request(catalog, BrochureSettings { layout, lang, ..Default::default() });
            request.products.truncate(6);
            passages(&lopdf::Document::load_mem(&set(&request, &no_photos()).pdf().unwrap()).unwrap())
        });
        assert!(!id.iter().any(|lang| lang.starts_with("en")), "{layout:?} {id:?}");
        assert!(both.iter().any(|lang| lang.starts_with("en")), "{layout:?} {both:?}");
    }
}

#[test]
fn a_product_heads_every_row_of_its_prices() {
    let price = |amount: i64| Price {
        amount,
        currency: "IDR".to_owned(),
        as_of: PartialDate("2025-03".to_owned()),
        ..Price::default()
    };
    let product = Product {
        id: "madu".into(),
        name: Text::new("Madu", ""),
        prices: vec![price(25_000), price(45_000), price(80_000)],
        status: Status::Ready,
        ..Product::default()
    };
    let catalog = made([product], CatalogInfo::default());
    let settings = BrochureSettings { layout: Layout::PriceList, ..Default::default() };
    let document = lopdf::Document::load_mem(&set(&request(&catalog, settings), &no_photos()).pdf().unwrap()).unwrap();
    let count = |wanted: &str| structure(&document).iter().filter(|(role, _)| role == wanted).count();
    // Four columns have a heading, and one product; no row begins with an empty cell.
    assert_eq!((count("TH"), count("TD")), (5, 9));
}

fn contains(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|part| part == what.as_bytes())
}

#[test]
fn files_promise_accessibility_and_keep_what_a_structure_tree_can_show() {
    let (photos, catalog) = &*SHIPPED;
    for layout in Layout::ALL {
        let mut request = request(catalog, BrochureSettings { layout, lang: PrintLang::En, ..Default::default() });
        request.products.truncate(14);
        let pdf = set(&request, photos).pdf().unwrap();
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let root = document.catalog().unwrap();
        assert!(root.get(b"Lang").unwrap().as_str().unwrap().starts_with(b"en"), "{layout:?}");
        assert!(root.has(b"MarkInfo"), "{layout:?}");
        let metadata = document.get_object(root.get(b"Metadata").unwrap().as_reference().unwrap()).unwrap();
        let xmp = metadata.as_stream().unwrap().get_plain_content().unwrap_or_default();
        assert!(contains(&xmp, "pdfuaid:part"), "{layout:?} says PDF/UA");
        let tree = structure(&document);
        let figures: Vec<_> = tree.iter().filter(|(role, _)| role == "Figure").collect();
        assert!(figures.iter().all(|(_, alt)| alt.as_ref().is_some_and(|alt| !alt.is_empty())), "{layout:?}");
        assert!(matches!(layout, Layout::PriceList | Layout::Tags) || !figures.is_empty(), "{layout:?} has pictures");
        let levels: Vec<u32> = tree.iter().filter_map(|(role, _)| role.strip_prefix('H')?.parse().ok()).collect();
        assert_eq!(levels.first(), Some(&1), "{layout:?} {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{layout:?} leaves out a level: {levels:?}");
        if layout == Layout::PriceList {
            assert!(tree.iter().any(|(role, _)| role == "TH") && tree.iter().any(|(role, _)| role == "TD"));
        }
    }
}

#[test]
fn an_archive_file_says_so_and_a_photo_without_alternative_text_takes_the_promise_back() {
    let (photos, catalog) = &*SHIPPED;
    let mut request = request(catalog, BrochureSettings { standard: Standard::A2b, ..Default::default() });
    request.products.truncate(3);
    let pdf = set(&request, photos).pdf().unwrap();
    assert!(contains(&pdf, "pdfaid:part"));
    let mut product =
        Product { id: "a".into(), name: Text::new("Madu", ""), status: Status::Ready, ..Product::default() };
    product.photos.push(Photo { file: "a.jpg".into(), ..Photo::default() });
    let catalog = made([product], CatalogInfo::default());
    let settings = |standard| BrochureSettings { standard, ..Default::default() };
    let pages = set(&self::request(&catalog, settings(Standard::Auto)), &no_photos());
    assert!(!contains(&pages.pdf().unwrap(), "pdfuaid:part"));
    let without = |one: &etalase::brochure::Finding| matches!(one.kind, FindingKind::PhotoWithoutAlt { .. });
    assert!(pages.findings().iter().any(|one| without(one) && one.severity == Severity::Hint));
    let pages = set(&self::request(&catalog, settings(Standard::Ua1)), &no_photos());
    assert!(pages.findings().iter().any(|one| without(one) && one.severity == Severity::Error));
}

fn dictionary<'a>(document: &'a lopdf::Document, object: &'a lopdf::Object) -> Option<&'a lopdf::Dictionary> {
    match object {
        lopdf::Object::Reference(id) => document.get_dictionary(*id).ok(),
        lopdf::Object::Dictionary(dict) => Some(dict),
        _ => None,
    }
}

/// The language of an element: its own, or that of what it stands in.
fn language(document: &lopdf::Document, element: &lopdf::Dictionary) -> String {
    let own = element.get(b"Lang").and_then(|lang| lang.as_str()).ok();
    let around = || element.get(b"P").ok().and_then(|parent| dictionary(document, parent));
    match (own, around()) {
        (Some(lang), _) => String::from_utf8_lossy(lang).into_owned(),
        (None, Some(parent)) => language(document, parent),
        (None, None) => language(document, document.catalog().unwrap()),
    }
}

/// The elements of a role, each with the roles of what is directly in it.
fn elements(document: &lopdf::Document, role: &str) -> Vec<Vec<String>> {
    let role_of = |dict: &lopdf::Dictionary| {
        let role = dict.get(b"S").and_then(|role| role.as_name()).ok()?;
        Some(String::from_utf8_lossy(role).into_owned())
    };
    let all = document.objects.values().filter_map(|object| object.as_dict().ok());
    let wanted = all.filter(|one| one.has_type(b"StructElem") && role_of(one).as_deref() == Some(role));
    let inside = wanted.map(|one| match one.get(b"K") {
        Ok(lopdf::Object::Array(list)) => {
            list.iter().filter_map(|one| dictionary(document, one)).filter_map(role_of).collect()
        }
        Ok(one) => dictionary(document, one).and_then(role_of).into_iter().collect(),
        Err(_) => Vec::new(),
    });
    inside.collect()
}

#[test]
fn contents_and_index_are_tagged_as_such() {
    let (photos, catalog) = &*SHIPPED;
    for lang in [PrintLang::Id, PrintLang::Both] {
        let settings = BrochureSettings { standard: Standard::Ua1, lang, ..Default::default() };
        let request = request(catalog, settings);
        let document = lopdf::Document::load_mem(&set(&request, photos).pdf().unwrap()).unwrap();
        let regencies: std::collections::BTreeSet<_> =
            request.products.iter().map(|id| catalog.products[id].origin.cut(2)).collect();
        let contents = elements(&document, "TOC");
        assert!(contents.iter().flatten().all(|role| role == "TOCI"), "{contents:?}");
        assert_eq!(contents.iter().flatten().count(), regencies.len(), "{lang:?}");
        let entries = elements(&document, "TOCI");
        assert!(entries.iter().all(|inside| inside == &["P"]), "{entries:?}");
        let index = elements(&document, "Index");
        assert_eq!(index.len(), 1, "{lang:?}");
        assert!(index[0].len() > catalog.products.len(), "{lang:?}: {}", index[0].len());
        assert!(elements(&document, "BlockQuote").is_empty());
    }
}

#[test]
fn what_stands_for_a_picture_says_its_language() {
    let (photos, catalog) = &*SHIPPED;
    let mut product = catalog.products.values().find(|one| !one.photos.is_empty()).unwrap().as_ref().clone();
    product.photos[0].alt = Text::new("Madu dalam botol", "");
    let langs = |lang: PrintLang| {
        let catalog = made([product.clone()], CatalogInfo::default());
        let request = request(&catalog, BrochureSettings { layout: Layout::Sheet, lang, ..Default::default() });
        let document = lopdf::Document::load_mem(&set(&request, photos).pdf().unwrap()).unwrap();
        let all = document.objects.values().filter_map(|object| object.as_dict().ok());
        let text = |alt: &lopdf::Object| lopdf::decode_text_string(alt).unwrap_or_default();
        let pictures = all.filter(|one| one.get(b"Alt").is_ok_and(|alt| text(alt) == "Madu dalam botol"));
        pictures.map(|one| language(&document, one)).collect::<Vec<_>>()
    };
    assert_eq!([PrintLang::Id, PrintLang::En, PrintLang::Both].map(langs), [["id"], ["id"], ["id"]]);
}
