//! Tokens to a tree. Recursion is bounded by [`MAX_DEPTH`].

use std::sync::Arc;

use super::balance::{self, Skew, Skewed};
use super::lexer::{Lexer, Token, TokenKind};
use super::{errors, scalar, string};
use crate::span::offset;
use crate::{Diagnostic, MAX_DEPTH, Node, NodeKind, Span, quoted};

/// The tree of a text and what is wrong with it.
pub(crate) fn parse(text: &str) -> (Node, Vec<Diagnostic>) {
    let mut lexer = Lexer::new(text);
    let token = lexer.next();
    let mut parser = Parser {
        text,
        lexer,
        token,
        end: 0,
        open: Vec::new(),
        spare_comma: None,
        diagnostics: Vec::new(),
        closed_outwards: None,
        closed_inwards: None,
        end_told: false,
    };
    let root = parser.root();
    (root, parser.diagnostics)
}

/// The state of a parse. Objects are read in `object.rs`, arrays in `array.rs`.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) lexer: Lexer<'a>,
    /// The token to be read next.
    pub(super) token: Token,
    /// Where the last token that was read ends.
    pub(super) end: u32,
    /// The brackets that are open, outermost first.
    pub(super) open: Vec<Open>,
    /// A comma that an array has read before it turned out to have ended already.
    pub(super) spare_comma: Option<Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The first bracket that seems to lack its closing one.
    closed_outwards: Option<Skewed>,
    /// The first closing bracket that seems to be one too many.
    closed_inwards: Option<Skewed>,
    /// Whether the brackets that are open at the end of the text have been reported.
    end_told: bool,
}

/// An open bracket.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) span: Span,
    pub(super) closer: TokenKind,
}

impl Parser<'_> {
    fn root(&mut self) -> Node {
        self.skip_unknown();
        if self.token.kind == TokenKind::Eof {
            let span = Span::at(self.token.span.start);
            if self.diagnostics.is_empty() {
                self.tell(errors::empty_text(span));
            }
            return hole(span);
        }
        self.stray_closers();
        let mut root = self.value();
        if let NodeKind::Object(members) = &mut root.kind {
            while self.more_members_after_the_end() {
                let closer = Span::new(self.end.saturating_sub(1), self.end);
                let next = self.token.span;
                let error = match self.closed_inwards.take() {
                    Some(skewed) => errors::surplus(skewed.closer, next),
                    None => errors::closed_too_early(closer, next),
                };
                self.tell(error);
                let brace = Span::new(root.span.start, root.span.start + 1);
                self.open.push(Open {
                    span: brace,
                    closer: TokenKind::CloseBrace,
                });
                self.eat(TokenKind::Comma);
                self.members(members);
                self.open.pop();
                root.span.end = self.container_end(members.last().map(|member| member.span));
            }
        }
        self.stray_closers();
        if self.token.kind != TokenKind::Eof {
            let start = self.token.span.start;
            let rest = self.text.get(start as usize..).unwrap_or("").trim_end();
            self.tell(errors::text_after_end(Span::new(
                start,
                start + offset(rest.len()),
            )));
        }
        root
    }

    /// Whether a closing brace too many has ended the root, and properties follow.
    fn more_members_after_the_end(&self) -> bool {
        let mut ahead = self.lexer;
        let mut token = self.token;
        if token.kind == TokenKind::Comma {
            token = ahead.next();
        }
        is_key(token.kind) && ahead.next().kind == TokenKind::Colon
    }

    /// A value, or a hole when none begins here.
    pub(super) fn value(&mut self) -> Node {
        self.skip_unknown();
        let Token { kind, span, .. } = self.token;
        let opens = matches!(kind, TokenKind::OpenBrace | TokenKind::OpenBracket);
        match kind {
            _ if opens && self.open.len() >= MAX_DEPTH => self.too_deep(),
            TokenKind::OpenBrace => self.object(),
            TokenKind::OpenBracket => self.array(),
            TokenKind::String { closed } => {
                self.bump();
                Node {
                    span,
                    kind: NodeKind::String(self.string(span, closed)),
                }
            }
            TokenKind::Word => {
                self.bump();
                let word = span.text(self.text);
                Node {
                    span,
                    kind: scalar::value_of(word, span, &mut self.diagnostics),
                }
            }
            TokenKind::Placeholder => {
                self.bump();
                self.tell(errors::template_placeholder(span, span.text(self.text)));
                hole(span)
            }
            _ => hole(Span::at(self.end)),
        }
    }

    pub(super) fn string(&mut self, span: Span, closed: bool) -> Arc<str> {
        let content = string::unescape(self.text, span, closed, &mut self.diagnostics);
        let quote = span.text(self.text).chars().next().unwrap_or('"');
        if !closed {
            self.tell(errors::unterminated_string(span, quote));
        } else if quote != '"' {
            self.tell(errors::other_quotes(span, quote, &quoted(&content)));
        }
        content
    }

    /// At a closing bracket or the end of the text. Whether the innermost open bracket is closed now; `comma`
    /// is the comma before it.
    pub(super) fn close(&mut self, closer: TokenKind, comma: Option<Span>) -> bool {
        if self.token.kind == TokenKind::Eof {
            self.unclosed_at_end();
            return true;
        }
        if self.token.kind == closer {
            if let Some(comma) = comma {
                self.tell(errors::trailing_comma(comma, closer_char(closer)));
            }
            self.note_skew();
            self.bump();
            return true;
        }
        let closes_outer = self
            .open
            .split_last()
            .is_some_and(|(_, outer)| outer.iter().any(|open| open.closer == self.token.kind));
        if !closes_outer {
            self.stray_closer();
            return false;
        }
        if let Some(open) = self.open.last() {
            let gap = Span::at(self.end);
            let opener = open.span;
            self.tell(errors::closed_by_other(
                gap,
                opener,
                closer_char(closer),
                self.token.span,
            ));
        }
        true
    }

    /// Remembers the first pair of each kind whose indentation does not fit.
    fn note_skew(&mut self) {
        let Some(open) = self.open.last() else { return };
        let Some(skewed) = balance::skewed(self.text, open.span, self.token.span) else {
            return;
        };
        let memory = match skewed.skew {
            Skew::Outwards => &mut self.closed_outwards,
            Skew::Inwards => &mut self.closed_inwards,
        };
        memory.get_or_insert(skewed);
    }

    /// Where a bracketed value ends that has just been left. One that is still open reaches to the end of the
    /// text, since what is typed there goes into it. A hole at its end may reach past the last token.
    pub(super) fn container_end(&self, last_child: Option<Span>) -> u32 {
        let end = if self.end_told {
            offset(self.text.len())
        } else {
            self.end
        };
        end.max(last_child.map_or(0, |child| child.end))
    }

    /// One diagnostic for all brackets that the text leaves open.
    fn unclosed_at_end(&mut self) {
        let Some(innermost) = self.open.last().filter(|_| !self.end_told) else {
            return;
        };
        let opener = innermost.span;
        let missing: String = self
            .open
            .iter()
            .rev()
            .map(|open| closer_char(open.closer))
            .collect();
        self.end_told = true;
        let end = Span::at(self.end);
        let inside = self.closed_outwards.filter(|_| missing.len() == 1);
        let place = inside.and_then(|skewed| balance::place_of_missing(self.text, skewed));
        self.tell(match (inside, place) {
            (Some(Skewed { opener, closer, .. }), Some(place)) => {
                let bracket = if opener.text(self.text) == "{" {
                    "}"
                } else {
                    "]"
                };
                errors::unclosed_inside(end, opener, closer, place, bracket)
            }
            _ => errors::unclosed(end, opener, &missing),
        });
    }

    fn stray_closer(&mut self) {
        let span = self.token.span;
        let error = match self.closed_inwards.take() {
            Some(skewed) => errors::surplus(skewed.closer, span),
            None => errors::stray_closer(span, span.text(self.text)),
        };
        self.tell(error);
        self.bump();
    }

    fn stray_closers(&mut self) {
        while matches!(
            self.token.kind,
            TokenKind::CloseBrace | TokenKind::CloseBracket
        ) {
            self.stray_closer();
        }
    }

    /// The comma after a property or an element; its place, if there is one. Silent before a closing bracket.
    pub(super) fn separator(&mut self, before: &str) -> Option<Span> {
        if let Some(comma) = self.spare_comma.take() {
            return Some(comma);
        }
        let token = self.token;
        match token.kind {
            TokenKind::Comma => {
                self.bump();
                Some(token.span)
            }
            TokenKind::Unknown if token.span.text(self.text) == ";" => {
                self.tell(errors::wrong_separator(token.span, ";", ","));
                self.bump();
                Some(token.span)
            }
            kind if starts_value(kind) => {
                let gap = Span::at(self.end);
                // After a hole the missing value has been reported here; once is enough.
                if self.diagnostics.last().is_none_or(|last| last.span != gap) {
                    self.tell(errors::expected_comma(gap, token.span, before));
                }
                None
            }
            _ => None,
        }
    }

    /// Skips a bracketed value that lies too deep, without recursion.
    fn too_deep(&mut self) -> Node {
        let start = self.token.span;
        self.tell(errors::too_deep(start));
        let mut depth = 0_usize;
        loop {
            match self.token.kind {
                TokenKind::OpenBrace | TokenKind::OpenBracket => depth += 1,
                TokenKind::CloseBrace | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
                TokenKind::Eof => break,
                _ => {}
            }
            self.bump();
            if depth == 0 {
                break;
            }
        }
        hole(Span::new(start.start, self.end))
    }

    /// Reports and skips a run of characters that begin no token.
    pub(super) fn skip_unknown(&mut self) {
        while matches!(
            self.token.kind,
            TokenKind::Unknown | TokenKind::UnclosedComment
        ) {
            let span = self.token.span;
            self.tell(match self.token.kind {
                TokenKind::UnclosedComment => errors::unclosed_comment(span),
                _ => errors::unexpected_character(span, span.text(self.text)),
            });
            self.bump();
        }
    }

    /// Whether the next two tokens are a property name and its colon.
    pub(super) fn at_property(&self) -> bool {
        let mut ahead = self.lexer;
        is_key(self.token.kind) && ahead.next().kind == TokenKind::Colon
    }

    pub(super) fn eat(&mut self, kind: TokenKind) -> bool {
        let eaten = self.token.kind == kind;
        if eaten {
            self.bump();
        }
        eaten
    }

    pub(super) fn bump(&mut self) {
        self.end = self.token.span.end;
        self.token = self.lexer.next();
    }

    pub(super) fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

pub(super) fn hole(span: Span) -> Node {
    Node {
        span,
        kind: NodeKind::Missing,
    }
}

pub(super) fn is_key(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::String { .. } | TokenKind::Word)
}

pub(super) fn starts_value(kind: TokenKind) -> bool {
    let opens = matches!(kind, TokenKind::OpenBrace | TokenKind::OpenBracket);
    opens || is_key(kind) || kind == TokenKind::Placeholder
}

fn closer_char(kind: TokenKind) -> char {
    if kind == TokenKind::CloseBrace {
        '}'
    } else {
        ']'
    }
}
