//! Links that are broken, or made to harm: each is refused with what, why, and what to do.

use expect_test::{Expect, expect};
use serde_json::json;

use super::*;

/// A link of this content, made by hand.
fn made(content: &str) -> String {
    fragment::write(deflate::deflate(&[], content.as_bytes()))
}

#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "reads better in rows of a table"
)]
fn refused(link: &str, expected: Expect) {
    let error = decode(link).unwrap_err();
    expected.assert_eq(&format!("{}: {error}", error.code()));
}

#[test]
fn a_broken_fragment_says_why_and_what_to_do() {
    refused(
        "",
        expect![
            "not-a-link: This is not a link to a situation: after the # there is no version, codec and payload with dots between them. Copy the whole link, from the # to its end."
        ],
    );
    refused(
        "#section-2",
        expect![
            "not-a-link: This is not a link to a situation: after the # there is no version, codec and payload with dots between them. Copy the whole link, from the # to its end."
        ],
    );
    refused(
        "https://example.com/a.b.c",
        expect![
            "not-a-link: This is not a link to a situation: after the # there is no version, codec and payload with dots between them. Copy the whole link, from the # to its end."
        ],
    );
    refused(
        "#7.d.AAAA",
        expect![[
            r#"unknown-version: This link is of version "7", which is not known here; known is 1. It was probably made by a newer Playstate: reload the page, or open the link where it was made."#
        ]],
    );
    refused(
        "#1.brotli2000000000.AAAA",
        expect![[
            r#"unknown-codec: This link is packed as "brotli200000…", which is not known here; known is d. It was probably made by a newer Playstate: reload the page, or open the link where it was made."#
        ]],
    );
    refused(
        "#1.d.",
        expect![
            "cut-off: This link ends too early: its last part is missing. Copy it again, to its very end; some programs shorten long links."
        ],
    );
    refused(
        "#1.d.ab%20cd",
        expect![
            "character: This link has the character '%', which links do not have: it was changed on its way. Copy it again, from the # to its end, and nothing around it."
        ],
    );
    refused(
        "#1.d.AAAAAAAAAAAA",
        expect![
            "damaged: This link is damaged: its checksum does not fit what it holds. Copy it again from where it was posted; a change of upper and lower case is enough to break it."
        ],
    );
}

#[test]
fn broken_content_says_why_and_what_to_do() {
    refused(
        &made(&"a".repeat(MOST_BYTES + 1)),
        expect![
            "too-large: This link holds more than 2 MB, the most that a link may hold. Share it as a file instead."
        ],
    );
    refused(
        &made(&format!("{{\"definition\":1}}\0{}{}", 8, "[".repeat(9_000))),
        expect![
            "too-large: This link holds more than 2 MB, the most that a link may hold. Share it as a file instead."
        ],
    );
    refused(
        &made(&format!("{{\"x\":{}", "[".repeat(200))),
        expect![
            "too-deep: The scenarios of this link are nested deeper than 100 levels, the most that a link may hold. Share it as a file instead."
        ],
    );
    refused(
        &made("{"),
        expect![
            "content: This link arrived whole, but it was not made as the link format says: EOF while parsing an object at line 1 column 1. Tell whoever made it."
        ],
    );
    refused(
        &made("{\"at\":\"x\"}"),
        expect![
            "content: This link arrived whole, but it was not made as the link format says: at is no such number. Tell whoever made it."
        ],
    );
    refused(
        &made("{\"definition\":1}"),
        expect![
            "content: This link arrived whole, but it was not made as the link format says: it refers to text 1, and has 0. Tell whoever made it."
        ],
    );
    refused(
        &made("{\"definition\":0}\0=x"),
        expect![
            "content: This link arrived whole, but it was not made as the link format says: it refers to text 0, and has 1. Tell whoever made it."
        ],
    );
    refused(
        &made("{\"definition\":1}\0?x"),
        expect![
            "content: This link arrived whole, but it was not made as the link format says: its text 1 is packed in an unknown way. Tell whoever made it."
        ],
    );
    refused(
        &fragment::write(vec![7; 30]),
        expect![
            "content: This link arrived whole, but it was not made as the link format says: its payload is not a stream of deflate. Tell whoever made it."
        ],
    );
    refused(
        &fragment::write(deflate::deflate(&[], b"\xff")),
        expect![
            "content: This link arrived whole, but it was not made as the link format says: its text is not UTF-8. Tell whoever made it."
        ],
    );
}

#[test]
fn one_text_that_is_named_often_is_no_bomb() {
    let scenarios = vec![r#"{"input":1}"#; 1_000].join(",");
    let link = made(&format!(
        "{{\"scenarios\":[{scenarios}]}}\0={}",
        "x".repeat(100_000)
    ));
    assert_eq!(decode(&link), Err(LinkError::TooLarge));
}

#[test]
fn links_by_hand_may_have_their_texts_in_the_head() {
    let link = made(r#"{"definition":"{}","later":true,"scenarios":[{"name":"a","input":"1"}]}"#);
    let expected = json!({"definition": "{}", "scenarios": [{"name": "a", "input": "1"}]});
    assert_eq!(decode(&link), Ok(Situation::from_json(expected).unwrap()));
}
