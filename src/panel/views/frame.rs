//! The panel's frame: its head, and which part is drawn for which page.

use super::{Views, logo};
use crate::assistant::Event;
use crate::assistant::screen::Body;
use crate::browser::{Dock, PageLink};
use crate::console::PageKind;
use crate::locale;
use web_sys::Element;
use yew::prelude::*;

impl Views<'_> {
    pub(super) fn frame(&self, link: &PageLink) -> Html {
        let title = self.say(&locale::Message::PanelTitle);
        if self.screen.folded {
            let count = self.screen.to_do.filter(|count| *count > 0);
            let unfold = self.say(&locale::Message::Unfold);
            return html! {
                <main class="folded">
                    <h1 class="spoken">{ title }</h1>
                    <button class="tab" title={unfold.clone()} aria-label={unfold} onclick={self.on(|| Event::Fold(false))}>
                        { logo() }
                        { for count.map(|count| html! { <span class="badge">{ count }</span> }) }
                    </button>
                </main>
            };
        }
        html! {
            <div class="assistant" lang={self.dictionary.tag()} ondrop={self.dropped()}
                ondragover={|event: DragEvent| event.prevent_default()} aria-busy={self.screen.busy.to_string()}>
                <Head link={link.clone()}>
                    { logo() }
                    <div>
                        <h1>{ title }</h1>
                        <p class="host">{ self.screen.host.clone() }</p>
                    </div>
                    { self.count_to_do() }
                    { self.fold_button() }
                </Head>
                <main>
                    <div class="content" ref={self.content.clone()}>
                        { self.said_first() }
                        <>{ for self.screen.batch.as_ref().map(|batch| self.batch(batch)) }</>
                        { self.below_batch() }
                        { self.structure() }
                    </div>
                </main>
                { self.spoken() }
            </div>
        }
    }

    /// The credentials and the page; nothing while migrations go on by themselves, and nothing here is to be done.
    fn below_batch(&self) -> Html {
        if self.screen.batch.as_ref().is_some_and(|batch| !batch.shows_form) {
            return Html::default();
        }
        let plan = match &self.screen.body {
            Body::List(list) => list.plan.as_ref(),
            _ => None,
        };
        if let Some(plan) = plan {
            return self.plan(plan);
        }
        let credentials = self.screen.credentials.as_ref();
        html! {
            <>
                { for credentials.map(|credentials| self.credentials(credentials)) }
                { self.page() }
            </>
        }
    }

    fn count_to_do(&self) -> Html {
        let count = self.screen.to_do.filter(|_| self.screen.has_items);
        let badge = |count: usize| {
            let message = locale::Message::ToDo { count };
            html! { <span class="badge">{ self.say(&message) }</span> }
        };
        count.map(badge).unwrap_or_default()
    }

    fn fold_button(&self) -> Html {
        let fold = self.say(&locale::Message::Fold);
        html! {
            <button class="icon" title={fold.clone()} aria-label={fold} onclick={self.on(|| Event::Fold(true))}>{ "–" }</button>
        }
    }

    fn page(&self) -> Html {
        let hint = |message: locale::Message| html! { <p class="hint">{ self.say(&message) }</p> };
        match &self.screen.body {
            Body::Looking => hint(locale::Message::LookingAtPage),
            Body::List(list) => self.list(list),
            Body::Form(form) => self.form(form),
            Body::Other(kind) => match kind {
                PageKind::Wizard => hint(locale::Message::PageWizard),
                PageKind::Login => hint(locale::Message::PageLogin),
                PageKind::Error => hint(locale::Message::PageError),
                PageKind::Elsewhere => hint(locale::Message::PageElsewhere),
                PageKind::Unknown | PageKind::List | PageKind::Properties | PageKind::Create => {
                    hint(locale::Message::PageUnknown)
                }
            },
            Body::Alone(_) => Html::default(),
        }
    }
}

/// The panel's head, by which it is dragged.
#[derive(Properties, PartialEq)]
struct HeadProperties {
    link: PageLink,
    children: Html,
}

#[function_component]
fn Head(properties: &HeadProperties) -> Html {
    // Where the pointer was last, on the screen: the panel itself moves under it.
    let last = use_mut_ref(|| None::<(i32, i32)>);
    let begin = {
        let last = last.clone();
        Callback::from(move |event: PointerEvent| {
            *last.borrow_mut() = begin_drag(&event).map(|()| (event.screen_x(), event.screen_y()));
        })
    };
    let go_on = {
        let (last, link) = (last.clone(), properties.link.clone());
        Callback::from(move |event: PointerEvent| {
            let mut last = last.borrow_mut();
            if let Some((x, y)) = *last {
                let (now_x, now_y) = (event.screen_x(), event.screen_y());
                *last = Some((now_x, now_y));
                link.dock(Dock::Move { x: now_x - x, y: now_y - y });
            }
        })
    };
    let end = {
        let link = properties.link.clone();
        Callback::from(move |_: PointerEvent| {
            if last.borrow_mut().take().is_some() {
                link.dock(Dock::Moved(true));
            }
        })
    };
    html! {
        <header onpointerdown={begin} onpointermove={go_on} onpointerup={end.clone()} onpointercancel={end}>
            { properties.children.clone() }
        </header>
    }
}

/// Begins to drag where the head was pressed; nothing where a button in it was.
fn begin_drag(event: &PointerEvent) -> Option<()> {
    let target = event.target_dyn_into::<Element>()?;
    if target.closest("button").ok()?.is_some() {
        return None;
    }
    // Not the current target: Yew listens at the root for all its elements.
    let head = target.closest("header").ok()??;
    // Without capture a quick drag would be lost at the panel's edge.
    head.set_pointer_capture(event.pointer_id()).ok()
}
