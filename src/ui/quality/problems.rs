//! Everything that `check` finds, with what to do and a way to go there.

use egui::{Margin, RichText, ScrollArea, Ui};

use crate::model::{Key, Problem, ProblemKind, short_place};
use crate::text::{Explain, Severity};
use crate::ui::app::command::{CareCommand, Command, Overlay, ProducerCommand, ProductCommand, QualityCommand, Screen};
use crate::ui::app::cx::Cx;
use crate::ui::app::offers;
use crate::ui::kit::{icons, theme, widgets};

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    egui::Frame::new().inner_margin(Margin { left: 24, right: 8, top: 18, bottom: 0 }).show(ui, |ui| {
        let (look, lang) = (cx.look(), cx.lang());
        let Some(problems) = cx.state.open().map(|open| open.problems.clone()) else { return };
        super::completeness::tabs(ui, cx, Screen::Problems);
        let [errors, warnings, hints] =
            [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| problems.count(severity));
        if problems.is_empty() {
            let title = lang.pick("Tidak ada masalah", "No problems");
            let text = lang.pick("Semua yang bisa diperiksa sudah benar.", "Everything that can be checked is right.");
            widgets::empty_state(ui, look, icons::CHECK_CIRCLE, title, text, None);
            return;
        }
        let [some, more, others] = [errors, warnings, hints].map(crate::text::s);
        let [errors, warnings, hints] = [errors, warnings, hints].map(|count| crate::text::count(lang, count));
        let summary = crate::say!(
            lang,
            "{errors} kesalahan, {warnings} peringatan, {hints} saran. Tidak ada yang menyembunyikan produk lain.",
            "{errors} error{some}, {warnings} warning{more}, {hints} suggestion{others}. None of them hides another product."
        );
        widgets::weak(ui, look, summary);
        ui.horizontal(|ui| {
            if widgets::link(ui, look, icons::COPY, lang.pick("Salin semuanya", "Copy them all")).clicked() {
                let lines: Vec<String> = problems.iter().map(|problem| problem.explain(lang).line()).collect();
                cx.ask(Command::CopyText(lines.join("\n")));
            }
            photo_offers(ui, cx);
        });
        ui.add_space(4.0);
        // Each row is as high as its words, so rows are shown by pages of what fits a long look.
        ScrollArea::vertical().id_salt("problems").auto_shrink([false, false]).show_rows(
            ui,
            ROW,
            problems.len(),
            |ui, rows| {
                for problem in problems.iter().skip(rows.start).take(rows.len()) {
                    row(ui, cx, problem);
                }
            },
        );
    });
}

const ROW: f32 = 58.0;

fn row(ui: &mut Ui, cx: &mut Cx, problem: &Problem) {
    let (look, lang) = (cx.look(), cx.lang());
    let message = problem.explain(lang);
    let (icon, ink) = match problem.severity {
        Severity::Error => (icons::WARNING_CIRCLE, look.danger),
        Severity::Warning => (icons::WARNING, look.warning),
        Severity::Hint => (icons::INFO, look.accent),
    };
    let width = ui.available_width() - 16.0;
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, ROW), egui::Sense::click());
    let name = message.line();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let painter = ui.painter();
    let fill = if response.hovered() { look.hover } else { look.card };
    painter.rect(
        rect,
        egui::CornerRadius::same(theme::RADIUS_CONTROL),
        fill,
        egui::Stroke::new(1.0, look.line),
        egui::StrokeKind::Inside,
    );
    widgets::paint_icon(painter, rect.left_center() + egui::vec2(20.0, 0.0), icon, 18.0, ink);
    let left = rect.left() + 42.0;
    let room = rect.width() - 60.0;
    let place_room = (room * 0.32).min(260.0);
    let what = widgets::elided(ui, &message.what, theme::semi(13.0), look.text, room - place_room - 12.0);
    ui.painter().galley(egui::pos2(left, rect.top() + 10.0), what, look.text);
    let mended = mend(ui, cx, problem, rect);
    let todo = widgets::elided(ui, &message.todo, theme::body(12.5), look.weak, room - mended);
    ui.painter().galley(egui::pos2(left, rect.top() + 31.0), todo, look.weak);
    let place = widgets::elided(ui, &message.place, theme::body(12.0), look.weak, place_room);
    let at = egui::pos2(rect.right() - 14.0 - place.size().x, rect.top() + 11.0);
    ui.painter().galley(at, place, look.weak);
    if response.clicked() {
        let unused = matches!(problem.kind, crate::model::ProblemKind::UnusedPhotos { .. });
        cx.ask(match &problem.key {
            _ if unused => Command::Care(CareCommand::LookForUnused),
            Key::Product(id) => Command::Product(ProductCommand::JumpTo(id.clone(), problem.field)),
            Key::Producer(id) => Command::Producer(ProducerCommand::Edit(Some(id.clone()))),
            Key::Info | Key::Categories | Key::Selections => Command::Go(Screen::CatalogSettings),
        });
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(RichText::new(&message.what).font(theme::semi(13.0)));
        ui.label(&message.todo);
        widgets::small(ui, look, &message.place);
    });
}

/// The button that mends a problem at once, in the lower right of its row; the width that it takes.
fn mend(ui: &mut Ui, cx: &mut Cx, problem: &Problem, row: egui::Rect) -> f32 {
    let (look, lang) = (cx.look(), cx.lang());
    let (icon, text, place) = match &problem.kind {
        _ if offers::is_duplicate(problem) => {
            (icons::ARROWS_MERGE, lang.pick("Bandingkan", "Compare").to_owned(), None)
        }
        ProblemKind::PlaceElsewhere { likely, .. } if cx.state.may_edit() => {
            let Some(code) = likely.first() else { return 0.0 };
            let place = short_place(code, lang);
            (icons::MAP_PIN, crate::say!(lang, "Pakai {place}", "Take {place}"), Some(code.clone()))
        }
        _ => return 0.0,
    };
    let spot = egui::Rect::from_min_max(
        egui::pos2(row.center().x, row.bottom() - 36.0),
        egui::pos2(row.right() - 12.0, row.bottom() - 10.0),
    );
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(spot).layout(layout));
    let response = widgets::at_end(&mut corner, |ui| widgets::link(ui, look, icon, &text));
    if response.clicked() {
        cx.asked.extend(match place {
            Some(code) => Some(Command::Quality(QualityCommand::TakeOrigin(problem.key.clone(), code))),
            None => offers::compare(cx, problem),
        });
    }
    response.rect.width() + 12.0
}

/// On the screen of problems: the way on from photos that are missing or unused.
fn photo_offers(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let count = cx.state.missing_photos().len();
    if count > 0 {
        let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
        let text = crate::say!(lang, "Temukan {count} foto yang dipindah…", "Find {count} moved photo{s}…");
        if widgets::link(ui, look, icons::MAGNIFYING_GLASS, &text).clicked() {
            cx.ask(Command::Show(Overlay::MovedPhotos));
        }
    }
    let is_unused = |problem: &Problem| matches!(problem.kind, ProblemKind::UnusedPhotos { .. });
    if cx.state.open().is_some_and(|open| open.problems.iter().any(is_unused)) {
        let text = lang.pick("Buang foto yang tidak dipakai…", "Clear away unused photos…");
        if widgets::link(ui, look, icons::BROOM, text).clicked() {
            cx.ask(CareCommand::LookForUnused);
        }
    }
}
