//! Everything of one producer on one page: who and where, contact, products with what they lack, permits, sources.

use crate::ui::app::command::{
    BrochureCommand, BrochureOf, BrowseCommand, Command, ProducerCommand, ProductCommand, QualityCommand, Screen,
};
use std::sync::Arc;

use egui::{
    Align, Align2, Frame, Id, Layout, Margin, Rect, Response, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use crate::model::search::normalise::normalise;
use crate::model::{
    Audience, Catalog, CertificationStatus, Completeness, Filter, Key, Problem, ProblemKind, Producer, Product,
    ProductField, Status, StatusFilter, Text, completeness, full_place, producer_message, products_of, short_place,
    whatsapp_digits,
};
use crate::say;
use crate::text::{Explain, Lang};
use crate::ui::app::cx::Cx;
use crate::ui::app::offers;
use crate::ui::kit::{icons, qr, theme, widgets};

const WIDTH: f32 = 860.0;
const ROW: f32 = 46.0;

/// One of the producer's products with how complete it is.
type Theirs<'a> = (&'a Product, Completeness);

pub fn show(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, producer: &Arc<Producer>) {
    let audience = cx.state.quality.audience;
    let mut products: Vec<Theirs> = products_of(catalog, producer)
        .into_iter()
        .map(|product| (product, completeness(catalog, product, audience)))
        .collect();
    products.sort_by_cached_key(|(product, _)| crate::model::search::normalise::sort_key(name_of(product, cx.lang())));
    ScrollArea::vertical().id_salt(("producer view", producer.id.as_str())).auto_shrink([false, false]).show(
        ui,
        |ui| {
            Frame::new().inner_margin(Margin { left: 0, right: 18, top: 0, bottom: 28 }).show(ui, |ui| {
                ui.set_max_width(WIDTH.min(ui.available_width()));
                head(ui, cx, producer);
                actions(ui, cx, catalog, producer);
                hints(ui, cx, producer);
                ui.add_space(2.0);
                if ui.available_width() >= 560.0 {
                    // Columns would set their words justified.
                    let plain = Layout::top_down(Align::Min);
                    ui.columns_const(|[left, right]| {
                        left.with_layout(plain, |ui| contact(ui, cx, producer));
                        right.with_layout(plain, |ui| sums(ui, cx, &products));
                    });
                } else {
                    contact(ui, cx, producer);
                    sums(ui, cx, &products);
                }
                list(ui, cx, producer, &products);
                permits(ui, cx, &products);
                story(ui, cx, producer);
                sources(ui, cx, &products);
            });
        },
    );
}

fn name_of(product: &Product, lang: Lang) -> &str {
    product.name.shown_or(lang, lang.pick("Tanpa nama", "No name"))
}

fn head(ui: &mut Ui, cx: &Cx, producer: &Producer) {
    let (look, lang) = (cx.look(), cx.lang());
    let name = match producer.name.trim() {
        "" => lang.pick("Produsen tanpa nama", "Producer without a name"),
        name => name,
    };
    ui.label(RichText::new(name).font(theme::bold(theme::SIZE_HEADING)));
    ui.horizontal_wrapped(|ui| {
        widgets::badge(ui, producer.kind.label(lang), look.accent, look.accent_soft);
        let place = full_place(&producer.origin, lang);
        let lines: Vec<&str> =
            [producer.place.trim(), place.as_str()].into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            widgets::weak(ui, look, format!("{}  {}", icons::MAP_PIN, lines.join(", ")));
        }
    });
}

fn actions(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, producer: &Arc<Producer>) {
    let (lang, may_edit) = (cx.lang(), cx.state.may_edit());
    ui.horizontal_wrapped(|ui| {
        ui.add_enabled_ui(may_edit, |ui| {
            let name = lang.pick("Ubah", "Edit");
            cx.accent_button(ui, icons::PENCIL_SIMPLE, name, ProducerCommand::Edit(Some(producer.id.clone())));
        });
        let ask = lang.pick("Salin permintaan data", "Copy a request for data");
        let hint = match whatsapp_digits(&producer.whatsapp) {
            Some(_) => lang.pick(
                "Teks yang meminta hanya yang belum ada; membuka percakapan WhatsApp",
                "A text that asks only for what is missing; opens the WhatsApp chat",
            ),
            None => lang.pick("Teks yang meminta hanya yang belum ada", "A text that asks only for what is missing"),
        };
        if widgets::button(ui, icons::CHAT_CIRCLE_TEXT, ask).on_hover_text(hint).clicked() {
            cx.ask(ProducerCommand::RequestData(producer.id.clone(), None));
        }
        if widgets::button(ui, icons::WHATSAPP_LOGO, lang.pick("Salin untuk WhatsApp", "Copy for WhatsApp")).clicked() {
            cx.ask(Command::CopyText(producer_message(catalog, producer, lang)));
        }
        let theirs = Filter { producers: vec![producer.id.clone()], ..Filter::default() };
        if widgets::button(ui, icons::SQUARES_FOUR, lang.pick("Lihat di Produk", "Show in Products")).clicked() {
            cx.ask(BrowseCommand::SetFilter(Filter { status: StatusFilter::All, ..theirs.clone() }));
            cx.ask(Command::Go(Screen::Browse));
        }
        if widgets::button(ui, icons::PRINTER, lang.pick("Brosur produsen ini", "Brochure of this producer")).clicked()
        {
            cx.ask(BrowseCommand::SetFilter(theirs));
            cx.ask(BrochureCommand::Show(BrochureOf::Shown));
        }
        if !may_edit {
            return;
        }
        let response = widgets::button(ui, icons::ARROWS_MERGE, lang.pick("Gabungkan dengan…", "Merge with…"));
        egui::Popup::menu(&response)
            .id(Id::unique(("join with", producer.id.as_str())))
            .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| join_menu(ui, cx, catalog, producer));
    });
    request_language(ui, cx);
}

/// For whom a request asks, and in which language: the village's, unless the person wants another.
fn request_language(ui: &mut Ui, cx: &mut Cx) {
    /// Both choices side by side are as wide as this.
    const BOTH: f32 = 680.0;
    if ui.available_width() >= BOTH {
        ui.horizontal(|ui| {
            request_audience(ui, cx);
            request_words(ui, cx);
        });
    } else {
        ui.horizontal(|ui| request_audience(ui, cx));
        ui.horizontal(|ui| request_words(ui, cx));
    }
}

fn request_audience(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::small(ui, look, lang.pick("Permintaan data untuk", "Request for the"));
    let mut audience = cx.state.quality.audience;
    let names = Audience::ALL.map(|audience| (audience, audience.label(lang)));
    if widgets::segmented(ui, look, &mut audience, &names) {
        cx.ask(QualityCommand::SetAudience(audience));
    }
}

fn request_words(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::small(ui, look, lang.pick("dalam bahasa", "in"));
    let mut words = cx.state.producers.request_lang;
    let names = [(Lang::Id, lang.pick("Indonesia", "Indonesian")), (Lang::En, lang.pick("Inggris", "English"))];
    if widgets::segmented(ui, look, &mut words, &names) {
        cx.ask(ProducerCommand::SetRequestLang(words));
    }
}

/// Another producer that is the same one, found by typing.
fn join_menu(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, producer: &Producer) {
    /// More are found by typing on.
    const OFFERED: usize = 8;
    let (look, lang) = (cx.look(), cx.lang());
    ui.set_width(280.0);
    let id = Id::unique(("join with text", producer.id.as_str()));
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let name = lang.pick("Cari produsen yang sama", "Search for the same producer");
    let edit = widgets::text_edit(look, &mut typed, name, 1);
    if ui.add(edit).accessible_name(name).changed() {
        ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    }
    let wanted = normalise(&typed);
    let others = catalog
        .producers
        .values()
        .filter(|other| other.id != producer.id && normalise(&other.name).contains(&wanted))
        .take(OFFERED);
    for other in others {
        let place = short_place(&other.origin, lang);
        let name = other.name.trim();
        let text = if place.is_empty() { name.to_owned() } else { format!("{name}  ·  {place}") };
        let spoken = say!(lang, "Gabungkan dengan {name}", "Merge with {name}");
        if widgets::list_row(ui, look, false, &text, None, &spoken).clicked() {
            cx.ask(QualityCommand::Compare(Key::Producer(producer.id.clone()), Key::Producer(other.id.clone())));
            ui.close();
        }
    }
}

/// What `check` found about this producer, with the way to mend it.
fn hints(ui: &mut Ui, cx: &mut Cx, producer: &Producer) {
    let key = Key::Producer(producer.id.clone());
    let Some(problems) = cx.state.open().map(|open| open.problems.clone()) else { return };
    for problem in problems.iter() {
        match &problem.kind {
            // Said of the other one of the two: seen from here it is that one's name.
            ProblemKind::MaybeSame { other, by, .. } if *other == key => {
                let other_name = problem.name.shown(cx.lang()).to_owned();
                let kind = ProblemKind::MaybeSame { other: problem.key.clone(), other_name, by: *by };
                let name = Text::new(producer.name.clone(), "");
                hint(ui, cx, &Problem { key: key.clone(), name, kind, ..problem.clone() });
            }
            _ if problem.key == key => hint(ui, cx, problem),
            _ => {}
        }
    }
}

fn hint(ui: &mut Ui, cx: &mut Cx, problem: &Problem) {
    let (look, lang) = (cx.look(), cx.lang());
    let message = problem.explain(lang);
    widgets::band(ui, look.warning_soft, Margin::symmetric(12, 8), |ui| {
        ui.label(RichText::new(format!("{}  {} {}", icons::INFO, message.what, message.todo)).color(look.warning));
        ui.horizontal_wrapped(|ui| offers::mend(ui, cx, problem));
    });
}

fn contact(ui: &mut Ui, cx: &mut Cx, producer: &Producer) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::card(ui, look, |ui| {
        widgets::section(ui, look, lang.pick("Kontak", "Contact"));
        let digits = whatsapp_digits(&producer.whatsapp);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                let ways = [
                    (icons::USER, producer.contact_person.as_str()),
                    (icons::WHATSAPP_LOGO, &producer.whatsapp),
                    (icons::PHONE, &producer.phone),
                    (icons::ENVELOPE_SIMPLE, &producer.email),
                    (icons::GLOBE, &producer.web),
                ];
                let social = producer.social.iter().map(|account| (icons::LINK, account.as_str()));
                let mut is_any = false;
                for (icon, text) in ways.into_iter().chain(social).filter(|(_, text)| !text.trim().is_empty()) {
                    is_any = true;
                    ui.add(egui::Label::new(format!("{icon}  {}", text.trim())).wrap());
                }
                if !is_any {
                    widgets::weak(ui, look, lang.pick("Belum ada kontak.", "No contact yet."));
                }
                if let Some(digits) = &digits
                    && widgets::link(ui, look, icons::COPY, lang.pick("Salin nomor", "Copy the number")).clicked()
                {
                    cx.ask(Command::CopyText(format!("+{digits}")));
                }
            });
            if let Some(digits) = &digits {
                widgets::at_end(ui, |ui| qr::show(ui, lang, &format!("https://wa.me/{digits}"), qr::SIDE));
            }
        });
    });
}

/// How far the producer's products are together.
fn sums(ui: &mut Ui, cx: &mut Cx, products: &[Theirs]) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::card(ui, look, |ui| {
        widgets::section(ui, look, lang.pick("Kelengkapan", "Completeness"));
        let count = |status: Status| products.iter().filter(|(product, _)| product.status == status).count();
        let (ready, drafts, hidden) = (count(Status::Ready), count(Status::Draft), count(Status::Retired));
        let mut words = say!(lang, "{ready} siap, {drafts} draf", "{ready} ready, {drafts} drafts");
        if hidden > 0 {
            words.push_str(&say!(lang, ", {hidden} tidak ditampilkan", ", {hidden} not shown"));
        }
        ui.label(words);
        let filled: usize = products.iter().map(|(_, done)| done.filled).sum();
        let total: usize = products.iter().map(|(_, done)| done.total).sum();
        if total == 0 {
            return;
        }
        let width = ui.available_width();
        widgets::meter(ui, look, crate::model::report::completeness::part(filled, total), width);
        let audience = cx.state.quality.audience.label(lang).to_lowercase();
        widgets::small(
            ui,
            look,
            say!(lang, "{filled} dari {total} isian untuk {audience}", "{filled} of {total} fields for the {audience}"),
        );
        let mut gaps: Vec<(ProductField, usize)> = Vec::new();
        for field in products.iter().flat_map(|(_, done)| &done.missing) {
            match gaps.iter_mut().find(|(known, _)| known == field) {
                Some((_, count)) => *count += 1,
                None => gaps.push((*field, 1)),
            }
        }
        gaps.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let most: Vec<String> =
            gaps.iter().take(4).map(|(field, count)| format!("{} ({count})", field.label(lang))).collect();
        if !most.is_empty() {
            let most = most.join(", ");
            widgets::weak(ui, look, say!(lang, "Paling sering belum ada: {most}", "Most often missing: {most}"));
        }
    });
}

fn list(ui: &mut Ui, cx: &mut Cx, producer: &Producer, products: &[Theirs]) {
    let (look, lang) = (cx.look(), cx.lang());
    widgets::card(ui, look, |ui| {
        let count = crate::text::count(lang, products.len());
        widgets::section(ui, look, &say!(lang, "Produk ({count})", "Products ({count})"));
        if products.is_empty() {
            let text = lang.pick(
                "Belum ada produk dari produsen ini. Pilih produsen ini di isian produk.",
                "No product is from this producer yet. Choose this producer in a product's form.",
            );
            widgets::weak(ui, look, text);
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        let salt = ("products of", producer.id.as_str());
        let height = ROW.mul_add(products.len().min(12) as f32, 2.0 * products.len().min(12) as f32);
        ScrollArea::vertical().id_salt(salt).max_height(height).auto_shrink([false, true]).show_rows(
            ui,
            ROW,
            products.len(),
            |ui, rows| {
                for (product, done) in products.iter().skip(rows.start).take(rows.len()) {
                    if product_row(ui, cx, product, done).clicked() {
                        cx.ask(ProductCommand::Select(Some(product.id.clone())));
                    }
                }
            },
        );
    });
}

fn product_row(ui: &mut Ui, cx: &Cx, product: &Product, done: &Completeness) -> Response {
    let (look, lang) = (cx.look(), cx.lang());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = name_of(product, lang);
    let spoken = say!(lang, "Buka {name}", "Open {name}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    widgets::row_ground(ui, look, &response, false);
    let inner = rect.shrink2(vec2(8.0, 6.0));
    let meter = Rect::from_min_size(pos2(inner.right() - 90.0, inner.bottom() - 8.0), vec2(90.0, 6.0));
    widgets::paint_bar(ui, look, meter, done.part(), look.accent);
    let words = done.words(lang);
    ui.painter().text(inner.right_top(), Align2::RIGHT_TOP, words, theme::body(12.0), look.weak);
    let (status, ink) = match product.status {
        Status::Ready => (product.status.label(lang), look.accent),
        _ => (product.status.label(lang), look.warning),
    };
    let at = pos2(meter.left() - 14.0, inner.center().y);
    let status = ui.painter().text(at, Align2::RIGHT_CENTER, status, theme::semi(11.5), ink);
    let room = status.left() - inner.left() - 12.0;
    let galley = widgets::elided(ui, name, theme::semi(13.0), look.text, room);
    ui.painter().galley(inner.left_top(), galley, look.text);
    let place = short_place(&product.origin, lang);
    let galley = widgets::elided(ui, &place, theme::body(11.5), look.weak, room);
    ui.painter().galley(pos2(inner.left(), inner.bottom() - galley.size().y), galley, look.weak);
    response
}

/// Permits held over all products, each with the products that hold it.
fn permits(ui: &mut Ui, cx: &Cx, products: &[Theirs]) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut held: Vec<(String, Vec<&str>)> = Vec::new();
    for (product, _) in products {
        for one in product.certifications.iter().filter(|one| one.status == CertificationStatus::Held) {
            let words = one.words(lang);
            let name = name_of(product, lang);
            match held.iter_mut().find(|(known, _)| *known == words) {
                Some((_, names)) => names.push(name),
                None => held.push((words, vec![name])),
            }
        }
    }
    if held.is_empty() {
        return;
    }
    widgets::card(ui, look, |ui| {
        widgets::section(ui, look, lang.pick("Izin yang dimiliki", "Permits held"));
        for (words, names) in held {
            ui.label(format!("{}  {words}", icons::SEAL_CHECK));
            widgets::small(ui, look, names.join(", "));
        }
    });
}

fn story(ui: &mut Ui, cx: &Cx, producer: &Producer) {
    let (look, lang) = (cx.look(), cx.lang());
    if let Some((story, _)) = producer.story.or_other(lang) {
        widgets::card(ui, look, |ui| {
            widgets::section(ui, look, lang.pick("Cerita", "Story"));
            ui.add(egui::Label::new(story).wrap().selectable(true));
        });
    }
}

/// Where the statements on its products come from, each once.
fn sources(ui: &mut Ui, cx: &mut Cx, products: &[Theirs]) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut known: Vec<(&str, &str)> = Vec::new();
    let all = products.iter().flat_map(|(product, _)| &product.sources);
    let all: Vec<_> = all
        .filter(|source| {
            let one = (source.title.as_str(), source.url.as_str());
            let is_new = !known.contains(&one);
            known.push(one);
            is_new
        })
        .collect();
    if all.is_empty() {
        return;
    }
    widgets::card(ui, look, |ui| {
        widgets::section(ui, look, ProductField::Sources.label(lang));
        for source in all {
            if widgets::source_link(ui, look, lang, source) {
                cx.ask(Command::OpenUrl(source.url.clone()));
            }
        }
    });
}
