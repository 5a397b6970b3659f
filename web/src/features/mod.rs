//! The features of the page, each in its folder or file, over the one store.

#![expect(
    clippy::needless_pass_by_value,
    reason = "components own their properties"
)]

pub mod app;
pub mod canvas;
pub mod chrome;
pub mod code;
pub mod commands;
pub mod drop;
pub mod editors;
pub mod following;
pub mod gallery;
pub mod header;
pub mod help;
pub mod import;
pub mod inspector;
pub mod jsonata;
pub mod kept;
pub mod opening;
pub mod outcome_menu;
pub mod run_pane;
pub mod share;
pub mod toast;
pub mod wiring;
