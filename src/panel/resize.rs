//! Tells the surroundings how high the panel's content is.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::NodeRef;

/// Watches the height that the panel's content needs. Stops when dropped.
pub(super) struct Resize {
    observer: web_sys::ResizeObserver,
    observed: HtmlElement,
    _resized: Closure<dyn FnMut()>,
}

impl Resize {
    /// Watches the content, which scrolls inside a `main` inside the panel, and tells the height in CSS pixels; `None`
    /// while it is not drawn.
    pub(super) fn observe(content: &NodeRef, tell: impl Fn(i32) + 'static) -> Option<Self> {
        let observed = content.cast::<HtmlElement>()?;
        let height = {
            let content = observed.clone();
            move || {
                let main = content.parent_element()?;
                let whole = main.parent_element()?;
                let around = whole.dyn_into::<HtmlElement>().ok()?.offset_height() - main.client_height();
                Some(around + content.offset_height())
            }
        };
        let resized = Closure::<dyn FnMut()>::new(move || height().into_iter().for_each(&tell));
        let observer = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(&observed);
        Some(Self { observer, observed, _resized: resized })
    }

    /// Whether what it watches is still in the page.
    pub(super) fn is_alive(&self) -> bool {
        self.observed.is_connected()
    }
}

impl Drop for Resize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
