//! Photos for measuring: as large as those of phones and messaging apps, each different, in both size and cost like real ones.

use std::path::Path;

use rayon::prelude::*;

use super::made::Dice;

/// Width and height in pixels.
pub type Size = (u16, u16);

/// Twelve megapixels, as phones make them.
pub const TWELVE: Size = (4_000, 3_000);
/// Three, as messaging apps leave them.
pub const THREE: Size = (2_048, 1_536);

/// Makes `foto-0.jpg`, `foto-1.jpg`, …, those that are not there yet.
pub fn make(dir: &Path, count: usize, size: Size) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)?;
    (0..count).into_par_iter().try_for_each(|at| {
        let path = dir.join(format!("foto-{at}.jpg"));
        if path.exists() {
            return Ok(());
        }
        let part = dir.join(format!("foto-{at}.part"));
        std::fs::write(&part, jpeg(at as u64, size)?)?;
        std::fs::rename(part, path)
    })
}

/// Soft waves of colour with a grain over them, the same from the same seed.
fn jpeg(seed: u64, (width, height): Size) -> std::io::Result<Vec<u8>> {
    let mut dice = Dice::new(seed);
    let (a, b) = (dice.below(160) as f32 + 40.0, dice.below(200) as f32 + 60.0);
    let tint = [dice.below(120) as i32 + 60, dice.below(120) as i32 + 60, dice.below(120) as i32 + 60];
    let across: Vec<i32> = (0..width).map(|x| ((f32::from(x) / a).sin() * 256.0) as i32).collect();
    let down: Vec<i32> = (0..height).map(|y| ((f32::from(y) / b).cos() * 256.0) as i32).collect();
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    let mut noise = seed as u32 | 1;
    for down in &down {
        for across in &across {
            // Xorshift (Marsaglia 2003): a grain that no encoder can foresee.
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            let wave = (across * down) >> 10;
            let grain = (noise & 15) as i32 - 8;
            pixels.extend([tint[0] + wave + grain, tint[1] + wave / 2 + grain, tint[2] - wave + grain].map(byte));
        }
    }
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 82);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).map_err(std::io::Error::other)?;
    Ok(bytes)
}

fn byte(value: i32) -> u8 {
    value.clamp(0, 255) as u8
}
