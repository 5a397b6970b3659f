//! Playback: buttons, speed, virtual time, scrubber.

use leptos::prelude::*;

use super::debugger::Debugger;
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::features::commands::{announce, perform};
use crate::features::editors::Editors;
use crate::reactive::{Memo, Signal};
use crate::state::keys::Command;
use crate::state::num;
use crate::state::pacing::Pace;
use crate::state::playback::{Playback, SPEEDS};
use crate::state::text::clock;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::show::Show;

/// The bar.
#[component]
pub fn Transport() -> impl IntoView {
    let store = store();
    let playing = store.playing;
    view! {
        <div class="transport" role="toolbar" aria-label="Playback">
            <Button command=Command::ToStart glyph=Glyph::ToStart label="To the first event" key="Home" />
            <Button command=Command::StepBack glyph=Glyph::StepBack label="Step back" key="←" />
            <Button
                command=Command::Toggle
                glyph=Signal::derive(move || if playing.get() { Glyph::Pause } else { Glyph::Play })
                label=Signal::derive(move || if playing.get() { "Pause".to_owned() } else { "Play".to_owned() })
                key="Space"
                primary=true
            />
            <Button command=Command::StepForward glyph=Glyph::StepForward label="Step forward" key="→" />
            <Button command=Command::ToEnd glyph=Glyph::ToEnd label="To the last event" key="End" />
            <Debugger />
            <Speed />
            <Time />
            <Scrubber />
            <Position />
        </div>
    }
}

/// A button that does what a key does.
#[component]
pub(super) fn Button(
    /// What it does.
    command: Command,
    /// Its icon.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The key, as it is written.
    key: &'static str,
    /// Whether it is the one that matters most.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let (store, chrome, editors) = (store(), chrome(), expect_context::<Editors>());
    let class = if primary {
        "btn square primary play"
    } else {
        "btn square"
    };
    view! {
        <button
            type="button"
            class=class
            aria-label=label
            title=move || format!("{} ({key})", label.get())
            on:click=move |_| perform(command, store, chrome, editors)
        >
            <Icon glyph=glyph />
        </button>
    }
}

#[component]
fn Speed() -> impl IntoView {
    let store = store();
    let speed = Memo::new(move |_| store.playback().with(Playback::speed));
    let set = move |event| {
        if let Ok(speed) = event_target_value(&event).parse::<f64>() {
            store.play(|playback, _| playback.set_speed(speed));
        }
    };
    let options = SPEEDS.map(|speed| {
        view! { <option value=speed.to_string()>{format!("{speed}×")}</option> }.into_any()
    });
    view! {
        <select class="select speed" aria-label="Speed" title="Speed (< >)" prop:value=move || speed.get().to_string() on:change=set>
            {options.collect_view()}
        </select>
    }
}

/// Virtual time, and what becomes of long waits.
#[component]
fn Time() -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let exact = move || {
        store.snapshot().with(|snapshot| {
            snapshot
                .as_ref()
                .is_some_and(|it| it.run.duration() < 10_000)
        })
    };
    let exact = Memo::new(move |_| exact());
    let now = Memo::new(move |_| clock(store.time(), exact.get()));
    let end = Memo::new(move |_| {
        store.snapshot().with(|snapshot| {
            clock(
                snapshot.as_ref().map_or(0, |it| it.run.duration()),
                exact.get(),
            )
        })
    });
    let squeezes = Memo::new(move |_| {
        chrome.pace.get() == Pace::Full
            || store
                .snapshot()
                .with(|snapshot| snapshot.as_ref().is_some_and(|it| it.pacing.squeezes()))
    });
    let squeezed_now = Memo::new(move |_| {
        store.snapshot().with(|snapshot| {
            let snapshot = snapshot.as_ref()?;
            let (wait, takes) = store.playback().with(|it| {
                it.is_playing()
                    .then(|| it.squeezed(&snapshot.pacing))
                    .flatten()
            })?;
            Some(format!(
                "{} in {:.1} s",
                asl::format_duration(wait),
                takes / 1000.0
            ))
        })
    });
    let words = Signal::derive(move || match (chrome.pace.get(), squeezed_now.get()) {
        (Pace::Full, _) => "waits in full".to_owned(),
        (Pace::Squeezed, Some(now)) => now,
        (Pace::Squeezed, None) => "long waits shortened".to_owned(),
    });
    let toggle = move |_| {
        chrome.pace.update(|pace| {
            *pace = if *pace == Pace::Full {
                Pace::Squeezed
            } else {
                Pace::Full
            }
        });
    };
    view! {
        <span class="time" data-testid="time">
            <b>{now}</b>
            <span class="quiet">" of " {move || end.get()} " virtual"</span>
        </span>
        <Show when=squeezes>
            <button
                type="button"
                class="btn small squeezed"
                title="Long waits play in a second or two. Press to play them in full, or shortened again."
                aria-pressed=move || (chrome.pace.get() == Pace::Full).to_string()
                on:click=toggle
            >
                <Icon glyph=Glyph::Clock small=true />
                {words}
            </button>
        </Show>
    }
}

#[component]
fn Scrubber() -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let events = Memo::new(move |_| {
        store
            .snapshot()
            .with(|snapshot| snapshot.as_ref().map_or(0, |it| it.run.len()))
    });
    let words = Signal::derive(move || {
        let snapshot = store.snapshot().get()?;
        let cursor = store.cursor.get();
        let time = clock(snapshot.run.time_at(cursor), false);
        Some(format!(
            "Event {cursor} of {}, {time}: {}",
            snapshot.run.len(),
            snapshot.run.describe(cursor)
        ))
    });
    let seek = move |event| {
        if let Ok(cursor) = event_target_value(&event).parse::<u32>() {
            store.play(|playback, pacing| playback.seek(cursor, pacing));
        }
    };
    view! {
        <input
            class="scrubber"
            type="range"
            aria-label="Position in the run"
            aria-valuetext=words
            min="1"
            max=move || events.get().max(1).to_string()
            step="1"
            prop:value=move || { events.track(); store.cursor.get().to_string() }
            style:--done=move || done(store.cursor.get(), events.get())
            on:input=seek
            on:change=move |_| announce(store, chrome)
        />
    }
}

/// How far an event is in a run, as a length of style sheets.
fn done(cursor: u32, events: u32) -> String {
    let at = num::real(cursor.saturating_sub(1));
    let of = num::real(events.saturating_sub(1));
    format!("{:.2}%", if of > 0.0 { at / of * 100.0 } else { 0.0 })
}

#[component]
fn Position() -> impl IntoView {
    let store = store();
    let events = Memo::new(move |_| {
        store
            .snapshot()
            .with(|snapshot| snapshot.as_ref().map_or(0, |it| it.run.len()))
    });
    view! {
        <span class="event" data-testid="position">
            {move || format!("event {} of {}", store.cursor.get(), events.get())}
        </span>
    }
}
