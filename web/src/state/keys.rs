//! What the keys do.

/// What a key asks for, wherever it is pressed outside of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Play or pause.
    Toggle,
    /// One event later.
    StepForward,
    /// One event earlier.
    StepBack,
    /// To the first event.
    ToStart,
    /// To the last event.
    ToEnd,
    /// To the next state entered.
    NextState,
    /// To the state entered before.
    PreviousState,
    /// To the end of the state, with all inside it.
    StepOver,
    /// To the first state inside it.
    StepInto,
    /// To the end of the Map or Parallel state around it.
    StepOut,
    /// Set or remove a breakpoint on the inspected state.
    Break,
    /// To where the inspected state is entered next.
    RunToHere,
    /// Slower.
    Slower,
    /// Faster.
    Faster,
    /// The next problem.
    NextProblem,
    /// Copy a link of all that is there.
    CopyLink,
    /// Find a state in the diagram.
    Find,
    /// The list of keys.
    Help,
    /// Inspect what the run is at, not a selected state.
    Follow,
}

/// Where a key was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, not states"
)]
pub struct Place {
    /// In a text: an editor, a field, a list of options.
    pub typing: bool,
    /// On something that Space or Enter presses.
    pub pressable: bool,
    /// On something that the arrow keys move about in.
    pub arrows: bool,
    /// On something that Home and End move about in.
    pub ends: bool,
    /// With Ctrl, Alt or Meta.
    pub modified: bool,
    /// With Ctrl or Meta, and nothing else.
    pub commanding: bool,
    /// With Shift.
    pub shifted: bool,
}

/// The command of a key (as `KeyboardEvent.key` names it) at a place, if it has one there.
pub fn command(key: &str, place: Place) -> Option<Command> {
    if place.modified {
        return (place.commanding && key == "s").then_some(Command::CopyLink);
    }
    // These write nothing, so they work in the editor as well.
    match (key, place.shifted) {
        ("F8", false) => return Some(Command::NextProblem),
        ("F9", false) => return Some(Command::Break),
        ("F9", true) => return Some(Command::RunToHere),
        ("F10", false) => return Some(Command::StepOver),
        ("F11", false) => return Some(Command::StepInto),
        ("F11", true) => return Some(Command::StepOut),
        _ if place.typing => return None,
        _ => {}
    }
    let command = match key {
        " " if !place.pressable => Command::Toggle,
        "ArrowRight" if !place.arrows => Command::StepForward,
        "ArrowLeft" if !place.arrows => Command::StepBack,
        "Home" if !place.ends => Command::ToStart,
        "End" if !place.ends => Command::ToEnd,
        "]" => Command::NextState,
        "[" => Command::PreviousState,
        "<" => Command::Slower,
        ">" => Command::Faster,
        "/" => Command::Find,
        "?" => Command::Help,
        "Escape" => Command::Follow,
        _ => return None,
    };
    Some(command)
}

/// A group of the help: its title, and keys with what they do.
pub type KeyGroup = (
    &'static str,
    &'static [(&'static [&'static str], &'static str)],
);

/// The keys, for the help.
pub const HELP: [KeyGroup; 4] = [
    (
        "Playback",
        &[
            (&["Space"], "Play or pause"),
            (&["←", "→"], "Step back, step forward"),
            (&["[", "]"], "Previous, next state"),
            (&["F10"], "Step over: to the end of the state"),
            (&["F11"], "Step into a Map or Parallel state"),
            (&["Shift F11"], "Step out of it"),
            (&["F9"], "Set or remove a breakpoint on the inspected state"),
            (&["Shift F9"], "Run to the inspected state"),
            (&["Home", "End"], "To the first, the last event"),
            (&["<", ">"], "Slower, faster"),
        ],
    ),
    (
        "Diagram, when it has the focus",
        &[
            (
                &["←", "↑", "→", "↓"],
                "From state to state; on the canvas: pan",
            ),
            (&["Enter"], "Inspect the state"),
            (&["/"], "Find a state; Enter and Shift Enter go on"),
            (&["+", "−"], "Zoom in, zoom out"),
            (&["0", "1"], "Fit, 100 %"),
            (&["Esc"], "Inspect what the run is at"),
        ],
    ),
    (
        "Definition",
        &[
            (&["F8"], "Next problem"),
            (&["Esc", "Tab"], "Leave the editor"),
        ],
    ),
    (
        "Page",
        &[
            (&["Ctrl S", "⌘ S"], "Copy a link to what is shown"),
            (&["?"], "This list"),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: Place = Place {
        typing: false,
        pressable: false,
        arrows: false,
        ends: false,
        modified: false,
        commanding: false,
        shifted: false,
    };

    #[track_caller]
    fn check(key: &str, place: Place, expected: Option<Command>) {
        assert_eq!(command(key, place), expected, "{key} at {place:?}");
    }

    #[test]
    fn playback_keys_work_outside_of_texts_only() {
        for (key, expected) in [
            (" ", Command::Toggle),
            ("ArrowLeft", Command::StepBack),
            ("]", Command::NextState),
            ("?", Command::Help),
            ("/", Command::Find),
        ] {
            check(key, NOWHERE, Some(expected));
            check(
                key,
                Place {
                    typing: true,
                    ..NOWHERE
                },
                None,
            );
            check(
                key,
                Place {
                    modified: true,
                    ..NOWHERE
                },
                None,
            );
        }
    }

    #[test]
    fn space_presses_a_focused_button_and_arrows_move_a_slider() {
        check(
            " ",
            Place {
                pressable: true,
                ..NOWHERE
            },
            None,
        );
        check(
            "ArrowRight",
            Place {
                pressable: true,
                ..NOWHERE
            },
            Some(Command::StepForward),
        );
        check(
            "End",
            Place {
                arrows: true,
                ends: true,
                ..NOWHERE
            },
            None,
        );
        check(
            "End",
            Place {
                arrows: true,
                ..NOWHERE
            },
            Some(Command::ToEnd),
        );
        check(
            "ArrowLeft",
            Place {
                arrows: true,
                ..NOWHERE
            },
            None,
        );
    }

    #[test]
    fn the_next_problem_is_reached_from_the_editor() {
        check(
            "F8",
            Place {
                typing: true,
                ..NOWHERE
            },
            Some(Command::NextProblem),
        );
    }

    #[test]
    fn the_keys_of_a_debugger_step_and_break() {
        let shifted = Place {
            shifted: true,
            ..NOWHERE
        };
        check("F9", NOWHERE, Some(Command::Break));
        check("F9", shifted, Some(Command::RunToHere));
        check("F10", NOWHERE, Some(Command::StepOver));
        check("F11", NOWHERE, Some(Command::StepInto));
        check("F11", shifted, Some(Command::StepOut));
        check("F10", shifted, None);
    }

    #[test]
    fn saving_copies_a_link_wherever_it_is_pressed() {
        let with = |commanding| Place {
            typing: true,
            modified: true,
            commanding,
            ..NOWHERE
        };
        check("s", with(true), Some(Command::CopyLink));
        check("s", with(false), None);
        check("d", with(true), None);
        check("s", NOWHERE, None);
    }

    #[test]
    fn letters_do_nothing() {
        check("a", NOWHERE, None);
    }
}
