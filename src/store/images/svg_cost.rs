//! Adds up what a drawing costs before anything of it is painted: a few hundred bytes can ask for hours of work, and a thread
//! cannot be killed.

use std::collections::HashMap;

use resvg::usvg::filter::Kind;
use resvg::usvg::roxmltree::{Document, Node as Element, NodeId};
use resvg::usvg::{Group, Node, Paint, Path, Rect, Transform};

use crate::store::images::decode::Refused;

/// Elements, each as often as it is referred to.
const MOST_ELEMENTS: u64 = 300_000;
/// Elements inside elements, references followed.
const MOST_DEEP: usize = 500;
/// Steps of one filter: a shadow takes three.
const MOST_STEPS: usize = 32;
/// Pixels painted in all, each as often as it is: some seconds.
const MOST_PAINTED_PX: f64 = 3e9;
/// Pixels of layers that are held at a time: 400 MB.
const MOST_HELD_PX: f64 = 1e8;

pub(in crate::store) fn too_much() -> Refused {
    Refused::unreadable("SVG: terlalu rumit; simpan sebagai PNG / too complex; save it as PNG")
}

/// Refuses a drawing that refers to its parts so often that reading it would not end.
pub(in crate::store) fn refuse_endless(document: &Document) -> Result<(), Refused> {
    let ids = document.descendants().filter_map(|element| Some((element.attribute("id")?, element))).collect();
    let mut count = Count { ids, known: HashMap::new() };
    // A style sheet says for its elements what their attributes say for others.
    let styled: u64 = document
        .descendants()
        .filter(|element| element.has_tag_name("style"))
        .flat_map(|style| references(style.text().unwrap_or_default()))
        .map(|id| count.of_id(id, 0))
        .fold(0, u64::saturating_add);
    let elements = document.descendants().filter(Element::is_element).count() as u64;
    let all = count.of(document.root(), 0).saturating_add(styled.saturating_mul(elements));
    if all <= MOST_ELEMENTS { Ok(()) } else { Err(too_much()) }
}

/// Counts elements, each as often as it is referred to.
struct Count<'a, 'input> {
    ids: HashMap<&'a str, Element<'a, 'input>>,
    /// What was counted; nothing while it is: an element inside itself is left out by whoever draws it.
    known: HashMap<NodeId, u64>,
}

impl<'a, 'input> Count<'a, 'input> {
    fn of(&mut self, element: Element<'a, 'input>, deep: usize) -> u64 {
        if let Some(known) = self.known.get(&element.id()) {
            return *known;
        }
        if deep > MOST_DEEP {
            return u64::MAX;
        }
        self.known.insert(element.id(), 0);
        let mut sum = u64::from(element.is_element());
        for attribute in element.attributes() {
            let whole = (attribute.name() == "href").then(|| attribute.value().strip_prefix('#')).flatten();
            for id in references(attribute.value()).chain(whole) {
                sum = sum.saturating_add(self.of_id(id, deep + 1));
            }
        }
        for child in element.children() {
            sum = sum.saturating_add(self.of(child, deep + 1));
        }
        self.known.insert(element.id(), sum);
        sum
    }

    fn of_id(&mut self, id: &str, deep: usize) -> u64 {
        self.ids.get(id).copied().map_or(0, |element| self.of(element, deep))
    }
}

/// The ids in `url(#…)`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let (inner, _) = rest.split_once(')')?;
        inner.trim_matches(['"', '\'', ' ']).strip_prefix('#')
    })
}

/// What painting a drawing costs, as far as it was added up.
pub(in crate::store) struct Cost {
    scale: f64,
    canvas_px: f64,
    painted_px: f64,
}

impl Cost {
    /// Nothing yet, of a drawing that is enlarged by `scale` onto so many pixels.
    pub(in crate::store) fn new(scale: f64, canvas_px: f64) -> Self {
        Self { scale, canvas_px, painted_px: 0.0 }
    }

    /// Adds up a drawing.
    ///
    /// # Errors
    /// It takes too long, or too much memory.
    pub(in crate::store) fn add(mut self, root: &Group) -> Result<(), Refused> {
        self.group(root, 0.0)
    }

    /// Adds up a group whose layers around it hold so many pixels.
    fn group(&mut self, group: &Group, held_px: f64) -> Result<(), Refused> {
        let mut held_px = held_px;
        if group.should_isolate() {
            let rect = group.abs_layer_bounding_box().to_rect();
            // The renderer itself cuts a layer to five canvases each way.
            let layer = self.area(rect, 1.0).min(self.canvas_px * 25.0);
            held_px += layer * if group.clip_path().is_some() || group.mask().is_some() { 3.0 } else { 1.0 };
            self.paint(layer * 4.0, held_px)?;
        }
        for filter in group.filters() {
            let steps = filter.primitives();
            let is_endless = |kind: &Kind| {
                matches!(kind, Kind::Turbulence(_) | Kind::Morphology(_) | Kind::ConvolveMatrix(_) | Kind::Tile(_))
            };
            if steps.len() > MOST_STEPS || steps.iter().any(|step| is_endless(step.kind())) {
                return Err(Refused::unreadable(
                    "SVG: filter yang terlalu berat; simpan sebagai PNG / a filter that is too heavy; save it as PNG",
                ));
            }
            // Every step keeps its result until the last one.
            let region = self.area(filter.rect().to_rect(), enlarges(group.abs_transform()));
            let results = region * (steps.len() + 2) as f64;
            self.paint(results * 10.0, held_px + results)?;
        }
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(inner, held_px)?,
                Node::Path(path) => self.path(path, held_px)?,
                Node::Image(image) => {
                    let area = self.area(image.abs_bounding_box(), 1.0).min(self.canvas_px);
                    self.paint(area * 8.0, held_px + self.canvas_px)?;
                }
                Node::Text(_) => {}
            }
            let mut inner = Ok(());
            node.subroots(|root| {
                if inner.is_ok() {
                    inner = self.group(root, held_px);
                }
            });
            inner?;
        }
        Ok(())
    }

    fn path(&mut self, path: &Path, held_px: f64) -> Result<(), Refused> {
        let area = self.area(path.abs_stroke_bounding_box(), 1.0).min(self.canvas_px);
        let points = path.data().points().len() as f64;
        let is_dashed = path.stroke().is_some_and(|stroke| stroke.dasharray().is_some());
        // A dash may be cut into a million pieces.
        self.paint(area + points * 32.0 + if is_dashed { 1e7 } else { 256.0 }, held_px)?;
        let paints = [path.fill().map(|fill| fill.paint()), path.stroke().map(|stroke| stroke.paint())];
        for paint in paints.into_iter().flatten() {
            if let Paint::Pattern(pattern) = paint {
                let enlarges = enlarges(path.abs_transform()) * enlarges(pattern.transform());
                let tile = self.area(pattern.rect().to_rect(), enlarges);
                self.paint(tile, held_px + tile)?;
            }
        }
        Ok(())
    }

    /// The pixels of a rectangle in a space that is enlarged by so much in area.
    fn area(&self, rect: Rect, enlarged: f64) -> f64 {
        f64::from(rect.width()) * f64::from(rect.height()) * enlarged * self.scale * self.scale
    }

    fn paint(&mut self, px: f64, held_px: f64) -> Result<(), Refused> {
        self.painted_px += px;
        // What is no number is too much, too.
        if self.painted_px <= MOST_PAINTED_PX && held_px <= MOST_HELD_PX { Ok(()) } else { Err(too_much()) }
    }
}

/// How much larger an area becomes.
fn enlarges(transform: Transform) -> f64 {
    let (x, y) = transform.get_scale();
    f64::from(x.abs()) * f64::from(y.abs())
}
