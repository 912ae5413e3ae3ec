//! From a finding to the message that says it. Which message that is, the build knows from the words: the message of
//! `FindingKind::JwtOnly` is `finding_jwt_only`.

use super::Message;
use crate::credentials::{CredentialField, CredentialKind, Finding, FindingKind};

include!(concat!(env!("OUT_DIR"), "/words_of_FindingKind.rs"));

/// The message for a finding. Each of its parameters stands in it.
pub fn finding_message(finding: &Finding) -> Message {
    Message::from(&finding.kind)
}

/// What can stand in a message: a parameter of a finding, as [`Message`] takes it.
trait InWords {
    type Words;

    fn in_words(&self) -> Self::Words;
}

impl InWords for u32 {
    type Words = usize;

    fn in_words(&self) -> usize {
        usize::try_from(*self).unwrap_or(usize::MAX)
    }
}

impl InWords for String {
    type Words = Self;

    fn in_words(&self) -> Self {
        self.clone()
    }
}

impl InWords for Vec<String> {
    type Words = Self;

    fn in_words(&self) -> Self {
        self.clone()
    }
}

/// What is not known is a question mark.
impl InWords for Option<String> {
    type Words = String;

    fn in_words(&self) -> String {
        self.clone().unwrap_or_else(|| "?".to_owned())
    }
}

impl InWords for CredentialField {
    type Words = String;

    fn in_words(&self) -> String {
        self.console_label().to_owned()
    }
}

impl InWords for CredentialKind {
    type Words = String;

    fn in_words(&self) -> String {
        self.console_name().to_owned()
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
    use crate::credentials::Severity;
    use crate::locale::{LANGUAGES, dictionary, finding_text};
    use strum::IntoEnumIterator;

    fn said(language: &str, kind: FindingKind) -> String {
        let finding =
            Finding { kind, severity: Severity::Note, field: None, location: None, credential: None };
        finding_text(language, &finding)
    }

    /// `kind` is said in every language, and with `parameters` in it.
    fn check(kind: &FindingKind, parameters: &[&str]) {
        for language in LANGUAGES {
            let said = said(language, kind.clone());
            let left = parameters.iter().fold(said.clone(), |said, parameter| said.replace(parameter, ""));
            assert!(!said.is_empty() && !left.contains('$'), "{language}: {kind:?} says {said}");
            for parameter in parameters {
                assert!(said.contains(parameter), "{language}: {kind:?} says {said}");
            }
        }
    }

    #[test]
    fn no_finding_leaves_a_placeholder_unfilled() {
        for kind in FindingKind::iter() {
            let message = Message::from(&kind);
            let dictionary = dictionary("en").expect("a dictionary");
            let written: Vec<_> =
                message.parameters().iter().map(|parameter| dictionary.written(parameter)).collect();
            check(&kind, &written.iter().map(AsRef::as_ref).collect::<Vec<_>>());
        }
    }

    #[test]
    fn each_sort_of_parameter_is_said() {
        let text = str::to_owned;
        check(&FindingKind::SecretUnusual { length: 4712 }, &["4712"]);
        check(&FindingKind::OrgIdIsNumeric { number: text("23294") }, &["23294"]);
        let metascopes = vec![text("ent_one"), text("ent_two")];
        check(&FindingKind::MetascopeInScopes { metascopes }, &["ent_one, ent_two"]);
        check(&FindingKind::UnknownAuthorizationServer { host: Some(text("a.example")) }, &["a.example"]);
        check(&FindingKind::UnknownAuthorizationServer { host: None }, &["?"]);
        check(
            &FindingKind::Placeholder { field: CredentialField::OrgId, text: text("$ORG") },
            &["Organization ID", "$ORG"],
        );
        check(&FindingKind::WrongCredentialType { kind: CredentialKind::OAuthWebApp }, &["OAuth Web App"]);
    }

    #[test]
    fn the_value_that_is_kept_and_the_other_are_not_mixed_up() {
        let kind = FindingKind::ValuesDisagree {
            field: CredentialField::Scopes,
            kept: "openid".to_owned(),
            other: "AdobeID".to_owned(),
        };
        let said = said("en", kind);
        assert!(said.contains("for Scopes: openid and AdobeID."), "{said}");
    }
}
