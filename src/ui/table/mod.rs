//! The products as a table that can be typed into: columns to choose, sorting, ticks, ranges to and from a spreadsheet.

pub mod bar;
pub mod bulk;
mod cells;
pub mod columns;
pub mod command;
pub mod grid;
pub mod keys;
mod perform;
pub mod replace;
mod scope;
pub mod view;
