//! What a token says that the credential does not, or the other way round.

use super::Granted;
use crate::credentials::{Credential, OrgId};

/// One difference between a token and the credential that it was given for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The token is for another client id.
    ClientId {
        /// The token's.
        theirs: String,
        /// The credential's.
        ours: String,
    },
    /// The token is for another organization.
    Organization {
        /// The token's.
        theirs: String,
        /// The credential's.
        ours: String,
    },
    /// The token is for another technical account.
    Account {
        /// The token's.
        theirs: String,
        /// The credential's.
        ours: String,
    },
    /// Scopes of the credential that the token does not have.
    NotGranted(Vec<String>),
    /// Scopes of the token that the credential does not have.
    GrantedBesides(Vec<String>),
}

/// The differences. What the token does not tell, or the credential does not have, is none.
pub fn differences(granted: &Granted, credential: &Credential) -> Vec<Difference> {
    let mut found = Vec::new();
    let client_id = credential.client_id.as_ref().map(|id| id.as_str());
    if let Some((theirs, ours)) = unequal(granted.client_id.as_deref(), client_id) {
        found.push(Difference::ClientId { theirs, ours });
    }
    // Written by AEM and by people in any case of letters, and with or without its suffix.
    let theirs = granted.org_id.as_deref();
    let known = theirs.and_then(OrgId::parse);
    let theirs = known.as_ref().map(|id| id.as_str()).or(theirs);
    if let Some((theirs, ours)) = unequal(theirs, credential.org_id.as_ref().map(|id| id.as_str())) {
        found.push(Difference::Organization { theirs, ours });
    }
    let account = credential.technical_account_id.as_ref().map(|id| id.as_str());
    if let Some((theirs, ours)) = unequal(granted.account.as_deref(), account) {
        found.push(Difference::Account { theirs, ours });
    }
    if let (Some(theirs), Some(ours)) = (&granted.scopes, &credential.scopes) {
        let ours = ours.as_list();
        let missing: Vec<String> = ours
            .iter()
            .filter(|scope| !theirs.iter().any(|one| one == *scope))
            .map(|one| (*one).to_owned())
            .collect();
        let besides: Vec<String> =
            theirs.iter().filter(|scope| !ours.contains(&scope.as_str())).cloned().collect();
        if !missing.is_empty() {
            found.push(Difference::NotGranted(missing));
        }
        if !besides.is_empty() {
            found.push(Difference::GrantedBesides(besides));
        }
    }
    found
}

fn unequal(theirs: Option<&str>, ours: Option<&str>) -> Option<(String, String)> {
    let (theirs, ours) = (theirs?, ours?);
    (!theirs.eq_ignore_ascii_case(ours)).then(|| (theirs.to_owned(), ours.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ims::request::tests::{ACCOUNT, CLIENT_ID, ORG, SECRET, credential};

    fn granted() -> Granted {
        Granted {
            client_id: Some(CLIENT_ID.to_owned()),
            org_id: Some(ORG.to_owned()),
            account: Some(ACCOUNT.to_owned()),
            scopes: Some(vec!["AdobeID".to_owned(), "openid".to_owned()]),
        }
    }

    #[test]
    fn a_token_for_the_same_has_no_difference_and_one_that_tells_nothing_neither() {
        let ours = credential(&[SECRET], &["openid", "AdobeID"]);
        assert_eq!(differences(&granted(), &ours), []);
        assert_eq!(differences(&Granted::default(), &ours), []);
        let lower = Granted { org_id: Some(ORG.to_lowercase()), ..granted() };
        assert_eq!(differences(&lower, &ours), [], "case does not count");
        let without = Credential { technical_account_id: None, ..ours };
        let other = Granted { account: Some("X@techacct.adobe.com".to_owned()), ..granted() };
        assert_eq!(differences(&other, &without), [], "nothing to compare with");
    }

    #[test]
    fn each_difference_is_told() {
        let ours = credential(&[SECRET], &["openid", "AdobeID", "target_sdk"]);
        let text = |text: &str| text.to_owned();
        let theirs = Granted {
            client_id: Some(text("ffff")),
            org_id: Some(text("FFFFFFFFFFFFFFFFFFFFFFFF@AdobeOrg")),
            account: Some(text("EEEEEEEEEEEEEEEEEEEEEEEE@techacct.adobe.com")),
            scopes: Some(vec![text("openid"), text("AdobeID"), text("session")]),
        };
        assert_eq!(
            differences(&theirs, &ours),
            [
                Difference::ClientId { theirs: text("ffff"), ours: text(CLIENT_ID) },
                Difference::Organization {
                    theirs: text("FFFFFFFFFFFFFFFFFFFFFFFF@AdobeOrg"),
                    ours: text(ORG)
                },
                Difference::Account {
                    theirs: text("EEEEEEEEEEEEEEEEEEEEEEEE@techacct.adobe.com"),
                    ours: text(ACCOUNT)
                },
                Difference::NotGranted(vec![text("target_sdk")]),
                Difference::GrantedBesides(vec![text("session")]),
            ]
        );
    }
}
