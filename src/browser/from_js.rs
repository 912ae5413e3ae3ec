//! Reading plain shapes that came from JavaScript. Total, as [`read`] is: the other side may be older, newer, or a page
//! that lies.

use super::text::long_text;
use crate::page::{PageSnapshot, items_of, read};
use js_sys::{Object, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = structuredClone, catch)]
    fn structured_clone(value: &JsValue) -> Result<JsValue, JsValue>;
}

/// The value as an object of this realm. What comes out of a frame, and in Firefox also what comes through a port, has
/// another realm's prototypes: it is `instanceof` none of our classes, and would read as nothing.
fn of_this_realm(value: &JsValue) -> JsValue {
    // Plain data can always be cloned; what cannot be is no answer.
    structured_clone(value).unwrap_or(JsValue::UNDEFINED)
}

/// A value of any shape that has a default.
pub(crate) fn shape_of<T: DeserializeOwned + Default>(value: &JsValue) -> T {
    read(serde_wasm_bindgen::Deserializer::from(of_this_realm(value)))
}

/// Reads a snapshot as `page.js` gave it, and leaves the value as it is.
pub fn snapshot_of(value: &JsValue) -> PageSnapshot {
    const ITEMS: &str = "items";
    if !value.is_object() {
        return PageSnapshot::default();
    }
    // Fast path: the rows of a list's items are up to some megabytes of text, and serde's strings are slow ones.
    let rows = member(value, ITEMS);
    let others = Object::assign(&Object::new(), value.unchecked_ref());
    // Best effort: rows that stay would be converted a second time, no more.
    let _ = Reflect::delete_property(&others, &ITEMS.into());
    let items = rows.dyn_ref().map(|rows| items_of(&long_text(rows)));
    PageSnapshot { items: items.unwrap_or_default(), ..shape_of(&others) }
}

/// A member of an object; undefined where there is none, or where the value is no object.
pub(crate) fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
