//! Files for the user to keep.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, Document, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
};

/// How much finer than the page a picture is.
const FINER: f64 = 2.0;

/// Offers a text as a file of this name and type.
pub fn save(name: &str, kind: &str, text: &str) {
    let encoded = String::from(js_sys::encode_uri_component(text));
    offer(name, &format!("data:{kind};charset=utf-8,{encoded}"));
}

/// Offers an SVG picture as a PNG file of this name; what is wrong otherwise.
pub async fn save_png(name: &str, svg: &str) -> Result<(), String> {
    let drawn = png(svg)
        .await
        .map_err(|_| "The browser could not draw the picture.")?;
    offer(name, &drawn);
    Ok(())
}

async fn png(svg: &str) -> Result<String, JsValue> {
    let image = HtmlImageElement::new()?;
    let encoded = String::from(js_sys::encode_uri_component(svg));
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{encoded}"));
    JsFuture::from(image.decode()).await?;
    let (width, height) = (
        f64::from(image.width()) * FINER,
        f64::from(image.height()) * FINER,
    );
    let document = document().ok_or("There is no page.")?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(crate::state::num::count(width));
    canvas.set_height(crate::state::num::count(height));
    let context = canvas.get_context("2d")?.ok_or("There is no canvas.")?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    canvas.to_data_url_with_type("image/png")
}

fn offer(name: &str, address: &str) {
    let anchor = document().and_then(|document| document.create_element("a").ok());
    if let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()) {
        anchor.set_href(address);
        anchor.set_download(name);
        anchor.click();
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
