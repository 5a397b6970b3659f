//! Chains of real runs, link by link.

use super::*;
use crate::testing::PIPELINE;
use crate::{Limits, Scenario, analyse, run};

/// A run of a definition and the chain of a value in it: for each link its place, and its expression or its sentence.
#[track_caller]
fn check(
    text: &str,
    input: &str,
    (state, turn, field): (&str, usize, Field),
    way: &[&str],
    expected: &[(&str, &str)],
) {
    let analysis = analyse(text);
    let scenario = Scenario {
        input: Value::from_json(input).unwrap(),
        ..Scenario::default()
    };
    let run = run(analysis.machine.clone(), scenario, Limits::default());
    let id = crate::testing::state(&analysis.machine, state);
    let visit = run.visits_of(id, u32::MAX).nth(turn).unwrap();
    let steps = way.iter().map(|step| match step.parse() {
        Ok(index) => Step::Index(index),
        Err(_) => Step::Key((*step).into()),
    });
    let spot = Spot::flow(visit, field, &steps.collect::<Vec<_>>());
    let links = run.explain(&analysis.document, &spot);
    let found: Vec<(&str, &str)> = links
        .iter()
        .map(|link| {
            (
                link.place.as_str(),
                link.origin
                    .expression
                    .as_deref()
                    .unwrap_or(&link.origin.how),
            )
        })
        .collect();
    assert_eq!(found, expected);
    // A link that only takes a value over has the value of the next.
    for pair in links.windows(2) {
        if pair[0].origin.expression.is_none() {
            assert_eq!(pair[0].value, pair[1].value, "{}", pair[0].place);
        }
        assert!(pair[1].value.is_some(), "{}", pair[1].place);
    }
}

const TABLES: &str = r#"{"tables": [{"name": "a"}, {"name": "b"}]}"#;

#[test]
fn a_parameter_comes_through_the_map_from_the_input() {
    check(
        PIPELINE,
        TABLES,
        ("Load", 1, Field::Parameters),
        &["Arguments", "--table"],
        &[
            ("Load · item 2, Parameters.Arguments.--table", "$.name"),
            (
                "Load · item 2, Input.name",
                "It is item 2 of the Map state.",
            ),
            ("Load tables, Items[1].name", "$.tables"),
            (
                "Load tables, Input.tables[1].name",
                "The execution begins with its input.",
            ),
            (
                "Execution input.tables[1].name",
                "It was given as the execution's input.",
            ),
        ],
    );
}

#[test]
fn what_result_path_put_comes_from_the_work_and_the_rest_from_the_input() {
    check(
        PIPELINE,
        TABLES,
        ("Load tables", 0, Field::Output),
        &["loaded", "0", "name"],
        &[
            (
                "Load tables, Output.loaded[0].name",
                "Without OutputPath all of it goes on.",
            ),
            ("Load tables, ResultPath.loaded[0].name", "$.loaded"),
            ("Load tables, Result[0].name", "The output of item 1."),
            (
                "Load · item 1, Output.name",
                "Without OutputPath all of it goes on.",
            ),
            ("Load · item 1, ResultPath.name", "It was in the input."),
            (
                "Load · item 1, Input.name",
                "It is item 1 of the Map state.",
            ),
            ("Load tables, Items[0].name", "$.tables"),
            (
                "Load tables, Input.tables[0].name",
                "The execution begins with its input.",
            ),
            (
                "Execution input.tables[0].name",
                "It was given as the execution's input.",
            ),
        ],
    );
}

#[test]
fn an_answer_is_where_a_chain_ends() {
    check(
        PIPELINE,
        TABLES,
        ("Tell", 0, Field::Result),
        &["MessageId"],
        &[(
            "Tell, Result.MessageId",
            "SNS: Publish answered it: the outcome of this run.",
        )],
    );
}

#[test]
fn a_value_of_the_definition_stands_there() {
    check(
        PIPELINE,
        TABLES,
        ("Load", 0, Field::Parameters),
        &["JobName"],
        &[(
            "Load · item 1, Parameters.JobName",
            "It stands in Parameters.",
        )],
    );
}

const JSONATA: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Price",
  "States": {
    "Price": {"Type": "Pass", "Assign": {"rate": "{% $states.input.rate %}"}, "Output": "{% $states.input.order %}", "Next": "Total"},
    "Total": {"Type": "Pass", "Output": {"net": "{% $states.input.net %}", "gross": "{% $states.input.net * $rate %}", "kind": "order"}, "End": true}
  }
}"#;

#[test]
fn jsonata_expressions_lead_to_what_they_read() {
    let input = r#"{"rate": 1.2, "order": {"net": 10}}"#;
    check(
        JSONATA,
        input,
        ("Total", 0, Field::Output),
        &["gross"],
        &[
            ("Total, Output.gross", "$states.input.net * $rate"),
            ("Total, Input.net", "It is what Price passed on."),
            ("Price, Output.net", "$states.input.order"),
            (
                "Price, Input.order.net",
                "The execution begins with its input.",
            ),
            (
                "Execution input.order.net",
                "It was given as the execution's input.",
            ),
        ],
    );
    check(
        JSONATA,
        input,
        ("Total", 0, Field::Output),
        &["kind"],
        &[("Total, Output.kind", "It stands in Output.")],
    );
}

#[test]
fn a_variable_leads_to_its_assignment() {
    let text = r#"{"StartAt": "Set", "States": {
      "Set": {"Type": "Pass", "Assign": {"job.$": "$.job"}, "Next": "Read"},
      "Read": {"Type": "Pass", "Parameters": {"first.$": "$job.names[0]", "all.$": "$job.names[*]"}, "End": true}}}"#;
    let set = [
        ("Set, Assign.job.names[0]", "$.job"),
        ("Set, Result.job.names[0]", "The state passes its input on."),
        (
            "Set, Input.job.names[0]",
            "The execution begins with its input.",
        ),
        (
            "Execution input.job.names[0]",
            "It was given as the execution's input.",
        ),
    ];
    let input = r#"{"job": {"names": ["a", "b"]}}"#;
    let chain = |first| [&[first], &set[..]].concat();
    check(
        text,
        input,
        ("Read", 0, Field::Parameters),
        &["first"],
        &chain(("Read, Parameters.first", "$job.names[0]")),
    );
    check(
        text,
        input,
        ("Read", 0, Field::Parameters),
        &["all", "0"],
        &chain(("Read, Parameters.all[0]", "$job.names[*]")),
    );
}

#[test]
fn the_item_that_an_item_selector_reads_is_found() {
    let text = r#"{"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemsPath": "$.names",
      "ItemSelector": {"name.$": "$$.Map.Item.Value", "all.$": "$.names"},
      "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}}, "End": true}}}"#;
    check(
        text,
        r#"{"names": ["a", "b"]}"#,
        ("One", 1, Field::Input),
        &["name"],
        &[
            ("One · item 2, Input.name", "$$.Map.Item.Value"),
            ("Each, Items[1]", "$.names"),
            (
                "Each, Input.names[1]",
                "The execution begins with its input.",
            ),
            (
                "Execution input.names[1]",
                "It was given as the execution's input.",
            ),
        ],
    );
}

#[test]
fn an_error_that_was_caught_is_told_from_the_input_around_it() {
    let text = r#"{"StartAt": "Odd", "States": {
      "Odd": {"Type": "Pass", "Next": "Fails"},
      "Fails": {"Type": "Map", "ItemsPath": "$.none", "ItemProcessor": {"StartAt": "X", "States": {"X": {"Type": "Fail", "Error": "Gone"}}},
        "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "After"}], "End": true},
      "After": {"Type": "Pass", "End": true}}}"#;
    check(
        text,
        r#"{"none": [1]}"#,
        ("After", 0, Field::Input),
        &["error", "Error"],
        &[
            ("After, Input.error.Error", "It is what Fails passed on."),
            ("Fails, Output.error.Error", "$.error"),
            (
                "Fails, Error output.Error",
                "The error that was caught, as the catcher is given it.",
            ),
        ],
    );
}
