//! The list of keys.

use leptos::prelude::*;

use super::chrome::chrome;
use crate::state::keys::{HELP, KeyGroup};
use crate::ui::dialog::Dialog;

/// The dialog.
#[component]
pub fn Help() -> impl IntoView {
    let chrome = chrome();
    view! {
        <Dialog id="help" title="Keys" open=chrome.help>
            <div class="dialog-body">
                <p class="quiet">"Playback keys work anywhere but in a text."</p>
                {HELP.map(group).collect_view()}
                <p class="quiet"><a href="licences.txt" target="_blank">"Licences of what Playstate is made of"</a></p>
            </div>
        </Dialog>
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
