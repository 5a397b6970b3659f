//! Signals in views: as an attribute's value or as a child, what a handle holds is shown, and follows it.

use std::sync::{Arc, Mutex};

use leptos::tachys::html::attribute::IntoAttributeValue;
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use leptos::tachys::view::IntoRender;

use super::{Memo, RwSignal, Signal};

macro_rules! shown {
    ($handle:ident) => {
        impl<T: Clone + 'static> IntoAttributeValue for $handle<T> {
            type Output = SharedReactiveFunction<T>;

            fn into_attribute_value(self) -> Self::Output {
                Arc::new(Mutex::new(move || self.get()))
            }
        }

        impl<T: Clone + 'static> IntoRender for $handle<T> {
            type Output = SharedReactiveFunction<T>;

            fn into_render(self) -> Self::Output {
                Arc::new(Mutex::new(move || self.get()))
            }
        }
    };
}

shown!(Memo);
shown!(RwSignal);
shown!(Signal);
