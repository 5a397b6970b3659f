//! The dialog that shares: the link with its size, the other forms, a file.

use leptos::prelude::*;

use super::{now, save};
use crate::features::app::store;
use crate::features::chrome::{Chrome, chrome};
use crate::platform::dom;
use crate::reactive::{RwSignal, on_change};
use crate::state::share::{Form, Share};
use crate::ui::copy_button::CopyButton;
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Glyph, Icon};

/// What is there when the dialog opens.
type Shared = RwSignal<Option<Share>>;

/// The id of the field with a text to be copied by hand.
const BY_HAND: &str = "share-by-hand";

/// The dialog.
#[component]
pub fn ShareDialog() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let shared: Shared = RwSignal::new(None);
    on_change(
        move || chrome.share.get(),
        move |open| {
            shared.set(open.then(|| now(store, chrome)));
            if !open {
                return chrome.refused.set(None);
            }
            let is_refused = chrome.refused.with_untracked(Option::is_some);
            request_animation_frame(move || {
                if is_refused {
                    dom::select(BY_HAND);
                } else {
                    dom::focus_first("share", ".primary");
                }
            });
        },
    );
    view! {
        <Dialog id="share" class="share" title="Share" open=chrome.share>
            {move || shared.get().map(|share| body(share, shared, chrome))}
        </Dialog>
    }
}

fn body(share: Share, shared: Shared, chrome: Chrome) -> AnyView {
    let what = share.title.clone();
    let link = match &share.fragment {
        Ok(_) => whole_link(&share, shared, chrome),
        Err(error) => problem(error.to_string()),
    };
    let forms = share.fragment.is_ok().then(|| {
        Form::OTHERS
            .map(|form| row(form, shared, chrome))
            .collect_view()
    });
    view! {
        <div class="dialog-body">
            <p class="share-what">{what}</p>
            {link}
            {by_hand(chrome)}
            <ul class="share-forms">
                {forms}
                <li>
                    <strong>"File"</strong>
                    <small>"For what is too long for a link. Import opens it again."</small>
                    {save_button(shared)}
                </li>
            </ul>
            <p class="share-private">
                <Icon glyph=Glyph::Shield small=true />
                "Everything is in the link itself, after its #, which no server sees. Nothing leaves your browser until you send it."
            </p>
        </div>
    }
    .into_any()
}

fn whole_link(share: &Share, shared: Shared, chrome: Chrome) -> AnyView {
    let (link, size) = (share.link(), share.size());
    let warning = share.is_long().then(|| {
        problem(format!(
            "This link has {size}. Many chat tools and forums cut or refuse one beyond 8 kB; a file arrives whole."
        ))
    });
    view! {
        <div class="share-link">
            <input class="input mono" readonly aria-label="Link" prop:value=move || link.clone() />
            {copy(Form::Link, "Copy link", "btn primary", shared, chrome)}
        </div>
        {warning}
        <p class="share-size"><span>{size}</span><span class="keyed"><kbd>"Ctrl S"</kbd>" copies it from anywhere"</span></p>
    }
    .into_any()
}

fn row(form: Form, shared: Shared, chrome: Chrome) -> AnyView {
    view! {
        <li>
            <strong>{form.label()}</strong>
            <small>{form.hint()}</small>
            {copy(form, "Copy", "btn small outlined", shared, chrome)}
        </li>
    }
    .into_any()
}

fn copy(
    form: Form,
    words: &'static str,
    class: &'static str,
    shared: Shared,
    chrome: Chrome,
) -> AnyView {
    let text = move || {
        shared.with_untracked(|share| {
            share
                .as_ref()
                .map(|share| share.text(form))
                .unwrap_or_default()
        })
    };
    let on_refused = move |text: String| {
        chrome.refused.set(Some(text));
        request_animation_frame(|| dom::select(BY_HAND));
    };
    view! { <CopyButton text=text what=form.label() words=words class=class on_refused=on_refused /> }.into_any()
}

fn save_button(shared: Shared) -> AnyView {
    let press = move |_| {
        shared.with_untracked(|share| {
            if let Some(share) = share {
                save(share);
            }
        });
    };
    view! {
        <button type="button" class="btn small outlined" aria-label="Save a file" on:click=press>
            <Icon glyph=Glyph::Export small=true />
            "Save"
        </button>
    }
    .into_any()
}

/// The text that the browser refused to copy.
fn by_hand(chrome: Chrome) -> AnyView {
    let field = move |text: String| {
        view! {
            <label class="field share-refused">
                <span>"The browser refused to copy it. Here it is, selected: copy it by hand."</span>
                <textarea id=BY_HAND class="input mono" readonly rows="3" prop:value=move || text.clone()></textarea>
            </label>
        }
        .into_any()
    };
    view! { <div role="alert">{move || chrome.refused.get().map(field)}</div> }.into_any()
}

fn problem(text: String) -> AnyView {
    view! { <p class="share-problem"><Icon glyph=Glyph::Warning small=true /> <span>{text}</span></p> }.into_any()
}
