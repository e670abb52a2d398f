//! What one buyer wants: who it is, the products in order, straight to a brochure.

use egui::{Margin, RichText, ScrollArea, Ui, vec2};

use crate::model::{ProductId, short_place};
use crate::ui::app::command::{BrochureCommand, BrochureOf, PresentCommand, ProductCommand, ShortlistCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    egui::Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
        let (look, lang) = (cx.look(), cx.lang());
        widgets::spread(
            ui,
            |ui| {
                ui.label(RichText::new(lang.pick("Daftar pilihan pembeli", "Buyer's list")).font(theme::bold(16.0)));
            },
            |ui| {
                let name = lang.pick("Tutup daftar", "Close the list");
                cx.quiet_icon(ui, icons::X, name, ShortlistCommand::ToggleDrawer);
            },
        );
        let mut buyer = cx.state.shortlist.buyer.clone();
        widgets::text_field(ui, look, lang.pick("Nama pembeli", "Buyer's name"), &mut buyer.name, "", 1);
        widgets::text_field(ui, look, lang.pick("Lembaga", "Organisation"), &mut buyer.organisation, "", 1);
        if buyer != cx.state.shortlist.buyer {
            cx.ask(ShortlistCommand::SetBuyer(buyer));
        }
        ui.add_space(4.0);
        let marked = cx.state.presenting.marked().len();
        if marked > 0 {
            let take =
                crate::say!(lang, "Ambil yang ditandai pengunjung ({marked})", "Take what visitors marked ({marked})");
            cx.button(ui, icons::DOWNLOAD_SIMPLE, &take, PresentCommand::TakeMarked);
        }
        let products = cx.state.shortlist.products.clone();
        if products.is_empty() {
            let title = lang.pick("Belum ada produk", "No products yet");
            let text = lang.pick(
                "Tekan + pada kartu produk yang diminati pembeli. Daftar ini langsung bisa dicetak.",
                "Press + on the cards of the products a buyer wants. This list can be printed at once.",
            );
            widgets::empty_state(ui, look, icons::LIST_PLUS, title, text, None);
            if let Some(earlier) = cx.state.shortlist.earlier.first()
                && cx.state.shortlist.can_bring_back()
            {
                let (count, who) = (earlier.products.len(), earlier.name.trim());
                let text = match who {
                    "" => crate::say!(
                        lang,
                        "Kembalikan daftar sebelumnya ({count})",
                        "Bring the last list back ({count})"
                    ),
                    who => crate::say!(lang, "Kembalikan daftar {who} ({count})", "Bring back {who}’s list ({count})"),
                };
                cx.button(ui, icons::ARROW_COUNTER_CLOCKWISE, &text, ShortlistCommand::BringBack);
            }
            return;
        }
        let list_height = (ui.available_height() - 104.0).max(80.0);
        ScrollArea::vertical().id_salt("shortlist").max_height(list_height).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for (at, id) in products.iter().enumerate() {
                entry(ui, cx, id, at, products.len());
            }
        });
        ui.add_space(4.0);
        let print = lang.pick("Cetak untuk pembeli ini", "Print for this buyer");
        ui.vertical_centered_justified(|ui| {
            cx.accent_button(ui, icons::PRINTER, print, BrochureCommand::Show(BrochureOf::Shortlist));
        });
        ui.horizontal(|ui| {
            let name = lang.pick("Salin untuk WhatsApp", "Copy for WhatsApp");
            cx.button(ui, icons::WHATSAPP_LOGO, name, ShortlistCommand::CopyAsMessage);
            cx.button(ui, icons::USER, lang.pick("Pembeli baru", "New buyer"), ShortlistCommand::Clear);
        });
    });
}

fn entry(ui: &mut Ui, cx: &mut Cx, id: &ProductId, at: usize, count: usize) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(product) = cx.state.product(id).cloned() else {
        return;
    };
    let name = product.name.shown(lang).to_owned();
    egui::Frame::new().fill(look.hover).corner_radius(theme::RADIUS_CONTROL).inner_margin(8).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let width = (ui.available_width() - 96.0).max(80.0);
            let text = ui.allocate_ui(vec2(width, 34.0), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.vertical(|ui| {
                    ui.add(egui::Label::new(RichText::new(&name).font(theme::semi(13.0))).truncate());
                    let place =
                        RichText::new(short_place(&product.origin, lang)).size(theme::SIZE_SMALL).color(look.weak);
                    ui.add(egui::Label::new(place).truncate());
                });
            });
            let open = text.response.interact(egui::Sense::click());
            let spoken = crate::say!(lang, "Buka {name}", "Open {name}");
            open.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if open.clicked() {
                cx.ask(ShortlistCommand::ToggleDrawer);
                cx.ask(ProductCommand::Select(Some(id.clone())));
            }
            ui.add_enabled_ui(at > 0, |ui| {
                let up = crate::say!(lang, "Naikkan {name}", "Move {name} up");
                cx.quiet_icon(ui, icons::ARROW_UP, &up, ShortlistCommand::Move { from: at, to: at.saturating_sub(1) });
            });
            ui.add_enabled_ui(at + 1 < count, |ui| {
                let down = crate::say!(lang, "Turunkan {name}", "Move {name} down");
                cx.quiet_icon(ui, icons::ARROW_DOWN, &down, ShortlistCommand::Move { from: at, to: at + 1 });
            });
            let off = crate::say!(lang, "Keluarkan {name}", "Take {name} off");
            cx.quiet_icon(ui, icons::X, &off, ShortlistCommand::Toggle(id.clone()));
        });
    });
}
