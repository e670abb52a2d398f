//! The lane of notices along the lower edge: one at a time, the newest first, with how many there are. It covers nothing.

use egui::{Align, Area, Frame, Id, Layout, Margin, Order, RichText, Stroke, TextWrapMode, Ui, WidgetText, vec2};

use crate::ui::app::command::{BrowseCommand, CareCommand, CatalogCommand, Command, PhotosCommand, ShortlistCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::notices::{Notice, Offer, Tone};
use crate::ui::kit::{icons, layout, theme, widgets};

/// The screen, and the lane under it where something is told.
pub fn under(ui: &mut Ui, cx: &mut Cx, screen: impl FnOnce(&mut Ui, &mut Cx)) {
    let Some(notice) = cx.state.notices.iter().last().cloned() else {
        return screen(ui, cx);
    };
    let look = cx.look();
    let fill = if notice.tone == Tone::Failed { look.danger_soft } else { look.panel };
    let frame = Frame::new().fill(fill).inner_margin(Margin::symmetric(16, 7));
    // A dialog lies over the lane: then it is shown above the dialog, at the same place.
    if cx.state.overlay.is_none() && cx.state.closing.is_none() {
        return layout::above(ui, cx, screen, |ui, cx| {
            frame.show(ui, |ui| lane(ui, cx, &notice));
        });
    }
    screen(ui, cx);
    let room = ui.ctx().content_rect();
    let area = Area::new(Id::unique("notices over a dialog")).order(Order::Foreground).movable(false);
    area.pivot(egui::Align2::LEFT_BOTTOM).fixed_pos(room.left_bottom()).show(ui.ctx(), |ui| {
        frame.stroke(Stroke::new(1.0, look.line)).show(ui, |ui| {
            ui.set_width(room.width() - 34.0);
            lane(ui, cx, &notice);
        });
    });
}

fn lane(ui: &mut Ui, cx: &mut Cx, notice: &Notice) {
    let (look, lang) = (cx.look(), cx.lang());
    let (icon, ink) = match notice.tone {
        Tone::Done => (icons::CHECK_CIRCLE, look.accent),
        Tone::Info => (icons::INFO, look.accent),
        Tone::Failed => (icons::WARNING_CIRCLE, look.danger),
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(icon).size(18.0).color(ink));
        let width = widgets::room_before_end(ui);
        let text = &notice.text;
        let lines = [
            (&text.what, theme::semi(theme::SIZE_BODY), look.text, TextWrapMode::Wrap),
            (&text.todo, theme::body(theme::SIZE_BODY), look.text, TextWrapMode::Wrap),
            (&text.place, theme::body(theme::SIZE_SMALL), look.weak, TextWrapMode::Truncate),
        ];
        let lines = lines.into_iter().filter(|(text, ..)| !text.is_empty()).map(|(text, font, ink, wrap)| {
            let text = WidgetText::from(RichText::new(text).color(ink));
            text.into_galley(ui, Some(wrap), width, font)
        });
        let lines: Vec<_> = lines.collect();
        // How high they are is known first: so they stand level with what is offered beside them.
        let height: f32 = lines.iter().map(|line| line.size().y + 1.0).sum();
        ui.allocate_ui_with_layout(vec2(width, height - 1.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 1.0;
            for line in lines {
                ui.label(line);
            }
        });
        widgets::at_end(ui, |ui| {
            for (icon, name, command) in offers(cx, notice) {
                if widgets::button(ui, icon, &name).clicked() {
                    cx.ask(Command::DismissNotice(notice.id));
                    cx.ask(command);
                }
            }
            let more = cx.state.notices.iter().len() - 1;
            if more > 0 {
                widgets::small(ui, look, crate::say!(lang, "{more} lagi", "{more} more"));
            }
            let name = lang.pick("Tutup pesan", "Close the message");
            cx.quiet_icon(ui, icons::X, name, Command::DismissNotice(notice.id));
        });
    });
}

/// What a notice offers: icon, name and what it asks for.
fn offers(cx: &Cx, notice: &Notice) -> Vec<(&'static str, String, Command)> {
    let lang = cx.lang();
    let undo = lang.pick("Urungkan", "Undo");
    let offers: Vec<(&str, &str, Command)> = match &notice.offer {
        None => Vec::new(),
        Some(Offer::OpenFile(path)) => {
            vec![(icons::ARROW_SQUARE_OUT, lang.pick("Buka", "Open"), Command::OpenFile(path.clone()))]
        }
        Some(Offer::Place { path, folder }) => {
            let copy = Command::CopyText(path.display().to_string());
            let mut offers = vec![(icons::COPY, lang.pick("Salin letaknya", "Copy the path"), copy)];
            let open = lang.pick("Buka foldernya", "Open the folder");
            offers.extend(folder.clone().map(|folder| (icons::FOLDER_OPEN, open, Command::OpenFile(folder))));
            offers
        }
        Some(Offer::Undo(_)) => vec![(icons::ARROW_COUNTER_CLOCKWISE, undo, Command::Undo)],
        Some(Offer::Conflict) => vec![
            (icons::EYE, lang.pick("Lihat perbedaannya", "Show the differences"), CatalogCommand::Reload.into()),
            (
                icons::ARROW_CLOCKWISE,
                lang.pick("Pakai yang di file", "Use the file's version"),
                CatalogCommand::TakeTheirs.into(),
            ),
            (
                icons::FLOPPY_DISK,
                lang.pick("Simpan yang ada di jendela ini", "Save what is in this window"),
                Command::KeepMine,
            ),
        ],
        Some(Offer::Recover) => {
            let name = lang.pick("Lihat dan ambil kembali", "Review and restore");
            vec![(icons::CLOCK_COUNTER_CLOCKWISE, name, Command::Recover)]
        }
        Some(Offer::BringListBack) => {
            let name = lang.pick("Kembalikan daftarnya", "Bring the list back");
            vec![(icons::ARROW_COUNTER_CLOCKWISE, name, ShortlistCommand::BringBack.into())]
        }
        Some(Offer::BringPhotosBack(names)) => {
            vec![(icons::ARROW_COUNTER_CLOCKWISE, undo, CareCommand::BringBack(names.clone()).into())]
        }
        Some(Offer::ShowDrafts(ids)) => {
            let (count, s) = (crate::text::count(lang, ids.len()), crate::text::s(ids.len()));
            let name = crate::say!(lang, "Lihat {count} draf", "View {count} draft{s}");
            return vec![(icons::EYE, name, BrowseCommand::ShowDrafts(ids.clone()).into())];
        }
        Some(Offer::TakeDamagedPhotos) => {
            let name = lang.pick("Tetap ambil", "Use it anyway");
            vec![(icons::IMAGES, name, PhotosCommand::TakeDamaged.into())]
        }
        Some(Offer::RetrySave) => {
            vec![(icons::ARROW_CLOCKWISE, lang.pick("Coba simpan lagi", "Try to save again"), Command::SaveNow)]
        }
    };
    offers.into_iter().map(|(icon, name, command)| (icon, name.to_owned(), command)).collect()
}
