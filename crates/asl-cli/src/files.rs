//! Reading what the commands are given, and saying what is wrong with it.

use std::io::{Read, Write};
use std::path::Path;

use asl::{Analysis, Source, Value};

/// Input that cannot be used: what, where, why.
pub(crate) type Unusable = String;

/// The text of a file; `-` stands for the standard input.
pub(crate) fn text(path: &Path) -> Result<String, Unusable> {
    let mut text = String::new();
    let read = match path.to_str() {
        Some("-") => std::io::stdin().read_to_string(&mut text).map(|_| ()),
        _ => std::fs::read_to_string(path).map(|read| text = read),
    };
    read.map(|()| text)
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// A definition that can be run. What is merely disliked runs, as far as it goes.
pub(crate) fn definition(path: &Path) -> Result<Analysis, Unusable> {
    usable(path, Source::file(&path.to_string_lossy()), false)
}

/// A definition that can be run and, when that is asked for, has no error at all. Messages name the source.
pub(crate) fn usable(path: &Path, source: Source<'_>, strict: bool) -> Result<Analysis, Unusable> {
    let analysis = asl::analyse(&text(path)?);
    match asl::refusal(&analysis, source, strict) {
        None => Ok(analysis),
        Some(why) => Err(why),
    }
}

/// The JSON of an execution's input.
pub(crate) fn input(path: &Path) -> Result<Value, Unusable> {
    let text = text(path)?;
    let name = path.to_string_lossy();
    asl::parse_input(&text).map_err(|found| asl::frame(&found, &text, Source::file(&name)))
}

/// Says on the standard error why nothing was done.
pub(crate) fn complain(text: &str) {
    let text = if text.starts_with("error") {
        text.to_owned()
    } else {
        format!("error: {text}\n")
    };
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Unusable> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes to the standard output. A reader that has gone away is no error.
pub(crate) fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
