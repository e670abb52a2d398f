//! The Huffman codes of a JPEG's scans (ISO/IEC 10918-1, annex F and G): read block by block, and not painted.

use crate::model::PhotoFault;
use crate::store::images::jpeg_data::Walked;

/// Bytes of filling that some encoders leave behind a scan.
const MOST_PADDING: usize = 16;
/// How a scan codes its blocks.
#[derive(Clone, Copy)]
pub(super) struct Coding {
    pub(super) is_progressive: bool,
    pub(super) is_first: bool,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A Huffman table.
pub(super) struct Table {
    /// Length and value of each code that begins the next bits.
    short: [u16; 1 << SHORT],
    /// For the longer codes: below which sixteen bits a code has this length, and where its value is.
    limits: [(i32, i32); 17],
    values: Vec<u8>,
}

const SHORT: u32 = 11;

impl Table {
    /// Whether the code of zeros alone brings a coefficient: then no block ends among them, and each would be as full and as
    /// grey as the next, which no picture is.
    pub(super) fn says_more_by_zeros(&self) -> bool {
        self.values.first().is_some_and(|first| first & 15 > 0)
    }

    pub(super) fn new(counts: &[u8; 16], values: &[u8]) -> Option<Self> {
        let mut table = Self { short: [0; 1 << SHORT], limits: [(0, 0); 17], values: values.to_vec() };
        let (mut code, mut at) = (0_usize, 0_usize);
        for (length, count) in (1_u16..).zip(counts) {
            let first = code;
            for value in values.get(at..at + usize::from(*count))? {
                if u32::from(length) <= SHORT {
                    let room = 1 << (SHORT - u32::from(length));
                    table.short.get_mut(code * room..(code + 1) * room)?.fill(length << 8 | u16::from(*value));
                }
                code += 1;
            }
            if code > 1 << length {
                return None;
            }
            let limit = i32::try_from(code << (16 - length)).ok()?;
            *table.limits.get_mut(usize::from(length))? = (limit, i32::try_from(at).ok()? - i32::try_from(first).ok()?);
            at += usize::from(*count);
            code <<= 1;
        }
        Some(table)
    }
}

/// Reads the bits of one scan.
pub(super) struct Reader<'a> {
    data: &'a [u8],
    pub(super) at: usize,
    /// The next bits, from the highest; nothing but zeros below.
    bits: u64,
    /// How many they are: below zero where more were read than there are.
    pub(super) count: i32,
    /// A marker or the end of the file comes next.
    has_ended: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn of(data: &'a [u8]) -> Self {
        Self { data, at: 0, bits: 0, count: 0, has_ended: false }
    }

    /// Has 32 bits ready, unless the data end.
    #[inline]
    pub(super) fn refill(&mut self) {
        if self.count >= 32 || self.has_ended {
            return;
        }
        if let Some(word) =
            self.data.get(self.at..).and_then(|rest| rest.first_chunk().copied().map(u64::from_be_bytes))
        {
            let (ones, flipped) = (0x0101_0101_0101_0101_u64, !word);
            if flipped.wrapping_sub(ones) & !flipped & (ones << 7) == 0 {
                // No byte is 0xff.
                let bytes = (63 - self.count) / 8;
                self.bits |= word >> (64 - 8 * bytes) << (64 - self.count - 8 * bytes);
                self.count += 8 * bytes;
                self.at += bytes as usize;
                return;
            }
        }
        while self.count <= 56 {
            let rest = self.data.get(self.at..).unwrap_or_default();
            let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
            let (byte, length) = match (fill, rest.get(fill)) {
                (0, Some(byte)) => (*byte, 1),
                (_, Some(0)) => (0xff, fill + 1),
                _ => {
                    self.has_ended = true;
                    return;
                }
            };
            self.bits |= u64::from(byte) << (56 - self.count);
            self.count += 8;
            self.at += length;
        }
    }

    #[inline]
    pub(super) fn skip(&mut self, bits: u8) {
        self.bits <<= bits & 31;
        self.count -= i32::from(bits);
    }

    /// Passes over some bits of a block.
    fn skip_all(&mut self, mut bits: u32) {
        while bits > 0 {
            self.refill();
            self.skip(bits.min(31) as u8);
            bits = bits.saturating_sub(31);
        }
    }

    /// The next bits as a number.
    fn take(&mut self, bits: u8) -> u32 {
        self.refill();
        let number = (self.bits >> 32 >> (32 - u32::from(bits))) as u32;
        self.skip(bits);
        number
    }

    /// The value of the next code; with it, the bits behind it are ready.
    #[inline]
    fn value(&mut self, table: &Table) -> Option<u8> {
        self.refill();
        let short = table.short.get((self.bits >> (64 - SHORT)) as usize)?;
        if *short > 0 {
            let [length, value] = short.to_be_bytes();
            self.skip(length);
            return Some(value);
        }
        let next = (self.bits >> 48) as i32;
        let (length, (_, to)) =
            (0_u8..).zip(&table.limits).skip(SHORT as usize + 1).find(|(_, (limit, _))| next < *limit)?;
        self.skip(length);
        table.values.get(usize::try_from((next >> (16 - length)) + to).ok()?).copied()
    }

    /// The difference of a block's first coefficient to that of the block before.
    pub(super) fn dc(&mut self, table: Option<&Table>) -> Option<i32> {
        let size = self.value(table?)?;
        if size == 0 {
            return Some(0);
        }
        if size > 15 {
            return None;
        }
        let number = (self.bits >> (64 - u32::from(size))) as i32;
        self.skip(size);
        let is_below = number >> (size - 1) & 1 == 0;
        Some(if is_below { number - (1 << size) + 1 } else { number })
    }

    pub(super) fn sequential(&mut self, dc: Option<&Table>, ac: Option<&Table>) -> Option<i32> {
        let difference = self.dc(dc)?;
        let (ac, mut at) = (ac?, 1);
        while at < 64 {
            let value = self.value(ac)?;
            match (value >> 4, value & 15) {
                (15, 0) => at += 16,
                (_, 0) => break,
                // Zeros may be said beyond the end, but no coefficient.
                (zeros, _) if at + zeros > 63 => return None,
                (zeros, size) => {
                    at += zeros + 1;
                    self.skip(size);
                }
            }
        }
        Some(difference)
    }

    /// One block of a progressive scan of other coefficients than the first. `run` counts blocks that bring nothing new.
    pub(super) fn ac(
        &mut self,
        table: Option<&Table>,
        coding: Coding,
        run: &mut u32,
        nonzero: &mut Vec<u64>,
        block: usize,
    ) -> Option<()> {
        let mut known = if coding.is_first { 0 } else { nonzero.get(block).copied().unwrap_or_default() };
        let mut at = coding.from;
        while *run == 0 && at <= coding.to {
            let value = self.value(table?)?;
            let (zeros, size) = (value >> 4, value & 15);
            if size == 0 && zeros < 15 {
                *run = (1 << zeros) + self.take(zeros);
                break;
            }
            let mut left = zeros;
            if coding.is_first {
                at += usize::from(zeros);
            } else {
                if size > 1 {
                    return None;
                }
                self.skip(size);
                // What is known gets another bit, and does not count.
                let from = at;
                while at <= coding.to && (known >> at & 1 == 1 || left > 0) {
                    left -= u8::from(known >> at & 1 == 0);
                    at += 1;
                }
                self.skip_all((at - from) as u32 - u32::from(zeros - left));
            }
            if size > 0 {
                if at > coding.to {
                    return None;
                }
                if coding.is_first {
                    self.skip(size);
                }
                known |= 1 << at;
            }
            at += 1;
        }
        if *run > 0 {
            *run -= 1;
            if !coding.is_first {
                let rest = if at > coding.to { 0 } else { known >> at & (u64::MAX >> (63 - coding.to + at)) };
                self.skip_all(rest.count_ones());
            }
        }
        if known > 0 {
            if nonzero.len() <= block {
                nonzero.resize(block + 1, 0);
            }
            *nonzero.get_mut(block)? |= known;
        }
        Some(())
    }

    /// Goes to the marker: nothing but what fills the last byte may lie before it, and some bytes of filling.
    pub(super) fn close(&mut self) -> Walked<()> {
        self.take(u8::try_from(self.count % 8).unwrap_or_default());
        let mut bytes = 0;
        self.refill();
        while self.count >= 8 {
            let byte = self.take(8);
            bytes += 1;
            if bytes > MOST_PADDING || !matches!(byte, 0 | 0xff) {
                return Err(PhotoFault::Damaged);
            }
            self.refill();
        }
        Ok(())
    }

    /// Goes on behind the marker that must come now.
    pub(super) fn restart(&mut self, marker: u8) -> Walked<()> {
        self.close()?;
        let rest = self.data.get(self.at..).unwrap_or_default();
        let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
        if rest.get(fill) != Some(&marker) {
            return Err(self.fault());
        }
        (self.at, self.bits, self.count, self.has_ended) = (self.at + fill + 1, 0, 0, false);
        Ok(())
    }

    /// Why the scan cannot go on.
    pub(super) fn fault(&self) -> PhotoFault {
        let is_at_end = self.data.iter().skip(self.at).all(|byte| *byte == 0xff);
        if self.has_ended && is_at_end && self.count < 16 { PhotoFault::CutOff } else { PhotoFault::Damaged }
    }
}
