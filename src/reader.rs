//! Entry points of the reader, a WebAssembly file of its own that runs in a worker. Structure reports are made here
//! too, because few people ever ask for one.
//!
//! It is loaded only when something is about to be pasted, so the panel is usable before. It runs in a worker, so the
//! panel stays responsive however long a text is. It is built for speed, and the panel for size.

use crate::console::{self, structure};
use crate::page::PageSnapshot;
use crate::reading;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

/// Reads a text, given as bytes in any encoding that [`reading::decode`] knows. Returns the reading as
/// [`Reading::from_bytes`](crate::credentials::Reading::from_bytes) takes it.
#[wasm_bindgen]
pub fn read(bytes: &Uint8Array) -> Uint8Array {
    let text = reading::decode(bytes.to_vec());
    let reading: Zeroizing<Vec<u8>> = reading::read(&text).to_bytes();
    Uint8Array::from(reading.as_slice())
}

/// The structure report of a page as JSON, made of a snapshot and a structure from `page.js`.
#[wasm_bindgen]
pub fn report(snapshot: &JsValue, structure: &str) -> String {
    let snapshot = PageSnapshot::from(snapshot);
    structure::report(&snapshot, &console::read(&snapshot), structure)
}
