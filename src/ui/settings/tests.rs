//! The settings, driven by what is visible on them.

use egui::accesskit::Toggled;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::show;
use crate::model::{Filter, Selection};
use crate::ui::app::command::{Command, PhotosCommand};
use crate::ui::fixtures::{World, click, type_into, window};

#[test]
fn title_event_and_contacts_are_kept() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Judul katalog", "Katalog Desa");
    type_into(&mut harness, "Tempat acara", "Balikpapan");
    type_into(&mut harness, "WhatsApp stan", "0812");
    click(&mut harness, "Tambah perjanjian");
    click(&mut harness, "Tambah nomor");
    type_into(&mut harness, "Perjanjian 1, Nomor 1", "415/1");
    let info = harness.state().state.catalog().unwrap().info.clone();
    assert_eq!(info.title.id, "Katalog Desa");
    let event = info.event.clone().unwrap();
    assert_eq!((event.venue.as_str(), event.agreements[0].numbers[0].as_str()), ("Balikpapan", "415/1"));
    assert_eq!(info.booth_contact.clone().unwrap().whatsapp, "0812");
    assert!(info.organizer.is_none());
}

#[test]
fn removing_a_category_takes_it_off_its_products_in_one_step() {
    let mut harness = window(World::new(), show);
    click(&mut harness, "Hapus: Kategori 1");
    assert_eq!(harness.state().state.catalog().unwrap().categories.len(), 1);
    assert!(harness.state().product().category.is_empty());
    harness.state_mut().open().timeline.undo();
    assert_eq!(harness.state().product().category.as_str(), "madu");
}

#[test]
fn a_new_category_has_an_id_of_its_own() {
    let mut harness = window(World::new(), show);
    click(&mut harness, "Tambah kategori");
    click(&mut harness, "Tambah kategori");
    let categories = harness.state().state.catalog().unwrap().categories.clone();
    assert_eq!(categories.len(), 4);
    assert_ne!(categories[2].id, categories[3].id);
    type_into(&mut harness, "Kategori 3 (Inggris)", "Honey");
    assert_eq!(harness.state().state.catalog().unwrap().categories[2].name.en, "Honey");
}

#[test]
fn the_filter_becomes_a_saved_list() {
    let mut world = World::new();
    world.state.browse.filter = Filter { search: "madu".into(), ..Filter::default() };
    let mut harness = window(world, show);
    click(&mut harness, "Simpan saringan sekarang sebagai daftar");
    let selections = harness.state().state.catalog().unwrap().selections.clone();
    assert!(matches!(selections.as_slice(), [Selection { filter: Some(filter), .. }] if filter.search == "madu"));
}

#[test]
fn logos_are_asked_for() {
    let mut harness = window(World::new(), show);
    click(&mut harness, "Tambah logo…");
    assert!(matches!(harness.state().asked.as_slice(), [Command::Photos(PhotosCommand::PickLogos)]));
    harness.get_by_label("Judul katalog");
}

#[test]
fn the_index_leads_to_each_part_and_the_booth_comes_first() {
    let mut harness = window(World::new(), show);
    let top = |harness: &egui_kittest::Harness<World>, label: &str| harness.get_by_label(label).rect().top();
    assert!(top(&harness, "WhatsApp stan") < top(&harness, "Judul katalog"));
    // Low enough that there is something to scroll.
    harness.set_size(egui::vec2(900.0, 600.0));
    harness.run_steps(2);
    let before = top(&harness, "Tambah kategori");
    click(&mut harness, "Ke bagian Kategori");
    harness.run_steps(40);
    let after = top(&harness, "Tambah kategori");
    assert!(after < before - 200.0, "{before} {after}");
    // The index stays where it is, and marks where one stands: the last part, too, reaches the upper edge.
    assert!(top(&harness, "Ke bagian Kategori") > 0.0);
    click(&mut harness, "Ke bagian Daftar tersimpan");
    harness.run_steps(40);
    let marked: Vec<_> = harness
        .query_all_by_label_contains("Ke bagian")
        .filter(|row| row.accesskit_node().toggled() == Some(Toggled::True))
        .filter_map(|row| row.accesskit_node().label())
        .collect();
    assert_eq!(marked, ["Ke bagian Daftar tersimpan"]);
}
