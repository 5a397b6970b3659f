//! Paths over documents: values, Jayway's texts, places.

use proptest::prelude::*;

use super::{Path, PathErrorKind, Scope};
use crate::value::{Object, Value};

const STORE: &str = r#"{"store":{"book":[
    {"category":"reference","title":"Sayings","price":8.95},
    {"category":"fiction","title":"Honour","price":12.99,"isbn":"0-395"},
    {"category":"fiction","title":"Moby","isbn":"0-553","price":8.99,"tags":["sea","whale"]}],
    "bicycle":{"color":"red","price":19.95}},"n":[1,2,3,4],"empty":[],"nothing":null,"text":"abc",
    "a b":1,"x-y":2,"ключ":3,"it's":4,"max":10}"#;

fn eval(path: &str, input: &str) -> Result<String, super::PathError> {
    let input = Value::from_json(input).unwrap();
    let context = Value::from_json(r#"{"Execution":{"Input":{"k":[5,6]},"Name":"run"}}"#).unwrap();
    let variables: Object = [
        ("v".into(), Value::from_json(r#"{"a":[7,8]}"#).unwrap()),
        ("x_1".into(), Value::from(9_i64)),
    ]
    .into_iter()
    .collect();
    let scope = Scope {
        input: &input,
        context: &context,
        variables: &variables,
    };
    Path::parse(path)
        .unwrap_or_else(|error| panic!("{path}: {error}"))
        .eval(&scope)
        .map(|value| value.to_string())
}

#[track_caller]
fn check(path: &str, expected: &str) {
    match eval(path, STORE) {
        Ok(value) => assert_eq!(value, expected, "{path}"),
        Err(error) => panic!("{path}: {error}"),
    }
}

#[track_caller]
fn check_error(path: &str, input: &str, expected: &str) {
    assert_eq!(
        eval(path, input).unwrap_err().message,
        expected,
        "{path} on {input}"
    );
}

#[test]
fn definite_paths_give_the_bare_value() {
    check("$.text", "\"abc\"");
    check("$['text']", "\"abc\"");
    check("$[\"text\"]", "\"abc\"");
    check("$.['text']", "\"abc\"");
    check("$.store.book[0].title", "\"Sayings\"");
    check("$['store']['book'][-1]['title']", "\"Moby\"");
    check("$['a b']", "1");
    check("$.x-y", "2");
    check("$.ключ", "3");
    check("$['it\\'s']", "4");
    check("$[ 'text' ]", "\"abc\"");
    check("$.a\\ b", "1");
    check("$.nothing", "null");
    check(
        "$.store.bicycle['color','price']",
        r#"{"color":"red","price":19.95}"#,
    );
    check("$.store.bicycle['color','nope']", r#"{"color":"red"}"#);
}

#[test]
fn roots() {
    check("$$.Execution.Name", "\"run\"");
    check("$$.Execution.Input.k[1]", "6");
    check("$v.a[0]", "7");
    check("$x_1", "9");
    check("$v['a'][1]", "8");
    check_error("$nope.x", "{}", "No results for path: $nope.x");
    assert_eq!(eval("$", "[1]").unwrap(), "[1]");
    assert!(eval("$$", "1").unwrap().starts_with("{\"Execution\""));
}

#[test]
fn indefinite_paths_gather() {
    check("$.n[0,1]", "[1,2]");
    check("$.n[1:3]", "[2,3]");
    check("$.n[:2]", "[1,2]");
    check("$.n[2:]", "[3,4]");
    check("$.n[-2:]", "[3,4]");
    check("$.n[:-3]", "[1]");
    check("$.n[-3:-1]", "[2,3]");
    check("$.n[1:-1]", "[]");
    check("$.n[0:4:2]", "[1,2,3,4]");
    check("$.n[*]", "[1,2,3,4]");
    check("$.n.*", "[1,2,3,4]");
    check("$.store.book[*].isbn", r#"["0-395","0-553"]"#);
    check("$.store.*.price", "[19.95]");
    check("$..price", "[8.95,12.99,8.99,19.95]");
    check("$..book[0].title", "[\"Sayings\"]");
    check("$..book[2]['tags'][*]", r#"["sea","whale"]"#);
    check("$.store.book[*]['title','price'][0]", "[]");
    check(
        "$..['color','price']",
        r#"[{},{},{"price":8.95},{"price":12.99},{"price":8.99},{"color":"red","price":19.95}]"#,
    );
    check("$.store..tags[1]", "[\"whale\"]");
    assert_eq!(eval("$..*", r#"{"a":{"b":1}}"#).unwrap(), r#"[{"b":1},1]"#);
}

#[test]
fn an_indefinite_path_without_a_match_is_an_empty_array() {
    for path in [
        "$[*]",
        "$.item.items[*]",
        "$.item.items[:1]",
        "$.items[*].value",
        "$.items[1:]",
        "$..x",
        "$.a[?(@.b)]",
    ] {
        assert_eq!(eval(path, "{}").unwrap(), "[]", "{path}");
    }
    check("$.text[0:1]", "[]");
    check("$.n[7,8]", "[]");
}

#[test]
fn a_definite_path_without_a_match_fails_in_jayways_words() {
    check_error(
        "$.NoSuchInputPath",
        r#"{"int-literal":0}"#,
        "No results for path: $['NoSuchInputPath']",
    );
    check_error("$.a.X", r#"{"a":{}}"#, "No results for path: $['a']['X']");
    check_error(
        "$.no.such.result.path",
        "{}",
        "Missing property in path $['no']",
    );
    check_error(
        "$.a.b.c",
        r#"{"a":{}}"#,
        "Missing property in path $['a']['b']",
    );
    check_error("$.a[5]", r#"{"a":[1]}"#, "No results for path: $['a'][5]");
    check_error(
        "$.a[5].x",
        r#"{"a":[1]}"#,
        "No results for path: $['a'][5]['x']",
    );
    check_error(
        "$.a[0]",
        r#"{"a":1}"#,
        "Filter: [0] can only be applied to arrays. Current context is: 1",
    );
    check_error(
        "$.a[0].x",
        r#"{"a":{"b":[1,"x"]}}"#,
        "Filter: [0]['x'] can only be applied to arrays. Current context is: {b=[1, x]}",
    );
    check_error("$.a[0]", r#"{"a":null}"#, "The path $['a'] is null");
    check_error(
        "$.a.b",
        r#"{"a":"text"}"#,
        "Expected to find an object with property ['b'] in path $['a'] but found 'java.lang.String'. This is not a \
         json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
    );
}

#[test]
fn misses_are_told_apart() {
    for (path, kind) in [
        ("$.n[9]", PathErrorKind::IndexPastEnd),
        ("$.n[-9]", PathErrorKind::IndexPastEnd),
        ("$.n[9].x", PathErrorKind::Missing),
        ("$.nope", PathErrorKind::Missing),
        ("$.text[0]", PathErrorKind::NotAnArray),
        ("$.text[?(@.a)]", PathErrorKind::Function),
        ("$.empty.sum()", PathErrorKind::Function),
    ] {
        assert_eq!(eval(path, STORE).unwrap_err().kind, kind, "{path}");
    }
}

#[test]
fn filters() {
    let titles =
        |filter: &str, expected: &str| check(&format!("$.store.book[?({filter})].title"), expected);
    titles("@.price < 9", r#"["Sayings","Moby"]"#);
    titles("@.price <= 8.95", r#"["Sayings"]"#);
    titles("@.price > 8.99", r#"["Honour"]"#);
    titles("@.price >= 8.99 ", r#"["Honour","Moby"]"#);
    titles("@.category == 'fiction'", r#"["Honour","Moby"]"#);
    titles("@.category != \"fiction\"", r#"["Sayings"]"#);
    titles("@['category'] == 'reference'", r#"["Sayings"]"#);
    titles("@.isbn", r#"["Honour","Moby"]"#);
    titles("!@.isbn", r#"["Sayings"]"#);
    titles("!(@.isbn)", r#"["Sayings"]"#);
    titles("@.isbn && @.price < 10", r#"["Moby"]"#);
    titles("@.tags || @.price > 12", r#"["Honour","Moby"]"#);
    titles(
        "(@.category == 'x' || @.isbn) && !(@.price > 10)",
        r#"["Moby"]"#,
    );
    titles("@.price < $.max", r#"["Sayings","Moby"]"#);
    titles("@.title =~ /m.*/i", r#"["Moby"]"#);
    titles("@.title =~ /ob/", "[]");
    titles("@.category in ['reference','x']", r#"["Sayings"]"#);
    titles("@.category nin ['reference']", r#"["Honour","Moby"]"#);
    titles("'sea' in @.tags", r#"["Moby"]"#);
    titles("@.tags contains 'whale'", r#"["Moby"]"#);
    titles("@.title contains 'on'", r#"["Honour"]"#);
    titles("@.tags size 2", r#"["Moby"]"#);
    titles("@.tags empty false", r#"["Moby"]"#);
    titles("@.tags subsetof ['sea','whale','x']", r#"["Moby"]"#);
    titles("@.tags anyof ['sea']", r#"["Moby"]"#);
    titles("@.tags noneof ['land']", r#"["Moby"]"#);
    titles("@.price == '8.95'", r#"["Sayings"]"#);
    titles("@.price === '8.95'", "[]");
    titles("@.nope != 1", r#"["Sayings","Honour","Moby"]"#);
    titles("@.tags.length() == 2", r#"["Moby"]"#);
    check("$.n[?(@ > 2)]", "[3,4]");
    check("$.n[?(@ == 2 || @ == 4)]", "[2,4]");
    check("$..[?(@.color)].price", "[19.95]");
    check("$.store.bicycle[?(@.color == 'red')].price", "[19.95]");
}

#[test]
fn functions() {
    check("$.n.length()", "4");
    check("$.store.bicycle.length()", "2");
    check("$.text.length()", "null");
    check("$.n.sum()", "10.0");
    check("$.n.min()", "1.0");
    check("$.n.max()", "4.0");
    check("$.n.avg()", "2.5");
    check("$.n.stddev()", "1.118033988749895");
    check("$..price.sum()", "50.879999999999995");
    check("$..price.max()", "19.95");
    check("$..book.length()", "3");
    check("$.store.bicycle.keys()", r#"["color","price"]"#);
    check("$.n.first()", "1");
    check("$.n.last()", "4");
    check("$.n.index(1)", "2");
    check("$.n.index(-2)", "3");
    check("$.n.append(5,\"six\")", r#"[1,2,3,4,5,"six"]"#);
    check(
        "$.store.book[2].tags.concat(\"-\", $.text)",
        "\"seawhale-abc\"",
    );
    check("$.store.book[*].length()", "[3,4,5]");
    check("$.store.book.last().title", "\"Moby\"");
    check_error(
        "$.n.index(9)",
        STORE,
        "Target index:9 larger than object count:4",
    );
    check_error(
        "$.empty.min()",
        STORE,
        "Aggregation function attempted to calculate value using empty array",
    );
}

#[test]
fn broken_paths_say_why() {
    for (path, message) in [
        ("", "Path must start with '$'"),
        ("a.b", "Path must start with '$'"),
        ("$.", "Path must not end with a '.' or '..'"),
        ("$..", "Path must not end with a '.' or '..'"),
        ("$...a", "Character '.' on position is not valid"),
        (
            "$.a b",
            "Use bracket notation ['my prop'] if your property contains blank characters",
        ),
        ("$[", "Could not parse token"),
        ("$[a]", "Could not parse token"),
        (
            "$['a",
            "Property has not been closed - missing closing quote",
        ),
        ("$['a'", "Expected character: ]"),
        ("$[1", "Expected character: ]"),
        ("$[x:1]", "Could not parse token"),
        ("$[1,]", "An index is missing"),
        ("$[99999999999]", "'99999999999' is not a valid index"),
        ("$[?(@.a ~ 1)]", "Expected character: )"),
        ("$[?(@.a like 1)]", "Filter operator like is not supported!"),
        (
            "$[?(@.a == )]",
            "Expected a string, a number, true, false, null, a path or a regular expression",
        ),
        ("$.a.foo()", "Function with name: foo does not exist."),
        ("$ .a", "Illegal character ' '"),
    ] {
        assert_eq!(Path::parse(path).unwrap_err().message, message, "{path}");
    }
    assert!(
        Path::parse("$[?(@.a =~ /(/)]")
            .unwrap_err()
            .message
            .starts_with("Invalid regular expression")
    );
}

#[test]
fn definiteness() {
    for (path, definite) in [
        ("$", true),
        ("$.a[0]['b']", true),
        ("$.a.length()", true),
        ("$..a.sum()", true),
        ("$['a','b']", true),
        ("$['a','b'].c", false),
        ("$.a[0,1]", false),
        ("$.a[1:2]", false),
        ("$..a", false),
        ("$.*", false),
        ("$.a[?(@.b)]", false),
    ] {
        assert_eq!(Path::parse(path).unwrap().is_definite(), definite, "{path}");
    }
}

#[test]
fn places_of_matches() {
    let input = Value::from_json(r#"{"a":[{"b":1},{"b":2,"c":{"b":3}}]}"#).unwrap();
    let (context, variables) = (Value::Null, Object::default());
    let scope = Scope {
        input: &input,
        context: &context,
        variables: &variables,
    };
    for (path, places) in [
        ("$", "$"),
        ("$.a[1].b", "$['a'][1]['b']"),
        ("$.a[-1].b", "$['a'][1]['b']"),
        ("$.a[*].b", "$['a'][0]['b'] $['a'][1]['b']"),
        ("$..b", "$['a'][0]['b'] $['a'][1]['b'] $['a'][1]['c']['b']"),
        ("$.a[?(@.b > 1)]", "$['a'][1]"),
        ("$.a.length()", "$['a']"),
        ("$.nope", ""),
        ("$$", "$$"),
    ] {
        let found: Vec<String> = Path::parse(path)
            .unwrap()
            .locate(&scope)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found.join(" "), places, "{path}");
    }
}

#[test]
fn hostile_paths_end() {
    let deep = "[".repeat(512) + &"]".repeat(512);
    let wide = format!("[{}]", vec!["[1,2,3,4,5,6,7,8,9,10]"; 20].join(","));
    let scans = format!("$..*{}", "..*".repeat(40));
    assert_eq!(eval(&scans, &deep).unwrap_err().kind, PathErrorKind::Limit);
    assert_eq!(
        eval("$.append($)", &deep).unwrap_err().kind,
        PathErrorKind::Limit
    );
    assert!(eval("$..*..*..*", &wide).is_ok());
    assert!(Path::parse(&format!("${}", "[0]".repeat(257))).is_err());
    assert!(
        Path::parse(&format!(
            "$[?({}@.a{})]",
            "(".repeat(10_000),
            ")".repeat(10_000)
        ))
        .is_err()
    );
    assert!(Path::parse(&format!("$[?({}@.a)]", "!".repeat(10_000))).is_err());
    assert!(Path::parse(&"$[?(@".repeat(5_000)).is_err());
    assert!(
        Path::parse(&format!(
            "$[?(@.a == {}1{})]",
            "[".repeat(5000),
            "]".repeat(5000)
        ))
        .is_err()
    );
    let slow = format!(r#"{{"a":["{}"]}}"#, "a".repeat(2_000));
    assert_eq!(eval("$.a[?(@ =~ /(a*)*b/)]", &slow).unwrap(), "[]");
    assert!(Path::parse("$[?(@ =~ /(a{1000}){1000}/)]").is_err());
}

proptest! {
    #[test]
    fn parsing_never_panics(text in "\\PC{0,40}") {
        let _ = Path::parse(&text);
    }

    #[test]
    fn whatever_parses_evaluates(text in "\\$(\\.\\.|[.a-c*'\\[\\]0-9?()@=!<>&|:,\\- ]|==|&&|length\\(\\)|\\[\\?\\(@){0,16}") {
        if let Ok(path) = Path::parse(&text) {
            let input = Value::from_json(r#"{"a":[{"b":1},{"c":[2,null]}],"b":{"a":"x"}}"#).unwrap();
            let (context, variables) = (Value::Null, Object::default());
            let scope = Scope { input: &input, context: &context, variables: &variables };
            let value = path.eval(&scope);
            let places = path.locate(&scope);
            if path.is_definite() && value.is_ok() {
                prop_assert_eq!(places.len(), 1);
            }
        }
    }
}
