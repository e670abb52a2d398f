//! Links and comments of cells: what a list carries beside its texts.

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
