//! Find and replace: what is found stands below in its words, before anything is replaced.

use egui::text::{LayoutJob, TextFormat};
use egui::{Id, Label, ScrollArea, Sense, Ui, vec2};

use crate::model::{ProductField, Replacing};
use crate::text::Lang;
use crate::ui::app::command::{Command, TableCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::fields::{Form, halves, w};
use crate::ui::kit::{icons, theme, ticks, widgets};

const LINE: f32 = 24.0;

pub fn panel(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut draft = cx.state.table_view.replacing.clone();
    let many = crate::text::count(lang, cx.state.scope_count());
    let about = match cx.state.table_view.chosen.is_empty() {
        true => crate::say!(lang, "Di {many} produk yang tampil sekarang.", "In the {many} products shown now."),
        false => crate::say!(lang, "Di {many} produk terpilih.", "In the {many} products selected."),
    };
    widgets::weak(ui, look, about);
    let mut form = Form::new(look, lang, Id::unique("replace form"));
    let (find, _) = halves(
        ui,
        &mut form,
        |form, ui| form.line(ui, w("Cari", "Find"), &mut draft.find, ""),
        |form, ui| form.line(ui, w("Ganti dengan", "Replace with"), &mut draft.with, ""),
    );
    widgets::focus_first(ui, "replace", &find, &draft.find);
    ui.horizontal_wrapped(|ui| {
        ui.checkbox(
            &mut draft.exact_case,
            lang.pick("Huruf besar-kecil dan tanda harus sama", "Match case and accents"),
        );
        ui.checkbox(&mut draft.whole_words, lang.pick("Hanya kata utuh", "Whole words only"));
        for of in Lang::ALL {
            let name = match of {
                Lang::Id => lang.pick("Teks Indonesia", "Indonesian text"),
                Lang::En => lang.pick("Teks Inggris", "English text"),
            };
            let mut on = draft.langs.contains(&of);
            if ui.checkbox(&mut on, name).changed() {
                ticks::put(&mut draft.langs, of, on);
            }
        }
    });
    fields(ui, cx, &mut draft);
    ui.add_space(4.0);
    let found = cx.state.table_view.found.clone();
    let count = found.len();
    ui.horizontal(|ui| {
        ui.add_enabled_ui(count > 0 && cx.state.may_edit(), |ui| {
            let text = match count {
                0 => lang.pick("Ganti, periksa dahulu", "Replace, review first").to_owned(),
                _ => {
                    let count = crate::text::count(lang, count);
                    crate::say!(lang, "Ganti {count} temuan, periksa dahulu", "Replace {count} matches, review first")
                }
            };
            cx.submit(ui, icons::SWAP, &text, TableCommand::ProposeReplacing);
        });
        let state = match (draft.find.trim().is_empty(), count) {
            (true, _) => lang.pick("Ketik kata yang dicari.", "Type what to look for.").to_owned(),
            (_, 0) => lang.pick("Tidak ditemukan.", "Not found.").to_owned(),
            _ => {
                let products = crate::text::count(lang, cx.state.table_view.found_in);
                let hits = crate::text::count(lang, count);
                crate::say!(lang, "{hits} temuan di {products} produk", "{hits} matches in {products} products")
            }
        };
        widgets::weak(ui, look, state);
    });
    hits(ui, cx, &draft);
    if draft != cx.state.table_view.replacing {
        cx.asked.insert(0, Command::Table(TableCommand::SetReplacing(Box::new(draft))));
    }
}

/// In which fields.
fn fields(ui: &mut Ui, cx: &Cx, draft: &mut Replacing) {
    let lang = cx.lang();
    let title = match draft.fields.len() {
        all if all == Replacing::fields().count() => lang.pick("Di semua isian", "In all fields").to_owned(),
        some => crate::say!(lang, "Di {some} isian", "In {some} fields"),
    };
    egui::CollapsingHeader::new(title).id_salt("replace fields").show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for field in Replacing::fields() {
                let mut on = draft.fields.contains(&field);
                let name = match field {
                    ProductField::Name => lang.pick("Nama", "Name"),
                    field => field.label(lang),
                };
                if ui.checkbox(&mut on, name).changed() {
                    ticks::put(&mut draft.fields, field, on);
                }
            }
        });
    });
}

/// Every hit with a few words around it, and what will stand there.
fn hits(ui: &mut Ui, cx: &Cx, draft: &Replacing) {
    let (look, lang) = (cx.look(), cx.lang());
    let found = &cx.state.table_view.found;
    let room = (ui.ctx().content_rect().height() - 470.0).clamp(96.0, 380.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("hits").max_height(room).min_scrolled_height(room);
    area.auto_shrink([false, true]).show_rows(ui, LINE, found.len(), |ui, shown| {
        for one in found.get(shown).unwrap_or_default() {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
            let mut line = ui.new_child(
                egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)),
            );
            let name = cx.state.product(&one.product).and_then(|product| product.name.or_other(lang));
            let name = name.map_or(one.product.as_str(), |(name, _)| name);
            let field = one.label(lang);
            line.allocate_ui(vec2(rect.width() * 0.34, LINE), |ui| {
                ui.set_width(rect.width() * 0.34);
                ui.add(
                    Label::new(egui::RichText::new(format!("{name} · {field}")).size(12.0).color(look.weak)).truncate(),
                );
            });
            let plain = |ink| TextFormat { font_id: theme::body(13.0), color: ink, ..TextFormat::default() };
            let mut job = LayoutJob::default();
            job.append(&one.before, 0.0, plain(look.text));
            let struck = TextFormat { strikethrough: egui::Stroke::new(1.0, look.danger), ..plain(look.danger) };
            job.append(&one.hit, 0.0, struck);
            let new = TextFormat { background: look.accent_soft, ..plain(look.accent) };
            job.append(&draft.with, if draft.with.is_empty() { 0.0 } else { 3.0 }, new);
            job.append(&one.after, 0.0, plain(look.text));
            line.add(Label::new(job).truncate());
        }
    });
}
