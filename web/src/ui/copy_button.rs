//! A button that copies a text and says so in place.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icon::{Glyph, Icon};
use crate::platform::{clipboard, time};
use crate::reactive::{RwSignal, Signal};

/// How long it says how it went, in milliseconds.
const SHOWN: u32 = 1_600;

/// Copies what `text` returns at the time.
#[component]
pub fn CopyButton(
    /// The text.
    #[prop(into)]
    text: Callback<(), String>,
    /// What is copied, for screen readers.
    what: &'static str,
    /// What the button says.
    #[prop(default = "Copy")]
    words: &'static str,
    /// The button's classes.
    #[prop(default = "btn small")]
    class: &'static str,
    /// Is given the text that the browser refused to copy.
    #[prop(optional, into)]
    on_refused: Option<Callback<String>>,
) -> impl IntoView {
    let done = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let text = text.run(());
        spawn_local(async move {
            let is_copied = clipboard::copy(&text).await;
            done.set(Some(is_copied));
            if let (false, Some(on_refused)) = (is_copied, on_refused) {
                on_refused.run(text);
            }
            time::sleep(SHOWN).await;
            // The button may be gone by then.
            let _ = done.try_set(None);
        });
    };
    view! {
        <button type="button" class=class aria-label=format!("Copy {what}") on:click=copy>
            <Icon glyph=Signal::derive(move || if done.get() == Some(true) { Glyph::Check } else { Glyph::Copy }) small=true />
            <span role="status">
                {move || match done.get() {
                    None => words,
                    Some(true) => "Copied",
                    Some(false) => "Failed",
                }}
            </span>
        </button>
    }
}
