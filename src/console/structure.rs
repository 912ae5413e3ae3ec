//! The structure report: how a page is built and how it was understood, for a person to look through and send in, so
//! that the assistant can learn a page that it does not know.
//!
//! It never holds a value, an id, a title, a host or any other text of the customer's. `page.js` tells tags, attribute
//! names and labels only (`structure()` there), and what it tells is held against the same lists here once more; labels
//! that contain a text of the snapshot are left out. What the reader made of the page is told in its codes.

use super::{
    Authentication, Confidence, Configuration, ConsoleView, Evidence, Form, Identity, Ownership, form,
};
use crate::page::{FieldKind, PageSnapshot, Text};
use std::fmt::Write;

/// The attributes whose values are told where they are single words.
const TOLD: &[&str] = &["type", "is", "handle", "variant", "icon", "role"];

/// The beginnings of class names and links that are the page's makers'.
const MAKERS: &[&str] = &["foundation-", "coral-", "granite-", "betty-", "cq-", "_coral-"];

/// What the path of a console is made of on every AEM (facts, section 1).
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

/// A text of the snapshot that is shorter than this says nothing of anybody, and is in many words by chance.
const SHORTEST: usize = 3;

/// The report as JSON text. `page` is what `AemPage.structure()` gave.
pub fn report(snapshot: &PageSnapshot, view: &ConsoleView, page: &str) -> String {
    let private = Private::of(snapshot);
    let mut json = Json::default();
    json.open("{");
    json.text("format", "ims-oauth-assistant structure 1");
    json.open_member("page", "{");
    json.text("kind", &format!("{:?}", view.kind));
    json.list("why", view.kind_evidence.iter().map(|evidence| format!("{evidence:?}")));
    json.text("lang", if is_word(&view.lang) { &view.lang } else { "" });
    json.close("}");
    json.open_member("list", "{");
    json.text("completeness", &format!("{:?}", view.completeness));
    json.text("items", &snapshot.items.len().to_string());
    json.list("kinds", kinds_of(view));
    json.close("}");
    json.list(
        "fields",
        snapshot.fields.iter().map(|field| {
            let role =
                view.form.iter().flat_map(|form| &form.fields).find(|known| known.field.key == field.key);
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
            match role {
                Some(known) => {
                    let _ = write!(told, " = {:?} {:?}", known.role, known.signals);
                }
                None => {
                    let _ = write!(told, " = ? {:?}", form::spoken(field));
                }
            }
            for label in &field.labels {
                let _ = write!(told, " \"{}\"", private.out_of(label));
            }
            told
        }),
    );
    let unresolved = view.form.iter().flat_map(|form| &form.unresolved);
    json.list("unresolved", unresolved.map(|(role, reason)| format!("{role:?} {reason:?}")));
    json.list("form", view.form.iter().flat_map(judgements));
    let opens = if view.open_properties.is_some() { "found" } else { "not found" };
    json.text("properties button", opens);
    let check = view.health_check.iter();
    json.list("dialogs", check.map(|check| format!("{:?} {:?}", check.kind, check.evidence)));
    json.list("tree", page.lines().filter_map(|line| element(line, &private)));
    json.close("}");
    json.0
}

/// What was made of a form as a whole.
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

/// The items by what was made of them: each combination once, with how many there are.
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

/// One line of the page's structure: indented by its depth, as `tag[attribute=value] "label" ×count`. What is on none of
/// the lists is left out.
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
            // Several words could be a sentence of somebody's.
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

/// The texts of a snapshot that are somebody's, in lower case.
struct Private(Vec<String>);

impl Private {
    fn of(snapshot: &PageSnapshot) -> Self {
        // Host, context path, item: all but the parts that every AEM has, whose words are in its markup, too.
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

    /// Whether one of them is in a text, or a text is a part of one that nobody would write by chance.
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

/// JSON as text: objects of texts and lists of texts is all that a report needs.
#[derive(Default)]
struct Json(String);

impl Json {
    fn open(&mut self, bracket: &str) {
        self.0.push_str(bracket);
    }

    fn open_member(&mut self, name: &str, bracket: &str) {
        self.name(name);
        self.open(bracket);
    }

    fn close(&mut self, bracket: &str) {
        self.0.push_str(bracket);
    }

    fn name(&mut self, name: &str) {
        if !self.0.ends_with('{') {
            self.0.push(',');
        }
        self.0.push('\n');
        self.string(name);
        self.0.push_str(": ");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.string(value);
    }

    fn list(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        self.name(name);
        self.0.push('[');
        for (index, value) in values.into_iter().enumerate() {
            self.0.push_str(if index == 0 { "\n  " } else { ",\n  " });
            self.string(&value);
        }
        self.0.push(']');
    }

    fn string(&mut self, text: &str) {
        self.0.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => self.0.extend(['\\', character]),
                control if u32::from(control) < 0x20 => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(control));
                }
                other => self.0.push(other),
            }
        }
        self.0.push('"');
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
