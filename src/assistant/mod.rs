//! The assistant: what happens next.
//!
//! An [`Event`] changes the state and gives [`Effect`]s, which the panel carries out; [`Assistant::screen`] says what is
//! shown, as plain data and codes. All of it is pure: no browser, no clock, no words, so that every decision can be
//! tested natively in microseconds.
//!
//! * `event`, `effect`: what goes in and what comes out;
//! * `tray`: the credentials in hand;
//! * `selection`: which of them is used on this page, and whether it may be;
//! * `act`: what can be done to the page, and what is being done;
//! * `batch`: several migrations in a row, from page to page;
//! * `creations`: new configurations, in the plan beside the migrations;
//! * `check`, `checks`: the test of a credential with Adobe IMS;
//! * `acts`: what a press on a button begins, and how that ends;
//! * `health`: AEM's own check, of one configuration after the other;
//! * [`screen`]: what is shown;
//! * [`press`]: which presses on a button count;
//! * [`steps`]: what is done to the page, in several looks and edits each: `async` over [`page::Page`].

mod act;
mod acts;
mod batch;
mod check;
mod checks;
mod creations;
mod driving;
mod effect;
mod event;
mod health;
mod notice;
pub mod page;
pub mod press;
pub mod screen;
mod selection;
pub mod steps;
mod tray;

pub use act::{Act, Planned, Task, ToCheck};
pub use check::{CheckEvent, Offer, Permission};
pub use creations::Lack;
pub use effect::{Effect, Milestone};
pub use event::{Cause, Event, Kept};
pub use health::HealthLine;
pub use notice::{Notice, ReadBack, Spoken, UndoneFields};
pub use screen::Screen;
pub use selection::{Selection, Standing};
pub use tray::{Checked, Holdings, Remark, Source, Tray};

use crate::console::{self, ConsoleView, PageKind, Product, Role};
use crate::credentials::{Credential, CredentialId, Reading, Secret};
use crate::migration::batch::TabId;
use crate::migration::{ConfigurationId, Known, Matching, Run, Subject, Time, Wish, plan};
use crate::page::{Address, PageError, PageSnapshot};
use check::Checks;
use driving::Driving;
use std::collections::VecDeque;
use steps::{Edited, FillReport};

/// How many files are read at once. Nobody has as many credentials; a home folder that was dropped by mistake has more files.
pub const MOST_FILES: usize = 200;

/// How many lines of a group of the list are shown until more are asked for, and how many more then.
const LINES: usize = 50;

/// Where the assistant is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Beside AEM's page.
    BesideAem,
    /// On a page of its own: paste, check, copy.
    Alone,
}

/// The state, and all that changes it.
#[derive(Debug)]
pub struct Assistant {
    place: Place,
    /// What the page is; `None` until it was first looked at.
    view: Option<ConsoleView>,
    /// The page's host, such as `author-p12345-e67890.adobeaemcloud.com`.
    host: String,
    looking: Looking,
    /// Whether what was kept from the page before has arrived. Until then there is no box to paste in: it would be
    /// replaced under the cursor.
    arrived: bool,
    /// Whether the store may be written to: not where it did not answer, until something new was pasted.
    may_keep: bool,
    /// Whether another tab has kept something that was not asked for yet: this one had not begun, or was doing something to
    /// its page.
    is_outdated: bool,
    /// Counts what was pasted, forgotten or kept here. Race: what another tab has kept must not take the place of something
    /// that has happened since it was asked for.
    changes: u32,
    run: Run,
    tray: Tray,
    /// The tests of credentials.
    checks: Checks,
    /// The numbers of the files that are to be read, the one that is being read first: one at a time, or a folder of large ones
    /// would fill the memory.
    files: VecDeque<u32>,
    /// Which credential belongs to which configuration; made anew whenever one of its inputs changes.
    matching: Matching,
    /// What the list already has for the products of credentials that could create a configuration.
    beside: Vec<(Product, Vec<String>)>,
    /// The credential that was chosen where there is no configuration to choose it for.
    unbound_choice: Option<CredentialId>,
    task: Task,
    form: FormWork,
    /// Epoch: another credential, another secret or another configuration begins a new one, and the result of a fill
    /// that was started in an older epoch is discarded.
    epoch: u32,
    /// Which tab this is.
    tab: TabId,
    /// Where the console's list is on this host, by the address of the page that is there.
    list_path: Option<String>,
    /// Whether the plan is shown in the place of the list.
    reviewing: bool,
    /// Whether a person is to press AEM's button for each of the planned migrations.
    stops_before_saving: bool,
    /// What only this page knows of the migrations that are under way.
    driving: Driving,
    /// How many lines of a group are shown.
    shown: usize,
    failure: Option<Notice>,
    spoken: Option<Spoken>,
    structure: Option<String>,
    folded: bool,
    /// How many configurations the toolbar button says are left.
    counted: Option<usize>,
}

/// Whether the page is being looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Looking {
    No,
    Yes,
    /// It changed meanwhile, and has to be looked at again.
    Again,
}

/// What was done to the form on this page.
#[derive(Debug, Default)]
struct FormWork {
    report: Option<FillReport>,
    /// What was edited since it was last undone.
    edited: Edited,
    undone: Option<UndoneFields>,
    /// The proposals that the administrator does not want filled.
    left_out: Vec<Role>,
}

impl Assistant {
    /// An assistant that knows nothing yet, and the effects that begin its work.
    pub fn new(place: Place, folded: bool) -> Self {
        Self {
            place,
            view: None,
            host: String::new(),
            looking: Looking::No,
            // Without a page there is nothing to wait for.
            arrived: place == Place::Alone,
            may_keep: false,
            is_outdated: false,
            changes: 0,
            run: Run::default(),
            tray: Tray::default(),
            checks: Checks::default(),
            files: VecDeque::new(),
            matching: Matching::default(),
            beside: Vec::new(),
            unbound_choice: None,
            task: Task::Idle,
            form: FormWork::default(),
            epoch: 0,
            tab: TabId::default(),
            list_path: None,
            reviewing: false,
            stops_before_saving: false,
            driving: Driving::default(),
            shown: LINES,
            failure: None,
            spoken: None,
            structure: None,
            folded,
            counted: None,
        }
    }

    /// Takes in what happened. Never blocks and never fails.
    pub fn update(&mut self, event: Event, now: Time) -> Vec<Effect> {
        let mut effects = self.handle(event, now);
        effects.extend(self.drive(now));
        effects
    }

    fn handle(&mut self, event: Event, now: Time) -> Vec<Effect> {
        match event {
            Event::InTab(tab) => {
                self.tab = tab;
                Vec::new()
            }
            Event::InFront(in_front) => self.in_front(in_front),
            Event::Kept(kept) => self.kept(kept),
            Event::KeptElsewhere => self.reload(),
            Event::Reloaded { changes, cause, kept } => self.reloaded(changes, cause, kept),
            // Filling and undoing look for themselves, and their end brings one more look.
            Event::PageChanged if self.arrived && !self.is_editing() => self.look(),
            Event::PageChanged => Vec::new(),
            Event::Looked(snapshot) => self.looked(snapshot, now),

            Event::Pasted(text) => {
                self.changes += 1;
                let number = self.tray.put_in_box(text.clone());
                vec![Effect::Read { number, text }]
            }
            Event::FilesOpened(count) => {
                self.changes += 1;
                if count > MOST_FILES {
                    self.fail(Notice::TooManyFiles);
                }
                let numbers: Vec<u32> = (0..count.min(MOST_FILES)).map(|_| self.tray.give()).collect();
                let is_idle = self.files.is_empty();
                self.files.extend(numbers);
                if is_idle { self.next_file() } else { Vec::new() }
            }
            Event::FileMissed(name) => self.fail(Notice::FileUnreadable(name)),
            Event::Read { number, reading, source } => {
                let is_file = source != Source::Box;
                let is_awaited = self.tray.awaits(number, &source);
                let mut effects = if is_awaited { self.read(reading, source) } else { Vec::new() };
                if is_file {
                    self.files.pop_front();
                    effects.extend(self.next_file());
                }
                effects
            }
            Event::FileUnreadable { number, name } => {
                if self.tray.awaits(number, &Source::File(name.clone())) {
                    self.fail(Notice::FileUnreadable(name));
                }
                self.files.pop_front();
                self.next_file()
            }
            Event::Forget => self.forget(),
            Event::ForgetOne(id) => self.forget_one(&id),
            Event::Choose(id) => self.choose(id),
            Event::ChooseSecret(id, index) => {
                self.run.choose_secret(&id, index);
                self.begin_epoch();
                self.keep()
            }
            Event::SeparateScopes(separator) => {
                self.run.scope_separator = separator;
                self.tray.separate_scopes(separator);
                self.begin_epoch();
                self.keep()
            }
            Event::Confirm(confirmed) => self.confirm(confirmed),

            Event::Tick(id, ticked) => self.tick(id, ticked),
            Event::ChooseFor(id, credential) => self.choose_for(id, credential),
            Event::Want(credential, wanted) => {
                self.run.want(credential, wanted);
                self.keep()
            }
            Event::Entitle(credential, title) => {
                self.run.entitle(credential, &title);
                self.keep()
            }
            Event::Review(reviewing) => {
                self.reviewing = reviewing && !self.batch_is_open();
                vec![Effect::FocusNextStep]
            }
            Event::StopBeforeSaving(stops) => {
                self.stops_before_saving = stops;
                Vec::new()
            }
            Event::CloseBatch => self.put_batch_away(),
            Event::ShowMore => {
                self.shown += LINES;
                Vec::new()
            }
            Event::Overrule(id) => {
                self.run.overrule(id);
                self.rematch();
                self.keep()
            }
            Event::LeaveOut(role) => {
                let left_out = &mut self.form.left_out;
                match left_out.iter().position(|one| *one == role) {
                    Some(place) => drop(left_out.remove(place)),
                    None => left_out.push(role),
                }
                self.form.report = None;
                Vec::new()
            }

            Event::Check(event) => self.check(event, now),
            Event::Act(act) => self.act(act, now),
            Event::Ended(ended) => {
                let is_to_repeat = self.is_to_repeat(&ended);
                let outcome = self.outcome_of(&ended);
                let mut effects = self.ended(ended, now);
                effects.extend(match outcome {
                    _ if is_to_repeat => self.prepare_to_repeat(),
                    Some(outcome) => self.end_job(outcome),
                    None => self.note_filled(),
                });
                effects.extend(self.catch_up());
                effects
            }

            Event::Report if self.place == Place::BesideAem => vec![Effect::Report],
            Event::Report => Vec::new(),
            Event::Reported(Ok(Some(report))) => {
                self.structure = Some(report);
                Vec::new()
            }
            Event::Reported(Ok(None)) => self.fail(Notice::StructureFailed),
            Event::Reported(Err(error)) => self.fail(Notice::Page(error)),
            Event::CloseReport => {
                self.structure = None;
                Vec::new()
            }
            Event::Copied(copied) => {
                self.spoken = Some(Spoken::Copied(copied));
                Vec::new()
            }
            Event::Fold(folded) => {
                self.folded = folded;
                vec![Effect::Fold(folded)]
            }
            Event::Summoned => {
                let unfolds = std::mem::replace(&mut self.folded, false);
                let mut effects = if unfolds { vec![Effect::Fold(false)] } else { Vec::new() };
                effects.push(Effect::FocusNextStep);
                effects
            }
            Event::Dismiss => {
                self.failure = None;
                Vec::new()
            }
        }
    }

    /// Whether something is being done to the page.
    pub fn is_busy(&self) -> bool {
        !matches!(self.task, Task::Idle)
    }

    fn is_editing(&self) -> bool {
        matches!(self.task, Task::Filling { .. } | Task::Undoing)
    }

    fn kept(&mut self, kept: Result<Option<Kept>, PageError>) -> Vec<Effect> {
        self.arrived = true;
        // What could not be loaded may still be there, and is not to be replaced by an empty run.
        self.may_keep |= kept.is_ok();
        let mut effects = Vec::new();
        let kept = kept.unwrap_or_else(|error| {
            self.fail(Notice::Page(error));
            None
        });
        // Race: whoever was quicker than the store has pasted something already.
        let is_quicker = !self.tray.is_empty();
        if let Some(Kept { run, holdings, version }) = kept {
            effects.push(Effect::Known { version, run: run.clone(), tray: holdings.kept() });
            self.run = run;
            // What was given anew has to be chosen anew.
            for credential in self.tray.credentials() {
                self.run.forget_choices_of(&credential.id);
            }
            let unread = self.tray.take_beside(holdings);
            self.tray.separate_scopes(self.run.scope_separator);
            effects.extend(self.read_box(unread));
        }
        self.rematch();
        if is_quicker {
            effects.extend(self.keep_tray());
        }
        effects.extend(self.look());
        effects.extend(self.catch_up());
        effects
    }

    /// Loads what another tab has kept, once nothing is being done to the page: what was decided on has to stay what it was
    /// until then.
    fn reload(&mut self) -> Vec<Effect> {
        self.is_outdated = true;
        self.catch_up()
    }

    /// Loads what another tab has kept meanwhile, if there may be something.
    fn catch_up(&mut self) -> Vec<Effect> {
        if !self.is_outdated || !self.arrived || self.is_busy() {
            return Vec::new();
        }
        self.is_outdated = false;
        vec![Effect::Reload { changes: self.changes }]
    }

    /// Has the next file read, if there is one.
    fn next_file(&self) -> Vec<Effect> {
        self.files.front().map(|number| Effect::ReadFile { number: *number }).into_iter().collect()
    }

    /// Has a text read that stands in the box.
    fn read_box(&self, number: Option<u32>) -> Option<Effect> {
        Some(Effect::Read { number: number?, text: self.tray.in_box().clone() })
    }

    /// Takes the run as another tab has left it, and what was pasted or forgotten there. A text that is still to be mended
    /// here stays.
    fn reloaded(&mut self, changes: u32, cause: Cause, kept: Result<Option<Kept>, PageError>) -> Vec<Effect> {
        let Ok(Some(Kept { run, holdings, version })) = kept else { return Vec::new() };
        // Race: what has happened here since is being kept together with that, which will be told.
        if self.is_busy() || changes != self.changes {
            return self.reload();
        }
        self.may_keep = true;
        let mut effects = vec![Effect::Known { version, run: run.clone(), tray: holdings.kept() }];
        let mine = std::mem::take(&mut self.run);
        // What this page has seen was not removed by whoever has removed what was kept of it.
        self.run = if cause == Cause::Removed { mine.clone() } else { run.on_the_page_of(&mine) };
        // What stands in the form here is used, whatever a list in another tab makes of a mark.
        let here = self.configuration().filter(|_| !self.form.edited.is_empty());
        let used = here.and_then(|here| mine.used.into_iter().find(|used| used.configuration == here));
        if let Some(used) = used.filter(|used| !self.run.used.contains(used)) {
            self.run.use_for(used.credential, used.configuration, used.title);
            effects.extend(self.keep());
        }
        let is_other = !holdings.has_same_credentials(self.tray.holdings());
        let are_gone = !holdings.has_credentials() && self.tray.holdings().has_credentials();
        let unread = self.tray.take(holdings);
        effects.extend(self.read_box(unread));
        if is_other {
            self.failure = None;
            self.begin_epoch();
        }
        if are_gone {
            effects.extend(self.fail(Notice::CredentialsGone(cause)));
        }
        self.tray.separate_scopes(self.run.scope_separator);
        // Not another look: two tabs that see different things would keep telling each other.
        if let Some(view) = &mut self.view {
            self.run.recall(view);
        }
        self.rematch();
        effects
    }

    /// Looks at the page; while a look is under way, another one is only noted (debounce).
    fn look(&mut self) -> Vec<Effect> {
        match self.looking {
            Looking::No if self.place == Place::BesideAem => {
                self.looking = Looking::Yes;
                vec![Effect::Look]
            }
            Looking::No => Vec::new(),
            Looking::Yes | Looking::Again => {
                self.looking = Looking::Again;
                Vec::new()
            }
        }
    }

    fn looked(&mut self, snapshot: Result<PageSnapshot, PageError>, now: Time) -> Vec<Effect> {
        let again = std::mem::replace(&mut self.looking, Looking::No) == Looking::Again;
        let mut effects = match snapshot {
            Ok(snapshot) => self.understood(&snapshot, now),
            Err(error) => {
                self.failure = Some(Notice::Page(error));
                Vec::new()
            }
        };
        if again {
            effects.extend(self.look());
        }
        effects
    }

    fn understood(&mut self, snapshot: &PageSnapshot, now: Time) -> Vec<Effect> {
        let address = Address::parse(&snapshot.url);
        self.host = address.authority().to_owned();
        self.list_path = address.list_path();
        let mut view = console::read(snapshot);
        let has_moved = self.view.as_ref().is_some_and(|earlier| earlier.item != view.item);
        if has_moved {
            self.begin_epoch();
            self.form = FormWork::default();
            self.failure = None;
        }
        let mut effects = Vec::new();
        let has_news = self.remember(&view)
            | self.run.observe(&view, now)
            | self.run.observe_failure(&view)
            | self.run.remember_list(&view, &address)
            | self.settle_batch(&view, now);
        if has_news {
            effects.extend(self.keep());
        }
        self.run.recall(&mut view);
        if let Some(after) = self.run.settles_in(now) {
            effects.push(Effect::LookAfter(after));
        }
        if self.view.replace(view).is_none() {
            effects.push(Effect::Milestone(Milestone::Usable));
        }
        self.rematch();
        self.doubt_the_report();
        let left = self.to_do().unwrap_or_else(|| self.run.unfinished_subjects().len());
        if self.counted.replace(left) != Some(left) {
            effects.push(Effect::ShowCount(left));
        }
        effects
    }

    /// Keeps what the form tells of its configuration, before anyone changes it.
    fn remember(&mut self, view: &ConsoleView) -> bool {
        let Some(form) = view.form.as_ref().filter(|_| view.kind == PageKind::Properties) else {
            return false;
        };
        self.run.tell(self.run.configuration_of(view), Known::from_form(&view.heading, form), form)
    }

    /// Which credential belongs to which configuration, as things stand now.
    fn rematch(&mut self) {
        let subjects = self.subjects();
        self.matching = Matching::new(&subjects, self.tray.credentials(), &self.run);
        self.find_beside();
    }

    /// The configurations that a credential could be for.
    fn subjects(&self) -> Vec<Subject> {
        let Some(view) = &self.view else { return Vec::new() };
        if view.kind == PageKind::List {
            let offered = view.configurations.iter().filter(|configuration| self.run.offers(configuration));
            return offered
                .map(|one| self.run.subject(ConfigurationId::from(&*one.id), &one.title))
                .collect();
        }
        let here = self.configuration();
        let mut subjects = self.run.unfinished_subjects();
        if let Some(here) = here.filter(|here| !subjects.iter().any(|subject| subject.id == *here)) {
            subjects.push(self.run.subject(here, &view.heading));
        }
        subjects
    }

    /// A report is about a moment: once the form holds something else, it is withdrawn.
    fn doubt_the_report(&mut self) {
        let Some(report) = self.form.report.as_ref().filter(|report| report.complete()) else { return };
        let (Some(view), Some(selection)) = (&self.view, self.selection()) else { return };
        let plan = plan(view, &self.run, &self.wish(selection.credential));
        if !plan.is_ok_and(|plan| report.still_true(&plan)) {
            self.form.report = None;
        }
    }

    /// What to fill the form with, as it stands.
    fn wish<'a>(&'a self, credential: &'a Credential) -> Wish<'a> {
        let secret = self.run.secret_of(&credential.id, credential.client_secrets.len());
        let title = self.title_of_new(&credential.id);
        Wish { credential, secret, title, leave_out: &self.form.left_out, overwrite: false }
    }

    /// Another credential, secret or configuration: what was said of the one before no longer holds.
    fn begin_epoch(&mut self) {
        self.epoch += 1;
        self.form.report = None;
    }

    fn read(&mut self, reading: Option<Reading>, source: Source) -> Vec<Effect> {
        let Some(reading) = reading else {
            return match source {
                // It stays in the box, to be tried again.
                Source::Box => self.fail(Notice::ReadingFailed),
                Source::File(name) => self.fail(Notice::FileUnreadable(name)),
            };
        };
        // Of several files one may have failed, which stays said.
        if source == Source::Box {
            self.failure = None;
        }
        let problems = reading.findings.len();
        let is_pasted = source == Source::Box;
        let usable = self.tray.read(reading, source);
        self.spoken = Some(Spoken::Reading { usable: usable.len(), problems });
        for id in &usable {
            self.run.forget_choices_of(id);
        }
        // Where there is no configuration to compare it with, what was pasted last is meant, if that is one. A file is
        // one of many, and comes when it likes: it never chooses, nor takes what was chosen away.
        match usable.as_slice() {
            [] => {}
            [only] if is_pasted => self.unbound_choice = Some(only.clone()),
            _ if is_pasted => self.unbound_choice = None,
            given => self.unbound_choice = self.unbound_choice.take().filter(|id| !given.contains(id)),
        }
        // What cannot be used changes nothing that was said of the form.
        if !usable.is_empty() {
            self.begin_epoch();
        }
        self.rematch();
        self.keep_tray()
    }

    fn forget(&mut self) -> Vec<Effect> {
        self.tray.forget();
        self.failure = None;
        self.run.forget_choices();
        self.unbound_choice = None;
        self.spoken = Some(Spoken::Forgotten);
        self.begin_epoch();
        self.rematch();
        self.keep_tray()
    }

    fn forget_one(&mut self, id: &CredentialId) -> Vec<Effect> {
        if self.is_busy() {
            return Vec::new();
        }
        self.tray.forget_one(id);
        self.run.forget_choices_of(id);
        self.unbound_choice = self.unbound_choice.take().filter(|chosen| chosen != id);
        self.spoken = Some(Spoken::Forgotten);
        self.begin_epoch();
        self.rematch();
        self.keep_tray()
    }

    fn choose(&mut self, id: CredentialId) -> Vec<Effect> {
        if self.is_busy() || !self.tray.credential(&id).is_some_and(Credential::usable) {
            return Vec::new();
        }
        match self.configuration() {
            Some(configuration) => self.run.choose(configuration, id),
            None => self.unbound_choice = Some(id),
        }
        self.begin_epoch();
        self.keep()
    }

    fn confirm(&mut self, confirmed: bool) -> Vec<Effect> {
        let (Some(configuration), Some(selection)) = (self.configuration(), self.selection()) else {
            return Vec::new();
        };
        let credential = selection.credential.id.clone();
        self.run.confirm(configuration, credential, confirmed);
        self.keep()
    }

    fn fail(&mut self, notice: Notice) -> Vec<Effect> {
        self.spoken = Some(Spoken::Notice(notice.clone()));
        self.failure = Some(notice);
        Vec::new()
    }

    /// Keeps the run. What is there before the store has answered is not what was kept.
    fn keep(&mut self) -> Vec<Effect> {
        self.kept_with(None)
    }

    /// Keeps the run and the credentials, which are newer than those in the store.
    fn keep_tray(&mut self) -> Vec<Effect> {
        self.may_keep = true;
        self.kept_with(Some(self.tray.holdings().kept()))
    }

    fn kept_with(&mut self, tray: Option<Secret>) -> Vec<Effect> {
        self.changes += 1;
        if self.place == Place::BesideAem && self.arrived && self.may_keep {
            vec![Effect::Keep { run: self.run.clone(), tray }]
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests;
