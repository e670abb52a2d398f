//! How words answer to a typed one: alone, or together with those behind them (`argomulyo` in "Argo Mulyo").

/// Typed words of fewer bytes are not looked for across words: they would match at too many borders.
pub(in crate::model) const ACROSS: usize = 5;
/// Nor those of more: nobody types so much without a blank.
const LONGEST: usize = 64;

/// How a word was found: beginnings of words rank before what stands inside or across them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::model) enum Found {
    #[default]
    Not,
    Inside,
    Start,
}

/// What one word says to a typed one, or what some do together, as bits: whether it begins with it or has it inside, and,
/// by the place where the typed one is parted, whether its beginning is the end of this word, and whether the rest goes
/// on here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::model) struct Answer(u16);

impl Answer {
    pub(super) const INSIDE: Self = Self(1);
    pub(super) const START: Self = Self(2);
    /// No word stands here, or a closer look is needed.
    pub(super) const MARK: Self = Self(4);
    /// So many places are told apart; further ones share their bits, which only lets more pass.
    const PLACES: u32 = 6;
    const BEGINS: u32 = 3;
    const GOES_ON: u32 = Self::BEGINS + Self::PLACES;

    fn begins(place: u32) -> Self {
        Self(1 << (Self::BEGINS + place % Self::PLACES))
    }

    fn goes_on(place: u32) -> Self {
        Self(1 << (Self::GOES_ON + place % Self::PLACES))
    }

    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }

    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// What a word answers alone.
    pub(super) fn alone(self) -> Found {
        match (self.0 & Self::START.0 > 0, self.0 & Self::INSIDE.0 > 0) {
            (true, _) => Found::Start,
            (false, true) => Found::Inside,
            (false, false) => Found::Not,
        }
    }

    /// Whether a typed word that begins in this one may go on in another.
    #[inline]
    pub(super) fn may_go_on_in(self, next: Self) -> bool {
        (self.0 >> Self::BEGINS) & (next.0 >> Self::GOES_ON) & ((1 << Self::PLACES) - 1) > 0
    }

    /// Whether this, behind that of the word before, says anything. Asked of every word that a search walks by.
    #[inline]
    pub(super) fn tells_behind(self, before: Self) -> bool {
        const ALONE: u16 = Answer::INSIDE.0 | Answer::START.0 | Answer::MARK.0;
        const TOGETHER: u16 = ((1 << Answer::PLACES) - 1) << Answer::GOES_ON;
        self.0 & ((before.0 << Self::PLACES) & TOGETHER | ALONE) != 0
    }

    /// Whether words of which these are all answers may have the typed word, alone or together.
    pub(super) fn may_have(self) -> bool {
        self.alone() != Found::Not || self.may_go_on_in(self)
    }
}

/// How every different word answers to a typed one.
#[derive(Debug)]
pub(in crate::model) struct Answers {
    by_number: Vec<Answer>,
    spread: Option<Spread>,
}

impl Answers {
    pub(super) fn new(by_number: Vec<Answer>, spread: Option<Spread>) -> Self {
        Self { by_number, spread }
    }

    pub(super) fn of(&self, number: u32) -> Answer {
        self.by_number.get(number as usize).copied().unwrap_or_default()
    }

    /// Whether the typed word begins at the end of a word and goes on in those behind it, all by their numbers.
    pub(super) fn is_spread(&self, first: u32, behind: impl Iterator<Item = u32> + Clone) -> bool {
        let Some(spread) = &self.spread else { return false };
        spread.steps(first, 0).any(|place| spread.goes_on(place, behind.clone()))
    }
}

/// How a typed word may be spread over several written ones.
#[derive(Debug, Default)]
pub(super) struct Spread {
    length: u32,
    /// In order.
    steps: Vec<Step>,
}

/// A word that takes a typed one further: so many bytes of it stood before, and so many stand with it. It is at the end
/// of what stood before 0, in full between, and at the beginning of what stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    number: u32,
    from: u32,
    to: u32,
}

impl Spread {
    /// `None` where no words of a list can have the typed one together; else their answers say where it may be parted.
    pub(super) fn of<'a, W: Iterator<Item = &'a [u8]>>(
        typed: &str,
        words: impl Fn() -> W,
        answers: &mut [Answer],
    ) -> Option<Self> {
        let (typed, length) = (typed.as_bytes(), typed.len());
        if !(ACROSS..=LONGEST).contains(&length) {
            return None;
        }
        // For each byte the places of the typed word that have it, as bits.
        let mut places = [0_u64; 256];
        for (at, byte) in typed.iter().enumerate() {
            if let Some(places) = places.get_mut(usize::from(*byte)) {
                *places |= 1 << at;
            }
        }
        let at = |byte: Option<&u8>| byte.and_then(|byte| places.get(usize::from(*byte))).copied().unwrap_or_default();
        let rest = |from: u32| typed.get(from as usize..).unwrap_or_default();
        let numbered = || (0_u32..).zip(words());

        // From which places on a word begins with all that is left, and words that are a part of the typed one.
        let (mut ended, mut parts) = (0_u64, Vec::new());
        let last = 1 << (length - 1);
        let mut open = !1;
        for (number, word) in numbered() {
            let second = word.get(1).map_or(u64::MAX, |byte| at(Some(byte)) >> 1 | last);
            for from in bits(at(word.first()) & second & open) {
                let rest = rest(from);
                if word.starts_with(rest) {
                    ended |= 1 << from;
                    // Many words begin with its last letter: one tells all.
                    open &= !(ended & last);
                } else if rest.starts_with(word) {
                    parts.push(Step { number, from, to: from + word.len() as u32 });
                }
            }
        }
        // From where words lead to the end: later places first, since parts lead forward.
        parts.sort_unstable_by_key(|step| std::cmp::Reverse(step.from));
        for step in &parts {
            ended |= (ended >> step.to & 1) << step.from;
        }
        // The words that end with the typed one's beginning, as far as others lead on from there.
        let mut steps = Vec::new();
        let mut begun = 0_u64;
        for (number, word) in numbered() {
            let before = word.len().checked_sub(2).map_or(0, |before| at(word.get(before)) << 1) | 1;
            for last in bits(at(word.last()) & (ended >> 1) & before) {
                let to = last + 1;
                if typed.get(..to as usize).is_some_and(|beginning| word.ends_with(beginning)) {
                    steps.push(Step { number, from: 0, to });
                    begun |= 1 << to;
                }
            }
        }
        if begun == 0 {
            return None;
        }
        for step in parts.iter().rev() {
            if begun >> step.from & 1 == 1 && ended >> step.to & 1 == 1 {
                steps.push(*step);
                begun |= 1 << step.to;
            }
        }
        for (number, word) in numbered() {
            for from in bits(at(word.first()) & begun) {
                if word.starts_with(rest(from)) {
                    steps.push(Step { number, from, to: length as u32 });
                }
            }
        }
        for step in &steps {
            if let Some(answer) = answers.get_mut(step.number as usize) {
                match step.from {
                    0 => answer.add(Answer::begins(step.to)),
                    from => answer.add(Answer::goes_on(from)),
                }
            }
        }
        steps.sort_unstable();
        Some(Self { length: length as u32, steps })
    }

    /// The places to which a word takes the typed one from a place.
    fn steps(&self, number: u32, from: u32) -> impl Iterator<Item = u32> {
        let first = self.steps.partition_point(|step| (step.number, step.from) < (number, from));
        let steps = self.steps.iter().skip(first);
        steps.take_while(move |step| (step.number, step.from) == (number, from)).map(|step| step.to)
    }

    /// Whether the rest of the typed word, from a place on, stands in words one behind the other.
    fn goes_on(&self, mut place: u32, mut words: impl Iterator<Item = u32>) -> bool {
        // One word takes it from one place to one other.
        while place < self.length
            && let Some(to) = words.next().and_then(|word| self.steps(word, place).next())
        {
            place = to;
        }
        place == self.length
    }
}

/// The places of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let place = (set != 0).then(|| set.trailing_zeros())?;
        set &= set - 1;
        Some(place)
    })
}
