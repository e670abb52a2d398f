//! Whom to call about a product: lines that open when they are tapped, and the code for a telephone.

use super::compose::Composer;
use super::content::{ContactLine, QrCode};
use crate::model::{Contact, Product, best_contact, display_number, whatsapp_digits};
use crate::say;

impl Composer<'_> {
    /// The contact that stands for a product, and its code.
    pub(super) fn contact(&mut self, product: &Product) -> (Vec<ContactLine>, Option<QrCode>) {
        let Some(best) = best_contact(self.catalog, product) else {
            return (Vec::new(), None);
        };
        let contact = best.contact();
        let who = best.who(self.lang);
        let mut lines = vec![plain(say!(self.lang, "Informasi: {who}", "Information: {who}"))];
        lines.extend(self.ways(&contact));
        if !self.request.settings.qr {
            return (lines, None);
        }
        let name = self.say(&product.name);
        // Short, since every letter makes the code finer.
        let greeting = say!(self.lang, "Saya berminat pada {name}", "I am interested in {name}");
        let qr = self.contact_code(&contact, &greeting, &name);
        (lines, qr)
    }

    /// Number, e-mail and web address, each as what a tap opens.
    pub(super) fn ways(&self, contact: &Contact) -> Vec<ContactLine> {
        let mut lines = Vec::new();
        match whatsapp_digits(&contact.whatsapp) {
            Some(digits) => lines.push(ContactLine {
                text: format!("WhatsApp {}", display_number(&digits)),
                link: format!("https://wa.me/{digits}"),
            }),
            None if contact.whatsapp.is_empty() => {}
            None => lines.push(plain(contact.whatsapp.clone())),
        }
        let digits: String = contact.phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        let entries = [
            (&contact.phone, format!("tel:{digits}")),
            (&contact.email, format!("mailto:{}", contact.email.trim())),
            (&contact.web, web_link(&contact.web)),
        ];
        let entries = entries.into_iter().filter(|(text, _)| !text.trim().is_empty());
        lines.extend(entries.map(|(text, link)| ContactLine { text: shown(text), link }));
        lines
    }

    /// The chat with the first sentence written already, else the web page.
    pub(super) fn contact_code(&mut self, contact: &Contact, greeting: &str, about: &str) -> Option<QrCode> {
        let web = Some(contact.web.trim()).filter(|web| !web.is_empty());
        match (web, whatsapp_digits(&contact.whatsapp)) {
            (Some(web), _) if self.request.settings.qr_web => self.web_code(web, about),
            (_, Some(digits)) => self.chat_code(&digits, greeting, about),
            (Some(web), None) => self.web_code(web, about),
            (None, None) => None,
        }
    }

    /// A code that opens a chat with the first sentence written already.
    fn chat_code(&mut self, digits: &str, greeting: &str, about: &str) -> Option<QrCode> {
        let number = display_number(digits);
        let alt = say!(
            self.lang,
            "Kode QR: membuka obrolan WhatsApp dengan {number} tentang {about}",
            "QR code: opens a WhatsApp chat with {number} about {about}"
        );
        self.code(format!("https://wa.me/{digits}?text={}", percent(greeting)), number, alt)
    }

    /// A code that opens a web page, with its address under it.
    fn web_code(&mut self, address: &str, about: &str) -> Option<QrCode> {
        let shown = shown(address);
        let alt = say!(
            self.lang,
            "Kode QR: membuka {shown} untuk bertanya tentang {about}",
            "QR code: opens {shown} to ask about {about}"
        );
        self.code(web_link(address), shown, alt)
    }
}

pub(super) fn plain(text: String) -> ContactLine {
    ContactLine { text, link: String::new() }
}

fn web_link(address: &str) -> String {
    let address = address.trim();
    if address.contains("://") { address.to_owned() } else { format!("https://{address}") }
}

/// An address without what a browser adds.
fn shown(address: &str) -> String {
    address.split("://").last().unwrap_or(address).trim().trim_end_matches('/').to_owned()
}

/// Percent-encoding of a query value (RFC 3986, 2.1).
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
