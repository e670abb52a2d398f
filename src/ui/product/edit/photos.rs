//! A product's photos: order, what they show, whose they are, which part of them is shown.

use egui::{CornerRadius, Id, Popup, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::model::{Photo, Product, ProductField as F};
use crate::say;
use crate::text::Severity;
use crate::ui::app::command::{Command, Overlay, PhotosCommand, Screen};
use crate::ui::app::cx::Cx;
use crate::ui::app::jobs::Job;
use crate::ui::app::offers;
use crate::ui::app::state::State;
use crate::ui::kit::fields::{Form, note, w};
use crate::ui::kit::{icons, pictures, widgets};

/// What a person asked of one photo, beside its fields.
enum PhotoAction {
    Crop(usize),
    Large(usize),
    Cover(usize),
    Remove(usize),
    Move { from: usize, to: usize },
}

pub fn photos(ui: &mut Ui, cx: &mut Cx, form: &mut Form, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, F::Photos.into());
    let mut wish = order(ui, cx, form, &draft.photos);
    rows(ui, cx, form, &mut draft.photos, &mut wish);
    match wish {
        Some(PhotoAction::Crop(at)) => cx.ask(Command::Show(Overlay::Crop(draft.id.clone(), at))),
        Some(PhotoAction::Large(at)) => cx.ask(Command::Show(Overlay::Photo(draft.id.clone(), at))),
        Some(PhotoAction::Cover(at)) => carry(form, &mut draft.photos, at, 0),
        Some(PhotoAction::Move { from, to }) => carry(form, &mut draft.photos, from, to),
        Some(PhotoAction::Remove(at)) if at < draft.photos.len() => {
            draft.photos.remove(at);
            form.note(F::Photos.into());
        }
        Some(PhotoAction::Remove(_)) | None => {}
    }
    ui.horizontal_wrapped(|ui| {
        let add = widgets::button(ui, icons::IMAGES, lang.pick("Tambah foto…", "Add photos…"));
        if add.clicked() {
            cx.ask(PhotosCommand::Pick(draft.id.clone()));
        }
        form.at(F::Photos, &add);
        cx.link(ui, icons::TRAY, lang.pick("Baki foto", "Photo tray"), Command::Go(Screen::Tray));
    });
    offers::keep_originals(ui, cx);
    if let Some(progress) = cx.state.running(Job::Photos) {
        let (done, total) = (progress.done, progress.total);
        let text = say!(
            lang,
            "Foto sedang disalin ke katalog… {done} dari {total}",
            "Photos are being copied into the catalogue… {done} of {total}"
        );
        widgets::small(ui, form.look, text);
    }
    let text = lang.pick(
        "Foto juga bisa diseret ke jendela ini, atau ditempel dengan Ctrl+V. Foto pertama tampil di kartu dan di brosur; ilustrasi tampil sesudah foto sendiri.",
        "Photos can also be dropped on this window, or pasted with Ctrl+V. The first one stands on the card and in the brochure; drawings come after own photos.",
    );
    note(ui, form.look, Severity::Hint, text);
}

fn carry(form: &mut Form, photos: &mut Vec<Photo>, from: usize, to: usize) {
    if from < photos.len() && to < photos.len() && from != to {
        let photo = photos.remove(from);
        photos.insert(to, photo);
        form.note(w("Urutan foto", "Order of photos"));
    }
}

/// All photos small in their order: dragging one puts it elsewhere.
fn order(ui: &mut Ui, cx: &mut Cx, form: &Form, photos: &[Photo]) -> Option<PhotoAction> {
    let lang = form.lang;
    let folder = cx.state.folder()?;
    if photos.len() < 2 {
        return None;
    }
    let look = form.look;
    let mut places: Vec<Rect> = Vec::new();
    let mut dragged = None;
    let mut dropped = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for (at, photo) in photos.iter().enumerate() {
            let (rect, response) = ui.allocate_exact_size(vec2(76.0, 57.0), Sense::drag());
            places.push(rect);
            pictures::paint_photo(ui, look, cx.thumbs, folder, photo, rect, CornerRadius::same(7));
            let number = at + 1;
            let name = say!(lang, "Geser foto {number}", "Move photo {number}");
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
            if at == 0 {
                let stroke = Stroke::new(2.0, look.accent);
                ui.painter().rect_stroke(rect, CornerRadius::same(7), stroke, StrokeKind::Inside);
            }
            let response = response.on_hover_cursor(egui::CursorIcon::Grab);
            if response.dragged() {
                dragged = Some(at);
            }
            if response.drag_stopped() {
                dropped = Some(at);
            }
        }
    });
    let pointer = ui.input(|input| input.pointer.latest_pos())?;
    let nearest = || {
        let distance = |rect: &Rect| rect.center().distance_sq(pointer);
        let nearest = places.iter().enumerate().min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        nearest.map(|(at, _)| at)
    };
    if let Some(from) = dragged {
        let to = nearest()?;
        if let (Some(target), true) = (places.get(to), to != from) {
            let x = if to < from { target.left() - 4.0 } else { target.right() + 4.0 };
            ui.painter().vline(x, target.y_range(), Stroke::new(3.0, look.accent));
        }
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    let from = dropped?;
    nearest().filter(|to| *to != from).map(|to| PhotoAction::Move { from, to })
}

/// Each photo with its fields, and under the picture what can be done with it.
fn rows(ui: &mut Ui, cx: &mut Cx, form: &mut Form, photos: &mut Vec<Photo>, wish: &mut Option<PhotoAction>) {
    let Some(folder) = cx.state.folder() else { return };
    let lang = form.lang;
    let state = cx.state;
    let asked = &mut *cx.asked;
    let list = (F::Photos.into(), F::Photos.into());
    form.photos(ui, cx.thumbs, folder, list, w("Foto", "Photo"), photos, |ui, at, photo, response| {
        let number = at + 1;
        let crop = say!(lang, "Potong foto {number}", "Crop photo {number}");
        let response = response.interact(Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &crop));
        if response.on_hover_text(&crop).clicked() {
            *wish = Some(PhotoAction::Crop(at));
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let name = say!(lang, "Potong dan titik fokus foto {number}", "Crop and focus point of photo {number}");
            if widgets::quiet_icon(ui, icons::CROP, &name).clicked() {
                *wish = Some(PhotoAction::Crop(at));
            }
            ui.add_enabled_ui(at > 0, |ui| {
                let name = say!(lang, "Jadikan foto {number} sampul", "Make photo {number} the cover");
                if widgets::quiet_icon(ui, icons::STAR, &name).clicked() {
                    *wish = Some(PhotoAction::Cover(at));
                }
            });
            let name = say!(lang, "Lainnya: foto {number}", "More: photo {number}");
            let more = widgets::quiet_icon(ui, icons::DOTS_THREE_VERTICAL, &name);
            Popup::menu(&more).id(Id::unique(("photo menu", photo.file.as_str(), at))).show(|ui| {
                menu(ui, state, asked, photo, at, wish);
            });
        });
    });
}

fn menu(
    ui: &mut Ui,
    state: &State,
    asked: &mut Vec<Command>,
    photo: &Photo,
    at: usize,
    wish: &mut Option<PhotoAction>,
) {
    let lang = state.lang();
    ui.set_min_width(220.0);
    let item = |ui: &mut Ui, icon: &str, name: &str| widgets::menu_item(ui, icon, name, 210.0);
    if item(ui, icons::CROP, lang.pick("Potong dan titik fokus…", "Crop and focus point…")) {
        *wish = Some(PhotoAction::Crop(at));
    }
    if item(ui, icons::ARROWS_OUT, lang.pick("Lihat besar", "View large")) {
        *wish = Some(PhotoAction::Large(at));
    }
    if at > 0 && item(ui, icons::STAR, lang.pick("Jadikan foto sampul", "Make it the cover")) {
        *wish = Some(PhotoAction::Cover(at));
    }
    if item(ui, icons::COPY, lang.pick("Salin nama file", "Copy the file name")) {
        asked.push(Command::CopyText(photo.file.clone()));
    }
    let is_missing = state.missing_photos().contains(&photo.file);
    if is_missing && item(ui, icons::MAGNIFYING_GLASS, lang.pick("Temukan foto yang dipindah…", "Find moved photos…"))
    {
        asked.push(Command::Show(Overlay::MovedPhotos));
    }
    if item(ui, icons::TRASH, lang.pick("Keluarkan dari produk", "Remove from the product")) {
        *wish = Some(PhotoAction::Remove(at));
    }
}
