//! What the tests of both notations show: the tree and the diagnostics.

use std::fmt::Write as _;

use expect_test::Expect;

use crate::{Diagnostic, Document, Format, LineIndex, Node, NodeKind};

/// The tree in JSON (holes as `_`), then each diagnostic with its line.
#[expect(
    clippy::needless_pass_by_value,
    reason = "`expect!` at the call, without `&`"
)]
#[track_caller]
pub(crate) fn check(source: &str, format: Format, expected: Expect) {
    let document = Document::parse_as(source, format);
    let mut shown = String::new();
    show(&document.root, &mut shown);
    shown.push('\n');
    for diagnostic in &document.diagnostics {
        show_diagnostic(source, diagnostic, &mut shown);
    }
    expected.assert_eq(&shown);
}

fn show(node: &Node, out: &mut String) {
    match &node.kind {
        NodeKind::Missing => out.push('_'),
        NodeKind::Null => out.push_str("null"),
        NodeKind::Bool(value) => write!(out, "{value}").unwrap(),
        NodeKind::Number(number) => out.push_str(number),
        NodeKind::String(string) => write!(out, "{string:?}").unwrap(),
        NodeKind::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                show(item, out);
            }
            out.push(']');
        }
        NodeKind::Object(members) => {
            out.push('{');
            for (index, member) in members.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                write!(out, "{:?}: ", member.key).unwrap();
                show(&member.value, out);
            }
            out.push('}');
        }
    }
}

fn show_diagnostic(source: &str, diagnostic: &Diagnostic, out: &mut String) {
    let index = LineIndex::new(source);
    let at = index.line_col(diagnostic.span.start);
    let found = diagnostic.span.text(source);
    let Diagnostic { code, message, .. } = diagnostic;
    assert!(crate::pages::has(code), "syntax.md has nothing on {code}");
    writeln!(out, "{}:{} {code} `{found}`: {message}", at.line, at.column).unwrap();
    for label in &diagnostic.labels {
        let line = index.line_col(label.span.start).line;
        writeln!(
            out,
            "    {line}: `{}` {}",
            label.span.text(source),
            label.message
        )
        .unwrap();
    }
}

/// Every span lies inside the text, on characters, and inside its parent's; diagnostics are in order.
pub(crate) fn assert_well_formed(text: &str, format: Format) {
    let document = Document::parse_as(text, format);
    assert!(
        text.get(document.root.span.start as usize..document.root.span.end as usize)
            .is_some()
    );
    nested(&document.root, text);
    let places = document.diagnostics.iter().flat_map(|d| {
        let labels = d.labels.iter().map(|label| label.span);
        let edits = d
            .fixes
            .iter()
            .flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        labels.chain(edits).chain([d.span])
    });
    for span in places {
        assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} in {text:?}"
        );
    }
    assert!(document.diagnostics.is_sorted_by_key(|d| d.span));
}

fn nested(node: &Node, text: &str) {
    for item in node.items() {
        assert!(node.span.encloses(item.span), "{text:?}");
        nested(item, text);
    }
    let mut end = node.span.start;
    for member in node.members() {
        assert!(node.span.encloses(member.span), "{text:?}");
        assert!(member.span.encloses(member.key_span) && member.span.encloses(member.value.span));
        assert!(end <= member.span.start, "members overlap in {text:?}");
        end = member.span.end;
        nested(&member.value, text);
    }
}
