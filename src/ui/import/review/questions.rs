//! What only a person can answer, what is said of the file as a whole, and how it was read.

use egui::{Margin, RichText, TextEdit, Ui, WidgetInfo};

use super::columns;
use crate::actions::import::ImportChoices;
use crate::exchange::{Answer, Question, QuestionKey};
use crate::model::{PartialDate, RegionCode, Status, full_place};
use crate::ui::app::command::ImportCommand;
use crate::ui::app::cx::Cx;
use crate::ui::import::state::{ImportReview, Only};
use crate::ui::kit::fields::no_date;
use crate::ui::kit::origin::found;
use crate::ui::kit::{icons, theme, widgets};

/// Questions that are laid out at once; answered ones make room for the next.
const AT_ONCE: usize = 40;
const OFFERED: usize = 6;

pub fn show(ui: &mut Ui, cx: &mut Cx, import: &ImportReview) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut choices: ImportChoices = import.choices.clone();
    if import.review.asks_status || choices.new_status.is_some() {
        widgets::section(ui, look, lang.pick("Produk baru menjadi", "New products become"));
        for (status, name) in [
            (Status::Ready, lang.pick("Siap: tampil dan tercetak", "Ready: shown and printed")),
            (Status::Draft, lang.pick("Draf: dilengkapi dulu", "Drafts: completed first")),
        ] {
            if ui.radio(choices.new_status == Some(status), name).clicked() {
                choices.new_status = Some(status);
            }
        }
    }
    damaged_photos(ui, cx, import);
    open_questions(ui, cx, import, &mut choices);
    price_date(ui, cx, &mut choices);
    if !import.review.notes.is_empty() {
        widgets::section(ui, look, lang.pick("Tentang lembarnya", "About the sheets"));
        for (at, note) in import.review.notes.iter().take(AT_ONCE) {
            let message = note.message(&import.file.sheets, lang);
            ui.label(RichText::new(message.line()).size(12.5)).on_hover_text(import.file.sheets.address(at, lang));
        }
        more(ui, cx, import.review.notes.len(), lang.pick("catatan lain", "more notes"));
    }
    columns::show(ui, cx, import, &mut choices);
    ui.add_space(10.0);
    if choices != import.choices {
        cx.ask(ImportCommand::SetChoices(Box::new(choices)));
    }
}

fn more(ui: &mut Ui, cx: &Cx, count: usize, name: &str) {
    if count > AT_ONCE {
        let left = crate::text::count(cx.lang(), count - AT_ONCE);
        widgets::small(ui, cx.look(), format!("+ {left} {name}"));
    }
}

/// A photo that is damaged inside comes in only where a person says so.
fn damaged_photos(ui: &mut Ui, cx: &mut Cx, import: &ImportReview) {
    let (look, lang) = (cx.look(), cx.lang());
    let count = import.damaged.len();
    if count == 0 {
        return;
    }
    widgets::section(ui, look, lang.pick("Foto yang rusak", "Damaged photos"));
    let fill = if import.asks_about_damaged() { look.warning_soft } else { look.hover };
    widgets::band(ui, fill, Margin::symmetric(10, 8), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let (s, is) = if count == 1 { ("", "is") } else { ("s", "are") };
        let how_many = crate::text::count(lang, count);
        let text = crate::say!(
            lang,
            "{how_many} foto rusak di dalam: sebagian gambarnya hilang atau acak.",
            "{how_many} photo{s} {is} damaged inside: a part of the picture is lost or jumbled."
        );
        ui.label(RichText::new(text).font(theme::semi(12.5)));
        let rows = import.damaged.iter().filter_map(|at| import.review.rows.get(import.review.photos.get(*at)?.row));
        let names: Vec<&str> = rows.map(|row| row.name.as_str()).take(OFFERED).collect();
        let more = if count > names.len() { "…" } else { "" };
        cx.link(ui, "", &format!("{}{more}", names.join(", ")), ImportCommand::ShowRows(Only::Photos));
        for (take, words) in [
            (true, lang.pick("Tetap ambil", "Use them anyway")),
            (false, lang.pick("Tanpa foto itu", "Leave these photos out")),
        ] {
            if ui.radio(import.takes_damaged == Some(take), RichText::new(words).size(13.0)).clicked() {
                cx.ask(ImportCommand::TakeDamaged(take));
            }
        }
    });
    ui.add_space(2.0);
}

fn open_questions(ui: &mut Ui, cx: &mut Cx, import: &ImportReview, choices: &mut ImportChoices) {
    let (look, lang) = (cx.look(), cx.lang());
    let all = &import.review.questions;
    if all.is_empty() {
        return;
    }
    let open = all.iter().filter(|question| question.answer.is_none()).count();
    let (answered, count) = (crate::text::count(lang, all.len() - open), crate::text::count(lang, all.len()));
    widgets::section(
        ui,
        look,
        &crate::say!(
            lang,
            "Pertanyaan ({answered} dari {count} terjawab)",
            "Questions ({answered} of {count} answered)"
        ),
    );
    all_alike(ui, cx, all, choices);
    // Those that wait come first; an answer may still be changed below them.
    let waiting = all.iter().enumerate().filter(|(_, question)| question.answer.is_none());
    let done = all.iter().enumerate().filter(|(_, question)| question.answer.is_some());
    for (number, question) in waiting.chain(done).take(AT_ONCE) {
        let fill = if question.answer.is_none() { look.warning_soft } else { look.hover };
        widgets::band(ui, fill, Margin::symmetric(10, 8), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(RichText::new(question.words(lang)).font(theme::semi(12.5)));
            cells_of(ui, cx, import, number, question);
            for candidate in question.candidates.iter().chain([&Answer::LeaveOut]) {
                let is_it = question.answer.as_ref() == Some(candidate);
                let words = candidate.words(&import.review.next, lang);
                if ui.radio(is_it, RichText::new(words).size(13.0)).clicked() {
                    choices.answers.insert(question.key.clone(), candidate.clone());
                }
            }
            if let QuestionKey::Place { .. } = question.key {
                another_region(ui, cx, number, question, choices);
            }
        });
        ui.add_space(2.0);
    }
    more(ui, cx, all.len(), lang.pick("pertanyaan lain", "more questions"));
}

/// Where the cells are that wait for an answer; a click shows their rows.
fn cells_of(ui: &mut Ui, cx: &mut Cx, import: &ImportReview, number: usize, question: &Question) {
    let lang = cx.lang();
    let first = question.cells.first().map(|at| import.file.sheets.address(at, lang)).unwrap_or_default();
    let first = first
        .strip_prefix(import.file.sheets.file.as_str())
        .map_or(first.as_str(), |rest| rest.trim_start_matches(", "));
    let place = match question.cells.len() {
        0 | 1 => first.to_owned(),
        2 => crate::say!(lang, "{first}, dan 1 sel lain", "{first}, and 1 more cell"),
        cells => {
            let more = cells - 1;
            crate::say!(lang, "{first}, dan {more} sel lain", "{first}, and {more} more cells")
        }
    };
    cx.link(ui, "", &place, ImportCommand::ShowRows(Only::Question(number)));
}

/// Many questions of one kind are answered at once: prices that have lost their thousands, makers of a known name.
fn all_alike(ui: &mut Ui, cx: &Cx, all: &[Question], choices: &mut ImportChoices) {
    type Which = fn(&QuestionKey) -> bool;
    type Pick = fn(&[Answer]) -> Option<&Answer>;
    let lang = cx.lang();
    let is_price: Which = |key| matches!(key, QuestionKey::Price { .. });
    let is_maker: Which = |key| matches!(key, QuestionKey::Producer { .. });
    let first: Pick = |answers| answers.first();
    let new: Pick = |answers| answers.iter().find(|answer| **answer == Answer::NewProducer);
    for (is_such, pick, least, icon, id, en) in [
        (is_price, first, 2, icons::CHECK, "harga ini dalam ribuan", "of these prices are in thousands"),
        (is_maker, first, 3, icons::LINK, "produsen: semuanya yang sudah ada", "producers: all of them known ones"),
        (is_maker, new, 3, icons::PLUS, "produsen: semuanya baru", "producers: all of them new"),
    ] {
        let such = || all.iter().filter(|question| is_such(&question.key) && question.answer.is_none());
        let count = such().count();
        let name = format!("{} {}", crate::text::count(lang, count), lang.pick(id, en));
        if count < least || !widgets::button(ui, icon, &name).clicked() {
            continue;
        }
        for question in such() {
            if let Some(answer) = pick(&question.candidates) {
                choices.answers.insert(question.key.clone(), answer.clone());
            }
        }
    }
}

/// Any other region, by typing.
fn another_region(ui: &mut Ui, cx: &Cx, number: usize, question: &Question, choices: &mut ImportChoices) {
    let (look, lang) = (cx.look(), cx.lang());
    if let Some(Answer::Region(code)) = question.answer.as_ref().filter(|answer| !question.candidates.contains(answer))
    {
        let _ = ui.radio(true, RichText::new(full_place(code, lang)).size(13.0));
    }
    let id = egui::Id::unique(("another region", number));
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let name = lang.pick("Daerah lain", "Another region");
    let hint = lang.pick("Daerah lain: ketik namanya", "Another region: type its name");
    let edit = TextEdit::singleline(&mut typed).hint_text(RichText::new(hint).color(look.faint));
    let response = ui.add(edit.desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if typed.trim().chars().count() >= 3 {
        for region in found(ui.ctx(), &number.to_string(), &typed, OFFERED) {
            let code = RegionCode::new(region.code());
            let words = full_place(&code, lang);
            if widgets::list_row(ui, look, false, &words, None, &words).clicked() {
                choices.answers.insert(question.key.clone(), Answer::Region(code));
                typed.clear();
            }
        }
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
}

/// The date of prices that have none: only dated prices are printed.
fn price_date(ui: &mut Ui, cx: &Cx, choices: &mut ImportChoices) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::section(ui, look, lang.pick("Tanggal harga", "Date of prices"));
    let id = egui::Id::unique("import price date");
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| choices.price_date.clone());
    let name = lang.pick("Harga tanpa tanggal berlaku per", "Prices without a date are as of");
    let hint = lang.pick("misalnya Mei 2025 (boleh kosong)", "such as May 2025 (may be empty)");
    let response = widgets::text_field(ui, look, name, &mut typed, hint, 1);
    let text = typed.trim();
    let date = if text.is_empty() { Some(PartialDate::default()) } else { PartialDate::read(text) };
    if let Some(date) = &date {
        if response.lost_focus() {
            choices.price_date = date.0.clone();
        }
        if !date.is_empty() {
            widgets::small(ui, look, crate::text::date(lang, &date.0));
        }
    } else if !response.has_focus() {
        ui.label(RichText::new(no_date(text, lang)).size(12.0).color(look.danger));
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
}
