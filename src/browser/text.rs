//! Texts from JavaScript that may be long.

use js_sys::{JsString, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

/// A text that may be long, by the browser's own encoder. The strings of wasm-bindgen are converted letter by letter,
/// which takes three to ten times as long, most of all where a page has changed JavaScript's built-in objects.
pub(crate) fn long_text(text: &JsString) -> String {
    String::from_utf8(TextEncoder::new().encode(text).to_vec()).unwrap_or_default()
}
