//! Compiled expressions and values can be kept and evaluated on any thread.

use asl_query::{EvalError, Expression, Intrinsic, Path, Random, ReferencePath, Template, Value};

fn crosses_threads<T: Send + Sync + 'static>() {}

#[test]
fn everything_crosses_threads() {
    crosses_threads::<Value>();
    crosses_threads::<Path>();
    crosses_threads::<ReferencePath>();
    crosses_threads::<Intrinsic>();
    crosses_threads::<Expression>();
    crosses_threads::<Template>();
    crosses_threads::<EvalError>();
    crosses_threads::<Random>();
}

#[cfg(feature = "jsonata")]
#[test]
fn jsonata_crosses_threads() {
    crosses_threads::<asl_query::Jsonata>();
    crosses_threads::<asl_query::JsonataTemplate>();
}
