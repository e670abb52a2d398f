//! Starts, follows and ends the slides.

use egui::Context;

use super::awake::Awake;
use super::deck::Deck;
use super::state::{Monitor, PresentCommand, is_ready};
use crate::model::ProductId;
use crate::text::Message;
use crate::ui::app::App;
use crate::ui::app::command::Overlay;
use crate::ui::kit::notices::Tone;

impl App {
    pub(crate) fn perform_present(&mut self, command: PresentCommand, ctx: &Context) {
        let now_s = ctx.input(|input| input.time);
        match command {
            PresentCommand::Start => self.start_slides(now_s),
            PresentCommand::Stop => self.stop_slides(),
            PresentCommand::Set(settings) => {
                if let Some(deck) = &mut self.state.presenting.deck {
                    deck.set(settings.clone());
                }
                self.state.settings.slides = settings;
                self.save_settings();
            }
            PresentCommand::Turn(turn) => {
                if let Some(deck) = &mut self.state.presenting.deck {
                    deck.turn(turn, now_s);
                }
            }
            PresentCommand::TakeMarked => {
                for id in self.state.presenting.marked() {
                    if !self.state.is_shortlisted(&id) {
                        self.state.shortlist.products.push(id);
                    }
                }
                self.state.presenting.left.clear();
                if let Some(deck) = &mut self.state.presenting.deck {
                    deck.marked.clear();
                    deck.set_aside.clear();
                }
            }
        }
    }

    fn start_slides(&mut self, now_s: f64) {
        self.update_matches();
        let settings = self.state.settings.slides.clone();
        let slides: Vec<ProductId> = match self.state.catalog() {
            None => return,
            Some(catalog) => match settings.of_list && !self.state.shortlist.products.is_empty() {
                true => self.state.shortlist.products.iter().filter(|id| is_ready(catalog, id)).cloned().collect(),
                false => {
                    let shown = self.state.browse.matches.hits.iter().map(|hit| &hit.id);
                    shown.filter(|id| is_ready(catalog, id)).cloned().collect()
                }
            },
        };
        if slides.is_empty() {
            let lang = self.state.lang();
            let what = lang.pick("Belum ada produk yang bisa ditayangkan.", "There is no product to show yet.");
            let todo = lang.pick(
                "Hanya produk berstatus Siap yang ditayangkan. Ubah status produk, atau longgarkan saringan, lalu tekan F5 lagi.",
                "Only products with the status Ready are shown. Change the status of products, or widen the filter, then press F5 again.",
            );
            let message = Message::new(what, todo, "");
            return self.tell(Tone::Info, message, None);
        }
        self.state.overlay = None;
        self.state.presenting.deck = Some(Deck::new(slides, settings, now_s));
        self.state.presenting.awake = Some(Awake::start());
        self.state.settings.presenting = true;
        self.save_settings();
    }

    pub(crate) fn stop_slides(&mut self) {
        let presenting = &mut self.state.presenting;
        presenting.left = presenting.marked();
        presenting.awake = None;
        if presenting.deck.take().is_some() {
            self.state.settings.presenting = false;
            self.save_settings();
        }
    }

    /// Lets time pass for the slides.
    pub(crate) fn follow_slides(&mut self, ctx: &Context) {
        let now_s = ctx.input(|input| input.time);
        if let Some(left) = self.state.presenting.deck.as_mut().and_then(|deck| deck.tick(now_s)) {
            ctx.request_repaint_after_secs(left as f32);
        }
    }

    /// What the window system says of the screens, where it is asked for.
    pub(crate) fn follow_monitors(&mut self, frame: &eframe::Frame) {
        if self.state.overlay != Some(Overlay::Present) && !self.state.presenting.monitors.is_empty() {
            return;
        }
        let Some(window) = frame.winit_window() else { return };
        let here = window.current_monitor();
        self.state.presenting.monitors = window
            .available_monitors()
            .map(|monitor| {
                let size = monitor.size();
                Monitor { size: format!("{} × {}", size.width, size.height), is_here: here.as_ref() == Some(&monitor) }
            })
            .collect();
    }
}
