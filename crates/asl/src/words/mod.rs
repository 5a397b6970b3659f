//! The words on the screen: durations, values, conditions, captions.

mod caption;
mod choice;
mod duration;
mod preview;

pub use caption::{Caption, caption};
pub(crate) use choice::short_paths;
pub use choice::{error_names, reading_form};
pub use duration::{format_duration, timestamp};
pub use preview::{fit, preview};

/// The word with its first letter as a capital, where that is one of ASCII: names of services and actions are.
pub(crate) fn capitalised(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// An expression of `JSONata` as written, in one line; of several the first.
pub(crate) fn jsonata(template: &asl_query::JsonataTemplate) -> String {
    let expressions = template.expressions();
    let text = expressions
        .first()
        .map_or("a constant", |(_, expression)| expression.text());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1 item`, `2 items`.
pub(crate) fn counted(count: u32, noun: &str) -> String {
    let plural = match (count, noun.strip_suffix("ch")) {
        (1, _) => "",
        (_, Some(_)) => "es",
        (_, None) => "s",
    };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests;
