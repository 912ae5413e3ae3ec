//! Entry points, one a surface: what JavaScript calls after it has loaded the WebAssembly.
//!
//! Each finds the words in the right language, makes the way to the page, and mounts the panel. Everything else is the
//! same on all of them.

use crate::locale::{Dictionary, language_for};
use crate::page::{ExtensionPort, PageLink, SameDocument};
use crate::panel::{Panel, PanelProperties, Standalone, StandaloneProperties};
use gloo_net::http::Request;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The extension: in the frame that `content.js` made. `nonce` joins it to that page; `language` is AEM's.
#[wasm_bindgen]
pub fn start_extension_panel(nonce: String, language: String, folded: bool) {
    spawn_local(async move {
        let (Some(dictionary), Some(root)) = (dictionary("words/", &language).await, body()) else { return };
        let link = PageLink::Extension(ExtensionPort::connect(nonce));
        yew::Renderer::<Panel>::with_root_and_props(
            root,
            PanelProperties { link, dictionary, folded, sample: None },
        )
        .render();
    });
}

/// The widget: `static/widget.js` gives its mount point and its surroundings. Returns the function that unmounts it.
#[wasm_bindgen]
pub fn mount_widget(root: web_sys::Element, surroundings: &JsValue) -> Function {
    let member = |name: &str| Reflect::get(surroundings, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let text = |name: &str| member(name).as_string();
    let frame = member("frame").dyn_into::<web_sys::EventTarget>().ok();
    let link = PageLink::Document(SameDocument::new(
        member("page").unchecked_into(),
        frame,
        member("dock").unchecked_into(),
    ));
    let folded = member("folded").is_truthy();
    let (words, language, sample) = (text("words").unwrap_or_default(), text("language"), text("sample"));

    let mounted = std::rc::Rc::new(std::cell::RefCell::new(None));
    let handle = mounted.clone();
    spawn_local(async move {
        let Some(dictionary) = dictionary(&words, &language.unwrap_or_default()).await else { return };
        let sample = match sample {
            Some(address) => fetch_text(&address).await,
            None => None,
        };
        let properties = PanelProperties { link, dictionary, folded, sample };
        *handle.borrow_mut() = Some(yew::Renderer::<Panel>::with_root_and_props(root, properties).render());
    });
    Closure::once_into_js(move || {
        if let Some(app) = mounted.borrow_mut().take() {
            app.destroy();
        }
    })
    .unchecked_into()
}

/// The standalone page.
#[wasm_bindgen]
pub fn start_standalone(language: String) {
    spawn_local(async move {
        let (Some(dictionary), Some(root)) = (dictionary("words/", &language).await, body()) else { return };
        let sample = fetch_text("sample-credential.json").await;
        let properties = StandaloneProperties { dictionary, sample };
        yew::Renderer::<Standalone>::with_root_and_props(root, properties).render();
    });
}

/// Fetches the words of one language, and makes it the document's. Our own files only, next to this one.
async fn dictionary(words: &str, tag: &str) -> Option<Dictionary> {
    let language = language_for(tag);
    if let Some(root) = web_sys::window().and_then(|window| window.document()?.document_element())
        && root.get_attribute("lang").is_none()
    {
        // A page that has a language of its own keeps it; ours have none until now.
        let _ = root.set_attribute("lang", language);
    }
    let response = Request::get(&format!("{words}{language}.json")).send().await.ok()?;
    let texts: Vec<String> = serde_json::from_str(&response.text().await.ok()?).ok()?;
    Dictionary::new(language, texts)
}

async fn fetch_text(address: &str) -> Option<String> {
    Request::get(address).send().await.ok().filter(|response| response.ok())?.text().await.ok()
}

fn body() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.body().map(Into::into)
}
