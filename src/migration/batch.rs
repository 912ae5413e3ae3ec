//! Several migrations, one after the other: what was planned, how far it has come, and what comes next. A new configuration
//! is made the same way, as a job among the others.
//!
//! A [`Batch`] is begun by one press on a page that names every configuration with its credential, and is kept with the
//! [`Run`](super::Run), so it survives page loads, a reload and a restart of the browser. It holds no secret: whoever goes
//! on another day pastes the credentials again.
//!
//! [`next`] is the whole of what happens by itself: what to do for a job at its stage, by what the page shows. It is a
//! table without state, so every pair can be tested. Three rules stand in it:
//!
//! * AEM's button that saves is pressed from one place only, at the end of a fill that was read back as intended, and a job
//!   that is [`Stage::Saving`] never leads back there: what became of it is for the list to show;
//! * whatever is not as planned ends the job with nothing saved, and its reason; the next one begins;
//! * where a person has to act (a login, a dialog of AEM's), it waits without an end.

use super::{ConfigurationId, Refusal, Time, lenient};
use crate::credentials::CredentialId;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A browser tab, by the number that the browser gives it; 0 where there is only one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TabId(u32);

impl From<u32> for TabId {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

/// Several migrations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Batch {
    /// The migrations, in the order in which they are done.
    #[serde(deserialize_with = "lenient::list")]
    pub jobs: Vec<Job>,
    /// Whether a person presses AEM's button for each.
    pub stops_before_saving: bool,
    /// Whether it goes on.
    #[serde(deserialize_with = "crate::page::lenient")]
    pub mode: Mode,
    /// The tab that it goes on in. All others only show it.
    pub tab: TabId,
    /// How often it was taken over or gone on with: of two tabs' views of it, the later one counts.
    pub turn: u32,
    /// When it was begun.
    pub began: Time,
    /// How often the list was gone to without anything coming of it.
    pub returns: u32,
}

/// Whether a batch goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// It does, by itself.
    Running,
    /// It waits for a press.
    Paused(Pause),
    /// It has come to its end, or was stopped.
    #[default]
    Ended,
}

/// Why a batch waits for a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pause {
    /// A person wanted it to.
    Asked,
    /// The credential of the next migration is not there any more.
    Credential,
    /// Somebody is at work on another page of the console.
    Elsewhere,
    /// The list could not be reached.
    NoList,
}

/// What a job does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aim {
    /// It migrates a configuration.
    #[default]
    Migrate,
    /// It creates one.
    Create {
        /// For which *Cloud Solution*: the product's name.
        solution: String,
    },
}

/// One migration of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Of which configuration. One that is still to be created has a [stand-in](ConfigurationId::to_create) until the list
    /// shows it.
    pub configuration: ConfigurationId,
    /// Whether it migrates or creates. One that cannot be read is not done at all.
    #[serde(default)]
    pub aim: Aim,
    /// Its title.
    pub title: String,
    /// To which credential.
    pub credential: CredentialId,
    /// What that is called on the screen.
    pub name: String,
    /// How far it has come. One whose stage cannot be read is not done at all.
    pub stage: Stage,
    /// How often its properties were opened.
    #[serde(default)]
    pub opened: u32,
    /// How often its form was begun to be filled.
    #[serde(default)]
    pub filled: u32,
    /// What AEM has said went wrong when it was saved.
    #[serde(default, deserialize_with = "crate::page::lenient")]
    pub words: Option<String>,
}

/// How far a migration has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Stage {
    /// Its turn has not come.
    #[default]
    Waiting,
    /// Its properties are being opened.
    Opening,
    /// Its form is being filled.
    Filling,
    /// Its form was filled and read back; a person is to press the button that saves.
    Filled,
    /// AEM's button that saves was pressed, or is about to be. It is never pressed again.
    Saving,
    /// It has ended.
    Ended(Outcome),
}

/// How a migration has ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was saved, and the list shows it without the mark of JWT.
    Migrated {
        /// When that was seen.
        at: Time,
    },
    /// It was created: the list shows a configuration of its title, which was not there before.
    Created {
        /// When that was seen.
        at: Time,
    },
    /// Nothing was saved.
    LeftAlone(Why),
    /// AEM did not save it, and what it said.
    NotSaved(String),
    /// It was saved, as far as can be told, and the list still marks it as JWT.
    StillMarked,
    /// AEM's button was pressed, and nothing has shown what came of it.
    Unconfirmed,
}

/// Why a migration was ended with nothing saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// A person has skipped it.
    Skipped,
    /// There is a configuration of that title already.
    TitleTaken,
    /// AEM's form does not offer the cloud solution.
    NoSolution,
    /// A person has stopped the batch before its turn came.
    Stopped,
    /// The list does not have it any more.
    NotOnList,
    /// It is not marked as JWT any more.
    NotMarked,
    /// It is Adobe's, or might be, or cannot be told from another one.
    NotOurs,
    /// Its properties could not be opened.
    NotOpened,
    /// Another configuration's properties were opened.
    OtherForm,
    /// Its page could not be understood.
    NotUnderstood,
    /// What AEM holds speaks against the credential.
    Contradicts,
    /// The credential was used for another configuration meanwhile.
    Spent,
    /// The form is not to be touched.
    Refused(Refusal),
    /// Not every field read back as intended: so many of so many.
    NotFilled {
        /// How many did.
        equal: u32,
        /// Of how many.
        total: u32,
    },
    /// AEM's page did not answer, or became another one in the middle of it.
    Interrupted,
    /// The button that saves could not be pressed.
    NoButton,
}

/// What a page shows, as far as one migration is concerned.
#[derive(Clone, Debug, PartialEq)]
pub enum Sight {
    /// It cannot be told yet.
    Loading,
    /// A login page.
    Login,
    /// An error page.
    Error,
    /// A dialog that somebody has to answer, and that reports no failure.
    Dialog,
    /// Another page of the console, such as the one that creates, or another configuration's form that nobody has changed.
    Other,
    /// Another configuration's form, or a new one's, that somebody is working on.
    OtherInWork,
    /// The list.
    List(OnList),
    /// The form of this very configuration.
    Form(OnForm),
}

/// What the list shows of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnList {
    /// It is marked as JWT, and is the administrator's.
    Marked,
    /// It has no mark; whether that lasts is not known yet.
    Unmarked,
    /// Its mark is gone for good: it was migrated.
    Settled,
    /// It is Adobe's or might be, or it cannot be told from another one.
    NotOurs,
    /// It is not among those that are there so far.
    NotYet,
    /// It is not there.
    Absent,
    /// For one that is to be created: there is none of its title.
    Free,
    /// For one that is to be created: there is one of its title.
    Taken,
}

/// What a configuration's own form shows.
#[derive(Clone, Debug, PartialEq)]
pub enum OnForm {
    /// It can be filled with the planned credential.
    Ready,
    /// It has been filled, and still reads back as intended.
    Filled,
    /// It has been filled or changed here, and does not read back as intended: somebody is working on it.
    InWork,
    /// The planned credential is not there any more.
    NoCredential,
    /// It shows OAuth, and nobody has changed it here.
    NotMarked,
    /// What it tells speaks against the credential.
    Contradicts,
    /// The credential is spent.
    Spent,
    /// It is not to be touched.
    Refused(Refusal),
    /// It does not offer the cloud solution of the configuration that is to be created.
    NoSolution,
    /// AEM reports a failure in these words.
    Failed(String),
}

/// What to do next for a migration.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// Nothing. Where there is an end to it, look again after this long.
    Wait(Option<Duration>),
    /// Have AEM load the rest of its list.
    LoadRest,
    /// Open its properties.
    Open,
    /// Fill its form; at the end, save it where that is wanted.
    Fill,
    /// Go to the list.
    ToList,
    /// Keep what AEM has said, and go to the list for proof.
    Heard(String),
    /// End it.
    End(Outcome),
    /// Have the batch wait for a press.
    Pause(Pause),
}

/// How often a configuration's properties are opened: a login or a reload may come in between.
const MOST_OPENED: u32 = 3;

/// How often its form is begun to be filled.
const MOST_FILLED: u32 = 3;

/// How long a form must have shown the same before it is filled: what speaks against a credential may come later than
/// the rest of it.
pub const STEADY: Duration = Duration::from_millis(400);

/// How long a page gets that can be told, and does not show what is expected of it. A form's fields come in parts.
const SOON: Duration = Duration::from_secs(5);

/// How long a page gets that AEM has been asked for.
const PAGE_WITHIN: Duration = Duration::from_secs(20);

/// How long AEM gets to save and to show another page.
const SAVED_WITHIN: Duration = Duration::from_secs(30);

/// How long a list may show a mark after saving: it may come from before.
const MARK_WITHIN: Duration = Duration::from_secs(4);

/// What to do for a migration, by its stage, by what the page shows, and by how long it has shown that.
///
/// Total: whatever a page shows, it gives a move; and each wait that has an end leads to something else then.
pub fn next(job: &Job, sight: &Sight, since: Duration) -> Move {
    match &job.stage {
        Stage::Waiting => before_opening(job, sight, since),
        Stage::Opening | Stage::Filling => before_saving(job, sight, since),
        Stage::Filled => filled(job, sight, since),
        Stage::Saving => after_saving(job, sight, since),
        Stage::Ended(_) => Move::Wait(None),
    }
}

/// Waits until `limit`, then does something.
fn within(limit: Duration, since: Duration, then: Move) -> Move {
    match limit.checked_sub(since).filter(|left| !left.is_zero()) {
        Some(left) => Move::Wait(Some(left)),
        None => then,
    }
}

fn leave(why: Why) -> Move {
    Move::End(Outcome::LeftAlone(why))
}

/// Its turn has come, and nothing was done for it yet.
fn before_opening(job: &Job, sight: &Sight, since: Duration) -> Move {
    match sight {
        Sight::Login | Sight::Dialog => Move::Wait(None),
        Sight::Loading => within(PAGE_WITHIN, since, Move::ToList),
        Sight::Error => within(SOON, since, Move::ToList),
        Sight::Other => Move::ToList,
        Sight::OtherInWork => within(SOON, since, Move::Pause(Pause::Elsewhere)),
        Sight::List(OnList::Marked | OnList::Free) if job.opened >= MOST_OPENED => leave(Why::NotOpened),
        Sight::List(OnList::Marked | OnList::Free) => Move::Open,
        Sight::List(on_list) => not_to_open(*on_list, since),
        Sight::Form(on_form) => before_filling(job, on_form, since),
    }
}

/// It is on the list, and not to be opened.
fn not_to_open(on_list: OnList, since: Duration) -> Move {
    match on_list {
        OnList::NotYet => Move::LoadRest,
        OnList::Marked | OnList::Free => Move::Wait(None),
        OnList::Settled => leave(Why::NotMarked),
        // A second one of that title could not be told from the first.
        OnList::Taken => leave(Why::TitleTaken),
        // Marks and items may come later than the list does.
        OnList::Unmarked => within(SOON, since, leave(Why::NotMarked)),
        OnList::NotOurs => within(SOON, since, leave(Why::NotOurs)),
        OnList::Absent => within(SOON, since, leave(Why::NotOnList)),
    }
}

/// Its properties are being opened, or its form was being filled and is to be filled again.
fn before_saving(job: &Job, sight: &Sight, since: Duration) -> Move {
    match sight {
        Sight::Login | Sight::Dialog => Move::Wait(None),
        Sight::Loading => within(PAGE_WITHIN, since, leave(Why::NotUnderstood)),
        Sight::Error => within(SOON, since, leave(Why::NotOpened)),
        Sight::Other | Sight::OtherInWork => within(SOON, since, leave(Why::OtherForm)),
        // AEM is still fetching the page.
        Sight::List(OnList::Marked | OnList::Free) if job.stage == Stage::Opening => {
            within(PAGE_WITHIN, since, leave(Why::NotOpened))
        }
        Sight::List(OnList::Marked | OnList::Free) => within(SOON, since, leave(Why::Interrupted)),
        Sight::List(on_list) => not_to_open(*on_list, since),
        Sight::Form(on_form) => before_filling(job, on_form, since),
    }
}

/// Its form is there, and nothing was saved.
fn before_filling(job: &Job, on_form: &OnForm, since: Duration) -> Move {
    match on_form {
        OnForm::Ready | OnForm::Filled if job.filled >= MOST_FILLED => leave(Why::Interrupted),
        OnForm::Ready => within(STEADY, since, Move::Fill),
        // Somebody else has filled it, as planned. It is filled again, which changes nothing and is what was ordered.
        OnForm::Filled => within(STEADY, since, Move::Fill),
        OnForm::NoCredential => Move::Pause(Pause::Credential),
        // What speaks against a credential does not go away.
        OnForm::Contradicts => leave(Why::Contradicts),
        OnForm::Spent => leave(Why::Spent),
        OnForm::InWork => within(SOON, since, leave(Why::Interrupted)),
        // The fields may still be coming.
        OnForm::NotMarked => within(SOON, since, leave(Why::NotMarked)),
        OnForm::Refused(refusal) => within(SOON, since, leave(Why::Refused(*refusal))),
        // The options may still be coming.
        OnForm::NoSolution => within(SOON, since, leave(Why::NoSolution)),
        OnForm::Failed(words) => within(SOON, since, Move::End(Outcome::NotSaved(words.clone()))),
    }
}

/// It was filled, and a person decides.
fn filled(job: &Job, sight: &Sight, since: Duration) -> Move {
    match sight {
        Sight::Form(OnForm::Filled | OnForm::InWork) => Move::Wait(None),
        // The page was loaded again, and nothing stands in the form any more.
        Sight::Form(on_form) => before_filling(job, on_form, since),
        Sight::Login | Sight::Dialog => Move::Wait(None),
        Sight::Loading => within(PAGE_WITHIN, since, leave(Why::NotUnderstood)),
        Sight::Error | Sight::Other | Sight::OtherInWork => within(SOON, since, leave(Why::Skipped)),
        // AEM's own button may have been pressed.
        Sight::List(on_list) => match on_list {
            OnList::NotYet => Move::LoadRest,
            OnList::Marked | OnList::Free => within(MARK_WITHIN, since, leave(Why::Skipped)),
            OnList::Unmarked | OnList::Taken => within(PAGE_WITHIN, since, Move::End(Outcome::Unconfirmed)),
            // Whoever drives it ends such a one as migrated before it asks.
            OnList::Settled => Move::Wait(None),
            OnList::NotOurs | OnList::Absent => within(SOON, since, leave(Why::NotOnList)),
        },
    }
}

/// AEM's button was pressed. Nothing is tried again: the list tells what came of it.
fn after_saving(job: &Job, sight: &Sight, since: Duration) -> Move {
    match sight {
        Sight::Login => Move::Wait(None),
        Sight::Form(OnForm::Failed(words)) if job.words.is_none() => Move::Heard(words.clone()),
        // AEM says that it has saved, or asks something: whatever it is, the list knows.
        Sight::Dialog => within(SOON, since, Move::ToList),
        Sight::Loading | Sight::Error | Sight::Other | Sight::OtherInWork | Sight::Form(_) => {
            within(SAVED_WITHIN, since, Move::ToList)
        }
        Sight::List(on_list) => match on_list {
            OnList::NotYet => Move::LoadRest,
            OnList::Marked => within(MARK_WITHIN, since, Move::End(not_saved(job, Outcome::StillMarked))),
            OnList::Free => within(SOON, since, Move::End(not_saved(job, Outcome::Unconfirmed))),
            OnList::Unmarked | OnList::Taken => within(PAGE_WITHIN, since, Move::End(Outcome::Unconfirmed)),
            // Whoever drives it ends such a one as migrated before it asks.
            OnList::Settled => Move::Wait(None),
            OnList::NotOurs | OnList::Absent => within(SOON, since, Move::End(Outcome::Unconfirmed)),
        },
    }
}

/// How one has ended that the list shows not to be saved: in AEM's words, where it had some.
fn not_saved(job: &Job, without_words: Outcome) -> Outcome {
    job.words.clone().map_or(without_words, Outcome::NotSaved)
}

impl Job {
    /// A migration that is to be done.
    pub fn new(
        configuration: ConfigurationId,
        title: String,
        credential: CredentialId,
        name: String,
    ) -> Self {
        Self {
            configuration,
            aim: Aim::Migrate,
            title,
            credential,
            name,
            stage: Stage::Waiting,
            opened: 0,
            filled: 0,
            words: None,
        }
    }

    /// The cloud solution of the configuration that is to be created, where one is.
    pub fn solution(&self) -> Option<&str> {
        match &self.aim {
            Aim::Migrate => None,
            Aim::Create { solution } => Some(solution),
        }
    }

    /// Whether the button that creates was pressed for it, or may have been: only then is what has its title its own. Where the
    /// title was taken, say, the list shows somebody else's.
    fn may_be_created(&self) -> bool {
        matches!(
            self.stage,
            Stage::Saving | Stage::Filled | Stage::Ended(Outcome::Unconfirmed | Outcome::NotSaved(_))
        )
    }

    /// Whether another view of the batch means the same job.
    fn is_same_as(&self, other: &Self) -> bool {
        (&self.aim, &self.title, &self.credential) == (&other.aim, &other.title, &other.credential)
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        matches!(self.stage, Stage::Ended(_))
    }

    /// How it has ended.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.stage {
            Stage::Ended(outcome) => Some(outcome),
            _ => None,
        }
    }
}

impl Batch {
    /// The migration whose turn it is.
    pub fn current(&self) -> Option<&Job> {
        self.jobs.iter().find(|job| !job.has_ended())
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Job> {
        self.jobs.iter_mut().find(|job| !job.has_ended())
    }

    /// Whether it goes on by itself, in this tab.
    pub fn runs_in(&self, tab: TabId) -> bool {
        self.mode == Mode::Running && self.tab == tab
    }

    /// Brings the current migration to a stage. One that is saving can only end.
    pub fn advance(&mut self, stage: Stage) {
        let Some(job) = self.current_mut() else { return };
        if job.stage == Stage::Saving && !matches!(stage, Stage::Ended(_)) {
            return;
        }
        job.opened += u32::from(stage == Stage::Opening);
        job.filled += u32::from(stage == Stage::Filling);
        let ends = matches!(stage, Stage::Ended(_));
        job.stage = stage;
        if ends {
            self.returns = 0;
            self.end_with_its_jobs();
        }
    }

    /// Keeps what AEM has said about saving the current one.
    pub fn hear(&mut self, words: String) {
        if let Some(job) = self.current_mut() {
            job.words = Some(words);
        }
    }

    /// A page was loaded. What was being opened or filled is to be opened again; what was being saved is not touched.
    pub fn begin_page(&mut self, is_list: bool) {
        if let Some(job) = self.current_mut().filter(|_| is_list)
            && matches!(job.stage, Stage::Opening | Stage::Filling)
        {
            job.stage = Stage::Waiting;
        }
    }

    /// What was being opened is to be opened again: it did no harm.
    pub fn open_again(&mut self) {
        if let Some(job) = self.current_mut().filter(|job| job.stage == Stage::Opening) {
            job.stage = Stage::Waiting;
        }
    }

    /// Ends it here. What was being saved may have been.
    pub fn stop(&mut self) {
        for job in self.jobs.iter_mut().filter(|job| !job.has_ended()) {
            let outcome = match job.stage {
                Stage::Saving => Outcome::Unconfirmed,
                Stage::Waiting => Outcome::LeftAlone(Why::Stopped),
                _ => Outcome::LeftAlone(Why::Skipped),
            };
            job.stage = Stage::Ended(outcome);
        }
        self.mode = Mode::Ended;
    }

    /// The list shows that a configuration is migrated: so is its job, whatever was thought of it.
    pub fn settle(&mut self, configuration: &ConfigurationId, at: Time) {
        for job in self.jobs.iter_mut().filter(|job| job.configuration == *configuration) {
            let was_pressed = match &job.stage {
                Stage::Saving | Stage::Filled => true,
                Stage::Ended(outcome) => !matches!(outcome, Outcome::Migrated { .. }),
                Stage::Waiting | Stage::Opening | Stage::Filling => false,
            };
            // A created one is on the list without a mark from the start.
            if was_pressed && job.aim == Aim::Migrate {
                job.stage = Stage::Ended(Outcome::Migrated { at });
            }
        }
        self.end_with_its_jobs();
    }

    /// The list shows a configuration that was to be created, for the first time: its stand-in is known by that id from then
    /// on. Nothing happens where the button was not pressed for it. Returns whether it was.
    pub fn created(&mut self, stand_in: &ConfigurationId, configuration: &ConfigurationId, at: Time) -> bool {
        let is_it = |job: &&mut Job| job.configuration == *stand_in && job.may_be_created();
        let Some(job) = self.jobs.iter_mut().find(is_it) else { return false };
        job.configuration = configuration.clone();
        job.stage = Stage::Ended(Outcome::Created { at });
        self.end_with_its_jobs();
        true
    }

    fn end_with_its_jobs(&mut self) {
        if self.current().is_none() {
            self.mode = Mode::Ended;
        }
    }

    /// Two tabs' views of one batch: the later turn counts, and of each migration what has come further, so that what one
    /// tab has saved is never saved by another.
    #[must_use]
    pub(super) fn with(self, other: Self) -> Self {
        if self.began != other.began {
            return if self.began > other.began { self } else { other };
        }
        let (mut later, earlier) = if other.turn > self.turn { (other, self) } else { (self, other) };
        for (job, known) in later.jobs.iter_mut().zip(earlier.jobs) {
            if job.is_same_as(&known) && known.stage.rank() > job.stage.rank() {
                *job = known;
            }
        }
        later.end_with_its_jobs();
        later
    }
}

impl Outcome {
    /// A stable code, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Migrated { .. } => "migrated",
            Self::Created { .. } => "created",
            Self::LeftAlone(_) => "left-alone",
            Self::NotSaved(_) => "not-saved",
            Self::StillMarked => "still-marked",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

impl Stage {
    /// Stages in their order. What came before saving does no harm when it is done again.
    fn rank(&self) -> u8 {
        match self {
            Self::Waiting | Self::Opening | Self::Filling | Self::Filled => 0,
            Self::Saving => 1,
            Self::Ended(_) => 2,
        }
    }
}

#[cfg(test)]
mod tests;
