//! What the window tells a person in passing: short notes that leave by themselves, and failures that stay.

use std::path::PathBuf;

use egui::{Align2, Area, Frame, Id, Order, RichText, Stroke, Ui, vec2};

use super::{icons, theme, widgets};
use crate::text::Message;
use crate::ui::app::command::Command;
use crate::ui::app::state::Cx;

/// How a notice looks and how long it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Done,
    Info,
    Failed,
}

/// What a notice offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    OpenFile(PathBuf),
    Undo,
    RetrySave,
    /// The file was changed elsewhere: write this window's version, theirs stays in the history.
    KeepMine,
    /// Take in what an earlier session could not write.
    Recover,
    /// Bring back photos that were cleared away.
    BringPhotosBack(Vec<String>),
}

/// Something a person is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: u64,
    pub tone: Tone,
    pub text: Message,
    pub offer: Option<Offer>,
    /// It leaves by itself.
    pub passing: bool,
    /// When it does, in seconds of the window's clock; set when it is first shown.
    until: Option<f64>,
}

/// The notices that are shown now, oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    list: Vec<Notice>,
    next_id: u64,
}

impl Notices {
    /// Seconds that a passing notice stays.
    const PASSING_S: f64 = 6.0;
    /// More than this would cover the screen; the oldest one goes.
    const MOST: usize = 4;

    pub fn tell(&mut self, tone: Tone, text: Message, offer: Option<Offer>) {
        self.list.retain(|notice| notice.text != text);
        if self.list.len() >= Self::MOST {
            self.list.remove(0);
        }
        self.next_id += 1;
        let stays = tone == Tone::Failed
            || matches!(offer, Some(Offer::OpenFile(_) | Offer::Recover | Offer::BringPhotosBack(_)));
        self.list.push(Notice { id: self.next_id, tone, text, offer, passing: !stays, until: None });
    }

    pub fn dismiss(&mut self, id: u64) {
        self.list.retain(|notice| notice.id != id);
    }

    /// Drops what has been shown long enough; returns the seconds until the next one goes.
    pub fn expire(&mut self, now_s: f64) -> Option<f64> {
        for notice in self.list.iter_mut().filter(|notice| notice.passing) {
            notice.until.get_or_insert(now_s + Self::PASSING_S);
        }
        self.list.retain(|notice| notice.until.is_none_or(|until| until > now_s));
        self.list.iter().filter_map(|notice| notice.until).map(|until| until - now_s).reduce(f64::min)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Notice> {
        self.list.iter()
    }
}

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
                        let command = Command::Care(crate::ui::photos::care::CareCommand::BringBack(names.clone()));
                        Some((icons::ARROW_COUNTER_CLOCKWISE, lang.pick("Urungkan", "Undo"), command))
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
