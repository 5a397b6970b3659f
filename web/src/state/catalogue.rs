//! The gallery's list: what examples there are, in order, and which of them a search finds.

use serde::Deserialize;

/// The list, as the page fetches it. Paths are relative to the page.
pub const INDEX: &str = "examples/index.json";

/// The names of an example's files, in the order of [`Files`](super::examples::Files).
pub const FILES: [&str; 3] = ["definition.asl.json", "input.json", "scenarios.json"];

/// Every example, in the order of the gallery.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// What is known of each.
    pub entries: Vec<Entry>,
}

/// What the list says of an example.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Entry {
    /// The folder's name, as in `#example/<id>`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub summary: String,
    /// How much it asks for: `start`, `next` or `deep`.
    pub level: String,
    /// The features that it shows, in the words of the language.
    pub tags: Vec<String>,
    /// What to try with it, step by step.
    #[serde(rename = "try")]
    pub steps: Vec<String>,
}

impl Catalogue {
    /// Reads `index.json`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let entries = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self { entries })
    }

    /// The example with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The examples in which every word of a query stands, those with a feature of that very name first, else in
    /// their order; without a word all of them.
    pub fn search(&self, query: &str) -> Vec<&Entry> {
        let query = query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let has_all = |entry: &&Entry| {
            let text = entry.text();
            words.iter().all(|word| text.contains(word))
        };
        let mut found: Vec<&Entry> = self.entries.iter().filter(has_all).collect();
        let named = |entry: &&Entry| {
            entry
                .tags
                .iter()
                .any(|tag| tag.to_lowercase() == query.trim())
        };
        found.sort_by_key(|entry| !named(entry));
        found
    }

    /// Every feature that an example shows, those of most examples first, else in the order of their first example.
    pub fn features(&self) -> Vec<&str> {
        let mut features: Vec<(&str, usize)> = Vec::new();
        for tag in self.entries.iter().flat_map(|entry| &entry.tags) {
            match features.iter_mut().find(|(known, _)| known == tag) {
                Some((_, count)) => *count += 1,
                None => features.push((tag, 1)),
            }
        }
        features.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        features.into_iter().map(|(tag, _)| tag).collect()
    }
}

impl Entry {
    /// Its level for people.
    pub fn level(&self) -> &'static str {
        match self.level.as_str() {
            "start" => "To start with",
            "deep" => "In depth",
            _ => "Next steps",
        }
    }

    /// What a search looks through, in lower case.
    fn text(&self) -> String {
        let Self {
            id, title, summary, ..
        } = self;
        let (tags, level) = (self.tags.join(" "), self.level());
        format!("{title} {summary} {tags} {level} {id}").to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"[
        {"id": "saga", "title": "Trip", "summary": "Undoes bookings.", "level": "next", "tags": ["Task", "Catch"], "try": ["Play."]},
        {"id": "poll", "title": "Poll a job", "summary": "Asks until it is done.", "level": "start", "tags": ["Wait", "Choice", "Task", "DO"], "try": []}
    ]"#;

    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let catalogue = Catalogue::parse(INDEX).unwrap();
        let found: Vec<&str> = catalogue
            .search(query)
            .iter()
            .map(|entry| entry.id.as_str())
            .collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn a_search_finds_what_has_every_word() {
        check("", &["saga", "poll"]);
        check("  ", &["saga", "poll"]);
        check("catch", &["saga"]);
        check("WAIT choice", &["poll"]);
        check("wait catch", &[]);
        check("undo", &["saga"]);
        check("task", &["saga", "poll"]);
        check("done", &["poll"]);
        check("do", &["poll", "saga"]);
        check("to start", &["poll"]);
    }

    #[test]
    fn features_of_most_examples_come_first() {
        let catalogue = Catalogue::parse(INDEX).unwrap();
        assert_eq!(
            catalogue.features(),
            ["Task", "Catch", "Wait", "Choice", "DO"]
        );
        assert_eq!(
            catalogue.entry("poll").map(|entry| &*entry.title),
            Some("Poll a job")
        );
        assert!(Catalogue::parse("<!doctype html>").is_err());
    }
}
