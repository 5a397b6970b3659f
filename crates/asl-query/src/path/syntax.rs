//! From text to the steps of a path.

use std::sync::Arc;

use super::cursor::Cursor;
use super::token::{Function, FunctionName, Operand, Token};
use super::{PathSyntaxError, Root, filter_syntax};

/// How many steps a path may have; what is beyond is no path that a person wrote.
const MAX_TOKENS: usize = 256;

/// Parses a whole path.
pub(super) fn parse(text: &str) -> Result<(Root, Vec<Token>), PathSyntaxError> {
    let mut cursor = Cursor::new(text);
    if !cursor.eat('$') {
        return Err(cursor.error("Path must start with '$'"));
    }
    let root = cursor.root();
    let tokens = tokens(&mut cursor, false)?;
    Ok((root, tokens))
}

/// Reads steps up to the end of the text, or inside a filter up to where no step can start.
pub(super) fn tokens(
    cursor: &mut Cursor<'_>,
    in_filter: bool,
) -> Result<Vec<Token>, PathSyntaxError> {
    let mut tokens = Vec::new();
    loop {
        if tokens.len() >= MAX_TOKENS {
            return Err(cursor.error(&format!("Path has more than {MAX_TOKENS} steps")));
        }
        match cursor.peek() {
            Some('.') => dot(cursor, &mut tokens, in_filter)?,
            Some('[') => tokens.push(bracket(cursor)?),
            None => return Ok(tokens),
            Some(_) if in_filter => return Ok(tokens),
            Some(other) => return Err(cursor.error(&format!("Illegal character '{other}'"))),
        }
    }
}

/// `.name`, `.*`, `.name()`, `..`, `.['name']`
fn dot(
    cursor: &mut Cursor<'_>,
    tokens: &mut Vec<Token>,
    in_filter: bool,
) -> Result<(), PathSyntaxError> {
    cursor.at += 1;
    if cursor.eat('.') {
        tokens.push(Token::Scan);
    }
    match cursor.peek() {
        None => Err(cursor.error("Path must not end with a '.' or '..'")),
        Some('.') => Err(cursor.error("Character '.' on position is not valid")),
        // A bracket right after a dot belongs to the same step.
        Some('[') => Ok(()),
        Some('*') => {
            cursor.at += 1;
            tokens.push(Token::Wildcard);
            Ok(())
        }
        Some(_) => {
            tokens.push(name_or_function(cursor, in_filter)?);
            Ok(())
        }
    }
}

fn name_or_function(cursor: &mut Cursor<'_>, in_filter: bool) -> Result<Token, PathSyntaxError> {
    let start = cursor.at;
    let mut name = String::new();
    while let Some(next) = cursor.peek() {
        let ends = match next {
            '.' | '[' | '(' => true,
            ' ' if !in_filter => {
                return Err(cursor.error(
                    "Use bracket notation ['my prop'] if your property contains blank characters",
                ));
            }
            _ if !in_filter => false,
            other => other.is_whitespace() || ")=!<>&|~,]".contains(other),
        };
        if ends {
            break;
        }
        cursor.at += next.len_utf8();
        match cursor.peek() {
            // The States Language escapes the characters that end a name by a backslash: `$.a\.b`.
            Some(escaped) if next == '\\' => {
                cursor.at += escaped.len_utf8();
                name.push(escaped);
            }
            _ => name.push(next),
        }
    }
    if cursor.peek() == Some('(') {
        return function(cursor, &name, start);
    }
    if name.is_empty() {
        return Err(cursor.error("A step without a name"));
    }
    Ok(Token::Names(Box::new([Arc::from(name)])))
}

fn function(cursor: &mut Cursor<'_>, name: &str, start: usize) -> Result<Token, PathSyntaxError> {
    let Some(name) = FunctionName::from_name(name) else {
        let message = format!("Function with name: {name} does not exist.");
        return Err(PathSyntaxError {
            message,
            offset: start,
        });
    };
    cursor.at += 1;
    cursor.nest()?;
    let mut arguments = Vec::new();
    cursor.space();
    while !cursor.eat(')') {
        if !arguments.is_empty() {
            cursor.expect(',')?;
        }
        arguments.push(filter_syntax::operand(cursor)?);
        cursor.space();
    }
    cursor.unnest();
    check_arity(cursor, name, &arguments)?;
    Ok(Token::Function(Box::new(Function { name, arguments })))
}

fn check_arity(
    cursor: &Cursor<'_>,
    name: FunctionName,
    arguments: &[Operand],
) -> Result<(), PathSyntaxError> {
    match (name, arguments) {
        (FunctionName::Index, [Operand::Literal(index)]) if index.as_i64().is_some() => Ok(()),
        (FunctionName::Index, _) => Err(cursor.error("index() takes one integer")),
        _ => Ok(()),
    }
}

/// `['a']`, `['a','b']`, `[0]`, `[0,1]`, `[1:2]`, `[*]`, `[?(...)]`
fn bracket(cursor: &mut Cursor<'_>) -> Result<Token, PathSyntaxError> {
    cursor.at += 1;
    cursor.space();
    let token = match cursor.peek() {
        Some('\'' | '"') => names(cursor)?,
        Some('*') => {
            cursor.at += 1;
            Token::Wildcard
        }
        Some('?') => {
            cursor.at += 1;
            cursor.space();
            cursor.expect('(')?;
            cursor.nest()?;
            let filter = filter_syntax::filter(cursor)?;
            cursor.unnest();
            cursor.expect(')')?;
            Token::Filter(Box::new(filter))
        }
        Some('-' | ':' | '0'..='9') => positions(cursor)?,
        _ => return Err(cursor.error("Could not parse token")),
    };
    cursor.expect(']')?;
    Ok(token)
}

fn names(cursor: &mut Cursor<'_>) -> Result<Token, PathSyntaxError> {
    let mut names = Vec::new();
    loop {
        cursor.space();
        names.push(Arc::from(cursor.quoted()?));
        cursor.space();
        if !cursor.eat(',') {
            return Ok(Token::Names(names.into()));
        }
    }
}

fn positions(cursor: &mut Cursor<'_>) -> Result<Token, PathSyntaxError> {
    let start = cursor.at;
    let inner: &str = cursor.until(']')?;
    let wrong = |message: &str| PathSyntaxError {
        message: message.into(),
        offset: start,
    };
    let number = |text: &str| -> Result<Option<i64>, PathSyntaxError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let number: i32 = text
            .parse()
            .map_err(|_| wrong(&format!("'{text}' is not a valid index")))?;
        Ok(Some(i64::from(number)))
    };
    if let Some((from, rest)) = inner.split_once(':') {
        let to = rest.split(':').next().unwrap_or_default();
        let (from, to) = (number(from)?, number(to)?);
        if from.is_none() && to.is_none() {
            return Err(wrong("A slice needs a start or an end"));
        }
        return Ok(Token::Slice { from, to });
    }
    let indices: Vec<i64> = inner
        .split(',')
        .map(|text| number(text)?.ok_or_else(|| wrong("An index is missing")))
        .collect::<Result<_, _>>()?;
    Ok(Token::Indices(indices.into()))
}
