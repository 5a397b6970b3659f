//! The code editor: `CodeMirror` behind an interface of our own, so that it can be replaced.
//!
//! Every offset counts UTF-16 code units, and every text has `\n` line ends: give texts through
//! [`unix_lines`] first, so that offsets computed on them are the editor's too.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

/// A code editor on the page. Dropping it takes it off the page and releases its callbacks.
pub struct Editor {
    handle: Handle,
    // JavaScript calls into these for as long as the editor is on the page.
    _callbacks: Callbacks,
}

/// Answers what can stand at an offset; the flag says that the user asked for it by key.
pub type Complete = Box<dyn FnMut(u32, bool) -> Option<Completions>>;

/// Answers what there is to say about an offset.
pub type Explain = Box<dyn FnMut(u32) -> Option<Hover>>;

/// What an [`Editor`] is made with.
pub struct EditorOptions {
    /// The text at the start.
    pub doc: String,
    /// The accessible name, e.g. "Definition".
    pub label: String,
    /// What is highlighted.
    pub language: EditorLanguage,
    /// Whether the user can only read.
    pub read_only: bool,
    /// Told the whole text after each change by the user; changes through the [`Editor`] are not told.
    pub on_change: Box<dyn FnMut(String)>,
    /// Told the cursor's offset after the user moved it or typed.
    pub on_selection: Box<dyn FnMut(u32)>,
    /// Asked while the user types, and when they press the key for it.
    pub complete: Option<Complete>,
    /// Asked while the pointer rests on the text.
    pub hover: Option<Explain>,
}

/// The languages the editor highlights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditorLanguage {
    /// JSON, with comments.
    Json,
    /// Anything else.
    Text,
}

/// A problem shown in the text, its gutter and the editor's problem list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditorDiagnostic {
    /// Where it starts.
    pub from: u32,
    /// Where it ends (exclusive).
    pub to: u32,
    /// How bad it is.
    pub severity: EditorSeverity,
    /// What, why, and what to do.
    pub message: String,
    /// Who says so, e.g. the rule's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Quick fixes, offered as buttons.
    pub actions: Vec<EditorAction>,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EditorSeverity {
    /// The definition is refused.
    Error,
    /// It is accepted, and likely wrong.
    Warning,
    /// Worth knowing.
    Info,
    /// A suggestion.
    Hint,
}

/// A named set of changes to the text, applied as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditorAction {
    /// The button's text, a verb first.
    pub name: String,
    /// The changes, all in offsets of the present text, none overlapping.
    pub changes: Vec<EditorChange>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorChange {
    /// Where it starts.
    pub from: u32,
    /// Where it ends (exclusive).
    pub to: u32,
    /// What takes the place.
    pub insert: String,
}

/// A range that the page lights up by a CSS class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditorHighlight {
    /// Where it starts.
    pub from: u32,
    /// Where it ends (exclusive).
    pub to: u32,
    /// The CSS class, or several with blanks between.
    pub class: String,
}

/// The completions for one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completions {
    /// Where the text starts that an option replaces; it is what the options are filtered by.
    pub from: u32,
    /// Where that text ends; the cursor when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
    /// The options, best first.
    pub options: Vec<Completion>,
}

/// One completion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Completion {
    /// What the list shows and the typed text is matched with.
    pub label: String,
    /// What is inserted, where it differs from the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apply: Option<String>,
    /// A few words beside the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// A longer explanation, shown when the option is selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info: Option<String>,
}

/// The text shown while the pointer rests on a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hover {
    /// Where the range starts.
    pub from: u32,
    /// Where it ends (exclusive).
    pub to: u32,
    /// The text, shown as it is.
    pub text: String,
}

/// Why there is no editor: its module could not be downloaded, or it refused to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorUnavailable(pub String);

impl std::fmt::Display for EditorUnavailable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "The code editor could not be loaded: {}", self.0)
    }
}

impl std::error::Error for EditorUnavailable {}

impl Editor {
    /// Loads the editor's module (once per page) and puts an editor into `parent`, filling it.
    pub async fn mount(
        parent: &web_sys::Element,
        options: EditorOptions,
    ) -> Result<Self, EditorUnavailable> {
        let module: Module = import_editor().await.map_err(unavailable)?.unchecked_into();
        let (described, callbacks) = describe(options);
        let handle = module
            .create_editor(parent, &described)
            .map_err(unavailable)?;
        Ok(Self {
            handle,
            _callbacks: callbacks,
        })
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.handle.text()
    }

    /// Replaces the text by the smallest change, so that undo and cursor survive. Does nothing when equal.
    pub fn set_text(&self, text: &str) {
        self.handle.set_text(text);
    }

    /// Shows these problems instead of the former ones.
    pub fn set_diagnostics(&self, diagnostics: &[EditorDiagnostic]) {
        self.handle.set_diagnostics(&to_js(diagnostics));
    }

    /// Lights up these ranges instead of the former ones.
    pub fn highlight(&self, ranges: &[EditorHighlight]) {
        self.handle.highlight(&to_js(ranges));
    }

    /// Selects a range and scrolls it into the middle, without taking the focus.
    pub fn reveal(&self, from: u32, to: u32) {
        self.handle.reveal(from, to);
    }

    /// The cursor's offset.
    pub fn cursor(&self) -> u32 {
        self.handle.cursor()
    }

    /// Takes the keyboard focus.
    pub fn focus(&self) {
        self.handle.focus();
    }

    /// Lets the user edit, or only read.
    pub fn set_read_only(&self, read_only: bool) {
        self.handle.set_read_only(read_only);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

/// `text` with `\n` line ends.
pub fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

struct Callbacks {
    _on_change: Closure<dyn FnMut(String)>,
    _on_selection: Closure<dyn FnMut(u32)>,
    _complete: Option<Closure<dyn FnMut(u32, bool) -> JsValue>>,
    _hover: Option<Closure<dyn FnMut(u32) -> JsValue>>,
}

/// The options as JavaScript takes them, and the callbacks in them, which have to outlive the editor.
fn describe(options: EditorOptions) -> (Options, Callbacks) {
    let described: Options = js_sys::Object::new().unchecked_into();
    described.set_doc(&options.doc);
    described.set_label(&options.label);
    described.set_language(match options.language {
        EditorLanguage::Json => "json",
        EditorLanguage::Text => "text",
    });
    described.set_read_only(options.read_only);

    let on_change = Closure::new(options.on_change);
    described.set_on_change(on_change.as_ref());
    let on_selection = Closure::new(options.on_selection);
    described.set_on_selection(on_selection.as_ref());
    let complete = options.complete.map(|mut complete| {
        Closure::new(move |offset, explicit| to_js(&complete(offset, explicit)))
    });
    if let Some(complete) = &complete {
        described.set_complete(complete.as_ref());
    }
    let hover = options
        .hover
        .map(|mut hover| Closure::new(move |offset| to_js(&hover(offset))));
    if let Some(hover) = &hover {
        described.set_hover(hover.as_ref());
    }

    let callbacks = Callbacks {
        _on_change: on_change,
        _on_selection: on_selection,
        _complete: complete,
        _hover: hover,
    };
    (described, callbacks)
}

/// A plain JavaScript value; these shapes have no map keys and no numbers that could fail to convert.
fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or(JsValue::NULL)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn unavailable(error: JsValue) -> EditorUnavailable {
    let message = error.dyn_ref::<js_sys::Error>().map_or_else(
        || format!("{error:?}"),
        |error| String::from(error.message()),
    );
    EditorUnavailable(message)
}

#[wasm_bindgen(module = "/src/platform/editor_module.js")]
extern "C" {
    #[wasm_bindgen(js_name = importEditor, catch)]
    async fn import_editor() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The module namespace of `web/editor/src/editor.js`.
    type Module;
    #[wasm_bindgen(method, js_name = createEditor, catch)]
    fn create_editor(
        this: &Module,
        parent: &web_sys::Element,
        options: &Options,
    ) -> Result<Handle, JsValue>;

    /// The options of `createEditor`.
    type Options;
    #[wasm_bindgen(method, setter, js_name = doc)]
    fn set_doc(this: &Options, doc: &str);
    #[wasm_bindgen(method, setter, js_name = label)]
    fn set_label(this: &Options, label: &str);
    #[wasm_bindgen(method, setter, js_name = language)]
    fn set_language(this: &Options, language: &str);
    #[wasm_bindgen(method, setter, js_name = readOnly)]
    fn set_read_only(this: &Options, read_only: bool);
    #[wasm_bindgen(method, setter, js_name = onChange)]
    fn set_on_change(this: &Options, callback: &JsValue);
    #[wasm_bindgen(method, setter, js_name = onSelection)]
    fn set_on_selection(this: &Options, callback: &JsValue);
    #[wasm_bindgen(method, setter, js_name = complete)]
    fn set_complete(this: &Options, callback: &JsValue);
    #[wasm_bindgen(method, setter, js_name = hover)]
    fn set_hover(this: &Options, callback: &JsValue);

    /// What `createEditor` returns.
    type Handle;
    #[wasm_bindgen(method)]
    fn text(this: &Handle) -> String;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &Handle, diagnostics: &JsValue);
    #[wasm_bindgen(method)]
    fn highlight(this: &Handle, ranges: &JsValue);
    #[wasm_bindgen(method)]
    fn reveal(this: &Handle, from: u32, to: u32);
    #[wasm_bindgen(method)]
    fn cursor(this: &Handle) -> u32;
    #[wasm_bindgen(method)]
    fn focus(this: &Handle);
    #[wasm_bindgen(method, js_name = setReadOnly)]
    fn set_read_only(this: &Handle, read_only: bool);
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_unix() {
        assert_eq!(unix_lines("a\r\nb\rc\n\r\nd"), "a\nb\nc\n\nd");
        assert!(matches!(unix_lines("a\nb"), Cow::Borrowed("a\nb")));
    }
}
