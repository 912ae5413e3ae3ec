//! The guard of the panel's buttons, on a panel of two buttons. What a script can press here is no person's press, so what
//! a person's press does is for `tests/e2e`; the rules themselves are tested natively.

use ims_oauth_assistant::panel::press::Guard;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};
use yew::platform::time::sleep;

/// A panel whose first button is guarded. Each test has one of its own.
struct Panel {
    root: Element,
    act: HtmlElement,
    plain: HtmlElement,
    clicks: Rc<Cell<u32>>,
    _listener: Closure<dyn FnMut()>,
    guard: Option<Guard>,
}

impl Panel {
    fn new() -> Self {
        let document = web_sys::window().and_then(|window| window.document()).expect("a document");
        let root = document.create_element("div").expect("an element");
        root.set_inner_html("<p></p><button data-act>Fill</button><button class=plain>Why</button>");
        document.body().expect("a body").append_child(&root).expect("a child");
        let button = |selector| {
            let found = root.query_selector(selector).expect("a selector").expect("a button");
            found.dyn_into::<HtmlElement>().expect("an element")
        };
        let (act, plain) = (button("[data-act]"), button(".plain"));
        let clicks = Rc::new(Cell::new(0));
        let listener = {
            let clicks = clicks.clone();
            Closure::<dyn FnMut()>::new(move || clicks.set(clicks.get() + 1))
        };
        root.add_event_listener_with_callback_and_bool("click", listener.as_ref().unchecked_ref(), true)
            .expect("a listener");
        let guard = Guard::install(&root);
        assert!(guard.is_some());
        Self { root, act, plain, clicks, _listener: listener, guard }
    }

    fn armed(&self) -> bool {
        self.act.has_attribute("data-armed")
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        self.root.remove();
    }
}

async fn milliseconds(time: u64) {
    sleep(Duration::from_millis(time)).await;
}

#[wasm_bindgen_test]
async fn a_button_is_armed_once_it_has_stood_unchanged() {
    let panel = Panel::new();
    milliseconds(200).await;
    assert!(!panel.armed(), "it has just come");
    milliseconds(600).await;
    assert!(panel.armed());
    assert!(!panel.plain.has_attribute("data-armed"), "only buttons that do something are guarded");

    let text = || panel.act.set_text_content(Some("Save"));
    let moved = || panel.root.first_element_child().expect("a paragraph").set_text_content(Some("One line"));
    let disabled = || panel.act.set_attribute("aria-disabled", "true").expect("an attribute");
    let enabled = || panel.act.set_attribute("aria-disabled", "false").expect("an attribute");
    let changes: [(&str, &dyn Fn(), bool); 4] = [
        ("other words", &text, true),
        ("moved", &moved, true),
        ("disabled", &disabled, false),
        ("enabled", &enabled, true),
    ];
    for (name, change, armed_in_the_end) in changes {
        change();
        milliseconds(200).await;
        assert!(!panel.armed(), "{name}");
        milliseconds(600).await;
        assert_eq!(panel.armed(), armed_in_the_end, "{name}");
    }
}

#[wasm_bindgen_test]
async fn the_press_of_a_script_reaches_no_guarded_button() {
    let mut panel = Panel::new();
    milliseconds(800).await;
    assert!(panel.armed());
    panel.act.click();
    assert_eq!(panel.clicks.get(), 0);
    assert!(!panel.act.has_attribute("data-early"), "no moment of waiting would change that");
    panel.plain.click();
    assert_eq!(panel.clicks.get(), 1, "what does nothing to AEM is not guarded");
    drop(panel.guard.take());
    assert!(!panel.armed());
    panel.act.click();
    assert_eq!(panel.clicks.get(), 2, "nothing is left of the guard");
}
