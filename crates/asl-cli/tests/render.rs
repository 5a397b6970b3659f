//! What `asl render` draws, and what it refuses.
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expected texts are written by a tool"
)]

mod command;

use command::{DEFINITION, Folder, check};
use expect_test::expect;

#[test]
fn a_machine_is_drawn() {
    let scenarios = r#"[{"name": "Works"}, {"name": "Fails", "outcomes": {"Ask": [{"Throw": {"Error": "Oops"}}]}}]"#;
    let folder = Folder::new(
        "render",
        &[("m.asl.json", DEFINITION), ("scenarios.json", scenarios)],
    );
    check(
        &folder,
        &["render", "m.asl.json", "--format", "mermaid"],
        "",
        &expect![[r#"
            stateDiagram-v2
                state "Ask" as s0
                state "Done" as s1
                [*] --> s0
                s0 --> s1
                s1 --> [*]
            exit 0
        "#]],
    );
    let failing = [
        "render",
        "m.asl.json",
        "--mocks",
        "scenarios.json",
        "--scenario",
        "Fails",
        "-o",
        "failing.mmd",
    ];
    check(
        &folder,
        &failing,
        "",
        &expect![[r#"
        exit 0
    "#]],
    );
    let written = std::fs::read_to_string(folder.0.join("failing.mmd")).expect("it is written");
    assert!(written.contains("class s0 failed"), "{written}");

    for (theme, canvas, adapts) in [
        ("light", "#fafbfd", false),
        ("dark", "#0f141d", false),
        ("auto", "#fafbfd", true),
    ] {
        let arguments = ["render", "m.asl.json", "--theme", theme, "-o", "m.svg"];
        check(
            &folder,
            &arguments,
            "",
            &expect![[r#"
            exit 0
        "#]],
        );
        let svg = std::fs::read_to_string(folder.0.join("m.svg")).expect("it is written");
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        assert!(svg.contains(&format!("fill=\"{canvas}\"")), "{theme}");
        assert_eq!(svg.contains("light-dark("), adapts, "{theme}");
    }
}

#[test]
fn a_page_is_told_what_is_wrong_in_its_own_lines() {
    let folder = Folder::new("source", &[]);
    let lost =
        "{\"StartAt\": \"A\", \"States\": {\n  \"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}\n}}";
    let strictly = ["render", "-", "--strict", "--source", "guide.md:41"];
    check(
        &folder,
        &strictly,
        lost,
        &expect![[r#"
            error[no-terminal-state]: No state ends: the execution could never finish.
              --> guide.md:41:18
               | {"StartAt": "A", "States": {
               |                  ^^^^^^^^
               = help: End with "End": true, a Succeed or a Fail state.

            error[dangling-target]: There is no state "B".
              --> guide.md:42:33
               |   "A": {"Type": "Pass", "Next": "B"}
               |                                 ^^^
            exit 2
        "#]],
    );
    check(
        &folder,
        &["render", "-", "--source", "guide.md:41"],
        "[]",
        &expect![[r#"
            error[not-a-definition]: A definition is an object; this is an array.
              --> guide.md:41:1
               | []
               | ^^
               = help: Write { "StartAt": "...", "States": { ... } }.
            exit 2
        "#]],
    );
}
