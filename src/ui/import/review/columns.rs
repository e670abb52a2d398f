//! How the file was read: encoding, delimiter, headings and what each column means, for a person to correct.

use egui::{CollapsingHeader, ComboBox, DragValue, RichText, Ui, WidgetInfo};

use crate::actions::import::ImportChoices;
use crate::exchange::{
    Column, ColumnUse, DecimalMark, Encoding, PricePart, Sheet, SheetMapping, TextForm, column_name, guess_below,
    how_read,
};
use crate::model::ProductField as F;
use crate::model::full_place;
use crate::text::Lang;
use crate::ui::app::cx::Cx;
use crate::ui::import::state::ImportReview;
use crate::ui::kit::{theme, widgets};

pub fn show(ui: &mut Ui, cx: &Cx, import: &ImportReview, choices: &mut ImportChoices) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::section(ui, look, lang.pick("Cara membacanya", "How it was read"));
    for line in how_read(&import.file.sheets, &import.mapping, lang) {
        ui.label(RichText::new(line).size(12.5));
    }
    if let Some(form) = import.file.sheets.form {
        text_form(ui, cx, form, choices);
    }
    let mut mapping = import.mapping.clone();
    let mut changed = false;
    for (number, mapped) in mapping.sheets.iter_mut().enumerate() {
        let Some(sheet) = import.file.sheets.sheets.get(number) else { continue };
        let name = if sheet.name.is_empty() { import.file.sheets.file.as_str() } else { sheet.name.as_str() };
        let title = crate::say!(lang, "Kolom di {name}", "Columns of {name}");
        let ink = if mapped.used { look.text } else { look.weak };
        let header = CollapsingHeader::new(RichText::new(title).font(theme::semi(13.5)).color(ink));
        header.id_salt(("columns", number)).show(ui, |ui| {
            changed |= ui.checkbox(&mut mapped.used, lang.pick("Baca lembar ini", "Read this sheet")).changed();
            changed |= headings(ui, lang, sheet, mapped);
            if let Some(around) = &mapped.around {
                let place = full_place(around, lang);
                widgets::small(ui, look, crate::say!(lang, "Daerah lembar ini: {place}", "Its region: {place}"));
            }
            changed |= meanings(ui, cx, number, sheet, mapped);
        });
    }
    if changed {
        choices.mapping = Some(mapping);
    }
}

/// Encoding and delimiter of a text file.
fn text_form(ui: &mut Ui, cx: &Cx, form: TextForm, choices: &mut ImportChoices) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut wanted = form;
    widgets::label(ui, look, lang.pick("Pemisah kolom", "Delimiter"));
    let tab = lang.pick("tab", "tab");
    widgets::segmented(ui, look, &mut wanted.delimiter, &[(b';', ";"), (b',', ","), (b'\t', tab), (b'|', "|")]);
    let label = widgets::label(ui, look, lang.pick("Pengodean huruf", "Encoding"));
    let choose = ComboBox::from_id_salt("encoding").width(ui.available_width()).selected_text(wanted.encoding.label());
    let shown = choose.show_ui(ui, |ui| {
        for encoding in Encoding::ALL {
            ui.selectable_value(&mut wanted.encoding, encoding, encoding.label());
        }
    });
    shown.response.labelled_by(label.id);
    if wanted != form {
        choices.form = Some(wanted);
        // Other columns come of it.
        choices.mapping = None;
    }
}

/// Which row the headings stand in.
fn headings(ui: &mut Ui, lang: Lang, sheet: &Sheet, mapped: &mut SheetMapping) -> bool {
    let last = sheet.rows.last().map_or(1, |row| row.at + 1);
    let mut row = mapped.header_row + 1;
    let name = lang.pick("Judul kolom di baris", "Headings in row");
    let changed = ui
        .horizontal(|ui| {
            ui.label(RichText::new(name).size(12.5));
            let response = ui.add(DragValue::new(&mut row).range(1..=last).speed(0.1).update_while_editing(false));
            response.widget_info(|| WidgetInfo::labeled(egui::Role::SpinButton, true, name));
            response.changed()
        })
        .inner;
    if changed {
        *mapped = guess_below(sheet, row - 1);
    }
    changed
}

/// What each column means, with what stands in its first row.
fn meanings(ui: &mut Ui, cx: &Cx, number: usize, sheet: &Sheet, mapped: &mut SheetMapping) -> bool {
    let (look, lang) = (cx.look(), cx.lang());
    let first = sheet.rows.iter().find(|row| row.at >= mapped.first_row);
    let mut chosen: Option<(usize, Option<Column>)> = None;
    let mut changed = false;
    for (at, one) in mapped.columns.iter_mut().enumerate() {
        let place = u32::try_from(at).unwrap_or(u32::MAX);
        let sample = first.and_then(|row| row.cell(place)).map(|cell| cell.value.text().into_owned());
        if one.heading.is_empty() && one.column.is_none() && sample.is_none() {
            continue;
        }
        let letters = column_name(place);
        let heading = if one.heading.is_empty() { lang.pick("(tanpa judul)", "(no heading)") } else { &one.heading };
        let name = format!("{letters} · {}", heading.replace('\n', " "));
        ui.add_space(2.0);
        let label = ui.label(RichText::new(&name).size(12.0).color(look.weak));
        let label = match sample.filter(|sample| !sample.trim().is_empty()) {
            Some(sample) => label.on_hover_text(crate::say!(lang, "Isi pertamanya: {sample}", "Its first: {sample}")),
            None => label,
        };
        let none = lang.pick("(dilewati)", "(left out)").to_owned();
        let title = one.column.map_or_else(|| none.clone(), |column| column.label(lang));
        let choose = ComboBox::from_id_salt(("column", number, at)).width(ui.available_width()).selected_text(title);
        let shown = choose.show_ui(ui, |ui| {
            let mut wanted = one.column;
            ui.selectable_value(&mut wanted, None, &none);
            for choice in Column::choices() {
                ui.selectable_value(&mut wanted, Some(choice), choice.label(lang));
            }
            if wanted != one.column {
                chosen = Some((at, wanted));
            }
        });
        shown.response.labelled_by(label.id);
        if is_number(one.column) {
            changed |= mark(ui, lang, (number, at), one);
        }
    }
    let Some((at, wanted)) = chosen else { return changed };
    // A meaning belongs to one column.
    for (other, one) in mapped.columns.iter_mut().enumerate() {
        if other == at {
            one.column = wanted;
        } else if wanted.is_some() && one.column == wanted {
            one.column = None;
        }
    }
    true
}

fn is_number(column: Option<Column>) -> bool {
    use Column as C;
    matches!(
        column,
        Some(C::Price(_, PricePart::Amount) | C::Product(F::Capacity | F::MinOrder | F::NetContent | F::ShelfLife))
    )
}

/// The decimal mark of a column: what its cells give away, or what a person says.
fn mark(ui: &mut Ui, lang: Lang, place: (usize, usize), one: &mut ColumnUse) -> bool {
    let before = one.mark;
    let unknown = lang.pick("Koma atau titik: ditanyakan kalau ragu", "Comma or point: asked in doubt");
    let title = one.mark.map_or(unknown, |mark| mark.words(lang));
    let choose = ComboBox::from_id_salt(("mark", place)).width(ui.available_width());
    choose.selected_text(RichText::new(title).size(12.0)).show_ui(ui, |ui| {
        ui.selectable_value(&mut one.mark, None, unknown);
        for mark in [DecimalMark::Comma, DecimalMark::Point] {
            ui.selectable_value(&mut one.mark, Some(mark), mark.words(lang));
        }
    });
    one.mark != before
}
