//! The only user of the browser's interfaces.

pub mod address;
pub mod clipboard;
pub mod dom;
pub mod download;
pub mod editor;
pub mod files;
pub mod frames;
pub mod jsonata;
pub mod keyboard;
pub mod measure;
pub mod pointer;
pub mod storage;
pub mod surroundings;
pub mod time;
