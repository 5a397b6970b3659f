//! Putting back what is implied.

use super::layout::{Entries, Layout, Unit, space};
use super::tokens::{Kind, split};
use super::{OTHER, SPACED, UnpackError, VERBATIM};

/// A text that stands as it is.
pub(super) fn as_it_is(body: &str, limit: usize) -> Result<String, UnpackError> {
    let mut text = String::with_capacity(body.len());
    let mut characters = body.chars();
    while let Some(character) = characters.next() {
        if character != VERBATIM {
            text.push(character);
            continue;
        }
        match characters.next().map(u32::from) {
            Some(code @ 0x40..=0x5f) => text.extend(char::from_u32(code - 0x40)),
            _ => return Err(UnpackError::Unknown),
        }
    }
    if text.len() > limit {
        return Err(UnpackError::TooLarge);
    }
    Ok(text)
}

/// A text that stands by its tokens.
pub(super) fn laid_out(body: &str, unit: Unit, limit: usize) -> Result<String, UnpackError> {
    let mut out = Out {
        text: String::with_capacity(body.len().min(limit)),
        limit,
    };
    let mut layout = Layout::new(unit);
    let mut rest = body;
    loop {
        let verbatim = rest.strip_prefix(VERBATIM);
        if let Some(after) = verbatim {
            let (gap, after) = space(after);
            out.push(gap)?;
            rest = after;
        } else if layout.before() == Some(Kind::LineComment) {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        let token = split(rest);
        if verbatim.is_none() {
            let gap = layout.gap(token.map(|(kind, ..)| kind));
            out.room_for(layout.len(gap))?;
            layout.write(gap, &mut out.text);
        }
        let Some((kind, token, after)) = token else {
            return Ok(out.text);
        };
        out.push(token)?;
        rest = after;
        let entries = (kind == Kind::Open).then(|| entries(&mut rest, layout.expected()));
        layout.pass(kind, entries);
    }
}

/// How the entries of a bracket stand, from the mark that may follow it.
fn entries(rest: &mut &str, expected: Entries) -> Entries {
    let (entries, after) = if let Some(after) = rest.strip_prefix(SPACED) {
        (Entries::SpacedLine, after)
    } else if let Some(after) = rest.strip_prefix(OTHER) {
        (expected.other(), after)
    } else {
        (expected, *rest)
    };
    *rest = after;
    entries
}

/// A text that does not grow beyond its limit.
struct Out {
    text: String,
    limit: usize,
}

impl Out {
    fn push(&mut self, part: &str) -> Result<(), UnpackError> {
        self.room_for(part.len())?;
        self.text.push_str(part);
        Ok(())
    }

    fn room_for(&self, more: usize) -> Result<(), UnpackError> {
        if self.text.len() + more > self.limit {
            return Err(UnpackError::TooLarge);
        }
        Ok(())
    }
}
