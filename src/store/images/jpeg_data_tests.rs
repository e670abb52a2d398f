//! Photos of several encoders, whole and damaged in the ways that storage and transport damage files.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::*;

/// A photo of many details. `kind`: its sampling, whether it is progressive, and its restarts.
fn photo((sampling, is_progressive, restart): (SamplingFactor, bool, u16)) -> Vec<u8> {
    let (width, height) = (301_u16, 203_u16);
    let mut seed = 7_u32;
    let mut pixels = Vec::new();
    for at in 0..u32::from(width) * u32::from(height) * 3 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        pixels.push((100 + (at / 900) % 90 + (seed >> 27)) as u8);
    }
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 85);
    encoder.set_sampling_factor(sampling);
    encoder.set_progressive(is_progressive);
    if restart > 0 {
        encoder.set_restart_interval(restart);
    }
    encoder.encode(&pixels, width, height, ColorType::Rgb).unwrap();
    jpeg
}

fn photos() -> impl Iterator<Item = Vec<u8>> {
    let samplings = [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_0, SamplingFactor::R_4_2_2];
    let kinds = samplings.into_iter().flat_map(|sampling| {
        [(false, 0), (false, 5), (true, 0)].map(|(is_progressive, restart)| (sampling, is_progressive, restart))
    });
    kinds.map(photo)
}

/// Refinement scans and scans of one colour come from other encoders: see the folder of the case.
fn other_encoders() -> impl Iterator<Item = Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/photos/");
    ["jpeg-refined.jpg", "jpeg-three-scans-420.jpg", "jpeg-wide-colours.jpg", "jpeg-junk-before-marker.jpg"]
        .map(|name| std::fs::read(format!("{folder}{name}")).unwrap())
        .into_iter()
}

#[test]
fn a_whole_photo_is_whole_whatever_its_encoder_left_around_the_data() {
    for jpeg in photos().chain(other_encoders()) {
        assert_eq!(fault(&jpeg), None);
        let data = &jpeg[..memchr::memmem::rfind(&jpeg, b"\xff\xd9").unwrap()];
        let with = |end: &[u8]| fault(&[data, end].concat());
        // Another picture or nothing behind the end, filling in front of it, or no end mark.
        assert_eq!(with(&[b"\xff\xd9\0\0", &*jpeg].concat()), None);
        assert_eq!(with(b"\xff\xff\xff\xd9"), None);
        assert_eq!(with(b"\0\0\xff\xd9"), None);
        assert_eq!(with(b"\xff\0\xff\xd9"), None);
        assert_eq!(with(b""), None);
    }
    let restarts = photo((SamplingFactor::R_4_2_0, false, 5));
    let filled: Vec<u8> = restarts
        .iter()
        .enumerate()
        .flat_map(|(at, byte)| {
            let is_restart = *byte == 0xff && matches!(restarts.get(at + 1), Some(0xd0..=0xd7));
            std::iter::repeat_n(*byte, if is_restart { 3 } else { 1 })
        })
        .collect();
    assert!(filled.len() > restarts.len());
    assert_eq!(fault(&filled), None);
}

#[test]
fn zeros_noise_gaps_and_cuts_inside_the_data_are_told() {
    let (mut told, mut all) = (0, 0);
    for (at, jpeg) in photos().chain(other_encoders().take(2)).enumerate() {
        let start = memchr::memmem::find(&jpeg, b"\xff\xda").unwrap() + 20;
        for part in [10, 20, 30, 40, 50, 60, 70, 80, 90] {
            let from = start + (jpeg.len() - start) * part / 100;
            let (before, behind) = (&jpeg[..from], &jpeg[from + 256..]);
            let noise: Vec<u8> = (0..256_u32).map(|n| ((n * n * 40_503) >> 7) as u8).collect();
            for other in [&[0; 256][..], &noise, &[0xff; 256], b""] {
                all += 1;
                told += usize::from(fault(&[before, other, behind].concat()) == Some(PhotoFault::Damaged));
            }
            // Between two scans of a progressive picture is a good place to end.
            let is_inside = !jpeg[from..].starts_with(b"\xff") && !before.ends_with(b"\xff");
            assert!(fault(&[before, b"\xff\xd9"].concat()).is_some() || !is_inside, "photo {at}, {part} %");
            assert!(fault(&[before, &vec![0; jpeg.len() - from]].concat()).is_some(), "photo {at}, {part} %");
            assert_eq!(fault(before), Some(PhotoFault::CutOff), "photo {at}, {part} %");
        }
    }
    // Now and then as many blocks are lost as are made up, and nobody can tell.
    assert!(told * 100 >= all * 97, "{told} of {all}");
}

#[test]
fn a_restart_that_is_out_of_order_is_told() {
    let jpeg = photo((SamplingFactor::R_4_4_4, false, 5));
    let second = memchr::memmem::find(&jpeg, b"\xff\xd1").unwrap();
    let mut other = jpeg.clone();
    other[second + 1] = 0xd2;
    assert_eq!(fault(&other), Some(PhotoFault::Damaged));
    let third = memchr::memmem::find(&jpeg, b"\xff\xd2").unwrap();
    assert_eq!(fault(&[&jpeg[..second], &jpeg[third..]].concat()), Some(PhotoFault::Damaged));
}

#[test]
fn a_lost_sector_of_zeros_and_missing_last_scans_are_always_told() {
    let lost = |jpeg: &[u8], part: usize| {
        let start = memchr::memmem::rfind(jpeg, b"\xff\xda").unwrap() + 20;
        let from = start + (jpeg.len() - start) * part / 100;
        fault(&[&jpeg[..from], &[0; 512], &jpeg[(from + 512).min(jpeg.len() - 2)..]].concat())
    };
    for sampling in [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_0, SamplingFactor::R_4_2_2] {
        let jpeg = photo((sampling, false, 0));
        for part in 1..90 {
            assert_eq!(lost(&jpeg, part), Some(PhotoFault::Damaged), "{sampling:?}, {part} %");
        }
        let progressive = photo((sampling, true, 0));
        let last = memchr::memmem::rfind(&progressive, b"\xff\xda").unwrap();
        assert_eq!(fault(&[&progressive[..last], b"\xff\xd9"].concat()), Some(PhotoFault::Damaged));
    }
}

#[test]
fn a_foreign_piece_inside_is_told_even_where_the_blocks_are_as_many_as_they_should_be() {
    let (mut told, mut all) = (0, 0);
    for (sampling, restart) in
        [(SamplingFactor::R_4_4_4, 0), (SamplingFactor::R_4_2_0, 0), (SamplingFactor::R_4_2_0, 5)]
    {
        let (jpeg, other) = (photo((sampling, false, restart)), photo((SamplingFactor::R_4_2_2, false, 0)));
        let start = memchr::memmem::rfind(&jpeg, b"\xff\xda").unwrap() + 20;
        for part in 2..90 {
            let from = start + (jpeg.len() - start - 600) * part / 100;
            let foreign = &other[from * 7 % (other.len() - 1200) + 640..][..512];
            all += 1;
            told += usize::from(fault(&[&jpeg[..from], foreign, &jpeg[from + 512..]].concat()).is_some());
        }
    }
    assert!(told * 100 >= all * 98, "{told} of {all}");
    // Steps of nothing.
    let mut jpeg = photo((SamplingFactor::R_4_4_4, false, 0));
    let steps = memchr::memmem::find(&jpeg, b"\xff\xdb").unwrap();
    jpeg[steps + 9] = 0;
    assert_eq!(fault(&jpeg), Some(PhotoFault::Damaged));
}
