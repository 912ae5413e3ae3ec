//! What is shown, as plain data and codes: everything a view draws was decided before. No words, and no computing
//! while drawing.

mod batch;
mod check;
mod credentials;
mod form;
mod list;

pub use batch::{BatchScreen, BatchState, JobLine, Tally};
pub use check::{Check, CheckState, Tested};
pub use credentials::{Card, CredentialsScreen, SecretChoice};
pub use form::{
    Button, Buttons, FieldRow, FormBody, FormScreen, Label, Objection, Outlook, PlannedForm, RowTone,
};
pub use list::{
    Checks, CredentialOption, Group, GroupKind, Line, LinePlan, ListScreen, LoadMore, Match, NewLine,
    NextStep, OptionStanding, PlanRow, PlanScreen, Ready,
};

use super::{Assistant, Notice, Place, Spoken};
use crate::console::{ConsoleView, Failure, PageKind, Role};
use crate::credentials::{Credential, Secret};
use crate::migration::value_for;

/// The whole panel at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// Whether it is folded to a tab.
    pub folded: bool,
    /// Whether something is being done to the page.
    pub busy: bool,
    /// The page's host; empty before it was looked at.
    pub host: String,
    /// How many configurations are the administrator's to migrate; `None` where that is not known.
    pub to_do: Option<usize>,
    /// Whether the page shows any configuration: of an empty list nobody knows whether it stays one.
    pub has_items: bool,
    /// What went wrong.
    pub failure: Option<Notice>,
    /// A configuration that was saved, or that was done, and that AEM marks as JWT: its title.
    pub still_marked: Option<String>,
    /// Whether all marks of JWT have gone from the list at once, which proves nothing.
    pub marks_vanished: bool,
    /// What AEM itself says went wrong, and what is known of it.
    pub aem_says: Vec<(String, Option<Failure>)>,
    /// The credentials and the box for them; `None` while there is nothing to paste for.
    pub credentials: Option<CredentialsScreen>,
    /// The migrations that were begun together.
    pub batch: Option<BatchScreen>,
    /// What belongs to the page.
    pub body: Body,
    /// The structure report, while it is looked through.
    pub structure: Option<String>,
    /// What a screen reader is told last.
    pub spoken: Option<Spoken>,
}

/// What belongs to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// The page has not been looked at yet.
    Looking,
    /// The list.
    List(ListScreen),
    /// Properties, or the page that creates.
    Form(FormScreen),
    /// Another page: there are words for it, and nothing to do.
    Other(PageKind),
    /// No page at all: the values of the chosen credential, to copy.
    Alone(AloneScreen),
}

/// The page without AEM.
#[derive(Clone, Debug, PartialEq)]
pub enum AloneScreen {
    /// Nothing was pasted.
    Empty,
    /// One of several has to be chosen.
    Choose,
    /// What AEM's form takes, in its order.
    Values(Vec<(Role, Secret)>),
}

impl Assistant {
    /// What is shown now.
    pub fn screen(&self) -> Screen {
        let view = self.view.as_ref();
        let kind = view.map(|view| view.kind);
        // Nothing that is pasted is of use where another page stands in the console's place.
        let stands_in = kind.is_some_and(PageKind::stands_in);
        Screen {
            folded: self.folded,
            busy: self.is_busy(),
            host: self.host.clone(),
            to_do: self.to_do(),
            has_items: view.is_some_and(|view| !view.configurations.is_empty()),
            failure: self.failure.clone(),
            // While migrations go on, each is told with how it stands.
            still_marked: self.run.still_marked.clone().filter(|_| !self.batch_is_open()),
            marks_vanished: self.run.marks_vanished,
            aem_says: view.map(aem_says).unwrap_or_default(),
            credentials: (self.arrived && !stands_in).then(|| self.credentials_screen()),
            batch: self.batch_screen(),
            body: self.body(),
            structure: self.structure.clone(),
            spoken: self.spoken.clone(),
        }
    }

    fn body(&self) -> Body {
        if self.place == Place::Alone {
            return Body::Alone(self.alone_screen());
        }
        match &self.view {
            None => Body::Looking,
            Some(view) => match view.kind {
                PageKind::List => Body::List(self.list_screen(view)),
                PageKind::Properties | PageKind::Create => Body::Form(self.form_screen(view)),
                kind => Body::Other(kind),
            },
        }
    }

    fn alone_screen(&self) -> AloneScreen {
        match self.selection() {
            Some(selection) => AloneScreen::Values(self.values(selection.credential)),
            None if self.tray.credentials().is_empty() => AloneScreen::Empty,
            None => AloneScreen::Choose,
        }
    }

    /// What AEM's form takes from a credential, in AEM's order; what the credential lacks is left out. All are held as
    /// secrets, since one of them is.
    fn values(&self, credential: &Credential) -> Vec<(Role, Secret)> {
        let secret = self.run.secret_of(&credential.id, credential.client_secrets.len());
        let value = |role: &Role| value_for(credential, *role, secret).map(|value| Secret::new(value.text()));
        Role::OF_CREDENTIAL.iter().filter_map(|role| Some((*role, value(role)?))).collect()
    }

    pub(super) fn to_do(&self) -> Option<usize> {
        let view = self.view.as_ref().filter(|view| view.kind == PageKind::List)?;
        Some(view.configurations.iter().filter(|configuration| self.run.offers(configuration)).count())
    }
}

/// AEM's own words about a failure, such as a save that it refused.
fn aem_says(view: &ConsoleView) -> Vec<(String, Option<Failure>)> {
    let dialogs = view.dialogs_of_failure().map(str::to_owned);
    // An alert stands on the page to be read; it is repeated only where there is a remedy to add.
    let alerts =
        view.errors.iter().map(|alert| alert.text.to_string()).filter(|text| Failure::of(text).is_some());
    dialogs.chain(alerts).map(|text| (text.clone(), Failure::of(&text))).collect()
}
