//! Texts that are pasted, dropped or opened. Each may hold client secrets, so each is a [`Secret`] from here on.

use super::text::long_text;
use crate::credentials::Secret;
use crate::reading;
use js_sys::{JsString, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, File};

#[wasm_bindgen]
extern "C" {
    /// A `DataTransfer` whose text stays in JavaScript until it is converted.
    type Transfer;
    #[wasm_bindgen(method, js_name = getData)]
    fn get_data(this: &Transfer, format: &str) -> JsString;
}

/// The text that a paste event carries, still in JavaScript: its length can be asked for without converting it.
pub(crate) fn clipboard_text(event: &ClipboardEvent) -> Option<JsString> {
    let transfer: Transfer = event.clipboard_data()?.unchecked_into();
    Some(transfer.get_data("text/plain"))
}

/// A text of JavaScript's that may hold client secrets, and may be long.
pub(crate) fn secret_of(text: &JsString) -> Secret {
    Secret::new(long_text(text))
}

/// A file's text in whatever encoding it is; `None` where it cannot be read. Of a file that is too large, just enough
/// is read for the reader to say so.
pub(crate) async fn text_of(file: File) -> Option<Secret> {
    // In UTF-16 a character of ASCII has two bytes.
    let end = i32::try_from((reading::LARGEST_INPUT + 1) * 2).ok()?;
    let start = file.slice_with_i32_and_i32(0, end).ok()?;
    let buffer = Uint8Array::new(&JsFuture::from(start.array_buffer()).await.ok()?);
    let mut text = reading::decode(buffer.to_vec());
    buffer.fill(0, 0, buffer.length());
    Some(Secret::new(std::mem::take(&mut *text)))
}
