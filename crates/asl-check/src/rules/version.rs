//! # `version`
//!
//! ## What it checks
//! `Version`, if it is there, is `"1.0"`.
//!
//! ## Why
//! It is the version of the States Language, of which there is only one. AWS refuses others.
//!
//! ## Example
//! ```json
//! {"Version": "2.1", "StartAt": "Hello", "States": {"Hello": {"Type": "Succeed"}}}
//! ```
//!
//! ## Instead
//! ```json
//! {"Version": "1.0", "StartAt": "Hello", "States": {"Hello": {"Type": "Succeed"}}}
//! ```
//!
//! ## Source
//! The specification, "Top-level fields".

use asl_syntax::Diagnostic;

use crate::context::{Context, is_unknown};
use crate::edits::{remove_member, replace_with_string};

pub(super) const CODE: &str = "version";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let root = context.root.node;
    let Some(member) = root.member("Version") else { return Vec::new() };
    let Some(version) = member.value.as_str().filter(|version| *version != "1.0") else {
        return Vec::new();
    };
    if is_unknown(&member.value) {
        return Vec::new();
    }
    let message = format!("There is no version \"{version}\" of the States Language.");
    let mut diagnostic = Diagnostic::error(CODE, member.value.span, message)
        .with_help("It is not the version of your definition. Write \"1.0\" or leave it out.")
        .with_path("/Version");
    diagnostic.fixes.push(replace_with_string(member.value.span, "1.0"));
    diagnostic.fixes.extend(remove_member(context.document, root, member));
    vec![diagnostic]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn versions() {
        check(CODE, "{\"StartAt\": \"A\", \"Version\": \"1.0.0\"}", expect![[r#"
            {"StartAt": "A", "Version": "1.0.0"}
                                        ^^^^^^^ error: There is no version "1.0.0" of the States Language. (/Version)
                                          help: It is not the version of your definition. Write "1.0" or leave it out.
                                          fix: Replace with "1.0"
                                          fix: Remove "Version"
        "#]]);
        check(CODE, "{\"StartAt\": \"A\", \"Version\": \"1.0\"}", expect![[r#"
            {"StartAt": "A", "Version": "1.0"}
        "#]]);
    }
}
