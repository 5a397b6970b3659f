//! Regular expressions in filters, as far as this build has them.

#[cfg(feature = "rare")]
pub(super) use regex_lite::Regex;

/// An expression in a build that has none: there is no value of it.
#[cfg(not(feature = "rare"))]
#[derive(Clone, Debug)]
pub(super) enum Regex {}

#[cfg(not(feature = "rare"))]
impl Regex {
    pub(super) fn is_match(&self, _text: &str) -> bool {
        match *self {}
    }
}

/// How large a compiled expression may be, in bytes.
#[cfg(feature = "rare")]
const SIZE: usize = 256 * 1024;

/// Compiles an expression, its flags being letters; as in Jayway the whole string has to match.
#[cfg(feature = "rare")]
pub(super) fn compile(pattern: &str, flags: &str) -> Result<Regex, String> {
    regex_lite::RegexBuilder::new(&format!("^(?:{pattern})$"))
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .ignore_whitespace(flags.contains('x'))
        .size_limit(SIZE)
        .nest_limit(50)
        .build()
        .map_err(|error| error.to_string())
}

/// Refuses every expression.
#[cfg(not(feature = "rare"))]
pub(super) fn compile(_pattern: &str, _flags: &str) -> Result<Regex, String> {
    Err("this build of the engine has none".to_owned())
}
