//! Texts of web shops, which are pages in small: tags and entities become text.

use std::collections::BTreeSet;

use html_escape::decode_html_entities;

/// Tags that are known even where they never close; any other counts where it does, or where it has attributes.
const TAGS: &str =
    "p br b strong i em u s ul ol li div span h1 h2 h3 h4 h5 h6 a table tr td th img font hr center input wbr";
/// After these a line ends.
const BREAKS: [&str; 15] =
    ["p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"];

/// The text without tags and entities; `None` where it has none.
pub(super) fn plain_text(text: &str) -> Option<String> {
    let mut plain = text.contains("<![CDATA[").then(|| text.replace("<![CDATA[", "").replace("]]>", ""));
    if let Some(bare) = without_shortcodes(plain.as_deref().unwrap_or(text)) {
        plain = Some(bare);
    }
    // Escaped twice as often as not.
    for _ in 0..3 {
        match without_tags(plain.as_deref().unwrap_or(text)) {
            Some(once) => plain = Some(once),
            None => break,
        }
    }
    plain
}

/// The text without the marks that WordPress puts pictures and forms in for: `[gallery ids="1,2"]`, `[/caption]`.
fn without_shortcodes(text: &str) -> Option<String> {
    let (mut plain, mut rest, mut changed) = (String::new(), text, false);
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at_checked(at)?;
        plain.push_str(before);
        let inside = from.split_once(']').map(|(inside, _)| inside.trim_start_matches('['));
        let is_code = inside.is_some_and(|inside| {
            let (name, more) = inside.split_once(' ').unwrap_or((inside, ""));
            let is_name =
                |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'));
            is_name(name) && more.contains("=\"") || name.strip_prefix('/').is_some_and(is_name)
        });
        let length = if is_code { from.find(']')? + 1 } else { 1 };
        let (code, behind) = from.split_at_checked(length)?;
        plain.push_str(if is_code { "" } else { code });
        (rest, changed) = (behind, changed || is_code);
    }
    plain.push_str(rest);
    changed.then(|| plain.trim().to_owned())
}

/// The text with ends of lines where a shop wrote `\n`; `None` where it did not. A path has a colon before it, and one that
/// stands alone means itself.
pub(super) fn with_line_ends(text: &str) -> Option<String> {
    let is_escape = |(at, _): (usize, &str)| {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let behind = ["\\n", "\\r", "\\t"].iter().find_map(|escape| rest.strip_prefix(escape));
        behind.is_some_and(|behind| !before.ends_with([' ', ':']) || behind.starts_with(|c: char| !c.is_whitespace()))
    };
    let is_shop = text.contains('\\') && !text.contains(":\\") && text.match_indices('\\').all(is_escape);
    is_shop.then(|| text.replace("\\r", "").replace("\\n", "\n").replace("\\t", " "))
}

fn without_tags(text: &str) -> Option<String> {
    let closed: BTreeSet<String> =
        text.match_indices("</").filter_map(|(at, _)| Some(name_in(text.get(at + 2..)?))).collect();
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at_checked(at)?;
        plain.push_str(before);
        match tag(from, &closed).map(Piece::Tag).or_else(|| entity(from).map(Piece::Letters)) {
            Some(Piece::Tag((name, length))) => {
                changed = true;
                if BREAKS.contains(&name.as_str()) && !plain.is_empty() && !plain.ends_with('\n') {
                    plain.push('\n');
                } else if matches!(name.as_str(), "td" | "th") && !plain.is_empty() && !plain.ends_with(['\n', ' ']) {
                    plain.push(' ');
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
    let mut lines: Vec<String> = lines.map(|words| words.collect::<Vec<_>>().join(" ")).collect();
    lines.dedup_by(|later, line| later.is_empty() && line.is_empty());
    Some(lines.join("\n").trim().to_owned())
}

enum Piece {
    Tag((String, usize)),
    Letters((String, usize)),
}

/// The name that a text begins with: `p`, `o:p`.
fn name_in(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == ':').collect::<String>().to_lowercase()
}

/// The name of a tag that the text begins with, and its length.
fn tag(text: &str, closed: &BTreeSet<String>) -> Option<(String, usize)> {
    if !text.starts_with('<') {
        return None;
    }
    if text.starts_with("<!--") {
        return text.find("-->").map(|end| (String::new(), end + 3));
    }
    let end = tag_end(text)?;
    let inside = text.get(1..end)?;
    if inside.starts_with(['!', '?']) {
        return Some((String::new(), end + 1));
    }
    let is_close = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let name = name_in(inside);
    let behind = inside.get(name.len()..)?;
    let is_whole = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == '/');
    let is_known = TAGS.split(' ').any(|one| one == name) || closed.contains(&name) || name.contains(':');
    let has_attributes = behind.ends_with('/') || behind.contains("=\"") || behind.contains("='");
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && is_whole;
    (is_tag && (is_close || is_known || has_attributes)).then_some((name, end + 1))
}

/// Where the tag ends: a `>` in a value is none. A quotation mark that never closes counts for nothing.
fn tag_end(text: &str) -> Option<usize> {
    let first = text.find('>')?;
    let mut quote = None;
    for (at, c) in text.char_indices().take(4096) {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') if text.get(..at).is_some_and(|before| before.trim_end().ends_with('=')) => {
                quote = Some(c)
            }
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    Some(first)
}

/// The letters of an entity that the text begins with, and its length: `&amp;`, `&#8217;`, `&nbsp;`.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.find(';').filter(|end| *end <= 32)?;
    let entity = text.get(..=end)?;
    let letters = decode_html_entities(entity);
    let is_text = letters != entity && letters.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    is_text.then(|| (letters.into_owned(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_become_text_and_text_stays() {
        for (page, text) in [
            ("<p>Keripik <strong>renyah</strong></p>", "Keripik renyah"),
            ("A&B <b>x</b>", "A&B x"),
            ("A&B &#39;x&#39; &lt;b&gt;y&lt;/b&gt;", "A&B 'x' y"),
            (
                "<ul><li>Tanpa pengawet</li><li>100&nbsp;gr &amp; 250 gr</li></ul><br />Pesan sekarang",
                "Tanpa pengawet\n100 gr & 250 gr\nPesan sekarang",
            ),
            ("Rasa&#8217;s &quot;asli&quot;", "Rasa’s \"asli\""),
            ("<style>p { a }</style><P CLASS=\"x\">Satu</P><p>Dua</p>", "Satu\nDua"),
            ("baris<BR>baru<!-- catatan -->", "baris\nbaru"),
            ("&lt;b&gt;Asli&lt;/b&gt; dari hutan", "Asli dari hutan"),
            ("&amp;lt;p&amp;gt;Asli", "Asli"),
            ("<p\tclass=x>Asli</p>", "Asli"),
            ("Asli <img alt=\"x>y\" src='a'>murni", "Asli murni"),
            ("<ins>Asli</ins> <code>x</code> <strike>y</strike><input type=\"text\">", "Asli x y"),
            ("<label>Isi</label><main>10</main><o:p></o:p><?xml version=\"1\"?>", "Isi10"),
            ("<![CDATA[Asli &amp; murni]]>", "Asli & murni"),
            ("Asli&#xD;&#xA;&#xA;&#xA;murni", "Asli\n\nmurni"),
            ("suhu &lt; 5 &gt; 2", "suhu < 5 > 2"),
        ] {
            assert_eq!(plain_text(page).as_deref(), Some(text), "{page}");
        }
        for text in ["a < b > c", "Kopi & Teh", "<Madu>", "R&D; x", "5 <b", "Tanpa tanda", "a&b;c", "<Madu asli>"] {
            assert_eq!(plain_text(text), None, "{text}");
        }
        assert_eq!(with_line_ends(r"Satu\nDua\r\nTiga").as_deref(), Some("Satu\nDua\nTiga"));
        for text in [r"C:\nama", r"a\b", "biasa", r"Tanda \n", r"Tanda \n itu"] {
            assert_eq!(with_line_ends(text), None, "{text}");
        }
    }
}
