//! After a hiccup one frame holds everything that was typed meanwhile. egui gives it all to the field that has the keyboard
//! then, also what was typed behind the Enter or Tab that leaves it. Here such a key ends the frame: what follows is the next
//! frame's.

use egui::{Context, Event, Id, Key, Plugin, RawInput, ViewportId};

/// The table as one thing that has the keyboard.
pub fn table_id() -> Id {
    Id::unique("product table")
}

/// The field in the table's open cell; each opening counts one up.
pub fn cell_field_id(opening: u64) -> Id {
    Id::unique(("cell field", opening))
}

/// Holds back what was typed behind a key that moves the keyboard elsewhere.
#[derive(Default)]
pub struct TypedEvents {
    held: Vec<Event>,
}

impl Plugin for TypedEvents {
    fn debug_name(&self) -> &'static str {
        "typed events"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        // Later layouts of the same frame bring no events.
        if input.viewport_id != ViewportId::ROOT
            || ctx.current_pass_index() > 0
            || (self.held.is_empty() && input.events.len() < 2)
        {
            return;
        }
        let mut events = std::mem::take(&mut self.held);
        events.append(&mut input.events);
        let in_table = ctx.memory(|memory| memory.has_focus(table_id()));
        let turn = events.iter().position(|event| turns(event) || (in_table && begins_cell(event)));
        if let Some(at) = turn.filter(|at| events.iter().skip(at + 1).any(is_typing)) {
            self.held = events.split_off(at + 1);
            // A key that is held down does not wait in a queue.
            self.held.retain(|event| !matches!(event, Event::Key { repeat: true, .. }));
            ctx.request_repaint();
        }
        input.events = events;
    }
}

/// Whether the keyboard may be another field's after this.
fn turns(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter | Key::Tab | Key::Escape, pressed: true, .. })
        || matches!(event, Event::Key { pressed: true, modifiers, .. } if modifiers.command && !modifiers.alt)
        || matches!(event, Event::PointerButton { .. })
}

/// A letter in the table opens a cell, which gets the letters behind it.
fn begins_cell(event: &Event) -> bool {
    matches!(event, Event::Text(text) if !text.trim().is_empty())
        || matches!(event, Event::Key { key: Key::F2, pressed: true, .. })
}

fn is_typing(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_) | Event::Key { pressed: true, .. })
}
