//! Numbers as AWS reads, compares and prints them.
//!
//! AWS reads JSON with Jackson: an integer stays one, everything with a fraction or an exponent is a binary64, and is
//! printed as Java's `Double.toString` prints it (`1.0`, `1.0E10`, `1.0E-4`).

use std::fmt::Write as _;

use serde_json::Number;

/// Whether two numbers are equal by value: `1` and `1.0` are, `0` and `-0.0` are, `2^53 + 1` and `2^53` are not.
pub fn same_number(a: &Number, b: &Number) -> bool {
    match (to_i128(a), to_i128(b)) {
        (Some(a), Some(b)) => a == b,
        // Both are binary64 here, or one is a fraction and the other an integer, which can never be equal.
        (None, None) => a.as_f64() == b.as_f64(),
        _ => false,
    }
}

/// The number as an integer, also when it was written as `2.0`.
pub(super) fn to_i64(number: &Number) -> Option<i64> {
    number
        .as_i64()
        .or_else(|| i64::try_from(to_i128(number)?).ok())
}

/// An integral number within ±2^100.
fn to_i128(number: &Number) -> Option<i128> {
    if let Some(integer) = number.as_i128() {
        return Some(integer);
    }
    let float = number.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    (float.fract() == 0.0 && float.abs() < 1.27e30).then_some(float as i128)
}

/// Writes a number as AWS does.
pub(super) fn write(number: &Number, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = match number.as_f64() {
        Some(float) if number.is_f64() => return write_double(float, out),
        _ => write!(out, "{number}"),
    };
}

/// The length of what [`write`] writes.
pub(super) fn text_size(number: &Number) -> u64 {
    if let Some(integer) = number.as_u64() {
        return u64::from(integer.checked_ilog10().unwrap_or(0)) + 1;
    }
    let mut text = String::with_capacity(24);
    write(number, &mut text);
    text.len() as u64
}

/// Java's `Double.toString`, with the shortest digits that read back as the same number.
fn write_double(float: f64, out: &mut String) {
    // `{:e}` gives the shortest digits, as `d.ddde-n`.
    let scientific = format!("{float:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits = mantissa.replace('.', "");
    out.push_str(sign);
    match exponent {
        0..7 => {
            let whole = usize::try_from(exponent).unwrap_or(0) + 1;
            let padded = format!("{digits:0<whole$}");
            let (integer, fraction) = padded.split_at(whole);
            let fraction = if fraction.is_empty() { "0" } else { fraction };
            let _ = write!(out, "{integer}.{fraction}");
        }
        -3..0 => {
            let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
            let _ = write!(out, "0.{:0<zeros$}{digits}", "");
        }
        _ => {
            let (first, rest) = digits.split_at(1);
            let rest = if rest.is_empty() { "0" } else { rest };
            let _ = write!(out, "{first}.{rest}E{exponent}");
        }
    }
}
