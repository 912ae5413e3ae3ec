//! From a finding to the message that says it.

use super::Message;
use crate::credentials::{Finding, FindingKind};

/// The message for a finding. Each of its parameters stands in it.
pub fn finding_message(finding: &Finding) -> Message {
    match &finding.kind {
        FindingKind::AccessTokenIgnored => Message::FindingAccessTokenIgnored,
        FindingKind::AemServiceCredential => Message::FindingAemServiceCredential,
        FindingKind::ClientIdMissing => Message::FindingClientIdMissing,
        FindingKind::ClientIdUnusual => Message::FindingClientIdUnusual,
        FindingKind::InputTooLarge { limit } => Message::FindingInputTooLarge { limit: limit.to_string() },
        FindingKind::JwtOnly => Message::FindingJwtOnly,
        FindingKind::LocalDevelopmentToken => Message::FindingLocalDevelopmentToken,
        FindingKind::MetascopeInScopes { metascopes } => {
            Message::FindingMetascopeInScopes { metascopes: metascopes.join(", ") }
        }
        FindingKind::MigrationInProgress => Message::FindingMigrationInProgress,
        FindingKind::NothingFound => Message::FindingNothingFound,
        FindingKind::OrgIdIsNumeric { number } => Message::FindingOrgIdIsNumeric { number: number.clone() },
        FindingKind::OrgIdIsTechnicalAccount => Message::FindingOrgIdIsTechnicalAccount,
        FindingKind::OrgIdMissing => Message::FindingOrgIdMissing,
        FindingKind::OrgIdUnusual => Message::FindingOrgIdUnusual,
        FindingKind::PageAddress => Message::FindingPageAddress,
        FindingKind::Placeholder { field } => {
            Message::FindingPlaceholder { label: field.console_label().to_owned() }
        }
        FindingKind::PrivateKeyPresent => Message::FindingPrivateKeyPresent,
        FindingKind::ScopesMissing => Message::FindingScopesMissing,
        FindingKind::ScopesSpaceSeparated => Message::FindingScopesSpaceSeparated,
        FindingKind::SecretHidden => Message::FindingSecretHidden,
        FindingKind::SecretMasked => Message::FindingSecretMasked,
        FindingKind::SecretMissing => Message::FindingSecretMissing,
        FindingKind::SecretUnusual { length } => Message::FindingSecretUnusual { length: length.to_string() },
        FindingKind::SeveralCredentials { count } => {
            Message::FindingSeveralCredentials { count: count.to_string() }
        }
        FindingKind::SeveralSecrets { count } => Message::FindingSeveralSecrets { count: count.to_string() },
        FindingKind::StageEnvironment { host } => Message::FindingStageEnvironment { host: host.clone() },
        FindingKind::UnknownAuthorizationServer { host } => Message::FindingUnknownAuthorizationServer {
            host: host.clone().unwrap_or_else(|| "?".to_owned()),
        },
        FindingKind::ValuesDisagree { field, kept, other } => Message::FindingValuesDisagree {
            label: field.console_label().to_owned(),
            kept: kept.clone(),
            other: other.clone(),
        },
        FindingKind::WrongCredentialType { kind } => {
            Message::FindingWrongCredentialType { kind: kind.console_name().to_owned() }
        }
    }
}

/// What a finding says, for tools that have no panel.
#[cfg(not(target_arch = "wasm32"))]
pub fn finding_text(tag: &str, finding: &Finding) -> String {
    super::dictionary(tag).map(|dictionary| dictionary.say(&finding_message(finding))).unwrap_or_default()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::credentials::{CredentialField, CredentialKind, FindingCode, Severity};
    use crate::locale::{LANGUAGES, finding_text};
    use strum::IntoEnumIterator;

    fn finding(kind: FindingKind) -> Finding {
        Finding { kind, severity: Severity::Note, field: None, location: None, credential: None }
    }

    /// A finding of each kind that has parameters, with what must be read in its words in any language.
    fn with_parameters() -> Vec<(FindingKind, Vec<&'static str>)> {
        let text = str::to_owned;
        vec![
            (FindingKind::InputTooLarge { limit: 4711 }, vec!["4711"]),
            (
                FindingKind::MetascopeInScopes { metascopes: vec![text("ent_one"), text("ent_two")] },
                vec!["ent_one, ent_two"],
            ),
            (FindingKind::OrgIdIsNumeric { number: text("23294") }, vec!["23294"]),
            (FindingKind::Placeholder { field: CredentialField::Scopes }, vec!["Scopes"]),
            (FindingKind::SecretUnusual { length: 4712 }, vec!["4712"]),
            (FindingKind::SeveralCredentials { count: 4713 }, vec!["4713"]),
            (FindingKind::SeveralSecrets { count: 4714 }, vec!["4714"]),
            (FindingKind::StageEnvironment { host: text("stage.example") }, vec!["stage.example"]),
            (
                FindingKind::UnknownAuthorizationServer { host: Some(text("host.example")) },
                vec!["host.example"],
            ),
            (FindingKind::UnknownAuthorizationServer { host: None }, vec!["?"]),
            (
                FindingKind::ValuesDisagree {
                    field: CredentialField::OrgId,
                    kept: text("KEPT@AdobeOrg"),
                    other: text("OTHER@AdobeOrg"),
                },
                vec!["Organization ID", "KEPT@AdobeOrg", "OTHER@AdobeOrg"],
            ),
            (FindingKind::WrongCredentialType { kind: CredentialKind::OAuthWebApp }, vec!["OAuth Web App"]),
        ]
    }

    /// A finding of each kind that has none.
    fn without_parameters() -> Vec<FindingKind> {
        vec![
            FindingKind::AccessTokenIgnored,
            FindingKind::AemServiceCredential,
            FindingKind::ClientIdMissing,
            FindingKind::ClientIdUnusual,
            FindingKind::JwtOnly,
            FindingKind::LocalDevelopmentToken,
            FindingKind::MigrationInProgress,
            FindingKind::NothingFound,
            FindingKind::OrgIdIsTechnicalAccount,
            FindingKind::OrgIdMissing,
            FindingKind::OrgIdUnusual,
            FindingKind::PageAddress,
            FindingKind::PrivateKeyPresent,
            FindingKind::ScopesMissing,
            FindingKind::ScopesSpaceSeparated,
            FindingKind::SecretHidden,
            FindingKind::SecretMasked,
            FindingKind::SecretMissing,
        ]
    }

    #[test]
    fn no_finding_leaves_a_placeholder_unfilled() {
        let none = without_parameters().into_iter().map(|kind| (kind, Vec::new()));
        let samples: Vec<_> = with_parameters().into_iter().chain(none).collect();
        for code in FindingCode::iter() {
            let is_sampled = samples.iter().any(|(kind, _)| FindingCode::from(kind) == code);
            assert!(is_sampled, "there is no sample of {code:?}");
        }
        for language in LANGUAGES {
            for (kind, parameters) in &samples {
                let said = finding_text(language, &finding(kind.clone()));
                assert!(!said.is_empty() && !said.contains('$'), "{language}: {kind:?} says {said}");
                for parameter in parameters {
                    assert!(said.contains(parameter), "{language}: {kind:?} says {said}");
                }
            }
        }
    }

    #[test]
    fn the_value_that_is_kept_and_the_other_are_not_mixed_up() {
        let kind = FindingKind::ValuesDisagree {
            field: CredentialField::Scopes,
            kept: "openid".to_owned(),
            other: "AdobeID".to_owned(),
        };
        let said = finding_text("en", &finding(kind));
        assert!(said.contains("for Scopes. Used: openid. Not used: AdobeID."), "{said}");
    }
}
