//! The public page of the syntax's codes: every code has a section in `syntax.md`, whose examples hold.

use crate::Document;

const PAGE: &str = include_str!("../syntax.md");

/// Whether the page has a section for a code.
pub(crate) fn has(code: &str) -> bool {
    sections().any(|(title, _)| title == code)
}

/// Each code with its section.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    let sections = PAGE.split("\n## `").skip(1);
    sections.map(|section| section.split_once('`').unwrap())
}

/// The fenced block after a word, where the section has one.
fn example(section: &str, word: &str) -> Option<String> {
    let mut lines = section.lines();
    lines.find(|line| *line == word)?;
    lines.find(|line| *line == "```")?;
    let block: Vec<&str> = lines.take_while(|line| *line != "```").collect();
    Some(block.join("\n"))
}

#[test]
fn the_examples_hold() {
    for (code, section) in sections() {
        let Some(wrong) = example(section, "Example:") else {
            continue;
        };
        let found = Document::parse(&wrong).diagnostics;
        assert!(found.iter().any(|d| d.code == code), "{code}: {found:#?}");
        let right = example(section, "Instead:").unwrap();
        assert_eq!(Document::parse(&right).diagnostics, [], "{code}");
    }
}
