//! Where a value comes from: which field made it, out of which expression, and where that read it.
//!
//! A [`Spot`] names a value somewhere in a run: a step of a state's data flow, and the way down into it. [`Run::origin`]
//! answers one step back, [`Run::explain`] the whole chain, until the execution's input, a mocked outcome or a value
//! that stands in the definition. The rules are those by which the fields were applied (see `asl_engine`'s data flow);
//! nothing is evaluated again but the paths.

mod arrival;
mod field;
mod reads;
mod written;

use asl_engine::{Field, VisitId};
use asl_query::Step;
use asl_syntax::{Document, Span};

use crate::{Run, Value};

/// How many steps back a chain goes at most.
const MAX_LINKS: usize = 64;

/// A value in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Where it stands.
    pub stage: Stage,
    /// The way down to it.
    pub way: Vec<Step>,
}

/// A document of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The execution's input.
    ExecutionInput,
    /// A step of a visit's data flow; of several the last.
    Flow {
        /// The visit.
        visit: VisitId,
        /// The step.
        field: Field,
    },
}

/// What made a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What made it, as a sentence.
    pub how: String,
    /// The expression as written, if it was one.
    pub expression: Option<String>,
    /// What of the definition made it.
    pub span: Option<Span>,
    /// What it was made from. Nothing where it begins: at the execution's input, at an outcome, in the definition.
    pub from: Vec<Spot>,
}

/// A link of a chain: a value with what made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where the value stands.
    pub spot: Spot,
    /// That place in words: `RunGlueJob · item 2, Parameters.JobName`.
    pub place: String,
    /// The value, where the run has it.
    pub value: Option<Value>,
    /// What made it.
    pub origin: Origin,
}

impl Run {
    /// The value at a spot.
    pub fn value_at(&self, spot: &Spot) -> Option<Value> {
        let document = match spot.stage {
            Stage::ExecutionInput => self.scenario.input.clone(),
            Stage::Flow { visit, field } => self.flow_value(visit, field)?,
        };
        spot.way.iter().try_fold(document, |value, step| {
            match step {
                Step::Key(key) => value.get(key),
                Step::Index(index) => value.index(*index),
            }
            .cloned()
        })
    }

    /// What made the value at a spot, one step back. `document` is the definition that ran.
    pub fn origin(&self, document: &Document, spot: &Spot) -> Origin {
        match spot.stage {
            Stage::ExecutionInput => Origin::here("It was given as the execution's input."),
            Stage::Flow { visit, field } => field::origin(self, document, visit, field, &spot.way),
        }
    }

    /// The chain of what made a value, the value itself first. Where a value was made from several, it follows the
    /// first.
    pub fn explain(&self, document: &Document, spot: &Spot) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let mut next = Some(spot.clone());
        while let Some(spot) = next.take() {
            if links.len() == MAX_LINKS || links.iter().any(|link| link.spot == spot) {
                break;
            }
            let origin = self.origin(document, &spot);
            next = origin.from.first().cloned();
            links.push(Link {
                place: self.place_of(&spot),
                value: self.value_at(&spot),
                spot,
                origin,
            });
        }
        links
    }

    /// A spot in words.
    pub fn place_of(&self, spot: &Spot) -> String {
        let way = way_text(&spot.way);
        match spot.stage {
            Stage::ExecutionInput => format!("Execution input{way}"),
            Stage::Flow { visit, field } => {
                format!("{}, {}{way}", self.title(visit), crate::run::label(field))
            }
        }
    }

    /// The last value of a step of a visit.
    fn flow_value(&self, visit: VisitId, field: Field) -> Option<Value> {
        let flow = &self.visit(visit)?.flow;
        let step = flow.iter().rev().find(|step| step.field == field)?;
        Some(step.value.clone())
    }
}

impl Origin {
    /// It begins here.
    fn here(how: impl Into<String>) -> Self {
        Self {
            how: how.into(),
            expression: None,
            span: None,
            from: Vec::new(),
        }
    }

    /// It was taken over from elsewhere.
    fn taken(how: impl Into<String>, from: Spot) -> Self {
        Self {
            from: vec![from],
            ..Self::here(how)
        }
    }

    fn at(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }
}

impl Spot {
    fn flow(visit: VisitId, field: Field, way: &[Step]) -> Self {
        Self {
            stage: Stage::Flow { visit, field },
            way: way.to_vec(),
        }
    }
}

/// The way as a path goes on with it: `.jobs[1]`.
fn way_text(way: &[Step]) -> String {
    way.iter().fold(String::new(), |text, step| match step {
        Step::Key(key) => format!("{text}.{key}"),
        Step::Index(index) => format!("{text}[{index}]"),
    })
}

#[cfg(test)]
mod tests;
