//! Whose a host or a list of scopes is that stands somewhere in a text, under no name that anybody knows.

use super::{lists, value};
use crate::credentials::{AuthorizationServer, CredentialField, CredentialKind};
use crate::reading::draft::{Clues, Draft};
use memchr::memmem;
use zeroize::Zeroizing;

/// A host of Adobe's is the server under any key, and of the credential that it stands nearest to, or of all of them if
/// it stands before them. If there are several, nobody knows, and the finding about that says so.
pub(super) fn name_servers(text: &str, clues: &mut Clues) {
    /// More than that, and nobody knows anyway.
    const MOST: usize = 4;
    let lacks = |draft: &Draft| !draft.mentions(CredentialField::AuthorizationServer);
    if !clues.drafts.iter().any(lacks) || memmem::find(text.as_bytes(), b".adobelogin.com").is_none() {
        return;
    }
    let owners = Owners::of(&clues.drafts);
    let mut named: Vec<Vec<value::Value<'_>>> = vec![Vec::new(); clues.drafts.len()];
    let mut of_all: Vec<value::Value<'_>> = Vec::new();
    for host in value::hosts(value::Value { text, at: 0 }) {
        let hosts = match owners.nearest(host.at).and_then(|index| named.get_mut(index)) {
            Some(hosts) => hosts,
            None => &mut of_all,
        };
        let is_new = hosts.iter().all(|known| !known.text.eq_ignore_ascii_case(host.text));
        if is_new && hosts.len() < MOST && AuthorizationServer::parse(host.text).is_some() {
            hosts.push(host);
        }
    }
    for (draft, named) in clues.drafts.iter_mut().zip(named).filter(|(draft, _)| lacks(draft)) {
        for host in if named.is_empty() { &of_all } else { &named } {
            draft.say(CredentialField::AuthorizationServer, Zeroizing::new(host.text.to_owned()), host.at);
        }
    }
}

/// A list of scopes that no format has taken, in a program that looks like a document, in the middle of a line, is that
/// of the credential without scopes which it stands nearest to, if it is the only one.
pub(super) fn name_scopes(text: &str, clues: &mut Clues) {
    use CredentialField::{ClientId, Scopes};
    let lacks = |draft: &Draft| {
        draft.kind == CredentialKind::OAuthServerToServer
            && draft.mentions(ClientId)
            && !draft.mentions(Scopes)
    };
    if !clues.drafts.iter().any(lacks) {
        return;
    }
    let mut taken: Vec<usize> =
        clues.drafts.iter().flat_map(|draft| draft.about(Scopes)).map(|clue| clue.at).collect();
    taken.sort_unstable();
    let is_taken = |list: &lists::List| {
        let next = taken.partition_point(|at| *at + 1 < list.place.start);
        taken.get(next).is_some_and(|at| *at <= list.place.end)
    };
    let owners = Owners::of(&clues.drafts);
    let only = (0..clues.drafts.len())
        .filter(|index| clues.drafts.get(*index).is_some_and(|one| one.mentions(ClientId)));
    let only = only.max();
    let mut named: Vec<Vec<lists::List>> =
        std::iter::repeat_with(Vec::new).take(clues.drafts.len()).collect();
    // Nobody knows whether a list that the text ends with is all of it.
    let is_cut = |list: &lists::List| list.place.end == text.trim_end().len();
    for list in lists::all(text).into_iter().filter(|list| !is_taken(list) && !is_cut(list)) {
        // Before several credentials, it is nobody's.
        let owner = if owners.are_several() { owners.nearest(list.place.start) } else { only };
        if let Some(lists) = owner.and_then(|index| named.get_mut(index))
            && !lists.iter().any(|known| known.scopes == list.scopes)
        {
            lists.push(list);
        }
    }
    for (draft, named) in clues.drafts.iter_mut().zip(named).filter(|(draft, _)| lacks(draft)) {
        if let [list] = named.as_slice() {
            draft.say(Scopes, Zeroizing::new(list.scopes.join(",")), list.place.start);
        }
    }
}

/// Where the values of each credential stand, if there are several.
struct Owners(Vec<(usize, usize)>);

impl Owners {
    fn of(drafts: &[Draft]) -> Self {
        let is_own = |draft: &&Draft| draft.mentions(CredentialField::ClientId);
        if drafts.iter().filter(is_own).nth(1).is_none() {
            return Self(Vec::new());
        }
        let named = drafts.iter().enumerate().filter(|(_, draft)| is_own(draft));
        let places = named.flat_map(|(index, draft)| draft.places().map(move |at| (at, index)));
        let mut places: Vec<(usize, usize)> = places.collect();
        places.sort_unstable();
        Self(places)
    }

    fn are_several(&self) -> bool {
        !self.0.is_empty()
    }

    /// The credential, as its index, of which a value stands nearest to byte `at`; `None` before all of them.
    fn nearest(&self, at: usize) -> Option<usize> {
        let next = self.0.partition_point(|(place, _)| *place < at);
        let before = self.0.get(next.checked_sub(1)?)?;
        match self.0.get(next) {
            Some(behind) if behind.0 - at < at - before.0 => Some(behind.1),
            _ => Some(before.1),
        }
    }
}
