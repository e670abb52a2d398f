//! Which part of a picture a frame shows, and which picture files a catalogue names.

use std::collections::BTreeSet;

use crate::model::record::catalog::Catalog;

use crate::model::record::{Crop, Focus, Photo};

/// A part of a picture: left, top, width and height, each a part of the whole from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PicturePart {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Crop {
    pub const WHOLE: Crop = Crop { left: 0, top: 0, right: 1000, bottom: 1000, focus: None };

    /// The part inside the frame; the whole picture where the edges leave nothing.
    pub fn part(self) -> PicturePart {
        let at = |edge: u16| f64::from(edge.min(1000)) / 1000.0;
        let (left, top) = (at(self.left), at(self.top));
        let (width, height) = (at(self.right) - left, at(self.bottom) - top);
        if width > 0.0 && height > 0.0 {
            PicturePart { left, top, width, height }
        } else {
            PicturePart { left: 0.0, top: 0.0, width: 1.0, height: 1.0 }
        }
    }

    /// The focus point as a part of what is inside the frame, its middle where none was set.
    pub fn focus_inside(self) -> (f64, f64) {
        let Some(Focus { x, y }) = self.focus else {
            return (0.5, 0.5);
        };
        let part = self.part();
        let inside = |at: u16, from: f64, length: f64| ((f64::from(at) / 1000.0 - from) / length).clamp(0.0, 1.0);
        (inside(x, part.left, part.width), inside(y, part.top, part.height))
    }

    /// The same edges without a focus point: what a cut copy of the picture depends on.
    pub fn edges_only(self) -> Option<Crop> {
        let edges = Crop { focus: None, ..self };
        (edges != Crop::WHOLE).then_some(edges)
    }

    /// `None` where this shows the whole picture and steers nothing: that is not stored.
    pub fn unless_whole(self) -> Option<Crop> {
        (self != Crop::WHOLE).then_some(self)
    }
}

/// The part of a picture that fills a frame of `frame` (width by height) without stretching and as close around `focus`
/// (0 to 1 each) as the picture's edges allow.
pub fn cover(picture: (f64, f64), frame: (f64, f64), focus: (f64, f64)) -> PicturePart {
    let (picture, frame) = ((picture.0.max(1e-6), picture.1.max(1e-6)), (frame.0.max(1e-6), frame.1.max(1e-6)));
    let scale = f64::max(frame.0 / picture.0, frame.1 / picture.1);
    let width = (frame.0 / (picture.0 * scale)).min(1.0);
    let height = (frame.1 / (picture.1 * scale)).min(1.0);
    let from = |focus: f64, length: f64| (focus - length / 2.0).clamp(0.0, 1.0 - length);
    PicturePart { left: from(focus.0, width), top: from(focus.1, height), width, height }
}

impl Catalog {
    /// The files of all pictures that the catalogue names, each once.
    pub fn photo_files(&self) -> BTreeSet<String> {
        let foreword = self.info.foreword.as_ref().and_then(|foreword| foreword.photo.as_ref());
        let products = self.products.values().flat_map(|product| &product.photos);
        products.chain(self.info.logos.iter()).chain(foreword).map(|photo: &Photo| photo.file.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_follows_the_focus_to_the_edges_and_no_further() {
        let wide = |x: f64| cover((2.0, 1.0), (1.0, 1.0), (x, 0.9));
        assert_eq!(wide(0.5), PicturePart { left: 0.25, top: 0.0, width: 0.5, height: 1.0 });
        assert_eq!(wide(0.0).left, 0.0);
        assert_eq!(wide(0.4).left, 0.15000000000000002);
        assert_eq!(wide(1.0).left, 0.5);
        let same = cover((4.0, 3.0), (8.0, 6.0), (0.9, 0.1));
        assert_eq!(same, PicturePart { left: 0.0, top: 0.0, width: 1.0, height: 1.0 });
    }

    #[test]
    fn the_focus_is_told_inside_the_crop_and_nonsense_is_the_whole_picture() {
        let crop = Crop { left: 500, top: 0, right: 1000, bottom: 500, focus: Some(Focus { x: 750, y: 0 }) };
        assert_eq!(crop.focus_inside(), (0.5, 0.0));
        let outside = Crop { focus: Some(Focus { x: 100, y: 900 }), ..crop };
        assert_eq!(outside.focus_inside(), (0.0, 1.0));
        let nonsense = Crop { left: 900, top: 7, right: 100, bottom: 60_000, focus: None };
        assert_eq!(nonsense.part(), Crop::WHOLE.part());
        assert_eq!(Crop { focus: Some(Focus { x: 1, y: 2 }), ..Crop::WHOLE }.edges_only(), None);
    }
}
