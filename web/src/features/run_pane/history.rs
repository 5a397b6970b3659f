//! The history: every event as text. Only the rows in sight exist.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::features::commands::announce;
use crate::platform::dom;
use crate::reactive::{Memo, RwSignal, effect};
use crate::state::events::Listed;
use crate::state::history_limit;
use crate::state::num;
use crate::state::shared::Shared;
use crate::state::snapshot::Snapshot;
use crate::state::store::Store;
use crate::state::text::clock;
use crate::ui::copy_button::CopyButton;
use crate::ui::each::{Row, each};

/// The height of a row, and how many exist beyond what is seen.
const ROW: f64 = 24.0;
const BEYOND: u32 = 6;

/// The list.
#[component]
pub fn History() -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let scroll = RwSignal::new((0.0, 400.0));
    let filter = RwSignal::new(String::new());
    let listed = Memo::new(move |_| listed(store, &filter.get()));
    let count = Memo::new(move |_| listed.with(Listed::len));
    let seen = Memo::new(move |_| {
        let (top, height) = scroll.get();
        let first = num::count(top / ROW).saturating_sub(BEYOND);
        let last = num::count((top + height) / ROW)
            .saturating_add(BEYOND)
            .min(count.get());
        first.min(last)..last
    });
    // Follows the cursor; once the list is on the page, and as high as it will be.
    effect(move || {
        let row = num::real(listed.with(|listed| listed.row_of(store.cursor.get()))) * ROW;
        request_animation_frame(move || {
            if let Some(now) = dom::keep_in_sight("history", row, ROW) {
                let _ = scroll.try_set(now);
            }
        });
    });
    let on_key = move |event: KeyboardEvent| {
        let row = listed.with_untracked(|listed| listed.row_of(store.cursor.get_untracked()));
        let page = num::count(scroll.get_untracked().1 / ROW).max(1);
        let to = match event.key().as_str() {
            "ArrowDown" => row.saturating_add(1),
            "ArrowUp" => row.saturating_sub(1),
            "PageDown" => row.saturating_add(page),
            "PageUp" => row.saturating_sub(page),
            "Home" => 0,
            "End" => u32::MAX,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(cursor) = listed.with_untracked(|listed| listed.cursor_at(to)) {
            store.play(|playback, pacing| playback.seek(cursor, pacing));
            announce(store, chrome);
        }
    };
    let rows = move || {
        let snapshot = store.snapshot().get();
        let version = snapshot.map_or(0, |snapshot| snapshot.number);
        let row = |place| {
            let cursor = listed
                .with(|listed| listed.cursor_at(place))
                .unwrap_or_default();
            Row::new(format!("{version}/{place}/{cursor}"), move || {
                row(store, place, cursor)
            })
        };
        seen.get().map(row).collect()
    };
    let all = size(store);
    let found = move || {
        if filter.with(|filter| filter.trim().is_empty()) {
            return all.get();
        }
        format!("{} events", count.get())
    };
    view! {
        <div class="history-bar">
            <input
                class="input"
                type="search"
                aria-label="Filter the events"
                placeholder="Filter: failed, RunGlueJob, JOB002 …"
                prop:value=move || filter.get()
                on:input=move |event| filter.set(event_target_value(&event))
            />
            <span class="quiet" role="status" data-testid="history-size">{found}</span>
            <CopyButton text=move || as_json(store) what="the history as GetExecutionHistory lists it" />
            <button
                type="button"
                class="btn small"
                title="Play the history of a real execution"
                on:click=move |_| chrome.import.set(true)
            >
                "Open a recorded history …"
            </button>
        </div>
        <div
            id="history"
            class="history"
            role="listbox"
            tabindex="0"
            aria-label="Events"
            aria-activedescendant=move || format!("event-{}", store.cursor.get())
            on:scroll=move |event| if let Some(now) = dom::scroll_of(&event) { scroll.set(now) }
            on:keydown=on_key
        >
            <div class="history-space" role="presentation" style:height=move || format!("{}px", num::real(count.get()) * ROW)>
                {each(rows)}
            </div>
        </div>
    }
}

/// How many events the history has, against its limit.
fn size(store: Store) -> Memo<String> {
    Memo::new(move |_| {
        let words = |snapshot: &Option<Shared<Snapshot>>| {
            Some(history_limit::words(&snapshot.as_ref()?.run))
        };
        store.snapshot().with(words).unwrap_or_default()
    })
}

fn listed(store: Store, filter: &str) -> Listed {
    store.snapshot().with(|snapshot| {
        snapshot.as_ref().map_or_else(Listed::default, |snapshot| {
            Listed::of(&snapshot.run, filter)
        })
    })
}

/// The history in the API's own form.
fn as_json(store: Store) -> String {
    store.snapshot().with_untracked(|snapshot| {
        let history = snapshot
            .as_ref()
            .map(|it| asl::history(&it.run.machine, &it.run.trace));
        history
            .and_then(|history| serde_json::to_string_pretty(&history).ok())
            .unwrap_or_default()
    })
}

fn row(store: Store, place: u32, cursor: u32) -> AnyView {
    let row = store.snapshot().with_untracked(|snapshot| {
        snapshot
            .as_ref()?
            .run
            .history(num::index(cursor.checked_sub(1)?))
    });
    let Some(row) = row else {
        return ().into_any();
    };
    let selected = Memo::new(move |_| store.cursor.get() == cursor);
    let future = Memo::new(move |_| store.cursor.get() < cursor);
    let failed = ["Failed", "TimedOut", "Aborted"]
        .iter()
        .any(|end| row.event_type.ends_with(end));
    let go = move |_| {
        store.play(|playback, pacing| playback.seek(cursor, pacing));
        let visit = store
            .snapshot()
            .with_untracked(|snapshot| snapshot.as_ref()?.run.current(cursor));
        if let Some(visit) = visit {
            store.select_visit(visit);
        }
    };
    view! {
        <div
            class="history-row"
            role="option"
            id=format!("event-{cursor}")
            aria-selected=move || selected.get().to_string()
            data-future=move || future.get().to_string()
            data-tone=failed.then_some("failed")
            style:top=format!("{}px", num::real(place) * ROW)
            title=row.timestamp
            on:click=go
        >
            <span class="id">{row.id}</span>
            <span class="at">{clock(row.time, true)}</span>
            <span class="type mono">{row.event_type}</span>
            <span class="state">{row.state}</span>
            <span class="summary mono">{row.summary}</span>
        </div>
    }
    .into_any()
}
