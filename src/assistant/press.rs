//! Which presses on a button count: only those that a person meant for this very button.
//!
//! AEM cannot go back to JWT, so a press that does something to AEM must never be the tail of another one. A double-click
//! on *Fill* ends 150 ms later on whatever then stands under the pointer, and Enter pressed twice does the same to the
//! focus. The rules:
//!
//! * a button acts only after it has [stood unchanged](Standing) for [`STEADY`]: same place, same words, and enabled;
//! * where a press has acted, nothing acts for [`STEADY`];
//! * a mouse must have been in the panel for [`POINTER_INSIDE`]: the panel may have come under a pointer that was aimed at
//!   AEM. Touch, pen, keyboard and assistive technology have no pointer that rests somewhere, and need no such rule;
//! * a second click of a double-click, a key that is held down, and a script's press never act.
//!
//! This file decides; `panel/press.rs` watches the document.

use std::time::Duration;

/// A moment on the document's clock, as in `Event.timeStamp` and `performance.now()`: the time since it was loaded.
pub type Moment = Duration;

/// How long a button must have stood unchanged before it acts. Double-clicks are at most this far apart in every common
/// setting.
pub const STEADY: Duration = Duration::from_millis(500);

/// How long a mouse must have been in the panel before its presses act.
pub const POINTER_INSIDE: Duration = Duration::from_millis(300);

/// Where a button is, in whole CSS pixels of the viewport.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The left edge.
    pub left: i32,
    /// The upper edge.
    pub top: i32,
    /// The width.
    pub width: i32,
    /// The height.
    pub height: i32,
}

impl Place {
    /// Whether the two have a point in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        let apart = |start: i32, length: i32, other: i32, others: i32| {
            start.saturating_add(length) <= other || other.saturating_add(others) <= start
        };
        !apart(self.left, self.width, other.left, other.width)
            && !apart(self.top, self.height, other.top, other.height)
    }
}

/// What a person sees of a button.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Where it is.
    pub place: Place,
    /// Its text.
    pub words: String,
    /// Whether it can be pressed. One that becomes enabled counts as new.
    pub enabled: bool,
}

/// A button, and since when it looks as it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    looks: Looks,
    since: Moment,
}

impl Standing {
    /// A button that is seen for the first time.
    pub fn new(looks: Looks, now: Moment) -> Self {
        Self { looks, since: now }
    }

    /// Compares it with how it looks now; a change starts its time anew.
    pub fn look(&mut self, looks: Looks, now: Moment) {
        if self.looks != looks {
            *self = Self::new(looks, now);
        }
    }

    /// Where it is.
    pub fn place(&self) -> Place {
        self.looks.place
    }

    /// When it will have stood long enough, if nothing changes: neither it nor what has acted.
    pub fn armed_at(&self, last: Option<&Acted>) -> Moment {
        let acted = last.filter(|acted| acted.place.overlaps(&self.looks.place)).map(|acted| acted.at);
        self.since.max(acted.unwrap_or_default()) + STEADY
    }

    /// Whether a press of a keyboard would act now.
    pub fn armed(&self, last: Option<&Acted>, now: Moment) -> bool {
        self.looks.enabled && self.armed_at(last) <= now
    }
}

/// The last press that acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acted {
    /// Where its button was.
    pub place: Place,
    /// When.
    pub at: Moment,
}

/// What a button is pressed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A mouse; since when it has been in the panel.
    Mouse {
        /// `None` where it was never seen to enter.
        inside_since: Option<Moment>,
    },
    /// Touch, pen, keyboard or assistive technology.
    Other,
}

/// A press on a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// Whether it came from a person, and not from a script (`Event.isTrusted`).
    pub trusted: bool,
    /// Which click it is of a double-click, from 1; 0 for a keyboard and for assistive technology (`UIEvent.detail`).
    pub clicks: u32,
    /// Whether it came from a key that is held down.
    pub held: bool,
    /// What with.
    pub pointer: Pointer,
    /// When it began: for a pointer when it was pressed down, not when it was let go. What a button became in between was
    /// not what the person aimed at.
    pub began: Moment,
}

/// What becomes of a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It acts.
    Act,
    /// It is ignored.
    Ignore(Reason),
}

/// Why a press is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A script pressed it.
    Untrusted,
    /// A key was held down.
    Held,
    /// It was a further click of a double-click.
    SecondClick,
    /// The button cannot be pressed.
    Disabled,
    /// The button had changed, or another press had acted in its place, less than [`STEADY`] before.
    TooSoon,
    /// The mouse had been in the panel for less than [`POINTER_INSIDE`].
    PointerJustCame,
}

impl Reason {
    /// Whether the same press, a moment later, would act: then the button shows that it was pressed too early.
    pub fn passes(self) -> bool {
        matches!(self, Self::TooSoon | Self::PointerJustCame)
    }
}

/// Judges a press on a button. `last` is the last press that acted, on whichever button.
pub fn judge(press: &Press, button: &Standing, last: Option<&Acted>) -> Verdict {
    let just_came = match press.pointer {
        Pointer::Mouse { inside_since } => {
            inside_since.is_none_or(|since| press.began.saturating_sub(since) < POINTER_INSIDE)
        }
        Pointer::Other => false,
    };
    let reason = if !press.trusted {
        Reason::Untrusted
    } else if press.held {
        Reason::Held
    } else if press.clicks > 1 {
        Reason::SecondClick
    } else if !button.looks.enabled {
        Reason::Disabled
    } else if !button.armed(last, press.began) {
        Reason::TooSoon
    } else if just_came {
        Reason::PointerJustCame
    } else {
        return Verdict::Act;
    };
    Verdict::Ignore(reason)
}

#[cfg(test)]
mod tests {
    use super::Reason::*;
    use super::*;

    fn ms(milliseconds: u64) -> Moment {
        Duration::from_millis(milliseconds)
    }

    fn fill() -> Looks {
        let place = Place { left: 10, top: 300, width: 100, height: 30 };
        Looks { place, words: "Fill 6 fields".to_owned(), enabled: true }
    }

    /// A mouse that has long been in the panel, and pressed 10 s after it was loaded.
    const MOUSE: Press = Press {
        trusted: true,
        clicks: 1,
        held: false,
        pointer: Pointer::Mouse { inside_since: Some(Duration::from_secs(2)) },
        began: Duration::from_secs(10),
    };
    const KEY: Press = Press { clicks: 0, pointer: Pointer::Other, ..MOUSE };
    const TOUCH: Press = Press { pointer: Pointer::Other, ..MOUSE };

    fn entered(since: u64) -> Press {
        Press { pointer: Pointer::Mouse { inside_since: Some(ms(since)) }, ..MOUSE }
    }

    #[test]
    fn a_press_acts_where_the_button_has_stood_and_a_person_has_meant_it() {
        let acted = |left: i32, at: u64| Some(Acted { place: Place { left, ..fill().place }, at: ms(at) });
        let cases = [
            // What the case is, the press, since when the button stands, what acted last, and what becomes of it.
            ("a mouse on a steady button", MOUSE, 1_000, None, None),
            ("exactly long enough", MOUSE, 9_500, None, None),
            ("a little too soon", MOUSE, 9_501, None, Some(TooSoon)),
            ("a key on a steady button", KEY, 1_000, None, None),
            ("a key, exactly long enough", KEY, 9_500, None, None),
            ("Enter pressed twice, 150 ms apart", KEY, 9_850, None, Some(TooSoon)),
            ("a finger on a steady button", TOUCH, 1_000, None, None),
            ("a finger, too soon", TOUCH, 9_600, None, Some(TooSoon)),
            ("a button that came after the press began", MOUSE, 10_200, None, Some(TooSoon)),
            ("a mouse that has been inside long enough", entered(9_700), 1_000, None, None),
            ("a mouse that has just come", entered(9_701), 1_000, None, Some(PointerJustCame)),
            (
                "a mouse that was never seen to come",
                Press { pointer: Pointer::Mouse { inside_since: None }, ..MOUSE },
                1_000,
                None,
                Some(PointerJustCame),
            ),
            ("the second of a double-click", Press { clicks: 2, ..MOUSE }, 1_000, None, Some(SecondClick)),
            ("the third", Press { clicks: 3, ..MOUSE }, 1_000, None, Some(SecondClick)),
            ("the second tap of a finger", Press { clicks: 2, ..TOUCH }, 1_000, None, Some(SecondClick)),
            ("Enter held down", Press { held: true, ..KEY }, 1_000, None, Some(Held)),
            ("a script", Press { trusted: false, ..KEY }, 1_000, None, Some(Untrusted)),
            ("where a press has just acted", MOUSE, 1_000, acted(10, 9_700), Some(TooSoon)),
            ("where a press has acted a while ago", MOUSE, 1_000, acted(10, 9_500), None),
            ("partly where a press has just acted", KEY, 1_000, acted(109, 9_700), Some(TooSoon)),
            ("beside where a press has just acted", MOUSE, 1_000, acted(110, 9_700), None),
            ("on its other side", MOUSE, 1_000, acted(-90, 9_700), None),
            ("partly on its other side", MOUSE, 1_000, acted(-89, 9_700), Some(TooSoon)),
        ];
        for (name, press, since, last, ignored) in cases {
            let button = Standing::new(fill(), ms(since));
            let expected = ignored.map_or(Verdict::Act, Verdict::Ignore);
            assert_eq!(judge(&press, &button, last.as_ref()), expected, "{name}");
        }
    }

    #[test]
    fn a_button_counts_as_new_when_its_words_its_place_or_its_use_change() {
        let save = Looks { words: "Press “Save & Close”".to_owned(), ..fill() };
        let below = Looks { place: Place { top: 301, ..fill().place }, ..fill() };
        let wider = Looks { place: Place { width: 101, ..fill().place }, ..fill() };
        let disabled = Looks { enabled: false, ..fill() };
        for (name, earlier, now, verdict) in [
            ("as it was", fill(), fill(), Verdict::Act),
            ("other words", fill(), save, Verdict::Ignore(TooSoon)),
            ("moved by a pixel", below, fill(), Verdict::Ignore(TooSoon)),
            ("wider", wider, fill(), Verdict::Ignore(TooSoon)),
            ("enabled", disabled.clone(), fill(), Verdict::Ignore(TooSoon)),
            ("disabled", fill(), disabled, Verdict::Ignore(Disabled)),
        ] {
            let mut button = Standing::new(earlier, ms(1_000));
            button.look(now, ms(9_900));
            assert_eq!(judge(&MOUSE, &button, None), verdict, "{name}");
        }
    }

    #[test]
    fn a_button_is_armed_half_a_second_after_the_last_that_happened_to_it() {
        let mut button = Standing::new(fill(), ms(1_000));
        assert_eq!([button.armed(None, ms(1_499)), button.armed(None, ms(1_500))], [false, true]);
        let here = Acted { place: fill().place, at: ms(1_600) };
        assert_eq!(button.armed_at(Some(&here)), ms(2_100));
        let elsewhere = Acted { place: Place { top: 0, ..fill().place }, at: ms(1_600) };
        assert_eq!(button.armed_at(Some(&elsewhere)), ms(1_500));
        button.look(Looks { enabled: false, ..fill() }, ms(2_000));
        assert!(!button.armed(None, ms(9_000)), "what is disabled is never armed");
    }

    #[test]
    fn only_what_a_moment_of_waiting_would_change_is_shown_as_too_early() {
        let shown = [Untrusted, Held, SecondClick, Disabled, TooSoon, PointerJustCame].map(Reason::passes);
        assert_eq!(shown, [false, false, false, false, true, true]);
    }
}
