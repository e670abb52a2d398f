//! The lowest coefficients of a block to a few pixels: the inverse transform of as many points as there are pixels
//! (ISO/IEC 10918-1, A.3.3, with fewer points).

/// cos(kπ/16) for k from 0 to 8.
const COSINES: [f32; 9] =
    [1.0, 0.980_785_25, 0.923_879_5, 0.831_469_6, 0.707_106_77, 0.555_570_2, 0.382_683_43, 0.195_090_32, 0.0];

const fn cosine(sixteenths: usize) -> f32 {
    match sixteenths % 32 {
        k @ 0..=8 => COSINES[k],
        k @ 9..=16 => -COSINES[16 - k],
        k @ 17..=24 => -COSINES[k - 16],
        k => COSINES[32 - k],
    }
}

/// What a coefficient adds to each of `N` pixels: by coefficient, then pixel.
const fn waves<const N: usize>() -> [[f32; N]; N] {
    let mut waves = [[0.0; N]; N];
    let mut u = 0;
    while u < N {
        let mut x = 0;
        while x < N {
            let height = if u == 0 { COSINES[4] * 0.5 } else { 0.5 };
            waves[u][x] = height * cosine((2 * x + 1) * u * 8 / N);
            x += 1;
        }
        u += 1;
    }
    waves
}

/// Paints a block of `side` × `side` pixels (1, 2 or 4) at the front of `pixels`, whose rows are `stride` apart.
/// Coefficients are in rows of eight.
pub(super) fn paint(coefficients: &[f32; 64], side: usize, pixels: &mut [u8], stride: usize) {
    match side {
        1 => inverse::<1>(coefficients, pixels, stride),
        2 => inverse::<2>(coefficients, pixels, stride),
        _ => inverse::<4>(coefficients, pixels, stride),
    }
}

/// Paints a block whose pixels are all the same.
pub(super) fn fill(first: f32, side: usize, pixels: &mut [u8], stride: usize) {
    let value = level(first * 0.125);
    for row in pixels.chunks_mut(stride).take(side) {
        if let Some(row) = row.get_mut(..side) {
            row.fill(value);
        }
    }
}

fn inverse<const N: usize>(coefficients: &[f32; 64], pixels: &mut [u8], stride: usize) {
    let waves = const { waves::<N>() };
    let mut sums = [[0.0_f32; N]; N];
    for (line, down) in coefficients.chunks_exact(8).zip(&waves) {
        let mut row = [0.0_f32; N];
        for (coefficient, across) in line.iter().zip(&waves) {
            for (sum, height) in row.iter_mut().zip(across) {
                *sum += coefficient * height;
            }
        }
        for (sums, height) in sums.iter_mut().zip(down) {
            for (sum, across) in sums.iter_mut().zip(&row) {
                *sum += across * height;
            }
        }
    }
    for (row, sums) in pixels.chunks_mut(stride).zip(&sums) {
        if let Some(row) = row.first_chunk_mut::<N>() {
            *row = sums.map(level);
        }
    }
}

/// The nearest level from 0 to 255. Behind 2²³ a number has no fraction left, so its lowest bits are the level: several
/// at once become so, where a cast would take them one by one.
fn level(sum: f32) -> u8 {
    ((sum + 128.0).clamp(0.0, 255.0) + 8_388_608.0).to_bits() as u8
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    #[test]
    fn cosines_are_cosines() {
        for k in 0..64 {
            assert!((f64::from(cosine(k)) - (k as f64 * PI / 16.0).cos()).abs() < 1e-6, "{k}");
        }
    }

    /// Coefficients so low that they change little within a pixel.
    #[test]
    fn a_pixel_is_the_mean_of_what_it_stands_for_in_the_whole_block() {
        let mut coefficients = [0.0; 64];
        for (at, value) in [(0, 200.0), (1, -70.0), (8, 45.0), (9, 30.0)] {
            coefficients[at] = value;
        }
        let whole: Vec<f64> = (0..64)
            .map(|at| {
                let (x, y) = ((at % 8) as f64, (at / 8) as f64);
                let one = |u: usize, v: usize| {
                    let height = |w: usize| if w == 0 { 0.5_f64.sqrt() } else { 1.0 };
                    let wave = |at: f64, w: usize| ((2.0 * at + 1.0) * w as f64 * PI / 16.0).cos();
                    0.25 * height(u) * height(v) * f64::from(coefficients[v * 8 + u]) * wave(x, u) * wave(y, v)
                };
                128.0 + one(0, 0) + one(1, 0) + one(0, 1) + one(1, 1)
            })
            .collect();
        for side in [4, 2, 1] {
            let mut pixels = [0; 64];
            paint(&coefficients, side, &mut pixels, 8);
            for (x, y) in (0..side * side).map(|at| (at % side, at / side)) {
                let n = 8 / side;
                let under = (0..n * n).map(|at| whole[(y * n + at / n) * 8 + x * n + at % n]);
                let mean = under.sum::<f64>() / (n * n) as f64;
                let is = f64::from(pixels[y * 8 + x]);
                assert!((is - mean).abs() < 2.0, "a side of {side}: {is} at {x}, {y} instead of {mean}");
            }
        }
        let mut pixels = [7; 64];
        fill(200.0, 2, &mut pixels, 8);
        assert_eq!(pixels[..10], [153, 153, 7, 7, 7, 7, 7, 7, 153, 153]);
        assert_eq!(pixels[16], 7);
        assert_eq!((level(1e9), level(-1e9), level(f32::NAN)), (255, 0, 0));
    }
}
