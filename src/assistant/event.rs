//! What can happen: everything that changes the assistant's state arrives as one of these.

use super::act::Act;
use super::check::CheckEvent;
use super::steps::Ended;
use super::tray::{Holdings, Source};
use crate::console::Role;
use crate::credentials::{CredentialId, Reading, ScopeSeparator, Secret};
use crate::migration::batch::TabId;
use crate::migration::{ConfigurationId, Run};
use crate::page::{PageError, PageSnapshot};

/// Something that happened: in the panel, on the page, or at the end of an [`Effect`](super::Effect).
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "events are handled one at a time, and none is kept")]
pub enum Event {
    /// Which tab this is. Comes before anything that was kept.
    InTab(TabId),
    /// The tab has come to the front, or gone behind another one.
    InFront(bool),
    /// What was kept from the page before has arrived; `None` where nothing was.
    Kept(Result<Option<Kept>, PageError>),
    /// Another tab of this AEM has kept something, or may have.
    KeptElsewhere,
    /// What is kept has been loaded again for that; `None` where that is what is known here already.
    Reloaded {
        /// The number of changes here when it was asked for, from [`Effect::Reload`](super::Effect::Reload).
        changes: u32,
        /// Why it is not what is known here.
        cause: Cause,
        /// What is kept.
        kept: Result<Option<Kept>, PageError>,
    },
    /// The page says that it changed.
    PageChanged,
    /// A look at the page has come back.
    Looked(Result<PageSnapshot, PageError>),

    /// A text was typed, pasted or dropped: the whole text of the box.
    Pasted(Secret),
    /// So many files were dropped or chosen; their texts come as [`Event::Read`].
    FilesOpened(usize),
    /// A file or a folder that was dropped cannot be looked into: its name.
    FileMissed(String),
    /// A text has been read, or the reader failed.
    Read {
        /// Its number, from [`Effect::Read`](super::Effect::Read).
        number: u32,
        /// What is in it; `None` where the reader could not be loaded or crashed.
        reading: Option<Reading>,
        /// Where it came from.
        source: Source,
    },
    /// A file could not be read.
    FileUnreadable {
        /// Its number.
        number: u32,
        /// Its name.
        name: String,
    },
    /// Forget the credentials.
    Forget,
    /// Forget this credential.
    ForgetOne(CredentialId),
    /// Use this credential for the configuration on this page.
    Choose(CredentialId),
    /// Use the client secret at this index of that credential.
    ChooseSecret(CredentialId, usize),
    /// Write lists of scopes like this.
    SeparateScopes(ScopeSeparator),
    /// The administrator has confirmed, or takes back, that the configuration with this title is to get a credential
    /// that speaks against it.
    Confirm(bool),

    /// Take this configuration of the list into the plan, or out of it.
    Tick(ConfigurationId, bool),
    /// Use this credential for that configuration of the list; `None` for the one that fits it, if any.
    ChooseFor(ConfigurationId, Option<CredentialId>),
    /// Have a configuration created with this credential, or not.
    Want(CredentialId, bool),
    /// What was typed as the title of the configuration that is created with this credential.
    Entitle(CredentialId, String),
    /// Show the plan, or the list again.
    Review(bool),
    /// Have a person press AEM's button for each of the planned migrations, or not.
    StopBeforeSaving(bool),
    /// Put the report of the migrations away.
    CloseBatch,
    /// Show more lines of each group.
    ShowMore,
    /// Offer this configuration although it is not certain, or leave it alone again.
    Overrule(ConfigurationId),
    /// Leave this proposal out, or take it in again.
    LeaveOut(Role),
    /// Something about the test of a credential.
    Check(CheckEvent),
    /// Do something to AEM's page.
    Act(Act),
    /// That has ended.
    Ended(Ended),

    /// Make a structure report.
    Report,
    /// It was made; `None` where what makes it could not be loaded.
    Reported(Result<Option<String>, PageError>),
    /// Put the structure report away.
    CloseReport,
    /// A value was copied, or the browser refused.
    Copied(bool),
    /// A person wants to get to the panel: by the toolbar button or its shortcut.
    Summoned,
    /// Fold to a tab, or unfold.
    Fold(bool),
    /// The failure was read.
    Dismiss,
}

/// Why what is kept is not what a panel knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Another tab of this AEM has kept something.
    OtherTab,
    /// The credentials were not used for so many minutes. All else is as it was.
    TimeOver(u32),
    /// Nothing is kept any more: a person has removed this AEM on the extension's home page.
    Removed,
}

/// What survives a page load.
#[derive(Debug)]
pub struct Kept {
    /// The run.
    pub run: Run,
    /// The credentials and what stands in the box.
    pub holdings: Holdings,
    /// Which version of what is kept this is, for [`Effect::Known`](super::Effect::Known).
    pub version: String,
}
