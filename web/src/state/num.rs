//! Conversions between counts, pixels and milliseconds, each pinned to its target's range.

use asl::Millis;

/// A count as a length or a factor.
pub fn real(count: impl TryInto<u32>) -> f64 {
    f64::from(count.try_into().unwrap_or(u32::MAX))
}

/// A virtual time as a number to compute positions with; exact below 285,000 years.
#[expect(clippy::cast_precision_loss, reason = "exact below 2^53 milliseconds")]
pub fn millis(time: Millis) -> f64 {
    time as f64
}

/// The virtual time nearest to a computed one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and NaN becomes 0"
)]
pub fn to_millis(time: f64) -> Millis {
    time.round() as Millis
}

/// The count at or below a computed one; nothing below 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and NaN becomes 0"
)]
pub fn count(number: f64) -> u32 {
    number.floor() as u32
}

/// A count as an index.
pub fn index(count: u32) -> usize {
    count as usize
}

/// A length as a count.
pub fn len(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A length in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and NaN becomes 0"
)]
pub fn pixels(length: f64) -> i32 {
    length.round() as i32
}
