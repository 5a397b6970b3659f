//! Links: every form that was ever published opens, and the format's page is true.

use std::path::{Path, PathBuf};

use asl_share::{LinkError, Situation, decode, encode};
use serde_json::Value;

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of `links/` are never changed and never removed; every form gets one when it is published.
#[test]
fn every_published_link_opens() {
    let mut opened = 0;
    for entry in std::fs::read_dir(project().join("tests/links")).expect("the folder of links") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a file of a link");
        let published: Value = serde_json::from_str(&text).expect("a file of a link is JSON");
        let link = published["link"].as_str().expect("a link");
        let expected: Situation =
            Situation::from_json(published["situation"].clone()).expect("a situation");
        assert_eq!(decode(link), Ok(expected), "{}", path.display());
        opened += 1;
    }
    assert!(opened >= 4, "{opened} links");
}

/// The blocks of the format's page between two headings, by their language.
fn blocks(page: &str, heading: &str) -> Vec<(String, String)> {
    let start = page.find(&format!("### {heading}\n")).expect("the heading");
    let section = &page[start + 4..];
    let section = section
        .find("\n### ")
        .map_or(section, |end| &section[..end]);
    let blocks = section.split("```").skip(1).step_by(2);
    blocks
        .filter_map(|block| block.split_once('\n'))
        .map(|(language, text)| (language.to_owned(), text.trim_end().to_owned()))
        .collect()
}

#[track_caller]
fn vectors(heading: &str, made_here: bool) {
    let page = std::fs::read_to_string(project().join("docs/link-format.md")).expect("the page");
    let blocks = blocks(&page, heading);
    assert!(!blocks.is_empty() && blocks.len().is_multiple_of(2));
    for pair in blocks.chunks(2) {
        let [(json, situation), (text, link)] = pair else {
            continue;
        };
        assert_eq!((json.as_str(), text.as_str()), ("json", "text"));
        let situation: Value = serde_json::from_str(situation).expect("JSON");
        let situation = Situation::from_json(situation).expect("a situation");
        assert_eq!(decode(link).as_ref(), Ok(&situation));
        if made_here {
            assert_eq!(encode(&situation).as_deref(), Ok(link.as_str()));
        }
    }
}

#[test]
fn the_pages_links_are_made_here() {
    vectors("Made here", true);
}

#[test]
fn the_pages_links_of_others_open() {
    vectors("Made elsewhere", false);
}

#[test]
fn the_pages_broken_links_are_refused() {
    let page = std::fs::read_to_string(project().join("docs/link-format.md")).expect("the page");
    let (_, section) = page.split_once("### Refused\n").expect("the heading");
    let rows = section.lines().filter(|line| line.starts_with("| `#"));
    let mut refused = 0;
    for row in rows {
        let mut cells = row.split('`').skip(1).step_by(2);
        let (link, code) = (cells.next().expect("a link"), cells.next().expect("a code"));
        assert_eq!(
            decode(link).as_ref().map_err(LinkError::code),
            Err(code),
            "{link}"
        );
        refused += 1;
    }
    assert!(refused >= 6, "{refused} links");
}
