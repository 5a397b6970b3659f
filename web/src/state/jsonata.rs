//! How far the engine for JSONata is, which is loaded only for definitions that use it.

/// The engine's way onto the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Jsonata {
    /// No definition has asked for it.
    #[default]
    Unasked,
    /// It is being downloaded.
    Loading,
    /// It evaluates.
    Loaded,
    /// It could not be downloaded, for this reason.
    Failed(String),
}
