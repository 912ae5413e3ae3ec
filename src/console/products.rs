//! The products that AEM connects to by such a configuration, and what tells one.
//!
//! A title may be anything, so a product is a hint for matching and a proposal for a form, never a proof.

/// A product that AEM connects to by such a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Product {
    /// Adobe's name for it.
    pub name: &'static str,
    /// Words that a title, a credential's name or a service's name has for it.
    words: &'static [&'static str],
    /// A scope that only its credentials have (section 5, table of products); none where none is known.
    scope: Option<&'static str>,
    /// The metascope of its JWT claims (same table); none where none is known.
    metascope: Option<&'static str>,
}

impl Product {
    /// The product with this [name](Self::name).
    pub fn named(name: &str) -> Option<Self> {
        PRODUCTS.iter().find(|product| product.name == name).copied()
    }
}

/// Section 5 of the facts: products, their words, the scope that gives each away, and the metascope that did.
const PRODUCTS: &[Product] = &[
    product("Adobe Target", &["target"], Some("target_sdk"), Some("ent_marketing_sdk")),
    product("Adobe Launch", &["launch", "tags", "reactor"], None, Some("ent_reactor_sdk")),
    product("Adobe Analytics", &["analytics"], None, Some("ent_analytics_bulk_ingest_sdk")),
    product("Smart Tags", &["smart"], Some("read_pc.dma_smart_content"), Some("ent_smartcontent_sdk")),
    product(
        "Automated Forms Conversion Service",
        &["forms", "afcs"],
        Some("read_pc.sensei_forms"),
        Some("ent_aemforms_sdk"),
    ),
    product("Adobe Brand Portal", &["portal"], None, Some("ent_brand_portal_sdk")),
    product("Adobe Stock", &["stock"], None, Some("ent_stocksearch_sdk")),
    product("Adobe Campaign", &["campaign"], Some("campaign_sdk"), Some("ent_campaign_sdk")),
    product("Asset Compute", &["compute"], Some("asset_compute"), None),
];

const fn product(
    name: &'static str,
    words: &'static [&'static str],
    scope: Option<&'static str>,
    metascope: Option<&'static str>,
) -> Product {
    Product { name, words, scope, metascope }
}

/// Whether a text is a product's name and nothing else.
pub(super) fn is_product_name(text: &str) -> bool {
    let name = text.trim();
    PRODUCTS.iter().any(|product| {
        let short = product.name.strip_prefix("Adobe ").unwrap_or(product.name);
        name.eq_ignore_ascii_case(product.name) || name.eq_ignore_ascii_case(short)
    })
}

/// The products that a text speaks of. A hint only: a title may be anything.
pub fn products_in_words(text: &str) -> Vec<Product> {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|character: char| !character.is_alphanumeric()).collect();
    // "Smart Tags" is not Tags: where the more special product matches, its word hides the general one.
    let smart = words.contains(&"smart");
    let speaks_of = |product: &&Product| product.words.iter().any(|word| words.contains(word));
    PRODUCTS
        .iter()
        .filter(speaks_of)
        .filter(|product| !(smart && product.name == "Adobe Launch"))
        .copied()
        .collect()
}

/// The products that a credential's scopes give away: all whose telling scope is among them.
pub fn products_of_scopes(scopes: &[&str]) -> Vec<Product> {
    let is_told = |product: &&Product| product.scope.is_some_and(|scope| scopes.contains(&scope));
    PRODUCTS.iter().filter(is_told).copied().collect()
}

/// The product that a JWT's metascope names, if it is known.
pub fn product_of_metascope(metascope: &str) -> Option<Product> {
    PRODUCTS.iter().find(|product| product.metascope == Some(metascope)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_told_by_words_and_by_the_scope_that_only_they_have() {
        let names = |text| products_in_words(text).iter().map(|product| product.name).collect::<Vec<_>>();
        assert_eq!(names("Adobe Target (Prod)"), ["Adobe Target"]);
        assert_eq!(names("Smart Tags"), ["Smart Tags"]);
        assert_eq!(names("Our integration"), Vec::<&str>::new());
        let by_scopes = |scopes: &[&str]| {
            products_of_scopes(scopes).iter().map(|product| product.name).collect::<Vec<_>>()
        };
        assert_eq!(by_scopes(&["openid", "target_sdk"]), ["Adobe Target"]);
        assert_eq!(by_scopes(&["campaign_sdk", "target_sdk"]), ["Adobe Target", "Adobe Campaign"]);
        assert_eq!(by_scopes(&["openid"]), Vec::<&str>::new());
        assert_eq!(Product::named("Smart Tags").map(|product| product.name), Some("Smart Tags"));
        assert_eq!(Product::named("Tags"), None);
        assert_eq!(product_of_metascope("ent_reactor_sdk").map(|product| product.name), Some("Adobe Launch"));
        assert_eq!(product_of_metascope(""), None);
    }
}
