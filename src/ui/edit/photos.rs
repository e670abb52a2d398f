//! A product's photos: order, what they show, whose they are.

use egui::{CornerRadius, Sense, Ui, vec2};

use crate::model::{Photo, Product, ProductField as F};
use crate::text::Severity;
use crate::ui::command::Command;
use crate::ui::fields::{Form, Words, group, note, w};
use crate::ui::icons;
use crate::ui::state::Cx;
use crate::ui::widgets;

pub fn photos(ui: &mut Ui, cx: &mut Cx, form: &mut Form, draft: &mut Product, later: &mut Vec<Command>) {
    let lang = form.lang;
    group(ui, form.look, F::Photos.into(), lang);
    photo_list(ui, cx, form, F::Photos.into(), &mut draft.photos);
    let add = widgets::button(ui, icons::IMAGES, lang.pick("Tambah foto…", "Add photos…"));
    if add.clicked() {
        later.push(Command::PickPhotos(draft.id.clone()));
    }
    form.at(ui, F::Photos, &add);
    if cx.state.photos_running.is_some() {
        widgets::small(
            ui,
            form.look,
            lang.pick("Foto sedang disalin ke katalog…", "Photos are being copied into the catalogue…"),
        );
    }
    let text = lang.pick(
        "Foto juga bisa diseret ke jendela ini. Foto pertama tampil di kartu dan di brosur.",
        "Photos can also be dropped on this window. The first one stands on the card and in the brochure.",
    );
    note(ui, form.look, Severity::Hint, text);
}

/// Photos with a thumbnail and their fields; they come in by a button of the caller's.
pub fn photo_list(ui: &mut Ui, cx: &mut Cx, form: &mut Form, list: Words, photos: &mut Vec<Photo>) {
    let Some(folder) = cx.state.open().map(|open| open.folder.clone()) else {
        return;
    };
    let look = form.look;
    let item = if list == Words::from(F::Photos) { w("Foto", "Photo") } else { w("Logo", "Logo") };
    form.list(ui, list, item, photos, |form, ui, _, photo| {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(88.0, 66.0), Sense::hover());
            widgets::paint_photo(ui, look, cx.thumbs, &folder, photo, rect, CornerRadius::same(8));
            ui.vertical(|ui| {
                widgets::small(ui, look, photo.file.as_str());
                form.pair(ui, w("Yang terlihat", "What it shows"), &mut photo.alt, 1);
                form.line(ui, w("Kredit foto", "Photo credit"), &mut photo.credit, "");
                form.check(ui, w("Ini ilustrasi, bukan foto", "An illustration, not a photo"), &mut photo.illustration);
            });
        });
    });
}
