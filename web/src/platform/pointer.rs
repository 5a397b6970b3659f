//! Where pointers are, and keeping hold of them.

use leptos::ev;
use wasm_bindgen::JsCast;

/// Where a pointer is in the element that listens, in pixels from its top-left corner, and that element's size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Within {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
    /// The element's width.
    pub width: f64,
    /// The element's height.
    pub height: f64,
}

/// Where a mouse, pointer or wheel event happened in the element that listens to it.
pub fn within(event: &ev::MouseEvent) -> Option<Within> {
    let element: web_sys::Element = event.current_target()?.dyn_into().ok()?;
    let bounds = element.get_bounding_client_rect();
    Some(Within {
        x: f64::from(event.client_x()) - bounds.x(),
        y: f64::from(event.client_y()) - bounds.y(),
        width: bounds.width(),
        height: bounds.height(),
    })
}

/// Lets the element that listens hear of this pointer wherever it goes, until it is let go of.
pub fn capture(event: &ev::PointerEvent) {
    if let Some(element) = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    {
        // Fails when the pointer is gone already, and then there is nothing to hold.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Below and at the left edge of the element that was pressed: where its menu belongs.
pub fn below(event: &ev::MouseEvent) -> Option<(f64, f64)> {
    let element: web_sys::Element = event.current_target()?.dyn_into().ok()?;
    let bounds = element.get_bounding_client_rect();
    Some((bounds.x(), bounds.y() + bounds.height() + 4.0))
}
