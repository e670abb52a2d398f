//! A small made-up catalogue in a window's state, for driving single screens by what is visible on them.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::model::{Catalog, Category, Producer, Product, SearchIndex, Text};
use crate::store::{Folder, Settings};
use crate::ui::app::command::Command;
use crate::ui::app::cx::Cx;
use crate::ui::app::state::{OpenCatalog, Phase, Rights, State};
use crate::ui::brochure::preview::Preview;
use crate::ui::kit::theme;
use crate::ui::kit::thumbs::Thumbs;
use std::sync::Arc;

/// What a screen works on in a test: the state, and what it asked for.
pub struct World {
    pub state: State,
    thumbs: Thumbs,
    preview: Preview,
    pub asked: Vec<Command>,
    now_ms: u64,
}

impl World {
    /// One product by one producer, two categories.
    pub fn new() -> World {
        let mut catalog = Catalog::default();
        let category = |id: &str, name: &str| Category { id: id.into(), name: Text::new(name, "") };
        catalog.categories = Arc::new(vec![category("madu", "Madu"), category("kriya", "Kriya")]);
        let producer = Producer { id: "kwt-mekar".into(), name: "KWT Mekar".into(), ..Producer::default() };
        let product = Product {
            id: "madu-kelulut".into(),
            name: Text::new("Madu Kelulut", ""),
            category: "madu".into(),
            ..Product::default()
        };
        catalog.producers.insert(producer.id.clone(), Arc::new(producer));
        catalog.products.insert(product.id.clone(), Arc::new(product));
        let mut state = State::new(Settings::default(), jiff::civil::date(2026, 11, 24));
        let index = SearchIndex::build(&catalog);
        let folder = Folder::new("/nowhere");
        state.phase = Phase::Open(Box::new(OpenCatalog::new(folder, Rights::Write, catalog, index)));
        state.product.selected = Some("madu-kelulut".into());
        state.producers.selected = Some("kwt-mekar".into());
        World {
            state,
            thumbs: Thumbs::new(Arc::new(|| ())),
            preview: Preview::new(Arc::new(|| ())),
            asked: Vec::new(),
            now_ms: 0,
        }
    }

    pub fn open(&mut self) -> &mut OpenCatalog {
        match &mut self.state.phase {
            Phase::Open(open) => open,
            _ => panic!("the made-up catalogue is open"),
        }
    }

    pub fn product(&self) -> Product {
        (**self.state.product(&"madu-kelulut".into()).unwrap()).clone()
    }

    /// One frame of a screen, then its edits, as the window does it.
    fn frame(&mut self, ui: &mut egui::Ui, show: fn(&mut egui::Ui, &mut Cx)) {
        let mut asked = Vec::new();
        show(
            ui,
            &mut Cx { state: &self.state, thumbs: &mut self.thumbs, preview: &mut self.preview, asked: &mut asked },
        );
        self.state.product.jump_to = None;
        self.now_ms += 100;
        for command in asked {
            match command {
                Command::Change(edit) => {
                    let now = self.now_ms;
                    self.open().timeline.perform(edit, now);
                }
                Command::GoTo(_, place) => self.state.product.jump_to = place,
                other => self.asked.push(other),
            }
        }
    }
}

/// A window of one screen.
pub fn window(world: World, show: fn(&mut egui::Ui, &mut Cx)) -> Harness<'static, World> {
    let mut dressed = false;
    let mut harness = Harness::builder().with_size(egui::vec2(900.0, 6000.0)).build_ui_state(
        move |ui, world: &mut World| {
            if !std::mem::replace(&mut dressed, true) {
                theme::install(ui.ctx(), false);
            }
            // Fonts that were just set come with the next frame.
            if ui.ctx().cumulative_pass_nr() > 0 {
                world.frame(ui, show);
            }
        },
        world,
    );
    harness.run_steps(4);
    harness
}

/// Types into the field with this name as a person does.
pub fn type_into(harness: &mut Harness<'static, World>, name: &str, text: &str) {
    harness.get_by_label(name).focus();
    harness.run_steps(2);
    harness.get_by_label(name).type_text(text);
    harness.run_steps(2);
}

pub fn click(harness: &mut Harness<'static, World>, name: &str) {
    harness.get_by_label(name).click();
    harness.run_steps(3);
}
