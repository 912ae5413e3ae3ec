//! A button that copies a value for the administrator to paste where the assistant was not sure.

use super::{Event, Panel};
use crate::credentials::Secret;
use crate::locale::Message;
use wasm_bindgen_futures::JsFuture;
use yew::html::Scope;
use yew::prelude::*;

/// Draws the button for a value; `label` says which one it is. The value may be a secret, so it is held as one.
pub(super) fn button(panel: &Panel, scope: &Scope<Panel>, label: &str, value: Secret) -> Html {
    let said = match &panel.copied {
        Some((copied, true)) if copied == label => Message::Copied,
        Some((copied, false)) if copied == label => Message::CopyFailed,
        _ => Message::Copy,
    };
    let described = panel.say(&Message::CopyValue { label: label.to_owned() });
    let label = label.to_owned();
    let onclick = super::trusted(scope, move || Event::Copy(label.clone(), value.clone()));
    html! { <button class="plain" aria-label={described} {onclick}>{ panel.say(&said) }</button> }
}

/// Whether the browser let the value onto the clipboard.
pub(super) async fn copy(value: &Secret) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(value.reveal())).await.is_ok()
}
