//! One slide: the photo large, the name huge, and the few facts that are read from three metres away.

use egui::{
    Align, Align2, CornerRadius, CursorIcon, Id, Label, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::deck::{Deck, SlideView, Turn};
use crate::model::{Catalog, CertificationStatus, Photo, Product, ProductField, buyer_facts, full_place};
use crate::text::Lang;
use crate::ui::app::command::PresentCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::theme::{self, Look, SLIDE_PHOTO_PART};
use crate::ui::kit::{icons, pictures, widgets};

/// Facts on a slide; more are read by nobody who walks past.
const MOST_FACTS: usize = 4;

/// How large text is drawn: 1 on a screen of 1366×768.
pub(super) fn scale_of(rect: Rect) -> f32 {
    (rect.width() / 1366.0).min(rect.height() / 768.0).max(0.4)
}

/// The photo's part of the page and the text's.
pub(super) fn halves(rect: Rect) -> (Rect, Rect) {
    rect.split_left_right_at_fraction(SLIDE_PHOTO_PART)
}

/// A slide, and what a click on it does.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx, deck: &Deck) {
    let rect = ui.max_rect();
    let (look, lang) = (cx.look(), deck.lang());
    ui.ctx().set_cursor_icon(CursorIcon::None);
    let Some(catalog) = cx.state.catalog().cloned() else { return };
    let Some(product) = deck.current().and_then(|id| catalog.products.get(id)).cloned() else {
        return nothing_left(ui, cx, rect, lang);
    };
    let scale = scale_of(rect);
    let (left, right) = halves(rect);
    picture(ui, cx, &product, 0, left, lang, scale);
    if let Some(next) = deck.upcoming().and_then(|id| catalog.products.get(id)).cloned() {
        make_ready(ui, cx, &next, left);
    }
    let inner = right.shrink2(vec2(44.0, 40.0) * scale);
    let footer = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 40.0 * scale), inner.max);
    let body = Rect::from_min_max(inner.min, pos2(inner.right(), footer.top() - 12.0 * scale));
    ui.scope_builder(UiBuilder::new().max_rect(body).layout(Layout::top_down(Align::Min)), |ui| {
        text(ui, look, &catalog, &product, deck, body, scale);
    });
    foot(ui, look, &catalog, deck, footer, scale);
    let page = ui.interact(rect, Id::unique("slide"), Sense::click());
    let name = product.name.shown(lang);
    page.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, crate::say!(lang, "Tayangan: {name}", "Slide: {name}"))
    });
    if page.clicked() {
        cx.ask(PresentCommand::Turn(Turn::Look(SlideView::Product)));
    }
}

fn nothing_left(ui: &Ui, cx: &Cx, rect: Rect, lang: Lang) {
    let text = lang.pick("Tidak ada lagi produk yang ditayangkan.", "There are no more products to show.");
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, theme::bold(28.0 * scale_of(rect)), cx.look().weak);
}

/// Wishes for the picture of a slide that is not on the screen yet.
fn make_ready(ui: &Ui, cx: &mut Cx, product: &Product, rect: Rect) {
    let Some(folder) = cx.state.folder() else { return };
    if let Some(photo) = product.cover() {
        cx.thumbs.get(folder, photo, rect.size() * ui.ctx().pixels_per_point());
    }
}

/// The product's photo so that it covers its place, or its own sentence where it has none.
pub(super) fn picture(ui: &mut Ui, cx: &mut Cx, product: &Product, at: usize, rect: Rect, lang: Lang, scale: f32) {
    let look = cx.look();
    let Some(folder) = cx.state.folder() else { return };
    match product.photos_in_view().nth(at).map(|(_, photo)| photo).or_else(|| product.cover()) {
        Some(photo) => {
            pictures::paint_photo(ui, look, cx.thumbs, folder, photo, rect, CornerRadius::ZERO);
            if photo.illustration {
                illustration(ui, look, rect, lang, scale);
            }
            name_photo(ui, photo, product, rect, lang);
        }
        None => plate(ui, look, product, rect, lang, scale),
    }
}

fn name_photo(ui: &Ui, photo: &Photo, product: &Product, rect: Rect, lang: Lang) {
    let alt = photo.alt.or_other(lang).or_else(|| product.name.or_other(lang)).map_or("", |(alt, _)| alt);
    ui.interact(rect, Id::unique(("slide photo", &photo.file)), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Image, true, alt));
}

fn illustration(ui: &Ui, look: &Look, rect: Rect, lang: Lang, scale: f32) {
    let words = lang.pick("Ilustrasi", "Illustration");
    let galley = widgets::elided(ui, words, theme::body(15.0 * scale), look.text, 300.0 * scale);
    let size = galley.size() + vec2(22.0, 10.0) * scale;
    let badge = Rect::from_min_size(pos2(rect.left() + 20.0 * scale, rect.bottom() - 20.0 * scale - size.y), size);
    ui.painter().rect_filled(badge, CornerRadius::same(8), look.card.gamma_multiply(0.9));
    ui.painter().galley(badge.min + vec2(11.0, 5.0) * scale, galley, look.text);
}

/// A product without a picture says in its own sentence what it is, so that the slide looks meant.
fn plate(ui: &mut Ui, look: &Look, product: &Product, rect: Rect, lang: Lang, scale: f32) {
    let (fill, ink) = look.tint(product.category.as_str());
    ui.painter().rect_filled(rect, 0, fill);
    pictures::weave(ui, rect, ink, 3.2 * scale);
    let inner = rect.shrink2(vec2(64.0, 72.0) * scale);
    let text = [&product.summary, &product.description].into_iter().find_map(|text| text.or_other(lang));
    let Some((text, _)) = text.or_else(|| product.name.or_other(lang)) else { return };
    ui.interact(rect, Id::unique("slide sentence"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let size = if text.chars().count() > 160 { 32.0 } else { 42.0 };
    let galley = widgets::wrapped(ui, text, theme::bold(size * scale), ink, inner.width(), 9);
    ui.painter().galley(pos2(inner.left(), inner.center().y - galley.size().y / 2.0), galley, ink);
}

/// The largest of these sizes at which a name takes at most three lines.
pub(super) fn name_galley(ui: &Ui, look: &Look, name: &str, width: f32, scale: f32) -> std::sync::Arc<egui::Galley> {
    let at = |size: f32, rows| widgets::wrapped(ui, name, theme::bold(size * scale), look.text, width, rows);
    [56.0, 48.0, 42.0, 36.0]
        .into_iter()
        .map(|size| at(size, 4))
        .find(|galley| galley.rows.len() <= 3)
        .unwrap_or_else(|| at(30.0, 4))
}

fn text(ui: &mut Ui, look: &Look, catalog: &Catalog, product: &Product, deck: &Deck, room: Rect, scale: f32) {
    let lang = deck.lang();
    let width = room.width();
    ui.spacing_mut().item_spacing = vec2(8.0, 0.0) * scale;
    if let Some((category, _)) = catalog.category(&product.category).and_then(|one| one.name.or_other(lang)) {
        let (_, ink) = look.tint(product.category.as_str());
        ui.label(RichText::new(category).font(theme::semi(17.0 * scale)).color(ink));
        ui.add_space(10.0 * scale);
    }
    let (name, _) = product.name.or_other(lang).unwrap_or((lang.pick("Tanpa nama", "No name"), lang));
    ui.add(Label::new(name_galley(ui, look, name, width, scale)));
    ui.add_space(12.0 * scale);
    place(ui, look, product, lang, scale);
    if let Some(producer) = catalog.producer_of(product) {
        ui.add_space(4.0 * scale);
        let galley = widgets::elided(ui, &producer.name, theme::body(18.0 * scale), look.weak, width - 30.0 * scale);
        ui.horizontal(|ui| {
            icon(ui, look, icons::USERS_THREE, scale);
            ui.add(Label::new(galley));
        });
    }
    if !product.photos.is_empty()
        && let Some((summary, _)) = product.summary.or_other(lang)
    {
        ui.add_space(18.0 * scale);
        let galley = widgets::wrapped(ui, summary, theme::body(21.0 * scale), look.text, width, 4);
        ui.add(Label::new(galley));
    }
    ui.add_space(20.0 * scale);
    facts(ui, look, product, deck, room, scale);
}

pub(super) fn icon(ui: &mut Ui, look: &Look, icon: &str, scale: f32) {
    ui.label(RichText::new(icon).font(theme::body(17.0 * scale)).color(look.accent));
}

pub(super) fn place(ui: &mut Ui, look: &Look, product: &Product, lang: Lang, scale: f32) {
    let place = full_place(&product.origin, lang);
    let place = if place.is_empty() { product.place.clone() } else { place };
    if place.is_empty() {
        return;
    }
    let width = ui.available_width() - 30.0 * scale;
    let galley = widgets::wrapped(ui, &place, theme::body(19.0 * scale), look.weak, width, 2);
    ui.horizontal_top(|ui| {
        icon(ui, look, icons::MAP_PIN, scale);
        ui.add(Label::new(galley));
    });
}

/// As many facts as there is room for; permits stand as badges.
fn facts(ui: &mut Ui, look: &Look, product: &Product, deck: &Deck, room: Rect, scale: f32) {
    let lang = deck.lang();
    let permits: Vec<String> = product
        .certifications
        .iter()
        .filter(|one| one.status == CertificationStatus::Held)
        .map(|one| one.kind.label(lang).to_string())
        .collect();
    let last = room.bottom() - if permits.is_empty() { 0.0 } else { 44.0 * scale };
    let wanted = buyer_facts(product, lang).into_iter().filter(|(field, _)| match field {
        ProductField::Prices => deck.settings().prices,
        ProductField::Certifications => false,
        _ => true,
    });
    for (field, value) in wanted.take(MOST_FACTS) {
        let label = widgets::elided(ui, field.label(lang), theme::body(15.0 * scale), look.weak, room.width());
        let value = widgets::wrapped(ui, &value, theme::semi(22.0 * scale), look.text, room.width(), 2);
        let height = label.size().y + value.size().y + 12.0 * scale;
        if ui.cursor().top() + height > last {
            break;
        }
        ui.add(Label::new(label));
        ui.add(Label::new(value));
        ui.add_space(12.0 * scale);
    }
    if permits.is_empty() || ui.cursor().top() + 34.0 * scale > room.bottom() {
        return;
    }
    ui.horizontal(|ui| {
        for permit in permits {
            let galley = widgets::elided(ui, &permit, theme::semi(17.0 * scale), look.accent, 260.0 * scale);
            let size = galley.size() + vec2(26.0, 12.0) * scale;
            if size.x > ui.available_width() {
                break;
            }
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &permit));
            ui.painter().rect_filled(rect, CornerRadius::same(10), look.accent_soft);
            ui.painter().galley(rect.min + vec2(13.0, 6.0) * scale, galley, look.accent);
        }
    });
}

/// Which catalogue this is, how far the show is, and that the screen can be touched.
fn foot(ui: &Ui, look: &Look, catalog: &Catalog, deck: &Deck, rect: Rect, scale: f32) {
    let lang = deck.lang();
    let count = format!("{} / {}", deck.at() + 1, deck.slides().len());
    let count = widgets::elided(ui, &count, theme::semi(15.0 * scale), look.weak, rect.width());
    let right = rect.right() - count.size().x;
    let title = catalog.info.title.shown(lang);
    let width = right - rect.left() - 16.0 * scale;
    let title = widgets::elided(ui, title, theme::semi(15.0 * scale), look.weak, width);
    let hint = lang.pick("Sentuh layar untuk melihat lebih dekat", "Touch the screen to see more");
    let hint = widgets::elided(ui, hint, theme::body(15.0 * scale), look.faint, rect.width());
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.top() - 8.0 * scale, egui::Stroke::new(1.0, look.line));
    painter.galley(rect.left_top(), title, look.weak);
    painter.galley(pos2(right, rect.top()), count, look.weak);
    painter.galley(pos2(rect.left(), rect.top() + 21.0 * scale), hint, look.faint);
}

/// While Esc is held: how long still.
pub(super) fn hold_hint(ui: &Ui, cx: &Cx, lang: Lang, part: f32) {
    let (look, rect) = (cx.look(), ui.max_rect());
    let scale = scale_of(rect);
    let words = lang.pick("Tahan Esc 2 detik untuk keluar", "Hold Esc for 2 seconds to leave");
    let galley = widgets::elided(ui, words, theme::semi(20.0 * scale), look.panel, rect.width());
    let size = galley.size() + vec2(44.0, 34.0) * scale;
    let plate = Rect::from_center_size(pos2(rect.center().x, rect.top() + 60.0 * scale), size);
    let painter = ui.painter();
    painter.rect_filled(plate, CornerRadius::same(14), look.text);
    painter.galley(plate.min + vec2(22.0, 11.0) * scale, galley, look.panel);
    let bar = Rect::from_min_size(
        pos2(plate.left() + 22.0 * scale, plate.bottom() - 13.0 * scale),
        vec2((plate.width() - 44.0 * scale) * part.clamp(0.0, 1.0), 4.0 * scale),
    );
    painter.rect_filled(bar, CornerRadius::same(2), look.accent);
}
