//! The client secret, and the only way it leaves this program.

use std::fmt;
use zeroize::Zeroizing;

/// A client secret.
///
/// It has no `Display` and no `Serialize`, its `Debug` shows only the length, and its memory is wiped when it is
/// dropped. Code that needs the value calls [`Secret::reveal`], so one search finds every place where a secret can
/// leave.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes `text` as it is. Whether it looks like a secret is for the findings to say.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The secret itself, for the one password field or the one request that the administrator asked for.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// A form by which the secret can be recognised without giving it away: `p8e-••••a1b2`.
    ///
    /// The prefix is shown only if it is one of Adobe's (`p8e-` production, `s8e-` stage), which all secrets share.
    pub fn masked(&self) -> String {
        let prefix = ["p8e-", "s8e-"].into_iter().find(|prefix| self.0.starts_with(prefix)).unwrap_or("");
        [prefix, "••••", self.ends_with_hint().unwrap_or("")].concat()
    }

    /// The number of characters: 36 for both shapes that Adobe issues.
    pub fn len(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last four characters, by which users of Developer Console tell two secrets apart; `None` for fewer than 16
    /// characters, of which four would give too much away.
    pub fn ends_with_hint(&self) -> Option<&str> {
        let length = self.len();
        if length < 16 {
            return None;
        }
        let (start, _) = self.0.char_indices().nth(length - 4)?;
        self.0.get(start..)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} chars)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    fn check(secret: &str, masked: &str, debug: &str) {
        let secret = Secret::new(secret);
        assert_eq!(secret.masked(), masked);
        assert_eq!(format!("{secret:?}"), debug);
    }

    #[test]
    fn a_secret_shows_at_most_its_end() {
        check("p8e-Fake0Fake1Fake2Fake3_Fake4-Fa1b2", "p8e-••••a1b2", "Secret(36 chars)");
        check("s8e-Fake0Fake1Fake2Fake3_Fake4-Fa1b2", "s8e-••••a1b2", "Secret(36 chars)");
        check("01234567-89ab-4cde-8f01-23456789abcd", "••••abcd", "Secret(36 chars)");
        check("fifteen-letters", "••••", "Secret(15 chars)");
        check("secrets-é-é-é-été", "••••-été", "Secret(17 chars)");
    }
}
