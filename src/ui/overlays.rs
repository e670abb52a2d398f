//! What lies over the window until it is closed: brochure options, open, new, keyboard shortcuts, about.

use std::path::PathBuf;

use egui::{Context, Grid, Id, Modal, ProgressBar, RichText, ScrollArea, Ui};

use super::command::{BrochureOf, Command, Overlay, SHORTCUTS, Screen};
use super::icons;
use super::state::Cx;
use super::theme;
use super::widgets;
use crate::model::{BrochureSettings, Filter, GroupBy, PrintLang, Quality, StatusFilter};
use crate::text::{Explain, Severity};

/// Shows the overlay that is open, if any.
pub fn show(ctx: &Context, cx: &mut Cx) {
    let Some(overlay) = cx.state.overlay.clone() else {
        return;
    };
    let width = match overlay {
        Overlay::Shortcuts => 620.0,
        Overlay::Brochure(_) => 520.0,
        Overlay::Photo(..) => 1100.0,
        _ => 480.0,
    };
    let room = ctx.content_rect();
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(20);
    let response = Modal::new(Id::unique("overlay")).frame(frame).show(ctx, |ui| {
        ui.set_width(f32::min(width, room.width() - 60.0));
        ScrollArea::vertical()
            .max_height(room.height() - 130.0)
            .min_scrolled_height(room.height() - 130.0)
            .auto_shrink([false, true])
            .show(ui, |ui| match &overlay {
                Overlay::Shortcuts => shortcuts(ui, cx),
                Overlay::About => about(ui, cx),
                Overlay::Brochure(of) => brochure(ui, cx, of),
                Overlay::Open => open(ui, cx),
                Overlay::New => new(ui, cx),
                Overlay::Photo(id, at) => {
                    if let Some(product) = cx.state.product(id).cloned() {
                        super::product::large_photo(ui, cx, &product, *at);
                    }
                }
            });
    });
    if response.should_close() {
        cx.ask(Command::CloseOverlay);
    }
}

fn title(ui: &mut Ui, cx: &mut Cx, text: &str) {
    let close = cx.lang().pick("Tutup", "Close");
    widgets::spread(
        ui,
        |ui| widgets::heading(ui, text),
        |ui| {
            if widgets::quiet_icon(ui, icons::X, close).clicked() {
                cx.ask(Command::CloseOverlay);
            }
        },
    );
    ui.add_space(4.0);
}

/// A value that lives as long as the overlay is in use.
fn remembered<T: Clone + Default + Send + Sync + 'static>(ui: &Ui, what: &'static str) -> (Id, T) {
    let id = Id::unique(("overlay", what));
    (id, ui.data(|data| data.get_temp(id)).unwrap_or_default())
}

fn keep<T: Clone + Send + Sync + 'static>(ui: &Ui, id: Id, value: T) {
    ui.data_mut(|data| data.insert_temp(id, value));
}

fn brochure(ui: &mut Ui, cx: &mut Cx, of: &BrochureOf) {
    let (look, lang) = (cx.look(), cx.lang());
    title(ui, cx, lang.pick("Buat brosur", "Make a brochure"));
    let count = match of {
        BrochureOf::Shown => cx.state.matches.hits.len(),
        BrochureOf::Shortlist => cx.state.shortlist.products.len(),
        BrochureOf::One(_) => 1,
    };
    let what = match of {
        BrochureOf::Shown => crate::say!(lang, "{count} produk yang sedang tampil", "The {count} products shown now"),
        BrochureOf::Shortlist => {
            crate::say!(lang, "{count} produk dari daftar pembeli", "{count} products of the buyer's list")
        }
        BrochureOf::One(_) => lang.pick("Satu produk", "One product").to_owned(),
    };
    ui.label(RichText::new(what).font(theme::semi(theme::SIZE_BODY)));
    if count == 0 {
        return nothing_to_print(ui, cx, of);
    }

    // The options belong to the window until a brochure is made; then they are the ones of next time.
    let id = Id::unique(("overlay", "brochure settings"));
    let kept: Option<BrochureSettings> = ui.data(|data| data.get_temp(id));
    let mut settings = kept.unwrap_or_else(|| cx.state.brochure.settings.clone());
    if *of == BrochureOf::Shortlist {
        buyer(ui, cx);
    }
    let choose = |ui: &mut Ui, name: &str, add: &mut dyn FnMut(&mut Ui)| {
        ui.horizontal(|ui| {
            ui.allocate_ui(egui::vec2(118.0, 32.0), |ui| {
                ui.set_min_width(118.0);
                widgets::weak(ui, look, name);
            });
            add(ui);
        });
    };
    choose(ui, lang.pick("Bahasa", "Language"), &mut |ui| {
        let both = lang.pick("Keduanya", "Both");
        widgets::segmented(
            ui,
            look,
            &mut settings.lang,
            &[(PrintLang::Id, "Indonesia"), (PrintLang::En, "English"), (PrintLang::Both, both)],
        );
    });
    choose(ui, lang.pick("Produk per halaman", "Products a page"), &mut |ui| {
        widgets::segmented(ui, look, &mut settings.per_page, &[(1, "1"), (2, "2"), (4, "4")]);
    });
    choose(ui, lang.pick("Kelompokkan", "Group by"), &mut |ui| {
        let choices = [
            (GroupBy::Region, lang.pick("Asal daerah", "Region")),
            (GroupBy::Category, lang.pick("Kategori", "Category")),
        ];
        widgets::segmented(ui, look, &mut settings.group_by, &choices);
    });
    choose(ui, lang.pick("Dipakai untuk", "Made for"), &mut |ui| {
        let choices = [
            (Quality::Chat, "WhatsApp"),
            (Quality::Office, lang.pick("Printer kantor", "Office printer")),
            (Quality::Press, lang.pick("Percetakan", "Print shop")),
        ];
        widgets::segmented(ui, look, &mut settings.quality, &choices);
    });
    ui.horizontal_wrapped(|ui| {
        ui.checkbox(&mut settings.prices, lang.pick("Harga", "Prices"));
        ui.checkbox(&mut settings.qr, lang.pick("Kode QR WhatsApp", "WhatsApp QR codes"));
        ui.checkbox(&mut settings.sources, lang.pick("Halaman sumber data", "Page of sources"));
    });
    keep(ui, id, settings.clone());
    booth_contact_hint(ui, cx);
    ui.add_space(8.0);

    if let Some(progress) = cx.state.brochure.running {
        let part = if progress.total == 0 { 0.0 } else { progress.done as f32 / progress.total as f32 };
        let text = if progress.total == 0 {
            lang.pick("Menyusun halaman…", "Setting the pages…").to_owned()
        } else {
            let (done, total) = (progress.done, progress.total);
            crate::say!(lang, "Menyiapkan foto {done} dari {total}", "Preparing photos, {done} of {total}")
        };
        ui.add(ProgressBar::new(part).text(text).desired_height(22.0).fill(look.accent_soft));
        if widgets::button(ui, icons::X, lang.pick("Batal", "Cancel")).clicked() {
            cx.ask(Command::CancelBrochure);
        }
        return;
    }
    ui.horizontal(|ui| {
        if widgets::accent_button(ui, look, icons::FILE_PDF, lang.pick("Buat PDF", "Make the PDF")).clicked() {
            cx.ask(Command::MakeBrochure { of: of.clone(), settings });
        }
        if let Some(path) = cx.state.brochure.finished.clone()
            && widgets::button(ui, icons::ARROW_SQUARE_OUT, lang.pick("Buka brosur", "Open the brochure")).clicked()
        {
            cx.ask(Command::OpenFile(path));
        }
    });
    if let Some(path) = &cx.state.brochure.finished {
        widgets::small(ui, look, path.display().to_string());
    }
    findings(ui, cx);
}

fn nothing_to_print(ui: &mut Ui, cx: &mut Cx, of: &BrochureOf) {
    let (look, lang) = (cx.look(), cx.lang());
    let drafts = cx.state.catalog().map_or(0, |catalog| {
        catalog.products.values().filter(|product| product.status == crate::model::Status::Draft).count()
    });
    let text = match of {
        BrochureOf::Shortlist => lang.pick(
            "Daftar pembeli masih kosong. Tekan + pada kartu produk untuk mengisinya.",
            "The buyer's list is empty. Press + on a product's card to fill it.",
        ),
        _ => lang.pick(
            "Tidak ada produk yang tampil, jadi tidak ada yang bisa dicetak.",
            "No product is shown, so there is nothing to print.",
        ),
    };
    widgets::weak(ui, look, text);
    if *of == BrochureOf::Shown && drafts > 0 && cx.state.filter.status == StatusFilter::Ready {
        let name = crate::say!(lang, "Sertakan draf ({drafts})", "Include drafts ({drafts})");
        if widgets::button(ui, icons::NOTE_PENCIL, &name).clicked() {
            cx.ask(Command::SetFilter(Filter { status: StatusFilter::All, ..cx.state.filter.clone() }));
        }
    }
}

fn buyer(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut buyer = cx.state.shortlist.buyer.clone();
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            widgets::text_field(left, look, lang.pick("Nama pembeli", "Buyer's name"), &mut buyer.name, "", 1);
            widgets::text_field(right, look, lang.pick("Lembaga", "Organisation"), &mut buyer.organisation, "", 1);
        }
    });
    if buyer != cx.state.shortlist.buyer {
        cx.ask(Command::SetBuyer(buyer));
    }
}

/// No public source gives producers' numbers, so without a number of the booth "call us" leads nowhere.
fn booth_contact_hint(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(info) = cx.state.catalog().map(|catalog| catalog.info.clone()) else {
        return;
    };
    let booth =
        info.booth_contact.as_ref().is_some_and(|contact| !contact.whatsapp.is_empty() || !contact.phone.is_empty());
    let office = info
        .organizer
        .as_ref()
        .is_some_and(|office| !office.contact.whatsapp.is_empty() || !office.contact.phone.is_empty());
    if booth
        || office
        || cx.state.catalog().is_some_and(|catalog| catalog.producers.values().any(|one| !one.whatsapp.is_empty()))
    {
        return;
    }
    egui::Frame::new().fill(look.warning_soft).corner_radius(theme::RADIUS_CONTROL).inner_margin(10).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(
            RichText::new(lang.pick(
                "Belum ada nomor WhatsApp stan atau penyelenggara. Tanpa itu, brosur tidak memuat kode QR.",
                "There is no WhatsApp number of the booth or the organiser yet. Without one, the brochure has no QR code.",
            ))
            .color(look.warning),
        );
        if widgets::link(ui, look, icons::WHATSAPP_LOGO, lang.pick("Isi kontak stan", "Fill in the booth contact")).clicked() {
            cx.ask(Command::Go(Screen::CatalogSettings));
        }
    });
}

fn findings(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let list = cx.state.brochure.findings.clone();
    if list.is_empty() {
        return;
    }
    ui.add_space(6.0);
    widgets::section(ui, look, lang.pick("Yang perlu diperiksa", "Worth a look"));
    for finding in list.iter().take(60) {
        let message = finding.explain(lang);
        let ink = if finding.severity == Severity::Error { look.danger } else { look.warning };
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(icons::WARNING_CIRCLE).color(ink));
            ui.label(message.line());
            if let Some(id) = &finding.product
                && widgets::link(ui, look, icons::PENCIL_SIMPLE, lang.pick("Perbaiki", "Fix it")).clicked()
            {
                cx.ask(Command::CloseOverlay);
                cx.ask(Command::JumpTo(id.clone(), None));
            }
        });
    }
}

fn open(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    title(ui, cx, lang.pick("Buka katalog", "Open a catalogue"));
    ui.horizontal(|ui| {
        let choose = lang.pick("Pilih folder…", "Choose a folder…");
        if widgets::accent_button(ui, look, icons::FOLDER_OPEN, choose).clicked() {
            cx.ask(Command::PickFolderToOpen);
        }
        if widgets::button(ui, icons::BOOK_OPEN, lang.pick("Katalog contoh", "The sample catalogue")).clicked() {
            cx.ask(Command::OpenShipped);
        }
    });
    let recent: Vec<PathBuf> = cx.state.settings.recent.clone();
    if !recent.is_empty() {
        widgets::section(ui, look, lang.pick("Baru dibuka", "Opened recently"));
        for path in recent {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let response = widgets::list_row(ui, look, false, &format!("{}  {name}", icons::FOLDER_OPEN), None, &name);
            if response.on_hover_text(path.display().to_string()).clicked() {
                cx.ask(Command::OpenFolder(path));
            }
        }
    }
    widgets::section(ui, look, lang.pick("Atau ketik letak foldernya", "Or type where the folder is"));
    let (id, mut typed) = remembered::<String>(ui, "open path");
    let field = widgets::text_field(ui, look, lang.pick("Letak folder", "Folder"), &mut typed, "", 1);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    keep(ui, id, typed.clone());
    let go = ui.add_enabled_ui(!typed.trim().is_empty(), |ui| {
        widgets::button(ui, icons::ARROW_SQUARE_OUT, lang.pick("Buka", "Open")).clicked()
    });
    if (go.inner || entered) && !typed.trim().is_empty() {
        cx.ask(Command::OpenFolder(PathBuf::from(typed.trim())));
    }
    widgets::small(
        ui,
        look,
        lang.pick(
            "Folder katalog juga bisa diseret ke jendela ini.",
            "A catalogue folder can also be dropped on this window.",
        ),
    );
}

fn new(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    title(ui, cx, lang.pick("Katalog baru", "New catalogue"));
    let (id, mut name) = remembered::<String>(ui, "new title");
    let hint = lang.pick("Produk unggulan Kabupaten …", "Products of … Regency");
    widgets::text_field(ui, look, lang.pick("Judul katalog", "Title"), &mut name, hint, 1);
    keep(ui, id, name.clone());
    let (dir_id, mut dir) = remembered::<String>(ui, "new dir");
    let folder_hint =
        lang.pick("Kosongkan untuk memilih lewat jendela folder", "Leave empty to choose in a folder window");
    widgets::text_field(ui, look, lang.pick("Letak folder", "Folder"), &mut dir, folder_hint, 1);
    keep(ui, dir_id, dir.clone());
    ui.add_space(6.0);
    ui.add_enabled_ui(!name.trim().is_empty(), |ui| {
        if widgets::accent_button(ui, look, icons::FOLDER_PLUS, lang.pick("Buat katalog", "Make the catalogue"))
            .clicked()
        {
            let title = name.trim().to_owned();
            cx.ask(match dir.trim() {
                "" => Command::PickFolderForNew { title },
                dir => Command::CreateCatalog { dir: PathBuf::from(dir), title },
            });
        }
    });
}

fn shortcuts(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    title(ui, cx, lang.pick("Pintasan papan ketik", "Keyboard shortcuts"));
    Grid::new("shortcuts").num_columns(4).spacing(egui::vec2(18.0, 8.0)).show(ui, |ui| {
        for pair in SHORTCUTS.chunks(2) {
            for shortcut in pair {
                let keys: Vec<String> = shortcut.keys.iter().map(|keys| ui.ctx().format_shortcut(keys)).collect();
                ui.label(RichText::new(keys.join(" · ")).font(theme::semi(12.5)).color(look.accent));
                ui.label(lang.pick(shortcut.id, shortcut.en));
            }
            ui.end_row();
        }
    });
}

fn about(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    title(ui, cx, "Etalase Desa");
    let version = env!("CARGO_PKG_VERSION");
    widgets::weak(ui, look, crate::say!(lang, "Versi {version}", "Version {version}"));
    ui.label(lang.pick(
        "Katalog produk desa untuk misi dagang: dicari, dipilih, dan dicetak tanpa internet.",
        "A catalogue of village products for trade missions: found, chosen and printed without internet.",
    ));
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
