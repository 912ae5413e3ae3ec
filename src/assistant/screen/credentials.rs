//! The credentials in hand, and the box to paste them in.

use crate::assistant::Assistant;
use crate::assistant::selection::speaks_against;
use crate::console::PageKind;
use crate::credentials::{
    AuthorizationServer, Credential, CredentialId, CredentialKind, Finding, ScopeSeparator, Secret,
};
use crate::migration::Verdict;

/// The credentials in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct CredentialsScreen {
    /// Whether one of them can be used; then the box is folded away beside them.
    pub usable: bool,
    /// The box.
    pub paste: PasteBox,
    /// The credentials, best first.
    pub cards: Vec<Card>,
    /// What is to be said about them.
    pub findings: Vec<Finding>,
    /// How lists of scopes are written.
    pub separator: ScopeSeparator,
}

/// A box with a text in it.
#[derive(Clone, Debug, PartialEq)]
pub struct PasteBox {
    /// The text: it stays to be mended for as long as nothing usable came of it.
    pub text: Secret,
}

/// One credential.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which one.
    pub id: CredentialId,
    /// Its name, where it has one.
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
        let usable = self.tray.usable();
        let text = if usable { self.tray.other() } else { self.tray.pasted() };
        CredentialsScreen {
            usable,
            paste: PasteBox { text: text.clone() },
            cards: self.tray.credentials().iter().map(|credential| self.card(credential)).collect(),
            findings: self.tray.findings().to_vec(),
            separator: self.run.scope_separator,
        }
    }

    fn card(&self, credential: &Credential) -> Card {
        let selection = self.selection();
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
            name: credential.name.clone(),
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
            choosable: self.tray.credentials().len() > 1 || (on_form && is_open),
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
        }
    }
}
