//! From a finding's code to what is said about it.

use super::Message;
use crate::credentials::{Finding, FindingCode};

/// What a finding says. A parameter that the finding lacks is left empty.
pub fn finding_message(finding: &Finding) -> Message {
    let parameter = |name: &str| {
        let value = finding.params.iter().find(|(candidate, _)| *candidate == name);
        value.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    match finding.code {
        FindingCode::AccessTokenIgnored => Message::FindingAccessTokenIgnored,
        FindingCode::AemServiceCredential => Message::FindingAemServiceCredential,
        FindingCode::ClientIdMissing => Message::FindingClientIdMissing,
        FindingCode::ClientIdUnusual => Message::FindingClientIdUnusual,
        FindingCode::InputTooLarge => Message::FindingInputTooLarge { limit: parameter("limit") },
        FindingCode::JwtOnly => Message::FindingJwtOnly,
        FindingCode::LocalDevelopmentToken => Message::FindingLocalDevelopmentToken,
        FindingCode::MetascopeInScopes => {
            Message::FindingMetascopeInScopes { metascopes: parameter("metascopes") }
        }
        FindingCode::MigrationInProgress => Message::FindingMigrationInProgress,
        FindingCode::NothingFound => Message::FindingNothingFound,
        FindingCode::OrgIdIsNumeric => Message::FindingOrgIdIsNumeric { number: parameter("number") },
        FindingCode::OrgIdIsTechnicalAccount => Message::FindingOrgIdIsTechnicalAccount,
        FindingCode::OrgIdMissing => Message::FindingOrgIdMissing,
        FindingCode::OrgIdUnusual => Message::FindingOrgIdUnusual,
        FindingCode::PageAddress => Message::FindingPageAddress,
        FindingCode::PrivateKeyPresent => Message::FindingPrivateKeyPresent,
        FindingCode::Placeholder => Message::FindingPlaceholder { label: parameter("label") },
        FindingCode::ScopesMissing => Message::FindingScopesMissing,
        FindingCode::ScopesSpaceSeparated => Message::FindingScopesSpaceSeparated,
        FindingCode::SecretHidden => Message::FindingSecretHidden,
        FindingCode::SecretMasked => Message::FindingSecretMasked,
        FindingCode::SecretMissing => Message::FindingSecretMissing,
        FindingCode::SecretUnusual => Message::FindingSecretUnusual { length: parameter("length") },
        FindingCode::SeveralCredentials => Message::FindingSeveralCredentials { count: parameter("count") },
        FindingCode::SeveralSecrets => Message::FindingSeveralSecrets { count: parameter("count") },
        FindingCode::StageEnvironment => Message::FindingStageEnvironment { host: parameter("host") },
        FindingCode::UnknownAuthorizationServer => {
            Message::FindingUnknownAuthorizationServer { host: parameter("host") }
        }
        FindingCode::ValuesDisagree => Message::FindingValuesDisagree {
            label: parameter("label"),
            kept: parameter("kept"),
            other: parameter("other"),
        },
        FindingCode::WrongCredentialType => Message::FindingWrongCredentialType { kind: parameter("kind") },
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::locale::{dictionary, finding_text};
    use crate::reading;

    #[test]
    fn a_finding_speaks_with_its_parameters_filled_in() {
        let reading = reading::read("client_secret=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5\norg_id=23294\n");
        let numeric = reading.findings.iter().find(|finding| finding.code == FindingCode::OrgIdIsNumeric);
        let said = finding_text("en", numeric.expect("the finding"));
        assert!(said.contains("23294"), "{said}");
    }

    #[test]
    fn no_finding_leaves_a_placeholder_unfilled() {
        for language in crate::locale::LANGUAGES {
            let dictionary = dictionary(language).expect("a dictionary");
            for input in
                ["", "{}", "client_id=abc", "org_id=ABC@techacct.adobe.com", "scopes=ent_marketing_sdk"]
            {
                for finding in reading::read(input).findings {
                    let said = dictionary.say(&finding_message(&finding));
                    assert!(!said.is_empty() && !said.contains("$1"), "{language}: {said}");
                }
            }
        }
    }
}
