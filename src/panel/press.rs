//! Keeps presses that nobody meant from the buttons that do something: the document's side of
//! [`assistant::press`](crate::assistant::press), which has the rules.
//!
//! Buttons marked `data-act` are guarded. The guard sets two attributes on them: `data-armed` once a press would act
//! (tests wait for it), and `data-early` for a moment after a press came too early (`panel.css` shows it).
//!
//! Nothing is polled. The guard looks when something may have changed (a mutation, a size, a scroll position), once in
//! the next animation frame, and once more when a button will have stood long enough. At a press it looks again, so a
//! change that none of these told is still seen.

use crate::assistant::press::{Acted, Looks, Moment, Place, Pointer, Press, Standing, Verdict, judge};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, Event, EventTarget, KeyboardEvent, MouseEvent, MutationObserver, MutationObserverInit,
    PointerEvent, ResizeObserver,
};
use yew::platform::time::sleep;

/// Marks a button that is guarded.
const ACT: &str = "data-act";

/// Set on a guarded button while a press would act. The mouse's own rule is not in it.
const ARMED: &str = "data-armed";

/// Set on a guarded button for [`SHOWN_EARLY`] after a press that came too early.
const EARLY: &str = "data-early";

/// How long it is shown that a press came too early.
const SHOWN_EARLY: Duration = Duration::from_millis(600);

/// The attributes that may change how or where a button is. Not those that the guard sets itself.
const WATCHED: [&str; 8] =
    [ACT, "aria-disabled", "class", "data-tone", "disabled", "hidden", "open", "style"];

/// Guards the buttons of a panel until it is dropped.
pub struct Guard(Rc<Inner>);

struct Inner {
    root: Element,
    buttons: RefCell<Vec<Guarded>>,
    /// The last press that acted.
    acted: Cell<Option<Acted>>,
    /// Since when a mouse has been in the panel.
    inside_since: Cell<Option<Moment>>,
    /// When a pointer was last pressed down, and whether it is a mouse.
    down: Cell<Option<(Moment, bool)>>,
    /// Whether a key is held down, so that it repeats.
    held: Cell<bool>,
    /// The animation frame in which the next look is due.
    frame: Cell<Option<i32>>,
    /// When a look is due because a button may be armed then.
    due: Cell<Option<Moment>>,
    watching: RefCell<Option<Watching>>,
}

struct Guarded {
    element: Element,
    standing: Standing,
}

/// What the guard listens to; dropped, it listens no more.
struct Watching {
    _listeners: Vec<Listener>,
    mutations: MutationObserver,
    sizes: ResizeObserver,
    _changed: Closure<dyn FnMut()>,
    look: Closure<dyn FnMut()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.mutations.disconnect();
        self.sizes.disconnect();
    }
}

/// A listener in the capture phase, removed when dropped.
struct Listener {
    target: EventTarget,
    name: &'static str,
    listener: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(target: &EventTarget, name: &'static str, listener: impl FnMut(Event) + 'static) -> Option<Self> {
        let listener = Closure::new(listener);
        target
            .add_event_listener_with_callback_and_bool(name, listener.as_ref().unchecked_ref(), true)
            .ok()?;
        Some(Self { target: target.clone(), name, listener })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.listener.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, listener, true);
    }
}

impl Guard {
    /// Guards the buttons inside `root`, which has to be in the page already. `None` where the browser lacks what it takes:
    /// then nothing may be drawn that acts.
    pub fn install(root: &Element) -> Option<Self> {
        let inner = Rc::new(Inner {
            root: root.clone(),
            buttons: RefCell::default(),
            acted: Cell::default(),
            inside_since: Cell::default(),
            down: Cell::default(),
            held: Cell::default(),
            frame: Cell::default(),
            due: Cell::default(),
            watching: RefCell::default(),
        });
        let watching = Watching::begin(&inner)?;
        *inner.watching.borrow_mut() = Some(watching);
        inner.look_soon();
        Some(Self(inner))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let (Some(frame), Some(window)) = (self.0.frame.take(), web_sys::window()) {
            let _ = window.cancel_animation_frame(frame);
        }
        drop(self.0.watching.take());
        for Guarded { element, .. } in self.0.buttons.take() {
            mark(&element, ARMED, false);
            mark(&element, EARLY, false);
        }
    }
}

impl Watching {
    fn begin(inner: &Rc<Inner>) -> Option<Self> {
        // Yew listens in the capture phase too, at the element that it draws into. The guard listens at the top of the
        // document or of the shadow tree, and so is first.
        let root: &EventTarget = &inner.root;
        let above: EventTarget = inner.root.get_root_node().into();
        let on = |target: &EventTarget, name, act: fn(&Rc<Inner>, Event)| {
            let inner = Rc::downgrade(inner);
            Listener::new(target, name, move |event| with(&inner, |inner| act(inner, event)))
        };
        let listeners = [
            on(&above, "click", Inner::clicked),
            on(&above, "pointerdown", Inner::pressed_down),
            on(&above, "keydown", |inner, event| inner.held.set(repeats(&event))),
            on(&above, "keyup", |inner, _| inner.held.set(false)),
            on(root, "pointerenter", Inner::entered),
            on(root, "pointerleave", Inner::left),
            // A drag moves the whole widget, and ends like this.
            on(&above, "pointerup", |inner, _| inner.look_soon()),
            on(&above, "scroll", |inner, _| inner.look_soon()),
            on(&web_sys::window()?.into(), "resize", |inner, _| inner.look_soon()),
        ];
        let changed = {
            let inner = Rc::downgrade(inner);
            Closure::<dyn FnMut()>::new(move || with(&inner, |inner| inner.look_soon()))
        };
        let look = {
            let inner = Rc::downgrade(inner);
            Closure::<dyn FnMut()>::new(move || {
                with(&inner, |inner| {
                    inner.frame.set(None);
                    inner.look();
                });
            })
        };
        let mutations = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_character_data(true);
        options.set_subtree(true);
        options.set_attribute_filter(&WATCHED.into_iter().map(JsValue::from).collect::<Array>());
        mutations.observe_with_options(&inner.root, &options).ok()?;
        let sizes = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        sizes.observe(&inner.root);
        Some(Self {
            _listeners: listeners.into_iter().collect::<Option<_>>()?,
            mutations,
            sizes,
            _changed: changed,
            look,
        })
    }
}

/// Does something with the guard, if it is still there.
fn with(inner: &Weak<Inner>, act: impl FnOnce(&Rc<Inner>)) {
    if let Some(inner) = inner.upgrade() {
        act(&inner);
    }
}

impl Inner {
    /// Looks in the next animation frame. In a tab that is hidden there is none: what changes there is new when the tab
    /// is shown again.
    fn look_soon(&self) {
        if self.frame.get().is_some() {
            return;
        }
        let watching = self.watching.borrow();
        let look = watching.as_ref().map(|watching| watching.look.as_ref().unchecked_ref());
        if let (Some(look), Some(window)) = (look, web_sys::window()) {
            self.frame.set(window.request_animation_frame(look).ok());
        }
    }

    /// Compares every guarded button with how it looked last, and arms those that have stood long enough.
    fn look(self: &Rc<Self>) {
        let Some(now) = now() else { return };
        let acted = self.acted.get();
        let mut earlier = self.buttons.take();
        let mut buttons = Vec::with_capacity(earlier.len());
        let mut next: Option<Moment> = None;
        let Ok(found) = self.root.query_selector_all(&format!("[{ACT}]")) else { return };
        for element in (0..found.length()).filter_map(|index| found.get(index)?.dyn_into::<Element>().ok()) {
            let looks = looks_of(&element);
            let known = earlier.iter().position(|known| known.element == element);
            let guarded = match known.map(|index| earlier.swap_remove(index)) {
                Some(mut known) => {
                    known.standing.look(looks, now);
                    known
                }
                None => Guarded { standing: Standing::new(looks, now), element },
            };
            let armed_at = guarded.standing.armed_at(acted.as_ref());
            if armed_at > now {
                next = Some(next.map_or(armed_at, |next| next.min(armed_at)));
            }
            mark(&guarded.element, ARMED, guarded.standing.armed(acted.as_ref(), now));
            buttons.push(guarded);
        }
        self.buttons.replace(buttons);
        if let Some(next) = next {
            self.look_at(next, now);
        }
    }

    /// Looks at that moment, unless a look is due before it: that one comes back here.
    fn look_at(self: &Rc<Self>, moment: Moment, now: Moment) {
        if self.due.get().is_some_and(|due| due <= moment && due > now) {
            return;
        }
        self.due.set(Some(moment));
        let inner = Rc::downgrade(self);
        spawn_local(async move {
            // The clock may be as coarse as a millisecond, and a timer may come a little early.
            sleep(moment.saturating_sub(now) + Duration::from_millis(2)).await;
            with(&inner, |inner| {
                if inner.due.get() == Some(moment) {
                    inner.due.set(None);
                    inner.look_soon();
                }
            });
        });
    }

    fn clicked(self: &Rc<Self>, event: Event) {
        let Some(button) = button_of(&event).filter(|button| self.root.contains(Some(button.as_ref())))
        else {
            return;
        };
        let Some(click) = event.dyn_ref::<MouseEvent>() else { return };
        if !button.has_attribute(ACT) {
            // A key that is held presses a button again and again: never more than once, whatever the button does.
            if click.detail() == 0 && self.held.get() {
                stop(&event);
            }
            return;
        }
        self.look();
        let press = self.press(click);
        let last = self.acted.get();
        let verdict = {
            let buttons = self.buttons.borrow();
            let Some(guarded) = buttons.iter().find(|guarded| guarded.element == button) else {
                return stop(&event);
            };
            let verdict = judge(&press, &guarded.standing, last.as_ref());
            if verdict == Verdict::Act {
                let at = now().unwrap_or(press.began);
                self.acted.set(Some(Acted { place: guarded.standing.place(), at }));
            }
            verdict
        };
        match verdict {
            // What was armed there is not any more.
            Verdict::Act => self.look(),
            Verdict::Ignore(reason) => {
                stop(&event);
                if reason.passes() {
                    show_early(button);
                }
            }
        }
    }

    /// What is to be known of a click.
    fn press(&self, click: &MouseEvent) -> Press {
        let clicks = u32::try_from(click.detail()).unwrap_or_default();
        let clicked = moment_of(click);
        // The pointer that was pressed down last made this click; a keyboard made it without one.
        let down = self.down.get().filter(|_| clicks > 0);
        let mouse = down.is_none_or(|(_, mouse)| mouse) && clicks > 0;
        Press {
            trusted: click.is_trusted(),
            clicks,
            held: clicks == 0 && self.held.get(),
            pointer: if mouse {
                Pointer::Mouse { inside_since: self.inside_since.get() }
            } else {
                Pointer::Other
            },
            began: down.map_or(clicked, |(began, _)| began.min(clicked)),
        }
    }

    fn pressed_down(self: &Rc<Self>, event: Event) {
        let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
        let (began, mouse) = (moment_of(&event), is_mouse(pointer));
        self.down.set(Some((began, mouse)));
        if mouse && self.inside_since.get().is_none() {
            self.inside_since.set(Some(began));
        }
    }

    fn entered(self: &Rc<Self>, event: Event) {
        // In the capture phase, the same event of every element inside comes by as well.
        if self.is_of_root(&event) && event.dyn_ref::<PointerEvent>().is_some_and(is_mouse) {
            self.inside_since.set(Some(moment_of(&event)));
            self.look_soon();
        }
    }

    fn left(self: &Rc<Self>, event: Event) {
        if self.is_of_root(&event) && event.dyn_ref::<PointerEvent>().is_some_and(is_mouse) {
            self.inside_since.set(None);
        }
    }

    fn is_of_root(&self, event: &Event) -> bool {
        event.target().is_some_and(|target| target == *AsRef::<EventTarget>::as_ref(&self.root))
    }
}

/// The button that an event is about, as Yew would find it.
fn button_of(event: &Event) -> Option<Element> {
    // From above a shadow root, the target would be its host.
    let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    target.closest(&format!("button, [{ACT}]")).ok()?
}

/// Neither Yew nor the browser is to take notice.
fn stop(event: &Event) {
    event.stop_immediate_propagation();
    event.prevent_default();
}

fn is_mouse(pointer: &PointerEvent) -> bool {
    pointer.pointer_type() == "mouse"
}

fn repeats(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(KeyboardEvent::repeat)
}

fn looks_of(element: &Element) -> Looks {
    let rect = element.get_bounding_client_rect();
    // Rounded: in a fraction of a pixel nothing has moved.
    let [left, top, width, height] =
        [rect.left(), rect.top(), rect.width(), rect.height()].map(|length| length.round() as i32);
    let disabled = element.has_attribute("disabled")
        || element.get_attribute("aria-disabled").as_deref() == Some("true");
    Looks {
        place: Place { left, top, width, height },
        words: element.text_content().unwrap_or_default(),
        enabled: !disabled,
    }
}

/// Sets or removes an attribute, only where that changes something.
fn mark(element: &Element, name: &str, on: bool) {
    if element.has_attribute(name) != on {
        // Best effort: it is a sign, and decides nothing.
        let _ = if on { element.set_attribute(name, "") } else { element.remove_attribute(name) };
    }
}

/// A press that came too early is not lost in silence: the button shows it for a moment.
fn show_early(button: Element) {
    mark(&button, EARLY, true);
    spawn_local(async move {
        sleep(SHOWN_EARLY).await;
        mark(&button, EARLY, false);
    });
}

/// When an event happened; not later than now, in case its clock is another one.
fn moment_of(event: &Event) -> Moment {
    let stamp = moment(event.time_stamp());
    now().map_or(stamp, |now| stamp.min(now))
}

fn now() -> Option<Moment> {
    Some(moment(web_sys::window()?.performance()?.now()))
}

/// The browser gives milliseconds with fractions.
fn moment(milliseconds: f64) -> Moment {
    Duration::try_from_secs_f64(milliseconds / 1_000.0).unwrap_or_default()
}
