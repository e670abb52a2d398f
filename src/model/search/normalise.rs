//! One form of text for comparing: lower-case, without marks, punctuation and the spellings that people mix up.

use std::borrow::Cow;

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
    let mut normalised = String::with_capacity(text.len());
    let mut is_between = false;
    let mut add = |c: char| {
        if c.is_alphanumeric() {
            if std::mem::take(&mut is_between) && !normalised.is_empty() {
                normalised.push(' ');
            }
            normalised.push(c);
        } else if c == '%' && normalised.ends_with(|last: char| last.is_ascii_digit()) {
            // `70 %` and `70%` are one word, which is not the number.
            normalised.push(c);
            is_between = true;
        } else {
            // An apostrophe parts no words.
            is_between |= !matches!(c, '\'' | '’' | 'ʼ');
        }
    };
    for c in text.chars() {
        match c.is_ascii() {
            true => add(c.to_ascii_lowercase()),
            // One by one: what a letter is made of hangs on no other, and the order of marks does not matter here.
            false => std::iter::once(c)
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .for_each(&mut add),
        }
    }
    normalised
}

/// A normalised text as written, then as others would spell it. All spellings are kept, since a word that is still being
/// typed (`krip`) is the beginning of one of them only.
pub fn spellings(normalised: &str) -> Vec<String> {
    let mut versions = vec![normalised.to_owned()];
    if !has_other_spelling(normalised) {
        return versions;
    }
    for at in 0.. {
        let mut is_other = false;
        let words = normalised.split(' ').map(|word| match other_spellings(word).nth(at) {
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

/// Whether any word of a normalised text is spelt in other ways too.
pub fn has_other_spelling(normalised: &str) -> bool {
    // Asked of every word of a catalogue: nearly all differ in their first letter.
    let begins = |word: &[u8], spelt: &[u8]| word.first() == spelt.first() && word.starts_with(spelt);
    let spelt = || SAME.iter().flat_map(|group| group.iter()).map(|spelt| spelt.as_bytes());
    normalised.as_bytes().split(|byte| *byte == b' ').any(|word| spelt().any(|spelt| begins(word, spelt)))
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
    let normalised = normalise(text);
    if !normalised.bytes().any(|byte| byte.is_ascii_digit()) {
        return normalised;
    }
    let mut key = String::with_capacity(normalised.len() + 8);
    let mut digits = String::new();
    for c in normalised.chars().chain(std::iter::once(' ')) {
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
fn slips(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// Whether a typed word is near a written one, or near its beginning. A slip is a letter too many, too few, another one,
/// or two neighbours that changed places.
pub fn is_near(typed: &str, written: &str) -> bool {
    let allowed = slips(typed);
    if allowed == 0 {
        return typed == written;
    }
    // A slip brings in at most one letter that the other word has not: far quicker to see than a distance.
    if (letters(typed) & !letters(written)).count_ones() as usize > allowed {
        return false;
    }
    let beginning = written.char_indices().nth(typed.chars().count()).and_then(|(end, _)| written.get(..end));
    [Some(written), beginning].into_iter().flatten().any(|written| strsim::osa_distance(typed, written) <= allowed)
}

/// The set of a word's letters and digits; whatever else there is shares the bits, which only lets more pass.
fn letters(word: &str) -> u64 {
    word.bytes().filter(u8::is_ascii).fold(0, |set, byte| set | 1 << (byte % 64))
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
        assert_eq!(normalise("Cokelat 70 % (asli), 5%"), "cokelat 70% asli 5%");
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
        fn letters_are_normalised_one_by_one_as_all_at_once(text in "[a-zA-Z éÉ\u{301}\u{323}ﬁ½Åǰ–'’한①\\PC]{0,12}") {
            // A percent sign, in any of its forms, is kept after a digit.
            let is_percent = |c: &char| std::iter::once(*c).nfkd().any(|c| c == '%');
            let text: String = text.chars().filter(|c| !is_percent(c)).collect();
            let all = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
            let blank = |c: char| if c.is_alphanumeric() { c } else { ' ' };
            let all: String = all.filter(|c| !matches!(c, '\'' | '’' | 'ʼ')).map(blank).collect();
            prop_assert_eq!(normalise(&text), all.split_whitespace().collect::<Vec<_>>().join(" "));
        }

        #[test]
        fn the_quick_look_at_letters_changes_no_answer(typed in "[a-dmkéк0-2]{4,9}", written in "[a-dmkéк0-2]{0,12}") {
            prop_assert_eq!(is_near(&typed, &written), is_within(&typed, &written, slips(&typed)));
        }
    }
}
