//! Where a text is: for tests that say where a secret is, and that it is nowhere else.

use crate::{Browser, Engine};
use anyhow::{Context, Result};
use serde_json::{Value, json};

impl Browser {
    /// The places that hold a text in the document that the browser is in: markup, what fields hold, properties that
    /// scripts have set, open shadow trees, frames of the same origin, and all that is kept for the origin. Each is named
    /// without the text.
    ///
    /// # Errors
    /// When the search cannot be made.
    pub async fn places_of(&self, text: &str) -> Result<Vec<String>> {
        let places = self.client().execute_async(include_str!("places.js"), vec![json!(text)]).await?;
        let places = places.as_array().context("the search gave no list")?;
        Ok(places.iter().map(|place| place.as_str().unwrap_or_default().to_owned()).collect())
    }

    /// The places that hold a text in the window's own document, closed shadow trees included. Chromium only: no other
    /// browser shows these to a test; elsewhere the list is empty.
    ///
    /// # Errors
    /// When the document cannot be read.
    pub async fn places_behind_shadows(&self, text: &str) -> Result<Vec<String>> {
        if self.engine() != Engine::Chromium {
            return Ok(Vec::new());
        }
        let document = self.devtools("DOM.getDocument", json!({ "depth": -1, "pierce": true })).await?;
        let mut places = Vec::new();
        search(&document["root"], text, "", &mut places);
        Ok(places)
    }
}

fn search(node: &Value, text: &str, within: &str, places: &mut Vec<String>) {
    // The browser's own tree inside a field repeats the field's value, which `places_of` looks at.
    if node["shadowRootType"] == "user-agent" {
        return;
    }
    let place = format!("{within} {}", node["nodeName"].as_str().unwrap_or_default());
    let texts = node["attributes"].as_array().into_iter().flatten().chain([&node["nodeValue"]]);
    if texts.filter_map(Value::as_str).any(|own| own.contains(text)) {
        places.push(place.clone());
    }
    for list in ["children", "shadowRoots"] {
        for child in node[list].as_array().into_iter().flatten() {
            search(child, text, &place, places);
        }
    }
    for one in ["contentDocument", "templateContent"] {
        if node[one].is_object() {
            search(&node[one], text, &place, places);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_every_kind_of_tree() {
        let holder = |name: &str, inner: Value| json!({ "nodeName": "DIV", name: inner });
        let text = json!({ "nodeName": "#text", "nodeValue": "has it" });
        for document in [
            holder("children", json!([text])),
            holder("shadowRoots", json!([{ "shadowRootType": "closed", "children": [text] }])),
            holder("contentDocument", text.clone()),
            holder("templateContent", text.clone()),
            holder("attributes", json!(["title", "has it"])),
        ] {
            let mut places = Vec::new();
            search(&document, "has it", "", &mut places);
            assert_eq!(places.len(), 1, "{document}");
        }
        let own = holder("shadowRoots", json!([{ "shadowRootType": "user-agent", "children": [text] }]));
        let mut places = Vec::new();
        search(&own, "has it", "", &mut places);
        assert!(places.is_empty(), "the browser’s own tree");
    }
}
