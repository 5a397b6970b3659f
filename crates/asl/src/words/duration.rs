//! Durations and points in time as people read them.

use asl_engine::Millis;

/// Units from the largest; a year has 365 days.
const UNITS: &[(Millis, &str)] = &[
    (31_536_000_000, "y"),
    (86_400_000, "d"),
    (3_600_000, "h"),
    (60_000, "min"),
    (1_000, "s"),
    (1, "ms"),
];

/// A duration in its two largest units: `3 s`, `2 min 5 s`, `1 y`. Fractions of a second show below ten seconds.
pub fn format_duration(duration: Millis) -> String {
    if duration < 0 {
        return format!("−{}", format_duration(duration.saturating_neg()));
    }
    if (1_000..10_000).contains(&duration) && duration % 1_000 != 0 {
        let text = format!("{}.{:03}", duration / 1_000, duration % 1_000);
        return format!("{} s", text.trim_end_matches('0'));
    }
    let Some(largest) = UNITS.iter().position(|(unit, _)| duration >= *unit) else {
        return "0 s".to_owned();
    };
    let mut rest = duration;
    let mut parts = Vec::with_capacity(2);
    for (unit, name) in UNITS.iter().skip(largest).take(2) {
        // Milliseconds beside whole seconds are noise from here on.
        if rest >= *unit && (*unit > 1 || parts.is_empty()) {
            parts.push(format!("{} {name}", rest / unit));
        }
        rest %= unit;
    }
    parts.join(" ")
}

/// Milliseconds since the Unix epoch in RFC 3339, UTC, with milliseconds: `2026-01-01T00:00:00.000Z`.
///
/// Works for the years 0 to 9999; earlier and later moments are pinned to them.
pub fn timestamp(since_epoch: i64) -> String {
    const DAY: i64 = 86_400_000;
    let moment = since_epoch.clamp(-62_167_219_200_000, 253_402_300_799_999);
    let (days, time) = (moment.div_euclid(DAY), moment.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    let (hour, minute) = (time / 3_600_000, time / 60_000 % 60);
    let (second, millisecond) = (time / 1_000 % 60, time % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
}

/// The date of a day counted from 1970-01-01: years are counted from March, so that the leap day is a year's last.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let date = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_show_two_units() {
        let rows = [
            (0, "0 s"),
            (1, "1 ms"),
            (250, "250 ms"),
            (1_000, "1 s"),
            (1_500, "1.5 s"),
            (3_000, "3 s"),
            (10_250, "10 s"),
            (60_000, "1 min"),
            (125_000, "2 min 5 s"),
            (3_600_000, "1 h"),
            (3_605_000, "1 h"),
            (5_400_000, "1 h 30 min"),
            (86_400_000, "1 d"),
            (31_536_000_000, "1 y"),
            (32_400_000_000, "1 y 10 d"),
            (-3_000, "−3 s"),
        ];
        for (duration, expected) in rows {
            assert_eq!(format_duration(duration), expected, "{duration}");
        }
    }

    #[test]
    fn timestamps_are_rfc_3339() {
        let rows = [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_767_225_600_000, "2026-01-01T00:00:00.000Z"),
            (1_709_208_000_123, "2024-02-29T12:00:00.123Z"),
            (951_868_799_999, "2000-02-29T23:59:59.999Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (i64::MAX, "9999-12-31T23:59:59.999Z"),
            (i64::MIN, "0000-01-01T00:00:00.000Z"),
        ];
        for (moment, expected) in rows {
            assert_eq!(timestamp(moment), expected, "{moment}");
        }
    }
}
