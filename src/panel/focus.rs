//! The focus: where it goes when the element that has it is about to go.
//!
//! A browser gives the focus of a removed element to nothing, and whoever uses a keyboard or a screen reader would be
//! at the start of the page again. A panel that does not have the focus never takes it.

use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::NodeRef;
use yew::platform::time::sleep;

/// From inside the first, the focus goes to the first of the second that there is. Fallback: the next step.
const SUCCESSORS: &[(&str, &[&str])] = &[
    (".assistant > header", &[".tab"]),
    (".tab", &["header button"]),
    (".content > footer", &[".structure pre"]),
    (".structure", &[".content > footer button"]),
    // Not to the next step: whoever is still typing would press it.
    (".paste", &[ADD]),
    ("*", NEXT_STEP),
];

/// Opens the box beside the credentials.
const ADD: &str = ".credentials > .buttons summary";

/// The next step, wherever it is.
const NEXT_STEP: &[&str] = &[
    ".content [data-tone=primary]",
    ".batch .buttons button",
    ".group > .buttons button",
    ".form .buttons button",
    ".paste textarea",
];

/// The next step of somebody who comes to the panel: while nothing was pasted, that is to paste. Where there is none yet,
/// the focus waits for one.
const WELCOME: &[&str] = &[
    ".content [data-tone=primary]",
    ".batch .buttons button",
    ".paste textarea",
    ".group > .buttons button",
    ".form .buttons button",
];

/// Where another credential is chosen or pasted.
const CREDENTIALS: &[&str] = &[
    ".credential input[type=radio]:not(:checked):enabled",
    ".credentials > .buttons details[open] textarea",
    ADD,
    ".paste textarea",
];

/// Where the focus waits while there is no place for it, such as between two forms. It can be focused only then.
const PARKED: &str = "main[tabindex]";

/// Finds another place for the focus when the element that has it is no longer drawn. To be called before drawing.
pub(super) fn keep(root: &NodeRef) {
    let Some(root) = root.cast::<Element>() else { return };
    let Some(focused) = focused_in(&root) else { return };
    let inside = |(from, _): &&(&str, _)| focused.closest(from).is_ok_and(|found| found.is_some());
    let Some((_, successors)) = SUCCESSORS.iter().find(inside) else { return };
    // Runs once all that is being drawn stands in the page.
    wasm_bindgen_futures::spawn_local(async move {
        sleep(Duration::ZERO).await;
        let is_parked = focused.matches(PARKED).unwrap_or_default();
        // Race: whoever focused something else meanwhile keeps it.
        let is_elsewhere = focused_in(&root).is_some_and(|now| now != focused);
        if (!focused.is_connected() && !is_elsewhere) || is_parked {
            focus_first_of(&root, successors);
        }
    });
}

/// The element of the panel that has the focus.
pub(super) fn focused(root: &NodeRef) -> Option<Element> {
    focused_in(&root.cast::<Element>()?)
}

/// Gives the focus back to an element once what is being drawn stands in the page. Fallback: the next step.
pub(super) fn restore(root: &NodeRef, element: Option<Element>) {
    let (Some(root), Some(element)) = (root.cast::<Element>(), element) else { return };
    wasm_bindgen_futures::spawn_local(async move {
        sleep(Duration::ZERO).await;
        match element.dyn_ref::<HtmlElement>().filter(|element| element.is_connected()) {
            Some(element) => drop(element.focus()),
            None => focus_first_of(&root, NEXT_STEP),
        }
    });
}

/// Moves the focus to the next step, once what is being drawn stands in the page.
pub(super) fn on_next_step(root: &NodeRef) {
    let Some(root) = root.cast::<Element>() else { return };
    wasm_bindgen_futures::spawn_local(async move {
        sleep(Duration::ZERO).await;
        focus_first_of(&root, WELCOME);
    });
}

/// Whether Escape has something of the panel's to close: details around the element that has the focus. They are closed,
/// and their summary gets the focus.
pub(super) fn close_around(root: &NodeRef) -> bool {
    let open = || {
        let details = focused(root)?.closest("details[open]").ok()??;
        let summary: HtmlElement = details.query_selector("summary").ok()??.dyn_into().ok()?;
        details.remove_attribute("open").ok()?;
        summary.focus().ok()
    };
    open().is_some()
}

/// Moves the focus to where another credential is chosen or pasted.
pub(super) fn on_credentials(root: &NodeRef) {
    let Some(root) = root.cast::<Element>() else { return };
    let details = root.query_selector(".credentials > .buttons details").ok().flatten();
    let several = root.query_selector(CREDENTIALS.first().copied().unwrap_or_default()).ok().flatten();
    if let Some(details) = details.filter(|_| several.is_none()) {
        // A failure would only leave the box closed, and its summary is focused then.
        let _ = details.set_attribute("open", "");
    }
    wasm_bindgen_futures::spawn_local(async move {
        sleep(Duration::ZERO).await;
        focus_first_of(&root, CREDENTIALS);
    });
}

/// Not the document's `activeElement`: in Firefox that stays when the focus goes to AEM's page around the panel, and
/// whoever types there is not to be interrupted.
fn focused_in(root: &Element) -> Option<Element> {
    root.query_selector(":focus").ok().flatten()
}

fn focus_first_of(root: &Element, places: &[&str]) {
    let focus = |place: &str| {
        let element: HtmlElement = root.query_selector(place).ok()??.dyn_into().ok()?;
        element.focus().ok()?;
        // What is not shown, such as inside closed details, does not take it.
        focused_in(root).filter(|taken| taken == element.as_ref())
    };
    let parked = root.query_selector(PARKED).ok().flatten();
    if places.iter().any(|place| focus(place).is_some()) {
        // An attribute that stays does no harm.
        let _ = parked.map(|main| main.remove_attribute("tabindex"));
    } else if let Some(main) = root.query_selector("main").ok().flatten() {
        let _ = main.set_attribute("tabindex", "-1");
        focus("main");
    }
}
