//! Draws the ornament of covers and plates in the ink of a press, as two shapes.
//!
//! It is kawung: four leaves round a point, the oldest of the geometric batik patterns. A cover has hundreds of leaves, each of
//! which would be an element of its own in a template.

use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Content, NativeElement as _, Packed, Resolve as _, StyleChain, elem, func};
use typst::introspection::Locator;
use typst::layout::{Abs, BlockElem, Frame, Length, Point, Region, Size};
use typst::visualize::{Color, Curve, FillRule, FixedStroke, Geometry, Paint, Shape};

use super::outlines::grouped;

/// How wide and long a leaf is, half of it each, and how far its middle lies from the point, in sides of a tile.
const LEAF: (f64, f64) = (0.2, 0.33);
const MIDDLE: f64 = 0.345;
const DOT: f64 = 0.045;
/// Controls of the cubic curve that is nearest to a quarter of a circle, in radii.
const QUARTER: f64 = 0.552_284_749_8;

/// Tiles of the ornament, from the upper left corner of the first one; leaves reach a little over their tile.
#[func]
pub(super) fn kawung(
    /// The colour of lines and points.
    colour: Color,
    /// Tiles side by side.
    columns: u32,
    /// Tiles one below the other.
    rows: u32,
    /// The side of a tile.
    side: Length,
) -> Content {
    BlockElem::single_layouter(Packed::new(KawungElem::new(colour, columns, rows, side)), layout).pack()
}

/// What is laid out.
#[elem]
struct KawungElem {
    /// The colour of lines and points.
    #[required]
    colour: Color,
    /// Tiles side by side.
    #[required]
    columns: u32,
    /// Tiles one below the other.
    #[required]
    rows: u32,
    /// The side of a tile.
    #[required]
    side: Length,
}

fn layout(
    tiles: &Packed<KawungElem>,
    _: &mut Engine,
    _: Locator,
    styles: StyleChain,
    _: Region,
) -> SourceResult<Frame> {
    Ok(drawn(&tiles.colour, tiles.columns, tiles.rows, tiles.side.resolve(styles)))
}

/// The two shapes.
#[comemo::memoize]
fn drawn(colour: &Color, columns: u32, rows: u32, side: Abs) -> Frame {
    let size = Size::new(side * f64::from(columns), side * f64::from(rows));
    let (mut leaves, mut dots) = (Curve::new(), Curve::new());
    for row in 0..rows {
        for column in 0..columns {
            let middle = (f64::from(column) + 0.5, f64::from(row) + 0.5);
            for turn in [45.0_f64, 135.0, 225.0, 315.0] {
                let turn = turn.to_radians();
                let (x, y) = middle;
                add_ellipse(&mut leaves, (x + MIDDLE * turn.sin(), y - MIDDLE * turn.cos()), LEAF, turn, side);
            }
            add_ellipse(&mut dots, middle, (DOT, DOT), 0.0, side);
        }
    }
    let paint = Paint::Solid(colour.clone());
    let stroke = FixedStroke { paint: paint.clone(), thickness: Abs::pt(0.55), ..FixedStroke::default() };
    let shape =
        |curve, fill, stroke| Shape { geometry: Geometry::Curve(curve), fill, fill_rule: FillRule::NonZero, stroke };
    grouped(size, [shape(leaves, None, Some(stroke)), shape(dots, Some(paint), None)])
}

/// An ellipse around a point, with its radii across and along, turned clockwise.
fn add_ellipse(curve: &mut Curve, middle: (f64, f64), radii: (f64, f64), turn: f64, side: Abs) {
    let (sin, cos) = turn.sin_cos();
    let at = |x: f64, y: f64| {
        let (x, y) = (x * radii.0, y * radii.1);
        Point::new(side * (middle.0 + x * cos - y * sin), side * (middle.1 + x * sin + y * cos))
    };
    let q = QUARTER;
    curve.move_(at(-1.0, 0.0));
    curve.cubic(at(-1.0, -q), at(-q, -1.0), at(0.0, -1.0));
    curve.cubic(at(q, -1.0), at(1.0, -q), at(1.0, 0.0));
    curve.cubic(at(1.0, q), at(q, 1.0), at(0.0, 1.0));
    curve.cubic(at(-q, 1.0), at(-1.0, q), at(-1.0, 0.0));
    curve.close();
}
