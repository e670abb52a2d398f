//! The form, driven by what is visible on it.

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::show;
use crate::model::{CertificationStatus, Key, PhotoFault, Problem, ProblemKind, ProductField, Status, Text};
use crate::text::{Lang, Severity};
use crate::ui::app::command::{Command, ProducerCommand, ProductCommand};
use crate::ui::fixtures::{World, click, type_into, window};
use egui::Key as KeyboardKey;

#[test]
fn typing_a_name_is_one_undo_step_with_a_name() {
    let mut harness = window(World::new(), show);
    for letter in [" ", "A", "s", "l", "i"] {
        type_into(&mut harness, "Nama produk", letter);
    }
    assert_eq!(harness.state().product().name.id, "Madu Kelulut Asli");
    let timeline = &mut harness.state_mut().open().timeline;
    let step = timeline.undo().expect("a step");
    assert!(step.name.id.starts_with("Ubah nama produk"), "{}", step.name.id);
    assert!(timeline.next_undo().is_none());
    assert_eq!(harness.state().product().name.id, "Madu Kelulut");
}

#[test]
fn both_languages_have_fields_of_their_own() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Nama (Inggris)", "Stingless-bee honey");
    type_into(&mut harness, "Ringkasan (Inggris)", "Sour honey.");
    type_into(&mut harness, "Uraian", "Dari hutan.");
    let product = harness.state().product();
    assert_eq!(product.name.en, "Stingless-bee honey");
    assert_eq!((product.summary.id.as_str(), product.summary.en.as_str()), ("", "Sour honey."));
    assert_eq!(product.description.id, "Dari hutan.");
}

#[test]
fn a_village_is_found_by_typing_and_chosen_with_enter() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Asal daerah", "lung anai");
    harness.get_by_label_contains("Desa Lung Anai");
    harness.key_press(KeyboardKey::Enter);
    harness.run_steps(3);
    assert_eq!(harness.state().product().origin.as_str(), "64.02.02.2010");
    click(&mut harness, "Kosongkan: Asal daerah");
    assert!(harness.state().product().origin.is_empty());
}

#[test]
fn arrow_keys_choose_another_place() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Asal daerah", "paser");
    harness.key_press(KeyboardKey::ArrowDown);
    harness.run_steps(2);
    harness.key_press(KeyboardKey::Enter);
    harness.run_steps(2);
    let second = crate::regions::find("paser", None, 12)[1].code();
    assert_eq!(harness.state().product().origin.as_str(), second);
}

#[test]
fn a_price_is_read_as_people_write_it() {
    let mut harness = window(World::new(), show);
    click(&mut harness, "Tambah harga");
    type_into(&mut harness, "Harga 1: Jumlah", "1.250.000");
    type_into(&mut harness, "Harga 1: Untuk satuan", "kg");
    let price = harness.state().product().prices[0].clone();
    assert_eq!((price.amount, price.currency.as_str(), price.unit.as_str()), (1_250_000, "IDR", "kg"));
    harness.get_by_label_contains("Rp1.250.000 / kg");
}

#[test]
fn what_is_no_number_stays_and_says_so() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Pesanan minimum", "sedikit");
    harness.get_by_label("Merek").focus();
    harness.run_steps(3);
    assert_eq!(harness.state().product().min_order, None);
    harness.get_by_label_contains("“sedikit” bukan angka");
    assert_eq!(harness.get_by_label("Pesanan minimum").value().as_deref(), Some("sedikit"));
}

#[test]
fn an_amount_keeps_its_unit_until_the_number_comes() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Isi bersih: Satuan", "g");
    assert_eq!(harness.state().product().net_content, None);
    harness.get_by_label_contains("Isi juga angkanya");
    type_into(&mut harness, "Isi bersih", "2,5");
    let amount = harness.state().product().net_content.unwrap();
    assert_eq!(amount.words(Lang::Id), "2,5\u{a0}g");
}

#[test]
fn a_maximum_alone_is_kept_with_the_year_of_its_figure() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Kapasitas produksi: Sampai", "200");
    type_into(&mut harness, "Kapasitas produksi: Satuan", "kg");
    type_into(&mut harness, "Kapasitas produksi: Tahun angka", "2024");
    let amount = harness.state().product().capacity.unwrap();
    assert_eq!((amount.min, amount.words(Lang::Id).as_str()), (None, "hingga 200\u{a0}kg (2024)"));
}

#[test]
fn a_unit_without_a_number_asks_for_it_in_the_empty_field() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Kapasitas produksi: Satuan", "kg");
    let number = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Kapasitas produksi");
    assert_eq!(number.accesskit_node().placeholder(), Some("Isi angkanya"));
}

#[test]
fn list_items_are_added_moved_and_removed() {
    let mut harness = window(World::new(), show);
    for tag in ["hutan", "asli"] {
        click(&mut harness, "Tambah tag");
        let count = harness.state().product().tags.len();
        type_into(&mut harness, &format!("Tag {count}"), tag);
    }
    assert_eq!(harness.state().product().tags, ["hutan", "asli"]);
    click(&mut harness, "Naikkan: Tag 2");
    assert_eq!(harness.state().product().tags, ["asli", "hutan"]);
    click(&mut harness, "Hapus: Tag 1");
    assert_eq!(harness.state().product().tags, ["hutan"]);
    harness.state_mut().open().timeline.undo();
    assert_eq!(harness.state().product().tags, ["asli", "hutan"]);
}

#[test]
fn a_new_permit_claims_nothing() {
    let mut harness = window(World::new(), show);
    click(&mut harness, "Tambah izin atau sertifikat");
    assert_eq!(harness.state().product().certifications[0].status, CertificationStatus::Planned);
    type_into(&mut harness, "Izin 1: Terbit", "kemarin");
    harness.get_by_label("Merek").focus();
    harness.run_steps(3);
    harness.get_by_label_contains("“kemarin” bukan tanggal");
}

#[test]
fn a_producer_is_found_or_made() {
    let mut harness = window(World::new(), show);
    type_into(&mut harness, "Produsen", "mekar");
    click(&mut harness, "KWT Mekar");
    assert_eq!(harness.state().product().producer, Some("kwt-mekar".into()));
    type_into(&mut harness, "Produsen", "Sumber Rejeki");
    click(&mut harness, "Produsen baru: Sumber Rejeki");
    assert!(matches!(
        harness.state().asked.as_slice(),
        [Command::Producer(ProducerCommand::Create(Some(_), name))] if name == "Sumber Rejeki"
    ));
}

#[test]
fn what_is_missing_leads_to_its_field() {
    let mut world = World::new();
    world.state.settings.missing_open = true;
    let mut harness = window(world, show);
    click(&mut harness, "Isi Ringkasan");
    assert!(harness.get_by_label("Ringkasan").is_focused());
    type_into(&mut harness, "Ringkasan", "Madu asam.");
    assert!(harness.query_by_label("Isi Ringkasan").is_none());
}

#[test]
fn everything_that_can_be_missing_leads_to_a_field_that_takes_the_keyboard() {
    for category in ["madu", "kriya"] {
        let mut world = World::new();
        let product =
            crate::model::Product { id: "madu-kelulut".into(), category: category.into(), ..Default::default() };
        let mut fields: Vec<ProductField> = Vec::new();
        let catalog = world.open().catalog().clone();
        for audience in crate::model::Audience::ALL {
            let missing = crate::model::completeness(&catalog, &product, audience).missing;
            fields.extend(missing.into_iter().filter(|field| !fields.contains(field)).collect::<Vec<_>>());
        }
        fields.push(ProductField::Category);
        world.open().timeline.perform(crate::model::Edit::put(Text::default(), product), 0);
        let mut harness = window(world, show);
        let mut before = None;
        for field in fields {
            harness.state_mut().state.product.jump_to = Some(field.into());
            harness.run_steps(2);
            let now = harness.ctx.memory(|memory| memory.focused());
            assert!(now.is_some() && now != before, "{category}: {field:?}");
            before = now;
        }
    }
}

#[test]
fn a_problem_stands_with_its_field() {
    let mut world = World::new();
    let problem = |field, file: &str| Problem {
        severity: Severity::Error,
        name: Text::new("Madu Kelulut", ""),
        key: Key::Product("madu-kelulut".into()),
        place: field,
        kind: ProblemKind::Photo { file: file.into(), fault: PhotoFault::Missing },
    };
    world.open().problems = vec![problem(Some(ProductField::Photos.into()), "hilang.jpg")].into();
    let harness = window(world, show);
    harness.get_by_label_contains("hilang.jpg");
}

#[test]
fn status_is_chosen_and_done_removes_empty_entries() {
    let mut harness = window(World::new(), show);
    click(&mut harness, "Siap");
    assert_eq!(harness.state().product().status, Status::Ready);
    click(&mut harness, "Tambah tag");
    click(&mut harness, "Tambah harga");
    click(&mut harness, "Selesai");
    let product = harness.state().product();
    assert!(product.tags.is_empty() && product.prices.is_empty());
    assert!(matches!(harness.state().asked.as_slice(), [Command::Product(ProductCommand::Edit(false))]));
}

#[test]
fn locked_editing_says_why_and_takes_nothing() {
    let mut world = World::new();
    world.state.settings.editing_locked = true;
    let mut harness = window(world, show);
    harness.get_by_label_contains("Penyuntingan sedang dikunci");
    harness.get_by_label("Merek").focus();
    harness.run_steps(2);
    harness.get_by_label("Merek").type_text("x");
    harness.run_steps(2);
    assert_eq!(harness.state().product().brand, "");
}

/// Where a field lies, by its name.
fn place(harness: &egui_kittest::Harness<'static, World>, name: &str) -> egui::Rect {
    harness.get_by_label(name).rect()
}

fn problem(kind: ProblemKind, field: Option<ProductField>) -> Problem {
    Problem {
        severity: Severity::Warning,
        name: Text::new("Madu Kelulut", ""),
        key: Key::Product("madu-kelulut".into()),
        place: field.map(Into::into),
        kind,
    }
}

#[test]
fn what_is_said_of_a_field_moves_nothing() {
    let mut harness = window(World::new(), show);
    click(&mut harness, "Tambah harga");
    let all = ["Merek", "Produsen", "Keterangan tempat", "Waktu pengerjaan (hari)", "Harga 1: Keterangan harga"];
    let places = |harness: &_| all.iter().map(|name| place(harness, name)).collect::<Vec<_>>();
    let before = places(&harness);
    // A number that is none, a date as it was read, a list of places, a place that was chosen.
    type_into(&mut harness, "Pesanan minimum", "sedikit");
    type_into(&mut harness, "Isi bersih: Satuan", "g");
    type_into(&mut harness, "Harga 1: Berlaku per", "8 Mei 2025");
    type_into(&mut harness, "Harga 1: Jumlah", "15rb");
    harness.get_by_label_contains("“sedikit” bukan angka");
    harness.get_by_label_contains("Isi juga angkanya");
    harness.get_by_label("8 Mei 2025");
    assert_eq!(places(&harness), before);
    type_into(&mut harness, "Asal daerah", "lung anai");
    harness.get_by_label_contains("Desa Lung Anai");
    assert_eq!(places(&harness), before);
    harness.key_press(KeyboardKey::Enter);
    harness.run_steps(3);
    harness.get_by_label_contains("kode 64.02.02.2010");
    assert_eq!(places(&harness), before);
    // What a check finds, of a field and of the whole record.
    let kinds = [
        (ProblemKind::NoCategory, Some(ProductField::Category)),
        (ProblemKind::IdentityNumber, None),
        (ProblemKind::OldPrice { price: Box::default(), is_printed: false }, Some(ProductField::Prices)),
    ];
    let problems: Vec<Problem> = kinds.into_iter().map(|(kind, field)| problem(kind, field)).collect();
    harness.state_mut().open().problems = problems.into();
    harness.run_steps(3);
    harness.get_by_label_contains("kategori");
    assert_eq!(places(&harness), before);
}

#[test]
fn of_a_new_product_nothing_is_said_before_a_field_is_left() {
    let mut world = World::new();
    let blank = crate::model::Product { id: "madu-kelulut".into(), ..Default::default() };
    world.open().timeline.perform(crate::model::Edit::put(Text::default(), blank), 0);
    world.open().problems = vec![problem(ProblemKind::NoName, Some(ProductField::Name))].into();
    let mut harness = window(world, show);
    let said = problem(ProblemKind::NoName, None);
    let said = crate::text::Explain::explain(&said, Lang::Id).what;
    assert!(harness.query_by_label_contains(&said).is_none());
    type_into(&mut harness, "Merek", "M");
    assert!(harness.query_by_label_contains(&said).is_none());
    harness.get_by_label("Nama produk").focus();
    harness.run_steps(3);
    // Beside the field's name, and whole over it while the field has the keyboard.
    assert_eq!(harness.query_all_by_label_contains(&said).count(), 2);
}

#[test]
fn completeness_is_one_line_that_opens_and_stands_still_while_gaps_are_filled() {
    let mut world = World::new();
    let mut harness = window(World::new(), show);
    assert!(harness.query_by_label("Isi Ringkasan").is_none());
    harness.get_by_label_contains("Kelengkapan data:").click();
    harness.run_steps(2);
    assert!(matches!(harness.state().asked.as_slice(), [Command::Product(ProductCommand::ShowMissing(true))]));
    world.state.settings.missing_open = true;
    let mut harness = window(world, show);
    let before = place(&harness, "Nama produk");
    type_into(&mut harness, "Ringkasan", "Madu asam.");
    harness.get_by_label("Ringkasan: sudah diisi");
    assert_eq!(place(&harness, "Nama produk"), before);
}
