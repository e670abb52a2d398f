//! Etalase Desa: turns a folder of village products into something a buyer can browse, search, ask about and carry
//! home on paper, offline.
//!
//! # Layers
//!
//! `main` → {[`ui`], [`cli`]} → [`actions`] → {[`store`], [`exchange`], [`brochure`], [`jobs`]} → [`model`] → {[`text`],
//! [`regions`]}. Siblings do not see each other; what a person can have done is one function of `actions`, which window
//! and command line call; `tests/tidy.rs` fails with file and line where they do. egui, eframe
//! and rfd are named in `ui` alone, Typst in `brochure` alone, clap in `cli` alone, calamine and rust_xlsxwriter in
//! `exchange` alone.
//!
//! # One idea for every change
//!
//! A [`model::Catalog`] is an immutable value shared by pointer. Typing, duplicating, deleting and restoring are all a
//! [`model::Edit`]; applying one gives the next catalogue and a [`model::ChangeSet`] of values before and after. Undo
//! puts the values before back; there are no hand-written inverses. Four moments are kept apart: a `Command` (asked), an
//! `Edit` (data changes), an `Outcome` (background work finished), a `Notice` (a person is told).
//!
//! - An edit: a widget bound to a clone of the record → `Command` → `App::perform` → `Edit` → the next `Arc<Catalog>` →
//!   the saver thread writes the newest, older requests are dropped → "Saved".
//! - A brochure: products and settings → [`brochure::compose`] (no I/O) → photos through a closure, in parallel → Typst
//!   world in memory → bytes → the one atomic writer → a notice with *Open*.
//! - An import: bytes → [`exchange::read`] → [`exchange::guess`] what the columns mean → [`exchange::review`], a verdict
//!   for every row and cell and questions for a person → one `Edit`. Text is text until a column gives it a meaning.
//! - A change of many products: [`model::BulkEdit`], [`model::Replacing`] or a pasted range → an `Edit` that is proposed,
//!   looked at record by record and field by field ([`model::differences`]) → what is ticked of it as one `Edit`.
//! - A filter: `(revision, filter, language)` → [`model::Matches`], computed anew only when that key changes.
//! - A thumbnail: a wish → newest-first worker → disk cache keyed by content → a few uploads a frame → dropped beyond a
//!   budget of bytes.
//!
//! # A new field
//!
//! Every field of a product and of a producer is one row of a table, [`model::ProductField`] or
//! [`model::ProducerField`] (`model/record/fields/`): the way to its value, its kind ([`model::FieldKind`]), its key in
//! files, its label and the heading of its spreadsheet column. Completeness, checks, differences, joining of duplicates,
//! bulk edit, find and replace, cells of the table, import and export read the table and ask a value by its kind. A plain
//! field (a line, a term, an amount, days, a list of texts or tags) takes:
//!
//! 1. `model/record/product.rs`: the field itself, with `skip_serializing_if = "blank"`, so that no file changes;
//! 2. `model/record/fields/product.rs`: its row, where it stands in the form (a text in two languages has two rows);
//! 3. `tests/model/fields.rs`: its value in the full record, against which the table is held;
//! 4. `ui/product/edit/`: its place in the form, `form.plain(…)`;
//! 5. `exchange/columns.rs`: its column's place among the others, and what else people write above it.
//!
//! Where buyers shall see it, `model/report/facts.rs` and `brochure/blocks.rs` say so; the window's table offers what
//! `ui/table/columns.rs` lists; what an audience needs is asked in `model/report/completeness.rs`, what many products may
//! get at once in `model/edit/bulk.rs`. A new kind of value is one
//! line of `kinds!` in `model/record/fields/mod.rs`; the compiler names every place that must word, read or edit it.
//!
//! # Invariants
//!
//! - Every write goes through [`store::write_file`]: temporary file, sync, read back, rename. Only the [`store::Saver`]
//!   thread writes `catalog.ron`, and never over a file that is not the one that was loaded.
//! - Nothing on the UI thread reads, writes or computes for long; whatever does is a job of [`jobs::Jobs`].
//! - Work that must finish (saving, settings, a started export) is marked when it is started. Closing the window waits for
//!   it while frames go on, and asks after two seconds.
//! - A panic in a job is a notice. A panic of the window saves what is pending, leaves a report without personal data, and
//!   the next start says so.
//! - What comes from outside never brings the program down: no `unwrap`, `expect` or unchecked path on it. One record
//!   that is wrong hides no other; [`model::check`] lists it.
//! - `model` is pure: time, randomness and files come in as arguments.
//! - No text of a catalogue ever becomes markup of a page or a path outside its folder.
//! - A sentence for people stands in both languages where it is used (`say!`), as what happened, what to do, where.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")
)]

pub mod text;

pub mod jobs;

pub mod regions;

pub mod model;

pub mod store;

pub mod exchange;

pub mod brochure;

pub mod actions;

pub mod cli;

pub mod ui;
