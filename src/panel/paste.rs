//! The box to paste, drop or open Developer Console details in.

use super::{Event, Panel};
use crate::locale::Message;
use crate::page::long_text;
use crate::reading;
use js_sys::{JsString, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DragEvent, HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::html::Scope;
use yew::prelude::*;

/// From how many bytes on a text is not put into the box: to lay out a megabyte in it takes a browser a third of a
/// second.
pub(super) const LONG: usize = 64 << 10;

/// How much of it is shown instead.
const SHOWN: usize = 2 << 10;

/// Draws the box with a text in it already; `pasted` makes an event of the whole text after every change.
pub(super) fn draw(panel: &Panel, scope: &Scope<Panel>, text: &str, pasted: fn(String) -> Event) -> Html {
    let is_long = text.len() > LONG;
    let typed = scope.batch_callback(move |event: InputEvent| {
        event.target_dyn_into::<HtmlTextAreaElement>().map(|area| pasted(area.value()))
    });
    let onpaste = scope.batch_callback(move |event: yew::Event| {
        let transfer: Transfer = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.unchecked_into();
        let clipboard = transfer.get_data("text/plain");
        // What is short goes where the cursor is, as everywhere.
        if !is_long && clipboard.length() as usize <= LONG {
            return None;
        }
        event.prevent_default();
        let clipboard = long_text(&clipboard);
        let area = event.target_dyn_into::<HtmlTextAreaElement>().filter(|_| !is_long);
        Some(pasted(area.map_or(clipboard.clone(), |area| inserted(&area, &clipboard))))
    });
    let opened = scope.batch_callback(|event: yew::Event| {
        event.target_dyn_into::<HtmlInputElement>()?.files()?.get(0).map(Event::Opened)
    });
    let try_sample = panel.sample.clone().map(|sample| {
        let onclick = scope.callback(move |_| Event::Pasted(sample.clone()));
        html! { <button class="plain" {onclick}>{ panel.say(&Message::TrySample) }</button> }
    });
    // What cannot be edited has to be got rid of in another way.
    let forget = is_long.then(|| {
        html! { <button class="plain" onclick={scope.callback(|_| Event::Forget)}>{ panel.say(&Message::Forget) }</button> }
    });
    let (value, hint) = if is_long {
        let size = (text.len() >> 10).to_string();
        (beginning(text), Message::PasteLong { size })
    } else {
        (text.to_owned(), Message::PasteHint)
    };
    html! {
        <div class="paste">
            <label>
                <span>{ panel.say(&Message::PasteLabel) }</span>
                <textarea rows="3" spellcheck="false" autocomplete="off" autocapitalize="off"
                    readonly={is_long} {value} oninput={typed} {onpaste} />
            </label>
            <p class="hint">{ panel.say(&hint) }</p>
            <div class="buttons">
                <label class="plain file">
                    { panel.say(&Message::OpenFile) }
                    <input type="file" onchange={opened} />
                </label>
                { for try_sample }
                { for forget }
            </div>
        </div>
    }
}

/// What a box holds once `text` is pasted where its cursor is, or in the place of what is selected.
fn inserted(area: &HtmlTextAreaElement, text: &str) -> String {
    // The browser counts in UTF-16.
    let typed: Vec<u16> = area.value().encode_utf16().collect();
    let place = |at: Result<Option<u32>, _>| at.ok().flatten().map_or(typed.len(), |at| at as usize);
    let part = |units: Option<&[u16]>| String::from_utf16_lossy(units.unwrap_or_default());
    let before = part(typed.get(..place(area.selection_start())));
    let behind = part(typed.get(place(area.selection_end())..));
    [before.as_str(), text, &behind].concat()
}

/// The first part of a long text.
fn beginning(text: &str) -> String {
    let shown = (0..=SHOWN).rev().find_map(|end| text.get(..end)).unwrap_or_default();
    [shown, "…"].concat()
}

/// What lets a part of the panel take a dropped file; without it, the file would replace the whole page.
pub(super) fn dropped(scope: &Scope<Panel>) -> Callback<DragEvent> {
    scope.batch_callback(|event: DragEvent| {
        // A text that is dropped goes where every text goes.
        let file = event.data_transfer()?.files()?.get(0)?;
        event.prevent_default();
        Some(Event::Opened(file))
    })
}

/// A file's text, if it can be read, in whatever encoding it is. Of a file that is too large so much is read that the
/// reading can say so.
pub(super) async fn text_of(file: web_sys::File) -> Option<String> {
    // In UTF-16 a character of ASCII has two bytes.
    let end = i32::try_from((reading::LARGEST_INPUT + 1) * 2).ok()?;
    let start = file.slice_with_i32_and_i32(0, end).ok()?;
    let buffer = JsFuture::from(start.array_buffer()).await.ok()?;
    Some(std::mem::take(&mut *reading::decode(Uint8Array::new(&buffer).to_vec())))
}

#[wasm_bindgen]
extern "C" {
    /// A `DataTransfer` whose text stays in JavaScript until it is encoded.
    type Transfer;
    #[wasm_bindgen(method, js_name = getData)]
    fn get_data(this: &Transfer, format: &str) -> JsString;
}
