//! The brochure screen: options left, the pages themselves in the middle, what to check before printing right.

mod controller;
pub mod preview;
mod preview_board;
mod preview_work;
pub mod state;

mod findings;
mod options;

use egui::{
    CentralPanel, Color32, Frame, Id, Margin, Panel, Pos2, ProgressBar, Rect, RichText, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use crate::brochure::{Outline, PageAt};
use crate::model::{Filter, Status, StatusFilter};
use crate::text::Severity;
use crate::ui::app::command::{BrochureCommand, BrochureOf, BrowseCommand, Command, PrintAs};
use crate::ui::app::cx::Cx;
use crate::ui::app::jobs::Job;
use crate::ui::kit::{icons, layout, theme, widgets};

/// Widths of the side panes; narrow windows give the pages what there is.
const OPTIONS_WIDTH: f32 = 300.0;
const FINDINGS_WIDTH: f32 = 272.0;
const THUMBNAILS_WIDTH: f32 = 96.0;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let look = cx.look();
    let panel = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(14, 12));
    let wide = ui.available_width() > 1000.0;
    Panel::left("brochure options").exact_size(OPTIONS_WIDTH).resizable(false).frame(panel).show(ui, |ui| {
        let options = |ui: &mut Ui, cx: &mut Cx| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                // The scroll bar never lies over a control.
                ui.set_max_width(OPTIONS_WIDTH - 40.0);
                options::show(ui, cx);
            });
        };
        layout::above(ui, cx, options, |ui, cx| {
            Frame::new().inner_margin(Margin { top: 10, ..Margin::ZERO }).show(ui, |ui| make(ui, cx));
        });
    });
    let canvas = Frame::new().fill(look.canvas).inner_margin(Margin::symmetric(8, 8));
    let pages = |ui: &mut Ui, cx: &mut Cx| {
        CentralPanel::default().frame(canvas).show(ui, |ui| pages(ui, cx, wide));
    };
    if wide {
        let right = Panel::right("brochure findings").exact_size(FINDINGS_WIDTH).resizable(false).frame(panel);
        return layout::beside(ui, cx, right, pages, findings::show);
    }
    // Without room beside the pages, the findings take their place for as long as they are read.
    let instead_id = Id::unique("brochure findings instead of pages");
    if ui.data(|data| data.get_temp(instead_id)).unwrap_or(false) {
        let lang = cx.lang();
        CentralPanel::default().frame(panel).show(ui, |ui| {
            if widgets::button(ui, icons::FILE_PDF, lang.pick("Kembali ke halaman", "Back to the pages")).clicked()
                || findings::is_page_wanted(ui)
            {
                ui.data_mut(|data| data.insert_temp(instead_id, false));
            }
            findings::show(ui, cx);
        });
        return;
    }
    pages(ui, cx);
}

/// Which products these are, and the ways to paper.
fn make(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let brochure = &cx.state.brochure;
    if let Some(progress) = cx.state.running(Job::Brochure) {
        let part = if progress.total == 0 { 0.0 } else { progress.done as f32 / progress.total as f32 };
        let is_parts = cx.state.brochure.settings.per_region || count(cx) > crate::brochure::ONE_FILE;
        let text = if progress.total == 0 {
            lang.pick("Menyusun halaman…", "Setting the pages…").to_owned()
        } else if is_parts {
            let (number, total) = ((progress.done + 1).min(progress.total), progress.total);
            crate::say!(lang, "Menyusun bagian {number} dari {total}", "Setting part {number} of {total}")
        } else {
            let (done, total) = (crate::text::count(lang, progress.done), crate::text::count(lang, progress.total));
            crate::say!(lang, "Menyiapkan foto {done} dari {total}", "Preparing photos, {done} of {total}")
        };
        ui.add(ProgressBar::new(part).text(text).desired_height(22.0).fill(look.accent_soft));
        cx.button(ui, icons::X, lang.pick("Batal", "Cancel"), BrochureCommand::Cancel);
        return;
    }
    let errors = errors(cx);
    if errors > 0 {
        let mut anyway = brochure.anyway;
        let text = crate::say!(lang, "Cetak apa adanya ({errors} kesalahan)", "Print as is ({errors} errors)");
        if ui.checkbox(&mut anyway, RichText::new(text).color(look.danger)).changed() {
            cx.ask(BrochureCommand::PrintAnyway(anyway));
        }
    }
    if count(cx) > crate::brochure::ONE_FILE && !cx.state.brochure.settings.per_region {
        let text = lang.pick(
            "Lebih dari 2.000 produk dicetak dalam beberapa file; nomor halaman, daftar isi, dan indeks tetap satu.",
            "More than 2,000 products are printed as several files; page numbers, contents and index run on.",
        );
        widgets::small(ui, look, text);
    }
    let may = count(cx) > 0 && (errors == 0 || cx.state.brochure.anyway);
    ui.add_enabled_ui(may, |ui| {
        ui.horizontal(|ui| {
            let name = lang.pick("Buat PDF", "Create the PDF");
            cx.accent_button(ui, icons::FILE_PDF, name, BrochureCommand::Make(PrintAs::Pdf));
            let print = widgets::button(ui, icons::PRINTER, lang.pick("Cetak", "Print"));
            let hint =
                lang.pick("Membuat PDF dan membukanya untuk dicetak", "Creates the PDF and opens it for printing");
            if print.on_hover_text(hint).clicked() {
                cx.ask(BrochureCommand::Make(PrintAs::Print));
            }
            let more = widgets::icon_button(ui, icons::IMAGES, lang.pick("Gambar PNG", "Pictures (PNG)"));
            egui::Popup::menu(&more).show(|ui| {
                for (width, name) in [
                    (1080, lang.pick("1080 piksel, untuk WhatsApp", "1080 pixels, for messaging")),
                    (1600, lang.pick("1600 piksel", "1600 pixels")),
                    (2480, lang.pick("2480 piksel", "2480 pixels")),
                ] {
                    if ui.button(name).clicked() {
                        cx.ask(BrochureCommand::Make(PrintAs::Pictures(width)));
                    }
                }
            });
        });
    });
    if let Some(path) = cx.state.brochure.finished.clone() {
        let name = lang.pick("Buka brosur", "Open the brochure");
        cx.button(ui, icons::ARROW_SQUARE_OUT, name, Command::OpenFile(path.clone()));
        let shown = path.display().to_string();
        ui.add(egui::Label::new(RichText::new(shown).size(theme::SIZE_SMALL).color(look.weak)).truncate());
    }
}

fn errors(cx: &Cx) -> usize {
    cx.preview.sheets().outline.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn count(cx: &Cx) -> usize {
    match &cx.state.brochure.of {
        BrochureOf::Shown => cx.state.browse.matches.hits.len(),
        BrochureOf::Shortlist => cx.state.shortlist.products.len(),
        BrochureOf::One(_) => 1,
    }
}

/// The pages one under the other, thumbnails beside them.
fn pages(ui: &mut Ui, cx: &mut Cx, has_findings_beside: bool) {
    let (look, lang) = (cx.look(), cx.lang());
    let sheets = cx.preview.sheets().clone();
    if count(cx) == 0 {
        return nothing(ui, cx);
    }
    if let Some(error) = &sheets.error {
        let message = crate::text::Explain::explain(error, lang);
        ui.add_space(40.0);
        ui.vertical_centered(|ui| ui.label(message.line()));
        return;
    }
    let zoom_id = Id::unique("brochure zoom");
    let mut zoom: f32 = ui.data(|data| data.get_temp(zoom_id)).unwrap_or(1.0);
    let jump_id = Id::unique("brochure jump");
    ui.horizontal(|ui| {
        let outline = &sheets.outline;
        let total = outline.len();
        let s = crate::text::s(total);
        let text = match cx.preview.is_setting() && total == 0 {
            true => lang.pick("Menyusun halaman…", "Setting the pages…").to_owned(),
            false => {
                let total = crate::text::count(lang, total);
                crate::say!(lang, "{total} halaman", "{total} page{s}")
            }
        };
        widgets::weak(ui, look, text);
        if cx.preview.is_setting() {
            widgets::busy(ui, look, 14.0);
        }
        if !outline.is_complete() && total > 0 {
            let share = 100 * outline.set / outline.pages.len().max(1);
            widgets::small(
                ui,
                look,
                crate::say!(lang, "memeriksa semua halaman, {share} %", "checking every page, {share} %"),
            );
        }
        widgets::at_end(ui, |ui| {
            if widgets::quiet_icon(ui, icons::MINUS, lang.pick("Perkecil", "Zoom out")).clicked() {
                zoom = (zoom / 1.25).max(0.25);
            }
            if ui
                .button(format!("{:.0} %", zoom * 100.0))
                .on_hover_text(lang.pick("Selebar jendela", "Fit the width"))
                .clicked()
            {
                zoom = 1.0;
            }
            if widgets::quiet_icon(ui, icons::PLUS, lang.pick("Perbesar", "Zoom in")).clicked() {
                zoom = (zoom * 1.25).min(3.0);
            }
            if !has_findings_beside {
                let found = crate::text::count(lang, outline.findings.len());
                let name = crate::say!(lang, "Periksa ({found})", "Check ({found})");
                if widgets::button(ui, icons::WARNING_CIRCLE, &name).clicked() {
                    let id = Id::unique("brochure findings instead of pages");
                    ui.data_mut(|data| data.insert_temp(id, true));
                }
            }
        });
    });
    let pinch = ui.input(|input| input.zoom_delta());
    if pinch != 1.0 {
        zoom = (zoom * pinch).clamp(0.25, 3.0);
    }
    ui.data_mut(|data| data.insert_temp(zoom_id, zoom));
    let jump: Option<usize> = ui.data_mut(|data| data.remove_temp(jump_id));
    let jump = jump.or_else(|| findings::wanted_page(ui));
    let strip = sheets.outline.len() > 1 && ui.available_width() > 420.0;
    if strip {
        let frame = Frame::new().inner_margin(Margin { right: 6, ..Margin::ZERO });
        Panel::left("brochure thumbnails").exact_size(THUMBNAILS_WIDTH).resizable(false).frame(frame).show(ui, |ui| {
            if let Some(page) = thumbnails(ui, cx, &sheets.outline) {
                ui.data_mut(|data| data.insert_temp(jump_id, page));
                ui.ctx().request_repaint();
            }
        });
    }
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| large_pages(ui, cx, &sheets.outline, zoom, jump));
}

/// A column of pages; only those in view are drawn.
fn large_pages(ui: &mut Ui, cx: &mut Cx, outline: &Outline, zoom: f32, jump: Option<usize>) {
    let (look, lang) = (cx.look(), cx.lang());
    let fit = (ui.available_width() - 24.0).max(120.0);
    let pixels = ui.ctx().pixels_per_point();
    let size = page_size(outline, fit * zoom);
    let row = size.y + 14.0;
    let count = outline.len();
    // Pages before the one in view may become more or fewer while they are set; the view stays on its page.
    let anchor_id = Id::unique("brochure page in view");
    let anchor: Option<(PageAt, usize, f32)> = ui.data(|data| data.get_temp(anchor_id));
    let moved = anchor.and_then(|(at, was, part)| {
        let now = outline.page(at);
        (now != was).then_some((now as f32 + part) * row)
    });
    let top = anchor.map_or(0.0, |(_, page, part)| (page as f32 + part) * row);
    let asked = cx.paged(ui, top, ui.available_height(), row * count as f32);
    let mut area = ScrollArea::both().auto_shrink([false, false]).id_salt("brochure pages");
    if let Some(top) = jump.map(|page| page as f32 * row).or(asked).or(moved) {
        area = area.vertical_scroll_offset(top);
    }
    let scrolled = area.show_viewport(ui, |ui, view| {
        ui.set_width(f32::max(size.x, ui.available_width()));
        ui.set_height(row * count as f32);
        let origin = ui.max_rect().min;
        let left = ((ui.max_rect().width() - size.x) / 2.0).max(0.0);
        let first = (view.min.y / row).floor().max(0.0) as usize;
        let last = ((view.max.y / row).ceil().max(0.0) as usize).min(count);
        // The upper page is asked for last, so that it is drawn first.
        for page in (first..last).rev() {
            let rect = Rect::from_min_size(origin + vec2(left, page as f32 * row), size);
            let response = ui.interact(rect, Id::unique(("brochure page", page)), Sense::hover());
            let number = page + 1;
            let name = crate::say!(lang, "Halaman {number}", "Page {number}");
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &name));
            if !paint(ui, cx, page, rect, size.x * pixels) {
                let text = lang.pick("Menyusun halaman…", "Setting the page…");
                ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, text, theme::body(13.0), look.weak);
            }
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, look.line), StrokeKind::Outside);
        }
    });
    let top = scrolled.state.clamped_offset().y / row;
    let page = (top.max(0.0) as usize).min(count.saturating_sub(1));
    if let Some(at) = outline.at(page) {
        ui.data_mut(|data| data.insert_temp(anchor_id, (at, page, (top - page as f32).clamp(0.0, 1.0))));
    }
}

/// All pages of a brochure have one size.
fn page_size(outline: &Outline, width: f32) -> Vec2 {
    let (width_pt, height_pt) = outline.size_pt;
    vec2(width, width * (height_pt / width_pt.max(1.0)) as f32)
}

fn thumbnails(ui: &mut Ui, cx: &mut Cx, outline: &Outline) -> Option<usize> {
    let (look, lang) = (cx.look(), cx.lang());
    let pixels = ui.ctx().pixels_per_point();
    let size = page_size(outline, 74.0);
    let height = size.y + 20.0;
    let mut chosen = None;
    ScrollArea::vertical().auto_shrink([false, false]).id_salt("brochure thumbnails").show_rows(
        ui,
        height,
        outline.len(),
        |ui, shown| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for page in shown {
                let (rect, response) = ui.allocate_exact_size(vec2(84.0, height), Sense::click());
                let number = page + 1;
                let name = crate::say!(lang, "Ke halaman {number}", "To page {number}");
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
                let small = Rect::from_min_size(rect.min + vec2(5.0, 2.0), size);
                paint(ui, cx, page, small, 74.0 * pixels);
                let ink = if response.hovered() { look.accent } else { look.line };
                ui.painter().rect_stroke(small, 0.0, Stroke::new(1.0, ink), StrokeKind::Outside);
                let at = Pos2::new(small.center().x, small.max.y + 8.0);
                ui.painter().text(at, egui::Align2::CENTER_CENTER, number, theme::body(10.5), look.weak);
                if response.clicked() {
                    chosen = Some(page);
                }
            }
        },
    );
    chosen
}

/// False where there is nothing to show yet but the paper.
fn paint(ui: &Ui, cx: &mut Cx, page: usize, rect: Rect, width_px: f32) -> bool {
    ui.painter().rect_filled(rect, 0.0, Color32::WHITE);
    let drawn = cx.preview.page(page, width_px);
    if let Some(texture) = drawn {
        let whole = Rect::from_min_size(Pos2::ZERO, Vec2::splat(1.0));
        ui.painter().image(texture, rect, whole, Color32::WHITE);
    }
    drawn.is_some()
}

fn nothing(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let is_shortlist = cx.state.brochure.of == BrochureOf::Shortlist;
    let drafts = cx
        .state
        .catalog()
        .map_or(0, |catalog| catalog.products.values().filter(|product| product.status == Status::Draft).count());
    ui.add_space(60.0);
    ui.vertical_centered(|ui| {
        let text = match is_shortlist {
            true => lang.pick(
                "Daftar pembeli masih kosong. Tekan + pada kartu produk untuk mengisinya.",
                "The buyer's list is empty. Press + on a product's card to fill it.",
            ),
            false => lang.pick(
                "Tidak ada produk yang tampil, jadi tidak ada yang bisa dicetak.",
                "No product is shown, so there is nothing to print.",
            ),
        };
        widgets::weak(ui, look, text);
        if !is_shortlist && drafts > 0 && cx.state.browse.filter.status == StatusFilter::Ready {
            let name = crate::say!(lang, "Sertakan draf ({drafts})", "Include drafts ({drafts})");
            let wish = BrowseCommand::SetFilter(Filter { status: StatusFilter::All, ..cx.state.browse.filter.clone() });
            cx.button(ui, icons::NOTE_PENCIL, &name, wish);
        }
    });
}
