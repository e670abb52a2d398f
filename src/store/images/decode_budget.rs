//! How much is decoded at once: whoever decodes an original waits for room beside the others.

use std::io::Cursor;
use std::sync::{Condvar, Mutex, PoisonError};

use crate::store::images::decode::{CAP_PIXELS, Refused, header};
use crate::store::images::heic;

/// Never more decoded originals in memory than this, whatever the number of threads.
const AT_ONCE: usize = 4;
/// Nor more pixels: one of 108 megapixels takes up to 770 MB while it is decoded, and is alone.
const PIXELS_AT_ONCE: u64 = CAP_PIXELS;

/// What may still be decoded beside what is being decoded now.
struct DecodeBudget {
    pictures: usize,
    pixels: u64,
}

static FREE: Mutex<DecodeBudget> = Mutex::new(DecodeBudget { pictures: AT_ONCE, pixels: PIXELS_AT_ONCE });
static FREED: Condvar = Condvar::new();

/// The permit to hold one decoded original, given back when it is dropped.
pub(in crate::store) struct DecodePermit {
    pixels: u64,
}

impl DecodePermit {
    /// Waits until there is room for this picture beside the others that are being decoded.
    pub(in crate::store) fn acquire(bytes: &[u8]) -> Self {
        let pixels = pixels_of(bytes).clamp(1, PIXELS_AT_ONCE);
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        while free.pictures == 0 || free.pixels < pixels {
            free = FREED.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        free.pictures -= 1;
        free.pixels -= pixels;
        Self { pixels }
    }
}

impl Drop for DecodePermit {
    fn drop(&mut self) {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        free.pictures += 1;
        free.pixels += self.pixels;
        FREED.notify_all();
    }
}

/// How many pixels a picture has, from its header; as many as there may be where it does not say.
fn pixels_of(bytes: &[u8]) -> u64 {
    match header(Cursor::new(bytes), bytes.len() as u64) {
        Ok((_, header)) => u64::from(header.width_px) * u64::from(header.height_px),
        Err(Refused::Heic) => heic::pixels(bytes).unwrap_or(CAP_PIXELS),
        // A drawing is painted small, and all else is refused before it is decoded.
        Err(Refused::Fault(_)) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The start of a JPEG of this size.
    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let [h1, h2] = height.to_be_bytes();
        let [w1, w2] = width.to_be_bytes();
        vec![0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, h1, h2, w1, w2, 3]
    }

    #[test]
    fn large_pictures_are_decoded_one_after_the_other() {
        let (large, usual) = (jpeg(12_000, 9_000), jpeg(4_000, 3_000));
        assert_eq!((pixels_of(&large), pixels_of(&usual)), (108_000_000, 12_000_000));
        let most = |picture: &[u8]| {
            let (now, most) = (std::sync::atomic::AtomicUsize::new(0), std::sync::atomic::AtomicUsize::new(0));
            let order = std::sync::atomic::Ordering::SeqCst;
            std::thread::scope(|scope| {
                for _ in 0..6 {
                    scope.spawn(|| {
                        let _permit = DecodePermit::acquire(picture);
                        most.fetch_max(now.fetch_add(1, order) + 1, order);
                        std::thread::sleep(std::time::Duration::from_millis(5));
                        now.fetch_sub(1, order);
                    });
                }
            });
            most.into_inner()
        };
        assert_eq!(most(&large), 1);
        assert!(most(&usual) <= AT_ONCE);
    }
}
