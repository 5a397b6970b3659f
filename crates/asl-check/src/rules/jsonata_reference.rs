//! # `jsonata-reference`
//!
//! ## What it checks
//! A JSONata expression names nothing outside of `$states`, variables and functions: no bare `name`, `$`, `$$`, `*` or `%`
//! at its top level. Inside of predicates, maps and functions they are fine.
//!
//! ## Why
//! There is no input document in AWS's JSONata; the state input is `$states.input`. AWS refuses the definition.
//!
//! ## Example
//! ```json
//! "Call": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% phone[0].number %}", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Call": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.phone[0].number %}", "End": true}
//! ```
//!
//! ## Source
//! Measured on AWS: `UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported.`

use asl_syntax::{Diagnostic, Fix, Span};

use crate::context::{Context, JsonataAt};
use crate::edits::replace_with_string;

pub(super) const CODE: &str = "jsonata-reference";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for expression in &context.jsonata {
        let Ok(compiled) = &expression.compiled else { continue };
        for reference in compiled.unsupported_references() {
            found.push(word(context, expression, &reference.name, reference.offset));
        }
    }
    found
}

fn word(context: &Context<'_>, expression: &JsonataAt<'_>, name: &str, offset: usize) -> Diagnostic {
    let place = context.inside(expression.node, expression.offset + offset);
    let length = u32::try_from(name.len()).unwrap_or(0);
    let exact = place != expression.node.span;
    let span = if exact { Span::new(place.start, (place.start + length).min(place.end)) } else { place };
    let mut diagnostic = Diagnostic::error(CODE, span, format!("`{name}` refers to nothing here."))
        .with_help("The state input is $states.input; a variable begins with $.")
        .with_path(&expression.path);
    diagnostic.fixes.extend(from_input(expression, name, offset));
    diagnostic
}

/// With `$states.input` in place of the reference or before it.
fn from_input(expression: &JsonataAt<'_>, name: &str, offset: usize) -> Option<Fix> {
    let meant = match name {
        "$" | "$$" => "$states.input".to_owned(),
        _ if name.starts_with(|c: char| c.is_alphabetic() || c == '_') => format!("$states.input.{name}"),
        _ => return None,
    };
    let start = expression.offset + offset;
    let whole = expression.node.as_str()?;
    (whole.get(start..start + name.len())? == name).then(|| {
        let mut text = whole.to_owned();
        text.replace_range(start..start + name.len(), &meant);
        replace_with_string(expression.node.span, &text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn references() {
        check(
            CODE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": {"Type": "Pass", "Output": {"a": "{% order.id %}", "b": "{% $.id & $$.x %}", "c": "{% $states.input.items[price > 3].($ & name) %}"}, "End": true}
}}"#,
            expect![[r#"
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Output": {"a": "{% order.id %}", "b": "{% $.id & $$.x %}", "c": "{% $states.input.items[price > 3].($ & name) %}"}, "End": true}
                                                            ^^^^^ error: `order` refers to nothing here. (/States/A/Output)
                                                              help: The state input is $states.input; a variable begins with $.
                                                              fix: Replace with "{% $states.input.order.id %}"
                                                                                   ^ error: `$` refers to nothing here. (/States/A/Output)
                                                                                     help: The state input is $states.input; a variable begins with $.
                                                                                     fix: Replace with "{% $states.input.id & $$.x %}"
                                                                                          ^^ error: `$$` refers to nothing here. (/States/A/Output)
                                                                                            help: The state input is $states.input; a variable begins with $.
                                                                                            fix: Replace with "{% $.id & $states.input.x %}"
                }}
            "#]],
        );
    }
}
