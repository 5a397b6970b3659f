//! The machines of one chapter.

use std::ops::Range;
use std::path::Path;

use asl::Source;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::info::{self, Attribute};
use crate::{machine, markup};

/// A chapter with its machines drawn.
pub(crate) struct Drawn {
    pub(crate) content: String,
    /// What is wrong, each with its place; such a machine stays code.
    pub(crate) problems: Vec<String>,
}

/// What a chapter is.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    /// Its name in messages.
    pub(crate) name: &'a str,
    /// The folder of its source, where it looks for other files.
    pub(crate) folder: &'a Path,
    /// The address of the script.
    pub(crate) player: Option<&'a str>,
}

/// Draws every machine of a chapter.
pub(crate) fn draw(content: &str, page: Page<'_>) -> Drawn {
    let mut drawn = Drawn {
        content: String::with_capacity(content.len()),
        problems: Vec::new(),
    };
    let mut copied = 0;
    for fence in fences(content) {
        let line = 1 + content
            .get(..fence.range.start)
            .unwrap_or_default()
            .matches('\n')
            .count();
        match html(&fence, page, line) {
            Ok(html) => {
                drawn
                    .content
                    .push_str(content.get(copied..fence.range.start).unwrap_or_default());
                drawn.content.push_str(&html);
                // Only a blank line ends HTML. It belongs to the list item or quotation that the fence stands in.
                drawn.content.push('\n');
                drawn.content.push_str(&prefix(content, fence.range.start));
                drawn.content.push('\n');
                copied = fence.range.end;
            }
            Err(problem) => drawn.problems.push(problem),
        }
    }
    drawn
        .content
        .push_str(content.get(copied..).unwrap_or_default());
    if let Some(player) = page.player.filter(|_| copied > 0) {
        drawn.content.push_str(&markup::script(player));
    }
    drawn
}

/// A fenced code block in the language `asl`.
struct Fence {
    range: Range<usize>,
    attributes: Result<Vec<Attribute>, String>,
    code: String,
}

fn fences(content: &str) -> Vec<Fence> {
    // As mdBook reads it: what these make of a text decides where a fence can stand.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut found = Vec::new();
    let mut inside: Option<Fence> = None;
    for (event, range) in Parser::new_ext(content, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                inside = info::attributes(&info).map(|attributes| Fence {
                    range,
                    attributes,
                    code: String::new(),
                });
            }
            Event::Text(text) => {
                if let Some(fence) = &mut inside {
                    fence.code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(inside.take()),
            _ => {}
        }
    }
    found
}

/// A fence, that begins at `line`, as HTML, or what is wrong with it.
fn html(fence: &Fence, page: Page<'_>, line: usize) -> Result<String, String> {
    let source = Source {
        name: page.name,
        line: u32::try_from(line + 1).unwrap_or(u32::MAX),
    };
    match &fence.attributes {
        Ok(attributes) => machine::draw(&fence.code, attributes, source, page.folder),
        Err(why) => Err(machine::complaint(why, source)),
    }
}

/// What a line of the same container begins with: its quotation marks, and spaces for the rest.
fn prefix(content: &str, at: usize) -> String {
    let before = content.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let kept = |c: char| if c == '>' { '>' } else { ' ' };
    line.chars()
        .map(kept)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFINITION: &str =
        "{\"StartAt\": \"A\",\n\n\"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}\n";

    fn drawn(content: &str) -> Drawn {
        let page = Page {
            name: "page.md",
            folder: Path::new("."),
            player: Some("player.js"),
        };
        draw(content, page)
    }

    fn rendered(content: &str) -> String {
        let drawn = drawn(content);
        assert_eq!(drawn.problems, Vec::<String>::new());
        let mut html = String::new();
        for event in Parser::new(&drawn.content) {
            match event {
                Event::Html(text) => html.push_str(&text),
                Event::Text(text) => html.extend(["[", &text, "]"]),
                Event::Start(Tag::BlockQuote(_)) => html.push_str("(quote "),
                Event::End(TagEnd::BlockQuote(_)) => html.push_str(" quote)"),
                Event::Start(Tag::Item) => html.push_str("(item "),
                Event::End(TagEnd::Item) => html.push_str(" item)"),
                _ => {}
            }
        }
        html
    }

    /// The order of what is named in the rendered chapter.
    #[track_caller]
    fn check(content: &str, order: &[&str]) {
        let html = rendered(content);
        let mut rest = html.as_str();
        for part in order {
            let Some((_, after)) = rest.split_once(part) else {
                panic!("{part} in {html}");
            };
            rest = after;
        }
    }

    #[test]
    fn a_machine_is_html_to_the_next_line() {
        check(
            &format!("before\n```asl\n{DEFINITION}```\nafter *it*"),
            &[
                "[before]",
                "<div class=\"asl-machine\"><asl-player><pre>",
                "</asl-player></div>",
                "[after ",
                "<script",
            ],
        );
    }

    #[test]
    fn a_machine_stays_in_its_quotation_and_list() {
        let quoted = format!("```asl\n{DEFINITION}```\nmore").replace('\n', "\n> ");
        check(
            &format!("> {quoted}\n\nafter"),
            &["(quote ", "</div>", "[more]", " quote)", "[after]"],
        );
        let indented = format!("```asl\n{DEFINITION}```\nmore").replace('\n', "\n  ");
        check(
            &format!("- {indented}\n\nafter"),
            &["(item ", "</div>", "[more]", " item)", "[after]"],
        );
    }

    #[test]
    fn the_script_comes_once_and_only_where_there_is_a_machine() {
        let fence = format!("```asl\n{DEFINITION}```\n");
        let scripts = |content: &str| rendered(content).matches("<script").count();
        assert_eq!(scripts(&format!("{fence}\n{fence}")), 1);
        assert_eq!(scripts("```json\n{}\n```"), 0);
    }

    #[test]
    fn an_example_of_a_fence_stays_one() {
        let example = format!("````md\n```asl\n{DEFINITION}```\n````\n");
        assert_eq!(drawn(&example).content, example);
    }
}
