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
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let start = x;
            while x < code.size && code[y][x].value() {
                x += 1;
            }
            if x > start {
                // One rectangle for each run of dark modules.
                let (left, top, run) = (start + QUIET_MODULES, y + QUIET_MODULES, x - start);
                let _ = write!(path, "M{left} {top}h{run}v1h-{run}z");
            }
            x += 1;
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}
