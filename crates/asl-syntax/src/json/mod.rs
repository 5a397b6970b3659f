//! A JSON parser for text that somebody is still typing.
//!
//! It keeps whatever it can read: a missing comma, colon, value or bracket costs one diagnostic at the place
//! where it is missing. Comments are silent; trailing commas, single quotes and bare keys get a warning,
//! since AWS refuses them.

mod array;
mod balance;
pub(crate) mod errors;
mod lexer;
mod object;
mod parser;
mod scalar;
mod string;

pub(crate) use parser::parse;
#[cfg(feature = "yaml")]
pub(crate) use scalar::{is_json_number, meant_number};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
