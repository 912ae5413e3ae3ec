//! The reading of what is pasted, as a WebAssembly file of its own: what `static/panel/reader.js` has in its worker. The
//! structure report is in it too, since few ever ask for one.
//!
//! The panel can be used without it, and it is loaded when something is about to be pasted. So it is built for speed
//! where the panel is built small, and however long a text is, the panel goes on answering.

use crate::browser::snapshot_of;
use crate::console::{self, structure};
use crate::reading;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

/// Reads a text, given as its bytes in whatever encoding; gives the reading as
/// [`Reading::from_bytes`](crate::credentials::Reading::from_bytes) takes it.
#[wasm_bindgen]
pub fn read(bytes: &Uint8Array) -> Uint8Array {
    let text = reading::decode(bytes.to_vec());
    let reading: Zeroizing<Vec<u8>> = reading::read(&text).to_bytes();
    Uint8Array::from(reading.as_slice())
}

/// The structure report of a page, as JSON: of a snapshot and a structure as `page.js` gave them.
#[wasm_bindgen]
pub fn report(snapshot: &JsValue, structure: &str) -> String {
    let snapshot = snapshot_of(snapshot);
    structure::report(&snapshot, &console::read(&snapshot), structure)
}
