//! The box to paste, drop or open Developer Console details in.

use super::{Message, Views};
use crate::assistant::Event;
use crate::browser::files;
use crate::credentials::Secret;
use crate::locale;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::prelude::*;

/// From how many bytes on a text is not put into the box: to lay out a megabyte in it takes a browser a third of a
/// second.
const LONG: usize = 64 << 10;

/// How many bytes of it are shown instead.
const SHOWN: usize = 2 << 10;

impl Views<'_> {
    /// The box with its text.
    pub(super) fn paste_box(&self, text: &Secret) -> Html {
        let text = text.reveal();
        let is_long = text.len() > LONG;
        let pasted = |text: Secret| Message::Event(Event::Pasted(text));
        let typed = self.send.batch_callback(move |event: InputEvent| {
            event.target_dyn_into::<HtmlTextAreaElement>().map(|area| pasted(Secret::new(area.value())))
        });
        let onpaste = self.send.batch_callback(move |event: yew::Event| {
            let clipboard = files::clipboard_text(event.dyn_ref::<ClipboardEvent>()?)?;
            // A short text goes where the cursor is, as everywhere.
            if !is_long && clipboard.length() as usize <= LONG {
                return None;
            }
            event.prevent_default();
            let clipboard = files::secret_of(&clipboard);
            let area = event.target_dyn_into::<HtmlTextAreaElement>().filter(|_| !is_long);
            Some(pasted(match area {
                Some(area) => inserted(&area, &clipboard),
                None => clipboard,
            }))
        });
        let opened = self.send.batch_callback(|event: yew::Event| {
            let input = event.target_dyn_into::<HtmlInputElement>()?;
            let files = files::all_of(&input.files()?);
            // The same file can be chosen again.
            input.set_value("");
            (!files.is_empty()).then_some(Message::Files(files))
        });
        let try_sample = self.has_sample.then(|| {
            let onclick = self.send.callback(|_| Message::TrySample);
            html! { <button class="plain" {onclick}>{ self.say(&locale::Message::TrySample) }</button> }
        });
        // A text that cannot be edited has to be got rid of in another way.
        let forget = is_long.then(|| {
            let onclick = self.on(|| Event::Pasted(Secret::default()));
            html! { <button class="plain" {onclick}>{ self.say(&locale::Message::Forget) }</button> }
        });
        let (value, hint) = if is_long {
            let size = (text.len() >> 10).to_string();
            (beginning(text), locale::Message::PasteLong { size })
        } else {
            (text.to_owned(), locale::Message::PasteHint)
        };
        html! {
            <div class="paste">
                <label>
                    <span>{ self.say(&locale::Message::PasteLabel) }</span>
                    <textarea rows="3" spellcheck="false" autocomplete="off" autocapitalize="off"
                        readonly={is_long} {value} oninput={typed} {onpaste} />
                </label>
                <p class="hint">{ self.say(&hint) }</p>
                <div class="buttons">
                    <label class="plain file">
                        { self.say(&locale::Message::OpenFile) }
                        <input type="file" multiple=true onchange={opened} />
                    </label>
                    { for try_sample }
                    { for forget }
                </div>
            </div>
        }
    }

    /// Lets a part of the panel take dropped files and folders; the browser would open one in the place of the whole page.
    pub(super) fn dropped(&self) -> Callback<DragEvent> {
        let send = self.send.callback(|message| message);
        Callback::from(move |event: DragEvent| {
            // A text that is dropped goes into whichever field it is dropped on.
            let Some(dropped) = event.data_transfer().and_then(|transfer| files::dropped(&transfer)) else {
                return;
            };
            event.prevent_default();
            let send = send.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let (files, missed) = dropped.files().await;
                send.emit(Message::Files(files));
                missed.into_iter().for_each(|name| send.emit(Message::Event(Event::FileMissed(name))));
            });
        })
    }
}

/// What a box holds once `text` is pasted where its cursor is, or in the place of what is selected.
fn inserted(area: &HtmlTextAreaElement, text: &Secret) -> Secret {
    // The browser counts in UTF-16.
    let typed: Vec<u16> = area.value().encode_utf16().collect();
    let place = |at: Result<Option<u32>, _>| at.ok().flatten().map_or(typed.len(), |at| at as usize);
    let part = |units: Option<&[u16]>| String::from_utf16_lossy(units.unwrap_or_default());
    let before = part(typed.get(..place(area.selection_start())));
    let behind = part(typed.get(place(area.selection_end())..));
    Secret::new([before.as_str(), text.reveal(), &behind].concat())
}

/// The first part of a long text.
fn beginning(text: &str) -> String {
    let shown = (0..=SHOWN).rev().find_map(|end| text.get(..end)).unwrap_or_default();
    [shown, "…"].concat()
}
