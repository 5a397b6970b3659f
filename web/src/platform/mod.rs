//! The only user of the browser's interfaces.

pub mod clipboard;
pub mod dom;
pub mod editor;
pub mod frames;
pub mod keyboard;
pub mod measure;
pub mod pointer;
pub mod storage;
pub mod time;
