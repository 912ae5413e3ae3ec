//! Which credential is used for the configuration on this page, and whether it may be.
//!
//! A credential is taken by itself only where it fits. Where nothing is known, the administrator has to choose, also
//! when there is only one; where something speaks against it, the configuration's title has to be confirmed as well.

use super::Assistant;
use crate::console::PageKind;
use crate::credentials::{Credential, CredentialId};
use crate::migration::{ConfigurationId, Verdict};

/// The credential for this page, and how it stands to the page's configuration.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    /// The credential.
    pub credential: &'a Credential,
    /// How it stands.
    pub standing: Standing,
}

/// How a credential stands to a configuration.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// There is no configuration yet: a new one is being made, or there is no AEM.
    Unbound,
    /// It fits, or was chosen where nothing is known.
    Judged(Verdict),
    /// It contradicts or is spent; nothing may be done with it.
    Blocked(Verdict),
    /// It contradicts or is spent, and the administrator has confirmed the configuration's title.
    Confirmed(Verdict),
}

impl Standing {
    /// Whether something shows that this is the right credential, so that the next step may be proposed.
    pub fn proves(&self) -> bool {
        matches!(self, Self::Unbound | Self::Judged(Verdict::Fits(_)))
    }

    /// Whether filling has to wait for a confirmation.
    pub fn blocks(&self) -> bool {
        matches!(self, Self::Blocked(_))
    }

    /// Whether filling and saving in one go is offered.
    pub fn allows_saving_at_once(&self) -> bool {
        matches!(self, Self::Unbound | Self::Judged(_))
    }

    /// What was found out about the credential and the configuration.
    pub fn verdict(&self) -> Option<&Verdict> {
        match self {
            Self::Unbound => None,
            Self::Judged(verdict) | Self::Blocked(verdict) | Self::Confirmed(verdict) => Some(verdict),
        }
    }
}

/// Whether a verdict has to be overruled by a person before anything is done.
pub(in crate::assistant) fn speaks_against(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Contradicts(_) | Verdict::Spent { .. })
}

impl Assistant {
    /// The credential to use on this page, if one is chosen or proposed.
    pub fn selection(&self) -> Option<Selection<'_>> {
        let Some(configuration) = self.configuration() else {
            let chosen = self.unbound_choice.as_ref().and_then(|id| self.tray.credential(id));
            let credential = chosen.or_else(|| self.tray.only_usable())?;
            return Some(Selection { credential, standing: Standing::Unbound });
        };
        let matched = self.matching.of(&configuration);
        let choice = self.run.choice_for(&configuration);
        let chosen = choice.and_then(|choice| self.tray.credential(&choice.credential));
        let proposed = || matched.proposed().and_then(|(id, _)| self.tray.credential(id));
        // The only credential there is can be the wrong one: that is shown at once, rather than offered to be chosen.
        let refuted = || {
            let only = self.tray.only_usable()?;
            speaks_against(&matched.verdict(&only.id)).then_some(only)
        };
        let credential = chosen.or_else(proposed).or_else(refuted)?;
        let verdict = matched.verdict(&credential.id);
        let is_confirmed =
            choice.is_some_and(|choice| choice.credential == credential.id && choice.confirmed);
        let is_new = self.creating().is_some();
        let standing = match verdict {
            // It was planned, and what it is for is not there yet to speak for it.
            verdict if is_new && !speaks_against(&verdict) => Standing::Unbound,
            verdict if !speaks_against(&verdict) => Standing::Judged(verdict),
            verdict if is_confirmed => Standing::Confirmed(verdict),
            verdict => Standing::Blocked(verdict),
        };
        Some(Selection { credential, standing })
    }

    /// The configuration whose properties this page shows, or the stand-in of the one that is being created on it as planned.
    pub fn configuration(&self) -> Option<ConfigurationId> {
        if let Some(job) = self.creating() {
            return Some(job.configuration.clone());
        }
        let view =
            self.view.as_ref().filter(|view| view.kind == PageKind::Properties && view.form.is_some())?;
        Some(self.run.configuration_of(view))
    }

    /// What is known of a credential and the configuration on this page; nothing where there is none.
    pub(super) fn verdict_here(&self, credential: &CredentialId) -> Option<Verdict> {
        Some(self.matching.of(&self.configuration()?).verdict(credential))
    }
}
