//! Names for what is drawn.

use asl::EdgeKind;

/// An edge kind's name for style sheets and tests.
pub fn kind_name(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Next => "next",
        EdgeKind::Choice => "choice",
        EdgeKind::Default => "default",
        EdgeKind::Catch => "catch",
        EdgeKind::Start => "start",
        EdgeKind::End => "end",
    }
}
