//! Pictures in Excel workbooks: those that lie on a sheet, and those in a cell, as Excel and WPS keep them.

use std::collections::{BTreeMap, HashMap};

use super::links::text_boxes;
use super::package::{Package, attribute, walk_xml};
use super::sheets::Picture;
use quick_xml::events::{BytesStart, Event};

/// Lengths in drawings: English metric units.
const EMU_PER_POINT: f64 = 12_700.0;

/// Rows that a picture is followed over.
const MOST_ROWS: u32 = 1_000;

/// The row that holds most of a picture, which begins `top` below the upper edge of `first` and is `length` high. Over low rows
/// it lies on several: then it belongs to the first that it covers the half of.
pub(super) fn row_of_most(first: u32, top: f64, length: f64, height: impl Fn(u32) -> f64) -> u32 {
    let (mut row, mut above, mut left) = (first, top.max(0.0), length);
    // A row may be lower than where the picture begins in it.
    while above >= height(row) && row < first.saturating_add(MOST_ROWS) {
        above -= height(row);
        row += 1;
    }
    if left >= height(row) + height(row.saturating_add(1)) && above * 2.0 < height(row) {
        return row;
    }
    let (mut best, mut most) = (row, 0.0);
    while left > 0.0 && row < first.saturating_add(MOST_ROWS) {
        let here = (height(row) - above).min(left);
        if here > most {
            (best, most) = (row, here);
        }
        left -= (height(row) - above).max(0.01);
        above = 0.0;
        row += 1;
    }
    best
}

/// Where one or several pictures lie on a sheet.
#[derive(Default)]
struct Anchor {
    from: [f64; 4],
    to: Option<[f64; 4]>,
    /// From the upper edge of the sheet, where no cell is said.
    top: Option<f64>,
    height: Option<f64>,
    pictures: Vec<Placed>,
}

/// A picture of an anchor, alone or in a group with others.
#[derive(Default)]
struct Placed {
    /// Empty where the file names no picture of its own.
    embed: String,
    quarter_turns: u8,
    is_altered: bool,
    /// From the anchor's upper edge, and how high, where a group says so.
    in_group: Option<(f64, f64)>,
}

/// A group of drawings: what its inside is measured in. One in another group lies in that one's measure.
#[derive(Clone, Copy, Default)]
struct Group {
    /// Of its upper edge, from the anchor's.
    top: f64,
    /// Of the upper edge of its inside, in its own measure.
    inside_top: f64,
    scale: f64,
}

/// The pictures that lie on a sheet.
#[derive(Default)]
pub(super) struct OnSheet {
    pub pictures: Vec<Picture>,
    /// Pictures that the file names and does not carry.
    pub lost: usize,
    /// Pictures that are cropped or mirrored on the sheet, and whole in the file.
    pub altered: usize,
    /// What is written in boxes.
    pub texts: Vec<String>,
}

/// Finds the pictures that lie on a sheet.
pub(super) fn on_sheet(package: &mut Package<'_>, sheet: &str, heights: &BTreeMap<u32, f64>, usual: f64) -> OnSheet {
    let drawings: Vec<String> =
        package.relations(sheet).into_iter().filter(|one| one.kind == "drawing").map(|one| one.target).collect();
    let mut found = OnSheet::default();
    if drawings.is_empty() {
        return found;
    }
    let edges = edges(heights, usual);
    for drawing in drawings {
        let media: HashMap<String, String> =
            package.relations(&drawing).into_iter().map(|one| (one.id, one.target)).collect();
        let Some(xml) = package.text(&drawing) else { continue };
        found.texts.extend(text_boxes(&xml));
        for anchor in anchors(&xml) {
            let height = |row: u32| heights.get(&row).copied().unwrap_or(usual) * EMU_PER_POINT;
            let [column, _, row, offset] = anchor.from;
            let (row, offset) = anchor.top.map_or((row as u32, offset), |top| row_at(&edges, top, usual));
            let length = match anchor.to {
                Some([.., to_row, to_offset]) => {
                    let between: f64 = (row..(to_row as u32).min(row.saturating_add(MOST_ROWS))).map(height).sum();
                    between + to_offset - offset
                }
                None => anchor.height.unwrap_or_default(),
            };
            // A hidden row keeps the picture that lies in no other.
            let is_hidden = height(row) == 0.0 && anchor.top.is_none();
            let stays = is_hidden && anchor.to.is_none_or(|[.., to_row, _]| to_row as u32 == row || length <= 0.0);
            for placed in anchor.pictures {
                let (below, length) = placed.in_group.unwrap_or((0.0, length));
                let row = if stays { row } else { row_of_most(row, offset + below, length, height) };
                let Some((path, bytes)) =
                    media.get(&placed.embed).and_then(|path| Some((path, package.picture(path)?)))
                else {
                    found.lost += 1;
                    continue;
                };
                found.altered += usize::from(placed.is_altered);
                found.pictures.push(Picture {
                    row,
                    column: column as u32,
                    ending: ending(path),
                    bytes,
                    quarter_turns: placed.quarter_turns,
                });
            }
        }
    }
    found
}

/// Where the rows end that say their height, from the upper edge of the sheet.
fn edges(heights: &BTreeMap<u32, f64>, usual: f64) -> Vec<(u32, f64)> {
    let (mut next, mut edge) = (0, 0.0);
    let mut list = Vec::with_capacity(heights.len());
    for (row, height) in heights {
        edge += (f64::from(row.saturating_sub(next)) * usual + height) * EMU_PER_POINT;
        next = row.saturating_add(1);
        list.push((*row, edge));
    }
    list
}

/// The row so far below the upper edge of the sheet, and how far it is in that row.
fn row_at(edges: &[(u32, f64)], top: f64, usual: f64) -> (u32, f64) {
    let (before, behind) = edges.split_at_checked(edges.partition_point(|(_, edge)| *edge <= top)).unwrap_or_default();
    let (first, edge) = before.last().map_or((0, 0.0), |(row, edge)| (row.saturating_add(1), *edge));
    let most = behind.first().map_or(u32::MAX, |(row, _)| *row);
    let usual = usual * EMU_PER_POINT;
    let rows = if usual > 0.0 { ((top - edge) / usual) as u32 } else { 0 };
    let row = first.saturating_add(rows).min(most);
    (row, top - edge - f64::from(row.saturating_sub(first)) * usual)
}

/// A length of a drawing.
fn length_of(element: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(element, name)?.parse().ok().filter(|length: &f64| length.is_finite())
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

fn anchors(xml: &str) -> Vec<Anchor> {
    let mut list = Vec::new();
    let mut open: Option<Anchor> = None;
    let (mut corner, mut field): (Option<bool>, Option<usize>) = (None, None);
    let mut picture: Option<Placed> = None;
    let (mut groups, mut frame): (Vec<Group>, [Option<f64>; 4]) = Default::default();
    walk_xml(xml, |event| match event {
        Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
            "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => open = Some(Anchor::default()),
            "from" => corner = Some(false),
            "to" => corner = Some(true),
            "col" => field = Some(0),
            "colOff" => field = Some(1),
            "row" => field = Some(2),
            "rowOff" => field = Some(3),
            "pic" => picture = Some(Placed::default()),
            "grpSp" => groups.push(Group { scale: 1.0, ..groups.last().copied().unwrap_or_default() }),
            "blip" => {
                if let Some(picture) = picture.as_mut().filter(|picture| picture.embed.is_empty()) {
                    picture.embed = attribute(element, "embed").unwrap_or_default();
                }
            }
            "pos" => {
                if let Some(anchor) = &mut open {
                    anchor.top = length_of(element, "y");
                }
            }
            "srcRect" => {
                let is_cut = |side: &&str| attribute(element, side).is_some_and(|cut| cut != "0");
                if let Some(picture) = &mut picture {
                    picture.is_altered |= ["l", "t", "r", "b"].iter().any(is_cut);
                }
            }
            "off" => frame[0] = length_of(element, "y"),
            "ext" => {
                frame[1] = length_of(element, "cy");
                if let Some(anchor) = open.as_mut().filter(|anchor| anchor.height.is_none()) {
                    anchor.height = frame[1];
                }
            }
            "chOff" => frame[2] = length_of(element, "y"),
            "chExt" => frame[3] = length_of(element, "cy"),
            "xfrm" => {
                frame = [None; 4];
                // Sixty thousandths of a degree.
                let turn = attribute(element, "rot").and_then(|turn| turn.parse::<f64>().ok()).unwrap_or_default();
                if let Some(picture) = &mut picture {
                    picture.quarter_turns = ((turn / 5_400_000.0).round() as i64).rem_euclid(4) as u8;
                    let is_set = |name: &&str| attribute(element, name).is_some_and(|set| set == "1" || set == "true");
                    picture.is_altered |= ["flipH", "flipV"].iter().any(is_set);
                }
            }
            _ => {}
        },
        Event::Text(text) => {
            if let (Some(anchor), Some(is_end), Some(field)) = (&mut open, corner, field) {
                let corner = if is_end { anchor.to.get_or_insert_default() } else { &mut anchor.from };
                if let (Some(place), Ok(number)) = (corner.get_mut(field), text.xml10_content().trim().parse::<f64>()) {
                    *place = number.clamp(0.0, 1e12);
                }
            }
        }
        Event::End(element) => match element.local_name().as_ref() {
            "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => list.extend(open.take()),
            "from" | "to" => corner = None,
            "col" | "colOff" | "row" | "rowOff" => field = None,
            "xfrm" => match (&mut picture, groups.as_mut_slice(), frame) {
                (Some(picture), [.., group], [Some(top), Some(height), ..]) => {
                    picture.in_group = Some((group.top + (top - group.inside_top) * group.scale, height * group.scale));
                }
                (None, [outer @ .., group], [Some(top), Some(height), Some(inside_top), Some(inside)])
                    if inside > 0.0 =>
                {
                    // The outermost lies where the anchor does.
                    *group =
                        outer.last().map_or(Group { top: 0.0, inside_top, scale: height / inside }, |outer| Group {
                            top: outer.top + (top - outer.inside_top) * outer.scale,
                            inside_top,
                            scale: outer.scale * height / inside,
                        });
                }
                _ => {}
            },
            "grpSp" => drop(groups.pop()),
            "pic" => {
                if let (Some(anchor), Some(picture)) = (&mut open, picture.take()) {
                    anchor.pictures.push(picture);
                }
            }
            _ => {}
        },
        _ => {}
    });
    list
}

/// Pictures that are the value of a cell: by the number that the cell gives, in Excel's order of rich values.
pub(super) fn rich_values(package: &mut Package<'_>) -> Vec<Option<String>> {
    const RELATIONS: &str = "xl/richData/richValueRel.xml";
    let paths: HashMap<String, String> =
        package.relations(RELATIONS).into_iter().map(|one| (one.id, one.target)).collect();
    let mut order: Vec<Option<String>> = Vec::new();
    walk_xml(&package.text(RELATIONS).unwrap_or_default(), |event| {
        if let Event::Start(element) | Event::Empty(element) = event
            && element.local_name().as_ref() == "rel"
        {
            order.push(attribute(element, "id").and_then(|id| paths.get(&id).cloned()));
        }
    });
    if order.is_empty() {
        return Vec::new();
    }
    // Where a picture's number stands among the fields of a rich value: a picture from the web and a failed formula have
    // none.
    let mut places: Vec<Option<usize>> = Vec::new();
    let mut place = 0;
    walk_xml(&package.text("xl/richData/rdrichvaluestructure.xml").unwrap_or_default(), |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            match element.local_name().as_ref() {
                "s" => {
                    places.push(None);
                    place = 0;
                }
                "k" => {
                    if attribute(element, "n").as_deref() == Some("_rvRel:LocalImageIdentifier")
                        && let Some(last) = places.last_mut()
                    {
                        *last = Some(place);
                    }
                    place += 1;
                }
                _ => {}
            }
        }
    });
    let (mut values, mut field, mut in_field) = (Vec::<Option<String>>::new(), 0, false);
    let mut wanted = None;
    walk_xml(&package.text("xl/richData/rdrichvalue.xml").unwrap_or_default(), |event| match event {
        Event::Start(element) if element.local_name().as_ref() == "rv" => {
            values.push(None);
            let structure: Option<usize> = attribute(element, "s").and_then(|at| at.parse().ok());
            // A writer that says no structures has no other values.
            wanted =
                if places.is_empty() { Some(0) } else { structure.and_then(|at| places.get(at).copied().flatten()) };
            field = 0;
        }
        Event::Start(element) if element.local_name().as_ref() == "v" => in_field = true,
        Event::Text(text) if in_field && wanted == Some(field) => {
            let at: Option<usize> = text.xml10_content().trim().parse().ok();
            if let (Some(value), Some(at)) = (values.last_mut(), at) {
                *value = order.get(at).cloned().flatten();
            }
        }
        Event::End(element) if element.local_name().as_ref() == "v" => {
            in_field = false;
            field += 1;
        }
        _ => {}
    });
    // A cell's number counts through the workbook's metadata.
    let (mut list, mut blocks, mut in_values, mut in_future) = (Vec::new(), Vec::<usize>::new(), false, false);
    walk_xml(&package.text("xl/metadata.xml").unwrap_or_default(), |event| match event {
        Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
            "futureMetadata" => in_future = attribute(element, "name").as_deref() == Some("XLRICHVALUE"),
            "valueMetadata" => in_values = true,
            "rvb" if in_future => {
                blocks.push(attribute(element, "i").and_then(|at| at.parse().ok()).unwrap_or(usize::MAX));
            }
            "rc" if in_values => {
                let block: usize = attribute(element, "v").and_then(|at| at.parse().ok()).unwrap_or(usize::MAX);
                list.push(blocks.get(block).and_then(|at| values.get(*at).cloned().flatten()));
            }
            _ => {}
        },
        Event::End(element) if element.local_name().as_ref() == "futureMetadata" => in_future = false,
        _ => {}
    });
    if list.is_empty() { values } else { list }
}

/// Pictures in cells as WPS keeps them, by the name that `DISPIMG("…")` gives.
pub(super) fn named_by_wps(package: &mut Package<'_>) -> HashMap<String, String> {
    const IMAGES: &str = "xl/cellimages.xml";
    let paths: HashMap<String, String> =
        package.relations(IMAGES).into_iter().map(|one| (one.id, one.target)).collect();
    let (mut named, mut name) = (HashMap::new(), String::new());
    walk_xml(&package.text(IMAGES).unwrap_or_default(), |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            match element.local_name().as_ref() {
                "cNvPr" => name = attribute(element, "name").unwrap_or_default(),
                "blip" => {
                    if let Some(path) = attribute(element, "embed").and_then(|id| paths.get(&id).cloned()) {
                        named.insert(name.clone(), path);
                    }
                }
                _ => {}
            }
        }
    });
    named
}

/// A picture in a cell.
pub(super) fn in_cell(package: &mut Package<'_>, path: &str, row: u32, column: u32) -> Option<Picture> {
    let bytes = package.picture(path)?;
    Some(Picture { row, column, ending: ending(path), bytes, quarter_turns: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_was_turned_in_excel_is_turned() {
        let of = |turn: &str| {
            let picture = format!("<xdr:pic><a:blip r:embed=\"p\"/><xdr:spPr><a:xfrm{turn}/></xdr:spPr></xdr:pic>");
            let list = anchors(&format!("<xdr:wsDr><xdr:twoCellAnchor>{picture}</xdr:twoCellAnchor></xdr:wsDr>"));
            let [anchor] = list.as_slice() else { panic!("{turn}") };
            anchor.pictures.iter().map(|one| (one.quarter_turns, one.is_altered)).collect::<Vec<_>>()
        };
        let turns = ["", " rot=\"5400000\"", " rot=\"10800000\"", " rot=\"-5400000\"", " rot=\"120000\""].map(of);
        assert_eq!(turns.concat(), [(0, false), (1, false), (2, false), (3, false), (0, false)]);
        let mirrored = [" flipH=\"1\"", " flipV=\"true\"", " flipH=\"0\""].map(of);
        assert_eq!(mirrored.concat(), [(0, true), (0, true), (0, false)]);
    }

    #[test]
    fn the_row_that_holds_most_of_a_picture_owns_it() {
        let height = |row: u32| if row == 5 { 100.0 } else { 20.0 };
        assert_eq!(row_of_most(1, 2.0, 10.0, height), 1);
        assert_eq!(row_of_most(4, 15.0, 60.0, height), 5);
        assert_eq!(row_of_most(4, 25.0, 60.0, height), 5);
        assert_eq!(row_of_most(3, 0.0, 0.0, height), 3);
        // On low rows.
        assert_eq!([1.0, 9.0, 11.0].map(|top| row_of_most(1, top, 70.0, height)), [1, 1, 2]);
    }

    #[test]
    fn a_picture_that_lies_on_no_cell_is_found_by_its_distance() {
        let heights = [(1, 80.0), (2, 0.0), (5, 40.0)].into();
        let edges = edges(&heights, 15.0);
        let row = |points: f64| {
            let (row, offset) = row_at(&edges, points * EMU_PER_POINT, 15.0);
            (row, (offset / EMU_PER_POINT).round() as i64)
        };
        assert_eq!([0.0, 14.0, 15.0, 94.0].map(row), [(0, 0), (0, 14), (1, 0), (1, 79)]);
        assert_eq!(
            [95.0, 110.0, 124.0, 126.0, 165.0, 200.0].map(row),
            [(3, 0), (4, 0), (4, 14), (5, 1), (6, 0), (8, 5)]
        );
        assert_eq!(row_at(&[], f64::MAX, 0.0).0, 0);
    }
}
