//! `page.js` in this document, or in a frame of the same origin: what the widget uses.

use super::link::{LinkError, Watch};
use js_sys::{Function, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    /// The global object that `page.js` defines, in whichever window it was loaded.
    #[derive(Clone)]
    type AemPage;

    #[wasm_bindgen(method, catch)]
    fn snapshot(this: &AemPage) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = loadMore)]
    fn load_more(this: &AemPage) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn structure(this: &AemPage) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn apply(this: &AemPage, edits: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn watch(this: &AemPage, changed: &Function) -> Result<Function, JsValue>;
}

/// A page in reach. Clones share it.
#[derive(Clone)]
pub struct SameDocument(Rc<Surroundings>);

struct Surroundings {
    /// `() => Promise<AemPage>`: the page as it is now; a frame's changes with every page load.
    page: Function,
    /// The frame, when the console is not in this document.
    frame: Option<web_sys::EventTarget>,
    /// `(wish) => void`, see `static/panel/dock.js`.
    dock: Function,
}

impl PartialEq for SameDocument {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl SameDocument {
    /// `page` gives a promise of the `AemPage` to look at, `frame` is the element that it lives in when that is not
    /// this document, and `dock` takes what the panel wants of its place.
    pub fn new(page: Function, frame: Option<web_sys::EventTarget>, dock: Function) -> Self {
        Self(Rc::new(Surroundings { page, frame, dock }))
    }

    async fn page(&self) -> Result<AemPage, LinkError> {
        let page = self.0.page.call0(&JsValue::UNDEFINED).map_err(failure)?;
        let page = JsFuture::from(Promise::resolve(&page)).await.map_err(failure)?;
        Ok(page.unchecked_into())
    }

    pub(super) async fn snapshot(&self) -> Result<JsValue, LinkError> {
        let snapshot = self.page().await?.snapshot().map_err(failure)?;
        JsFuture::from(snapshot).await.map_err(failure)
    }

    pub(super) async fn load_more(&self) -> Result<JsValue, LinkError> {
        let loaded = self.page().await?.load_more().map_err(failure)?;
        JsFuture::from(loaded).await.map_err(failure)
    }

    pub(super) async fn structure(&self) -> Result<JsValue, LinkError> {
        self.page().await?.structure().map_err(failure)
    }

    pub(super) async fn apply(&self, edits: &JsValue) -> Result<JsValue, LinkError> {
        let outcomes = self.page().await?.apply(edits).map_err(failure)?;
        JsFuture::from(outcomes).await.map_err(failure)
    }

    pub(super) fn dock(&self, wish: &JsValue) {
        // A widget without a place of its own still works.
        let _ = self.0.dock.call1(&JsValue::UNDEFINED, wish);
    }

    pub(super) fn watch(&self, changed: impl Fn() + 'static) -> Watch {
        let notify = Closure::<dyn FnMut()>::new(changed);
        let watching: Rc<RefCell<Option<Function>>> = Rc::default();
        let begin = {
            let (document, watching) = (self.clone(), watching.clone());
            let notify: Function = notify.as_ref().unchecked_ref::<Function>().clone();
            move || {
                let (document, watching, notify) = (document.clone(), watching.clone(), notify.clone());
                spawn_local(async move {
                    if let Ok(page) = document.page().await {
                        let earlier = watching.replace(page.watch(&notify).ok());
                        // The frame may have loaded while the first page was still to come.
                        let _ = earlier.map(|end| end.call0(&JsValue::UNDEFINED));
                        // The page may have changed before it was watched.
                        let _ = notify.call0(&JsValue::UNDEFINED);
                    }
                });
            }
        };
        begin();
        // Every page load of a frame brings another document, to be watched anew.
        let loaded = Closure::<dyn FnMut()>::new(begin);
        let frame = self.0.frame.clone();
        if let Some(frame) = &frame {
            let _ = frame.add_event_listener_with_callback("load", loaded.as_ref().unchecked_ref());
        }
        Watch::ending_with(move || {
            if let Some(frame) = frame {
                let _ = frame.remove_event_listener_with_callback("load", loaded.as_ref().unchecked_ref());
            }
            if let Some(end) = watching.borrow_mut().take() {
                let _ = end.call0(&JsValue::UNDEFINED);
            }
            drop(notify);
        })
    }
}

/// What failed, in its own words; a frame that went to another page has none (`untilGone` in `static/widget/widget.js`).
fn failure(error: JsValue) -> LinkError {
    if error.is_undefined() {
        return LinkError::Interrupted;
    }
    let words = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
    LinkError::Page(words.or_else(|| error.as_string()).unwrap_or_default())
}
