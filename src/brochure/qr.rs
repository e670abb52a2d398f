//! QR codes as one vector path: small in the file, and sharp on every printer.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// Light modules around a code that readers need (ISO/IEC 18004, 6.3.8).
const QUIET_MODULES: usize = 4;
/// The most bytes that any code holds: version 40 at level L (ISO/IEC 18004, table 7).
const MOST_BYTES: usize = 2_953;

pub(super) fn fits(text: &str) -> bool {
    text.len() <= MOST_BYTES
}

/// An SVG of the code for a text; `None` where the text does not fit. At level L: the code is printed large and flat, and
/// fewer modules read better on a screen.
pub(super) fn svg(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).ecl(ECL::L).build().ok()?;
    let side = code.size + 2 * QUIET_MODULES;
    let is_dark = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(QUIET_MODULES), y.checked_sub(QUIET_MODULES));
        x.zip(y).is_some_and(|(x, y)| x < code.size && y < code.size && code[y][x].value())
    };
    let path = outline(&is_dark, side);
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[derive(Clone, Copy)]
enum Heading {
    East,
    South,
    West,
    North,
}

/// The edges of the dark modules as SVG path data: around each dark shape and each hole in one, dark on the right hand. No
/// seam runs between two modules, and it takes a quarter fewer points than a rectangle for each run of them. Nothing may
/// be dark at the rim of the square with this side.
fn outline(is_dark: &dyn Fn(usize, usize) -> bool, side: usize) -> String {
    use Heading::{East, North, South, West};
    let mut path = String::new();
    // Upper edges of dark modules: every loop has one.
    let mut is_drawn = vec![false; side * side];
    for at in 0..side * side {
        let start = (at % side, at / side);
        let (left, top) = start;
        if is_drawn.get(at) != Some(&false) || !is_dark(left, top) || is_dark(left, top - 1) {
            continue;
        }
        let _ = write!(path, "M{left} {top}");
        let ((mut x, mut y), mut heading, mut from) = (start, East, start);
        loop {
            match heading {
                East => {
                    if let Some(drawn) = is_drawn.get_mut(y * side + x) {
                        *drawn = true;
                    }
                    x += 1;
                }
                South => y += 1,
                West => x -= 1,
                North => y -= 1,
            }
            // The modules ahead, and where a turn leads.
            let (on_left, on_right, left_turn, right_turn) = match heading {
                East => ((x, y - 1), (x, y), North, South),
                South => ((x, y), (x - 1, y), East, West),
                West => ((x - 1, y), (x - 1, y - 1), South, North),
                North => ((x - 1, y - 1), (x, y - 1), West, East),
            };
            let turn = match (is_dark(on_left.0, on_left.1), is_dark(on_right.0, on_right.1)) {
                // Modules that touch at a corner only are shapes of their own.
                (_, false) => right_turn,
                (false, true) => continue,
                (true, true) => left_turn,
            };
            let is_closed = (x, y) == start && matches!(turn, East);
            if !is_closed {
                let length = |to: usize, from: usize| to as i64 - from as i64;
                let _ = match heading {
                    East | West => write!(path, "h{}", length(x, from.0)),
                    South | North => write!(path, "v{}", length(y, from.1)),
                };
            }
            if is_closed {
                path.push('z');
                break;
            }
            (from, heading) = ((x, y), turn);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Modules inside by the rule of even and odd: crossings of vertical edges to the left of each.
    fn filled(path: &str, side: usize) -> Vec<bool> {
        let mut crossings = vec![0_usize; side * side];
        for part in path.split('z').filter(|part| !part.is_empty()) {
            let begin = part.find(['h', 'v']).unwrap();
            let (x, y) = part[1..begin].split_once(' ').unwrap();
            let start = (x.parse::<i64>().unwrap(), y.parse::<i64>().unwrap());
            let (mut x, mut y) = start;
            let mut edges = Vec::new();
            let mut rest = &part[begin..];
            while !rest.is_empty() {
                let end = rest[1..].find(['h', 'v']).map_or(rest.len(), |at| at + 1);
                let length: i64 = rest[1..end].parse().unwrap();
                if rest.starts_with('h') {
                    x += length;
                } else {
                    edges.push((x, y.min(y + length), y.max(y + length)));
                    y += length;
                }
                rest = &rest[end..];
            }
            // The way back to the start is straight.
            assert!(x == start.0 || y == start.1, "{part}");
            edges.push((x, y.min(start.1), y.max(start.1)));
            for (edge, top, bottom) in edges {
                for y in top..bottom {
                    for x in edge..side as i64 {
                        crossings[y as usize * side + x as usize] += 1;
                    }
                }
            }
        }
        crossings.into_iter().map(|count| count % 2 == 1).collect()
    }

    #[test]
    fn the_outline_holds_exactly_the_dark_modules() {
        let pictures = [
            "..... .###. .#.#. .###. .....",
            "..... .#... ..#.. .#.#. .....",
            "..... .#.#. ..#.. .#.#. .....",
            "..... ..#.. .###. ..#.. .....",
        ];
        for picture in pictures {
            let dark: Vec<bool> = picture.chars().filter(|one| *one != ' ').map(|one| one == '#').collect();
            let path = outline(&|x, y| dark[y * 5 + x], 5);
            assert_eq!(filled(&path, 5), dark, "{picture}: {path}");
        }
        for text in ["a", "https://wa.me/6281234567890?text=Halo%2C%20saya%20tertarik", &"x".repeat(1_000)] {
            let code = QRBuilder::new(text).ecl(ECL::L).build().unwrap();
            let svg = svg(text).unwrap();
            let path = svg.split("d=\"").nth(2).unwrap().split('"').next().unwrap();
            let side = code.size + 2 * QUIET_MODULES;
            let filled = filled(path, side);
            for y in 0..code.size {
                for x in 0..code.size {
                    let at = (y + QUIET_MODULES) * side + x + QUIET_MODULES;
                    assert_eq!(filled[at], code[y][x].value(), "{text}: {x}, {y}");
                }
            }
        }
    }

    #[test]
    fn what_fits_is_what_can_be_made() {
        assert!(fits(&"x".repeat(MOST_BYTES)) && svg(&"x".repeat(MOST_BYTES)).is_some());
        assert!(!fits(&"x".repeat(MOST_BYTES + 1)) && svg(&"x".repeat(MOST_BYTES + 1)).is_none());
    }
}
