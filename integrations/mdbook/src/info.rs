//! A fence's info string: `asl panels="diagram timeline" autoplay`, in braces or not.

/// The attributes of a fence of the language `asl`; `None` for every other fence. What cannot be read is an error.
pub(crate) fn attributes(info: &str) -> Option<Result<Vec<Attribute>, String>> {
    let rest = info.trim().strip_prefix("asl")?;
    if !rest.is_empty() && !rest.starts_with([' ', '\t', '{']) {
        return None;
    }
    let rest = rest.trim();
    let inner = rest
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    Some(read(inner.unwrap_or(rest)))
}

/// An attribute as it goes to `<asl-player>`; without a value it is merely there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: String,
}

fn read(text: &str) -> Result<Vec<Attribute>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find([' ', '\t', '=']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if !is_name(name) {
            return Err(format!(
                "{name:?} cannot be an attribute: letters, digits and hyphens make a name, and handlers are not for fences"
            ));
        }
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(name, after)?,
            None => ("", after),
        };
        found.push(Attribute {
            name: name.to_ascii_lowercase(),
            value: value.to_owned(),
        });
        rest = after.trim_start();
    }
    Ok(found)
}

/// The value at the beginning, and what follows.
fn value<'a>(name: &str, text: &'a str) -> Result<(&'a str, &'a str), String> {
    let quote = text.chars().next().filter(|first| "\"'".contains(*first));
    match quote {
        Some(quote) => text
            .get(1..)
            .and_then(|rest| rest.split_once(quote))
            .ok_or_else(|| format!("the value of {name} lacks its closing {quote}")),
        None => Ok(text.split_at(text.find([' ', '\t']).unwrap_or(text.len()))),
    }
}

/// What runs script (`onclick`) is no attribute of a machine.
fn is_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !name.starts_with("on")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The attributes as they were read, `name=value` each.
    #[track_caller]
    fn check(info: &str, expected: Option<Result<&[&str], &str>>) {
        let read = attributes(info).map(|read| {
            read.map(|found| {
                let shown = found
                    .iter()
                    .map(|found| format!("{}={}", found.name, found.value));
                shown.collect::<Vec<_>>()
            })
        });
        match (read, expected) {
            (None, None) => {}
            (Some(Ok(read)), Some(Ok(expected))) => assert_eq!(read, expected),
            (Some(Err(read)), Some(Err(expected))) => assert!(read.contains(expected), "{read}"),
            (read, _) => panic!("{info}: {read:?}"),
        }
    }

    #[test]
    fn other_languages_are_left_alone() {
        check("json", None);
        check("aslan", None);
        check("", None);
    }

    #[test]
    fn attributes_are_read_with_and_without_braces() {
        let both = ["scenario=job 2 fails", "panels=diagram timeline"];
        check("asl", Some(Ok(&[])));
        check(
            "asl scenario=\"job 2 fails\" panels='diagram timeline'",
            Some(Ok(&both)),
        );
        check(
            "asl {scenario=\"job 2 fails\" panels=\"diagram timeline\"}",
            Some(Ok(&both)),
        );
        check("asl{autoplay speed=2}", Some(Ok(&["autoplay=", "speed=2"])));
    }

    #[test]
    fn what_is_no_attribute_is_refused() {
        check("asl onclick=\"alert(1)\"", Some(Err("handlers")));
        check("asl <b>", Some(Err("cannot be an attribute")));
        check("asl panels=\"diagram", Some(Err("lacks its closing \"")));
    }
}
