//! The part of the home page that asks whether credentials may be tested with Adobe IMS. In Firefox the panel in AEM's page
//! cannot ask, so the broker opens the home page for it.

use crate::browser::extension;
use crate::locale::{Dictionary, Message};
use yew::prelude::*;

/// What it is made with.
#[derive(Properties, PartialEq)]
pub(super) struct TestsAllowedProperties {
    /// The server that is to be asked.
    pub host: AttrValue,
    /// The words to speak.
    pub dictionary: Dictionary,
    /// Called after an answer.
    pub on_answer: Callback<()>,
}

/// What is sent, and a button that consents to it. What the browser knows of consent has to be found out before the press,
/// since it asks only within one.
#[function_component]
pub(super) fn TestsAllowed(properties: &TestsAllowedProperties) -> Html {
    let asks_for_data = use_state(|| None::<bool>);
    let allowed = use_state(|| None::<bool>);
    {
        let asks_for_data = asks_for_data.clone();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move {
                asks_for_data.set(Some(extension::asks_for_data().await));
            });
        });
    }
    let onclick = {
        let (host, on_answer) = (properties.host.clone(), properties.on_answer.clone());
        let (allowed, asks_for_data) = (allowed.clone(), *asks_for_data);
        Callback::from(move |press: MouseEvent| {
            let Some(asks_for_data) = asks_for_data.filter(|_| press.is_trusted()) else { return };
            let answer = extension::ask_for_ims(&host, asks_for_data);
            let (allowed, on_answer) = (allowed.clone(), on_answer.clone());
            wasm_bindgen_futures::spawn_local(async move {
                allowed.set(Some(answer.await));
                on_answer.emit(());
            });
        })
    };
    let say = |message: &Message| properties.dictionary.say(message);
    let said = allowed.map(|allowed| match allowed {
        true => html! { <p class="said" data-tone="success">{ say(&Message::ImsAllowed) }</p> },
        false => html! { <p class="said" data-tone="warning">{ say(&Message::HomeRefused) }</p> },
    });
    html! {
        <section class="card" data-part="tests">
            <h2>{ say(&Message::ImsTest) }</h2>
            <p>{ say(&Message::ImsAllowText { host: properties.host.to_string() }) }</p>
            <button data-tone="primary" aria-disabled={asks_for_data.is_none().to_string()} {onclick}>
                { say(&Message::ImsAllow) }
            </button>
            <div role="status">{ for said }</div>
        </section>
    }
}
