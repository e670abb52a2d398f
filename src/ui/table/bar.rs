//! What can be done with the table or with the products ticked: above the list, in the table always, in the cards while
//! something is ticked.

use egui::{PopupCloseBehavior, RichText, ScrollArea, Ui};

use super::Ask;
use super::columns::TableColumn;
use crate::model::Status;
use crate::text::{Lang, integer};
use crate::ui::command::{Command, Overlay};
use crate::ui::state::Cx;
use crate::ui::{icons, theme, widgets};

pub fn bar(ui: &mut Ui, cx: &mut Cx) {
    let chosen = cx.state.table_view.chosen.len();
    if chosen == 0 && !cx.state.table {
        return;
    }
    let (look, lang) = (cx.look(), cx.lang());
    let mut asked: Vec<Ask> = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        ui.spacing_mut().interact_size.y = 28.0;
        ui.spacing_mut().button_padding = egui::vec2(9.0, 4.0);
        let may_edit = cx.state.may_edit();
        if chosen > 0 {
            ui.label(RichText::new(counted(cx)).font(theme::semi(13.5)).color(look.accent));
        }
        ui.add_enabled_ui(may_edit, |ui| {
            let text = match chosen {
                0 => lang.pick("Ubah semua yang tampil…", "Edit all that is shown…"),
                _ => lang.pick("Ubah yang dipilih…", "Edit selected…"),
            };
            if widgets::button(ui, icons::LIST_CHECKS, text).clicked() {
                cx.ask(Command::Show(Overlay::Bulk));
            }
            let text = lang.pick("Cari dan ganti…", "Find and replace…");
            if widgets::button(ui, icons::SWAP, text).on_hover_text("Ctrl+H").clicked() {
                asked.push(Ask::ShowReplacing);
            }
        });
        if chosen > 0 {
            ui.add_enabled_ui(may_edit, |ui| {
                let status = widgets::button(ui, icons::CARET_DOWN, lang.pick("Ubah status", "Set status"));
                egui::Popup::menu(&status).show(|ui| {
                    for status in Status::ALL {
                        if ui.button(status.label(lang)).clicked() {
                            asked.push(Ask::SetStatus(status));
                        }
                    }
                });
            });
            if widgets::button(ui, icons::LIST_PLUS, lang.pick("Masukkan ke daftar", "Put on the list")).clicked() {
                asked.push(Ask::ListChosen);
            }
            ui.add_enabled_ui(may_edit, |ui| {
                if widgets::icon_button(ui, icons::COPY, lang.pick("Gandakan yang dipilih", "Duplicate selected"))
                    .clicked()
                {
                    asked.push(Ask::DuplicateChosen);
                }
                if widgets::icon_button(ui, icons::TRASH, lang.pick("Hapus yang dipilih", "Delete selected")).clicked()
                {
                    asked.push(Ask::DeleteChosen);
                }
            });
            if widgets::link(ui, look, icons::X, lang.pick("Lepas semua centang", "Clear the ticks")).clicked() {
                asked.push(Ask::TickNone);
            }
        }
        if cx.state.table {
            columns(ui, cx, &mut asked);
        }
    });
    for ask in asked {
        cx.ask(Command::Table(ask));
    }
}

/// `12 produk terpilih, 2 tidak tampil`
fn counted(cx: &Cx) -> String {
    let lang = cx.lang();
    let view = &cx.state.table_view;
    let count = integer(lang, view.chosen.len() as i64);
    let mut words = match (lang, view.chosen.len()) {
        (Lang::En, 1) => "1 product selected".to_owned(),
        _ => crate::say!(lang, "{count} produk terpilih", "{count} products selected"),
    };
    if view.hidden > 0 {
        let hidden = integer(lang, view.hidden as i64);
        words.push_str(&crate::say!(lang, ", {hidden} tidak tampil", ", {hidden} not shown"));
    }
    words
}

/// Which columns there are.
fn columns(ui: &mut Ui, cx: &Cx, asked: &mut Vec<Ask>) {
    let lang = cx.lang();
    let button = widgets::button(ui, icons::COLUMNS, lang.pick("Kolom", "Columns"));
    let popup = egui::Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
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
                    asked.push(Ask::ShowColumn(column, on));
                }
            }
        });
        ui.separator();
        if widgets::button(ui, icons::ARROW_COUNTER_CLOCKWISE, lang.pick("Kolom biasa", "Usual columns")).clicked() {
            asked.push(Ask::UsualColumns);
        }
    });
}
