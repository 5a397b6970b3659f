//! The engine behind the messages of a backend gives what the engine within the program gives.

use std::sync::Mutex;

use super::*;
use crate::jsonata::backend::Backend;
use crate::jsonata::remote::Remote;
use crate::jsonata::serve::Server;

/// A backend in the same program, which stops answering after some requests.
struct Loop {
    server: Mutex<Server>,
    answers: Mutex<u32>,
}

impl Backend for Loop {
    fn ask(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        let mut answers = self.answers.lock().unwrap();
        *answers = answers.checked_sub(1).ok_or("out of order")?;
        Ok(self.server.lock().unwrap().answer(request))
    }
}

/// A remote that answers so many requests. It is never dropped, as an installed one never is.
pub(super) fn remote(answers: u32) -> &'static Remote {
    let server = Mutex::default();
    let answers = Mutex::new(answers);
    Box::leak(Box::new(Remote::new(Box::new(Loop { server, answers }))))
}

type Outcome = (Result<Evaluated, JsonataError>, String, Vec<String>);

/// What an evaluation with these limits leaves: its outcome, the random numbers that come after, and the facts.
fn outcome(expression: &Jsonata, max_steps: u64, timeout: Option<Duration>) -> Outcome {
    let states = Value::from_json(STATES).unwrap();
    let list = (0..400_i64).map(Value::from).collect::<Value>();
    let variables: Object = [("x".into(), Value::from(10_i64)), ("list".into(), list)]
        .into_iter()
        .collect();
    let mut random = Random::new(1);
    let mut env = Env {
        max_steps,
        timeout,
        ..Env::new(1_700_000_000_000, &mut random)
    };
    let bindings = Bindings {
        states: &states,
        variables: &variables,
    };
    let outcome = expression.eval(&bindings, &mut env);
    let facts = expression
        .free_variables()
        .iter()
        .map(|name| format!("{name} {}", expression.is_function(name)))
        .collect();
    (outcome, random.uuid().text(), facts)
}

#[track_caller]
fn check_same(remote: &'static Remote, text: &str) {
    match (local::compile(text), remote.compile(text)) {
        (Ok(here), Ok(there)) => {
            assert_eq!(here.text(), there.text());
            assert_eq!(
                here.unsupported_references(),
                there.unsupported_references()
            );
            for (steps, timeout) in [
                (u64::MAX, None),
                (20, None),
                (u64::MAX, Some(Duration::from_mins(1))),
            ] {
                let expected = outcome(&here, steps, timeout);
                let found = outcome(&there, steps, timeout);
                assert_eq!(found, expected, "{text}");
                // Equal values may still differ in their text.
                if let (Ok(Evaluated::Value(a)), Ok(Evaluated::Value(b))) = (&expected.0, &found.0)
                {
                    assert_eq!(a.to_json(), b.to_json(), "{text}");
                }
            }
        }
        (here, there) => assert_eq!(here.err(), there.err(), "{text}"),
    }
}

#[test]
fn the_same_comes_back() {
    let remote = remote(u32::MAX);
    for text in [
        "$states.input",
        "$states",
        "{'n': $x, 'all': $states.input, 'list': $list}",
        "$list[$ > 397]",
        "[0.1 + 0.2, 1e19, -0, 1.0, $sqrt(2), 1e-7]",
        "[$now(), $millis(), $random(), $random(42), $uuid()]",
        "$shuffle([1..50])",
        "$count($shuffle([1..50])) & $uuid()",
        "$states.input.nothing",
        "$nothing",
        "$sum",
        "function($y){$y}",
        "($uuid(); function($y){$y})",
        "$error('no')",
        "$number('x')",
        "1 + 'a'",
        "$range(1, 1000000, 1)",
        "($f := function(){$f()}; $f())",
        "$replace('aaaa', /a/, 'b')",
        "$match('abab', /a(b)/)",
        "$distinct($append($list, $list))",
        "$power",
        "a.b + $ + **",
        "$eval('1')",
        "10 + * 2",
        "",
        "\n\n/* ü */ 'ü\n\u{1}' ",
        "{'\\u0001': 7, '\\u0001\\u0001': [1]}",
        "$parse('{\"a\": 18446744073709551615}')",
        &"[".repeat(500),
        &format!("{}1{}", "[".repeat(99), "]".repeat(99)),
        &"1+".repeat(150),
    ] {
        check_same(remote, text);
    }
}

#[test]
fn what_is_picked_is_the_very_value_that_was_sent() {
    let list = (0..400_i64).map(Value::from).collect::<Value>();
    let input = Value::Object([("list".into(), list.clone())].into_iter().collect());
    let states = Value::Object([("input".into(), input)].into_iter().collect());
    let bindings = Bindings {
        states: &states,
        variables: &Object::default(),
    };
    let remote = remote(u32::MAX);
    let expression = remote.compile("{'l': $states.input.list}").unwrap();
    let mut random = Random::new(1);
    let outcome = expression.eval(&bindings, &mut Env::new(0, &mut random));
    let Ok(Evaluated::Value(value)) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(value.get("l").unwrap().ptr_eq(&list));
}

#[test]
fn a_backend_that_stops_is_an_error_and_stays_one() {
    let stopped = "JSONata has stopped working: out of order";
    let remote = remote(1);
    let expression = remote.compile("1").unwrap();
    for _ in 0..2 {
        let (outcome, _, _) = outcome(&expression, u64::MAX, None);
        assert_eq!(outcome.unwrap_err().to_string(), stopped);
        assert_eq!(remote.compile("1").unwrap_err().to_string(), stopped);
    }
}

#[test]
fn what_is_no_request_gets_no_answer() {
    let mut server = Server::default();
    for request in [
        "",
        "what",
        "eval",
        "eval 1 2 3",
        "eval 9 0 1 2 3 4 5 -\n={\"variables\":{}}",
        "eval 1 0 1 2 3 4 5 -\nnothing",
        "forget",
        "forget x",
    ] {
        assert!(server.answer(request.as_bytes()).is_empty(), "{request}");
    }
    assert!(server.answer(&[0xff]).is_empty());
}
