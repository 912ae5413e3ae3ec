//! The credentials in hand, and the box to paste them in.

use super::Check;
use crate::assistant::selection::speaks_against;
use crate::assistant::{Assistant, Remark};
use crate::console::{Configuration, PageKind};
use crate::credentials::{
    AuthorizationServer, Credential, CredentialId, CredentialKind, Finding, ScopeSeparator, Secret,
};
use crate::migration::{ConfigurationId, OsgiFiles, Platform, Verdict, osgi};

/// The credentials in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct CredentialsScreen {
    /// Whether there are any, or files without any; then the box is folded away beside them.
    pub held: bool,
    /// Whether there are several. Then each is a line that can be opened.
    pub several: bool,
    /// Whether the box beside the credentials is open from the start.
    pub box_open: bool,
    /// The text in the box: it stays to be mended for as long as nothing usable came of it.
    pub in_box: Secret,
    /// The credentials, in the order in which they came.
    pub cards: Vec<Card>,
    /// What is to be said about texts and files as a whole.
    pub remarks: Vec<Remark>,
    /// How lists of scopes are written.
    pub separator: ScopeSeparator,
}

/// One credential.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which one.
    pub id: CredentialId,
    /// Its name, where it has one; else that of the file that it came in.
    pub name: Option<String>,
    /// Its type.
    pub kind: CredentialKind,
    /// *Client Id*.
    pub client_id: Option<String>,
    /// *Client Secret*.
    pub secret: Option<Secret>,
    /// How many scopes it has.
    pub scopes: Option<usize>,
    /// Whether their separator can be chosen.
    pub separates: bool,
    /// *Org Id*.
    pub org_id: Option<String>,
    /// *Authorization Server*.
    pub authorization_server: AuthorizationServer,
    /// Whether it has to be, or can be, chosen among others.
    pub choosable: bool,
    /// Whether it can be chosen now.
    pub enabled: bool,
    /// Whether it is the one that is used on this page.
    pub chosen: bool,
    /// Its client secrets, where there are several and it is chosen.
    pub secrets: Vec<SecretChoice>,
    /// How it stands to the configuration on this page.
    pub verdict: Option<Verdict>,
    /// The configuration that it was used for: its title.
    pub used_for: Option<String>,
    /// The configuration of the list that it would be used for next: its title.
    pub fits: Option<String>,
    /// What is to be said about it.
    pub findings: Vec<Finding>,
    /// Whether it is in the box still, to be mended there.
    pub in_box: bool,
    /// The same as OSGi configuration, for AEM as a Cloud Service and for AEM 6.5, where it can be used.
    pub osgi: Option<[OsgiFiles; 2]>,
    /// How it can be tested, and what came of that.
    pub check: Option<Check>,
}

/// One of several client secrets.
#[derive(Clone, Debug, PartialEq)]
pub struct SecretChoice {
    /// The secret, to be shown masked.
    pub secret: Secret,
    /// Whether it is the one that is used.
    pub chosen: bool,
}

impl Assistant {
    pub(super) fn credentials_screen(&self) -> CredentialsScreen {
        CredentialsScreen {
            held: self.tray.holds_any(),
            box_open: self.tray.shows_box(),
            several: self.tray.holds_several(),
            in_box: self.tray.in_box().clone(),
            cards: self.tray.credentials().iter().map(|credential| self.card(credential)).collect(),
            remarks: self.tray.remarks().to_vec(),
            separator: self.run.scope_separator,
        }
    }

    fn card(&self, credential: &Credential) -> Card {
        let several = self.tray.holds_several();
        let in_box = self.tray.is_in_box(&credential.id);
        // The list is about all of them.
        let on_list = self.view.as_ref().is_some_and(|view| view.kind == PageKind::List);
        let selection = self.selection().filter(|_| !(several && on_list));
        let chosen = selection.is_some_and(|selection| selection.credential.id == credential.id);
        let count = credential.client_secrets.len();
        let index = if chosen { self.run.secret_of(&credential.id, count) } else { 0 };
        let on_form = self.view.as_ref().is_some_and(|view| {
            matches!(view.kind, PageKind::Properties | PageKind::Create) && view.form.is_some()
        });
        let verdict = self.verdict_here(&credential.id).filter(|_| credential.usable());
        let is_spent = matches!(verdict, Some(Verdict::Spent { .. }));
        let is_open = matches!(verdict, Some(Verdict::NotKnown(_)));
        // What speaks against the chosen one stands beside the form, with the confirmation that it takes.
        let is_said_there = chosen && verdict.as_ref().is_some_and(speaks_against);
        Card {
            id: credential.id.clone(),
            name: credential.name.clone().or_else(|| self.tray.file_of(&credential.id).map(str::to_owned)),
            kind: credential.kind,
            client_id: credential.client_id.as_ref().map(|id| id.as_str().to_owned()),
            secret: credential.client_secrets.get(index).cloned(),
            scopes: credential.scopes.as_ref().map(|scopes| scopes.as_list().len()),
            separates: credential
                .scopes
                .as_ref()
                .is_some_and(|scopes| scopes.is_list() && scopes.as_list().len() > 1),
            org_id: credential.org_id.as_ref().map(|id| id.as_str().to_owned()),
            authorization_server: credential.authorization_server.clone(),
            // A single credential is chosen by hand only where nothing chooses it.
            choosable: !in_box && ((several && !on_list) || (on_form && is_open)),
            enabled: !self.is_busy() && credential.usable(),
            chosen,
            secrets: if chosen && count > 1 {
                let secrets = credential.client_secrets.iter().enumerate();
                secrets
                    .map(|(place, secret)| SecretChoice { secret: secret.clone(), chosen: place == index })
                    .collect()
            } else {
                Vec::new()
            },
            // That it is spent is told by the configuration that it was used for.
            used_for: self
                .run
                .used_for(&credential.id)
                .filter(|_| verdict.is_none() || is_spent)
                .map(str::to_owned),
            verdict: verdict.filter(|_| !is_spent && !is_said_there),
            fits: self.title_that_fits(&credential.id),
            findings: self.tray.findings_of(&credential.id),
            in_box,
            osgi: osgi(credential, Platform::CloudService)
                .zip(osgi(credential, Platform::Aem65))
                .map(<[_; 2]>::from),
            check: self.check_screen(credential).filter(|_| !in_box),
        }
    }

    /// The configuration of the list for which this credential is the proposed one.
    fn title_that_fits(&self, id: &CredentialId) -> Option<String> {
        let view = self.view.as_ref().filter(|view| view.kind == PageKind::List)?;
        let is_proposed = |one: &&Configuration| {
            let matched = self.matching.of(&ConfigurationId::from(&*one.id));
            self.run.offers(one) && matched.proposed().is_some_and(|(proposed, _)| proposed == id)
        };
        view.configurations.iter().find(is_proposed).map(|one| one.title.to_string())
    }
}
