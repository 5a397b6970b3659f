//! Why a link cannot be opened, or made: what, why, and what to do.

use std::fmt;

/// Why a link cannot be opened, or made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// There is nothing of the form `version.codec.payload`.
    NotALink,
    /// It is of a version that is not known here.
    UnknownVersion(String),
    /// It is packed in a way that is not known here.
    UnknownCodec(String),
    /// The payload has a character that links do not have.
    Character(char),
    /// It ends too early.
    CutOff,
    /// It is not what was made: the checksum differs, or the stream is none.
    Damaged,
    /// It holds more than a link may hold.
    TooLarge,
    /// Its JSON is nested deeper than a link's may be.
    TooDeep,
    /// It arrived as it was made, but does not say what its version says. What is wrong, as a phrase.
    Content(String),
}

impl LinkError {
    /// A short name of what is wrong that stays the same: `cut-off`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotALink => "not-a-link",
            Self::UnknownVersion(_) => "unknown-version",
            Self::UnknownCodec(_) => "unknown-codec",
            Self::Character(_) => "character",
            Self::CutOff => "cut-off",
            Self::Damaged => "damaged",
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::Content(_) => "content",
        }
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => f.write_str(
                "This is not a link to a situation: after the # there is no version, codec and payload with dots \
                 between them. Copy the whole link, from the # to its end.",
            ),
            Self::UnknownVersion(version) => write!(
                f,
                "This link is of version {}, which is not known here; known is {}. It was probably made by a newer \
                 Playstate: reload the page, or open the link where it was made.",
                shown(version),
                crate::VERSION,
            ),
            Self::UnknownCodec(codec) => write!(
                f,
                "This link is packed as {}, which is not known here; known is {}. It was probably made by a newer \
                 Playstate: reload the page, or open the link where it was made.",
                shown(codec),
                crate::CODEC,
            ),
            Self::Character(character) => write!(
                f,
                "This link has the character {}, which links do not have: it was changed on its way. Copy \
                 it again, from the # to its end, and nothing around it.",
                named(*character),
            ),
            Self::CutOff => f.write_str(
                "This link ends too early: its last part is missing. Copy it again, to its very end; some programs \
                 shorten long links.",
            ),
            Self::Damaged => f.write_str(
                "This link is damaged: its checksum does not fit what it holds. Copy it again from where it was \
                 posted; a change of upper and lower case is enough to break it.",
            ),
            Self::TooLarge => write!(
                f,
                "This link holds more than {} MB, the most that a link may hold. Share it as a file instead.",
                crate::MOST_BYTES / 1_000_000,
            ),
            Self::TooDeep => write!(
                f,
                "The scenarios of this link are nested deeper than {} levels, the most that a link may hold. Share \
                 it as a file instead.",
                crate::MOST_LEVELS,
            ),
            Self::Content(wrong) => write!(
                f,
                "This link arrived whole, but it was not made as the link format says: {wrong}. Tell whoever made it.",
            ),
        }
    }
}

impl std::error::Error for LinkError {}

/// Digits and letters that a stranger wrote, shortened.
fn shown(text: &str) -> String {
    let mut characters = text.chars();
    let mut shown: String = characters.by_ref().take(12).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// A character to look for; one that cannot be seen by its number.
fn named(character: char) -> String {
    if character.is_ascii_graphic() {
        format!("'{character}'")
    } else {
        format!("U+{:04X}", u32::from(character))
    }
}
