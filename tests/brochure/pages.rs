//! Brochures read back: pages, text, fonts, codes, and the same bytes twice.

use std::ops::ControlFlow;
use std::sync::Arc;

use etalase::brochure::{BrochureError, Buyer, FindingKind, Pages, PhotoSource, Request, Stage, compose};
use etalase::model::{
    BrochureSettings, Catalog, CatalogInfo, Contact, Price, PrintLang, Product, ProductId, Status, Text,
};
use etalase::store::{self, Folder};
use etalase::text::{Explain as _, Lang};

fn shipped() -> (Folder, Arc<Catalog>) {
    let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/catalog"));
    let catalog = store::open(&folder, true).unwrap().catalog;
    (folder, Arc::new(catalog))
}

fn photos(folder: Folder) -> PhotoSource {
    let cache = tempfile::tempdir().unwrap();
    let folder = folder.with_cache(cache.path());
    Arc::new(move |file, crop, wanted| {
        let _keep = &cache;
        folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px).map_err(|error| error.reason())
    })
}

fn no_photos() -> PhotoSource {
    Arc::new(|file, _, _| Err(Text::new(format!("{file} is not here"), "")))
}

fn request(catalog: &Arc<Catalog>, products: Vec<ProductId>) -> Request {
    Request {
        catalog: catalog.clone(),
        products,
        settings: BrochureSettings::default(),
        buyer: None,
        today: jiff::civil::date(2025, 5, 8),
        test_page: false,
    }
}

fn ready(catalog: &Catalog) -> Vec<ProductId> {
    catalog.products.values().filter(|one| one.status == Status::Ready).map(|one| one.id.clone()).collect()
}

fn go(_: Stage) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn set(request: &Request, photos: &PhotoSource) -> Pages {
    compose(request).unwrap().pages(photos, &go).unwrap()
}

/// The text of all pages without blanks, since a line may break anywhere.
fn words(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&numbers).unwrap().split_whitespace().collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_shipped_catalogue_prints_every_product_with_embedded_fonts() {
    let (folder, catalog) = shipped();
    for lang in [PrintLang::Id, PrintLang::En, PrintLang::Both] {
        let mut request = request(&catalog, ready(&catalog));
        request.settings.lang = lang;
        let pages = set(&request, &photos(folder.clone()));
        assert!((10..=40).contains(&pages.len()), "{} pages", pages.len());
        let pdf = pages.pdf().unwrap();
        let text = words(&pdf);
        let of = if lang == PrintLang::En { Lang::En } else { Lang::Id };
        for id in ready(&catalog) {
            let (name, _) = catalog.products[&id].name.or_other(of).unwrap();
            assert!(text.contains(&squeezed(name)), "{name} is not printed ({lang:?})");
        }
        assert!(text.contains("100.3.7.1/15/PKS") || text.contains("PKS"), "the agreement's number");
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let fonts: Vec<_> = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| {
                dict.get(b"Type").and_then(|name| name.as_name()).is_ok_and(|name| name == b"FontDescriptor")
            })
            .collect();
        assert!(fonts.len() >= 3);
        assert!(fonts.iter().all(|font| font.has(b"FontFile2") || font.has(b"FontFile3")), "a font is not embedded");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (folder, catalog) = shipped();
    let request = request(&catalog, ready(&catalog));
    let source = photos(folder);
    assert!(set(&request, &source).pdf().unwrap() == set(&request, &source).pdf().unwrap());
}

#[test]
fn a_buyers_list_has_no_cover_and_keeps_its_order() {
    let (_, catalog) = shipped();
    let list: Vec<ProductId> = ["patin-asap", "arang-briket", "coklat-lung-anai"].map(ProductId::new).to_vec();
    let mut request = request(&catalog, list);
    request.buyer = Some(Buyer { name: "Ibu Sari".into(), organisation: "Toko Makmur".into(), note: String::new() });
    let pages = set(&request, &no_photos());
    // The lines for notes stand under the last product.
    assert_eq!(pages.len(), 2);
    let text = words(&pages.pdf().unwrap());
    assert!(text.contains("DisusununtukIbuSari,TokoMakmur"));
    assert!(!text.contains("Daftarisi") && !text.contains("Indeks"));
    let at = |name: &str| text.find(name).unwrap();
    assert!(at("PatinAsap") < at("ArangBriket") && at("ArangBriket") < at("CoklatLungAnai"));
}

fn made(products: Vec<Product>, info: CatalogInfo) -> Arc<Catalog> {
    Arc::new(Catalog {
        info: Arc::new(info),
        products: products.into_iter().map(|product| (product.id.clone(), Arc::new(product))).collect(),
        ..Catalog::default()
    })
}

#[test]
fn the_index_names_the_page_of_a_product_of_which_only_the_name_is_known() {
    let product = |at: usize| Product {
        id: ProductId::new(format!("x{at:02}")),
        name: Text::new(format!("Barang {at:02}"), ""),
        summary: Text::new(if at == 7 { "" } else { "Satu kalimat." }, ""),
        origin: "64.01".into(),
        status: Status::Ready,
        ..Product::default()
    };
    let catalog = made((0..24).map(product).collect(), CatalogInfo::default());
    let pages = set(&request(&catalog, ready(&catalog)), &no_photos());
    let places = pages.places();
    assert_eq!(places.len(), 24, "a product has no place");
    let text = words(&pages.pdf().unwrap());
    for (id, page) in places {
        let line = format!("{}{}", squeezed(&catalog.products[&id].name.id), page + 1);
        assert!(text.contains(&line), "no {line} in the index");
    }
}

fn product(id: &str, name: &str) -> Product {
    Product {
        id: id.into(),
        name: Text::new(name, ""),
        summary: Text::new("Satu kalimat.", ""),
        status: Status::Ready,
        ..Product::default()
    }
}

#[test]
fn text_of_a_catalogue_never_becomes_markup() {
    let hostile = "#panic(\"x\") *tebal* $a^2$ <label> @ref \\ `kode` = judul";
    let catalog = made(vec![product("a", hostile)], CatalogInfo::default());
    let pages = set(&request(&catalog, vec!["a".into()]), &no_photos());
    assert!(words(&pages.pdf().unwrap()).contains(&squeezed("#panic(\"x\") *tebal* $a^2$ <label> @ref")));
}

#[test]
fn the_code_opens_a_chat_with_the_booth() {
    let info = CatalogInfo {
        booth_contact: Some(Contact {
            name: "Stan 12".into(),
            whatsapp: "0812-3456-7890".into(),
            ..Contact::default()
        }),
        ..CatalogInfo::default()
    };
    let catalog = made(vec![product("a", "Madu & Gula")], info);
    let pages = set(&request(&catalog, vec!["a".into()]), &no_photos());
    let picture = pages.picture(0, 2480).unwrap();
    let grey = image::RgbaImage::from_raw(picture.width_px, picture.height_px, picture.rgba).unwrap();
    let grey = image::DynamicImage::ImageRgba8(grey).to_luma8();
    let mut codes = rqrr::PreparedImage::prepare(grey);
    let read: Vec<String> = codes.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect();
    assert!(read.iter().any(|link| link.starts_with("https://wa.me/6281234567890?text=Saya")), "{read:?}");
    assert!(words(&pages.pdf().unwrap()).contains("+62812-3456-7890"));
}

#[test]
fn a_price_is_printed_only_while_it_is_current() {
    let price = |as_of: &str| Price {
        amount: 15_000,
        currency: "IDR".into(),
        unit: "botol".into(),
        as_of: etalase::model::PartialDate::new(as_of),
        ..Price::default()
    };
    let (mut old, mut new) = (product("a", "Lama"), product("b", "Baru"));
    old.prices.push(price("2023-07"));
    let catalog = made(vec![old], CatalogInfo::default());
    let pages = set(&request(&catalog, vec!["a".into()]), &no_photos());
    assert!(words(&pages.pdf().unwrap()).contains("hubungipenyelenggara"));
    assert!(pages.findings().iter().any(|finding| finding.kind == FindingKind::PriceOld { printed: false }));
    new.prices.push(price("2025-02"));
    let catalog = made(vec![new], CatalogInfo::default());
    let pages = set(&request(&catalog, vec!["b".into()]), &no_photos());
    assert!(words(&pages.pdf().unwrap()).contains("Rp15.000/botol"));
}

#[test]
fn photos_that_cannot_be_used_are_named_and_the_page_is_set_without_them() {
    let (_, catalog) = shipped();
    let pages = set(&request(&catalog, vec!["arang-briket".into()]), &no_photos());
    let finding = pages.findings().iter().find(|one| matches!(one.kind, FindingKind::PhotoUnusable { .. })).unwrap();
    assert_eq!(finding.product.as_ref().map(ProductId::as_str), Some("arang-briket"));
    for lang in Lang::ALL {
        let message = finding.explain(lang);
        assert!(!message.what.is_empty() && !message.todo.is_empty() && !message.place.is_empty());
    }
}

#[test]
fn why_a_photo_cannot_be_used_is_said_in_the_language_of_whoever_reads_it() {
    let dir = tempfile::tempdir().unwrap();
    let (shipped, catalog) = shipped();
    let file = catalog.products[&ProductId::new("arang-briket")].photos[0].file.clone();
    let whole = std::fs::read(shipped.photo(&file).unwrap()).unwrap();
    std::fs::create_dir_all(dir.path().join("photos")).unwrap();
    std::fs::write(dir.path().join("photos").join(&file), &whole[..whole.len() / 2]).unwrap();
    let pages = set(&request(&catalog, vec!["arang-briket".into()]), &photos(Folder::new(dir.path())));
    let finding = pages.findings().iter().find(|one| matches!(one.kind, FindingKind::PhotoUnusable { .. })).unwrap();
    assert!(finding.explain(Lang::Id).what.contains("terpotong"), "{}", finding.explain(Lang::Id).what);
    assert!(finding.explain(Lang::En).what.contains("cut off"), "{}", finding.explain(Lang::En).what);
}

#[test]
fn cancelling_gives_no_pages() {
    let (_, catalog) = shipped();
    let composition = compose(&request(&catalog, ready(&catalog))).unwrap();
    let stop = |_: Stage| ControlFlow::Break(());
    assert_eq!(composition.pages(&no_photos(), &stop).err(), Some(BrochureError::Cancelled));
    assert!(matches!(compose(&request(&catalog, Vec::new())).err(), Some(BrochureError::Empty { .. })));
}

#[test]
fn one_two_and_four_a_page_all_fit_on_the_paper() {
    let (folder, catalog) = shipped();
    let source = photos(folder);
    for per_page in [1, 2, 4] {
        let mut request = request(&catalog, ready(&catalog));
        request.settings.per_page = per_page;
        let pages = set(&request, &source);
        // The margins of every page stay white: nothing runs over them.
        for page in 1..pages.len() - 1 {
            let picture = pages.picture(page, 420).unwrap();
            let width = picture.width_px as usize;
            let is_white = |pixel: &[u8]| pixel.iter().all(|value| *value > 250);
            for row in picture.rgba.chunks(width * 4) {
                let (left, right) = (&row[..20 * 4], &row[(width - 20) * 4..]);
                assert!(
                    left.chunks(4).all(is_white) && right.chunks(4).all(is_white),
                    "page {page} at {per_page} a page"
                );
            }
        }
    }
}
