//! Rasterises an SVG logo when it is added, so that every place that shows pictures has pixels.
//!
//! A drawing of a few hundred bytes can ask for hours of work, and a thread cannot be killed: what it would cost is added up
//! before anything is painted.

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use resvg::usvg::{ImageKind, roxmltree};
use resvg::{tiny_skia, usvg};

use crate::model::PhotoFault;
use crate::store::images::decode::{Refused, decode};
use crate::store::images::svg_cost::{Cost, refuse_endless, too_much};
use crate::store::images::thumbnails::resize;

/// Sharp on an A4 cover at 300 dpi, and small on disk.
const LONG_SIDE_PX: f32 = 1_600.0;
/// No hand-drawn logo is larger.
const CAP_BYTES: usize = 4 << 20;
/// Pictures inside a drawing.
const MOST_PICTURES: usize = 16;

/// An SVG as RGBA, at most 1600 px on the long side. Nothing outside of the file is read: linked pictures are left out.
///
/// # Errors
/// It cannot be read, is too large, costs too much, or has text (which needs fonts that are not here) instead of outlines.
pub(in crate::store) fn rasterise(svg: &[u8]) -> Result<image::RgbaImage, Refused> {
    if svg.len() > CAP_BYTES {
        return Err(Refused::Fault(PhotoFault::TooLarge { width: 0, height: 0, bytes: svg.len() as u64 }));
    }
    if memchr::memmem::find(svg, b"<text").is_some() {
        return Err(Refused::unreadable("SVG: <text>; ubah huruf menjadi kurva / convert text to outlines"));
    }
    let text = std::str::from_utf8(svg).map_err(Refused::unreadable)?;
    let xml = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, xml).map_err(Refused::unreadable)?;
    refuse_endless(&document)?;
    let pictures = AtomicUsize::new(0);
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options.image_href_resolver.resolve_data = Box::new(|_, data, _| {
        (pictures.fetch_add(1, Ordering::Relaxed) < MOST_PICTURES).then(|| inside(&data)).flatten()
    });
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(Refused::unreadable)?;
    drop(options);
    if pictures.into_inner() > MOST_PICTURES {
        return Err(too_much());
    }
    let size = tree.size();
    let scale = LONG_SIDE_PX / size.width().max(size.height()).max(1.0);
    let side = |length: f32| (length * scale).ceil().clamp(1.0, LONG_SIDE_PX) as u32;
    let (width, height) = (side(size.width()), side(size.height()));
    Cost::new(f64::from(scale), f64::from(width) * f64::from(height)).add(tree.root())?;
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

/// A picture inside a drawing, decoded under the caps of any other and no larger than the drawing; `None` leaves it out.
fn inside(data: &[u8]) -> Option<ImageKind> {
    let image = decode(data).ok()?.image;
    let scale = f64::from(LONG_SIDE_PX) / f64::from(image.width().max(image.height()));
    let image = if scale < 1.0 { resize(&image, scale).ok()? } else { image };
    let mut png = Vec::new();
    image.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).ok()?;
    Some(ImageKind::PNG(Arc::new(png)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inner: &str) -> Result<image::RgbaImage, Refused> {
        let link = "xmlns:xlink='http://www.w3.org/1999/xlink'";
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' {link} width='200' height='100'>{inner}</svg>");
        let started = std::time::Instant::now();
        let drawn = rasterise(svg.as_bytes());
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
        drawn
    }

    #[test]
    fn what_real_logos_use_is_drawn() {
        let shadow = "<filter id='f'><feGaussianBlur in='SourceAlpha' stdDeviation='3'/><feOffset dx='2' dy='2'/>\
            <feMerge><feMergeNode/><feMergeNode in='SourceGraphic'/></feMerge></filter>";
        let circle = "<circle cx='50' cy='50' r='40' fill='#0f6b4f'";
        assert!(drawn(&format!("{shadow}{circle} filter='url(#f)'/>")).is_ok());
        let pattern =
            "<pattern id='p' width='8' height='8' patternUnits='userSpaceOnUse'><path d='M0 0h4v4z'/></pattern>";
        assert!(drawn(&format!("{pattern}<rect width='200' height='100' fill='url(#p)'/>")).is_ok());
        assert!(drawn(&format!("{circle} stroke='#000' stroke-dasharray='4 2'/>").repeat(50)).is_ok());
        assert!(drawn(&format!("<g opacity='.5'>{circle}/></g>").repeat(30)).is_ok());
    }

    #[test]
    fn a_picture_inside_is_drawn_and_a_bomb_is_left_out() {
        let mut png = Vec::new();
        let red = image::RgbImage::from_pixel(4, 4, image::Rgb([255, 0, 0]));
        red.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        let put = |png: &[u8]| {
            format!("<image width='200' height='100' xlink:href='data:image/png;base64,{}'/>", base64(png))
        };
        assert_eq!(drawn(&put(&png)).unwrap().get_pixel(800, 400).0, [255, 0, 0, 255]);
        // Said to be 65,500 pixels each way.
        let mut bomb = png.clone();
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xdc, 0, 0, 0xff, 0xdc]);
        assert_eq!(drawn(&put(&bomb)).unwrap().get_pixel(800, 400).0[3], 0);
        assert!(drawn(&put(&png).repeat(MOST_PICTURES + 1)).is_err());
    }

    #[test]
    fn what_would_take_hours_or_gigabytes_is_refused() {
        let rect = "<rect width='200' height='100'";
        for filter in [
            "<feTurbulence numOctaves='1000000'/>",
            "<feMorphology operator='dilate' radius='9999'/>",
            "<feConvolveMatrix order='3' kernelMatrix='1 1 1 1 1 1 1 1 1'/>",
        ] {
            assert!(drawn(&format!("<filter id='f'>{filter}</filter>{rect} filter='url(#f)'/>")).is_err(), "{filter}");
        }
        let far = "<filter id='f' x='-99999' y='-99999' width='199999' height='199999'><feGaussianBlur stdDeviation='9'/></filter>";
        assert!(drawn(&format!("{far}{rect} filter='url(#f)'/>")).is_err());
        let nested = format!("{}{rect}/>{}", "<g opacity='.9'>".repeat(300), "</g>".repeat(300));
        assert!(drawn(&nested).is_err());
        let many = format!("{rect} fill-opacity='.5'/>").repeat(20_000);
        assert!(drawn(&many).is_err());
        // Each pattern is painted with ten of the one before.
        let mut patterns = String::new();
        for at in 1..12 {
            let fill = format!("{rect} fill='url(#p{})'/>", at - 1).repeat(10);
            patterns += &format!("<pattern id='p{at}' width='1' height='1'>{fill}</pattern>");
        }
        assert!(
            drawn(&format!(
                "<pattern id='p0' width='1' height='1'>{rect}/></pattern>{patterns}{rect} fill='url(#p11)'/>"
            ))
            .is_err()
        );
    }

    fn base64(bytes: &[u8]) -> String {
        const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let group = |three: &[u8]| {
            let number = three.iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
            let signs = (0..4).map(|at| char::from(SIGNS[(number >> (18 - 6 * at)) as usize & 63]));
            signs.enumerate().map(|(at, sign)| if at > three.len() { '=' } else { sign }).collect::<String>()
        };
        bytes.chunks(3).map(group).collect()
    }
}
