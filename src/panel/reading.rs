//! Having a text read: by `static/reading.js`, which does it in a worker.

use crate::credentials::Reading;
use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

/// Whoever reads texts: `(bytes) => Promise<bytes>`, a text in UTF-8 to a reading handed over.
#[derive(Clone, PartialEq)]
pub struct Reader(Function);

impl From<Function> for Reader {
    fn from(read: Function) -> Self {
        Self(read)
    }
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
        let promise = self.0.call1(&JsValue::UNDEFINED, &bytes).ok()?;
        let reading = Uint8Array::new(&JsFuture::from(Promise::resolve(&promise)).await.ok()?);
        let bytes = Zeroizing::new(reading.to_vec());
        reading.fill(0, 0, reading.length());
        Reading::from_bytes(&bytes)
    }
}
