//! The frame around every screen: top bar, rail of screens, banner, notices, and what lies over them.

use egui::{
    Align, Align2, Area, Button, CentralPanel, Color32, CornerRadius, Frame, Id, Layout, Margin, Order, Panel,
    RichText, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, vec2,
};

use super::app::search_id;
use super::command::{BrochureOf, Command, Overlay, Screen};
use super::icons;
use super::notices::{Notice, Offer, Tone};
use super::state::{Cx, OpenCatalog, Phase, Rights};
use super::theme::{self, Look};
use super::{browse, closed, history, overlays, problems, producers, settings_form, widgets};
use crate::model::Filter;
use crate::store::SaveState;
use crate::text::{Lang, Severity};

/// The whole window.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let look = cx.look();
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 11));
    Panel::top("top").frame(bar).show(ui, |ui| top_bar(ui, cx));
    match &cx.state.phase {
        Phase::Open(open) => {
            let rail = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(8, 10));
            Panel::left("rail")
                .exact_size(84.0)
                .resizable(false)
                .frame(rail)
                .show(ui, |ui| rail_of_screens(ui, cx, open));
            banner(ui, cx, open);
            let canvas = Frame::new().fill(look.canvas);
            CentralPanel::default().frame(canvas).show(ui, |ui| match cx.state.screen {
                Screen::Browse => browse::show(ui, cx),
                Screen::Producers => producers::show(ui, cx),
                Screen::Brochure => super::brochure::show(ui, cx),
                Screen::Problems => problems::show(ui, cx),
                Screen::Review => super::review::show(ui, cx),
                Screen::CatalogSettings => settings_form::show(ui, cx),
                Screen::History => history::show(ui, cx),
            });
        }
        phase => {
            let canvas = Frame::new().fill(look.canvas).inner_margin(Margin::same(24));
            CentralPanel::default().frame(canvas).show(ui, |ui| closed::show(ui, cx, phase));
        }
    }
    overlays::show(ui.ctx(), cx);
    super::review::progress(ui, cx);
    notices(ui, cx);
    drop_hint(ui, cx);
}

fn top_bar(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let wide = ui.available_width() > 1180.0;
    ui.horizontal(|ui| {
        let (mark, _) = ui.allocate_exact_size(vec2(36.0, 36.0), Sense::hover());
        ui.painter().rect_filled(mark, CornerRadius::same(10), look.accent);
        ui.painter().text(mark.center(), Align2::CENTER_CENTER, icons::STOREFRONT, theme::body(20.0), look.on_accent);
        let title_width = if wide { 232.0 } else { 190.0 };
        ui.allocate_ui_with_layout(vec2(title_width, 38.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(title_width);
            ui.spacing_mut().item_spacing.y = 1.0;
            let title =
                cx.state.catalog().and_then(|catalog| catalog.info.title.or_other(lang)).map(|(title, _)| title);
            let title = title.unwrap_or("Etalase Desa");
            ui.add(egui::Label::new(RichText::new(title).font(theme::bold(15.0))).truncate()).on_hover_text(title);
            save_state(ui, cx);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_enabled_ui(cx.state.open().is_some(), |ui| {
                let print =
                    widgets::accent_button(ui, look, icons::PRINTER, lang.pick("Buat brosur", "Make a brochure"));
                if print.clicked() {
                    let of = if cx.state.drawer_open { BrochureOf::Shortlist } else { BrochureOf::Shown };
                    cx.ask(Command::ShowBrochure(of));
                }
                let count = cx.state.shortlist.products.len();
                let text = crate::say!(lang, "Daftar ({count})", "List ({count})");
                let list = widgets::toggle(ui, look, cx.state.drawer_open, icons::LIST_CHECKS, &text, &text);
                if list.on_hover_text(lang.pick("Daftar pilihan pembeli (Ctrl+B)", "Buyer's list (Ctrl+B)")).clicked() {
                    cx.ask(Command::ToggleShortlistDrawer);
                }
            });
            let theme_name = lang.pick("Tampilan terang atau gelap", "Light or dark");
            let icon = if look.dark { icons::SUN } else { icons::MOON };
            if widgets::icon_button(ui, icon, theme_name).clicked() {
                cx.ask(Command::SwitchTheme);
            }
            language(ui, cx);
            undo_redo(ui, cx);
            search(ui, cx);
        });
    });
}

fn language(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let name = lang.pick("Switch to English", "Ganti ke Bahasa Indonesia");
    let button = Button::new(RichText::new(lang.pick("ID", "EN")).font(theme::semi(13.0))).min_size(vec2(36.0, 32.0));
    let response = ui.add(button).on_hover_text(name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.clicked() {
        cx.ask(Command::SwitchLang(lang.other()));
    }
}

fn undo_redo(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let Some(open) = cx.state.open() else { return };
    let name = |step: Option<&crate::model::Step>, verb: &str| {
        let name = step.and_then(|step| step.name.or_other(lang)).map(|(name, _)| name.to_owned());
        name.map_or(verb.to_owned(), |name| format!("{verb}: {name}"))
    };
    let (undo, redo) = (open.timeline.next_undo(), open.timeline.next_redo());
    let (undo_name, redo_name) = (name(undo, lang.pick("Urungkan", "Undo")), name(redo, lang.pick("Ulangi", "Redo")));
    let (can_undo, can_redo) = (undo.is_some(), redo.is_some());
    ui.add_enabled_ui(can_redo, |ui| {
        if widgets::quiet_icon(ui, icons::ARROW_CLOCKWISE, &redo_name).clicked() {
            cx.ask(Command::Redo);
        }
    });
    ui.add_enabled_ui(can_undo, |ui| {
        if widgets::quiet_icon(ui, icons::ARROW_COUNTER_CLOCKWISE, &undo_name).clicked() {
            cx.ask(Command::Undo);
        }
    });
}

fn search(ui: &mut Ui, cx: &mut Cx) {
    if cx.state.open().is_none() {
        return;
    }
    let (look, lang) = (cx.look(), cx.lang());
    let hint = lang.pick("Cari produk, desa, atau produsen", "Search products, villages or producers");
    let mut text = cx.state.filter.search.clone();
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let width = ui.available_width().clamp(80.0, 560.0);
        let edit = TextEdit::singleline(&mut text)
            .id(search_id())
            .hint_text(RichText::new(hint).color(look.faint))
            .margin(Margin { left: 34, right: 30, top: 8, bottom: 8 })
            .desired_width(width - 64.0);
        let response = ui.add(edit);
        response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, hint));
        let rect = response.rect;
        let at = rect.left_center() + vec2(18.0, 0.0);
        ui.painter().text(at, Align2::CENTER_CENTER, icons::MAGNIFYING_GLASS, theme::body(15.0), look.weak);
        if cx.state.focus_search {
            response.request_focus();
        }
        if response.changed() {
            ask_search(cx, text.clone());
        }
        if !text.is_empty() {
            let spot = egui::Rect::from_center_size(rect.right_center() - vec2(18.0, 0.0), vec2(24.0, 24.0));
            let clear = ui.put(spot, Button::new(RichText::new(icons::X).size(12.0).color(look.weak)).frame(false));
            let name = lang.pick("Kosongkan pencarian", "Clear the search");
            clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
            if clear.clicked() {
                ask_search(cx, String::new());
            }
        }
    });
}

fn ask_search(cx: &mut Cx, search: String) {
    if cx.state.screen != Screen::Browse {
        cx.ask(Command::Go(Screen::Browse));
    }
    let filter = Filter { search, ..cx.state.filter.clone() };
    cx.ask(Command::SetFilter(filter));
}

/// The line that always says whether everything is safe.
fn save_state(ui: &mut Ui, cx: &Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(open) = cx.state.open() else { return };
    let (icon, text, ink) = match (&open.rights, &cx.state.save) {
        (Rights::Sample, _) => {
            (icons::BOOK_OPEN, lang.pick("Katalog contoh", "Sample catalogue").to_owned(), look.weak)
        }
        (Rights::BecomingOwn, _) => {
            (icons::SPINNER_GAP, lang.pick("Membuat salinan Anda…", "Making your copy…").to_owned(), look.weak)
        }
        (Rights::LockedElsewhere | Rights::ReadOnly, _) => {
            (icons::LOCK_SIMPLE, lang.pick("Hanya bisa dibaca", "Read only").to_owned(), look.warning)
        }
        (_, SaveState::Saved { at: None }) => (icons::CHECK, lang.pick("Tersimpan", "Saved").to_owned(), look.weak),
        (_, SaveState::Saved { at: Some(at) }) => {
            let at = if lang == Lang::Id { at.replace(':', ".") } else { at.clone() };
            (icons::CHECK, crate::say!(lang, "Tersimpan otomatis pukul {at}", "Saved automatically at {at}"), look.weak)
        }
        (_, SaveState::Pending | SaveState::Saving) => {
            (icons::FLOPPY_DISK, lang.pick("Menyimpan…", "Saving…").to_owned(), look.weak)
        }
        (_, SaveState::Failed(_)) => {
            (icons::WARNING_CIRCLE, lang.pick("Belum tersimpan", "Not saved").to_owned(), look.danger)
        }
    };
    let response =
        ui.add(egui::Label::new(RichText::new(format!("{icon} {text}")).size(theme::SIZE_SMALL).color(ink)).truncate());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
}

fn rail_of_screens(ui: &mut Ui, cx: &mut Cx, open: &OpenCatalog) {
    let lang = cx.lang();
    let serious = open.problems.iter().filter(|problem| problem.severity != Severity::Hint).count();
    ui.spacing_mut().item_spacing.y = 4.0;
    for (screen, icon, name, count) in [
        (Screen::Browse, icons::SQUARES_FOUR, lang.pick("Produk", "Products"), 0),
        (Screen::Producers, icons::USERS_THREE, lang.pick("Produsen", "Producers"), 0),
        (Screen::Brochure, icons::PRINTER, lang.pick("Brosur", "Brochure"), 0),
        (Screen::Problems, icons::WARNING_CIRCLE, lang.pick("Masalah", "Problems"), serious),
        (Screen::CatalogSettings, icons::GEAR_SIX, lang.pick("Pengaturan", "Settings"), 0),
        (Screen::History, icons::CLOCK_COUNTER_CLOCKWISE, lang.pick("Riwayat", "History"), 0),
    ] {
        if rail_button(ui, cx.look(), cx.state.screen == screen, icon, name, count) {
            cx.ask(Command::Go(screen));
        }
    }
    ui.with_layout(Layout::bottom_up(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let look = cx.look();
        let more = rail_response(ui, look, false, icons::LIST, lang.pick("Lainnya", "More"), 0);
        egui::Popup::menu(&more).show(|ui| more_menu(ui, cx));
        let locked = cx.state.settings.editing_locked;
        let (icon, name) = if locked {
            (icons::LOCK_SIMPLE, lang.pick("Terkunci", "Locked"))
        } else {
            (icons::LOCK_SIMPLE_OPEN, lang.pick("Kunci", "Lock"))
        };
        let lock = rail_response(ui, look, locked, icon, name, 0);
        let hint = lang.pick("Kunci penyuntingan selama pameran", "Lock editing for the day");
        if lock.on_hover_text(hint).clicked() {
            cx.ask(Command::LockEditing(!locked));
        }
    });
}

fn more_menu(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    ui.set_min_width(250.0);
    for (icon, text, command) in [
        (icons::FOLDER_OPEN, lang.pick("Buka katalog…", "Open a catalogue…"), Command::Show(Overlay::Open)),
        (icons::FOLDER_PLUS, lang.pick("Katalog baru…", "New catalogue…"), Command::Show(Overlay::New)),
        (icons::HARD_DRIVES, lang.pick("Salin ke laptop ini", "Copy to this laptop"), Command::CopyToLaptop),
        (icons::DOWNLOAD_SIMPLE, lang.pick("Impor dari Excel…", "Import from Excel…"), Command::PickSpreadsheet),
        (icons::FLOPPY_DISK, lang.pick("Ekspor ke Excel", "Export to Excel"), Command::ExportShown),
        (icons::FILE_PDF, lang.pick("Buka brosur terakhir", "Open the last brochure"), Command::OpenLastBrochure),
        (icons::CORNERS_OUT, lang.pick("Layar penuh", "Full screen"), Command::FullScreen),
        (icons::KEYBOARD, lang.pick("Pintasan papan ketik", "Keyboard shortcuts"), Command::Show(Overlay::Shortcuts)),
        (icons::INFO, lang.pick("Tentang program ini", "About this program"), Command::Show(Overlay::About)),
    ] {
        let button = Button::new(format!("{icon}  {text}")).frame_when_inactive(false).min_size(vec2(238.0, 32.0));
        let response = ui.with_layout(Layout::top_down_justified(Align::Min), |ui| ui.add(button)).inner;
        response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, text));
        if response.clicked() {
            cx.ask(command);
            ui.close();
        }
    }
}

fn rail_button(ui: &mut Ui, look: &Look, on: bool, icon: &str, name: &str, count: usize) -> bool {
    rail_response(ui, look, on, icon, name, count).clicked()
}

fn rail_response(ui: &mut Ui, look: &Look, on: bool, icon: &str, name: &str, count: usize) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(68.0, 54.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    let fill = match (on, response.hovered()) {
        (true, _) => look.accent_soft,
        (false, true) => look.hover,
        _ => Color32::TRANSPARENT,
    };
    let ink = if on { look.accent } else { look.weak };
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(theme::RADIUS_CARD), fill);
    if response.has_focus() {
        let stroke = Stroke::new(1.5, look.accent);
        painter.rect_stroke(rect, CornerRadius::same(theme::RADIUS_CARD), stroke, egui::StrokeKind::Inside);
    }
    painter.text(rect.center() - vec2(0.0, 8.0), Align2::CENTER_CENTER, icon, theme::body(19.0), ink);
    painter.text(rect.center() + vec2(0.0, 15.0), Align2::CENTER_CENTER, name, theme::body(11.0), ink);
    if count > 0 {
        let at = rect.center() + vec2(15.0, -16.0);
        let text = if count > 99 { "99+".to_owned() } else { count.to_string() };
        painter.circle_filled(at, 9.0, look.warning);
        painter.text(at, Align2::CENTER_CENTER, text, theme::semi(9.5), look.panel);
    }
    response
}

/// Says why nothing can be changed, and offers the way on.
fn banner(ui: &mut Ui, cx: &mut Cx, open: &OpenCatalog) {
    let (look, lang) = (cx.look(), cx.lang());
    let (text, offer) = match open.rights {
        Rights::LockedElsewhere => (
            lang.pick(
                "Katalog ini sedang dibuka di jendela lain, jadi di sini hanya bisa dibaca.",
                "This catalogue is open in another window, so here it can only be read.",
            ),
            (icons::ARROW_CLOCKWISE, lang.pick("Muat ulang", "Reload"), Command::Reload),
        ),
        Rights::ReadOnly => (
            lang.pick(
                "Folder katalog ini hanya bisa dibaca. Salin ke laptop ini untuk mengubahnya.",
                "This catalogue's folder can only be read. Copy it to this laptop to edit it.",
            ),
            (icons::HARD_DRIVES, lang.pick("Salin ke laptop ini", "Copy to this laptop"), Command::CopyToLaptop),
        ),
        _ => return,
    };
    let frame = Frame::new().fill(look.warning_soft).inner_margin(Margin::symmetric(16, 6));
    Panel::top("banner").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(format!("{}  {text}", icons::LOCK_SIMPLE)).color(look.warning));
            let (icon, name, command) = offer;
            if widgets::link(ui, look, icon, name).clicked() {
                cx.ask(command);
            }
        });
    });
}

fn notices(ui: &mut Ui, cx: &mut Cx) {
    if cx.state.notices.iter().next().is_none() {
        return;
    }
    let list: Vec<Notice> = cx.state.notices.iter().cloned().collect();
    Area::new(Id::unique("notices")).order(Order::Foreground).anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -16.0)).show(
        ui.ctx(),
        |ui| {
            ui.set_width(360.0);
            for notice in &list {
                notice_card(ui, cx, notice);
            }
        },
    );
}

fn notice_card(ui: &mut Ui, cx: &mut Cx, notice: &Notice) {
    let (look, lang) = (cx.look(), cx.lang());
    let (icon, ink) = match notice.tone {
        Tone::Done => (icons::CHECK_CIRCLE, look.accent),
        Tone::Info => (icons::INFO, look.accent),
        Tone::Failed => (icons::WARNING_CIRCLE, look.danger),
    };
    let shadow = ui.style().visuals.popup_shadow;
    let frame = Frame::new()
        .fill(look.card)
        .stroke(Stroke::new(1.0, look.line))
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(14)
        .shadow(shadow);
    frame.show(ui, |ui| {
        ui.set_width(332.0);
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(icon).size(18.0).color(ink));
            ui.vertical(|ui| {
                ui.set_width(262.0);
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.label(RichText::new(&notice.text.what).font(theme::semi(theme::SIZE_BODY)));
                if !notice.text.todo.is_empty() {
                    ui.label(&notice.text.todo);
                }
                if !notice.text.place.is_empty() {
                    widgets::small(ui, look, &notice.text.place);
                }
                let offer = match &notice.offer {
                    Some(Offer::OpenFile(path)) => {
                        Some((icons::ARROW_SQUARE_OUT, lang.pick("Buka", "Open"), Command::OpenFile(path.clone())))
                    }
                    Some(Offer::Undo) => {
                        Some((icons::ARROW_COUNTER_CLOCKWISE, lang.pick("Urungkan", "Undo"), Command::Undo))
                    }
                    Some(Offer::KeepMine) => {
                        let name = lang.pick("Simpan yang ada di jendela ini", "Save what is in this window");
                        Some((icons::FLOPPY_DISK, name, Command::KeepMine))
                    }
                    Some(Offer::Recover) => {
                        let name = lang.pick("Ambil kembali", "Take them back in");
                        Some((icons::CLOCK_COUNTER_CLOCKWISE, name, Command::Recover))
                    }
                    Some(Offer::RetrySave) => Some((
                        icons::ARROW_CLOCKWISE,
                        lang.pick("Coba simpan lagi", "Try to save again"),
                        Command::SaveNow,
                    )),
                    None => None,
                };
                if let Some((icon, name, command)) = offer
                    && widgets::link(ui, look, icon, name).clicked()
                {
                    cx.ask(command);
                    cx.ask(Command::DismissNotice(notice.id));
                }
            });
            if widgets::quiet_icon(ui, icons::X, lang.pick("Tutup pesan", "Close the message")).clicked() {
                cx.ask(Command::DismissNotice(notice.id));
            }
        });
    });
}

/// While files hover over the window: what dropping them here would do.
fn drop_hint(ui: &Ui, cx: &Cx) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let (look, lang) = (cx.look(), cx.lang());
    let text = match cx.state.selected_product().and_then(|product| product.name.or_other(lang)) {
        Some((name, _)) => crate::say!(lang, "Lepas untuk menambah foto ke {name}", "Drop to add photos to {name}"),
        None => lang.pick("Lepas folder katalog untuk membukanya", "Drop a catalogue folder to open it").to_owned(),
    };
    let painter = ui.ctx().layer_painter(egui::LayerId::new(Order::Foreground, Id::unique("drop hint")));
    let rect = ui.ctx().content_rect();
    painter.rect_filled(rect, CornerRadius::ZERO, look.canvas.gamma_multiply(0.85));
    let inner = rect.shrink(24.0);
    painter.rect_stroke(inner, CornerRadius::same(18), Stroke::new(2.0, look.accent), egui::StrokeKind::Inside);
    painter.text(
        rect.center() - vec2(0.0, 24.0),
        Align2::CENTER_CENTER,
        icons::DOWNLOAD_SIMPLE,
        theme::body(36.0),
        look.accent,
    );
    painter.text(rect.center() + vec2(0.0, 22.0), Align2::CENTER_CENTER, text, theme::bold(18.0), look.text);
}
