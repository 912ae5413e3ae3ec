//! The steps as one type: what the assistant asks for, and what it is told at the end.

use super::check::{CheckFailure, Health, check_health};
use super::create::create;
use super::fill::{FillFailure, FillOrder, Filled, fill};
use super::load_rest::{LoadEnd, LoadFailure, LoadOrder, load_rest};
use super::open::open;
use super::save::{SaveFailure, SaveOrder, save};
use super::select::{ItemOrder, SelectFailure};
use super::to_list::{ListOrder, to_list};
use super::undo::{UndoFailure, UndoOrder, Undoing, undo};
use crate::assistant::page::Page;
use crate::migration::Run;
use crate::page::PageError;

/// One act on AEM's page, with all that it needs.
#[derive(Clone, Debug)]
pub enum Step {
    /// [`open()`].
    Open(ItemOrder),
    /// [`create()`].
    Create,
    /// [`check_health()`].
    Check(ItemOrder),
    /// [`load_rest()`].
    LoadRest(LoadOrder),
    /// [`fill()`].
    Fill {
        /// With what.
        order: Box<FillOrder>,
        /// The run, which says whose the configuration is.
        run: Run,
        /// The epoch in which it begins, to be told again at its end.
        epoch: u32,
    },
    /// [`undo()`].
    Undo(UndoOrder),
    /// [`save()`].
    Save {
        /// What has to be on the page for that.
        order: Box<SaveOrder>,
        /// The run to keep first.
        run: Run,
    },
    /// [`to_list()`].
    ToList(ListOrder),
}

/// How a step ended.
#[derive(Debug)]
pub enum Ended {
    /// The properties, or the page that creates, are being opened by AEM, or could not be.
    Open(Result<(), SelectFailure>),
    /// AEM has checked a configuration, or could not be had to.
    Check(Result<Health, CheckFailure>),
    /// The rest of the list has been loaded, as far as that went.
    LoadRest(Result<LoadEnd, LoadFailure>),
    /// Filling ended.
    Fill {
        /// The epoch in which it began.
        epoch: u32,
        /// How it ended.
        filled: Filled,
    },
    /// Undoing ended.
    Undo(Result<Undoing, UndoFailure>),
    /// AEM's button was pressed, or could not be.
    Save(Result<(), SaveFailure>),
    /// The list is being loaded, or the page did not answer.
    ToList(Result<(), PageError>),
}

/// Why a step was not done, where that is to be told.
#[derive(Clone, Debug, PartialEq)]
pub enum StepFailure {
    /// The properties could not be opened.
    Open {
        /// Whose.
        title: String,
        /// Why.
        failure: SelectFailure,
    },
    /// A configuration was not checked.
    Check {
        /// Which one: its title.
        title: String,
        /// Why.
        failure: CheckFailure,
    },
    /// The form was not filled.
    Fill(FillFailure),
    /// Filling was not undone.
    Undo(UndoFailure),
    /// The form was not saved.
    Save(SaveFailure),
}

impl Step {
    /// Does it. Ends on any page: every call of the page is answered or fails, and nothing is tried for ever.
    pub async fn run(self, page: &impl Page) -> Ended {
        match self {
            Self::Open(order) => Ended::Open(open(page, &order).await),
            Self::Create => Ended::Open(create(page).await),
            Self::Check(order) => Ended::Check(check_health(page, &order).await),
            Self::LoadRest(order) => Ended::LoadRest(load_rest(page, &order).await),
            Self::Fill { order, run, epoch } => Ended::Fill { epoch, filled: fill(page, &run, &order).await },
            Self::Undo(order) => Ended::Undo(undo(page, &order).await),
            Self::Save { order, run } => Ended::Save(save(page, &run, &order).await),
            Self::ToList(order) => Ended::ToList(to_list(page, &order).await),
        }
    }
}
