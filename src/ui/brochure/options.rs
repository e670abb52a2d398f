//! How a brochure is made: which products, layout, paper, language, quality; rare choices under "Lanjutan".

use egui::{CollapsingHeader, ComboBox, DragValue, Id, Margin, RichText, Ui};

use crate::model::{
    BrochureSettings, CatalogInfo, Contact, Edit, GroupBy, LABEL_SHEETS, Layout, Paper, PrintLang, Quality, Standard,
    TagKind, Text,
};
use crate::text::Lang;
use crate::ui::app::command::{BrochureCommand, BrochureOf, Command, ShortlistCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::theme::Look;
use crate::ui::kit::{icons, widgets};

fn layout_name(layout: Layout, lang: Lang) -> &'static str {
    match layout {
        Layout::Catalog => lang.pick("Katalog", "Catalogue"),
        Layout::Sheet => lang.pick("Lembar produk", "Product sheet"),
        Layout::Leaflet => lang.pick("Selebaran lipat tiga", "Tri-fold leaflet"),
        Layout::PriceList => lang.pick("Daftar harga", "Price list"),
        Layout::Tags => lang.pick("Label harga", "Price tags"),
        Layout::Poster => lang.pick("Poster", "Poster"),
    }
}

pub(super) fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::heading(ui, lang.pick("Buat brosur", "Make a brochure"));
    which(ui, cx);
    let mut settings = cx.state.brochure.settings.clone();
    named(ui, cx, &mut settings);
    label(ui, look, lang.pick("Bentuk", "Layout"));
    ComboBox::from_id_salt("brochure layout")
        .width(ui.available_width())
        .selected_text(layout_name(settings.layout, lang))
        .show_ui(ui, |ui| {
            for layout in Layout::ALL {
                ui.selectable_value(&mut settings.layout, layout, layout_name(layout, lang));
            }
        });
    let papers = settings.layout.papers();
    if papers.len() > 1 && settings.tags.sheet.is_empty() {
        settings.paper = settings.fitting_paper();
        label(ui, look, lang.pick("Kertas", "Paper"));
        let choices: Vec<(Paper, &str)> = papers.iter().map(|paper| (*paper, paper.name())).collect();
        widgets::segmented(ui, look, &mut settings.paper, &choices);
    }
    label(ui, look, lang.pick("Bahasa", "Language"));
    let languages = [
        (PrintLang::Id, lang.pick("Indonesia", "Indonesian")),
        (PrintLang::En, lang.pick("Inggris", "English")),
        (PrintLang::Both, lang.pick("Keduanya", "Both")),
    ];
    widgets::segmented(ui, look, &mut settings.lang, &languages);
    label(ui, look, lang.pick("Dipakai untuk", "Made for"));
    let uses = [
        (Quality::Chat, "WhatsApp"),
        (Quality::Office, lang.pick("Kantor", "Office")),
        (Quality::Press, lang.pick("Percetakan", "Print shop")),
    ];
    widgets::segmented(ui, look, &mut settings.quality, &uses);
    if settings.layout == Layout::Catalog {
        label(ui, look, lang.pick("Produk per halaman", "Products per page"));
        widgets::segmented(ui, look, &mut settings.per_page, &[(1, "1"), (2, "2"), (4, "4"), (6, "6")]);
        label(ui, look, lang.pick("Kelompokkan menurut", "Group by"));
        let groups = [
            (GroupBy::Region, lang.pick("Asal daerah", "Region")),
            (GroupBy::Category, lang.pick("Kategori", "Category")),
        ];
        widgets::segmented(ui, look, &mut settings.group_by, &groups);
    }
    if settings.layout == Layout::Tags {
        tags(ui, cx, &mut settings);
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        if settings.layout != Layout::PriceList {
            ui.checkbox(&mut settings.prices, lang.pick("Harga", "Prices"));
        }
        ui.checkbox(&mut settings.qr, lang.pick("Kode QR", "QR codes"));
        ui.checkbox(&mut settings.ink_saving, lang.pick("Hemat tinta", "Save ink"));
    });
    accent(ui, look, lang, &mut settings);
    CollapsingHeader::new(lang.pick("Lanjutan", "Advanced"))
        .id_salt("brochure advanced")
        .show(ui, |ui| advanced(ui, look, lang, &mut settings));
    booth_contact(ui, cx);
    if settings != cx.state.brochure.settings {
        cx.ask(BrochureCommand::Set(Box::new(settings)));
    }
}

fn label(ui: &mut Ui, look: &Look, text: &str) {
    ui.add_space(4.0);
    widgets::label(ui, look, text);
}

/// The products, and for whom they are.
fn which(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut of = cx.state.brochure.of.clone();
    let shown = cx.state.browse.matches.hits.len();
    let listed = cx.state.shortlist.products.len();
    ui.radio_value(
        &mut of,
        BrochureOf::Shown,
        crate::say!(lang, "Produk yang tampil ({shown})", "The products shown ({shown})"),
    );
    ui.radio_value(
        &mut of,
        BrochureOf::Shortlist,
        crate::say!(lang, "Daftar pembeli ({listed})", "The buyer's list ({listed})"),
    );
    let one = match &cx.state.brochure.of {
        BrochureOf::One(id) => Some(id.clone()),
        _ => cx.state.product.selected.clone(),
    };
    if let Some(id) = one
        && let Some(product) = cx.state.product(&id)
    {
        let name = product.name.shown(lang).to_owned();
        ui.radio_value(&mut of, BrochureOf::One(id), name);
    }
    if of != cx.state.brochure.of {
        cx.ask(BrochureCommand::Show(of));
    }
    if cx.state.brochure.of == BrochureOf::Shortlist {
        let mut buyer = cx.state.shortlist.buyer.clone();
        widgets::text_field(ui, look, lang.pick("Nama pembeli", "Buyer's name"), &mut buyer.name, "", 1);
        widgets::text_field(ui, look, lang.pick("Lembaga", "Organisation"), &mut buyer.organisation, "", 1);
        widgets::text_field(
            ui,
            look,
            lang.pick("Catatan di bawah nama", "Note under the name"),
            &mut buyer.note,
            "",
            2,
        );
        if buyer != cx.state.shortlist.buyer {
            cx.ask(ShortlistCommand::SetBuyer(buyer));
        }
    }
}

/// Settings kept in the catalogue under a name.
fn named(ui: &mut Ui, cx: &mut Cx, settings: &mut BrochureSettings) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(info) = cx.state.catalog().map(|catalog| catalog.info.clone()) else { return };
    label(ui, look, lang.pick("Pengaturan tersimpan", "Saved settings"));
    let none = lang.pick("Tanpa nama", "Without a name");
    let is_kept = info.brochures.iter().any(|one| one.name == settings.name && !one.name.is_empty());
    let title = if is_kept { settings.name.clone() } else { none.to_owned() };
    ComboBox::from_id_salt("brochure named").width(ui.available_width()).selected_text(title).show_ui(ui, |ui| {
        for one in &info.brochures {
            if ui.selectable_label(one.name == settings.name, &one.name).clicked() {
                *settings = one.clone();
            }
        }
        if ui.selectable_label(!is_kept, none).clicked() {
            settings.name.clear();
        }
    });
    if !cx.state.may_edit() {
        return;
    }
    let id = Id::unique("brochure new name");
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    ui.horizontal(|ui| {
        let hint = lang.pick("Nama, mis. Surabaya, Inggris", "A name, such as Surabaya, English");
        let edit = egui::TextEdit::singleline(&mut typed)
            .hint_text(RichText::new(hint).color(look.faint))
            .desired_width(ui.available_width() - 84.0);
        let field = ui.add(edit);
        field.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, lang.pick("Nama pengaturan", "Name of the settings"))
        });
        let keep =
            widgets::icon_button(ui, icons::FLOPPY_DISK, lang.pick("Simpan dengan nama ini", "Save under this name"));
        if keep.clicked() && !typed.trim().is_empty() {
            cx.ask(BrochureCommand::Set(Box::new(settings.clone())));
            cx.ask(BrochureCommand::KeepSettings(typed.clone()));
            typed.clear();
        }
        if is_kept
            && widgets::icon_button(ui, icons::TRASH, lang.pick("Hapus pengaturan ini", "Delete these settings"))
                .clicked()
        {
            cx.ask(BrochureCommand::ForgetSettings(settings.name.clone()));
        }
    });
    ui.data_mut(|data| data.insert_temp(id, typed));
}

fn millimetres(ui: &mut Ui, look: &Look, name: &str, value: &mut f64, range: std::ops::RangeInclusive<f64>) {
    ui.vertical(|ui| {
        let label = widgets::label(ui, look, name);
        ui.add(DragValue::new(value).range(range).speed(0.5).max_decimals(1).suffix(" mm")).labelled_by(label.id);
    });
}

fn tags(ui: &mut Ui, cx: &mut Cx, settings: &mut BrochureSettings) {
    let (look, lang) = (cx.look(), cx.lang());
    label(ui, look, lang.pick("Jenis label", "Kind of label"));
    let kinds = [
        (TagKind::Price, lang.pick("Harga", "Price")),
        (TagKind::Shelf, lang.pick("Rak", "Shelf")),
        (TagKind::Tent, lang.pick("Meja", "Table tent")),
    ];
    widgets::segmented(ui, look, &mut settings.tags.kind, &kinds);
    label(ui, look, lang.pick("Lembar label", "Label sheet"));
    let free = lang.pick("Ukuran sendiri, dipotong", "Own size, cut by hand");
    let title = if settings.tags.sheet.is_empty() { free } else { &settings.tags.sheet }.to_owned();
    ComboBox::from_id_salt("label sheet").width(ui.available_width()).selected_text(title).show_ui(ui, |ui| {
        if ui.selectable_label(settings.tags.sheet.is_empty(), free).clicked() {
            settings.tags.sheet.clear();
        }
        for sheet in LABEL_SHEETS {
            if ui.selectable_label(settings.tags.sheet == sheet.name, sheet.name).clicked() {
                sheet.name.clone_into(&mut settings.tags.sheet);
                settings.paper = sheet.paper;
            }
        }
    });
    let tags = &mut settings.tags;
    ui.horizontal(|ui| {
        if tags.sheet.is_empty() {
            millimetres(ui, look, lang.pick("Lebar", "Width"), &mut tags.width_mm, 30.0..=200.0);
            millimetres(ui, look, lang.pick("Tinggi", "Height"), &mut tags.height_mm, 20.0..=270.0);
        }
        ui.vertical(|ui| {
            let label = widgets::label(ui, look, lang.pick("Mulai label ke", "Start at label"));
            ui.add(DragValue::new(&mut tags.start).range(1..=200)).labelled_by(label.id);
        });
    });
    ui.horizontal(|ui| {
        millimetres(ui, look, lang.pick("Geser kanan", "Move right"), &mut tags.offset_x_mm, -20.0..=20.0);
        millimetres(ui, look, lang.pick("Geser bawah", "Move down"), &mut tags.offset_y_mm, -20.0..=20.0);
    });
    let mut test = cx.state.brochure.test_page;
    if ui.checkbox(&mut test, lang.pick("Halaman uji printer", "Printer test page")).changed() {
        cx.ask(BrochureCommand::SetTestPage(test));
    }
}

fn accent(ui: &mut Ui, look: &Look, lang: Lang, settings: &mut BrochureSettings) {
    ui.horizontal(|ui| {
        let mut colour = settings.lead_colour();
        let button = ui.color_edit_button_srgb(&mut colour);
        button.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, lang.pick("Warna utama", "Main colour"))
        });
        if colour != settings.lead_colour() {
            let [red, green, blue] = colour;
            settings.accent = format!("#{red:02x}{green:02x}{blue:02x}");
        }
        widgets::weak(ui, look, lang.pick("Warna utama", "Main colour"));
        if !settings.accent.is_empty()
            && widgets::quiet_icon(ui, icons::ARROW_COUNTER_CLOCKWISE, lang.pick("Warna semula", "Default colour"))
                .clicked()
        {
            settings.accent.clear();
        }
    });
}

fn advanced(ui: &mut Ui, look: &Look, lang: Lang, settings: &mut BrochureSettings) {
    if settings.layout == Layout::Catalog {
        ui.add_enabled_ui(settings.fitting_paper() != Paper::Letter, |ui| {
            ui.checkbox(&mut settings.booklet, lang.pick("Susun sebagai buklet", "Impose as a booklet"));
        });
        if settings.is_booklet() {
            widgets::small(
                ui,
                look,
                lang.pick(
                    "Dua halaman per sisi, dilipat dan distaples di tengah. Pergeseran halaman dalam (creep) nol.",
                    "Two pages a side, folded and stapled in the middle. Creep is zero.",
                ),
            );
        }
        ui.checkbox(
            &mut settings.odd_starts,
            lang.pick("Bab mulai di halaman kanan", "Start chapters on a right-hand page"),
        );
    }
    ui.add_enabled_ui(settings.quality == Quality::Press, |ui| {
        ui.checkbox(
            &mut settings.marks,
            lang.pick("Lebihan potong 3 mm dan tanda potong", "Bleed of 3 mm and crop marks"),
        );
    });
    if settings.quality == Quality::Press {
        widgets::small(ui, look, lang.pick("Warna tersimpan sebagai RGB.", "Colours are stored as RGB."));
    }
    ui.checkbox(
        &mut settings.old_prices,
        lang.pick("Cetak juga harga yang lebih dari tiga tahun", "Also print prices older than three years"),
    );
    ui.checkbox(&mut settings.qr_web, lang.pick("QR ke halaman web produsen", "QR to the maker's web page"));
    if settings.layout == Layout::Catalog {
        ui.checkbox(&mut settings.sources, lang.pick("Halaman sumber data", "A page of sources"));
    }
    ui.checkbox(&mut settings.per_region, lang.pick("Satu file untuk tiap daerah", "One file for each region"));
    label(ui, look, lang.pick("Standar file", "File standard"));
    let standards = [
        (Standard::Auto, lang.pick("Otomatis", "Automatic")),
        (Standard::Ua1, "PDF/UA-1"),
        (Standard::A2b, "PDF/A-2b"),
    ];
    widgets::segmented(ui, look, &mut settings.standard, &standards);
}

/// Asked where it is missed: no public source gives producers' numbers, so without one "call us" leads nowhere.
fn booth_contact(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(catalog) = cx.state.catalog().cloned() else { return };
    let reaches = |contact: &Contact| !contact.whatsapp.trim().is_empty() || !contact.phone.trim().is_empty();
    let info: &CatalogInfo = &catalog.info;
    let known = info.booth_contact.as_ref().is_some_and(reaches)
        || info.organizer.as_ref().is_some_and(|office| reaches(&office.contact))
        || catalog.producers.values().any(|one| !one.whatsapp.is_empty());
    if known || !cx.state.may_edit() {
        return;
    }
    ui.add_space(6.0);
    widgets::band(ui, look.warning_soft, Margin::same(10), |ui| {
        ui.label(
            RichText::new(lang.pick(
                "Belum ada nomor yang bisa dihubungi. Siapa yang menjawab pembeli?",
                "There is no number to call yet. Who answers buyers?",
            ))
            .color(look.warning),
        );
        let id = Id::unique("brochure booth contact");
        let (mut name, mut number): (String, String) = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        widgets::text_field(ui, look, lang.pick("Nama di stan", "Name at the booth"), &mut name, "", 1);
        widgets::text_field(ui, look, "WhatsApp", &mut number, "0812…", 1);
        if widgets::button(ui, icons::CHECK, lang.pick("Simpan kontak stan", "Save the booth contact")).clicked()
            && !number.trim().is_empty()
        {
            let mut info = info.clone();
            let old = info.booth_contact.take().unwrap_or_default();
            info.booth_contact = Some(Contact { name: name.trim().into(), whatsapp: number.trim().into(), ..old });
            cx.ask(Command::Change(Edit::put(Text::new("Kontak stan", "Booth contact"), info)));
        }
        ui.data_mut(|data| data.insert_temp(id, (name, number)));
    });
}
