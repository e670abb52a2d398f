//! What stands beside and below the products leaves them their room, and stands in line.

use crate::desk::{Desk, LAPTOP, click, open, perform};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use etalase::text::Lang;
use etalase::ui::command::{Command, ProductCommand, ShortlistCommand};

#[test]
fn a_product_and_its_form_leave_room_for_the_cards() {
    let desk = Desk::new();
    for size in [egui::vec2(1024.0, 600.0), LAPTOP] {
        let mut window = open(desk.parts(), Some(desk.own()), size);
        perform(&mut window, ProductCommand::Select(Some("arang-briket".into())));
        let rail = 84.0;
        assert!(window.get_by_label("Tambah ke daftar").rect().left() > rail + 500.0);
        // Side by side, the two leave the page above them its height.
        let print = window.get_by_label("Cetak").rect().center().y;
        assert!((print - window.get_by_label("Salin untuk WhatsApp").rect().center().y).abs() < 1.0);
        perform(&mut window, ProductCommand::Edit(true));
        assert!(window.get_by_label("Selesai").rect().left() > rail + 460.0);
        // How a date was read, and why not, stands beside its name.
        let year = window.get_by_role_and_label(Role::TextInput, "Kapasitas produksi: Tahun angka");
        assert!(year.rect().width() > 400.0);
    }
}

#[test]
fn what_is_offered_below_a_buyers_list_ends_where_the_list_does() {
    for lang in Lang::ALL {
        let desk = Desk::new();
        let mut window = open(desk.parts(), Some(desk.own()), LAPTOP);
        perform(&mut window, Command::SwitchLang(lang));
        perform(&mut window, ShortlistCommand::Toggle("batik-candi".into()));
        perform(&mut window, ShortlistCommand::ToggleDrawer);
        let right = |id, en| window.get_by_label(lang.pick(id, en)).rect().right();
        let print = right("Cetak untuk pembeli ini", "Print for this buyer");
        assert!(right("Pembeli baru", "New buyer") <= print + 0.5, "{lang:?}");
    }
}

#[test]
fn a_notice_of_one_line_stands_level_with_what_it_offers() {
    let desk = Desk::new();
    let mut window = open(desk.parts(), Some(desk.own()), LAPTOP);
    perform(&mut window, ProductCommand::Delete(vec!["batik-candi".into()]));
    let text = window.get_by_label_contains("Batik Candi dihapus").rect().center().y;
    let cross = window.get_by_label("Tutup pesan").rect().center().y;
    assert!((text - cross).abs() < 1.5, "{text} {cross}");
    click(&mut window, "Tutup pesan");
}
