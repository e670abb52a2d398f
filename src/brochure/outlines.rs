//! Sets closed outlines as one shape: codes and coasts in the ink of the press.
//!
//! In a template each point of a curve is an element of its own, which takes ten times the time and the memory of the shape
//! they make; an SVG is quick, but knows no process colours.

use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{Bytes, Content, NativeElement as _, Packed, Resolve as _, StyleChain, elem, func};
use typst::introspection::Locator;
use typst::layout::{Abs, BlockElem, Frame, FrameItem, GroupItem, Length, Point, Region, Size};
use typst::syntax::Span;
use typst::visualize::{Color, Curve, FillRule, FixedStroke, Geometry, Paint, Shape, Stroke};

/// Packs loops for the function of the templates: each a list of corners, of which `steps` make a unit. What one goes round
/// the other way is a hole. They are little-endian doubles, since a brochure has a code for each product: `steps`, then of
/// each loop the number of its corners and their places.
pub(super) fn packed(steps: f64, loops: &[Vec<(f64, f64)>]) -> Vec<u8> {
    let mut doubles = vec![steps];
    for points in loops {
        doubles.push(points.len() as f64);
        doubles.extend(points.iter().flat_map(|(x, y)| [x, y]));
    }
    doubles.into_iter().flat_map(f64::to_le_bytes).collect()
}

type Loops = Vec<Vec<(f64, f64)>>;

/// What was packed; `None` where it was something else.
fn unpacked(bytes: &[u8]) -> Option<(f64, Loops)> {
    let (doubles, []) = bytes.as_chunks::<8>() else { return None };
    let mut doubles = doubles.iter().map(|bytes| f64::from_le_bytes(*bytes));
    let steps = doubles.next()?;
    let mut loops = Vec::new();
    while let Some(count) = doubles.next() {
        let corner = |_| Some((doubles.next()?, doubles.next()?));
        loops.push((0..count as usize).map(corner).collect::<Option<_>>()?);
    }
    Some((steps, loops))
}

/// One shape of closed outlines, from the upper left corner of where it stands.
#[func]
pub(super) fn outlines(
    /// The packed loops.
    loops: Bytes,
    /// How long a unit is.
    unit: Length,
    /// The colour inside.
    fill: Color,
    /// The line along the outlines.
    #[named]
    stroke: Option<Option<Stroke>>,
) -> Content {
    let shape = OutlinesElem::new(loops, unit, fill, stroke.flatten());
    BlockElem::single_layouter(Packed::new(shape), layout).pack()
}

/// What is laid out.
#[elem]
struct OutlinesElem {
    /// The packed loops.
    #[required]
    loops: Bytes,
    /// How long a unit is.
    #[required]
    unit: Length,
    /// The colour inside.
    #[required]
    fill: Color,
    /// The line along the outlines.
    #[required]
    stroke: Option<Stroke>,
}

fn layout(
    shape: &Packed<OutlinesElem>,
    _: &mut Engine,
    _: Locator,
    styles: StyleChain,
    _: Region,
) -> SourceResult<Frame> {
    let stroke = shape.stroke.clone().map(|stroke| stroke.resolve(styles).unwrap_or_default());
    match drawn(&shape.loops, shape.unit.resolve(styles), &shape.fill, &stroke) {
        Some(frame) => Ok(frame),
        None => bail!(shape.span(), "the outlines are not what the program packs"),
    }
}

/// The shape itself.
#[comemo::memoize]
fn drawn(loops: &Bytes, unit: Abs, fill: &Color, stroke: &Option<FixedStroke>) -> Option<Frame> {
    let (steps, loops) = unpacked(loops)?;
    let at = |(x, y): (f64, f64)| Point::new(unit * (x / steps), unit * (y / steps));
    let size = loops.iter().flatten().copied().map(at).fold(Size::zero(), |most, point| most.max(point.to_size()));
    let mut curve = Curve(Vec::with_capacity(loops.iter().map(|points| points.len() + 1).sum()));
    for points in loops {
        let mut points = points.into_iter().map(at);
        let Some(start) = points.next() else { continue };
        curve.move_(start);
        points.for_each(|point| curve.line(point));
        curve.close();
    }
    let (fill, stroke) = (Some(Paint::Solid(fill.clone())), stroke.clone());
    let shape = Shape { geometry: Geometry::Curve(curve), fill, fill_rule: FillRule::NonZero, stroke };
    Some(grouped(size, [shape]))
}

/// A frame of shapes that all places share as a group. A block is measured before it is set, and set inside others: a frame
/// with few items would be copied into each.
pub(super) fn grouped(size: Size, shapes: impl IntoIterator<Item = Shape>) -> Frame {
    let mut inner = Frame::hard(size);
    for shape in shapes {
        inner.push(Point::zero(), FrameItem::Shape(shape, Span::detached()));
    }
    let mut frame = Frame::soft(size);
    frame.push(Point::zero(), FrameItem::Group(GroupItem::new(inner)));
    frame
}
