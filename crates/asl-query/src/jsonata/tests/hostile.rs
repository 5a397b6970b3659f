//! Expressions that want too much end in an error, at AWS's limits where those were measured.

use proptest::prelude::*;

use super::*;
use crate::jsonata::limits;

const TIMEOUT: &str = "Expression evaluation timeout: Check for infinite loop";

#[track_caller]
fn check_error_within(text: &str, max_steps: u64, expected: &str) {
    let expression = Jsonata::compile(text).unwrap();
    let (states, variables) = (Value::Null, Object::default());
    let mut random = Random::new(1);
    let mut env = Env {
        max_steps,
        ..Env::new(0, &mut random)
    };
    let error = expression
        .eval(
            &Bindings {
                states: &states,
                variables: &variables,
            },
            &mut env,
        )
        .unwrap_err();
    assert_eq!(error.to_string(), expected, "{text}");
}

#[test]
fn depth_ends_where_awss_ends() {
    let chain = |count: usize, link: &str| format!("1{}", link.repeat(count));
    let nested = |count: usize, open: &str, close: &str| {
        format!("{}1{}", open.repeat(count), close.repeat(count))
    };
    let recursion =
        |count: usize| format!("($f := function($x){{ $x <= 0 ? 0 : 1 + $f($x-1) }}; $f({count}))");
    for (fits, exceeds) in [
        (chain(99, "+1"), chain(100, "+1")),
        (chain(99, "~>$string"), chain(100, "~>$string")),
        (nested(99, "(", ")"), nested(100, "(", ")")),
        (nested(99, "[", "]"), nested(100, "[", "]")),
        (recursion(31), recursion(32)),
    ] {
        assert!(matches!(eval(&fits), Ok(Evaluated::Value(_))), "{fits}");
        check_error(&exceeds, limits::STACK);
    }
}

#[test]
fn sizes_end_where_awss_end() {
    check("$count([1..873782])", "873782");
    check_error("$count([1..873783])", limits::MEMORY);
    let doubled = |times: usize| {
        format!(
            "($p := function($s, $n) {{ $n = 0 ? $s : $p($s & $s, $n - 1) }}; $length($p('x', {times})))"
        )
    };
    check(&doubled(22), "4194304");
    check_error(&doubled(23), limits::MEMORY);
    check_error(
        "($f:=function($a,$n){$n=0?$a:$f([[$a],[$a]],$n-1)}; $f([1],40))",
        limits::MEMORY,
    );
    check_error(
        "$replace($pad('a', 100000, 'a'), 'a', $pad('b', 100000, 'b'))",
        limits::MEMORY,
    );
    check_error(
        "$replace($pad('a', 1000, 'a'), /a/, $pad('b', 100000, 'b'))",
        limits::MEMORY,
    );
    check_error(
        "$replace($pad('a', 1000, 'a'), /a/, function($m){ $pad('b', 100000, 'b') })",
        limits::MEMORY,
    );
    assert!(eval("$count([1..1000000000])").is_err());
    assert!(eval("$pad('x', 1000000000)").is_err());
}

#[test]
fn endless_work_ends() {
    check_error("($f := function($x){ $f($x+1) }; $f(1))", TIMEOUT);
    check_error_within("$match($pad('a', 60, 'a'), /(a*)*b/)", 1_000, TIMEOUT);
    check(
        "$count($keys($merge([1..50000].{ $string($): 1 })))",
        "50000",
    );
    check("$count($distinct([1..50000]))", "50000");
}

#[test]
fn deep_text_is_refused() {
    for text in [
        format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000)),
        format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000)),
        format!("{}1", "-".repeat(10_000)),
        "function($x){".repeat(10_000),
        format!("1{}", "+1".repeat(10_000)),
        format!("a{}", "[a".repeat(10_000)),
        format!("$a{}", "?1:$a".repeat(10_000)),
    ] {
        assert!(Jsonata::compile(&text).is_err());
    }
}

#[test]
fn a_budget_of_the_host_counts() {
    let expression = Jsonata::compile("$sum($map([1..1000], function($x){$x}))").unwrap();
    let (states, variables) = (Value::Null, Object::default());
    let mut random = Random::new(1);
    let mut env = Env {
        max_steps: 100,
        ..Env::new(0, &mut random)
    };
    let error = expression
        .eval(
            &Bindings {
                states: &states,
                variables: &variables,
            },
            &mut env,
        )
        .unwrap_err();
    assert_eq!(error.to_string(), TIMEOUT);
}

#[test]
fn the_random_numbers_go_on_where_they_stopped() {
    let expression = Jsonata::compile("[$random(), $uuid(), $shuffle([1..9])]").unwrap();
    let (states, variables) = (Value::Null, Object::default());
    let mut random = Random::new(1);
    let mut draw = || {
        let mut env = Env::new(0, &mut random);
        expression
            .eval(
                &Bindings {
                    states: &states,
                    variables: &variables,
                },
                &mut env,
            )
            .unwrap()
    };
    let (first, second) = (draw(), draw());
    assert_ne!(first, second);
    random = Random::new(1);
    let mut env = Env::new(0, &mut random);
    assert_eq!(
        expression
            .eval(
                &Bindings {
                    states: &states,
                    variables: &variables
                },
                &mut env
            )
            .unwrap(),
        first
    );
}

proptest! {
    #[test]
    fn any_text_compiles_or_fails(text in "\\PC{0,40}") {
        let _ = Jsonata::compile(&text);
    }

    #[test]
    fn whatever_compiles_evaluates(
        parts in prop::collection::vec(
            prop::sample::select(vec!["$states.input", ".list", ".rows", "[0]", "[v>1]", "+", "&", "$sum(", "$keys(", ")",
                "(", "{'a':", "}", "$x", "1", "'s'", " ~> $count", ".{", "id:v", "function($y){", "$y", "*", "$", "^(v)",
                "[", "]", "..", "/a/", "?", ":", ";", ":=", "%", "**", "|", "@$c", "#$i", "$distinct(", "$replace("]),
            0..9,
        ),
    ) {
        let text = parts.concat();
        if Jsonata::compile(&text).is_ok() {
            let _ = eval(&text);
        }
    }
}
