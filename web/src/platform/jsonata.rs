//! The engine for JSONata: a WebAssembly module of its own, downloaded where a definition uses JSONata.

use asl::jsonata::Backend;
use wasm_bindgen::prelude::*;

/// Downloads the engine and evaluates all JSONata by it from then on; an error says why it cannot be.
pub async fn load() -> Result<(), String> {
    load_module().await.map_err(message)?;
    asl::jsonata::install(Box::new(Module));
    Ok(())
}

struct Module;

impl Backend for Module {
    fn ask(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        ask(request).map_err(message)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of map_err")]
fn message(error: JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || format!("{error:?}"),
        |error| String::from(error.message()),
    )
}

#[wasm_bindgen(module = "/src/platform/jsonata_module.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadJsonata, catch)]
    async fn load_module() -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = askJsonata, catch)]
    fn ask(request: &[u8]) -> Result<Vec<u8>, JsValue>;
}
