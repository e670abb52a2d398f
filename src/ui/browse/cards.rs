//! The grid of cards: only the visible rows are laid out, and each card is painted by hand.

use crate::ui::app::command::{ProductCommand, ShortlistCommand, TableCommand};
use egui::{
    Align2, Color32, CornerRadius, FontId, Id, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

use crate::model::{
    Catalog, CertificationStatus, Filter, Product, ProductId, SearchField, Status, Why, short_place, unit_one,
};
use crate::text::{Lang, money_range};
use crate::ui::app::cx::Cx;
use crate::ui::kit::icons;
use crate::ui::kit::pictures::{paint_photo, weave};
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::widgets::{self, elided, wrapped};

const CARD_MIN_WIDTH: f32 = 226.0;
const GAP: f32 = 16.0;
/// From this width on there are two columns at least.
const TWO_CARDS: f32 = 330.0;
/// Name on two lines, place, price, capacity and permits.
const TEXT_HEIGHT: f32 = 126.0;
/// Why a product was found.
const REASON_HEIGHT: f32 = 19.0;
/// The name and the place.
const NAME_HEIGHT: f32 = 62.0;

/// A card under the pointer rises by so much.
const LIFT: f32 = 2.0;

/// What the grid remembers between frames, to keep its place when columns or the selection change.
#[derive(Clone, Default)]
struct Remembered {
    columns: usize,
    selected: Option<ProductId>,
    filter: Filter,
    offset: f32,
    height: f32,
}

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let hits = cx.state.browse.matches.clone();
    let width = ui.available_width() - super::RIGHT;
    let fitting = ((width + GAP) / (CARD_MIN_WIDTH + GAP)).floor() as usize;
    // One card across would be a poster: two narrow ones say more.
    let columns = if width >= TWO_CARDS { fitting.max(2) } else { 1 };
    let card_width = ((width + GAP) / columns as f32 - GAP).floor();
    let card_height = (card_width * 2.0 / 3.0).round().min(220.0) + text_height(cx);
    let rows = hits.hits.len().div_ceil(columns);
    let id = Id::unique("card grid");
    let before: Remembered = ui.data(|data| data.get_temp(id)).unwrap_or_default();

    let mut area = ScrollArea::vertical().id_salt("cards").auto_shrink([false, false]);
    let row_height = card_height + GAP;
    let whole = rows as f32 * row_height - GAP;
    if let Some(top) = cx.paged(ui, before.offset, ui.available_height(), whole) {
        area = area.vertical_scroll_offset(top);
    }
    if before.filter != cx.state.browse.filter && before.columns > 0 {
        area = area.vertical_scroll_offset(0.0);
    } else if (before.columns != columns || before.selected != cx.state.product.selected)
        && let Some(at) =
            cx.state.product.selected.as_ref().and_then(|id| hits.hits.iter().position(|hit| hit.id == *id))
    {
        // The chosen card stays in sight when the panel beside it opens or another one is chosen by key.
        let top = (at / columns) as f32 * row_height;
        let view = if before.height > 0.0 { before.height } else { 500.0 };
        if top < before.offset {
            area = area.vertical_scroll_offset((top - 8.0).max(0.0));
        } else if top + row_height > before.offset + view {
            area = area.vertical_scroll_offset(top + row_height - view);
        }
    }

    let Some(catalog) = cx.state.catalog().cloned() else { return };
    ui.spacing_mut().item_spacing = Vec2::splat(GAP);
    let output = area.show_rows(ui, card_height, rows, |ui, visible| {
        // Cards of the first row rise too when the pointer is over them.
        ui.set_clip_rect(ui.clip_rect().expand2(vec2(0.0, LIFT + 1.0)));
        for row in visible {
            ui.horizontal(|ui| {
                let first = row * columns;
                for hit in hits.hits.iter().skip(first).take(columns) {
                    card(ui, cx, &hit.id, hits.why(&catalog, hit).as_ref(), vec2(card_width, card_height));
                }
            });
        }
    });
    let now = Remembered {
        columns,
        selected: cx.state.product.selected.clone(),
        filter: cx.state.browse.filter.clone(),
        offset: output.state.clamped_offset().y,
        height: output.inner_rect.height(),
    };
    ui.data_mut(|data| data.insert_temp(id, now));
}

fn text_height(cx: &Cx) -> f32 {
    if cx.state.browse.filter.search.trim().is_empty() { TEXT_HEIGHT } else { TEXT_HEIGHT + REASON_HEIGHT }
}

fn card(ui: &mut Ui, cx: &mut Cx, id: &ProductId, why: Option<&Why>, size: Vec2) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let Some(open) = cx.state.open() else { return };
    let catalog = open.catalog().clone();
    let Some(product) = catalog.products.get(id).cloned() else {
        return;
    };
    let lang = cx.lang();
    let name = product.name.shown_or(lang, lang.pick("Tanpa nama", "No name")).to_owned();
    let selected = cx.state.product.selected.as_ref() == Some(id);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &name));
    let chosen = cx.state.table_view.chosen.contains(id);
    if response.clicked() && ui.input(|input| input.modifiers.command) {
        cx.ask(TableCommand::ToggleProduct(id.clone()));
    } else if response.clicked() {
        cx.ask(ProductCommand::Select(if selected { None } else { Some(id.clone()) }));
    }
    if response.double_clicked() {
        cx.ask(ProductCommand::Select(Some(id.clone())));
    }
    if ui.is_rect_visible(rect) {
        let is_cut = paint(ui, cx, &catalog, &product, &name, why, rect, &response, selected || chosen);
        if is_cut {
            response.on_hover_text(&name);
        }
        if chosen {
            let at = rect.left_top() + vec2(20.0, 20.0);
            ui.painter().circle_filled(at, 12.0, cx.look().accent);
            widgets::paint_icon(ui.painter(), at, icons::CHECK, 14.0, cx.look().on_accent);
        }
    }
    add_button(ui, cx, id, &name, rect);
}

#[expect(clippy::too_many_arguments, reason = "one card's facts, gathered by its only caller")]
fn paint(
    ui: &Ui,
    cx: &mut Cx,
    catalog: &Catalog,
    product: &Product,
    name: &str,
    why: Option<&Why>,
    rect: Rect,
    response: &Response,
    selected: bool,
) -> bool {
    let (look, lang) = (cx.look(), cx.lang());
    let radius = theme::RADIUS_CARD;
    let lift = if response.hovered() { vec2(0.0, -LIFT) } else { Vec2::ZERO };
    let rect = rect.translate(lift);
    if response.hovered() {
        let shadow = egui::Shadow { offset: [0, 6], blur: 18, spread: 0, color: look.shadow };
        ui.painter().add(shadow.as_shape(rect, CornerRadius::same(radius)));
    }
    ui.painter().rect_filled(rect, CornerRadius::same(radius), look.card);

    let picture = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - text_height(cx)));
    let top = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
    let category = catalog.category(&product.category).and_then(|category| category.name.or_other(lang));
    let category = category.map_or("", |(name, _)| name);
    match product.cover() {
        Some(photo) => {
            let folder = cx.state.folder();
            if let Some(folder) = folder {
                paint_photo(ui, look, cx.thumbs, folder, photo, picture, top);
            }
            if photo.illustration {
                let text = lang.pick("Ilustrasi", "Illustration");
                let galley = elided(ui, text, theme::body(10.0), look.text, 90.0);
                let rect = Rect::from_min_size(
                    pos2(picture.left() + 10.0, picture.bottom() - 24.0),
                    galley.size() + vec2(10.0, 4.0),
                );
                ui.painter().rect_filled(rect, CornerRadius::same(5), look.card.gamma_multiply(0.8));
                ui.painter().galley(rect.min + vec2(5.0, 2.0), galley, look.text);
            }
            if !category.is_empty() {
                pill(ui, look, category, picture.left_top() + vec2(10.0, 10.0), picture.width() - 70.0);
            }
        }
        None => text_plate(ui, look, product, name, category, lang, picture, top),
    }

    let left = rect.left() + 14.0;
    let width = rect.width() - 28.0;
    let mut y = picture.bottom() + 10.0;
    let galley = wrapped(ui, name, theme::semi(14.0), look.text, width, 2);
    let is_cut = galley.elided;
    let below = y + galley.size().y + 2.0;
    ui.painter().galley(pos2(left, y), galley, look.text);
    line(ui, &place_of(product, lang), theme::body(12.0), look.weak, pos2(left, below), width);
    // Prices of one row of cards stand at one height, however long the names are.
    y += NAME_HEIGHT;
    y = price_line(ui, look, product, lang, pos2(left, y), width) + 4.0;
    let status = match product.status {
        Status::Ready => rect.right() - 14.0,
        status => {
            let at = pos2(rect.right() - 12.0, y + 8.0);
            ui.painter().text(at, Align2::RIGHT_CENTER, status.label(lang), theme::semi(11.0), look.warning).left()
                - 6.0
        }
    };
    fact_line(ui, look, product, lang, pos2(left, y), status - left);
    if let Some(why) = why.filter(|why| why.field != SearchField::Name) {
        let label = why.field.label(lang);
        let at = pos2(left, y + REASON_HEIGHT);
        let whole = elided(ui, &format!("{label}: {}", why.excerpt), theme::body(12.0), look.accent, width);
        match whole.elided {
            false => ui.painter().galley(at, whole, look.accent),
            true => {
                line(ui, &format!("{label}: {}", why.from_match()), theme::body(12.0), look.accent, at, width);
            }
        }
    }
    let stroke = if selected { Stroke::new(2.0, look.accent) } else { Stroke::new(1.0, look.line) };
    ui.painter().rect_stroke(rect, CornerRadius::same(radius), stroke, StrokeKind::Inside);
    is_cut
}

/// The village, or the place in words where there is no code.
pub(super) fn place_of(product: &Product, lang: Lang) -> String {
    let place = short_place(&product.origin, lang);
    if place.is_empty() { product.place.clone() } else { place }
}

/// What stands where a product has no picture: its own sentence on a quiet plate, so that it looks meant.
#[expect(clippy::too_many_arguments, reason = "one plate's facts, gathered by its only caller")]
fn text_plate(
    ui: &Ui,
    look: &Look,
    product: &Product,
    name: &str,
    category: &str,
    lang: Lang,
    rect: Rect,
    radius: CornerRadius,
) {
    let (plate, ink) = look.tint(product.category.as_str());
    ui.painter().rect_filled(rect, radius, plate);
    weave(ui, rect, ink, 1.0);
    let inner = rect.shrink2(vec2(16.0, 14.0));
    let mut y = inner.top();
    if !category.is_empty() {
        y = line(
            ui,
            category,
            theme::semi(11.0),
            ink.gamma_multiply(0.85),
            pos2(inner.left(), y),
            inner.width() - 40.0,
        ) + 8.0;
    }
    let text = product.summary.shown_or(lang, name);
    let room = inner.bottom() - y;
    let rows = (room / 20.0).floor().max(1.0) as usize;
    let galley = wrapped(ui, text, theme::semi(14.0), ink, inner.width() - 30.0, rows);
    ui.painter().galley(pos2(inner.left(), y), galley, ink);
}

fn pill(ui: &Ui, look: &Look, text: &str, at: Pos2, width: f32) {
    let galley = elided(ui, text, theme::semi(11.0), look.text, width);
    let rect = Rect::from_min_size(at, galley.size() + vec2(16.0, 8.0));
    ui.painter().rect_filled(rect, CornerRadius::same(8), look.card.gamma_multiply(0.94));
    ui.painter().galley(rect.min + vec2(8.0, 4.0), galley, look.text);
}

/// The price, or that there is none yet; returns its lower edge.
fn price_line(ui: &Ui, look: &Look, product: &Product, lang: Lang, at: Pos2, width: f32) -> f32 {
    let Some(price) = product.prices.first() else {
        let ask = lang.pick("Tanyakan harganya", "Ask for the price");
        return line(ui, ask, theme::body(13.0), look.weak, at, width);
    };
    let money = money_range(lang, price.amount, price.amount_max, &price.currency);
    let galley = elided(ui, &money, theme::bold(14.0), look.accent, width);
    let (after, bottom) = (at.x + galley.size().x + 6.0, at.y + galley.size().y);
    ui.painter().galley(at, galley, look.accent);
    if !price.unit.is_empty() {
        let unit = format!("/ {}", unit_one(&price.unit, lang));
        line(ui, &unit, theme::body(12.0), look.weak, pos2(after, at.y + 1.5), at.x + width - after);
    }
    bottom
}

/// Capacity, or else the net content, and the permits held.
fn fact_line(ui: &Ui, look: &Look, product: &Product, lang: Lang, at: Pos2, width: f32) {
    let mut held = product.certifications.iter().filter(|one| one.status == CertificationStatus::Held);
    let permits = held.next().map(|first| match held.count() {
        0 => format!("{} {}", icons::SEAL_CHECK, first.kind.label(lang)),
        more => format!("{} {} +{more}", icons::SEAL_CHECK, first.kind.label(lang)),
    });
    let amount = product.capacity.as_ref().or(product.net_content.as_ref());
    let amount = amount.map(|amount| format!("{} {}", icons::PACKAGE, amount.words(lang)));
    let facts: Vec<String> = amount.into_iter().chain(permits).collect();
    line(ui, &facts.join("   "), theme::body(12.0), look.weak, at, width);
}

/// Puts the product on the buyer's list, or takes it off.
fn add_button(ui: &mut Ui, cx: &mut Cx, id: &ProductId, name: &str, card: Rect) {
    let (look, lang) = (cx.look(), cx.lang());
    let listed = cx.state.is_shortlisted(id);
    let spot = Rect::from_center_size(card.right_top() + vec2(-25.0, 25.0), Vec2::splat(32.0));
    let response = ui.interact(spot, ui.scope_id().with(("add", id.as_str())), Sense::click());
    let verb = if listed {
        lang.pick("Keluarkan dari daftar", "Take off the list")
    } else {
        lang.pick("Tambah ke daftar", "Add to the list")
    };
    let text = format!("{verb}: {name}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, listed, &text));
    if response.clicked() {
        cx.ask(ShortlistCommand::Toggle(id.clone()));
    }
    if !ui.is_rect_visible(spot) {
        return;
    }
    let (fill, ink, icon) = match (listed, response.hovered() || response.has_focus()) {
        (true, _) => (look.accent, look.on_accent, icons::CHECK),
        (false, true) => (look.accent_soft, look.accent, icons::PLUS),
        (false, false) => (look.card.gamma_multiply(0.94), look.text, icons::PLUS),
    };
    ui.painter().circle(spot.center(), 15.0, fill, Stroke::new(1.0, look.line));
    widgets::paint_icon(ui.painter(), spot.center(), icon, 15.0, ink);
    response.on_hover_text(verb);
}

/// One line cut with an ellipsis; returns its lower edge.
fn line(ui: &Ui, text: &str, font: FontId, ink: Color32, at: Pos2, width: f32) -> f32 {
    let galley = elided(ui, text, font, ink, width);
    let bottom = at.y + galley.size().y;
    ui.painter().galley(at, galley, ink);
    bottom
}
