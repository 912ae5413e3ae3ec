//! There is a private key.
//!
//! Only JWT credentials had one. OAuth needs none, and a private key should not travel through clipboards and tickets.

use super::{FindingKind, Report, Severity, Sighting, Whole};

pub(super) fn check(whole: &Whole<'_>, report: &mut Report) {
    if let Some(at) = whole.seen(Sighting::PrivateKey) {
        report.add(FindingKind::PrivateKeyPresent, whole.severity(Severity::Warning)).at(at);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::{check, note};
    use crate::credentials::FindingCode::PrivateKeyPresent;

    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMIIFAKE\n-----END PRIVATE KEY-----";

    #[test]
    fn a_private_key_is_noticed() {
        check(&[&note(&[]), KEY].join("\n"), PrivateKeyPresent, &["warning 5:1"]);
        check(KEY, PrivateKeyPresent, &["error 1:1"]);
        check(&note(&[]), PrivateKeyPresent, &[]);
    }
}
