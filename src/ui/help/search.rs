//! Which topics and keys of help have the words that a person looks for.

use super::texts::{Appendix, Both, TOPICS};
use crate::model::search::normalise::{normalise, spellings};
use crate::ui::app::command::Screen;
use crate::ui::app::shortcuts::{OF_TABLE, SHORTCUTS, keys, with_keys};

/// The topic that the keys stand under.
pub(super) fn keys_topic() -> usize {
    TOPICS.iter().position(|topic| topic.appendix == Appendix::Keys).unwrap_or_default()
}

/// What a screen needs to be told first.
pub(super) fn topic_of(screen: Screen) -> usize {
    TOPICS.iter().position(|topic| topic.screens.contains(&screen)).unwrap_or_default()
}

/// Keys and what they do: those of the window, of moving about, and of the table.
pub(super) struct KeyGroup {
    pub(super) title: Both,
    pub(super) keys: Vec<(String, Both)>,
}

/// Every key, for the topic of the keys.
pub(super) fn key_groups() -> [KeyGroup; 2] {
    let of_window = SHORTCUTS.iter().map(|shortcut| (keys(shortcut.hotkey), (shortcut.id, shortcut.en)));
    let ways = [
        ("PgDn · PgUp", ("Geser kartu atau halaman", "Move through cards or pages")),
        ("Home · End", ("Ke awal, ke akhir", "To the beginning, to the end")),
    ];
    [
        KeyGroup {
            title: ("Di mana saja", "Everywhere"),
            keys: of_window.chain(ways.map(|(keys, does)| (keys.to_owned(), does))).collect(),
        },
        KeyGroup {
            title: ("Di tabel", "In the table"),
            keys: OF_TABLE.map(|(keys, id, en)| (keys.to_owned(), (id, en))).to_vec(),
        },
    ]
}

/// What a person looks for, as help is searched: every word of it, spelt in whatever way.
pub(super) struct Sought(Vec<Vec<String>>);

impl Sought {
    pub(super) fn new(search: &str) -> Self {
        Self(normalise(search).split_whitespace().map(spellings).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word begins a word of these texts.
    pub(super) fn is_in(&self, texts: &[&str]) -> bool {
        let words = normalise(&texts.join(" "));
        self.0
            .iter()
            .all(|spelt| words.split(' ').any(|word| spelt.iter().any(|spelt| word.starts_with(spelt.as_str()))))
    }

    /// Whether it is a key or what that key does.
    pub(super) fn is_key(&self, (keys, does): &(String, Both)) -> bool {
        self.is_in(&[keys, does.0, does.1])
    }
}

/// The topics that have every word of a search, those that have it in their title first; all of them without a search.
pub(super) fn found(search: &str) -> Vec<usize> {
    let sought = Sought::new(search);
    let mut found: Vec<(bool, usize)> = TOPICS
        .iter()
        .enumerate()
        .filter_map(|(at, topic)| {
            let title = [topic.title.0, topic.title.1];
            let text = topic.text.iter().flat_map(|both| [with_keys(both.0), with_keys(both.1)]);
            let mut texts: Vec<String> = title.iter().map(|title| (*title).to_owned()).chain(text).collect();
            let has_key = topic.appendix == Appendix::Keys
                && key_groups().iter().flat_map(|group| &group.keys).any(|key| sought.is_key(key));
            texts.extend(topic.way.map(|(name, _)| format!("{} {}", name.0, name.1)));
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            (has_key || sought.is_in(&texts)).then(|| (!sought.is_in(&title), at))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(search: &str) -> Vec<&'static str> {
        found(search).into_iter().map(|at| TOPICS[at].title.0).collect()
    }

    #[test]
    fn words_are_found_in_both_languages_and_in_other_spellings() {
        assert_eq!(found("").len(), TOPICS.len());
        assert_eq!(titles("printing").first(), Some(&"Brosur dan cetak"));
        assert_eq!(titles("CÉTAK").first(), Some(&"Brosur dan cetak"));
        assert_eq!(titles("flash disk"), Vec::<&str>::new());
        assert_eq!(titles("flashdisk"), ["Katalog di laptop lain"]);
        assert_eq!(titles("usb stick"), ["Katalog di laptop lain"]);
        // Each word somewhere, whatever the order.
        assert_eq!(titles("padam tayangan").first(), Some(&"Tayangan di layar kedua"));
        assert!(titles("find and replace").contains(&"Pintasan papan ketik"));
        assert!(titles("xyzzy").is_empty());
    }

    #[test]
    fn keys_in_the_texts_are_those_of_the_one_table() {
        for both in TOPICS.iter().flat_map(|topic| topic.text) {
            for text in [both.0, both.1] {
                assert!(!with_keys(text).contains(['{', '}']), "{text}");
                assert!(!text.contains("Ctrl+"), "a key is written out: {text}");
            }
        }
        assert!(titles("ctrl f").contains(&"Pintasan papan ketik"));
    }

    #[test]
    fn every_screen_leads_to_a_topic_of_its_own() {
        for screen in [Screen::Brochure, Screen::Tray, Screen::Review, Screen::History, Screen::CatalogSettings] {
            assert!(TOPICS[topic_of(screen)].screens.contains(&screen), "{screen:?}");
        }
        assert_eq!(topic_of(Screen::Browse), 1);
        assert_eq!(TOPICS[keys_topic()].title.1, "Keyboard shortcuts");
    }
}
