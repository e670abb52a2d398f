//! Makes, changes and deletes producers, and asks them for what is missing.

use crate::text::Message;
use crate::ui::app::command::{Command, ProposalCommand, Screen};
use egui::Context;

use super::state::ProducerCommand;
use crate::model::{
    Catalog, Edit, Key, Producer, ProducerField, ProducerId, ProductId, Record, Text, chat_link, products_of,
    rename_everywhere, request, slug, whatsapp_digits,
};
use crate::say;
use crate::ui::app::App;
use crate::ui::kit::notices::Tone;

impl App {
    pub(crate) fn perform_producer(&mut self, command: ProducerCommand, ctx: &Context) {
        match command {
            ProducerCommand::Select(id) => {
                self.state.producers.editing = false;
                self.state.producers.selected = id;
                self.state.screen = Screen::Producers;
                self.state.product.came_from = None;
            }
            ProducerCommand::Edit(id) => {
                self.state.producers.editing = id.is_some();
                if id.is_some() {
                    self.state.producers.selected = id;
                }
                self.state.screen = Screen::Producers;
            }
            ProducerCommand::Create(product, name) => self.new_producer(product, name, ctx),
            ProducerCommand::Put(producer) => {
                let name =
                    Text::new(format!("Ubah produsen {}", producer.name), format!("Edit producer {}", producer.name));
                self.change(Edit::put(name, *producer), ctx);
            }
            ProducerCommand::Delete(id) => {
                if let Some(edit) = self.state.catalog().and_then(|catalog| without_producer(catalog, &id)) {
                    self.state.producers.selected = None;
                    self.change(edit, ctx);
                }
            }
            ProducerCommand::RequestData(producer, product) => self.request_data(&producer, product.as_ref(), ctx),
            ProducerCommand::SetRequestLang(lang) => self.state.producers.request_lang = lang,
            ProducerCommand::RenameEverywhere { old, new } => {
                if let Some(edit) = self.state.catalog().and_then(|catalog| rename_everywhere(catalog, &old, &new)) {
                    self.perform(ProposalCommand::Show(Box::new(edit.into())), ctx);
                }
            }
        }
    }

    fn new_producer(&mut self, product: Option<ProductId>, name: String, ctx: &Context) {
        let hex = (self.parts.random_hex)();
        let id = ProducerId::new(slug(if name.trim().is_empty() { "produsen" } else { &name }, &hex));
        let mut producer = Producer { id: id.clone(), name, ..Producer::default() };
        let mut puts = Vec::new();
        if let Some(product) = product.as_ref().and_then(|id| self.state.product(id)) {
            producer.origin = product.origin.clone();
            let mut product = (**product).clone();
            product.producer = Some(id.clone());
            puts.push(Record::from(product).put());
        }
        puts.insert(0, Record::from(producer).put());
        self.change(Edit { name: Text::new("Produsen baru", "New producer"), puts, typing_in: None }, ctx);
        if product.is_none() && self.state.producer(&id).is_some() {
            self.state.screen = Screen::Producers;
            self.state.producers.editing = true;
            self.state.producers.selected = Some(id);
            self.state.product.jump_to = Some(ProducerField::Name.into());
        }
    }

    /// The text that asks a producer for what is missing: into a chat where there is a number, and always copied.
    fn request_data(&mut self, id: &ProducerId, product: Option<&ProductId>, ctx: &Context) {
        let (audience, words) = (self.state.quality.audience, self.state.producers.request_lang);
        let Some(catalog) = self.state.catalog() else { return };
        let Some(producer) = catalog.producers.get(id) else { return };
        let mut theirs = products_of(catalog, producer);
        theirs.retain(|one| product.is_none_or(|product| one.id == *product));
        let digits = whatsapp_digits(&producer.whatsapp);
        let text = request(catalog, producer, &theirs, audience, words);
        let lang = self.state.lang();
        let Some(text) = text else {
            let audience = audience.label(lang).to_lowercase();
            let what = say!(
                lang,
                "Tidak ada yang perlu ditanyakan: yang dibutuhkan untuk {audience} sudah ada.",
                "There is nothing to ask: everything for the {audience} is there."
            );
            return self.inform(Tone::Info, what);
        };
        let link = digits.as_deref().and_then(|digits| chat_link(digits, &text));
        let chat = digits.map(|digits| format!("https://wa.me/{digits}"));
        ctx.copy_text(text);
        let todo = match (&link, &chat) {
            (Some(_), _) => lang.pick(
                "Percakapan WhatsApp dibuka dengan teks ini; periksa, lalu kirim.",
                "The WhatsApp chat opens with this text; read it and send it.",
            ),
            (None, Some(_)) => lang.pick(
                "Percakapan WhatsApp dibuka. Teksnya panjang: tempel dengan Ctrl+V, lalu kirim.",
                "The WhatsApp chat opens. The text is long: paste it with Ctrl+V and send it.",
            ),
            (None, None) => lang.pick(
                "Produsen ini belum punya nomor WhatsApp. Tempel teksnya di mana saja dengan Ctrl+V.",
                "This producer has no WhatsApp number yet. Paste the text anywhere with Ctrl+V.",
            ),
        };
        let what = lang.pick("Permintaan data disalin.", "The request is copied.").to_owned();
        self.tell(Tone::Done, Message::new(what, todo, ""), None);
        if let Some(link) = link.or(chat) {
            self.perform(Command::OpenUrl(link), ctx);
        }
    }
}

/// Deletes a producer and takes the name off every product.
fn without_producer(catalog: &Catalog, id: &ProducerId) -> Option<Edit> {
    let producer = catalog.producers.get(id)?;
    let name = Text::new(format!("Hapus produsen {}", producer.name), format!("Delete producer {}", producer.name));
    let mut edit = Edit::delete(name, [Key::Producer(id.clone())]);
    for product in catalog.products.values().filter(|product| product.producer.as_ref() == Some(id)) {
        let mut product = (**product).clone();
        product.producer = None;
        edit.puts.push(Record::from(product).put());
    }
    Some(edit)
}
