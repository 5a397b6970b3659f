//! Where a value comes from: the chain of expressions and states that made it, each of which can be gone to.

use asl::{Link, Spot, Stage, preview};
use leptos::prelude::*;

use crate::features::app::store;
use crate::features::editors::Editors;
use crate::reactive::{Memo, RwSignal};
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};

/// How much of a value a link shows, in characters.
const SHOWN: usize = 80;

/// The explanation of a value, while one is asked about.
#[component]
pub fn Explanation(
    /// The value.
    asked: RwSignal<Option<Spot>>,
) -> impl IntoView {
    let store = store();
    let links = Memo::new(move |_| {
        asked
            .get()
            .map(|spot| chain(store, &spot))
            .unwrap_or_default()
    });
    view! {
        {move || {
            let links = links.get();
            (!links.is_empty()).then(|| {
                view! {
                    <section class="explain" aria-label="Where the value comes from">
                        <header>
                            <h4>"Where it comes from"</h4>
                            <button type="button" class="btn small square" aria-label="Close the explanation" on:click=move |_| asked.set(None)>
                                <Icon glyph=Glyph::Cross small=true />
                            </button>
                        </header>
                        <ol role="status">{links.into_iter().map(|link| view! { <LinkView link /> }.into_any()).collect_view()}</ol>
                    </section>
                }
                .into_any()
            })
        }}
    }
}

#[component]
fn LinkView(link: Link) -> impl IntoView {
    let store = store();
    let editors: Editors = expect_context();
    let Link {
        spot,
        place,
        value,
        origin,
    } = link;
    let visit = match spot.stage {
        Stage::Flow { visit, .. } => Some(visit),
        Stage::ExecutionInput => None,
    };
    let place = match visit {
        Some(visit) => view! {
            <button type="button" class="link" title="Inspect this state" on:click=move |_| store.select_visit(visit)>{place}</button>
        }
        .into_any(),
        None => view! { <span>{place}</span> }.into_any(),
    };
    let source = origin.span.map(|span| {
        view! {
            <button
                type="button"
                class="btn small square"
                aria-label="Show in the definition"
                title="Show in the definition"
                on:click=move |_| editors.show(&store.analysis.get_untracked(), span)
            >
                <Icon glyph=Glyph::Code small=true />
            </button>
        }
        .into_any()
    });
    view! {
        <li>
            <div class="explain-place">{place} {source}</div>
            {value.map(|value| view! { <div class="mono explain-value">{preview(&value, SHOWN)}</div> }.into_any())}
            <div class="quiet">
                {origin.how} " "
                {origin.expression.map(|text| view! { <code class="mono">{text}</code> }.into_any())}
            </div>
        </li>
    }
}

fn chain(store: Store, spot: &Spot) -> Vec<Link> {
    let (Some(snapshot), Some(request)) = (store.snapshot().get(), store.request.get()) else {
        return Vec::new();
    };
    snapshot
        .run
        .explain(&request.definition.analysis.document, spot)
}
