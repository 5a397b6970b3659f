//! What a machine is as HTML.

use std::fmt::Write as _;

use serde_json::Value;

use crate::info::Attribute;

/// A machine: the element, in it the definition, its scenarios, and the drawing for those without script. It is one
/// line, as a blank line would end it in Markdown.
pub(crate) fn player<'a>(
    attributes: impl Iterator<Item = &'a Attribute>,
    code: &str,
    scenarios: Option<&Value>,
    svg: &str,
) -> String {
    let mut said = String::new();
    for Attribute { name, value } in attributes {
        // Writing to a String cannot fail.
        let _ = write!(said, " {name}=\"{}\"", escape(value));
    }
    let data = scenarios.map_or_else(String::new, |list| {
        // No text in it can end the script.
        let json = list.to_string().replace('<', "\\u003c");
        format!("<script type=\"application/json\" data-scenario>{json}</script>")
    });
    format!(
        "<div class=\"asl-machine\"><asl-player{said}><pre><code class=\"language-asl\">{}</code></pre>{data}{svg}</asl-player></div>",
        escape(code)
    )
}

/// The script that brings the machines of a page to life.
pub(crate) fn script(player: &str) -> String {
    format!(
        "\n\n<script type=\"module\" src=\"{}\"></script>\n",
        escape(player)
    )
}

/// Text for HTML, on one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => {}
            other => out.push(other),
        }
    }
    out
}
