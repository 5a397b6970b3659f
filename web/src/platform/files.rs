//! Files beside the page, of its own origin.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{DragEvent, Event, HtmlInputElement, Response};

/// The texts of files, asked for all at once; what is wrong otherwise. Paths are relative to the page.
pub async fn texts(paths: &[String]) -> Result<Vec<String>, String> {
    let window = web_sys::window().ok_or("There is no page.")?;
    let asked: Vec<_> = paths
        .iter()
        .map(|path| JsFuture::from(window.fetch_with_str(path)))
        .collect();
    let mut texts = Vec::with_capacity(paths.len());
    for (path, response) in paths.iter().zip(asked) {
        let text = text(response)
            .await
            .map_err(|error| format!("{path}: {}", words(&error)))?;
        texts.push(text);
    }
    Ok(texts)
}

/// The file that was chosen in a field, if one was. The field forgets it, so that it can be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// The file that was dropped, if one was.
pub fn dropped(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Whether what is dragged is a file.
pub fn is_dragged(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|dragged| dragged.types());
    types.is_some_and(|types| types.includes(&JsValue::from_str("Files"), 0))
}

/// The text of a file; what is wrong otherwise.
pub async fn text_of(file: File) -> Result<String, String> {
    let text = JsFuture::from(file.text()).await;
    let text = text.map_err(|error| format!("{}: {}", file.name(), words(&error)))?;
    Ok(text.as_string().unwrap_or_default())
}

async fn text(response: JsFuture) -> Result<String, JsValue> {
    let response: Response = response.await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&format!("HTTP {}", response.status())));
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string()
        .ok_or_else(|| JsValue::from_str("not a text"))
}

fn words(error: &JsValue) -> String {
    let message = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    message
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "unknown".into())
}
