//! A list of photos in a form: each small, beside it the fields that say what it shows and whose it is.

use egui::{CornerRadius, Response, Sense, Ui, vec2};

use super::{FieldLabel, Form, w};
use crate::model::{FieldPart, Photo, RecordField};
use crate::store::Folder;
use crate::ui::kit::thumbs::Thumbs;
use crate::ui::kit::{pictures, widgets};

impl Form {
    /// Photos with their fields; `under` adds what stands under a picture.
    #[expect(clippy::too_many_arguments, reason = "two of them are where the pictures come from")]
    pub fn photos(
        &mut self,
        ui: &mut Ui,
        thumbs: &mut Thumbs,
        folder: &Folder,
        (field, list): (RecordField, FieldLabel),
        item: FieldLabel,
        photos: &mut Vec<Photo>,
        mut under: impl FnMut(&mut Ui, usize, &Photo, Response),
    ) {
        let look = self.look;
        self.list(ui, list, item, photos, |form, ui, at, photo| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(96.0);
                    let (rect, response) = ui.allocate_exact_size(vec2(96.0, 72.0), Sense::hover());
                    pictures::paint_photo(ui, look, thumbs, folder, photo, rect, CornerRadius::same(8));
                    under(ui, at, photo, response);
                });
                ui.vertical(|ui| {
                    widgets::small(ui, look, photo.file.as_str());
                    form.part(field, FieldPart::AltText);
                    form.pair(ui, w("Yang terlihat", "What it shows"), &mut photo.alt, 1);
                    form.line(ui, w("Kredit foto", "Photo credit"), &mut photo.credit, "");
                    let drawn = w("Ini ilustrasi, bukan foto", "An illustration, not a photo");
                    form.check(ui, drawn, &mut photo.illustration);
                });
            });
        });
    }
}
