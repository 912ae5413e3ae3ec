//! Reading plain data that came from JavaScript. Total, as [`read`](super::read) is.

use super::{PageSnapshot, items_of, read};
use js_sys::{JsString, Object, Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

/// A text that may be long, by the browser's own encoder. wasm-bindgen converts strings letter by letter, which takes
/// three to ten times as long, the more where a page has changed JavaScript's own objects.
pub(crate) fn long_text(text: &JsString) -> String {
    String::from_utf8(TextEncoder::new().encode(text).to_vec()).unwrap_or_default()
}

/// A value of any shape that has a default.
pub(super) fn from_js<T: DeserializeOwned + Default>(value: JsValue) -> T {
    read(serde_wasm_bindgen::Deserializer::from(value))
}

impl From<&JsValue> for PageSnapshot {
    /// The rows of the items are most of a snapshot, so they take the fast way.
    fn from(value: &JsValue) -> Self {
        const ITEMS: &str = "items";
        let Some(object) = value.dyn_ref::<Object>() else { return Self::default() };
        let rows = Reflect::get(object, &ITEMS.into()).ok();
        let others = Object::assign(&Object::new(), object);
        // Without the rows there is nothing to convert twice; with them, it would only take longer.
        let _ = Reflect::delete_property(&others, &ITEMS.into());
        let items = rows.as_ref().and_then(|rows| rows.dyn_ref()).map(|rows| items_of(&long_text(rows)));
        Self { items: items.unwrap_or_default(), ..from_js(others.into()) }
    }
}
