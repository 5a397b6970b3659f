//! How much an expression may do. Depth and sizes are AWS's, as measured there.

use jlens_core::Error;

use super::{JsonataError, JsonataSyntaxError};

/// Levels of evaluation. AWS takes `1+1+…` of 100 terms and refuses 101.
pub(super) const DEPTH: usize = 100;

/// The levels that the prelude puts around an expression.
pub(super) const PRELUDE_DEPTH: usize = 1;

/// Items of an array: AWS takes `[1..873782]` and refuses one more.
pub(super) const ARRAY_ITEMS: usize = 873_782;

/// Bytes of a string that the expression builds: AWS takes 2^22 and refuses 2^23.
pub(super) const STRING_BYTES: usize = 6_990_256;

/// Bytes of a result; far beyond what a state may pass on.
pub(super) const RESULT_BYTES: usize = 16 * 1024 * 1024;

/// Steps of an evaluation: about half a second where AWS allows one.
pub(super) const STEPS: u64 = 4_000_000;

/// Steps of an evaluation that uses a regular expression, whose backtracking makes a step a thousand times as dear.
pub(super) const REGEX_STEPS: u64 = 50_000;

/// Items of `$range`: AWS takes `$range(1, 360145, 1)` and refuses one more.
pub(super) const RANGE_ITEMS: i128 = 360_145;

/// Brackets inside of brackets; what nests deeper is refused before it is parsed.
const BRACKETS: usize = 400;

pub(super) const STACK: &str = "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
pub(super) const MEMORY: &str =
    "Expression evaluation memory limit exceeded: Check for excessive memory usage";
const TIMEOUT: &str = "Expression evaluation timeout: Check for infinite loop";

/// The code of our own functions for "this is too much", which no other error has.
pub(super) const TOO_MUCH: &str = "U1001";

/// The failure in AWS's words; limits have no code there.
pub(super) fn in_aws_words(error: &Error) -> JsonataError {
    let limit = match error.code() {
        "D1011" => Some(STACK),
        "D1012" | "U1003" | "U1006" => Some(TIMEOUT),
        TOO_MUCH => Some(MEMORY),
        _ => None,
    };
    match limit {
        Some(message) => JsonataError {
            code: String::new(),
            message: message.into(),
        },
        None => JsonataError {
            code: error.code().to_owned(),
            message: error.message(),
        },
    }
}

/// Refuses text whose brackets nest too deeply. Brackets in strings count as well: nobody writes that many.
pub(super) fn check_nesting(text: &str) -> Result<(), JsonataSyntaxError> {
    let mut depth = 0_usize;
    for (position, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > BRACKETS {
            let message =
                format!("The expression is nested too deeply (the limit is {BRACKETS} levels)");
            return Err(JsonataSyntaxError {
                code: TOO_MUCH.into(),
                message,
                position,
            });
        }
    }
    Ok(())
}

/// What the prelude puts in place of a function. `$distinct` and `$keys` compare everything with everything: beyond a
/// few thousand items ours take over, which are linear. `$replace` builds text without a bound, so its size is
/// computed first.
pub(super) fn guard(function: &str) -> &'static str {
    match function {
        "distinct" => {
            "$asl_d:=$distinct;$distinct:=$type($asl_d)!=\"function\"?$asl_d:\
             function($a)<x:x>{$count($a)>3000?$asl_distinct($a):$asl_d($a)};"
        }
        "keys" => {
            "$asl_k:=$keys;$keys:=$type($asl_k)!=\"function\"?$asl_k:\
             function($o)<x-:a<s>>{$count($spread($o))>3000?$asl_keys($o):$asl_k($o)};"
        }
        "replace" => {
            "$asl_r:=$replace;$replace:=$type($asl_r)!=\"function\"?$asl_r:\
             function($s,$p,$r,$n)<s-(sf)(sf)n?:s>{\
             ($asl_fits($s,$p,$r,$type($p)=\"function\"?$count($match($s,$p)):0);\
             $asl_r($s,$p,$type($r)=\"function\"?function($m){$asl_grow($r($m))}:$r,$n))};"
        }
        _ => "",
    }
}
