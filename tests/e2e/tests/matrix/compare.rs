//! Whether what the panel says, and what a form then holds, is what the practice console knows to be there. Nothing here
//! opens a browser.

use crate::table::Expected;
use e2e::{AUTHORIZATION_SERVER, ORG_ID, PanelState, SCOPE, SECRET, TARGET_CLIENT_ID};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The roles of a credential, as `PracticeConsole.truth()` calls them.
pub(crate) const ROLES: [&str; 5] = ["authorizationServer", "clientId", "clientSecret", "scope", "orgId"];

/// What each group of the list holds: its titles, in order. The panel may show the first of many only.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Groups {
    pub(crate) to_migrate: Vec<String>,
    pub(crate) adobes: Vec<String>,
    pub(crate) others: Vec<String>,
    pub(crate) done: Vec<String>,
}

impl Groups {
    /// As they should be: of the configurations that the page shows so far, the administrator's with a mark, Adobe's
    /// whatever their marks, and the others but those that were migrated.
    pub(crate) fn there(truth: &Value, marks: bool, done: &[&str]) -> Self {
        let loaded = usize::try_from(truth["loaded"].as_u64().unwrap_or_default()).unwrap_or_default();
        let all = truth["configurations"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut there = Self {
            to_migrate: Vec::new(),
            adobes: Vec::new(),
            others: Vec::new(),
            done: done.iter().map(|title| (*title).to_owned()).collect(),
        };
        for one in all.iter().take(loaded) {
            let title = one["title"].as_str().unwrap_or_default().to_owned();
            if one["autoProvisioned"] == true {
                there.adobes.push(title);
            } else if marks && one["jwt"] == true {
                there.to_migrate.push(title);
            } else if !done.contains(&title.as_str()) {
                there.others.push(title);
            }
        }
        there
    }

    /// Where the panel shows something else, in few words; `None` where it does not.
    pub(crate) fn differ(&self, panel: &PanelState) -> Option<String> {
        let groups = [
            ("to-migrate", &self.to_migrate),
            ("adobes", &self.adobes),
            ("others", &self.others),
            ("done", &self.done),
        ];
        let told = groups.iter().filter_map(|(name, there)| {
            let (shown, told) = (panel.titles(name), panel.told(name));
            // All that are counted are shown, unless they are thousands: then the first of them are.
            let all = shown.len() == told || told > MANY && !shown.is_empty();
            let differ = told != there.len() || !all || shown[..] != there[..shown.len().min(there.len())];
            let first = |from: &[String], than: &[String]| {
                from.iter().find(|title| !than.contains(title)).cloned().unwrap_or_default()
            };
            differ.then(|| {
                format!(
                    "{name}: {told} told, {} listed, {} there; not there is “{}”, not listed “{}”",
                    shown.len(),
                    there.len(),
                    first(&shown, there),
                    first(there, &shown)
                )
            })
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| told.join("; "))
    }
}

/// Of a group that has more titles than these, the first that the panel shows and the count are compared.
const MANY: usize = 500;

/// What of a form is not as it should be.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// Fields that hold what they must not: never, whatever is expected.
    pub(crate) wrong: Vec<String>,
    /// Fields that were not filled although they could have been for certain, and the other way round.
    pub(crate) unexpected: Vec<String>,
}

/// Compares the fields of a form before and after the panel was told to fill it.
pub(crate) fn compare(before: &Value, after: &Value, expected: &Expected) -> Faults {
    let (before, after) = (&before["fields"], &after["fields"]);
    let mut faults = Faults::default();
    let none = Map::new();
    let fields = after.as_object().unwrap_or(&none);
    let oauth = after["authenticationType"]["value"] == "oauth";
    // A choice of OAuth brings other fields, and what these may hold is the credential's.
    let filled = oauth && matches!(expected, Expected::Filled { .. });
    if !filled {
        if after != before {
            faults.wrong.push(format!("the form was {before} and is {after}"));
        }
        if matches!(expected, Expected::Filled { copy, .. } if copy.len() < ROLES.len()) {
            faults.unexpected.push("OAuth was not chosen".to_owned());
        }
        return faults;
    }
    for (role, field) in fields {
        let held = field["value"].as_str().unwrap_or_default();
        if !ROLES.contains(&role.as_str()) {
            if role != "authenticationType" && field["value"] != before[role]["value"] {
                faults.wrong.push(format!("{role} was {} and is {}", before[role]["value"], field["value"]));
            }
            continue;
        }
        let may_hold = value_of(role);
        let wanted = match expected {
            Expected::Filled { copy, .. } if copy.contains(role) => String::new(),
            // The practice console writes it in upper case.
            Expected::Filled { unequal, .. } if unequal.contains(role) => may_hold.to_uppercase(),
            _ => may_hold.clone(),
        };
        if held == wanted {
            continue;
        }
        if held.is_empty() || held == may_hold {
            faults.unexpected.push(format!("{role} is {held:?}, expected was {wanted:?}"));
        } else {
            faults.wrong.push(format!("{role} is {held:?}"));
        }
    }
    for role in ROLES.iter().filter(|role| !fields.contains_key(**role)) {
        faults.unexpected.push(format!("the form has no {role}"));
    }
    faults
}

/// Compares what the panel says of each field with what the practice console knows the form to hold: a row that is called
/// equal has just the credential's value, and one that is called unequal has another.
pub(crate) fn false_words(panel: &PanelState, truth: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in &panel.rows {
        let is_role = |role: &&&str| match **role {
            "clientSecret" => row.will_be.contains('•'),
            role => row.will_be == value_of(role),
        };
        // The authentication type is a row as well, and a title is never filled.
        let Some(role) = ROLES.iter().find(is_role) else { continue };
        let holds = truth["fields"][*role]["value"] == value_of(role);
        if row.tone == "equal" && !holds || row.tone == "unequal" && holds {
            wrong.push(format!(
                "“{}” is called {} and holds {}",
                row.label, row.tone, truth["fields"][*role]["value"]
            ));
        }
    }
    wrong
}

/// Compares what the server got when the form was saved with the credential, and the title with what it was.
pub(crate) fn received(truth: &Value, title: &str) -> Vec<String> {
    let received = &truth["received"];
    let key = |role: &'static str| if role == "clientSecret" { "clientSecretDigest" } else { role };
    let wanted = ROLES.iter().map(|role| (key(role), value_of(role)));
    let more = [("authentication", "oauth".to_owned()), ("title", title.to_owned())];
    let all = wanted.chain(more).filter(|(key, wanted)| received[key] != **wanted);
    all.map(|(key, wanted)| format!("the server got {} for {key}, and not {wanted:?}", received[key]))
        .collect()
}

/// What a field holds when it holds the credential's value for its role, as `PracticeConsole.truth()` tells it.
pub(crate) fn value_of(role: &str) -> String {
    match role {
        "authorizationServer" => AUTHORIZATION_SERVER.to_owned(),
        "clientId" => TARGET_CLIENT_ID.to_owned(),
        "clientSecret" => Sha256::digest(SECRET).iter().map(|byte| format!("{byte:02x}")).collect(),
        "scope" => SCOPE.to_owned(),
        "orgId" => ORG_ID.to_owned(),
        _ => String::new(),
    }
}

/// Whether the panel says of the form what is so: which rows it calls equal, and for which it offers the value to copy.
pub(crate) fn check_report(panel: &PanelState, expected: &Expected) -> Option<String> {
    let told = |tone: &str| panel.rows.iter().filter(|row| row.tone == tone).count();
    match expected {
        Expected::Filled { copy, unequal } => {
            let copies = panel.rows.iter().filter(|row| row.copy).count();
            if copies < copy.len() {
                return Some(format!("{copies} values are offered to copy, and not {}", copy.len()));
            }
            let whole = expected.everything();
            if panel.says("success") != whole {
                return Some(format!("success was {}said", if whole { "not " } else { "" }));
            }
            // The authentication type is a row as well.
            let equal = ROLES.len() + 1 - copy.len() - unequal.len();
            let all_copied = copy.len() == ROLES.len();
            (!all_copied && told("equal") != equal)
                .then(|| format!("{} rows read back equal, and not {equal}", told("equal")))
        }
        Expected::Refused => {
            if !panel.says("warning") || panel.form {
                return Some("the form was not refused".to_owned());
            }
            (panel.values < ROLES.len()).then(|| format!("only {} values are offered to copy", panel.values))
        }
        Expected::NothingToMigrate | Expected::Login => None,
    }
}
