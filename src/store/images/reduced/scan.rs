//! A JPEG's picture data to pixels at a part of its size: every code is read, and only the coefficients that the small
//! picture shows are kept (ISO/IEC 10918-1, annex F).

use super::blocks::{fill, paint};
use super::head::{Codes, Component, Head};

/// Where each coefficient stands in its block, in the order of the file.
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// A picture at 1/`part` of its size, rounded up: grey, or red, green and blue.
pub(super) struct Small {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) pixels: Vec<u8>,
}

/// The picture at 1/`part` of its size; `part` is 2, 4 or 8. `None` where its data are damaged or end too early.
///
/// Differences of colour that a camera has at half of the size come out at half of the small size, too: whoever keeps the
/// small picture halves them again.
pub(super) fn read(head: &Head<'_>, part: usize) -> Option<Small> {
    let (across, down) = units(head);
    let (width, height) = (usize::from(head.width), usize::from(head.height));
    let (units_across, units_down) = (width.div_ceil(8 * across), height.div_ceil(8 * down));
    let (width, height) = (width.div_ceil(part), height.div_ceil(part));
    let side = 8 / part;
    let mut planes: Vec<Plane> = head.components.iter().map(|one| Plane::new(one, units_across, side)).collect();
    let mut pixels = Vec::new();
    let mut bits = Bits::new(head.data);
    let mut block = [0.0_f32; 64];
    let mut until_restart = usize::from(head.restart);
    for row in 0..units_down {
        for unit in 0..units_across {
            if head.restart > 0 {
                if until_restart == 0 {
                    bits.restart()?;
                    planes.iter_mut().for_each(|plane| plane.mean = 0);
                    until_restart = head.restart.into();
                }
                until_restart -= 1;
            }
            for (component, plane) in head.components.iter().zip(&mut planes) {
                for (y, x) in (0..component.down).flat_map(|y| (0..component.across).map(move |x| (y, x))) {
                    let is_plain = bits.block(component, &mut plane.mean, &mut block, side)?;
                    let at = (y * plane.stride + unit * component.across + x) * side;
                    let levels = plane.levels.get_mut(at..)?;
                    if is_plain {
                        fill(block[0], side, levels, plane.stride);
                    } else {
                        paint(&block, side, levels, plane.stride);
                        block.fill(0.0);
                    }
                }
            }
        }
        if bits.is_past_the_end() {
            return None;
        }
        let rows = (down * side).min(height - (row * down * side).min(height));
        for row in 0..rows {
            let mut lines = head.components.iter().zip(&mut planes);
            lines.try_for_each(|(component, plane)| {
                plane.stretch(row / (down / component.down), across / component.across)
            })?;
            add_line(&mut pixels, &planes, head.is_rgb, width);
        }
    }
    Some(Small { width: width as u32, height: height as u32, pixels })
}

/// One component while a row of units is read.
struct Plane {
    levels: Vec<u8>,
    stride: usize,
    /// The mean of the block before, which the next one is told from.
    mean: i32,
    /// One row, as wide as the picture's finest component.
    line: Vec<u8>,
}

impl Plane {
    fn new(component: &Component, units: usize, side: usize) -> Self {
        let stride = units * component.across * side;
        Self { levels: vec![0; stride * component.down * side], stride, mean: 0, line: Vec::new() }
    }

    /// Makes the line of a row, each of its levels so many pixels wide.
    fn stretch(&mut self, row: usize, times: usize) -> Option<()> {
        let levels = self.levels.get(row * self.stride..(row + 1) * self.stride)?;
        self.line.clear();
        match times {
            1 => self.line.extend_from_slice(levels),
            _ => self.line.extend(levels.iter().flat_map(|level| [*level, *level])),
        }
        Some(())
    }
}

/// How many blocks of the finest component are in a unit, across and down.
fn units(head: &Head<'_>) -> (usize, usize) {
    let most = |side: fn(&Component) -> usize| head.components.iter().map(side).max().unwrap_or(1);
    (most(|one| one.across), most(|one| one.down))
}

fn add_line(pixels: &mut Vec<u8>, planes: &[Plane], is_rgb: bool, width: usize) {
    match planes {
        [grey] => pixels.extend_from_slice(grey.line.get(..width).unwrap_or_default()),
        [first, second, third] => {
            let from = pixels.len();
            pixels.resize(from + 3 * width, 0);
            let line = pixels.get_mut(from..).unwrap_or_default().as_chunks_mut::<3>().0;
            let levels = first.line.iter().zip(&second.line).zip(&third.line);
            for (pixel, ((first, second), third)) in line.iter_mut().zip(levels) {
                *pixel = if is_rgb { [*first, *second, *third] } else { rgb(*first, *second, *third) };
            }
        }
        _ => {}
    }
}

/// Red, green and blue of brightness and differences (ITU-T T.871, 7), in parts of 65,536.
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y) << 16 | 1 << 15, i32::from(cb) - 128, i32::from(cr) - 128);
    let level = |value: i32| (value >> 16).clamp(0, 255) as u8;
    [level(y + 91_881 * cr), level(y - 22_554 * cb - 46_802 * cr), level(y + 116_130 * cb)]
}

/// The picture data bit by bit, highest first.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    /// The next bits, from the top; below the counted ones there may be some of what follows.
    next: u64,
    count: u32,
    /// How many of the counted bits stand for data that are not there.
    made_up: u32,
}

impl<'a> Bits<'a> {
    fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, next: 0, count: 0, made_up: 0 }
    }

    /// At least 56 bits.
    #[inline(always)]
    fn fill(&mut self) {
        if let Some(bytes) = self.data.get(self.at..).and_then(|rest| rest.first_chunk::<8>()) {
            let bytes = u64::from_be_bytes(*bytes);
            let has_marker = (!bytes).wrapping_sub(0x0101_0101_0101_0101) & bytes & 0x8080_8080_8080_8080;
            if has_marker == 0 {
                self.next |= bytes >> self.count;
                self.at += ((63 - self.count) / 8) as usize;
                self.count |= 56;
                return;
            }
        }
        self.fill_slowly();
    }

    #[cold]
    fn fill_slowly(&mut self) {
        while self.count <= 56 {
            let byte = match self.data.get(self.at..).unwrap_or_default() {
                // A byte of picture data that looks like a marker is followed by a nought.
                [0xff, 0, ..] => {
                    self.at += 2;
                    0xff
                }
                [] | [0xff, ..] => {
                    self.made_up += 8;
                    0
                }
                [byte, ..] => {
                    self.at += 1;
                    *byte
                }
            };
            self.next |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    #[inline(always)]
    fn skip(&mut self, count: u32) {
        self.next <<= count;
        self.count -= count;
    }

    fn is_past_the_end(&self) -> bool {
        self.count < self.made_up
    }

    /// Goes on behind a restart marker, which must be next.
    fn restart(&mut self) -> Option<()> {
        self.fill();
        // What is left of the last byte is filled up.
        if self.is_past_the_end() || self.count - self.made_up >= 8 {
            return None;
        }
        let [0xff, 0xd0..=0xd7, ..] = *self.data.get(self.at..)? else { return None };
        *self = Self { at: self.at + 2, ..Self::new(self.data) };
        Some(())
    }

    /// A number of so many bits at the front, of which the lower half are negative ones (F.2.2.1).
    #[inline(always)]
    fn number(bits: u64, size: u32) -> i32 {
        let value = (bits >> 1 >> (63 - size)) as i32;
        let is_low = (bits >> 63) as i32 - 1;
        value + (is_low & (1 - (1 << size)))
    }

    #[inline(always)]
    fn symbol(&mut self, codes: &Codes) -> Option<u8> {
        let (symbol, length) = codes.symbol(self.next)?;
        self.skip(length);
        Some(symbol)
    }

    /// Reads a block and keeps what `size` pixels a side show of it, times its steps. Says whether that is one number,
    /// the block's mean, alone; only else are other coefficients written.
    #[inline(always)]
    fn block(&mut self, component: &Component, mean: &mut i32, block: &mut [f32; 64], size: usize) -> Option<bool> {
        // In the order of the file, all that such a picture shows stands before this.
        let shown = match size {
            1 => 1,
            2 => 5,
            4 => 25,
            _ => 64,
        };
        self.fill();
        let bits = u32::from(self.symbol(&component.first)?);
        if bits > 15 {
            return None;
        }
        *mean = mean.wrapping_add(Self::number(self.next, bits));
        self.skip(bits);
        block[0] = *mean as f32 * component.steps[0];
        let mut is_plain = true;
        let mut at = 1;
        while at < 64 {
            if self.count < 32 {
                self.fill();
            }
            let symbol = self.symbol(&component.others)?;
            let (run, bits) = (usize::from(symbol >> 4), u32::from(symbol & 15));
            if bits == 0 {
                if run < 15 {
                    break;
                }
                at += 16;
                continue;
            }
            at += run;
            if at < shown {
                let value = Self::number(self.next, bits) as f32;
                block[usize::from(ZIGZAG[at & 63])] = value * component.steps[at & 63];
                is_plain = false;
            } else if at > 63 {
                return None;
            }
            self.skip(bits);
            at += 1;
        }
        Some(is_plain)
    }
}
