//! Lists whose rows stay as long as they are the same.

use leptos::prelude::*;

/// A row that is made when the list has its key for the first time, and kept until the list has it no more.
pub struct Row {
    key: String,
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Row {
    /// A row. Keys tell rows apart; whatever a row shows that does not change by itself belongs into its key.
    pub fn new(key: String, view: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self {
            key,
            view: Box::new(view),
        }
    }
}

/// The rows, and after each change of what `rows` read those that it returns then. Leptos's `For` is made anew for each
/// kind of rows, which a page has to download; this one is there once.
pub fn each(rows: impl Fn() -> Vec<Row> + Send + Sync + 'static) -> AnyView {
    list(Box::new(rows))
}

fn list(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! { <For each=rows key=|row| row.key.clone() children=|row| (row.view)() /> }.into_any()
}
