//! The attempts of a visit, with their times and errors.

use asl::{AttemptView, Inspection, MAX_ATTEMPTS_SHOWN, Status, format_duration};
use leptos::prelude::*;

use crate::features::app::store;
use crate::reactive::{Memo, Signal};
use crate::state::text::clock;
use crate::state::timeline::status_name;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::show::Show;

/// The list; nothing for states without attempts.
#[component]
pub fn Attempts(
    /// The visit that is looked at.
    inspection: Memo<Option<Inspection>>,
) -> impl IntoView {
    let attempts = Memo::new(move |_| {
        inspection.with(|it| {
            it.as_ref()
                .map(|it| it.attempts.clone())
                .unwrap_or_default()
        })
    });
    let earlier = Memo::new(move |_| {
        let count = inspection.with(|it| it.as_ref().map_or(0, |it| it.attempt_count));
        crate::state::num::index(count).saturating_sub(MAX_ATTEMPTS_SHOWN)
    });
    view! {
        <Show when=Signal::derive(move || attempts.with(|attempts| !attempts.is_empty()))>
            <section class="group" aria-label="Attempts">
                <h3 class="group-head">"Attempts"</h3>
                <div class="group-body">
                    <Show when=Signal::derive(move || earlier.get() > 0)>
                        <p class="quiet">{move || format!("{} earlier attempts are not listed.", earlier.get())}</p>
                    </Show>
                    <ol class="attempts">
                        {move || attempts.get().into_iter().map(|attempt| view! { <Attempt attempt /> }.into_any()).collect_view()}
                    </ol>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn Attempt(attempt: AttemptView) -> impl IntoView {
    let store = store();
    let glyph = match attempt.status {
        Status::Running => Glyph::Spinner,
        Status::Succeeded => Glyph::Check,
        Status::Caught => Glyph::Shield,
        Status::Failed => Glyph::Cross,
        Status::Aborted => Glyph::Never,
    };
    let took = attempt
        .ended_at
        .map(|end| format!("took {}", format_duration(end - attempt.started_at)));
    let why = attempt
        .error
        .map(|(error, _)| view! { <span class="mono">{error}</span> }.into_any());
    let again = attempt.retry_at.zip(attempt.ended_at).map(|(at, end)| {
        let wait = format_duration(at - end);
        view! { <span class="quiet">{format!(" again after {wait}")}</span> }.into_any()
    });
    let event = attempt.started_event;
    let go = move |_| store.play(|playback, pacing| playback.seek(event, pacing));
    view! {
        <li>
            <span class="pill" data-phase=status_name(attempt.status)>
                <Icon glyph=glyph small=true />
                {format!("#{}", attempt.number)}
            </span>
            <button type="button" class="btn small when" title="Go to its start" on:click=go>
                {clock(attempt.started_at, false)}
            </button>
            <span class="why">
                {took} " " {why} {again}
            </span>
        </li>
    }
}
