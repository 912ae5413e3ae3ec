//! A secret on the screen: masked, and readable only while a button is held.

use crate::credentials::Secret;
use crate::locale::{Dictionary, Message};
use yew::prelude::*;

/// What it is made with.
#[derive(Properties, PartialEq)]
pub(super) struct SecretTextProperties {
    /// The words to speak.
    pub dictionary: Dictionary,
    /// The secret.
    pub secret: Secret,
}

/// The secret's text; the state is whether it is readable.
pub(super) struct SecretText(bool);

impl Component for SecretText {
    type Message = bool;
    type Properties = SecretTextProperties;

    fn create(_: &Context<Self>) -> Self {
        Self(false)
    }

    fn update(&mut self, _: &Context<Self>, shown: bool) -> bool {
        std::mem::replace(&mut self.0, shown) != shown
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let SecretTextProperties { dictionary, secret } = context.props();
        let scope = context.link();
        let text = if self.0 { secret.reveal().to_owned() } else { secret.masked() };
        let key = |shown: bool| {
            scope.batch_callback(move |event: KeyboardEvent| {
                [" ", "Enter"].contains(&event.key().as_str()).then_some(shown)
            })
        };
        html! {
            <span class="secret">
                <code>{ text }</code>
                <button class="plain" onpointerdown={scope.callback(|_| true)} onpointerup={scope.callback(|_| false)}
                    onpointerleave={scope.callback(|_| false)} onblur={scope.callback(|_| false)}
                    onkeydown={key(true)} onkeyup={key(false)}>{ dictionary.say(&Message::HoldToShow) }</button>
            </span>
        }
    }
}
