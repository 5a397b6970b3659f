//! `mdbook-asl`: a preprocessor for mdBook that turns fences of the language `asl` into state machines that run.
//!
//! It speaks mdBook's protocol for preprocessors (JSON on the standard streams), so it fits every mdBook from 0.4 on.
//! Without script and on paper a reader has the definition and its diagram.

mod book;
mod chapter;
mod info;
mod machine;
mod markup;

use std::io::{Read, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        // Elsewhere than in HTML a machine stays the code that it is.
        (Some("supports"), Some(renderer)) => ExitCode::from(u8::from(renderer != "html")),
        (None, _) => preprocess(),
        _ => {
            complain("error: mdBook runs this, by [preprocessor.asl] in book.toml.\n");
            ExitCode::from(2)
        }
    }
}

fn preprocess() -> ExitCode {
    let mut input = String::new();
    let read = std::io::stdin().read_to_string(&mut input);
    let done = read
        .map_err(|error| format!("error: mdBook's request cannot be read: {error}\n"))
        .and_then(|_| book::preprocess(&input, &mut |warning| complain(&warning)));
    match done {
        Ok(book) => {
            // A reader that has gone away is no error.
            let _ = std::io::stdout().write_all(book.as_bytes());
            ExitCode::SUCCESS
        }
        Err(why) => {
            complain(&why);
            ExitCode::FAILURE
        }
    }
}

fn complain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
