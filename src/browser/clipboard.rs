//! The clipboard.

use crate::credentials::Secret;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Copies a value, and tells whether the browser allowed it.
pub(crate) async fn copy(value: &Secret) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    // A page that came over plain HTTP has none, whatever the declaration says.
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(value.reveal())).await.is_ok()
}
