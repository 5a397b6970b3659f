//! What the page knows: plain data and functions on it, and the one store. None of it needs a page.

pub mod axis;
pub mod carry;
pub mod catalogue;
pub mod examples;
pub mod files;
pub mod focus;
pub mod json_lines;
pub mod jsonata;
pub mod keys;
pub mod labels;
pub mod num;
pub mod outcomes;
pub mod pacing;
pub mod panes;
pub mod playback;
pub mod problems;
pub mod selection;
pub mod session;
pub mod shared;
pub mod snapshot;
pub mod store;
pub mod text;
pub mod timeline;
pub mod understood;
pub mod viewport;
