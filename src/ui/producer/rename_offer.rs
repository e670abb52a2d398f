//! A producer got another name: offers to write it wherever a text still says the old one.

use egui::{Frame, Id, Margin, RichText, Ui};

use crate::model::{Catalog, Producer, rename_everywhere};
use crate::say;
use crate::ui::app::command::ProducerCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, widgets};

/// What is remembered while a producer's form is open.
#[derive(Clone, Default)]
struct Watched {
    /// The name that texts may still say.
    before: String,
    /// The revision and name that `records` was counted for.
    counted: Option<(u64, String)>,
    /// Records that say the old name.
    records: usize,
}

/// Notes whether the name is still being written: then nothing is counted or offered yet.
pub fn is_typing(ui: &Ui, producer: &Producer, now: bool) {
    let id = Id::unique(("name typing", producer.id.as_str()));
    let before: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if before != now {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_repaint();
    }
}

pub fn show(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, producer: &Producer) {
    let id = Id::unique(("name before", producer.id.as_str()));
    let is_typing: bool =
        ui.data(|data| data.get_temp(Id::unique(("name typing", producer.id.as_str())))).unwrap_or_default();
    let known: Option<Watched> = ui.data(|data| data.get_temp(id));
    let mut watched = known.unwrap_or_else(|| Watched { before: producer.name.clone(), ..Watched::default() });
    let revision = cx.state.open().map_or(0, |open| open.timeline.revision());
    let now = (revision, producer.name.clone());
    if !is_typing && watched.before != producer.name && watched.counted.as_ref() != Some(&now) {
        let edit = rename_everywhere(catalog, &watched.before, &producer.name);
        watched.records = edit.map_or(0, |edit| edit.puts.len());
        watched.counted = Some(now);
    }
    let mut is_settled = false;
    if !is_typing && watched.before != producer.name && watched.records > 0 {
        is_settled = offer(ui, cx, &watched, &producer.name);
    }
    if is_settled {
        watched = Watched { before: producer.name.clone(), ..Watched::default() };
    }
    ui.data_mut(|data| data.insert_temp(id, watched));
}

/// True once the person has decided.
fn offer(ui: &mut Ui, cx: &mut Cx, watched: &Watched, new: &str) -> bool {
    let (look, lang) = (cx.look(), cx.lang());
    let (old, count) = (watched.before.trim(), watched.records);
    let mut is_settled = false;
    Frame::new().fill(look.accent_soft).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let count = crate::text::count(lang, count);
        let text = say!(
            lang,
            "“{old}” masih disebut di {count} produk atau produsen. Ganti di sana juga?",
            "{count} products or producers still say “{old}”. Replace it there too?"
        );
        ui.label(RichText::new(format!("{}  {text}", icons::TEXT_AA)));
        ui.horizontal_wrapped(|ui| {
            if widgets::button(ui, icons::SWAP, lang.pick("Ganti di mana-mana", "Replace everywhere")).clicked() {
                cx.ask(ProducerCommand::RenameEverywhere { old: old.to_owned(), new: new.to_owned() });
                is_settled = true;
            }
            if widgets::button(ui, icons::X, lang.pick("Biarkan", "Leave it")).clicked() {
                is_settled = true;
            }
        });
    });
    is_settled
}
