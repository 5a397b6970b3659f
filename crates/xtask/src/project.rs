//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

/// The workspace's root folder.
pub(crate) fn root() -> &'static Path {
    // This crate lies in `crates/xtask`, two levels below the root.
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_dir
        .parent()
        .and_then(Path::parent)
        .unwrap_or(crate_dir)
}

/// A path below the root.
pub(crate) fn path(below_root: &str) -> PathBuf {
    root().join(below_root)
}

/// Where cargo builds, and where the commands keep what they can make again.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| path("target"), |dir| root().join(dir))
}

/// The built page.
pub(crate) fn dist() -> PathBuf {
    path("dist")
}

/// Where tools are installed that this machine lacks: per user, so that every clone finds them.
pub(crate) fn tools() -> PathBuf {
    if let Some(dir) = env::var_os("PLAYSTATE_TOOLS") {
        return PathBuf::from(dir);
    }
    let cache = env::var_os("XDG_CACHE_HOME")
        .or_else(|| env::var_os("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .unwrap_or_else(target);
    cache.join("playstate-tools")
}
