//! The products: filters on the left, cards or a table in the middle, the chosen product or the buyer's list on the right.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::ui::app::command::BrowseCommand;
use crate::ui::app::cx::Cx;
use crate::ui::help::steps::{self, Spot};
use crate::ui::kit::layout;
use crate::ui::product::{edit, panel};
use crate::ui::{browse, shortlist, table};

/// The filters are at least as wide as this.
const FILTERS: f32 = 232.0;
/// The products keep as much.
const CENTRE: f32 = 460.0;
/// What is offered below a buyer's list stands side by side in both languages.
const LIST: f32 = 356.0;
/// And so what is offered beside a product's QR code.
const PRODUCT: f32 = 440.0;
const FORM: f32 = 480.0;

/// The whole screen.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let look = cx.look();
    let room = ui.available_width();
    let side_frame = Frame::new().fill(look.panel);
    let editing = cx.state.product.editing && cx.state.product.selected.is_some() && !cx.state.shortlist.is_open;
    // A narrow window gives the products room first.
    let beside = match (cx.state.shortlist.is_open, editing, cx.state.product.selected.is_some()) {
        (true, ..) => LIST,
        (_, true, _) => FORM,
        (_, _, true) => PRODUCT,
        _ => 0.0,
    };
    let most = f32::min(460.0, room - beside - CENTRE);
    if cx.state.browse.filters_open && most >= FILTERS {
        let width = f32::from(cx.state.settings.filters_width).clamp(FILTERS, most);
        let filters = Panel::left("filters").default_size(width).size_range(FILTERS..=most).frame(side_frame);
        let shown = filters.show(ui, |ui| browse::filters::show(ui, cx)).response.rect.width().round() as u16;
        // What a person has drawn it to is remembered when the edge is let go.
        let is_drawn = ui.input(|input| input.pointer.primary_released());
        if is_drawn && shown != width.round() as u16 {
            cx.ask(BrowseCommand::SetFiltersWidth(shown));
        }
    }
    let right = if cx.state.shortlist.is_open {
        Some(Panel::right("drawer").exact_size(LIST).resizable(false))
    } else if cx.state.selected_product().is_some() {
        let (id, size, most) = if editing { ("edit", FORM, 620.0) } else { ("product", PRODUCT, 560.0) };
        let most = f32::min(most, room - 300.0).max(320.0);
        Some(Panel::right(id).default_size(f32::min(size, most)).size_range(320.0..=most))
    } else {
        None
    };
    let Some(right) = right else {
        return products(ui, cx);
    };
    layout::beside(ui, cx, right.frame(side_frame), products, |ui, cx| match (cx.state.shortlist.is_open, editing) {
        (true, _) => shortlist::view::show(ui, cx),
        (_, true) => edit::show(ui, cx),
        _ => panel::show(ui, cx),
    });
}

/// The cards or the table, under what is said of all of them.
fn products(ui: &mut Ui, cx: &mut Cx) {
    let canvas = Frame::new().inner_margin(Margin { left: 18, right: 6, top: 12, bottom: 0 });
    CentralPanel::default().frame(canvas).show(ui, |ui| {
        steps::mark(ui, Spot::Products, ui.max_rect());
        browse::head(ui, cx);
        table::bar::show(ui, cx);
        ui.add_space(2.0);
        if cx.state.browse.matches.hits.is_empty() {
            browse::nothing(ui, cx);
        } else if cx.state.browse.as_table {
            table::grid::show(ui, cx);
        } else {
            browse::cards::show(ui, cx);
        }
    });
}
