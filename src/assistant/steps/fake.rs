//! An AEM in memory: what the steps are tested against.
//!
//! It keeps to the contract of `page.js`: handles of elements that are no more resolve to nothing, a value is read back
//! from the only field of the same name where the page has replaced the edited one, and a password tells only whether
//! it is filled and whether it is edited. [`Habit`]s are what a page may do to a form; [`Event`]s are what happens
//! right before a certain call.

use super::super::page::Page;
use crate::console::Role;
use crate::credentials::Credential;
use crate::migration::{Run, Seen, Time};
use crate::page::{
    Action, Edit, Field, FieldKind, FieldOption, Item, Key, Loaded, Outcome, PageError, PageSnapshot,
    Problem, Status,
};
use std::cell::RefCell;
use std::collections::HashMap;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

pub(super) const SECRET: &str = "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5a";
pub(super) const CLIENT_ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
pub(super) const SCOPES: &str = "openid,target_sdk";
pub(super) const ORG_ID: &str = "0A1B2C3D4E5F60718293A4B5@AdobeOrg";
pub(super) const SERVER: &str = "https://ims-na1.adobelogin.com";
pub(super) const TITLE: &str = "Adobe Target";

const CONSOLE: &str =
    "https://author-p1-e2.adobeaemcloud.com/libs/cq/adobeims-configuration/content/configurations";

pub(super) fn credential() -> Credential {
    let download = format!(
        r#"{{"ORG_ID":"{ORG_ID}","CLIENT_SECRETS":["{SECRET}","p8e-Other0Other1Other2Other3_Other4-O5"],
            "CLIENT_ID":"{CLIENT_ID}","SCOPES":["openid","target_sdk"]}}"#
    );
    crate::reading::read(&download).credentials.remove(0)
}

/// A run that has seen the administrator's configuration "target" on the list.
pub(super) fn run_so_far() -> Run {
    let ownership = crate::console::Ownership::Administrator;
    let seen = Seen { id: "target".into(), title: TITLE.to_owned(), ownership, ..Seen::default() };
    Run { seen: vec![seen], ..Run::default() }
}

/// Runs a future to its end on this thread. The fake answers at once, and its clock moves only by waiting.
pub(super) fn run<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// What the page does to its form.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Habit {
    /// It renders all fields but the select anew, with what they hold, on every change of any of them.
    RendersAnew,
    /// Like that, on the first change only.
    RendersAnewOnce,
    /// It renders them anew so many milliseconds after each change.
    RendersAnewAfter(u64),
    /// Rendering anew takes so many milliseconds, in which no field but the select is there.
    RendersFor(u64),
    /// A rendering makes this field empty, unless it is this field's change that is answered.
    Empties(Role),
    /// A rendering makes this field empty always, its own change included.
    Forgets(Role),
    /// A rendering puts a mask into the secret's field.
    Masks,
    /// Fields have no names, so nobody can follow them through a rendering.
    Nameless,
    /// The select is rendered anew when something is chosen.
    SelectAnew,
    /// The choice of OAuth does not last.
    KeepsJwt,
    /// The fields for OAuth come so many milliseconds after the choice.
    FieldsAfter(u64),
    /// And one after the other, so many milliseconds apart.
    FieldsApart(u64),
    /// The form has no field for this.
    Lacks(Role),
    /// This field cannot be changed.
    Locks(Role),
    /// It trims what is typed into this field.
    Trims(Role),
    /// It writes the scopes with spaces between.
    SpacesScopes,
    /// It makes what is typed into this field upper case.
    Uppers(Role),
    /// It cuts what is typed into this field.
    Cuts(Role, usize),
    /// It does not take anything in this field.
    Refuses(Role),
    /// It takes the focus.
    TakesFocus,
    /// The button that saves is disabled until so many milliseconds.
    ButtonAfter(u64),
    /// There is no button that saves.
    NoButton,
    /// Items are selected only so many milliseconds after the press.
    SelectsAfter(u64),
    /// Pressing an item does nothing.
    NeverSelects,
    /// There are so many buttons for *Properties*.
    Properties(usize),
}

/// What happens right before a call is answered.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// The call fails, undone.
    Fails(PageError),
    /// The call is carried out, and its answer is lost.
    AnswerLost(PageError),
    /// Somebody goes to another configuration without a page load.
    Goes(&'static str),
    /// The page becomes the list.
    GoesToList,
    /// Somebody types into a field.
    Types(Role, &'static str),
    /// The form is rendered anew.
    Renders,
    /// Items are rendered anew, other handles, same configurations.
    RendersItems,
    /// This configuration leaves the list.
    Loses(&'static str),
    /// The button that saves is disabled.
    Disables,
    /// An item is selected by somebody else.
    Selects(&'static str),
    /// The page takes up a habit.
    Begins(Habit),
    /// A flag of the test's is set.
    Cancels(super::Cancel),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Call {
    Snapshot,
    Apply,
    LoadMore,
    Keep,
}

enum Due {
    Show(Vec<Role>),
    Render,
    Select(Key),
}

struct Control {
    role: Role,
    key: Key,
    value: String,
}

struct Remembered {
    name: String,
    held: String,
    left: String,
}

#[derive(Default)]
pub(super) struct Aem {
    habits: Vec<Habit>,
    events: Vec<(Call, usize, Event)>,
    calls: HashMap<Call, usize>,
    now: u64,
    address: String,
    heading: String,
    controls: Vec<Control>,
    items: Vec<Item>,
    loads: Vec<usize>,
    still_waiting: bool,
    due: Vec<(u64, Due)>,
    next_key: u32,
    disabled: bool,
    /// Until then fields are being rendered, and none but the select is there.
    hidden_until: u64,
    // page.js: `known`, `latest`, `remembered`, and the values of elements that are no more.
    known: HashMap<Key, String>,
    latest: HashMap<String, Key>,
    remembered: HashMap<Key, Remembered>,
    values: HashMap<Key, String>,
    /// Every edit that was sent, in order, with the role of the field that it was meant for.
    sent: Vec<(Option<Role>, Edit)>,
    roles: HashMap<Key, Role>,
    kept: Vec<Run>,
    presses: Vec<String>,
    visited: Vec<String>,
}

pub(super) struct Fake(RefCell<Aem>);

/// Kind, name and label of a field, as the practice console has them.
fn looks(role: Role) -> (FieldKind, &'static str, &'static str) {
    match role {
        Role::CloudSolution => (FieldKind::Select, "cloudSolution", "Cloud Solution *"),
        Role::Title => (FieldKind::Text, "title", "Title *"),
        Role::AuthenticationType => (FieldKind::Select, "authenticationType", "Authentication Type"),
        Role::AuthorizationServer => (FieldKind::Text, "authServerUrl", "Authorization Server *"),
        Role::ClientId => (FieldKind::Text, "clientId", "Client Id *"),
        Role::ClientSecret => (FieldKind::Password, "clientSecret", "Client Secret *"),
        Role::Scope => (FieldKind::Text, "scope", "Scope *"),
        Role::OrgId => (FieldKind::Text, "orgId", "Org Id *"),
        Role::ApiKey => (FieldKind::Text, "apiKey", "API Key *"),
        Role::Payload => (FieldKind::Multiline, "jwtClaims", "Payload *"),
    }
}

impl Fake {
    fn with(habits: &[Habit], fill: impl FnOnce(&mut Aem)) -> Self {
        let mut aem = Aem { habits: habits.to_vec(), ..Aem::default() };
        fill(&mut aem);
        Self(RefCell::new(aem))
    }

    /// The properties of a JWT configuration.
    pub(super) fn jwt(habits: &[Habit]) -> Self {
        Self::with(habits, |aem| {
            aem.address = format!("{CONSOLE}/edit.html?item=target");
            aem.heading = TITLE.to_owned();
            aem.show(Role::Title, TITLE);
            aem.show(Role::AuthenticationType, "jwt");
            aem.show(Role::AuthorizationServer, SERVER);
            aem.show(Role::ApiKey, CLIENT_ID);
            aem.show(Role::ClientSecret, "");
            aem.show(Role::Payload, "{}");
        })
    }

    /// The same, where OAuth was already chosen.
    pub(super) fn oauth(habits: &[Habit]) -> Self {
        Self::with(habits, |aem| {
            aem.address = format!("{CONSOLE}/edit.html?item=target");
            aem.heading = TITLE.to_owned();
            aem.show(Role::Title, TITLE);
            aem.show(Role::AuthenticationType, "oauth");
            for role in Role::OF_CREDENTIAL {
                aem.show(role, if role == Role::AuthorizationServer { SERVER } else { "" });
            }
        })
    }

    /// The create page.
    pub(super) fn create(habits: &[Habit]) -> Self {
        Self::with(habits, |aem| {
            aem.address = format!("{CONSOLE}/createimsconfig.html");
            aem.heading = "Adobe IMS Technical Account Configuration".to_owned();
            for role in [Role::CloudSolution, Role::Title].into_iter().chain(Role::OF_CREDENTIAL) {
                aem.show(role, "");
            }
        })
    }

    /// The list: ids; a `*` behind one selects it. Titles are "Title of" and the id.
    pub(super) fn list(habits: &[Habit], ids: &[&str]) -> Self {
        Self::with(habits, |aem| {
            aem.address = format!("{CONSOLE}.html");
            for id in ids {
                let selected = id.ends_with('*');
                aem.add_item(id.trim_end_matches('*'), selected);
            }
        })
    }

    /// A list that loads in parts: so many items at a time, until no part is left.
    pub(super) fn list_in_parts(parts: &[usize], still_waiting: bool) -> Self {
        Self::with(&[], |aem| {
            aem.address = format!("{CONSOLE}.html");
            (aem.loads, aem.still_waiting) = (parts.to_vec(), still_waiting);
            aem.load();
        })
    }

    /// The form as the panel last saw it, which is no call.
    pub(super) fn which_form(&self) -> super::WhichForm {
        super::WhichForm::of(&crate::console::read(&self.0.borrow_mut().snapshot()))
    }

    /// Has something happen right before the nth call of a kind, counted from 1.
    pub(super) fn before(self, call: Call, nth: usize, event: Event) -> Self {
        self.0.borrow_mut().events.push((call, nth, event));
        self
    }

    /// Has something happen now.
    pub(super) fn happens(&self, event: Event) {
        self.0.borrow_mut().happens(event);
    }

    pub(super) fn holds(&self, role: Role) -> Option<String> {
        let aem = self.0.borrow();
        aem.controls.iter().find(|control| control.role == role).map(|control| control.value.clone())
    }

    pub(super) fn key_of_item(&self, id: &str) -> Key {
        let aem = self.0.borrow();
        aem.items.iter().find(|item| item.id == id).map(|item| item.key.clone()).unwrap_or_default()
    }

    /// The roles that were sent a value, in order, the same one as often as it was.
    pub(super) fn set(&self) -> Vec<Role> {
        let is_set =
            |edit: &Edit| matches!(edit, Edit::SetText { .. } | Edit::SetSecret { .. } | Edit::Choose { .. });
        self.sent().into_iter().filter(|(_, edit)| is_set(edit)).filter_map(|(role, _)| role).collect()
    }

    pub(super) fn sent(&self) -> Vec<(Option<Role>, Edit)> {
        self.0.borrow().sent.clone()
    }

    /// The paths that were gone to.
    pub(super) fn visited(&self) -> Vec<String> {
        self.0.borrow().visited.clone()
    }

    /// What was pressed and has acted: "save", "create", "properties", or an item's id.
    pub(super) fn presses(&self) -> Vec<String> {
        self.0.borrow().presses.clone()
    }

    pub(super) fn selected(&self) -> Vec<String> {
        let aem = self.0.borrow();
        aem.items.iter().filter(|item| item.selected).map(|item| item.id.to_string()).collect()
    }

    pub(super) fn kept(&self) -> usize {
        self.0.borrow().kept.len()
    }

    pub(super) fn calls(&self, call: Call) -> usize {
        self.0.borrow().calls.get(&call).copied().unwrap_or_default()
    }

    /// Begins a call: what happens before it happens now. Whether it fails, and whether only after it was carried out.
    fn begin(&self, call: Call) -> Result<Option<PageError>, PageError> {
        let mut aem = self.0.borrow_mut();
        aem.tick();
        let count = aem.calls.entry(call).or_default();
        *count += 1;
        let nth = *count;
        let mut lost = None;
        for (_, _, event) in aem.events.clone().into_iter().filter(|(of, at, _)| (*of, *at) == (call, nth)) {
            match event {
                Event::Fails(error) => return Err(error),
                Event::AnswerLost(error) => lost = Some(error),
                other => aem.happens(other),
            }
        }
        Ok(lost)
    }
}

impl Page for Fake {
    async fn snapshot(&self) -> Result<PageSnapshot, PageError> {
        let lost = self.begin(Call::Snapshot)?;
        let snapshot = self.0.borrow_mut().snapshot();
        lost.map_or(Ok(snapshot), Err)
    }

    async fn apply(&self, edits: &[Edit]) -> Result<Vec<Outcome>, PageError> {
        let lost = self.begin(Call::Apply)?;
        let outcomes = self.0.borrow_mut().apply(edits);
        lost.map_or(Ok(outcomes), Err)
    }

    async fn load_more(&self) -> Result<Loaded, PageError> {
        let lost = self.begin(Call::LoadMore)?;
        let mut aem = self.0.borrow_mut();
        let before = aem.items.len();
        aem.load();
        let count = aem.items.len();
        let waiting = count == before && aem.still_waiting;
        let loaded = Loaded { before: before as _, count: count as _, waiting };
        lost.map_or(Ok(loaded), Err)
    }

    async fn keep(&self, run: &Run) -> Result<(), PageError> {
        let lost = self.begin(Call::Keep)?;
        self.0.borrow_mut().kept.push(run.clone());
        lost.map_or(Ok(()), Err)
    }

    async fn wait(&self, time: Duration) {
        self.0.borrow_mut().now += u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    }

    fn now(&self) -> Time {
        Time::from_millis(self.0.borrow().now)
    }
}

impl Aem {
    fn has(&self, habit: &Habit) -> bool {
        self.habits.contains(habit)
    }

    fn number(&self, of: impl Fn(&Habit) -> Option<u64>) -> u64 {
        self.habits.iter().find_map(of).unwrap_or_default()
    }

    fn name(&self, role: Role) -> String {
        if self.has(&Habit::Nameless) { String::new() } else { looks(role).1.to_owned() }
    }

    fn new_key(&mut self) -> Key {
        self.next_key += 1;
        Key::from(format!("k{}", self.next_key).as_str())
    }

    fn show(&mut self, role: Role, value: &str) {
        if self.has(&Habit::Lacks(role)) {
            return;
        }
        let key = self.new_key();
        self.values.insert(key.clone(), value.to_owned());
        self.roles.insert(key.clone(), role);
        self.controls.push(Control { role, key, value: value.to_owned() });
    }

    fn add_item(&mut self, id: &str, selected: bool) {
        let jwt = Status {
            tag: "coral-alert".into(),
            variant: "error".into(),
            text: "JWT Credentials (deprecated)".into(),
        };
        let (key, title) = (self.new_key(), format!("Title of {id}").into());
        self.items.push(Item { key, id: id.into(), title, statuses: vec![jwt], selected, ..Item::default() });
    }

    fn load(&mut self) {
        if !self.loads.is_empty() {
            for _ in 0..self.loads.remove(0) {
                self.add_item(&format!("item{}", self.items.len()), false);
            }
        }
    }

    fn locked(&self, role: Role) -> bool {
        let is_jwt = self.controls.iter().any(|control| control.role == Role::ApiKey);
        self.has(&Habit::Locks(role)) || (is_jwt && role != Role::AuthenticationType)
    }

    /// The place of an element that is on the page.
    fn place(&self, key: &Key) -> Option<usize> {
        self.controls.iter().position(|control| control.key == *key && self.is_there(control.role))
    }

    fn is_there(&self, role: Role) -> bool {
        self.now >= self.hidden_until || role == Role::AuthenticationType
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Fails(_) | Event::AnswerLost(_) => {}
            Event::Goes(item) => {
                self.address = format!("{CONSOLE}/edit.html?item={item}");
                self.heading = format!("Title of {item}");
                for control in &mut self.controls {
                    if control.role == Role::Title {
                        control.value = format!("Title of {item}");
                    }
                }
            }
            Event::GoesToList => {
                self.address = format!("{CONSOLE}.html");
                self.controls.clear();
            }
            Event::Types(role, text) => {
                for control in self.controls.iter_mut().filter(|control| control.role == role) {
                    control.value = text.to_owned();
                    self.values.insert(control.key.clone(), text.to_owned());
                }
            }
            Event::Renders => self.render(None),
            Event::RendersItems => {
                for place in 0..self.items.len() {
                    self.items[place].key = self.new_key();
                }
            }
            Event::Loses(id) => self.items.retain(|item| item.id != id),
            Event::Disables => self.disabled = true,
            Event::Selects(id) => {
                for item in self.items.iter_mut().filter(|item| item.id == id) {
                    item.selected = true;
                }
            }
            Event::Begins(habit) => self.habits.push(habit),
            Event::Cancels(cancel) => cancel.cancel(),
        }
    }

    /// Does what is due by now.
    fn tick(&mut self) {
        while let Some(place) = self.due.iter().position(|(at, _)| *at <= self.now) {
            match self.due.remove(place).1 {
                Due::Show(roles) => {
                    for role in roles {
                        let value = match role {
                            Role::AuthorizationServer => SERVER,
                            Role::Title => TITLE,
                            _ => "",
                        };
                        self.show(role, value);
                    }
                }
                Due::Render => self.render(None),
                Due::Select(key) => {
                    if let Some(item) = self.items.iter_mut().find(|item| item.key == key) {
                        item.selected = !item.selected;
                    }
                }
            }
        }
    }

    /// Puts another element in the place of every field's, in answer to a change of `changed`.
    fn render(&mut self, changed: Option<Role>) {
        for place in 0..self.controls.len() {
            let role = self.controls[place].role;
            if matches!(role, Role::AuthenticationType | Role::CloudSolution) {
                continue;
            }
            let key = self.new_key();
            let empties = self.has(&Habit::Empties(role)) && changed != Some(role);
            let control = &mut self.controls[place];
            control.key = key.clone();
            if empties || self.habits.contains(&Habit::Forgets(role)) {
                control.value.clear();
            } else if role == Role::ClientSecret && self.habits.contains(&Habit::Masks) {
                control.value = "••••••••".to_owned();
            }
            self.values.insert(key.clone(), control.value.clone());
            self.roles.insert(key, role);
        }
        let takes = self.number(|habit| if let Habit::RendersFor(time) = habit { Some(*time) } else { None });
        self.hidden_until = self.now + takes;
    }

    fn changed(&mut self, role: Role, value: &str) {
        if role == Role::AuthenticationType {
            return self.chose(value);
        }
        let after =
            self.number(|habit| if let Habit::RendersAnewAfter(time) = habit { Some(*time) } else { None });
        if after > 0 {
            self.due.push((self.now + after, Due::Render));
        }
        if let Some(place) = self.habits.iter().position(|habit| *habit == Habit::RendersAnewOnce) {
            self.habits.remove(place);
            self.render(Some(role));
        }
        if self.has(&Habit::RendersAnew) {
            self.render(Some(role));
        }
    }

    /// An option of the select was chosen: the form gets that type's fields.
    fn chose(&mut self, value: &str) {
        let is_oauth = value == "oauth";
        self.controls.retain(|control| control.role == Role::AuthenticationType);
        if self.has(&Habit::SelectAnew) {
            let key = self.new_key();
            self.roles.insert(key.clone(), Role::AuthenticationType);
            self.values.insert(key.clone(), value.to_owned());
            self.controls[0].key = key;
        }
        let jwt = [Role::AuthorizationServer, Role::ApiKey, Role::ClientSecret, Role::Payload].to_vec();
        let roles = if is_oauth { Role::OF_CREDENTIAL.to_vec() } else { jwt };
        let number = |of: fn(&Habit) -> Option<u64>| self.number(of);
        let after = number(|habit| if let Habit::FieldsAfter(time) = habit { Some(*time) } else { None });
        let apart = number(|habit| if let Habit::FieldsApart(time) = habit { Some(*time) } else { None });
        for (index, role) in [Role::Title].into_iter().chain(roles).enumerate() {
            self.due.push((self.now + after + apart * index as u64, Due::Show(vec![role])));
        }
        self.tick();
    }

    /// What a field makes of what is typed into it.
    fn made_of(&self, role: Role, held: &str, typed: &str) -> String {
        let mut value = typed.to_owned();
        for habit in &self.habits {
            match habit {
                Habit::KeepsJwt if role == Role::AuthenticationType => held.clone_into(&mut value),
                Habit::Refuses(of) if *of == role => held.clone_into(&mut value),
                Habit::Trims(of) if *of == role => value = value.trim().to_owned(),
                Habit::Uppers(of) if *of == role => value = value.to_uppercase(),
                Habit::Cuts(of, length) if *of == role => value.truncate(*length),
                Habit::SpacesScopes if role == Role::Scope => value = value.replace(',', ", "),
                _ => {}
            }
        }
        value
    }

    /// `edited` of page.js.
    fn is_edited(&mut self, key: &Key, name: &str, value: &str) -> bool {
        if !self.known.contains_key(key) {
            let before =
                self.latest.get(name).filter(|before| !name.is_empty() && self.place(before).is_none());
            let same = before.filter(|before| {
                !value.is_empty() && self.values.get(*before).is_some_and(|held| held == value)
            });
            let known =
                same.and_then(|before| self.known.get(before)).map_or(value, String::as_str).to_owned();
            self.know(key, name, known);
        }
        self.known.get(key).is_some_and(|known| known != value)
    }

    fn know(&mut self, key: &Key, name: &str, value: String) {
        self.known.insert(key.clone(), value);
        self.latest.insert(name.to_owned(), key.clone());
    }

    fn snapshot(&mut self) -> PageSnapshot {
        let there: Vec<(Role, Key, String)> = self
            .controls
            .iter()
            .filter(|control| self.is_there(control.role))
            .map(|control| (control.role, control.key.clone(), control.value.clone()))
            .collect();
        let complete = there.len() > 5 && there.iter().all(|(_, _, value)| !value.is_empty());
        let fields = there.into_iter().map(|(role, key, value)| self.field(role, key, value)).collect();
        PageSnapshot {
            url: self.address.clone(),
            heading: self.heading.clone(),
            items: self.items.clone(),
            fields,
            actions: self.actions(complete),
            ..PageSnapshot::default()
        }
    }

    fn field(&mut self, role: Role, key: Key, value: String) -> Field {
        let (kind, _, label) = looks(role);
        let name = self.name(role);
        let option = |value: &str, text: &str| FieldOption { value: value.to_owned(), text: text.to_owned() };
        let options = match role {
            Role::AuthenticationType => vec![option("jwt", "JWT"), option("oauth", "OAuth")],
            Role::CloudSolution => {
                vec![option("", "Choose"), option("t", "Adobe Target"), option("a", "Adobe Analytics")]
            }
            _ => Vec::new(),
        };
        Field {
            kind,
            labels: vec![label.to_owned()],
            filled: !value.is_empty(),
            options,
            disabled: self.locked(role),
            visible: true,
            edited: self.is_edited(&key, &name, &value),
            value: (kind != FieldKind::Password).then_some(value),
            key,
            name,
            ..Field::default()
        }
    }

    fn actions(&self, complete: bool) -> Vec<Action> {
        let mut actions = Vec::new();
        if !self.controls.is_empty() && !self.has(&Habit::NoButton) {
            let from =
                self.number(|habit| if let Habit::ButtonAfter(time) = habit { Some(*time) } else { None });
            actions.push(Action {
                key: Key::from("save"),
                text: "Save & Close".to_owned(),
                id: "shell-propertiespage-doneactivator".to_owned(),
                variant: "primary".to_owned(),
                visible: true,
                disabled: self.disabled || !complete || self.now < from,
                ..Action::default()
            });
        }
        // Beside the title while nothing is selected.
        if self.controls.is_empty()
            && !self.items.iter().any(|item| item.selected)
            && !self.has(&Habit::NoButton)
        {
            actions.push(Action {
                key: Key::from("create"),
                text: "Create".to_owned(),
                variant: "primary".to_owned(),
                leads_to: "/libs/cq/adobeims-configuration/content/configurations/createimsconfig.html"
                    .to_owned(),
                visible: true,
                ..Action::default()
            });
        }
        // The selection bar is there while something is selected.
        let several = self
            .habits
            .iter()
            .find_map(|habit| if let Habit::Properties(count) = habit { Some(*count) } else { None });
        if self.items.iter().any(|item| item.selected) {
            actions.extend((0..several.unwrap_or(1)).map(|index| Action {
                key: Key::from(format!("properties{index}").as_str()),
                text: "Properties".to_owned(),
                icon: "infoCircle".to_owned(),
                visible: true,
                ..Action::default()
            }));
        }
        actions
    }

    fn apply(&mut self, edits: &[Edit]) -> Vec<Outcome> {
        let begun: Vec<Begun> = edits.iter().map(|edit| self.carry_out(edit)).collect();
        // The page settles.
        self.tick();
        begun.into_iter().map(|begun| self.read_back(begun)).collect()
    }

    fn carry_out(&mut self, edit: &Edit) -> Begun {
        let role = match edit {
            Edit::SetText { key, .. }
            | Edit::SetSecret { key, .. }
            | Edit::Choose { key, .. }
            | Edit::Restore { key } => self.roles.get(key).copied(),
            _ => None,
        };
        self.sent.push((role, edit.clone()));
        match edit {
            Edit::SetText { key, value } => self.write(key, value),
            Edit::SetSecret { key, value } => self.write(key, value.reveal()),
            Edit::Choose { key, option } => self.write(key, option),
            Edit::Restore { key } => self.restore(key),
            Edit::Press { key } => Begun::Done(self.press(key)),
            Edit::Visit { path } => {
                self.visited.push(path.clone());
                Begun::Done(None)
            }
            Edit::AwaitFields { at_most } => Begun::Done(self.await_fields(u64::from(*at_most))),
        }
    }

    fn write(&mut self, key: &Key, value: &str) -> Begun {
        let Some(place) = self.place(key) else { return Begun::Done(Some(Problem::Gone)) };
        let role = self.controls[place].role;
        if self.locked(role) {
            return Begun::Done(Some(Problem::Disabled));
        }
        let held = self.controls[place].value.clone();
        let name = self.name(role);
        let remembered = Remembered { name: name.clone(), held, left: String::new() };
        self.remembered.entry(key.clone()).or_insert(remembered);
        self.put(place, value);
        Begun::Written { key: key.clone(), name, wanted: value.to_owned() }
    }

    fn put(&mut self, place: usize, typed: &str) {
        let Control { role, key, value: held } = &self.controls[place];
        let (role, key, value) = (*role, key.clone(), self.made_of(*role, held, typed));
        self.controls[place].value.clone_from(&value);
        self.values.insert(key, value.clone());
        self.changed(role, &value);
    }

    fn restore(&mut self, key: &Key) -> Begun {
        let Some(Remembered { name, held, left }) = self.remembered.get(key) else {
            return Begun::Done(Some(Problem::Gone));
        };
        let (name, held, left) = (name.clone(), held.clone(), left.clone());
        let Some(place) = self.place(key).or_else(|| self.successor(&name)) else {
            return Begun::Done(Some(Problem::Gone));
        };
        if self.locked(self.controls[place].role) {
            return Begun::Done(Some(Problem::Disabled));
        }
        if self.controls[place].value != held {
            if self.controls[place].value != left {
                return Begun::Done(Some(Problem::Changed));
            }
            self.put(place, &held);
        }
        self.remembered.remove(key);
        Begun::Written { key: key.clone(), name, wanted: held }
    }

    /// The only field of that name, when the page has rendered one anew.
    fn successor(&self, name: &str) -> Option<usize> {
        let is_it = |control: &Control| self.name(control.role) == name && self.is_there(control.role);
        self.controls.iter().position(is_it).filter(|_| !name.is_empty())
    }

    fn press(&mut self, key: &Key) -> Option<Problem> {
        if let Some(place) = self.items.iter().position(|item| item.key == *key) {
            let after =
                self.number(|habit| if let Habit::SelectsAfter(time) = habit { Some(*time) } else { None });
            self.presses.push(self.items[place].id.to_string());
            if !self.has(&Habit::NeverSelects) {
                self.due.push((self.now + after, Due::Select(key.clone())));
            }
            return None;
        }
        let complete = self.controls.iter().all(|control| !control.value.is_empty());
        let Some(action) = self.actions(complete).into_iter().find(|action| action.key == *key) else {
            return Some(Problem::Gone);
        };
        if action.disabled {
            return Some(Problem::Disabled);
        }
        self.presses.push(action.key.0.to_string());
        None
    }

    fn await_fields(&mut self, at_most: u64) -> Option<Problem> {
        let shows = |due: &Due| matches!(due, Due::Show(_) | Due::Render);
        let shown = self.due.iter().filter(|(_, due)| shows(due)).map(|(at, _)| *at);
        let next = shown.chain([self.hidden_until]).filter(|at| *at > self.now).min();
        // Chosen in the same call, and rendered at once.
        let changed = self.sent.len() > 1 && matches!(self.sent[self.sent.len() - 2].1, Edit::Choose { .. });
        match next {
            Some(at) if at <= self.now + at_most => self.now = at,
            _ if changed && self.controls.len() > 1 => {}
            _ => {
                self.now += at_most;
                return Some(Problem::NothingHappened);
            }
        }
        self.tick();
        None
    }

    fn read_back(&mut self, begun: Begun) -> Outcome {
        let (key, name, wanted) = match begun {
            Begun::Done(problem) => {
                return Outcome { problem, equal: problem.is_none(), ..Outcome::default() };
            }
            Begun::Written { key, name, wanted } => (key, name, wanted),
        };
        let took_focus = self.has(&Habit::TakesFocus);
        let Some(place) = self.place(&key).or_else(|| self.successor(&name)) else {
            if let Some(remembered) = self.remembered.get_mut(&key) {
                remembered.left = wanted;
            }
            return Outcome { problem: Some(Problem::Gone), took_focus, ..Outcome::default() };
        };
        let Control { role, key: now, value } = &self.controls[place];
        let (role, now, value) = (*role, now.clone(), value.clone());
        if let Some(remembered) = self.remembered.get_mut(&key) {
            remembered.left.clone_from(&value);
        }
        self.know(&now, &name, value.clone());
        let equal = value == wanted;
        Outcome {
            problem: (!equal).then_some(Problem::NotEqual),
            read_back: (role != Role::ClientSecret).then_some(value),
            equal,
            took_focus,
        }
    }
}

/// An edit that was begun: ended already, or a value written to an element.
enum Begun {
    Done(Option<Problem>),
    Written { key: Key, name: String, wanted: String },
}
