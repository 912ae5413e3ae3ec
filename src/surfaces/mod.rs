//! Entry points, one a surface: what JavaScript calls after it has loaded the WebAssembly.
//!
//! Each finds the words in the right language, makes the way to the page, and mounts the panel. Everything else is the
//! same on all of them.

use crate::browser::{ExtensionPort, PageLink, Reader, SameDocument, intl};
use crate::credentials::{AuthorizationServer, Secret};
use crate::home::{Home, HomeProperties};
use crate::locale::{Dictionary, Formats, language_for, tag_of};
use crate::panel::{Panel, PanelProperties};
use gloo_net::http::Request;
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, EventTarget};
use yew::AppHandle;

/// The panel in the page, once it is there.
type Mounted = Rc<RefCell<Mounting>>;

/// How far the mounting of a panel is.
#[derive(Default)]
enum Mounting {
    /// Its words are on their way.
    #[default]
    Begun,
    /// It is there.
    Done(AppHandle<Panel>),
    /// It is not wanted any more.
    Ended,
}

/// The extension: in the frame that `content.js` made. `nonce` joins it to that page; `language` is AEM's; `reader`
/// is that of `static/panel/reading.js`.
#[wasm_bindgen]
pub fn start_extension_panel(nonce: String, language: String, folded: bool, reader: Reader) {
    let link = PageLink::Extension(ExtensionPort::connect(nonce));
    mount(body(), Some(link), reader, "words/".to_owned(), language, folded, None);
}

/// The widget: `static/widget/widget.js` gives its mount point and its surroundings. Returns the function that unmounts it.
#[wasm_bindgen]
pub fn mount_widget(root: Element, surroundings: &JsValue) -> Function {
    let member = |name: &str| Reflect::get(surroundings, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let text = |name: &str| member(name).as_string();
    let frame = member("frame").dyn_into::<EventTarget>().ok();
    let page = SameDocument::new(member("page").unchecked_into(), frame, member("dock").unchecked_into());
    let mounted = mount(
        Some(root),
        Some(PageLink::Document(page)),
        member("reader").unchecked_into(),
        text("words").unwrap_or_default(),
        text("language").unwrap_or_default(),
        member("folded").is_truthy(),
        text("sample"),
    );
    let unmount = move || {
        if let Mounting::Done(app) = mounted.replace(Mounting::Ended) {
            app.destroy();
        }
    };
    Closure::<dyn FnMut()>::new(unmount).into_js_value().unchecked_into()
}

/// The extension's home page; `chosen` is the language that was chosen for good, empty where none was, `kept` for how many
/// minutes a paste is to be kept, where that was chosen, and `reader` is that of `static/panel/reading.js`. `asks_for` is the
/// server for which it is to be asked whether credentials may be tested there; whatever is none of Adobe's is none.
#[wasm_bindgen]
pub fn start_home(language: String, chosen: String, kept: Option<u32>, asks_for: String, reader: Reader) {
    let asks_for = AuthorizationServer::parse(&asks_for).map(|server| server.host().to_owned());
    spawn_local(async move {
        let (Some(root), Some(dictionary)) = (body(), dictionary("words/", &language).await) else { return };
        let properties = HomeProperties { reader, dictionary, chosen, kept, asks_for };
        yew::Renderer::<Home>::with_root_and_props(root, properties).render();
    });
}

/// The standalone page; `reader` is that of `static/panel/reading.js`.
#[wasm_bindgen]
pub fn start_standalone(language: String, reader: Reader) {
    mount(
        body(),
        None,
        reader,
        "words/".to_owned(),
        language,
        false,
        Some("sample-credential.json".to_owned()),
    );
}

/// Mounts the panel as soon as its words are there. `words` is the address of their folder, `sample` that of a text to
/// try. Without words there is nothing to show.
fn mount(
    root: Option<Element>,
    link: Option<PageLink>,
    reader: Reader,
    words: String,
    language: String,
    folded: bool,
    sample: Option<String>,
) -> Mounted {
    let mounted = Mounted::default();
    let place = mounted.clone();
    spawn_local(async move {
        let (Some(root), Some(dictionary)) = (root, dictionary(&words, &language).await) else { return };
        let sample = match sample {
            Some(address) => text_at(&address).await.map(Secret::new),
            None => None,
        };
        let properties = PanelProperties { link, reader, dictionary, folded, sample };
        // Its element may have left the page while the words were on their way.
        if !matches!(*place.borrow(), Mounting::Ended) {
            let app = yew::Renderer::<Panel>::with_root_and_props(root, properties).render();
            place.replace(Mounting::Done(app));
        }
    });
    mounted
}

/// Fetches the words of one language. A document of ours gets that language; AEM's keeps its own.
async fn dictionary(words: &str, tag: &str) -> Option<Dictionary> {
    let language = language_for(tag);
    let document = web_sys::window()?.document()?.document_element()?;
    if document.get_attribute("lang").is_none() {
        document.set_attribute("lang", &tag_of(language)).ok()?;
    }
    let response = Request::get(&format!("{words}{language}.json")).send().await.ok()?;
    let texts = Array::from(&JsFuture::from(web_sys::Response::from(response).json().ok()?).await.ok()?);
    let formats = Formats::new(intl::number, intl::list);
    Dictionary::new(language, texts.iter().filter_map(|text| text.as_string()).collect(), formats)
}

async fn text_at(address: &str) -> Option<String> {
    let response = Request::get(address).send().await.ok().filter(|response| response.ok())?;
    response.text().await.ok()
}

fn body() -> Option<Element> {
    web_sys::window()?.document()?.body().map(Into::into)
}
