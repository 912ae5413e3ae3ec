//! Whether the tab is in front of the others.

use super::watch::Watch;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Calls `changed` when the tab comes to the front (`true`) or goes behind another one, and at once where it is behind.
pub fn watch_front(changed: impl Fn(bool) + 'static) -> Option<Watch> {
    let document = web_sys::window()?.document()?;
    let is_in_front = {
        let document = document.clone();
        move || !document.hidden()
    };
    if !is_in_front() {
        changed(false);
    }
    let listener = Closure::<dyn Fn()>::new(move || changed(is_in_front()));
    document.add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref()).ok()?;
    Some(Watch::ending_with(move || {
        // Nothing to do where it was not listening any more.
        let _ = document
            .remove_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
    }))
}
