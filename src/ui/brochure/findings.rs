//! What to check before printing: each finding names its product, shows its page and opens its form.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{CursorIcon, Id, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo};

use super::preview_board::PreviewPages;
use crate::brochure::FindingKind;
use crate::model::{FieldPart, FieldPlace, InfoField, Key};
use crate::text::{Explain as _, Lang, Severity};
use crate::ui::app::command::Command;
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

fn page_id() -> Id {
    Id::unique("brochure wanted page")
}

/// The page that a finding asked to be shown, once.
pub(super) fn wanted_page(ui: &Ui) -> Option<usize> {
    ui.data_mut(|data| data.remove_temp(page_id()))
}

/// A finding asked for its page.
pub(super) fn is_page_wanted(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp::<usize>(page_id())).is_some()
}

pub(super) fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let shown = cx.preview.sheets().clone();
    let sheets = &shown.outline;
    ui.label(
        RichText::new(lang.pick("Periksa sebelum cetak", "Check before printing")).font(theme::semi(theme::SIZE_TITLE)),
    );
    if sheets.findings.is_empty() {
        let text = match sheets.is_empty() || !sheets.is_complete() {
            true => "",
            false => lang.pick("Tidak ada yang perlu diperbaiki.", "Nothing to fix."),
        };
        widgets::weak(ui, look, text);
        return;
    }
    let count = |severity| sheets.findings.iter().filter(|one| one.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let (some, more) = (crate::text::s(errors), crate::text::s(warnings));
    widgets::weak(
        ui,
        look,
        crate::say!(
            lang,
            "{errors} kesalahan · {warnings} peringatan",
            "{errors} error{some} · {warnings} warning{more}"
        ),
    );
    ui.add_space(4.0);
    ScrollArea::vertical().auto_shrink([false, false]).id_salt("brochure findings").show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 12.0);
        let said = said(ui, &shown, lang);
        let hidden = said.len().saturating_sub(MOST_SAID);
        for (what, severity, of) in said.iter().take(MOST_SAID) {
            let (icon, ink) = match *severity {
                Severity::Error => (icons::WARNING_CIRCLE, look.danger),
                Severity::Warning => (icons::WARNING_CIRCLE, look.warning),
                Severity::Hint => (icons::INFO, look.weak),
            };
            let findings = of.iter().filter_map(|at| sheets.findings.get(*at));
            let todo = findings.clone().next().map(|finding| finding.explain(lang).todo).unwrap_or_default();
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(icon).color(ink));
                ui.vertical(|ui| {
                    // Names are a list to read, not a row of buttons.
                    ui.spacing_mut().interact_size.y = 18.0;
                    ui.label(RichText::new(what).font(theme::semi(12.5)));
                    widgets::small(ui, look, todo);
                    if findings
                        .clone()
                        .any(|finding| finding.kind == FindingKind::NoContact && finding.product.is_none())
                        && widgets::link(
                            ui,
                            look,
                            icons::WHATSAPP_LOGO,
                            lang.pick("Isi kontak stan", "Fill in the booth contact"),
                        )
                        .clicked()
                    {
                        let place = FieldPlace::from(InfoField::BoothContact).part(FieldPart::Whatsapp);
                        cx.ask(Command::GoTo(Key::Info, Some(place)));
                    }
                    let all = findings.clone().count();
                    for finding in findings.take(8) {
                        let Some(id) = finding.product.clone() else { continue };
                        ui.horizontal(|ui| {
                            let name = match finding.name.is_empty() {
                                true => id.to_string(),
                                false => finding.name.clone(),
                            };
                            // A name as long as a sentence leaves room for its page.
                            let room = ui.available_width() - 60.0;
                            let shown = widgets::elided(ui, &name, theme::body(12.5), look.accent, room);
                            let link = ui.add(egui::Label::new(shown).sense(Sense::click()));
                            link.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
                            let link = link.on_hover_cursor(CursorIcon::PointingHand);
                            if link.on_hover_text(lang.pick("Buka isiannya", "Open its form")).clicked() {
                                let place = finding.kind.field().map(Into::into);
                                cx.ask(Command::GoTo(Key::Product(id.clone()), place));
                            }
                            if let Some((_, page)) = sheets.places.iter().find(|(known, _)| *known == id) {
                                let number = page + 1;
                                let text = crate::say!(lang, "hlm. {number}", "p. {number}");
                                let button =
                                    egui::Button::new(RichText::new(text).size(theme::SIZE_SMALL)).small().frame(false);
                                if ui.add(button).clicked() {
                                    ui.data_mut(|data| data.insert_temp(page_id(), *page));
                                }
                            }
                        });
                    }
                    if all > 8 {
                        let more = all - 8;
                        widgets::small(ui, look, crate::say!(lang, "dan {more} lagi", "and {more} more"));
                    }
                });
            });
            ui.add_space(8.0);
        }
        if hidden > 0 {
            widgets::small(ui, look, crate::say!(lang, "dan {hidden} temuan lain", "and {hidden} more findings"));
        }
    });
}

/// Sentences with the findings that they are said of.
type FindingLines = Vec<(String, Severity, Vec<usize>)>;

/// More than this nobody reads in one go.
const MOST_SAID: usize = 150;

/// What is the same for many products is said once, with their names under it. Worded once for each state of the pages.
fn said(ui: &Ui, sheets: &Arc<PreviewPages>, lang: Lang) -> Arc<FindingLines> {
    type Worded = (Arc<PreviewPages>, Lang, Arc<FindingLines>);
    let id = Id::unique("brochure findings in words");
    let kept: Option<Worded> = ui.data(|data| data.get_temp(id));
    if let Some((of, in_lang, said)) = kept
        && Arc::ptr_eq(&of, sheets)
        && in_lang == lang
    {
        return said;
    }
    let mut said: FindingLines = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, finding) in sheets.outline.findings.iter().enumerate() {
        let what = finding.explain(lang).what;
        let place = *places.entry(what.clone()).or_insert(said.len());
        match said.get_mut(place) {
            Some((_, _, of)) => of.push(at),
            None => said.push((what, finding.severity, vec![at])),
        }
    }
    let said = Arc::new(said);
    ui.data_mut(|data| data.insert_temp(id, (sheets.clone(), lang, said.clone())));
    said
}
