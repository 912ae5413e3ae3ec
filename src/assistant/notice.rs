//! What the assistant has to say, as codes; `locale` and the panel have the words.

use super::event::Cause;
use super::steps::StepFailure;
use crate::console::Role;
use crate::migration::batch::Outcome;
use crate::page::PageError;

/// Something that went wrong, or that the administrator has to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The page did not answer.
    Page(PageError),
    /// A step was not done.
    Step(StepFailure),
    /// The reader could not be loaded, or crashed.
    ReadingFailed,
    /// A file could not be read: its name.
    FileUnreadable(String),
    /// More than [`MOST_FILES`](super::MOST_FILES) files were dropped or chosen at once; the first of them are read.
    TooManyFiles,
    /// AEM is still loading its list.
    ListStillLoading,
    /// The structure report could not be made.
    StructureFailed,
    /// The credentials are gone, by nobody's doing in this panel.
    CredentialsGone(Cause),
}

/// What a screen reader is told after a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Spoken {
    /// Something went wrong.
    Notice(Notice),
    /// A text was read.
    Reading {
        /// How many credentials of it can be used.
        usable: usize,
        /// How many findings there are.
        problems: usize,
    },
    /// The credentials are forgotten.
    Forgotten,
    /// A value was copied, or not.
    Copied(bool),
    /// All of the list is there: so many configurations.
    ListComplete(usize),
    /// A form was filled.
    ReadBack(ReadBack),
    /// Filling was undone.
    Undone(UndoneFields),
    /// AEM has checked a configuration.
    Checked {
        /// Its title.
        title: String,
        /// Whether AEM has got a token.
        healthy: bool,
    },
    /// One of several migrations has ended.
    JobEnded {
        /// The configuration's title.
        title: String,
        /// How.
        outcome: Outcome,
        /// The title of the next one, where there is one.
        next: Option<String>,
    },
}

/// How many fields hold what they were to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// How many do.
    pub equal: usize,
    /// Of how many.
    pub total: usize,
}

impl ReadBack {
    /// Whether nothing is left to do.
    pub fn complete(self) -> bool {
        self.equal == self.total
    }
}

/// What became of the fields when filling was undone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UndoneFields {
    /// The fields that do not hold what they held before.
    pub left: Vec<Role>,
}
