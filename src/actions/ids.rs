//! The random digits at the end of ids, so that two laptops never make the same one.

/// A random number to begin from.
pub fn random_seed() -> u16 {
    let mut bytes = [0_u8; 2];
    if getrandom::fill(&mut bytes).is_err() {
        // Without a random source the clock's last digits are the next best thing.
        let nanos = jiff::Timestamp::now().subsec_nanosecond();
        bytes = [(nanos >> 8) as u8, nanos as u8];
    }
    u16::from_be_bytes(bytes)
}

/// Four random hex digits.
pub fn random_hex() -> String {
    format!("{:04x}", random_seed())
}

/// Four hex digits for each of many new records; the same seed gives the same ones.
pub fn hex_digits(seed: u16) -> impl Fn(usize) -> String + Sync {
    // An odd factor visits all 65,536 numbers before one comes back.
    move |at| format!("{:04x}", seed.wrapping_add((at as u16).wrapping_mul(40_503)))
}
