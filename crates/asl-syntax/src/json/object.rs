//! Objects: properties, with their names, colons and values possibly missing.

use std::collections::HashMap;
use std::sync::Arc;

use super::errors;
use super::lexer::{Token, TokenKind};
use super::parser::{Open, Parser, hole, is_key, starts_value};
use crate::{Member, Node, NodeKind, Span, quoted};

impl Parser<'_> {
    pub(super) fn object(&mut self) -> Node {
        let opener = self.token.span;
        self.open.push(Open {
            span: opener,
            closer: TokenKind::CloseBrace,
        });
        self.bump();
        let mut members = Vec::new();
        self.members(&mut members);
        self.open.pop();
        let span = Span::new(
            opener.start,
            self.container_end(members.last().map(|member| member.span)),
        );
        Node {
            span,
            kind: NodeKind::Object(members),
        }
    }

    /// Properties up to and including the closing brace.
    pub(super) fn members(&mut self, members: &mut Vec<Member>) {
        let mut first_at: HashMap<Arc<str>, Span> = members
            .iter()
            .map(|member| (Arc::clone(&member.key), member.key_span))
            .collect();
        let mut comma: Option<Span> = None;
        loop {
            self.skip_unknown();
            let token = self.token;
            match token.kind {
                TokenKind::CloseBrace | TokenKind::CloseBracket | TokenKind::Eof => {
                    if self.close(TokenKind::CloseBrace, comma) {
                        return;
                    }
                }
                TokenKind::Comma => {
                    self.tell(errors::stray_comma(token.span));
                    self.bump();
                    continue;
                }
                TokenKind::Colon => {
                    self.tell(errors::unexpected_character(token.span, ":"));
                    self.bump();
                    continue;
                }
                _ => {
                    let member = self.member();
                    self.note_duplicate(&member, &mut first_at);
                    members.push(member);
                }
            }
            comma = self.separator("property");
        }
    }

    fn note_duplicate(&mut self, member: &Member, first_at: &mut HashMap<Arc<str>, Span>) {
        if member.key_span.is_empty() {
            return;
        }
        match first_at.get(&member.key) {
            Some(&first) => {
                self.tell(errors::duplicate_key(member.key_span, first, &member.key));
            }
            None => {
                first_at.insert(Arc::clone(&member.key), member.key_span);
            }
        }
    }

    fn member(&mut self) -> Member {
        let token = self.token;
        if !is_key(token.kind) {
            let value = self.value();
            self.tell(errors::expected_property_name(value.span));
            let key_span = Span::at(value.span.start);
            return Member {
                key: "".into(),
                key_span,
                span: value.span,
                value,
            };
        }
        self.bump();
        let key = self.key(token);
        let value = self.member_value(&key, token);
        let span = token.span.to(value.span);
        Member {
            key,
            key_span: token.span,
            value,
            span,
        }
    }

    fn key(&mut self, token: Token) -> Arc<str> {
        if let TokenKind::String { closed } = token.kind {
            return self.string(token.span, closed);
        }
        let word = token.span.text(self.text);
        self.tell(errors::unquoted_key(token.span, &quoted(word)));
        word.into()
    }

    /// The colon and the value. Looks ahead, so that a name typed without either does not swallow the next
    /// property.
    fn member_value(&mut self, key: &str, key_token: Token) -> Node {
        let gap = Span::at(self.end);
        let equals =
            self.token.kind == TokenKind::Unknown && self.token.span.text(self.text) == "=";
        if equals {
            self.tell(errors::wrong_separator(self.token.span, "=", ":"));
            self.bump();
        } else if !self.eat(TokenKind::Colon) {
            if self.token.on_new_line || !starts_value(self.token.kind) || self.at_property() {
                // An open string at the end of a line has been reported; it may be all that was typed.
                if key_token.kind != (TokenKind::String { closed: false }) {
                    self.tell(errors::property_without_value(gap, key));
                }
                return hole(gap);
            }
            self.tell(errors::expected_colon(gap, key_token.span));
        }
        self.skip_unknown();
        if !starts_value(self.token.kind) || self.at_property() {
            self.tell(errors::property_without_value(Span::at(self.end), key));
            return hole(self.blank());
        }
        self.value()
    }

    /// The blank space on this line after the last token: where the value will be typed.
    fn blank(&self) -> Span {
        let rest = Span::new(self.end, self.token.span.start).text(self.text);
        let blank = rest
            .bytes()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        Span::new(self.end, self.end + crate::span::offset(blank))
    }
}
