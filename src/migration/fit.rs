//! Which credential belongs to which configuration.

use crate::console::{Form, Product, Role, product_of_scopes, products_in_words};
use crate::credentials::Credential;

/// What is known of a configuration that a credential can be compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Its title.
    pub title: String,
    /// Its client id, from the API key or the payload of its JWT form. Migrating a credential keeps the client id.
    pub client_id: Option<String>,
}

impl Known {
    /// What a properties page tells of its configuration.
    pub fn from_form(title: &str, form: &Form) -> Self {
        let title = form.value(Role::Title).unwrap_or(title).to_owned();
        let api_key = form.value(Role::ApiKey).or_else(|| form.value(Role::ClientId)).map(str::to_owned);
        Self {
            title,
            client_id: api_key.or_else(|| form.value(Role::Payload).and_then(client_id_in_payload)),
        }
    }
}

/// The audience of a JWT payload ends in `/c/<client id>` (facts on the Developer Console, section 1.H), and nothing
/// else in it has such a part.
fn client_id_in_payload(payload: &str) -> Option<String> {
    let (_, behind) = payload.split_once("/c/")?;
    let client_id =
        behind.split(|character: char| !character.is_ascii_alphanumeric() && character != '-').next()?;
    Some(client_id.to_owned()).filter(|client_id| !client_id.is_empty())
}

/// How well a credential fits a configuration; better is greater.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// The client ids differ: Adobe's migration keeps the client id, so this is hardly the one.
    OtherClientId,
    /// They speak of different products.
    OtherProduct,
    /// Nothing speaks for or against it.
    Unknown,
    /// They speak of the same product.
    SameProduct(Product),
    /// The client ids are equal.
    SameClientId,
}

impl Fit {
    fn rank(self) -> u8 {
        match self {
            Self::OtherClientId => 0,
            Self::OtherProduct => 1,
            Self::Unknown => 2,
            Self::SameProduct(_) => 3,
            Self::SameClientId => 4,
        }
    }

    /// Whether nothing speaks against it.
    pub fn plausible(self) -> bool {
        self.rank() >= Self::Unknown.rank()
    }
}

/// Compares one credential with what is known of one configuration.
pub fn fit(known: &Known, credential: &Credential) -> Fit {
    if let (Some(theirs), Some(ours)) = (&known.client_id, &credential.client_id) {
        return if theirs == ours.as_str() { Fit::SameClientId } else { Fit::OtherClientId };
    }
    let wanted = products_in_words(&known.title);
    let offered = products_of(credential);
    match wanted.iter().find(|product| offered.contains(product)) {
        Some(product) => Fit::SameProduct(*product),
        None if wanted.is_empty() || offered.is_empty() => Fit::Unknown,
        None => Fit::OtherProduct,
    }
}

fn products_of(credential: &Credential) -> Vec<Product> {
    let words = credential.services.iter().chain(&credential.name).flat_map(|text| products_in_words(text));
    let scopes = credential.scopes.as_ref().map(|scopes| scopes.as_list());
    words.chain(scopes.and_then(|scopes| product_of_scopes(&scopes))).collect()
}

/// Which of the credentials to use for a configuration.
#[derive(Clone, Debug, PartialEq)]
pub enum Suggestion {
    /// This one, by its index.
    One(usize, Fit),
    /// These fit equally well: the administrator has to choose.
    Several(Vec<usize>),
    /// None that could be used fits.
    None,
}

/// Suggests a credential among those that can be used.
pub fn suggest(known: &Known, credentials: &[Credential]) -> Suggestion {
    let fits: Vec<(usize, Fit)> = credentials
        .iter()
        .enumerate()
        .filter(|(_, credential)| credential.usable())
        .map(|(index, credential)| (index, fit(known, credential)))
        .filter(|(_, fit)| fit.plausible())
        .collect();
    let best = fits.iter().map(|(_, fit)| fit.rank()).max();
    let mut best_fits = fits.iter().filter(|(_, fit)| Some(fit.rank()) == best);
    match (best_fits.next(), best_fits.next()) {
        (None, _) => Suggestion::None,
        (Some((index, fit)), None) => Suggestion::One(*index, *fit),
        _ => Suggestion::Several(
            fits.iter().filter(|(_, fit)| Some(fit.rank()) == best).map(|(index, _)| *index).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials;

    const CLIENT_ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    fn credential(client_id: &str, scopes: &str) -> Credential {
        let download = format!(
            r#"{{"ORG_ID":"0A1B2C3D4E5F60718293A4B5@AdobeOrg","CLIENT_SECRETS":["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5a"],
                "CLIENT_ID":"{client_id}","SCOPES":[{scopes}]}}"#
        );
        credentials::read(&download).credentials.remove(0)
    }

    fn target() -> Credential {
        credential(CLIENT_ID, r#""openid","target_sdk""#)
    }

    fn known(title: &str, client_id: Option<&str>) -> Known {
        Known { title: title.to_owned(), client_id: client_id.map(str::to_owned) }
    }

    #[test]
    fn the_client_id_decides_before_any_word() {
        assert_eq!(fit(&known("Adobe Analytics", Some(CLIENT_ID)), &target()), Fit::SameClientId);
        assert_eq!(fit(&known("Adobe Target", Some("f")), &target()), Fit::OtherClientId);
    }

    #[test]
    fn without_a_client_id_the_product_decides() {
        assert!(matches!(fit(&known("Adobe Target (Prod)", None), &target()), Fit::SameProduct(_)));
        assert_eq!(fit(&known("Adobe Analytics", None), &target()), Fit::OtherProduct);
        assert_eq!(fit(&known("Our integration", None), &target()), Fit::Unknown);
    }

    #[test]
    fn one_best_credential_is_suggested_and_a_tie_is_left_to_the_administrator() {
        let plain = credential("f0e1d2c3b4a5f0e1d2c3b4a5f0e1d2c3", r#""openid""#);
        let check =
            |title, expected| assert_eq!(suggest(&known(title, None), &[plain.clone(), target()]), expected);
        let Suggestion::One(1, Fit::SameProduct(_)) =
            suggest(&known("Adobe Target", None), &[plain.clone(), target()])
        else {
            panic!("the credential with target_sdk fits Adobe Target");
        };
        check("Our integration", Suggestion::Several(vec![0, 1]));
        check("Adobe Analytics", Suggestion::One(0, Fit::Unknown));
        assert_eq!(suggest(&known("Adobe Target", None), &[]), Suggestion::None);
    }

    #[test]
    fn a_payload_gives_the_client_id() {
        let payload = format!(r#"{{"aud":"https://ims-na1.adobelogin.com/c/{CLIENT_ID}"}}"#);
        assert_eq!(client_id_in_payload(&payload).as_deref(), Some(CLIENT_ID));
        assert_eq!(client_id_in_payload("{\"aud\":3}"), None);
        assert_eq!(client_id_in_payload("•••"), None);
    }
}
