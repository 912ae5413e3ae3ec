//! Deserialization of what was kept, which may come from another version: what cannot be read is as if it were absent.

use serde::de::{Deserialize, Deserializer, IgnoredAny};

/// Untagged, so that serde holds on to a value until it knows whether it has the right shape.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Kept<T> {
    Readable(T),
    Unreadable(IgnoredAny),
}

/// For `deserialize_with`: a list, without those elements that have another shape.
pub(super) fn list<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let elements: Vec<Kept<T>> = match Kept::deserialize(deserializer)? {
        Kept::Readable(elements) => elements,
        Kept::Unreadable(IgnoredAny) => Vec::new(),
    };
    let readable = elements.into_iter().filter_map(|element| match element {
        Kept::Readable(element) => Some(element),
        Kept::Unreadable(IgnoredAny) => None,
    });
    Ok(readable.collect())
}
