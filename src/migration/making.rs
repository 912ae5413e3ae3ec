//! New configurations: which credential one can be created with, for which cloud solution, and under which title.
//!
//! Creating one is for a credential that no configuration waits for. Adobe advises to migrate a configuration rather than to
//! create another one beside it (facts, section 2.3), so nothing is created unless a person ticks it.

use super::offer::Offer;
use super::{ConfigurationId, Making, Run};
use crate::console::{
    Completeness, Configuration, ConsoleView, Identity, PageKind, Product, products_in_words,
};
use crate::credentials::{Credential, CredentialId};

/// The product that a new configuration with this credential is for; `None` where it speaks of none or of several.
pub fn solution_for(credential: &Credential) -> Option<Product> {
    let products = Offer::of(credential).products();
    let [only] = products[..] else { return None };
    Some(only)
}

/// The title that is proposed for a new configuration: the credential's own name, or else its product's.
pub fn title_for(credential: &Credential) -> Option<String> {
    let product = || Offer::of(credential).products().first().map(|product| product.name.to_owned());
    credential.name.clone().or_else(product)
}

/// How many configurations are named that are for the product of a new one.
const TITLES: usize = 3;

/// A title as it is compared: whether AEM tells letters' cases apart is not known.
pub fn folded(title: &str) -> String {
    title.trim().to_lowercase()
}

fn alike(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// Whether a list shows a configuration of this title.
pub fn has_title(view: &ConsoleView, title: &str) -> bool {
    view.configurations.iter().any(|one| alike(&one.title, title))
}

/// The one configuration on a list that has this very title, and can be told from all others.
pub fn only_of_title<'a>(view: &'a ConsoleView, title: &str) -> Option<&'a Configuration> {
    let mut found = view.configurations.iter().filter(|one| alike(&one.title, title));
    let only = found.next().filter(|one| one.identity != Identity::Shared)?;
    found.next().is_none().then_some(only)
}

impl Run {
    /// What was said of the configuration that could be created with a credential.
    pub fn making_with(&self, credential: &CredentialId) -> Option<&Making> {
        self.making.iter().find(|making| making.credential == *credential)
    }

    /// Has a configuration created with a credential, or not.
    pub fn want(&mut self, credential: CredentialId, wanted: bool) {
        self.making_mut(credential).wanted = wanted;
    }

    /// The title that was typed for it; one that is empty asks for the proposed one.
    pub fn entitle(&mut self, credential: CredentialId, title: &str) {
        let title = Some(title.to_owned()).filter(|title| !title.trim().is_empty());
        self.making_mut(credential).title = title;
    }

    fn making_mut(&mut self, credential: CredentialId) -> &mut Making {
        let place = self.making.iter().position(|making| making.credential == credential);
        let place = place.unwrap_or(self.making.len());
        if place == self.making.len() {
            self.making.push(Making { credential, wanted: false, title: None });
        }
        &mut self.making[place]
    }

    /// Which of these products the configurations on the list are for, by their titles: the first few of each. Reads each
    /// title once, however many products there are.
    pub fn titles_for(&self, products: &[Product]) -> Vec<(Product, Vec<String>)> {
        let mut found: Vec<(Product, Vec<String>)> =
            products.iter().map(|product| (*product, Vec::new())).collect();
        if found.is_empty() {
            return found;
        }
        for seen in &self.seen {
            let spoken_of = products_in_words(&seen.title);
            for (_, titles) in found.iter_mut().filter(|(product, _)| spoken_of.contains(product)) {
                if titles.len() < TITLES {
                    titles.push(seen.title.clone());
                }
            }
        }
        found
    }

    /// A configuration that was to be created is on the list: whatever was known of its stand-in is known of it.
    pub fn adopt(&mut self, stand_in: &ConfigurationId, id: &ConfigurationId) {
        for used in self.used.iter_mut().filter(|used| used.configuration == *stand_in) {
            used.configuration.clone_from(id);
        }
        self.chosen.retain(|choice| choice.configuration != *stand_in);
    }

    /// Takes in what a list shows of configurations that were filled in on AEM's page that creates. One that is there has
    /// used its credential; where the whole list does not show it, nobody has created it, and its credential is free again.
    /// `is_open` tells the stand-ins of jobs that have not ended. Returns whether anything changed.
    pub fn observe_created(
        &mut self,
        view: &ConsoleView,
        is_open: impl Fn(&ConfigurationId) -> bool,
    ) -> bool {
        let is_whole = matches!(view.completeness, Completeness::All(_));
        if view.kind != PageKind::List || view.configurations.is_empty() {
            return false;
        }
        let before = self.used.len();
        let stand_ins: Vec<(ConfigurationId, String)> = self
            .used
            .iter()
            .filter(|used| used.configuration == ConfigurationId::to_create(&used.credential))
            .filter(|used| !is_open(&used.configuration))
            .map(|used| (used.configuration.clone(), used.title.clone()))
            .collect();
        let mut changed = false;
        for (stand_in, title) in stand_ins {
            if let Some(one) = only_of_title(view, &title) {
                self.adopt(&stand_in, &ConfigurationId::from(&*one.id));
                changed = true;
            } else if is_whole {
                self.release(&stand_in);
            }
        }
        changed || self.used.len() < before
    }
}

#[cfg(test)]
mod tests;
