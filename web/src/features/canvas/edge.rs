//! An edge: its line, its head, its chip.

use asl::DiagramEdge;
use leptos::prelude::*;

use super::view::kind_name;
use crate::features::app::store;
use crate::reactive::Memo;
use crate::state::store::Store;

/// How long and how wide the head of the line is.
const HEAD: (f64, f64) = (7.0, 4.0);

/// An edge. A taken one is thicker and keeps its colour.
#[component]
pub fn EdgeView(
    /// The edge.
    edge: DiagramEdge,
) -> impl IntoView {
    let store = store();
    let seen = taken(store, &edge);
    let head = head(&edge);
    let chip = edge.label.map(|label| {
        let rect = label.rect;
        view! {
            <g>
                <rect class="label" x=rect.x y=rect.y width=rect.width height=rect.height rx="10"></rect>
                <text class="label-text" x=rect.x + rect.width / 2.0 y=rect.y + rect.height / 2.0 + 3.8 text-anchor="middle">
                    {label.text}
                </text>
                <title>{label.full}</title>
            </g>
        }
        .into_any()
    });
    view! {
        <g
            class="edge"
            class:taken=move || seen.get().0
            class:just=move || seen.get().1
            data-kind=kind_name(edge.kind)
            data-key=edge.key
        >
            <path class="line" d=edge.path.to_svg()></path>
            <path class="head" d=head></path>
            {chip}
        </g>
    }
}

/// Whether the edge has been taken, and whether it was just now.
fn taken(store: Store, edge: &DiagramEdge) -> Memo<(bool, bool)> {
    let (source, to) = (edge.source, edge.to);
    Memo::new(move |_| {
        let Some(snapshot) = store.snapshot().get() else {
            return (false, false);
        };
        let cursor = store.cursor.get();
        let view = if let Some(source) = source {
            snapshot.run.edge(&source, cursor)
        } else {
            let target = store.diagram.with(|diagram| {
                diagram
                    .as_ref()
                    .and_then(|diagram| diagram.nodes.get(to)?.state)
            });
            target
                .map(|target| snapshot.run.start_edge(target, cursor))
                .unwrap_or_default()
        };
        (view.taken > 0, view.just)
    })
}

/// The triangle at the end of the line, in its last direction.
fn head(edge: &DiagramEdge) -> String {
    let end = edge.path.end();
    let before = edge
        .path
        .curves
        .last()
        .map_or(edge.path.start, |curve| curve.c2);
    let (dx, dy) = (end.x - before.x, end.y - before.y);
    let length = dx.hypot(dy);
    let (ux, uy) = if length > 0.01 {
        (dx / length, dy / length)
    } else {
        (0.0, 1.0)
    };
    let (back_x, back_y) = (end.x - ux * HEAD.0, end.y - uy * HEAD.0);
    let (side_x, side_y) = (-uy * HEAD.1, ux * HEAD.1);
    format!(
        "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z",
        end.x,
        end.y,
        back_x + side_x,
        back_y + side_y,
        back_x - side_x,
        back_y - side_y
    )
}
