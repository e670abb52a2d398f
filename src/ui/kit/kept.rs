//! What is worked out once and kept between frames, until what it was worked out of changes.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Context, Id};

/// What `make` gave for this key; it is asked again only where the key differs from the one before.
pub fn kept<K, V>(ctx: &Context, what: impl Hash + Debug, key: K, make: impl FnOnce(&K) -> V) -> V
where
    K: Clone + PartialEq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    let id = Id::unique(("kept", what));
    let known: Option<(K, V)> = ctx.data(|data| data.get_temp(id));
    if let Some((_, value)) = known.filter(|(of, _)| *of == key) {
        return value;
    }
    let value = make(&key);
    ctx.data_mut(|data| data.insert_temp(id, (key, value.clone())));
    value
}
