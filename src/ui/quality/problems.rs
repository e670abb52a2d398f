//! Everything that `check` finds, kind by kind, with what to do and a way to the field that it is about.

use egui::{
    Align2, CornerRadius, Galley, Id, Margin, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::model::{Key, Problem, ProblemGroup, ProblemKind, Problems, short_place};
use crate::text::{Explain, Lang, Severity};
use crate::ui::app::command::{CareCommand, Command, Overlay, QualityCommand, Screen};
use crate::ui::app::cx::Cx;
use crate::ui::app::offers;
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::{icons, widgets};

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
            "{errors} kesalahan, {warnings} peringatan, {hints} saran. Produk lain tidak terpengaruh.",
            "{errors} error{some}, {warnings} warning{more}, {hints} suggestion{others}. Other products are not affected."
        );
        widgets::weak(ui, look, summary);
        ui.horizontal(|ui| {
            if widgets::link(ui, look, icons::COPY, lang.pick("Salin semuanya", "Copy them all")).clicked() {
                cx.ask(Command::CopyText(as_text(&problems, lang)));
            }
            photo_offers(ui, cx);
        });
        ui.add_space(4.0);
        ScrollArea::vertical().id_salt("problems").auto_shrink([false, false]).show_viewport(ui, |ui, view| {
            list(ui, cx, &problems, view);
        });
    });
}

/// The same as a text, to be sent to whoever mends it.
fn as_text(problems: &Problems, lang: Lang) -> String {
    let mut lines = Vec::new();
    for group in problems.groups() {
        let count = group.range.len();
        lines.push(format!("*{}* ({count})", group.heading(lang)));
        for problem in group.range.clone().filter_map(|at| problems.in_group(at)) {
            let message = problem.explain(lang);
            lines.push(format!("- {}: {} {}", message.place, message.what, message.todo));
        }
        lines.push(String::new());
    }
    lines.join("\n").trim_end().to_owned()
}

const HEAD: f32 = 62.0;
const ROW: f32 = 36.0;

/// One kind under the other; only what is in view is laid out.
fn list(ui: &mut Ui, cx: &mut Cx, problems: &Problems, view: Rect) {
    let folded = &cx.state.quality.folded;
    let shown = |group: &ProblemGroup| match folded.contains(group.heading(Lang::Id)) {
        true => 0,
        false => group.range.len(),
    };
    let heights = problems.groups().iter().map(|group| HEAD + shown(group) as f32 * ROW);
    let (_, whole) = ui.allocate_space(vec2(ui.available_width() - 16.0, heights.sum()));
    let mut top = 0.0;
    for group in problems.groups() {
        let rows = shown(group);
        let below = top + HEAD;
        let line = |top: f32, height: f32| Rect::from_min_size(whole.min + vec2(0.0, top), vec2(whole.width(), height));
        if below > view.top() && top < view.bottom() {
            head(ui, cx, problems, group, line(top, HEAD));
        }
        let place = |y: f32| (((y - below) / ROW).max(0.0) as usize).min(rows);
        // One more on each side, so that the keyboard goes on from the last one in view.
        for at in place(view.top() - ROW)..(place(view.bottom() + ROW) + 1).min(rows) {
            if let Some(problem) = problems.in_group(group.range.start + at) {
                row(ui, cx, problem, group, line(below + at as f32 * ROW, ROW));
            }
        }
        top = below + rows as f32 * ROW;
    }
}

/// What all problems of a group say alike: said once above them.
fn said_alike(problems: &Problems, group: &ProblemGroup, lang: Lang) -> Option<String> {
    let message = problems.in_group(group.range.start)?.explain(lang);
    let what = if group.same_what { message.what.as_str() } else { "" };
    let todo = if group.same_todo { message.todo.as_str() } else { "" };
    Some(format!("{what} {todo}").trim().to_owned())
}

/// A kind of problem with how many there are and what to do about them; a click folds it away.
fn head(ui: &mut Ui, cx: &mut Cx, problems: &Problems, group: &ProblemGroup, rect: Rect) {
    let (look, lang) = (cx.look(), cx.lang());
    let (key, title) = (group.heading(Lang::Id), group.heading(lang));
    let count = crate::text::count(lang, group.range.len());
    let is_open = !cx.state.quality.folded.contains(key);
    let response =
        ui.interact(rect.with_min_y(rect.top() + 10.0), Id::unique(("problems of a kind", key)), Sense::click());
    let name = format!("{title} ({count})");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &name));
    if response.clicked() {
        cx.ask(QualityCommand::Fold(key));
    }
    let (icon, ink) = match group.severity {
        Severity::Error => (icons::WARNING_CIRCLE, look.danger),
        Severity::Warning => (icons::WARNING, look.warning),
        Severity::Hint => (icons::INFO, look.accent),
    };
    ground(ui, look, &response, false);
    let upper = rect.top() + 24.0;
    let fold = if is_open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
    widgets::paint_icon(ui.painter(), pos2(rect.left() + 14.0, upper), fold, 13.0, look.weak);
    widgets::paint_icon(ui.painter(), pos2(rect.left() + 36.0, upper), icon, 17.0, ink);
    let left = rect.left() + LEFT;
    let title = ui.painter().text(pos2(left, upper), Align2::LEFT_CENTER, title, theme::semi(14.5), look.text);
    ui.painter().text(pos2(title.right() + 8.0, upper), Align2::LEFT_CENTER, count, theme::body(13.0), look.weak);
    let said = said_alike(problems, group, lang).unwrap_or_default();
    let said = widgets::elided(ui, &said, theme::body(12.5), look.weak, rect.right() - left - 12.0);
    ui.painter().galley(pos2(left, rect.top() + 35.0), said, look.weak);
}

/// Where words begin, behind the marks.
const LEFT: f32 = 54.0;

/// What lies behind a line: that the pointer or the keyboard is on it, or that it was opened last.
fn ground(ui: &Ui, look: &Look, response: &Response, is_last: bool) {
    let radius = CornerRadius::same(theme::RADIUS_CONTROL);
    if response.hovered() || is_last {
        let fill = if response.hovered() { look.hover } else { look.accent_soft };
        ui.painter().rect_filled(response.rect, radius, fill);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// One problem: whose it is, and what tells it from the others of its kind.
fn row(ui: &mut Ui, cx: &mut Cx, problem: &Problem, group: &ProblemGroup, rect: Rect) {
    let (look, lang) = (cx.look(), cx.lang());
    let message = problem.explain(lang);
    let record = problem.record_words(lang);
    let id = Id::unique(("problem", &problem.key, format!("{:?}{:?}", problem.place, problem.kind)));
    let response = ui.interact(rect, id, Sense::click());
    let (last, opened) = widgets::remembered::<Option<Id>>(ui, "problem opened last");
    let spoken = format!("{record}: {} {}", message.what, message.todo);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken.trim()));
    ground(ui, look, &response, opened == Some(id));
    let detail = match (problem.photo_file(), &problem.key) {
        (Some(file), _) if group.same_what => file.to_owned(),
        (Some(file), _) => format!("{file}: {}", message.what),
        (None, Key::Product(id)) if group.same_what => {
            cx.state.product(id).map_or(String::new(), |product| short_place(&product.origin, lang))
        }
        (None, _) if group.same_what => String::new(),
        (None, _) if group.same_todo => message.what.clone(),
        (None, _) => format!("{} {}", message.what, message.todo),
    };
    let room = rect.width() - LEFT - 14.0;
    let name_room = (room * 0.34).min(340.0);
    let name = widgets::elided(ui, &record, theme::semi(13.0), look.text, name_room);
    let middle = |galley: &Galley| rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(rect.left() + LEFT, middle(&name)), name, look.text);
    let mended = mend(ui, cx, problem, rect);
    let detail = widgets::elided(ui, &detail, theme::body(13.0), look.weak, room - name_room - 14.0 - mended);
    ui.painter().galley(pos2(rect.left() + LEFT + name_room + 14.0, middle(&detail)), detail, look.weak);
    if response.clicked() {
        widgets::keep(ui, last, Some(id));
        let unused = matches!(problem.kind, ProblemKind::UnusedPhotos { .. });
        cx.ask(match &problem.key {
            _ if unused => Command::Care(CareCommand::LookForUnused),
            key => Command::GoTo(key.clone(), problem.place),
        });
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(RichText::new(&message.what).font(theme::semi(13.0)));
        ui.label(&message.todo);
        widgets::small(ui, look, &message.place);
    });
}

/// The button that mends a problem at once, at the right end of its row; the width that it takes.
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
    let spot = Rect::from_min_max(row.center_top(), row.right_bottom() - vec2(12.0, 0.0));
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
    let lang = cx.lang();
    let count = cx.state.missing_photos().len();
    if count > 0 {
        let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
        let text = crate::say!(lang, "Temukan {count} foto yang dipindah…", "Find {count} moved photo{s}…");
        cx.link(ui, icons::MAGNIFYING_GLASS, &text, Command::Show(Overlay::MovedPhotos));
    }
    let is_unused = |problem: &Problem| matches!(problem.kind, ProblemKind::UnusedPhotos { .. });
    if cx.state.open().is_some_and(|open| open.problems.iter().any(is_unused)) {
        let text = lang.pick("Buang foto yang tidak dipakai…", "Clear away unused photos…");
        cx.link(ui, icons::BROOM, text, CareCommand::LookForUnused);
    }
}
