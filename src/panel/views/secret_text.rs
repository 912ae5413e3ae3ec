//! A client secret on the screen: masked, and readable only while its button is held.

use crate::credentials::Secret;
use web_sys::Element;
use yew::prelude::*;

/// What a secret is shown with.
#[derive(Properties, PartialEq)]
pub(crate) struct SecretTextProperties {
    /// The secret.
    pub secret: Secret,
    /// The button's words.
    pub label: AttrValue,
}

/// A secret and the button that shows it. The state is local: nobody else needs to know what is readable just now.
///
/// The pointer is captured: the secret stays readable until the button is let go, also where the pointer leaves the
/// button, or the panel moves away from under it. `panel.css` keeps the button where it is while the text grows.
#[function_component]
pub(crate) fn SecretText(properties: &SecretTextProperties) -> Html {
    let revealed = use_state_eq(|| false);

    let onpointerdown = {
        let revealed = revealed.clone();
        Callback::from(move |press: PointerEvent| {
            // The main button of a mouse; a finger and a pen have no other.
            if press.is_trusted() && press.button() == 0 {
                // Without a capture the browser tells of the end only over the button: then nothing is shown.
                let button = press.target_dyn_into::<Element>();
                let captured = button.map(|button| button.set_pointer_capture(press.pointer_id()));
                revealed.set(captured.is_some_and(|captured| captured.is_ok()));
            }
        })
    };
    let onkeydown = {
        let revealed = revealed.clone();
        Callback::from(move |press: KeyboardEvent| {
            if press.is_trusted() && [" ", "Enter"].contains(&press.key().as_str()) {
                revealed.set(true);
            }
        })
    };
    let let_go = {
        let revealed = revealed.clone();
        Callback::from(move |_: PointerEvent| revealed.set(false))
    };
    let onkeyup = {
        let revealed = revealed.clone();
        Callback::from(move |_: KeyboardEvent| revealed.set(false))
    };
    let onblur = {
        let revealed = revealed.clone();
        Callback::from(move |_: FocusEvent| revealed.set(false))
    };
    // A long touch would open the browser's menu, which ends the touch.
    let oncontextmenu = Callback::from(|event: MouseEvent| event.prevent_default());

    let text = if *revealed { properties.secret.reveal().to_owned() } else { properties.secret.masked() };
    html! {
        <span class="secret">
            <code data-shown={revealed.then_some("")}>{ text }</code>
            <button class="plain" {onpointerdown} onpointerup={let_go.clone()} onpointercancel={let_go.clone()}
                onlostpointercapture={let_go} {onkeydown} {onkeyup} {onblur} {oncontextmenu}>
                { &properties.label }
            </button>
        </span>
    }
}
