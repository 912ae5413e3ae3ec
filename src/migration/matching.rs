//! Which credential belongs to which configuration: a value, made anew whenever one of its inputs changes.
//!
//! A wrong credential cannot be taken back, since AEM does not return to JWT. So silence is never a match, not even
//! where there is only one credential; several that fit equally well are left to the administrator; and a credential
//! that was used for one configuration is spent for all others.

use super::known::Subject;
use super::offer::Offer;
use super::{ConfigurationId, Run};
use crate::console::Product;
use crate::credentials::{Credential, CredentialId};
use std::collections::{HashMap, HashSet};

/// How every usable credential stands to every configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matching {
    /// One for each [`Kind`]: most configurations of a long list have only their title, so they share a few.
    matched: Vec<Matched>,
    /// Where in `matched` each configuration's is.
    places: HashMap<ConfigurationId, usize>,
}

/// How the credentials stand to one configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matched {
    /// One for each usable credential, in the reading's order.
    pub verdicts: Vec<(CredentialId, Verdict)>,
}

/// How a credential stands to a configuration.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It fits.
    Fits(Fit),
    /// It is another configuration's.
    Contradicts(Contradiction),
    /// Whether it fits is not known: nothing is proposed, the administrator has to choose.
    NotKnown(NotKnown),
    /// It was used for another configuration.
    Spent {
        /// Which one.
        on: ConfigurationId,
        /// Its title.
        title: String,
    },
}

/// Why a credential fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// The client ids are equal. Adobe's migration keeps the client id, so this is certain.
    SameClientId,
    /// It is for the configuration's product, as no other credential is, and for no other configuration.
    SameProduct(Product),
}

/// Why a credential is another configuration's. `theirs` is the configuration's value, `ours` the credential's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Another client id.
    ClientId {
        /// The configuration's, from its API key or its claims.
        theirs: String,
        /// The credential's.
        ours: String,
    },
    /// Another organization.
    Organization {
        /// The configuration's, from its claims.
        theirs: String,
        /// The credential's.
        ours: String,
    },
    /// Another product, or none of several.
    Product {
        /// The configuration's, from its claims, *Cloud Solution* or its title.
        theirs: Vec<Product>,
        /// The credential's, from its scopes, its name or its only service.
        ours: Vec<Product>,
    },
}

/// Why it is not known whether a credential fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKnown {
    /// Nothing decides: configuration or credential tell no product, or what the credential tells is inconsistent.
    NothingToCompare,
    /// The product fits, but several configurations or several credentials are for it.
    FitsSeveral,
}

/// For a configuration that nothing was matched for.
static UNMATCHED: Matched = Matched { verdicts: Vec::new() };

impl Matching {
    /// Compares each usable credential with each configuration. Takes time linear in the number of configurations, and
    /// in the number of credentials for each distinct set of known facts.
    ///
    /// Whether a credential fits several configurations is judged among `subjects`, so these have to be all that could
    /// still be migrated, not only the one on the page.
    pub fn new(subjects: &[Subject], credentials: &[Credential], run: &Run) -> Self {
        let candidates: Vec<Candidate> = credentials
            .iter()
            .filter(|credential| credential.usable())
            .map(|credential| Candidate::of(credential, run))
            .collect();
        let Kinds { kinds, places } = Kinds::of(subjects, run);
        let table: Vec<Vec<Verdict>> = kinds
            .iter()
            .map(|kind| candidates.iter().map(|candidate| kind.compare(candidate)).collect())
            .collect();
        let rivalries: Vec<Rivalry> = candidates
            .iter()
            .enumerate()
            .map(|(column, candidate)| Rivalry::of(candidate, column, &kinds, &table, run))
            .collect();
        let matched = kinds.iter().zip(table).map(|(kind, row)| kind.decide(row, &candidates, &rivalries));
        Self { matched: matched.collect(), places }
    }

    /// How the credentials stand to a configuration; empty where it was not among the subjects.
    pub fn of(&self, configuration: &ConfigurationId) -> &Matched {
        let place = self.places.get(configuration);
        place.and_then(|place| self.matched.get(*place)).unwrap_or(&UNMATCHED)
    }
}

impl Matched {
    /// The credential to propose, and why: the only one that fits.
    pub fn proposed(&self) -> Option<(&CredentialId, &Fit)> {
        let mut fitting = self.verdicts.iter().filter_map(|(id, verdict)| match verdict {
            Verdict::Fits(fit) => Some((id, fit)),
            _ => None,
        });
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// How one credential stands; nothing to compare where it is not usable, or not known.
    pub fn verdict(&self, credential: &CredentialId) -> Verdict {
        let found = self.verdicts.iter().find(|(id, _)| id == credential);
        found.map_or(Verdict::NotKnown(NotKnown::NothingToCompare), |(_, verdict)| verdict.clone())
    }
}

/// What there is to compare of one usable credential, worked out once.
struct Candidate<'a> {
    id: &'a CredentialId,
    client_id: Option<&'a str>,
    org_id: Option<&'a str>,
    offer: Offer,
    /// The configuration that it was first used for, which owns it, and its title. A second use has overruled that it
    /// is spent; it does not become another's for it.
    owner: Option<(&'a ConfigurationId, &'a str)>,
}

impl<'a> Candidate<'a> {
    fn of(credential: &'a Credential, run: &'a Run) -> Self {
        let used = run.used.iter().find(|used| used.credential.has_client_id_of(&credential.id));
        Self {
            id: &credential.id,
            client_id: credential.client_id.as_ref().map(|id| id.as_str()),
            org_id: credential.org_id.as_ref().map(|id| id.as_str()),
            offer: Offer::of(credential),
            owner: used.map(|used| (&used.configuration, used.title.as_str())),
        }
    }
}

/// Configurations that no credential can tell apart, such as all those whose titles name the same product.
struct Kind<'a> {
    client_id: Option<&'a str>,
    org_id: Option<&'a str>,
    products: Vec<Product>,
    used: Option<Use<'a>>,
    done: bool,
    /// How many there are.
    count: usize,
}

/// A configuration that a credential was used for, and which credential.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Use<'a> {
    configuration: &'a ConfigurationId,
    credential: &'a CredentialId,
}

/// All kinds, and which kind each configuration is of.
struct Kinds<'a> {
    kinds: Vec<Kind<'a>>,
    places: HashMap<ConfigurationId, usize>,
}

impl<'a> Kinds<'a> {
    fn of(subjects: &'a [Subject], run: &'a Run) -> Self {
        let uses: HashMap<&str, Use> = run
            .used
            .iter()
            .map(|used| {
                let one = Use { configuration: &used.configuration, credential: &used.credential };
                (used.configuration.as_str(), one)
            })
            .collect();
        let done: HashSet<&str> = run.done.iter().map(|done| done.id.as_str()).collect();
        let mut kinds: Vec<Kind> = Vec::new();
        let mut known_kinds = HashMap::new();
        let mut places = HashMap::with_capacity(subjects.len());
        for Subject { id, known } in subjects {
            if places.contains_key(id) {
                continue;
            }
            let products = known.products();
            let kind = Kind {
                client_id: known.client_id.as_deref(),
                org_id: known.org_id.as_deref(),
                used: uses.get(id.as_str()).copied(),
                done: done.contains(id.as_str()),
                products,
                count: 1,
            };
            let names: Vec<&str> = kind.products.iter().map(|product| product.name).collect();
            let key = (kind.client_id, kind.org_id, kind.used, kind.done, names);
            let place = *known_kinds.entry(key).or_insert(kinds.len());
            match kinds.get_mut(place) {
                Some(kind) => kind.count += 1,
                None => kinds.push(kind),
            }
            places.insert(id.clone(), place);
        }
        Self { kinds, places }
    }
}

impl Kind<'_> {
    /// Compares one credential, without regard to other credentials and other configurations. What is certain comes
    /// first: an earlier use, then the client id, then the organization, then the product.
    fn compare(&self, candidate: &Candidate<'_>) -> Verdict {
        if let Some((on, title)) = candidate.owner
            && self.used.is_none_or(|used| used.configuration != on)
        {
            return Verdict::Spent { on: on.clone(), title: title.to_owned() };
        }
        let is_same_client = match (self.client_id, candidate.client_id) {
            (Some(theirs), Some(ours)) if theirs != ours => {
                let (theirs, ours) = (theirs.to_owned(), ours.to_owned());
                return Verdict::Contradicts(Contradiction::ClientId { theirs, ours });
            }
            (theirs, ours) => theirs.is_some() && ours.is_some(),
        };
        // An equal client id in another organization means that one of the two was copied wrongly.
        if let (Some(theirs), Some(ours)) = (self.org_id, candidate.org_id)
            && !theirs.eq_ignore_ascii_case(ours)
        {
            let (theirs, ours) = (theirs.to_owned(), ours.to_owned());
            return Verdict::Contradicts(Contradiction::Organization { theirs, ours });
        }
        if is_same_client {
            return Verdict::Fits(Fit::SameClientId);
        }
        compare_products(&self.products, &candidate.offer)
    }

    /// Whether it still needs a credential that this one could be.
    fn is_open_for(&self, candidate: &Candidate<'_>) -> bool {
        !self.done && self.used.is_none_or(|used| used.credential.has_client_id_of(candidate.id))
    }

    /// Takes back what fits by product alone where others fit as well, and puts the credentials beside their verdicts.
    fn decide(&self, row: Vec<Verdict>, candidates: &[Candidate<'_>], rivalries: &[Rivalry]) -> Matched {
        let competing = row.iter().zip(rivalries).filter(|(verdict, rivalry)| {
            matches!(verdict, Verdict::Fits(Fit::SameProduct(_))) && !rivalry.is_claimed
        });
        let is_contested = competing.count() > 1;
        let decide = |((verdict, candidate), rivalry): ((Verdict, &Candidate<'_>), &Rivalry)| {
            let others = rivalry.open.saturating_sub(usize::from(self.is_open_for(candidate)));
            let verdict = match verdict {
                Verdict::Fits(Fit::SameProduct(_)) if is_contested || rivalry.is_claimed || others > 0 => {
                    Verdict::NotKnown(NotKnown::FitsSeveral)
                }
                verdict => verdict,
            };
            (candidate.id.clone(), verdict)
        };
        Matched { verdicts: row.into_iter().zip(candidates).zip(rivalries).map(decide).collect() }
    }
}

/// Compares the products of a configuration with what a credential is for.
///
/// Scopes are a fact. The name and the title are words of a person about this very credential and this very
/// configuration: where they name different products, that is taken for a contradiction as well. Overruling it costs
/// the administrator one confirmation; passing over it could cost a configuration that AEM cannot take back. Where the
/// credential's own parts disagree about the configuration, nothing is known.
fn compare_products(theirs: &[Product], offer: &Offer) -> Verdict {
    const NOTHING: Verdict = Verdict::NotKnown(NotKnown::NothingToCompare);
    let shared = |ours: &[Product]| theirs.iter().find(|product| ours.contains(product)).copied();
    let fits = |product| Verdict::Fits(Fit::SameProduct(product));
    let contradicts = |ours: &[Product]| {
        let (theirs, ours) = (theirs.to_vec(), ours.to_vec());
        Verdict::Contradicts(Contradiction::Product { theirs, ours })
    };
    let Offer { by_scopes, by_name, by_services } = offer;
    if theirs.is_empty() {
        return NOTHING;
    }
    match (by_scopes.as_slice(), by_name.as_slice(), by_services.as_slice()) {
        ([], [], [only]) => shared(&[*only]).map_or_else(|| contradicts(by_services), fits),
        // The services are those of the whole workspace: several say nothing about this credential.
        ([], [], _) => NOTHING,
        (ours, [], _) | ([], ours, _) => shared(ours).map_or_else(|| contradicts(ours), fits),
        (scopes, name, _) => match (shared(scopes), shared(name)) {
            (Some(product), Some(_)) => fits(product),
            (None, None) => contradicts(scopes),
            (Some(_), None) | (None, Some(_)) => NOTHING,
        },
    }
}

/// What other configurations a credential could be meant for.
struct Rivalry {
    /// How many open configurations it fits by product alone.
    open: usize,
    /// Whether some configuration has its very client id. That is where it belongs.
    is_claimed: bool,
}

impl Rivalry {
    fn of(
        candidate: &Candidate<'_>,
        column: usize,
        kinds: &[Kind<'_>],
        table: &[Vec<Verdict>],
        run: &Run,
    ) -> Self {
        let fits = kinds.iter().zip(table).filter(|(kind, row)| {
            matches!(row.get(column), Some(Verdict::Fits(Fit::SameProduct(_)))) && kind.is_open_for(candidate)
        });
        let is_ours = |theirs: Option<&str>| theirs.is_some() && theirs == candidate.client_id;
        Self {
            open: fits.map(|(kind, _)| kind.count).sum(),
            is_claimed: kinds.iter().any(|kind| is_ours(kind.client_id))
                || run.told.iter().any(|told| is_ours(told.known.client_id.as_deref())),
        }
    }
}

#[cfg(test)]
mod tests;
