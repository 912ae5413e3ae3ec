//! What is to be done in the world: plain values that the panel carries out. Each ends in an [`Event`](super::Event).

use super::steps::Step;
use crate::credentials::Secret;
use crate::ims::TokenRequest;
use crate::migration::Run;
use std::time::Duration;

/// Something to be done outside of the assistant.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Take a snapshot; ends in [`Event::Looked`](super::Event::Looked).
    Look,
    /// Take another snapshot after a while; ends in [`Event::PageChanged`](super::Event::PageChanged).
    LookAfter(Duration),
    /// Have a text read; ends in [`Event::Read`](super::Event::Read).
    Read {
        /// Its number. Race: of the box's texts only the latest one counts.
        number: u32,
        /// The text in the box.
        text: Secret,
    },
    /// Read the next of the files that were dropped or chosen, then what is in it; ends in [`Event::Read`](super::Event::Read)
    /// or [`Event::FileUnreadable`](super::Event::FileUnreadable).
    ReadFile {
        /// Its number.
        number: u32,
    },
    /// Keep the run across page loads, and the credentials where they are others than before. Fire and forget: a store that
    /// fails costs a second paste, and the next change tries again.
    Keep {
        /// The run.
        run: Run,
        /// The credentials and what stands in the box ([`Holdings::kept`](super::Holdings::kept)), where that changed.
        tray: Option<Secret>,
    },
    /// Load again what is kept; ends in [`Event::Reloaded`](super::Event::Reloaded).
    Reload {
        /// How many changes there were here until now.
        changes: u32,
    },
    /// The run here is made from this one from now on, which was loaded. To be carried out before anything is kept.
    Known {
        /// Its version.
        version: String,
        /// The run as it was loaded.
        run: Run,
        /// The credentials as they were loaded ([`Holdings::kept`](super::Holdings::kept)).
        tray: Secret,
    },
    /// Ask Adobe IMS; ends in [`CheckEvent::Answered`](super::CheckEvent::Answered).
    AskIms {
        /// Its number.
        number: u32,
        /// What is asked.
        request: Box<TokenRequest>,
    },
    /// Do something to AEM's page; ends in [`Event::Ended`](super::Event::Ended).
    Step(Step),
    /// Make a structure report; ends in [`Event::Reported`](super::Event::Reported).
    Report,
    /// Give the focus back to what had it when filling or undoing began: the page took it meanwhile.
    RestoreFocus,
    /// Move the focus to where another credential is chosen or pasted.
    FocusCredentials,
    /// Move the focus to the next step.
    FocusNextStep,
    /// Show on the toolbar button how many configurations are left.
    ShowCount(usize),
    /// Tell the surroundings whether the panel is folded.
    Fold(bool),
    /// Note a milestone on the browser's timeline.
    Milestone(Milestone),
}

/// A moment that the benchmarks look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// The page was understood for the first time: the panel can be used.
    Usable,
    /// A fill was pressed.
    FillBegins,
    /// A form has been filled and read back.
    Filled,
}
