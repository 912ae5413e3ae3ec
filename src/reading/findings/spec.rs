//! Helpers with which the checks' tests say what they expect.

use crate::credentials::{Credential, Finding, FindingCode, Reading};
use crate::reading::read;

/// A note that has everything, so that a test says only what is different.
const NOTE: &str = "\
client_id=0a1b2c3d4e5f60718293a4b5c6d7e8f9
client_secret=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5
scopes=openid,AdobeID,target_sdk
org_id=0A1B2C3D4E5F60718293A4B5@AdobeOrg
";

/// The note with these lines instead of those with the same key, or in addition. An empty value drops the line.
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

/// What the checks for `code` say about `input`, one line each: severity, field, place, credential, and the
/// parameters as `Debug` shows them: `error org_id 4:8 #0 { number: "23294" }`. `#0` is the first credential.
pub(crate) fn check(input: &str, code: FindingCode, expect: &[&str]) {
    let reading = read(input);
    let found: Vec<String> = reading
        .findings
        .iter()
        .filter(|finding| FindingCode::from(&finding.kind) == code)
        .map(|finding| show(finding, &reading))
        .collect();
    assert_eq!(found, expect, "{input}");
}

fn show(finding: &Finding, reading: &Reading) -> String {
    let mut words = vec![finding.severity.as_str().to_owned()];
    words.extend(finding.field.map(|field| field.as_str().to_owned()));
    words.extend(finding.location.map(|at| format!("{}:{}", at.line, at.column)));
    words.extend(finding.credential.as_ref().map(|id| {
        let is_it = |credential: &Credential| credential.id == *id;
        format!("#{}", reading.credentials.iter().position(is_it).expect("a credential of this reading"))
    }));
    let kind = format!("{:?}", finding.kind);
    words.extend(kind.split_once(' ').map(|(_, parameters)| parameters.to_owned()));
    words.join(" ")
}

#[test]
fn a_note_that_has_everything_has_no_findings() {
    assert_eq!(read(&note(&[])).findings, []);
    assert!(read(&note(&[])).credentials.first().is_some_and(|credential| credential.usable()));
}
