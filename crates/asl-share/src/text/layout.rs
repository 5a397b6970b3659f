//! The white space that is expected between two tokens.

use super::tokens::{Kind, SPACE};

/// What a line is indented by, for each bracket around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Spaces(u8),
    Tab,
}

impl Unit {
    /// The unit of the first line that is indented; two spaces where none is.
    pub(super) fn of(text: &str) -> Self {
        let mut indents = text.lines().map(|line| {
            let body = line.trim_start_matches([' ', '\t']);
            (&line[..line.len() - body.len()], body)
        });
        match indents.find(|(indent, body)| !indent.is_empty() && !body.is_empty()) {
            Some((indent, _)) if indent.starts_with('\t') => Self::Tab,
            Some((indent, _)) => Self::Spaces(u8::try_from(indent.len()).unwrap_or(8).min(8)),
            None => Self::Spaces(2),
        }
    }

    /// The unit of this name.
    pub(super) fn named(name: char) -> Option<Self> {
        match name {
            't' => Some(Self::Tab),
            '1'..='8' => name
                .to_digit(10)
                .and_then(|n| u8::try_from(n).ok())
                .map(Self::Spaces),
            _ => None,
        }
    }

    /// `1` to `8` for spaces, `t` for a tab.
    pub(super) fn name(self) -> char {
        match self {
            Self::Spaces(count) => char::from(b'0' + count),
            Self::Tab => 't',
        }
    }
}

/// How the entries of a bracket stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entries {
    /// Each on a line of its own, indented.
    Lines,
    /// All on one line.
    Line,
    /// All on one line, with a space inside of either bracket.
    SpacedLine,
}

impl Entries {
    /// What the mark makes of it.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Lines => Self::Line,
            Self::Line | Self::SpacedLine => Self::Lines,
        }
    }
}

/// The place between two tokens.
#[derive(Debug)]
pub(super) struct Layout {
    unit: Unit,
    around: Vec<Entries>,
    indents: usize,
    before: Option<Kind>,
}

/// White space as it is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Nothing,
    Space,
    /// A new line that is indented so many times.
    Line(usize),
}

impl Layout {
    pub(super) fn new(unit: Unit) -> Self {
        Self {
            unit,
            around: Vec::new(),
            indents: 0,
            before: None,
        }
    }

    /// The kind of the last token.
    pub(super) fn before(&self) -> Option<Kind> {
        self.before
    }

    /// How the entries of a bracket are expected to stand that opens here: as those around it.
    pub(super) fn expected(&self) -> Entries {
        match self.around.last() {
            None | Some(Entries::Lines) => Entries::Lines,
            Some(Entries::Line | Entries::SpacedLine) => Entries::Line,
        }
    }

    /// Goes past a token; an opening bracket comes with how its entries stand.
    pub(super) fn pass(&mut self, kind: Kind, entries: Option<Entries>) {
        if let Some(entries) = entries {
            self.indents += usize::from(entries == Entries::Lines);
            self.around.push(entries);
        }
        if kind == Kind::Close && self.around.pop() == Some(Entries::Lines) {
            self.indents -= 1;
        }
        self.before = Some(kind);
    }

    /// The white space before a token of this kind, or before the end.
    pub(super) fn gap(&self, next: Option<Kind>) -> Gap {
        let entries = self.around.last().copied();
        let line = Gap::Line(self.indents);
        let inside = |line: Gap| match entries {
            Some(Entries::Line) => Gap::Nothing,
            Some(Entries::SpacedLine) => Gap::Space,
            _ => line,
        };
        match (self.before, next) {
            (None, _)
            | (_, None | Some(Kind::Comma | Kind::Colon))
            | (Some(Kind::Open), Some(Kind::Close)) => Gap::Nothing,
            (Some(Kind::Open), _) => inside(line),
            (Some(Kind::LineComment), Some(Kind::Close)) => {
                Gap::Line(self.indents.saturating_sub(1))
            }
            (Some(Kind::LineComment), _) => line,
            (_, Some(Kind::Close)) => inside(Gap::Line(self.indents.saturating_sub(1))),
            (Some(Kind::Comma | Kind::BlockComment), _) => match entries {
                Some(Entries::Line | Entries::SpacedLine) => Gap::Space,
                _ => line,
            },
            (Some(Kind::Colon), _) | (_, Some(Kind::LineComment | Kind::BlockComment)) => {
                Gap::Space
            }
            _ => Gap::Nothing,
        }
    }

    /// How many bytes a gap takes.
    pub(super) fn len(&self, gap: Gap) -> usize {
        match gap {
            Gap::Nothing => 0,
            Gap::Space => 1,
            Gap::Line(indents) => 1 + indents * self.unit_len(),
        }
    }

    /// Writes a gap.
    pub(super) fn write(&self, gap: Gap, out: &mut String) {
        match gap {
            Gap::Nothing => {}
            Gap::Space => out.push(' '),
            Gap::Line(indents) => {
                let one = if self.unit == Unit::Tab { '\t' } else { ' ' };
                out.push('\n');
                out.extend(std::iter::repeat_n(one, indents * self.unit_len()));
            }
        }
    }

    /// Whether this white space is the gap.
    pub(super) fn is(&self, gap: Gap, space: &str) -> bool {
        let mut written = String::new();
        self.len(gap) == space.len() && {
            self.write(gap, &mut written);
            written == space
        }
    }

    fn unit_len(&self) -> usize {
        match self.unit {
            Unit::Spaces(count) => usize::from(count),
            Unit::Tab => 1,
        }
    }
}

/// The white space at the beginning of a text, and what follows.
pub(super) fn space(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches(SPACE);
    text.split_at(text.len() - rest.len())
}
