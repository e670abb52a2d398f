//! One form of text for comparing: lower-case, without marks, punctuation and the spellings that people mix up.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Spellings that mean the same; the first one is written over the others wherever a word starts with it.
const SAME: [(&str, &str); 12] = [
    ("cokelat", "coklat"),
    ("chocolate", "coklat"),
    ("kripik", "keripik"),
    ("krupuk", "kerupuk"),
    ("propinsi", "provinsi"),
    ("sirop", "sirup"),
    ("sambel", "sambal"),
    ("nopember", "november"),
    ("bumdesa", "bumdes"),
    ("briquette", "briket"),
    ("rengginang", "ranginang"),
    ("ecoprinting", "ecoprint"),
];

/// Lower-case words without marks, one blank between them: `Madu Kelulut (Asli)` is `madu kelulut asli`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut word = String::new();
    let mut end_word = |word: &mut String| {
        if word.is_empty() {
            return;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        match SAME.iter().find(|(typed, _)| word.starts_with(typed)) {
            Some((typed, meant)) => {
                folded.push_str(meant);
                folded.push_str(word.get(typed.len()..).unwrap_or_default());
            }
            None => folded.push_str(word),
        }
        word.clear();
    };
    let mut take = |c: char| {
        if c.is_alphanumeric() {
            word.push(c);
        } else if !matches!(c, '\'' | '’' | 'ʼ') {
            end_word(&mut word);
        }
    };
    if text.is_ascii() {
        text.chars().for_each(|c| take(c.to_ascii_lowercase()));
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).for_each(&mut take);
    }
    take(' ');
    folded
}

/// A key that sorts names as people do: without case and marks, and `Produk 2` before `Produk 10`.
pub fn sort_key(text: &str) -> String {
    let folded = fold(text);
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
    let allowed = slips(typed);
    if allowed == 0 {
        return typed == written;
    }
    let (typed_len, written_len) = (typed.chars().count(), written.chars().count());
    if typed_len > written_len + allowed {
        return false;
    }
    if strsim::osa_distance(typed, written) <= allowed {
        return true;
    }
    if written_len <= typed_len {
        return false;
    }
    let beginning: String = written.chars().take(typed_len).collect();
    strsim::osa_distance(typed, &beginning) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_marks_punctuation_and_spellings_are_one() {
        assert_eq!(fold("Madu Kelulut (Asli)"), "madu kelulut asli");
        assert_eq!(fold("COKELAT Lung-Anai"), fold("coklat lung anai"));
        assert_eq!(fold("Kripik Bétawi"), fold("keripik betawi"));
        assert_eq!(fold("Ma'bulle"), "mabulle");
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
        assert!(!is_near("madu", "batu") || strsim::osa_distance("madu", "batu") == 1);
        assert!(!is_near("abc", "abd"));
    }
}
