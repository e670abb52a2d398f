//! The question whether to wait.

use egui::{Context, Id, Modal, Ui};

use super::state::{ClosingCommand, Unfinished};
use crate::jobs::Progress;
use crate::ui::app::command::Command;
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, widgets};

/// Asks whether to wait, where closing takes longer.
pub fn show(ctx: &Context, cx: &mut Cx) {
    let Some((work, progress)) = cx.state.closing.as_ref().and_then(|closing| closing.asks) else { return };
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(20);
    let response = Modal::new(Id::unique("closing")).frame(frame).show(ctx, |ui| question(ui, cx, work, progress));
    if response.should_close() {
        cx.ask(Command::Closing(ClosingCommand::Stay));
    }
}

fn question(ui: &mut Ui, cx: &mut Cx, work: Unfinished, progress: Progress) {
    let (look, lang) = (cx.look(), cx.lang());
    ui.set_width(380.0);
    widgets::heading(ui, work.words(lang));
    ui.label(lang.pick("Jendela menutup sendiri setelah selesai.", "The window closes by itself when it is done."));
    match progress.total {
        0 => widgets::busy(ui, look, 14.0),
        total => widgets::meter(ui, look, progress.done as f32 / total as f32, 380.0),
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        cx.submit(ui, icons::CHECK, lang.pick("Tunggu", "Wait"), Command::Closing(ClosingCommand::Wait));
        let leave = match work.can_be_cancelled() {
            true => lang.pick("Batalkan dan tutup", "Cancel and close"),
            // It goes on behind the window that is gone.
            false => lang.pick("Tutup tanpa menunggu", "Close without waiting"),
        };
        cx.button(ui, icons::X, leave, Command::Closing(ClosingCommand::CancelAndClose));
    });
}
