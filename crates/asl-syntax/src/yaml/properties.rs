//! What holds for the parse of every text.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::testing::assert_well_formed;
use crate::{Document, Format, LineIndex};

proptest! {
    #[test]
    fn any_text_parses(text in any::<String>()) {
        assert_well_formed(&text, Format::Yaml);
    }

    #[test]
    fn any_run_of_pieces_parses(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "a:", "b: ", "- ", "-", "\n", "\n  ", "\n    ", "x", "'q'", "\"d\"", "'", "\"", "{", "}", "[", "]", ",", ": ",
            "&a ", "*a", "!Sub ", "!!str ", "|", ">-", "# c", "---", "...", "é😀", "\t", "\r\n", "? ", "%", "@", "`", "1", "~", "<<: ",
        ]), 0..40)) {
        assert_well_formed(&pieces.concat(), Format::Yaml);
    }

    /// JSON is YAML: the same definition has the same tree in both notations.
    #[test]
    fn json_reads_the_same(name in "[a-zA-Zé😀 ]{1,12}", number in any::<i32>(), flag in any::<bool>()) {
        let text = format!("{{\"{name}\": [{number}, {flag}, null, \"{name}\", {{\"x\": \"\\u00e9\"}}]}}");
        let json = Document::parse_as(&text, Format::Json);
        let yaml = Document::parse_as(&text, Format::Yaml);
        prop_assert_eq!(json.root, yaml.root);
    }
}

#[test]
fn nesting_and_aliases_are_bounded() {
    for text in [
        "[".repeat(100_000),
        "- ".repeat(5_000),
        "{a: ".repeat(5_000),
        bomb(),
    ] {
        let document = Document::parse_as(&text, Format::Yaml);
        assert!(!document.diagnostics.is_empty());
    }
    assert_eq!(LineIndex::new(&bomb()).lines(), 13);
}

/// Each line repeats the one before ten times.
fn bomb() -> String {
    let mut text = String::from("a0: &a0 [x, x]\n");
    for line in 1..12 {
        let aliases = vec![format!("*a{}", line - 1); 10].join(", ");
        writeln!(text, "a{line}: &a{line} [{aliases}]").unwrap();
    }
    text
}
