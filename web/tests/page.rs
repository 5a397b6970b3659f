//! The page's parts in a real browser: what they put onto the page, and what pressing them does.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use asl::Value;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use playstate_web::features::app::App;
use playstate_web::platform::{frames::Frames, measure, storage, time};
use playstate_web::reactive::RwSignal;
use playstate_web::state::panes::Pane;
use playstate_web::ui::icon::Glyph;
use playstate_web::ui::json_view::JsonView;
use playstate_web::ui::menu::{MenuButton, MenuItem};
use playstate_web::ui::split::Separator;
use playstate_web::ui::tabs::{Tab, TabPanel, Tabs};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit};

wasm_bindgen_test_configure!(run_in_browser);

/// A view on the test page, taken off it at the end.
struct Shown<M: Mountable> {
    parent: HtmlElement,
    handle: Option<UnmountHandle<M>>,
}

impl<M: Mountable> Drop for Shown<M> {
    fn drop(&mut self) {
        drop(self.handle.take());
        self.parent.remove();
    }
}

impl<M: Mountable> Shown<M> {
    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.parent.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.item(index).unwrap().unchecked_into())
            .collect()
    }

    #[track_caller]
    fn one(&self, selector: &str) -> Element {
        let mut found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found.remove(0)
    }

    fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector)
            .iter()
            .map(|element| element.text_content().unwrap())
            .collect()
    }

    fn click(&self, selector: &str) {
        self.one(selector).unchecked_into::<HtmlElement>().click();
    }

    fn press(&self, selector: &str, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.one(selector).dispatch_event(&event).unwrap();
    }
}

fn show<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Shown<V::State> {
    let document = web_sys::window().unwrap().document().unwrap();
    let parent: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&parent).unwrap();
    let handle = Some(mount_to(parent.clone(), view));
    Shown { parent, handle }
}

/// Until effects and animation frames have come by.
async fn settle() {
    time::sleep(60).await;
}

#[wasm_bindgen_test]
async fn json_is_pretty_and_marks_what_changed() {
    let value = Value::from_json(r#"{"a": 1, "error": {"Error": "E"}}"#).unwrap();
    let other = Value::from_json(r#"{"a": 1}"#).unwrap();
    let shown = show(move || view! { <JsonView value=value other=Some(other) label="A value" /> });
    settle().await;
    let lines = [
        "{",
        "  \"a\": 1,",
        "changed:   \"error\": {",
        "changed:     \"Error\": \"E\"",
        "changed:   }",
        "}",
    ];
    assert_eq!(shown.texts(".json-line"), lines);
    assert_eq!(shown.texts(".json-line.changed").len(), 3);
}

#[wasm_bindgen_test]
async fn a_long_value_is_shown_in_portions() {
    let text = format!("[{}]", vec!["{}"; 500].join(","));
    let value = Value::from_json(&text).unwrap();
    let shown = show(move || view! { <JsonView value=value other=None label="A value" /> });
    settle().await;
    assert_eq!(shown.all(".json-line").len(), 100);
    shown.click(".json-more");
    settle().await;
    assert_eq!(shown.all(".json-line").len(), 400);
    shown.click(".json-more");
    settle().await;
    assert_eq!(shown.all(".json-line").len(), 502);
    assert!(shown.all(".json-more").is_empty());
}

#[wasm_bindgen_test]
async fn tabs_are_moved_in_with_arrow_keys() {
    let chosen = RwSignal::new("first");
    let shown = show(move || {
        let tabs = vec![
            Tab::new("first", "First"),
            Tab::counting("second", "Second", || (2, true)),
        ];
        view! {
            <Tabs label="Both" tabs=tabs chosen=chosen />
            <TabPanel id="first" chosen=chosen>"One"</TabPanel>
            <TabPanel id="second" chosen=chosen>"Two"</TabPanel>
        }
    });
    settle().await;
    assert_eq!(shown.texts("[role=tabpanel]:not([hidden])"), ["One"]);
    shown.press("#tab-first", "ArrowRight");
    settle().await;
    assert_eq!(shown.texts("[role=tabpanel]:not([hidden])"), ["Two"]);
    assert_eq!(shown.texts("[aria-selected=true]"), ["Second2"]);
    let document = web_sys::window().unwrap().document().unwrap();
    assert_eq!(document.active_element().unwrap().id(), "tab-second");
}

#[wasm_bindgen_test]
async fn a_menu_opens_is_walked_and_closes_with_escape() {
    let pressed = RwSignal::new(0);
    let shown = show(move || {
        let items = move |opened| {
            let item = |number: i32, name: &'static str| {
                view! { <MenuItem opened=opened checked=None on_press=move || pressed.set(number)>{name}</MenuItem> }
            };
            (item(1, "One"), item(2, "Two")).into_any()
        };
        view! { <MenuButton id="numbers" class="btn" title="Numbers" items=items>"Open"</MenuButton> }
    });
    settle().await;
    shown.click("#button-numbers");
    settle().await;
    let document = web_sys::window().unwrap().document().unwrap();
    assert_eq!(
        document.active_element().unwrap().text_content().unwrap(),
        "One"
    );
    shown.press("#menu-numbers", "ArrowDown");
    assert_eq!(
        document.active_element().unwrap().text_content().unwrap(),
        "Two"
    );
    document
        .active_element()
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    settle().await;
    assert_eq!(pressed.get_untracked(), 2);
    assert!(shown.all("[role=menu]").is_empty());

    shown.click("#button-numbers");
    settle().await;
    shown.press("#menu-numbers", "Escape");
    settle().await;
    assert!(shown.all("[role=menu]").is_empty());
    assert_eq!(document.active_element().unwrap().id(), "button-numbers");
}

#[wasm_bindgen_test]
async fn a_separator_is_moved_by_keys_and_put_back() {
    let chosen = RwSignal::new(None);
    let shown = show(
        move || view! { <Separator label="Width" pane=Pane::Code chosen=chosen class="split" /> },
    );
    settle().await;
    let usual: f64 = shown
        .one(".split")
        .get_attribute("aria-valuenow")
        .unwrap()
        .parse()
        .unwrap();
    shown.press(".split", "ArrowRight");
    assert_eq!(chosen.get_untracked(), Some(usual + 16.0));
    shown.press(".split", "End");
    settle().await;
    assert_eq!(
        shown.one(".split").get_attribute("aria-valuenow"),
        shown.one(".split").get_attribute("aria-valuemax")
    );
}

#[wasm_bindgen_test]
async fn icons_are_drawn_as_svg() {
    let shown = show(|| view! { <playstate_web::ui::icon::Icon glyph=Glyph::Check /> });
    settle().await;
    let path = shown.one("svg path");
    assert_eq!(
        path.namespace_uri().as_deref(),
        Some("http://www.w3.org/2000/svg")
    );
    assert!(path.get_attribute("d").unwrap().starts_with('M'));
}

#[wasm_bindgen_test]
fn wider_texts_are_wider() {
    let narrow = measure::width("ill", asl::TextStyle::Name);
    let wide = measure::width("WWWW", asl::TextStyle::Name);
    assert!(narrow > 0.0 && wide > 2.0 * narrow, "{narrow} {wide}");
    let (bold, plain) = (
        measure::width("RunGlueJob", asl::TextStyle::Name),
        measure::width("RunGlueJob", asl::TextStyle::Caption),
    );
    assert!(bold > plain);
}

#[wasm_bindgen_test]
fn the_storage_remembers_and_forgets() {
    assert!(storage::write("playstate.test", Some("1")));
    assert_eq!(storage::read("playstate.test").as_deref(), Some("1"));
    assert!(storage::write("playstate.test", None));
    assert_eq!(storage::read("playstate.test"), None);
}

#[wasm_bindgen_test]
async fn frames_come_while_they_are_wanted() {
    use std::cell::Cell;
    use std::rc::Rc;
    let count = Rc::new(Cell::new(0));
    let counted = Rc::clone(&count);
    let frames = Frames::new(move |elapsed| {
        assert!(elapsed >= 0.0);
        counted.set(counted.get() + 1);
        counted.get() % 3 != 0
    });
    frames.wake();
    frames.wake();
    time::sleep(300).await;
    assert_eq!(count.get(), 3);
    frames.wake();
    time::sleep(300).await;
    assert_eq!(count.get(), 6);
}

#[wasm_bindgen_test]
async fn the_whole_page_runs_its_example() {
    for key in ["playstate.example", "playstate.draft.glue-pipeline"] {
        storage::write(key, None);
    }
    let shown = show(|| view! { <App session=None /> });
    time::sleep(300).await;
    assert_eq!(shown.texts("[data-testid=position]"), ["event 1 of 30"]);
    assert_eq!(shown.all(".node").len(), 3);

    shown.click("[aria-label='To the last event']");
    settle().await;
    assert_eq!(
        shown
            .one("[data-testid=result] strong")
            .text_content()
            .unwrap(),
        "SUCCEEDED"
    );
    assert_eq!(
        shown
            .one("[data-state=RunGlueJob]")
            .get_attribute("data-phase")
            .unwrap(),
        "succeeded"
    );

    // Job 2 fails after two clicks, and the run is a new one at once.
    shown.click("#chip-RunGlueJob-1");
    settle().await;
    shown.click("#outcome-menu [data-outcome=times-out]");
    time::sleep(200).await;
    assert_eq!(
        shown
            .one("#chip-RunGlueJob-1")
            .get_attribute("data-outcome")
            .unwrap(),
        "times-out"
    );
    assert_eq!(
        shown
            .one("[data-state=LogError]")
            .get_attribute("data-phase")
            .unwrap(),
        "succeeded"
    );
    assert!(storage::read("playstate.draft.glue-pipeline").is_some());
    storage::write("playstate.draft.glue-pipeline", None);
}
