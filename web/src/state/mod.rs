//! What the page knows: plain data and functions on it, none of which needs a page.

pub mod axis;
pub mod carry;
pub mod examples;
pub mod files;
pub mod json_lines;
pub mod keys;
pub mod num;
pub mod outcomes;
pub mod pacing;
pub mod playback;
pub mod problems;
pub mod session;
pub mod text;
pub mod timeline;
pub mod viewport;
