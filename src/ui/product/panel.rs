//! One product, large: photo, price, the buyer's answers at a glance; contact, QR code, chat text and print always in view.

use egui::{CornerRadius, Frame, Grid, Id, Margin, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use crate::model::{
    Audience, Catalog, CertificationStatus, Contact, Key, Photo, PriceAge, Product, ProductField, Status, Text,
    best_contact, buyer_facts, completeness, full_place, product_message, to_confirm, unit_one, whatsapp_digits,
};
use crate::text::{Lang, date, money_range};
use crate::ui::app::command::{
    BrochureCommand, BrochureOf, Command, Overlay, ProducerCommand, ProductCommand, ShortlistCommand,
};
use crate::ui::app::cx::Cx;
use crate::ui::app::offers;
use crate::ui::kit::{icons, layout, pictures, qr, theme, widgets};

const MENU_WIDTH: f32 = 210.0;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let Some(product) = cx.state.selected_product().cloned() else {
        return;
    };
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    toolbar(ui, cx, &product);
    // What the buyer is given stays in view, however much there is to read.
    layout::above(
        ui,
        cx,
        |ui, cx| read(ui, cx, &catalog, &product),
        |ui, cx| {
            Frame::new().inner_margin(Margin { left: 16, right: 16, top: 10, bottom: 12 }).show(ui, |ui| {
                contact(ui, cx, &catalog, &product);
            });
        },
    );
}

/// Everything that is read of the product, from its photo to what is missing.
fn read(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, product: &Product) {
    ScrollArea::vertical().id_salt(("product", product.id.as_str())).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 16, right: 18, top: 2, bottom: 20 }).show(ui, |ui| {
            photos(ui, cx, product);
            title(ui, cx, catalog, product);
            price(ui, cx, product);
            paragraph(ui, cx, &product.summary, true);
            answers(ui, cx, product);
            texts(ui, cx, product);
            sources(ui, cx, product);
            missing(ui, cx, catalog, product);
        });
    });
}

fn toolbar(ui: &mut Ui, cx: &mut Cx, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    Frame::new().inner_margin(Margin { left: 16, right: 12, top: 12, bottom: 6 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            let listed = cx.state.is_shortlisted(&product.id);
            let (icon, text) = if listed {
                (icons::CHECK, lang.pick("Ada di daftar", "On the list"))
            } else {
                (icons::PLUS, lang.pick("Tambah ke daftar", "Add to the list"))
            };
            let add = if listed {
                widgets::toggle(ui, look, true, icon, text, text)
            } else {
                widgets::button(ui, icon, text)
            };
            if add.clicked() {
                cx.ask(ShortlistCommand::Toggle(product.id.clone()));
            }
            widgets::at_end(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                ui.add_enabled_ui(cx.state.may_edit(), |ui| {
                    cx.button(ui, icons::PENCIL_SIMPLE, lang.pick("Ubah", "Edit"), ProductCommand::Edit(true));
                });
                let more = widgets::quiet_icon(ui, icons::DOTS_THREE_VERTICAL, lang.pick("Lainnya", "More"));
                egui::Popup::menu(&more).id(Id::unique("product menu")).show(|ui| menu(ui, cx, product));
                cx.quiet_icon(ui, icons::X, lang.pick("Tutup (Esc)", "Close (Esc)"), ProductCommand::Select(None));
            });
        });
    });
}

fn menu(ui: &mut Ui, cx: &mut Cx, product: &Product) {
    let lang = cx.lang();
    ui.set_min_width(220.0);
    let may_edit = cx.state.may_edit();
    let maker = cx.state.catalog().and_then(|catalog| catalog.producer_of(product)).cloned();
    if let Some(maker) = maker.filter(|maker| offers::can_request(cx.state, maker, Some(&product.id))) {
        let ask = lang.pick("Salin permintaan data", "Copy a request for data");
        if widgets::menu_item(ui, icons::CHAT_CIRCLE_TEXT, ask, MENU_WIDTH) {
            cx.ask(ProducerCommand::RequestData(maker.id.clone(), Some(product.id.clone())));
            ui.close();
        }
    }
    for (icon, name, command) in [
        (icons::STACK, lang.pick("Gandakan", "Duplicate"), ProductCommand::Duplicate(product.id.clone())),
        (icons::TRASH, lang.pick("Hapus", "Delete"), ProductCommand::Delete(vec![product.id.clone()])),
    ] {
        ui.add_enabled_ui(may_edit, |ui| {
            if widgets::menu_item(ui, icon, name, MENU_WIDTH) {
                cx.ask(command);
                ui.close();
            }
        });
    }
}

/// What the buyer takes along: a text for a chat, a page.
fn hand_over(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, product: &Product) {
    let lang = cx.lang();
    ui.horizontal_wrapped(|ui| {
        let copy = lang.pick("Salin untuk WhatsApp", "Copy for WhatsApp");
        if widgets::button(ui, icons::WHATSAPP_LOGO, copy).clicked() {
            cx.ask(Command::CopyText(product_message(catalog, product, lang, cx.state.today)));
        }
        let print = widgets::button(ui, icons::PRINTER, lang.pick("Cetak", "Print"));
        if print.on_hover_text(lang.pick("Cetak produk ini", "Print this product")).clicked() {
            cx.ask(BrochureCommand::Show(BrochureOf::One(product.id.clone())));
        }
    });
}

/// The chosen photo, and the others small below it.
fn photos(ui: &mut Ui, cx: &mut Cx, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(folder) = cx.state.folder() else { return };
    let shown: Vec<(usize, &Photo)> = product.photos_in_view().collect();
    let id = Id::unique(("photo shown", product.id.as_str()));
    let chosen: usize = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let Some((at, photo)) = shown.get(chosen).or(shown.first()).copied() else {
        return;
    };
    let width = ui.available_width();
    // On a low screen there is room for the price under it.
    let height = (width * 0.68).min(ui.ctx().content_rect().height() * 0.27).round();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    pictures::paint_photo(ui, look, cx.thumbs, folder, photo, rect, CornerRadius::same(theme::RADIUS_CARD));
    let alt = photo.alt.shown_or(lang, lang.pick("Foto produk", "Photo of the product"));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, alt));
    if photo.illustration {
        let text = lang.pick("Ilustrasi", "Illustration");
        let galley = widgets::elided(ui, text, theme::body(11.0), look.text, 120.0);
        let badge =
            Rect::from_min_size(pos2(rect.left() + 10.0, rect.bottom() - 30.0), galley.size() + vec2(14.0, 6.0));
        ui.painter().rect_filled(badge, CornerRadius::same(7), look.card.gamma_multiply(0.9));
        ui.painter().galley(badge.min + vec2(7.0, 3.0), galley, look.text);
    }
    if response.on_hover_text(lang.pick("Lihat besar", "See it large")).clicked() {
        cx.ask(Command::Show(Overlay::Photo(product.id.clone(), at)));
    }
    if shown.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            for (index, (_, photo)) in shown.iter().enumerate() {
                let (rect, response) = ui.allocate_exact_size(vec2(64.0, 48.0), Sense::click());
                pictures::paint_photo(ui, look, cx.thumbs, folder, photo, rect, CornerRadius::same(7));
                let number = index + 1;
                let name = crate::say!(lang, "Foto {number}", "Photo {number}");
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, index == chosen, &name));
                if index == chosen {
                    let stroke = egui::Stroke::new(2.0, look.accent);
                    ui.painter().rect_stroke(rect, CornerRadius::same(7), stroke, egui::StrokeKind::Inside);
                }
                if response.clicked() {
                    ui.data_mut(|data| data.insert_temp(id, index));
                }
            }
        });
    }
    ui.add_space(4.0);
}

fn title(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    let (name, in_lang) = product.name.or_other(lang).unwrap_or((lang.pick("Tanpa nama", "No name"), lang));
    ui.label(RichText::new(name).font(theme::bold(theme::SIZE_HEADING)));
    if !product.brand.is_empty() {
        widgets::weak(ui, look, &product.brand);
    }
    let place = full_place(&product.origin, lang);
    let place = if place.is_empty() { product.place.clone() } else { place };
    if !place.is_empty() {
        ui.label(RichText::new(format!("{}  {place}", icons::MAP_PIN)).color(look.weak));
    }
    if let Some(producer) = catalog.producer_of(product) {
        let text = format!("{}  {}", icons::USERS_THREE, producer.name);
        let response = ui.add(egui::Label::new(RichText::new(text).color(look.weak)).sense(Sense::click()));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &producer.name));
        if response.clicked() {
            cx.ask(ProducerCommand::Select(Some(producer.id.clone())));
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        if let Some((category, _)) =
            catalog.category(&product.category).and_then(|category| category.name.or_other(lang))
        {
            widgets::badge(ui, category, look.accent, look.accent_soft);
        }
        for tag in &product.tags {
            widgets::badge(ui, tag, look.text, look.hover);
        }
        if product.status != Status::Ready {
            widgets::badge(ui, product.status.label(lang), look.warning, look.warning_soft);
        }
        if in_lang != lang {
            fallback_mark(ui, cx, in_lang);
        }
    });
}

/// The first price, large; when it was so and what else is said of it, small.
fn price(ui: &mut Ui, cx: &Cx, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(price) = product.prices.first() else { return };
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        let money = money_range(lang, price.amount, price.amount_max, &price.currency);
        ui.label(RichText::new(money).font(theme::bold(26.0)).color(look.accent));
        if !price.unit.is_empty() {
            ui.label(RichText::new(format!("/ {}", unit_one(&price.unit, lang))).size(15.0).color(look.weak));
        }
    });
    let as_of = date(lang, &price.as_of.0);
    let as_of = if as_of.is_empty() { as_of } else { crate::say!(lang, "per {as_of}", "as of {as_of}") };
    let basis = price.basis.map_or("", |basis| basis.label(lang));
    let note = price.note.shown(lang);
    let said: Vec<&str> = [basis, &as_of, note].into_iter().filter(|part| !part.is_empty()).collect();
    if !said.is_empty() {
        widgets::small(ui, look, said.join(" · "));
    }
    let caution = match price.age(cx.state.today) {
        PriceAge::Current => return,
        PriceAge::Reference => to_confirm(lang),
        PriceAge::Old if as_of.is_empty() => lang.pick("tanpa tanggal, tidak dicetak", "no date, not printed"),
        PriceAge::Old => lang.pick("lebih dari tiga tahun, tidak dicetak", "over three years old, not printed"),
    };
    ui.label(RichText::new(caution).size(theme::SIZE_SMALL).color(look.warning));
}

/// Says that a text stands in the other language because there is none in this one.
fn fallback_mark(ui: &mut Ui, cx: &Cx, in_lang: Lang) {
    let (look, lang) = (cx.look(), cx.lang());
    let text = match in_lang {
        Lang::Id => lang.pick("hanya bahasa Indonesia", "Indonesian only"),
        Lang::En => lang.pick("hanya bahasa Inggris", "English only"),
    };
    widgets::badge(ui, text, look.weak, look.hover);
}

fn paragraph(ui: &mut Ui, cx: &Cx, text: &Text, strong: bool) {
    let lang = cx.lang();
    let Some((words, in_lang)) = text.or_other(lang) else {
        return;
    };
    let words = RichText::new(words);
    let words = if strong { words.size(14.5) } else { words };
    ui.add(egui::Label::new(words).wrap().selectable(true));
    if in_lang != lang {
        fallback_mark(ui, cx, in_lang);
    }
}

fn answers(ui: &mut Ui, cx: &mut Cx, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    // The first price stands large above them.
    let facts = buyer_facts(product, lang).split_off(product.prices.len().min(1));
    if facts.is_empty() {
        return;
    }
    ui.add_space(6.0);
    let width = ui.available_width();
    Frame::new().fill(look.hover).corner_radius(theme::RADIUS_CARD).inner_margin(14).show(ui, |ui| {
        ui.set_width(width - 28.0);
        Grid::new("answers").num_columns(2).spacing(vec2(14.0, 8.0)).min_col_width(96.0).show(ui, |ui| {
            let mut last = None;
            for (field, value) in &facts {
                let name = if last == Some(*field) { "" } else { field.label(lang) };
                ui.label(RichText::new(name).size(12.5).color(look.weak));
                let value = RichText::new(value).font(theme::semi(13.5));
                ui.add(egui::Label::new(value).wrap().selectable(true));
                ui.end_row();
                last = Some(*field);
            }
        });
    });
}

fn texts(ui: &mut Ui, cx: &mut Cx, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    for (field, text) in [
        (ProductField::Description, &product.description),
        (ProductField::Materials, &product.materials),
        (ProductField::Process, &product.process),
        (ProductField::Usage, &product.usage),
        (ProductField::Storage, &product.storage),
        (ProductField::Packaging, &product.packaging),
    ] {
        if !text.is_empty() {
            widgets::section(ui, look, field.label(lang));
            paragraph(ui, cx, text, false);
        }
    }
    for (field, list) in [(ProductField::Variants, &product.variants), (ProductField::Markets, &product.markets)] {
        let words: Vec<&str> = list.iter().filter_map(|text| text.or_other(lang)).map(|(text, _)| text).collect();
        if !words.is_empty() {
            widgets::section(ui, look, field.label(lang));
            ui.label(words.join(", "));
        }
    }
    if !product.awards.is_empty() {
        widgets::section(ui, look, ProductField::Awards.label(lang));
        for award in &product.awards {
            let title = award.title.shown(lang);
            let rest: Vec<String> =
                [award.issuer.clone(), date(lang, &award.date.0)].into_iter().filter(|part| !part.is_empty()).collect();
            let rest = if rest.is_empty() { String::new() } else { format!(" ({})", rest.join(", ")) };
            ui.label(format!("{}  {title}{rest}", icons::STAR));
        }
    }
    let open: Vec<String> = product
        .certifications
        .iter()
        .filter(|one| one.status != CertificationStatus::Held)
        .map(|one| format!("{} ({})", one.kind.label(lang), one.status.label(lang)))
        .collect();
    if !open.is_empty() {
        widgets::section(ui, look, lang.pick("Izin yang belum terbit", "Permits not yet held"));
        widgets::weak(ui, look, open.join(", "));
    }
}

/// Whom to call: the producer, else the booth, else the organiser; with a QR code of the chat, else of the web page. What the
/// buyer takes along stands beside the code, so that a low window keeps room to read.
fn contact(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(best) = best_contact(catalog, product) else {
        return hand_over(ui, cx, catalog, product);
    };
    let contact: Contact = best.contact();
    let side = if ui.ctx().content_rect().height() < 700.0 { qr::SIDE * 0.85 } else { qr::SIDE };
    let digits = whatsapp_digits(&contact.whatsapp);
    let web = contact.web.trim();
    let code = match &digits {
        Some(digits) => Some(format!("https://wa.me/{digits}")),
        None if web.contains("://") => Some(web.to_owned()),
        None => (!web.is_empty()).then(|| format!("https://{web}")),
    };
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - if code.is_some() { side + 12.0 } else { 0.0 };
        ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 3.0;
            let who = best.who(lang);
            ui.add(egui::Label::new(RichText::new(who).font(theme::semi(13.5))).truncate());
            for (icon, text) in [
                (icons::WHATSAPP_LOGO, &contact.whatsapp),
                (icons::PHONE, &contact.phone),
                (icons::ENVELOPE_SIMPLE, &contact.email),
                (icons::GLOBE, &contact.web),
            ] {
                if !text.is_empty() {
                    ui.add(egui::Label::new(format!("{icon}  {text}")).truncate());
                }
            }
            if let Some(digits) = &digits {
                let name = lang.pick("Salin nomor", "Copy the number");
                if widgets::link_named(ui, look.accent, icons::COPY, name, name).clicked() {
                    cx.ask(Command::CopyText(format!("+{digits}")));
                }
            }
            ui.add_space(7.0);
            hand_over(ui, cx, catalog, product);
        });
        if let Some(code) = &code {
            qr::show(ui, lang, code, side);
        }
    });
}

fn sources(ui: &mut Ui, cx: &mut Cx, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    if product.sources.is_empty() {
        return;
    }
    widgets::section(ui, look, ProductField::Sources.label(lang));
    for source in &product.sources {
        if widgets::source_link(ui, look, lang, source) {
            cx.ask(Command::OpenUrl(source.url.clone()));
        }
    }
}

/// What a buyer's brochure still lacks, for those who may fill it in.
fn missing(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, product: &Product) {
    let (look, lang) = (cx.look(), cx.lang());
    if !cx.state.may_edit() {
        return;
    }
    let done = completeness(catalog, product, Audience::DomesticBrochure);
    if done.missing.is_empty() {
        return;
    }
    ui.add_space(10.0);
    let (filled, total) = (done.filled, done.total);
    widgets::spread(
        ui,
        |ui| {
            let text =
                crate::say!(lang, "Kelengkapan data: {filled} dari {total}", "Completeness: {filled} of {total}");
            widgets::small(ui, look, text);
        },
        |ui| widgets::meter(ui, look, filled as f32 / total.max(1) as f32, 110.0),
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        for field in &done.missing {
            cx.link(ui, icons::PLUS, field.label(lang), Command::go_to(Key::Product(product.id.clone()), *field));
        }
    });
}

/// One photo as large as the window allows, with the others by arrow.
pub fn large_photo(ui: &mut Ui, cx: &mut Cx, product: &Product, at: usize) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(folder) = cx.state.folder() else { return };
    let Some(photo) = product.photos.get(at) else {
        return;
    };
    let room = ui.ctx().content_rect().size() - vec2(120.0, 170.0);
    let side = vec2(room.x.min(1100.0), room.y.min(760.0));
    let (rect, _) = ui.allocate_exact_size(side, Sense::hover());
    pictures::paint_whole_photo(ui, look, cx.thumbs, folder, photo, rect);
    ui.horizontal(|ui| {
        let order: Vec<usize> = product.photos_in_view().map(|(at, _)| at).collect();
        if let Some(now) = order.iter().position(|one| *one == at).filter(|_| order.len() > 1) {
            let count = order.len();
            for (icon, name, next) in [
                (icons::CARET_LEFT, lang.pick("Foto sebelumnya", "Previous photo"), (now + count - 1) % count),
                (icons::CARET_RIGHT, lang.pick("Foto berikutnya", "Next photo"), (now + 1) % count),
            ] {
                if widgets::icon_button(ui, icon, name).clicked()
                    && let Some(next) = order.get(next)
                {
                    cx.ask(Command::Show(Overlay::Photo(product.id.clone(), *next)));
                }
            }
        }
        let alt = photo.alt.shown(lang);
        widgets::weak(ui, look, alt);
        if !photo.credit.is_empty() {
            widgets::small(ui, look, &photo.credit);
        }
        widgets::at_end(ui, |ui| {
            cx.button(ui, icons::X, lang.pick("Tutup", "Close"), Command::CloseOverlay);
        });
    });
}
