//! The notices on the screen, each with what it offers to do.

use egui::{Align2, Area, Frame, Id, Order, RichText, Stroke, Ui, vec2};

use crate::ui::app::command::{BrowseCommand, CareCommand, Command, PhotosCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::notices::{Notice, Offer, Tone};
use crate::ui::kit::{icons, theme, widgets};

/// The notices, one above the other in the lower right corner.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    if cx.state.notices.iter().next().is_none() {
        return;
    }
    let list: Vec<Notice> = cx.state.notices.iter().cloned().collect();
    Area::new(Id::unique("notices")).order(Order::Foreground).anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -16.0)).show(
        ui.ctx(),
        |ui| {
            ui.set_width(360.0);
            for notice in &list {
                notice_card(ui, cx, notice);
            }
        },
    );
}

fn notice_card(ui: &mut Ui, cx: &mut Cx, notice: &Notice) {
    let (look, lang) = (cx.look(), cx.lang());
    let (icon, ink) = match notice.tone {
        Tone::Done => (icons::CHECK_CIRCLE, look.accent),
        Tone::Info => (icons::INFO, look.accent),
        Tone::Failed => (icons::WARNING_CIRCLE, look.danger),
    };
    let shadow = ui.style().visuals.popup_shadow;
    let frame = Frame::new()
        .fill(look.card)
        .stroke(Stroke::new(1.0, look.line))
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(14)
        .shadow(shadow);
    frame.show(ui, |ui| {
        ui.set_width(332.0);
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(icon).size(18.0).color(ink));
            ui.vertical(|ui| {
                ui.set_width(262.0);
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.label(RichText::new(&notice.text.what).font(theme::semi(theme::SIZE_BODY)));
                if !notice.text.todo.is_empty() {
                    ui.label(&notice.text.todo);
                }
                if !notice.text.place.is_empty() {
                    widgets::small(ui, look, &notice.text.place);
                }
                let drafts;
                let offer = match &notice.offer {
                    Some(Offer::OpenFile(path)) => {
                        Some((icons::ARROW_SQUARE_OUT, lang.pick("Buka", "Open"), Command::OpenFile(path.clone())))
                    }
                    Some(Offer::Undo) => {
                        Some((icons::ARROW_COUNTER_CLOCKWISE, lang.pick("Urungkan", "Undo"), Command::Undo))
                    }
                    Some(Offer::KeepMine) => {
                        let name = lang.pick("Simpan yang ada di jendela ini", "Save what is in this window");
                        Some((icons::FLOPPY_DISK, name, Command::KeepMine))
                    }
                    Some(Offer::Recover) => {
                        let name = lang.pick("Ambil kembali", "Take them back in");
                        Some((icons::CLOCK_COUNTER_CLOCKWISE, name, Command::Recover))
                    }
                    Some(Offer::BringPhotosBack(names)) => {
                        let command = Command::Care(CareCommand::BringBack(names.clone()));
                        Some((icons::ARROW_COUNTER_CLOCKWISE, lang.pick("Urungkan", "Undo"), command))
                    }
                    Some(Offer::ShowDrafts(ids)) => {
                        let command = Command::Browse(BrowseCommand::ShowDrafts(ids.clone()));
                        let (count, s) = (ids.len(), crate::text::s(ids.len()));
                        drafts = crate::say!(lang, "Lihat {count} draf", "View {count} draft{s}");
                        Some((icons::EYE, drafts.as_str(), command))
                    }
                    Some(Offer::TakeDamagedPhotos) => {
                        let command = Command::Photos(PhotosCommand::TakeDamaged);
                        Some((icons::IMAGES, lang.pick("Tetap ambil", "Take it all the same"), command))
                    }
                    Some(Offer::RetrySave) => Some((
                        icons::ARROW_CLOCKWISE,
                        lang.pick("Coba simpan lagi", "Try to save again"),
                        Command::SaveNow,
                    )),
                    None => None,
                };
                if let Some((icon, name, command)) = offer
                    && widgets::link(ui, look, icon, name).clicked()
                {
                    cx.ask(command);
                    cx.ask(Command::DismissNotice(notice.id));
                }
            });
            if widgets::quiet_icon(ui, icons::X, lang.pick("Tutup pesan", "Close the message")).clicked() {
                cx.ask(Command::DismissNotice(notice.id));
            }
        });
    });
}
