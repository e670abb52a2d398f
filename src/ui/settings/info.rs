//! What a catalogue says of itself: title, event, office, contact at the booth, foreword, logos.

use egui::Ui;

use super::part::SettingsPart;
use crate::model::{Agreement, CatalogInfo, Contact, FieldPart, InfoField as F, OrganizerRole, Text};
use crate::ui::app::command::PhotosCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::fields::{FieldLabel, Form, example, halves, line, w};
use crate::ui::kit::{icons, widgets};

/// Indonesia's three time zones by the IANA names of their seats.
const ZONES: [(&str, &str, &str); 3] = [
    ("Asia/Jakarta", "WIB (Jakarta, Surabaya)", "WIB (Jakarta, Surabaya; UTC+7)"),
    ("Asia/Makassar", "WITA (Samarinda, Makassar)", "WITA (Samarinda, Makassar; UTC+8)"),
    ("Asia/Jayapura", "WIT (Ambon, Jayapura)", "WIT (Ambon, Jayapura; UTC+9)"),
];

/// A card with a heading.
pub fn section(ui: &mut Ui, form: &mut Form, words: FieldLabel, add: impl FnOnce(&mut Ui, &mut Form)) {
    ui.add_space(4.0);
    let (look, lang) = (form.look, form.lang);
    widgets::card(ui, look, |ui| {
        ui.label(
            egui::RichText::new(words.get(lang)).font(crate::ui::kit::theme::semi(crate::ui::kit::theme::SIZE_TITLE)),
        );
        add(ui, form);
    });
}

/// What is there, or nothing where all of it is empty.
fn unless_empty<T: Default + PartialEq>(value: T) -> Option<T> {
    (value != T::default()).then_some(value)
}

pub fn title(ui: &mut Ui, form: &mut Form, info: &mut CatalogInfo) {
    section(ui, form, SettingsPart::Title.name(), |ui, form| {
        form.pair(ui, w("Judul katalog", "Catalogue title"), &mut info.title, 2);
    });
}

pub fn event(ui: &mut Ui, form: &mut Form, info: &mut CatalogInfo) {
    let lang = form.lang;
    let mut event = info.event.take().unwrap_or_default();
    section(ui, form, SettingsPart::Event.name(), |ui, form| {
        form.pair(ui, w("Nama acara", "Event name"), &mut event.name, 2);
        halves(
            ui,
            form,
            |form, ui| form.line(ui, w("Tempat acara", "Venue"), &mut event.venue, ""),
            |form, ui| form.line(ui, w("Nomor stan", "Booth number"), &mut event.stand, ""),
        );
        let mut zones = vec![(String::new(), lang.pick("Belum dipilih", "Not chosen").to_owned())];
        zones.extend(ZONES.map(|(name, id, en)| (name.to_owned(), lang.pick(id, en).to_owned())));
        let unknown = event.time_zone.clone();
        halves(
            ui,
            form,
            |form, ui| {
                form.part(F::Event, FieldPart::Date);
                form.date(ui, w("Tanggal acara", "Date of the event"), &mut event.date)
            },
            |form, ui| {
                form.part(F::Event, FieldPart::TimeZone);
                form.choice(ui, w("Zona waktu", "Time zone"), &mut event.time_zone, &zones, &unknown)
            },
        );
        let list = w("Perjanjian kerja sama", "Agreements");
        form.list_name(ui, list);
        form.list(ui, list, w("Perjanjian", "Agreement"), &mut event.agreements, |form, ui, _, agreement| {
            agreement_fields(ui, form, agreement);
        });
        let text = lang.pick("Tambah perjanjian", "Add an agreement");
        let add = form.add_to(ui, list, text, &mut event.agreements, Agreement::default);
        form.at(F::Event, &add);
    });
    info.event = unless_empty(event);
}

fn agreement_fields(ui: &mut Ui, form: &mut Form, agreement: &mut Agreement) {
    let lang = form.lang;
    form.pair(ui, w("Judul perjanjian", "Title of the agreement"), &mut agreement.title, 2);
    form.part(F::Event, FieldPart::Date);
    form.date(ui, w("Tanggal", "Date"), &mut agreement.date);
    let parties = w("Para pihak", "Parties");
    form.list_name(ui, parties);
    form.list(ui, parties, line(w("Pihak", "Party")), &mut agreement.parties, |form, ui, _, party| {
        form.bare_pair(ui, parties, party);
    });
    form.add_to(ui, parties, lang.pick("Tambah pihak", "Add a party"), &mut agreement.parties, Text::default);
    let numbers = w("Nomor perjanjian", "Numbers of the agreement");
    form.list_name(ui, numbers);
    form.list(ui, numbers, line(w("Nomor", "Number")), &mut agreement.numbers, |form, ui, _, number| {
        form.bare_line(ui, numbers, number, "");
    });
    form.add_to(ui, numbers, lang.pick("Tambah nomor", "Add a number"), &mut agreement.numbers, String::new);
}

pub fn organizer(ui: &mut Ui, form: &mut Form, info: &mut CatalogInfo) {
    let lang = form.lang;
    let mut organizer = info.organizer.take().unwrap_or_default();
    section(ui, form, SettingsPart::Organizer.name(), |ui, form| {
        form.pair(ui, w("Nama penyelenggara", "Organiser's name"), &mut organizer.name, 2);
        let roles = OrganizerRole::ALL.map(|role| (role, role.label(lang).to_owned()));
        form.choice(ui, w("Peran kantor", "Role of the office"), &mut organizer.role, &roles, "");
        form.line(ui, w("Alamat kantor", "Office address"), &mut organizer.address, "");
        form.pair(ui, w("Jam kerja", "Office hours"), &mut organizer.hours, 1);
        contact(ui, form, F::Organizer, &OFFICE, &mut organizer.contact);
    });
    info.organizer = unless_empty(organizer);
}

pub fn booth(ui: &mut Ui, form: &mut Form, info: &mut CatalogInfo) {
    let lang = form.lang;
    let mut booth = info.booth_contact.take().unwrap_or_default();
    section(ui, form, SettingsPart::Booth.name(), |ui, form| {
        let text = lang.pick(
            "Dipakai untuk produk yang produsennya belum punya kontak.",
            "Used for products whose producer has no contact yet.",
        );
        widgets::weak(ui, form.look, text);
        contact(ui, form, F::BoothContact, &BOOTH, &mut booth);
    });
    info.booth_contact = unless_empty(booth);
}

/// The names of a contact's fields; each contact on the screen has its own.
struct ContactWords {
    name: FieldLabel,
    whatsapp: FieldLabel,
    phone: FieldLabel,
    email: FieldLabel,
    web: FieldLabel,
}

const OFFICE: ContactWords = ContactWords {
    name: w("Narahubung kantor", "Office contact person"),
    whatsapp: w("WhatsApp kantor", "Office WhatsApp"),
    phone: w("Telepon kantor", "Office telephone"),
    email: w("Surel kantor", "Office e-mail"),
    web: w("Situs web kantor", "Office website"),
};

const BOOTH: ContactWords = ContactWords {
    name: w("Narahubung stan", "Booth contact person"),
    whatsapp: w("WhatsApp stan", "Booth WhatsApp"),
    phone: w("Telepon stan", "Booth telephone"),
    email: w("Surel stan", "Booth e-mail"),
    web: w("Situs web stan", "Booth website"),
};

fn contact(ui: &mut Ui, form: &mut Form, field: F, words: &ContactWords, contact: &mut Contact) {
    let line = |ui: &mut Ui, form: &mut Form, part, name, value: &mut String, hint: &str| {
        form.part(field, part);
        form.line(ui, name, value, hint);
    };
    let number = example(form.lang, "0812 3456 7890");
    let (name, ()) = halves(
        ui,
        form,
        |form, ui| form.line(ui, words.name, &mut contact.name, ""),
        |form, ui| line(ui, form, FieldPart::Whatsapp, words.whatsapp, &mut contact.whatsapp, &number),
    );
    halves(
        ui,
        form,
        |form, ui| line(ui, form, FieldPart::Phone, words.phone, &mut contact.phone, ""),
        |form, ui| line(ui, form, FieldPart::Email, words.email, &mut contact.email, ""),
    );
    line(ui, form, FieldPart::Web, words.web, &mut contact.web, "https://");
    form.at(field, &name);
}

pub fn foreword(ui: &mut Ui, form: &mut Form, info: &mut CatalogInfo) {
    let mut foreword = info.foreword.take().unwrap_or_default();
    section(ui, form, SettingsPart::Foreword.name(), |ui, form| {
        let text = form.pair(ui, w("Isi sambutan", "Text of the foreword"), &mut foreword.text, 6);
        form.at(F::Foreword, &text);
        form.line(ui, w("Nama pemberi sambutan", "Name under the foreword"), &mut foreword.name, "");
        form.pair(ui, w("Jabatan", "Position"), &mut foreword.position, 1);
    });
    info.foreword = unless_empty(foreword);
}

pub fn logos(ui: &mut Ui, cx: &mut Cx, form: &mut Form, info: &mut CatalogInfo) {
    let lang = form.lang;
    section(ui, form, SettingsPart::Logos.name(), |ui, form| {
        let text = lang.pick(
            "Urutan di sini adalah urutan protokol di sampul.",
            "The order here is the order of protocol on the cover.",
        );
        widgets::weak(ui, form.look, text);
        if let Some(folder) = cx.state.folder() {
            let list = (F::Logos.into(), F::Logos.into());
            form.photos(ui, cx.thumbs, folder, list, w("Logo", "Logo"), &mut info.logos, |_, _, _, _| {});
        }
        let add = widgets::button(ui, icons::IMAGES, lang.pick("Tambah logo…", "Add logos…"));
        if add.clicked() {
            cx.ask(PhotosCommand::PickLogos);
        }
        form.at(F::Logos, &add);
    });
}
