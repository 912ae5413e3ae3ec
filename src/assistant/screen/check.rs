//! What is shown of a credential's test.

use crate::assistant::Assistant;
use crate::assistant::check::{Hindrance, Offer};
use crate::credentials::{Credential, Secret};
use crate::ims::{Difference, TokenRequest, Verdict, command, differences};
use crate::migration::Time;

/// How it can be found out whether Adobe takes a credential, and what was.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// By a command that asks for the secret itself.
    Command(Secret),
    /// By a press.
    Test {
        /// The server that is asked.
        host: String,
        /// How far it is.
        state: CheckState,
    },
}

/// How far a test is.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckState {
    /// There was none.
    Untested,
    /// It is under way.
    Testing,
    /// The permission to reach the server was refused.
    Refused,
    /// It is asked for on a page of the extension's own.
    AskedElsewhere,
    /// It was made.
    Tested(Tested),
}

/// What a test has found out.
#[derive(Clone, Debug, PartialEq)]
pub struct Tested {
    /// What the last answer said.
    pub verdict: Verdict,
    /// What a token says that the credential does not.
    pub differences: Vec<Difference>,
    /// The secret that it is about, where there are several.
    pub secret: Option<Secret>,
    /// Whether it works, and another secret is the one that is chosen.
    pub is_other_chosen: bool,
    /// How many secrets were refused, where there are several and all were.
    pub refused: Option<usize>,
    /// When that was.
    pub at: Time,
}

impl Assistant {
    pub(super) fn check_screen(&self, credential: &Credential) -> Option<Check> {
        let first = TokenRequest::of(credential, 0)?;
        match self.checks.offer {
            Offer::Nothing => None,
            Offer::Command => Some(Check::Command(Secret::new(command(&first)))),
            Offer::Test => Some(Check::Test {
                host: first.server().host().to_owned(),
                state: self.check_state(credential),
            }),
        }
    }

    fn check_state(&self, credential: &Credential) -> CheckState {
        if self.checks.is_under_way(&credential.id) {
            return CheckState::Testing;
        }
        match self.checks.hindrance(&credential.id) {
            Some(Hindrance::Refused) => CheckState::Refused,
            Some(Hindrance::AskedElsewhere) => CheckState::AskedElsewhere,
            None => self.tested(credential).map_or(CheckState::Untested, CheckState::Tested),
        }
    }

    fn tested(&self, credential: &Credential) -> Option<Tested> {
        let requests: Vec<TokenRequest> = TokenRequest::all(credential).collect();
        let checks: Vec<_> = requests.iter().filter_map(|request| self.tray.check_of(request)).collect();
        // They are asked about in order, until one says how it is with all of them.
        let last = checks.iter().max_by_key(|checked| checked.at)?;
        let several = requests.len() > 1;
        let all_refused = several
            && checks.len() == requests.len()
            && checks.iter().all(|checked| checked.verdict.is_about_the_secret());
        let chosen = requests.get(self.run.secret_of(&credential.id, requests.len()));
        let works = matches!(last.verdict, Verdict::Works(_));
        Some(Tested {
            is_other_chosen: works && chosen.is_some_and(|chosen| *chosen != last.request),
            differences: match &last.verdict {
                Verdict::Works(granted) => differences(granted, credential),
                _ => Vec::new(),
            },
            verdict: last.verdict.clone(),
            secret: several.then(|| last.request.secret().clone()),
            refused: all_refused.then_some(requests.len()),
            at: last.at,
        })
    }
}
