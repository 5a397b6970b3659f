//! Map and Parallel: a frame with a header bar; which iteration is looked at; folding.

use asl::{DiagramNode, Shape, StateId, StateView, TextStyle};
use leptos::prelude::*;

use super::card::{Glyphed, Status};
use super::{press_by_key, px};
use crate::features::app::store;
use crate::platform::{dom, measure};
use crate::reactive::{Memo, Signal};
use crate::state::focus;
use crate::state::store::Store;
use crate::state::text::fitted;
use crate::ui::icon::Glyph;

/// Where the header's text begins; what its tools take at the right.
const TEXT: f64 = 52.0;
const TOOLS: f64 = 124.0;

/// The inside of a container.
#[component]
pub fn Container(
    /// The node.
    node: DiagramNode,
    /// What the state looks like at the cursor.
    seen: Signal<StateView>,
) -> impl IntoView {
    let rect = node.rect;
    let header = match node.shape {
        Shape::Container {
            header,
            collapsed: false,
        } => header,
        _ => rect.height,
    };
    let room = rect.width - TEXT - TOOLS;
    let title = fitted(&node.title, room, &|text| {
        measure::width(text, TextStyle::Name)
    });
    let title_width = measure::width(&title, TextStyle::Name);
    let caption = fitted(
        &node.caption,
        (room - title_width - 8.0).max(0.0),
        &|text| measure::width(text, TextStyle::Caption),
    );
    let middle = rect.y + header / 2.0;
    let done = Memo::new(move |_| {
        seen.get()
            .iterations
            .filter(|iterations| iterations.total > 0)
    });
    let count = Signal::derive(move || {
        done.get()
            .map(|it| format!("{} of {}", it.succeeded + it.failed, it.total))
    });
    let (x, y, w) = (rect.x, rect.y, rect.width);
    let open = header < rect.height;
    let path = if open {
        format!(
            "M{:.1} {:.1}v-{:.1}a8 8 0 0 1 8-8h{:.1}a8 8 0 0 1 8 8v{:.1}z",
            x,
            y + header,
            header - 8.0,
            w - 16.0,
            header - 8.0
        )
    } else {
        String::new()
    };
    let count_x = if open { x + w - 76.0 } else { x + w - 14.0 };
    view! {
        <rect class="card" x=px(x) y=px(y) width=px(w) height=px(rect.height) rx="8"></rect>
        <path class="header" d=path></path>
        <Glyphed glyph=Glyph::Of(node.icon) x=x + 28.0 y=middle - 8.0 size=16.0 class="glyph" />
        <text class="title" x=px(x + TEXT) y=px(middle + 4.5)>{title}</text>
        <text class="caption" x=px(x + TEXT + title_width + 8.0) y=px(middle + 4.5)>{caption}</text>
        <text class="turn-count done" x=px(count_x) y=px(middle + 4.0) text-anchor="end">{count}</text>
        <title>{format!("{} {}", node.caption, node.title)}</title>
        <Status x=x + w - 14.0 y=y seen />
    }
}

/// The tools in the header: fold, and go from iteration to iteration.
#[component]
pub fn ContainerTools(
    /// The node.
    node: DiagramNode,
) -> impl IntoView {
    let store = store();
    let Some(state) = node.state else {
        return ().into_any();
    };
    let (rect, header, collapsed) = match node.shape {
        Shape::Container { header, collapsed } => (
            node.rect,
            if collapsed { node.rect.height } else { header },
            collapsed,
        ),
        _ => return ().into_any(),
    };
    let middle = rect.y + header / 2.0;
    let fold_id = format!("fold-{}", node.key);
    let fold = {
        let id = fold_id.clone();
        move |_| {
            let Some(snapshot) = store.snapshot().get_untracked() else {
                return;
            };
            store.select(|selection| selection.fold(&snapshot.run.machine, state));
            let id = id.clone();
            // The node is drawn anew.
            request_animation_frame(move || dom::focus(&id));
        }
    };
    let label = format!(
        "{} {}",
        if collapsed { "Unfold" } else { "Fold" },
        node.title
    );
    let glyph = if collapsed { Glyph::Right } else { Glyph::Down };
    view! {
        <g class="tool" id=fold_id role="button" tabindex="0" aria-label=label aria-expanded=(!collapsed).to_string() on:click=fold on:keydown=press_by_key()>
            <rect x=px(rect.x + 5.0) y=px(middle - 10.0) width="20" height="20" rx="4"></rect>
            <Glyphed glyph=glyph x=rect.x + 9.0 y=middle - 6.0 size=12.0 class="glyph" />
        </g>
        {(!collapsed).then(|| view! { <ItemSwitch state x=rect.x + rect.width - 68.0 y=middle name=node.title.clone() /> }.into_any())}
    }
    .into_any()
}

/// `‹ 2 ›`: the iteration that is looked at. Pressing the number follows the run again.
#[component]
fn ItemSwitch(state: StateId, x: f64, y: f64, name: String) -> impl IntoView {
    let store = store();
    let at = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        focus::item_of_map(&snapshot.run, &store.focus(), state, store.cursor.get())
    });
    let fixed = Memo::new(move |_| store.focus().contains_key(&state));
    let tool = move |x: f64, glyph: Glyph, label: String, target: Memo<Option<u32>>| {
        view! {
            <g
                class="tool"
                role="button"
                tabindex=move || if target.get().is_some() { "0" } else { "-1" }
                aria-label=label
                aria-disabled=move || target.get().is_none().to_string()
                on:click=move |_| if let Some(item) = target.get_untracked() { look_at(store, state, Some(item)) }
                on:keydown=press_by_key()
            >
                <rect x=px(x) y=px(y - 10.0) width="18" height="20" rx="4"></rect>
                <Glyphed glyph=glyph x=x + 3.0 y=y - 6.0 size=12.0 class="glyph" />
            </g>
        }
        .into_any()
    };
    let before = Memo::new(move |_| at.get().and_then(|(item, _)| item.checked_sub(1)));
    let after = Memo::new(move |_| {
        at.get()
            .map(|(item, started)| (item + 1, started))
            .filter(|(item, started)| item < started)
            .map(|(item, _)| item)
    });
    let shown = Memo::new(move |_| at.get().is_some());
    let back = tool(
        x,
        Glyph::Left,
        format!("{name}: previous iteration"),
        before,
    );
    let forward = tool(
        x + 42.0,
        Glyph::Right,
        format!("{name}: next iteration"),
        after,
    );
    view! {
        <g class="item-switch" visibility=move || if shown.get() { "visible" } else { "hidden" }>
            {back}
            <text
                class="turn-count"
                class:fixed=move || fixed.get()
                x=px(x + 30.0)
                y=px(y + 4.0)
                text-anchor="middle"
                on:click=move |_| look_at(store, state, None)
            >
                {move || at.get().map(|(item, _)| (item + 1).to_string())}
            </text>
            {forward}
        </g>
    }
}

fn look_at(store: Store, map: StateId, item: Option<u32>) {
    let Some(snapshot) = store.snapshot().get_untracked() else {
        return;
    };
    store.select(|selection| selection.look_at_item(&snapshot.run.machine, map, item));
}
