//! Help over the window: what to look for and the topics on the left, the one that is read on the right.

use egui::{Grid, Id, Layout, RichText, ScrollArea, Ui, vec2};

use super::search::{Sought, found, key_groups};
use super::state::HelpCommand;
use super::texts::{Appendix, TOPICS, Topic};
use crate::ui::app::cx::Cx;
use crate::ui::app::shortcuts::with_keys;
use crate::ui::kit::{icons, theme, widgets};

const LIST: f32 = 228.0;

/// The search box, by which keys know that a person types there.
pub fn search_id() -> Id {
    Id::unique("help search")
}

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    cx.overlay_title(ui, lang.pick("Bantuan", "Help"));
    // As high for a short topic as for a long one.
    let height = (ui.ctx().content_rect().height() - 200.0).clamp(240.0, 560.0);
    let top = Layout::top_down(egui::Align::Min);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(LIST, height), top, |ui| {
            ui.set_min_height(height);
            list(ui, cx);
        });
        ui.add_space(16.0);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), height), top, |ui| {
            let Some(topic) = TOPICS.get(cx.state.help.topic).filter(|_| !found(&cx.state.help.search).is_empty())
            else {
                return;
            };
            let area = ScrollArea::vertical().id_salt(("help topic", cx.state.help.topic)).auto_shrink([false, false]);
            area.max_height(height).show(ui, |ui| read(ui, cx, topic));
        });
    });
}

fn list(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    ui.set_width(LIST);
    let name = lang.pick("Cari di bantuan", "Search help");
    let mut search = cx.state.help.search.clone();
    let field = ui.add(widgets::text_edit(look, &mut search, name, 1).id(search_id()));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SearchInput, true, name));
    widgets::focus_first(ui, "help", &field, &search);
    if field.changed() {
        cx.ask(HelpCommand::Search(search.clone()));
    }
    let listed = found(&cx.state.help.search);
    if listed.is_empty() {
        let search = search.trim();
        widgets::weak(
            ui,
            look,
            crate::say!(lang, "Tidak ada bantuan tentang “{search}”.", "No help about “{search}”."),
        );
        return;
    }
    ScrollArea::vertical().id_salt("help topics").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for at in listed {
            let Some(topic) = TOPICS.get(at) else { continue };
            let (title, is_read) = (lang.pick(topic.title.0, topic.title.1), at == cx.state.help.topic);
            let row = widgets::list_row(ui, look, is_read, title, None, title);
            if is_read {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                cx.ask(HelpCommand::Read(at));
            }
        }
    });
}

fn read(ui: &mut Ui, cx: &mut Cx, topic: &Topic) {
    let lang = cx.lang();
    ui.label(RichText::new(lang.pick(topic.title.0, topic.title.1)).font(theme::bold(17.0)));
    ui.add_space(2.0);
    for text in topic.text {
        ui.label(with_keys(lang.pick(text.0, text.1)));
    }
    match topic.appendix {
        Appendix::Nothing => {}
        Appendix::Keys => keys(ui, cx),
        Appendix::Program => program(ui, cx),
    }
    if let Some((name, _)) = topic.way {
        ui.add_space(6.0);
        cx.accent_button(ui, icons::ARROW_RIGHT, lang.pick(name.0, name.1), HelpCommand::GoThere);
    }
}

/// Every key, or those that are looked for.
fn keys(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let sought = Sought::new(&cx.state.help.search);
    let groups = key_groups();
    let is_found = groups.iter().flat_map(|group| &group.keys).any(|key| sought.is_key(key));
    // Rows as high as their text: all of them are seen at once.
    ui.spacing_mut().interact_size.y = 18.0;
    let per_row = if ui.available_width() > 600.0 { 2 } else { 1 };
    for group in &groups {
        let mut shown: Vec<_> = group.keys.iter().collect();
        if is_found && !sought.is_empty() {
            shown.retain(|key| sought.is_key(key));
        }
        if shown.is_empty() {
            continue;
        }
        let title = lang.pick(group.title.0, group.title.1);
        widgets::section(ui, look, title);
        Grid::new(("keys", title)).num_columns(2 * per_row).spacing(vec2(16.0, 7.0)).show(ui, |ui| {
            for row in shown.chunks(per_row) {
                for (keys, does) in row {
                    ui.label(RichText::new(keys).font(theme::semi(12.5)).color(look.accent));
                    ui.label(lang.pick(does.0, does.1));
                }
                ui.end_row();
            }
        });
    }
}

/// What the program is made of, and where the open catalogue lies.
fn program(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let version = env!("CARGO_PKG_VERSION");
    widgets::weak(ui, look, crate::say!(lang, "Versi {version}", "Version {version}"));
    for (heading, text) in [
        (lang.pick("Data wilayah", "Region data"), crate::regions::ATTRIBUTION),
        (
            lang.pick("Huruf dan ikon", "Fonts and icons"),
            "Plus Jakarta Sans, Fraunces, Inter: SIL Open Font License 1.1. Phosphor Icons: MIT.",
        ),
        (
            lang.pick("Halaman cetak", "Printed pages"),
            lang.pick("Disusun dengan Typst (Apache-2.0).", "Set with Typst (Apache-2.0)."),
        ),
        (lang.pick("Program", "Program"), "MIT OR Apache-2.0"),
    ] {
        widgets::section(ui, look, heading);
        widgets::weak(ui, look, text);
    }
    if let Some(open) = cx.state.open() {
        widgets::section(ui, look, lang.pick("Katalog ini", "This catalogue"));
        widgets::small(ui, look, open.folder.root().display().to_string());
    }
}
