//! `page.js` in this document, or in a frame of the same origin: the widget's way to the page.

use super::call::Call;
use super::deadline::within;
use super::from_js::member;
use super::watch::Watch;
use crate::page::PageError;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::platform::time::sleep;

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

/// A page that is called directly. Clones share it.
#[derive(Clone)]
pub struct SameDocument(Rc<Surroundings>);

struct Surroundings {
    /// `() => Promise<AemPage>`: the page as it is now. A frame has another one after every page load.
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

    async fn page(&self) -> Result<AemPage, PageError> {
        let page = self.0.page.call0(&JsValue::UNDEFINED).map_err(failure)?;
        let page = JsFuture::from(Promise::resolve(&page)).await.map_err(failure)?;
        Ok(page.unchecked_into())
    }

    /// Calls a function of `page.js`; `given` is undefined where it takes nothing. The deadline includes the loading of
    /// the page's scripts.
    pub(super) async fn call(
        &self,
        call: Call,
        given: &JsValue,
        limit: Duration,
    ) -> Result<JsValue, PageError> {
        let answer = async {
            let page = self.page().await?;
            let answer = match call {
                Call::Snapshot => page.snapshot().map_err(failure)?.into(),
                Call::Apply => page.apply(given).map_err(failure)?.into(),
                Call::LoadMore => page.load_more().map_err(failure)?.into(),
                Call::Structure => page.structure().map_err(failure)?,
            };
            JsFuture::from(Promise::resolve(&answer)).await.map_err(failure)
        };
        within(sleep(limit), answer).await
    }

    pub(super) fn dock(&self, wish: &JsValue) {
        // Best effort: a widget that cannot be placed still works.
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
                        // Race: the frame may have loaded while the first page was awaited.
                        let _ = earlier.map(|end| end.call0(&JsValue::UNDEFINED));
                        // Race: the page may have changed before it was watched.
                        let _ = notify.call0(&JsValue::UNDEFINED);
                    }
                });
            }
        };
        begin();
        // Every page load of a frame brings another document to watch.
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

/// What failed, in its own words. A frame that went to another page rejects without any (`untilGone` in
/// `static/widget/widget.js`).
fn failure(error: JsValue) -> PageError {
    if error.is_undefined() {
        return PageError::Interrupted;
    }
    let words = member(&error, "message").as_string().or_else(|| error.as_string());
    PageError::Failed(words.unwrap_or_default())
}
