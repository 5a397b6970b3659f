//! Characters to tokens. White space and comments are skipped; every other character belongs to a token.

use crate::span::{Span, offset};

/// A token with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
    /// Whether a line ends between the token before and this one.
    pub(super) on_new_line: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Colon,
    /// A quoted string; the quote character is the first of the span.
    String {
        /// Whether the closing quote is there. Without it the string ends with its line.
        closed: bool,
    },
    /// A run of other characters: a number, `true`, a key without quotes ...
    Word,
    /// `${Name}` outside of quotes, as templates have it.
    Placeholder,
    /// `/* ` without `*/`.
    UnclosedComment,
    /// A character that begins no token.
    Unknown,
    Eof,
}

/// A position in the text; copy it to look ahead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Lexer<'a> {
        let position = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        Lexer { text, position }
    }

    /// The next token; [`TokenKind::Eof`] for ever after the last one.
    pub(super) fn next(&mut self) -> Token {
        let mut on_new_line = false;
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start_matches(is_blank).len();
            on_new_line |= rest[..blank].contains(['\n', '\r']);
            self.position += blank;
            let rest = self.rest();
            if rest.starts_with("//") {
                self.position += rest.find(['\n', '\r']).unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                let start = self.position;
                let Some(end) = rest.find("*/") else {
                    self.position = self.text.len();
                    return self.token(TokenKind::UnclosedComment, start, on_new_line);
                };
                on_new_line |= rest[..end].contains(['\n', '\r']);
                self.position += end + 2;
            } else {
                break;
            }
        }
        let start = self.position;
        let kind = self.scan();
        self.token(kind, start, on_new_line)
    }

    fn token(&self, kind: TokenKind, start: usize, on_new_line: bool) -> Token {
        Token {
            kind,
            span: Span::new(offset(start), offset(self.position)),
            on_new_line,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or("")
    }

    /// Reads one token at the position, which is neither white space nor a comment.
    fn scan(&mut self) -> TokenKind {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return TokenKind::Eof;
        };
        let punctuation = match first {
            '{' => Some(TokenKind::OpenBrace),
            '}' => Some(TokenKind::CloseBrace),
            '[' => Some(TokenKind::OpenBracket),
            ']' => Some(TokenKind::CloseBracket),
            ',' => Some(TokenKind::Comma),
            ':' => Some(TokenKind::Colon),
            _ => None,
        };
        if let Some(kind) = punctuation {
            self.position += 1;
            return kind;
        }
        if closing_quotes(first).is_some() {
            return self.scan_string();
        }
        if let Some(length) = placeholder(rest) {
            self.position += length;
            return TokenKind::Placeholder;
        }
        if is_word(first) {
            self.position += rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            return TokenKind::Word;
        }
        self.position += first.len_utf8();
        TokenKind::Unknown
    }

    fn scan_string(&mut self) -> TokenKind {
        let rest = self.rest();
        let mut chars = rest.char_indices();
        let closing = chars
            .next()
            .and_then(|(_, quote)| closing_quotes(quote))
            .unwrap_or_default();
        while let Some((index, char)) = chars.next() {
            match char {
                '\\' if !rest[index + 1..].starts_with(['\n', '\r']) => {
                    chars.next();
                }
                '\n' | '\r' => {
                    self.position += unclosed_length(&rest[..index]);
                    return TokenKind::String { closed: false };
                }
                _ if closing.contains(char) => {
                    self.position += index + char.len_utf8();
                    return TokenKind::String { closed: true };
                }
                _ => {}
            }
        }
        self.position += unclosed_length(rest);
        TokenKind::String { closed: false }
    }
}

/// The characters that close a string opened by `quote`, if it opens one. Word processors make curly quotes.
pub(super) fn closing_quotes(quote: char) -> Option<&'static str> {
    match quote {
        '"' => Some("\""),
        '\'' => Some("'"),
        '`' => Some("`"),
        '“' | '”' | '„' => Some("“”"),
        '‘' | '’' | '‚' => Some("‘’"),
        _ => None,
    }
}

/// Of a line with an open string: without white space at its end, and without the comma that was meant as one.
fn unclosed_length(line: &str) -> usize {
    let line = line.trim_end();
    match line.strip_suffix(',') {
        Some(before) if before.chars().nth(1).is_some() => before.len(),
        _ => line.len(),
    }
}

/// Length of a `${...}` at the beginning of `rest`, if it is closed on its line.
fn placeholder(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("${")?;
    let line = inner.lines().next()?;
    Some(2 + line.find('}')? + 1)
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || char == '\u{feff}'
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-' | '+' | '.' | '$')
}
