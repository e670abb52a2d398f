//! Browse: filters on the left, products as cards or a table, the chosen product on the right.

pub mod cards;
pub mod filters;
mod map;
mod perform;
pub mod state;

use std::collections::BTreeSet;

use egui::{ComboBox, RichText, Role, Ui, WidgetInfo};

use crate::actions::export::ExportForm;
use crate::model::{Filter, RegionCode, Sort, Status, StatusFilter, matches, no_match_advice, plain_region_name};
use crate::ui::app::command::{
    BrowseCommand, Command, ExportCommand, ExportOf, ExportWish, ImportCommand, ProductCommand,
};
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

/// What stands above the products: how many there are, their order, and the filters that are set.
pub fn head(ui: &mut Ui, cx: &mut Cx) {
    heading(ui, cx);
    chips(ui, cx);
}

fn heading(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    ui.horizontal(|ui| {
        ui.set_max_width(ui.available_width() - RIGHT);
        ui.set_min_height(34.0);
        let filters = lang.pick("Tampilkan atau sembunyikan saringan", "Show or hide the filters");
        cx.quiet_icon(ui, icons::SIDEBAR_SIMPLE, filters, BrowseCommand::ToggleFilters);
        let count = cx.state.browse.matches.hits.len();
        let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
        let text = crate::say!(lang, "{count} produk", "{count} product{s}");
        ui.label(RichText::new(text).font(theme::bold(16.0)));
        let copy = match cx.state.table_view.chosen.is_empty() {
            true => lang.pick("Salin daftar ini untuk WhatsApp", "Copy this list for WhatsApp"),
            false => lang.pick("Salin yang dipilih untuk WhatsApp", "Copy selected for WhatsApp"),
        };
        if cx.state.scope_count() > 0 && widgets::quiet_icon(ui, icons::WHATSAPP_LOGO, copy).clicked() {
            cx.ask(BrowseCommand::CopyAsMessage(cx.state.scope()));
        }
        if cx.state.browse.matches.fuzzy {
            let near = lang.pick("ejaan yang mirip", "similar spellings");
            widgets::small(ui, look, near);
        }
        if ui.max_rect().width() + RIGHT < ONE_ROW {
            return;
        }
        let wide = ui.available_width() > 432.0;
        widgets::at_end(ui, |ui| choices(ui, cx, wide));
    });
    if ui.available_width() < ONE_ROW {
        ui.horizontal(|ui| {
            ui.set_max_width(ui.available_width() - RIGHT);
            widgets::at_end(ui, |ui| choices(ui, cx, false));
        });
    }
}

/// Below this width the head has a second row.
const ONE_ROW: f32 = 520.0;
/// Cards end so far from the right edge, and what stands over them.
pub(super) const RIGHT: f32 = 12.0;

/// In which order, as cards or a table, and a new product.
fn choices(ui: &mut Ui, cx: &mut Cx, wide: bool) {
    let (look, lang) = (cx.look(), cx.lang());
    sort(ui, cx, wide);
    let mut table = cx.state.browse.as_table;
    let names = [(false, lang.pick("Kartu", "Cards")), (true, lang.pick("Tabel", "Table"))];
    if widgets::segmented(ui, look, &mut table, &names) {
        cx.ask(BrowseCommand::SetTable(table));
    }
    ui.add_enabled_ui(cx.state.may_edit(), |ui| {
        let new = lang.pick("Produk baru", "New product");
        let response = match wide {
            true => widgets::button(ui, icons::PLUS, new),
            false => widgets::icon_button(ui, icons::PLUS, new),
        };
        if response.clicked() {
            cx.ask(ProductCommand::Create);
        }
    });
}

fn sort_name(sort: Sort, cx: &Cx) -> &'static str {
    let lang = cx.lang();
    match sort {
        Sort::Relevance if cx.state.browse.filter.search.trim().is_empty() => {
            lang.pick("Urutan biasa", "Default order")
        }
        Sort::Relevance => lang.pick("Paling cocok", "Best match"),
        Sort::Name => lang.pick("Nama", "Name"),
        Sort::Origin => lang.pick("Asal daerah", "Region"),
        Sort::Price => lang.pick("Harga", "Price"),
        Sort::Completeness => lang.pick("Paling belum lengkap", "Least complete"),
    }
}

fn sort(ui: &mut Ui, cx: &mut Cx, wide: bool) {
    let lang = cx.lang();
    let mut sort = cx.state.browse.filter.sort;
    let shown = format!("{}  {}", icons::SORT_ASCENDING, sort_name(sort, cx));
    let response = ComboBox::from_id_salt("sort")
        .width(if wide { 150.0 } else { 130.0 })
        .truncate()
        .selected_text(shown)
        .show_ui(ui, |ui| {
            for choice in [Sort::Relevance, Sort::Name, Sort::Origin, Sort::Price, Sort::Completeness] {
                ui.selectable_value(&mut sort, choice, sort_name(choice, cx));
            }
        });
    let name = lang.pick("Urutkan", "Sort by");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
    if sort != cx.state.browse.filter.sort {
        cx.ask(BrowseCommand::SetFilter(Filter { sort, ..cx.state.browse.filter.clone() }));
    }
}

/// The filters that are set, each with a cross.
fn chips(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    let chips = cx.state.browse.filter.chips(&catalog, lang);
    if chips.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for chip in &chips {
            if widgets::chip(ui, look, &chip.label, lang.pick("Hapus saringan", "Remove the filter")) {
                cx.ask(BrowseCommand::SetFilter(chip.without(&cx.state.browse.filter)));
            }
        }
        if chips.len() > 1
            && widgets::link(ui, look, "", lang.pick("Hapus semua saringan", "Clear all filters")).clicked()
        {
            cx.ask(clear(cx));
        }
    });
}

fn clear(cx: &Cx) -> Command {
    let Filter { sort, search, .. } = cx.state.browse.filter.clone();
    Command::Browse(BrowseCommand::SetFilter(Filter { sort, search, ..Filter::default() }))
}

/// What a wider filter finds: `Tampilkan 1 di Kutai Kartanegara`; empty where that is nothing.
fn outside(cx: &Cx, wider: &Filter) -> String {
    let lang = cx.lang();
    let Some(open) = cx.state.open() else { return String::new() };
    let found = matches(open.catalog(), &open.index, wider, lang);
    let regencies = found.hits.iter().filter_map(|hit| Some(cx.state.product(&hit.id)?.origin.cut(2)));
    let regencies: BTreeSet<RegionCode> = regencies.collect();
    let count = crate::text::count(lang, found.hits.len());
    match (found.hits.len(), regencies.first()) {
        (0, _) => String::new(),
        (_, Some(one)) if regencies.len() == 1 && !one.as_str().is_empty() => {
            let place = plain_region_name(one, lang);
            crate::say!(lang, "Tampilkan {count} di {place}", "Show {count} in {place}")
        }
        _ => crate::say!(lang, "Tampilkan {count} di luar saringan ini", "Show {count} outside these filters"),
    }
}

/// What would match but for its status: `Lihat 1 draf`.
fn of_other_status(cx: &Cx) -> Option<(&'static str, String, Filter)> {
    let lang = cx.lang();
    let (status, matching) = cx.state.browse.matches.facets.statuses.iter().find(|(_, matching)| **matching > 0)?;
    let (count, s) = (crate::text::count(lang, *matching), crate::text::s(*matching));
    let (name, status) = match status {
        Status::Draft => (crate::say!(lang, "Lihat {count} draf", "View {count} draft{s}"), StatusFilter::Draft),
        Status::Ready => {
            (crate::say!(lang, "Lihat {count} produk siap", "View {count} ready product{s}"), StatusFilter::Ready)
        }
        Status::Retired => (lang.pick("Lihat semuanya", "View them all").to_owned(), StatusFilter::All),
    };
    Some((icons::EYE, name, Filter { status, ..cx.state.browse.filter.clone() }))
}

/// What stands there where no product matches.
pub fn nothing(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(open) = cx.state.open() else { return };
    let catalog = open.catalog();
    if catalog.products.is_empty() {
        let title = lang.pick("Katalog ini masih kosong", "This catalogue is still empty");
        let text = lang.pick(
            "Ambil daftar yang sudah ada, isi templat kosong, atau ketik produk pertama: nama, desa asal, dan siapa pembuatnya sudah cukup.",
            "Import an existing list, fill in an empty template, or type the first product: its name, village and producer are enough.",
        );
        let action = (icons::DOWNLOAD_SIMPLE, lang.pick("Impor dari Excel…", "Import from Excel…"));
        let may = cx.state.may_edit();
        if widgets::empty_state(ui, look, icons::BASKET, title, text, may.then_some(action)) {
            cx.ask(ImportCommand::PickFile);
        }
        if may {
            ui.vertical_centered(|ui| {
                let name = lang.pick("Templat kosong untuk diisi", "An empty template to fill in");
                let wish = ExportCommand::Start(ExportWish { form: ExportForm::Template, of: ExportOf::All });
                cx.button(ui, icons::FILE_XLS, name, wish);
                let name = lang.pick("Tambah produk pertama", "Add the first product");
                cx.button(ui, icons::PLUS, name, ProductCommand::Create);
            });
        }
        return;
    }
    let advice = no_match_advice(catalog, &open.index, &cx.state.browse.filter, lang);
    let filter = cx.state.browse.filter.clone();
    let Filter { sort, status, .. } = filter;
    let wider = Filter { sort, status, search: filter.search.clone(), ..Filter::default() };
    let outside = if wider == filter { String::new() } else { outside(cx, &wider) };
    let elsewhere = (!outside.is_empty()).then_some((icons::FUNNEL, outside, wider));
    let offer = of_other_status(cx).or(elsewhere);
    let (icon, offer, filter) = offer.unwrap_or_else(|| match filter.search.trim().is_empty() {
        true => {
            let name = lang.pick("Hapus semua saringan", "Clear all filters");
            (icons::FUNNEL, name.to_owned(), Filter { sort, ..Filter::default() })
        }
        // Where the words find nothing anywhere, they are what can go.
        false => {
            let name = lang.pick("Hapus kata pencarian", "Clear the search words");
            (icons::X, name.to_owned(), Filter { search: String::new(), ..filter })
        }
    });
    let text = lang.pick("Longgarkan saringan, atau cari dengan kata lain.", "Loosen the filters, or try other words.");
    if widgets::empty_state(ui, look, icons::MAGNIFYING_GLASS, &advice, text, Some((icon, &offer))) {
        cx.ask(BrowseCommand::SetFilter(filter));
    }
}
