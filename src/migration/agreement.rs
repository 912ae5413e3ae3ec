//! Whether what a field holds is what it was to hold.
//!
//! A page may write a value in its own way: trim it, cut it, change its case, space out a list. Only what AEM and Adobe
//! IMS would understand in the same way counts as the same; everything else is named for what it is, and is none.

use super::plan::Shown;
use crate::console::Role;

/// How what a field holds compares with what it was to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// It is the same, letter for letter.
    Equal,
    /// It is written in another way and means the same.
    SameMeaning,
    /// It differs in upper and lower case only. Whether that matters is not known, so it is no success.
    OnlyCase,
    /// It is the beginning of it.
    Cut,
    /// It is something else.
    Different,
    /// It was not filled.
    NotFilled,
}

impl Agreement {
    /// Whether nothing is left to do.
    pub fn good(self) -> bool {
        matches!(self, Self::Equal | Self::SameMeaning)
    }
}

/// Compares what a field holds with what it was to hold. A password is not compared here: what it holds is not told.
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

/// Of a list of scopes only the scopes count, not their order (RFC 6749, section 3.3), nor the spaces beside the
/// commas that Adobe wants (facts, section 9.9). The case of a host's name does not count (RFC 3986, section 6.2.2.1).
/// Nothing is known to make ids of another case the same.
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
    }
}
