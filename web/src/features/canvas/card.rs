//! A state's card: icon, caption, name, badges, status; and the tool that decides a task's outcome.

use asl::{DiagramNode, Phase, StateView, StaticBadge, TextStyle};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::{name_of, px};
use crate::features::app::store;
use crate::features::chrome::{OutcomeMenu, chrome};
use crate::features::following::following;
use crate::features::outcome_menu::glyph_of;
use crate::platform::{measure, pointer};
use crate::reactive::{Memo, Signal};
use crate::state::moment::Marks;
use crate::state::outcomes::PlanKind;
use crate::state::store::Store;
use crate::state::text::fitted;
use crate::ui::icon::{Glyph, is_solid, of_phase, path};

/// Where the text of a card begins, and the gap between badges.
const TEXT: f64 = 44.0;
const GAP: f64 = 8.0;

/// The inside of a card.
#[component]
pub fn Card(
    /// The node.
    node: DiagramNode,
    /// What the state looks like at the cursor.
    seen: Signal<StateView>,
) -> impl IntoView {
    let rect = node.rect;
    let badges = badge_widths(&node.badges);
    let taken: f64 = badges.iter().map(|(_, width)| width + GAP).sum();
    let room = rect.width - TEXT - taken - 12.0;
    let title = fitted(&node.title, room, &|text| {
        measure::width(text, TextStyle::Name)
    });
    let caption = fitted(&node.caption, room, &|text| {
        measure::width(text, TextStyle::Caption)
    });
    let cut = title != node.title || caption != node.caption;
    let full = cut
        .then(|| view! { <title>{format!("{}\n{}", node.title, node.caption)}</title> }.into_any());
    let mut right = rect.x + rect.width - 12.0;
    let badges: Vec<_> = badges
        .into_iter()
        .rev()
        .map(|(badge, width)| {
            let x = right - width;
            right = x - GAP;
            view! { <Badge badge x y=rect.y + rect.height / 2.0 width seen /> }.into_any()
        })
        .collect();
    view! {
        <rect class="card" x=px(rect.x) y=px(rect.y) width=px(rect.width) height=px(rect.height) rx="8"></rect>
        <Glyphed glyph=Glyph::Of(node.icon) x=rect.x + 14.0 y=rect.y + rect.height / 2.0 - 10.0 size=20.0 class="glyph" />
        <text class="caption" x=px(rect.x + TEXT) y=px(rect.y + 20.0)>{caption}</text>
        <text class="title" x=px(rect.x + TEXT) y=px(rect.y + 38.0)>{title}</text>
        {badges}
        {full}
        <Status x=rect.x + rect.width - 14.0 y=rect.y seen />
    }
}

/// An icon inside of the diagram.
#[component]
pub fn Glyphed(
    /// Which one.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// Its left edge.
    x: f64,
    /// Its top.
    y: f64,
    /// Its width and height.
    size: f64,
    /// Its class.
    class: &'static str,
) -> impl IntoView {
    view! {
        <path
            class=class
            class:solid=move || is_solid(glyph.get())
            transform=format!("translate({x:.1} {y:.1}) scale({:.3})", size / 16.0)
            d=move || path(glyph.get())
        ></path>
    }
}

/// The status on the upper edge: an icon, and how often the state was visited.
#[component]
pub fn Status(
    /// The middle of the icon.
    x: f64,
    /// The same.
    y: f64,
    /// What the state looks like at the cursor.
    seen: Signal<StateView>,
) -> impl IntoView {
    let phase = Memo::new(move |_| seen.get().phase);
    let visits = Memo::new(move |_| seen.get().visits);
    view! {
        <circle class="status-back" cx=px(x) cy=px(y) r="9"></circle>
        <g transform=format!("translate({x:.1} {y:.1})")>
            <g class:spin=move || phase.get() == Phase::Running>
                <Glyphed glyph=Signal::derive(move || of_phase(phase.get())) x=-6.0 y=-6.0 size=12.0 class="status" />
            </g>
        </g>
        {move || {
            let visits = visits.get();
            (visits > 1).then(|| {
                let text = format!("×{visits}");
                let width = measure::width(&text, TextStyle::Badge) + 10.0;
                let left = x - 13.0 - width;
                view! {
                    <g class="badge live">
                        <rect class="badge-back" x=px(left) y=px(y - 8.0) width=px(width) height="16" rx="8"></rect>
                        <text x=px(left + width / 2.0) y=px(y + 4.0) text-anchor="middle">{text}</text>
                    </g>
                }
                .into_any()
            })
        }}
    }
}

fn badge_widths(badges: &[StaticBadge]) -> Vec<(StaticBadge, f64)> {
    let width = |badge: &StaticBadge| match badge {
        StaticBadge::Retry { max } => measure::width(&format!("↻ {max}/{max}"), TextStyle::Badge),
        StaticBadge::Timeout { text } => measure::width(text, TextStyle::Badge) + 14.0,
        StaticBadge::Catch => 14.0,
    };
    badges
        .iter()
        .map(|badge| (badge.clone(), width(badge)))
        .collect()
}

/// What the definition says about failing; of retries also how many there were.
#[component]
pub fn Badge(
    /// What it says.
    badge: StaticBadge,
    /// Its left edge.
    x: f64,
    /// Its middle.
    y: f64,
    /// Its width.
    width: f64,
    /// What the state looks like at the cursor.
    seen: Signal<StateView>,
) -> impl IntoView {
    let baseline = px(y + 4.0);
    match badge {
        StaticBadge::Retry { max } => {
            let retries = Memo::new(move |_| seen.get().attempt.saturating_sub(1));
            let text = Signal::derive(move || match retries.get() {
                0 => format!("↻ {max}"),
                retries => format!("↻ {retries}/{max}"),
            });
            let title = format!("Retried up to {max} times");
            view! {
                <g class="badge" class:live=move || { retries.get() > 0 }>
                    <text x=px(x + width) y=baseline text-anchor="end">{text}</text>
                    <title>{title}</title>
                </g>
            }
            .into_any()
        }
        StaticBadge::Timeout { text } => {
            let title = format!("Times out after {text}");
            view! {
                <g class="badge">
                    <Glyphed glyph=Glyph::Clock x=x y=y - 6.0 size=12.0 class="glyph" />
                    <text x=px(x + width) y=baseline text-anchor="end">{text}</text>
                    <title>{title}</title>
                </g>
            }
            .into_any()
        }
        StaticBadge::Catch => view! {
            <g class="badge">
                <Glyphed glyph=Glyph::Shield x=x y=y - 7.0 size=14.0 class="glyph" />
                <title>"Has a Catch"</title>
            </g>
        }
        .into_any(),
    }
}

/// On a task's lower edge: how the item that is looked at will end. Pressing it opens the menu.
#[component]
pub fn Outcome(
    /// The node.
    node: DiagramNode,
    /// How the state stands out.
    marks: Signal<Marks>,
) -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let Some(state) = node.state.filter(|_| is_task(store, &node)) else {
        return ().into_any();
    };
    let name = name_of(&node);
    let plan = following(move |moment| moment.plan(state));
    let id = format!("outcome-{}", node.key);
    let open = {
        let (name, id) = (name.clone(), id.clone());
        move |event: MouseEvent| {
            event.stop_propagation();
            let at = pointer::below(&event).unwrap_or_default();
            let menu = OutcomeMenu {
                state: name.to_string(),
                runs: plan.get_untracked().0,
                at,
                opener: id.clone(),
            };
            chrome.outcome_menu.set(Some(menu));
        }
    };
    let open = std::rc::Rc::new(open);
    let by_click = {
        let open = std::rc::Rc::clone(&open);
        move |event: MouseEvent| open(event)
    };
    let by_key = super::press_by_key();
    let label = {
        let name = name.clone();
        move || {
            let (runs, kind) = plan.get();
            let (runs, kind) = (runs.describe(), kind.label());
            format!(
                "Outcome of {name}, {}: {}",
                runs.to_lowercase(),
                kind.to_lowercase()
            )
        }
    };
    let (x, y) = (
        node.rect.x + node.rect.width - 14.0,
        node.rect.y + node.rect.height,
    );
    view! {
        <g
            class="outcome-tool"
            class:shown=move || marks.get().chosen || plan.get().1 != PlanKind::Succeeds
            id=id
            data-outcome=move || plan.get().1.name()
            role="button"
            aria-haspopup="menu"
            tabindex=move || if marks.get().chosen { "0" } else { "-1" }
            aria-label=label
            on:click=by_click
            on:keydown=by_key
        >
            <rect class="tool-back" x=px(x - 17.0) y=px(y - 9.0) width="34" height="18" rx="9"></rect>
            <Glyphed glyph=Signal::derive(move || glyph_of(plan.get().1)) x=x - 12.0 y=y - 6.0 size=12.0 class="tool-glyph" />
            <Glyphed glyph=Glyph::Down x=x + 2.0 y=y - 5.0 size=10.0 class="tool-more" />
        </g>
    }
    .into_any()
}

fn is_task(store: Store, node: &DiagramNode) -> bool {
    store.snapshot().with_untracked(|snapshot| {
        let machine = snapshot.as_ref().map(|snapshot| &snapshot.run.machine);
        let state =
            machine.and_then(|machine| machine.states.get(crate::state::num::index(node.state?.0)));
        state.is_some_and(|state| matches!(state.kind, asl::StateKind::Task(_)))
    })
}
