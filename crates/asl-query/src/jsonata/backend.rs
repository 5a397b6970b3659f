//! An engine for JSONata that runs elsewhere, such as in a WebAssembly module that is loaded only where it is needed.
//!
//! The host hands bytes over and back; what they mean is between [`Jsonata`](super::Jsonata) here and
//! [`Server`](super::serve::Server) there. Results are the very same as of an engine within the program: limits, the
//! time, and the random numbers go along.

use std::sync::OnceLock;

use super::remote::Remote;

/// The way to an engine elsewhere.
pub trait Backend: Send + Sync {
    /// Hands a request over and waits for its answer, which is what the server's `answer` gives for it. An error says
    /// in words why there is no answer; the backend is not asked again after one.
    fn ask(&self, request: &[u8]) -> Result<Vec<u8>, String>;
}

static INSTALLED: OnceLock<Remote> = OnceLock::new();

/// Evaluates every expression that is compiled from now on by this backend. The first one stays.
pub fn install(backend: Box<dyn Backend>) {
    INSTALLED.get_or_init(|| Remote::new(backend));
}

/// Whether expressions can be compiled: an engine is part of the program, or a backend is installed.
pub fn is_loaded() -> bool {
    cfg!(feature = "jsonata") || INSTALLED.get().is_some()
}

pub(super) fn installed() -> Option<&'static Remote> {
    INSTALLED.get()
}
