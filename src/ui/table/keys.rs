//! Keys and the clipboard while the table has the keyboard. They are taken before the window's own keys, so that arrows
//! move the cell and not the open product.

use egui::{Context, Event, Key, Modifiers};

use super::view::CellPlace;
use crate::ui::app::App;
use crate::ui::app::command::{Screen, TableCommand};
use crate::ui::app::typed_events::table_id;

/// Rows that Page Up and Page Down go by.
const PAGE: usize = 12;

impl App {
    pub(crate) fn take_table_keys(&mut self, ctx: &Context) {
        let state = &self.state;
        let is_shown = state.browse.as_table && state.screen == Screen::Browse && state.overlay.is_none();
        if !is_shown {
            return;
        }
        if state.table_view.editing.is_some() {
            if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                self.ask(TableCommand::CancelEdit);
            }
            return;
        }
        if !ctx.memory(|memory| memory.has_focus(table_id())) {
            return;
        }
        let Some(cursor) = state.table_view.cursor else { return };
        let mut asked = Vec::new();
        ctx.input_mut(|input| {
            let CellPlace { row, column } = cursor;
            let extend = input.modifiers.shift;
            let go = |row, column, extend| TableCommand::Go { to: CellPlace { row, column }, extend };
            let edit = || TableCommand::Edit { at: cursor, with: None };
            // With Shift held, these draw the range to where they go.
            let steps = [
                (Key::ArrowDown, row + 1, column),
                (Key::ArrowUp, row.saturating_sub(1), column),
                (Key::ArrowRight, row, column + 1),
                (Key::ArrowLeft, row, column.saturating_sub(1)),
                (Key::PageDown, row + PAGE, column),
                (Key::PageUp, row.saturating_sub(PAGE), column),
            ];
            let steps = steps.into_iter().flat_map(|(key, row, column)| {
                [Modifiers::NONE, Modifiers::SHIFT].map(|held| (held, key, go(row, column, extend)))
            });
            let others = [
                (Modifiers::COMMAND, Key::Home, go(0, 0, false)),
                (Modifiers::COMMAND, Key::End, go(usize::MAX, usize::MAX, false)),
                (Modifiers::NONE, Key::Home, go(row, 0, false)),
                (Modifiers::NONE, Key::End, go(row, usize::MAX, false)),
                (Modifiers::SHIFT, Key::Tab, go(row, column.saturating_sub(1), false)),
                (Modifiers::NONE, Key::Tab, go(row, column + 1, false)),
                (Modifiers::NONE, Key::Enter, edit()),
                (Modifiers::NONE, Key::F2, edit()),
                (Modifiers::NONE, Key::Space, TableCommand::ToggleRow { row, through: false }),
                (Modifiers::COMMAND, Key::A, TableCommand::TickAll),
                (Modifiers::NONE, Key::Delete, TableCommand::Empty),
                (Modifiers::NONE, Key::Backspace, TableCommand::Empty),
            ];
            if let Some((_, key, command)) = steps.chain(others).find(|(held, key, _)| input.consume_key(*held, *key)) {
                if key == Key::Space {
                    input.events.retain(|event| !matches!(event, Event::Text(text) if text == " "));
                }
                asked.push(command);
            }
            let mut kept = Vec::with_capacity(input.events.len());
            for event in std::mem::take(&mut input.events) {
                match event {
                    Event::Copy => asked.push(TableCommand::Copy),
                    Event::Paste(text) => asked.push(TableCommand::Paste(text)),
                    // These three are keys of the window; every other letter begins to fill the cell.
                    Event::Text(text) if text == "/" => asked.push(TableCommand::Search),
                    Event::Text(text) if matches!(text.as_str(), "+" | "=") => {
                        asked.push(TableCommand::ToggleListed(row))
                    }
                    Event::Text(text) if !text.trim().is_empty() => {
                        asked.push(TableCommand::Edit { at: cursor, with: Some(text) });
                    }
                    other => kept.push(other),
                }
            }
            input.events = kept;
            // What the letter was made by is used up too.
            if asked.iter().any(|ask| {
                matches!(ask, TableCommand::Search | TableCommand::ToggleListed(_) | TableCommand::Edit { .. })
            }) {
                input
                    .events
                    .retain(|event| !matches!(event, Event::Key { key: Key::Slash | Key::Plus | Key::Equals, .. }));
            }
        });
        for ask in asked {
            self.ask(ask);
        }
    }
}
