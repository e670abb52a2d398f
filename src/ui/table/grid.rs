//! The table itself. Only rows in view are laid out, and nothing walks over all products.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align, Area, Checkbox, CornerRadius, Frame, Id, Key, Layout, Margin, Modifiers, Order, Rect, Response, RichText,
    Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::columns::TableColumn;
use super::view::{CellPlace, Editing, Sorting};
use crate::exchange::Column;
use crate::model::{Catalog, Product, ProductField};
use crate::ui::app::command::{ProductCommand, ShortlistCommand, TableCommand, Then};
use crate::ui::app::cx::Cx;
use crate::ui::app::typed_events::{cell_field_id, table_id};
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::{icons, widgets};

const ROW_HEIGHT: f32 = 32.0;
const HEADER_HEIGHT: f32 = 32.0;
/// Tick, buyer's list, open.
const LEAD_WIDTH: f32 = 92.0;
const BETWEEN: f32 = 12.0;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    let lang = cx.lang();
    let columns = cx.state.table_columns();
    // The table takes the keyboard as one thing; its cells are not stops of the Tab key.
    let focus = ui.interact(ui.available_rect_before_wrap(), table_id(), Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::Grid, true, lang.pick("Tabel produk", "Table of products")));
    if cx.state.table_view.take_focus {
        focus.request_focus();
    }
    if focus.has_focus() {
        let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(table_id(), filter));
        if cx.state.table_view.cursor.is_none() {
            cx.ask(TableCommand::Go { to: CellPlace::default(), extend: false });
        }
    }
    let drag = Id::unique("table drag");
    if !ui.input(|input| input.pointer.primary_down()) {
        ui.data_mut(|data| data.insert_temp(drag, false));
    }
    let wanted = columns.iter().map(|column| column.width() + BETWEEN).sum::<f32>() + LEAD_WIDTH + BETWEEN;
    let room = ui.available_width();
    ScrollArea::horizontal().id_salt("table across").auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(f32::max(room, wanted));
        // What lies between texts belongs to their cells: a frame around a cell is drawn in it.
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let mut table = TableBuilder::new(ui)
            .id_salt(("products", columns.iter().map(|column| column.key()).collect::<Vec<_>>()))
            .striped(false)
            .animate_scrolling(false)
            .cell_layout(Layout::left_to_right(Align::Center))
            .auto_shrink([false, false])
            .column(Width::exact(LEAD_WIDTH + BETWEEN));
        for (at, column) in columns.iter().enumerate() {
            let width = if at + 1 == columns.len() {
                Width::remainder().at_least(column.width() + BETWEEN)
            } else {
                Width::initial(column.width() + BETWEEN).at_least(50.0 + BETWEEN).resizable(true)
            };
            table = table.column(width.clip(true));
        }
        if let Some(cursor) = cx.state.table_view.cursor.filter(|_| cx.state.table_view.reveal) {
            table = table.scroll_to_row(cursor.row, None);
        }
        table
            .header(HEADER_HEIGHT, |mut row| {
                row.col(|ui| all_tick(ui, cx));
                for column in &columns {
                    row.col(|ui| heading(ui, cx, *column));
                }
            })
            .body(|body| {
                let order = cx.state.table_view.order.clone();
                body.rows(ROW_HEIGHT, order.len(), |mut row| {
                    let at = row.index();
                    let Some(product) = order.get(at).and_then(|id| catalog.products.get(id)) else {
                        return;
                    };
                    let view = &cx.state.table_view;
                    let is_open = cx.state.product.selected.as_ref() == Some(&product.id);
                    row.set_selected(is_open || view.chosen.contains(&product.id));
                    row.col(|ui| lead(ui, cx, at, product));
                    for (across, column) in columns.iter().enumerate() {
                        let place = CellPlace { row: at, column: across };
                        cell(&mut row, cx, &catalog, product, (*column, place), drag);
                    }
                });
            });
    });
}

fn name_of(product: &Product, cx: &Cx) -> String {
    product.name.or_other(cx.lang()).map_or(product.id.to_string(), |(name, _)| name.to_owned())
}

/// The tick over all rows.
fn all_tick(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let view = &cx.state.table_view;
    let shown = view.chosen.len() - view.hidden.min(view.chosen.len());
    let mut all = shown > 0 && shown == view.order.len();
    let some = shown > 0 && !all;
    let response = ui.add(Checkbox::without_text(&mut all).indeterminate(some));
    let name = lang.pick("Centang semua yang tampil", "Tick all shown");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, all, name));
    if response.on_hover_text(name).changed() {
        cx.ask(TableCommand::TickAll);
    }
}

fn heading(ui: &mut Ui, cx: &mut Cx, column: TableColumn) {
    let (look, lang) = (cx.look(), cx.lang());
    let response = ui.interact(ui.max_rect(), ui.scope_id().with(column.key()), Sense::click());
    let rect = text_rect(ui);
    let label = column.label(lang);
    let sorting = cx.state.table_view.sorting.filter(|sorting| sorting.column == column);
    let ink = if sorting.is_some() { look.accent } else { look.weak };
    let arrow = match sorting {
        Some(Sorting { descending: true, .. }) => icons::ARROW_DOWN,
        Some(_) => icons::ARROW_UP,
        None => "",
    };
    let words = if arrow.is_empty() { label.clone() } else { format!("{label} {arrow}") };
    let galley = widgets::elided(ui, &words, theme::semi(12.0), ink, rect.width());
    let x = if column.is_number() { rect.right() - galley.size().x } else { rect.left() };
    ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ink);
    let name = match sorting {
        None => crate::say!(lang, "Urutkan menurut {label}", "Sort by {label}"),
        Some(Sorting { descending: false, .. }) => {
            crate::say!(lang, "Urutkan terbalik menurut {label}", "Sort by {label}, reversed")
        }
        Some(_) => crate::say!(lang, "Urutan biasa, bukan menurut {label}", "Default order, not by {label}"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_text(&name).clicked() {
        cx.ask(TableCommand::Sort(column));
    }
}

/// Where the text of a cell stands.
fn text_rect(ui: &Ui) -> Rect {
    ui.max_rect().shrink2(vec2(BETWEEN / 2.0, 0.0))
}

/// A line under a row.
fn row_line(ui: &Ui, look: &Look) {
    let cell = ui.max_rect();
    ui.painter().hline(cell.x_range(), cell.bottom() - 0.5, Stroke::new(1.0, look.line));
}

fn lead(ui: &mut Ui, cx: &mut Cx, at: usize, product: &Product) {
    let lang = cx.lang();
    let name = name_of(product, cx);
    row_line(ui, cx.look());
    ui.spacing_mut().item_spacing.x = 2.0;
    let mut on = cx.state.table_view.chosen.contains(&product.id);
    let response = ui.add(Checkbox::without_text(&mut on));
    let label = crate::say!(lang, "Centang {name}", "Tick {name}");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &label));
    if response.changed() {
        let through = ui.input(|input| input.modifiers.shift) && cx.state.table_view.pivot.is_some();
        cx.ask(TableCommand::ToggleRow { row: at, through });
    }
    let listed = cx.state.is_shortlisted(&product.id);
    let (icon, label) = match listed {
        true => (icons::CHECK, lang.pick("Keluarkan dari daftar", "Take off the list")),
        false => (icons::LIST_PLUS, lang.pick("Tambah ke daftar", "Add to the list")),
    };
    cx.quiet_icon(ui, icon, label, ShortlistCommand::Toggle(product.id.clone()));
    let label = crate::say!(lang, "Buka {name}", "Open {name}");
    let is_open = cx.state.product.selected.as_ref() == Some(&product.id);
    let select = ProductCommand::Select(if is_open { None } else { Some(product.id.clone()) });
    cx.quiet_icon(ui, icons::SIDEBAR_SIMPLE, &label, select);
}

fn cell(
    row: &mut TableRow<'_, '_>,
    cx: &mut Cx,
    catalog: &Catalog,
    product: &Product,
    (column, place): (TableColumn, CellPlace),
    drag: Id,
) {
    let (look, lang) = (cx.look(), cx.lang());
    let state = cx.state;
    let view = &state.table_view;
    row.col(|ui| {
        row_line(ui, look);
        let (around, rect) = (ui.max_rect(), text_rect(ui));
        let editing = view.editing.as_ref();
        let editing = editing.filter(|one| one.id == product.id && TableColumn::Data(one.column) == column);
        if let Some(editing) = editing {
            editor(ui, cx, rect, editing, product);
            return;
        }
        let response = ui.interact(around, ui.scope_id().with("cell"), Sense::CLICK | Sense::DRAG);
        let text = column.shown(catalog, product, lang);
        response.widget_info(|| {
            let (name, column) = (name_of(product, cx), column.label(lang));
            WidgetInfo::labeled(Role::Cell, true, format!("{column}, {name}: {text}"))
        });
        let is_cursor = view.cursor == Some(place);
        if view.is_in_range(place.row, place.column) && view.range().is_some_and(|(first, last)| first != last) {
            ui.painter().rect_filled(around, 0, look.accent_soft);
        }
        let font = match column {
            TableColumn::Data(Column::Product(ProductField::Name | ProductField::NameEn)) => theme::semi(13.0),
            _ => theme::body(13.0),
        };
        let ink = if column.is_editable() { look.text } else { look.weak };
        let galley = widgets::elided(ui, &text, font, ink, rect.width());
        let is_cut = galley.elided;
        let x = if column.is_number() { rect.right() - galley.size().x } else { rect.left() };
        ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ink);
        if is_cursor {
            let has_keyboard = ui.memory(|memory| memory.has_focus(table_id()));
            let stroke = Stroke::new(1.5, if has_keyboard { look.accent } else { look.faint });
            ui.painter().rect_stroke(around, CornerRadius::same(3), stroke, StrokeKind::Inside);
            if view.reveal {
                ui.scroll_to_rect(around, None);
            }
        }
        gestures(ui, cx, &response, place, around, drag);
        if is_cut {
            response.on_hover_text(text);
        }
    });
}

/// Clicks and drags on a cell.
fn gestures(ui: &Ui, cx: &mut Cx, response: &Response, place: CellPlace, rect: Rect, drag: Id) {
    let modifiers = ui.input(|input| input.modifiers);
    if response.double_clicked() {
        cx.ask(TableCommand::Edit { at: place, with: None });
    } else if response.clicked() {
        if modifiers.command {
            cx.ask(TableCommand::ToggleRow { row: place.row, through: false });
        }
        cx.ask(TableCommand::Go { to: place, extend: modifiers.shift });
    } else if response.drag_started() {
        ui.data_mut(|data| data.insert_temp(drag, true));
        cx.ask(TableCommand::Go { to: place, extend: modifiers.shift });
    } else if cx.state.table_view.cursor != Some(place)
        && ui.data(|data| data.get_temp(drag)).unwrap_or(false)
        && ui.rect_contains_pointer(rect)
    {
        cx.ask(TableCommand::Go { to: place, extend: true });
    }
}

fn buffer_id(editing: &Editing) -> Id {
    Id::unique(("cell text", editing.number))
}

/// What stands in the open cell now.
pub fn open_text(ctx: &egui::Context, editing: &Editing) -> String {
    ctx.data(|data| data.get_temp(buffer_id(editing))).unwrap_or_else(|| editing.text.clone())
}

/// The field in a cell that is typed into, with what is wrong or asked below it.
fn editor(ui: &mut Ui, cx: &mut Cx, rect: Rect, editing: &Editing, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    let buffer = buffer_id(editing);
    let field = cell_field_id(editing.number);
    let kept: Option<String> = ui.data(|data| data.get_temp(buffer));
    let is_first = kept.is_none();
    let mut text = kept.unwrap_or_else(|| editing.text.clone());
    if is_first {
        let mut state = egui::text_edit::TextEditState::default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(text.chars().count()))));
        state.store(ui.ctx(), field);
    }
    let ink = if editing.fault.is_some() { look.danger } else { look.accent };
    let around = rect.expand2(vec2(BETWEEN / 2.0, 0.0));
    let painter = ui.painter();
    painter.rect_filled(around, CornerRadius::same(3), look.card);
    painter.rect_stroke(around, CornerRadius::same(3), Stroke::new(2.0, ink), StrokeKind::Inside);
    let edit = TextEdit::singleline(&mut text)
        .id(field)
        .lock_focus(true)
        .frame(Frame::NONE)
        .text_color(look.text)
        .margin(Margin::ZERO)
        .desired_width(rect.width());
    let response = ui.put(rect.shrink2(vec2(0.0, 5.0)), edit);
    let (name, column) = (name_of(product, cx), TableColumn::Data(editing.column).label(lang));
    let label = crate::say!(lang, "Isi {column}, {name}", "Fill in {column}, {name}");
    let response = response.accessible_name(label);
    ui.data_mut(|data| data.insert_temp(buffer, text.clone()));
    let (enter, shift) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift));
    let tab = response.has_focus()
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Tab) || input.consume_key(Modifiers::SHIFT, Key::Tab)
        });
    let then = match () {
        () if tab && shift => Some(Then::Left),
        () if tab => Some(Then::Right),
        () if response.lost_focus() && enter => Some(Then::Down),
        () if response.lost_focus() => Some(Then::Stay),
        () => None,
    };
    if let Some(then) = then {
        cx.ask(TableCommand::Commit { text: text.clone(), then });
    } else if !response.has_focus() && editing.question.is_none() {
        // What is wrong stays until it is mended or left with Esc.
        response.request_focus();
    }
    if editing.fault.is_some() || editing.question.is_some() {
        below(ui, look, around, editing, |ui| {
            if let Some(fault) = &editing.fault {
                let words = RichText::new(format!("{}  {fault}", icons::WARNING_CIRCLE)).size(12.5).color(look.danger);
                let response = ui.label(words);
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, fault));
                widgets::small(ui, look, lang.pick("Esc membatalkan.", "Esc cancels."));
            }
            if let Some((_, question, answers)) = &editing.question {
                ui.label(RichText::new(question).font(theme::semi(12.5)));
                for (answer, words) in answers {
                    cx.button(ui, "", words, TableCommand::Answer(answer.clone(), text.clone()));
                }
                cx.button(ui, icons::X, lang.pick("Jangan ubah", "Leave it"), TableCommand::CancelEdit);
            }
        });
    }
}

fn below(ui: &Ui, look: &Look, rect: Rect, editing: &Editing, add: impl FnOnce(&mut Ui)) {
    let area = Area::new(Id::unique(("cell note", editing.number))).order(Order::Foreground);
    area.fixed_pos(rect.left_bottom() + vec2(0.0, 4.0)).constrain(true).show(ui.ctx(), |ui| {
        Frame::window(ui.style()).fill(look.card).inner_margin(10).show(ui, |ui| {
            ui.set_max_width(340.0);
            add(ui);
        });
    });
}
