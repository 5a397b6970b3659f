//! All machines and states of a definition, nested ones included.

use super::{Machine, State};

/// A machine with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct MachineAt<'a> {
    /// The place as AWS writes it: empty for the definition, `/States/P/Branches[0]`,
    /// `/States/M/ItemProcessor`.
    pub path: String,
    /// The machine.
    pub machine: Machine<'a>,
    /// The state it belongs to, as an index into [`Machine::all_states`]; none for the definition.
    pub owner: Option<usize>,
    /// How many machines lie around it.
    pub depth: usize,
}

/// A state with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct StateAt<'a> {
    /// The place as AWS writes it: `/States/M/ItemProcessor/States/X`.
    pub path: String,
    /// The state.
    pub state: State<'a>,
    /// The machine it belongs to.
    pub machine: Machine<'a>,
    /// That machine as an index into [`Machine::all_machines`].
    pub machine_index: usize,
    /// The Parallel or Map state around it, as an index into [`Machine::all_states`].
    pub parent: Option<usize>,
    /// How many Parallel and Map states lie around it.
    pub depth: usize,
}

impl<'a> Machine<'a> {
    /// Every state, each before the states inside it, otherwise in order of the definition.
    pub fn all_states(self) -> Vec<StateAt<'a>> {
        self.walk().1
    }

    /// This machine and all inside it, outer ones first.
    pub fn all_machines(self) -> Vec<MachineAt<'a>> {
        self.walk().0
    }

    /// [`Machine::all_machines`] and [`Machine::all_states`].
    pub fn walk(self) -> (Vec<MachineAt<'a>>, Vec<StateAt<'a>>) {
        let mut machines = Vec::new();
        let mut states: Vec<StateAt<'a>> = Vec::new();
        // What is still to be visited, the next one last. The parser bounds the nesting; the stack is on the heap.
        let root = MachineAt {
            path: String::new(),
            machine: self,
            owner: None,
            depth: 0,
        };
        let mut todo = vec![Visit::Machine(root)];
        while let Some(visit) = todo.pop() {
            let mut inner = match visit {
                Visit::Machine(machine) => {
                    let inner = states_of(&machine, machines.len());
                    machines.push(machine);
                    inner
                }
                Visit::State(state) => {
                    let inner = machines_of(&state, states.len());
                    states.push(state);
                    inner
                }
            };
            inner.reverse();
            todo.append(&mut inner);
        }
        (machines, states)
    }
}

enum Visit<'a> {
    Machine(MachineAt<'a>),
    State(StateAt<'a>),
}

fn states_of<'a>(at: &MachineAt<'a>, machine_index: usize) -> Vec<Visit<'a>> {
    let place = |state: State<'a>| StateAt {
        path: format!("{}/States/{}", at.path, state.name),
        state,
        machine: at.machine,
        machine_index,
        parent: at.owner,
        depth: at.depth,
    };
    at.machine
        .states()
        .map(|state| Visit::State(place(state)))
        .collect()
}

fn machines_of<'a>(at: &StateAt<'a>, index: usize) -> Vec<Visit<'a>> {
    let place = |path: String, machine| {
        Visit::Machine(MachineAt {
            path,
            machine,
            owner: Some(index),
            depth: at.depth + 1,
        })
    };
    let branches = at.state.branches().enumerate();
    let branches =
        branches.map(|(branch, machine)| place(format!("{}/Branches[{branch}]", at.path), machine));
    let processors = ["ItemProcessor", "Iterator"]
        .into_iter()
        .filter_map(|field| {
            let node = at.state.field(field)?;
            Some(place(format!("{}/{field}", at.path), Machine { node }))
        });
    branches.chain(processors).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::view::{QueryLanguage, StateType};

    const NESTED: &str = r#"{
      "QueryLanguage": "JSONata",
      "StartAt": "P",
      "States": {
        "P": {"Type": "Parallel", "Next": "C", "Branches": [
          {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}},
          {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor":
            {"StartAt": "X", "States": {"X": {"Type": "Succeed", "QueryLanguage": "JSONPath"}}}}}}
        ], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}]},
        "C": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "P"}, {}], "Default": "Gone"},
        "Half": {"Type": "Pas", "Ne
      }
    }"#;

    #[test]
    fn walks_nested_states_in_order() {
        let document = Document::parse(NESTED);
        let states = Machine::new(&document).all_states();
        let found: Vec<_> = states
            .iter()
            .map(|at| (at.path.as_str(), at.parent, at.depth))
            .collect();
        assert_eq!(
            found,
            [
                ("/States/P", None, 0),
                ("/States/P/Branches[0]/States/A", Some(0), 1),
                ("/States/P/Branches[1]/States/M", Some(0), 1),
                (
                    "/States/P/Branches[1]/States/M/ItemProcessor/States/X",
                    Some(2),
                    2
                ),
                ("/States/C", None, 0),
                ("/States/Half", None, 0),
            ]
        );
        let machines = Machine::new(&document).all_machines();
        for at in &states {
            assert_eq!(machines[at.machine_index].machine, at.machine);
        }
    }

    #[test]
    fn reads_fields_and_holes() {
        let document = Document::parse(NESTED);
        let machine = Machine::new(&document);
        let fields = |name: &str| {
            let transitions = machine.state(name).unwrap().transitions().into_iter();
            transitions
                .map(|t| format!("{} -> {}", t.kind.field(), t.target.value))
                .collect::<Vec<_>>()
        };
        assert_eq!(fields("P"), ["Next -> C", "Catch[0]/Next -> C"]);
        assert_eq!(fields("C"), ["Choices[0]/Next -> P", "Default -> Gone"]);
        let half = machine.state("Half").unwrap();
        assert_eq!(
            (half.state_type, half.type_text().unwrap().value),
            (None, "Pas")
        );
        assert_eq!(
            machine.state("C").unwrap().state_type,
            Some(StateType::Choice)
        );
        assert_eq!(machine.language(), QueryLanguage::Jsonata);
    }
}
