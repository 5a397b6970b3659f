//! The playground's entry point.

fn main() {
    playstate_web::start();
}
