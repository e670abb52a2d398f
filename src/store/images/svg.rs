//! Rasterises an SVG logo when it is added, so that every place that shows pictures has pixels.

use resvg::{tiny_skia, usvg};

use crate::model::PhotoFault;
use crate::store::images::decode::Refused;

/// Sharp on an A4 cover at 300 dpi, and small on disk.
const LONG_SIDE_PX: f32 = 1_600.0;
/// No hand-drawn logo is larger.
const CAP_BYTES: usize = 4 << 20;

/// An SVG as RGBA, at most 1600 px on the long side. Nothing outside of the file is read: linked pictures are left out.
///
/// # Errors
/// It cannot be read, is too large, or has text (which needs fonts that are not here) instead of outlines.
pub(in crate::store) fn rasterise(svg: &[u8]) -> Result<image::RgbaImage, Refused> {
    if svg.len() > CAP_BYTES {
        return Err(Refused::Fault(PhotoFault::TooLarge { width: 0, height: 0, bytes: svg.len() as u64 }));
    }
    if memchr::memmem::find(svg, b"<text").is_some() {
        return Err(Refused::unreadable("SVG: <text>; ubah huruf menjadi kurva / convert text to outlines"));
    }
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_data(svg, &options).map_err(Refused::unreadable)?;
    let size = tree.size();
    let scale = LONG_SIDE_PX / size.width().max(size.height()).max(1.0);
    let side = |length: f32| (length * scale).ceil().clamp(1.0, LONG_SIDE_PX) as u32;
    let (width, height) = (side(size.width()), side(size.height()));
    let mut pixels =
        tiny_skia::Pixmap::new(width, height).ok_or_else(|| Refused::unreadable(format!("{width} × {height}")))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let rgba = pixels.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    image::RgbaImage::from_raw(width, height, rgba.collect())
        .ok_or_else(|| Refused::unreadable(format!("{width} × {height}")))
}
