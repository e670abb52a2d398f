//! What backs a product up: permits, awards, sources; and tags and internal notes.

use egui::Ui;

use crate::model::{
    Award, Certification, CertificationKind, CertificationStatus, FieldPart, Product, ProductField as F, Source,
};
use crate::text::Severity;
use crate::ui::kit::fields::{Form, halves, line, w};

pub fn certifications(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, F::Certifications.into());
    form.list(ui, F::Certifications.into(), w("Izin", "Permit"), &mut draft.certifications, |form, ui, _, permit| {
        permit_fields(ui, form, permit);
    });
    // "Planned" is the state that claims nothing.
    let new = || Certification { kind: CertificationKind::Halal, ..Certification::default() };
    let text = lang.pick("Tambah izin atau sertifikat", "Add a permit or certificate");
    let add = form.add_to(ui, F::Certifications.into(), text, &mut draft.certifications, new);
    form.at(F::Certifications, &add);
}

fn permit_fields(ui: &mut Ui, form: &mut Form, permit: &mut Certification) {
    let lang = form.lang;
    let mut kinds: Vec<(CertificationKind, String)> =
        CertificationKind::NAMED.iter().map(|kind| (kind.clone(), kind.label(lang).into_owned())).collect();
    let other = match &permit.kind {
        CertificationKind::Other(name) => CertificationKind::Other(name.clone()),
        _ => CertificationKind::Other(String::new()),
    };
    kinds.push((other, lang.pick("Lainnya", "Other").to_owned()));
    let states = CertificationStatus::ALL.map(|status| (status, status.label(lang).to_owned()));
    halves(
        ui,
        form,
        |form, ui| form.choice(ui, w("Jenis", "Kind"), &mut permit.kind, &kinds, ""),
        |form, ui| {
            if permit.status != CertificationStatus::Held {
                let text = lang.pick(
                    "Belum dicetak dan belum tampil sebagai lencana; hanya yang dimiliki yang tampil.",
                    "Not printed or shown as a badge yet; only what is held is.",
                );
                form.remark(Severity::Hint, text);
            }
            form.choice(ui, w("Keadaan", "State"), &mut permit.status, &states, "")
        },
    );
    if let CertificationKind::Other(name) = &mut permit.kind {
        form.line(ui, w("Nama izin", "Name of the permit"), name, "");
    }
    halves(
        ui,
        form,
        |form, ui| {
            form.part(F::Certifications, FieldPart::Number);
            form.line(ui, w("Nomor", "Number"), &mut permit.number, "")
        },
        |form, ui| form.line(ui, w("Penerbit", "Issuer"), &mut permit.issuer, ""),
    );
    halves(
        ui,
        form,
        |form, ui| {
            form.part(F::Certifications, FieldPart::Date);
            form.date(ui, w("Terbit", "Issued"), &mut permit.issued)
        },
        |form, ui| {
            form.part(F::Certifications, FieldPart::Expiry);
            form.date(ui, w("Berlaku sampai", "Valid until"), &mut permit.expires)
        },
    );
}

pub fn awards(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, F::Awards.into());
    form.list(ui, F::Awards.into(), w("Penghargaan", "Award"), &mut draft.awards, |form, ui, _, award: &mut Award| {
        form.pair(ui, w("Nama penghargaan", "Name of the award"), &mut award.title, 1);
        halves(
            ui,
            form,
            |form, ui| form.line(ui, w("Pemberi", "Given by"), &mut award.issuer, ""),
            |form, ui| {
                form.part(F::Awards, FieldPart::Date);
                form.date(ui, w("Tanggal", "Date"), &mut award.date)
            },
        );
    });
    let text = lang.pick("Tambah penghargaan", "Add an award");
    let add = form.add_to(ui, F::Awards.into(), text, &mut draft.awards, Award::default);
    form.at(F::Awards, &add);
}

pub fn tags(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, F::Tags.into());
    form.list(ui, F::Tags.into(), line(w("Tag", "Tag")), &mut draft.tags, |form, ui, _, tag| {
        form.bare_line(ui, F::Tags.into(), tag, "");
    });
    let add = form.add_to(ui, F::Tags.into(), lang.pick("Tambah tag", "Add a tag"), &mut draft.tags, String::new);
    form.at(F::Tags, &add);
}

pub fn sources(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, F::Sources.into());
    form.list(ui, F::Sources.into(), w("Sumber", "Source"), &mut draft.sources, |form, ui, _, source: &mut Source| {
        form.line(ui, w("Judul", "Title"), &mut source.title, "");
        halves(
            ui,
            form,
            |form, ui| {
                form.part(F::Sources, FieldPart::Web);
                form.line(ui, w("Tautan", "Link"), &mut source.url, "https://")
            },
            |form, ui| {
                form.part(F::Sources, FieldPart::Date);
                form.date(ui, w("Tanggal", "Date"), &mut source.date)
            },
        );
    });
    let text = lang.pick("Tambah sumber", "Add a source");
    let add = form.add_to(ui, F::Sources.into(), text, &mut draft.sources, Source::default);
    form.at(F::Sources, &add);
}

pub fn notes(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, w("Hanya untuk tim", "For the team only"));
    let text = lang.pick("Tidak pernah dicetak atau ditampilkan kepada pembeli.", "Never printed or shown to buyers.");
    form.remark(Severity::Hint, text);
    form.lines(ui, F::Notes.into(), &mut draft.notes, 3);
}
