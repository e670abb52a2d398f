//! Values that are in a set or a list, or not: what a tick, or a second click, makes of it.

use std::collections::BTreeSet;

/// Puts a value into a set, or takes it out.
pub fn put<T: Ord>(set: &mut BTreeSet<T>, value: T, on: bool) {
    match on {
        true => drop(set.insert(value)),
        false => drop(set.remove(&value)),
    }
}

/// Puts a value into a set, or takes it out where it is there.
pub fn flip<T: Ord>(set: &mut BTreeSet<T>, value: T) {
    let on = !set.contains(&value);
    put(set, value, on);
}

/// The same for a list, at its end.
pub fn flip_in<T: PartialEq>(list: &mut Vec<T>, value: T) {
    match list.iter().position(|known| *known == value) {
        Some(at) => drop(list.remove(at)),
        None => list.push(value),
    }
}
