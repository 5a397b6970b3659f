//! The browser's storage. Where it is blocked, nothing is remembered, and nothing else happens.

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What is stored under a key.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Stores a text, or forgets the key. `false` when it could not be stored.
pub fn write(key: &str, text: Option<&str>) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    match text {
        Some(text) => storage.set_item(key, text).is_ok(),
        None => storage.remove_item(key).is_ok(),
    }
}
