//! The box to paste, drop or open Developer Console details in.

use super::{Event, Panel};
use crate::locale::Message;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::html::Scope;
use yew::prelude::*;

/// Draws the box with a text in it already; `pasted` makes an event of the whole text after every change.
pub(super) fn draw(panel: &Panel, scope: &Scope<Panel>, text: &str, pasted: fn(String) -> Event) -> Html {
    let typed = scope.batch_callback(move |event: InputEvent| {
        event.target_dyn_into::<HtmlTextAreaElement>().map(|area| pasted(area.value()))
    });
    let opened = scope.batch_callback(|event: yew::Event| {
        event.target_dyn_into::<HtmlInputElement>()?.files()?.get(0).map(Event::Opened)
    });
    let try_sample = panel.sample.clone().map(|sample| {
        let onclick = scope.callback(move |_| Event::Pasted(sample.clone()));
        html! { <button class="plain" {onclick}>{ panel.say(&Message::TrySample) }</button> }
    });
    html! {
        <div class="paste">
            <label>
                <span>{ panel.say(&Message::PasteLabel) }</span>
                <textarea rows="3" spellcheck="false" autocomplete="off" autocapitalize="off"
                    value={text.to_owned()} oninput={typed} />
            </label>
            <p class="hint">{ panel.say(&Message::PasteHint) }</p>
            <div class="buttons">
                <label class="plain file">
                    { panel.say(&Message::OpenFile) }
                    <input type="file" onchange={opened} />
                </label>
                { for try_sample }
            </div>
        </div>
    }
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

/// A file's text, if it can be read.
pub(super) async fn text_of(file: web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
