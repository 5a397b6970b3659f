//! Walking a document along the steps of a path.
//!
//! The rules, down to which miss is an error and with which text, are those of Jayway JsonPath 2; AWS adds that an
//! indefinite path never fails for a missing member.

use super::token::{Normal, Token, folds_scan};
use super::trail::{Trail, array, missing, not_an_object};
use super::{Location, MAX_VISITS, Path, PathError, PathErrorKind, Scope, Step, filter, function};
use crate::java;
use crate::value::{MAX_DEPTH, ObjectBuilder, Value};

/// The value of a path, see [`Path::eval`].
pub(super) fn eval(path: &Path, scope: &Scope<'_>) -> Result<Value, PathError> {
    let Some(document) = path.document(scope) else {
        return Err(missing(format!("No results for path: {}", path.text)));
    };
    if let Some(value) = plain(&path.tokens, document)
        && value.depth() <= MAX_DEPTH
    {
        return Ok(value.clone());
    }
    let mut walk = Walk::new(document, false);
    let matches = match walk.run(&path.tokens) {
        Ok(()) => walk.matches,
        // Recorded: `$.item.items[*]` on `{}` is `[]`.
        Err(error) if !path.definite && error.is_miss() => Vec::new(),
        Err(error) => return Err(error),
    };
    let value = if path.definite {
        let last = matches.into_iter().last();
        last.map(|found| found.value)
            .ok_or_else(|| no_results(&path.tokens, document))?
    } else {
        matches.into_iter().map(|found| found.value).collect()
    };
    if value.depth() > MAX_DEPTH {
        let message = format!("The value is nested more than {MAX_DEPTH} levels deep");
        return Err(PathError {
            kind: PathErrorKind::Limit,
            message,
        });
    }
    Ok(value)
}

/// What a path of single names finds, the most common one by far; `None` for every other path, and where it misses.
fn plain<'d>(tokens: &[Token], document: &'d Value) -> Option<&'d Value> {
    tokens
        .iter()
        .try_fold(document, |value, token| match token {
            Token::Names(names) => match &**names {
                [name] => value.get(name),
                _ => None,
            },
            _ => None,
        })
}

/// The places of all matches, see [`Path::locate`].
pub(super) fn locate(path: &Path, scope: &Scope<'_>) -> Vec<Location> {
    let Some(document) = path.document(scope) else {
        return Vec::new();
    };
    let mut walk = Walk::new(document, true);
    if walk.run(&path.tokens).is_err() {
        return Vec::new();
    }
    let skip = if path.definite {
        walk.matches.len().saturating_sub(1)
    } else {
        0
    };
    let places = walk
        .matches
        .into_iter()
        .skip(skip)
        .filter_map(|found| found.steps);
    places
        .map(|steps| Location {
            root: path.root.clone(),
            steps,
        })
        .collect()
}

/// The value of a path inside a filter or function argument; `None` is Jayway's "undefined".
pub(super) fn value_at(
    tokens: &[Token],
    document: &Value,
    start: &Value,
    visits: &mut u64,
) -> Option<Value> {
    let mut walk = Walk::new(document, false);
    walk.visits = *visits;
    let outcome = walk.step(tokens, start, &Trail::Root);
    *visits = walk.visits;
    outcome.ok()?;
    if super::token::is_definite(tokens) {
        return walk.matches.into_iter().last().map(|found| found.value);
    }
    Some(walk.matches.into_iter().map(|found| found.value).collect())
}

/// No step failed, and nothing was found: the last definite step was an index past the end.
fn no_results(tokens: &[Token], document: &Value) -> PathError {
    let ends_past = matches!(tokens.last(), Some(Token::Indices(_))) && {
        let mut walk = Walk::new(document, false);
        let parent = &tokens[..tokens.len() - 1];
        walk.run(parent).is_ok() && !walk.matches.is_empty()
    };
    PathError {
        kind: if ends_past {
            PathErrorKind::IndexPastEnd
        } else {
            PathErrorKind::Missing
        },
        message: format!("No results for path: ${}", Normal(tokens)),
    }
}

impl PathError {
    fn is_miss(&self) -> bool {
        matches!(
            self.kind,
            PathErrorKind::Missing | PathErrorKind::IndexPastEnd | PathErrorKind::NotAnArray
        )
    }
}

struct Match {
    value: Value,
    steps: Option<Vec<Step>>,
}

struct Walk<'d> {
    document: &'d Value,
    locating: bool,
    matches: Vec<Match>,
    visits: u64,
    /// Whether every step so far names one place.
    upstream_definite: bool,
}

impl<'d> Walk<'d> {
    fn new(document: &'d Value, locating: bool) -> Self {
        Walk {
            document,
            locating,
            matches: Vec::new(),
            visits: 0,
            upstream_definite: true,
        }
    }

    fn run(&mut self, tokens: &[Token]) -> Result<(), PathError> {
        if folds_scan(tokens)
            && let Some((Token::Function(call), before)) = tokens.split_last()
        {
            let mut inner = Walk::new(self.document, false);
            inner.step(
                &function::tokens_under(call, before),
                self.document,
                &Trail::Root,
            )?;
            let all: Value = inner.matches.into_iter().map(|found| found.value).collect();
            let result = function::call(call, &all, self.document, &mut self.visits)?;
            self.found(result, &Trail::Root);
            return Ok(());
        }
        self.step(tokens, self.document, &Trail::Root)
    }

    fn found(&mut self, value: Value, trail: &Trail<'_>) {
        let steps = self.locating.then(|| trail.steps());
        self.matches.push(Match { value, steps });
    }

    /// Applies the first token to the value and goes on with the rest. Recursion is bounded by the number of tokens
    /// plus the depth of the value.
    fn step(
        &mut self,
        tokens: &[Token],
        value: &Value,
        trail: &Trail<'_>,
    ) -> Result<(), PathError> {
        self.visits += 1;
        if self.visits > MAX_VISITS {
            let message = format!("The path visits more than {MAX_VISITS} values");
            return Err(PathError {
                kind: PathErrorKind::Limit,
                message,
            });
        }
        let Some((token, rest)) = tokens.split_first() else {
            self.found(value.clone(), trail);
            return Ok(());
        };
        let definite = self.upstream_definite;
        self.upstream_definite = definite && token.is_definite(rest.is_empty());
        let outcome = match token {
            Token::Names(names) => self.names(names, rest, value, trail, definite),
            Token::Indices(indices) => self.indices(indices, tokens, value, trail, definite),
            Token::Slice { from, to } => self.slice(*from, *to, tokens, value, trail, definite),
            Token::Wildcard => self.children(rest, value, trail),
            Token::Scan => self.scan(rest, value, trail),
            Token::Filter(condition) => self.filter(condition, tokens, value, trail, definite),
            Token::Function(call) => {
                let result = function::call(call, value, self.document, &mut self.visits)?;
                if rest.is_empty() {
                    self.found(result, trail);
                    Ok(())
                } else {
                    self.step(rest, &result, trail)
                }
            }
        };
        self.upstream_definite = definite;
        outcome
    }

    fn names(
        &mut self,
        names: &[std::sync::Arc<str>],
        rest: &[Token],
        value: &Value,
        trail: &Trail<'_>,
        definite: bool,
    ) -> Result<(), PathError> {
        let Value::Object(object) = value else {
            return if definite {
                Err(not_an_object(names, value, trail))
            } else {
                Ok(())
            };
        };
        if names.len() > 1 && rest.is_empty() {
            let mut merged = ObjectBuilder::with_capacity(names.len());
            for name in names {
                if let Some(member) = object.get(name) {
                    merged.insert(name.clone(), member.clone());
                }
            }
            self.found(Value::Object(merged.build()), trail);
            return Ok(());
        }
        for name in names {
            match object.get(name) {
                Some(member) => self.step(rest, member, &Trail::Key(trail, name))?,
                // A missing last member is found missing by whoever asked; see `no_results`.
                None if rest.is_empty() || !definite || names.len() > 1 => {}
                None => {
                    let place = Trail::Key(trail, name).text();
                    return Err(missing(format!("Missing property in path {place}")));
                }
            }
        }
        Ok(())
    }

    fn indices(
        &mut self,
        indices: &[i64],
        tokens: &[Token],
        value: &Value,
        trail: &Trail<'_>,
        definite: bool,
    ) -> Result<(), PathError> {
        let Some(items) = array(tokens, value, trail, definite)? else {
            return Ok(());
        };
        for &index in indices {
            self.item(items, index, &tokens[1..], trail)?;
        }
        Ok(())
    }

    /// An index past either end matches nothing.
    fn item(
        &mut self,
        items: &[Value],
        index: i64,
        rest: &[Token],
        trail: &Trail<'_>,
    ) -> Result<(), PathError> {
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let index = usize::try_from(if index < 0 { length + index } else { index });
        match index
            .ok()
            .and_then(|index| Some((index, items.get(index)?)))
        {
            Some((index, item)) => self.step(rest, item, &Trail::Index(trail, index)),
            None => Ok(()),
        }
    }

    fn slice(
        &mut self,
        from: Option<i64>,
        to: Option<i64>,
        tokens: &[Token],
        value: &Value,
        trail: &Trail<'_>,
        definite: bool,
    ) -> Result<(), PathError> {
        let Some(items) = array(tokens, value, trail, definite)? else {
            return Ok(());
        };
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        // Jayway resolves negative bounds only in one-sided slices; in `[a:b]` each index is resolved on its own.
        let (from, to) = match (from, to) {
            (Some(from), None) => ((if from < 0 { length + from } else { from }).max(0), length),
            (None, Some(to)) => (0, (if to < 0 { length + to } else { to }).min(length)),
            (Some(from), Some(to)) => (from.max(-length), to.min(length)),
            (None, None) => (0, length),
        };
        for index in from..to {
            self.item(items, index, &tokens[1..], trail)?;
        }
        Ok(())
    }

    fn children(
        &mut self,
        rest: &[Token],
        value: &Value,
        trail: &Trail<'_>,
    ) -> Result<(), PathError> {
        match value {
            Value::Object(object) => {
                for (key, member) in object {
                    self.forgiving(rest, member, &Trail::Key(trail, key))?;
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.forgiving(rest, item, &Trail::Index(trail, index))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn forgiving(
        &mut self,
        rest: &[Token],
        value: &Value,
        trail: &Trail<'_>,
    ) -> Result<(), PathError> {
        match self.step(rest, value, trail) {
            Err(error) if error.is_miss() => Ok(()),
            outcome => outcome,
        }
    }

    /// Applies the next token to this value and to every object and array below, parents first.
    fn scan(&mut self, rest: &[Token], value: &Value, trail: &Trail<'_>) -> Result<(), PathError> {
        if !matches!(value, Value::Object(_) | Value::Array(_)) {
            return Ok(());
        }
        if self.scan_applies(rest, value) {
            self.step(rest, value, trail)?;
        }
        self.visits += 1;
        match value {
            Value::Object(object) => {
                for (key, member) in object {
                    self.scan(rest, member, &Trail::Key(trail, key))?;
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.scan(rest, item, &Trail::Index(trail, index))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn scan_applies(&mut self, rest: &[Token], value: &Value) -> bool {
        match rest.first() {
            Some(Token::Names(names)) => value.as_object().is_some_and(|object| {
                names.len() > 1 || names.iter().all(|name| object.contains_key(name))
            }),
            Some(Token::Indices(_) | Token::Slice { .. }) => matches!(value, Value::Array(_)),
            Some(Token::Filter(condition)) => {
                filter::accepts(condition, value, self.document, &mut self.visits)
            }
            Some(Token::Wildcard) => true,
            Some(Token::Scan | Token::Function(_)) | None => false,
        }
    }

    fn filter(
        &mut self,
        condition: &super::token::Filter,
        tokens: &[Token],
        value: &Value,
        trail: &Trail<'_>,
        definite: bool,
    ) -> Result<(), PathError> {
        let rest = &tokens[1..];
        match value {
            Value::Object(_) => {
                if filter::accepts(condition, value, self.document, &mut self.visits) {
                    self.step(rest, value, trail)?;
                }
                Ok(())
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if filter::accepts(condition, item, self.document, &mut self.visits) {
                        self.step(rest, item, &Trail::Index(trail, index))?;
                    }
                }
                Ok(())
            }
            other if definite => Err(PathError {
                kind: PathErrorKind::Function,
                message: format!(
                    "Filter: {} can not be applied to primitives. Current context is: {}",
                    Normal(tokens),
                    java::to_string(other)
                ),
            }),
            _ => Ok(()),
        }
    }
}
