//! One form of text for comparing: lower-case, without marks, punctuation and the spellings that people mix up.

use std::borrow::Cow;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Spellings that mean the same wherever a word starts with one of them, so that `keripiknya` is `kripiknya` too.
const SAME: [&[&str]; 11] = [
    &["cokelat", "coklat", "chocolate"],
    &["keripik", "kripik"],
    &["kerupuk", "krupuk"],
    &["provinsi", "propinsi"],
    &["sirup", "sirop"],
    &["sambal", "sambel"],
    &["november", "nopember"],
    &["bumdes", "bumdesa"],
    &["briket", "briquette"],
    &["ranginang", "rengginang"],
    &["ecoprint", "ecoprinting"],
];

/// Lower-case words without marks, one blank between them: `Madu Kelulut (Asli)` is `madu kelulut asli`.
pub fn normalise(text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len());
    fold_words(text, &mut folded, |before| {
        if !before.is_empty() {
            before.push(b' ');
        }
    });
    String::from_utf8(folded).unwrap_or_default()
}

/// What a byte of ASCII is folded into: its lower-case letter or digit, `PARTS` where it parts words, or `NOTHING`.
static FOLDED: [u8; 128] = {
    let mut folded = [PARTS; 128];
    let mut byte = 0;
    while byte < 128 {
        let is = byte as u8;
        if is.is_ascii_alphanumeric() {
            folded[byte] = is.to_ascii_lowercase();
        } else if is == b'\'' {
            folded[byte] = NOTHING;
        }
        byte += 1;
    }
    folded
};
const PARTS: u8 = 0;
const NOTHING: u8 = 1;

/// Adds the folded words of a text, without blanks, to what stands there already; `begin` is called before each of them
/// with what stands before it.
pub(in crate::model) fn fold_words(text: &str, to: &mut Vec<u8>, mut begin: impl FnMut(&mut Vec<u8>)) {
    let mut is_between = true;
    let mut add = |to: &mut Vec<u8>, is_between: &mut bool, letter: &[u8]| {
        if std::mem::take(is_between) {
            begin(to);
        }
        match letter {
            [byte] => to.push(*byte),
            _ => to.extend_from_slice(letter),
        }
    };
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        match FOLDED.get(usize::from(*byte)) {
            Some(&PARTS) => is_between = true,
            Some(&NOTHING) => {}
            // Nearly all there is.
            Some(letter) => add(to, &mut is_between, &[*letter]),
            None => {
                let c = text.get(text.len() - rest.len()..).and_then(|rest| rest.chars().next()).unwrap_or_default();
                // One by one: what a letter is made of hangs on no other, and the order of marks does not matter here.
                let parts = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
                for c in parts.flat_map(char::to_lowercase) {
                    match c.is_alphanumeric() {
                        true => add(to, &mut is_between, c.encode_utf8(&mut [0; 4]).as_bytes()),
                        // An apostrophe parts no words.
                        false => is_between |= !matches!(c, '\'' | '’' | 'ʼ'),
                    }
                }
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
                continue;
            }
        }
        rest = behind;
    }
}

/// A folded text as written, then as others would spell it. All spellings are kept, since a word that is still being
/// typed (`krip`) is the beginning of one of them only.
pub fn spellings(folded: &str) -> Vec<String> {
    let mut versions = vec![folded.to_owned()];
    for at in 0.. {
        let mut is_other = false;
        let words = folded.split(' ').map(|word| match other_spellings(word).nth(at) {
            Some(other) => {
                is_other = true;
                Cow::Owned(other)
            }
            None => Cow::Borrowed(word),
        });
        let version = words.collect::<Vec<_>>().join(" ");
        if !is_other {
            break;
        }
        versions.push(version);
    }
    versions
}

/// Whether any word of a folded text is spelt in other ways too: most have none, and this is quick to see.
pub fn has_other_spelling(folded: &str) -> bool {
    // Byte by byte: words are short, and there are millions of them.
    folded.as_bytes().split(|byte| *byte == b' ').any(is_spelt_otherwise)
}

/// The same of one word.
pub(in crate::model) fn is_spelt_otherwise(word: &[u8]) -> bool {
    let spelt = || SAME.iter().flat_map(|group| group.iter());
    // For each second letter, the first letters of the spellings that go on with it.
    static BEGINNINGS: OnceLock<[u32; 32]> = OnceLock::new();
    let beginnings = BEGINNINGS.get_or_init(|| {
        let mut firsts = [0; 32];
        for spelling in spelt() {
            if let [first, second, ..] = spelling.as_bytes() {
                firsts[usize::from(second % 32)] |= 1 << (first % 32);
            }
        }
        firsts
    });
    match word {
        [first, second, ..] if beginnings[usize::from(second % 32)] >> (first % 32) & 1 == 1 => {
            spelt().any(|spelling| word.starts_with(spelling.as_bytes()))
        }
        _ => false,
    }
}

fn other_spellings(word: &str) -> impl Iterator<Item = String> {
    let group = SAME.into_iter().find_map(|group| {
        // The longest one that fits, since `bumdesa` starts with `bumdes` too.
        let spelt = group.iter().filter(|spelt| word.starts_with(**spelt)).max_by_key(|spelt| spelt.len())?;
        Some((group, *spelt))
    });
    let rest = group.and_then(|(_, spelt)| word.strip_prefix(spelt)).unwrap_or_default();
    let others = group.into_iter().flat_map(|(group, spelt)| group.iter().filter(move |other| **other != spelt));
    others.map(move |other| format!("{other}{rest}"))
}

/// A key that sorts names as people do: without case and marks, and `Produk 2` before `Produk 10`.
pub fn sort_key(text: &str) -> String {
    let folded = normalise(text);
    if !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return folded;
    }
    let mut key = String::with_capacity(folded.len() + 8);
    let mut digits = String::new();
    for c in folded.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            let number = digits.trim_start_matches('0');
            // The count of digits comes first, so that longer numbers are larger ones.
            key.push_str(&format!("{:03}{number}", number.len()));
            digits.clear();
        }
        key.push(c);
    }
    key.truncate(key.trim_end().len());
    key
}

/// How many slips a word may have: none in short words, since too much would match.
pub fn slips(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// Whether a typed word is near a written one, or near its beginning.
pub fn is_near(typed: &str, written: &str) -> bool {
    NearTo::new(typed).is(written)
}

/// A typed word that many written ones are held against: a slip is a letter too many, too few, another one, or two
/// neighbours that changed places.
pub(in crate::model) struct NearTo<'a> {
    typed: &'a str,
    allowed: usize,
    letters: u64,
    length: usize,
    /// For each letter of ASCII, then for others, the places where the typed word has it, as bits.
    places: Box<[u64; 128]>,
    others: Vec<(char, u64)>,
}

impl<'a> NearTo<'a> {
    pub(in crate::model) fn new(typed: &'a str) -> Self {
        let (mut places, mut others) = (Box::new([0; 128]), Vec::<(char, u64)>::new());
        // Whoever types more letters than this means no single word; they are held against their beginning.
        for (at, letter) in typed.chars().take(64).enumerate() {
            match (
                u8::try_from(letter).ok().filter(u8::is_ascii),
                others.iter_mut().find(|(known, _)| *known == letter),
            ) {
                (Some(byte), _) => places[usize::from(byte)] |= 1 << at,
                (None, Some((_, known))) => *known |= 1 << at,
                (None, None) => others.push((letter, 1 << at)),
            }
        }
        let length = typed.chars().count().min(64);
        Self { typed, allowed: slips(typed), letters: letters(typed.as_bytes()), length, places, others }
    }

    /// False where a word of these letters is certainly not near: one slip brings in at most one letter that the other
    /// has not, and this is far quicker to see than a distance.
    pub(in crate::model) fn may_be(&self, written: u64) -> bool {
        // Not counted, since many processors that this runs on would count bit by bit.
        let without_lowest = |set: u64| set & set.wrapping_sub(1);
        let mut missing = self.letters & !written;
        (0..self.allowed).for_each(|_| missing = without_lowest(missing));
        missing == 0
    }

    pub(in crate::model) fn is(&self, written: &str) -> bool {
        match self.allowed {
            0 => self.typed == written,
            _ => self.may_be(letters(written.as_bytes())) && self.is_within(written),
        }
    }

    fn places(&self, letter: char) -> u64 {
        match u8::try_from(letter).ok().and_then(|byte| self.places.get(usize::from(byte))) {
            Some(places) => *places,
            None => self.others.iter().find(|(known, _)| *known == letter).map_or(0, |(_, places)| *places),
        }
    }

    /// Whether a written word, or as much of it as was typed, is so many slips away or fewer. One walk tells both: all
    /// distances to one beginning of the written word are the bits of two numbers, from which those to the next follow
    /// (H. Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances, 2003, figure 8).
    fn is_within(&self, written: &str) -> bool {
        let last = 1_u64 << (self.length.max(1) - 1);
        let mut distance = self.length;
        let (mut more, mut less, mut same, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut read = 0;
        for letter in written.chars() {
            let here = self.places(letter);
            let swapped = ((!same & here) << 1) & before;
            same = ((here & more).wrapping_add(more) ^ more) | here | less | swapped;
            let (right_more, right_less) = (less | !(same | more), same & more);
            distance += usize::from(right_more & last != 0);
            distance -= usize::from(right_less & last != 0);
            let (right_more, right_less) = (right_more << 1 | 1, right_less << 1);
            more = right_less | !(same | right_more);
            less = right_more & same;
            before = here;
            read += 1;
            if read == self.length && distance <= self.allowed {
                return true;
            }
            // What comes behind as many letters as may be too many is only further away.
            if read > self.length + self.allowed {
                return false;
            }
        }
        distance <= self.allowed
    }
}

/// The set of a word's letters and digits; whatever else there is shares the bits, which only lets more pass.
pub(in crate::model) fn letters(word: &[u8]) -> u64 {
    word.iter().filter(|byte| byte.is_ascii()).fold(0, |set, byte| set | 1 << (byte % 64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// By the distances themselves: of the whole word, and of as much of it as was typed.
    fn is_within(typed: &str, written: &str, allowed: usize) -> bool {
        let beginning: String = written.chars().take(typed.chars().count()).collect();
        [written, &beginning].into_iter().any(|written| strsim::osa_distance(typed, written) <= allowed)
    }

    #[test]
    fn case_marks_punctuation_and_spellings_are_one() {
        assert_eq!(normalise("Madu Kelulut (Asli)"), "madu kelulut asli");
        assert_eq!(normalise("COKELAT  Lung-Anai "), "cokelat lung anai");
        assert_eq!(normalise("Kripik Bétawi"), "kripik betawi");
        assert_eq!(normalise("Ma'bulle"), "mabulle");
    }

    #[test]
    fn a_text_is_kept_in_every_spelling() {
        assert_eq!(spellings("madu"), ["madu"]);
        assert_eq!(spellings("kripiknya bumdesa"), ["kripiknya bumdesa", "keripiknya bumdes"]);
        assert_eq!(spellings("coklat tua"), ["coklat tua", "cokelat tua", "chocolate tua"]);
    }

    #[test]
    fn numbers_sort_as_numbers() {
        assert!(sort_key("Produk 2") < sort_key("produk 10"));
        assert!(sort_key("Élok") < sort_key("Emas"));
    }

    #[test]
    fn one_slip_is_near_in_a_word_of_six() {
        assert!(is_near("briket", "briket") && is_near("brikte", "briket") && is_near("kelulud", "kelulut"));
        assert!(is_near("keluul", "kelulut"));
        assert!(!is_near("madu", "batu"));
        assert!(!is_near("abc", "abd"));
    }

    proptest! {
        #[test]
        fn letters_are_folded_one_by_one_as_all_at_once(text in "[a-zA-Z éÉ\u{301}\u{323}ﬁ½Åǰ–'’한①\\PC]{0,12}") {
            let all = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            let blank = |c: char| if c.is_alphanumeric() { c } else { ' ' };
            let all: String = all.filter(|c| !matches!(c, '\'' | '’' | 'ʼ')).map(blank).collect();
            prop_assert_eq!(normalise(&text), all.split_whitespace().collect::<Vec<_>>().join(" "));
        }

        #[test]
        fn a_word_has_another_spelling_where_spellings_finds_one(text in "[a-z ]{0,9}(kripik|coklat|bumdesa|chocolate|)[a-z ]{0,4}") {
            prop_assert_eq!(has_other_spelling(&text), spellings(&text).len() > 1);
        }

        #[test]
        fn the_quick_look_at_letters_changes_no_answer(typed in "[a-dmké0-2]{4,9}", written in "[a-dmké0-2]{1,11}") {
            prop_assert_eq!(is_near(&typed, &written), is_within(&typed, &written, slips(&typed)));
        }

        #[test]
        fn a_word_is_near_as_its_distance_says(typed in "[a-céк]{4,9}", written in "[a-céкл]{0,12}") {
            prop_assert_eq!(is_near(&typed, &written), is_within(&typed, &written, slips(&typed)));
        }
    }
}
