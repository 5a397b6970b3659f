//! The contract of `asl link`: what it links to comes back with `--decode`.
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expected texts are written by a tool"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use expect_test::{Expect, expect};
use serde_json::Value;

fn example(file: &str) -> PathBuf {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/glue-pipeline");
    examples.join(file)
}

/// What the command printed, and its exit status.
fn asl(arguments: &[&str], stdin: &str) -> (String, Option<i32>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_asl"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A command that refuses its arguments does not read.
    let _ = pipe.write_all(stdin.as_bytes());
    drop(pipe);
    let output = child.wait_with_output().expect("the command ends");
    let printed = [output.stdout, output.stderr].concat();
    (
        String::from_utf8_lossy(&printed).into_owned(),
        output.status.code(),
    )
}

#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "reads better in rows of a table"
)]
fn refused(arguments: &[&str], stdin: &str, expected: Expect) {
    let (printed, code) = asl(arguments, stdin);
    expected.assert_eq(&printed);
    assert_eq!(code, Some(2));
}

#[test]
fn a_link_carries_everything_it_is_given() {
    let (definition, scenarios) = (example("definition.asl.json"), example("scenarios.json"));
    let (definition, scenarios) = (definition.to_str().unwrap(), scenarios.to_str().unwrap());
    let (link, code) = asl(
        &[
            "link",
            definition,
            "--mocks",
            scenarios,
            "--scenario",
            "Job 2 fails",
            "--at",
            "37",
            "--select",
            "LogError",
            "--break",
            "RunGlueJob",
            "--break",
            "LogError",
            "--pause-on-errors",
            "--type",
            "express",
            "--seed",
            "7",
            "--speed",
            "2",
            "--start-time",
            "2025-02-03T04:05:06Z",
            "--base",
            "https://example.com/playstate/",
        ],
        "",
    );
    assert_eq!(code, Some(0), "{link}");
    assert!(
        link.starts_with("https://example.com/playstate/#1.d."),
        "{link}"
    );
    let (printed, code) = asl(&["link", "--decode", "-"], &link);
    assert_eq!(code, Some(0), "{printed}");
    let mut shared: Value = serde_json::from_str(&printed).unwrap();
    let text = |file: &str| Value::from(std::fs::read_to_string(example(file)).unwrap());
    assert_eq!(shared["definition"].take(), text("definition.asl.json"));
    assert_eq!(shared["input"].take(), text("input.json"));
    assert_eq!(shared["scenarios"][1]["name"], "Job 2 fails");
    shared["scenarios"].take();
    expect![[r#"{"definition":null,"input":null,"scenarios":null,"scenario":1,"options":{"type":"EXPRESS","startTime":"2025-02-03T04:05:06Z","seed":7,"speed":2.0},"breakpoints":["/States/ProcessJobs/ItemProcessor/States/RunGlueJob","/States/ProcessJobs/ItemProcessor/States/LogError"],"pauseOnErrors":true,"at":37,"select":"/States/ProcessJobs/ItemProcessor/States/LogError"}"#]].assert_eq(&shared.to_string());
}

#[test]
fn a_definition_that_is_half_typed_has_a_link_too() {
    let (link, code) = asl(&["link", "-"], "{\n  \"StartAt\": ");
    assert_eq!(code, Some(0), "{link}");
    let (printed, _) = asl(&["link", "--decode", link.trim()], "");
    expect![[r#"
        {
          "definition": "{\n  \"StartAt\": "
        }
    "#]]
    .assert_eq(&printed);
}

#[test]
fn what_cannot_be_linked_or_read_says_why() {
    refused(
        &["link", "-", "--select", "C"],
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}"#,
        expect![[r#"
            error: There is no state 'C'. There are: A.
        "#]],
    );
    refused(
        &["link", "-", "--speed", "0"],
        "{}",
        expect![[r#"
            error: --speed: it is a number above 0.
        "#]],
    );
    refused(
        &["link", "--decode", "#1.d.AAAA"],
        "",
        expect![[r#"
        error: This link ends too early: its last part is missing. Copy it again, to its very end; some programs shorten long links.
    "#]],
    );
    refused(
        &["link", "--decode", "#2.d.AAAA"],
        "",
        expect![[r#"
        error: This link is of version "2", which is not known here; known is 1. It was probably made by a newer Playstate: reload the page, or open the link where it was made.
    "#]],
    );
}
