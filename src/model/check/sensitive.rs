//! Words and numbers that must not be printed unseen: protected species, health claims, identity-card numbers.

use crate::model::check::rules::{Findings, ProblemKind, Subject};
use crate::model::record::values::Text;
use crate::model::record::{Product, ProductField};
use crate::model::search::normalise::normalise;
use crate::text::Severity;

/// A species whose trade is forbidden or needs a permit.
struct Species {
    /// What products call it, normalised.
    word: &'static str,
    decree: &'static str,
    /// Words before it that make it a colour or a plant.
    except: &'static [&'static str],
}

const fn species(word: &'static str, decree: &'static str) -> Species {
    Species { word, decree, except: &[] }
}

const BELIDA: &str = "Kepmen KP 1/2021";
const WHALE_SHARK: &str = "Kepmen KP 18/2013";
/// Protected plants and animals.
const PROTECTED: &str = "Permen LHK P.106/2018";

const SPECIES: [Species; 13] = [
    species("belida", BELIDA),
    species("hiu paus", WHALE_SHARK),
    species("whale shark", WHALE_SHARK),
    species("penyu", PROTECTED),
    species("sea turtle", PROTECTED),
    species("kima", PROTECTED),
    species("giant clam", PROTECTED),
    species("arwana super red", PROTECTED),
    species("arowana super red", PROTECTED),
    species("super red arowana", PROTECTED),
    species("trenggiling", PROTECTED),
    species("pangolin", PROTECTED),
    Species { word: "gading", decree: PROTECTED, except: &["kelapa", "pisang", "putih", "kuning", "warna"] },
];

/// Claims that BPOM 1/2022 and 6/2021 forbid without proof on the label.
const CLAIMS: [&str; 7] =
    ["menyembuhkan", "mengobati", "mencegah kanker", "satu-satunya", "cures", "prevents cancer", "prevent cancer"];

/// The words of a text with a blank on either side of each.
fn spaced(text: &str) -> String {
    format!(" {} ", normalise(text))
}

impl Species {
    fn is_in(&self, spaced: &str) -> bool {
        let word = format!(" {} ", self.word);
        spaced.match_indices(&word).any(|(at, _)| {
            let before = spaced.get(..at).and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
            !self.except.contains(&before)
        })
    }
}

impl Findings<'_> {
    /// Protected species in what a product is called and made of, health claims in what is said of it.
    pub(super) fn sensitive_words(&mut self, at: &Subject, product: &Product) {
        use ProductField as F;
        let names = [(F::Name, &product.name), (F::Materials, &product.materials)];
        let variants = product.variants.iter().map(|variant| (F::Variants, variant));
        for (field, text) in names.into_iter().chain(variants) {
            let words = both(text);
            if let Some(found) = SPECIES.iter().find(|species| species.is_in(&words)) {
                let kind = ProblemKind::ProtectedSpecies { word: found.word, decree: found.decree };
                self.add(Severity::Warning, at, Some(field.into()), kind);
            }
        }
        let said = [(F::Summary, &product.summary), (F::Description, &product.description), (F::Usage, &product.usage)];
        for (field, text) in said {
            let words = both(text);
            if let Some(word) = CLAIMS.into_iter().find(|claim| words.contains(&spaced(claim))) {
                self.add(Severity::Warning, at, Some(field.into()), ProblemKind::HealthClaim { word });
            }
        }
    }
}

fn both(text: &Text) -> String {
    match text.is_empty() {
        true => String::new(),
        false => spaced(&text.id) + &spaced(&text.en),
    }
}

/// Sixteen digits in a row, however they are grouped: the length of an identity-card number (NIK). Two dates in a row are
/// none.
pub fn holds_identity_number(text: &str) -> bool {
    // Nearly every text has fewer in all, which is quick to see.
    if text.bytes().filter(u8::is_ascii_digit).count() < 16 {
        return false;
    }
    let is_one = |digits: &str| digits.len() == 16 && !are_two_dates(digits);
    let mut digits = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '.' | ' ' | '-' if !digits.is_empty() && digits.len() < 16 => {}
            _ if is_one(&digits) => return true,
            _ => digits.clear(),
        }
    }
    is_one(&digits)
}

/// `2025-05-08 2026-05-08` without its marks: year, month, day, twice.
fn are_two_dates(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u16>().ok()).unwrap_or(0);
    [0, 8].into_iter().all(|at| {
        (1900..2100).contains(&number(at, at + 4))
            && (1..=12).contains(&number(at + 4, at + 6))
            && (1..=31).contains(&number(at + 6, at + 8))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn species_in(text: &str) -> Option<&'static str> {
        let words = spaced(text);
        SPECIES.iter().find(|species| species.is_in(&words)).map(|species| species.decree)
    }

    #[test]
    fn protected_species_are_noticed_and_colours_are_not() {
        assert_eq!(species_in("Kerupuk Ikan Belida"), Some("Kepmen KP 1/2021"));
        assert_eq!(species_in("Ukiran gading"), Some(PROTECTED));
        assert_eq!(species_in("Arwana Super-Red"), Some(PROTECTED));
        for harmless in ["Kelapa gading", "Kain putih gading dan hijau", "Kerupuk haruan", "Kimah"] {
            assert_eq!(species_in(harmless), None, "{harmless}");
        }
        assert!(species_in("Kelapa gading dengan ukiran gading").is_some());
    }
}
