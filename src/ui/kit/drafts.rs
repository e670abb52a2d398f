//! What stands in fields and is no edit yet: half-typed numbers, a region that is not chosen. It stays while the window is
//! open, and the journal keeps it for the next start.

use egui::{Context, Id, IdMap};

use crate::model::Key;
use crate::store::OpenField;

/// Where a text belongs: the record, and the field as its editor calls it.
type Place = (Key, String);

/// The texts of one window.
#[derive(Clone, Default)]
struct Drafts {
    open: IdMap<(Option<Place>, String)>,
    /// Taken back from an earlier session, until their fields are shown.
    back: Vec<OpenField>,
}

fn with<R>(ctx: &Context, work: impl FnOnce(&mut Drafts) -> R) -> R {
    ctx.data_mut(|data| work(data.get_temp_mut_or_default(Id::NULL)))
}

/// What stands in a field, where it is no edit yet. A field that an earlier session left open gets its text here.
pub fn get(ctx: &Context, id: Id, record: Option<&Key>, field: &str) -> Option<String> {
    with(ctx, |drafts| {
        let at = drafts.back.iter().position(|one| Some(&one.record) == record && one.field == field);
        if let Some(at) = at {
            let OpenField { record, field, text } = drafts.back.swap_remove(at);
            drafts.open.insert(id, (Some((record, field)), text));
        }
        drafts.open.get(&id).map(|(_, text)| text.clone())
    })
}

/// Keeps what stands in a field. Without a record it is kept for this session alone.
pub fn keep(ctx: &Context, id: Id, record: Option<&Key>, field: &str, text: &str) {
    let place = record.map(|record| (record.clone(), field.to_owned()));
    with(ctx, |drafts| drop(drafts.open.insert(id, (place, text.to_owned()))));
}

/// The field's text is an edit by now, or given up.
pub fn forget(ctx: &Context, id: Id) {
    with(ctx, |drafts| drop(drafts.open.remove(&id)));
}

/// Puts back what an earlier session left in fields.
pub fn take_back(ctx: &Context, fields: Vec<OpenField>) {
    with(ctx, |drafts| drafts.back.extend(fields));
}

/// Another catalogue is opened.
pub fn clear(ctx: &Context) {
    with(ctx, |drafts| *drafts = Drafts::default());
}

/// Everything that stands in fields of records.
pub fn all(ctx: &Context) -> Vec<OpenField> {
    with(ctx, |drafts| {
        let mut fields: Vec<OpenField> = drafts.back.clone();
        fields.extend(drafts.open.values().filter_map(|(place, text)| {
            let (record, field) = place.clone()?;
            Some(OpenField { record, field, text: text.clone() })
        }));
        fields.sort_by(|a, b| (&a.field, &a.text).cmp(&(&b.field, &b.text)));
        fields
    })
}
