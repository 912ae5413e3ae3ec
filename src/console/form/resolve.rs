//! Gives fields their roles, from the signals of each.
//!
//! A field gets a role when two signals agree and no other field claims it. A field that contradicts itself gets none,
//! and of two that compete neither does. Only the fields of one `<form>` count: the one with the most certain fields.

use super::field::{FormField, Unresolved};
use super::role::{ROWS, Role};
use super::signals::{Claims, Signal};
use crate::page::{Field, FieldKind, Key};

/// A field that may get a role.
struct Candidate<'a> {
    field: &'a Field,
    claims: Claims,
    /// For each row of [`ROWS`], the signals that speak for it.
    signals: Vec<Vec<Signal>>,
}

impl<'a> Candidate<'a> {
    fn of(field: &'a Field) -> Self {
        let claims = Claims::of(field);
        let signals = (0..ROWS.len()).map(|row| claims.signals(row, field)).collect();
        Self { field, claims, signals }
    }

    fn strength(&self, row: usize) -> usize {
        self.signals.get(row).map_or(0, Vec::len)
    }

    fn certain(&self, row: usize) -> bool {
        self.strength(row) >= 2
    }
}

/// Gives roles to the fields that a person can see, now or on another step or tab of the form: to those whose form sends
/// them away from AEM, or to the others. A field that is sent away is not AEM's, whatever its signals.
pub(super) fn resolve(fields: &[Field], sent_elsewhere: bool) -> (Vec<FormField>, Vec<(Role, Unresolved)>) {
    let is_of_them =
        |field: &&Field| (field.visible || field.on_other_panel) && field.sent_elsewhere == sent_elsewhere;
    let visible: Vec<Candidate<'_>> = fields.iter().filter(is_of_them).map(Candidate::of).collect();
    let Some(home) = home(&visible) else {
        // Two forms have equally many certain fields.
        let any = |row: &usize| visible.iter().any(|candidate| candidate.strength(*row) > 0);
        let competing = (0..ROWS.len()).filter(any).map(|row| (ROWS[row].role, Unresolved::Ambiguous));
        return (Vec::new(), competing.collect());
    };
    let mut candidates: Vec<Candidate<'_>> =
        visible.into_iter().filter(|candidate| candidate.field.form == home).collect();
    place(&mut candidates);
    rest(&mut candidates);
    // Other forms may use the same names. One that has labels, but neither one of this console's nor the choice of OAuth,
    // is not this console's form.
    let labelled = candidates.iter().any(|one| one.field.labels.iter().any(|label| !label.is_empty()));
    if labelled && !candidates.iter().any(|candidate| candidate.claims.of_this_console()) {
        return (Vec::new(), ROWS.iter().map(|row| (row.role, Unresolved::NotFound)).collect());
    }

    let mut found = Vec::new();
    let mut unresolved = Vec::new();
    for (index, row) in ROWS.iter().enumerate() {
        match the_one(&candidates, index) {
            Ok(candidate) => found.push(FormField {
                role: row.role,
                field: candidate.field.clone(),
                signals: candidate.signals.get(index).cloned().unwrap_or_default(),
            }),
            Err(reason) => unresolved.push((row.role, reason)),
        }
    }
    (found, unresolved)
}

/// The form with more certain fields than any other. Fields without a `<form>` around them count as one form.
fn home(candidates: &[Candidate<'_>]) -> Option<Key> {
    let mut forms: Vec<(&Key, usize)> = Vec::new();
    for candidate in candidates {
        let certain = usize::from((0..ROWS.len()).any(|row| candidate.certain(row)));
        match forms.iter_mut().find(|(form, _)| **form == candidate.field.form) {
            Some((_, count)) => *count += certain,
            None => forms.push((&candidate.field.form, certain)),
        }
    }
    let most = forms.iter().map(|(_, count)| *count).max()?;
    let mut best = forms.iter().filter(|(_, count)| *count == most);
    let (first, second) = (best.next()?, best.next());
    (most == 0 || second.is_none()).then(|| first.0.clone())
}

/// The only field that has two signals for a row.
fn the_one<'a, 'b>(candidates: &'b [Candidate<'a>], row: usize) -> Result<&'b Candidate<'a>, Unresolved> {
    let certain: Vec<&Candidate<'_>> = candidates.iter().filter(|candidate| candidate.certain(row)).collect();
    // What nobody can type into is there to be read, and does not compete with a field.
    let mut editable = certain.iter().filter(|candidate| candidate.field.editable());
    match (certain.as_slice(), editable.next(), editable.next()) {
        ([only], _, _) => Ok(only),
        ([], _, _) => Err(why_none(candidates, row)),
        (_, Some(only), None) => Ok(only),
        // A page may lie about one signal, so two fields with two signals compete, even where one of them has three.
        _ => Err(Unresolved::Ambiguous),
    }
}

fn why_none(candidates: &[Candidate<'_>], row: usize) -> Unresolved {
    let mentioned = |candidate: &&Candidate<'_>| candidate.claims.mentions(row);
    if candidates.iter().filter(mentioned).any(|candidate| candidate.claims.contradictory()) {
        Unresolved::Contradictory
    } else if candidates.iter().filter(|candidate| candidate.strength(row) > 0).nth(1).is_some() {
        Unresolved::Ambiguous
    } else {
        Unresolved::NotFound
    }
}

/// Adds [`Signal::Place`]. AEM shows the fields of a credential one below the other (facts, section 2.2), so a field with
/// one signal is in its place when both neighbours have a signal for theirs and one of them is certain. A field that
/// becomes certain this way can make its neighbour certain, so this is repeated.
fn place(candidates: &mut [Candidate<'_>]) {
    let order: Vec<usize> =
        Role::OF_CREDENTIAL.iter().filter_map(|role| ROWS.iter().position(|row| row.role == *role)).collect();
    for _ in &order {
        for (position, row) in order.iter().copied().enumerate() {
            let mut speaking =
                candidates.iter().enumerate().filter(|(_, candidate)| candidate.strength(row) > 0);
            let (Some((at, candidate)), None) = (speaking.next(), speaking.next()) else { continue };
            if candidate.certain(row) || says_something_else(candidates, at) {
                continue;
            }
            let beside = |at: Option<usize>, position: Option<usize>| {
                // Anything may be above the first one and below the last one.
                let row = position.and_then(|position| order.get(position))?;
                let neighbour = at.and_then(|at| candidates.get(at));
                Some(neighbour.map_or(0, |neighbour| neighbour.strength(*row)))
            };
            let neighbours = [
                beside(at.checked_sub(1), position.checked_sub(1)),
                beside(at.checked_add(1), position.checked_add(1)),
            ];
            let in_place = neighbours.iter().flatten().all(|strength| *strength > 0)
                && neighbours.iter().flatten().any(|strength| *strength >= 2);
            if in_place && let Some(signals) = candidates[at].signals.get_mut(row) {
                signals.push(Signal::Place);
            }
        }
    }
}

/// Whether a field has a label that is not known, in a form whose labels are: two fields that are certain by theirs show
/// that its language is known, so this label names something else.
fn says_something_else(candidates: &[Candidate<'_>], at: usize) -> bool {
    let by_label = |candidate: &&Candidate<'_>| candidate.claims.of_this_console();
    let is_labelled = |candidate: &Candidate<'_>| !candidate.field.labels.is_empty();
    let speaks = candidates.iter().filter(by_label).nth(1).is_some();
    let one = candidates.get(at);
    speaks && one.is_some_and(|one| is_labelled(one) && !one.claims.labelled_at_all())
}

/// Adds [`Signal::Rest`]. Where a form has just five fields to type into beside the title, and three of them are certain,
/// the others are for the other values: each of those goes to the only field that speaks for it, if that speaks for
/// nothing else.
fn rest(candidates: &mut [Candidate<'_>]) {
    let rows: Vec<usize> =
        Role::OF_CREDENTIAL.iter().filter_map(|role| ROWS.iter().position(|row| row.role == *role)).collect();
    let title = ROWS.iter().position(|row| row.role == Role::Title);
    let is_free = |candidate: &Candidate<'_>| {
        let is_title = title.is_some_and(|title| candidate.strength(title) > 0);
        candidate.field.editable() && candidate.field.kind != FieldKind::Select && !is_title
    };
    let free: Vec<usize> =
        candidates.iter().enumerate().filter(|(_, one)| is_free(one)).map(|(at, _)| at).collect();
    let certain = rows.iter().filter(|row| candidates.iter().any(|one| one.certain(**row))).count();
    if free.len() != rows.len() || certain < 3 {
        return;
    }
    for row in rows {
        let mut speaking = free.iter().filter(|at| candidates[**at].strength(row) > 0);
        let (Some(at), None) = (speaking.next(), speaking.next()) else { continue };
        let speaks_for = (0..ROWS.len()).filter(|row| candidates[*at].strength(*row) > 0).count();
        if candidates[*at].strength(row) == 1
            && speaks_for == 1
            && !says_something_else(candidates, *at)
            && let Some(signals) = candidates[*at].signals.get_mut(row)
        {
            signals.push(Signal::Rest);
        }
    }
}
