//! Earlier versions of the catalogue, and the way back to them.

mod perform;
pub mod state;
pub mod view;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::text::{Lang, date};

/// `20250508T013000Z` in the laptop's time: `8 Mei 2025, 09.30`.
fn local_time(utc: &str, lang: Lang) -> String {
    let parsed = DateTime::strptime("%Y%m%dT%H%M%SZ", utc).and_then(|time| TimeZone::UTC.to_timestamp(time));
    match parsed.map(|time| TimeZone::system().to_datetime(time)) {
        Ok(time) => {
            let (day, hour, minute) = (date(lang, &time.date().to_string()), time.hour(), time.minute());
            crate::say!(lang, "{day}, {hour:02}.{minute:02}", "{day}, {hour:02}:{minute:02}")
        }
        Err(_) => utc.to_owned(),
    }
}
