//! Which credential belongs to which configuration.

use crate::console::{Form, Product, Role, product_of_metascope, product_of_scopes, products_in_words};
use crate::credentials::Credential;

/// What is known of a configuration that a credential can be compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Its title.
    pub title: String,
    /// Its client id, from the API key or the claims of its JWT form. Migrating a credential keeps the client id.
    pub client_id: Option<String>,
    /// Its organization, from the claims.
    pub org_id: Option<String>,
    /// Where it asks for tokens, from its own field or the claims.
    pub authorization_server: Option<String>,
    /// The product that it is for, from the metascope among the claims or from *Cloud Solution*.
    pub product: Option<Product>,
}

impl Known {
    /// What a properties page tells of its configuration. Where a field and the claims differ, the field counts.
    pub fn from_form(title: &str, form: &Form) -> Self {
        let value = |role| form.value(role).map(str::to_owned);
        let claims = &form.claims;
        let metascope = claims.metascope.as_deref().and_then(product_of_metascope);
        Self {
            title: form.value(Role::Title).unwrap_or(title).to_owned(),
            client_id: value(Role::ApiKey)
                .or_else(|| value(Role::ClientId))
                .or_else(|| claims.client_id.clone()),
            org_id: value(Role::OrgId).or_else(|| claims.org_id.clone()),
            authorization_server: value(Role::AuthorizationServer)
                .or_else(|| claims.authorization_server.clone()),
            product: metascope.or_else(|| {
                let solution = form.field(Role::CloudSolution)?;
                only(products_in_words(solution.chosen()?))
            }),
        }
    }
}

/// The only one of a list.
fn only<T>(list: Vec<T>) -> Option<T> {
    let mut list = list.into_iter();
    list.next().filter(|_| list.next().is_none())
}

/// How well a credential fits a configuration; better is greater.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// The client ids differ: Adobe's migration keeps the client id, so this is hardly the one.
    OtherClientId,
    /// They are of different organizations.
    OtherOrganization,
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
            Self::OtherOrganization => 1,
            Self::OtherProduct => 2,
            Self::Unknown => 3,
            Self::SameProduct(_) => 4,
            Self::SameClientId => 5,
        }
    }

    /// Whether nothing speaks against it.
    pub fn plausible(self) -> bool {
        self.rank() >= Self::Unknown.rank()
    }
}

/// Compares one credential with what is known of one configuration: the client id first, which decides when it
/// differs; then the organization; then the product.
pub fn fit(known: &Known, credential: &Credential) -> Fit {
    let ours = credential.client_id.as_ref().map(|id| id.as_str());
    let same_client = known.client_id.as_deref().zip(ours).map(|(theirs, ours)| theirs == ours);
    if same_client == Some(false) {
        return Fit::OtherClientId;
    }
    // An equal client id in another organization means that one of the two was copied wrongly.
    let ours = credential.org_id.as_ref().map(|id| id.as_str());
    if known.org_id.as_deref().zip(ours).is_some_and(|(theirs, ours)| !theirs.eq_ignore_ascii_case(ours)) {
        return Fit::OtherOrganization;
    }
    if same_client == Some(true) {
        return Fit::SameClientId;
    }
    let wanted = known.product.map_or_else(|| products_in_words(&known.title), |product| vec![product]);
    let offered = products_of(credential);
    match wanted.iter().find(|product| offered.contains(product)) {
        Some(product) => Fit::SameProduct(*product),
        None if wanted.is_empty() || offered.is_empty() => Fit::Unknown,
        None => Fit::OtherProduct,
    }
}

/// The products that a credential is for, by its services, its name and its scopes.
pub(super) fn products_of(credential: &Credential) -> Vec<Product> {
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
    use crate::console;
    use crate::page::{Field, FieldKind, PageSnapshot};
    use crate::reading;

    const CLIENT_ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    fn credential(client_id: &str, scopes: &str) -> Credential {
        let download = format!(
            r#"{{"ORG_ID":"0A1B2C3D4E5F60718293A4B5@AdobeOrg","CLIENT_SECRETS":["p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5a"],
                "CLIENT_ID":"{client_id}","SCOPES":[{scopes}]}}"#
        );
        reading::read(&download).credentials.remove(0)
    }

    fn target() -> Credential {
        credential(CLIENT_ID, r#""openid","target_sdk""#)
    }

    fn known(title: &str, client_id: Option<&str>) -> Known {
        Known { title: title.to_owned(), client_id: client_id.map(str::to_owned), ..Known::default() }
    }

    #[test]
    fn the_client_id_decides_before_any_word() {
        assert_eq!(fit(&known("Adobe Analytics", Some(CLIENT_ID)), &target()), Fit::SameClientId);
        assert_eq!(fit(&known("Adobe Target", Some("f")), &target()), Fit::OtherClientId);
    }

    #[test]
    fn another_organization_is_told_even_where_the_client_id_is_the_same() {
        let in_org =
            |org: &str, client_id| Known { org_id: Some(org.to_owned()), ..known("Adobe Target", client_id) };
        let same = "0a1b2c3d4e5f60718293a4b5@AdobeOrg";
        assert_eq!(fit(&in_org(same, Some(CLIENT_ID)), &target()), Fit::SameClientId, "whatever its case");
        assert_eq!(fit(&in_org("F0@AdobeOrg", Some(CLIENT_ID)), &target()), Fit::OtherOrganization);
        assert_eq!(fit(&in_org("F0@AdobeOrg", None), &target()), Fit::OtherOrganization);
        assert_eq!(fit(&in_org("F0@AdobeOrg", Some("f")), &target()), Fit::OtherClientId);
    }

    #[test]
    fn the_product_of_the_claims_counts_more_than_the_title() {
        let of =
            |metascope| Known { product: product_of_metascope(metascope), ..known("Adobe Analytics", None) };
        assert!(matches!(fit(&of("ent_marketing_sdk"), &target()), Fit::SameProduct(_)));
        assert_eq!(fit(&of("ent_reactor_sdk"), &target()), Fit::OtherProduct);
        assert_eq!(fit(&of("ent_unheard_of"), &target()), Fit::OtherProduct, "by the title, then");
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

    /// A JWT form as facts, section 2.1, has it: label, kind, value; all of it read-only.
    fn jwt_form(fields: &[(&str, FieldKind, &str)]) -> Known {
        let field = |(label, kind, value): &(&str, FieldKind, &str)| Field {
            kind: *kind,
            name: label.to_ascii_lowercase().replace(' ', ""),
            labels: vec![(*label).to_owned()],
            value: Some((*value).to_owned()),
            visible: true,
            read_only: true,
            ..Field::default()
        };
        let snapshot = PageSnapshot {
            url: "https://h/libs/cq/adobeims-configuration/content/configurations/edit.html".to_owned(),
            fields: fields.iter().map(field).chain([password()]).collect(),
            ..PageSnapshot::default()
        };
        let form = console::read(&snapshot).form.expect("a form");
        Known::from_form("Heading", &form)
    }

    fn password() -> Field {
        let labels = vec!["Client Secret".to_owned()];
        Field { kind: FieldKind::Password, labels, visible: true, ..Field::default() }
    }

    #[test]
    fn a_read_only_jwt_form_tells_all_that_a_credential_can_be_compared_with() {
        let claims = format!(
            r#"{{"iss":"0A1B@AdobeOrg","aud":"https://ims-na1.adobelogin.com/c/{CLIENT_ID}","https://ims-na1.adobelogin.com/s/ent_reactor_sdk":true}}"#
        );
        let told = jwt_form(&[("Payload", FieldKind::Multiline, &claims)]);
        let expected = Known {
            title: "Heading".to_owned(),
            client_id: Some(CLIENT_ID.to_owned()),
            org_id: Some("0A1B@AdobeOrg".to_owned()),
            authorization_server: Some("https://ims-na1.adobelogin.com".to_owned()),
            product: product_of_metascope("ent_reactor_sdk"),
        };
        assert_eq!(told, expected);
        let under_another_name = jwt_form(&[("Something else", FieldKind::Text, &claims)]);
        assert_eq!(under_another_name, expected, "claims are claims wherever they are");
    }

    #[test]
    fn a_field_of_its_own_counts_more_than_the_claims() {
        let claims = format!(r#"{{"aud":"https://ims-na1.adobelogin.com/c/{CLIENT_ID}"}}"#);
        let told = jwt_form(&[
            ("Title", FieldKind::Text, "Our Target"),
            ("API Key", FieldKind::Text, "f0f0"),
            ("Payload", FieldKind::Multiline, &claims),
        ]);
        assert_eq!((told.title.as_str(), told.client_id.as_deref()), ("Our Target", Some("f0f0")));
    }

    #[test]
    fn a_form_that_tells_nothing_leaves_everything_open() {
        let told = jwt_form(&[("Payload", FieldKind::Multiline, "•••")]);
        assert_eq!(told, Known { title: "Heading".to_owned(), ..Known::default() });
    }
}
