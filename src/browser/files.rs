//! Texts that are pasted, dropped or opened. Each may hold client secrets, so each is a [`Secret`] from here on.

use super::text::long_text;
use crate::assistant::MOST_FILES;
use crate::credentials::Secret;
use crate::reading;
use js_sys::{Array, Function, JsString, Promise, Uint8Array};
use std::collections::VecDeque;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DataTransfer, File, FileList};

#[wasm_bindgen]
extern "C" {
    /// A `DataTransfer` whose text stays in JavaScript until it is converted.
    type Transfer;
    #[wasm_bindgen(method, js_name = getData)]
    fn get_data(this: &Transfer, format: &str) -> JsString;
    #[wasm_bindgen(method, getter)]
    fn items(this: &Transfer) -> JsValue;

    /// A `DataTransferItem`.
    type Item;
    /// `null` for what is no file and no folder.
    #[wasm_bindgen(method, js_name = webkitGetAsEntry)]
    fn entry(this: &Item) -> Option<Entry>;

    /// A `FileSystemEntry`: a file or a folder.
    pub(crate) type Entry;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Entry) -> String;
    #[wasm_bindgen(method, getter, js_name = isDirectory)]
    fn is_folder(this: &Entry) -> bool;
    #[wasm_bindgen(method)]
    fn file(this: &Entry, taken: &Function, failed: &Function);
    #[wasm_bindgen(method, js_name = createReader)]
    fn reader(this: &Entry) -> EntryReader;

    /// A `FileSystemDirectoryReader`: gives a folder's entries in batches, an empty one at the end.
    type EntryReader;
    #[wasm_bindgen(method, js_name = readEntries)]
    fn read_entries(this: &EntryReader, taken: &Function, failed: &Function);
}

/// What file managers put into folders.
const OF_FILE_MANAGERS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The files of a list.
pub(crate) fn all_of(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|place| list.get(place)).collect()
}

/// What was dropped.
pub(crate) enum Dropped {
    /// Files and folders.
    Entries(VecDeque<Entry>),
    /// Files that a script has put into the drop, or a program that knows no entries.
    Files(Vec<File>),
}

/// The files and folders of a drop; `None` where there is none. To be called in the event's own listener.
pub(crate) fn dropped(transfer: &DataTransfer) -> Option<Dropped> {
    let items = Array::from(&transfer.unchecked_ref::<Transfer>().items());
    let entries: VecDeque<_> =
        items.iter().filter_map(|item| item.unchecked_into::<Item>().entry()).collect();
    if !entries.is_empty() {
        return Some(Dropped::Entries(entries));
    }
    let files = all_of(&transfer.files()?);
    (!files.is_empty()).then_some(Dropped::Files(files))
}

impl Dropped {
    /// The files, those of folders and their folders among them, in order, as many as are taken at once, and one more where
    /// there are more; and the names of what cannot be looked into.
    pub(crate) async fn files(self) -> (Vec<File>, Vec<String>) {
        let mut open = match self {
            Self::Files(files) => return (files, Vec::new()),
            Self::Entries(entries) => entries,
        };
        let (mut files, mut missed) = (Vec::new(), Vec::new());
        while let Some(entry) = open.pop_front()
            && files.len() <= MOST_FILES
        {
            if entry.is_folder() {
                let (inner, is_whole) = entries_of(&entry.reader()).await;
                inner.into_iter().rev().for_each(|one| open.push_front(one));
                missed.extend((!is_whole).then(|| entry.name()));
            } else if !OF_FILE_MANAGERS.contains(&entry.name().as_str()) {
                let file = asked(|taken, failed| entry.file(taken, failed)).await;
                match file.and_then(|file| file.dyn_into().ok()) {
                    Some(file) => files.push(file),
                    None => missed.push(entry.name()),
                }
            }
        }
        (files, missed)
    }
}

/// What is in a folder, and whether that is all of it.
async fn entries_of(reader: &EntryReader) -> (Vec<Entry>, bool) {
    let mut entries = Vec::new();
    let is_whole = loop {
        let batch = asked(|taken, failed| reader.read_entries(taken, failed)).await;
        let Some(batch) = batch.map(|batch| Array::from(&batch)) else { break false };
        if batch.length() == 0 {
            break true;
        }
        entries.extend(batch.iter().map(JsCast::unchecked_into::<Entry>));
    };
    entries.sort_by_key(Entry::name);
    (entries, is_whole)
}

/// What an old interface gives to the first of two functions; `None` where it calls the second.
async fn asked(ask: impl Fn(&Function, &Function)) -> Option<JsValue> {
    JsFuture::from(Promise::new(&mut |taken, failed| ask(&taken, &failed))).await.ok()
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
