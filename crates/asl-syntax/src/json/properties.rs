//! What holds for the parse of every text.

use proptest::prelude::*;

use crate::testing::assert_well_formed;
use crate::{Document, Format, Node, NodeKind};

fn to_json(node: &Node) -> serde_json::Value {
    match &node.kind {
        NodeKind::Missing | NodeKind::Null => serde_json::Value::Null,
        NodeKind::Bool(value) => (*value).into(),
        NodeKind::Number(number) => serde_json::from_str(number).unwrap(),
        NodeKind::String(string) => (**string).into(),
        NodeKind::Array(items) => items.iter().map(to_json).collect(),
        NodeKind::Object(members) => {
            let members = members
                .iter()
                .map(|m| (m.key.to_string(), to_json(&m.value)));
            serde_json::Value::Object(members.collect())
        }
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        (-1e300..1e300).prop_map(|number: f64| number.into()),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_parses(text in any::<String>()) {
        assert_well_formed(&text, Format::Json);
    }

    #[test]
    fn any_run_of_pieces_parses(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"a\"", "'b'", "\"", "'", "\\", "\n", " ", "// c\n", "/*", "*/", "1", "-0.5e3",
            "true", "word", "${X}", "${", "é", "😀", "\\u00e9", "\"\\ud83d\\ude00\"", "\r\n", "\u{feff}", "=", ";", "\t",
        ]), 0..40)) {
        assert_well_formed(&pieces.concat(), Format::Json);
    }

    #[test]
    fn every_prefix_of_a_definition_parses(end in 0_usize..400) {
        let text = "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.é\", \"Next\": \"B\"}]},\n    \"B\": {\"Type\": \"Succeed\"}\n  }\n}\n";
        let end = (0..=end.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        assert_well_formed(&text[..end], Format::Json);
    }

    #[test]
    fn what_serde_json_prints_comes_back(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let document = Document::parse_as(&text, Format::Json);
        prop_assert_eq!(&document.diagnostics, &[]);
        // Not `value`: serde_json does not read every number back to the last bit.
        prop_assert_eq!(to_json(&document.root), serde_json::from_str::<serde_json::Value>(&text).unwrap());
    }
}
