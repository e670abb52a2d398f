//! Every screen in a small window, in both languages: no text is cut, no two controls lie over each other, each control has
//! a name, and Tab goes through them as they are read.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::desk::{Desk, NoDialogs, Window, click, open, perform, until};
use egui::accesskit::NodeId;
use egui::epaint::Shape;
use egui::{Rangef, Rect, Role, WidgetInfo, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use etalase::model::{Filter, Key, ProducerId, ProductField, ProductId};
use etalase::text::Lang;
use etalase::ui::command::{
    BrochureCommand, BrochureOf, BrowseCommand, CatalogCommand, Command, HelpCommand, Overlay, ProducerCommand,
    ProductCommand, ProposalCommand, Screen, ShortlistCommand, TableCommand,
};
use etalase::ui::{App, Parts};

/// A projector, or a netbook.
const SMALL: egui::Vec2 = egui::vec2(1024.0, 600.0);

/// What a control is called for those who cannot see it.
fn names(window: &Window) -> HashMap<NodeId, String> {
    let mut names = HashMap::new();
    let mut left = vec![window.root()];
    while let Some(node) = left.pop() {
        let kit = node.accesskit_node();
        let name = kit.label().or_else(|| kit.value()).or_else(|| kit.placeholder().map(str::to_owned));
        names.insert(kit.locate().0, name.unwrap_or_default());
        left.extend(node.children());
    }
    names
}

/// A control that can be clicked: where it is seen, and what it is.
struct Control {
    rect: Rect,
    seen: Rect,
    layer: egui::LayerId,
    name: String,
    role: Option<Role>,
}

fn controls(window: &Window) -> Vec<Control> {
    let names = names(window);
    window.ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        let mut found = Vec::new();
        for (layer, of_layer) in widgets.layers() {
            for widget in of_layer.iter().filter(|widget| widget.sense.senses_click() && widget.enabled) {
                let seen = widget.interact_rect.intersect(Rect::from_min_size(pos2(0.0, 0.0), SMALL));
                // Background and modal backdrops catch clicks, too; they are no controls.
                if seen.width() < 2.0 || seen.height() < 2.0 || seen.width() * seen.height() > 250_000.0 {
                    continue;
                }
                let role = widgets.info(widget.id).map(|info: &WidgetInfo| info.role);
                // Bars and edges to drag, and the ground of a dialog, are no controls either.
                let is_ground = seen.width() > 500.0 || seen.height() > 200.0;
                if role.is_none() && (seen.width().min(seen.height()) <= 10.0 || is_ground) {
                    continue;
                }
                let name = names.get(&widget.id.accesskit_id()).cloned().unwrap_or_default();
                found.push(Control { rect: widget.rect, seen, layer: *layer, name, role });
            }
        }
        found
    })
}

/// Texts with the rectangle that they are painted into.
fn texts(shape: &Shape, clip: Rect, found: &mut Vec<(String, Rect, Rect)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, clip, found)),
        Shape::Text(text) => found.push((text.galley.text().to_owned(), text.visual_bounding_rect(), clip)),
        _ => {}
    }
}

/// Where columns scroll: the height of each bar. There a text may go on below the edge.
fn scrolled(window: &Window) -> Vec<Rangef> {
    window.query_all_by_role(egui::accesskit::Role::ScrollBar).map(|bar| bar.rect().y_range()).collect()
}

/// Stops of the Tab key that come before what is read before them.
fn misread(window: &Window, place: &str) -> String {
    let names = names(window);
    let mut said = String::new();
    window.ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        let top = widgets.layers().filter(|(_, of_layer)| of_layer.iter().any(|one| one.sense.is_focusable()));
        let top = top.map(|(layer, _)| layer.order).max();
        for (_, of_layer) in widgets.layers().filter(|(layer, _)| Some(layer.order) == top) {
            let stops = of_layer.iter().filter(|one| one.enabled && one.sense.is_focusable());
            // Dots on the map have no order, and edges that are drawn stand between what they part.
            let is_thin = |rect: Rect| rect.width().min(rect.height()) <= 12.0;
            let stops: Vec<_> = stops.filter(|one| one.interact_rect.is_positive() && !is_thin(one.rect)).collect();
            let name = |id: egui::Id| names.get(&id.accesskit_id()).cloned().unwrap_or_default();
            for (at, one) in stops.iter().enumerate() {
                let a = one.interact_rect;
                for other in stops.iter().skip(at + 1) {
                    let b = other.interact_rect;
                    let beside = a.y_range().intersection(b.y_range()).span() > 0.5 * a.height().min(b.height());
                    let over = a.x_range().intersection(b.x_range()).span() > 0.5 * a.width().min(b.width());
                    if (beside && b.right() <= a.left() + 1.0) || (over && b.bottom() <= a.top() + 1.0) {
                        let (first, then) = (name(one.id), name(other.id));
                        writeln!(said, "{place}: Tab visits {first:?} {a:?} before {then:?} {b:?}").unwrap();
                    }
                }
            }
        }
    });
    said
}

/// What is wrong with the screen that is shown.
fn faults(window: &Window, place: &str) -> String {
    let screen = Rect::from_min_size(pos2(0.0, 0.0), SMALL);
    let controls = controls(window);
    let mut said = String::new();
    let is_field = |role: Option<Role>| matches!(role, Some(Role::TextInput | Role::SearchInput));
    let fields: Vec<Rect> = controls.iter().filter(|one| is_field(one.role)).map(|one| one.rect).collect();
    // A table may be wider than the window: its columns go on behind the edge.
    let table = window.query_by_role(egui::accesskit::Role::Grid).map(|grid| grid.rect());
    let mut painted = Vec::new();
    for clipped in &window.output().shapes {
        texts(&clipped.shape, clipped.clip_rect.intersect(screen), &mut painted);
    }
    let bars = scrolled(window);
    for (text, rect, clip) in painted {
        let is_seen = rect.intersect(clip).is_positive() && !text.trim().is_empty();
        let ends = |y: f32| bars.iter().any(|bar| (bar.min - y).abs() < 4.0 || (bar.max - y).abs() < 4.0);
        let is_cut_above = rect.top() < clip.top() - 1.0 && !ends(clip.top());
        let is_cut_below = rect.bottom() > clip.bottom() + 1.0 && !ends(clip.bottom());
        if is_seen && (is_cut_above || is_cut_below) {
            writeln!(said, "{place}: cut above or below: {text:?} {rect:?} in {clip:?}").unwrap();
        }
        let is_typed = fields.iter().any(|field| field.expand(2.0).contains_rect(rect.intersect(clip)));
        let in_table = table.is_some_and(|table| table.intersects(rect));
        if is_seen && !is_typed && !in_table && (rect.left() < clip.left() - 1.0 || rect.right() > clip.right() + 1.0) {
            writeln!(said, "{place}: cut at its side: {text:?} {rect:?} in {clip:?}").unwrap();
        }
    }
    said += &misread(window, place);
    // Behind a dialog nothing can be reached.
    let top = controls.iter().map(|one| one.layer.order).max();
    let controls: Vec<&Control> = controls.iter().filter(|one| Some(one.layer.order) == top).collect();
    for (at, one) in controls.iter().enumerate() {
        if one.name.trim().is_empty() {
            writeln!(said, "{place}: no name: {:?} {:?}", one.role, one.rect).unwrap();
        }
        for other in controls.iter().skip(at + 1).filter(|other| other.layer == one.layer) {
            let both = one.seen.intersect(other.seen);
            let is_within = |a: &Control, b: &Control| a.seen.expand(1.5).contains_rect(b.seen);
            if both.width() > 2.0 && both.height() > 2.0 && !is_within(one, other) && !is_within(other, one) {
                writeln!(said, "{place}: {:?} and {:?} overlap at {both:?}", one.name, other.name).unwrap();
            }
        }
    }
    said
}

/// What leads to each screen, from the one before it.
fn way() -> Vec<(&'static str, Vec<Command>)> {
    let honey = || ProductId::from("madu-kelulut-asli");
    let filter = |search: &str| Filter { search: search.into(), ..Filter::default() };
    let show = |overlay| vec![Command::Show(overlay)];
    let listed = ["arang-briket", "batik-candi", "madu-kelulut-asli"];
    let mut list: Vec<Command> = listed.iter().map(|id| ShortlistCommand::Toggle((*id).into()).into()).collect();
    list.push(ShortlistCommand::ToggleDrawer.into());
    let mut way = vec![
        ("cards", vec![]),
        ("cards beside a product", vec![ProductCommand::Select(Some(honey())).into()]),
        ("form", vec![ProductCommand::Edit(true).into()]),
        ("found", vec![ProductCommand::Select(None).into(), BrowseCommand::SetFilter(filter("gula")).into()]),
        ("nothing found", vec![BrowseCommand::SetFilter(filter("zzzqqq")).into()]),
        ("list", [vec![BrowseCommand::SetFilter(Filter::default()).into()], list].concat()),
        ("empty list", vec![ShortlistCommand::Clear.into()]),
        ("table", vec![ShortlistCommand::ToggleDrawer.into(), BrowseCommand::SetTable(true).into()]),
        ("ticked table", vec![TableCommand::TickAll.into()]),
        ("bulk edit", show(Overlay::Bulk)),
        ("find and replace", show(Overlay::Replace)),
        ("slides", show(Overlay::Present)),
        ("open", show(Overlay::Open)),
        ("new", show(Overlay::New)),
        ("a path to type", vec![CatalogCommand::PickFolder.into()]),
        ("export", show(Overlay::Export)),
        ("moved photos", show(Overlay::MovedPhotos)),
        ("unused photos", show(Overlay::UnusedPhotos)),
        ("crop", show(Overlay::Crop(honey(), 0))),
        ("photo", show(Overlay::Photo(honey(), 0))),
        ("producers", vec![Command::CloseOverlay, Command::Go(Screen::Producers)]),
        ("producer", vec![ProducerCommand::Select(first_producer()).into()]),
        ("producer's form", vec![ProducerCommand::Edit(first_producer()).into()]),
        ("brochure", vec![BrochureCommand::Show(BrochureOf::Shown).into()]),
        ("problems", vec![Command::Go(Screen::Problems)]),
        ("a problem's form", vec![Command::go_to(Key::Product(honey()), ProductField::Prices)]),
        ("completeness", vec![ProductCommand::Select(None).into(), Command::Go(Screen::Completeness)]),
        ("tray", vec![Command::Go(Screen::Tray)]),
        ("settings", vec![Command::Go(Screen::CatalogSettings)]),
        ("history", vec![Command::Go(Screen::History)]),
        (
            "a proposed change",
            vec![Command::Go(Screen::Browse), TableCommand::SetStatus(etalase::model::Status::Draft).into()],
        ),
        ("a notice", vec![ProposalCommand::Apply.into()]),
        ("history of something", vec![Command::SaveNow, Command::Go(Screen::History)]),
        ("products again", vec![Command::Go(Screen::Browse)]),
    ];
    way.extend((0..16).map(|topic| ("help", vec![HelpCommand::Read(topic).into()])));
    way.push(("nothing in help", vec![HelpCommand::Search("zzzqqq".into()).into()]));
    way.push(("help again", vec![HelpCommand::Search(String::new()).into(), Command::CloseOverlay]));
    way.extend((0..4).map(|step| ("first steps", vec![HelpCommand::ShowStep(step).into()])));
    way.push(("no steps", vec![HelpCommand::EndSteps.into()]));
    way
}

fn first_producer() -> Option<ProducerId> {
    Some("kwt-berkah-trigona".into())
}

#[test]
fn in_a_small_window_nothing_is_cut_or_covered_and_everything_is_named_and_read_in_order() {
    let desk = Desk::new();
    let mut window = open(Parts { dialogs: Arc::new(NoDialogs), ..desk.parts() }, Some(desk.own()), SMALL);
    click(&mut window, "Peta asal");
    let mut said = String::new();
    for lang in Lang::ALL {
        perform(&mut window, Command::SwitchLang(lang));
        for (place, commands) in way() {
            for command in commands {
                perform(&mut window, command);
            }
            until(&mut window, "what follows", App::is_settled);
            window.run_steps(2);
            said += &faults(&window, &format!("{lang:?} {place}"));
            let dots = window.query_all_by_label_contains(lang.pick("Kabupaten Berau, ", "Berau Regency, ")).count();
            assert!(place != "cards" || dots == 1, "the map is open");
        }
        perform(&mut window, Command::Undo);
        perform(&mut window, BrowseCommand::SetTable(false));
    }
    let lines = said.lines().count();
    assert!(said.is_empty(), "{lines} faults:\n{said}");
}
