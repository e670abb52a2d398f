//! The pictures of the tray: groups by time under their headings, only what is in sight laid out.

use std::ops::Range;

use egui::{
    Align2, Color32, CornerRadius, Id, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::state::{PhotoStatus, Tray, TrayPhoto};
use crate::store::TakenBy;
use crate::text::{Lang, date};
use crate::ui::app::command::TrayCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::thumbs::Thumb;
use crate::ui::kit::{icons, pictures, theme, widgets};

const PICTURE: egui::Vec2 = vec2(158.0, 118.0);
const CAPTION: f32 = 22.0;
const GAP: f32 = 10.0;
const HEADING: f32 = 34.0;

/// What stands at one height: a heading over a group, or a line of pictures.
enum GridLine {
    Heading { group: usize, photos: Range<usize> },
    Photos(Range<usize>),
}

impl GridLine {
    fn height(&self) -> f32 {
        match self {
            GridLine::Heading { .. } => HEADING,
            GridLine::Photos(_) => PICTURE.y + CAPTION + GAP,
        }
    }
}

/// How many pictures stand side by side.
pub fn columns(width: f32) -> usize {
    (((width + GAP) / (PICTURE.x + GAP)).floor() as usize).max(1)
}

pub fn show(ui: &mut Ui, cx: &mut Cx, tray: &Tray) {
    let shown: Vec<&TrayPhoto> = tray.shown().collect();
    let columns = columns(ui.available_width() - 14.0);
    let lines = lines(&shown, columns);
    let total: f32 = lines.iter().map(GridLine::height).sum();
    let moved = cursor_moved(ui, tray);
    ScrollArea::vertical().id_salt("tray").auto_shrink([false, false]).show_viewport(ui, |ui, view| {
        ui.set_height(total);
        let origin = ui.max_rect().min;
        let mut top = 0.0;
        for line in &lines {
            let height = line.height();
            let in_sight = top + height >= view.top() && top <= view.bottom();
            match line {
                GridLine::Heading { group, photos } if in_sight => {
                    let at = Rect::from_min_size(origin + vec2(0.0, top), vec2(ui.available_width(), HEADING));
                    heading(ui, cx, *group, shown.get(photos.clone()).unwrap_or_default(), at);
                }
                GridLine::Heading { .. } => {}
                GridLine::Photos(range) => {
                    for (column, photo) in shown.get(range.clone()).unwrap_or_default().iter().enumerate() {
                        let at = origin + vec2(column as f32 * (PICTURE.x + GAP), top);
                        let rect = Rect::from_min_size(at, PICTURE + vec2(0.0, CAPTION));
                        if in_sight {
                            picture(ui, cx, tray, photo, rect);
                        }
                        if moved && tray.cursor == Some(photo.id) {
                            ui.scroll_to_rect(rect.expand2(vec2(0.0, HEADING)), None);
                        }
                    }
                }
            }
            top += height;
        }
    });
}

/// True in the frame after the cursor went elsewhere.
fn cursor_moved(ui: &Ui, tray: &Tray) -> bool {
    let id = Id::unique("tray cursor");
    let before: Option<u64> = ui.data(|data| data.get_temp(id)).flatten();
    ui.data_mut(|data| data.insert_temp(id, tray.cursor));
    before != tray.cursor
}

fn lines(shown: &[&TrayPhoto], columns: usize) -> Vec<GridLine> {
    let mut lines = Vec::new();
    let mut from = 0;
    while let Some(first) = shown.get(from) {
        let count = shown.iter().skip(from).take_while(|photo| photo.group == first.group).count();
        lines.push(GridLine::Heading { group: first.group, photos: from..from + count });
        lines.extend(
            (0..count).step_by(columns).map(|at| GridLine::Photos(from + at..from + (at + columns).min(count))),
        );
        from += count;
    }
    lines
}

/// `12 Oktober 2026, 09.14–09.20`, and by what that is known.
fn when(photos: &[&TrayPhoto], lang: Lang) -> String {
    let times = || photos.iter().filter_map(|photo| photo.arrival.taken);
    let (Some(first), Some(last)) = (times().min(), times().max()) else {
        return lang.pick("Waktu tidak diketahui", "Time unknown").to_owned();
    };
    let day = date(lang, &first.date().to_string());
    if photos.iter().any(|photo| photo.arrival.day_only) {
        return day;
    }
    let clock = |time: jiff::civil::DateTime| time.strftime(lang.pick("%H.%M", "%H:%M")).to_string();
    let (from, to) = (clock(first), clock(last));
    let clock = if from == to { from } else { format!("{from}–{to}") };
    let by_file = photos.iter().all(|photo| photo.arrival.taken_by == TakenBy::File);
    let by = if by_file { lang.pick(" (waktu file)", " (file time)") } else { "" };
    format!("{day}, {clock}{by}")
}

fn heading(ui: &mut Ui, cx: &mut Cx, group: usize, photos: &[&TrayPhoto], rect: Rect) {
    let (look, lang) = (cx.look(), cx.lang());
    let (s, count) = (crate::text::s(photos.len()), crate::text::count(lang, photos.len()));
    let text = when(photos, lang);
    let name = crate::say!(lang, "Pilih {count} foto: {text}", "Choose {count} photo{s}: {text}");
    let response = ui.interact(rect, Id::unique(("tray group", group)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ink = if response.hovered() || response.has_focus() { look.accent } else { look.text };
    let words = widgets::elided(ui, &text, theme::semi(13.5), ink, rect.width() - 90.0);
    let at = pos2(rect.left(), rect.bottom() - 10.0 - words.size().y);
    let width = words.size().x;
    ui.painter().galley(at, words, ink);
    let count = crate::say!(lang, "{count} foto", "{count} photo{s}");
    ui.painter().text(at + vec2(width + 10.0, 2.0), Align2::LEFT_TOP, count, theme::body(11.5), look.weak);
    if response.on_hover_text(lang.pick("Pilih semua di kelompok ini", "Choose all of this group")).clicked() {
        cx.ask(TrayCommand::ChooseGroup(group));
    }
}

/// Paints a picture of the tray; of all sizes there is one small copy.
pub fn paint(ui: &Ui, cx: &mut Cx, photo: &TrayPhoto, frame: Rect, radius: CornerRadius, tint: Color32) {
    let look = cx.look();
    let Some(open) = cx.state.open() else { return };
    let wanted = PICTURE * ui.ctx().pixels_per_point();
    match cx.thumbs.get_outside(&open.folder, &photo.arrival.path, wanted) {
        Thumb::Ready(texture, size) => {
            let part = pictures::covering(size, frame.size(), (0.5, 0.5));
            ui.painter().add(egui::epaint::RectShape::filled(frame, radius, tint).with_texture(texture, part));
        }
        Thumb::Loading => {
            ui.painter().rect_filled(frame, radius, look.plate);
        }
        Thumb::Failed => {
            ui.painter().rect_filled(frame, radius, look.plate);
            widgets::paint_icon(ui.painter(), frame.center(), icons::IMAGE, frame.height() * 0.22, look.faint);
        }
    }
}

fn picture(ui: &mut Ui, cx: &mut Cx, tray: &Tray, photo: &TrayPhoto, rect: Rect) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(open) = cx.state.open() else { return };
    let chosen = tray.chosen.contains(&photo.id);
    let response = ui.interact(rect, Id::unique(("tray photo", photo.id)), Sense::click());
    let name = photo.arrival.name.as_str();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let frame = Rect::from_min_size(rect.min, PICTURE);
    let radius = CornerRadius::same(10);
    let faded = if photo.is_left() { Color32::WHITE } else { Color32::from_white_alpha(90) };
    paint(ui, cx, photo, frame, radius, faded);
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(frame, radius, look.accent.gamma_multiply(0.16));
        painter.rect_stroke(frame, radius, Stroke::new(3.0, look.accent), StrokeKind::Inside);
        let at = frame.right_top() + vec2(-16.0, 16.0);
        painter.circle_filled(at, 10.0, look.accent);
        widgets::paint_icon(painter, at, icons::CHECK, 12.0, look.on_accent);
    } else if response.hovered() {
        painter.rect_stroke(frame, radius, Stroke::new(2.0, look.accent.gamma_multiply(0.5)), StrokeKind::Inside);
    }
    if tray.cursor == Some(photo.id) {
        painter.rect_stroke(frame.expand(3.0), CornerRadius::same(13), Stroke::new(1.5, look.text), StrokeKind::Inside);
    }
    let product = |id: &crate::model::ProductId| {
        let product = open.catalog().products.get(id);
        product.and_then(|product| product.name.or_other(lang)).map_or(id.to_string(), |(name, _)| name.to_owned())
    };
    let (caption, ink) = match &photo.fate {
        PhotoStatus::Waiting => match &photo.proposed {
            Some((id, true)) => (format!("{} {}", icons::ARROW_RIGHT, product(id)), look.accent),
            _ => (name.to_owned(), look.weak),
        },
        PhotoStatus::Adding => (lang.pick("Sedang disalin…", "Being copied…").to_owned(), look.accent),
        PhotoStatus::Done { product: id, .. } => (format!("{} {}", icons::CHECK, product(id)), look.accent),
        PhotoStatus::LeftOut => (lang.pick("Dilewati", "Left out").to_owned(), look.weak),
        PhotoStatus::Refused(_) => (lang.pick("Tidak dapat dipakai", "Cannot be used").to_owned(), look.danger),
    };
    let words = widgets::elided(ui, &caption, theme::body(11.5), ink, PICTURE.x - 4.0);
    ui.painter().galley(frame.left_bottom() + vec2(2.0, 4.0), words, ink);
    let mut hint = name.to_owned();
    if let PhotoStatus::Refused(error) = &photo.fate {
        let message = crate::text::Explain::explain(error, lang);
        hint = format!("{name}\n{} {}", message.what, message.todo);
    }
    let response = response.on_hover_text(hint);
    if response.clicked() {
        let held: Modifiers = ui.input(|input| input.modifiers);
        cx.ask(TrayCommand::Click { id: photo.id, ctrl: held.command, shift: held.shift });
    }
}
