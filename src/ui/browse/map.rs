//! The origins as a map: the coasts, and a dot for each regency, as large as it has products.

use std::sync::Arc;

use egui::{Color32, ColorImage, Id, Pos2, Rect, Role, Sense, Stroke, TextureHandle, TextureOptions, Ui, pos2, vec2};
use resvg::tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Stroke as PathStroke, Transform};

use crate::model::{MapView, RegionCode, region_centre, region_name};
use crate::say;
use crate::text::Lang;
use crate::ui::app::cx::Cx;
use crate::ui::kit::theme::Look;

/// The map is at most as high: the list below it stays in view in a small window.
const MOST_HEIGHT: f32 = 220.0;
/// Middles of dots lie as far apart where there is room, so that each can be hit.
const APART: f64 = 16.0;
/// Side of what is hit: of dots that lie at a slant, the squares hardly overlap.
const HIT: f32 = 12.0;
/// More regencies than this are too close to be hit on a map of all of them.
const MANY: usize = 40;

/// What a map is drawn for; it is drawn anew only where this changes.
#[derive(Clone, PartialEq)]
struct MapKey {
    width: f32,
    pixels_per_point: f32,
    dark: bool,
    /// The province that is seen; empty for all that there is.
    within: RegionCode,
    regencies: Vec<RegionCode>,
}

/// A map as it was drawn: the coasts as one picture, since filling them is too much for every frame without a graphics card.
struct DrawnMap {
    key: MapKey,
    coasts: TextureHandle,
    size: egui::Vec2,
    dots: Vec<(RegionCode, Pos2)>,
    apart: f32,
}

/// Shows the regencies of a catalogue with their counts; answers with the one that was clicked.
pub(super) fn show(ui: &mut Ui, cx: &Cx, regencies: &[(RegionCode, usize)]) -> Option<RegionCode> {
    let (look, lang) = (cx.look(), cx.lang());
    let map = drawn(ui, look, regencies, &cx.state.browse.filter.origins)?;
    let (rect, _) = ui.allocate_exact_size(map.size, Sense::hover());
    ui.painter().image(map.coasts.id(), rect, Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)), Color32::WHITE);
    let most = regencies.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let chosen = &cx.state.browse.filter.origins;
    let mut clicked = None;
    for (code, at) in &map.dots {
        let found = regencies.binary_search_by(|(one, _)| one.cmp(code));
        let count = found.ok().and_then(|at| regencies.get(at)).map_or(0, |(_, count)| *count);
        let on = chosen.contains(code);
        // A chosen regency stays to be seen, and to be taken off, where nothing matches in it any more.
        if count == 0 && !on {
            continue;
        }
        let middle = rect.min + at.to_vec2();
        let response =
            ui.interact(Rect::from_center_size(middle, vec2(HIT, HIT)), ui.scope_id().with(code), Sense::click());
        let name = dot_name(code, count, lang);
        response.widget_info(|| egui::WidgetInfo::selected(Role::Button, true, on, &name));
        let is_inside = |outer: &RegionCode| code.is_inside(outer) || outer.is_inside(code);
        let ink = if chosen.is_empty() || chosen.iter().any(is_inside) { look.accent } else { look.faint };
        // By area, as the eye compares discs.
        let part = (count as f32 / most as f32).sqrt();
        let radius = (map.apart / 2.0 - 0.5) * (0.35 + 0.65 * part);
        let painter = ui.painter();
        painter.circle(middle, radius, ink, Stroke::new(1.0, look.panel));
        if on {
            painter.circle(middle, radius + 1.5, Color32::TRANSPARENT, Stroke::new(2.0, look.text));
        }
        if response.has_focus() || response.hovered() {
            painter.circle(middle, radius + 3.5, Color32::TRANSPARENT, Stroke::new(1.5, look.accent));
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            clicked = Some(code.clone());
        }
        response.on_hover_text(name);
    }
    clicked
}

/// `Kabupaten Paser, 3 produk`.
fn dot_name(code: &RegionCode, count: usize, lang: Lang) -> String {
    let place = region_name(code, lang);
    let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
    say!(lang, "{place}, {count} produk", "{place}, {count} product{s}")
}

/// The map of these regencies, of the frame before or new.
fn drawn(ui: &Ui, look: &Look, regencies: &[(RegionCode, usize)], chosen: &[RegionCode]) -> Option<Arc<DrawnMap>> {
    let id = Id::unique("drawn map of origins");
    let known: Option<Arc<DrawnMap>> = ui.data(|data| data.get_temp(id));
    // Where there are many, a chosen province has the map for itself, also while some of its regencies are chosen.
    let before = known.as_ref().map(|map| map.key.within.clone()).unwrap_or_default();
    let within = match chosen {
        _ if regencies.len() <= MANY => RegionCode::default(),
        [province] if province.depth() == 1 => province.clone(),
        [_, ..] if chosen.iter().all(|code| code.is_inside(&before)) => before,
        _ => RegionCode::default(),
    };
    let regencies = regencies.iter().map(|(code, _)| code).filter(|code| code.is_inside(&within)).cloned().collect();
    let key = MapKey {
        width: ui.available_width().floor(),
        pixels_per_point: ui.pixels_per_point(),
        dark: look.dark,
        within,
        regencies,
    };
    if let Some(map) = known.filter(|map| map.key == key) {
        return Some(map);
    }
    let map = Arc::new(draw(ui, look, key)?);
    ui.data_mut(|data| data.insert_temp(id, Arc::clone(&map)));
    Some(map)
}

fn draw(ui: &Ui, look: &Look, key: MapKey) -> Option<DrawnMap> {
    let located = key.regencies.iter().filter_map(|code| Some((code.clone(), region_centre(code)?)));
    let (codes, centres): (Vec<RegionCode>, Vec<(f64, f64)>) = located.unzip();
    let width = f64::from(key.width);
    let view = MapView::around(&centres, width, width * 0.4..=f64::from(MOST_HEIGHT).max(width * 0.4))?;
    // Very many share what room there is.
    let apart = APART.min((view.width * view.height / centres.len().max(1) as f64).sqrt() * 0.8);
    let mut places: Vec<(f64, f64)> = centres.into_iter().map(|centre| view.place(centre)).collect();
    view.spread(&mut places, apart);
    let dots = codes.into_iter().zip(places.into_iter().map(|(x, y)| pos2(x as f32, y as f32))).collect();
    let picture = coasts(&view, look, key.pixels_per_point)?;
    let coasts = ui.ctx().load_texture("coasts", picture, TextureOptions::LINEAR);
    Some(DrawnMap { key, coasts, size: vec2(view.width as f32, view.height as f32), dots, apart: apart as f32 })
}

/// Sea and land in the colours of a theme.
fn coasts(view: &MapView, look: &Look, pixels_per_point: f32) -> Option<ColorImage> {
    let side = |length: f64| (length as f32 * pixels_per_point).round().max(1.0) as u32;
    let (width, height) = (side(view.width), side(view.height));
    let mut pixels = Pixmap::new(width, height)?;
    let paint = |color: Color32| {
        let mut paint = Paint::default();
        paint.set_color_rgba8(color.r(), color.g(), color.b(), 255);
        paint
    };
    let scale = Transform::from_scale(pixels_per_point, pixels_per_point);
    pixels.fill(resvg::tiny_skia::Color::from_rgba8(look.canvas.r(), look.canvas.g(), look.canvas.b(), 255));
    if let Some(land) = outline(view) {
        pixels.fill_path(&land, &paint(look.line), FillRule::EvenOdd, scale, None);
        let thin = PathStroke { width: 0.6, ..PathStroke::default() };
        pixels.stroke_path(&land, &paint(look.faint), &thin, scale, None);
    }
    Some(ColorImage::from_rgba_premultiplied([width as usize, height as usize], pixels.data()))
}

fn outline(view: &MapView) -> Option<Path> {
    let mut path = PathBuilder::new();
    for ring in view.rings() {
        for (at, (x, y)) in ring.into_iter().enumerate() {
            match at {
                0 => path.move_to(x as f32, y as f32),
                _ => path.line_to(x as f32, y as f32),
            }
        }
        path.close();
    }
    path.finish()
}
