//! Walks over the compressed data of a JPEG, without painting it: whether each scan has all its blocks, and nothing else.
//! Decoders go on after damage, and paint it grey or jumbled without a word.

use crate::model::PhotoFault;
use crate::store::images::jpeg_bits::{Coding, Reader, Table};

/// What is wrong with the data of a JPEG (ISO/IEC 10918-1, Huffman coding) that has a readable header: it ends too early, or
/// other bytes stand inside.
pub(super) fn fault(bytes: &[u8]) -> Option<PhotoFault> {
    Walk::default().run(bytes).err()
}

pub(super) type Walked<T> = Result<T, PhotoFault>;

/// As many scans as decoders read; a picture has ten.
const MOST_SCANS: usize = 100;
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
    /// By what the first coefficient of a block is multiplied, table by table.
    steps: [i64; 4],
    restart: usize,
}

struct Component {
    id: u8,
    h: usize,
    v: usize,
    /// Which of the steps is its own.
    step: usize,
    /// The first coefficient of the block before.
    brightness: i64,
    /// The lowest bit that came of each coefficient.
    precision: [u8; 64],
    /// Which coefficients of each block are not zero; only a progressive picture needs to know.
    nonzero: Vec<u64>,
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
                0xdb => self.steps(segment).ok_or(PhotoFault::Damaged)?,
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
            [id, sampling, step] => {
                let (h, v, step) = (usize::from(sampling >> 4), usize::from(sampling & 15), usize::from(*step));
                Some(Component { id: *id, h, v, step, brightness: 0, precision: [UNSEEN; 64], nonzero: Vec::new() })
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

    /// Reads tables of steps; a step of nothing is none.
    fn steps(&mut self, mut segment: &[u8]) -> Option<()> {
        while let Some((head, rest)) = segment.split_first() {
            let (steps, rest) = rest.split_at_checked(if head >> 4 == 0 { 64 } else { 128 })?;
            let steps: Vec<u16> = match head >> 4 {
                0 => steps.iter().copied().map(u16::from).collect(),
                _ => steps.as_chunks().0.iter().copied().map(u16::from_be_bytes).collect(),
            };
            *self.steps.get_mut(usize::from(head & 15))? = steps.first().copied().map(i64::from)?;
            if steps.contains(&0) {
                return None;
            }
            segment = rest;
        }
        Some(())
    }

    /// Goes on by one block's difference. No sample is darker than black or brighter than white by more than rounding and what
    /// some encoders add against rings; where a foreign piece stands inside, the sum of differences soon is.
    fn brighten(&mut self, at: usize, difference: i32, shift: u8) -> Option<()> {
        const MOST: i64 = 1_024 + 256;
        let part = self.parts.get_mut(at)?;
        let step = self.steps.get(part.step).copied()?;
        part.brightness += i64::from(difference);
        let seen = (part.brightness << shift) * step;
        (seen.abs() <= MOST + (step << shift)).then_some(())
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
            part.brightness = 0;
            let tables = (usize::from(tables >> 4), usize::from(tables & 15));
            if is_apart {
                columns = (self.width * part.h).div_ceil(h_most).div_ceil(8);
                rows = (self.height * part.v).div_ceil(v_most).div_ceil(8);
                blocks.push((at, tables));
            } else {
                blocks.extend(std::iter::repeat_n((at, tables), part.h * part.v));
            }
        }
        let mut reader = Reader::of(data);
        let (mut run, mut marker) = (0, 0xd0);
        for unit in 0..columns * rows {
            if self.restart > 0 && unit > 0 && unit % self.restart == 0 {
                reader.restart(marker)?;
                marker = 0xd0 | (marker + 1) & 7;
                run = 0;
                self.parts.iter_mut().for_each(|part| part.brightness = 0);
            }
            for (at, (dc, ac)) in &blocks {
                let (dc, ac) = (self.dc.get(*dc), self.ac.get(*ac));
                let (dc, ac) = (dc.and_then(Option::as_ref), ac.and_then(Option::as_ref));
                let walked = match coding {
                    Coding { is_progressive: false, .. } => {
                        reader.sequential(dc, ac).and_then(|difference| self.brighten(*at, difference, 0))
                    }
                    Coding { from: 0, is_first: true, .. } => {
                        reader.dc(dc).and_then(|difference| self.brighten(*at, difference, after))
                    }
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

#[cfg(test)]
#[path = "jpeg_data_tests.rs"]
mod tests;
