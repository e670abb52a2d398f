//! How the samples of an HEVC picture become colours: phones say so in the stream alone, in the last part of its sequence
//! parameters (ITU-T H.265, 7.3.2.2 and Annex E).

/// The bits of a parameter set, one after the other.
struct Bits {
    bytes: Vec<u8>,
    at: usize,
}

impl Bits {
    /// The payload of a NAL unit, without the bytes that keep start codes out of it.
    fn of_nal(nal: &[u8]) -> Self {
        let mut bytes = Vec::with_capacity(nal.len());
        let mut zeros = 0;
        for byte in nal.iter().skip(2) {
            if zeros >= 2 && *byte == 3 {
                zeros = 0;
                continue;
            }
            zeros = if *byte == 0 { zeros + 1 } else { 0 };
            bytes.push(*byte);
        }
        Self { bytes, at: 0 }
    }

    fn flag(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    fn number(&mut self, bits: usize) -> Option<u32> {
        (0..bits).try_fold(0_u32, |number, _| Some(number << 1 | u32::from(self.flag()?)))
    }

    fn skip(&mut self, bits: usize) -> Option<()> {
        self.at = self.at.checked_add(bits)?;
        (self.at <= self.bytes.len() * 8).then_some(())
    }

    /// An Exp-Golomb number.
    fn golomb(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        (1_u32 << zeros).checked_sub(1)?.checked_add(self.number(zeros)?)
    }

    fn golombs(&mut self, count: u32) -> Option<()> {
        (0..count).try_for_each(|_| self.golomb().map(drop))
    }
}

/// What a stream says of its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StreamColours {
    /// The samples use the whole range of their bits.
    pub full_range: bool,
    /// Primaries, transfer and matrix as the standard numbers them, where they are said.
    pub codes: Option<[u16; 3]>,
}

/// What the sequence parameters say of the colours; `None` where they say nothing.
pub(super) fn stream_colours(parameter_sets: &[&[u8]]) -> Option<StreamColours> {
    const SEQUENCE: u8 = 33;
    let nal = parameter_sets.iter().find(|nal| nal.first().is_some_and(|first| first >> 1 & 0x3f == SEQUENCE))?;
    let mut bits = Bits::of_nal(nal);
    let bits = &mut bits;
    bits.skip(4)?;
    let sub_layers = bits.number(3)?;
    bits.skip(1)?;
    profile(bits, sub_layers)?;
    bits.golomb()?;
    if bits.golomb()? == 3 {
        bits.skip(1)?;
    }
    bits.golombs(2)?;
    // The window that is shown.
    if bits.flag()? {
        bits.golombs(4)?;
    }
    bits.golombs(2)?;
    let order_bits = bits.golomb()?.checked_add(4)?;
    let layers = if bits.flag()? { sub_layers + 1 } else { 1 };
    bits.golombs(layers * 3)?;
    bits.golombs(6)?;
    if bits.flag()? && bits.flag()? {
        scaling_lists(bits)?;
    }
    bits.skip(2)?;
    if bits.flag()? {
        bits.skip(8)?;
        bits.golombs(2)?;
        bits.skip(1)?;
    }
    reference_sets(bits)?;
    if bits.flag()? {
        let count = bits.golomb()?;
        bits.skip((order_bits as usize + 1).checked_mul(count as usize)?)?;
    }
    bits.skip(2)?;
    if !bits.flag()? {
        return None;
    }
    // How the picture is to be seen.
    if bits.flag()? && bits.number(8)? == 255 {
        bits.skip(32)?;
    }
    if bits.flag()? {
        bits.skip(1)?;
    }
    if !bits.flag()? {
        return None;
    }
    bits.skip(3)?;
    let full_range = bits.flag()?;
    let mut codes = None;
    if bits.flag()? {
        let mut code = || bits.number(8).and_then(|code| u16::try_from(code).ok());
        codes = Some([code()?, code()?, code()?]);
    }
    Some(StreamColours { full_range, codes })
}

fn profile(bits: &mut Bits, sub_layers: u32) -> Option<()> {
    bits.skip(88 + 8)?;
    let mut present = Vec::new();
    for _ in 0..sub_layers {
        present.push((bits.flag()?, bits.flag()?));
    }
    if sub_layers > 0 {
        bits.skip(2 * (8 - sub_layers as usize))?;
    }
    for (profile, level) in present {
        bits.skip(if profile { 88 } else { 0 } + if level { 8 } else { 0 })?;
    }
    Some(())
}

fn scaling_lists(bits: &mut Bits) -> Option<()> {
    for size in 0..4_u32 {
        let step = if size == 3 { 3 } else { 1 };
        for _ in (0..6).step_by(step) {
            if !bits.flag()? {
                bits.golomb()?;
                continue;
            }
            let coefficients = 64.min(1 << (4 + (size << 1)));
            bits.golombs(coefficients + u32::from(size > 1))?;
        }
    }
    Some(())
}

/// Short-term reference pictures, of which a still picture has none.
fn reference_sets(bits: &mut Bits) -> Option<()> {
    let count = bits.golomb()?;
    let mut pictures_of_last = 0_u32;
    for set in 0..count.min(64) {
        if set > 0 && bits.flag()? {
            bits.skip(1)?;
            bits.golomb()?;
            let mut pictures = 0;
            for _ in 0..=pictures_of_last {
                let is_used = bits.flag()?;
                if is_used || bits.flag()? {
                    pictures += 1;
                }
            }
            pictures_of_last = pictures;
            continue;
        }
        let (before, after) = (bits.golomb()?, bits.golomb()?);
        pictures_of_last = before.checked_add(after).filter(|count| *count <= 32)?;
        for _ in 0..pictures_of_last {
            bits.golomb()?;
            bits.skip(1)?;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_stream_are_read_and_its_end_is_no_danger() {
        let mut bits = Bits::of_nal(&[0, 0, 0b1010_0110, 0b0100_0000]);
        assert_eq!([bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()], [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(bits.number(20), None);
        assert_eq!(stream_colours(&[&[66, 1, 1]]), None);
        assert_eq!(stream_colours(&[]), None);
    }
}
