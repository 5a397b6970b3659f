//! A button with a menu: arrow keys move, Escape and a press elsewhere close.

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::platform::{dom, pointer};
use crate::reactive::{RwSignal, Signal};

/// Where an open menu floats, in pixels of the page; `None` while it is closed.
pub type Opened = RwSignal<Option<(f64, f64)>>;

/// A button and, once it is pressed, its menu. The menu floats over everything, so that no pane cuts it off.
#[component]
pub fn MenuButton(
    /// A name for ids, unique on the page.
    id: &'static str,
    /// The button's classes.
    class: &'static str,
    /// The button's name where its content does not say enough.
    #[prop(optional, into)]
    label: Signal<String>,
    /// What the menu is about.
    #[prop(into)]
    title: String,
    /// What the button shows.
    children: Children,
    /// The menu's items; it is given the signal that closes the menu.
    #[prop(into)]
    items: Callback<(Opened,), AnyView>,
    /// The `data-outcome` of the button, for chips.
    #[prop(optional, into)]
    outcome: Signal<Option<&'static str>>,
) -> impl IntoView {
    let opened: Opened = RwSignal::new(None);
    let (menu, button) = (format!("menu-{id}"), format!("button-{id}"));
    let toggle = {
        let menu = menu.clone();
        move |event: MouseEvent| {
            if opened.get_untracked().is_some() {
                return opened.set(None);
            }
            opened.set(Some(pointer::below(&event).unwrap_or_default()));
            let menu = menu.clone();
            request_animation_frame(move || dom::settle_menu(&menu));
        }
    };
    let close_and_return = {
        let button = button.clone();
        move || {
            opened.set(None);
            dom::focus(&button);
        }
    };
    let menu_id = menu.clone();
    let on_key = move |event: KeyboardEvent| {
        if opened.get_untracked().is_none() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => dom::focus_next(&menu_id, "[role^=menuitem]", true),
            "ArrowUp" => dom::focus_next(&menu_id, "[role^=menuitem]", false),
            "Escape" => close_and_return(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_leave = move |event: FocusEvent| {
        if dom::leaves(&event) {
            opened.set(None);
        }
    };
    let (label_of_menu, menu_ref) = (title, menu.clone());
    view! {
        <span class="menu-anchor" on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                id=button
                class=class
                aria-haspopup="menu"
                aria-expanded=move || opened.get().is_some().to_string()
                aria-label=move || Some(label.get()).filter(|label| !label.is_empty())
                data-outcome=outcome
                on:click=toggle
            >
                {children()}
            </button>
            {move || {
                opened.get().map(|(x, y)| {
                    view! {
                        <div
                            class="menu floating"
                            role="menu"
                            id=menu_ref.clone()
                            tabindex="-1"
                            aria-label=label_of_menu.clone()
                            style:--menu-x=format!("{x}px")
                            style:--menu-y=format!("{y}px")
                        >
                            {items.run((opened,))}
                        </div>
                    }
                    .into_any()
                })
            }}
        </span>
    }
}

/// One item. Pressing it closes the menu.
#[component]
pub fn MenuItem(
    /// The signal that closes the menu.
    opened: Opened,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it is the chosen one; `None` for items that are not chosen among.
    #[prop(optional_no_strip)]
    checked: Option<bool>,
    /// Whether it is chosen by itself, not among the others.
    #[prop(optional)]
    alone: bool,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let role = match (checked, alone) {
        (None, _) => "menuitem",
        (Some(_), false) => "menuitemradio",
        (Some(_), true) => "menuitemcheckbox",
    };
    view! {
        <button
            type="button"
            class="menu-item"
            role=role
            tabindex="-1"
            aria-checked=checked.map(|checked| checked.to_string())
            on:click=move |_| {
                opened.set(None);
                on_press.run(());
            }
        >
            {children()}
        </button>
    }
}
