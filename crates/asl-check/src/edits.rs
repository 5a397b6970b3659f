//! Edits of the text that leave it well-formed: values, properties put in and taken out.

use asl_syntax::{Document, Edit, Fix, Format, Member, Node, Span, quoted};

/// A fix that replaces a value by a string.
pub(crate) fn replace_with_string(span: Span, value: &str) -> Fix {
    let title = format!("Replace with \"{value}\"");
    Fix {
        title,
        edits: vec![Edit {
            span,
            text: quoted(value),
        }],
    }
}

/// A fix that renames a property.
pub(crate) fn rename_key(member: &Member, key: &str) -> Fix {
    let title = format!("Rename to \"{key}\"");
    Fix {
        title,
        edits: vec![Edit {
            span: member.key_span,
            text: quoted(key),
        }],
    }
}

/// A fix that takes a property out of its object, with one of the commas around it. None in block YAML, where the
/// lines of a property are not its own alone.
pub(crate) fn remove_member(document: &Document, object: &Node, member: &Member) -> Option<Fix> {
    if document.format != Format::Json {
        return None;
    }
    let members = object.members();
    let index = members
        .iter()
        .position(|other| std::ptr::eq(other, member))?;
    let before = index.checked_sub(1).and_then(|index| members.get(index));
    let span = match (before, members.get(index + 1)) {
        (_, Some(next)) => Span::new(member.span.start, next.span.start),
        (Some(before), None) => Span::new(before.span.end, member.span.end),
        (None, None) => member.span,
    };
    let title = format!("Remove \"{}\"", member.key);
    Some(Fix {
        title,
        edits: vec![Edit {
            span,
            text: String::new(),
        }],
    })
}

/// A fix that puts a property in front of the others of an object. `value` is JSON.
pub(crate) fn insert_member(
    document: &Document,
    object: &Node,
    key: &str,
    value: &str,
) -> Option<Fix> {
    let text = object.span.text(&document.text);
    let opened = text.starts_with('{');
    let edit = match object.members().first() {
        Some(first) => {
            let at = first.span.start;
            let (separator, blank) = (
                if opened { "," } else { "" },
                blank_before(&document.text, at),
            );
            if !opened && !blank.starts_with('\n') {
                return None;
            }
            Edit {
                span: Span::at(at),
                text: format!("{}: {value}{separator}{blank}", quoted(key)),
            }
        }
        None if opened && text.ends_with('}') => {
            let inside = Span::new(object.span.start + 1, object.span.end.saturating_sub(1));
            let span = if inside.text(&document.text).trim().is_empty() {
                inside
            } else {
                return None;
            };
            Edit {
                span,
                text: format!("{}: {value}", quoted(key)),
            }
        }
        None => return None,
    };
    Some(Fix {
        title: format!("Add \"{key}\""),
        edits: vec![edit],
    })
}

/// What separates a property at `offset` from what stands before it: a line break and its indentation, or a blank.
fn blank_before(text: &str, offset: u32) -> String {
    let before = text.get(..offset as usize).unwrap_or("");
    let line = before
        .rfind('\n')
        .map_or(before, |newline| &before[newline + 1..]);
    if line.trim().is_empty() && before.len() != line.len() {
        format!("\n{line}")
    } else if before.is_empty() {
        "\n".to_owned()
    } else {
        " ".to_owned()
    }
}
