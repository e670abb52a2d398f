//! What several features offer in the same words: the way back, mending a problem, asking a producer, keeping photos as they
//! came.

use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui, WidgetInfo, vec2};

use super::cx::Cx;
use super::state::State;
use crate::model::{Key, Problem, ProblemKind, Producer, ProductId, full_place, products_of, request, richer_first};
use crate::say;
use crate::text::{Explain, Lang};
use crate::ui::app::command::{Command, PhotosCommand, QualityCommand, Screen};
use crate::ui::kit::{icons, widgets};

/// The way back to where a form was opened from, over the form; nothing where it was opened by itself.
pub fn way_back(ui: &mut Ui, cx: &mut Cx) {
    let Some(screen) = cx.state.way_back() else { return };
    let (look, lang) = (cx.look(), cx.lang());
    let name = match screen {
        Screen::Brochure => lang.pick("Kembali ke brosur", "Back to the brochure"),
        Screen::Completeness => lang.pick("Kembali ke kelengkapan", "Back to completeness"),
        _ => lang.pick("Kembali ke daftar masalah", "Back to the problems"),
    };
    let frame = Frame::new().fill(look.accent_soft).inner_margin(Margin::symmetric(16, 4));
    egui::Panel::top("way back").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            cx.link(ui, icons::ARROW_LEFT, name, Command::Go(screen));
            widgets::small(ui, look, "Esc");
        });
    });
}

/// Whether a problem's record may be another record too.
pub fn is_duplicate(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::MaybeSame { .. } | ProblemKind::SameAs { .. })
}

/// The way to look at a problem's record beside the one that it may be the same as.
pub fn compare(cx: &Cx, problem: &Problem) -> Option<Command> {
    let other = match &problem.kind {
        ProblemKind::MaybeSame { other, .. } => other.clone(),
        ProblemKind::SameAs { other } => Key::Product(other.as_str().into()),
        _ => return None,
    };
    let (kept, other) = richer_first(cx.state.catalog()?, &other, &problem.key);
    Some(Command::Quality(QualityCommand::Compare(kept, other)))
}

/// The buttons that mend a problem at once; nothing for most.
pub fn mend(ui: &mut Ui, cx: &mut Cx, problem: &Problem) {
    let lang = cx.lang();
    if is_duplicate(problem) && widgets::button(ui, icons::ARROWS_MERGE, lang.pick("Bandingkan", "Compare")).clicked() {
        cx.asked.extend(compare(cx, problem));
    }
    if let ProblemKind::PlaceElsewhere { likely, .. } = &problem.kind
        && cx.state.may_edit()
    {
        for code in likely {
            let name = full_place(code, lang);
            let name = say!(lang, "Pakai {name}", "Use {name}");
            cx.button(ui, icons::MAP_PIN, &name, QualityCommand::TakeOrigin(problem.key.clone(), code.clone()));
        }
    }
}

/// What is wrong with a record as a whole, with the ways to mend it: at the foot of its form, where it moves no field.
pub fn foot(ui: &mut Ui, cx: &mut Cx, problems: &[Problem]) {
    /// More are seen by scrolling.
    const LINES: f32 = 3.0;
    if problems.is_empty() {
        return;
    }
    let (look, lang) = (cx.look(), cx.lang());
    Frame::new().fill(look.warning_soft).inner_margin(Margin::symmetric(16, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().interact_size.y = 24.0;
        ui.spacing_mut().button_padding.y = 3.0;
        let height = 32.0 * LINES;
        ScrollArea::vertical().id_salt("foot").max_height(height).min_scrolled_height(height).show(ui, |ui| {
            for problem in problems {
                let message = problem.explain(lang);
                let text = format!("{} {}", message.what, message.todo);
                ui.horizontal(|ui| {
                    let words = RichText::new(format!("{}  {}", icons::INFO, text.trim())).color(look.warning);
                    let label = ui
                        .allocate_ui(vec2(widgets::room_before_end(ui), 24.0), |ui| {
                            ui.set_width(ui.available_width());
                            ui.add(Label::new(words).truncate())
                        })
                        .inner;
                    label.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &text));
                    widgets::at_end(ui, |ui| mend(ui, cx, problem));
                });
            }
        });
    });
}

/// Whether a producer may be asked for something: its products lack what only it knows.
pub fn can_request(state: &State, producer: &Producer, only: Option<&ProductId>) -> bool {
    let Some(catalog) = state.catalog() else { return false };
    let mut theirs = products_of(catalog, producer);
    theirs.retain(|one| only.is_none_or(|only| one.id == *only));
    request(catalog, producer, &theirs, state.quality.audience, Lang::Id).is_some()
}

/// Whether photos are kept as they came, too.
pub fn keep_originals(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let mut keep = cx.state.settings.keep_originals;
    let response = ui.checkbox(&mut keep, lang.pick("Simpan juga foto asli", "Keep the original photos too"));
    let hint = lang.pick(
        "File aslinya, dengan lokasi dan semua data di dalamnya, disimpan di folder originals di katalog ini. Tidak pernah dicetak, dan tidak perlu ikut saat katalog diserahkan.",
        "The files as they came, with location and everything in them, are kept in this catalogue's folder originals. They are never printed, and need not go along when the catalogue is handed over.",
    );
    if response.on_hover_text(hint).changed() {
        cx.ask(PhotosCommand::KeepOriginals(keep));
    }
}
