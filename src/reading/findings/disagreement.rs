//! Findings about values that contradict each other.

use super::super::credential::{self, scopes};
use super::super::draft::Clue;
use super::{Check, CredentialField as Field, FindingKind, Report, Severity, Subject};
use crate::credentials::Scopes;
use crate::credentials::identifiers::{self, AuthorizationServer, TechnicalAccountId};

pub(super) const CHECKS: &[Check] = &[Check::OAuth(values_disagree)];

type Compared = fn(&Clue) -> Option<String>;

/// How a clue's value is compared and shown. Only what was recognised is: a client id of unknown shape may be another
/// vendor's key.
const COMPARED: &[(Field, Compared)] = &[
    (Field::ClientId, |clue| {
        Some(credential::client_id(clue.text()?)?.to_string()).filter(|_| clue.is_adobes())
    }),
    (Field::Scopes, |clue| Some(scopes(clue)?.to_string())),
    (Field::OrgId, |clue| Some(credential::org_id(clue.text()?)?.to_string())),
    (Field::TechnicalAccountId, |clue| Some(TechnicalAccountId::parse(clue.text()?)?.to_string())),
    (Field::TechnicalAccountEmail, |clue| identifiers::technical_account_email(clue.text()?)),
    (Field::AuthorizationServer, |clue| Some(AuthorizationServer::parse(clue.text()?)?.to_string())),
];

/// The text gives one field two different values. Of two ids, none is used: nobody knows which of
/// them the secret belongs to. Of other fields, the first value is.
///
/// This happens if parts of two credentials are pasted together, or a page and a command of different age. Secrets
/// are not compared, because two of them are normal. Scopes are the same in any order and with any separator.
fn values_disagree(subject: &Subject<'_>, report: &mut Report) {
    for (field, value) in COMPARED {
        // Nearly always there is one value, or none.
        if subject.draft.about(*field).nth(1).is_none() {
            continue;
        }
        let mut values = subject.draft.about(*field).filter_map(|clue| Some((value(clue)?, clue)));
        let used = subject.credential.client_id.as_ref().filter(|_| *field == Field::ClientId);
        let kept = match used {
            Some(id) => id.to_string(),
            None => match values.next() {
                Some((kept, _)) => kept,
                None => continue,
            },
        };
        if let Some((other, clue)) = values.find(|(other, _)| !agree(*field, &kept, other)) {
            let kind = FindingKind::ValuesDisagree { field: *field, kept, other };
            // Which of two ids the secret belongs to, nobody knows.
            let is_fatal = credential::has_two(subject.draft, *field);
            let severity = if is_fatal { Severity::Error } else { Severity::Warning };
            report.add(kind, severity).clue(clue);
        }
    }
}

fn agree(field: Field, one: &str, other: &str) -> bool {
    let same_scopes =
        || Scopes::parse(one).zip(Scopes::parse(other)).is_some_and(|(one, other)| one.same_as(&other));
    one == other || field == Field::Scopes && same_scopes()
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::ValuesDisagree;

    const OTHER_ORG: &str = "Organization ID: 1A2B3C4D5E6F708192A3B4C5@AdobeOrg";

    #[test]
    fn two_values_are_told() {
        check(
            &[&note(&[]), OTHER_ORG].join("\n"),
            ValuesDisagree,
            &[
                "error org_id 5:18 #0 { field: OrgId, kept: \"0A1B2C3D4E5F60718293A4B5@AdobeOrg\", other: \"1A2B3C4D5E6F708192A3B4C5@AdobeOrg\" }",
            ],
        );
        check(
            &[&note(&[]), "Scope: openid,AdobeID"].join("\n"),
            ValuesDisagree,
            &[
                "warning scopes 5:8 #0 { field: Scopes, kept: \"openid,AdobeID,target_sdk\", other: \"openid,AdobeID\" }",
            ],
        );
    }

    #[test]
    fn the_same_written_otherwise_is_the_same() {
        check(&[&note(&[]), "Scope: target_sdk, openid, AdobeID"].join("\n"), ValuesDisagree, &[]);
        check(
            &[&note(&[]), "Organization ID: 0A1B2C3D4E5F60718293A4B5@ADOBEOrg"].join("\n"),
            ValuesDisagree,
            &[],
        );
    }
}
