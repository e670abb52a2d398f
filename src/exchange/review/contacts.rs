//! The contacts of a producer: what a cell says of whom to call, and how.

use super::super::columns::Column;
use super::super::facts;
use super::super::phones::{self, Phone};
use super::super::sheets::Value;
use super::Note;
use crate::model::{FieldMut, Producer, ProducerField, ProducerKind, is_email, whatsapp_digits};
use crate::text::Lang;

/// Writes one contact's cell into a producer.
pub(super) fn contact(
    producer: &mut Producer,
    column: Column,
    value: &Value,
    text: &str,
) -> Result<Option<Note>, Note> {
    let is_erased = facts::erases(text);
    let Column::Producer(field) = column else { return Ok(None) };
    match field.get_mut(producer) {
        FieldMut::ProducerKind(kind) => {
            let known = || ProducerKind::ALL.map(|kind| kind.label(Lang::Id)).join(", ");
            *kind = match is_erased {
                true => ProducerKind::default(),
                false => facts::producer_kind(text).ok_or_else(|| Note::NotAWord { known: known() })?,
            };
        }
        words => {
            let Some(words) = words.text() else { return Ok(None) };
            match (field, phones::phone(value)) {
                _ if is_erased => words.clear(),
                (ProducerField::Whatsapp, Phone::AsTyped(typed)) => return chat_number(producer, &typed),
                // A landline without its zero.
                (ProducerField::Whatsapp, Phone::Repaired(number)) if whatsapp_digits(&number).is_none() => {
                    return chat_number(producer, &number);
                }
                // `https://wa.me/62812…` opens a chat, and is no number that a telephone dials.
                (ProducerField::Phone, Phone::AsTyped(typed)) if phones::is_link(&typed) => {
                    let (kept, left) = take_numbers(producer, &typed, false);
                    let none = kept.is_empty() && left.is_empty();
                    let read = || Note::PhonesRead { kept: kept.join(" + "), left: left.join(", ") };
                    return if none { Err(Note::NotAPhone) } else { Ok(Some(read())) };
                }
                (ProducerField::ContactPerson, _) if has_contacts(text) => return contact_line(producer, text),
                // `IG @keripik` is nobody.
                (ProducerField::ContactPerson, _)
                    if name_in(text).is_empty() || facts::says_nothing(&name_in(text)) =>
                {
                    return Err(Note::NotTaken { words: text.to_owned() });
                }
                // `Kunjungi`, behind which a link stood.
                (ProducerField::Web, _) if !text.contains('.') => {
                    return Err(Note::NotTaken { words: text.to_owned() });
                }
                (ProducerField::Email, _) => match address(text).unwrap_or(text) {
                    address if is_email(address) => address.clone_into(words),
                    _ => return Err(Note::NotAnEmail),
                },
                (ProducerField::Whatsapp | ProducerField::Phone, read) => match read {
                    Phone::AsTyped(number) => *words = number,
                    Phone::Repaired(number) => {
                        *words = number;
                        return Ok(Some(Note::ZeroRestored));
                    }
                    Phone::DigitsLost => return Err(Note::DigitsLost),
                    Phone::NoNumber => return Err(Note::NotAPhone),
                },
                _ => text.clone_into(words),
            }
        }
    }
    Ok(None)
}

/// Takes the numbers of a cell for WhatsApp: the first mobile one, and a second or a landline as telephone.
fn chat_number(producer: &mut Producer, text: &str) -> Result<Option<Note>, Note> {
    let numbers = phones::phones_in(text);
    if !numbers.iter().any(|number| whatsapp_digits(number).is_some()) {
        if !numbers.iter().any(|number| phones::is_landline(number)) {
            return Err(Note::NotAPhone);
        }
        let (kept, _) = take_numbers(producer, text, true);
        return if kept.is_empty() { Err(Note::NoWhatsapp) } else { Ok(Some(Note::KeptAsPhone)) };
    }
    let (kept, mut left) = take_numbers(producer, text, true);
    // `0812… (Bu Siti)`
    let name = name_in(text);
    let is_new = !name.is_empty() && name != producer.contact_person;
    left.extend(is_new.then(|| in_brackets(text).map_or(name, str::to_owned)));
    // `081234567804/05`: a second number, of which only the end is written.
    let is_end = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    left.extend(text.split(['/', ',', '&']).skip(1).map(str::trim).filter(is_end).map(str::to_owned));
    if kept.is_empty() {
        return Err(Note::NotTaken { words: left.join(", ") });
    }
    let is_bare = numbers.first().is_some_and(|number| number == text);
    Ok((!is_bare).then(|| Note::PhonesRead { kept: kept.join(" + "), left: left.join(", ") }))
}

/// The words in the brackets behind a number, where no name stands before it: `jgn telp, chat aja`.
fn in_brackets(text: &str) -> Option<&str> {
    let (before, inside) = text.trim().strip_suffix(')')?.split_once('(')?;
    let has_digit = inside.contains(|c: char| c.is_ascii_digit());
    (!has_digit && name_in(before).is_empty()).then(|| inside.trim())
}

/// Puts the numbers of a text where they belong: the first mobile one for WhatsApp, where none is stored or it `replaces` that,
/// one more as telephone, where none is stored. What was kept, in words, and what has no place. The same number in another
/// spelling is no change.
fn take_numbers(producer: &mut Producer, text: &str, replaces: bool) -> (Vec<String>, Vec<String>) {
    let (mut kept, mut left, mut has_chat) = (Vec::new(), Vec::new(), false);
    let mut numbers = phones::phones_in(text);
    // `0812… / 0853… (WA)`: the one that is said to be.
    numbers.sort_by_key(|number| !phones::is_beside(number, text, &["wa", "whatsapp"]));
    for number in numbers {
        let number = match phones::phone(&Value::Text(number.as_str().into())) {
            Phone::Repaired(number) => number,
            _ => number,
        };
        if phones::is_beside(&number, text, &["fax", "faks", "faksimile", "fb", "line"]) {
            left.push(number);
            continue;
        }
        let digits = whatsapp_digits(&number).filter(|_| !phones::is_beside(&number, text, &["telegram", "sms"]));
        let is_chat = digits.is_some();
        let is_stored = is_chat && whatsapp_digits(&producer.whatsapp) == digits;
        if is_stored || is_chat && !has_chat && (replaces || producer.whatsapp.is_empty()) {
            kept.push(format!("WhatsApp {number}"));
            has_chat = true;
            if !is_stored {
                producer.whatsapp = number;
            }
            continue;
        }
        let number = if is_chat { number } else { phones::with_extension(number, text) };
        let is_stored = producer.phone == number || is_chat && whatsapp_digits(&producer.phone) == digits;
        let can_call = is_chat || whatsapp_digits(&number).is_some() || phones::is_landline(&number);
        if is_stored || producer.phone.is_empty() && can_call {
            kept.push(format!("tel. {number}"));
            if !is_stored {
                producer.phone = number;
            }
        } else {
            left.push(number);
        }
    }
    (kept, left)
}

/// Whether a contact's cell says more than a name: `0812…`, `Siti 0812-3456-7899`, `siti@desa.id`.
fn has_contacts(text: &str) -> bool {
    let is_number = |number: &String| whatsapp_digits(number).is_some() || phones::is_landline(number);
    text.split_whitespace().any(|word| is_email(bare(word))) || phones::phones_in(text).iter().any(is_number)
}

/// Takes apart what a contact's cell says beside a name. It brings what is not there yet; what there is no place for is
/// said.
fn contact_line(producer: &mut Producer, text: &str) -> Result<Option<Note>, Note> {
    let (numbers, mut left) = take_numbers(producer, text, false);
    let mut kept = Vec::new();
    let name = name_in(text);
    if !name.is_empty() {
        producer.contact_person.clone_from(&name);
        kept.push(name);
    }
    kept.extend(numbers);
    for word in text.split_whitespace().map(bare) {
        if !is_email(word) {
            left.extend(word.starts_with('@').then(|| word.to_owned()));
        } else if producer.email.is_empty() || producer.email.eq_ignore_ascii_case(word) {
            word.clone_into(&mut producer.email);
            kept.push(format!("e-mail {word}"));
        } else {
            left.push(word.to_owned());
        }
    }
    if kept.is_empty() {
        return Err(Note::NoWhatsapp);
    }
    Ok(Some(Note::PhonesRead { kept: kept.join(" + "), left: left.join(", ") }))
}

/// A word without what sets it apart, and an address without what makes a link of it.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| "()[]<>,;:/|".contains(c));
    address(word).unwrap_or(word)
}

/// `mailto:siti@desa.id?subject=Pesan`, as a page writes the link to an address.
pub(super) fn address(link: &str) -> Option<&str> {
    const MAILTO: &str = "mailto:";
    let (scheme, address) = link.trim().split_at_checked(MAILTO.len())?;
    let address = address.split('?').next().unwrap_or(address).trim();
    scheme.eq_ignore_ascii_case(MAILTO).then_some(address)
}

/// The name beside numbers and addresses: `Siti` of `Siti (WA: 0812-3456-7899)`.
fn name_in(text: &str) -> String {
    let is_word = |word: &&str| {
        let lower = word.to_lowercase();
        !lower.contains('@') && !["://", "wa.me", "www."].iter().any(|sign| lower.contains(sign))
    };
    let is_name = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        !bare.is_empty()
            && !bare.contains(|c: char| c.is_ascii_digit())
            && !matches!(
                bare.as_str(),
                "wa" | "hp"
                    | "no"
                    | "telp"
                    | "whatsapp"
                    | "tlp"
                    | "a.n"
                    | "ig"
                    | "instagram"
                    | "email"
                    | "e-mail"
                    | "dan"
                    | "atau"
                    | "telepon"
                    | "kantor"
                    | "rumah"
                    | "pemilik"
                    | "pemiliknya"
                    | "owner"
                    | "sendiri"
                    | "ybs"
                    | "lihat"
                    | "di"
                    | "sini"
                    | "klik"
                    | "here"
                    | "click"
                    | "grup"
                    | "group"
                    | "chat"
                    | "saja"
                    | "only"
                    | "suami"
                    | "istri"
                    | "ext"
                    | "pes"
            )
    };
    let words = text.split_whitespace().filter(is_word);
    let words: Vec<&str> = words.flat_map(|word| word.split(['/', '(', ')', ':'])).filter(is_name).collect();
    words.join(" ").trim_matches([' ', ',', '-', ';']).to_owned()
}
