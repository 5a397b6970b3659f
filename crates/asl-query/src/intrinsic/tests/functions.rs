//! Each function: results, and failures in AWS's words.

use super::*;

#[test]
fn format_writes_what_java_writes() {
    check("States.Format('no placeholders')", "\"no placeholders\"");
    check("States.Format('Hi {}, {}!', $.name, $.i)", "\"Hi Ada, 2!\"");
    check("States.Format('{}', $.n)", "\"null\"");
    check(
        "States.Format('{}|{}|{}', true, -1, 3.5)",
        "\"true|-1|3.5\"",
    );
    check("States.Format('{}', $.o)", "\"{Arg1=1, Arg2=[]}\"");
    check("States.Format($.t, 'you')", "\"Hello you\"");
    check("States.Format('{}', $$.Execution.Name)", "\"run-1\"");
    check("States.Format('{}', $v)", "\"var\"");
    check("States.Format('\\'{}\\' \\{\\} \\\\', 1)", r#""'1' {} \\""#);
    check("States.Format('{}', '{}')", "\"{}\"");
    check(
        "States.Format('{}', States.StringToJson($.json))",
        r#""{\"a\":[1,2]}""#,
    );
    check("States.Format(  '{}{}'\n,  1 ,\n 2 )", "\"12\"");
    let mismatch = "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.";
    check_error("States.Format('{} {}', 1)", INPUT, mismatch);
    check_error("States.Format('{}', 1, 2)", INPUT, mismatch);
    let unclosed = "Invalid template in States.Format: matching '}' not found for '{'.";
    check_error("States.Format('Hello {', 1)", INPUT, unclosed);
    check_error("States.Format('Hello {{}}', 1)", INPUT, unclosed);
    check_error(
        "States.Format('}')",
        INPUT,
        "Invalid template in States.Format: matching '{' not found for '}'.",
    );
    check_invalid("States.Format()");
    check_invalid("States.Format($.i)");
}

#[test]
fn json_comes_and_goes() {
    check("States.StringToJson('')", "null");
    check("States.StringToJson(' ')", "null");
    check("States.StringToJson(null)", "null");
    check("States.StringToJson('-0')", "0");
    check("States.StringToJson('1.1')", "1.1");
    check("States.StringToJson($.json)", r#"{"a":[1,2]}"#);
    check("States.StringToJson('{\"a\": \"b\"}')", r#"{"a":"b"}"#);
    check("States.JsonToString($.o)", r#""{\"Arg1\":1,\"Arg2\":[]}""#);
    check("States.JsonToString($.n)", "\"null\"");
    check("States.JsonToString('x')", r#""\"x\"""#);
    check(
        "States.JsonMerge($.o, States.StringToJson('{\"Arg2\":3}'), false)",
        r#"{"Arg1":1,"Arg2":3}"#,
    );
    for invalid in [
        "States.StringToJson('{bad}')",
        "States.StringToJson(123)",
        "States.StringToJson($.o)",
        "States.StringToJson()",
        "States.JsonToString()",
        "States.JsonToString(1, 2)",
        "States.JsonMerge($.o, $.o, true)",
        "States.JsonMerge($.o, $.o)",
        "States.JsonMerge($.n, $.o, false)",
        "States.JsonMerge($.o, $.list, false)",
    ] {
        check_invalid(invalid);
    }
}

#[test]
fn merged_members_come_in_the_order_of_a_hash_map() {
    let input =
        r#"{"fst":{"a":{"a1":1},"b":2,"d":3},"snd":{"a":{"a3":1},"c":3,"d":4},"deep":"false"}"#;
    for third in ["false", "$.deep", "null"] {
        let merged = eval_on(&format!("States.JsonMerge($.fst, $.snd, {third})"), input).unwrap();
        assert_eq!(merged.to_string(), r#"{"a":{"a3":1},"b":2,"c":3,"d":4}"#);
    }
}

#[test]
fn arrays() {
    check("States.Array()", "[]");
    check(
        "States.Array(1, 'a', null, $.i, States.Array())",
        r#"[1,"a",null,2,[]]"#,
    );
    check(
        "States.ArrayPartition($.list, 4)",
        "[[1,2,3,4],[5,6,7,8],[9]]",
    );
    check(
        "States.ArrayPartition($.list, 2147483647)",
        "[[1,2,3,4,5,6,7,8,9]]",
    );
    check("States.ArrayPartition($.nums, 2.6)", "[[1,2],[2,3],[1]]");
    check("States.ArrayPartition($.empty, 3)", "[]");
    check("States.ArrayContains($.list, 5)", "true");
    check("States.ArrayContains($.list, 50)", "false");
    check("States.ArrayContains($.empty, null)", "false");
    check("States.ArrayContains(States.Array($.o, 1), $.o)", "true");
    check("States.ArrayContains(States.Array('true'), true)", "true");
    check("States.ArrayGetItem($.list, 5)", "6");
    check("States.ArrayGetItem($.list, 1.9)", "2");
    check("States.ArrayGetItem($.empty, 999)", "null");
    check("States.ArrayLength($.list)", "9");
    check("States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]");
    check("States.ArrayRange(0, 9, 3)", "[0,3,6,9]");
    check("States.ArrayRange(1, 9, 9)", "[1]");
    check("States.ArrayRange(5, 1, -2)", "[5,3,1]");
    check("States.ArrayRange(3, 3, -1)", "[3]");
    check("States.ArrayRange(5, 1, 1)", "[]");
    check("States.ArrayRange(1, 5, -1)", "[]");
    check("States.ArrayRange(5.4, -0.6, -2.4)", "[5,3,1]");
    check("States.ArrayLength(States.ArrayRange(1, 1000, 1))", "1000");
    for invalid in [
        "States.ArrayPartition($.list, 0)",
        "States.ArrayPartition($.list, 0.6)",
        "States.ArrayPartition($.list, -1)",
        "States.ArrayPartition('x', 2)",
        "States.ArrayPartition($.list, '2')",
        "States.ArrayPartition($.list)",
        "States.ArrayContains('x', 'x')",
        "States.ArrayContains($.list)",
        "States.ArrayGetItem($.list, 9)",
        "States.ArrayGetItem($.list, -1)",
        "States.ArrayGetItem($.list, '1')",
        "States.ArrayLength('x')",
        "States.ArrayRange(1, 10, 0)",
        "States.ArrayRange(1, 10, 0.49)",
        "States.ArrayRange(1, 1001, 1)",
        "States.ArrayRange(1001, 1, -1)",
        "States.ArrayRange(-9223372036854775807, 9223372036854775807, 1)",
        "States.ArrayRange('a', 5, 1)",
        "States.ArrayUnique('x')",
        "States.ArrayUnique($.o)",
    ] {
        check_invalid(invalid);
    }
}

#[test]
fn unique_values_come_in_the_order_of_a_hash_set() {
    for (list, expected) in [
        ("[1,2,3,3,3,4]", "[1,2,3,4]"),
        (r#"["a","b","a","c","b"]"#, r#"["a","b","c"]"#),
        ("[true,false,true,false]", "[false,true]"),
        ("[[1,2],[1,2],[2,1]]", "[[2,1],[1,2]]"),
        ("[null,null,1,null]", "[null,1]"),
        (r#"[1,"1",1,"01"]"#, r#"[1,"1","01"]"#),
        (r#"[{"a":1,"b":2},{"b":2,"a":1}]"#, r#"[{"a":1,"b":2}]"#),
        ("[1,1.1,1]", "[1,1.1]"),
        ("[]", "[]"),
    ] {
        let unique = eval_on("States.ArrayUnique($.l)", &format!(r#"{{"l":{list}}}"#)).unwrap();
        assert_eq!(unique.to_string(), expected, "{list}");
    }
}

#[test]
fn encodings() {
    check(
        "States.Base64Encode('Data to encode')",
        "\"RGF0YSB0byBlbmNvZGU=\"",
    );
    check(
        "States.Base64Decode('RGF0YSB0byBlbmNvZGU=')",
        "\"Data to encode\"",
    );
    check("States.Base64Decode('')", "\"\"");
    check("States.Base64Decode('4pyT')", "\"✓\"");
    check("States.Base64Decode(' YWJj ZA ')", "\"abcd\"");
    check("States.Base64Decode('ab==cd')", "\"i\"");
    check(
        "States.Hash('hello', 'MD5')",
        "\"5d41402abc4b2a76b9719d911017c592\"",
    );
    check(
        "States.Hash('input data', 'SHA-1')",
        "\"aaff4a450a104cd177d28d18d74485e8cae074b7\"",
    );
    check(
        "States.Hash('', 'SHA-256')",
        "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"",
    );
    for algorithm in ["SHA-384", "SHA-512"] {
        let Value::String(digest) =
            eval_on(&format!("States.Hash('x', '{algorithm}')"), "{}").unwrap()
        else {
            panic!()
        };
        assert_eq!(digest.len() * 4, algorithm[4..].parse::<usize>().unwrap());
    }
    check(
        "States.Hash(123, 'MD5')",
        "\"202cb962ac59075b964b07152d234b70\"",
    );
    for invalid in [
        "States.Base64Encode(1)",
        "States.Base64Decode(123)",
        "States.Base64Decode()",
        "States.Hash('x', 'sha-256')",
        "States.Hash('x', 'SHA256')",
        "States.Hash('x', 1)",
        "States.Hash('x')",
    ] {
        check_invalid(invalid);
    }
    let text = |length: usize| format!(r#"{{"s":"{}"}}"#, "a".repeat(length));
    for function in [
        "States.Base64Encode($.s)",
        "States.Hash($.s, 'MD5')",
        "States.Base64Decode($.s)",
    ] {
        assert!(eval_on(function, &text(10_000)).is_ok());
        assert!(eval_on(function, &text(10_001)).is_err());
    }
}

#[test]
fn mathematics() {
    check("States.MathAdd(111, -1)", "110");
    for (first, second, sum) in [
        ("1.49", "1.5", "3"),
        ("1.5", "1.51", "4"),
        ("-1.49", "-1.5", "-2"),
        ("-1.5", "-1.51", "-3"),
        ("0.5", "0", "1"),
        ("-0.5", "0.5", "1"),
        ("-2.5", "0", "-2"),
        ("-3.5", "0", "-3"),
        ("2147483646", "1", "2147483647"),
    ] {
        check(&format!("States.MathAdd({first}, {second})"), sum);
    }
    for invalid in [
        "States.MathAdd(2147483647, 1)",
        "States.MathAdd(3000000000, 1)",
        "States.MathAdd('a', 1)",
        "States.MathAdd(null, 1)",
        "States.MathAdd(1)",
        "States.MathRandom(1, 1)",
        "States.MathRandom(10, 5)",
        "States.MathRandom(1.4, 1.6)",
        "States.MathRandom('a', 10)",
        "States.MathRandom(1, 10, null)",
        "States.MathRandom(1, 10, 'seed')",
        "States.MathRandom(1)",
    ] {
        check_invalid(invalid);
    }
    assert_eq!(
        eval_on("States.MathRandom(0, 999, 3)", "{}").unwrap(),
        eval_on("States.MathRandom(0, 999, 3)", "{}").unwrap()
    );
    let drawn = eval_on("States.MathRandom(-1000000, 1000000)", "{}")
        .unwrap()
        .as_i64()
        .unwrap();
    assert!((-1_000_000..1_000_000).contains(&drawn));
}

#[test]
fn strings_split_at_any_of_the_delimiters() {
    check("States.StringSplit('1,2,3', ',')", r#"["1","2","3"]"#);
    check(
        "States.StringSplit('This.is+a,test=string', '.+,=')",
        r#"["This","is","a","test","string"]"#,
    );
    check("States.StringSplit(',a,,b,', ',')", r#"["a","b"]"#);
    check("States.StringSplit('', ',')", "[]");
    check("States.StringSplit('abc', '')", r#"["abc"]"#);
    check(
        "States.ArrayGetItem(States.StringSplit($$.Execution.Name, '-'), 0)",
        "\"run\"",
    );
    check_invalid("States.StringSplit(1, ',')");
    check_invalid("States.StringSplit('a', null)");
}

#[test]
fn uuids_come_from_the_seed() {
    let first = eval_on("States.UUID()", "{}").unwrap();
    assert_eq!(first, eval_on("States.UUID()", "{}").unwrap());
    assert_eq!(first.as_str().unwrap().len(), 36);
    check_invalid("States.UUID(1)");
}
