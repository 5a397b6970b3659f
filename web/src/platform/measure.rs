//! Widths of texts, measured on a canvas and remembered.

use std::cell::RefCell;
use std::collections::HashMap;

use asl::TextStyle;
use wasm_bindgen::JsCast;

const FAMILY: &str =
    "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", sans-serif";

/// Past this many texts the memory starts anew.
const MOST_TEXTS: usize = 4_000;

thread_local! {
    static WIDTHS: RefCell<HashMap<(String, TextStyle), f64>> = RefCell::default();
    static CANVAS: Option<web_sys::CanvasRenderingContext2d> = canvas();
}

/// The width of a text in the diagram, in pixels.
pub fn width(text: &str, style: TextStyle) -> f64 {
    WIDTHS.with_borrow_mut(|widths| {
        if let Some(width) = widths.get(&(text.to_owned(), style)) {
            return *width;
        }
        if widths.len() >= MOST_TEXTS {
            widths.clear();
        }
        let width = measure(text, style);
        widths.insert((text.to_owned(), style), width);
        width
    })
}

fn measure(text: &str, style: TextStyle) -> f64 {
    let measured = CANVAS.with(|canvas| {
        let canvas = canvas.as_ref()?;
        let (weight, size) = match style {
            TextStyle::Name => (600, 13),
            TextStyle::Caption | TextStyle::Label => (400, 11),
            TextStyle::Badge => (600, 11),
        };
        canvas.set_font(&format!("{weight} {size}px {FAMILY}"));
        canvas
            .measure_text(text)
            .ok()
            .map(|metrics| metrics.width())
    });
    measured.unwrap_or_else(|| asl::approximate_width(text, style))
}

fn canvas() -> Option<web_sys::CanvasRenderingContext2d> {
    let canvas = web_sys::window()?
        .document()?
        .create_element("canvas")
        .ok()?;
    let canvas: web_sys::HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
