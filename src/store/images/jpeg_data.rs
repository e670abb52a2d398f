//! Walks over the compressed data of a JPEG, without painting it: whether each scan has all its blocks, and nothing else.
//! Decoders go on after damage, and paint it grey or jumbled without a word.

use crate::model::PhotoFault;

/// What is wrong with the data of a JPEG (ISO/IEC 10918-1, Huffman coding) that has a readable header: it ends too early, or
/// other bytes stand inside.
pub(super) fn fault(bytes: &[u8]) -> Option<PhotoFault> {
    Walk::default().run(bytes).err()
}

type Walked<T> = Result<T, PhotoFault>;

/// As many scans as decoders read; a picture has ten.
const MOST_SCANS: usize = 100;
/// Bytes of filling that some encoders leave behind a scan.
const MOST_PADDING: usize = 16;
/// The precision of a coefficient that no scan has brought yet.
const UNSEEN: u8 = u8::MAX;

#[derive(Default)]
struct Walk {
    is_progressive: bool,
    width: usize,
    height: usize,
    parts: Vec<Component>,
    dc: [Option<Table>; 4],
    ac: [Option<Table>; 4],
    restart: usize,
}

struct Component {
    id: u8,
    h: usize,
    v: usize,
    /// The lowest bit that came of each coefficient.
    precision: [u8; 64],
    /// Which coefficients of each block are not zero; only a progressive picture needs to know.
    nonzero: Vec<u64>,
}

/// How a scan codes its blocks.
#[derive(Clone, Copy)]
struct Coding {
    is_progressive: bool,
    is_first: bool,
    from: usize,
    to: usize,
}

impl Walk {
    fn run(&mut self, bytes: &[u8]) -> Walked<()> {
        let (mut at, mut scans) = (2, 0);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let marker = rest.iter().position(|byte| *byte == 0xff).unwrap_or(rest.len());
            let fill = rest.get(marker..).unwrap_or_default().iter().take_while(|byte| **byte == 0xff).count();
            let Some(kind) = rest.get(marker + fill) else {
                // Some programs leave the end mark out.
                return if self.has_come(|precision| *precision == [0; 64]) { Ok(()) } else { Err(PhotoFault::CutOff) };
            };
            at += marker + fill + 1;
            // In front of the picture, some programs leave a few bytes between segments; behind data, they are data.
            if scans > 0 && (marker > 0 || *kind == 0) {
                return Err(PhotoFault::Damaged);
            }
            match kind {
                0x00 | 0x01 | 0xd0..=0xd8 => continue,
                // A progressive picture without its last scans is a coarse one.
                0xd9 if self.has_come(|precision| *precision == [0; 64]) => return Ok(()),
                0xd9 => return Err(PhotoFault::Damaged),
                _ => {}
            }
            let Some(&[high, low]) = bytes.get(at..at + 2) else { return Err(PhotoFault::CutOff) };
            let end = at + usize::from(u16::from_be_bytes([high, low])).max(2);
            let segment = bytes.get(at + 2..end).ok_or(PhotoFault::CutOff)?;
            at = end;
            match kind {
                0xc0..=0xc2 => self.frame(segment, *kind == 0xc2).ok_or(PhotoFault::Damaged)?,
                0xc4 => self.tables(segment).ok_or(PhotoFault::Damaged)?,
                0xdd => {
                    self.restart = usize::from(u16::from_be_bytes(*segment.first_chunk().ok_or(PhotoFault::Damaged)?))
                }
                0xda if scans == MOST_SCANS => return Err(PhotoFault::Damaged),
                0xda => {
                    scans += 1;
                    at += self.scan(segment, bytes.get(at..).unwrap_or_default())?;
                }
                _ => {}
            }
        }
    }

    fn has_come(&self, enough: impl Fn(&[u8; 64]) -> bool) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(|part| enough(&part.precision))
    }

    fn frame(&mut self, segment: &[u8], is_progressive: bool) -> Option<()> {
        let (&[_, h1, h2, w1, w2, count], rest) = segment.split_first_chunk()?;
        self.is_progressive = is_progressive;
        (self.width, self.height) = (u16::from_be_bytes([w1, w2]).into(), u16::from_be_bytes([h1, h2]).into());
        let parts = rest.chunks_exact(3).take(count.into()).filter_map(|part| match part {
            [id, sampling, _] => {
                let (h, v) = (usize::from(sampling >> 4), usize::from(sampling & 15));
                Some(Component { id: *id, h, v, precision: [UNSEEN; 64], nonzero: Vec::new() })
            }
            _ => None,
        });
        let is_first = self.parts.is_empty();
        self.parts = parts.collect();
        let is_sampled = self.parts.iter().all(|part| (1..=4).contains(&part.h) && (1..=4).contains(&part.v));
        (is_first && is_sampled && self.parts.len() == usize::from(count) && matches!(count, 1..=4)).then_some(())
    }

    fn tables(&mut self, mut segment: &[u8]) -> Option<()> {
        while let Some((head, rest)) = segment.split_first() {
            let (counts, rest) = rest.split_first_chunk()?;
            let (values, rest) = rest.split_at_checked(counts.iter().copied().map(usize::from).sum())?;
            let kind = if head >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *kind.get_mut(usize::from(head & 15))? = Some(Table::new(counts, values)?);
            segment = rest;
        }
        Some(())
    }

    /// Walks over one scan, and says how long its data are.
    fn scan(&mut self, segment: &[u8], data: &[u8]) -> Walked<usize> {
        let damaged = PhotoFault::Damaged;
        let (count, rest) = segment.split_first().ok_or(damaged.clone())?;
        let (chosen, rest) = rest.split_at_checked(usize::from(*count) * 2).ok_or(damaged.clone())?;
        let &[from, to, bits] = rest.first_chunk().ok_or(damaged.clone())?;
        let (from, to, before, after) = match self.is_progressive {
            true => (usize::from(from), usize::from(to), bits >> 4, bits & 15),
            false => (0, 63, 0, 0),
        };
        let coding = Coding { is_progressive: self.is_progressive, is_first: before == 0, from, to };
        let is_apart = *count == 1;
        if to > 63 || from > to || coding.is_progressive && from == 0 && to > 0 || from > 0 && !is_apart {
            return Err(damaged);
        }
        let most = |side: fn(&Component) -> usize| self.parts.iter().map(side).max().unwrap_or(1);
        let (h_most, v_most) = (most(|part| part.h), most(|part| part.v));
        let across = self.width.div_ceil(8 * h_most);
        let (mut columns, mut rows) = (across, self.height.div_ceil(8 * v_most));
        // The blocks of one unit: their component, and their place in the unit.
        let mut blocks = Vec::new();
        for pair in chosen.chunks_exact(2) {
            let &[id, tables] = pair else { continue };
            let at = self.parts.iter().position(|part| part.id == id).ok_or(damaged.clone())?;
            let part = self.parts.get_mut(at).ok_or(damaged.clone())?;
            for known in part.precision.get_mut(from..=to).unwrap_or_default() {
                if coding.is_progressive && before != if *known == UNSEEN { 0 } else { *known } {
                    return Err(damaged);
                }
                *known = after;
            }
            let tables = (usize::from(tables >> 4), usize::from(tables & 15));
            if is_apart {
                columns = (self.width * part.h).div_ceil(h_most).div_ceil(8);
                rows = (self.height * part.v).div_ceil(v_most).div_ceil(8);
                blocks.push((at, tables));
            } else {
                blocks.extend(std::iter::repeat_n((at, tables), part.h * part.v));
            }
        }
        let mut reader = Reader { data, at: 0, bits: 0, count: 0, has_ended: false };
        let (mut run, mut marker) = (0, 0xd0);
        for unit in 0..columns * rows {
            if self.restart > 0 && unit > 0 && unit % self.restart == 0 {
                reader.restart(marker)?;
                marker = 0xd0 | (marker + 1) & 7;
                run = 0;
            }
            for (at, (dc, ac)) in &blocks {
                let (dc, ac) = (self.dc.get(*dc), self.ac.get(*ac));
                let (dc, ac) = (dc.and_then(Option::as_ref), ac.and_then(Option::as_ref));
                let walked = match coding {
                    Coding { is_progressive: false, .. } => reader.sequential(dc, ac),
                    Coding { from: 0, is_first: true, .. } => reader.dc(dc),
                    Coding { from: 0, .. } => {
                        reader.refill();
                        reader.skip(1);
                        Some(())
                    }
                    _ => self
                        .parts
                        .get_mut(*at)
                        .and_then(|part| reader.ac(ac, coding, &mut run, &mut part.nonzero, unit)),
                };
                if walked.is_none() || reader.count < 0 {
                    return Err(reader.fault());
                }
            }
        }
        reader.close()?;
        let tables = blocks.iter().map(|(_, (_, ac))| self.ac.get(*ac).and_then(Option::as_ref));
        let may_be_blank = coding.is_first && (from > 0 || !coding.is_progressive);
        if may_be_blank && tables.flatten().any(Table::says_more_by_zeros) && has_blank(data, reader.at) {
            return Err(damaged);
        }
        Ok(reader.at)
    }
}

/// A lost sector of a card reads as zeros. So many hold at least one whole block of each colour.
fn has_blank(data: &[u8], length: usize) -> bool {
    const BLANK: [u8; 64] = [0; 64];
    data.get(..length).is_some_and(|data| memchr::memmem::find(data, &BLANK).is_some())
}

/// A Huffman table.
struct Table {
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
    fn says_more_by_zeros(&self) -> bool {
        self.values.first().is_some_and(|first| first & 15 > 0)
    }

    fn new(counts: &[u8; 16], values: &[u8]) -> Option<Self> {
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
struct Reader<'a> {
    data: &'a [u8],
    at: usize,
    /// The next bits, from the highest; nothing but zeros below.
    bits: u64,
    /// How many they are: below zero where more were read than there are.
    count: i32,
    /// A marker or the end of the file comes next.
    has_ended: bool,
}

impl Reader<'_> {
    /// Has 32 bits ready, unless the data end.
    #[inline]
    fn refill(&mut self) {
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
    fn skip(&mut self, bits: u8) {
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

    fn dc(&mut self, table: Option<&Table>) -> Option<()> {
        let size = self.value(table?)?;
        self.skip(size);
        (size < 16).then_some(())
    }

    fn sequential(&mut self, dc: Option<&Table>, ac: Option<&Table>) -> Option<()> {
        self.dc(dc)?;
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
        Some(())
    }

    /// One block of a progressive scan of other coefficients than the first. `run` counts blocks that bring nothing new.
    fn ac(
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
    fn close(&mut self) -> Walked<()> {
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
    fn restart(&mut self, marker: u8) -> Walked<()> {
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
    fn fault(&self) -> PhotoFault {
        let is_at_end = self.data.iter().skip(self.at).all(|byte| *byte == 0xff);
        if self.has_ended && is_at_end && self.count < 16 { PhotoFault::CutOff } else { PhotoFault::Damaged }
    }
}

#[cfg(test)]
#[path = "jpeg_data_tests.rs"]
mod tests;
