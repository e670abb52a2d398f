//! A logo as SVG from a stranger: painted, or refused for what it would cost.

pub fn target(bytes: &[u8]) {
    // Without this it would be taken for text of no kind.
    if bytes.starts_with(b"<svg") || bytes.starts_with(b"<?xml") {
        crate::picture::target(bytes);
    }
}
