//! QR codes as one vector path: small in the file, and sharp on every printer.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

use super::outlines;

/// Light modules around a code that readers need (ISO/IEC 18004, 6.3.8).
const QUIET_MODULES: usize = 4;
/// The most bytes that any code holds: version 40 at level M (ISO/IEC 18004, table 7).
const MOST_BYTES: usize = 2_331;

/// The dark modules of a code as closed loops, in modules.
#[derive(Default)]
pub(super) struct CodeOutline {
    side: usize,
    loops: Vec<Vec<(usize, usize)>>,
}

impl CodeOutline {
    /// For a press, with the side of the code as the unit.
    pub(super) fn packed(&self) -> Vec<u8> {
        let in_doubles = |points: &Vec<(usize, usize)>| points.iter().map(|(x, y)| (*x as f64, *y as f64)).collect();
        let loops: Vec<Vec<(f64, f64)>> = self.loops.iter().map(in_doubles).collect();
        outlines::packed(self.side as f64, &loops)
    }
}

pub(super) fn fits(text: &str) -> bool {
    text.len() <= MOST_BYTES
}

/// The dark modules of the code for a text; `None` where the text does not fit. At level M: a label gets scratched, and is
/// read from a photo of it.
pub(super) fn code(text: &str) -> Option<CodeOutline> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * QUIET_MODULES;
    let is_dark = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(QUIET_MODULES), y.checked_sub(QUIET_MODULES));
        x.zip(y).is_some_and(|(x, y)| x < code.size && y < code.size && code[y][x].value())
    };
    Some(CodeOutline { side, loops: outline(&is_dark, side) })
}

/// A code as one SVG path, with steps between its corners.
pub(super) fn svg(code: &CodeOutline) -> String {
    let side = code.side;
    let mut path = String::new();
    for points in &code.loops {
        for (at, (x, y)) in points.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| points.get(before));
            let _ = match before {
                None => write!(path, "M{x} {y}"),
                Some((before_x, before_y)) if before_y == y => write!(path, "h{}", *x as i64 - *before_x as i64),
                Some((_, before_y)) => write!(path, "v{}", *y as i64 - *before_y as i64),
            };
        }
        path.push('z');
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

#[derive(Clone, Copy)]
enum Heading {
    East,
    South,
    West,
    North,
}

/// The edges of the dark modules: around each dark shape and each hole in one, dark on the right hand. No seam runs between
/// two modules, and it takes a quarter fewer points than a rectangle for each run of them. Nothing may be dark at the rim of
/// the square with this side.
fn outline(is_dark: &dyn Fn(usize, usize) -> bool, side: usize) -> Vec<Vec<(usize, usize)>> {
    use Heading::{East, North, South, West};
    let mut loops = Vec::new();
    // Upper edges of dark modules: every loop has one.
    let mut is_drawn = vec![false; side * side];
    for at in 0..side * side {
        let start = (at % side, at / side);
        let (left, top) = start;
        if is_drawn.get(at) != Some(&false) || !is_dark(left, top) || is_dark(left, top - 1) {
            continue;
        }
        let mut corners = vec![start];
        let ((mut x, mut y), mut heading) = (start, East);
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
            if (x, y) == start && matches!(turn, East) {
                break;
            }
            corners.push((x, y));
            heading = turn;
        }
        loops.push(corners);
    }
    loops
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Modules inside by the rule of even and odd: crossings of vertical edges to the left of each.
    fn filled(loops: &[Vec<(usize, usize)>], side: usize) -> Vec<bool> {
        let mut crossings = vec![0_usize; side * side];
        for points in loops {
            for (one, two) in points.iter().zip(points.iter().cycle().skip(1)) {
                assert!(one.0 == two.0 || one.1 == two.1, "{points:?}");
                for y in one.1.min(two.1)..one.1.max(two.1) {
                    for x in one.0..side {
                        crossings[y * side + x] += 1;
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
            let loops = outline(&|x, y| dark[y * 5 + x], 5);
            assert_eq!(filled(&loops, 5), dark, "{picture}: {loops:?}");
        }
        for text in ["a", "https://wa.me/6281234567890?text=Halo%2C%20saya%20tertarik", &"x".repeat(1_000)] {
            let drawn = super::code(text).unwrap();
            let code = QRBuilder::new(text).ecl(ECL::M).build().unwrap();
            let side = code.size + 2 * QUIET_MODULES;
            assert_eq!(drawn.side, side);
            let filled = filled(&drawn.loops, side);
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
        assert!(fits(&"x".repeat(MOST_BYTES)) && code(&"x".repeat(MOST_BYTES)).is_some());
        assert!(!fits(&"x".repeat(MOST_BYTES + 1)) && code(&"x".repeat(MOST_BYTES + 1)).is_none());
    }
}
