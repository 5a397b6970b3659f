//! Values in, values out, AWS's functions, names.

use super::*;

#[test]
fn input_context_and_variables() {
    check("$states.input.a + $x", "11");
    check("$states.input.list", "[1,2,3]");
    check("$states.input.one", "[7]");
    check("$states.input.empty", "[]");
    check("$states.input.n", "null");
    check("$states.context.Execution.Name", "\"run\"");
    check("$v.w", "[5]");
    check("$v", r#"{"w":[5]}"#);
    check("$states.input.rows[v > 1].id", r#"["b","c"]"#);
    check("$states.input.rows[v = 1]", r#"{"id":"a","v":1}"#);
    check("($states.input.rows.{\"i\": id})[0]", r#"{"i":"a"}"#);
    check("$sum($states.input.list) + $x", "16");
    check("{'k': $missing, 'l': 1}", r#"{"l":1}"#);
    check("$merge([$states.input.o, {'z': 1}]).z", "1");
    check("$y := 3", "3");
    check("($x := 1; $x + 1)", "2");
    check("$contains(\"hello$world\", /^hello\\ /)", "false");
    check_undefined("$states.input.rows[v = 9]");
    check_undefined("$doesNotExist");
    check_undefined("$states.result");
}

#[test]
fn numbers_are_written_as_aws_writes_them() {
    check("1.0", "1");
    check("1e2", "100");
    check("0.1 + 0.2", "0.30000000000000004");
    check("1e19", "1.0E19");
    check("-0", "0");
    check("$string(1e20)", "\"100000000000000000000\"");
    check("$string(1e21)", "\"1e+21\"");
}

#[test]
fn what_is_picked_is_shared() {
    eval_with("$states.input.o.deep", |outcome, states| {
        let Ok(Evaluated::Value(value)) = outcome else {
            panic!()
        };
        assert!(
            value.ptr_eq(
                states
                    .get("input")
                    .unwrap()
                    .get("o")
                    .unwrap()
                    .get("deep")
                    .unwrap()
            )
        );
    });
    eval_with("{'all': $states.input, 'n': 1}", |outcome, states| {
        let Ok(Evaluated::Value(value)) = outcome else {
            panic!()
        };
        assert!(
            value
                .get("all")
                .unwrap()
                .ptr_eq(states.get("input").unwrap())
        );
    });
    check(
        "$states.input.o ~> |$|{'k': 'new'}|",
        r#"{"k":"new","deep":[{"x":[true]}]}"#,
    );
    check(
        "[$states.input.o ~> |$|{'k': 'new'}|, $states.input.o.k]",
        r#"[{"k":"new","deep":[{"x":[true]}]},"v"]"#,
    );
}

#[test]
fn functions_of_aws() {
    check("$parse($states.input.json)", r#"{"q":[1,2]}"#);
    check("$parse('-0')", "0");
    check("$parse('1.1')", "1.1");
    check("$exists($parse('null'))", "true");
    check("$map(['{\"a\":1}', '{\"a\":2}'], $parse).a", "[1,2]");
    check("$partition([1,2,3,4,5], 2)", "[[1,2],[3,4],[5]]");
    check("$partition([1,2,3,4,5], 2.9)", "[[1,2],[3,4],[5]]");
    check("$partition([0], 1)", "[[0]]");
    check("$partition([1,2,3])", "[[1,2,3]]");
    check("$range(0, 9, 3)", "[0,3,6,9]");
    check("$range(1, 9, 9)", "1");
    check("$range(10, 0, -5)", "[10,5,0]");
    check("$range(-1.7, 2, 1)", "[-1,0,1,2]");
    check("$count($range(1, 360145, 1))", "360145");
    check(
        "$hash('input', 'SHA-1')",
        "\"140f86aae51ab9e1cda9b4254fe98a74eb54c1a1\"",
    );
    check(
        "$hash('Hello', 'MD5')",
        "\"8b1a9953c4611296a827abf8c47804d7\"",
    );
    check("$random(42)", "0.7275636800328681");
    check("$random(0.9) = $random(0)", "true");
    check("$random() = $random()", "false");
    check("$length($uuid())", "36");
    check("$uuid() = $uuid()", "false");
    for nothing in [
        "$parse()",
        "$partition([], 2)",
        "$partition([1], 0)",
        "$range(1, 5)",
        "$range(5, 1, 1)",
        "$hash('x')",
    ] {
        check_undefined(nothing);
    }
    check_error(
        "$range(1, 360146, 1)",
        "Expression evaluation memory limit exceeded: Check for excessive memory usage",
    );
    check_error("$parse('')", "D3137: Invalid JSON");
    check_error("$parse('{\"a\":1,\"a\":2}')", "D3137: Invalid JSON");
    check_error("$parse('[1,2] [3]')", "D3137: Invalid JSON");
    check_error(
        "$parse(null)",
        "T0410: Argument 1 of function \"parse\" does not match function signature",
    );
    check_error(
        "$parse('1', 2)",
        "T0410: Argument 2 of function \"parse\" does not match function signature",
    );
    check_error(
        "$partition([1], -1)",
        "D3137: Second argument must be zero or greater",
    );
    check_error(
        "$partition(null, 1)",
        "T0412: Argument 1 of function \"partition\" must be an array of undefined",
    );
    check_error(
        "$hash(1, 'MD5')",
        "T0410: Argument 1 of function \"hash\" does not match function signature",
    );
    check_error(
        "$hash('x', 'md5')",
        "D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
    );
    check_error("$eval('1+1')", "T1006: Attempted to invoke a non-function");
    check_error(
        "$randomSeeded(1)",
        "T1006: Attempted to invoke a non-function",
    );
}

#[test]
fn the_clock_is_the_scenarios() {
    check("$millis()", "1700000000000");
    check("$now()", "\"2023-11-14T22:13:20.000Z\"");
}

#[test]
fn functions_are_no_values() {
    for text in [
        "function($x){$x}",
        "$fn := function($x){$x}",
        "$sum",
        "$uuid",
        "$states.input.a > 0 ? $sum : 1",
    ] {
        assert_eq!(eval(text), Ok(Evaluated::Function), "{text}");
    }
}

#[test]
fn a_variable_hides_a_function() {
    check("$power", "99");
    check_error("$power(2, 3)", "T1006: Attempted to invoke a non-function");
}

#[test]
fn guarded_functions_stay_themselves() {
    check("$keys({'a':1})", "\"a\"");
    check("$keys([{'a':1},{'b':1}])", r#"["a","b"]"#);
    check("$states.input.o.$keys()", r#"["k","deep"]"#);
    check("$map([{'a':1}], $keys)", "\"a\"");
    check("$distinct([1,1,2])", "[1,2]");
    check("$distinct($states.input.rows.$string(1))", "\"1\"");
    check("$distinct([1,1])", "[1]");
    check("$replace('abcabc', 'b', 'X')", "\"aXcaXc\"");
    check("$replace('abcabc', 'b', 'X', 1)", "\"aXcabc\"");
    check(
        "$replace('abc', /[ac]/, function($m){ $uppercase($m.match) })",
        "\"AbC\"",
    );
    check(
        "$replace('John Smith', /(\\w+)\\s(\\w+)/, '$2, $1')",
        "\"Smith, John\"",
    );
    check("['ab'].$replace('b', 'c')", "\"ac\"");
    check("$count($keys($merge([1..4000].{ $string($): 1 })))", "4000");
    check("$count($distinct($append([1..4000], [1..4000])))", "4000");
    check_undefined("$keys({})");
    check_undefined("$replace($missing, 'a', 'b')");
}

#[test]
fn free_variables() {
    for (text, free) in [
        ("$states.input.a + $x", "states x"),
        ("($y := 1; $y + $z)", "z"),
        ("($y := $y + 1)", "y"),
        (
            "($f := function($n){ $n < 1 ? 1 : $f($n - 1) * $k }; $f(3))",
            "k",
        ),
        ("$map($a, function($v, $i){ $v + $i + $b })", "map a b"),
        ("($y := 1); $y", ""),
        ("$a.b@$c.d#$i[$i = $j].$c", "a j"),
        ("$states.input.list[$ > $min]", "states min"),
        ("$a ~> $sum", "a sum"),
        ("$a{$k: $v}", "a k v"),
        ("$a^(>$k)", "a k"),
        ("$a ~> |$b|{'c': $d}|", "a b d"),
    ] {
        let Ok(expression) = Jsonata::compile(text) else {
            continue;
        };
        assert_eq!(expression.free_variables().join(" "), free, "{text}");
    }
}

#[test]
fn there_is_no_context_at_the_top_level() {
    for (text, references) in [
        ("phone", "phone@0"),
        ("$states.input.a + phone.home", "phone@18"),
        ("$", "$@0"),
        ("$$.a", "$$@0"),
        ("$states.input.rows[$$.x]", "$$@19"),
        ("*", "*@0"),
        ("$map($states.input.list, function($x){ b })", "b@39"),
        ("$states.input.rows[v > 1].id", ""),
        ("$states.input.rows^(v).(id & $)", ""),
        ("$states.input.rows{id: v}", ""),
        ("$states.input.list.$string($)", ""),
        ("$states.input ~> |rows|{'z': v}|", ""),
    ] {
        let found: Vec<String> = Jsonata::compile(text)
            .unwrap()
            .unsupported_references()
            .iter()
            .map(|reference| format!("{}@{}", reference.name, reference.offset))
            .collect();
        assert_eq!(found.join(" "), references, "{text}");
    }
    check_error(
        "phone",
        "Reference to 'phone' at the top level is not supported.",
    );
    check_error("[$$]", "Reference to '$$' is not supported.");
}

#[test]
fn broken_expressions_say_where() {
    for (text, message, position) in [
        ("1 +", "Unexpected end of expression", 3),
        (
            "$states.input[",
            "Expected \"]\" before end of expression",
            14,
        ),
        ("a[1,2)", "Expected \"]\", got \",\"", 3),
        ("", "Unexpected end of expression", 0),
        (
            "'open",
            "String literal must be terminated by a matching quote",
            0,
        ),
    ] {
        let error = Jsonata::compile(text).unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.position),
            (message, position),
            "{text}"
        );
    }
}

#[test]
fn delimiters_stand_at_the_very_ends() {
    for (text, expression) in [
        ("{% $x %}", Some("$x")),
        ("{%$x%}", Some("$x")),
        ("{%%}", Some("")),
        (" {% $x %}", None),
        ("{% $x %} ", None),
        ("a {% $x %}", None),
        ("{%}", None),
        ("$x", None),
    ] {
        assert_eq!(Jsonata::delimited(text), expression, "{text}");
    }
}
