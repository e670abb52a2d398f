//! The side of filters: named lists, the origin tree with counts, categories, permits, tags, status, completeness.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Id, Margin, RichText, ScrollArea, Sense, Ui, vec2};

use crate::model::{Audience, Filter, RegionCode, Status, StatusFilter, plain_region_name, region_name};
use crate::ui::app::command::BrowseCommand;
use crate::ui::app::cx::Cx;
use crate::ui::browse::map;
use crate::ui::kit::widgets::{self, list_row};
use crate::ui::kit::{icons, theme, ticks};

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    ScrollArea::vertical().id_salt("filters").auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::new().inner_margin(Margin { left: 12, right: 14, top: 10, bottom: 16 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            selections(ui, cx);
            // Above the tree, which grows and shrinks by a click on the map: a second click must find the dot where it was.
            origin_map(ui, cx);
            origins(ui, cx);
            categories(ui, cx);
            certifications(ui, cx);
            prices(ui, cx);
            tags(ui, cx);
            statuses(ui, cx);
            completeness(ui, cx);
        });
    });
}

fn group(ui: &mut Ui, cx: &Cx, text: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).font(theme::semi(12.0)).color(cx.look().weak));
    ui.add_space(3.0);
}

fn counted(cx: &Cx, count: usize) -> Option<String> {
    Some(crate::text::count(cx.lang(), count))
}

/// Sends the filter with one thing changed.
fn set(cx: &mut Cx, change: impl FnOnce(&mut Filter)) {
    let mut filter = cx.state.browse.filter.clone();
    change(&mut filter);
    cx.ask(BrowseCommand::SetFilter(filter));
}

/// A row of one choice; a click sends the filter with that changed.
fn choice(ui: &mut Ui, cx: &mut Cx, name: &str, on: bool, count: Option<String>, change: impl FnOnce(&mut Filter)) {
    if list_row(ui, cx.look(), on, name, count, name).clicked() {
        set(cx, change);
    }
}

/// Rows of what there is in a facet and of what is chosen of it, each with how many there are.
fn facet<T: Clone + Ord>(
    ui: &mut Ui,
    cx: &mut Cx,
    counts: &BTreeMap<T, usize>,
    chosen: fn(&mut Filter) -> &mut Vec<T>,
    name: impl Fn(&T) -> String,
) {
    let mut filter = cx.state.browse.filter.clone();
    let on = chosen(&mut filter);
    let gone = on.iter().filter(|value| !counts.contains_key(value)).cloned();
    let all: Vec<T> = counts.keys().cloned().chain(gone).collect();
    for value in all {
        let count = counted(cx, counts.get(&value).copied().unwrap_or_default());
        choice(ui, cx, &name(&value), on.contains(&value), count, |filter| ticks::flip_in(chosen(filter), value));
    }
}

fn selections(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    if catalog.selections.is_empty() {
        return;
    }
    group(ui, cx, lang.pick("Daftar tersimpan", "Saved lists"));
    for selection in catalog.selections.iter() {
        let name = selection.name.shown_or(lang, selection.id.as_str());
        let on = cx.state.browse.filter.selection.as_ref() == Some(&selection.id);
        let count = (!selection.products.is_empty()).then(|| crate::text::count(lang, selection.products.len()));
        let shown = format!("{}  {name}", icons::STAR);
        if list_row(ui, cx.look(), on, &shown, count, name).clicked() {
            set(cx, |filter| filter.selection = (!on).then(|| selection.id.clone()));
        }
    }
}

/// Regions in which there is something, as far as a person has opened them.
fn origins(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    group(ui, cx, lang.pick("Asal daerah", "Origin"));
    let matches = cx.state.browse.matches.clone();
    let counts = &matches.facets.origins;
    let chosen = cx.state.browse.filter.origins.clone();
    let everywhere = chosen.is_empty();
    let unknown = RegionCode::default();
    let nowhere = counts.get(&unknown);
    let all = counts.everywhere() + nowhere;
    if list_row(ui, cx.look(), everywhere, "Indonesia", counted(cx, all), "Indonesia").clicked() && !everywhere {
        set(cx, |filter| filter.origins.clear());
    }
    let id = Id::unique("opened regions");
    let mut opened: BTreeSet<RegionCode> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let before = opened.clone();
    let provinces: Vec<RegionCode> = counts.inside(None).into_iter().map(|(code, _)| code).collect();
    for province in &provinces {
        region(ui, cx, province, &mut opened, 0);
    }
    // A chosen region stays to be seen, and to be taken off, where nothing matches in it any more.
    for code in &chosen {
        let province = code.cut(1);
        if !provinces.contains(&province) {
            region(ui, cx, code, &mut opened, 0);
        }
    }
    if nowhere > 0 {
        let name = lang.pick("Asal belum diisi", "No origin yet");
        widgets::small(ui, cx.look(), format!("{name}: {nowhere}"));
    }
    if opened != before {
        ui.data_mut(|data| data.insert_temp(id, opened));
    }
}

fn region(ui: &mut Ui, cx: &mut Cx, code: &RegionCode, opened: &mut BTreeSet<RegionCode>, level: usize) {
    let (look, lang) = (cx.look(), cx.lang());
    let matches = cx.state.browse.matches.clone();
    let counts = &matches.facets.origins;
    let has_children = counts.has_inside(code);
    let holds_chosen = cx.state.browse.filter.origins.iter().any(|chosen| chosen != code && chosen.is_inside(code));
    let open = opened.contains(code) || holds_chosen;
    let name = region_name(code, lang);
    let on = cx.state.browse.filter.origins.contains(code);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(level as f32 * 12.0);
        let (rect, caret) =
            ui.allocate_exact_size(vec2(18.0, 30.0), if has_children { Sense::click() } else { Sense::hover() });
        if has_children {
            let icon = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
            widgets::paint_icon(ui.painter(), rect.center(), icon, 10.5, look.weak);
            let verb = if open { lang.pick("Tutup", "Close") } else { lang.pick("Buka", "Open") };
            caret.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{verb} {name}")));
            if caret.clicked() && !opened.remove(code) {
                opened.insert(code.clone());
            }
        }
        let count = counts.get(code);
        let row = list_row(ui, look, on, &plain_region_name(code, lang), counted(cx, count), &name);
        if row.clicked() {
            choose_region(ui, cx, code);
            if !on {
                opened.insert(code.clone());
            }
        }
    });
    if open {
        for (child, _) in counts.inside(Some(code)) {
            region(ui, cx, &child, opened, level + 1);
        }
    }
}

/// A click chooses one region, or takes it off; with Ctrl another one is added.
fn choose_region(ui: &Ui, cx: &mut Cx, code: &RegionCode) {
    let several = ui.input(|input| input.modifiers.command);
    set(cx, |filter| {
        if several {
            ticks::flip_in(&mut filter.origins, code.clone());
        } else {
            filter.origins = if filter.origins.contains(code) { Vec::new() } else { vec![code.clone()] };
        }
    });
}

/// The regencies on a map: the same choice by where they lie.
fn origin_map(ui: &mut Ui, cx: &mut Cx) {
    let regencies = cx.state.browse.matches.facets.origins.regencies();
    if regencies.is_empty() {
        return;
    }
    folding(ui, cx, "map", cx.lang().pick("Peta asal", "Map of origins"), false, |ui, cx| {
        if let Some(code) = map::show(ui, cx, &regencies) {
            choose_region(ui, cx, &code);
        }
    });
}

fn categories(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    let matches = cx.state.browse.matches.clone();
    let counts = &matches.facets.categories;
    let shown: Vec<_> = catalog
        .categories
        .iter()
        .filter(|category| {
            counts.contains_key(&category.id) || cx.state.browse.filter.categories.contains(&category.id)
        })
        .collect();
    if shown.is_empty() {
        return;
    }
    group(ui, cx, lang.pick("Kategori", "Category"));
    for category in shown {
        let on = cx.state.browse.filter.categories.contains(&category.id);
        let name = category.name.shown_or(lang, category.id.as_str());
        let count = counted(cx, counts.get(&category.id).copied().unwrap_or_default());
        choice(ui, cx, name, on, count, |filter| ticks::flip_in(&mut filter.categories, category.id.clone()));
    }
}

/// Whether a list of choices says enough about the products to be worth its room: a fifth of them.
fn is_telling(cx: &Cx, counted: usize) -> bool {
    counted > 0 && counted * 5 >= cx.state.browse.matches.hits.len()
}

fn certifications(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let matches = cx.state.browse.matches.clone();
    let counts = &matches.facets.certifications;
    let chosen = !cx.state.browse.filter.certifications.is_empty();
    if counts.is_empty() && !chosen {
        return;
    }
    let heading = lang.pick("Izin yang dimiliki", "Permits held");
    let open = chosen || is_telling(cx, counts.values().sum());
    folding(ui, cx, "permits", heading, open, |ui, cx| {
        facet(ui, cx, counts, |filter| &mut filter.certifications, |kind| kind.label(lang).to_string());
    });
}

/// Ranges that buyers think in; folded away where few products have a price.
fn prices(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let chosen = cx.state.browse.filter.price;
    let priced = cx.state.browse.matches.facets.priced;
    if priced == 0 && chosen.is_none() {
        return;
    }
    let open = chosen.is_some() || is_telling(cx, priced);
    folding(ui, cx, "prices", lang.pick("Harga", "Price"), open, |ui, cx| {
        let money = |amount| crate::text::money(lang, amount, "IDR");
        let (low, high) = (money(25_000), money(150_000));
        for (range, name) in [
            ((0, 25_000), crate::say!(lang, "Sampai {low}", "Up to {low}")),
            ((25_000, 150_000), format!("{low}–{high}")),
            ((150_000, i64::MAX), crate::say!(lang, "Mulai {high}", "From {high}")),
        ] {
            let on = chosen == Some(range);
            choice(ui, cx, &name, on, None, |filter| filter.price = (!on).then_some(range));
        }
    });
}

fn tags(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let matches = cx.state.browse.matches.clone();
    let counts = &matches.facets.tags;
    let chosen = !cx.state.browse.filter.tags.is_empty();
    if counts.is_empty() && !chosen {
        return;
    }
    let open = chosen || is_telling(cx, counts.values().sum());
    folding(ui, cx, "tags", lang.pick("Tag", "Tags"), open, |ui, cx| {
        facet(ui, cx, counts, |filter| &mut filter.tags, String::clone);
    });
}

fn statuses(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let matches = cx.state.browse.matches.clone();
    let counts = &matches.facets.statuses;
    let count = |status: Status| counts.get(&status).copied().unwrap_or_default();
    group(ui, cx, lang.pick("Status", "Status"));
    for (status, name, number) in [
        (StatusFilter::Ready, Status::Ready.label(lang).to_string(), count(Status::Ready)),
        (StatusFilter::Draft, Status::Draft.label(lang).to_string(), count(Status::Draft)),
        (StatusFilter::All, lang.pick("Semua", "All").to_owned(), counts.values().sum()),
    ] {
        let on = cx.state.browse.filter.status == status;
        let count = counted(cx, number);
        choice(ui, cx, &name, on, count, |filter| filter.status = status);
    }
}

fn completeness(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let matches = cx.state.browse.matches.clone();
    let counts = &matches.facets.incomplete_for;
    let chosen = cx.state.browse.filter.incomplete_for;
    let heading = lang.pick("Data belum lengkap untuk", "Not complete for");
    folding(ui, cx, "completeness", heading, chosen.is_some(), |ui, cx| {
        for audience in Audience::ALL {
            let on = chosen == Some(audience);
            let name = audience.label(lang).to_string();
            let count = counted(cx, counts.get(&audience).copied().unwrap_or_default());
            choice(ui, cx, &name, on, count, |filter| filter.incomplete_for = (!on).then_some(audience));
        }
    });
}

/// A group that is folded away until it is wanted.
fn folding(ui: &mut Ui, cx: &mut Cx, of: &str, heading: &str, open_first: bool, add: impl FnOnce(&mut Ui, &mut Cx)) {
    let look = cx.look();
    let id = Id::unique(("folded", of));
    let mut open: bool = ui.data(|data| data.get_temp(id)).unwrap_or(open_first);
    ui.add_space(8.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, open, heading));
    let painter = ui.painter();
    painter.text(rect.left_center(), egui::Align2::LEFT_CENTER, heading, theme::semi(12.0), look.weak);
    let icon = if open { icons::CARET_UP } else { icons::CARET_DOWN };
    painter.text(rect.right_center() - vec2(8.0, 0.0), egui::Align2::RIGHT_CENTER, icon, theme::body(10.5), look.weak);
    if response.clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    if open {
        add(ui, cx);
    }
}
