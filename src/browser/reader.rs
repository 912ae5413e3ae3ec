//! The client of the reader: `static/panel/reading.js` has texts read and structure reports made in a worker.

use crate::credentials::{Reading, Secret};
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
    /// Has a text read; `None` where the reader could not be loaded, or crashed. An empty text has an empty reading: an
    /// empty box is where everyone begins, and no mistake.
    pub(crate) async fn read(&self, text: &Secret) -> Option<Reading> {
        if text.is_empty() {
            return Some(Reading::default());
        }
        // The bytes are transferred to the worker, which overwrites them.
        let bytes = Uint8Array::from(text.reveal().as_bytes());
        let reading = Uint8Array::new(&JsFuture::from(self.read_bytes(bytes).ok()?).await.ok()?);
        let bytes = Zeroizing::new(reading.to_vec());
        reading.fill(0, 0, reading.length());
        Reading::from_bytes(&bytes)
    }

    /// Has a structure report made of a snapshot and a structure as `page.js` gave them; `None` where the reader could
    /// not be loaded, or crashed.
    pub(crate) async fn report(&self, snapshot: &JsValue, structure: &str) -> Option<String> {
        JsFuture::from(self.make_report(snapshot, structure).ok()?).await.ok()?.as_string()
    }
}
