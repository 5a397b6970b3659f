//! JSONPath in the dialect of AWS: Jayway JsonPath, with `$$` for the context object and `$name` for variables.
//!
//! A path is parsed once and evaluated many times. A *definite* path names one place and gives the bare value there;
//! an *indefinite* one (wildcards, slices, filters, `..`) gathers every match into an array, and no match into `[]`.
//! Recorded: an indefinite path gives `[]` even when a name on the way is missing (`$.item.items[*]` on `{}`).

mod cursor;
mod eval;
mod filter;
mod filter_syntax;
mod function;
mod regex;
mod syntax;
mod token;
mod trail;

use std::fmt;
use std::sync::Arc;

use crate::value::{Object, Value};
use token::Token;

/// What a path reads from.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The document of `$`: the state input, the task result, whatever the field at hand reads.
    pub input: &'a Value,
    /// The context object, the document of `$$`.
    pub context: &'a Value,
    /// The variables, by name without the `$`.
    pub variables: &'a Object,
}

/// The document that a path starts from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Root {
    /// `$`
    Input,
    /// `$$`
    Context,
    /// `$name`
    Variable(Arc<str>),
}

/// A parsed path.
#[derive(Clone, Debug)]
pub struct Path {
    text: Arc<str>,
    root: Root,
    tokens: Box<[Token]>,
    definite: bool,
}

/// Why a text is no path, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathSyntaxError {
    /// What is wrong.
    pub message: String,
    /// The byte at which it was found.
    pub offset: usize,
}

/// Why a path has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// What kind of failure it is.
    pub kind: PathErrorKind,
    /// The text of Jayway JsonPath, as AWS passes it on.
    pub message: String,
}

/// The kinds of [`PathError`], as far as callers tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathErrorKind {
    /// There is nothing at this path: a missing member, an index past the end, a scalar where an object was expected.
    Missing,
    /// The last step is an index past the end of an array. In a payload template AWS reads `null` there.
    IndexPastEnd,
    /// An index or a slice on something that is no array. AWS passes Jayway's text on.
    NotAnArray,
    /// A path function failed, or a filter met a scalar.
    Function,
    /// The path visited more than [`MAX_VISITS`] values, or its value nests too deeply.
    Limit,
}

/// How many values one evaluation of a path may visit; AWS has a time limit here.
pub const MAX_VISITS: u64 = 2_000_000;

/// Where a value was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The document.
    pub root: Root,
    /// The way down from its root.
    pub steps: Vec<Step>,
}

/// One level down.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the member of an object.
    Key(Arc<str>),
    /// Into the item of an array, counted from its start.
    Index(usize),
}

impl Path {
    /// Parses a path; it starts with `$`.
    pub fn parse(text: &str) -> Result<Path, PathSyntaxError> {
        let (root, tokens) = syntax::parse(text)?;
        let definite = token::is_definite(&tokens);
        Ok(Path {
            text: Arc::from(text),
            root,
            tokens: tokens.into(),
            definite,
        })
    }

    /// The value at this path, shared with the document. An indefinite path gives an array of all matches.
    pub fn eval(&self, scope: &Scope<'_>) -> Result<Value, PathError> {
        eval::eval(self, scope)
    }

    /// The places of all matches, in document order; empty where [`Path::eval`] fails. What a path function computes
    /// has the place of the value that it was computed from.
    pub fn locate(&self, scope: &Scope<'_>) -> Vec<Location> {
        eval::locate(self, scope)
    }

    /// Whether the path names one place.
    pub fn is_definite(&self) -> bool {
        self.definite
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The document that the path starts from.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// Whether this is the bare `$`.
    pub fn is_whole_input(&self) -> bool {
        self.root == Root::Input && self.tokens.is_empty()
    }

    /// The member names and indices of a path that consists of nothing else.
    pub(crate) fn plain_steps(&self) -> Option<Vec<PlainStep>> {
        self.tokens.iter().map(Token::plain).collect()
    }

    /// The document that this path starts from; `None` for a variable that is not assigned.
    pub(crate) fn document<'a>(&self, scope: &Scope<'a>) -> Option<&'a Value> {
        match &self.root {
            Root::Input => Some(scope.input),
            Root::Context => Some(scope.context),
            Root::Variable(name) => scope.variables.get(name),
        }
    }
}

/// One step of a path that has neither wildcards nor filters nor functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlainStep {
    Key(Arc<str>),
    Index(i64),
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for PathSyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at position {}", self.message, self.offset)
    }
}

impl std::error::Error for PathSyntaxError {}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PathError {}

/// `$['a'][0]`, Jayway's normal form.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Root::Input => f.write_str("$")?,
            Root::Context => f.write_str("$$")?,
            Root::Variable(name) => write!(f, "${name}")?,
        }
        for step in &self.steps {
            match step {
                Step::Key(key) => write!(f, "['{key}']")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
