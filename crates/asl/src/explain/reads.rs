//! What an expression reads: spots of the run.

use std::sync::Arc;

use asl_engine::{Field, QueryLanguage, ScopeId, ScopeKind, VisitId};
use asl_query::{Expression, Location, Object, Path, Root, Scope, Step};

use super::{Spot, Stage, arrival};
use crate::{Run, Value};

/// The world of an expression.
pub(super) struct Reader<'a> {
    pub(super) run: &'a Run,
    pub(super) visit: VisitId,
    /// The step that `$`, or `$states.input`, stands for.
    pub(super) input: Field,
    /// The iteration at hand, where `ItemSelector` reads.
    pub(super) item: Option<u32>,
}

impl Reader<'_> {
    /// What an expression reads for the value at the end of `rest` in its result.
    pub(super) fn spots(&self, text: &str, rest: &[Step], language: QueryLanguage) -> Vec<Spot> {
        match language {
            QueryLanguage::JsonPath => self.jsonpath(text, rest),
            QueryLanguage::Jsonata => self.jsonata(text, rest),
        }
    }

    fn jsonpath(&self, text: &str, rest: &[Step]) -> Vec<Spot> {
        match Expression::parse(text) {
            Ok(Expression::Path(path)) => self.path(&path, rest),
            Ok(call) => {
                let paths = call.paths();
                paths
                    .into_iter()
                    .flat_map(|path| self.path(path, &[]))
                    .collect()
            }
            Err(_) => Vec::new(),
        }
    }

    fn path(&self, path: &Path, rest: &[Step]) -> Vec<Spot> {
        match path.root() {
            Root::Context => {
                let way = plain_way(path.text().trim_start_matches('$'));
                way.and_then(|way| self.context(&[&way, rest].concat()))
                    .into_iter()
                    .collect()
            }
            Root::Variable(name) => {
                let Some(spot) = self.variable(name, &[]) else {
                    return Vec::new();
                };
                let Some(value) = self.run.value_at(&spot) else {
                    return vec![spot];
                };
                let variables = Object::default().with(name.clone(), value);
                located(path, rest, &Value::Null, &variables, &spot)
            }
            Root::Input => {
                let spot = Spot::flow(self.visit, self.input, &[]);
                let value = self.run.value_at(&spot).unwrap_or_default();
                located(path, rest, &value, &Object::default(), &spot)
            }
        }
    }

    /// The references of an expression. A bare one passes its parts on; of any other, all of them count.
    fn jsonata(&self, text: &str, rest: &[Step]) -> Vec<Spot> {
        let references = references(text);
        if let [only] = references.as_slice()
            && only.text.len() == text.trim().len()
        {
            return self.reference(only, rest).into_iter().collect();
        }
        let mut spots: Vec<Spot> = Vec::new();
        for spot in references
            .iter()
            .filter_map(|reference| self.reference(reference, &[]))
        {
            if !spots.contains(&spot) {
                spots.push(spot);
            }
        }
        spots
    }

    fn reference(&self, reference: &Reference<'_>, rest: &[Step]) -> Option<Spot> {
        let way = [&reference.way, rest].concat();
        if reference.name != "states" {
            return self.variable(reference.name, &way);
        }
        let (first, way) = way.split_first()?;
        let Step::Key(part) = first else { return None };
        match &**part {
            "input" => Some(Spot::flow(self.visit, Field::Input, way)),
            "result" => Some(Spot::flow(self.visit, Field::Result, way)),
            "errorOutput" => Some(Spot::flow(self.visit, Field::ErrorOutput, way)),
            "context" => self.context(way),
            _ => None,
        }
    }

    /// Of the context object those parts that come from the run's data.
    fn context(&self, way: &[Step]) -> Option<Spot> {
        let key = |at: usize| match way.get(at) {
            Some(Step::Key(key)) => &**key,
            _ => "",
        };
        match (key(0), key(1), key(2)) {
            ("Execution", "Input", _) => Some(Spot {
                stage: Stage::ExecutionInput,
                way: way[2..].to_vec(),
            }),
            ("Map", "Item", "Value") => {
                let (map, index) = self.iteration()?;
                arrival::items(self.run, map, index, &way[3..])
            }
            _ => None,
        }
    }

    /// The Map state and the index of the iteration at hand.
    fn iteration(&self) -> Option<(VisitId, u32)> {
        if let Some(index) = self.item {
            return Some((self.visit, index));
        }
        let places = self.run.place(self.visit);
        places.iter().rev().find_map(|place| match place.kind {
            ScopeKind::Iteration(index) => Some((place.visit, index)),
            _ => None,
        })
    }

    /// The `Assign` that set a variable last, in this strand or around it.
    fn variable(&self, name: &str, way: &[Step]) -> Option<Spot> {
        let run = self.run;
        let before = run.visit(self.visit)?.entered;
        let strands = self.strands();
        let sets = |visit: VisitId| {
            let value = run.flow_value(visit, Field::Assign);
            value.is_some_and(|value| value.get(name).is_some())
        };
        let visits = (0..).map(VisitId).zip(&run.trace.visits);
        let (visit, _) = visits
            .filter(|(_, entry)| entry.ended.is_some_and(|ended| ended < before))
            .filter(|(visit, entry)| strands.contains(&entry.scope) && sets(*visit))
            .max_by_key(|(_, entry)| {
                (
                    strands.iter().rev().position(|scope| *scope == entry.scope),
                    entry.ended,
                )
            })?;
        let mut spot = Spot::flow(visit, Field::Assign, &[Step::Key(Arc::from(name))]);
        spot.way.extend_from_slice(way);
        Some(spot)
    }

    /// The strands whose variables are seen, innermost first.
    fn strands(&self) -> Vec<ScopeId> {
        let own = self.run.visit(self.visit).map(|visit| visit.scope);
        let around = self.run.place(self.visit).into_iter().rev();
        let outer = around
            .filter_map(|place| self.run.visit(place.visit))
            .map(|visit| visit.scope);
        own.into_iter().chain(outer).collect()
    }
}

/// Where a path found its values. Of an indefinite one's array each item has a place of its own.
fn located(
    path: &Path,
    rest: &[Step],
    input: &Value,
    variables: &Object,
    base: &Spot,
) -> Vec<Spot> {
    let context = Value::Null;
    let locations = path.locate(&Scope {
        input,
        context: &context,
        variables,
    });
    let under = |location: &Location, rest: &[Step]| Spot {
        stage: base.stage,
        way: [&base.way, &location.steps, rest].concat(),
    };
    match (path.is_definite(), rest.split_first()) {
        (false, Some((Step::Index(index), rest))) => locations
            .get(*index)
            .map(|location| under(location, rest))
            .into_iter()
            .collect(),
        (false, _) => locations
            .iter()
            .map(|location| under(location, &[]))
            .collect(),
        (true, _) => locations
            .iter()
            .map(|location| under(location, rest))
            .collect(),
    }
}

/// A reference of a JSONata expression: `$states.input.jobs[0]`.
#[derive(Debug, PartialEq)]
struct Reference<'a> {
    text: &'a str,
    /// The variable's name, without `$`.
    name: &'a str,
    way: Vec<Step>,
}

/// The references of an expression, in order: its strings left aside, and its functions.
fn references(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        match (quote, next) {
            (Some(_), '\\') => at += text[at + 1..].chars().next().map_or(0, char::len_utf8),
            (Some(open), _) if open == next => quote = None,
            (None, '"' | '\'' | '`') => quote = Some(next),
            (None, '$') => {
                let name = word(&text[at + 1..]);
                let end = at + 1 + name.len();
                let way_end = end + way_length(&text[end..]);
                if !name.is_empty() && !text[end..].starts_with('(') {
                    found.push(Reference {
                        text: &text[at..way_end],
                        name,
                        way: plain_way(&text[end..way_end]).unwrap_or_default(),
                    });
                }
                at = way_end.max(at + 1);
                continue;
            }
            _ => {}
        }
        at += next.len_utf8();
    }
    found
}

/// The name at the beginning of a text.
fn word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    &text[..end]
}

/// How much of a text goes on as a plain way. Predicates end it, and names that are called.
fn way_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let step = if let Some(rest) = rest.strip_prefix('.') {
            let name = word(rest);
            if name.is_empty() || rest[name.len()..].starts_with('(') {
                return length;
            }
            1 + name.len()
        } else if let Some(rest) = rest.strip_prefix('[') {
            let digits = rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len());
            if digits == 0 || !rest[digits..].starts_with(']') {
                return length;
            }
            digits + 2
        } else {
            return length;
        };
        length += step;
    }
}

/// `.a.b[0]` as steps; `None` for anything that is no plain way.
fn plain_way(text: &str) -> Option<Vec<Step>> {
    if way_length(text) != text.len() {
        return None;
    }
    let parts = text.split(['.', '[']).filter(|part| !part.is_empty());
    parts
        .map(|part| match part.strip_suffix(']') {
            Some(index) => index.parse().ok().map(Step::Index),
            None => Some(Step::Key(Arc::from(part))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = references(text)
            .iter()
            .map(|reference| reference.text)
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn references_are_found_where_they_are_none_in_strings_and_no_functions() {
        check(
            "$states.input.jobs[0].name",
            &["$states.input.jobs[0].name"],
        );
        check(
            "$sum($states.input.prices) * $rate",
            &["$states.input.prices", "$rate"],
        );
        check(r#"'$no' & "\"$no" & $yes"#, &["$yes"]);
        check("$items[price > 3].name", &["$items"]);
        check("$states.input.name.$uppercase()", &["$states.input.name"]);
        check("$ & $$", &[]);
        check("", &[]);
    }

    #[test]
    fn a_plain_way_is_keys_and_indices() {
        let way = plain_way(".a[10].b").unwrap_or_default();
        assert_eq!(
            way,
            [
                Step::Key("a".into()),
                Step::Index(10),
                Step::Key("b".into())
            ]
        );
        assert_eq!(plain_way("[*]"), None);
        assert_eq!(plain_way(""), Some(Vec::new()));
    }
}
