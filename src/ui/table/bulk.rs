//! "Ubah yang dipilih": the form with a tick for each field; only ticked fields are written.

use egui::{Id, ScrollArea, Ui};
use rust_decimal::Decimal;

use crate::model::{
    BulkEdit, Catalog, CategoryId, Certification, CertificationKind, CertificationStatus, ListChange, PartialDate,
    PermitChange, PriceBasis, PriceChange, ProducerId, ProductField as F, Rounding, Status, Text, short_place,
};
use crate::text::{Lang, integer};
use crate::ui::app::command::{Command, TableCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::fields::{Form, Picked, halves, note, producers_named, w};
use crate::ui::kit::origin::origin_picker;
use crate::ui::kit::{icons, ticks, widgets};

pub fn panel(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    let mut draft = cx.state.table_view.bulk.clone();
    let count = cx.state.scope_count();
    let many = crate::text::count(lang, count);
    let about = match cx.state.table_view.chosen.is_empty() {
        true => crate::say!(
            lang,
            "Berlaku untuk {many} produk yang tampil sekarang. Hanya isian yang dicentang yang ditulis.",
            "For the {many} products shown now. Only ticked fields are written."
        ),
        false => crate::say!(
            lang,
            "Berlaku untuk {many} produk terpilih. Hanya isian yang dicentang yang ditulis.",
            "For the {many} products selected. Only ticked fields are written."
        ),
    };
    widgets::weak(ui, look, about);
    let mut form = Form::new(look, lang, Id::unique("bulk form"));
    // The buttons stay in view below the fields.
    let room = (ui.ctx().content_rect().height() - 330.0).max(160.0);
    let area = ScrollArea::vertical().id_salt("bulk fields").max_height(room).min_scrolled_height(room);
    area.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.spacing_mut().interact_size.y = 22.0;
        ui.set_max_width(ui.available_width() - 12.0);
        for field in BulkEdit::FIELDS {
            let mut on = draft.ticked.contains(&field);
            let name = match field {
                F::Prices => lang.pick("Harga naik atau turun", "Prices up or down"),
                field => field.label(lang),
            };
            let response = ui.checkbox(&mut on, name);
            let spoken = crate::say!(lang, "Ubah isian: {name}", "Write the field: {name}");
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, &spoken));
            if response.changed() {
                ticks::put(&mut draft.ticked, field, on);
            }
            if on {
                let id = ("bulk", field.label(Lang::En));
                let shown = ui.indent(id, |ui| value(ui, cx, &mut form, &catalog, &mut draft, field));
                if response.changed() {
                    shown.response.scroll_to_me(None);
                }
            }
        }
    });
    ui.add_space(8.0);
    let fault = fault(&draft, lang);
    ui.horizontal(|ui| {
        let ready = !draft.ticked.is_empty() && fault.is_none() && count > 0;
        ui.add_enabled_ui(ready && cx.state.may_edit(), |ui| {
            cx.submit(ui, icons::CHECK, lang.pick("Periksa dahulu", "Review first"), TableCommand::ProposeBulk);
        });
        if widgets::button(ui, icons::BROOM, lang.pick("Kosongkan formulir", "Clear the form")).clicked() {
            draft = BulkEdit::default();
        }
        if let Some(fault) = fault {
            note(ui, look, crate::text::Severity::Warning, fault);
        }
    });
    if draft != cx.state.table_view.bulk {
        // Before a proposal is made of it.
        cx.asked.insert(0, Command::Table(TableCommand::SetBulk(Box::new(draft))));
    }
}

/// What still has to be said, as a sentence.
fn fault(bulk: &BulkEdit, lang: Lang) -> Option<&'static str> {
    let is_on = |field| bulk.ticked.contains(&field);
    let percent = bulk.price.percent;
    if is_on(F::Prices) && percent.is_none() {
        return Some(lang.pick("Isi persennya, misalnya 10 atau −5.", "Fill in the percentage, such as 10 or −5."));
    }
    if is_on(F::Prices) && percent.is_some_and(|percent| percent <= Decimal::NEGATIVE_ONE * Decimal::ONE_HUNDRED) {
        return Some(
            lang.pick("Harga tidak bisa turun 100 persen atau lebih.", "Prices cannot go down by 100 percent or more."),
        );
    }
    if is_on(F::Prices) && bulk.price.as_of.as_ref().is_some_and(|date| date.first_day().is_none()) {
        return Some(lang.pick("Tanggal harganya belum benar.", "The date of the prices is not right yet."));
    }
    if is_on(F::Tags) && bulk.tags != ListChange::Replace && bulk.values.tags.is_empty() {
        return Some(lang.pick("Isi tag yang ditambah atau dibuang.", "Fill in the tags to add or remove."));
    }
    let other = bulk.values.certifications.first().map(|permit| &permit.kind);
    if is_on(F::Certifications) && other == Some(&CertificationKind::Other(String::new())) {
        return Some(lang.pick("Pilih izinnya.", "Choose the permit."));
    }
    None
}

fn value(ui: &mut Ui, cx: &Cx, form: &mut Form, catalog: &Catalog, bulk: &mut BulkEdit, field: F) {
    let lang = form.lang;
    let draft = &mut bulk.values;
    match field {
        F::Status => {
            let choices = Status::ALL.map(|status| (status, status.label(lang)));
            widgets::segmented(ui, form.look, &mut draft.status, &choices);
        }
        F::Category => {
            let none = (CategoryId::default(), lang.pick("Tanpa kategori", "No category").to_owned());
            let named = catalog.categories.iter().map(|category| {
                let name = category.name.shown_or(lang, category.id.as_str());
                (category.id.clone(), name.to_owned())
            });
            let choices: Vec<(CategoryId, String)> = std::iter::once(none).chain(named).collect();
            form.choice(ui, F::Category.into(), &mut draft.category, &choices, "");
        }
        F::Producer => producer(ui, form, catalog, &mut draft.producer),
        F::Origin => drop(origin_picker(ui, form, F::Origin.into(), &mut draft.origin)),
        F::Tags => {
            list_change(ui, form, &mut bulk.tags);
            words(ui, form, w("Tag, dipisah koma", "Tags, separated by commas"), &mut draft.tags);
        }
        F::Markets => {
            list_change(ui, form, &mut bulk.markets);
            let mut names: Vec<String> = draft.markets.iter().map(|text| text.id.clone()).collect();
            let label = w("Wilayah pasar, dipisah koma", "Markets, separated by commas");
            words(ui, form, label, &mut names);
            let stored: Vec<&String> = draft.markets.iter().map(|text| &text.id).collect();
            if names.iter().collect::<Vec<_>>() != stored {
                draft.markets = names.into_iter().map(|name| Text::new(name, "")).collect();
            }
        }
        F::Certifications => permit(ui, form, &mut bulk.permit, &mut draft.certifications),
        F::Prices => price(ui, cx, form, &mut bulk.price),
        F::LeadTime => drop(form.count(ui, field.into(), lang.pick("Hari", "Days"), &mut draft.lead_time_days)),
        F::Storage | F::Packaging => {
            let text = if field == F::Storage { &mut draft.storage } else { &mut draft.packaging };
            form.pair(ui, field.into(), text, 2);
            let hint = lang.pick(
                "Bahasa yang dikosongkan tetap seperti semula; keduanya kosong menghapus isinya.",
                "A language left empty stays as it is; both empty erases the text.",
            );
            widgets::small(ui, form.look, hint);
        }
        F::NetContent => form.plain(ui, draft, field, "g"),
        F::MinOrder | F::Capacity => form.plain(ui, draft, field, "kg"),
        F::ShelfLife => form.plain(ui, draft, field, "bulan"),
        F::Incoterm => form.plain(ui, draft, field, "FOB"),
        field => form.plain(ui, draft, field, ""),
    }
}

fn producer(ui: &mut Ui, form: &mut Form, catalog: &Catalog, chosen: &mut Option<ProducerId>) {
    let lang = form.lang;
    let now = chosen.as_ref().and_then(|id| catalog.producers.get(id));
    let now = now.map(|producer| (producer.name.clone(), short_place(&producer.origin, lang)));
    let hint =
        lang.pick("Ketik untuk mencari; kosong berarti tanpa produsen", "Type to search; empty means no producer");
    let (_, picked) = form.picker(ui, F::Producer.into(), hint, now, |typed| producers_named(catalog, typed, lang));
    match picked {
        Some(Picked::Value(id)) => *chosen = Some(id),
        Some(Picked::Cleared) => *chosen = None,
        None => {}
    }
}

fn list_change(ui: &mut Ui, form: &Form, change: &mut ListChange) {
    let choices = [
        (ListChange::Add, form.lang.pick("Tambahkan", "Add")),
        (ListChange::Remove, form.lang.pick("Buang", "Remove")),
        (ListChange::Replace, form.lang.pick("Ganti seluruhnya", "Replace all")),
    ];
    widgets::segmented(ui, form.look, change, &choices);
}

/// A list as words with commas between.
fn words(ui: &mut Ui, form: &mut Form, label: crate::ui::kit::fields::FieldLabel, list: &mut Vec<String>) {
    let id = Id::unique(("bulk words", label.id));
    let kept: Option<String> = ui.data(|data| data.get_temp(id));
    // The form may have been cleared meanwhile.
    let read = |text: &str| -> Vec<String> {
        text.split([',', ';']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
    };
    let mut text = kept.filter(|text| read(text) == *list).unwrap_or_else(|| list.join(", "));
    form.line(ui, label, &mut text, "");
    *list = read(&text);
    ui.data_mut(|data| data.insert_temp(id, text));
}

fn permit(ui: &mut Ui, form: &mut Form, change: &mut PermitChange, list: &mut [Certification]) {
    let lang = form.lang;
    let Some(permit) = list.first_mut() else { return };
    let choices = [
        (PermitChange::Put, lang.pick("Tambah atau ubah", "Add or set")),
        (PermitChange::Remove, lang.pick("Hapus", "Remove")),
    ];
    widgets::segmented(ui, form.look, change, &choices);
    let kinds: Vec<(CertificationKind, String)> =
        CertificationKind::NAMED.iter().map(|kind| (kind.clone(), kind.label(lang).into_owned())).collect();
    let states = CertificationStatus::ALL.map(|status| (status, status.label(lang).to_owned()));
    let none = lang.pick("Belum dipilih", "Not chosen");
    if *change == PermitChange::Remove {
        form.choice(ui, w("Izin", "Permit"), &mut permit.kind, &kinds, none);
        return;
    }
    halves(
        ui,
        form,
        |form, ui| form.choice(ui, w("Izin", "Permit"), &mut permit.kind, &kinds, none),
        |form, ui| form.choice(ui, w("Keadaan", "State"), &mut permit.status, &states, ""),
    );
    halves(
        ui,
        form,
        |form, ui| form.line(ui, w("Penerbit", "Issuer"), &mut permit.issuer, ""),
        |form, ui| form.date(ui, w("Berlaku sampai", "Valid until"), &mut permit.expires),
    );
    let hint = lang.pick(
        "Nomor izin yang sudah ada tetap; yang dikosongkan di sini tidak menghapus apa-apa.",
        "Existing permit numbers stay; what is left empty here erases nothing.",
    );
    widgets::small(ui, form.look, hint);
}

fn price(ui: &mut Ui, cx: &Cx, form: &mut Form, price: &mut PriceChange) {
    let lang = form.lang;
    let bases: Vec<(Option<PriceBasis>, String)> =
        std::iter::once((None, lang.pick("semua harga", "all prices").to_owned()))
            .chain(PriceBasis::ALL.map(|basis| (Some(basis), basis.label(lang).to_owned())))
            .collect();
    let steps = PriceChange::STEPS.map(|step| match step {
        1 => (step, lang.pick("tidak dibulatkan", "not rounded").to_owned()),
        step => (step, format!("Rp{}", integer(lang, step))),
    });
    let ways = Rounding::ALL.map(|way| (way, way.label(lang).to_owned()));
    halves(
        ui,
        form,
        |form, ui| form.number(ui, w("Persen (naik 10, turun −5)", "Percent (up 10, down −5)"), &mut price.percent),
        |form, ui| form.choice(ui, w("Harga yang diubah", "Which prices"), &mut price.basis, &bases, ""),
    );
    halves(
        ui,
        form,
        |form, ui| form.choice(ui, w("Dibulatkan ke kelipatan", "Rounded to"), &mut price.step, &steps, ""),
        |form, ui| form.choice(ui, w("Arah pembulatan", "Rounded"), &mut price.rounding, &ways, ""),
    );
    let mut dated = price.as_of.is_some();
    if form.check(ui, w("Catat tanggal harga baru", "Give the new prices a date"), &mut dated).changed() {
        price.as_of = dated.then(|| PartialDate::new(cx.state.today.to_string()));
    }
    if let Some(date) = &mut price.as_of {
        form.date(ui, w("Tanggal harga", "Date of the prices"), date);
    }
    let hint = lang.pick(
        "Pembulatan berlaku untuk rupiah; mata uang lain sampai satuan terkecilnya.",
        "Rounding is for rupiah; other currencies go to their smallest unit.",
    );
    widgets::small(ui, form.look, hint);
}
