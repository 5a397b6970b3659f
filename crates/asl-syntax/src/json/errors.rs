//! The words for what is wrong with the syntax: what, and what to do.

use crate::{Diagnostic, Span};

/// The place is a hole between two things, where `,` is missing.
pub(super) fn expected_comma(gap: Span, next: Span, before: &str) -> Diagnostic {
    Diagnostic::error(
        "expected-comma",
        gap,
        format!("Expected a comma before this {before}."),
    )
    .with_label(next, format!("this {before} follows without a comma"))
    .with_fix("Insert `,`", gap, ",")
}

pub(super) fn wrong_separator(span: Span, found: &str, expected: &str) -> Diagnostic {
    Diagnostic::error(
        "expected-comma",
        span,
        format!("Expected `{expected}` here, not `{found}`."),
    )
    .with_fix(format!("Replace with `{expected}`"), span, expected)
}

pub(super) fn expected_colon(gap: Span, key: Span) -> Diagnostic {
    Diagnostic::error(
        "expected-colon",
        gap,
        "Expected a colon after this property name.",
    )
    .with_label(key, "the property name")
    .with_fix("Insert `:`", gap, ":")
}

pub(super) fn property_without_value(gap: Span, key: &str) -> Diagnostic {
    Diagnostic::error(
        "expected-value",
        gap,
        format!("Expected a value for \"{key}\" here."),
    )
    .with_help("Write a string, number, object, array, true, false or null after the colon.")
}

pub(super) fn expected_value(gap: Span) -> Diagnostic {
    Diagnostic::error("expected-value", gap, "Expected a value here.")
        .with_help("Write the value, or remove the comma.")
}

pub(crate) fn empty_text(span: Span) -> Diagnostic {
    Diagnostic::error("empty-definition", span, "There is no definition yet.")
        .with_help("A state machine is an object with \"StartAt\" and \"States\".")
        .with_fix(
            "Insert a state machine of one state",
            span,
            "{\n  \"StartAt\": \"Start\",\n  \"States\": {\n    \"Start\": {\n      \"Type\": \"Pass\",\n      \"End\": true\n    }\n  }\n}\n",
        )
}

pub(crate) fn expected_property_name(span: Span) -> Diagnostic {
    Diagnostic::error(
        "expected-property-name",
        span,
        "Expected a property name before this value.",
    )
    .with_help(
        "Inside { } every value has a name: \"Name\": value. A list of values goes into [ ].",
    )
}

pub(super) fn stray_comma(span: Span) -> Diagnostic {
    Diagnostic::error("stray-comma", span, "This comma separates nothing.").with_fix(
        "Remove the comma",
        span,
        "",
    )
}

pub(super) fn trailing_comma(span: Span, closer: char) -> Diagnostic {
    Diagnostic::warning(
        "trailing-comma",
        span,
        format!("A comma before `{closer}` is not JSON."),
    )
    .with_help("It is ignored here; AWS refuses it.")
    .with_fix("Remove the comma", span, "")
}

/// `missing` are the closing brackets that `openers` want, innermost first.
pub(super) fn unclosed(end: Span, opener: Span, missing: &str) -> Diagnostic {
    let message = match missing.len() {
        1 => format!("Expected `{missing}` before the end of the text."),
        count => {
            format!("Expected {count} closing brackets, `{missing}`, before the end of the text.")
        }
    };
    Diagnostic::error("unclosed-bracket", end, message)
        .with_label(opener, "this bracket is never closed")
        .with_fix(format!("Insert `{missing}`"), end, missing)
}

/// The same, when indentation tells which bracket it is, and `place` where it was to be closed.
pub(super) fn unclosed_inside(
    end: Span,
    opener: Span,
    closer: Span,
    place: u32,
    missing: &str,
) -> Diagnostic {
    let mut error = Diagnostic::error(
        "unclosed-bracket",
        opener,
        format!("This bracket is not closed: there is no `{missing}` for it."),
    )
    .with_help("The indentation says so. The end of the text is where one is missing in the count.")
    .with_label(closer, "by its indentation this closes an outer bracket")
    .with_label(end, "here one is missing");
    error.fixes.push(crate::Fix {
        title: format!("Insert `{missing}` where its lines end"),
        edits: vec![crate::Edit {
            span: Span::at(place),
            text: missing.to_owned(),
        }],
    });
    error.with_fix(format!("Insert `{missing}` at the end"), end, missing)
}

pub(super) fn closed_by_other(gap: Span, opener: Span, closer: char, found: Span) -> Diagnostic {
    Diagnostic::error(
        "unclosed-bracket",
        gap,
        format!("Expected `{closer}` here."),
    )
    .with_label(opener, "to close this bracket")
    .with_label(found, "this closes an outer bracket")
    .with_fix(format!("Insert `{closer}`"), gap, closer)
}

/// A property follows inside of an array: its bracket is missing.
pub(super) fn property_in_array(gap: Span, opener: Span, property: Span) -> Diagnostic {
    Diagnostic::error("unclosed-bracket", gap, "Expected `]` here.")
        .with_help("What follows is a property; an array holds values only.")
        .with_label(opener, "to close this bracket")
        .with_label(property, "the property that follows")
        .with_fix("Insert `]`", gap, "]")
}

pub(super) fn stray_closer(span: Span, found: &str) -> Diagnostic {
    Diagnostic::error(
        "stray-bracket",
        span,
        format!("This `{found}` closes nothing."),
    )
    .with_fix(format!("Remove `{found}`"), span, "")
}

pub(super) fn closed_too_early(closer: Span, next: Span) -> Diagnostic {
    let message = "This `}` ends the definition, but more follows.";
    Diagnostic::error("closed-too-early", closer, message)
        .with_help("Remove it, or another closing bracket before it that is one too many.")
        .with_label(next, "this comes after the end")
        .with_fix("Remove `}`", closer, "")
}

/// A bracket that by its indentation is one too many; `found` is where that comes to light.
pub(super) fn surplus(bracket: Span, found: Span) -> Diagnostic {
    Diagnostic::error("stray-bracket", bracket, "This bracket is one too many.")
        .with_help("The indentation says so. What follows it ends up outside of where it belongs.")
        .with_label(found, "so this is outside of the definition")
        .with_fix("Remove this bracket", bracket, "")
}

pub(crate) fn text_after_end(span: Span) -> Diagnostic {
    Diagnostic::error(
        "text-after-end",
        span,
        "The definition ended before this text.",
    )
    .with_help("A definition is one object, { ... }.")
    .with_fix("Remove the rest", span, "")
}

pub(super) fn unexpected_character(span: Span, found: &str) -> Diagnostic {
    let hint = match found {
        "#" => "Comments begin with // in JSON.",
        _ => "Text belongs into double quotes.",
    };
    Diagnostic::error(
        "unexpected-character",
        span,
        format!("Did not expect `{found}` here."),
    )
    .with_help(hint)
}

pub(super) fn unclosed_comment(span: Span) -> Diagnostic {
    let end = Span::at(span.end);
    Diagnostic::error(
        "unclosed-comment",
        span,
        "This comment is never closed with `*/`.",
    )
    .with_fix("Insert `*/`", end, "*/")
}

pub(super) fn unterminated_string(span: Span, quote: char) -> Diagnostic {
    let end = Span::at(span.end);
    Diagnostic::error(
        "unterminated-string",
        span,
        format!("This string has no closing {quote}."),
    )
    .with_help("A string ends on the line it begins on. Write \\n for a line break inside it.")
    .with_fix(format!("Insert {quote}"), end, quote)
}

pub(super) fn other_quotes(span: Span, quote: char, json: &str) -> Diagnostic {
    let quotes = match quote {
        '\'' => Diagnostic::warning("single-quotes", span, "JSON strings have double quotes.")
            .with_help("It is read as a string here; AWS refuses it."),
        '`' => Diagnostic::error(
            "other-quotes",
            span,
            "JSON strings have double quotes, not backticks.",
        ),
        _ => Diagnostic::error(
            "other-quotes",
            span,
            "JSON strings have straight quotes, not curly ones.",
        )
        .with_help("Word processors and chat programs replace them."),
    };
    quotes.with_fix("Use double quotes", span, json)
}

pub(super) fn unquoted_key(span: Span, json: &str) -> Diagnostic {
    Diagnostic::warning(
        "unquoted-key",
        span,
        "JSON property names have double quotes.",
    )
    .with_help("It is read as a name here; AWS refuses it.")
    .with_fix("Add the quotes", span, json)
}

pub(super) fn unquoted_string(span: Span, word: &str) -> Diagnostic {
    Diagnostic::error(
        "unquoted-string",
        span,
        format!("`{word}` is not a value: strings need double quotes."),
    )
    .with_fix("Add the quotes", span, format!("\"{word}\""))
}

pub(super) fn misspelt_literal(span: Span, word: &str, literal: &str) -> Diagnostic {
    Diagnostic::error(
        "misspelt-literal",
        span,
        format!("JSON writes `{literal}`, not `{word}`."),
    )
    .with_fix(format!("Replace with `{literal}`"), span, literal)
}

pub(super) fn invalid_number(span: Span, word: &str, number: &str) -> Diagnostic {
    Diagnostic::error(
        "invalid-number",
        span,
        format!("`{word}` is not a JSON number."),
    )
    .with_help("No plus sign or leading zero, and a digit on both sides of the point.")
    .with_fix(format!("Replace with `{number}`"), span, number)
}

pub(super) fn template_placeholder(span: Span, text: &str) -> Diagnostic {
    Diagnostic::warning("template-placeholder", span, format!("`{text}` stands for a value that is not known here."))
        .with_help("A template fills it in before deployment. Until then it is left out of the checks and has no value in a run.")
}

pub(super) fn control_character(span: Span, char: char) -> Diagnostic {
    let escape = match char {
        '\t' => "\\t".to_owned(),
        '\u{8}' => "\\b".to_owned(),
        '\u{c}' => "\\f".to_owned(),
        _ => format!("\\u{:04x}", u32::from(char)),
    };
    Diagnostic::error(
        "control-character",
        span,
        "A string cannot hold this control character as it is.",
    )
    .with_fix(format!("Write it as `{escape}`"), span, escape)
}

pub(super) fn invalid_escape(span: Span, char: char) -> Diagnostic {
    let doubled = format!("\\\\{char}");
    let error = Diagnostic::error(
        "invalid-escape",
        span,
        format!("`\\{char}` is not an escape of JSON."),
    );
    if char == '\'' {
        error
            .with_help("A single quote needs no backslash in JSON. An intrinsic function wants two: \\\\'.")
            .with_fix("Write a single quote", span, "'")
            .with_fix("Double the backslash", span, doubled)
    } else {
        error
            .with_help("A backslash itself is written \\\\.")
            .with_fix("Double the backslash", span, doubled)
    }
}

pub(super) fn short_unicode_escape(span: Span) -> Diagnostic {
    Diagnostic::error(
        "invalid-escape",
        span,
        "`\\u` needs four hexadecimal digits.",
    )
}

pub(super) fn lone_surrogate(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "lone-surrogate",
        span,
        "Half of a surrogate pair is not a character.",
    )
    .with_help("It is read as U+FFFD. Characters beyond U+FFFF need both halves, \\ud83d\\ude00.")
}

pub(crate) fn duplicate_key(span: Span, first: Span, key: &str) -> Diagnostic {
    Diagnostic::error(
        "duplicate-key",
        span,
        format!("\"{key}\" is already a property of this object."),
    )
    .with_help("Only the last one would count. Rename or remove one of them.")
    .with_label(first, "the first one")
}

pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(
        "nested-too-deeply",
        span,
        format!("More than {} brackets are open here.", crate::MAX_DEPTH),
    )
    .with_help("What lies deeper is not read.")
}
