//! The playground: a Leptos app over the engine, drawn in the browser.

pub mod platform;
pub mod state;
pub mod ui;

use leptos::prelude::*;
use leptos::html::Div;
use platform::editor::{Editor, EditorLanguage, EditorOptions};
use wasm_bindgen::JsCast;

/// Puts the playground onto the page.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

/// The page.
#[component]
fn App() -> impl IntoView {
    let parent = NodeRef::<Div>::new();
    let editor = StoredValue::new_local(None::<Editor>);
    let text = RwSignal::new(String::from("{ \"StartAt\": \"Hello\" }"));
    Effect::new(move |_| {
        let Some(parent) = parent.get() else { return };
        let options = EditorOptions {
            doc: text.get_untracked(),
            label: "Definition".into(),
            language: EditorLanguage::Json,
            read_only: false,
            on_change: Box::new(move |changed| text.set(changed)),
            on_selection: Box::new(|_| {}),
            complete: None,
            hover: None,
        };
        leptos::task::spawn_local(async move {
            if let Ok(mounted) = Editor::mount(parent.unchecked_ref(), options).await {
                editor.set_value(Some(mounted));
            }
        });
    });
    view! {
        <main>
            <h1>"Playstate"</h1>
            <div node_ref=parent></div>
            <p>{move || text.get().len()}" characters"</p>
        </main>
    }
}
