//! Focus, scrolling, dialogs, and the page's root.

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, SvgElement,
};

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Focuses an element without scrolling to it.
pub fn focus(id: &str) {
    let Some(element) = element(id) else { return };
    // Neither fails; an element that cannot take the focus leaves it where it is.
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    } else if let Some(element) = element.dyn_ref::<SvgElement>() {
        let _ = element.focus();
    }
}

/// Focuses a field, and selects all of its text.
pub fn select(id: &str) {
    focus(id);
    if let Some(field) = element(id).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
    {
        field.select();
    }
}

/// Focuses the first button, link or item with `role` inside of an element.
pub fn focus_first(id: &str, selector: &str) {
    let first = element(id).and_then(|element| element.query_selector(selector).ok()?);
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Clicks the first such element inside of another.
pub fn click_first(id: &str, selector: &str) {
    let first = element(id).and_then(|element| element.query_selector(selector).ok()?);
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        first.click();
    }
}

/// Focuses the item after (or before) the focused one among those inside of an element, going round.
pub fn focus_next(id: &str, selector: &str, forward: bool) {
    let Some(within) = element(id) else { return };
    let Ok(items) = within.query_selector_all(selector) else {
        return;
    };
    let items: Vec<HtmlElement> = (0..items.length())
        .filter_map(|index| items.item(index)?.dyn_into().ok())
        .collect();
    let active = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element());
    let at = items
        .iter()
        .position(|item| active.as_ref() == Some(item.as_ref()));
    let next = match (at, forward) {
        (Some(at), true) => (at + 1) % items.len().max(1),
        (Some(at), false) => (at + items.len().max(1) - 1) % items.len().max(1),
        (None, true) => 0,
        (None, false) => items.len().saturating_sub(1),
    };
    if let Some(item) = items.get(next) {
        let _ = item.focus();
    }
}

/// Scrolls an element into sight, as little as needed.
pub fn reveal(id: &str) {
    let Some(element) = element(id) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Opens a dialog over the page, or closes it.
pub fn set_open(id: &str, open: bool) {
    let Some(dialog) = element(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok())
    else {
        return;
    };
    if open && !dialog.open() {
        // It fails on a dialog that is not on the page, and then there is none to show.
        let _ = dialog.show_modal();
    } else if !open {
        dialog.close();
    }
}

/// How far down the element that listens is scrolled, and how much of it is seen.
pub fn scroll_of(event: &ev::Event) -> Option<(f64, f64)> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    Some((
        f64::from(element.scroll_top()),
        f64::from(element.client_height()),
    ))
}

/// Scrolls an element as little as needed to see a stretch of its inside. Returns how far down it is scrolled then,
/// and how much of it is seen.
pub fn keep_in_sight(id: &str, top: f64, length: f64) -> Option<(f64, f64)> {
    let element = element(id)?;
    let (at, seen) = (
        f64::from(element.scroll_top()),
        f64::from(element.client_height()),
    );
    let to = if top < at {
        top
    } else if top + length > at + seen {
        top + length - seen
    } else {
        at
    };
    element.set_scroll_top(crate::state::num::pixels(to));
    Some((to, seen))
}

/// Whether an event happened on the very element that listens, not on something inside.
pub fn is_on_itself(event: &ev::Event) -> bool {
    event.target() == event.current_target()
}

/// The theme that the page shows: "light", "dark" or "system".
pub fn set_theme(theme: &str) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        // It fails for names that are no attribute names only.
        let _ = root.set_attribute("data-theme", theme);
    }
}

/// Moves a menu that has just opened to where it fits on the page, and focuses its first item.
pub fn settle_menu(id: &str) {
    const EDGE: f64 = 8.0;
    let (Some(window), Some(menu)) = (web_sys::window(), element(id)) else {
        return;
    };
    let size = |length: Result<wasm_bindgen::JsValue, _>| {
        length
            .ok()
            .and_then(|length| length.as_f64())
            .unwrap_or(0.0)
    };
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let bounds = menu.get_bounding_client_rect();
    if let Some(menu) = menu.dyn_ref::<HtmlElement>() {
        let (over_x, over_y) = (
            bounds.right() + EDGE - width,
            bounds.bottom() + EDGE - height,
        );
        for (property, at, over) in [
            ("--menu-x", bounds.x(), over_x),
            ("--menu-y", bounds.y(), over_y),
        ] {
            if over > 0.0 {
                let place = (at - over).max(EDGE);
                // It fails for read-only declarations only.
                let _ = menu.style().set_property(property, &format!("{place}px"));
            }
        }
    }
    focus_first(id, "[role^=menuitem][aria-checked=true], [role^=menuitem]");
}

/// Whether the focus leaves the element that listens, for something outside of it.
pub fn leaves(event: &ev::FocusEvent) -> bool {
    let within = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let to = event
        .related_target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    match (within, to) {
        (Some(within), Some(to)) => !within.contains(Some(&to)),
        // Into nothing: a press on something that takes no focus.
        _ => true,
    }
}

/// Clicks the element that listens to an event.
pub fn click_target(event: &ev::Event) {
    let target = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(target) = target {
        // `SVGElement` has no `click()`.
        let click = web_sys::MouseEventInit::new();
        click.set_bubbles(true);
        click.set_cancelable(true);
        if let Ok(click) = web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &click) {
            let _ = target.dispatch_event(&click);
        }
    }
}

/// Whether the `details` that listens to a `toggle` is open now.
pub fn is_open(event: &ev::Event) -> bool {
    let details = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}

/// How wide the page is now, in pixels.
pub fn page_width() -> f64 {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).unwrap_or(1440.0)
}
