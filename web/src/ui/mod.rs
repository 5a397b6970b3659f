//! Parts that know nothing of state machines.

pub mod copy_button;
pub mod icon;
pub mod json_view;
pub mod menu;
pub mod split;
pub mod tabs;
