//! How complete the products are for an audience: together, by region, by producer, and which fields are missing most.
//! Every bar leads to its products; the whole is printed as a to-do list.

use egui::{
    Align2, CentralPanel, Frame, Margin, Panel, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

use super::state::Bars;
use crate::actions::to_do::ToDoForm;
use crate::model::{Audience, Bar, Filter, Gap, Key, Status, StatusFilter, Survey};
use crate::say;
use crate::text::Lang;
use crate::ui::app::command::{BrowseCommand, Command, QualityCommand, Screen};
use crate::ui::app::cx::Cx;
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::{icons, widgets};

const BAR_ROW: f32 = 48.0;
const GAP_ROW: f32 = 34.0;

/// The two screens of what there is to do: what is wrong, and what is missing.
pub fn tabs(ui: &mut Ui, cx: &mut Cx, now: Screen) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut chosen = now;
    let names = [
        (Screen::Problems, lang.pick("Masalah", "Problems")),
        (Screen::Completeness, lang.pick("Kelengkapan", "Completeness")),
    ];
    if widgets::segmented(ui, look, &mut chosen, &names) {
        cx.ask(Command::Go(chosen));
    }
}

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let frame = Frame::new().inner_margin(Margin { left: 24, right: 8, top: 14, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let lang = cx.lang();
        ui.horizontal(|ui| {
            ui.set_max_width(ui.available_width() - 16.0);
            tabs(ui, cx, Screen::Completeness);
            widgets::at_end(ui, |ui| {
                let excel = lang.pick("Daftar tugas (Excel)", "To-do list (Excel)");
                let has = cx.state.quality.survey.as_ref().is_some_and(|(_, all)| !all.gaps.is_empty());
                ui.add_enabled_ui(has, |ui| {
                    let name = lang.pick("Daftar tugas (PDF)", "To-do list (PDF)");
                    cx.button(ui, icons::FILE_PDF, name, QualityCommand::ListTasks(ToDoForm::Pdf));
                    cx.button(ui, icons::FILE_XLS, excel, QualityCommand::ListTasks(ToDoForm::Xlsx));
                });
            });
        });
        ui.add_space(2.0);
        choices(ui, cx);
        chips(ui, cx);
        ui.add_space(4.0);
        let survey = cx.state.quality.survey.as_ref().map(|(_, survey)| survey.clone());
        match survey {
            None => {
                ui.horizontal(|ui| {
                    widgets::busy(ui, cx.look(), 18.0);
                    widgets::weak(ui, cx.look(), lang.pick("Menghitung…", "Counting…"));
                });
            }
            Some(survey) if survey.products.is_empty() => nothing(ui, cx),
            Some(survey) => chart(ui, cx, &survey),
        }
    });
}

/// For whom, and products of which status.
fn choices(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    ui.horizontal_wrapped(|ui| {
        let mut audience = cx.state.quality.audience;
        let names = Audience::ALL.map(|audience| (audience, audience.label(lang)));
        if widgets::segmented(ui, look, &mut audience, &names) {
            cx.ask(QualityCommand::SetAudience(audience));
        }
        let mut status = cx.state.browse.filter.status;
        let names = [
            (StatusFilter::Ready, Status::Ready.label(lang)),
            (StatusFilter::Draft, Status::Draft.label(lang)),
            (StatusFilter::All, lang.pick("Semua status", "Every status")),
        ];
        if widgets::segmented(ui, look, &mut status, &names) {
            cx.ask(BrowseCommand::SetFilter(Filter { status, ..cx.state.browse.filter.clone() }));
        }
    });
}

/// What else narrows the products, each with a cross. Status and completeness are chosen above.
fn chips(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(catalog) = cx.state.catalog().cloned() else { return };
    let now = cx.state.browse.filter.clone();
    let shown = Filter { status: StatusFilter::Ready, incomplete_for: None, ..now.clone() };
    let chips = shown.chips(&catalog, lang);
    if chips.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for chip in &chips {
            if widgets::chip(ui, look, &chip.label, lang.pick("Hapus saringan", "Remove the filter")) {
                let rest = chip.without(&shown);
                cx.ask(BrowseCommand::SetFilter(Filter { status: now.status, ..rest }));
            }
        }
    });
}

fn nothing(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let title = lang.pick("Tidak ada produk di saringan ini", "No products in this filter");
    let text = lang.pick("Pilih status lain, atau hapus saringannya.", "Choose another status, or remove the filters.");
    let action = (icons::FUNNEL, lang.pick("Hapus semua saringan", "Clear all filters"));
    if widgets::empty_state(ui, look, icons::CHART_BAR, title, text, Some(action)) {
        cx.ask(BrowseCommand::SetFilter(Filter { status: StatusFilter::All, ..Filter::default() }));
    }
}

fn chart(ui: &mut Ui, cx: &mut Cx, survey: &Survey) {
    let width = (ui.available_width() * 0.36).clamp(250.0, 340.0);
    let frame = Frame::new().inner_margin(Margin { left: 0, right: 18, top: 0, bottom: 0 });
    Panel::left("completeness together")
        .exact_size(width)
        .resizable(false)
        .frame(frame)
        .show_separator_line(false)
        .show(ui, |ui| {
            together(ui, cx, survey);
            gaps(ui, cx, survey);
        });
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| bars(ui, cx, survey));
}

fn together(ui: &mut Ui, cx: &Cx, survey: &Survey) {
    let (look, lang) = (cx.look(), cx.lang());
    let all = survey.all;
    widgets::card(ui, look, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let percent = all.percent();
        let spoken = say!(lang, "Kelengkapan data {percent} persen", "{percent} percent complete");
        let big = ui.label(RichText::new(format!("{percent}%")).font(theme::bold(34.0)).color(look.accent));
        big.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        let width = ui.available_width();
        widgets::meter(ui, look, all.part(), width);
        let (complete, products) = (crate::text::count(lang, all.complete), crate::text::count(lang, all.products));
        ui.label(say!(lang, "{complete} dari {products} produk lengkap", "{complete} of {products} products complete"));
        let left = crate::text::count(lang, all.total - all.filled);
        widgets::small(ui, look, say!(lang, "{left} isian belum ada", "{left} fields are missing"));
    });
}

/// The fields most often missing; a click opens the first product that lacks one, among all that do.
fn gaps(ui: &mut Ui, cx: &mut Cx, survey: &Survey) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::section(ui, look, lang.pick("Paling sering belum ada", "Most often missing"));
    if survey.gaps.is_empty() {
        widgets::weak(ui, look, lang.pick("Tidak ada yang kurang.", "Nothing is missing."));
        return;
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().id_salt("gaps").auto_shrink([false, false]).show(ui, |ui| {
        for gap in &survey.gaps {
            if gap_row(ui, look, lang, gap, survey.all.products).clicked() {
                let of = Filter {
                    products: gap.products.clone(),
                    incomplete_for: Some(survey.audience),
                    ..cx.state.browse.filter.clone()
                };
                cx.ask(BrowseCommand::SetFilter(of));
                match gap.products.first() {
                    Some(first) if cx.state.may_edit() => {
                        cx.ask(Command::go_to(Key::Product(first.clone()), gap.field));
                    }
                    _ => cx.ask(Command::Go(Screen::Browse)),
                }
            }
        }
        ui.add_space(12.0);
    });
}

fn gap_row(ui: &mut Ui, look: &Look, lang: Lang, gap: &Gap, products: usize) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 8.0, GAP_ROW), Sense::click());
    let (name, count) = (gap.field.label(lang), crate::text::count(lang, gap.products.len()));
    let spoken = say!(lang, "{name}: belum ada di {count} produk", "{name}: missing in {count} products");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if ui.is_rect_visible(rect) {
        widgets::row_ground(ui, look, &response, false);
        let inner = rect.shrink2(vec2(8.0, 4.0));
        let number = widgets::elided(ui, &count, theme::semi(12.0), look.weak, 70.0);
        let at = pos2(inner.right() - number.size().x, inner.top());
        let text = widgets::elided(ui, name, theme::body(13.0), look.text, at.x - inner.left() - 8.0);
        ui.painter().galley(at, number, look.weak);
        ui.painter().galley(inner.left_top(), text, look.text);
        let part = gap.products.len() as f32 / products.max(1) as f32;
        let track = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 4.0), inner.right_bottom());
        widgets::paint_bar(ui, look, track, part, look.warning);
    }
    response
}

/// A bar for each region or producer, the least complete first; only those in sight are laid out.
fn bars(ui: &mut Ui, cx: &mut Cx, survey: &Survey) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut chosen = cx.state.quality.bars;
    ui.horizontal(|ui| {
        let names = [
            (Bars::Regions, lang.pick("Per daerah", "By region")),
            (Bars::Producers, lang.pick("Per produsen", "By producer")),
        ];
        if widgets::segmented(ui, look, &mut chosen, &names) {
            cx.ask(QualityCommand::SetBars(chosen));
        }
        widgets::small(ui, look, lang.pick("yang paling belum lengkap di atas", "the least complete first"));
    });
    let list = match chosen {
        Bars::Regions => &survey.regions,
        Bars::Producers => &survey.producers,
    };
    ui.spacing_mut().item_spacing.y = 2.0;
    let area = ScrollArea::vertical().id_salt(("bars", chosen == Bars::Regions)).auto_shrink([false, false]);
    area.show_rows(ui, BAR_ROW, list.len(), |ui, rows| {
        for bar in list.iter().skip(rows.start).take(rows.len()) {
            if bar_row(ui, look, lang, bar).clicked() {
                cx.ask(BrowseCommand::SetFilter(Filter { sort: cx.state.browse.filter.sort, ..bar.filter.clone() }));
                cx.ask(Command::Go(Screen::Browse));
            }
        }
    });
}

fn bar_row(ui: &mut Ui, look: &Look, lang: Lang, bar: &Bar) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 16.0, BAR_ROW), Sense::click());
    let tally = bar.tally;
    let (complete, products) = (crate::text::count(lang, tally.complete), crate::text::count(lang, tally.products));
    let words = say!(lang, "{complete} dari {products} produk lengkap", "{complete} of {products} products complete");
    let (name, percent) = (&bar.label, tally.percent());
    let spoken = say!(lang, "{name}: {words}, {percent} persen", "{name}: {words}, {percent} percent");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if ui.is_rect_visible(rect) {
        widgets::row_ground(ui, look, &response, false);
        let inner = rect.shrink2(vec2(10.0, 7.0));
        let painter = ui.painter();
        let drawn =
            painter.text(inner.right_top(), Align2::RIGHT_TOP, format!("{percent}%"), theme::semi(13.0), look.text);
        let words = widgets::elided(ui, &words, theme::body(12.0), look.weak, inner.width() * 0.45);
        let at = pos2(inner.right() - 44.0_f32.max(drawn.width() + 10.0) - words.size().x, inner.top() + 1.0);
        let room = at.x - inner.left() - 10.0;
        ui.painter().galley(at, words, look.weak);
        let name = widgets::elided(ui, &bar.label, theme::semi(13.0), look.text, room);
        ui.painter().galley(inner.left_top(), name, look.text);
        let track = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 7.0), inner.right_bottom());
        widgets::paint_bar(ui, look, track, tally.part(), look.accent);
    }
    response
}
