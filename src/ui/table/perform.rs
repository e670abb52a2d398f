//! Carries out what was asked of the table: moving, ticking, typing, pasting, and changes to many products.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::Context;

use super::cells::{self, CellInput, CellReading};
use super::columns::TableColumn;
use super::view::{CellPlace, Editing, Sorting};
use crate::model::{Catalog, Filter, Key, ProductField, ProductId, Text, read_tsv, write_tsv};
use crate::text::{Lang, Message};
use crate::ui::app::App;
use crate::ui::app::command::{
    BrowseCommand, Command, Overlay, Proposal, ProposalCommand, Screen, ShortlistCommand, TableCommand, Then,
};
use crate::ui::app::jobs::Job;
use crate::ui::kit::notices::Tone;
use crate::ui::kit::ticks;

impl App {
    pub(crate) fn perform_table(&mut self, ask: TableCommand, ctx: &Context) {
        let columns = self.state.table_columns();
        match ask {
            TableCommand::Go { to, extend } => self.go(to, columns.len(), extend),
            TableCommand::Sort(column) => {
                let view = &mut self.state.table_view;
                view.sorting = match view.sorting {
                    Some(Sorting { column: one, descending: false }) if one == column => {
                        Some(Sorting { column, descending: true })
                    }
                    Some(Sorting { column: one, .. }) if one == column => None,
                    _ => Some(Sorting { column, descending: false }),
                };
                view.is_current = false;
                self.follow_matches(false);
            }
            TableCommand::ShowColumn(column, on) => {
                // The order of the list, whatever was ticked first.
                let shown = TableColumn::all().into_iter();
                let shown = shown.filter(|one| if *one == column { on } else { columns.contains(one) });
                self.state.settings.table_columns = shown.map(TableColumn::key).collect();
                self.state.table_view.anchor = self.state.table_view.cursor;
                self.save_settings();
            }
            TableCommand::UsualColumns => {
                self.state.settings.table_columns.clear();
                self.save_settings();
            }
            TableCommand::ToggleRow { row, through } => {
                let view = &mut self.state.table_view;
                let is_on = view.order.get(row).is_some_and(|id| view.chosen.contains(id));
                // A range takes after its first row, which is ticked already.
                view.tick(row, through || !is_on, through);
                self.count_hidden();
            }
            TableCommand::ToggleProduct(id) => {
                ticks::flip(&mut self.state.table_view.chosen, id);
                self.count_hidden();
            }
            TableCommand::TickAll => {
                let shown: Vec<ProductId> = self.state.browse.matches.hits.iter().map(|hit| hit.id.clone()).collect();
                let view = &mut self.state.table_view;
                if shown.iter().all(|id| view.chosen.contains(id)) {
                    view.chosen.clear();
                } else {
                    view.chosen.extend(shown);
                }
                self.count_hidden();
            }
            TableCommand::TickNone => {
                self.state.table_view.chosen.clear();
                self.count_hidden();
            }
            TableCommand::Edit { at, with } => self.edit_cell(at, with, &columns),
            TableCommand::Commit { text, then } => self.commit(text, then, ctx),
            TableCommand::Answer(answer, text) => {
                if let Some(editing) = &mut self.state.table_view.editing
                    && let Some((key, ..)) = editing.question.take()
                {
                    editing.answers.insert(key, answer);
                    self.commit(text, Then::Down, ctx);
                }
            }
            TableCommand::CancelEdit => {
                self.state.table_view.editing = None;
                self.state.table_view.take_focus = true;
            }
            TableCommand::Empty => self.empty_range(&columns),
            TableCommand::Copy => self.copy_range(&columns, ctx),
            TableCommand::Paste(text) => self.paste(&text, &columns),
            TableCommand::Search => self.ask(BrowseCommand::FocusSearch),
            TableCommand::ToggleListed(row) => {
                if let Some(id) = self.state.table_view.order.get(row).cloned() {
                    self.ask(ShortlistCommand::Toggle(id));
                }
            }
            TableCommand::ListChosen => self.list_chosen(),
            TableCommand::DeleteChosen => {
                let ids: Vec<ProductId> = self.state.scope();
                self.state.table_view.chosen.clear();
                self.count_hidden();
                self.delete_products(&ids, ctx);
            }
            TableCommand::DuplicateChosen => self.duplicate_chosen(ctx),
            TableCommand::SetStatus(status) => {
                let mut bulk = crate::model::BulkEdit::default();
                bulk.values.status = status;
                bulk.ticked.insert(ProductField::Status);
                let Some(catalog) = self.state.catalog().cloned() else { return };
                let edit = bulk.edit(&catalog, &self.state.scope());
                self.ask(ProposalCommand::Show(Box::new(edit.into())));
            }
            TableCommand::SetBulk(bulk) => self.state.table_view.bulk = *bulk,
            TableCommand::ProposeBulk => {
                let (bulk, ids) = (self.state.table_view.bulk.clone(), self.state.scope());
                self.propose_later(move |catalog| bulk.edit(catalog, &ids).into());
            }
            TableCommand::SetReplacing(replacing) => {
                self.state.table_view.replacing = *replacing;
                self.find();
            }
            TableCommand::ProposeReplacing => {
                let (replacing, ids) = (self.state.table_view.replacing.clone(), self.state.scope());
                self.propose_later(move |catalog| replacing.edit(catalog, &ids).into());
            }
            TableCommand::ShowReplacing => {
                self.state.screen = Screen::Browse;
                self.state.overlay = Some(Overlay::Replace);
                self.find();
            }
        }
    }

    fn go(&mut self, to: CellPlace, columns: usize, extend: bool) {
        let view = &mut self.state.table_view;
        let before = view.cursor;
        view.go(to, columns, extend);
        view.take_focus = true;
        // An open product's panel follows the row.
        let id = view.cursor.filter(|cursor| Some(cursor.row) != before.map(|before| before.row));
        let id = id.and_then(|cursor| view.order.get(cursor.row).cloned());
        if let Some(id) = id
            && self.state.product.selected.is_some()
        {
            self.state.product.selected = Some(id);
        }
    }

    /// Makes the order of rows follow the list. `keep`: only the catalogue changed.
    pub(crate) fn follow_matches(&mut self, keep: bool) {
        if !self.state.browse.as_table {
            self.state.table_view.is_current = false;
            return self.count_hidden();
        }
        let Some(catalog) = self.state.catalog().cloned() else { return };
        let ids = self.state.browse.matches.hits.iter().map(|hit| hit.id.clone()).collect();
        let lang = self.state.lang();
        self.state.table_view.follow(ids, &catalog, lang, keep);
        self.count_hidden();
    }

    fn count_hidden(&mut self) {
        if self.state.table_view.chosen.is_empty() {
            self.state.table_view.hidden = 0;
            return;
        }
        if let Some(catalog) = self.state.catalog().cloned() {
            self.state.table_view.chosen.retain(|id| catalog.products.contains_key(id));
        }
        let matches = self.state.browse.matches.clone();
        let shown: Vec<ProductId> = matches.hits.iter().map(|hit| hit.id.clone()).collect();
        self.state.table_view.count_hidden(&shown);
    }

    /// Opens a cell with the text that an earlier session left in it; false where the table does not show it.
    pub(crate) fn reopen_cell(&mut self, id: &ProductId, column: TableColumn, text: &str) -> bool {
        let columns = self.state.table_columns();
        let Some(across) = columns.iter().position(|one| *one == column) else { return false };
        (self.state.screen, self.state.browse.as_table, self.state.browse.filter) =
            (Screen::Browse, true, Filter::default());
        self.update_matches();
        self.follow_matches(false);
        let Some(row) = self.state.table_view.order.iter().position(|one| one == id) else { return false };
        self.edit_cell(CellPlace { row, column: across }, Some(text.to_owned()), &columns);
        self.state.table_view.editing.is_some()
    }

    fn edit_cell(&mut self, at: CellPlace, with: Option<String>, columns: &[TableColumn]) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        let lang = self.state.lang();
        let (Some(column), Some(id)) =
            (columns.get(at.column).copied(), self.state.table_view.order.get(at.row).cloned())
        else {
            return;
        };
        let (Some(catalog), Some(product)) = (self.state.catalog().cloned(), self.state.product(&id).cloned()) else {
            return;
        };
        let TableColumn::Data(data) = column else {
            return self.inform(
                Tone::Info,
                lang.pick(
                    "Kolom ini dihitung dari isian lain, jadi tidak bisa diketik.",
                    "This column is worked out from other fields, so it cannot be typed into.",
                ),
            );
        };
        let stored = column.typed(&catalog, &product, lang);
        if stored.contains('\n') {
            // What has several lines is edited where there is room for them.
            return self.ask(Command::GoTo(Key::Product(id), column.field().map(Into::into)));
        }
        let columns = columns.len();
        self.go(at, columns, false);
        let view = &mut self.state.table_view;
        view.editings += 1;
        view.editing = Some(Editing {
            id,
            column: data,
            text: with.unwrap_or(stored),
            fault: None,
            question: None,
            answers: BTreeMap::new(),
            number: view.editings,
        });
    }

    fn commit(&mut self, text: String, then: Then, ctx: &Context) {
        let (Some(editing), Some(catalog)) = (self.state.table_view.editing.clone(), self.state.catalog().cloned())
        else {
            return;
        };
        let lang = self.state.lang();
        let hex = (self.parts.random_hex)();
        let put: CellInput = (editing.id.clone(), editing.column, text.clone());
        let read = cells::read_cell(&catalog, &put, lang, &hex, self.state.today, &editing.answers);
        let view = &mut self.state.table_view;
        match read {
            CellReading::Refused(fault) => {
                view.editing = Some(Editing { text, fault: Some(fault), question: None, ..editing });
                return;
            }
            CellReading::Asked(question, next) => {
                let answers = question.candidates.iter().map(|one| (one.clone(), one.words(&next, lang)));
                let question = (question.key.clone(), question.words(lang), answers.collect());
                view.editing = Some(Editing { text, fault: None, question: Some(question), ..editing });
                return;
            }
            CellReading::Unchanged => view.editing = None,
            CellReading::Taken(edit, made) => {
                view.editing = None;
                self.change(edit, ctx);
                if let Some(made) = made {
                    let what = crate::say!(lang, "Data baru ikut dibuat: {made}", "Also created: {made}");
                    let message = Message::from(what);
                    self.tell(Tone::Info, message, self.undo_offer());
                }
            }
        }
        let columns = self.state.table_columns().len();
        if let Some(CellPlace { row, column }) = self.state.table_view.cursor {
            let to = match then {
                Then::Down => CellPlace { row: row + 1, column },
                Then::Right => CellPlace { row, column: column + 1 },
                Then::Left => CellPlace { row, column: column.saturating_sub(1) },
                Then::Stay => return,
            };
            self.go(to, columns, false);
        }
    }

    /// The products and columns of the range, row by row.
    fn cells_of_range(&self, columns: &[TableColumn]) -> Vec<Vec<(ProductId, TableColumn)>> {
        let view = &self.state.table_view;
        let Some((first, last)) = view.range() else { return Vec::new() };
        let rows = view.order.get(first.row..=last.row.min(view.order.len().saturating_sub(1))).unwrap_or_default();
        let columns = columns.get(first.column..=last.column.min(columns.len().saturating_sub(1))).unwrap_or_default();
        rows.iter().map(|id| columns.iter().map(|column| (id.clone(), *column)).collect()).collect()
    }

    fn copy_range(&mut self, columns: &[TableColumn], ctx: &Context) {
        let Some(catalog) = self.state.catalog().cloned() else { return };
        let lang = self.state.lang();
        let rows: Vec<Vec<String>> = self
            .cells_of_range(columns)
            .into_iter()
            .map(|row| {
                let cell = |(id, column): (ProductId, TableColumn)| {
                    catalog.products.get(&id).map(|product| column.typed(&catalog, product, lang)).unwrap_or_default()
                };
                row.into_iter().map(cell).collect()
            })
            .collect();
        let count: usize = rows.iter().map(Vec::len).sum();
        if count == 0 {
            return;
        }
        ctx.copy_text(write_tsv(rows.iter().map(|row| row.iter().map(String::as_str))));
        let (s, count) = (crate::text::s(count), crate::text::count(self.state.lang(), count));
        let what = crate::say!(self.state.lang(), "{count} sel disalin.", "{count} cell{s} copied.");
        self.inform(Tone::Done, what);
    }

    fn empty_range(&mut self, columns: &[TableColumn]) {
        let cells: Vec<(ProductId, TableColumn)> = self.cells_of_range(columns).into_iter().flatten().collect();
        let catalog = self.state.catalog().cloned();
        let lang = self.state.lang();
        let is_filled = |(id, column): &(ProductId, TableColumn)| {
            let catalog = catalog.as_ref();
            let product = catalog.and_then(|catalog| catalog.products.get(id).map(|product| (catalog, product)));
            product.is_some_and(|(catalog, product)| !column.typed(catalog, product, lang).is_empty())
        };
        let puts: Vec<CellInput> = cells
            .iter()
            .filter(|cell| is_filled(cell))
            .filter_map(|(id, column)| match column {
                TableColumn::Data(column) => Some((id.clone(), *column, "(hapus)".to_owned())),
                _ => None,
            })
            .collect();
        if puts.is_empty() {
            return;
        }
        let (hex, today) = ((self.parts.random_hex)(), self.state.today);
        let count = puts.len();
        self.propose_later(move |catalog| {
            let mut proposal = cells::propose(catalog, &puts, lang, &hex, today, Vec::new());
            let cells = if count == 1 { "cell" } else { "cells" };
            proposal.edit.name = Text::new(format!("Kosongkan {count} sel"), format!("Empty {count} {cells}"));
            proposal
        });
    }

    fn paste(&mut self, text: &str, columns: &[TableColumn]) {
        let lang = self.state.lang();
        let Some((first, last)) = self.state.table_view.range() else { return };
        let pasted = read_tsv(text);
        let order = self.state.table_view.order.clone();
        let mut puts: Vec<CellInput> = Vec::new();
        let mut notes = Vec::new();
        // One cell fills the whole range.
        let is_single = pasted.len() == 1 && pasted.first().is_some_and(|row| row.len() == 1);
        let height = if is_single { last.row - first.row + 1 } else { pasted.len() };
        for at in 0..height {
            let Some(cells) = pasted.get(if is_single { 0 } else { at }) else { break };
            let width = if is_single { last.column - first.column + 1 } else { cells.len() };
            let Some(id) = order.get(first.row + at) else {
                let rows = height - at;
                notes.push(Text::new(
                    format!("{rows} baris melewati ujung tabel dan tidak diambil."),
                    format!("{rows} rows go beyond the end of the table and are not taken."),
                ));
                break;
            };
            for across in 0..width {
                let Some(typed) = cells.get(if is_single { 0 } else { across }) else { break };
                match columns.get(first.column + across) {
                    Some(TableColumn::Data(column)) => puts.push((id.clone(), *column, typed.clone())),
                    Some(column) if !typed.trim().is_empty() => {
                        let (id_label, en_label) = (column.label(Lang::Id), column.label(Lang::En));
                        notes.push(Text::new(
                            format!("{id_label} “{typed}”: kolom ini dihitung, jadi tidak bisa diisi."),
                            format!("{en_label} “{typed}”: this column is worked out and cannot be filled in."),
                        ));
                    }
                    Some(_) => {}
                    None => {
                        notes.push(Text::new(
                            format!("“{typed}”: melewati kolom terakhir dan tidak diambil."),
                            format!("“{typed}”: goes beyond the last column and is not taken."),
                        ));
                    }
                }
            }
        }
        let (hex, today) = ((self.parts.random_hex)(), self.state.today);
        self.propose_later(move |catalog| cells::propose(catalog, &puts, lang, &hex, today, notes));
    }

    /// Makes a proposal in the background: many products take their time.
    fn propose_later(&mut self, make: impl FnOnce(&Catalog) -> Proposal + Send + 'static) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        let Some(catalog) = self.state.catalog().cloned() else { return };
        self.state.overlay = None;
        self.work(
            Job::Propose,
            "propose",
            move |_| make(&catalog),
            |app, proposal, ctx| {
                app.perform(ProposalCommand::Show(Box::new(proposal)), ctx);
            },
        );
    }

    /// Looks for what shall be replaced.
    fn find(&mut self) {
        let Some(catalog) = self.state.catalog().cloned() else { return };
        let (replacing, ids) = (self.state.table_view.replacing.clone(), self.state.scope());
        let find = move |_: &_| Arc::new(replacing.search(&catalog, &ids));
        self.work(Job::Find, "find", find, |app, found, _| app.state.table_view.take_found(found));
    }

    fn list_chosen(&mut self) {
        let ids = self.state.scope();
        let mut added = 0;
        for id in ids {
            if !self.state.is_shortlisted(&id) {
                self.state.shortlist.products.push(id);
                added += 1;
            }
        }
        let lang = self.state.lang();
        let what = crate::say!(lang, "{added} produk ditambahkan ke daftar.", "{added} products added to the list.");
        self.inform(Tone::Done, what);
    }

    fn duplicate_chosen(&mut self, ctx: &Context) {
        let ids = self.state.scope();
        let (count, products) = (ids.len(), if ids.len() == 1 { "product" } else { "products" });
        let name = Text::new(format!("Gandakan {count} produk"), format!("Duplicate {count} {products}"));
        let made = self.duplicate_products(&ids, name.clone(), ctx);
        if !made.is_empty() {
            let lang = self.state.lang();
            let (count, was) = (crate::text::count(lang, made.len()), if made.len() == 1 { "was" } else { "were" });
            let what = crate::say!(lang, "{count} produk digandakan.", "{count} {products} {was} duplicated.");
            self.tell(Tone::Done, Message::from(what), self.undo_offer());
            // The copies are what comes next.
            self.state.table_view.chosen = made.into_iter().collect();
        }
    }
}
