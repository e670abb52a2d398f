//! The table of fields: every field of a product and of a producer stands once, with its name, its place in files and
//! sheets, and the way to its value.

mod producer;
mod product;

use crate::model::record::trade::{Award, Certification, Price};
use crate::model::record::values::{Amount, CategoryId, ProducerId, RegionCode, Text, blank};
use crate::model::record::{Photo, ProducerKind, Source, Status};
use crate::model::search::normalise::normalise;
use crate::text::Lang;

pub use producer::ProducerField;
pub use product::ProductField;

/// Declares a kind of value three times: by its name, as a value to read, and as a value to write.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($value:ty),)+) => {
        /// What a field holds, and so how it is edited, compared, merged and worded.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FieldKind {
            $($(#[$doc])* $kind,)+
        }

        /// The value of a field, to read.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum FieldRef<'a> {
            $($kind(&'a $value),)+
        }

        /// The value of a field, to write.
        #[derive(Debug)]
        pub enum FieldMut<'a> {
            $($kind(&'a mut $value),)+
        }

        impl FieldRef<'_> {
            /// Whether the record says nothing there.
            pub fn is_empty(self) -> bool {
                match self {
                    $(FieldRef::$kind(value) => self.text().map_or(blank(value), |text| text.trim().is_empty()),)+
                }
            }
        }

        impl FieldMut<'_> {
            /// Writes what another record says in the same field.
            pub fn set(self, value: FieldRef<'_>) {
                match (self, value) {
                    $((FieldMut::$kind(to), FieldRef::$kind(from)) => to.clone_from(from),)+
                    // One field is of one kind in every record.
                    _ => {}
                }
            }
        }
    };
}

kinds! {
    /// Words in one line.
    Line(String),
    /// A code or term of trade in one line: find and replace leaves it alone.
    Term(String),
    /// The Indonesian side of a text.
    Indonesian(String),
    /// The English side of a text, the field behind its Indonesian side.
    English(String),
    /// Internal notes: those of two records stand one below the other.
    Notes(String),
    /// Tags, the same whatever their case and marks.
    Tags(Vec<String>),
    /// Addresses of pages and accounts.
    Links(Vec<String>),
    Texts(Vec<Text>),
    Amount(Option<Amount>),
    Days(Option<u32>),
    Category(CategoryId),
    Producer(Option<ProducerId>),
    Region(RegionCode),
    Prices(Vec<Price>),
    Certifications(Vec<Certification>),
    Awards(Vec<Award>),
    Photos(Vec<Photo>),
    Sources(Vec<Source>),
    Status(Status),
    ProducerKind(ProducerKind),
}

/// Declares the fields of a record, one row a field: its value, kind, key in files, label in both languages, and the
/// heading of its spreadsheet column in both languages (empty where it has none, or several for its parts). The English
/// side of a text stands behind the Indonesian one. What follows `through` is asked for in the form but held by another record, to which the field leads.
macro_rules! fields {
    (
        $(#[$doc:meta])* $name:ident of $record:ident {
            $($field:ident: $($value:ident).+, $kind:ident, $key:literal, $label:tt, $heading:tt;)+
        }
        $(through {
            $($(#[$far_doc:meta])* $far:ident: $far_value:ident, $far_kind:ident, $far_key:literal, $far_label:tt;)+
        })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($field,)+
            $($($(#[$far_doc])* $far,)+)?
        }

        impl $name {
            /// The fields of the record, in the order of its form.
            pub const ALL: &[$name] = &[$($name::$field,)+];

            /// The name in the form.
            pub fn label(self, lang: Lang) -> &'static str {
                let (id, en) = match self {
                    $($name::$field => $label,)+
                    $($($name::$far => $far_label,)+)?
                };
                lang.pick(id, en)
            }

            /// The name in `catalog.ron` and JSON; both sides of a text share one.
            pub fn key(self) -> &'static str {
                match self {
                    $($name::$field => $key,)+
                    $($($name::$far => $far_key,)+)?
                }
            }

            /// The heading of the spreadsheet column that holds the whole field; empty where none does.
            pub fn heading(self, lang: Lang) -> &'static str {
                let (id, en) = match self {
                    $($name::$field => $heading,)+
                    $($($name::$far => ("", ""),)+)?
                };
                lang.pick(id, en)
            }

            pub fn kind(self) -> FieldKind {
                match self {
                    $($name::$field => FieldKind::$kind,)+
                    $($($name::$far => FieldKind::$far_kind,)+)?
                }
            }

            pub fn get(self, record: &$record) -> FieldRef<'_> {
                match self {
                    $($name::$field => FieldRef::$kind(&record.$($value).+),)+
                    $($($name::$far => FieldRef::$far_kind(&record.$far_value),)+)?
                }
            }

            pub fn get_mut(self, record: &mut $record) -> FieldMut<'_> {
                match self {
                    $($name::$field => FieldMut::$kind(&mut record.$($value).+),)+
                    $($($name::$far => FieldMut::$far_kind(&mut record.$far_value),)+)?
                }
            }

            /// The side of a text in a language; any other field is its own.
            pub fn in_language(self, lang: Lang) -> $name {
                let place = self as usize;
                let side = match (self.kind(), lang) {
                    (FieldKind::Indonesian, Lang::En) => place + 1,
                    (FieldKind::English, Lang::Id) => place.wrapping_sub(1),
                    _ => place,
                };
                Self::ALL.get(side).copied().unwrap_or(self)
            }
        }
    };
}
use fields;

impl FieldKind {
    /// The keys in files of what one value, or one item of a list, is made of; none where it is plain.
    pub fn parts(self) -> &'static [&'static str] {
        match self {
            FieldKind::Texts => &["id", "en"],
            FieldKind::Amount => &["min", "max", "unit", "per", "as_of"],
            FieldKind::Prices => &["amount", "amount_max", "currency", "unit", "basis", "as_of", "note"],
            FieldKind::Certifications => &["kind", "status", "number", "issuer", "issued", "expires"],
            FieldKind::Awards => &["title", "issuer", "date"],
            FieldKind::Photos => &["file", "alt", "credit", "crop", "illustration"],
            FieldKind::Sources => &["title", "url", "date"],
            _ => &[],
        }
    }

    /// The language of one side of a text.
    pub fn lang(self) -> Option<Lang> {
        match self {
            FieldKind::Indonesian => Some(Lang::Id),
            FieldKind::English => Some(Lang::En),
            _ => None,
        }
    }

    /// Whether two records' values are put together when the records are merged, rather than one chosen.
    pub fn is_united(self) -> bool {
        use FieldKind as K;
        matches!(
            self,
            K::Notes
                | K::Tags
                | K::Links
                | K::Texts
                | K::Prices
                | K::Certifications
                | K::Awards
                | K::Photos
                | K::Sources
        )
    }
}

impl<'a> FieldRef<'a> {
    /// The text of a field that is one.
    pub fn text(self) -> Option<&'a String> {
        use FieldRef as R;
        match self {
            R::Line(text) | R::Term(text) | R::Indonesian(text) | R::English(text) | R::Notes(text) => Some(text),
            _ => None,
        }
    }
}

impl<'a> FieldMut<'a> {
    /// The text of a field that is one.
    pub fn text(self) -> Option<&'a mut String> {
        use FieldMut as M;
        match self {
            M::Line(text) | M::Term(text) | M::Indonesian(text) | M::English(text) | M::Notes(text) => Some(text),
            _ => None,
        }
    }

    /// Adds what another record says and this one does not: lists are put together, any other value is replaced.
    pub fn unite(self, value: FieldRef<'_>) {
        match (self, value) {
            (FieldMut::Notes(to), FieldRef::Notes(from)) if !to.trim().is_empty() => {
                if !to.contains(from.trim()) {
                    *to = format!("{}\n{}", to.trim_end(), from.trim());
                }
            }
            (FieldMut::Tags(to), FieldRef::Tags(from)) => unite_by(to, from, |tag| normalise(tag)),
            (FieldMut::Photos(to), FieldRef::Photos(from)) => unite_by(to, from, |photo| photo.file.clone()),
            (FieldMut::Links(to), FieldRef::Links(from)) => unite(to, from),
            (FieldMut::Texts(to), FieldRef::Texts(from)) => unite(to, from),
            (FieldMut::Prices(to), FieldRef::Prices(from)) => unite(to, from),
            (FieldMut::Certifications(to), FieldRef::Certifications(from)) => unite(to, from),
            (FieldMut::Awards(to), FieldRef::Awards(from)) => unite(to, from),
            (FieldMut::Sources(to), FieldRef::Sources(from)) => unite(to, from),
            (to, from) => to.set(from),
        }
    }
}

fn unite<T: Clone + PartialEq>(to: &mut Vec<T>, from: &[T]) {
    for one in from {
        if !to.contains(one) {
            to.push(one.clone());
        }
    }
}

/// Adds what has a key that no item had before.
fn unite_by<T: Clone>(to: &mut Vec<T>, from: &[T], key: impl Fn(&T) -> String) {
    let known: Vec<String> = to.iter().map(&key).collect();
    to.extend(from.iter().filter(|one| !known.contains(&key(one))).cloned());
}
