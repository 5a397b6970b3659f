//! The Rust side of the code editor, against a stand-in for the editor's module. (The module itself is
//! tested in `tests/e2e/specs/editor.spec.ts`.)
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::cell::RefCell;
use std::rc::Rc;

use playstate_web::platform::editor::{
    Completion, Completions, Editor, EditorAction, EditorChange, EditorDiagnostic, EditorHighlight,
    EditorLanguage, EditorOptions, EditorSeverity,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A module whose editor notes every call and, when made, calls every callback once.
const STAND_IN: &str = r#"
    globalThis.calls = [];
    export function createEditor(parent, options) {
        options.onChange("changed");
        options.onSelection(7);
        const note = (name) => (...args) => { calls.push([name, ...args]); };
        const { doc, label, language, readOnly } = options;
        calls.push(["create", { doc, label, language, readOnly }, options.complete(3, true), options.hover ?? null]);
        const names = ["setText", "setDiagnostics", "highlight", "reveal", "focus", "setReadOnly", "destroy"];
        const handle = Object.fromEntries(names.map((name) => [name, note(name)]));
        return { ...handle, text: () => "the text", cursor: () => 5 };
    }
"#;

/// Puts the script element that names the editor's module onto the test page.
fn name_module(url: &str) {
    let document = web_sys::window().unwrap().document().unwrap();
    if let Some(former) = document.query_selector("script[data-editor]").unwrap() {
        former.remove();
    }
    let script = document.create_element("script").unwrap();
    script.set_attribute("data-editor", "").unwrap();
    script.set_attribute("type", "module").unwrap();
    script.set_attribute("src", url).unwrap();
    document.head().unwrap().append_child(&script).unwrap();
}

fn options(reports: &Rc<RefCell<Vec<String>>>) -> EditorOptions {
    let (changes, selections) = (Rc::clone(reports), Rc::clone(reports));
    EditorOptions {
        doc: "{}".into(),
        label: "Definition".into(),
        language: EditorLanguage::Json,
        read_only: true,
        on_change: Box::new(move |text| changes.borrow_mut().push(text)),
        on_selection: Box::new(move |offset| selections.borrow_mut().push(offset.to_string())),
        complete: Some(Box::new(|offset, explicit| {
            let label = format!("{offset} {explicit}");
            let options = vec![Completion {
                label,
                ..Completion::default()
            }];
            Some(Completions {
                from: 1,
                to: None,
                options,
            })
        })),
        hover: None,
    }
}

fn place() -> web_sys::Element {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("div").unwrap()
}

/// The calls that reached the stand-in since the last look, as JSON.
fn calls() -> String {
    let calls = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("calls")).unwrap();
    let calls = js_sys::Array::from(&calls);
    let text = String::from(js_sys::JSON::stringify(&calls).unwrap());
    js_sys::Reflect::set(&js_sys::global(), &"calls".into(), &js_sys::Array::new()).unwrap();
    text
}

#[wasm_bindgen_test]
async fn speaks_the_module_s_language() {
    name_module(&format!(
        "data:text/javascript,{}",
        js_sys::encode_uri_component(STAND_IN)
    ));
    let reports = Rc::default();
    let editor = Editor::mount(&place(), options(&reports)).await.unwrap();
    assert_eq!(*reports.borrow(), ["changed", "7"]);
    assert_eq!(
        calls(),
        r#"[["create",{"doc":"{}","label":"Definition","language":"json","readOnly":true},{"from":1,"options":[{"label":"3 true"}]},null]]"#
    );

    assert_eq!((editor.text(), editor.cursor()), ("the text".to_owned(), 5));
    editor.set_text("new");
    let change = EditorChange {
        from: 1,
        to: 2,
        insert: "B".into(),
    };
    editor.set_diagnostics(&[EditorDiagnostic {
        from: 1,
        to: 2,
        severity: EditorSeverity::Warning,
        message: "m".into(),
        source: None,
        actions: vec![EditorAction {
            name: "Use B".into(),
            changes: vec![change],
        }],
    }]);
    editor.highlight(&[EditorHighlight {
        from: 3,
        to: 4,
        class: "lit".into(),
    }]);
    editor.reveal(5, 6);
    editor.focus();
    editor.set_read_only(false);
    drop(editor);
    assert_eq!(
        calls(),
        r#"[["setText","new"],["setDiagnostics",[{"from":1,"to":2,"severity":"warning","message":"m","actions":[{"name":"Use B","changes":[{"from":1,"to":2,"insert":"B"}]}]}]],["highlight",[{"from":3,"to":4,"class":"lit"}]],["reveal",5,6],["focus"],["setReadOnly",false],["destroy"]]"#
    );
}

#[wasm_bindgen_test]
async fn says_why_there_is_no_editor() {
    name_module("data:text/javascript,throw new Error('broken')");
    let failure = Editor::mount(&place(), options(&Rc::default())).await;
    let failure = failure.err().map(|failure| failure.to_string());
    assert_eq!(
        failure.as_deref(),
        Some("The code editor could not be loaded: broken")
    );
}
