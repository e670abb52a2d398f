//! Maps: the coasts, what of them is seen, and where dots for regencies stand on it.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Longitude and latitude in degrees, or a place on the map.
type Point = (f64, f64);

/// Rings of land: see `assets/map/README.md`.
static LAND: LazyLock<Vec<Vec<Point>>> = LazyLock::new(|| {
    let ring = |line: &str| {
        let numbers: Vec<i64> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
        let steps = numbers.chunks_exact(2).map(|step| (step.first().copied(), step.last().copied()));
        let mut here = (0, 0);
        let points = steps.map(|(x, y)| {
            here = (here.0 + x.unwrap_or(0), here.1 + y.unwrap_or(0));
            (here.0 as f64 / 1000.0, here.1 as f64 / 1000.0)
        });
        points.collect()
    };
    include_str!("../../../assets/map/land.txt").lines().map(ring).collect()
});

/// Degrees of sea and land around the outermost regencies.
const AROUND: f64 = 0.7;
/// The country from Sabang to Merauke and from Miangas to Rote: west, south, east, north.
const COUNTRY: [f64; 4] = [94.5, -11.6, 141.5, 6.6];

/// What of the world is drawn, and how large; lengths in millimetres or points of the screen.
#[derive(Clone, Copy, Debug)]
pub struct MapView {
    west: f64,
    north: f64,
    scale: f64,
    pub width: f64,
    pub height: f64,
}

impl MapView {
    /// The whole country.
    pub fn country(width: f64) -> Self {
        let [west, south, east, north] = COUNTRY;
        Self::new(COUNTRY, width, width * (north - south) / (east - west))
    }

    /// All of some places, as high as they need within some heights; `None` where there is no place.
    pub fn around(places: &[Point], width: f64, heights: RangeInclusive<f64>) -> Option<Self> {
        let bound = |pick: fn(&Point) -> f64| {
            let all = || places.iter().map(pick);
            Some((all().min_by(f64::total_cmp)? - AROUND, all().max_by(f64::total_cmp)? + AROUND))
        };
        let ((west, east), (south, north)) = (bound(|place| place.0)?, bound(|place| place.1)?);
        let height = (width * (north - south) / (east - west)).clamp(*heights.start(), *heights.end());
        Some(Self::new([west, south, east, north], width, height))
    }

    /// All of a box of degrees, with what lies beside it where the shapes differ.
    fn new([west, south, east, north]: [f64; 4], width: f64, height: f64) -> Self {
        let scale = (width / (east - west)).min(height / (north - south));
        let (middle_x, middle_y) = ((west + east) / 2.0, (south + north) / 2.0);
        Self { west: middle_x - width / scale / 2.0, north: middle_y + height / scale / 2.0, scale, width, height }
    }

    /// Where a place is drawn, from the upper left corner.
    pub fn place(&self, (x, y): Point) -> Point {
        ((x - self.west) * self.scale, (self.north - y) * self.scale)
    }

    /// The coasts that are seen, whole.
    pub fn rings(&self) -> Vec<Vec<Point>> {
        let placed = LAND.iter().map(|ring| ring.iter().map(|point| self.place(*point)).collect());
        let is_seen = |ring: &Vec<Point>| {
            ring.iter().any(|(x, _)| *x >= 0.0)
                && ring.iter().any(|(x, _)| *x <= self.width)
                && ring.iter().any(|(_, y)| *y >= 0.0)
                && ring.iter().any(|(_, y)| *y <= self.height)
        };
        placed.filter(is_seen).collect()
    }

    /// Moves dots that would hide each other so far apart, and all of them onto the map.
    pub fn spread(&self, dots: &mut [Point], apart: f64) {
        let edge = (apart / 2.0).min(self.width / 2.0).min(self.height / 2.0);
        for _ in 0..40 {
            for at in 1..dots.len() {
                let (before, after) = dots.split_at_mut(at);
                let Some(dot) = after.first_mut() else { continue };
                for other in before {
                    let (dx, dy) = (dot.0 - other.0, dot.1 - other.1);
                    let far = dx.hypot(dy);
                    if far >= apart {
                        continue;
                    }
                    let (ux, uy) = if far > 0.01 { (dx / far, dy / far) } else { (1.0, 0.0) };
                    let push = (apart - far) / 2.0;
                    *dot = (dot.0 + ux * push, dot.1 + uy * push);
                    *other = (other.0 - ux * push, other.1 - uy * push);
                }
            }
            for (x, y) in &mut *dots {
                *x = x.clamp(edge, self.width - edge);
                *y = y.clamp(edge, self.height - edge);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RegionCode, region_centre, region_centres};

    #[test]
    fn every_centre_point_lies_on_the_map_and_samarinda_on_land() {
        let view = MapView::country(182.0);
        let mut count = 0;
        for point in region_centres(&RegionCode::default()) {
            let (x, y) = view.place(point);
            assert!((0.0..=view.width).contains(&x) && (0.0..=view.height).contains(&y), "{point:?}");
            count += 1;
        }
        assert_eq!(count, 514);
        let samarinda = region_centre(&"64.72".into()).unwrap();
        // Even-odd: a ray to the east crosses the coasts an odd number of times.
        let crossings =
            LAND.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1))).filter(|(one, two)| {
                (one.1 > samarinda.1) != (two.1 > samarinda.1)
                    && samarinda.0 < (two.0 - one.0) * (samarinda.1 - one.1) / (two.1 - one.1) + one.0
            });
        assert_eq!(crossings.count() % 2, 1);
    }

    #[test]
    fn dots_that_lie_together_are_moved_apart() {
        let mut dots = [(50.0, 50.0); 3];
        MapView::country(182.0).spread(&mut dots, 5.2);
        for (at, dot) in dots.iter().enumerate() {
            for other in dots.iter().skip(at + 1) {
                assert!((dot.0 - other.0).hypot(dot.1 - other.1) > 4.7, "{dots:?}");
            }
        }
    }
}
