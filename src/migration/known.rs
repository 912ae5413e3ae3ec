//! What is known of a configuration that a credential can be compared with.

use super::ConfigurationId;
use crate::console::{Form, FormField, Product, Role, product_of_metascope, products_in_words};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One configuration and all that is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// Which configuration.
    pub id: ConfigurationId,
    /// What is known of it: its title from the list, and whatever its properties page has told.
    pub known: Known,
}

/// What is known of a configuration that a credential can be compared with. It holds no secret, so a run may keep it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Its title.
    pub title: String,
    /// Its client id, from the API key or the claims of its JWT form. Migrating a credential keeps the client id.
    pub client_id: Option<String>,
    /// Its organization id, from the claims.
    pub org_id: Option<String>,
    /// Where it asks for tokens, from its own field or the claims.
    pub authorization_server: Option<String>,
    /// The product it is for, from the metascope in the claims or from *Cloud Solution*. Kept by its name.
    #[serde(serialize_with = "name_of", deserialize_with = "product_named")]
    pub product: Option<Product>,
}

impl Known {
    /// What a properties page tells of its configuration, with the page's heading where the form shows no title. A
    /// field takes precedence over the claims. A field that somebody has edited tells nothing: it no longer shows what
    /// AEM has stored.
    pub fn from_form(heading: &str, form: &Form) -> Self {
        let is_edited = |role| form.field(role).is_some_and(|found: &FormField| found.field.edited);
        let value = |role| form.value(role).filter(|_| !is_edited(role)).map(str::to_owned);
        let claims = if is_edited(Role::Payload) { Default::default() } else { form.claims.clone() };
        let solution = || {
            let solution = form.field(Role::CloudSolution).filter(|found| !found.field.edited)?;
            only(products_in_words(solution.chosen()?))
        };
        Self {
            title: value(Role::Title).unwrap_or_else(|| heading.to_owned()),
            product: claims.metascope.as_deref().and_then(product_of_metascope).or_else(solution),
            client_id: value(Role::ApiKey).or_else(|| value(Role::ClientId)).or(claims.client_id),
            org_id: value(Role::OrgId).or(claims.org_id),
            authorization_server: value(Role::AuthorizationServer).or(claims.authorization_server),
        }
    }

    /// The same, with gaps filled from what was known earlier.
    #[must_use]
    pub fn or(self, earlier: Self) -> Self {
        Self {
            title: if self.title.is_empty() { earlier.title } else { self.title },
            client_id: self.client_id.or(earlier.client_id),
            org_id: self.org_id.or(earlier.org_id),
            authorization_server: self.authorization_server.or(earlier.authorization_server),
            product: self.product.or(earlier.product),
        }
    }

    /// The products that the configuration may be for: the one that its page told, else those its title speaks of.
    pub(super) fn products(&self) -> Vec<Product> {
        self.product.map_or_else(|| products_in_words(&self.title), |product| vec![product])
    }
}

/// The only one of a list.
fn only<T>(list: Vec<T>) -> Option<T> {
    let mut list = list.into_iter();
    list.next().filter(|_| list.next().is_none())
}

#[allow(clippy::ref_option, reason = "serde hands a reference to the field")]
fn name_of<S: Serializer>(product: &Option<Product>, serializer: S) -> Result<S::Ok, S::Error> {
    product.map(|product| product.name).serialize(serializer)
}

/// A name that is no product's, such as one of another version, is no product.
fn product_named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Product>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    Ok(name.and_then(|name| Product::named(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console;
    use crate::page::{Field, FieldKind, PageSnapshot};

    const CLIENT_ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    /// What a read-only JWT form tells (facts, section 2.1), by its fields: label, kind, value.
    fn jwt_form(fields: &[(&str, FieldKind, &str)]) -> Known {
        Known::from_form("Heading", &form(fields, false))
    }

    fn form(fields: &[(&str, FieldKind, &str)], edited: bool) -> Form {
        let field = |(label, kind, value): &(&str, FieldKind, &str)| Field {
            kind: *kind,
            name: label.to_ascii_lowercase().replace(' ', ""),
            labels: vec![(*label).to_owned()],
            value: Some((*value).to_owned()),
            visible: true,
            read_only: true,
            edited,
            ..Field::default()
        };
        let snapshot = PageSnapshot {
            url: "https://h/libs/cq/adobeims-configuration/content/configurations/edit.html".to_owned(),
            fields: fields.iter().map(field).chain([password()]).collect(),
            ..PageSnapshot::default()
        };
        console::read(&snapshot).form.expect("a form")
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

    #[test]
    fn what_somebody_has_typed_is_not_what_aem_has_stored() {
        let claims = format!(r#"{{"aud":"https://ims-na1.adobelogin.com/c/{CLIENT_ID}"}}"#);
        let fields = [
            ("Title", FieldKind::Text, "Our Target"),
            ("API Key", FieldKind::Text, "f0f0"),
            ("Payload", FieldKind::Multiline, claims.as_str()),
        ];
        let expected = Known { title: "Heading".to_owned(), ..Known::default() };
        assert_eq!(Known::from_form("Heading", &form(&fields, true)), expected);
    }

    #[test]
    fn what_is_newer_counts_more_and_gaps_are_filled() {
        let known = |title: &str, client_id: Option<&str>, org_id: Option<&str>| Known {
            title: title.to_owned(),
            client_id: client_id.map(str::to_owned),
            org_id: org_id.map(str::to_owned),
            ..Known::default()
        };
        let earlier = Known { product: Product::named("Adobe Stock"), ..known("Old", Some("a"), Some("o")) };
        let expected = Known { product: Product::named("Adobe Stock"), ..known("New", Some("b"), Some("o")) };
        assert_eq!(known("New", Some("b"), None).or(earlier.clone()), expected);
        assert_eq!(Known::default().or(earlier.clone()), earlier);
    }
}
