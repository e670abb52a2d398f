//! What stands in front of a JPEG's picture data: its size, its components with their tables, its metadata (ISO/IEC
//! 10918-1, annex B).

/// A picture in one interleaved scan of 8 bits a sample, grey or in three colours: what cameras and phones write.
pub(super) struct Head<'a> {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) components: Vec<Component>,
    /// After how many units the decoder begins anew; 0 for never.
    pub(super) restart: u16,
    /// Whether its three colours are red, green and blue instead of brightness and two differences.
    pub(super) is_rgb: bool,
    pub(super) exif: Option<&'a [u8]>,
    pub(super) icc: Option<Vec<u8>>,
    /// The picture data and all that follows.
    pub(super) data: &'a [u8],
}

pub(super) struct Component {
    id: u8,
    /// Blocks across and down in a unit.
    pub(super) across: usize,
    pub(super) down: usize,
    table: usize,
    /// Steps of the coefficients, in zigzag order.
    pub(super) steps: [f32; 64],
    pub(super) first: Codes,
    pub(super) others: Codes,
}

/// Prefix codes of up to this many bits are looked up at once.
const QUICK_BITS: usize = 11;

/// A table of prefix codes (annexes C and F).
#[derive(Clone)]
pub(super) struct Codes {
    /// By the next [`QUICK_BITS`] bits: the symbol above the code's length; 0 where the code is longer, or none.
    quick: Box<[u16; 1 << QUICK_BITS]>,
    /// For each length, the least 16 bits that begin no code of this length or less.
    limits: [u32; 17],
    /// For each length, what is taken from a code to find its symbol.
    offsets: [u32; 17],
    symbols: [u8; 256],
}

impl Codes {
    /// `None` where the counts promise more codes than there can be.
    fn new(counts: &[u8; 16], listed: &[u8]) -> Option<Self> {
        let mut codes =
            Self { quick: Box::new([0; 1 << QUICK_BITS]), limits: [0; 17], offsets: [0; 17], symbols: [0; 256] };
        codes.symbols.get_mut(..listed.len())?.copy_from_slice(listed);
        let (mut code, mut at) = (0_u32, 0_usize);
        for (length, count) in (1_usize..).zip(counts) {
            codes.offsets[length] = code.wrapping_sub(at as u32);
            for symbol in listed.get(at..at + usize::from(*count))? {
                if length <= QUICK_BITS {
                    let from = (code as usize) << (QUICK_BITS - length);
                    let all = codes.quick.get_mut(from..from + (1 << (QUICK_BITS - length)))?;
                    all.fill(u16::from(*symbol) << 8 | length as u16);
                }
                code += 1;
                at += 1;
            }
            if code > 1 << length {
                return None;
            }
            codes.limits[length] = code << (16 - length);
            code <<= 1;
        }
        Some(codes)
    }

    /// The symbol at the front of 64 bits, and its code's length.
    #[inline(always)]
    pub(super) fn symbol(&self, bits: u64) -> Option<(u8, u32)> {
        let quick = self.quick[(bits >> (64 - QUICK_BITS)) as usize];
        if quick > 0 {
            return Some(((quick >> 8) as u8, u32::from(quick & 0xff)));
        }
        self.long(bits)
    }

    #[cold]
    fn long(&self, bits: u64) -> Option<(u8, u32)> {
        let front = (bits >> 48) as u32;
        let length = (QUICK_BITS + 1..=16).find(|length| front < self.limits[*length])?;
        let at = (front >> (16 - length)).wrapping_sub(self.offsets[length]);
        Some((*self.symbols.get(at as usize)?, length as u32))
    }
}

/// Bytes that are read from the front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        self.take(N)?.first_chunk()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| *byte)
    }

    /// The next marker.
    fn marker(&mut self) -> Option<u8> {
        (self.byte()? == 0xff).then_some(())?;
        loop {
            match self.byte()? {
                0xff => {}
                marker => return Some(marker),
            }
        }
    }

    /// What a marker is followed by.
    fn segment(&mut self) -> Option<Reader<'a>> {
        let length = usize::from(u16::from_be_bytes(*self.array()?));
        Some(Reader(self.take(length.checked_sub(2)?)?))
    }
}

/// Tables as they come, by their numbers.
#[derive(Default)]
struct Tables {
    steps: [Option<[f32; 64]>; 4],
    first: [Option<Codes>; 4],
    others: [Option<Codes>; 4],
}

impl<'a> Head<'a> {
    /// `None` for whatever is not such a picture, or is damaged: another decoder then says more.
    pub(super) fn read(jpeg: &'a [u8]) -> Option<Self> {
        let mut from = Reader(jpeg.strip_prefix(b"\xff\xd8")?);
        let mut head = Self {
            width: 0,
            height: 0,
            components: Vec::new(),
            restart: 0,
            is_rgb: false,
            exif: None,
            icc: None,
            data: &[],
        };
        let mut tables = Tables::default();
        let (mut transform, mut is_jfif) = (None, false);
        let mut profile: Vec<(u8, &[u8])> = Vec::new();
        loop {
            let marker = from.marker()?;
            if marker == 0x01 {
                continue;
            }
            let mut segment = from.segment()?;
            match marker {
                0xc0 | 0xc1 if head.components.is_empty() => head.frame(&mut segment)?,
                0xc4 => tables.codes(&mut segment)?,
                0xdb => tables.steps(&mut segment)?,
                0xdd => head.restart = u16::from_be_bytes(*segment.array()?),
                0xda => {
                    head.scan(&mut segment, &tables)?;
                    break;
                }
                0xe0 => is_jfif |= segment.0.starts_with(b"JFIF\0"),
                0xe1 => head.exif = segment.0.strip_prefix(b"Exif\0\0").or(head.exif),
                0xe2 => {
                    if let Some([part, _, bytes @ ..]) = segment.0.strip_prefix(b"ICC_PROFILE\0") {
                        profile.push((*part, bytes));
                    }
                }
                0xee => transform = segment.0.strip_prefix(b"Adobe").and_then(|adobe| adobe.get(6)).or(transform),
                0xe3..=0xef | 0xfe => {}
                // Progressive, lossless, arithmetic coding; anything out of place.
                _ => return None,
            }
        }
        profile.sort_by_key(|(part, _)| *part);
        head.icc = (!profile.is_empty()).then(|| profile.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect());
        let ids: Vec<u8> = head.components.iter().map(|one| one.id).collect();
        head.is_rgb = match transform {
            Some(transform) => *transform == 0,
            None => !is_jfif && ids == *b"RGB",
        };
        head.data = from.0;
        Some(head)
    }

    fn frame(&mut self, from: &mut Reader<'a>) -> Option<()> {
        let [8, h1, h2, w1, w2, count @ (1 | 3)] = *from.array::<6>()? else { return None };
        (self.height, self.width) = (u16::from_be_bytes([h1, h2]), u16::from_be_bytes([w1, w2]));
        for _ in 0..count {
            let [id, sampling, table] = *from.array::<3>()?;
            // A single component is not interleaved: its blocks come one by one.
            let sampling = if count == 1 { 0x11 } else { sampling };
            let (across, down) = (usize::from(sampling >> 4), usize::from(sampling & 15));
            let none = Codes::new(&[0; 16], &[])?;
            let [first, others] = [none.clone(), none];
            self.components.push(Component { id, across, down, table: table.into(), steps: [0.0; 64], first, others });
        }
        let sides = self.components.iter().flat_map(|one| [one.across, one.down]);
        let fits = sides.into_iter().all(|side| side == 1 || side == 2) && self.height > 0 && self.width > 0;
        fits.then_some(())
    }

    /// Gives each component its tables.
    fn scan(&mut self, from: &mut Reader<'a>, tables: &Tables) -> Option<()> {
        let count = usize::from(from.byte()?);
        if count == 0 || count != self.components.len() {
            return None;
        }
        for component in &mut self.components {
            let [id, numbers] = *from.array::<2>()?;
            if id != component.id {
                return None;
            }
            component.steps = (*tables.steps.get(component.table)?)?;
            component.first = tables.first.get(usize::from(numbers >> 4))?.clone()?;
            component.others = tables.others.get(usize::from(numbers & 15))?.clone()?;
        }
        (*from.array::<3>()? == [0, 63, 0]).then_some(())
    }
}

impl Tables {
    fn codes(&mut self, from: &mut Reader<'_>) -> Option<()> {
        while let Some(number) = from.byte() {
            let counts = from.array::<16>()?;
            let listed = from.take(counts.iter().map(|count| usize::from(*count)).sum())?;
            let tables = if number >> 4 == 0 { &mut self.first } else { &mut self.others };
            *tables.get_mut(usize::from(number & 15))? = Some(Codes::new(counts, listed)?);
        }
        Some(())
    }

    fn steps(&mut self, from: &mut Reader<'_>) -> Option<()> {
        while let Some(number) = from.byte() {
            let mut steps = [0.0; 64];
            for step in &mut steps {
                *step = match number >> 4 {
                    0 => from.byte()?.into(),
                    _ => u16::from_be_bytes(*from.array()?).into(),
                };
            }
            *self.steps.get_mut(usize::from(number & 15))? = Some(steps);
        }
        Some(())
    }
}
