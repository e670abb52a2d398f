//! What stands in open fields when something else happens: cells give their text, half-typed fields go into the journal, and
//! a product that was made and never filled goes again.

use egui::Context;

use super::App;
use super::command::{Command, Screen, TableCommand, Then};
use super::state::Rights;
use crate::model::{Edit, Key, Text};
use crate::store::{Folder, Journal, OpenField};
use crate::ui::catalog::opening::own_copy_dir;
use crate::ui::kit::drafts;
use crate::ui::table::{columns::TableColumn, grid};

/// Stands before a column's key where the field is a cell of the table.
const CELL: &str = "cell/";

/// The column of the table that a field is a cell of.
pub(super) fn column_of(field: &str) -> Option<TableColumn> {
    field.strip_prefix(CELL).and_then(TableColumn::of_key)
}

impl App {
    /// Takes the text of the open cell before anything else is done. What it cannot take stays open there.
    pub(super) fn take_open_cell_before(&mut self, command: &Command, ctx: &Context) {
        let is_of_cell = match command {
            Command::Table(ask) => matches!(
                ask,
                TableCommand::Commit { .. }
                    | TableCommand::Answer(..)
                    | TableCommand::CancelEdit
                    | TableCommand::Edit { .. }
            ),
            Command::DismissNotice(_) => true,
            _ => false,
        };
        if !is_of_cell {
            self.take_open_cell(ctx);
        }
    }

    pub(crate) fn take_open_cell(&mut self, ctx: &Context) {
        let Some(editing) = &self.state.table_view.editing else { return };
        let text = grid::open_text(ctx, editing);
        self.perform(TableCommand::Commit { text, then: Then::Stay }, ctx);
    }

    /// Hands what stands in open fields to the journal, which writes it behind the window.
    pub(super) fn note_open_fields(&mut self, ctx: &Context) {
        let mut fields = drafts::all(ctx);
        let lang = self.state.lang();
        if let Some(editing) = &self.state.table_view.editing
            && let (Some(catalog), Some(product)) = (self.state.catalog(), self.state.product(&editing.id))
        {
            let (column, text) = (TableColumn::Data(editing.column), grid::open_text(ctx, editing));
            if column.typed(catalog, product, lang) != text {
                let field = format!("{CELL}{}", column.key());
                fields.push(OpenField { record: Key::Product(editing.id.clone()), field, text });
            }
        }
        let Some(open) = self.state.open_mut() else { return };
        let catalog = open.timeline.catalog();
        fields.retain(|field| catalog.record(&field.record).is_some());
        if open.rights == Rights::Sample
            && !fields.is_empty()
            && let (None, Some(sample)) = (&open.journal, &open.sample)
        {
            // Nothing is changed yet, so there is no copy that could hold it.
            let dir = own_copy_dir(&self.parts, lang);
            open.journal = Journal::start(&self.parts.config, &Folder::new(dir), sample.clone(), true).ok();
        }
        match (&open.saver, &open.journal) {
            (Some(saver), _) => saver.open_fields(fields),
            (None, Some(journal)) => journal.open_fields(fields),
            (None, None) => {}
        }
    }

    /// Puts half-typed texts back into their fields.
    pub(crate) fn take_fields_back(&mut self, fields: Vec<OpenField>, ctx: &Context) {
        let mut of_forms = Vec::new();
        for field in fields {
            let column = column_of(&field.field);
            match (&field.record, column) {
                (Key::Product(id), Some(column)) if self.reopen_cell(id, column, &field.text) => {}
                _ => of_forms.push(field),
            }
        }
        if let Some(field) = of_forms.first()
            && self.state.table_view.editing.is_none()
        {
            // The first one is looked at.
            self.ask(Command::GoTo(field.record.clone(), None));
        }
        drafts::take_back(ctx, of_forms);
    }

    /// A product that was made and left without a word in it goes again.
    pub(super) fn drop_blank_draft(&mut self, ctx: &Context) {
        let Some(blank) = &self.state.product.blank_draft else { return };
        let is_left = self.state.product.selected.as_ref() != Some(&blank.id)
            || !self.state.product.editing
            || self.state.screen != Screen::Browse;
        if is_left {
            self.blank_draft_goes(ctx);
        }
    }

    pub(crate) fn blank_draft_goes(&mut self, ctx: &Context) {
        let Some(blank) = self.state.product.blank_draft.take() else { return };
        if self.state.product(&blank.id) != Some(&blank) {
            return;
        }
        let key = Key::Product(blank.id.clone());
        if drafts::all(ctx).iter().any(|field| field.record == key) {
            return;
        }
        let Some(open) = self.state.open_mut() else { return };
        let made = |change: &crate::model::Change| change.key == key && change.before.is_none();
        let gone = Text::new("Buang draf kosong", "Remove an empty draft");
        let is_last = open.timeline.next_undo().is_some_and(|step| step.changes.changes.iter().all(made));
        match is_last {
            true => {
                open.timeline.undo();
                let told = (open.timeline.revision(), gone);
                self.changed(&[key], told, ctx);
            }
            false => self.change(Edit::delete(gone, [key]), ctx),
        }
    }
}
