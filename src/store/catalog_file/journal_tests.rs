//! Tests of the journal.

use std::path::Path;

use super::*;
use crate::store::catalog_file::open::{Access, Opened};
use crate::store::disk::faults::each_failure;

fn titled(catalog: &Catalog, title: &str) -> Arc<Catalog> {
    let mut next = catalog.clone();
    Arc::make_mut(&mut next.info).title.id = title.into();
    Arc::new(next)
}

fn with_product(catalog: &Catalog, id: &str, name: &str) -> Arc<Catalog> {
    let mut next = catalog.clone();
    let product = Product { id: id.into(), name: Text::new(name, ""), ..Product::default() };
    next.products.insert(product.id.clone(), Arc::new(product));
    Arc::new(next)
}

struct JournalPlace {
    dir: tempfile::TempDir,
    config: ConfigDir,
    opened: Opened,
}

fn place() -> JournalPlace {
    let dir = tempfile::tempdir().unwrap();
    let config = ConfigDir::find(Some(dir.path().join("config")));
    let opened = crate::store::create(&dir.path().join("katalog"), "Uji", "1f0a").unwrap();
    JournalPlace { dir, config, opened }
}

impl JournalPlace {
    fn journal(&self) -> Journal {
        let saved = Arc::new(self.opened.catalog.clone());
        Journal::start(&self.config, &self.opened.folder, saved, false).unwrap()
    }

    fn files(&self) -> usize {
        std::fs::read_dir(self.config.journal_dir()).into_iter().flatten().flatten().count()
    }
}

fn page(file: &Path) -> Option<Page> {
    options().from_bytes(&std::fs::read(file).ok()?).ok()
}

#[test]
fn what_was_changed_and_typed_is_found_at_the_next_start_in_order() {
    let mut place = place();
    let base = with_product(&place.opened.catalog, "arang", "Arang");
    place.opened.catalog = base.as_ref().clone();
    let journal = Journal::start(&place.config, &place.opened.folder, base.clone(), false).unwrap();
    let mut next = with_product(&titled(&base, "Lain"), "madu", "Madu").as_ref().clone();
    next.products.remove("arang");
    journal.note(Arc::new(next.clone()));
    let field = OpenField { record: Key::Product("madu".into()), field: "price".into(), text: "12.".into() };
    journal.open_fields(vec![field.clone()]);
    // As after a kill: nobody saves any more.
    drop(journal);
    let unsaved = place.config.unsaved(&place.opened).remove(0);
    assert_eq!(unsaved.fields, [field]);
    let (edit, clashes) = unsaved.edit(Text::default(), &base);
    let (back, _) = base.apply(&edit);
    assert_eq!(back, next);
    assert_eq!(clashes, []);
    // Somebody else changed the title meanwhile, and took the product away.
    let mut theirs = titled(&base, "Punya Ani").as_ref().clone();
    theirs.products.remove("arang");
    assert_eq!(unsaved.edit(Text::default(), &theirs).1, [Key::Info]);
    // Another folder's journal is not this one's.
    let other = crate::store::create(&place.dir.path().join("lain"), "Lain", "1f0a").unwrap();
    assert!(place.config.unsaved(&other).is_empty());
}

#[test]
fn what_is_saved_or_undone_is_kept_no_longer() {
    let place = place();
    let (journal, base) = (place.journal(), Arc::new(place.opened.catalog.clone()));
    let next = titled(&base, "Lain");
    journal.note(next.clone());
    journal.saved(next.clone());
    drop(journal);
    assert_eq!(place.files(), 0);
    let journal = place.journal();
    journal.note(next.clone());
    journal.note(base);
    drop(journal);
    assert_eq!(place.files(), 0);
    let journal = place.journal();
    journal.note(next);
    drop(journal);
    let second = place.journal();
    second.note(titled(&place.opened.catalog, "Lagi"));
    drop(second);
    assert_eq!(place.config.unsaved(&place.opened).len(), 2, "one session does not write over another's");
}

#[test]
fn the_sample_offers_what_its_own_copy_never_got() {
    let place = place();
    let own = Folder::new(place.dir.path().join("dokumen/Katalog saya"));
    let base = Arc::new(place.opened.catalog.clone());
    let journal = Journal::start(&place.config, &own, base.clone(), true).unwrap();
    journal.note(titled(&base, "Punya saya"));
    drop(journal);
    let sample = crate::store::open(&place.opened.folder, true).unwrap();
    assert!(matches!(sample.access, Access::Sample));
    assert_eq!(place.config.unsaved(&sample).len(), 1);
    // The copy was made after all: it is the place that the journal names.
    let copy = crate::store::copy_to(&place.opened.folder, own.root()).unwrap();
    assert_eq!(place.config.unsaved(&copy).len(), 1);
}

#[test]
fn an_edit_is_on_disk_within_a_second_and_the_disk_is_synced_twice_a_second() {
    let place = place();
    let journal = place.journal();
    let mut noted: Vec<Timestamp> = Vec::new();
    let mut pages: Vec<(usize, Timestamp)> = Vec::new();
    // How long a page takes to write here and now, beside whatever else the machine does.
    let (control, mut slowest) = (place.dir.path().join("journal/kendali.ron"), 0);
    for n in 0..150 {
        let catalog = titled(&place.opened.catalog, &n.to_string());
        if n % 10 == 0 {
            let begun = Timestamp::now();
            write(&Page::new(&place.opened.folder, false, &place.opened.catalog, &catalog, Vec::new()), &control)
                .unwrap();
            slowest = slowest.max(Timestamp::now().duration_since(begun).as_millis());
        }
        journal.note(catalog);
        noted.push(Timestamp::now());
        std::thread::sleep(Duration::from_millis(15));
        let Some(page) = page(journal.file()) else { continue };
        let written: Timestamp = page.written.parse().unwrap();
        let [Change { after: Some(Record::Info(info)), .. }] = &page.changes()[..] else { panic!() };
        if pages.last().is_none_or(|(_, last)| *last != written) {
            pages.push((info.title.id.parse().unwrap(), written));
        }
    }
    assert!(pages.len() >= 2, "{pages:?}");
    // How long this loop itself stood still on a busy machine, when it may have overlooked a page.
    let stood_still = noted.windows(2).map(|two| two[1].duration_since(two[0]).as_millis()).max().unwrap_or_default();
    for two in pages.windows(2) {
        let apart = two[1].1.duration_since(two[0].1).as_millis();
        assert!(apart >= 490, "{apart} ms");
        // The first edit that the earlier page does not hold is in the next one.
        let waited = two[1].1.duration_since(noted[two[0].0 + 1]).as_millis();
        assert!(waited <= 1_000 + stood_still + 2 * slowest, "{waited} ms, {stood_still} ms, {slowest} ms");
    }
}

#[test]
fn whatever_fails_the_page_on_disk_is_a_whole_one() {
    let catalog = Catalog::default();
    let folder = Folder::new("katalog");
    let new = |title: &str| Page::new(&folder, false, &catalog, &titled(&catalog, title), Vec::new());
    each_failure(
        |dir| write(&new("satu"), &dir.join("journal/a.ron")).unwrap(),
        |dir, ()| {
            let file = dir.join("journal/a.ron");
            let written = write(&new("dua"), &file);
            let [Change { after: Some(Record::Info(info)), .. }] = &page(&file).unwrap().changes()[..] else {
                panic!()
            };
            assert!(info.title.id == "dua" || (written.is_err() && info.title.id == "satu"));
        },
    );
}
