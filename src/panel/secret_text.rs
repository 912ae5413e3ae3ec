//! A secret on the screen: masked, and readable only while a button is held.

use super::{Event, Panel};
use crate::credentials::Secret;
use crate::locale::Message;
use yew::html::Scope;
use yew::prelude::*;

/// Draws the client secret of the credential with this index.
pub(super) fn draw(panel: &Panel, scope: &Scope<Panel>, credential: usize, secret: &Secret) -> Html {
    let shown = panel.revealed == Some(credential);
    let text = if shown { secret.reveal().to_owned() } else { secret.masked() };
    let held = |credential: Option<usize>| Event::Reveal(credential);
    let key = |credential: Option<usize>| {
        scope.batch_callback(move |event: KeyboardEvent| {
            [" ", "Enter"].contains(&event.key().as_str()).then(|| held(credential))
        })
    };
    html! {
        <span class="secret">
            <code>{ text }</code>
            <button class="plain" onpointerdown={scope.callback(move |_| held(Some(credential)))}
                onpointerup={scope.callback(move |_| held(None))} onpointerleave={scope.callback(move |_| held(None))}
                onblur={scope.callback(move |_| held(None))} onkeydown={key(Some(credential))} onkeyup={key(None)}>
                { panel.say(&Message::HoldToShow) }
            </button>
        </span>
    }
}
