//! Looks whether the data of a WebP are what its picture takes: after damage, the decoder makes a picture of any bytes, but
//! hardly ever of as many.

use std::io::Cursor;

use image::DynamicImage;
use image::codecs::webp::WebPDecoder;

/// Bytes at the end of the data that an encoder may leave over.
const SPARE: usize = 16;

/// Something else stands in the middle of a still picture that can be decoded: bytes are missing, or left over.
pub(super) fn is_damaged(bytes: &[u8]) -> bool {
    let Some((at, data)) = picture(bytes) else { return false };
    let Some(less) = data.len().checked_sub(SPARE).and_then(|length| data.get(..length)) else { return false };
    let chunk_says = bytes.get(at + 4..at + 8).and_then(|size| size.try_into().ok()).map(u32::from_le_bytes);
    if chunk_says.is_none_or(|size| size as usize > data.len()) {
        return true;
    }
    // The picture without its end, which cannot be decoded where it takes all.
    let mut short = bytes.get(..at + 4).unwrap_or_default().to_vec();
    short.extend((less.len() as u32).to_le_bytes());
    short.extend(less);
    short.extend(&[0][..less.len() % 2]);
    let size = (short.len() as u32).saturating_sub(8).to_le_bytes();
    short.splice(4..8, size);
    WebPDecoder::new(Cursor::new(short)).and_then(DynamicImage::from_decoder).is_ok()
}

/// True of a WebP with several pictures, one after the other.
pub(super) fn moves(bytes: &[u8]) -> bool {
    const ANIMATION: u8 = 2;
    bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & ANIMATION > 0)
}

/// Where the chunk of the pixels begins, and its data as far as the file goes. `None` for what moves.
fn picture(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut at = 12;
    loop {
        let head = bytes.get(at..at + 8)?;
        let size = u32::from_le_bytes(*head.last_chunk()?) as usize;
        match head.get(..4)? {
            b"VP8 " | b"VP8L" => {
                let data = bytes.get(at + 8..)?;
                return Some((at, data.get(..size).unwrap_or(data)));
            }
            b"ANMF" => return None,
            _ => at = at.checked_add(8)?.checked_add(size)?.checked_add(size % 2)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lost_or_changed_some_of_its_bytes_is_told() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/");
        for name in
            ["cases/photos/webp-turned-prefix.webp", "cases/photos/webp-lossy.webp", "fuzz/seeds/picture/small.webp"]
        {
            assert!(!is_damaged(&std::fs::read(format!("{folder}{name}")).unwrap()), "{name}");
        }
        let whole = std::fs::read(format!("{folder}cases/photos/webp-lossy.webp")).unwrap();
        for part in [30, 50, 80] {
            let at = whole.len() * part / 100;
            let with = |other: &[u8], behind: usize| [&whole[..at], other, &whole[at + behind..]].concat();
            for other in [with(&[0; 256], 256), with(&[0x5a; 256], 256), with(b"", 256)] {
                let decoded = WebPDecoder::new(Cursor::new(&other)).and_then(DynamicImage::from_decoder);
                assert!(decoded.is_err() || is_damaged(&other), "{part} %");
            }
        }
    }
}
