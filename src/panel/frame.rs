//! The panel's outer parts: its head, what it has to say first, and which part is drawn for which page.

use super::{Event, Panel, credential_view, form_view, list_view, paste, structure_view, words};
use crate::console::{ConsoleView, Failure, PageKind};
use crate::locale::Message;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::html::Scope;
use yew::prelude::*;

/// The panel's head being dragged; places are CSS pixels of the screen, since the panel moves under the pointer.
pub(super) enum Drag {
    /// Pressed here.
    Begin(i32, i32),
    /// Moved here.
    To(i32, i32),
    /// Let go.
    End,
}

pub(super) fn draw(panel: &Panel, scope: &Scope<Panel>) -> Html {
    let title = panel.say(&Message::PanelTitle);
    keep_focus(panel);
    if panel.folded {
        let count = panel.to_do().filter(|count| *count > 0);
        return html! {
            <button class="tab" title={panel.say(&Message::Unfold)} aria-label={panel.say(&Message::Unfold)}
                onclick={unfold(scope)}>
                { logo() }
                { for count.map(|count| html! { <span class="badge">{ count }</span> }) }
            </button>
        };
    }
    // A key that is held sends press after press, and the next button may have come under it meanwhile.
    let onkeydown = |press: KeyboardEvent| {
        let on_button =
            press.target_dyn_into::<web_sys::Element>().is_some_and(|on| on.local_name() == "button");
        if press.repeat() && on_button && press.key() == "Enter" {
            press.prevent_default();
        }
    };
    html! {
        <section class="assistant" lang={panel.dictionary.language().to_owned()} ondrop={paste::dropped(scope)} {onkeydown}
            ondragover={|event: DragEvent| event.prevent_default()} aria-label={title.clone()} aria-busy={panel.busy().to_string()}>
            { head(panel, scope, &title) }
            <main>
                <div class="content" ref={panel.content.clone()}>
                    { said_first(panel, scope) }
                    if panel.loaded && !stands_in(panel) {
                        { credential_view::draw(panel, scope) }
                    }
                    { page(panel, scope) }
                    { structure_view::draw(panel, scope) }
                </div>
            </main>
            { spoken(panel) }
        </section>
    }
}

/// Whether another page stands where the console should be: nothing that is pasted is of use there.
fn stands_in(panel: &Panel) -> bool {
    let kind = panel.view.as_ref().map(|view| view.kind);
    matches!(kind, Some(PageKind::Login | PageKind::Error | PageKind::Wizard | PageKind::Elsewhere))
}

/// Where the focus goes from what is no longer drawn: from inside the first, to the first that there is of the second.
/// Whatever has no row goes to the next step.
const FOCUS: &[(&str, &[&str])] = &[
    (".assistant > header", &[".tab"]),
    (".content > footer", &[".structure pre"]),
    (".structure", &[".content > footer button"]),
    // Not to the next step: whoever is still typing would press it.
    (".paste", &[".credentials summary"]),
    ("*", PLACES),
];

/// The next step, wherever it is.
const PLACES: &[&str] = &[".content > * [data-tone=primary]", ".group > .buttons button", ".paste textarea"];

/// Finds another place for the focus when the element that has it is about to go; the browser would give it to nothing.
/// A panel that does not have the focus does not take it.
fn keep_focus(panel: &Panel) {
    let Some(whole) = panel.content.cast::<HtmlElement>().and_then(|content| whole_of(&content)) else {
        return;
    };
    let Some(focused) = focused_in(&whole) else { return };
    let inside = |(from, _): &&(&str, _)| focused.closest(from).is_ok_and(|found| found.is_some());
    let Some((_, places)) = FOCUS.iter().find(inside) else { return };
    // Runs once all that is being drawn stands in the page.
    wasm_bindgen_futures::spawn_local(async move {
        if !focused.is_connected() || focused.matches(PARKED).unwrap_or_default() {
            focus_first_of(&whole, places);
        }
    });
}

/// The element of the panel that has the focus.
pub(super) fn focused(panel: &Panel) -> Option<web_sys::Element> {
    focused_in(&whole_of(&panel.content.cast::<web_sys::Element>()?)?)
}

/// Focuses an element once what is being drawn stands in the page; where it is no more, what stands for it.
pub(super) fn focus_again(panel: &Panel, element: web_sys::Element) {
    let Some(whole) = panel.content.cast::<web_sys::Element>().and_then(|content| whole_of(&content)) else {
        return;
    };
    wasm_bindgen_futures::spawn_local(async move {
        yew::platform::time::sleep(std::time::Duration::ZERO).await;
        match element.dyn_ref::<HtmlElement>().filter(|element| element.is_connected()) {
            Some(element) => drop(element.focus()),
            None => focus_first_of(&whole, PLACES),
        }
    });
}

/// Where the focus waits while there is no place for it, such as between two forms. It can be focused only then.
const PARKED: &str = "main[tabindex]";

/// The element inside `whole` that has the focus. Not the document's `activeElement`: in Firefox that stays when the focus
/// goes to AEM's page around it, and whoever types there is not to be interrupted.
fn focused_in(whole: &web_sys::Element) -> Option<web_sys::Element> {
    whole.query_selector(":focus").ok().flatten()
}

/// What the panel is drawn into.
fn whole_of(part: &web_sys::Element) -> Option<web_sys::Element> {
    part.closest(".assistant, .tab").ok()??.parent_element()
}

fn focus_first_of(whole: &web_sys::Element, places: &[&str]) {
    let focus = |place: &str| {
        let element: HtmlElement = whole.query_selector(place).ok()??.dyn_into().ok()?;
        element.focus().ok()?;
        // What is not shown, such as inside of closed details, does not take it.
        focused_in(whole).filter(|taken| taken == element.as_ref())
    };
    let parked = whole.query_selector(PARKED).ok().flatten();
    if places.iter().any(|place| focus(place).is_some()) {
        // Nothing can be done about an attribute that stays, and it does no harm.
        let _ = parked.map(|main| main.remove_attribute("tabindex"));
    } else if let Some(main) = whole.query_selector("main").ok().flatten() {
        let _ = main.set_attribute("tabindex", "-1");
        focus("main");
    }
}

/// Unfolds, and goes on from the button that folds. The tab is not where [`keep_focus`] looks.
fn unfold(scope: &Scope<Panel>) -> Callback<MouseEvent> {
    scope.callback(|press: MouseEvent| {
        let whole = press.target_dyn_into::<web_sys::Element>().and_then(|tab| whole_of(&tab));
        wasm_bindgen_futures::spawn_local(async move {
            yew::platform::time::sleep(std::time::Duration::ZERO).await;
            if let Some(whole) = whole {
                focus_first_of(&whole, &["header button"]);
            }
        });
        Event::Fold(false)
    })
}

fn head(panel: &Panel, scope: &Scope<Panel>, title: &str) -> Html {
    let begin = scope.batch_callback(|event: PointerEvent| {
        // The fold button in the head is pressed, not dragged.
        let target = event.target_dyn_into::<web_sys::Element>()?;
        if target.closest("button").ok().flatten().is_some() {
            return None;
        }
        // Not the current target: Yew listens at the root for all its elements.
        let head = target.closest("header").ok()??;
        // Without capture a quick drag would be lost at the panel's edge.
        head.set_pointer_capture(event.pointer_id()).ok()?;
        Some(Event::Drag(Drag::Begin(event.screen_x(), event.screen_y())))
    });
    // Of an empty list nobody knows whether it stays one.
    let has_items = panel.view.as_ref().is_some_and(|view| !view.configurations.is_empty());
    html! {
        <header onpointerdown={begin}
            onpointermove={scope.callback(|event: PointerEvent| Event::Drag(Drag::To(event.screen_x(), event.screen_y())))}
            onpointerup={scope.callback(|_| Event::Drag(Drag::End))}
            onpointercancel={scope.callback(|_| Event::Drag(Drag::End))}>
            { logo() }
            <div>
                <h1>{ title }</h1>
                <p class="host">{ &panel.host }</p>
            </div>
            { for panel.to_do().filter(|_| has_items).map(|count| html! {
                <span class="badge">{ panel.say(&Message::ToDo { count: count.to_string() }) }</span>
            }) }
            <button class="icon" title={panel.say(&Message::Fold)} aria-label={panel.say(&Message::Fold)}
                onclick={scope.callback(|_| Event::Fold(true))}>{ "–" }</button>
        </header>
    }
}

/// What a screen reader is told after each step.
pub(super) fn spoken(panel: &Panel) -> Html {
    html! { <p class="spoken" role="status">{ &panel.spoken }</p> }
}

/// A shield with a tick, as on the extension's icon.
pub(super) fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
            <rect width="24" height="24" rx="6" />
            <path d="M12 3.6l6.4 2.3v5.3c0 4.2-2.6 7.4-6.4 9.2-3.8-1.8-6.4-5-6.4-9.2V5.9zM8.7 11.9l2.4 2.5 4.3-5" />
        </svg>
    }
}

/// What went wrong, and what AEM itself says.
pub(super) fn said_first(panel: &Panel, scope: &Scope<Panel>) -> Html {
    let failure = panel.failure.as_ref().map(|message| {
        html! {
            <div class="said" data-tone="error" role="alert">
                <p>{ panel.say(message) }</p>
                <button class="icon" aria-label={panel.say(&Message::Dismiss)} title={panel.say(&Message::Dismiss)}
                    onclick={scope.callback(|_| Event::Dismiss)}>{ "×" }</button>
            </div>
        }
    });
    let still_marked = panel.run.still_marked.as_ref().map(|title| {
        html! { <p class="said" data-tone="warning">{ panel.say(&Message::StillMarked { title: title.clone() }) }</p> }
    });
    // An error of AEM's own, such as a save that it refused, in its own words.
    let view = panel.view.as_ref();
    let errors = view.into_iter().flat_map(ConsoleView::dialogs_of_failure).map(str::to_owned);
    // An alert on the page is there to be read; it is repeated only where there is something to say about it.
    let notices = view.into_iter().flat_map(|view| &view.errors).map(|notice| notice.text.to_string());
    let notices = notices.filter(|text| Failure::of(text).is_some());
    let aem_says = errors.chain(notices).map(|text| {
        let remedy = Failure::of(&text).map(|failure| panel.say(&words::remedy(failure)));
        html! {
            <div class="said remedied" data-tone="warning">
                <p>{ panel.say(&Message::AemSays { text }) }</p>
                { for remedy.map(|remedy| html! { <p>{ remedy }</p> }) }
            </div>
        }
    });
    html! { <>{ for failure }{ for still_marked }{ for aem_says }</> }
}

fn page(panel: &Panel, scope: &Scope<Panel>) -> Html {
    let Some(view) = &panel.view else {
        return html! { <p class="hint">{ panel.say(&Message::LookingAtPage) }</p> };
    };
    match view.kind {
        PageKind::List => list_view::draw(panel, view, scope),
        PageKind::Properties | PageKind::Create => form_view::draw(panel, view, scope),
        PageKind::Wizard => html! { <p class="hint">{ panel.say(&Message::PageWizard) }</p> },
        PageKind::Login => html! { <p class="hint">{ panel.say(&Message::PageLogin) }</p> },
        PageKind::Error => html! { <p class="hint">{ panel.say(&Message::PageError) }</p> },
        PageKind::Unknown => html! { <p class="hint">{ panel.say(&Message::PageUnknown) }</p> },
        PageKind::Elsewhere => html! { <p class="hint">{ panel.say(&Message::PageElsewhere) }</p> },
    }
}

/// Tells the height that the panel's content needs, whenever that changes. Stops when dropped.
pub(super) struct Resize {
    observer: web_sys::ResizeObserver,
    observed: HtmlElement,
    _resized: Closure<dyn FnMut()>,
}

impl Resize {
    /// Observes the content, which scrolls inside a `main` inside the panel; `None` while it is not drawn.
    pub(super) fn observe(content: &NodeRef, tell: impl Fn(f64) + 'static) -> Option<Self> {
        let observed = content.cast::<HtmlElement>()?;
        let height = {
            let content = observed.clone();
            move || {
                let main = content.parent_element()?;
                let whole = main.parent_element()?;
                let around = whole.dyn_into::<HtmlElement>().ok()?.offset_height() - main.client_height();
                Some(f64::from(around + content.offset_height()))
            }
        };
        let resized = Closure::<dyn FnMut()>::new(move || height().into_iter().for_each(&tell));
        let observer = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(&observed);
        Some(Self { observer, observed, _resized: resized })
    }

    /// Whether what it observes is still in the page.
    pub(super) fn alive(&self) -> bool {
        self.observed.is_connected()
    }
}

impl Drop for Resize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
