//! A button that copies a value, for the administrator to paste where the assistant was not sure.

use crate::browser::clipboard;
use crate::credentials::Secret;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

/// How long the button says what became of a press.
const SAID_FOR: Duration = Duration::from_secs(2);

/// What a value is copied with.
#[derive(Properties, PartialEq)]
pub(crate) struct CopyButtonProperties {
    /// The value. It may be a client secret, so it is always held as one.
    pub value: Secret,
    /// Which value it is, for those who do not see what stands beside it: *Copy Client ID*.
    pub described: AttrValue,
    /// *Copy*.
    pub copy: AttrValue,
    /// *Copied*.
    pub copied: AttrValue,
    /// *Not copied*.
    pub failed: AttrValue,
    /// Whether the press is [guarded](crate::panel::press): it puts a client secret on the clipboard.
    #[prop_or_default]
    pub guarded: bool,
    /// Told whether the browser allowed it, for the live region.
    #[prop_or_default]
    pub on_copied: Callback<bool>,
}

/// The button. What it says of the last press is local, and only about the value that was copied.
#[function_component]
pub(crate) fn CopyButton(properties: &CopyButtonProperties) -> Html {
    let outcome = use_state(|| None::<(Secret, bool)>);
    // Race: a second press within the time of the first one is not to be cut short by it.
    let presses = use_mut_ref(|| 0_u32);

    let onclick = {
        let outcome = outcome.clone();
        let (value, on_copied) = (properties.value.clone(), properties.on_copied.clone());
        Callback::from(move |press: MouseEvent| {
            if !press.is_trusted() {
                return;
            }
            let (outcome, presses) = (outcome.clone(), presses.clone());
            let (value, on_copied) = (value.clone(), on_copied.clone());
            spawn_local(async move {
                let copied = clipboard::copy(&value).await;
                let this = presses.borrow().wrapping_add(1);
                presses.replace(this);
                outcome.set(Some((value, copied)));
                on_copied.emit(copied);
                sleep(SAID_FOR).await;
                if *presses.borrow() == this {
                    outcome.set(None);
                }
            });
        })
    };
    let said = match outcome.as_ref().filter(|(value, _)| *value == properties.value) {
        Some((_, true)) => &properties.copied,
        Some((_, false)) => &properties.failed,
        None => &properties.copy,
    };
    html! {
        <button class="plain" aria-label={&properties.described} data-act={properties.guarded.then_some("")} {onclick}>
            { said }
        </button>
    }
}
