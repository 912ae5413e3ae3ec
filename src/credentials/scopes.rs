//! The list of scopes, as AEM's *Scope* field takes it.

use super::shapes;
use std::fmt;

/// The scopes of a credential.
///
/// A list that came as text is kept as it was written: Adobe computes it, AEM accepts `a,b` as well as `a, b`,
/// and the administrator can compare what is filled in with what was copied. Only one with other separators, or over
/// several lines, which the one-line field could not hold, is written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scopes(String);

impl Scopes {
    /// Scopes that came as text, commonly `openid, AdobeID, …`.
    ///
    /// `None` when there is none in it, when a placeholder stands where the list belongs, or when a secret does:
    /// scopes are shown, so a secret must not become one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(',');
        // Before it is copied.
        if shapes::is_placeholder(text) || shapes::may_be_secret(text) {
            return None;
        }
        let other_commas = |c: char| c != ',' && c != ' ' && is_separator(c);
        if lacks_commas(text) || text.contains(other_commas) {
            return Self(Self(text.to_owned()).as_list().join(",")).unless_empty();
        }
        Self(text.to_owned()).unless_empty()
    }

    /// Scopes that came as a list; joined by commas, the separator of the token endpoint
    /// (`scope=openid,AdobeID` in the *View cURL command* box).
    pub(crate) fn from_list(list: &[String]) -> Option<Self> {
        if list.iter().any(|scope| shapes::may_be_secret(scope)) {
            return None;
        }
        Self(list.join(",")).unless_empty()
    }

    fn unless_empty(self) -> Option<Self> {
        // A bracket that was left over is no scope.
        let some = self.0.contains(|c: char| c.is_ascii_alphanumeric());
        some.then_some(self)
    }

    /// Each scope by itself.
    pub fn as_list(&self) -> Vec<&str> {
        self.0.split(is_separator).filter(|scope| !scope.is_empty()).collect()
    }

    /// What goes into AEM's *Scope* field.
    pub fn as_field(&self) -> &str {
        &self.0
    }

    /// Whether both grant the same, in whatever order and with whatever separator they are written.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        let [mine, theirs] = [self.as_list(), other.as_list()];
        // Each is looked up in the other; real lists have a dozen scopes.
        mine.len() == theirs.len() && mine.len() < 200 && mine.iter().all(|scope| theirs.contains(scope))
    }
}

/// What stands between scopes: commas, those of Chinese and Japanese too, and white space. The backslash is what Felix
/// puts before a space in an OSGi `.config` file: `a,\ b`.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '\\') || c.is_ascii_whitespace()
}

/// Whether there are several scopes in `text` and no comma between any two of them.
pub(super) fn lacks_commas(text: &str) -> bool {
    !text.contains([',', '，', '、']) && text.split_ascii_whitespace().nth(1).is_some()
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Scopes;

    fn check(text: &str, field: Option<&str>, list: &[&str]) {
        let scopes = Scopes::parse(text);
        assert_eq!(scopes.as_ref().map(Scopes::as_field), field, "{text}");
        assert_eq!(scopes.as_ref().map(Scopes::as_list).unwrap_or_default(), list, "{text}");
    }

    #[test]
    fn text_is_kept_as_it_was_written() {
        check("openid,AdobeID", Some("openid,AdobeID"), &["openid", "AdobeID"]);
        check(" openid, AdobeID, ", Some("openid, AdobeID"), &["openid", "AdobeID"]);
        check(
            "read_pc.dma_smart_content,\\ openid",
            Some("read_pc.dma_smart_content,openid"),
            &["read_pc.dma_smart_content", "openid"],
        );
    }

    #[test]
    fn no_scopes_are_none() {
        check("", None, &[]);
        check(" , ", None, &[]);
        check("{SCOPES}", None, &[]);
        check("p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5", None, &[]);
    }

    #[test]
    fn a_list_is_joined_by_commas() {
        let scopes = Scopes::from_list(&["openid".to_owned(), "AdobeID".to_owned()]);
        assert_eq!(scopes.as_ref().map(Scopes::as_field), Some("openid,AdobeID"));
    }

    #[test]
    fn order_and_separator_do_not_count() {
        let [one, other] = [Scopes::parse("openid,AdobeID"), Scopes::parse("AdobeID, openid")];
        assert!(one.zip(other).is_some_and(|(one, other)| one.same_as(&other)));
    }
}
