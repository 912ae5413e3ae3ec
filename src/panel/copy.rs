//! A button that copies a value for the administrator to paste where the assistant was not sure.

use crate::credentials::Secret;
use crate::locale::{Dictionary, Message};
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;
use yew::platform::time::sleep;
use yew::prelude::*;

/// What it is made with.
#[derive(Properties, PartialEq)]
pub(super) struct CopyButtonProperties {
    /// The words to speak.
    pub dictionary: Dictionary,
    /// What it copies; held as a secret, since it may be one.
    pub value: Secret,
    /// What the value is, for a screen reader.
    pub label: String,
}

/// The button; the state is what the last press came to.
#[derive(PartialEq)]
pub(super) struct CopyButton(Option<bool>);

/// What happens to a button.
pub(super) enum Copying {
    Pressed,
    Ended(bool),
    Forgotten,
}

impl Component for CopyButton {
    type Message = Copying;
    type Properties = CopyButtonProperties;

    fn create(_: &Context<Self>) -> Self {
        Self(None)
    }

    fn update(&mut self, context: &Context<Self>, event: Copying) -> bool {
        match event {
            Copying::Pressed => {
                let value = context.props().value.clone();
                context.link().send_future(async move { Copying::Ended(copy(&value).await) });
                return false;
            }
            Copying::Ended(copied) => {
                self.0 = Some(copied);
                context.link().send_future(async {
                    sleep(Duration::from_secs(2)).await;
                    Copying::Forgotten
                });
            }
            Copying::Forgotten => self.0 = None,
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let CopyButtonProperties { dictionary, label, .. } = context.props();
        let said = match self.0 {
            None => Message::Copy,
            Some(true) => Message::Copied,
            Some(false) => Message::CopyFailed,
        };
        let onclick =
            context.link().batch_callback(|press: MouseEvent| press.is_trusted().then_some(Copying::Pressed));
        let described = dictionary.say(&Message::CopyValue { label: label.clone() });
        html! {
            <button class="plain" aria-label={described} {onclick}>{ dictionary.say(&said) }</button>
        }
    }
}

async fn copy(value: &Secret) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(value.reveal())).await.is_ok()
}
