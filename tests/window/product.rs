//! The page of a product: what a buyer is given is in view without scrolling, and own photos come before drawings.

use crate::desk::{Desk, LAPTOP, Window, app, click, open, perform};
use egui_kittest::kittest::Queryable as _;

use etalase::ui::command::{Overlay, ProductCommand, ShortlistCommand};

const HONEY: &str = r#"(format: 1, id: "uji", title: (id: "Katalog Uji"),
    booth_contact: (name: "Rina", whatsapp: "0812-3456-7890"),
    products: [
        (id: "madu", name: (id: "Madu"), origin: "64.02.02.2010", status: Ready,
            summary: (id: "Madu lebah tanpa sengat dari hutan di sekitar desa, dipanen dua kali setahun."),
            prices: [(amount: 75000, currency: "IDR", unit: "botol", basis: Retail, as_of: "2025-03", note: (id: "belum ongkos kirim")),
                (amount: 700000, currency: "IDR", unit: "dus", as_of: "2021-03")],
            photos: [(file: "gambar.png", illustration: true, alt: (id: "Gambar botol")), (file: "a.png", alt: (id: "Botol madu")), (file: "b.png", alt: (id: "Sarang"))]),
        (id: "teh", name: (id: "Teh"), status: Ready),
    ])"#;

fn page(desk: &Desk, size: egui::Vec2) -> Window {
    let named = desk.catalog(HONEY);
    std::fs::create_dir_all(named.join("photos")).unwrap();
    for file in ["gambar.png", "a.png", "b.png"] {
        image::RgbImage::new(900, 700).save(named.join("photos").join(file)).unwrap();
    }
    let mut window = open(desk.parts(), Some(named), size);
    perform(&mut window, ProductCommand::Select(Some("madu".into())));
    window
}

/// What the window gave to the clipboard when this was pressed.
fn copied(window: &mut Window, name: &str) -> String {
    window.get_by_label(name).click();
    let mut copied = String::new();
    for _ in 0..3 {
        window.step();
        for command in &window.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                copied.clone_from(text);
            }
        }
    }
    copied
}

#[test]
fn price_contact_code_chat_and_print_are_in_view() {
    let desk = Desk::new();
    let window = page(&desk, LAPTOP);
    let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, LAPTOP);
    let page = window.get_by_label("Salin untuk WhatsApp").rect().left();
    for name in ["Rp75.000", "Rina", "Kode QR WhatsApp", "Salin untuk WhatsApp", "Cetak"] {
        let mut all = window.query_all_by_label(name).map(|node| node.rect()).filter(|rect| rect.left() >= page - 4.0);
        let rect = all.next().unwrap_or_else(|| panic!("{name} is not on the page"));
        assert!(whole.contains_rect(rect), "{name}: {rect:?}");
    }
    window.get_by_label("eceran · per Maret 2025 · belum ongkos kirim");
}

#[test]
fn the_chat_text_of_a_product_and_of_a_buyer_s_list_leave_out_what_is_not_printed() {
    let desk = Desk::new();
    let mut window = page(&desk, LAPTOP);
    let text = copied(&mut window, "Salin untuk WhatsApp");
    assert!(text.starts_with("Halo Bapak/Ibu, berikut produk dari Katalog Uji:"), "{text}");
    assert!(text.contains("Rp75.000 / botol, eceran, per Maret 2025") && !text.contains("700.000"), "{text}");
    assert!(text.ends_with("Informasi: Rina, WhatsApp +62 812-3456-7890"), "{text}");
    perform(&mut window, ShortlistCommand::Toggle("teh".into()));
    perform(&mut window, ShortlistCommand::Toggle("madu".into()));
    let buyer = etalase::brochure::Buyer { name: "Ibu Sari".into(), ..Default::default() };
    perform(&mut window, ShortlistCommand::SetBuyer(buyer));
    perform(&mut window, ShortlistCommand::ToggleDrawer);
    let text = copied(&mut window, "Salin untuk WhatsApp");
    assert!(text.starts_with("Halo Ibu Sari, berikut 2 produk dari Katalog Uji:\n\n*Teh*"), "{text}");
}

#[test]
fn own_photos_come_before_drawings() {
    let desk = Desk::new();
    let mut window = page(&desk, LAPTOP);
    let large = |window: &Window| match app(window).state.overlay {
        Some(Overlay::Photo(_, at)) => at,
        _ => panic!("no large photo"),
    };
    click(&mut window, "Botol madu");
    assert_eq!(large(&window), 1);
    click(&mut window, "Foto berikutnya");
    assert_eq!(large(&window), 2);
    click(&mut window, "Foto berikutnya");
    assert_eq!(large(&window), 0, "the drawing comes last");
    click(&mut window, "Foto berikutnya");
    assert_eq!(large(&window), 1);
}
