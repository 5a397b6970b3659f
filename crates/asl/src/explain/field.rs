//! What each step of a state's data flow makes its value from, field by field.

use asl_engine::{Field, PathField, QueryLanguage, ResultPath, State, StateKind, Via, VisitId};
use asl_query::{ReferencePath, Scope, Step};
use asl_syntax::Document;

use super::reads::Reader;
use super::{Origin, Spot, arrival, written};
use crate::{Run, Value};

/// What made the value at the end of a way in a step.
pub(super) fn origin(
    run: &Run,
    document: &Document,
    visit: VisitId,
    field: Field,
    way: &[Step],
) -> Origin {
    let Some(state) = run.defined(visit) else {
        return Origin::here("The run has no such state.");
    };
    let made = Made {
        run,
        document,
        visit,
        state,
        way,
    };
    match field {
        Field::Input => arrival::input(run, document, visit, way),
        Field::InputPath => made.path("InputPath", &state.io.input_path, Field::Input),
        Field::Parameters => made.template("Parameters", made.effective_input()),
        Field::Arguments => made.template("Arguments", Field::Input),
        Field::Items => made.items(),
        Field::ItemSelector => made.template("ItemSelector", made.effective_input()),
        Field::Result => made.result(),
        Field::ResultSelector => made.template("ResultSelector", Field::Result),
        Field::ResultPath => made.result_path("ResultPath", &state.io.result_path, made.selected()),
        Field::ErrorOutput => {
            Origin::here("The error that was caught, as the catcher is given it.")
        }
        Field::Output => made.output(),
        Field::Assign => made.assign(),
    }
}

/// `ItemSelector` of one iteration.
pub(super) fn item_selector(
    run: &Run,
    document: &Document,
    map: VisitId,
    index: u32,
    way: &[Step],
) -> Origin {
    let Some(state) = run.defined(map) else {
        return Origin::here("It is an item of the Map state.");
    };
    let made = Made {
        run,
        document,
        visit: map,
        state,
        way,
    };
    let reader = Reader {
        run,
        visit: map,
        input: made.effective_input(),
        item: Some(index),
    };
    made.of_template(&["ItemSelector", "Parameters"], &reader)
}

/// The last step of a visit before its work: what the work was given.
pub(super) fn before_work(run: &Run, visit: VisitId) -> Field {
    let has = |field| run.flow_value(visit, field).is_some();
    [Field::Parameters, Field::InputPath]
        .into_iter()
        .find(|field| has(*field))
        .unwrap_or(Field::Input)
}

struct Made<'a> {
    run: &'a Run,
    document: &'a Document,
    visit: VisitId,
    state: &'a State,
    way: &'a [Step],
}

impl Made<'_> {
    fn spot(&self, field: Field, way: &[Step]) -> Spot {
        Spot::flow(self.visit, field, way)
    }

    fn has(&self, field: Field) -> bool {
        self.run.flow_value(self.visit, field).is_some()
    }

    /// What `Parameters` and `ItemsPath` read.
    fn effective_input(&self) -> Field {
        if self.has(Field::InputPath) {
            Field::InputPath
        } else {
            Field::Input
        }
    }

    /// What `ResultPath` puts.
    fn selected(&self) -> Field {
        if self.has(Field::ResultSelector) {
            Field::ResultSelector
        } else {
            Field::Result
        }
    }

    fn language(&self) -> QueryLanguage {
        self.state.io.language
    }

    fn reader(&self, input: Field) -> Reader<'_> {
        Reader {
            run: self.run,
            visit: self.visit,
            input,
            item: None,
        }
    }

    /// The value of a field of one path.
    fn path(&self, name: &str, path: &PathField, over: Field) -> Origin {
        let span = written::field(self.document, self.state, name).map(|node| node.span);
        match path {
            PathField::Whole => Origin::taken(
                format!("Without {name} all of it goes on."),
                self.spot(over, self.way),
            ),
            PathField::Nothing => {
                Origin::here(format!("{name} is null: an empty object goes on.")).at(span)
            }
            PathField::Path(path) => Origin {
                how: format!("{name} selects it."),
                expression: Some(path.text.to_string()),
                span,
                from: self
                    .reader(over)
                    .spots(&path.text, self.way, QueryLanguage::JsonPath),
            },
        }
    }

    fn template(&self, name: &str, over: Field) -> Origin {
        self.of_template(&[name], &self.reader(over))
    }

    /// The value of a field that holds expressions, under the first of these names that the state has.
    fn of_template(&self, names: &[&str], reader: &Reader<'_>) -> Origin {
        let field = names.iter().find_map(|name| {
            let node = written::field(self.document, self.state, name)?;
            Some((*name, node))
        });
        let Some((name, node)) = field else {
            return Origin::here("The definition has changed since.");
        };
        self.of_node(name, node, reader)
    }

    fn of_node(&self, name: &str, node: &asl_syntax::Node, reader: &Reader<'_>) -> Origin {
        match written::find(node, self.way, self.language()) {
            None => Origin::here(format!("{name} made it.")).at(Some(node.span)),
            Some(written) => match written.expression {
                Some(expression) => Origin {
                    how: format!("An expression of {name} made it."),
                    expression: Some(expression.to_owned()),
                    span: Some(written.span),
                    from: reader.spots(expression, written.rest, self.language()),
                },
                None => Origin::here(format!("It stands in {name}.")).at(Some(written.span)),
            },
        }
    }

    fn items(&self) -> Origin {
        match (&self.state.kind, self.language()) {
            (StateKind::Map(_), QueryLanguage::Jsonata) => self.template("Items", Field::Input),
            (StateKind::Map(map), QueryLanguage::JsonPath) => match &map.items_path {
                Some(path) => Origin {
                    how: "ItemsPath selects it.".into(),
                    expression: Some(path.text.to_string()),
                    span: written::field(self.document, self.state, "ItemsPath")
                        .map(|node| node.span),
                    from: self.reader(self.effective_input()).spots(
                        &path.text,
                        self.way,
                        QueryLanguage::JsonPath,
                    ),
                },
                None => Origin::taken(
                    "The items are the state's input.",
                    self.spot(self.effective_input(), self.way),
                ),
            },
            _ => Origin::here("They are the items."),
        }
    }

    /// What the work answered.
    fn result(&self) -> Origin {
        match &self.state.kind {
            StateKind::Task(task) => Origin::here(format!(
                "{} answered it: the outcome of this run.",
                crate::services::caption(&task.resource)
            )),
            StateKind::Pass { result: Some(_) } => {
                match written::field(self.document, self.state, "Result") {
                    Some(node) => self.of_literal("Result", node),
                    None => Origin::here("It stands in Result."),
                }
            }
            StateKind::Map(_) | StateKind::Parallel { .. } => self.gathered(),
            _ => Origin::taken(
                "The state passes its input on.",
                self.spot(before_work(self.run, self.visit), self.way),
            ),
        }
    }

    /// A value written in place, whatever it looks like.
    fn of_literal(&self, name: &str, node: &asl_syntax::Node) -> Origin {
        let inner = self.way.iter().try_fold(node, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Index(index) => node.items().get(*index),
        });
        Origin::here(format!("It stands in {name}.")).at(Some(inner.unwrap_or(node).span))
    }

    /// The outputs of iterations or branches, in their order.
    fn gathered(&self) -> Origin {
        let (word, all) = match self.state.kind {
            StateKind::Map(_) => ("item", "The outputs of all items, in their order."),
            _ => ("branch", "The outputs of all branches, in their order."),
        };
        match self.way.split_first() {
            Some((Step::Index(index), rest)) => {
                let how = format!("The output of {word} {}.", index + 1);
                match arrival::strand_output(self.run, self.visit, *index, rest) {
                    Some(spot) => Origin::taken(how, spot),
                    None => Origin::here(how),
                }
            }
            _ => Origin::here(all),
        }
    }

    /// What a `ResultPath` put somewhere, or the input around it.
    fn result_path(&self, name: &str, path: &ResultPath, result: Field) -> Origin {
        let span = written::field(self.document, self.state, "ResultPath").map(|node| node.span);
        match path {
            ResultPath::Replace => {
                Origin::taken("The result is the output.", self.spot(result, self.way))
            }
            ResultPath::Discard => Origin {
                span,
                ..Origin::taken(
                    "ResultPath is null: the input goes on.",
                    self.spot(Field::Input, self.way),
                )
            },
            ResultPath::Put(compiled) => {
                let place = compiled
                    .parsed
                    .as_ref()
                    .map(|path| self.place_put(path))
                    .unwrap_or_default();
                let expression = Some(compiled.text.to_string());
                if let Some(rest) = self.way.strip_prefix(place.as_slice()) {
                    return Origin {
                        expression,
                        span,
                        ..Origin::taken(
                            format!("{name} put the result there."),
                            self.spot(result, rest),
                        )
                    };
                }
                let mut origin =
                    Origin::taken("It was in the input.", self.spot(Field::Input, self.way));
                if place.starts_with(self.way) {
                    origin.how = format!("The input, with the result where {name} put it.");
                    origin.expression = expression;
                    origin.span = span;
                }
                origin
            }
        }
    }

    /// Where a reference path puts something: found in a document that has it.
    fn place_put(&self, path: &ReferencePath) -> Vec<Step> {
        let merged = self
            .run
            .flow_value(self.visit, Field::ResultPath)
            .or_else(|| self.run.flow_value(self.visit, Field::Output))
            .unwrap_or_default();
        let (context, variables) = (Value::Null, asl_query::Object::default());
        let scope = Scope {
            input: &merged,
            context: &context,
            variables: &variables,
        };
        let mut places = path.path().locate(&scope);
        places.pop().map(|place| place.steps).unwrap_or_default()
    }

    fn output(&self) -> Origin {
        let via = self.run.visit(self.visit).and_then(|visit| visit.via);
        match via {
            Some(Via::Catch(index)) => self.caught(index),
            Some(Via::Choice(index)) => match self.rule_field(index, "Output") {
                Some(node) => self.of_node("Output", node, &self.reader(Field::Input)),
                None => self.plain_output(),
            },
            _ => self.plain_output(),
        }
    }

    fn plain_output(&self) -> Origin {
        if self.language() == QueryLanguage::JsonPath {
            let before = if self.has(Field::ResultPath) {
                Field::ResultPath
            } else {
                self.worked()
            };
            return self.path("OutputPath", &self.state.io.output_path, before);
        }
        if self.state.io.output.is_some() {
            return self.template("Output", Field::Input);
        }
        Origin::taken(
            "Without Output the result goes on.",
            self.spot(self.worked(), self.way),
        )
    }

    /// The last step before `ResultPath` that this visit has.
    fn worked(&self) -> Field {
        if self.has(self.selected()) {
            self.selected()
        } else {
            before_work(self.run, self.visit)
        }
    }

    fn caught(&self, index: u32) -> Origin {
        let Some(catcher) = self.state.catchers.get(index as usize) else {
            return Origin::here("A catcher made it.");
        };
        if let Some(node) = self.catcher_field(index, "Output") {
            return self.of_node("the catcher's Output", node, &self.reader(Field::Input));
        }
        Origin {
            span: Some(catcher.span),
            ..self.result_path(
                "The catcher's ResultPath",
                &catcher.result_path,
                Field::ErrorOutput,
            )
        }
    }

    fn assign(&self) -> Origin {
        let via = self.run.visit(self.visit).and_then(|visit| visit.via);
        let (node, over) = match via {
            Some(Via::Catch(index)) => (self.catcher_field(index, "Assign"), Field::ErrorOutput),
            Some(Via::Choice(index)) => (self.rule_field(index, "Assign"), Field::Input),
            _ => (
                written::field(self.document, self.state, "Assign"),
                self.assigned_from(),
            ),
        };
        match node {
            Some(node) => self.of_node("Assign", node, &self.reader(over)),
            None => Origin::here("Assign made it."),
        }
    }

    /// What `$` is in `Assign`: the result where there is one.
    fn assigned_from(&self) -> Field {
        if self.has(Field::Result) {
            Field::Result
        } else {
            Field::Input
        }
    }

    fn catcher_field(&self, index: u32, name: &str) -> Option<&asl_syntax::Node> {
        self.entry("Catch", index)?.get(name)
    }

    fn rule_field(&self, index: u32, name: &str) -> Option<&asl_syntax::Node> {
        self.entry("Choices", index)?.get(name)
    }

    fn entry(&self, list: &str, index: u32) -> Option<&asl_syntax::Node> {
        written::field(self.document, self.state, list)?
            .items()
            .get(index as usize)
    }
}
