//! Zoom, fit, 100 %, export.

use leptos::prelude::*;

use super::export::Export;
use super::{View, ZOOM};
use crate::ui::icon::{Glyph, Icon};

/// The tools in the canvas's corner.
#[component]
pub fn Tools(
    /// What the tools change.
    view: View,
) -> impl IntoView {
    view! {
        <div class="canvas-tools" role="toolbar" aria-label="Zoom and export">
            <button type="button" class="btn square" aria-label="Zoom out" title="Zoom out (−)" on:click=move |_| view.zoom(1.0 / ZOOM)>
                <Icon glyph=Glyph::Minus />
            </button>
            <button type="button" class="btn zoom" title="100 % (1)" aria-label=move || format!("{}, set to 100 %", view.get().percent()) on:click=move |_| view.actual()>
                {move || view.get().percent()}
            </button>
            <button type="button" class="btn square" aria-label="Zoom in" title="Zoom in (+)" on:click=move |_| view.zoom(ZOOM)>
                <Icon glyph=Glyph::Plus />
            </button>
            <button type="button" class="btn square" aria-label="Fit" title="Fit (0)" on:click=move |_| view.fit()>
                <Icon glyph=Glyph::Fit />
            </button>
            <Export />
        </div>
    }
}
