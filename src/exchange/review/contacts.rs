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
    // A contact's cell may bring what is not there yet, and says the same again in the next list.
    let known = (producer.whatsapp.clone(), producer.email.clone());
    let is_chat = |number: &str| {
        let digits = whatsapp_digits(number);
        digits.is_some() && (known.0.is_empty() || whatsapp_digits(&known.0) == digits)
    };
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
                // `Kontak: 0812…` names nobody.
                (ProducerField::ContactPerson, Phone::AsTyped(number) | Phone::Repaired(number))
                    if is_chat(&number) =>
                {
                    let read = chat_number(producer, &number)?;
                    let kept = Note::PhonesRead { kept: format!("WhatsApp {number}"), left: String::new() };
                    return Ok(read.or(Some(kept)));
                }
                // `Siti 0812-3456-7899`, `siti@desa.id`
                (ProducerField::ContactPerson, _) if chat_number_in(text).is_some_and(|number| is_chat(&number)) => {
                    let number = chat_number_in(text).unwrap_or_default();
                    *words = without_number(text);
                    let kept = [words.clone(), format!("WhatsApp {number}")];
                    if known.0.is_empty() {
                        producer.whatsapp = number;
                    }
                    let kept = kept.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" + ");
                    return Ok(Some(Note::PhonesRead { kept, left: String::new() }));
                }
                (ProducerField::ContactPerson, _)
                    if is_email(text) && (known.1.is_empty() || known.1.eq_ignore_ascii_case(text)) =>
                {
                    text.clone_into(&mut producer.email);
                    let kept = Note::PhonesRead { kept: format!("e-mail {text}"), left: String::new() };
                    return Ok(Some(kept));
                }
                (ProducerField::Email, _) if !is_email(text) => {
                    return Err(Note::NotAnEmail);
                }
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
    let mobile = numbers.iter().position(|number| whatsapp_digits(number).is_some());
    let others = (0..).zip(&numbers).filter(|(at, _)| Some(*at) != mobile).map(|(_, number)| number.clone());
    let mut others = others.filter(|number| whatsapp_digits(number).is_some() || phones::is_landline(number));
    let second = others.next();
    let takes_second = producer.phone.is_empty() || second.as_ref() == Some(&producer.phone);
    let Some(number) = mobile.and_then(|at| numbers.get(at)) else {
        return match second {
            Some(landline) if takes_second => {
                producer.phone = landline;
                Ok(Some(Note::KeptAsPhone))
            }
            Some(_) => Err(Note::NoWhatsapp),
            None => Err(Note::NotAPhone),
        };
    };
    producer.whatsapp.clone_from(number);
    let (mut kept, mut left) = (vec![number.clone()], Vec::new());
    if let Some(second) = second {
        if takes_second {
            producer.phone.clone_from(&second);
            kept.push(second);
        } else {
            left.push(second);
        }
    }
    left.extend(others);
    let note = Note::PhonesRead { kept: kept.join(" + "), left: left.join(", ") };
    Ok((number != text).then_some(note))
}

/// The chat number beside a name.
fn chat_number_in(text: &str) -> Option<String> {
    let has_name = text.contains(char::is_alphabetic);
    phones::phones_in(text).into_iter().find(|number| has_name && whatsapp_digits(number).is_some())
}

/// The name beside a number: `Siti` of `Siti (WA: 0812-3456-7899)`.
fn without_number(text: &str) -> String {
    let is_name = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        !bare.is_empty()
            && !bare.contains(|c: char| c.is_ascii_digit())
            && !matches!(bare.as_str(), "wa" | "hp" | "no" | "telp" | "whatsapp" | "tlp")
    };
    let words: Vec<&str> = text.split([' ', '/', '\n', '(', ')', ':']).filter(is_name).collect();
    words.join(" ").trim_matches([' ', ',', '-', ';']).to_owned()
}
