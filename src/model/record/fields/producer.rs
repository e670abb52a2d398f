//! The fields of a producer.

use super::{FieldKind, FieldMut, FieldRef, fields};
use crate::model::record::Producer;
use crate::text::Lang;

fields! {
    /// A field of a producer. Its story is two: the Indonesian side and the English side.
    ProducerField of Producer {
        Name: name, Line, "name", ("Nama produsen", "Producer's name"), ("", "");
        Kind: kind, ProducerKind, "kind", ("Jenis usaha", "Kind of body"), ("jenis_produsen", "producer_kind");
        Origin: origin, Region, "origin", ("Asal daerah", "Origin"), ("", "");
        Place: place, Line, "place", ("Alamat", "Address"), ("", "");
        ContactPerson: contact_person, Line, "contact_person", ("Nama narahubung", "Contact person"), ("penanggung_jawab", "contact_person");
        Whatsapp: whatsapp, Line, "whatsapp", ("WhatsApp", "WhatsApp"), ("whatsapp", "whatsapp");
        Phone: phone, Line, "phone", ("Telepon", "Telephone"), ("telepon", "phone");
        Email: email, Line, "email", ("Surel", "E-mail"), ("email", "email");
        Web: web, Line, "web", ("Situs web", "Website"), ("web", "web");
        Social: social, Links, "social", ("Media sosial", "Social media"), ("", "");
        Story: story.id, Indonesian, "story", ("Cerita produsen", "Producer's story"), ("", "");
        StoryEn: story.en, English, "story", ("Cerita produsen (Inggris)", "Producer's story (English)"), ("", "");
    }
}
