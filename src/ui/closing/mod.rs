//! Closes the window without freezing it: what must finish is waited for, and after two seconds a person is asked.

mod perform;
pub mod state;
pub mod view;

#[cfg(test)]
mod tests;
