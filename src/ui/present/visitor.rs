//! What a visitor who touched the screen sees: one product in full, all of them small, and what was marked.

use egui::{
    Align, Button, CornerRadius, Label, Layout, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::deck::{Deck, SlideView, Turn};
use super::slide;
use crate::model::{
    Catalog, Product, ProductField, ProductId, best_contact, buyer_facts, display_number, short_place, whatsapp_digits,
};
use crate::text::Lang;
use crate::ui::app::command::PresentCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::{icons, pictures, qr, widgets};

/// Height of the row of buttons at scale 1, in points: a finger's width on a laptop's screen.
const BAR: f32 = 80.0;
const TILE: f32 = 300.0;

fn turn(cx: &mut Cx, turn: Turn) {
    cx.ask(PresentCommand::Turn(turn));
}

/// A button for fingers.
fn big(ui: &mut Ui, look: &Look, on: bool, icon: &str, name: &str, scale: f32) -> Response {
    let text = if icon.is_empty() { name.to_owned() } else { format!("{icon}  {name}") };
    big_words(ui, look, on, &text, name, scale)
}

fn big_words(ui: &mut Ui, look: &Look, on: bool, text: &str, name: &str, scale: f32) -> Response {
    let ink = if on { look.accent } else { look.text };
    let fill = if on { look.accent_soft } else { look.hover };
    let button = Button::new(RichText::new(text).font(theme::semi(18.0 * scale)).color(ink))
        .fill(fill)
        .corner_radius(12)
        .min_size(vec2(54.0, 54.0) * scale);
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    response
}

/// The page without its row of buttons, and the row.
fn parts(rect: Rect, scale: f32) -> (Rect, Rect) {
    rect.split_top_bottom_at_y(rect.bottom() - BAR * scale)
}

fn bar(ui: &mut Ui, cx: &mut Cx, deck: &Deck, rect: Rect, scale: f32) {
    let (look, lang) = (cx.look(), deck.lang());
    ui.painter().rect_filled(rect, 0, look.panel);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, look.line));
    let inner = rect.shrink2(vec2(20.0, 13.0) * scale);
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 10.0 * scale;
        ui.spacing_mut().button_padding = vec2(16.0, 8.0) * scale;
        if deck.view == SlideView::Product {
            if big_words(ui, look, false, icons::CARET_LEFT, lang.pick("Sebelumnya", "Previous"), scale).clicked() {
                turn(cx, Turn::Back);
            }
            if big_words(ui, look, false, icons::CARET_RIGHT, lang.pick("Berikutnya", "Next"), scale).clicked() {
                turn(cx, Turn::Next);
            }
            if let Some(id) = deck.current().cloned() {
                let marked = deck.marked.contains(&id);
                let (icon, name) = match marked {
                    true => (icons::CHECK, lang.pick("Ditandai", "Marked")),
                    false => (icons::PLUS, lang.pick("Tandai", "Mark")),
                };
                if big(ui, look, marked, icon, name, scale).clicked() {
                    turn(cx, Turn::Mark(id));
                }
            }
        }
        let all = deck.view == SlideView::Overview;
        if big(ui, look, all, icons::SQUARES_FOUR, lang.pick("Semua produk", "All products"), scale).clicked() {
            turn(cx, Turn::Look(SlideView::Overview));
        }
        let count = deck.marked.len();
        let marked = crate::say!(lang, "Tanda saya ({count})", "My marks ({count})");
        if big(ui, look, deck.view == SlideView::Marked, icons::LIST_CHECKS, &marked, scale).clicked() {
            turn(cx, Turn::Look(SlideView::Marked));
        }
        widgets::at_end(ui, |ui| {
            let (short, other) = match lang {
                Lang::Id => ("EN", "English"),
                Lang::En => ("ID", "Bahasa Indonesia"),
            };
            if big_words(ui, look, false, short, other, scale).clicked() {
                turn(cx, Turn::Speak(lang.other()));
            }
            let back = lang.pick("Selesai", "Done");
            if big(ui, look, false, icons::X, back, scale).clicked() {
                turn(cx, Turn::Look(SlideView::Slides));
            }
        });
    });
}

/// One product in full.
pub(super) fn product(ui: &mut Ui, cx: &mut Cx, deck: &Deck) {
    let rect = ui.max_rect();
    let scale = slide::scale_of(rect);
    let (page, row) = parts(rect, scale);
    let Some(catalog) = cx.state.catalog().cloned() else { return };
    if let Some(product) = deck.current().and_then(|id| catalog.products.get(id)).cloned() {
        let (left, right) = slide::halves(page);
        photos(ui, cx, deck, &product, left, scale);
        let inner = Rect::from_min_max(right.min + vec2(32.0, 0.0) * scale, right.max);
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            ScrollArea::vertical().id_salt(("visitor", product.id.as_str())).auto_shrink([false, false]).show(
                ui,
                |ui| {
                    ui.set_width(inner.width() - 36.0 * scale);
                    ui.add_space(28.0 * scale);
                    words(ui, cx, deck, &catalog, &product, scale);
                    ui.add_space(28.0 * scale);
                },
            );
        });
    }
    bar(ui, cx, deck, row, scale);
}

fn photos(ui: &mut Ui, cx: &mut Cx, deck: &Deck, product: &Product, rect: Rect, scale: f32) {
    let lang = deck.lang();
    if product.photos.len() < 2 {
        return slide::picture(ui, cx, product, 0, rect, lang, scale);
    }
    let (large, strip) = rect.split_top_bottom_at_y(rect.bottom() - 92.0 * scale);
    slide::picture(ui, cx, product, deck.photo, large, lang, scale);
    let Some(folder) = cx.state.folder() else { return };
    let look = cx.look();
    ui.painter().rect_filled(strip, 0, look.panel);
    ui.scope_builder(UiBuilder::new().max_rect(strip.shrink(10.0 * scale)), |ui| {
        ScrollArea::horizontal().id_salt("visitor photos").show(ui, |ui| {
            ui.horizontal(|ui| {
                for (at, (_, photo)) in product.photos_in_view().enumerate() {
                    let (tile, response) = ui.allocate_exact_size(vec2(96.0, 72.0) * scale, Sense::click());
                    pictures::paint_photo(ui, look, cx.thumbs, folder, photo, tile, CornerRadius::same(8));
                    let number = at + 1;
                    let name = crate::say!(lang, "Foto {number}", "Photo {number}");
                    response.widget_info(|| WidgetInfo::selected(Role::Button, true, at == deck.photo, &name));
                    if at == deck.photo {
                        let stroke = Stroke::new(3.0 * scale, look.accent);
                        ui.painter().rect_stroke(tile, CornerRadius::same(8), stroke, StrokeKind::Inside);
                    }
                    if response.clicked() {
                        turn(cx, Turn::Photo(at));
                    }
                }
            });
        });
    });
}

fn words(ui: &mut Ui, cx: &mut Cx, deck: &Deck, catalog: &Catalog, product: &Product, scale: f32) {
    let (look, lang) = (cx.look(), deck.lang());
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0) * scale;
    let (name, _) = product.name.or_other(lang).unwrap_or((lang.pick("Tanpa nama", "No name"), lang));
    ui.add(Label::new(slide::name_galley(ui, look, name, ui.available_width(), scale * 0.8)));
    slide::place(ui, look, product, lang, scale);
    if let Some(producer) = catalog.producer_of(product) {
        ui.horizontal(|ui| {
            slide::icon(ui, look, icons::USERS_THREE, scale);
            ui.label(RichText::new(&producer.name).font(theme::body(18.0 * scale)).color(look.weak));
        });
    }
    // Without a photo the sentence stands large where the photo would be.
    let summary = Some(&product.summary).filter(|_| !product.photos.is_empty());
    for text in summary.into_iter().chain([&product.description]) {
        if let Some((text, _)) = text.or_other(lang) {
            ui.add_space(6.0 * scale);
            ui.add(Label::new(RichText::new(text).font(theme::body(19.0 * scale))).wrap());
        }
    }
    ui.add_space(10.0 * scale);
    for (field, value) in buyer_facts(product, lang) {
        if field == ProductField::Prices && !deck.settings().prices {
            continue;
        }
        ui.label(RichText::new(field.label(lang)).font(theme::body(15.0 * scale)).color(look.weak));
        ui.add(Label::new(RichText::new(value).font(theme::semi(20.0 * scale))).wrap());
        ui.add_space(4.0 * scale);
    }
    for (field, text) in [
        (ProductField::Materials, &product.materials),
        (ProductField::Usage, &product.usage),
        (ProductField::Packaging, &product.packaging),
    ] {
        if let Some((text, _)) = text.or_other(lang) {
            ui.label(RichText::new(field.label(lang)).font(theme::body(15.0 * scale)).color(look.weak));
            ui.add(Label::new(RichText::new(text).font(theme::body(18.0 * scale))).wrap());
            ui.add_space(4.0 * scale);
        }
    }
    contact(ui, cx, deck, catalog, product, scale);
}

/// `+62 812-••••-7890`: enough to see that there is one.
fn masked(digits: &str) -> String {
    let shown = display_number(digits);
    let count = shown.chars().filter(char::is_ascii_digit).count();
    let mut seen = 0;
    let hide = |c: char| {
        seen += usize::from(c.is_ascii_digit());
        if c.is_ascii_digit() && seen > 5 && seen + 2 <= count { '•' } else { c }
    };
    shown.chars().map(hide).collect()
}

/// Whom to ask; hidden until somebody wants it, so that a booth's screen does not broadcast telephone numbers.
fn contact(ui: &mut Ui, cx: &mut Cx, deck: &Deck, catalog: &Catalog, product: &Product, scale: f32) {
    let (look, lang) = (cx.look(), deck.lang());
    let Some(best) = best_contact(catalog, product) else { return };
    let contact = best.contact();
    let digits = whatsapp_digits(&contact.whatsapp);
    ui.add_space(10.0 * scale);
    ui.label(RichText::new(lang.pick("Hubungi", "Contact")).font(theme::body(15.0 * scale)).color(look.weak));
    ui.label(RichText::new(best.who(lang)).font(theme::semi(20.0 * scale)));
    if !deck.contact_shown {
        if let Some(digits) = &digits {
            let number = masked(digits);
            ui.label(RichText::new(format!("{}  {number}", icons::WHATSAPP_LOGO)).font(theme::body(18.0 * scale)));
        }
        ui.spacing_mut().button_padding = vec2(16.0, 8.0) * scale;
        let name = lang.pick("Tampilkan kontak", "Show the contact");
        if big(ui, look, false, icons::EYE, name, scale).clicked() {
            turn(cx, Turn::ShowContact);
        }
        return;
    }
    let number = digits.as_deref().map_or(contact.whatsapp.clone(), display_number);
    for (icon, text) in [
        (icons::WHATSAPP_LOGO, &number),
        (icons::PHONE, &contact.phone),
        (icons::ENVELOPE_SIMPLE, &contact.email),
        (icons::GLOBE, &contact.web),
    ] {
        if !text.is_empty() {
            ui.label(RichText::new(format!("{icon}  {text}")).font(theme::semi(19.0 * scale)));
        }
    }
    if let Some(digits) = digits {
        ui.add_space(6.0 * scale);
        qr::show(ui, lang, &format!("https://wa.me/{digits}"), 190.0 * scale);
    }
}

/// All products, or those a visitor marked, small.
pub(super) fn overview(ui: &mut Ui, cx: &mut Cx, deck: &Deck, only_marked: bool) {
    let rect = ui.max_rect();
    let scale = slide::scale_of(rect);
    let (look, lang) = (cx.look(), deck.lang());
    let (page, row) = parts(rect, scale);
    let ids: &[ProductId] = if only_marked { &deck.marked } else { deck.slides() };
    ui.scope_builder(UiBuilder::new().max_rect(page.shrink2(vec2(28.0, 0.0) * scale)), |ui| {
        ui.add_space(20.0 * scale);
        let heading = match only_marked {
            true => lang.pick("Yang Anda tandai", "What you marked"),
            false => lang.pick("Semua produk", "All products"),
        };
        ui.horizontal(|ui| {
            ui.label(RichText::new(heading).font(theme::bold(30.0 * scale)));
            if only_marked && !deck.set_aside.is_empty() {
                ui.spacing_mut().button_padding = vec2(16.0, 8.0) * scale;
                let count = deck.set_aside.len();
                let words =
                    crate::say!(lang, "Pulihkan tanda sebelumnya ({count})", "Bring back the marks before ({count})");
                if big(ui, look, false, icons::ARROW_COUNTER_CLOCKWISE, &words, scale).clicked() {
                    turn(cx, Turn::BringBack);
                }
            }
        });
        ui.add_space(10.0 * scale);
        if ids.is_empty() {
            let words = lang.pick(
                "Belum ada yang ditandai. Sentuh sebuah produk, lalu Tandai; petugas stan akan mencatatnya.",
                "Nothing is marked yet. Touch a product, then Mark; the people at the booth will note it.",
            );
            ui.label(RichText::new(words).font(theme::body(20.0 * scale)).color(look.weak));
            return;
        }
        grid(ui, cx, deck, ids, scale);
    });
    bar(ui, cx, deck, row, scale);
}

fn grid(ui: &mut Ui, cx: &mut Cx, deck: &Deck, ids: &[ProductId], scale: f32) {
    let gap = 18.0 * scale;
    let width = ui.available_width() - 14.0;
    let columns = ((width + gap) / (TILE * scale + gap)).floor().max(1.0) as usize;
    let tile = (width - gap * (columns - 1) as f32) / columns as f32;
    let size = vec2(tile, tile * 2.0 / 3.0 + 78.0 * scale);
    let rows = ids.len().div_ceil(columns);
    ui.spacing_mut().item_spacing = Vec2::splat(gap);
    ScrollArea::vertical().id_salt("overview").auto_shrink([false, false]).show_rows(ui, size.y, rows, |ui, shown| {
        for row in shown {
            ui.horizontal(|ui| {
                for id in ids.iter().skip(row * columns).take(columns) {
                    one(ui, cx, deck, id, size, scale);
                }
            });
        }
    });
}

fn one(ui: &mut Ui, cx: &mut Cx, deck: &Deck, id: &ProductId, size: Vec2, scale: f32) {
    let (look, lang) = (cx.look(), deck.lang());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let Some(product) = cx.state.product(id).cloned() else { return };
    let Some(folder) = cx.state.folder() else { return };
    let name = product.name.shown(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let radius = theme::RADIUS_CARD;
    let picture = Rect::from_min_size(rect.min, vec2(rect.width(), rect.width() * 2.0 / 3.0));
    ui.painter().rect_filled(rect, CornerRadius::same(radius), look.card);
    let top = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
    match product.cover() {
        Some(photo) => pictures::paint_photo(ui, look, cx.thumbs, folder, photo, picture, top),
        None => {
            let (fill, ink) = look.tint(product.category.as_str());
            ui.painter().rect_filled(picture, top, fill);
            pictures::weave(ui, picture, ink, 1.6 * scale);
        }
    }
    if response.hovered() || response.has_focus() {
        let stroke = Stroke::new(2.0, look.accent);
        ui.painter().rect_stroke(rect, CornerRadius::same(radius), stroke, StrokeKind::Inside);
    }
    let left = rect.left() + 14.0 * scale;
    let width = rect.width() - 28.0 * scale;
    let title = widgets::elided(ui, name, theme::semi(19.0 * scale), look.text, width);
    let place = widgets::elided(ui, &short_place(&product.origin, lang), theme::body(15.0 * scale), look.weak, width);
    ui.painter().galley(pos2(left, picture.bottom() + 12.0 * scale), title, look.text);
    ui.painter().galley(pos2(left, picture.bottom() + 42.0 * scale), place, look.weak);
    if deck.marked.contains(id) {
        let at = picture.right_top() + vec2(-24.0, 24.0) * scale;
        ui.painter().circle_filled(at, 16.0 * scale, look.accent);
        widgets::paint_icon(ui.painter(), at, icons::CHECK, 16.0 * scale, look.on_accent);
    }
    if response.clicked() {
        turn(cx, Turn::Open(id.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_masked_number_shows_its_ends() {
        assert_eq!(masked("628123456789"), "+62 812-••••-•89");
        assert_eq!(masked("62"), "+62 ");
    }
}
