//! The registry. One file a rule; its header is the rule's public page, whose examples are run as tests.

use asl_syntax::Diagnostic;

use crate::context::Context;

/// A rule.
pub(crate) struct Rule {
    /// Its kebab-case name, the code of its diagnostics.
    pub(crate) code: &'static str,
    /// Finds what it checks.
    pub(crate) find: fn(&Context<'_>) -> Vec<Diagnostic>,
}

/// Declares the modules, lists their `CODE` and `find`, and keeps their text for the test of the examples.
macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*

        /// All rules.
        pub(crate) const RULES: &[Rule] = &[$(Rule { code: $module::CODE, find: $module::find }),*];

        #[cfg(test)]
        const PAGES: &[(&str, &str)] = &[$(($module::CODE, include_str!(concat!(stringify!($module), ".rs")))),*];
    };
}

rules! {
    not_a_definition
    missing_field
    unsupported_field
    other_query_language
    wrong_type
    unknown_type
    start_at_not_found
    dangling_target
    next_or_end
    no_terminal_state
    unreachable_state
    duplicate_state_name
    exclusive_fields
    wait_duration
    wait_timestamp
    choice_comparison
    states_all
    query_language
    path_syntax
    payload_template
    literal_path
    intrinsic_arguments
    map_label
    version
    heartbeat_timeout
    variable_name
    jsonata_delimiters
    jsonata_in_jsonpath
    jsonata_states
    jsonata_syntax
    jsonata_reference
    unassigned_variable
    shadowed_variable
    nested_output
    no_default
    older_field
    error_name
    task_resource
    express_resource
    distributed_only
    reader_config
}

#[cfg(test)]
mod tests {
    use asl_syntax::Document;

    use super::*;
    use crate::{Options, WorkflowType};

    /// How the published page begins.
    const HEAD: &str = "\
# Rules

What Playstate finds in a definition, by the code that it shows: first the text itself, then the language. Made from \
`crates/asl-syntax/syntax.md` and the headers of the rules in `crates/asl-check/src/rules`; each example is run as a test.

## The text
";

    /// The fenced block after the heading `## {heading}` of a rule's page.
    fn example(page: &str, heading: &str) -> String {
        let header = page.lines().take_while(|line| line.starts_with("//!"));
        let mut lines = header.map(|line| line.strip_prefix("//! ").unwrap_or(""));
        lines
            .find(|line| *line == format!("## {heading}"))
            .expect(heading);
        lines.find(|line| line.starts_with("```")).expect("a fence");
        let block: Vec<&str> = lines.take_while(|line| !line.starts_with("```")).collect();
        block.join("\n")
    }

    /// A whole definition as it is; states get one around them.
    fn definition(example: &str) -> String {
        if example.starts_with(['{', '[']) {
            return example.to_owned();
        }
        let first = example.split(':').next().unwrap();
        format!("{{\"StartAt\": {first}, \"States\": {{\n{example}\n}}}}")
    }

    #[test]
    fn the_examples_of_the_pages_hold() {
        for (code, page) in PAGES {
            let says = |heading| {
                let document = Document::parse(&definition(&example(page, heading)));
                assert_eq!(document.diagnostics, [], "{code}: {heading}");
                // Rules of Express workflows have nothing to say about others.
                let express = code.starts_with("express-");
                let workflow_type = if express {
                    WorkflowType::Express
                } else {
                    WorkflowType::Standard
                };
                crate::check_with(&document, Options { workflow_type })
            };
            let wrong = says("Example");
            assert!(
                wrong.iter().any(|d| d.code == *code),
                "{code} misses its example: {wrong:#?}"
            );
            let right = says("Instead");
            assert_eq!(right, [], "{code} has a bad alternative");
        }
    }

    /// `docs/rules.md`: the syntax's codes, then the rules.
    fn all_pages() -> String {
        let mut all = String::from(HEAD);
        let syntax = include_str!("../../../asl-syntax/syntax.md");
        all.push_str(
            &syntax[syntax.find("\n## `").expect("a section")..].replace("\n## ", "\n### "),
        );
        all.push_str("\n## The language\n");
        for (_, page) in PAGES {
            let header = page.lines().take_while(|line| line.starts_with("//!"));
            for line in header {
                let line = line.strip_prefix("//! ").unwrap_or("");
                let line = match line.strip_prefix("# ") {
                    Some(title) => format!("\n### {title}"),
                    None => line.replace("## ", "#### "),
                };
                all.push_str(&line);
                all.push('\n');
            }
        }
        all
    }

    #[test]
    fn the_pages_are_published() {
        expect_test::expect_file![concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules.md")]
            .assert_eq(&all_pages());
    }

    #[test]
    fn the_pages_are_complete() {
        for (code, page) in PAGES {
            assert!(
                page.starts_with(&format!("//! # `{code}`\n")),
                "{code} has no title"
            );
            for heading in ["What it checks", "Why", "Example", "Instead", "Source"] {
                assert!(
                    page.contains(&format!("//! ## {heading}\n")),
                    "{code} has no {heading}"
                );
            }
        }
    }
}
