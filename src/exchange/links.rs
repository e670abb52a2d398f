//! Links and comments of cells, and texts in boxes over them: what a list carries beside its cells.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::package::{attribute, walk_xml};
use super::sheets::OWN_AUTHOR;

/// True where the target is not what the text says: `lihat` for `foto/kopi.jpg`. A telephone number may lead to its chat.
pub(super) fn leads_elsewhere(text: &str, target: &str) -> bool {
    let bare = |link: &str| {
        let link = link.trim().to_lowercase();
        let link = ["https://", "http://", "mailto:", "tel:", "file:///"]
            .iter()
            .find_map(|scheme| link.strip_prefix(scheme))
            .unwrap_or(&link)
            .to_owned();
        link.trim_start_matches("www.").trim_start_matches("./").trim_end_matches('/').to_owned()
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (number, text) = (digits(text), bare(text));
    let is_number = number.len() >= 8 && digits(target).ends_with(number.trim_start_matches('0'));
    // A place in the same file leads nowhere else.
    !target.is_empty() && !target.starts_with('#') && text != bare(target) && !is_number
}

/// How many comments stand on a sheet, but for those that this program puts on headings.
pub(super) fn comments(xml: &str) -> usize {
    let (mut authors, mut in_author, mut count) = (Vec::<String>::new(), false, 0);
    walk_xml(xml, |event| match event {
        Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
            "author" => {
                authors.push(String::new());
                in_author = true;
            }
            "comment" => {
                let author = attribute(element, "authorId").and_then(|at| at.parse::<usize>().ok());
                let is_own = author.and_then(|at| authors.get(at)).is_some_and(|author| author == OWN_AUTHOR);
                count += usize::from(!is_own);
            }
            _ => {}
        },
        Event::Text(text) if in_author => {
            if let Some(author) = authors.last_mut() {
                author.push_str(&text.xml10_content());
            }
        }
        Event::End(element) if element.local_name().as_ref() == "author" => in_author = false,
        _ => {}
    });
    count
}

/// The texts of the boxes and shapes of an Excel drawing.
pub(super) fn text_boxes(xml: &str) -> Vec<String> {
    let (mut list, mut open, mut in_text) = (Vec::new(), None::<String>, false);
    walk_xml(xml, |event| match event {
        Event::Start(element) => match element.local_name().as_ref() {
            "txBody" => open = Some(String::new()),
            "t" => in_text = true,
            _ => {}
        },
        Event::Text(text) if in_text => open.iter_mut().for_each(|open| open.push_str(&text.xml10_content())),
        Event::GeneralRef(entity) if in_text => {
            let letter = resolve_predefined_entity(entity).unwrap_or_default();
            open.iter_mut().for_each(|open| open.push_str(letter));
        }
        Event::End(element) => match element.local_name().as_ref() {
            "t" => in_text = false,
            "p" => open.iter_mut().for_each(|open| open.push(' ')),
            "txBody" => list.extend(open.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())),
            _ => {}
        },
        _ => {}
    });
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_its_cell_says_leads_nowhere_else() {
        for (text, target) in [
            ("www.toko.id", "http://www.toko.id/"),
            ("kwt@desa.id", "mailto:kwt@desa.id"),
            ("0812-3456-7890", "https://wa.me/6281234567890"),
            ("Daftar", "#Sheet2.A1"),
            ("Foto/kopi.jpg", "./foto/kopi.jpg"),
        ] {
            assert!(!leads_elsewhere(text, target), "{text}");
        }
        for (text, target) in [("lihat", "foto/kopi.jpg"), ("chat", "https://wa.me/6281234567890"), ("", "a.jpg")] {
            assert!(leads_elsewhere(text, target), "{text}");
        }
    }
}
