//! What is said of a catalogue: how complete it is, what is left to do, what differs, and texts to send.

pub mod completeness;
mod describe;
pub mod differences;
mod facts;
mod share;
mod survey;
mod tally;
mod to_do;

pub use completeness::{Audience, Completeness, completeness};
pub use differences::{
    FieldDifference, FieldPart, FieldPlace, InfoField, RecordField, differences, differing_fields, excerpts,
    record_name,
};
pub use facts::buyer_facts;
pub use share::{chat_link, list_message, producer_message, product_message, products_of, request};
pub use survey::{Bar, Gap, Survey, SurveyCount, SurveyGroup, survey};
pub use tally::ChangeTally;
pub use to_do::{ProducerTasks, ProductTasks, ToDo, VillageTasks, reach, to_do};
