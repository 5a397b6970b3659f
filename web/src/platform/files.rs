//! Files beside the page, of its own origin.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement, Response};

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

/// The text of the file that was chosen in a field, if one was; what is wrong otherwise. The field forgets the file, so
/// that it can be chosen again.
pub async fn chosen(event: &Event) -> Result<Option<String>, String> {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else {
        return Ok(None);
    };
    let Some(file) = field.files().and_then(|files| files.get(0)) else {
        return Ok(None);
    };
    let text = JsFuture::from(file.text()).await;
    field.set_value("");
    let text = text.map_err(|error| format!("{}: {}", file.name(), words(&error)))?;
    Ok(text.as_string())
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
