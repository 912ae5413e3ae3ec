//! An assistant with a page in front of it and a person beside it.

use crate::assistant::screen::{Body, Button, FormBody, ListScreen, PlannedForm};
use crate::assistant::steps::{Ended, FillOrder, FillReport, Filled, ReportRow, Step};
use crate::assistant::{Act, Assistant, Effect, Event, Kept, Looking, Place, Screen, Source};
use crate::console::Role;
use crate::credentials::{CredentialId, Secret};
use crate::migration::{Agreement, ConfigurationId, Shown, Time};
use crate::page::{Action, Collection, Field, FieldKind, FieldOption, Item, Key, PageSnapshot, Status};
use crate::reading;

pub(super) const CONSOLE: &str =
    "https://author-p1-e2.adobeaemcloud.com/libs/cq/adobeims-configuration/content/configurations";
pub(super) const TARGET: &str = "1a2b3c4d5e6f708192a3b4c5d6e7f809";
pub(super) const FORMS: &str = "2b3c4d5e6f708192a3b4c5d6e7f8091a";
pub(super) const OTHER: &str = "f0e1d2c3b4a5f0e1d2c3b4a5f0e1d2c3";
pub(super) const ORG: &str = "0A1B2C3D4E5F60718293A4B5@AdobeOrg";

/// A *Download JSON* file with made-up values.
pub(super) fn download(client_id: &str, scopes: &[&str]) -> String {
    let scopes: Vec<String> = scopes.iter().map(|scope| format!("\"{scope}\"")).collect();
    format!(
        r#"{{"ORG_ID":"{ORG}","CLIENT_SECRETS":["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"],
            "CLIENT_ID":"{client_id}","SCOPES":[{}]}}"#,
        scopes.join(",")
    )
}

/// One whose scopes tell that it is for Target.
pub(super) fn target() -> String {
    download(TARGET, &["openid", "AdobeID", "target_sdk"])
}

/// One that tells no product.
pub(super) fn plain(client_id: &str) -> String {
    download(client_id, &["openid", "AdobeID"])
}

/// A configuration on a list: its id, its title, and whether AEM marks it as JWT.
pub(super) type Entry<'a> = (&'a str, &'a str, bool);

pub(super) fn list(entries: &[Entry<'_>]) -> PageSnapshot {
    let item = |(id, title, is_jwt): &Entry<'_>| Item {
        key: Key::from(&*format!("key-{id}")),
        id: (*id).into(),
        title: (*title).into(),
        statuses: is_jwt
            .then(|| Status { text: "JWT Credentials (deprecated)".into(), ..Status::default() })
            .into_iter()
            .collect(),
        ..Item::default()
    };
    PageSnapshot {
        url: format!("{CONSOLE}.html"),
        items: entries.iter().map(item).collect(),
        collection: Some(Collection { at_end: true, stopped: true, ..Collection::default() }),
        ..PageSnapshot::default()
    }
}

/// A text field that is shown and can be typed into.
pub(super) fn field(kind: FieldKind, name: &str, label: &str, value: &str) -> Field {
    Field {
        key: Key::from(name),
        kind,
        name: name.to_owned(),
        labels: vec![label.to_owned()],
        value: (kind != FieldKind::Password).then(|| value.to_owned()),
        filled: !value.is_empty(),
        visible: true,
        ..Field::default()
    }
}

fn authentication_type(chosen: &str) -> Field {
    let option = |value: &str, text: &str| FieldOption { value: value.to_owned(), text: text.to_owned() };
    let options = vec![option("jwt", "JWT"), option("oauth", "OAuth")];
    Field { options, ..field(FieldKind::Select, "authenticationType", "Authentication Type", chosen) }
}

fn form(id: &str, title: &str, fields: Vec<Field>) -> PageSnapshot {
    let save = Action {
        key: Key::from("save"),
        text: "Save & Close".to_owned(),
        id: "shell-propertiespage-doneactivator".to_owned(),
        variant: "primary".to_owned(),
        visible: true,
        ..Action::default()
    };
    PageSnapshot {
        url: format!("{CONSOLE}/edit.html?item={id}"),
        heading: title.to_owned(),
        fields: [vec![field(FieldKind::Text, "title", "Title", title)], fields].concat(),
        actions: vec![save],
        ..PageSnapshot::default()
    }
}

/// The properties of a JWT configuration; what they tell of its client id may be nothing.
pub(super) fn jwt(id: &str, title: &str, client_id: &str) -> PageSnapshot {
    let locked = |field: Field| Field { disabled: true, ..field };
    form(
        id,
        title,
        vec![
            authentication_type("jwt"),
            locked(field(FieldKind::Text, "apiKey", "API Key", client_id)),
            locked(field(FieldKind::Password, "clientSecret", "Client Secret", "x")),
        ],
    )
}

/// The same configuration after OAuth was chosen.
pub(super) fn oauth(id: &str, title: &str, client_id: &str) -> PageSnapshot {
    form(
        id,
        title,
        vec![
            authentication_type("oauth"),
            field(FieldKind::Text, "authServerUrl", "Authorization Server", ""),
            field(FieldKind::Text, "clientId", "Client Id", client_id),
            field(FieldKind::Password, "clientSecret", "Client Secret", ""),
            field(FieldKind::Text, "scope", "Scope", ""),
            field(FieldKind::Text, "orgId", "Org Id", ""),
        ],
    )
}

/// What AEM would make of a form that was filled as ordered.
pub(super) fn filled_as_ordered(order: &FillOrder) -> PageSnapshot {
    let credential = &order.credential;
    let item = order.form.item.clone().unwrap_or_default();
    let title = order.form.title.clone().unwrap_or_default();
    let values = [
        ("authServerUrl", credential.authorization_server.as_str().to_owned()),
        ("clientId", credential.client_id.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default()),
        ("scope", credential.scopes.as_ref().map(|scopes| scopes.as_field().to_owned()).unwrap_or_default()),
        ("orgId", credential.org_id.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default()),
    ];
    let mut snapshot = oauth(&item, &title, "");
    for field in &mut snapshot.fields {
        if let Some((_, value)) = values.iter().find(|(name, _)| *name == field.name) {
            field.value = Some(value.clone());
        }
        field.filled |= field.kind == FieldKind::Password;
    }
    snapshot
}

/// How a fill ends that went as ordered.
pub(super) fn as_ordered(order: &FillOrder) -> Filled {
    let rows = std::iter::once(Role::AuthenticationType).chain(Role::OF_CREDENTIAL).map(|role| ReportRow {
        role,
        read_back: Shown::Filled,
        agreement: Agreement::Equal,
    });
    let view = crate::console::read(&filled_as_ordered(order));
    Filled {
        result: Ok(FillReport { rows: rows.collect() }),
        edited: Role::OF_CREDENTIAL.iter().map(|role| (*role, Key::from("field"))).collect(),
        took_focus: false,
        view: Some(view),
    }
}

/// An assistant, and what it last asked for.
pub(super) struct Desk {
    pub(super) assistant: Assistant,
    pub(super) effects: Vec<Effect>,
    now: u64,
}

/// Another panel, on the page that comes after this one's. Nothing was kept for it yet.
pub(super) fn next_page(desk: &Desk) -> Desk {
    Desk { now: desk.now, ..Desk::at(Place::BesideAem) }
}

impl Desk {
    /// Beside AEM, where nothing was kept.
    pub(super) fn beside_aem() -> Self {
        let mut desk = Self::at(Place::BesideAem);
        desk.happens(Event::Kept(Ok(None)));
        desk
    }

    pub(super) fn at(place: Place) -> Self {
        Self { assistant: Assistant::new(place, false), effects: Vec::new(), now: 1_000 }
    }

    /// AEM's next page: another panel, which is given what was kept.
    pub(super) fn on_next_page(&self) -> Self {
        let mut next = next_page(self);
        next.happens(Event::Kept(Ok(Some(self.kept()))));
        next
    }

    /// What the broker keeps: nothing that is only this page's.
    pub(super) fn kept(&self) -> Kept {
        let run = serde_json::to_value(&self.assistant.run).expect("JSON");
        Kept {
            run: serde_json::from_value(run).expect("a run"),
            holdings: self.assistant.tray.holdings().clone(),
            version: "v".to_owned(),
        }
    }

    pub(super) fn happens(&mut self, event: Event) -> &mut Self {
        self.now += 1_000;
        self.effects = self.assistant.update(event, Time::from_millis(self.now));
        self
    }

    /// The page changes to this, and is looked at until there is nothing new.
    pub(super) fn shows(&mut self, page: PageSnapshot) -> &mut Self {
        self.happens(Event::PageChanged);
        let mut effects = std::mem::take(&mut self.effects);
        while self.assistant.looking != Looking::No {
            self.happens(Event::Looked(Ok(page.clone())));
            effects.append(&mut self.effects);
        }
        effects.retain(|effect| !matches!(effect, Effect::Look));
        self.effects = effects;
        self
    }

    /// Pastes a text and has it read.
    pub(super) fn paste(&mut self, text: &str) -> &mut Self {
        self.happens(Event::Pasted(Secret::new(text)));
        self.reads_box()
    }

    /// Has what is asked for read: the text in the box.
    pub(super) fn reads_box(&mut self) -> &mut Self {
        let read = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Read { number, text } => Some((*number, text.clone())),
            _ => None,
        });
        let (number, text) = read.expect("something is to be read");
        let reading = Some(reading::read(text.reveal()));
        self.happens(Event::Read { number, reading, source: Source::Box })
    }

    /// Drops files, and has them read in order.
    pub(super) fn drops(&mut self, files: &[(&str, &str)]) -> &mut Self {
        self.happens(Event::FilesOpened(files.len()));
        for (name, text) in files {
            let number = self.file_asked_for().expect("the next file is to be read");
            let (source, reading) = (Source::File((*name).to_owned()), Some(reading::read(text)));
            self.happens(Event::Read { number, reading, source });
        }
        self
    }

    /// The number of the file that is to be read.
    pub(super) fn file_asked_for(&self) -> Option<u32> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::ReadFile { number } => Some(*number),
            _ => None,
        })
    }

    pub(super) fn presses(&mut self, act: Act) -> &mut Self {
        self.happens(Event::Act(act))
    }

    pub(super) fn opens(&mut self, id: &str) -> &mut Self {
        self.presses(Act::Open(ConfigurationId::from(id)))
    }

    pub(super) fn chooses(&mut self, id: &str) -> &mut Self {
        self.happens(Event::Choose(CredentialId::from(id)))
    }

    /// Presses *Fill* and has it go as ordered.
    pub(super) fn fills(&mut self, act: Act) -> FillOrder {
        self.presses(act);
        let (order, epoch) = self.fill_asked_for().expect("a fill");
        let filled = as_ordered(&order);
        self.happens(Event::Ended(Ended::Fill { epoch, filled }));
        order
    }

    pub(super) fn fill_asked_for(&self) -> Option<(FillOrder, u32)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Step(Step::Fill { order, epoch, .. }) => Some((FillOrder::clone(order), *epoch)),
            _ => None,
        })
    }

    pub(super) fn asks_for(&self, wanted: fn(&Effect) -> bool) -> bool {
        self.effects.iter().any(wanted)
    }

    pub(super) fn screen(&self) -> Screen {
        self.assistant.screen()
    }

    pub(super) fn list(&self) -> ListScreen {
        match self.screen().body {
            Body::List(list) => list,
            other => panic!("not a list: {other:?}"),
        }
    }

    pub(super) fn form(&self) -> FormBody {
        match self.screen().body {
            Body::Form(form) => form.body,
            other => panic!("not a form: {other:?}"),
        }
    }

    pub(super) fn planned(&self) -> PlannedForm {
        match self.form() {
            FormBody::Planned(planned) => planned,
            other => panic!("nothing is planned: {other:?}"),
        }
    }

    /// All buttons of the form.
    pub(super) fn buttons(&self) -> Vec<Button> {
        let FormBody::Planned(planned) = self.form() else { return Vec::new() };
        [planned.buttons.fill, planned.buttons.save].concat()
    }

    /// What the buttons of the form do, and the primary one's act.
    pub(super) fn offers(&self) -> (Vec<Act>, Option<Act>) {
        let buttons = self.buttons();
        let primary: Vec<Act> = buttons.iter().filter(|b| b.primary).map(|b| b.act.clone()).collect();
        assert!(primary.len() <= 1, "one next step: {primary:?}");
        (buttons.into_iter().map(|button| button.act).collect(), primary.into_iter().next())
    }
}
