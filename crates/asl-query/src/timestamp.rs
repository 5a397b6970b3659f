//! Timestamps as the States Language takes them: RFC 3339, with a capital `T` and, for UTC, a capital `Z`.

/// A point in time; ordered by the instant, whatever offset it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Nanoseconds within the second.
    pub nanoseconds: u32,
}

impl Timestamp {
    /// Reads `2016-03-14T01:59:00Z`, `2016-03-14T01:59:00.123+01:00`. Digits beyond the ninth of a second are cut.
    pub fn parse(text: &str) -> Option<Timestamp> {
        let mut reader = Reader(text.as_bytes());
        let (year, month, day) = (
            reader.number(4)?,
            reader.after(b'-', 2)?,
            reader.after(b'-', 2)?,
        );
        let (hour, minute, second) = (
            reader.after(b'T', 2)?,
            reader.after(b':', 2)?,
            reader.after(b':', 2)?,
        );
        let nanoseconds = reader.fraction()?;
        let offset = reader.offset()?;
        let in_range = (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        if !in_range || !reader.0.is_empty() {
            return None;
        }
        let seconds =
            days_since_epoch(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
                - offset;
        Some(Timestamp {
            seconds,
            nanoseconds,
        })
    }

    /// Milliseconds since the epoch, rounded down.
    pub fn millis(self) -> i64 {
        self.seconds * 1_000 + i64::from(self.nanoseconds / 1_000_000)
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.iter().try_fold(0_i64, |value, digit| {
            digit
                .is_ascii_digit()
                .then(|| value * 10 + i64::from(digit - b'0'))
        })
    }

    fn after(&mut self, separator: u8, digits: usize) -> Option<i64> {
        self.0 = self.0.strip_prefix(&[separator])?;
        self.number(digits)
    }

    fn fraction(&mut self) -> Option<u32> {
        let Some(rest) = self.0.strip_prefix(b".") else {
            return Some(0);
        };
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = rest.split_at_checked(count)?;
        self.0 = rest;
        let padded = digits
            .iter()
            .copied()
            .chain(std::iter::repeat(b'0'))
            .take(9);
        (count > 0).then(|| padded.fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
    }

    /// The offset from UTC in seconds.
    fn offset(&mut self) -> Option<i64> {
        let (sign, rest) = self.0.split_first()?;
        self.0 = rest;
        let sign = match sign {
            b'Z' => return Some(0),
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let (hours, minutes) = (self.number(2)?, self.after(b':', 2)?);
        (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar, years 0 to 9999.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    // Years start in March, so that the leap day is the last of its year.
    let shifted = if month > 2 { year } else { year - 1 };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some((0, 0))),
            ("2012-10-09T19:00:55Z", Some((1_349_809_255, 0))),
            ("2012-10-09T19:00:55+01:00", Some((1_349_805_655, 0))),
            ("2012-10-09T19:00:55-01:30", Some((1_349_814_655, 0))),
            ("2016-02-29T23:59:59.5Z", Some((1_456_790_399, 500_000_000))),
            (
                "2000-03-01T00:00:00.123456789123Z",
                Some((951_868_800, 123_456_789)),
            ),
            ("1969-12-31T23:59:59Z", Some((-1, 0))),
            ("0000-01-01T00:00:00Z", Some((-62_167_219_200, 0))),
            ("9999-12-31T23:59:59Z", Some((253_402_300_799, 0))),
            ("2012-10-09T19:00:55", None),
            ("2023-02-24", None),
            ("2012-10-09 19:00:55Z", None),
            ("2012-10-09t19:00:55Z", None),
            ("2012-10-09T19:00:55z", None),
            ("2016-13-05T21:29:29Z", None),
            ("2016-12-05T25:29:29Z", None),
            ("2015-02-29T00:00:00Z", None),
            ("05-12-2016T21:29:29Z", None),
            ("2016-12-05T21:29Z", None),
            ("2016-12-05T21:29:60Z", None),
            ("2016-12-05T21:29:29.Z", None),
            ("2016-12-05T21:29:29+0100", None),
            ("2016-12-05T21:29:29ZZ", None),
            ("", None),
        ] {
            let parsed = Timestamp::parse(text).map(|time| (time.seconds, time.nanoseconds));
            assert_eq!(parsed, expected, "{text}");
        }
        assert_eq!(
            Timestamp::parse("1970-01-01T00:00:01.999Z")
                .unwrap()
                .millis(),
            1_999
        );
        assert_eq!(
            Timestamp::parse("1969-12-31T23:59:59.999Z")
                .unwrap()
                .millis(),
            -1
        );
    }
}
