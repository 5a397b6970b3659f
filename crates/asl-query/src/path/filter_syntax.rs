//! From text to the condition of a filter, and to the operands of filters and functions.

use super::PathSyntaxError;
use super::cursor::Cursor;
use super::regex::compile;
use super::syntax::tokens;
use super::token::{Filter, Operand, Operator};
use crate::value::Value;

/// `a || b`, the loosest binding.
pub(super) fn filter(cursor: &mut Cursor<'_>) -> Result<Filter, PathSyntaxError> {
    cursor.nest()?;
    let mut alternatives = vec![conjunction(cursor)?];
    loop {
        cursor.space();
        if !cursor.eat_str("||") {
            break;
        }
        alternatives.push(conjunction(cursor)?);
    }
    cursor.unnest();
    Ok(single(alternatives, Filter::Or))
}

fn conjunction(cursor: &mut Cursor<'_>) -> Result<Filter, PathSyntaxError> {
    let mut conditions = vec![condition(cursor)?];
    loop {
        cursor.space();
        if !cursor.eat_str("&&") {
            break;
        }
        conditions.push(condition(cursor)?);
    }
    Ok(single(conditions, Filter::And))
}

fn single(mut filters: Vec<Filter>, many: fn(Vec<Filter>) -> Filter) -> Filter {
    match filters.pop() {
        Some(only) if filters.is_empty() => only,
        Some(last) => {
            filters.push(last);
            many(filters)
        }
        None => many(filters),
    }
}

fn condition(cursor: &mut Cursor<'_>) -> Result<Filter, PathSyntaxError> {
    cursor.space();
    if cursor.eat('!') {
        cursor.nest()?;
        let negated = condition(cursor)?;
        cursor.unnest();
        return Ok(Filter::Not(Box::new(negated)));
    }
    if cursor.eat('(') {
        let inner = filter(cursor)?;
        cursor.expect(')')?;
        return Ok(inner);
    }
    let left = operand(cursor)?;
    cursor.space();
    match operator(cursor)? {
        Some(operator) => Ok(Filter::Compare(left, operator, operand(cursor)?)),
        None => Ok(Filter::Exists(left)),
    }
}

fn operator(cursor: &mut Cursor<'_>) -> Result<Option<Operator>, PathSyntaxError> {
    const SYMBOLS: [(&str, Operator); 9] = [
        ("===", Operator::SameTypeEqual),
        ("!==", Operator::NotSameTypeEqual),
        ("==", Operator::Equal),
        ("!=", Operator::NotEqual),
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("=~", Operator::Matches),
        ("<", Operator::Less),
        (">", Operator::Greater),
    ];
    if let Some((_, operator)) = SYMBOLS.iter().find(|(symbol, _)| cursor.eat_str(symbol)) {
        return Ok(Some(*operator));
    }
    let rest = cursor.rest();
    let end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let word = &rest[..end];
    let operator = match word.to_ascii_lowercase().as_str() {
        "" => return Ok(None),
        "in" => Operator::In,
        "nin" => Operator::NotIn,
        "contains" => Operator::Contains,
        "all" => Operator::All,
        "size" => Operator::Size,
        "empty" => Operator::Empty,
        "subsetof" => Operator::SubsetOf,
        "anyof" => Operator::AnyOf,
        "noneof" => Operator::NoneOf,
        _ => return Err(cursor.error(&format!("Filter operator {word} is not supported!"))),
    };
    cursor.at += end;
    Ok(Some(operator))
}

/// A path, a literal or a regular expression.
pub(super) fn operand(cursor: &mut Cursor<'_>) -> Result<Operand, PathSyntaxError> {
    cursor.space();
    match cursor.peek() {
        Some('@') => {
            cursor.at += 1;
            Ok(Operand::Current(tokens(cursor, true)?.into()))
        }
        Some('$') => {
            cursor.at += 1;
            Ok(Operand::Document(tokens(cursor, true)?.into()))
        }
        Some('\'' | '"') => Ok(Operand::Literal(Value::from(cursor.quoted()?))),
        Some('[' | '{') => Ok(Operand::Literal(cursor.json()?)),
        Some('/') => regex(cursor),
        Some(_) => scalar(cursor),
        None => Err(cursor.error("Expected an operand")),
    }
}

fn scalar(cursor: &mut Cursor<'_>) -> Result<Operand, PathSyntaxError> {
    let rest = cursor.rest();
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))
        .unwrap_or(rest.len());
    let value = Value::from_json(&rest[..end]).map_err(|_| {
        cursor
            .error("Expected a string, a number, true, false, null, a path or a regular expression")
    })?;
    cursor.at += end;
    Ok(Operand::Literal(value))
}

/// `/pattern/flags`; as in Jayway the whole string has to match.
fn regex(cursor: &mut Cursor<'_>) -> Result<Operand, PathSyntaxError> {
    let start = cursor.at;
    let unclosed = || PathSyntaxError {
        message: "The regular expression is not closed".into(),
        offset: start,
    };
    cursor.at += 1;
    let rest = cursor.rest();
    let mut escaped = false;
    let end = rest
        .char_indices()
        .find(|&(_, c)| {
            let found = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            found
        })
        .map(|(at, _)| at)
        .ok_or_else(unclosed)?;
    let pattern = rest[..end].replace("\\/", "/");
    let flags = &rest[end + 1..];
    let flags = &flags[..flags
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(flags.len())];
    cursor.at += end + 1 + flags.len();
    compile(&pattern, flags)
        .map(Operand::Regex)
        .map_err(|error| PathSyntaxError {
            message: format!("Invalid regular expression: {error}"),
            offset: start,
        })
}
