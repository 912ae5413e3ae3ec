//! Having a text read, and a structure report made: by `static/panel/reading.js`, which has it done in a worker.

use crate::credentials::Reading;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// The `reader` of `static/panel/reading.js`.
    #[derive(Clone, PartialEq)]
    pub type Reader;

    /// A text in UTF-8 to a reading, both as bytes.
    #[wasm_bindgen(method, catch, js_name = read)]
    fn read_bytes(this: &Reader, bytes: Uint8Array) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = report)]
    fn make_report(this: &Reader, snapshot: &JsValue, structure: &str) -> Result<Promise, JsValue>;
}

impl Reader {
    /// Has a text read; `None` when what reads could not be loaded, or failed. An empty box is where everyone begins,
    /// and nothing to remark on.
    pub(super) async fn read(&self, text: &str) -> Option<Reading> {
        if text.is_empty() {
            return Some(Reading::default());
        }
        // What is handed over is given away: a copy outside this memory, which the other side overwrites.
        let bytes = Uint8Array::from(text.as_bytes());
        let reading = Uint8Array::new(&JsFuture::from(self.read_bytes(bytes).ok()?).await.ok()?);
        let bytes = Zeroizing::new(reading.to_vec());
        reading.fill(0, 0, reading.length());
        Reading::from_bytes(&bytes)
    }

    /// Has a structure report made of what `page.js` gave; `None` when what makes it could not be loaded, or failed.
    pub(super) async fn report(&self, snapshot: &JsValue, structure: &str) -> Option<String> {
        JsFuture::from(self.make_report(snapshot, structure).ok()?).await.ok()?.as_string()
    }
}
