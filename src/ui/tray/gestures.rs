//! What clicks, keys and Enter do in the tray.

use std::collections::{BTreeMap, BTreeSet};

use super::command::TrayCommand;
use super::state::{OFFERS, PhotoStatus, Tray};
use crate::model::{Filter, ProductId, StatusFilter, matches};
use crate::ui::app::App;
use crate::ui::app::command::Screen;
use crate::ui::kit::dialogs::DialogKind;
use crate::ui::kit::ticks;

impl App {
    pub(crate) fn perform_tray(&mut self, command: TrayCommand) {
        let tray = &mut self.state.tray;
        match command {
            TrayCommand::Pick => self.pick_for_tray(DialogKind::Pictures),
            TrayCommand::PickFolder => self.pick_for_tray(DialogKind::FolderOfPhotos),
            TrayCommand::Add(paths) => self.scan_for_tray(paths),
            TrayCommand::Search(text) => self.search_for_tray(text),
            TrayCommand::Assign(product) => {
                let of = tray.chosen.iter().map(|id| (*id, product.clone())).collect();
                self.assign(&of);
            }
            TrayCommand::AssignTicked => {
                let left = tray.photos.iter().filter(|photo| photo.is_left());
                let ticked = left.filter_map(|photo| match &photo.proposed {
                    Some((product, true)) => Some((photo.id, product.clone())),
                    _ => None,
                });
                let of = ticked.collect();
                self.assign(&of);
            }
            TrayCommand::Propose(id, product) => tray.propose(id, product),
            TrayCommand::Click { id, ctrl, shift } => tray.click(id, ctrl, shift),
            TrayCommand::Step { by, extend, alone } => tray.step(by, extend, alone),
            TrayCommand::Toggle => tray.toggle(),
            TrayCommand::ChooseAll => tray.choose_all(),
            TrayCommand::ChooseGroup(group) => tray.choose_group(group),
            TrayCommand::Row(row) => tray.row = row,
            TrayCommand::Tick(id, on) => tray.tick(id, on),
            TrayCommand::LeaveOut => tray.leave_out(),
            TrayCommand::TakeIn => tray.take_back_in(),
            TrayCommand::ShowAll(on) => tray.show_all = on,
            TrayCommand::Empty => tray.empty(),
        }
    }

    fn pick_for_tray(&mut self, kind: DialogKind) {
        self.state.screen = Screen::Tray;
        self.ask_dialog(kind, None, |paths| (!paths.is_empty()).then(|| TrayCommand::Add(paths.to_vec()).into()));
    }

    /// Pictures for their products, as one step.
    fn assign(&mut self, of: &BTreeMap<u64, ProductId>) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        let Some(catalog) = self.state.catalog() else { return };
        let there = of.iter().filter(|(_, product)| catalog.products.contains_key(*product));
        let of = there.map(|(id, product)| (*id, product.clone())).collect();
        let batch = self.state.tray.batch(&of);
        self.add_batch(batch);
    }

    /// The same search as everywhere, drafts included.
    fn search_for_tray(&mut self, text: String) {
        let Some(open) = self.state.open() else { return };
        let offers = if text.trim().is_empty() {
            self.state.tray.recent.iter().filter(|id| open.catalog().products.contains_key(*id)).cloned().collect()
        } else {
            let filter = Filter { search: text.clone(), status: StatusFilter::All, ..Filter::default() };
            let found = matches(open.catalog(), &open.index, &filter, self.state.lang());
            found.hits.into_iter().take(OFFERS).map(|hit| hit.id).collect()
        };
        let tray = &mut self.state.tray;
        (tray.search, tray.offers, tray.row) = (text, offers, 0);
    }
}

impl Tray {
    fn toggle(&mut self) {
        if let Some(id) = self.cursor {
            ticks::flip(&mut self.chosen, id);
        }
        self.anchor = self.cursor;
    }

    fn choose_all(&mut self) {
        self.chosen = self.shown().filter(|photo| photo.is_left()).map(|photo| photo.id).collect();
    }

    fn choose_group(&mut self, group: usize) {
        let ids: Vec<u64> =
            self.shown().filter(|photo| photo.group == group && photo.is_left()).map(|photo| photo.id).collect();
        self.cursor = ids.first().copied();
        self.anchor = self.cursor;
        self.chosen = ids.into_iter().collect();
    }

    fn leave_out(&mut self) {
        let mut last = 0;
        let chosen = std::mem::take(&mut self.chosen);
        for (at, photo) in self.photos.iter_mut().enumerate() {
            if photo.is_left() && chosen.contains(&photo.id) {
                photo.fate = PhotoStatus::LeftOut;
                last = at;
            }
        }
        self.choose_from(last);
    }

    fn take_back_in(&mut self) {
        for photo in self.photos.iter_mut().filter(|photo| photo.fate == PhotoStatus::LeftOut) {
            photo.fate = PhotoStatus::Waiting;
        }
        if self.waiting().is_empty() {
            self.choose_from(0);
        }
    }

    fn empty(&mut self) {
        // What is on its way arrives first.
        self.photos.retain(|photo| photo.fate == PhotoStatus::Adding);
        self.chosen.clear();
        self.search.clear();
    }

    fn tick(&mut self, id: u64, on: bool) {
        if let Some((_, ticked)) = self.photo(id).and_then(|photo| photo.proposed.as_mut()) {
            *ticked = on;
        }
    }

    /// The product that a person chose of those that a file's name fits.
    fn propose(&mut self, id: u64, product: ProductId) {
        if let Some(photo) = self.photo(id) {
            photo.proposed = Some((product, true));
        }
    }

    fn click(&mut self, id: u64, ctrl: bool, shift: bool) {
        self.cursor = Some(id);
        if shift && let Some(anchor) = self.anchor {
            let range = self.between(anchor, id);
            if !ctrl {
                self.chosen.clear();
            }
            self.chosen.extend(range);
            return;
        }
        self.anchor = Some(id);
        match ctrl {
            true => ticks::flip(&mut self.chosen, id),
            false => self.chosen = BTreeSet::from([id]),
        }
    }

    fn step(&mut self, by: isize, extend: bool, alone: bool) {
        let ids: Vec<u64> = self.shown().map(|photo| photo.id).collect();
        let last = ids.len().saturating_sub(1);
        let at = self.cursor.and_then(|cursor| ids.iter().position(|id| *id == cursor));
        let to = at.map_or(0, |at| at.saturating_add_signed(by).min(last));
        let Some(id) = ids.get(to).copied() else { return };
        match (extend, alone) {
            (true, _) => self.click(id, false, true),
            (false, true) => self.cursor = Some(id),
            (false, false) => self.click(id, false, false),
        }
    }

    /// Everything shown from one picture to another, both included.
    fn between(&self, a: u64, b: u64) -> Vec<u64> {
        let ids: Vec<u64> = self.shown().map(|photo| photo.id).collect();
        let at = |id: u64| ids.iter().position(|known| *known == id).unwrap_or(0);
        let (from, to) = (at(a).min(at(b)), at(a).max(at(b)));
        ids.get(from..=to).unwrap_or_default().to_vec()
    }
}
