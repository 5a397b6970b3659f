//! An edge: its line, its head, its chip.

use asl::{DiagramEdge, StateId};
use leptos::prelude::*;

use super::view::kind_name;
use crate::features::following::following;

/// How long and how wide the head of the line is.
const HEAD: (f64, f64) = (7.0, 4.0);

/// An edge. A taken one is thicker and keeps its colour.
#[component]
pub fn EdgeView(
    /// The edge.
    edge: DiagramEdge,
    /// The state that it leads to.
    target: Option<StateId>,
) -> impl IntoView {
    let source = edge.source;
    let seen = following(move |moment| moment.edge(source, target));
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
