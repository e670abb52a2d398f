//! Where regencies and cities lie: one centre point each, in degrees (WGS 84).

use std::sync::LazyLock;

/// Code, longitude, latitude, in the order of the codes.
static POINTS: LazyLock<Vec<(&str, (f64, f64))>> = LazyLock::new(|| {
    let point = |line: &'static str| {
        let mut cells = line.split('\t');
        let (code, latitude, longitude) = (cells.next()?, cells.next()?, cells.next()?);
        Some((code, (longitude.parse().ok()?, latitude.parse().ok()?)))
    };
    let lines = include_str!("../../assets/map/points.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(point).collect()
});

/// Longitude and latitude of a regency's centre.
pub fn centre(code: &str) -> Option<(f64, f64)> {
    let at = POINTS.binary_search_by(|(known, _)| (*known).cmp(code)).ok()?;
    POINTS.get(at).map(|(_, point)| *point)
}

/// The centres of all regencies inside a region, with their codes.
pub fn centres(outer: &str) -> impl Iterator<Item = (&'static str, (f64, f64))> {
    POINTS.iter().filter(move |(code, _)| code.starts_with(outer)).copied()
}
