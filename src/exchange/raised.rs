//! Raised digits, which refer to a footnote or belong to a unit and are no digits of a number: `15000²`, `m²`.

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A letter as it looks when it is raised.
pub(super) fn raised(c: char) -> char {
    c.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied().unwrap_or(c)
}

/// How a run of a text says that it is raised.
const SAYS: &str = "=\"superscript\"";

pub(super) fn has_raised_runs(xml: &str) -> bool {
    memchr::memmem::find(xml.as_bytes(), SAYS.as_bytes()).is_some()
}

/// A part of a workbook with the digits raised that its formats raise.
pub(super) fn with_raised_runs(xml: &str) -> String {
    let mut done = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, from)) = rest.find(SAYS).and_then(|at| rest.split_at_checked(at)) {
        done.push_str(before);
        // `</r>`, `</x:r>`
        let is_end = |at: usize| from.get(..at).is_some_and(|before| before.ends_with(['/', ':']));
        let end = from.match_indices("r>").map(|(at, _)| at).find(|at| is_end(*at)).unwrap_or(from.len());
        let (run, behind) = from.split_at_checked(end).unwrap_or((from, ""));
        // What is between tags, but for what is written as a number: `&#178;`.
        let (mut in_tag, mut in_entity) = (true, false);
        for c in run.chars() {
            (in_tag, in_entity) = (c == '<' || in_tag && c != '>', !in_tag && (c == '&' || in_entity && c != ';'));
            done.push(if in_tag || in_entity { c } else { raised(c) });
        }
        rest = behind;
    }
    done.push_str(rest);
    done
}

/// The text without raised digits that refer to a footnote; `None` where it has none. `m²` is a unit.
pub(super) fn without_footnotes(text: &str) -> Option<String> {
    let mut left = String::with_capacity(text.len());
    for c in text.chars() {
        if !RAISED.contains(&c) || matches!(c, '²' | '³') && left.ends_with('m') {
            left.push(c);
        }
    }
    (left.len() < text.len()).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_where_the_format_says_so() {
        let run = |format: &str, text: &str| format!("<r><rPr><b/>{format}<sz val=\"8\"/></rPr><t>{text}</t></r>");
        let raise = "<vertAlign val=\"superscript\"/>";
        let xml = format!("<si>{}{}{}</si>", run("", "15"), run(raise, "1) &#178;"), run("", "20"));
        let right = format!("<si>{}{}{}</si>", run("", "15"), run(raise, "¹) &#178;"), run("", "20"));
        assert_eq!(with_raised_runs(&xml), right);
        let prefixed = |xml: &str| xml.replace("<r>", "<x:r>").replace("</r>", "</x:r>");
        assert_eq!(with_raised_runs(&prefixed(&xml)), prefixed(&right));
        assert_eq!(with_raised_runs("<si><t>15</t></si>"), "<si><t>15</t></si>");
    }

    #[test]
    fn units_keep_their_raised_digits() {
        for (text, left) in
            [("12000¹", Some("12000")), ("500 g¹²", Some("500 g")), ("20 m²", None), ("20 m²¹", Some("20 m²"))]
        {
            assert_eq!(without_footnotes(text).as_deref(), left, "{text}");
        }
    }
}
