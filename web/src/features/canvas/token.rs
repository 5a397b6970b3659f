//! The token that travels along the edge being taken.

use asl::DiagramEdge;
use leptos::prelude::*;

use super::view::kind_name;
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::reactive::Memo;
use crate::state::snapshot::Travel;
use crate::state::store::Store;

/// The token, while it is on its way. Where motion is to be avoided there is none: the run jumps.
#[component]
pub fn Token() -> impl IntoView {
    let store = store();
    let still = chrome().still;
    let edge = Memo::new(move |_| {
        if store.moving.get() && !still.get() {
            travelled(store)
        } else {
            None
        }
    });
    let place = move |edge: &DiagramEdge| {
        let part = store.snapshot().with(|snapshot| {
            snapshot.as_ref().map_or(1.0, |snapshot| {
                store
                    .playback()
                    .with(|playback| playback.travelled(&snapshot.pacing))
            })
        });
        // Slow at both ends, so that the eye can follow.
        (part < 1.0).then(|| edge.path.point_at(part * part * (3.0 - 2.0 * part)))
    };
    let token = move || {
        edge.get().map(|edge| {
            let kind = kind_name(edge.kind);
            let place = Memo::new(move |_| place(&edge));
            view! {
                <circle
                    class="token"
                    data-kind=kind
                    r="6"
                    cx=move || place.get().map_or(0.0, |point| point.x)
                    cy=move || place.get().map_or(0.0, |point| point.y)
                    visibility=move || if place.get().is_some() { "visible" } else { "hidden" }
                ></circle>
            }
            .into_any()
        })
    };
    view! { {move || token()} }
}

/// The edge that the event at the cursor takes, if the diagram shows it.
fn travelled(store: Store) -> Option<DiagramEdge> {
    let travel = store.snapshot().get()?.travel(store.cursor.get())?;
    let diagram = store.diagram.get()?;
    let is_it = |edge: &&DiagramEdge| match travel {
        Travel::Way(source) => edge.source == Some(source),
        Travel::Start(target) => {
            edge.source.is_none()
                && diagram
                    .nodes
                    .get(edge.to)
                    .is_some_and(|node| node.state == Some(target))
        }
    };
    diagram.edges.iter().find(is_it).cloned()
}
