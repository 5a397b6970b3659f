//! The timeline: names on the left, the plot on the right.

use leptos::html::Div;
use leptos::prelude::*;

use super::plot::Plot;
use crate::features::app::store;
use crate::platform::surroundings;
use crate::reactive::Memo;
use crate::state::shared::Shared;
use crate::state::snapshot::Snapshot;
use crate::state::store::Store;
use crate::state::timeline::{Row, lay_out};
use crate::ui::show::Show;

/// The timeline of the run.
#[component]
pub fn Timeline() -> impl IntoView {
    let store = store();
    let parent = NodeRef::<Div>::new();
    let size = surroundings::size_of(parent);
    // Room for the line at the very end.
    let width = Memo::new(move |_| (size.get().width.floor() - 12.0).max(1.0));
    let rows = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        let rows = lay_out(snapshot.run.rows(), &snapshot.axis, width.get());
        Some((snapshot, Shared::new(rows)))
    });
    let empty =
        Memo::new(move |_| rows.with(|rows| rows.as_ref().is_none_or(|(_, rows)| rows.is_empty())));
    view! {
        <div class="timeline">
            <div class="timeline-names">
                <div class="timeline-corner"></div>
                {move || rows.get().map(|(snapshot, rows)| names(store, &snapshot, &rows))}
            </div>
            <div class="timeline-plot" node_ref=parent>
                {move || rows.get().map(|(snapshot, rows)| view! { <Plot snapshot rows width=width.get() /> }.into_any())}
            </div>
        </div>
        <Show when=empty>
            <p class="empty">"No state was entered yet. Once the definition runs, each state gets a row."</p>
        </Show>
    }
}

fn names(store: Store, snapshot: &Shared<Snapshot>, rows: &[Row]) -> AnyView {
    let name = |row: &Row| {
        let entry = snapshot.run.rows().get(row.index)?;
        let (state, snapshot) = (entry.state, snapshot.clone());
        let select =
            move |_| store.select(|selection| selection.select(&snapshot.run.machine, state));
        let selected = Memo::new(move |_| store.inspected_state.get() == Some(state));
        Some(
            view! {
                <button
                    type="button"
                    class="timeline-name"
                    data-depth=entry.depth.min(3).to_string()
                    style:height=format!("{}px", row.height)
                    aria-current=move || selected.get().to_string()
                    on:click=select
                >
                    {entry.label.clone()}
                </button>
            }
            .into_any(),
        )
    };
    rows.iter().filter_map(name).collect_view().into_any()
}
