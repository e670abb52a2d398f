//! Makes `assets/map/land.txt` from `land-10m.json` of the npm package `world-atlas` (see README.md there).
//!
//! `cargo run --example map -- <package>/land-10m.json assets/map/land.txt`
//!
//! Each line of the result is one coast as a closed ring: longitude and latitude of its first point in thousandths of a
//! degree, then the steps to the next points. Clipped to Indonesia and its neighbours, and simplified.

use std::error::Error;
use std::fmt::Write as _;
use std::{env, fs};

use serde_json::Value;

type Point = (f64, f64);

/// West, south, east, north.
const CLIP: [f64; 4] = [92.0, -13.0, 144.0, 9.0];
/// How far a simplified coast may leave the true one, in degrees: a third of a millimetre on a province's map.
const TOLERANCE: f64 = 0.012;
/// Islands smaller than this, in square degrees, are left out.
const LEAST_AREA: f64 = 0.000_6;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [source, out] = arguments.as_slice() else {
        return Err("usage: map <land-10m.json> <out.txt>".into());
    };
    let topology: Value = serde_json::from_str(&fs::read_to_string(source)?)?;
    let arcs = arcs(&topology).ok_or("no arcs: not a quantised TopoJSON file")?;
    let polygons = topology.pointer("/objects/land/geometries/0/arcs").and_then(Value::as_array).ok_or("no land")?;
    let mut lines = Vec::new();
    for rings in polygons.iter().filter_map(Value::as_array) {
        for ring in rings.iter().filter_map(Value::as_array) {
            let whole = joined(ring, &arcs).ok_or("a ring names an arc that is not there")?;
            let ring = simplified(&clipped(whole));
            if ring.len() >= 3 && area(&ring) >= LEAST_AREA {
                lines.push(line(&ring));
            }
        }
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
    fs::write(out, lines.join("\n") + "\n")?;
    Ok(())
}

/// The arcs in degrees: each is stored as steps of a grid.
fn arcs(topology: &Value) -> Option<Vec<Vec<Point>>> {
    let pair = |path: &str| {
        let list = topology.pointer(path)?.as_array()?;
        Some((list.first()?.as_f64()?, list.get(1)?.as_f64()?))
    };
    let (scale, translate) = (pair("/transform/scale")?, pair("/transform/translate")?);
    let arc = |steps: &Value| {
        let (mut x, mut y) = (0.0, 0.0);
        let points = steps.as_array()?.iter().map(|step| {
            x += step.get(0)?.as_f64()?;
            y += step.get(1)?.as_f64()?;
            Some((x * scale.0 + translate.0, y * scale.1 + translate.1))
        });
        points.collect()
    };
    topology.get("arcs")?.as_array()?.iter().map(arc).collect()
}

/// A ring from the arcs it names; `!n` is arc n backwards.
fn joined(ring: &[Value], arcs: &[Vec<Point>]) -> Option<Vec<Point>> {
    let mut points = Vec::new();
    for number in ring {
        let number = number.as_i64()?;
        let mut arc = arcs.get(usize::try_from(if number < 0 { !number } else { number }).ok()?)?.clone();
        if number < 0 {
            arc.reverse();
        }
        points.extend(arc);
    }
    points.dedup();
    Some(points)
}

/// What of a ring lies inside [`CLIP`] (Sutherland and Hodgman).
fn clipped(mut ring: Vec<Point>) -> Vec<Point> {
    let [west, south, east, north] = CLIP;
    let edges = [(0, west, 1.0), (0, east, -1.0), (1, south, 1.0), (1, north, -1.0)];
    for (axis, limit, sign) in edges {
        let depth = |point: Point| (if axis == 0 { point.0 } else { point.1 } - limit) * sign;
        let mut kept = Vec::new();
        for (at, end) in ring.iter().enumerate() {
            let Some(start) = ring.get(if at == 0 { ring.len() - 1 } else { at - 1 }) else { continue };
            let (before, here) = (depth(*start), depth(*end));
            if (before < 0.0) != (here < 0.0) {
                let share = before / (before - here);
                kept.push((start.0 + (end.0 - start.0) * share, start.1 + (end.1 - start.1) * share));
            }
            if here >= 0.0 {
                kept.push(*end);
            }
        }
        ring = kept;
    }
    ring
}

/// Fewer points along the same line (Douglas and Peucker).
fn simplified(line: &[Point]) -> Vec<Point> {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return Vec::new() };
    let farthest = line.iter().enumerate().map(|(at, point)| (at, distance(*point, *first, *last)));
    match farthest.max_by(|one, other| one.1.total_cmp(&other.1)) {
        Some((at, far)) if far > TOLERANCE && at > 0 && at + 1 < line.len() => {
            let (before, after) = line.split_at(at);
            let mut whole = simplified(&[before, after.get(..1).unwrap_or_default()].concat());
            whole.pop();
            whole.extend(simplified(after));
            whole
        }
        _ => vec![*first, *last],
    }
}

fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length == 0.0 {
        return (point.0 - from.0).hypot(point.1 - from.1);
    }
    ((point.0 - from.0) * dy - (point.1 - from.1) * dx).abs() / length
}

fn area(ring: &[Point]) -> f64 {
    let next = ring.iter().skip(1).chain(ring.first());
    (ring.iter().zip(next).map(|(one, two)| one.0 * two.1 - two.0 * one.1).sum::<f64>() / 2.0).abs()
}

fn line(ring: &[Point]) -> String {
    let mut words = String::new();
    let mut before = (0, 0);
    for (x, y) in ring {
        let here = ((x * 1000.0).round() as i64, (y * 1000.0).round() as i64);
        let _ = write!(words, "{}{} {}", if words.is_empty() { "" } else { " " }, here.0 - before.0, here.1 - before.1);
        before = here;
    }
    words
}
