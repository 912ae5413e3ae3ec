//! Findings about the text as a whole.

use super::{Check, CredentialKind, FindingKind, Report, Severity, Sighting, Whole};
use crate::credentials::Finding;

pub(super) const CHECKS: &[Check] = &[
    Check::Reading(nothing_found),
    Check::Reading(file_not_text),
    Check::Reading(local_development_token),
    Check::Reading(access_token_ignored),
    Check::Reading(private_key_present),
    Check::Reading(page_address),
    Check::Reading(several_credentials),
];

/// The longest text that is read, in bytes: 8 MiB. The workspace download of a large organization has some hundred
/// kilobytes. Anything longer than this is some other file that was dropped by mistake, and would only take memory.
pub const LARGEST_INPUT: usize = (LIMIT as usize) << 20;

/// The same in mebibytes.
const LIMIT: u32 = 8;

/// The finding, if `input` is too long to be read.
pub(crate) fn too_large(input: &str) -> Option<Finding> {
    (input.len() > LARGEST_INPUT).then_some(Finding {
        kind: FindingKind::InputTooLarge { limit: LIMIT },
        severity: Severity::Error,
        field: None,
        location: None,
        credential: None,
    })
}

/// Nothing in the text belongs to a credential.
///
/// This is said about an empty text too, so that every reading has something to say. A project without credentials is
/// one of the cases; Adobe's own test files for workspace downloads have it. If there is something that is often
/// mistaken for a credential, the finding about that says more.
fn nothing_found(whole: &Whole<'_>, report: &mut Report) {
    if whole.credentials.is_empty() && whole.sightings.is_empty() {
        report.add(FindingKind::NothingFound, Severity::Error);
    }
}

/// The file is no text: a Word document, a PDF, a picture.
///
/// Partners send credentials in such files. Nothing in them can be read here, so the person has to open the file and copy.
fn file_not_text(whole: &Whole<'_>, report: &mut Report) {
    for (sighting, _) in whole.sightings {
        if let Sighting::File(format) = sighting {
            report.add(FindingKind::FileNotText { format: (*format).to_owned() }, Severity::Error);
        }
    }
}

/// There is a *Local Development Token* of AEM's own Developer Console: a developer's token for one day, and no
/// credential.
///
/// Source: AEM's tutorial on token-based authentication, where the file has the key `accessToken`.
fn local_development_token(whole: &Whole<'_>, report: &mut Report) {
    if let Some(at) = whole.seen(Sighting::LocalDevelopmentToken) {
        report.add(FindingKind::LocalDevelopmentToken, whole.severity(Severity::Warning)).at(at);
    }
}

/// There is an access token.
///
/// AEM asks IMS for tokens itself; a copied one expires within a day and belongs in no field of the form. It is
/// not used. Source of the lifetime: Adobe's guide to OAuth Server-to-Server credentials.
fn access_token_ignored(whole: &Whole<'_>, report: &mut Report) {
    if let Some(at) = whole.seen(Sighting::AccessToken) {
        report.add(FindingKind::AccessTokenIgnored, whole.severity(Severity::Note)).at(at);
    }
}

/// There is a private key.
///
/// Only JWT credentials had one. OAuth needs none, and a private key should not travel through clipboards and tickets.
fn private_key_present(whole: &Whole<'_>, report: &mut Report) {
    if let Some(at) = whole.seen(Sighting::PrivateKey) {
        report.add(FindingKind::PrivateKeyPresent, whole.severity(Severity::Warning)).at(at);
    }
}

/// There is only the URL of a credential's page, and nothing of what is on the page.
///
/// Its first number is the organization's number, not its id, so the URL fills no field. Beside a credential it is
/// not worth mentioning. Source of the URL: Adobe's guide to OAuth Server-to-Server credentials.
fn page_address(whole: &Whole<'_>, report: &mut Report) {
    if let Some(at) = whole.seen(Sighting::PageAddress).filter(|_| whole.credentials.is_empty()) {
        report.add(FindingKind::PageAddress, Severity::Error).at(at);
    }
}

/// There are several OAuth Server-to-Server credentials, so one has to be chosen for each configuration.
///
/// Credentials of other types do not count; they have findings of their own.
fn several_credentials(whole: &Whole<'_>, report: &mut Report) {
    let count =
        whole.credentials.iter().filter(|one| one.kind == CredentialKind::OAuthServerToServer).count();
    if count > 1 {
        report.add(FindingKind::SeveralCredentials { count: super::count(count) }, Severity::Note);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use super::LARGEST_INPUT;
    use crate::credentials::FindingCode::{
        AccessTokenIgnored, FileNotText, InputTooLarge, LocalDevelopmentToken, NothingFound, PageAddress,
        PrivateKeyPresent, SeveralCredentials,
    };

    #[test]
    fn eight_mebibytes_are_read_and_no_more() {
        check(&" ".repeat(LARGEST_INPUT), InputTooLarge, &[]);
        check(&" ".repeat(LARGEST_INPUT + 1), InputTooLarge, &["error { limit: 8 }"]);
    }

    #[test]
    fn a_paste_without_a_credential_is_answered() {
        check("", NothingFound, &["error"]);
        check("Meeting at 10:30, room 4", NothingFound, &["error"]);
        check(
            r#"{"project":{"org":{"ims_org_id":"0A1B2C3D4E5F60718293A4B5@AdobeOrg"}}}"#,
            NothingFound,
            &["error"],
        );
        check(&note(&[]), NothingFound, &[]);
    }

    const DEVELOPERS: &str =
        r#"{"ok":true,"statusCode":200,"accessToken":"eyJhbGciOiJGQUtFIn0.eyJmYWtlIjoiZmFrZSJ9.ZmFrZS1z"}"#;

    #[test]
    fn the_file_is_recognised() {
        check(DEVELOPERS, LocalDevelopmentToken, &["error 1:44"]);
        check(DEVELOPERS, AccessTokenIgnored, &[]);
        check(DEVELOPERS, NothingFound, &[]);
        check(r#"{"accessToken":""}"#, LocalDevelopmentToken, &[]);
    }

    const TOKEN: &str = "access_token=eyJhbGciOiJGQUtFIn0.eyJmYWtlIjoiZmFrZSJ9.ZmFrZS1zaWduYXR1cmU";

    #[test]
    fn a_token_is_noticed() {
        check(&note(&[TOKEN]), AccessTokenIgnored, &["note 5:14"]);
        check(TOKEN, AccessTokenIgnored, &["error 1:14"]);
        check(TOKEN, NothingFound, &[]);
        check(&note(&[]), AccessTokenIgnored, &[]);
    }

    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMIIFAKE\n-----END PRIVATE KEY-----";

    #[test]
    fn a_file_that_is_no_text_is_told_as_what_it_is() {
        check("PK\u{3}\u{4}\u{14}", FileNotText, &["error { format: \"Word, Excel, ZIP\" }"]);
        check("%PDF-1.7\n", FileNotText, &["error { format: \"PDF\" }"]);
        check("PK\u{3}\u{4}\u{14}", NothingFound, &[]);
        check("PKCS", FileNotText, &[]);
    }

    #[test]
    fn a_private_key_is_noticed() {
        check(&[&note(&[]), KEY].join("\n"), PrivateKeyPresent, &["warning 5:1"]);
        check(KEY, PrivateKeyPresent, &["error 1:1"]);
        check(&note(&[]), PrivateKeyPresent, &[]);
    }

    const ADDRESS: &str = "https://developer.adobe.com/console/projects/23294/4566206088344958295/credentials/436084/details/oauthservertoserver";

    #[test]
    fn an_address_is_no_credential() {
        check(ADDRESS, PageAddress, &["error 1:9"]);
        check(ADDRESS, NothingFound, &[]);
        check(&[ADDRESS, &note(&[])].join("\n"), PageAddress, &[]);
    }

    #[test]
    fn two_client_ids_are_two_credentials() {
        let other = note(&["client_id=1b2c3d4e5f60718293a4b5c6d7e8f90a"]);
        check(&[note(&[]), other].join("\n\n"), SeveralCredentials, &["note { count: 2 }"]);
        check(&[note(&[]), note(&[])].join("\n\n"), SeveralCredentials, &[]);
    }
}
