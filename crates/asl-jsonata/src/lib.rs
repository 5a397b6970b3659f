//! The engine for JSONata as a WebAssembly module of its own, which the page loads where it is needed.
//!
//! Requests and answers are those of [`asl_query::jsonata::backend`].

use std::cell::RefCell;

use asl_query::jsonata::serve::Server;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static SERVER: RefCell<Server> = RefCell::default();
}

/// The answer to a request.
#[wasm_bindgen]
pub fn ask(request: &[u8]) -> Vec<u8> {
    SERVER.with_borrow_mut(|server| server.answer(request))
}
