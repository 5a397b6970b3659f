//! The steps of a parsed path.

use std::fmt;
use std::sync::Arc;

use super::PlainStep;
use super::regex::Regex;
use crate::value::Value;

/// One step of a path.
#[derive(Clone, Debug)]
pub(super) enum Token {
    /// `.a`, `['a']`, `['a','b']`
    Names(Box<[Arc<str>]>),
    /// `[0]`, `[-1]`, `[0,2]`
    Indices(Box<[i64]>),
    /// `[1:3]`, `[:3]`, `[1:]`; a step is read and ignored, as Jayway does.
    Slice { from: Option<i64>, to: Option<i64> },
    /// `.*`, `[*]`
    Wildcard,
    /// `..`: the next token applies to every object and array below.
    Scan,
    /// `[?(...)]`
    Filter(Box<Filter>),
    /// `.length()`
    Function(Box<Function>),
}

/// The condition of a filter.
#[derive(Clone, Debug)]
pub(super) enum Filter {
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Not(Box<Filter>),
    /// `@.a`: there is such a member. `!@.a` is a `Not` of it.
    Exists(Operand),
    Compare(Operand, Operator, Operand),
}

/// The relational operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    SameTypeEqual,
    NotEqual,
    NotSameTypeEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    In,
    NotIn,
    Contains,
    All,
    Size,
    Empty,
    SubsetOf,
    AnyOf,
    NoneOf,
}

/// One side of a comparison.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    Literal(Value),
    Regex(Regex),
    /// `@.a`: from the value under test.
    Current(Box<[Token]>),
    /// `$.a`: from the root of the document.
    Document(Box<[Token]>),
}

/// A call at the end of a path.
#[derive(Clone, Debug)]
pub(super) struct Function {
    pub(super) name: FunctionName,
    pub(super) arguments: Vec<Operand>,
}

/// Jayway's path functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FunctionName {
    Length,
    Min,
    Max,
    Average,
    StandardDeviation,
    Sum,
    Concat,
    Keys,
    First,
    Last,
    Index,
    Append,
}

impl FunctionName {
    pub(super) fn from_name(name: &str) -> Option<FunctionName> {
        Some(match name {
            "length" | "size" => FunctionName::Length,
            "min" => FunctionName::Min,
            "max" => FunctionName::Max,
            "avg" => FunctionName::Average,
            "stddev" => FunctionName::StandardDeviation,
            "sum" => FunctionName::Sum,
            "concat" => FunctionName::Concat,
            "keys" => FunctionName::Keys,
            "first" => FunctionName::First,
            "last" => FunctionName::Last,
            "index" => FunctionName::Index,
            "append" => FunctionName::Append,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            FunctionName::Length => "length",
            FunctionName::Min => "min",
            FunctionName::Max => "max",
            FunctionName::Average => "avg",
            FunctionName::StandardDeviation => "stddev",
            FunctionName::Sum => "sum",
            FunctionName::Concat => "concat",
            FunctionName::Keys => "keys",
            FunctionName::First => "first",
            FunctionName::Last => "last",
            FunctionName::Index => "index",
            FunctionName::Append => "append",
        }
    }
}

impl Token {
    pub(super) fn plain(&self) -> Option<PlainStep> {
        match self {
            Token::Names(names) => match &**names {
                [name] => Some(PlainStep::Key(name.clone())),
                _ => None,
            },
            Token::Indices(indices) => match **indices {
                [index] => Some(PlainStep::Index(index)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Several names are merged into one object at the end of a path; before that they fork.
    pub(super) fn is_definite(&self, last: bool) -> bool {
        match self {
            Token::Names(names) => names.len() == 1 || last,
            Token::Indices(indices) => indices.len() == 1,
            Token::Function(_) => true,
            Token::Slice { .. } | Token::Wildcard | Token::Scan | Token::Filter(_) => false,
        }
    }
}

/// Whether the tokens name one place. A function at the end of `$..` takes all matches as one array.
pub(super) fn is_definite(tokens: &[Token]) -> bool {
    folds_scan(tokens)
        || tokens
            .iter()
            .enumerate()
            .all(|(at, token)| token.is_definite(at + 1 == tokens.len()))
}

/// `$..a.sum()`: the function applies to the array of all matches instead of to each of them.
pub(super) fn folds_scan(tokens: &[Token]) -> bool {
    matches!(tokens.first(), Some(Token::Scan)) && matches!(tokens.last(), Some(Token::Function(_)))
}

/// The tokens in Jayway's normal form, as its messages show them.
pub(super) struct Normal<'a>(pub(super) &'a [Token]);

impl fmt::Display for Normal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in self.0 {
            match token {
                Token::Names(names) => write!(f, "{}", NamesText(names))?,
                Token::Indices(indices) => {
                    let indices: Vec<String> = indices.iter().map(ToString::to_string).collect();
                    write!(f, "[{}]", indices.join(","))?;
                }
                Token::Slice { from, to } => {
                    let bound = |bound: &Option<i64>| {
                        bound.map_or_else(String::new, |bound| bound.to_string())
                    };
                    write!(f, "[{}:{}]", bound(from), bound(to))?;
                }
                Token::Wildcard => f.write_str("[*]")?,
                Token::Scan => f.write_str("..")?,
                Token::Filter(_) => f.write_str("[?]")?,
                Token::Function(function) => write!(f, ".{}()", function.name.name())?,
            }
        }
        Ok(())
    }
}

/// `['a','b']`
pub(super) struct NamesText<'a>(pub(super) &'a [Arc<str>]);

impl fmt::Display for NamesText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.iter().map(|name| format!("'{name}'")).collect();
        write!(f, "[{}]", names.join(","))
    }
}
