//! The error messages of AEM that are known, and what each of them means.
//!
//! AEM translates its own sentences, but not the technical details in them: the message of an exception, the answer of
//! Adobe IMS. So a failure is recognised by such a detail, in a sentence of any language. The remedies are in the
//! dictionary.

/// A known failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// AEM 6.5 has the hotfix for OAuth, but its bundle `adobeims.core` is not version 1.1.26.
    WrongBundle,
    /// A product's service user does not exist, or cannot be read.
    ServiceUserMissing,
    /// Adobe IMS does not accept the client secret.
    SecretRefused,
    /// Adobe IMS does not know the client id, or its credential was deleted.
    ClientRefused,
    /// Adobe IMS does not grant the scopes.
    ScopeRefused,
    /// Adobe IMS issued no token; the reason is not known.
    NoToken,
}

/// What a message contains, in lower case. The more specific come first, since a message of the last failure may quote
/// one of the others.
const SIGNATURES: &[(&str, Failure)] = &[
    // Knowledge base ka-37748 (facts, section 6, 4): saving fails although every field is filled.
    ("invalid parameter (empty or null)", Failure::WrongBundle),
    // Knowledge base KA-22693 (section 6, 5): a product is chosen whose service user lacks an access right.
    ("the provided userid does not identify an existing user", Failure::ServiceUserMissing),
    // Knowledge base KA-23909 (section 6, 6): the secret is wrong, or AEM can no longer decrypt what it has stored.
    ("invalid client_secret", Failure::SecretRefused),
    // A token server's answers to a bad request: RFC 6749, section 5.2.
    ("invalid_client", Failure::ClientRefused),
    ("invalid_scope", Failure::ScopeRefused),
    // Brand Portal, "Troubleshoot parallel publishing" (section 2.6); the server's answer follows.
    ("failed to get access token from authorization server", Failure::NoToken),
];

impl Failure {
    /// The failure that a message of AEM's reports, if it is a known one.
    pub fn of(message: &str) -> Option<Self> {
        let message = message.to_ascii_lowercase();
        SIGNATURES.iter().find(|(part, _)| message.contains(part)).map(|(_, failure)| *failure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_known_by_the_part_that_no_language_changes() {
        let check = |message: &str, failure| assert_eq!(Failure::of(message), failure, "{message}");
        check(
            "Could not create/update configuration: invalid parameter (empty or null)!",
            Some(Failure::WrongBundle),
        );
        check(
            "Konfiguration konnte nicht erstellt werden: invalid parameter (empty or null)!",
            Some(Failure::WrongBundle),
        );
        check(
            "Cannot retrieve certificates: The provided userId does not identify an existing user",
            Some(Failure::ServiceUserMissing),
        );
        let no_token = "com.adobe.granite.auth.oauth.AccessTokenProvider failed to get access token from \
                        authorization server status: 400 response: ";
        let answer = |error: &str| format!(r#"{no_token}{{"error":"{error}"}}"#);
        check(no_token, Some(Failure::NoToken));
        check(&answer("invalid_client"), Some(Failure::ClientRefused));
        check(&answer("invalid_scope"), Some(Failure::ScopeRefused));
        check(
            &answer(r#"invalid_client","error_description":"invalid client_secret parameter"#),
            Some(Failure::SecretRefused),
        );
    }

    #[test]
    fn another_message_is_none_of_them() {
        for message in
            ["", "Token retrieved successfully!", "You are going to check the following item: invalid"]
        {
            assert_eq!(Failure::of(message), None, "{message}");
        }
    }

    #[test]
    fn signatures_are_compared_in_lower_case() {
        for (part, _) in SIGNATURES {
            assert_eq!(*part, part.to_ascii_lowercase());
        }
    }
}
