//! The bar above every screen: title and saved state, search, undo, language, the buyer's list, and the one button to print.

use egui::{
    Align, Button, CornerRadius, Key, Layout, Margin, Modifiers, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2,
};

use crate::model::Filter;
use crate::store::SaveState;
use crate::text::Lang;
use crate::ui::app::command::{BrochureCommand, BrochureOf, BrowseCommand, Command, Overlay, Screen, ShortlistCommand};
use crate::ui::app::cx::Cx;
use crate::ui::app::search_id;
use crate::ui::app::shortcuts::{Hotkey, keys};
use crate::ui::app::state::Rights;
use crate::ui::help::steps::{self, Spot};
use crate::ui::kit::{icons, theme, widgets};

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let wide = ui.available_width() > 1180.0;
    ui.horizontal(|ui| {
        let (mark, _) = ui.allocate_exact_size(vec2(36.0, 36.0), Sense::hover());
        ui.painter().rect_filled(mark, CornerRadius::same(10), look.accent);
        widgets::paint_icon(ui.painter(), mark.center(), icons::STOREFRONT, 20.0, look.on_accent);
        let title_width = if wide { 232.0 } else { 190.0 };
        let title = ui.allocate_ui_with_layout(vec2(title_width, 38.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(title_width);
            ui.spacing_mut().item_spacing.y = 1.0;
            let title =
                cx.state.catalog().and_then(|catalog| catalog.info.title.or_other(lang)).map(|(title, _)| title);
            let title = title.unwrap_or("Etalase Desa");
            ui.add(egui::Label::new(RichText::new(title).font(theme::bold(15.0))).truncate());
            save_state(ui, cx);
        });
        steps::mark(ui, Spot::Title, mark.union(title.response.rect));
        search(ui, cx);
        widgets::at_end(ui, |ui| actions(ui, cx));
    });
}

/// What can be done on every screen.
fn actions(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    undo_redo(ui, cx);
    language(ui, cx);
    let theme_name = lang.pick("Tampilan terang atau gelap", "Light or dark");
    let icon = if look.dark { icons::SUN } else { icons::MOON };
    cx.icon_button(ui, icon, theme_name, Command::SwitchTheme);
    present(ui, cx);
    ui.add_enabled_ui(cx.state.open().is_some(), |ui| {
        let count = crate::text::count(lang, cx.state.shortlist.products.len());
        let text = crate::say!(lang, "Daftar ({count})", "List ({count})");
        let list = widgets::toggle(ui, look, cx.state.shortlist.is_open, icons::LIST_CHECKS, &text, &text);
        steps::mark(ui, Spot::List, list.rect);
        let (name, keys) = (lang.pick("Daftar pilihan pembeli", "Buyer's list"), keys(Hotkey::Shortlist));
        if list.on_hover_text(format!("{name} ({keys})")).clicked() {
            cx.ask(ShortlistCommand::ToggleDrawer);
        }
        let print = widgets::accent_button(ui, look, icons::PRINTER, lang.pick("Buat brosur", "Make a brochure"));
        steps::mark(ui, Spot::Print, print.rect);
        if print.clicked() {
            let of = if cx.state.shortlist.is_open { BrochureOf::Shortlist } else { BrochureOf::Shown };
            cx.ask(BrochureCommand::Show(of));
        }
    });
}

/// Slides on the second screen; lit while they run.
fn present(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let runs = cx.state.presenting.deck.is_some();
    let name = match runs {
        true => lang.pick("Tayangan berjalan", "Slides are running"),
        false => lang.pick("Tayangkan", "Present"),
    };
    ui.add_enabled_ui(cx.state.open().is_some(), |ui| {
        let response = match runs {
            true => widgets::toggle(ui, cx.look(), true, icons::PRESENTATION, name, ""),
            false => widgets::icon_button(ui, icons::PRESENTATION, name),
        };
        if response.on_hover_text(format!("{name} ({})", keys(Hotkey::Present))).clicked() {
            cx.ask(Command::Show(Overlay::Present));
        }
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
    let cleared = cx.state.undoable_clearing().map(Vec::len);
    let undo_name = match cleared {
        Some(photos) => {
            let (s, count) = (crate::text::s(photos), crate::text::count(lang, photos));
            crate::say!(lang, "Urungkan: Buang {count} foto", "Undo: Clear {count} photo{s} away")
        }
        None => undo_name,
    };
    let (can_undo, can_redo) = (undo.is_some() || cleared.is_some(), redo.is_some());
    ui.add_enabled_ui(can_undo, |ui| {
        cx.quiet_icon(ui, icons::ARROW_COUNTER_CLOCKWISE, &undo_name, Command::Undo);
    });
    ui.add_enabled_ui(can_redo, |ui| {
        cx.quiet_icon(ui, icons::ARROW_CLOCKWISE, &redo_name, Command::Redo);
    });
}

fn search(ui: &mut Ui, cx: &mut Cx) {
    if cx.state.open().is_none() {
        return;
    }
    let (look, lang) = (cx.look(), cx.lang());
    let hint = lang.pick("Cari produk, desa, atau produsen", "Search products, villages or producers");
    let mut text = cx.state.browse.filter.search.clone();
    let width = widgets::room_before_end(ui).clamp(80.0, 560.0);
    let edit = TextEdit::singleline(&mut text)
        .id(search_id())
        .hint_text(RichText::new(hint).color(look.faint))
        .margin(Margin { left: 34, right: 30, top: 8, bottom: 8 })
        .desired_width(width - 64.0);
    let has_keyboard = ui.memory(|memory| memory.has_focus(search_id()));
    let into_hits = has_keyboard && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, hint));
    let rect = response.rect;
    steps::mark(ui, Spot::Search, rect);
    let at = rect.left_center() + vec2(18.0, 0.0);
    widgets::paint_icon(ui.painter(), at, icons::MAGNIFYING_GLASS, 15.0, look.weak);
    if cx.state.browse.focus_search {
        response.request_focus();
    }
    if response.changed() {
        ask_search(cx, text.clone());
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !text.trim().is_empty() {
        cx.ask(BrowseCommand::OpenFirst);
    }
    if into_hits {
        response.surrender_focus();
        cx.ask(BrowseCommand::IntoHits);
    }
    if !text.is_empty() {
        let name = lang.pick("Kosongkan pencarian", "Clear the search");
        if widgets::clear_cross(ui, look, rect, name).clicked() {
            ask_search(cx, String::new());
        }
    }
}

fn ask_search(cx: &mut Cx, search: String) {
    if cx.state.screen != Screen::Browse {
        cx.ask(Command::Go(Screen::Browse));
    }
    let filter = Filter { search, ..cx.state.browse.filter.clone() };
    cx.ask(BrowseCommand::SetFilter(filter));
}

/// The line that always says whether everything is safe.
fn save_state(ui: &mut Ui, cx: &mut Cx) {
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
            let text = lang.pick("Belum tersimpan", "Not saved");
            let name = lang.pick("Belum tersimpan: lihat sebabnya", "Not saved: see why");
            if widgets::link_named(ui, look.danger, icons::WARNING_CIRCLE, text, name).clicked() {
                cx.ask(Command::TellSaveFault);
            }
            return;
        }
    };
    let response =
        ui.add(egui::Label::new(RichText::new(format!("{icon} {text}")).size(theme::SIZE_SMALL).color(ink)).truncate());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
}
