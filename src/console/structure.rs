//! The structure report: how a page is built and how it was understood. An administrator reviews it and sends it in, so
//! that support for an unknown page can be added.
//!
//! It never contains a value, an id, a title, a host or any other text of the customer's. `page.js` collects tags,
//! attribute names and labels only (`structure()` there); here they are checked against the same allow-lists once more,
//! and labels that contain a text of the snapshot are left out. How the page was understood is written in codes.

use super::{
    Authentication, Confidence, Configuration, ConsoleView, Evidence, Form, Identity, Ownership, form,
};
use crate::page::{Field, FieldKind, PageSnapshot, Text};
use serde_json::json;
use std::fmt::Write;

/// Attributes whose values are included where they are single words.
const TOLD: &[&str] = &["type", "is", "handle", "variant", "icon", "role"];

/// The prefixes of class names that are Adobe's.
const MAKERS: &[&str] = &["foundation-", "coral-", "granite-", "betty-", "cq-", "_coral-"];

/// The parts of a console's address that are the same on every AEM (facts, section 1).
const OF_EVERY_AEM: &[&str] = &[
    "https",
    "http",
    "libs",
    "apps",
    "mnt",
    "overlay",
    "override",
    "cq",
    "adobeims-configuration",
    "content",
    "configurations",
    "configurations.html",
    "createimsconfig.html",
    "item",
];

/// Texts of up to this many characters identify nobody, and are parts of many words by chance.
const SHORTEST: usize = 3;

/// The report as JSON text, laid out for a person to look through. `page` is what `AemPage.structure()` gave.
pub fn report(snapshot: &PageSnapshot, view: &ConsoleView, page: &str) -> String {
    let private = Private::of(snapshot);
    let unresolved = view.form.iter().flat_map(|form| &form.unresolved);
    let check = view.health_check.iter();
    let report = json!({
        "format": "ims-oauth-assistant structure 1",
        "page": {
            "kind": format!("{:?}", view.kind),
            "why": texts(view.kind_evidence.iter().map(|evidence| format!("{evidence:?}"))),
            "lang": if is_word(&view.lang) { &view.lang } else { "" },
        },
        "list": {
            "completeness": format!("{:?}", view.completeness),
            "items": snapshot.items.len().to_string(),
            "kinds": kinds_of(view),
        },
        "fields": texts(snapshot.fields.iter().map(|field| told_of(field, view, &private))),
        "unresolved": texts(unresolved.map(|(role, reason)| format!("{role:?} {reason:?}"))),
        "form": texts(view.form.iter().flat_map(judgements)),
        "properties button": if view.open_properties.is_some() { "found" } else { "not found" },
        "dialogs": texts(check.map(|check| format!("{:?} {:?}", check.kind, check.evidence))),
        "tree": texts(page.lines().filter_map(|line| element(line, &private))),
    });
    format!("{report:#}")
}

fn texts(all: impl Iterator<Item = String>) -> Vec<String> {
    all.collect()
}

/// A field's kind, what holds of it, its role or what speaks for which, and its labels.
fn told_of(field: &Field, view: &ConsoleView, private: &Private) -> String {
    let role = view.form.iter().flat_map(|form| &form.fields).find(|known| known.field.key == field.key);
    let mut told = format!("{:?}", field.kind);
    let flags = [
        (field.required, "required"),
        (field.disabled, "disabled"),
        (field.read_only, "read-only"),
        (!field.visible, "invisible"),
        (field.filled && field.kind != FieldKind::Checkbox, "filled"),
    ];
    for (_, flag) in flags.iter().filter(|(holds, _)| *holds) {
        let _ = write!(told, " {flag}");
    }
    let _ = match role {
        Some(known) => write!(told, " = {:?} {:?}", known.role, known.signals),
        None => write!(told, " = ? {:?}", form::spoken(field)),
    };
    for label in &field.labels {
        let _ = write!(told, " \"{}\"", private.out_of(label));
    }
    told
}

/// How a form as a whole was understood.
fn judgements(form: &Form) -> Vec<String> {
    let authentication = form.authentication.as_ref().map(|(kind, _)| format!("{kind:?}"));
    let save = form.save.as_ref().map(|save| if save.enabled { "enabled" } else { "disabled" });
    vec![
        format!("authentication {}", authentication.as_deref().unwrap_or("unknown")),
        format!("OAuth {}", if form.oauth_option.is_some() { "offered" } else { "not offered" }),
        format!("OAuth choices {}", if form.oauth_competes { "compete" } else { "do not compete" }),
        form.hazard.map_or_else(|| "no hazard".to_owned(), |hazard| format!("hazard {hazard:?}")),
        format!("save button {}", save.unwrap_or("not found")),
    ]
}

/// How the items were understood: each combination once, with the number of items.
fn kinds_of(view: &ConsoleView) -> Vec<String> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for configuration in &view.configurations {
        let kind = kind_of(configuration);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    kinds.into_iter().map(|(kind, count)| format!("{count} × {kind}")).collect()
}

fn kind_of(configuration: &Configuration) -> String {
    let Configuration { authentication, ownership, identity, .. } = configuration;
    let authenticates = match authentication.is {
        Authentication::Jwt => "jwt",
        Authentication::OAuth => "oauth",
        Authentication::NotMarked => "not-marked",
    };
    let owned = match ownership.is {
        Ownership::Adobe => "adobe",
        Ownership::Administrator => "administrator",
        Ownership::Unsure => "unsure",
    };
    let identified = match identity {
        Identity::Id => "id",
        Identity::Title => "title",
        Identity::Shared => "shared",
    };
    let reason = |evidence: &Evidence, confidence| {
        let sure = if confidence == Confidence::High { "high" } else { "low" };
        let why = match evidence {
            Evidence::Badge(_) => "badge",
            Evidence::Line(_) => "line",
            Evidence::LineBelowRule(_) => "line-below-rule",
            Evidence::Text(_) => "text",
            Evidence::ExtraLine(_) => "extra-line",
            Evidence::RepeatedLine(_) => "repeated-line",
            Evidence::Group(_) => "group",
            Evidence::SeenBefore => "seen-before",
            Evidence::NoBadge => "no-badge",
            Evidence::Option(_) => "option",
        };
        format!("({why}, {sure})")
    };
    format!(
        "{authenticates} {} {owned} {} by {identified}",
        reason(&authentication.evidence, authentication.confidence),
        reason(&ownership.evidence, ownership.confidence),
    )
}

/// One line of the page's structure, indented by its depth: `tag[attribute=value] "label" ×count`. What is not on an
/// allow-list is left out.
fn element(line: &str, private: &Private) -> Option<String> {
    let mut cells = line.split('\t');
    let depth: usize = cells.next()?.parse().ok()?;
    let tag = cells.next().filter(|tag| is_word(tag))?;
    let mut told = " ".repeat(depth.min(60));
    told.push_str(private.unless_private(tag));
    for cell in cells {
        if let Some(attribute) = cell.strip_prefix('@') {
            let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            if !is_word(name) || private.is_private(name) {
                continue;
            }
            // Several words could be a sentence that somebody has written.
            let all = TOLD.contains(&name) && !value.contains(' ');
            let words = value.split(' ').filter(|word| {
                is_word(word)
                    && (all || MAKERS.iter().any(|maker| word.starts_with(maker)))
                    && !private.is_private(word)
            });
            let words = words.collect::<Vec<_>>().join(" ");
            let equals = if words.is_empty() { "" } else { "=" };
            let _ = write!(told, "[{name}{equals}{words}]");
        } else if let Some(label) = cell.strip_prefix('"') {
            let _ = write!(told, " \"{}\"", private.out_of(label));
        } else if let Some(count) = cell.strip_prefix('×').filter(|count| count.parse::<u32>().is_ok()) {
            let _ = write!(told, " ×{count}");
        }
    }
    Some(told)
}

fn is_word(text: &str) -> bool {
    let fits = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | ':');
    !text.is_empty() && text.len() <= 60 && text.chars().all(fits)
}

/// The customer's own texts in a snapshot, in lower case.
struct Private(Vec<String>);

impl Private {
    fn of(snapshot: &PageSnapshot) -> Self {
        // Host, context path, item: everything but the parts that every AEM has, whose words are in its markup too.
        let parts = snapshot.url.split(['/', '?', '#', ':', '@', '&', '=']);
        let host = parts.filter(|part| !OF_EVERY_AEM.contains(part)).map(str::to_owned);
        let pages = [&snapshot.url, &snapshot.title, &snapshot.heading].map(Clone::clone);
        let items = snapshot.items.iter().flat_map(|item| {
            let lines = item.lines.iter().map(|line| &line.text);
            [&item.id, &item.title].into_iter().chain(lines).map(Text::to_string)
        });
        let values = snapshot.fields.iter().filter_map(|field| field.value.clone());
        let dialogs = snapshot.dialogs.iter().map(|dialog| dialog.text.clone());
        let all = host.chain(pages).chain(items).chain(values).chain(dialogs);
        let mut private: Vec<String> =
            all.map(|text| text.to_lowercase()).filter(|text| text.chars().count() > SHORTEST).collect();
        private.sort_unstable();
        private.dedup();
        Self(private)
    }

    /// Whether one of them is a part of a text.
    fn is_private(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.0.iter().any(|private| lower.contains(private.as_str()))
    }

    fn unless_private<'a>(&self, text: &'a str) -> &'a str {
        if self.is_private(text) { "…" } else { text }
    }

    fn out_of<'a>(&self, label: &'a str) -> &'a str {
        if label.chars().count() > 60 { "…" } else { self.unless_private(label) }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
