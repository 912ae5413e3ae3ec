//! How the checks' tests say what they expect.

use super::{Finding, FindingCode};
use crate::reading::read;

/// A note that has everything, so that a test need only say what is different in it.
const NOTE: &str = "\
client_id=0a1b2c3d4e5f60718293a4b5c6d7e8f9
client_secret=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5
scopes=openid,AdobeID,target_sdk
org_id=0A1B2C3D4E5F60718293A4B5@AdobeOrg
";

/// The note with these lines in place of those of the same key, or added; an empty value drops the line.
pub(crate) fn note(lines: &[&str]) -> String {
    let mut note: Vec<&str> = NOTE.lines().collect();
    for line in lines {
        let key = line.split('=').next().unwrap_or_default();
        note.retain(|old| !old.starts_with(key));
        note.push(line);
    }
    note.retain(|line| !line.ends_with('='));
    note.join("\n")
}

/// What the checks for `code` say about `input`, one line each: `error org_id 4:8 credential=0 value=23294`.
pub(crate) fn check(input: &str, code: FindingCode, expect: &[&str]) {
    let reading = read(input);
    let found: Vec<String> =
        reading.findings.iter().filter(|finding| finding.code == code).map(show).collect();
    assert_eq!(found, expect, "{input}");
}

fn show(finding: &Finding) -> String {
    let mut words = vec![finding.severity.as_str().to_owned()];
    words.extend(finding.field.map(|field| field.as_str().to_owned()));
    words.extend(finding.location.map(|at| [at.line.to_string(), at.column.to_string()].join(":")));
    words.extend(finding.credential.map(|index| ["#", &index.to_string()].concat()));
    words.extend(finding.params.iter().map(|(name, value)| [name, "=", value].concat()));
    words.join(" ")
}

#[test]
fn a_note_that_has_everything_has_no_findings() {
    assert_eq!(read(&note(&[])).findings, []);
    assert!(read(&note(&[])).credentials.first().is_some_and(|credential| credential.usable()));
}

#[test]
fn codes_are_kebab_case_and_unlike() {
    for (at, code) in FindingCode::ALL.iter().enumerate() {
        let code = code.as_str();
        assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{code}");
        assert!(FindingCode::ALL[..at].iter().all(|other| other.as_str() != code), "{code}");
    }
}
