//! Words and numbers as the page shows them.

use asl::Millis;

/// A virtual time as a clock: "00:03:00", "2 d 04:00:00", and with milliseconds where they matter.
pub fn clock(time: Millis, with_millis: bool) -> String {
    let time = time.max(0);
    let (seconds, rest) = (time / 1000, time % 1000);
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24);
    let (minutes, seconds) = (seconds / 60 % 60, seconds % 60);
    let days = if days > 0 {
        format!("{days} d ")
    } else {
        String::new()
    };
    let rest = if with_millis {
        format!(".{rest:03}")
    } else {
        String::new()
    };
    format!("{days}{hours:02}:{minutes:02}:{seconds:02}{rest}")
}

/// "1 problem", "2 problems".
pub fn counted(count: usize, thing: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{ending}")
}

/// Sentences in a line, so many at most: "this; that; and 3 more".
pub fn listed(sentences: &[String], most: usize) -> String {
    let shown = sentences.get(..most).unwrap_or(sentences).join("; ");
    match sentences.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown}; and {more} more"),
    }
}

/// A number with its thousands apart: "25,000".
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The text, cut with an ellipsis so that it is at most `room` wide.
pub fn fitted(text: &str, room: f64, measure: &dyn Fn(&str) -> f64) -> String {
    if measure(text) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    let fits = ends.partition_point(|&end| measure(&format!("{}…", &text[..end])) <= room);
    let end = fits
        .checked_sub(1)
        .and_then(|last| ends.get(last))
        .copied()
        .unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

/// A size in words: `412 B`, `1.5 KB`, `2.0 MB`.
pub fn bytes(size: u64) -> String {
    let real = super::num::real(size);
    match size {
        0..1_000 => format!("{size} B"),
        1_000..1_000_000 => format!("{:.1} KB", real / 1_000.0),
        _ => format!("{:.1} MB", real / 1_000_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(time: Millis, expected: &str) {
        assert_eq!(clock(time, false), expected);
    }

    #[test]
    fn times_read_like_a_clock() {
        check(0, "00:00:00");
        check(180_000, "00:03:00");
        check(187_200_000, "2 d 04:00:00");
        check(-5, "00:00:00");
        assert_eq!(clock(61_250, true), "00:01:01.250");
    }

    #[test]
    fn a_long_name_is_cut() {
        let wide = |text: &str| crate::state::num::real(text.chars().count());
        assert_eq!(fitted("RunGlueJob", 10.0, &wide), "RunGlueJob");
        assert_eq!(fitted("RunGlueJobs", 10.0, &wide), "RunGlueJo…");
        assert_eq!(fitted("Größe der Datei", 7.0, &wide), "Größe…");
        assert_eq!(fitted("abc", 0.0, &wide), "…");
    }

    #[test]
    fn sizes_are_said_in_three_digits_or_so() {
        assert_eq!(
            [0, 999, 1_000, 262_144, 5_000_000].map(bytes),
            ["0 B", "999 B", "1.0 KB", "262.1 KB", "5.0 MB"]
        );
    }
}
