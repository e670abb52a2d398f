//! The rules of a slide show: what is on the screen now, what a key or a touch makes of it, and when it goes on by itself.

use crate::model::ProductId;
use crate::store::{SlideLangs, SlideSettings};
use crate::text::Lang;
use crate::ui::kit::ticks;

/// What the second window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SlideView {
    #[default]
    /// Slides that go on by themselves.
    Slides,
    /// One product in full, for a visitor who touched the screen.
    Product,
    /// Every product small, to choose from.
    Overview,
    /// What this visitor marked.
    Marked,
    /// Black, while somebody speaks.
    Blank,
}

/// What a key, a clicker or a touch asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    Next,
    Back,
    First,
    Last,
    Look(SlideView),
    Open(ProductId),
    /// Marks a product, or takes the mark off.
    Mark(ProductId),
    /// Brings back what the visitor before had marked.
    BringBack,
    ShowContact,
    Photo(usize),
    Speak(Lang),
    /// Somebody is there: idle time starts anew.
    Touched,
}

/// A running slide show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    slides: Vec<ProductId>,
    at: usize,
    /// How often all slides have been shown.
    round: usize,
    pub view: SlideView,
    /// The language a visitor chose; slides alternate.
    chosen_lang: Option<Lang>,
    pub contact_shown: bool,
    pub photo: usize,
    pub marked: Vec<ProductId>,
    /// What the visitor before marked, kept when the screen went back to slides.
    pub set_aside: Vec<ProductId>,
    settings: SlideSettings,
    /// Seconds of the window's clock.
    shown_at: f64,
    touched_at: f64,
}

impl Deck {
    /// A show of these products, in this order, at this second of the window's clock.
    pub fn new(slides: Vec<ProductId>, settings: SlideSettings, now_s: f64) -> Self {
        Self { slides, settings, shown_at: now_s, touched_at: now_s, ..Self::default() }
    }

    pub fn slides(&self) -> &[ProductId] {
        &self.slides
    }

    pub fn settings(&self) -> &SlideSettings {
        &self.settings
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn current(&self) -> Option<&ProductId> {
        self.slides.get(self.at)
    }

    /// The slide after this one, whose picture can be made ready.
    pub fn upcoming(&self) -> Option<&ProductId> {
        self.slides.get(self.after(1).0)
    }

    /// The language of what is on the screen. Alternating, every product is shown in both within two rounds, also where
    /// the number of products is even.
    pub fn lang(&self) -> Lang {
        match (self.chosen_lang, self.settings.langs) {
            (Some(lang), _) => lang,
            (_, SlideLangs::Indonesian) => Lang::Id,
            (_, SlideLangs::English) => Lang::En,
            (_, SlideLangs::Alternating) if (self.at + self.round).is_multiple_of(2) => Lang::Id,
            (_, SlideLangs::Alternating) => Lang::En,
        }
    }

    pub fn set(&mut self, settings: SlideSettings) {
        self.settings = settings;
    }

    /// Products that are no longer there, or no longer ready, leave the show.
    pub fn keep(&mut self, stays: impl Fn(&ProductId) -> bool) {
        let shown = self.current().cloned();
        let before = self.slides.iter().take(self.at).filter(|id| stays(id)).count();
        self.slides.retain(&stays);
        self.marked.retain(&stays);
        self.set_aside.retain(&stays);
        self.at = if before < self.slides.len() { before } else { 0 };
        if self.current() != shown.as_ref() {
            self.photo = 0;
            self.contact_shown = false;
        }
    }

    fn after(&self, steps: isize) -> (usize, usize) {
        let count = self.slides.len();
        if count == 0 {
            return (0, self.round);
        }
        let to = self.at as isize + steps;
        let at = to.rem_euclid(count as isize) as usize;
        let round = self.round.wrapping_add_signed(to.div_euclid(count as isize));
        (at, round)
    }

    fn go(&mut self, to: (usize, usize), now_s: f64) {
        (self.at, self.round) = to;
        self.shown_at = now_s;
        self.photo = 0;
        self.contact_shown = false;
    }

    /// Follows what somebody asks for.
    pub fn turn(&mut self, turn: Turn, now_s: f64) {
        self.touched_at = now_s;
        match turn {
            Turn::Next => self.go(self.after(1), now_s),
            Turn::Back => self.go(self.after(-1), now_s),
            Turn::First => self.go((0, self.round), now_s),
            Turn::Last => self.go((self.slides.len().saturating_sub(1), self.round), now_s),
            Turn::Look(SlideView::Blank) if self.view == SlideView::Blank => self.look(SlideView::Slides, now_s),
            Turn::Look(view) => self.look(view, now_s),
            Turn::Open(id) => {
                if let Some(at) = self.slides.iter().position(|slide| *slide == id) {
                    self.look(SlideView::Product, now_s);
                    self.go((at, self.round), now_s);
                }
            }
            Turn::Mark(id) => ticks::flip_in(&mut self.marked, id),
            Turn::BringBack => {
                for id in std::mem::take(&mut self.set_aside) {
                    if !self.marked.contains(&id) {
                        self.marked.push(id);
                    }
                }
            }
            Turn::ShowContact => self.contact_shown = true,
            Turn::Photo(photo) => self.photo = photo,
            Turn::Speak(lang) => self.chosen_lang = Some(lang),
            Turn::Touched => {}
        }
    }

    fn look(&mut self, view: SlideView, now_s: f64) {
        if view == SlideView::Slides {
            self.end_visit(now_s);
        } else if self.chosen_lang.is_none() && view != SlideView::Blank {
            // What a visitor reads does not change its language by itself.
            self.chosen_lang = Some(self.lang());
        }
        self.view = view;
    }

    /// Back to slides. What was marked is put aside for the next visitor to be free of it, and can be brought back.
    fn end_visit(&mut self, now_s: f64) {
        if !self.marked.is_empty() {
            self.set_aside = std::mem::take(&mut self.marked);
        }
        self.view = SlideView::Slides;
        self.chosen_lang = None;
        self.contact_shown = false;
        self.photo = 0;
        self.shown_at = now_s;
    }

    /// What passing time does. Gives the seconds until it has to be asked again, if ever.
    pub fn tick(&mut self, now_s: f64) -> Option<f64> {
        let (since, limit) = match self.view {
            SlideView::Slides if self.slides.len() < 2 => return None,
            SlideView::Blank => return None,
            SlideView::Slides => (self.shown_at, f64::from(self.settings.seconds())),
            SlideView::Product | SlideView::Overview | SlideView::Marked => {
                (self.touched_at, f64::from(self.settings.idle_s()))
            }
        };
        let left = since + limit - now_s;
        if left > 0.0 {
            return Some(left);
        }
        match self.view {
            SlideView::Slides => self.go(self.after(1), now_s),
            _ => self.end_visit(now_s),
        }
        self.tick(now_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deck(count: usize) -> Deck {
        let slides = (0..count).map(|n| ProductId::new(format!("p-{n}"))).collect();
        Deck::new(slides, SlideSettings::default(), 100.0)
    }

    #[test]
    fn slides_go_on_by_themselves_and_speak_both_languages() {
        let mut deck = deck(2);
        let mut seen = Vec::new();
        let mut now = 100.0;
        for _ in 0..4 {
            seen.push((deck.at(), deck.lang()));
            assert_eq!(deck.tick(now + 7.9).map(|left| (left * 10.0).round()), Some(1.0));
            now += 8.0;
            assert_eq!(deck.tick(now), Some(8.0));
        }
        assert_eq!(seen, [(0, Lang::Id), (1, Lang::En), (0, Lang::En), (1, Lang::Id)]);
    }

    #[test]
    fn a_visitor_stays_until_nobody_touches_and_the_marks_can_be_brought_back() {
        let mut deck = deck(5);
        deck.turn(Turn::Look(SlideView::Product), 101.0);
        deck.turn(Turn::Mark(ProductId::new("p-3")), 110.0);
        deck.turn(Turn::ShowContact, 120.0);
        deck.turn(Turn::Speak(Lang::En), 121.0);
        assert_eq!(deck.tick(165.0), Some(1.0));
        assert_eq!((deck.view, deck.lang()), (SlideView::Product, Lang::En));
        assert!(deck.contact_shown && deck.tick(166.0).is_some());
        assert_eq!(deck.view, SlideView::Slides);
        assert!(!deck.contact_shown && deck.marked.is_empty());
        // A second empty visit does not lose them.
        deck.turn(Turn::Look(SlideView::Overview), 170.0);
        deck.turn(Turn::Look(SlideView::Slides), 171.0);
        deck.turn(Turn::Look(SlideView::Marked), 172.0);
        deck.turn(Turn::BringBack, 173.0);
        assert_eq!(deck.marked, [ProductId::new("p-3")]);
        assert!(deck.set_aside.is_empty());
    }

    #[test]
    fn a_clicker_wraps_around_and_darkens() {
        let mut deck = deck(3);
        deck.turn(Turn::Back, 100.0);
        assert_eq!(deck.current(), Some(&ProductId::new("p-2")));
        deck.turn(Turn::Next, 100.0);
        assert_eq!(deck.at(), 0);
        deck.turn(Turn::Last, 100.0);
        assert_eq!(deck.upcoming(), Some(&ProductId::new("p-0")));
        deck.turn(Turn::Look(SlideView::Blank), 100.0);
        assert_eq!(deck.tick(10_000.0), None);
        deck.turn(Turn::Look(SlideView::Blank), 10_000.0);
        assert_eq!((deck.view, deck.tick(10_000.0)), (SlideView::Slides, Some(8.0)));
    }

    #[test]
    fn a_product_that_goes_leaves_the_show() {
        let mut deck = deck(4);
        deck.turn(Turn::Last, 100.0);
        deck.keep(|id| id.as_str() != "p-1");
        assert_eq!((deck.at(), deck.current()), (2, Some(&ProductId::new("p-3"))));
        deck.keep(|id| id.as_str() == "p-0");
        assert_eq!((deck.at(), deck.tick(200.0)), (0, None));
        deck.keep(|_| false);
        assert_eq!((deck.current(), deck.upcoming()), (None, None));
        deck.turn(Turn::Next, 100.0);
        deck.turn(Turn::Last, 100.0);
    }
}
