//! Parts that know nothing of state machines.
//!
//! A view costs the download its code and, for each type in it, the code that draws that type. So types are few: what
//! comes and goes in a view is an [`AnyView`](leptos::prelude::AnyView) (`.into_any()`), which is a boxed one, and the
//! closures for what changes stand in the `view!` itself, which boxes them. Conditions and lists are [`show::Show`]
//! and [`each::each`], what a part calls is a `Callback`.

pub mod copy_button;
pub mod dialog;
pub mod each;
pub mod icon;
pub mod json_view;
pub mod menu;
pub mod show;
pub mod split;
pub mod tabs;
