//! Whether a field holds what it was meant to hold.
//!
//! A page may rewrite a value: trim it, truncate it, change its case, put spaces into a list. Only what AEM and Adobe IMS
//! would understand alike counts as a success; every other difference is reported as what it is.

use super::plan::Shown;
use crate::console::Role;

/// How the value that a field holds compares with the one that it was meant to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The same, letter for letter.
    Equal,
    /// Written differently, with the same meaning.
    SameMeaning,
    /// Different only in upper and lower case. Whether that matters is not known, so it is no success.
    OnlyCase,
    /// Truncated.
    Cut,
    /// Something else.
    Different,
    /// It shows the value, and the form would not send it, or would send another one under the same name as well.
    NotSent,
    /// Not filled.
    NotFilled,
}

impl Agreement {
    /// Whether nothing is left to do.
    pub fn good(self) -> bool {
        matches!(self, Self::Equal | Self::SameMeaning)
    }

    /// Whether the page has made something else of the value, which is worth telling.
    pub fn is_remarkable(self) -> bool {
        matches!(self, Self::SameMeaning | Self::OnlyCase | Self::Cut | Self::Different | Self::NotSent)
    }
}

/// Compares the value that a field holds with the one that it was meant to hold. Says nothing of a password, whose value
/// the page never tells.
pub fn agreement(role: Role, wanted: &Shown, held: &Shown) -> Agreement {
    let (Shown::Text(wanted), Shown::Text(held)) = (wanted, held) else {
        return if wanted == held { Agreement::Equal } else { Agreement::NotFilled };
    };
    if wanted == held {
        Agreement::Equal
    } else if means_the_same(role, wanted, held) {
        Agreement::SameMeaning
    } else if wanted.eq_ignore_ascii_case(held) {
        Agreement::OnlyCase
    } else if wanted.starts_with(held.as_str()) {
        Agreement::Cut
    } else {
        Agreement::Different
    }
}

/// In a list of scopes the order does not matter (RFC 6749, section 3.3), nor do spaces beside the commas that Adobe
/// expects (facts, section 9.9). The case of a host name does not matter (RFC 3986, section 6.2.2.1). Ids that differ in
/// case are not known to be the same.
fn means_the_same(role: Role, wanted: &str, held: &str) -> bool {
    match role {
        Role::Scope => {
            let scopes = |list: &str| list.split(',').map(str::trim).map(str::to_owned).collect::<Vec<_>>();
            let (wanted, held) = (scopes(wanted), scopes(held));
            wanted.len() == held.len() && wanted.iter().all(|scope| held.contains(scope))
        }
        Role::AuthorizationServer => {
            wanted.eq_ignore_ascii_case(held) && !wanted.trim_start_matches("https://").contains('/')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_understood_in_the_same_way_is_the_same() {
        let check = |role, wanted: &str, held: &str, expected| {
            let (wanted, held) = (Shown::Text(wanted.to_owned()), Shown::Text(held.to_owned()));
            assert_eq!(agreement(role, &wanted, &held), expected, "{wanted:?} {held:?}");
        };
        check(Role::ClientId, "0a1b", "0a1b", Agreement::Equal);
        check(Role::ClientId, "0a1b", "0A1B", Agreement::OnlyCase);
        check(Role::OrgId, "0A@AdobeOrg", "0A@ADOBEORG", Agreement::OnlyCase);
        check(Role::OrgId, "0A@AdobeOrg", "0A@", Agreement::Cut);
        check(Role::OrgId, "0A@AdobeOrg", "0B@AdobeOrg", Agreement::Different);
        check(Role::Scope, "openid,target_sdk", "openid, target_sdk", Agreement::SameMeaning);
        check(Role::Scope, "openid,target_sdk", "target_sdk,openid", Agreement::SameMeaning);
        check(Role::Scope, "openid,target_sdk", "openid target_sdk", Agreement::Different);
        check(Role::Scope, "openid,target_sdk", "openid,openid", Agreement::Different);
        check(Role::Scope, "openid,target_sdk", "openid,target_sdk,more", Agreement::Different);
        check(Role::Scope, "openid,target_sdk", "openid", Agreement::Cut);
        check(Role::Scope, "openid,target_sdk", "OPENID,TARGET_SDK", Agreement::OnlyCase);
        check(
            Role::AuthorizationServer,
            "https://ims-na1.adobelogin.com",
            "https://IMS-NA1.adobelogin.com",
            Agreement::SameMeaning,
        );
        check(
            Role::AuthorizationServer,
            "https://ims-na1.adobelogin.com",
            "https://ims-na1.adobelogin.com/",
            Agreement::Different,
        );
    }

    #[test]
    fn an_empty_field_was_not_filled() {
        let wanted = Shown::Text("0a1b".to_owned());
        assert_eq!(agreement(Role::ClientId, &wanted, &Shown::Nothing), Agreement::NotFilled);
        assert!(!Agreement::NotFilled.good() && !Agreement::OnlyCase.good() && Agreement::SameMeaning.good());
        assert!(!Agreement::NotFilled.is_remarkable() && !Agreement::Equal.is_remarkable());
        assert!(Agreement::Cut.is_remarkable() && Agreement::SameMeaning.is_remarkable());
    }
}
