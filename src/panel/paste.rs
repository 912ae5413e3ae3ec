//! The box to paste, drop or open Developer Console details in.

use crate::credentials::Secret;
use crate::locale::{Dictionary, Message};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::prelude::*;

/// What a box is made with.
#[derive(Properties, PartialEq)]
pub(super) struct PasteBoxProperties {
    /// The words to speak.
    pub dictionary: Dictionary,
    /// What it holds already.
    pub text: Secret,
    /// Takes the whole text after every change.
    pub pasted: Callback<String>,
    /// A made-up text to offer for a try.
    #[prop_or_default]
    pub sample: Option<String>,
}

/// The box.
pub(super) struct PasteBox;

impl Component for PasteBox {
    type Message = std::convert::Infallible;
    type Properties = PasteBoxProperties;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let PasteBoxProperties { dictionary, text, pasted, sample } = context.props();
        let typed = pasted.reform(|event: InputEvent| {
            event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
        });
        let dropped = {
            let pasted = pasted.clone();
            Callback::from(move |event: DragEvent| {
                // A text that is dropped goes where every text goes; a file would replace the whole page.
                let file =
                    event.data_transfer().and_then(|dropped| dropped.files()).and_then(|files| files.get(0));
                if let Some(file) = file {
                    event.prevent_default();
                    read_file(file, pasted.clone());
                }
            })
        };
        let opened = {
            let pasted = pasted.clone();
            Callback::from(move |event: yew::Event| {
                let input = event.target_dyn_into::<HtmlInputElement>();
                if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) {
                    read_file(file, pasted.clone());
                }
            })
        };
        let try_sample = sample.clone().map(|sample| {
            let onclick = pasted.reform(move |_: MouseEvent| sample.clone());
            html! { <button class="plain" {onclick}>{ dictionary.say(&Message::TrySample) }</button> }
        });
        html! {
            <div class="paste" ondrop={dropped} ondragover={|event: DragEvent| event.prevent_default()}>
                <label>
                    <span>{ dictionary.say(&Message::PasteLabel) }</span>
                    <textarea rows="3" spellcheck="false" autocomplete="off" autocapitalize="off"
                        value={text.reveal().to_owned()} oninput={typed} />
                </label>
                <p class="hint">{ dictionary.say(&Message::PasteHint) }</p>
                <div class="buttons">
                    <label class="plain file">
                        { dictionary.say(&Message::OpenFile) }
                        <input type="file" onchange={opened} />
                    </label>
                    { for try_sample }
                </div>
            </div>
        }
    }
}

fn read_file(file: web_sys::File, pasted: Callback<String>) {
    spawn_local(async move {
        // A file that cannot be read gives nothing to read, and the box says what it wants.
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        pasted.emit(text.unwrap_or_default());
    });
}
