//! What a state sees beside its input: the context object, and the variables, which are those that states of its own
//! strand assigned before, and of the strands around.

use std::collections::BTreeMap;

use asl_engine::{EventId, Field, ScopeId, Trace, VisitId};
use asl_query::{Object, Value};

use super::Run;

/// By strand: after each event that assigned, all that the strand has assigned by then.
pub(super) type Assigned = BTreeMap<ScopeId, Vec<(EventId, Object)>>;

impl Run {
    /// The variables that a visit's state sees at the cursor, those that it assigned itself included once it ended.
    pub fn variables(&self, visit: VisitId, cursor: u32) -> Object {
        let Some(entry) = self.visit(visit) else {
            return Object::default();
        };
        let until = cursor.min(entry.ended.unwrap_or(cursor));
        let around = self.place(visit).into_iter();
        let strands = around
            .filter_map(|place| self.visit(place.visit))
            .map(|visit| visit.scope);
        // Inner strands come last: their variables hide those of the same name around.
        strands
            .chain([entry.scope])
            .fold(Object::default(), |seen, strand| {
                merged(seen, self.assigned(strand, until))
            })
    }

    /// The context object as a visit's state sees it at the cursor.
    pub fn context(&self, visit: VisitId, cursor: u32) -> Option<Value> {
        self.trace
            .context(&self.machine, &self.scenario, visit, cursor)
    }

    fn assigned(&self, strand: ScopeId, until: u32) -> Object {
        let entries = self
            .index
            .assigned
            .get(&strand)
            .map_or(&[][..], Vec::as_slice);
        let before = entries.partition_point(|(event, _)| *event <= until);
        let last = before.checked_sub(1).and_then(|last| entries.get(last));
        last.map(|(_, variables)| variables.clone())
            .unwrap_or_default()
    }
}

/// Collects what each strand assigned, once for a trace.
pub(super) fn assigned(trace: &Trace) -> Assigned {
    let mut steps: Vec<(EventId, ScopeId, &Object)> = Vec::new();
    for visit in &trace.visits {
        let step = visit
            .flow
            .iter()
            .rev()
            .find(|step| step.field == Field::Assign);
        let variables = step.and_then(|step| step.value.as_object());
        if let (Some(ended), Some(variables)) = (visit.ended, variables) {
            steps.push((ended, visit.scope, variables));
        }
    }
    steps.sort_by_key(|(ended, scope, _)| (*ended, *scope));
    let mut assigned = Assigned::new();
    for (ended, scope, variables) in steps {
        let entries = assigned.entry(scope).or_default();
        let before = entries
            .last()
            .map(|(_, before)| before.clone())
            .unwrap_or_default();
        entries.push((ended, merged(before, variables.clone())));
    }
    assigned
}

fn merged(under: Object, over: Object) -> Object {
    if under.is_empty() {
        return over;
    }
    over.iter().fold(under, |merged, (name, value)| {
        merged.with(name.clone(), value.clone())
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::state;
    use crate::{Limits, Scenario, Value, analyse, run};

    const DEFINITION: &str = r#"{"StartAt": "Set", "States": {
      "Set": {"Type": "Pass", "Assign": {"rate": 2, "name": "outer"}, "Next": "Each"},
      "Each": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "ItemProcessor": {"StartAt": "In", "States": {
        "In": {"Type": "Pass", "Assign": {"name.$": "$"}, "Next": "Use"},
        "Use": {"Type": "Pass", "End": true}}}, "Next": "After"},
      "After": {"Type": "Pass", "End": true}}}"#;

    /// What a visit of a state sees, at the cursor of its beginning or at the end of the run.
    #[track_caller]
    fn check(name: &str, turn: usize, at_end: bool, expected: &str) {
        let machine = analyse(DEFINITION).machine;
        let scenario = Scenario {
            input: Value::from_json(r#"{"items": ["a", "b"]}"#).unwrap(),
            ..Scenario::default()
        };
        let run = run(machine.clone(), scenario, Limits::default());
        let visit = run
            .visits_of(state(&machine, name), u32::MAX)
            .nth(turn)
            .unwrap();
        let cursor = if at_end {
            run.len()
        } else {
            run.visit(visit).unwrap().entered
        };
        assert_eq!(
            Value::Object(run.variables(visit, cursor)).to_json(),
            expected
        );
    }

    #[test]
    fn a_state_sees_what_was_assigned_before_in_its_strand_and_around() {
        check("Set", 0, false, "{}");
        check("Set", 0, true, r#"{"rate":2,"name":"outer"}"#);
        check("In", 0, false, r#"{"rate":2,"name":"outer"}"#);
        check("Use", 0, false, r#"{"rate":2,"name":"a"}"#);
        check("Use", 1, false, r#"{"rate":2,"name":"b"}"#);
        check("After", 0, false, r#"{"rate":2,"name":"outer"}"#);
    }
}
