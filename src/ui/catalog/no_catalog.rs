//! What stands where no catalogue is open: reading, a failure with ways on, or nothing to open.

use egui::{Frame, RichText, Ui};

use crate::store::OpenError;
use crate::text::Explain;
use crate::ui::app::command::{CatalogCommand, Command, Overlay};
use crate::ui::app::cx::Cx;
use crate::ui::app::state::Phase;
use crate::ui::kit::{icons, theme, widgets};

/// What stands where no catalogue is open: reading, a failure with ways on, or nothing to open.
pub fn show(ui: &mut Ui, cx: &mut Cx, phase: &Phase) {
    let (look, lang) = (cx.look(), cx.lang());
    match phase {
        Phase::Loading | Phase::Open(_) => {
            ui.vertical_centered(|ui| {
                ui.add_space(ui.available_height() * 0.35);
                widgets::busy(ui, look, 22.0);
                ui.label(lang.pick("Membuka katalog…", "Opening the catalogue…"));
            });
        }
        Phase::Nothing { from_zip } => {
            let (title, text) = if *from_zip {
                (
                    lang.pick("Ekstrak dulu file ZIP-nya", "Unpack the ZIP file first"),
                    lang.pick(
                        "Program ini dijalankan dari dalam ZIP, sehingga katalog dan fotonya tertinggal. Klik kanan file ZIP itu, pilih “Ekstrak Semua”, lalu jalankan program dari folder hasilnya.",
                        "The program was started inside the ZIP, so its catalogue and photos were left behind. Right-click the ZIP file, choose “Extract All”, and start the program from the new folder.",
                    ),
                )
            } else {
                (
                    lang.pick("Belum ada katalog", "No catalogue yet"),
                    lang.pick(
                        "Buka folder yang berisi catalog.ron, atau mulai katalog baru.",
                        "Open a folder that holds catalog.ron, or start a new catalogue.",
                    ),
                )
            };
            widgets::empty_state(ui, look, icons::FOLDER_OPEN, title, text, None);
            ways_on(ui, cx, false);
        }
        Phase::Failed(error) => {
            let message = error.explain(lang);
            widgets::empty_state(ui, look, icons::WARNING, &message.what, &message.todo, None);
            ui.vertical_centered(|ui| {
                if let OpenError::Syntax { text, line, .. } = error {
                    Frame::new().fill(look.danger_soft).corner_radius(theme::RADIUS_CONTROL).inner_margin(10).show(
                        ui,
                        |ui| {
                            ui.label(RichText::new(format!("{line}  {text}")).monospace().color(look.danger));
                        },
                    );
                }
                widgets::small(ui, look, &message.place);
                let name = lang.pick("Salin pesan ini", "Copy this message");
                cx.link(ui, icons::COPY, name, Command::CopyText(message.line()));
            });
            let restorable = matches!(error, OpenError::Syntax { restorable: Some(_), .. });
            ways_on(ui, cx, restorable);
        }
    }
}

fn ways_on(ui: &mut Ui, cx: &mut Cx, restorable: bool) {
    let (look, lang) = (cx.look(), cx.lang());
    ui.add_space(12.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(300.0);
        if restorable
            && widgets::accent_button(
                ui,
                look,
                icons::CLOCK_COUNTER_CLOCKWISE,
                lang.pick("Kembalikan versi baik yang terakhir", "Bring back the last good version"),
            )
            .clicked()
        {
            cx.ask(CatalogCommand::RestoreFailed);
        }
        cx.button(ui, icons::ARROW_CLOCKWISE, lang.pick("Coba lagi", "Try again"), CatalogCommand::Reload);
        let name = lang.pick("Buka katalog…", "Open a catalogue…");
        cx.button(ui, icons::FOLDER_OPEN, name, Command::Show(Overlay::Open));
        cx.button(ui, icons::FOLDER_PLUS, lang.pick("Katalog baru…", "New catalogue…"), Command::Show(Overlay::New));
        let name = lang.pick("Buka katalog contoh", "Open the sample catalogue");
        cx.button(ui, icons::BOOK_OPEN, name, CatalogCommand::OpenShipped);
    });
}
