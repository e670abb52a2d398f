//! Small values that records are made of: ids, region codes, dates, amounts, text in two languages.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Lang;

/// True where a value is what an absent field would be; such fields are not written.
pub(in crate::model) fn blank<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares a cheap, shared string that is one kind of identifier and no other.
macro_rules! shared_text {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub(in crate::model) Arc<str>);

        impl $name {
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }

            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new("")
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.as_str())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

shared_text! {
    /// Identifies a product for ever: a lower-case ASCII slug, `madu-kelulut-7f3a`.
    ProductId,
    /// Identifies a producer for ever.
    ProducerId,
    /// Identifies a category.
    CategoryId,
    /// Identifies a named selection.
    SelectionId,
    /// A Kemendagri code at whatever depth is known: `64`, `64.01`, `64.02.02`, `64.02.02.2010`. Never a BPS code.
    /// An unknown code is kept as typed and reported, never dropped.
    RegionCode,
}

impl RegionCode {
    /// True if this code is `outer` or lies inside it: a prefix at a segment's end.
    pub fn is_inside(&self, outer: &RegionCode) -> bool {
        match self.0.strip_prefix(outer.as_str()) {
            Some(rest) => outer.is_empty() || rest.is_empty() || rest.starts_with('.'),
            None => false,
        }
    }

    /// How many segments are known: 0 (none) to 4 (village).
    pub fn depth(&self) -> usize {
        if self.is_empty() { 0 } else { self.0.split('.').count() }
    }

    /// The code cut to at most `depth` segments: `64.02.02.2010` at 2 is `64.02`.
    pub fn cut(&self, depth: usize) -> RegionCode {
        match self.beginning(depth) {
            whole if whole.len() == self.0.len() => self.clone(),
            some => RegionCode::new(some),
        }
    }

    /// The same as text.
    pub fn beginning(&self, depth: usize) -> &str {
        match depth.checked_sub(1).map(|last| self.0.match_indices('.').nth(last)) {
            None => "",
            Some(None) => &self.0,
            Some(Some((end, _))) => self.0.get(..end).unwrap_or_default(),
        }
    }
}

/// A lower-case ASCII slug of at most 60 characters from a name: `Madu Kelulut (Asli)` is `madu-kelulut-asli`.
/// `hex` (four random digits in the window) keeps two laptops from making the same one; empty adds nothing.
pub fn slug(name: &str, hex: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut out = String::new();
    for c in name.nfkd().flat_map(char::to_lowercase) {
        if out.len() >= 60 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && !unicode_normalization::char::is_combining_mark(c) {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    if out.is_empty() {
        out.push_str("produk");
    }
    if !hex.is_empty() {
        out.push('-');
        out.push_str(hex);
    }
    out
}

/// The most characters that a text may have, in a file and in memory.
pub const MOST_CHARS: usize = 100_000;

/// Text in Indonesian and English; either may be empty, and is never silently replaced by the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Text {
    #[serde(skip_serializing_if = "blank")]
    pub id: String,
    #[serde(skip_serializing_if = "blank")]
    pub en: String,
}

impl Text {
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// The text in one language, if there is any.
    #[inline]
    pub fn get(&self, lang: Lang) -> Option<&str> {
        let text = match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        };
        match text.as_bytes().first() {
            None => None,
            // Asked for millions of times, and nearly every text begins with a letter.
            Some(first) if first.is_ascii_graphic() => Some(text),
            Some(_) => (!text.chars().all(char::is_whitespace)).then_some(text.as_str()),
        }
    }

    /// The text in `lang`, else in the other language, with the language it is in: the caller marks a fallback.
    pub fn or_other(&self, lang: Lang) -> Option<(&str, Lang)> {
        self.get(lang).map(|text| (text, lang)).or_else(|| self.get(lang.other()).map(|text| (text, lang.other())))
    }

    /// The text in `lang`, else in the other language, where no fallback is marked; else nothing.
    pub fn shown(&self, lang: Lang) -> &str {
        self.shown_or(lang, "")
    }

    /// The same with other words where there is no text at all.
    pub fn shown_or<'t>(&'t self, lang: Lang, instead: &'t str) -> &'t str {
        self.or_other(lang).map_or(instead, |(text, _)| text)
    }

    pub fn get_mut(&mut self, lang: Lang) -> &mut String {
        match lang {
            Lang::Id => &mut self.id,
            Lang::En => &mut self.en,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.get(Lang::Id).is_none() && self.get(Lang::En).is_none()
    }
}

/// An ISO date that may be partial: `2023`, `2023-07`, `2023-07-17`. Kept as typed; what is no date is reported by `check`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartialDate(pub String);

impl From<&str> for PartialDate {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl PartialDate {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn is_empty(&self) -> bool {
        self.0.chars().all(char::is_whitespace)
    }

    /// The first day it can mean, or `None` if it is no date.
    pub fn first_day(&self) -> Option<jiff::civil::Date> {
        let mut parts = self.0.trim().split('-');
        let year: i16 = parts.next()?.parse().ok().filter(|year| (1000..=9999).contains(year))?;
        let month: i8 = parts.next().map_or(Some(1), |month| month.parse().ok())?;
        let day: i8 = parts.next().map_or(Some(1), |day| day.parse().ok())?;
        if parts.next().is_some() {
            return None;
        }
        jiff::civil::Date::new(year, month, day).ok()
    }

    /// The last day it can mean, or `None` if it is no date.
    pub fn last_day(&self) -> Option<jiff::civil::Date> {
        let first = self.first_day()?;
        Some(match self.0.trim().split('-').count() {
            1 => first.last_of_year(),
            2 => first.last_of_month(),
            _ => first,
        })
    }
}

/// The time that an amount is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    Day,
    Week,
    Month,
    Year,
    /// One round of making, however long it takes (a compost heap, a drying).
    Batch,
}

impl Period {
    pub const ALL: [Period; 5] = [Period::Day, Period::Week, Period::Month, Period::Year, Period::Batch];
}

/// An exact amount, a range or a maximum alone, with its unit: `2–3 t/bulan` is `(min: 2, max: 3, unit: "t", per: Month)`,
/// and "hingga 200 kg" is `(max: 200, unit: "kg")`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    #[serde(default, skip_serializing_if = "blank", with = "plain_decimal_option")]
    pub min: Option<Decimal>,
    #[serde(default, skip_serializing_if = "blank", with = "plain_decimal_option")]
    pub max: Option<Decimal>,
    #[serde(default, skip_serializing_if = "blank")]
    pub unit: String,
    #[serde(default, skip_serializing_if = "blank")]
    pub per: Option<Period>,
    /// When it was so, where its source is of another year.
    #[serde(default, skip_serializing_if = "blank")]
    pub as_of: PartialDate,
}

impl Amount {
    /// The one number that it is sorted by.
    pub fn first(&self) -> Option<Decimal> {
        self.min.or(self.max)
    }
}

/// Decimals as bare numbers where a double carries them exactly (15 digits), else as text: never rounded.
mod plain_decimal {
    use super::*;

    pub fn serialize<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        let value = value.normalize();
        if value.scale() == 0
            && let Ok(whole) = i64::try_from(value)
        {
            return to.serialize_i64(whole);
        }
        let text = value.to_string();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        match text.parse::<f64>() {
            Ok(double) if digits <= 15 => to.serialize_f64(double),
            _ => to.serialize_str(&text),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E>(self, value: i64) -> Result<Decimal, E> {
                Ok(value.into())
            }
            fn visit_u64<E>(self, value: u64) -> Result<Decimal, E> {
                Ok(value.into())
            }
            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Decimal, E> {
                // The shortest text that reads back as this double is what was written, up to 15 digits.
                value.to_string().parse().map_err(|_| E::custom("a number that is too large"))
            }
            fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Decimal, E> {
                value.parse().map_err(|_| E::custom("text that is not a number"))
            }
        }
        from.deserialize_any(Visitor)
    }
}

mod plain_decimal_option {
    use super::*;

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Plain(#[serde(with = "plain_decimal")] Decimal);

    pub fn serialize<S: Serializer>(value: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
        value.map(Plain).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<Plain>::deserialize(from)?.map(|plain| plain.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_is_a_prefix_at_a_segments_end() {
        let inside = |inner: &str, outer: &str| RegionCode::from(inner).is_inside(&outer.into());
        assert!(inside("64.02.02.2010", "64.02"));
        assert!(inside("64.02", "64.02"));
        assert!(inside("64.02", ""));
        assert!(!inside("64.021", "64.02"));
        assert!(!inside("64", "64.02"));
        assert_eq!(RegionCode::from("64.02.02.2010").cut(2).as_str(), "64.02");
        assert_eq!(RegionCode::from("64").cut(2).as_str(), "64");
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Madu Kelulut (Asli)", "7f3a"), "madu-kelulut-asli-7f3a");
        assert_eq!(slug("Café—Ñandú", ""), "cafe-nandu");
        assert_eq!(slug("★", ""), "produk");
    }

    #[test]
    fn partial_dates_have_first_and_last_days() {
        let days = |text: &str| {
            let date = PartialDate::new(text);
            (date.first_day().map(|day| day.to_string()), date.last_day().map(|day| day.to_string()))
        };
        assert_eq!(days("2024-02"), (Some("2024-02-01".into()), Some("2024-02-29".into())));
        assert_eq!(days("2023"), (Some("2023-01-01".into()), Some("2023-12-31".into())));
        assert_eq!(days("2023-13"), (None, None));
        assert_eq!(days("kemarin"), (None, None));
    }

    #[test]
    fn decimals_survive_ron_and_json() {
        for text in ["2", "0.1", "907.2", "123456789012345678.5", "-3"] {
            let amount =
                Amount { min: Some(text.parse().unwrap()), max: Some("2.25".parse().unwrap()), ..Amount::default() };
            let ron = ron::to_string(&amount).unwrap();
            assert_eq!(ron::from_str::<Amount>(&ron).unwrap(), amount, "{ron}");
            let json = serde_json::to_string(&amount).unwrap();
            assert_eq!(serde_json::from_str::<Amount>(&json).unwrap(), amount, "{json}");
        }
    }
}
