//! The frame around every screen: top bar, rail of screens, banner, notices, and what lies over them.

pub mod notices;
pub mod overlays;
pub mod products;
pub mod top_bar;

use crate::ui::app::command::{
    BrochureCommand, CareCommand, CatalogCommand, Command, HelpCommand, ImportCommand, Overlay, Screen,
};
use egui::{
    Align, Align2, CentralPanel, Color32, CornerRadius, Frame, Id, Layout, Margin, Order, Panel, RichText, Role, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};

use crate::ui::app::cx::Cx;
use crate::ui::app::offers;
use crate::ui::app::shortcuts::{Hotkey, keys};
use crate::ui::app::state::{OpenCatalog, Phase, Rights};
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::{icons, widgets};
use crate::ui::{
    brochure, catalog, closing, export, help, history, import, producer, proposal, quality, settings, tray,
};

/// The whole window, on what it was cleared with: each point that is painted once more costs a software renderer as much as
/// the first time.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let look = cx.look();
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 11));
    Panel::top("top").frame(bar).show(ui, |ui| top_bar::show(ui, cx));
    match &cx.state.phase {
        Phase::Open(open) => {
            let rail = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(8, 10));
            Panel::left("rail")
                .exact_size(theme::RAIL)
                .resizable(false)
                .frame(rail)
                .show(ui, |ui| rail_of_screens(ui, cx));
            notices::under(ui, cx, |ui, cx| {
                banner(ui, cx, open);
                offers::way_back(ui, cx);
                // An id of its own: a bar that comes or goes above leaves what is remembered inside.
                let screen = UiBuilder::new().scope_id(Id::unique("screen"));
                ui.scope_builder(screen, |ui| {
                    CentralPanel::default().frame(Frame::new()).show(ui, |ui| match cx.state.screen {
                        Screen::Browse => products::show(ui, cx),
                        Screen::Producers => producer::show(ui, cx),
                        Screen::Brochure => brochure::show(ui, cx),
                        Screen::Problems => quality::problems::show(ui, cx),
                        Screen::Completeness => quality::completeness::show(ui, cx),
                        Screen::Compare => quality::compare::show(ui, cx),
                        Screen::Review => import::review::show(ui, cx),
                        Screen::Tray => tray::screen::show(ui, cx),
                        Screen::CatalogSettings => settings::show(ui, cx),
                        Screen::History => history::view::show(ui, cx),
                        Screen::Proposal => proposal::view::show(ui, cx),
                    });
                });
            });
        }
        phase => {
            notices::under(ui, cx, |ui, cx| {
                CentralPanel::default()
                    .frame(Frame::new().inner_margin(Margin::same(24)))
                    .show(ui, |ui| catalog::no_catalog::show(ui, cx, phase));
            });
        }
    }
    help::steps::show(ui.ctx(), cx);
    overlays::show(ui.ctx(), cx);
    import::review::progress(ui, cx);
    export::view::progress(ui, cx);
    closing::view::show(ui.ctx(), cx);
    drop_hint(ui, cx);
}

fn rail_of_screens(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    ui.spacing_mut().item_spacing.y = 4.0;
    let mut screens = vec![
        (Screen::Browse, icons::SQUARES_FOUR, lang.pick("Produk", "Products"), 0),
        (Screen::Producers, icons::USERS_THREE, lang.pick("Produsen", "Producers"), 0),
        (Screen::Brochure, icons::PRINTER, lang.pick("Brosur", "Brochure"), 0),
        (Screen::Problems, icons::WARNING_CIRCLE, lang.pick("Masalah", "Problems"), cx.state.serious_problems()),
        (Screen::CatalogSettings, icons::GEAR_SIX, lang.pick("Pengaturan", "Settings"), 0),
        (Screen::History, icons::CLOCK_COUNTER_CLOCKWISE, lang.pick("Riwayat", "History"), 0),
    ];
    // Only while something lies in it: the rail is short on a small screen.
    if !cx.state.tray.photos.is_empty() || cx.state.screen == Screen::Tray {
        let (_, _, left) = cx.state.tray.counts();
        screens.push((Screen::Tray, icons::TRAY, lang.pick("Baki foto", "Photo tray"), left));
    }
    // A review that is under way is found again.
    if cx.state.review.is_some() {
        screens.push((Screen::Review, icons::FILE_XLS, lang.pick("Impor", "Import"), 0));
    }
    for (screen, icon, name, count) in screens {
        let on = match cx.state.screen {
            Screen::Completeness | Screen::Compare => screen == Screen::Problems,
            shown => shown == screen,
        };
        if rail_button(ui, cx.look(), on, icon, name, count).clicked() {
            cx.ask(Command::Go(screen));
        }
    }
    // At the lower end.
    ui.add_space((ui.available_height() - 2.0 * rail_height(ui) - 4.0).max(0.0));
    let look = cx.look();
    let locked = cx.state.settings.editing_locked;
    let (icon, name) = if locked {
        (icons::LOCK_SIMPLE, lang.pick("Terkunci", "Locked"))
    } else {
        (icons::LOCK_SIMPLE_OPEN, lang.pick("Kunci", "Lock"))
    };
    let lock = rail_button(ui, look, locked, icon, name, 0);
    let hint = lang.pick("Kunci penyuntingan selama pameran", "Lock editing for the day");
    if lock.on_hover_text(hint).clicked() {
        cx.ask(Command::LockEditing(!locked));
    }
    let more = rail_button(ui, look, false, icons::LIST, lang.pick("Lainnya", "More"), 0);
    egui::Popup::menu(&more).show(|ui| more_menu(ui, cx));
}

fn more_menu(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    ui.set_min_width(250.0);
    // All of it stands in a low window.
    ui.spacing_mut().item_spacing.y = 0.0;
    let keys = |name: &str, hotkey: Hotkey| format!("{name} ({})", keys(hotkey));
    menu_title(ui, cx, lang.pick("Katalog", "Catalogue"));
    entry(ui, cx, icons::FOLDER_OPEN, lang.pick("Buka katalog…", "Open a catalogue…"), Command::Show(Overlay::Open));
    entry(ui, cx, icons::FOLDER_PLUS, lang.pick("Katalog baru…", "New catalogue…"), Command::Show(Overlay::New));
    let copy = lang.pick("Salin ke laptop ini", "Copy to this laptop");
    entry(ui, cx, icons::HARD_DRIVES, copy, CatalogCommand::CopyToLaptop);
    let import = lang.pick("Impor dari Excel…", "Import from Excel…");
    entry(ui, cx, icons::DOWNLOAD_SIMPLE, import, ImportCommand::PickFile);
    entry(ui, cx, icons::FILE_XLS, lang.pick("Ekspor ke Excel…", "Export to Excel…"), Command::Show(Overlay::Export));
    menu_title(ui, cx, lang.pick("Foto", "Photos"));
    entry(ui, cx, icons::TRAY, lang.pick("Baki foto", "Photo tray"), Command::Go(Screen::Tray));
    let moved = lang.pick("Temukan foto yang dipindah…", "Find moved photos…");
    entry(ui, cx, icons::MAGNIFYING_GLASS, moved, Command::Show(Overlay::MovedPhotos));
    let unused = lang.pick("Buang foto yang tidak dipakai…", "Clear away unused photos…");
    entry(ui, cx, icons::BROOM, unused, CareCommand::LookForUnused);
    menu_title(ui, cx, lang.pick("Tampilkan", "Show"));
    let last = lang.pick("Buka brosur terakhir", "Open the last brochure");
    entry(ui, cx, icons::FILE_PDF, last, BrochureCommand::OpenLast);
    let full = keys(lang.pick("Layar penuh", "Full screen"), Hotkey::FullScreen);
    entry(ui, cx, icons::CORNERS_OUT, &full, Command::FullScreen);
    menu_title(ui, cx, lang.pick("Bantuan", "Help"));
    let help = keys(lang.pick("Buka bantuan", "Open help"), Hotkey::Help);
    entry(ui, cx, icons::QUESTION, &help, HelpCommand::Toggle);
    let shortcuts = keys(lang.pick("Pintasan papan ketik", "Keyboard shortcuts"), Hotkey::Shortcuts);
    entry(ui, cx, icons::KEYBOARD, &shortcuts, HelpCommand::ToggleKeys);
}

fn menu_title(ui: &mut Ui, cx: &Cx, title: &str) {
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        ui.add_space(10.0);
        ui.spacing_mut().interact_size.y = 18.0;
        widgets::small(ui, cx.look(), title);
    });
}

fn entry(ui: &mut Ui, cx: &mut Cx, icon: &str, name: &str, command: impl Into<Command>) {
    let wide = Layout::top_down_justified(Align::Min);
    if ui.with_layout(wide, |ui| widgets::menu_item(ui, icon, name, 238.0)).inner {
        cx.ask(command);
        ui.close();
    }
}

/// A low window shows all of them all the same.
fn rail_height(ui: &Ui) -> f32 {
    if ui.ctx().content_rect().height() < 660.0 { 46.0 } else { 54.0 }
}

fn rail_button(ui: &mut Ui, look: &Look, on: bool, icon: &str, name: &str, count: usize) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(68.0, rail_height(ui)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    let fill = match (on, response.hovered()) {
        (true, _) => look.accent_soft,
        (false, true) => look.hover,
        _ => Color32::TRANSPARENT,
    };
    let ink = if on { look.accent } else { look.weak };
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(theme::RADIUS_CARD), fill);
    widgets::paint_icon(painter, rect.center() - vec2(0.0, 8.0), icon, 19.0, ink);
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
            (icons::ARROW_CLOCKWISE, lang.pick("Muat ulang", "Reload"), Command::Catalog(CatalogCommand::Reload)),
        ),
        Rights::ReadOnly => (
            lang.pick(
                "Folder katalog ini hanya bisa dibaca. Salin ke laptop ini untuk mengubahnya.",
                "This catalogue's folder can only be read. Copy it to this laptop to edit it.",
            ),
            (
                icons::HARD_DRIVES,
                lang.pick("Salin ke laptop ini", "Copy to this laptop"),
                Command::Catalog(CatalogCommand::CopyToLaptop),
            ),
        ),
        _ => return,
    };
    let frame = Frame::new().fill(look.warning_soft).inner_margin(Margin::symmetric(16, 6));
    Panel::top("banner").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(format!("{}  {text}", icons::LOCK_SIMPLE)).color(look.warning));
            let (icon, name, command) = offer;
            cx.link(ui, icon, name, command);
        });
    });
}

/// While files hover over the window: what dropping them here would do.
fn drop_hint(ui: &Ui, cx: &Cx) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let (look, lang) = (cx.look(), cx.lang());
    let open = cx.state.selected_product().filter(|_| cx.state.screen == Screen::Browse);
    let text = match open.and_then(|product| product.name.or_other(lang)) {
        Some((name, _)) => crate::say!(lang, "Lepas untuk menambah foto ke {name}", "Drop to add photos to {name}"),
        None => tray::screen::drop_words(cx.state),
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
