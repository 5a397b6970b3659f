//! The list of keys.

use leptos::prelude::*;

use super::chrome::chrome;
use crate::platform::dom;
use crate::reactive::effect;
use crate::state::keys::{HELP, KeyGroup};
use crate::ui::icon::{Glyph, Icon};

/// The dialog.
#[component]
pub fn Help() -> impl IntoView {
    let chrome = chrome();
    effect(move || dom::set_open("help", chrome.help.get()));
    let close = move || chrome.help.set(false);
    view! {
        <dialog
            id="help"
            class="dialog"
            aria-labelledby="help-title"
            on:close=move |_| close()
            on:click=move |event| if dom::is_on_itself(&event) { close() }
        >
            <div class="dialog-head">
                <h2 id="help-title">"Keys"</h2>
                <button type="button" class="btn square" aria-label="Close" on:click=move |_| close()>
                    <Icon glyph=Glyph::Cross />
                </button>
            </div>
            <div class="dialog-body">
                <p class="quiet">"Playback keys work anywhere but in a text."</p>
                {HELP.map(group).collect_view()}
                <p class="quiet"><a href="licences.txt" target="_blank">"Licences of what Playstate is made of"</a></p>
            </div>
        </dialog>
    }
}

fn group((title, keys): KeyGroup) -> AnyView {
    let row = |(names, what): &(&'static [&'static str], &'static str)| {
        view! {
            <dt>{names.iter().map(|name| view! { <kbd>{*name}</kbd> }.into_any()).collect_view()}</dt>
            <dd>{*what}</dd>
        }
        .into_any()
    };
    view! {
        <h3 class="keys-title">{title}</h3>
        <dl class="keys">{keys.iter().map(row).collect_view()}</dl>
    }
    .into_any()
}
