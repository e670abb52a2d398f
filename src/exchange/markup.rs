//! Texts of web shops, which are pages in small: tags and entities become text.

use html_escape::decode_html_entities;

/// Tags of which shops' texts are made; whatever else stands between `<` and `>` is text.
const TAGS: [&str; 44] = [
    "p",
    "br",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "ul",
    "ol",
    "li",
    "div",
    "span",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "img",
    "font",
    "hr",
    "blockquote",
    "pre",
    "small",
    "sub",
    "sup",
    "center",
    "iframe",
    "style",
    "script",
    "section",
    "article",
    "figure",
    "video",
    "html",
    "body",
];
/// After these a line ends.
const BREAKS: [&str; 15] =
    ["p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"];

/// The text without tags and entities; `None` where it has none.
pub(super) fn plain_text(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at_checked(at)?;
        plain.push_str(before);
        match tag(from).map(Piece::Tag).or_else(|| entity(from).map(Piece::Letters)) {
            Some(Piece::Tag((name, length))) => {
                changed = true;
                if BREAKS.contains(&name.as_str()) && !plain.is_empty() && !plain.ends_with('\n') {
                    plain.push('\n');
                }
                rest = from.get(length..)?;
                // Neither is for reading.
                if matches!(name.as_str(), "style" | "script") && from.as_bytes().get(1) != Some(&b'/') {
                    rest = rest.find("</").and_then(|end| rest.get(end..)).unwrap_or_default();
                }
            }
            Some(Piece::Letters((letters, length))) => {
                changed = true;
                plain.push_str(&letters);
                rest = from.get(length..)?;
            }
            None => {
                plain.push_str(from.get(..1)?);
                rest = from.get(1..)?;
            }
        }
    }
    if !changed {
        return None;
    }
    plain.push_str(rest);
    let lines = plain.split('\n').map(|line| line.split([' ', '\u{a0}', '\t', '\r']).filter(|word| !word.is_empty()));
    let lines: Vec<String> = lines.map(|words| words.collect::<Vec<_>>().join(" ")).collect();
    Some(lines.join("\n").trim().to_owned())
}

enum Piece {
    Tag((String, usize)),
    Letters((String, usize)),
}

/// The name of a tag that the text begins with, and its length.
fn tag(text: &str) -> Option<(String, usize)> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|end| (String::new(), end + 3));
    }
    let end = text.find('>')?;
    let inside = text.get(1..end)?.trim_start_matches('/');
    let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let behind = inside.get(name.len()..)?;
    let is_tag = TAGS.contains(&name.as_str()) && (behind.is_empty() || behind.starts_with([' ', '/', '\n']));
    is_tag.then_some((name, end + 1))
}

/// The letters of an entity that the text begins with, and its length: `&amp;`, `&#8217;`, `&nbsp;`.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.find(';').filter(|end| *end <= 32)?;
    let entity = text.get(..=end)?;
    let letters = decode_html_entities(entity);
    let is_text = letters != entity && letters.chars().all(|c| !c.is_control() || c == '\n');
    is_text.then(|| (letters.into_owned(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_become_text_and_text_stays() {
        for (page, text) in [
            ("<p>Keripik <strong>renyah</strong></p>", "Keripik renyah"),
            (
                "<ul><li>Tanpa pengawet</li><li>100&nbsp;gr &amp; 250 gr</li></ul><br />Pesan sekarang",
                "Tanpa pengawet\n100 gr & 250 gr\nPesan sekarang",
            ),
            ("Rasa&#8217;s &quot;asli&quot;", "Rasa’s \"asli\""),
            ("<style>p { a }</style><P CLASS=\"x\">Satu</P><p>Dua</p>", "Satu\nDua"),
            ("baris<BR>baru<!-- catatan -->", "baris\nbaru"),
        ] {
            assert_eq!(plain_text(page).as_deref(), Some(text), "{page}");
        }
        for text in ["a < b > c", "Kopi & Teh", "<Madu>", "R&D; x", "5 <b", "Tanpa tanda", "a&b;c"] {
            assert_eq!(plain_text(text), None, "{text}");
        }
    }
}
