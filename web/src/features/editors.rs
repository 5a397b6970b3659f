//! The code editors on the page, for whoever wants to show a place in them.

use asl::Span;
use leptos::prelude::*;

use crate::platform::editor::Editor;
use crate::reactive::RwSignal;
use crate::state::understood::Understood;

/// A mounted editor, or none yet.
#[derive(Clone, Copy, Debug)]
pub struct EditorHandle {
    editor: StoredValue<Option<Editor>, LocalStorage>,
    ready: RwSignal<bool>,
}

/// The editors of the definition and of the input.
#[derive(Clone, Copy, Debug)]
pub struct Editors {
    /// The definition's.
    pub definition: EditorHandle,
    /// The input's.
    pub input: EditorHandle,
}

impl Editors {
    /// Neither is there yet.
    pub fn new() -> Self {
        Self {
            definition: EditorHandle::new(),
            input: EditorHandle::new(),
        }
    }

    /// Goes to a range of what is understood of the definition, in bytes of its text.
    pub fn show(&self, understood: &Understood, span: Span) {
        let place = |offset| understood.lines.utf16(offset);
        self.definition.go_to(place(span.start), place(span.end));
    }
}

impl Default for Editors {
    fn default() -> Self {
        Self::new()
    }
}

impl EditorHandle {
    fn new() -> Self {
        Self {
            editor: StoredValue::new_local(None),
            ready: RwSignal::new(false),
        }
    }

    /// Takes the editor in.
    pub fn mounted(&self, editor: Editor) {
        self.editor.set_value(Some(editor));
        self.ready.set(true);
    }

    /// Does something with the editor, once it is there; a tracked reader is told when it is.
    pub fn with(&self, act: impl FnOnce(&Editor)) {
        if self.ready.get() {
            self.editor.with_value(|editor| editor.as_ref().map(act));
        }
    }

    /// Selects a range (in UTF-16 code units), scrolls to it and takes the focus there.
    pub fn go_to(&self, from: u32, to: u32) {
        self.editor.with_value(|editor| {
            if let Some(editor) = editor {
                editor.reveal(from, to);
                editor.focus();
            }
        });
    }

    /// Scrolls to a range without taking the focus.
    pub fn reveal(&self, from: u32, to: u32) {
        self.editor.with_value(|editor| {
            if let Some(editor) = editor {
                editor.reveal(from, to);
            }
        });
    }

    /// The cursor's offset.
    pub fn cursor(&self) -> u32 {
        self.editor
            .with_value(|editor| editor.as_ref().map_or(0, Editor::cursor))
    }
}
