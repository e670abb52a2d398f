//! Every layout in three languages read back: text, boxes, structure, and what difficult catalogues do to them.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use etalase::brochure::{Buyer, FindingKind, Pages, PhotoSource, Request, Stage, compose};
use etalase::model::{
    Amount, BrochureSettings, Catalog, CatalogInfo, Certification, CertificationKind, CertificationStatus, Contact,
    Layout, Paper, Photo, PrintLang, Product, ProductId, Quality, Status, TagSheet, Text,
};
use etalase::store::{self, Folder};
use etalase::text::{Lang, Severity};

pub(crate) static SHIPPED: LazyLock<(PhotoSource, Arc<Catalog>)> = LazyLock::new(|| {
    let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/catalog"));
    let catalog = store::open(&folder, true).unwrap().catalog;
    // Kept for all tests of this run; the system clears it.
    let folder = folder.with_cache(std::env::temp_dir().join("etalase-test-cache"));
    let photos: PhotoSource = Arc::new(move |file, crop, wanted| {
        folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px).map_err(|error| error.reason())
    });
    (photos, Arc::new(catalog))
});

pub(crate) fn no_photos() -> PhotoSource {
    Arc::new(|file, _, _| Err(Text::new(format!("{file} is not here"), "")))
}

pub(crate) fn request(catalog: &Arc<Catalog>, settings: BrochureSettings) -> Request {
    let ready = catalog.products.values().filter(|one| one.status == Status::Ready).map(|one| one.id.clone());
    Request {
        catalog: catalog.clone(),
        products: ready.collect(),
        settings,
        buyer: None,
        today: jiff::civil::date(2025, 5, 8),
        test_page: false,
    }
}

fn go(_: Stage) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub(crate) fn set(request: &Request, photos: &PhotoSource) -> Pages {
    compose(request).unwrap().pages(photos, &go).unwrap()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text of all pages without blanks, since a line may break anywhere.
fn words(pages: &Pages) -> String {
    let document = lopdf::Document::load_mem(&pages.pdf().unwrap()).unwrap();
    let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
    squeezed(&document.extract_text(&numbers).unwrap())
}

fn errors(pages: &Pages) -> Vec<String> {
    let errors = pages.findings().iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| format!("{}: {:?}", finding.name, finding.kind)).collect()
}

fn layouts() -> Vec<BrochureSettings> {
    let mut all: Vec<BrochureSettings> =
        Layout::ALL.into_iter().map(|layout| BrochureSettings { layout, ..Default::default() }).collect();
    for per_page in [1, 4, 6] {
        for paper in [Paper::A4, Paper::A5, Paper::Letter] {
            all.push(BrochureSettings { per_page, paper, ..Default::default() });
        }
    }
    all.push(BrochureSettings { layout: Layout::Poster, paper: Paper::A2, ..Default::default() });
    all
}

#[test]
fn every_layout_prints_every_shipped_product_in_three_languages() {
    let (_, catalog) = &*SHIPPED;
    for settings in layouts() {
        for lang in [PrintLang::Id, PrintLang::En, PrintLang::Both] {
            let request = request(catalog, BrochureSettings { lang, ..settings.clone() });
            let pages = set(&request, &no_photos());
            let text = words(&pages);
            let of = if lang == PrintLang::En { Lang::En } else { Lang::Id };
            for id in &request.products {
                let (name, _) = catalog.products[id].name.or_other(of).unwrap();
                assert!(text.contains(&squeezed(name)), "{name} is not printed by {:?} {lang:?}", request.settings);
            }
            assert!(errors(&pages).is_empty(), "{:?} {lang:?}: {:?}", settings.layout, errors(&pages));
        }
    }
}

fn difficult() -> Arc<Catalog> {
    let name = "Keripik singkong balado pedas manis kemasan keluarga besar ".repeat(4);
    let long = "Kalimat ini panjangnya kira-kira enam puluh huruf seluruhnya. ".repeat(64) + "Selesai.";
    let kinds = [CertificationKind::Halal, CertificationKind::Pirt, CertificationKind::Bpom, CertificationKind::Sni];
    let certifications = (0..12).map(|at| Certification {
        kind: kinds.get(at).cloned().unwrap_or(CertificationKind::Other(format!("Izin daerah nomor {at}"))),
        status: CertificationStatus::Held,
        ..Certification::default()
    });
    let photo =
        |at: usize| Photo { file: format!("foto-{at}.jpg"), alt: Text::new("Foto", "Photo"), ..Photo::default() };
    let product = Product {
        id: "panjang".into(),
        name: Text::new(name.trim(), name.trim()),
        summary: Text::new(long.get(..400).unwrap(), ""),
        description: Text::new(&long, &long),
        certifications: certifications.collect(),
        photos: (0..10).map(photo).collect(),
        status: Status::Ready,
        ..Product::default()
    };
    let plain =
        Product { id: "kosong".into(), name: Text::new("Tanpa foto", ""), status: Status::Ready, ..Product::default() };
    made([product, plain], CatalogInfo::default())
}

/// A catalogue whose booth can be called.
pub(crate) fn with_booth() -> CatalogInfo {
    let booth = Contact { name: "Stan 12".into(), whatsapp: "0812-3456-7890".into(), ..Contact::default() };
    CatalogInfo { booth_contact: Some(booth), ..CatalogInfo::default() }
}

pub(crate) fn made(products: impl IntoIterator<Item = Product>, info: CatalogInfo) -> Arc<Catalog> {
    Arc::new(Catalog {
        info: Arc::new(info),
        products: products.into_iter().map(|product| (product.id.clone(), Arc::new(product))).collect(),
        ..Catalog::default()
    })
}

#[test]
fn nothing_of_a_difficult_product_is_cut_without_saying_so() {
    let catalog = difficult();
    for settings in layouts() {
        for lang in [PrintLang::Id, PrintLang::Both] {
            let request = request(&catalog, BrochureSettings { lang, ..settings.clone() });
            let pages = set(&request, &no_photos());
            let of_it = |kind: fn(&FindingKind) -> bool| {
                pages.findings().iter().any(|one| one.product == Some("panjang".into()) && kind(&one.kind))
            };
            let is_whole = words(&pages).contains("Selesai.");
            let said = of_it(|kind| matches!(kind, FindingKind::TextCut | FindingKind::Overflow));
            // Labels, leaflets, price lists and posters of many never print descriptions.
            let has_description =
                settings.layout == Layout::Sheet || (settings.layout == Layout::Catalog && settings.per_page <= 2);
            assert!(!has_description || is_whole || said, "{:?} {lang:?}", settings);
            let unreadable = of_it(|kind| matches!(kind, FindingKind::PhotoUnusable { .. }));
            assert!(unreadable || matches!(settings.layout, Layout::Tags | Layout::PriceList), "{settings:?}");
        }
    }
    // One a page and sheets go on on the next page, with all of the text.
    for settings in [
        BrochureSettings { per_page: 1, ..Default::default() },
        BrochureSettings { layout: Layout::Sheet, ..Default::default() },
    ] {
        let pages = set(&request(&catalog, settings), &no_photos());
        assert!(words(&pages).contains("Selesai."));
        assert!(pages.findings().iter().any(|finding| finding.kind == FindingKind::TextContinued));
    }
}

#[test]
fn facts_that_a_page_has_room_for_are_printed_and_others_are_named() {
    let product = |id: &str, description: &str| Product {
        id: id.into(),
        name: Text::new("Keripik pisang aneka rasa", "Banana crisps in several flavours"),
        summary: Text::new("Keripik pisang kepok tipis dan renyah.", "Thin and crunchy crisps of cooking bananas."),
        description: Text::new(description, description),
        origin: etalase::model::RegionCode::new("64.01.05.2003"),
        place: "Jalan Melati nomor 5, RT 02 RW 03, Dusun Sukamaju, sebelah balai desa".into(),
        capacity: Some(Amount { min: Some(1234.into()), unit: "kg".into(), ..Amount::default() }),
        certifications: vec![Certification {
            kind: CertificationKind::Halal,
            status: CertificationStatus::Held,
            number: "ID64110000012345678".into(),
            ..Certification::default()
        }],
        status: Status::Ready,
        ..Product::default()
    };
    let printed = |description: &str, is_book: bool| {
        let products = (0..if is_book { 10 } else { 2 }).map(|at| product(&format!("p{at}"), description));
        let catalog = made(products, with_booth());
        let request = request(
            &catalog,
            BrochureSettings {
                lang: PrintLang::Both,
                paper: if is_book { Paper::A5 } else { Paper::A4 },
                ..BrochureSettings::default()
            },
        );
        let pages = set(&request, &no_photos());
        let told = pages.findings().iter().filter(|one| one.kind == FindingKind::FactsLeftOut).count();
        (words(&pages).matches("1.234").count(), told)
    };
    // A list flows, so that its blocks are as high as what is known.
    let description = "Dijual di pasar desa. ".repeat(12);
    assert_eq!(printed(&description, false), (2, 0));
    // On the small pages of a book shares are of one height: what has no room in them is told, and nothing else.
    let (whole, told) = printed(&description, true);
    assert!(told > 0 && whole + told == 10, "{whole} printed, {told} told");
}

#[test]
fn a_photo_that_cannot_be_read_leaves_a_labelled_frame() {
    let pages = set(&request(&difficult(), BrochureSettings::default()), &no_photos());
    let text = words(&pages);
    assert!(text.contains("Fototidakdapatdibaca") && text.contains("foto-0.jpg"), "{text}");
}

/// Trim, bleed and room for marks of a page that is cut to these millimetres.
fn assert_press_boxes(page: &lopdf::Dictionary, [width_mm, height_mm]: [f64; 2]) {
    let sides = |name: &[u8]| -> Vec<f64> {
        let list = page.get(name).unwrap().as_array().unwrap();
        list.iter().map(|side| f64::from(side.as_float().unwrap())).collect()
    };
    let (media, bleed, trim) = (sides(b"MediaBox"), sides(b"BleedBox"), sides(b"TrimBox"));
    let mm = 72.0 / 25.4;
    assert!((trim[2] - trim[0] - width_mm * mm).abs() < 0.1 && (trim[3] - trim[1] - height_mm * mm).abs() < 0.1);
    for side in 0..4 {
        assert!(((trim[side] - bleed[side]).abs() - 3.0 * mm).abs() < 0.1, "{bleed:?} {trim:?}");
    }
    assert!(media[2] - bleed[2] > 5.0 * mm, "room for the marks");
}

#[test]
fn press_pages_have_trim_bleed_and_marks_outside_of_both() {
    let (_, catalog) = &*SHIPPED;
    let settings = BrochureSettings { quality: Quality::Press, ..Default::default() };
    let pages = set(&request(catalog, settings), &no_photos());
    let document = lopdf::Document::load_mem(&pages.pdf().unwrap()).unwrap();
    assert_eq!(document.get_pages().len(), pages.len());
    for id in document.get_pages().values() {
        assert_press_boxes(document.get_dictionary(*id).unwrap(), [210.0, 297.0]);
    }
    // An office printer gets neither.
    let office = set(&request(catalog, BrochureSettings::default()), &no_photos()).pdf().unwrap();
    assert!(!office.windows(8).any(|part| part == b"/TrimBox"));
}

#[test]
fn a_booklet_has_two_pages_a_side_and_both_sides_of_every_sheet() {
    let (_, catalog) = &*SHIPPED;
    let settings = BrochureSettings { paper: Paper::A5, booklet: true, ..Default::default() };
    let pages = set(&request(catalog, settings), &no_photos());
    let document = lopdf::Document::load_mem(&pages.pdf().unwrap()).unwrap();
    let sides = document.get_pages();
    assert_eq!(sides.len(), pages.len().div_ceil(4) * 2);
    for id in sides.values() {
        let list = document.get_dictionary(*id).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        let (width, height) = (list[2].as_float().unwrap(), list[3].as_float().unwrap());
        assert!((width / 2.834_645_7 - 296.0).abs() < 0.5 && (height / 2.834_645_7 - 210.0).abs() < 0.5);
    }
}

#[test]
fn a_booklet_for_the_press_has_its_marks_on_the_imposed_sheet() {
    let (_, catalog) = &*SHIPPED;
    let settings =
        BrochureSettings { paper: Paper::A5, booklet: true, quality: Quality::Press, ..BrochureSettings::default() };
    let document = lopdf::Document::load_mem(&set(&request(catalog, settings), &no_photos()).pdf().unwrap()).unwrap();
    for id in document.get_pages().values() {
        assert_press_boxes(document.get_dictionary(*id).unwrap(), [296.0, 210.0]);
    }
}

#[test]
fn labels_begin_where_the_sheet_has_some_left_and_the_test_page_has_no_products() {
    let (_, catalog) = &*SHIPPED;
    let tags = TagSheet { sheet: etalase::model::LABEL_SHEETS[0].name.into(), start: 20, ..TagSheet::default() };
    let mut request = request(catalog, BrochureSettings { layout: Layout::Tags, tags, ..Default::default() });
    request.products.truncate(3);
    // Labels 20 and 21 are left on the first sheet of 21.
    let pages = set(&request, &no_photos());
    assert_eq!(pages.len(), 2);
    let places: Vec<usize> = pages.places().into_iter().map(|(_, page)| page).collect();
    assert_eq!(places.iter().filter(|page| **page == 0).count(), 2);
    request.test_page = true;
    let pages = set(&request, &no_photos());
    assert_eq!(pages.len(), 1);
    assert!(words(&pages).contains("Halamanuji") && pages.places().is_empty());
}

/// The codes on the first page drawn at this width and looked at three times as large, as a camera does.
fn codes(pages: &Pages, width_px: u32) -> Vec<String> {
    let picture = pages.picture(0, width_px).unwrap();
    let page = image::RgbaImage::from_raw(picture.width_px, picture.height_px, picture.rgba).unwrap();
    let grey = image::DynamicImage::ImageRgba8(page).to_luma8();
    let filter = image::imageops::FilterType::CatmullRom;
    // A reader comes nearer to what is small.
    let nearer = if width_px < 1_000 { 3 } else { 1 };
    let near = image::imageops::resize(&grey, grey.width() * nearer, grey.height() * nearer, filter);
    let mut looked_at = rqrr::PreparedImage::prepare(near);
    looked_at.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, link)| link).collect()
}

#[test]
fn codes_name_the_product_and_are_read_from_paper_and_from_a_screen() {
    let event = etalase::model::Event { name: Text::new("Misi Dagang", "Trade mission"), ..Default::default() };
    let info = CatalogInfo { event: Some(event), ..with_booth() };
    let product = Product {
        id: "a".into(),
        name: Text::new("Madu Kelulut", ""),
        summary: Text::new("Madu.", ""),
        status: Status::Ready,
        ..Product::default()
    };
    let catalog = made([product], info);
    let mut request = request(&catalog, BrochureSettings { layout: Layout::Sheet, ..Default::default() });
    request.buyer = Some(Buyer { name: "Ibu Sari".into(), ..Buyer::default() });
    let expected = "https://wa.me/6281234567890?text=Saya%20berminat%20pada%20Madu%20Kelulut";
    // A picture, and on a press a shape in its ink. A4 at 300 and at 96 dots an inch; a sheet for the press is larger.
    for (quality, widths) in [(Quality::Office, [2480, 794]), (Quality::Press, [2693, 862])] {
        request.settings.quality = quality;
        let pages = set(&request, &no_photos());
        for width_px in widths {
            assert_eq!(codes(&pages, width_px), [expected], "{quality:?}, {width_px}");
        }
    }
}

#[test]
fn the_same_bytes_whatever_the_number_of_threads() {
    let (photos, catalog) = &*SHIPPED;
    let request = request(catalog, BrochureSettings::default());
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| set(&request, photos).pdf().unwrap())
    };
    assert!(with(1) == with(3));
}

/// Small pictures of one telling page of each layout, kept beside this test. `UPDATE_SNAPSHOTS=1` writes them anew; look
/// at each one before it is committed.
#[test]
fn pages_look_as_they_did() {
    let (photos, catalog) = &*SHIPPED;
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/brochure_pages");
    for (layout, page) in Layout::ALL.into_iter().zip([4, 2, 1, 0, 0, 0]) {
        for (lang, name) in [(PrintLang::Id, "id"), (PrintLang::En, "en"), (PrintLang::Both, "both")] {
            let request = request(catalog, BrochureSettings { layout, lang, ..Default::default() });
            let picture = set(&request, photos).picture(page, 320).unwrap();
            let path = dir.join(format!("{}-{name}.png", format!("{layout:?}").to_lowercase()));
            if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
                std::fs::write(&path, picture.png().unwrap()).unwrap();
                continue;
            }
            let kept = image::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).into_rgba8();
            assert_eq!((kept.width(), kept.height()), (picture.width_px, picture.height_px), "{}", path.display());
            let different = kept
                .as_raw()
                .chunks(4)
                .zip(picture.rgba.chunks(4))
                .filter(|(old, new)| old.iter().zip(*new).any(|(old, new)| old.abs_diff(*new) > 24))
                .count();
            let share = different as f64 / f64::from(kept.width() * kept.height());
            assert!(share < 0.002, "{}: {:.2} % of the page is different", path.display(), share * 100.0);
        }
    }
}

#[test]
fn products_that_have_no_room_on_a_leaflet_stand_there_by_name() {
    let (_, catalog) = &*SHIPPED;
    let request = request(catalog, BrochureSettings { layout: Layout::Leaflet, ..Default::default() });
    let pages = set(&request, &no_photos());
    assert_eq!(pages.len(), 2);
    let by_name = pages.findings().iter().filter(|one| one.kind == FindingKind::NameOnly).count();
    assert_eq!(by_name, request.products.len() - 18);
    let listed: Vec<ProductId> = pages.places().into_iter().map(|(id, _)| id).collect();
    assert!(request.products.iter().all(|id| listed.contains(id)));
}
