//! The products that a credential is for, and how much each hint counts.

use crate::console::{Product, products_in_words, products_of_scopes};
use crate::credentials::Credential;

/// The products that a credential's parts speak of.
///
/// Its scopes are a fact: Adobe computes them from the products that it has access to. Its name was given by a person
/// to this one credential. Its services are those of its whole workspace, so that four credentials of one workspace
/// have the same: they count only where nothing else says anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Offer {
    /// Those whose telling scope it has.
    pub(super) by_scopes: Vec<Product>,
    /// Those that its name speaks of.
    pub(super) by_name: Vec<Product>,
    /// Those that its services speak of, each once.
    pub(super) by_services: Vec<Product>,
}

impl Offer {
    pub(super) fn of(credential: &Credential) -> Self {
        let mut by_services: Vec<Product> = Vec::new();
        for product in credential.services.iter().flat_map(|service| products_in_words(service)) {
            if !by_services.contains(&product) {
                by_services.push(product);
            }
        }
        let scopes = credential.scopes.as_ref().map(|scopes| products_of_scopes(&scopes.as_list()));
        Self {
            by_scopes: scopes.unwrap_or_default(),
            by_name: credential.name.as_deref().map(products_in_words).unwrap_or_default(),
            by_services,
        }
    }

    /// The products to go by: those of scopes and name, and only where these say nothing, those of the services.
    pub(super) fn products(self) -> Vec<Product> {
        let mut products = self.by_scopes;
        let others =
            self.by_name.into_iter().filter(|product| !products.contains(product)).collect::<Vec<_>>();
        products.extend(others);
        if products.is_empty() { self.by_services } else { products }
    }
}
