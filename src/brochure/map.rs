//! Maps of coasts with a dot for each regency that has products. Dots, not areas: the data has coasts only.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::compose::Composer;
use super::content::{MapDot, MapName, RegionMap};
use super::plan::ChapterPlan;
use crate::model::{Quality, region_centre, region_centres, region_name};
use crate::say;

/// Longitude and latitude, in degrees.
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
    include_str!("../../assets/map/land.txt").lines().map(ring).collect()
});

/// Degrees of sea and land around the outermost regencies of a province.
const AROUND: f64 = 0.7;
/// The country from Sabang to Merauke and from Miangas to Rote.
const COUNTRY: [f64; 4] = [94.5, -11.6, 141.5, 6.6];
/// Two dots stand at least this far apart, in mm, so that both numbers can be read.
const APART_MM: f64 = 5.2;

/// What of the world is drawn, and how large.
struct MapView {
    west: f64,
    north: f64,
    mm_a_degree: f64,
    width: f64,
    height: f64,
}

impl MapView {
    /// All of a box of degrees in a box of mm, with what lies beside it where the shapes differ.
    fn new([west, south, east, north]: [f64; 4], width: f64, height: f64) -> Self {
        let mm_a_degree = (width / (east - west)).min(height / (north - south));
        let (middle_x, middle_y) = ((west + east) / 2.0, (south + north) / 2.0);
        Self {
            west: middle_x - width / mm_a_degree / 2.0,
            north: middle_y + height / mm_a_degree / 2.0,
            mm_a_degree,
            width,
            height,
        }
    }

    fn place(&self, (x, y): Point) -> (f64, f64) {
        ((x - self.west) * self.mm_a_degree, (self.north - y) * self.mm_a_degree)
    }

    /// The coasts that are seen, in mm.
    fn rings(&self) -> Vec<Vec<(f64, f64)>> {
        let placed = LAND.iter().map(|ring| ring.iter().map(|point| self.place(*point)).collect());
        let is_seen = |ring: &Vec<(f64, f64)>| {
            ring.iter().any(|(x, _)| *x >= 0.0)
                && ring.iter().any(|(x, _)| *x <= self.width)
                && ring.iter().any(|(_, y)| *y >= 0.0)
                && ring.iter().any(|(_, y)| *y <= self.height)
        };
        placed.filter(is_seen).collect()
    }

    /// Sea and land as an SVG, in mm.
    fn svg(&self, is_plain: bool) -> String {
        let (width, height) = (self.width, self.height);
        let (sea, land) = if is_plain { ("#ffffff", "#ffffff") } else { ("#eaf1f2", "#e6dfc8") };
        let mut path = String::new();
        for ring in self.rings() {
            for (at, (x, y)) in ring.iter().enumerate() {
                let _ = write!(path, "{}{x:.2} {y:.2}", if at == 0 { "M" } else { "L" });
            }
            path.push('z');
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
             <path fill=\"{sea}\" d=\"M0 0h{width}v{height}h-{width}z\"/>\
             <path fill=\"{land}\" stroke=\"#8f8873\" stroke-width=\".25\" d=\"{path}\"/></svg>"
        )
    }
}

/// Moves dots that would hide each other apart.
fn spread(dots: &mut [MapDot], view: &MapView) {
    for _ in 0..40 {
        for at in 1..dots.len() {
            let (before, after) = dots.split_at_mut(at);
            let Some(dot) = after.first_mut() else { continue };
            for other in before {
                let (dx, dy) = (dot.x - other.x, dot.y - other.y);
                let far = dx.hypot(dy);
                if far >= APART_MM {
                    continue;
                }
                let (ux, uy) = if far > 0.01 { (dx / far, dy / far) } else { (1.0, 0.0) };
                let push = (APART_MM - far) / 2.0;
                (dot.x, dot.y) = (dot.x + ux * push, dot.y + uy * push);
                (other.x, other.y) = (other.x - ux * push, other.y - uy * push);
            }
        }
    }
    let edge = APART_MM / 2.0;
    for dot in dots {
        dot.x = dot.x.clamp(edge, view.width - edge);
        dot.y = dot.y.clamp(edge, view.height - edge);
    }
}

impl Composer<'_> {
    /// A press gets the coasts as curves of its own ink.
    fn press_rings(&self, view: &MapView) -> Vec<Vec<(f64, f64)>> {
        if self.request.settings.quality == Quality::Press { view.rings() } else { Vec::new() }
    }

    /// The coast around a province, with a numbered dot for each of its regencies in this catalogue.
    pub(super) fn province_map(&mut self, chapter: &ChapterPlan) -> Option<RegionMap> {
        let regencies = chapter.entries.iter().filter(|entry| entry.region.depth() >= 2);
        let province = regencies.clone().next()?.region.cut(1);
        let points: Vec<Point> = region_centres(&province).collect();
        let bound = |pick: fn(&Point) -> f64| {
            let all = || points.iter().map(pick);
            Some((all().min_by(f64::total_cmp)? - AROUND, all().max_by(f64::total_cmp)? + AROUND))
        };
        let ((west, east), (south, north)) = (bound(|point| point.0)?, bound(|point| point.1)?);
        let width = self.page.text_width;
        let height = (width * (north - south) / (east - west)).clamp(width * 0.4, width * 0.66);
        let view = MapView::new([west, south, east, north], width, height);
        let mut dots = Vec::new();
        for (entry, number) in regencies.zip(1..) {
            if let Some(centre) = region_centre(&entry.region) {
                let (x, y) = view.place(centre);
                dots.push(MapDot { x, y, number, key: entry.key.clone() });
            }
        }
        spread(&mut dots, &view);
        let name = region_name(&province, self.lang);
        let count = dots.len();
        let alt = say!(
            self.lang,
            "Peta garis pantai {name} dengan {count} daerah asal produk",
            "Map of the coast of {name} with {count} areas that products come from"
        );
        let path = self.drawing(view.svg(self.request.settings.ink_saving));
        let rings = self.press_rings(&view);
        Some(RegionMap { path, alt, width, height, rings, dots, names: Vec::new() })
    }

    /// The whole country, with a dot for each regency in this catalogue and the names of their provinces: for readers abroad.
    pub(super) fn country_map(&mut self, chapters: &[ChapterPlan]) -> Option<RegionMap> {
        let width = self.page.text_width;
        let view = MapView::new(COUNTRY, width, width * (COUNTRY[3] - COUNTRY[1]) / (COUNTRY[2] - COUNTRY[0]));
        let (mut dots, mut names) = (Vec::new(), Vec::new());
        for chapter in chapters {
            let regions = chapter.entries.iter().filter(|entry| entry.region.depth() >= 2).map(|entry| &entry.region);
            let placed: Vec<(f64, f64)> = regions.clone().filter_map(region_centre).map(|at| view.place(at)).collect();
            let (left, top) = placed.iter().fold((width, view.height), |(x, y), at| (x.min(at.0), y.min(at.1)));
            if let Some(region) = regions.clone().next() {
                // Above its dots, on the sea or on empty land.
                let text = region_name(&region.cut(1), self.lang);
                names.push(MapName { x: left, y: (top - 4.5).max(0.5), text });
            }
            dots.extend(placed.into_iter().map(|(x, y)| MapDot { x, y, ..MapDot::default() }));
        }
        if dots.is_empty() {
            return None;
        }
        let alt = self.lang.pick(
            "Peta Indonesia dengan daerah asal produk",
            "Map of Indonesia with the areas that products come from",
        );
        let path = self.drawing(view.svg(self.request.settings.ink_saving));
        let rings = self.press_rings(&view);
        Some(RegionMap { path, alt: alt.to_owned(), width, height: view.height, rings, dots, names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RegionCode;

    #[test]
    fn every_centre_point_lies_on_the_map_and_samarinda_on_land() {
        let view = MapView::new(COUNTRY, 182.0, 70.0);
        let mut count = 0;
        for point in region_centres(&RegionCode::default()) {
            let (x, y) = view.place(point);
            assert!((0.0..=182.0).contains(&x) && (0.0..=70.0).contains(&y), "{point:?}");
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
        let view = MapView::new(COUNTRY, 182.0, 70.0);
        let mut dots = vec![MapDot { x: 50.0, y: 50.0, ..MapDot::default() }; 3];
        spread(&mut dots, &view);
        for (at, dot) in dots.iter().enumerate() {
            for other in dots.iter().skip(at + 1) {
                assert!((dot.x - other.x).hypot(dot.y - other.y) > APART_MM - 0.5, "{dots:?}");
            }
        }
    }
}
