//! The whole diagram in small, where it does not fit: which part is seen, and how the states are. Pressing or dragging
//! goes there. By keyboard the same is done by walking and finding, so it is left out for those.

use asl::{Phase, Rect};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::View;
use crate::features::app::store;
use crate::features::following::following;
use crate::platform::pointer;
use crate::reactive::{Memo, RwSignal};
use crate::state::labels::phase_name;
use crate::state::viewport::{READABLE, Size};

/// The smallest and the largest side, in pixels.
const SIDES: (f64, f64) = (36.0, 150.0);

/// The phases that are tinted.
const TINTED: [Phase; 5] = [
    Phase::Succeeded,
    Phase::Caught,
    Phase::Waiting,
    Phase::Running,
    Phase::Failed,
];

/// The map, where it is of use.
#[component]
pub fn Minimap(
    /// What is seen.
    view: View,
) -> impl IntoView {
    let is_large = Memo::new(move |_| view.fitted().scale < READABLE);
    let is_all = Memo::new(move |_| {
        let (seen, size) = (seen(view), view.diagram.get());
        seen.width >= size.width && seen.height >= size.height
    });
    move || (is_large.get() && !is_all.get()).then(|| view! { <Map view /> }.into_any())
}

#[component]
fn Map(view: View) -> impl IntoView {
    let store = store();
    let side = move |length: fn(Size) -> f64| {
        let size = view.diagram.get();
        let scale = SIDES.1 / size.width.max(size.height).max(1.0);
        format!("{:.0}", (length(size) * scale).max(SIDES.0))
    };
    let view_box = move || {
        let size = view.diagram.get();
        format!("0 0 {:.0} {:.0}", size.width, size.height)
    };
    let cards = Memo::new(move |_| {
        let diagram = store.diagram.get();
        let nodes = diagram.iter().flat_map(|diagram| &diagram.nodes);
        let cards = nodes.filter(|node| matches!(node.shape, asl::Shape::Card));
        cards
            .filter_map(|node| Some((node.state?, node.rect)))
            .collect::<Vec<_>>()
    });
    let all = move || cards.with(|cards| outline(cards.iter().map(|(_, rect)| *rect)));
    let phases = following(move |moment| {
        let cards = cards.get_untracked();
        cards
            .iter()
            .map(|(state, _)| moment.state(*state).phase)
            .collect::<Vec<_>>()
    });
    let tinted = TINTED.map(|phase| {
        let d = move || {
            phases.with(|phases| {
                cards.with(|cards| {
                    let both = cards.iter().zip(phases);
                    outline(
                        both.filter(|(_, is)| **is == phase)
                            .map(|((_, rect), _)| *rect),
                    )
                })
            })
        };
        view! { <path class="node" data-phase=phase_name(phase) d=d></path> }.into_any()
    });
    let pressed = RwSignal::new(false);
    let go = move |event: &PointerEvent| {
        let size = view.diagram.get_untracked();
        if let Some(at) = pointer::within(event) {
            let (x, y) = (at.x / at.width * size.width, at.y / at.height * size.height);
            view.centre(x, y);
        }
    };
    view! {
        <svg
            class="minimap"
            aria-hidden="true"
            preserveAspectRatio="none"
            viewBox=view_box
            width=move || side(|size| size.width)
            height=move || side(|size| size.height)
            on:pointerdown=move |event| { pressed.set(true); pointer::capture(&event); go(&event) }
            on:pointermove=move |event| if pressed.get_untracked() { go(&event) }
            on:pointerup=move |_| pressed.set(false)
            on:pointercancel=move |_| pressed.set(false)
        >
            <path class="all" d=all></path>
            {tinted.collect_view()}
            <rect
                class="reach"
                x=move || seen(view).x
                y=move || seen(view).y
                width=move || seen(view).width
                height=move || seen(view).height
            ></rect>
        </svg>
    }
}

/// The part of the diagram that is seen.
fn seen(view: View) -> Rect {
    let (now, canvas) = (view.get(), view.canvas.get());
    Rect {
        x: -now.x / now.scale,
        y: -now.y / now.scale,
        width: canvas.width / now.scale,
        height: canvas.height / now.scale,
    }
}

fn outline(rects: impl Iterator<Item = Rect>) -> String {
    let path = |rect: Rect| {
        format!(
            "M{:.0} {:.0}h{:.0}v{:.0}h-{2:.0}z",
            rect.x, rect.y, rect.width, rect.height
        )
    };
    rects.map(path).collect()
}
