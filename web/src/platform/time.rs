//! Real time, and giving it back to the browser.

use gloo_timers::future::TimeoutFuture;

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}

/// Lets the browser draw and take input.
pub async fn breathe() {
    TimeoutFuture::new(0).await;
}

/// Waits.
pub async fn sleep(millis: u32) {
    TimeoutFuture::new(millis).await;
}
