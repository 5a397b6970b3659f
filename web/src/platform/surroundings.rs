//! What surrounds the page's parts: the sizes of elements, and what the user prefers.

use leptos::html::Div;
use leptos::prelude::{Get, NodeRef, StoredValue};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, HtmlDivElement, MediaQueryList, ResizeObserver, ResizeObserverEntry};

use crate::reactive::{RwSignal, Signal, effect};
use crate::state::viewport::Size;

/// The size of an element's inside, in pixels; nothing before the element is on the page.
pub fn size_of(element: NodeRef<Div>) -> Signal<Size> {
    let size = RwSignal::new(Size::default());
    effect(move || {
        if let Some(element) = element.get() {
            // Kept until the element goes, or another one comes.
            StoredValue::new_local(Observation::new(&element, size));
        }
    });
    size.into()
}

/// Whether motion is to be avoided.
pub fn prefers_stillness() -> Signal<bool> {
    let query = query("(prefers-reduced-motion: reduce)");
    let still = RwSignal::new(query.as_ref().is_some_and(MediaQueryList::matches));
    if let Some(query) = query {
        let asked = query.clone();
        let told = Closure::<dyn Fn(Event)>::new(move |_| {
            still.try_set(asked.matches());
        });
        query.set_onchange(Some(told.as_ref().unchecked_ref()));
        // As long as the page.
        told.forget();
    }
    still.into()
}

/// Whether the system prefers dark pages, at the time.
pub fn prefers_dark() -> bool {
    query("(prefers-color-scheme: dark)").is_some_and(|query| query.matches())
}

fn query(text: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(text).ok()?
}

/// Tells a signal of an element's size, until it is dropped.
struct Observation {
    observer: Option<ResizeObserver>,
    _told: Closure<dyn Fn(js_sys::Array)>,
}

impl Observation {
    fn new(element: &HtmlDivElement, size: RwSignal<Size>) -> Self {
        let told = Closure::new(move |entries: js_sys::Array| {
            let last = entries.pop().dyn_into::<ResizeObserverEntry>();
            if let Ok(entry) = last {
                let inside = entry.content_rect();
                size.try_set(Size {
                    width: inside.width(),
                    height: inside.height(),
                });
            }
        });
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self {
            observer,
            _told: told,
        }
    }
}

impl Drop for Observation {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
