//! Several migrations in a row: how far each has come, what is waited for, and how they ended.

use crate::assistant::Assistant;
use crate::assistant::health::HealthLine;
use crate::console::PageKind;
use crate::migration::batch::{Batch, Mode, Outcome, Pause, Sight, Stage, Why};
use crate::migration::{ConfigurationId, Verdict};

/// Several migrations in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchScreen {
    /// The migrations, in their order.
    pub lines: Vec<JobLine>,
    /// Which one it is the turn of, from 1, and how many have ended.
    pub at: usize,
    /// How many have ended.
    pub ended: usize,
    /// Whether it goes on.
    pub state: BatchState,
    /// Whether the page's own form is a person's to deal with: then it is shown below.
    pub shows_form: bool,
    /// Whether the current one can be skipped.
    pub can_skip: bool,
    /// How they ended; all zero until they have.
    pub tally: Tally,
}

/// Whether it goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum BatchState {
    /// It does, by itself.
    Running,
    /// It does once the administrator has signed in.
    ForLogin,
    /// It does once the administrator has answered a dialog of AEM's.
    ForDialog,
    /// It does once the administrator has saved, or skipped, the form on the page.
    ForSave,
    /// It goes on in another tab.
    InAnotherTab,
    /// It waits for a press.
    Paused {
        /// Why.
        why: Pause,
        /// The current credential's name.
        name: String,
        /// Whether it can go on.
        can_resume: bool,
    },
    /// It has come to its end.
    Ended,
}

/// One migration.
#[derive(Clone, Debug, PartialEq)]
pub struct JobLine {
    /// Of which configuration.
    pub id: ConfigurationId,
    /// Its title.
    pub title: String,
    /// What the credential is called.
    pub name: String,
    /// How far it has come.
    pub stage: Stage,
    /// What speaks against the credential, where that has ended it and can still be told.
    pub verdict: Option<Verdict>,
    /// What AEM's check has found of it since.
    pub health: Option<HealthLine>,
    /// Whether its properties can be opened here, to decide by hand.
    pub can_decide: bool,
}

/// How many have ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Migrated.
    pub migrated: usize,
    /// Created.
    pub created: usize,
    /// Left alone, with nothing saved.
    pub left: usize,
    /// Failed, or not certain.
    pub failed: usize,
}

impl Tally {
    fn of(batch: &Batch) -> Self {
        let mut tally = Self::default();
        for outcome in batch.jobs.iter().filter_map(|job| job.outcome()) {
            match outcome {
                Outcome::Migrated { .. } => tally.migrated += 1,
                Outcome::Created { .. } => tally.created += 1,
                Outcome::LeftAlone(_) => tally.left += 1,
                Outcome::NotSaved(_) | Outcome::StillMarked | Outcome::Unconfirmed => tally.failed += 1,
            }
        }
        tally
    }
}

impl Assistant {
    pub(super) fn batch_screen(&self) -> Option<BatchScreen> {
        let batch = self.run.batch.as_ref()?;
        let ended = batch.jobs.iter().filter(|job| job.has_ended()).count();
        let on_list = self.view.as_ref().is_some_and(|view| view.kind == PageKind::List);
        let may_decide = on_list && !self.is_driven() && !self.is_busy();
        let lines = batch.jobs.iter().map(|job| JobLine {
            id: job.configuration.clone(),
            title: job.title.clone(),
            name: job.name.clone(),
            stage: job.stage.clone(),
            verdict: match job.outcome() {
                Some(Outcome::LeftAlone(Why::Contradicts | Why::Spent)) => {
                    Some(self.matching.of(&job.configuration).verdict(&job.credential))
                }
                _ => None,
            },
            health: self.health_of(&job.configuration),
            can_decide: may_decide
                && job.outcome().is_some_and(|outcome| !matches!(outcome, Outcome::Migrated { .. }))
                && self.offers_on_list(&job.configuration),
        });
        let state = self.batch_state(batch);
        Some(BatchScreen {
            lines: lines.collect(),
            at: (ended + 1).min(batch.jobs.len()),
            ended,
            shows_form: !self.is_driven() && state != BatchState::InAnotherTab,
            can_skip: batch.mode != Mode::Ended
                && batch.tab == self.tab
                && batch.current().is_some_and(|job| job.stage != Stage::Saving),
            tally: Tally::of(batch),
            state,
        })
    }

    fn batch_state(&self, batch: &Batch) -> BatchState {
        let Some(job) = batch.current().filter(|_| batch.mode != Mode::Ended) else {
            return BatchState::Ended;
        };
        match batch.mode {
            Mode::Running if batch.tab != self.tab => BatchState::InAnotherTab,
            Mode::Running => match self.sight(job) {
                Sight::Login => BatchState::ForLogin,
                Sight::Dialog => BatchState::ForDialog,
                _ if job.stage == Stage::Filled => BatchState::ForSave,
                _ => BatchState::Running,
            },
            Mode::Paused(why) => {
                let has_credential = self.tray.credential(&job.credential).is_some();
                let can_resume = !self.is_busy() && (has_credential || job.stage == Stage::Saving);
                // It went while something else was the reason.
                let why = if can_resume || self.is_busy() { why } else { Pause::Credential };
                BatchState::Paused { why, name: job.name.clone(), can_resume }
            }
            Mode::Ended => BatchState::Ended,
        }
    }

    fn offers_on_list(&self, id: &ConfigurationId) -> bool {
        let configurations = self.view.iter().flat_map(|view| &view.configurations);
        configurations.into_iter().any(|one| *one.id == *id.as_str() && self.run.offers(one))
    }
}
