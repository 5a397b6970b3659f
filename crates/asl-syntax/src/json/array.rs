//! Arrays.

use super::errors;
use super::lexer::TokenKind;
use super::parser::{Open, Parser, hole};
use crate::{Node, NodeKind, Span};

impl Parser<'_> {
    pub(super) fn array(&mut self) -> Node {
        let opener = self.token.span;
        let in_object = self
            .open
            .last()
            .is_some_and(|open| open.closer == TokenKind::CloseBrace);
        self.open.push(Open {
            span: opener,
            closer: TokenKind::CloseBracket,
        });
        self.bump();
        let mut items = Vec::new();
        let mut comma: Option<Span> = None;
        loop {
            self.skip_unknown();
            let token = self.token;
            match token.kind {
                TokenKind::CloseBrace | TokenKind::CloseBracket | TokenKind::Eof => {
                    if self.close(TokenKind::CloseBracket, comma) {
                        break;
                    }
                }
                TokenKind::Comma => {
                    let gap = Span::at(self.end);
                    self.tell(errors::expected_value(gap));
                    items.push(hole(gap));
                }
                TokenKind::Colon => {
                    self.tell(errors::unexpected_character(token.span, ":"));
                    self.bump();
                    continue;
                }
                _ if in_object && self.at_property() => {
                    return self.end_before_property(opener, comma, items);
                }
                _ => items.push(self.value()),
            }
            comma = self.separator("element");
        }
        self.open.pop();
        let span = Span::new(
            opener.start,
            self.container_end(items.last().map(|item| item.span)),
        );
        Node {
            span,
            kind: NodeKind::Array(items),
        }
    }

    /// The array ends before the property that stands here, and before the comma in front of that.
    fn end_before_property(&mut self, opener: Span, comma: Option<Span>, items: Vec<Node>) -> Node {
        let gap = comma.map_or(Span::at(self.end), |comma| Span::at(comma.start));
        self.tell(errors::property_in_array(gap, opener, self.token.span));
        self.spare_comma = comma;
        self.open.pop();
        let span = Span::new(opener.start, gap.start);
        Node {
            span,
            kind: NodeKind::Array(items),
        }
    }
}
