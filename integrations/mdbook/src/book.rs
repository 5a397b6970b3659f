//! mdBook's request and answer: `[context, book]` in, the book out.

use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::chapter::{self, Page};

/// The book with its machines drawn, or why it cannot be built.
pub(crate) fn preprocess(request: &str, warn: &mut dyn FnMut(String)) -> Result<String, String> {
    let request = serde_json::from_str(request)
        .map_err(|error| format!("error: mdBook's request cannot be read: {error}\n"))?;
    let Value::Array(parts) = request else {
        return Err("error: mdBook's request is no list of a context and a book.\n".to_owned());
    };
    let Ok([context, mut book]) = <[Value; 2]>::try_from(parts) else {
        return Err("error: mdBook's request is no context and a book.\n".to_owned());
    };
    let options = Options::read(&context)?;
    let mut problems = Vec::new();
    each_chapter(&mut book, |fields| {
        let path = text(fields, "path").unwrap_or_default();
        let source = text(fields, "source_path").unwrap_or(path);
        let file = options.root.join(&options.folder).join(source);
        let player = options.player_from(path);
        let page = Page {
            name: &format!("{}/{source}", options.folder),
            folder: file.parent().unwrap_or(&file),
            player: player.as_deref(),
        };
        let drawn = chapter::draw(text(fields, "content").unwrap_or_default(), page);
        problems.extend(drawn.problems);
        fields.insert("content".to_owned(), drawn.content.into());
    });
    if !options.warns && !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    problems.into_iter().for_each(warn);
    Ok(book.to_string())
}

/// What `book.toml` says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    /// The address of Playstate's `player.js`: absolute, or from the book's root. Without it the diagrams stand still.
    player: Option<String>,
    /// A machine with an error is told of and stays code, instead of ending the build.
    warns: bool,
    /// Where the book lies.
    root: PathBuf,
    /// The chapters' folder in it.
    folder: String,
}

impl Options {
    fn read(context: &Value) -> Result<Self, String> {
        let of_book = |key: &str| context.pointer("/config/book")?.get(key)?.as_str();
        let of_us = |key: &str| context.pointer("/config/preprocessor/asl")?.get(key);
        let warns = match of_us("on-problems").map(Value::as_str) {
            None | Some(Some("fail")) => false,
            Some(Some("warn")) => true,
            Some(_) => {
                return Err(
                    "error: on-problems, of [preprocessor.asl] in book.toml, is \"fail\" or \"warn\".\n".to_owned(),
                );
            }
        };
        Ok(Self {
            player: of_us("player").and_then(Value::as_str).map(str::to_owned),
            warns,
            root: context
                .get("root")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .into(),
            folder: of_book("src").unwrap_or("src").to_owned(),
        })
    }

    /// The player's address as a chapter names it.
    fn player_from(&self, chapter: &str) -> Option<String> {
        let player = self.player.as_deref()?;
        if player.starts_with('/') || player.contains("://") {
            return Some(player.to_owned());
        }
        Some("../".repeat(chapter.matches('/').count()) + player)
    }
}

/// Visits every chapter, in the book's order. (mdBook 0.4 and 0.5 wrap them differently.)
fn each_chapter(book: &mut Value, mut visit: impl FnMut(&mut Map<String, Value>)) {
    let mut pending = vec![book];
    while let Some(value) = pending.pop() {
        match value {
            Value::Array(items) => pending.extend(items.iter_mut().rev()),
            Value::Object(fields) => {
                if fields.contains_key("content") {
                    visit(fields);
                }
                pending.extend(fields.values_mut());
            }
            _ => {}
        }
    }
}

fn text<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    fields.get(key)?.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const MACHINE: &str = "```asl\n{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}\n```\n";

    #[test]
    fn a_scenario_of_a_file_is_drawn_and_goes_along() {
        let folder = std::env::temp_dir().join(format!("mdbook-asl-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("pages/deep")).unwrap();
        let scenarios = r#"{"scenarios": [{"name": "</script>"}, {"name": "Works"}]}"#;
        std::fs::write(folder.join("pages/deep/all.json"), scenarios).unwrap();
        let drawn = |fence: &str| {
            let content = MACHINE.replace("asl", fence);
            let request = request(&json!({}), &content)
                .replace("\"root\":\"\"", &format!("\"root\":{}", json!(folder)));
            preprocess(&request, &mut |_| {})
        };
        let book = drawn("asl scenarios=all.json scenario=Works panels=data").unwrap();
        for part in [
            "data-scenario>[{\\\"name\\\":\\\"\\\\u003c/script>",
            "A: Pass, succeeded",
            "<asl-player scenario=\\\"Works\\\" panels=\\\"data\\\">",
        ] {
            assert!(book.contains(part), "{part} in {book}");
        }
        let lost = drawn("asl scenarios=all.json scenario=Lost").unwrap_err();
        assert!(
            lost.contains("There are: </script>, Works.\n  --> pages/deep/inner.md:1:1"),
            "{lost}"
        );
        let lost = drawn("asl scenarios=lost.json").unwrap_err();
        assert!(lost.contains("lost.json: "), "{lost}");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    fn request(settings: &Value, inner: &str) -> String {
        let chapter = |content: &str, path: &str, inside: Value| json!({"Chapter": {"name": "C", "content": content, "path": path, "source_path": path, "sub_items": inside}});
        let inner = chapter(inner, "deep/inner.md", json!([]));
        let items = [
            chapter(MACHINE, "outer.md", json!([inner])),
            json!("Separator"),
        ];
        let config = json!({"book": {"src": "pages"}, "preprocessor": {"asl": settings}});
        json!([{"root": "", "config": config}, {"items": items}]).to_string()
    }

    #[test]
    fn chapters_at_every_depth_are_drawn() {
        let request = request(&json!({"player": "playstate/player.js"}), MACHINE);
        let book = preprocess(&request, &mut |_| panic!("no warnings")).unwrap();
        let book: Value = serde_json::from_str(&book).unwrap();
        let outer = book
            .pointer("/items/0/Chapter/content")
            .unwrap()
            .to_string();
        let inner = book
            .pointer("/items/0/Chapter/sub_items/0/Chapter/content")
            .unwrap()
            .to_string();
        assert!(outer.contains("<svg ") && inner.contains("<svg "));
        assert!(outer.contains("src=\\\"playstate/player.js"), "{outer}");
        assert!(inner.contains("src=\\\"../playstate/player.js"), "{inner}");
    }

    #[test]
    fn a_machine_with_an_error_ends_the_build_or_stays_code() {
        let broken = "Text.\n\n```asl\n{\"StartAt\": \"A\",\n \"States\": {}}\n```\n";
        let failed = preprocess(&request(&json!({}), broken), &mut |_| {}).unwrap_err();
        assert!(failed.contains("--> pages/deep/inner.md:4:"), "{failed}");

        let mut warnings = Vec::new();
        let request = request(&json!({"on-problems": "warn"}), broken);
        let book = preprocess(&request, &mut |warning| warnings.push(warning)).unwrap();
        assert_eq!(warnings.join("\n"), failed);
        let book: Value = serde_json::from_str(&book).unwrap();
        let inner = book.pointer("/items/0/Chapter/sub_items/0/Chapter/content");
        assert_eq!(inner.unwrap(), broken);
    }
}
