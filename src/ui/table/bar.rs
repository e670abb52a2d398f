//! What can be done with the table or with the products ticked: above the list, in the table always, in the cards while
//! something is ticked.

use egui::{PopupCloseBehavior, RichText, ScrollArea, Ui};

use super::columns::TableColumn;
use crate::model::Status;
use crate::ui::app::command::{Command, Overlay, TableCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let chosen = cx.state.table_view.chosen.len();
    if chosen == 0 && !cx.state.browse.as_table {
        return;
    }
    let (look, lang) = (cx.look(), cx.lang());
    // Where there is little room, what is used less stands as an icon with its name in the tip.
    let room = ui.available_width();
    let (is_wide, is_narrow) = (room > 1_090.0, room < 640.0);
    let button = |ui: &mut Ui, wide: bool, icon: &str, name: &str| match wide {
        true => widgets::button(ui, icon, name),
        false => widgets::icon_button(ui, icon, name),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        ui.spacing_mut().interact_size.y = 28.0;
        ui.spacing_mut().button_padding = egui::vec2(9.0, 4.0);
        if chosen > 0 {
            ui.label(RichText::new(counted(cx)).font(theme::semi(13.5)).color(look.accent));
        }
        ui.add_enabled_ui(cx.state.may_edit(), |ui| {
            let text = match chosen {
                0 => lang.pick("Ubah semua yang tampil…", "Edit all shown…"),
                _ => lang.pick("Ubah yang dipilih…", "Edit selected…"),
            };
            if button(ui, !is_narrow, icons::LIST_CHECKS, text).clicked() {
                cx.ask(Command::Show(Overlay::Bulk));
            }
            let replace = lang.pick("Cari dan ganti…", "Find and replace…");
            if button(ui, chosen == 0 && !is_narrow || is_wide, icons::SWAP, replace).clicked() {
                cx.ask(TableCommand::ShowReplacing);
            }
            if chosen == 0 {
                return;
            }
            let status = button(ui, !is_narrow, icons::CARET_DOWN, lang.pick("Ubah status", "Set status"));
            egui::Popup::menu(&status).show(|ui| {
                for status in Status::ALL {
                    if ui.button(status.label(lang)).clicked() {
                        cx.ask(TableCommand::SetStatus(status));
                    }
                }
            });
            if button(ui, false, icons::COPY, lang.pick("Gandakan yang dipilih", "Duplicate selected")).clicked() {
                cx.ask(TableCommand::DuplicateChosen);
            }
            if button(ui, false, icons::TRASH, lang.pick("Hapus yang dipilih", "Delete selected")).clicked() {
                cx.ask(TableCommand::DeleteChosen);
            }
        });
        if chosen > 0 {
            let list = lang.pick("Masukkan ke daftar", "Put on the list");
            if button(ui, is_wide, icons::LIST_PLUS, list).clicked() {
                cx.ask(TableCommand::ListChosen);
            }
            if button(ui, is_wide, icons::X, lang.pick("Lepas semua centang", "Clear the ticks")).clicked() {
                cx.ask(TableCommand::TickNone);
            }
        }
        if cx.state.browse.as_table {
            let columns =
                button(ui, chosen == 0 && !is_narrow || is_wide, icons::COLUMNS, lang.pick("Kolom", "Columns"));
            choose_columns(&columns, cx);
        }
    });
}

/// `12 produk terpilih, 2 tidak tampil`
fn counted(cx: &Cx) -> String {
    let lang = cx.lang();
    let view = &cx.state.table_view;
    let (s, count) = (crate::text::s(view.chosen.len()), crate::text::count(lang, view.chosen.len()));
    let mut words = crate::say!(lang, "{count} produk terpilih", "{count} product{s} selected");
    if view.hidden > 0 {
        let hidden = crate::text::count(lang, view.hidden);
        words.push_str(&crate::say!(lang, ", {hidden} tidak tampil", ", {hidden} not shown"));
    }
    words
}

/// Which columns there are.
fn choose_columns(button: &egui::Response, cx: &mut Cx) {
    let lang = cx.lang();
    let popup = egui::Popup::menu(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_min_width(230.0);
        let shown = cx.state.table_columns();
        ScrollArea::vertical().max_height(330.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for column in TableColumn::all() {
                let mut on = shown.contains(&column);
                // One column at least stays.
                let is_last = on && shown.len() == 1;
                let response = ui.add_enabled(!is_last, egui::Checkbox::new(&mut on, column.label(lang)));
                if response.changed() {
                    cx.ask(TableCommand::ShowColumn(column, on));
                }
            }
        });
        ui.separator();
        cx.button(
            ui,
            icons::ARROW_COUNTER_CLOCKWISE,
            lang.pick("Kolom biasa", "Default columns"),
            TableCommand::UsualColumns,
        );
    });
}
