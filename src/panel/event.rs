//! What happens to a panel: everything that changes its state comes as one of these.

use super::fill::{Filled, Undoing};
use super::frame;
use crate::console::Role;
use crate::credentials::{Reading, ScopeSeparator, Secret};
use crate::locale::Message;
use crate::migration::Run;
use crate::page::{Key, LinkError, Loaded, PageSnapshot};

/// What happens to a panel.
#[allow(private_interfaces, reason = "Yew wants a component's messages public; nobody outside sends one")]
pub enum Event {
    /// The run and the paste as kept from the page before, and what is in it.
    Loaded(Option<(Run, Secret, Option<Reading>)>),
    /// The page changed.
    Changed,
    /// A look at the page has come back.
    Looked(Result<PageSnapshot, LinkError>),
    /// A text was pasted, dropped, typed or opened.
    Pasted(String),
    /// The same, while a credential is there already.
    PastedInstead(String),
    /// A text has been read, or could not be.
    Read {
        /// The number of its paste.
        paste: u32,
        /// The text.
        text: String,
        /// What is in it.
        reading: Option<Reading>,
        /// Whether a credential was there already.
        instead: bool,
    },
    /// A file was dropped or opened.
    Opened(web_sys::File),
    /// It could not be read.
    Unreadable,
    /// The secret of this credential is readable now; of none.
    Reveal(Option<usize>),
    /// Copy this value; its label.
    Copy(String, Secret),
    /// It was copied, or the browser did not let it.
    Copied(String, bool),
    /// Forget the credential.
    Forget,
    /// Use this credential.
    Choose(usize),
    /// Use this one of its client secrets.
    ChooseSecret(usize),
    /// Write lists of scopes like this.
    Separate(ScopeSeparator),
    /// Deal with this configuration next; its id.
    Pick(String),
    /// Open a configuration's properties: the item's handle and its title.
    Open(Key, String),
    /// Have AEM load more of its list, until all is there.
    LoadRest,
    /// It has loaded more, or not.
    LoadedMore(Result<Loaded, LinkError>),
    /// That is enough.
    StopLoading,
    /// Show more lines of each group.
    ShowMore,
    /// Offer this configuration although it is not certain, or leave it alone again; its id.
    Overrule(String),
    /// Make a structure report.
    Report,
    /// It was made, or could not be.
    Reported(Result<Option<String>, LinkError>),
    /// Put the structure report away.
    CloseReport,
    /// Its properties were opened, or could not be.
    Done(Result<(), Message>),
    /// Fill the form.
    Fill {
        /// Whether to save it then, when everything reads back equal.
        save: bool,
        /// Whether to fill what was edited by hand as well.
        overwrite: bool,
    },
    /// Leave this proposal out, or take it in again.
    LeaveOut(Role),
    /// Put back what the form held before it was filled.
    Undo,
    /// It was put back, or not.
    Undone(Result<Undoing, LinkError>),
    /// The form was filled, or not.
    Filled {
        /// Which decision it was filled by.
        decision: u32,
        /// What it then held, and what was edited.
        filled: Filled,
        /// Whether to save it then.
        save: bool,
    },
    /// Press the form's own button that saves.
    Save,
    /// Fold to a tab, or unfold.
    Fold(bool),
    /// The panel's head is dragged: pressed at, moved to or let go at this place on the screen.
    Drag(frame::Drag),
    /// The failure was read.
    Dismiss,
}
