//! Tells what a form authenticates with, and which option chooses OAuth.

use super::signals::{Claims as Signals, says_oauth};
use super::{Claims, Form, Role};
use crate::console::{Authentication, Evidence};
use crate::page::Field;

/// Whether a field is one that only JWT configurations have: an API key by its label (its name may have been kept for
/// the client id), or claims by name or label.
fn signs_of_jwt(field: &Field) -> bool {
    let claims = Signals::of(field);
    claims.labelled(Role::ApiKey) || claims.labelled(Role::Payload) || claims.named(Role::Payload)
}

/// Whether a field holds the claims of a JWT: quoted, as JSON. Without quotes it may be a plain value, since a filled
/// OAuth form has the organization id and the server in fields of their own.
fn holds_claims(field: &Field) -> bool {
    let value = field.value.as_deref().unwrap_or_default();
    value.contains('"') && !Claims::read(value).is_empty()
}

impl Form {
    /// Reads the select. The option for OAuth is the only one that names OAuth and not JWT (facts, section 9.4).
    pub(super) fn read_authentication_type(&mut self, fields: &[Field]) {
        let Some(select) = self.field(Role::AuthenticationType).map(|found| found.field.clone()) else {
            // AEM shows a form without the choice for configurations that were created with OAuth. To doubt that, one
            // sign of JWT is enough, though it takes two signals to recognise a field: a secret in a JWT form would
            // break a configuration that works.
            let shown = || fields.iter().filter(|field| field.visible || field.on_other_panel);
            if shown().any(signs_of_jwt) || shown().any(holds_claims) {
                self.authentication = Some((Authentication::Jwt, Evidence::NoBadge));
            }
            return;
        };
        let mut oauth = select.options.iter().filter(|option| says_oauth(option));
        let first = oauth.next();
        self.oauth_competes |= oauth.next().is_some();
        self.oauth_option = first.map(|option| option.value.clone()).filter(|_| !self.oauth_competes);

        let value = select.value.unwrap_or_default();
        let chosen = select.options.iter().find(|option| option.value == value);
        self.authentication = chosen.map(|option| {
            let kind = if Some(&option.value) == self.oauth_option.as_ref() {
                Authentication::OAuth
            } else {
                Authentication::Jwt
            };
            (kind, Evidence::Option(option.text.as_str().into()))
        });
    }
}
