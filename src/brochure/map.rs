//! Maps of coasts with a dot for each regency that has products. Dots, not areas: the data has coasts only.

use std::fmt::Write as _;

use super::compose::Composer;
use super::content::{MapDot, MapName, RegionMap};
use super::outlines;
use super::plan::ChapterPlan;
use crate::model::{MapView, PrintLang, Quality, region_centre, region_centres, region_name};
use crate::say;

/// Two dots stand at least this far apart, in mm, so that both numbers can be read.
const APART_MM: f64 = 5.2;

/// Sea and land as an SVG, in mm.
fn svg(view: &MapView, is_plain: bool) -> String {
    let (width, height) = (view.width, view.height);
    let (sea, land) = if is_plain { ("#ffffff", "#ffffff") } else { ("#eaf1f2", "#e6dfc8") };
    let mut path = String::new();
    for ring in view.rings() {
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

impl Composer<'_> {
    /// Draws the coasts; a press sets them in its own ink.
    fn coasts(&mut self, view: &MapView) -> String {
        let is_press = self.request.settings.quality == Quality::Press;
        let is_plain = self.request.settings.ink_saving;
        self.drawing(if is_press { outlines::packed(1.0, &view.rings()) } else { svg(view, is_plain).into_bytes() })
    }

    /// The coast around a province, with a numbered dot for each of its regencies in this catalogue.
    pub(super) fn province_map(&mut self, chapter: &ChapterPlan) -> Option<RegionMap> {
        let regencies = chapter.entries.iter().filter(|entry| entry.region.depth() >= 2);
        let province = regencies.clone().next()?.region.cut(1);
        let points: Vec<(f64, f64)> = region_centres(&province).collect();
        let width = self.page.text_width;
        // On a small page the names below, in two languages, need the room.
        let is_crowded = self.request.settings.lang == PrintLang::Both && self.page.width < 160.0;
        let view = MapView::around(&points, width, width * 0.4..=width * if is_crowded { 0.44 } else { 0.66 })?;
        let placed = regencies.zip(1..).filter_map(|(entry, number)| {
            Some((
                view.place(region_centre(&entry.region)?),
                MapDot { number, key: entry.key.clone(), ..MapDot::default() },
            ))
        });
        let (mut at, mut dots): (Vec<(f64, f64)>, Vec<MapDot>) = placed.unzip();
        view.spread(&mut at, APART_MM);
        for (dot, (x, y)) in dots.iter_mut().zip(at) {
            (dot.x, dot.y) = (x, y);
        }
        let name = region_name(&province, self.lang);
        let count = dots.len();
        let alt = say!(
            self.lang,
            "Peta garis pantai {name} dengan {count} daerah asal produk",
            "Map of the coast of {name} with {count} areas that products come from"
        );
        let path = self.coasts(&view);
        Some(RegionMap { path, alt, width, height: view.height, dots, names: Vec::new() })
    }

    /// The whole country, with a dot for each regency in this catalogue and the names of their provinces: for readers abroad.
    pub(super) fn country_map(&mut self, chapters: &[ChapterPlan]) -> Option<RegionMap> {
        let width = self.page.text_width;
        let view = MapView::country(width);
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
        let path = self.coasts(&view);
        Some(RegionMap { path, alt: alt.to_owned(), width, height: view.height, dots, names })
    }
}
