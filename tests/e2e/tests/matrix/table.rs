//! The combinations and what is expected of each, from `combinations.txt`; and whether they cover the switches. Nothing
//! here opens a browser.

use anyhow::{Context, Result, bail, ensure};
use e2e::project;
use std::collections::{BTreeMap, BTreeSet};

/// The text of the table: a line a combination, below a line with the columns' names. `-` is the usual value.
const TABLE: &str = include_str!("combinations.txt");

/// The columns that are no switches of the practice console.
const OTHERS: [&str; 4] = ["#", "where", "presses", "expected"];

/// The menu is the practice console's own and no part of AEM, so here it is usually off.
const UNUSUAL: (&str, &str) = ("menu", "off");

/// Switches that show on the list. Their values, and those of [`OF_FORM`], are made to meet each other in pairs. The other
/// switches change one thing, and have to occur.
const OF_LIST: [&str; 8] = ["lang", "skin", "view", "items", "lazy", "version", "badge", "auto"];

/// Switches that show in a form only.
const OF_FORM: [&str; 13] = [
    "names",
    "labels",
    "render",
    "fieldquirk",
    "tree",
    "readonly",
    "payload",
    "titles",
    "choice",
    "scopes",
    "panels",
    "lock",
    "finish",
];

/// Those of them that show in a form that can be filled only, or in saving it.
const OF_FILLING: [&str; 5] = ["choice", "scopes", "panels", "lock", "finish"];

/// A cell of the table: the number of its column, and its text.
type Cell = (usize, &'static str);

/// One combination.
#[derive(Clone, Debug)]
pub(crate) struct Combination {
    pub(crate) number: usize,
    /// Every switch with its value.
    pub(crate) switches: BTreeMap<String, String>,
    /// How AEM is reached.
    pub(crate) place: Place,
    /// What is pressed in the panel.
    pub(crate) presses: Presses,
    pub(crate) expected: Expected,
    /// Its line in the table.
    pub(crate) line: &'static str,
}

/// How AEM is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// By its own address.
    Top,
    /// In the Unified Shell's frame.
    Shell,
    /// Behind a context path.
    Context,
    /// Through `/mnt/overlay`.
    Overlay,
}

/// What is pressed in the panel once the form is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presses {
    /// *Fill*.
    Fill,
    /// *Fill*, then the button that saves.
    FillThenSave,
    /// *Fill and save*, where the panel offers it.
    FillAndSave,
}

/// What the assistant is to make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// The form is filled, but for the roles that are offered to copy; of those filled, some read back unequal because
    /// the page changes what is typed.
    Filled { copy: Vec<String>, unequal: Vec<String> },
    /// The form is left alone, and the values are offered to copy.
    Refused,
    /// No configuration is known to be JWT.
    NothingToMigrate,
    /// AEM's login page is in the console's place, and gets nothing.
    Login,
}

impl Expected {
    /// Whether the whole credential ends up in the form.
    pub(crate) fn everything(&self) -> bool {
        matches!(self, Self::Filled { copy, unequal } if copy.is_empty() && unequal.is_empty())
    }

    fn parse(text: &str) -> Result<Self> {
        let (mut copy, mut unequal) = (Vec::new(), Vec::new());
        match text {
            "all" => {}
            "refused" => return Ok(Self::Refused),
            "nothing" => return Ok(Self::NothingToMigrate),
            "login" => return Ok(Self::Login),
            parts => {
                for part in parts.split('+') {
                    let (what, roles) =
                        part.split_once(':').with_context(|| format!("“{part}” says nothing"))?;
                    let all = || crate::compare::ROLES.iter().map(|role| (*role).to_owned()).collect();
                    let roles: Vec<String> =
                        if roles == "all" { all() } else { roles.split(',').map(str::to_owned).collect() };
                    let known = roles.iter().all(|role| crate::compare::ROLES.contains(&role.as_str()));
                    ensure!(known, "“{part}” names a role that is none");
                    match what {
                        "copy" => copy = roles,
                        "unequal" => unequal = roles,
                        _ => bail!("“{what}” is nothing that can be expected"),
                    }
                }
            }
        }
        Ok(Self::Filled { copy, unequal })
    }
}

impl Combination {
    /// The value of a switch.
    pub(crate) fn switch(&self, name: &str) -> &str {
        self.switches.get(name).map_or("", String::as_str)
    }

    /// The switches as the query of the console's address.
    pub(crate) fn query(&self) -> String {
        let set = self.switches.iter().filter(|(_, value)| !value.is_empty());
        set.map(|(name, value)| format!("&{name}={value}")).collect()
    }

    /// The cells of its line, each with the number of its column; not the combination's own number.
    fn cells(&self) -> Vec<Cell> {
        self.line.split_whitespace().enumerate().skip(1).collect()
    }

    /// Every two cells of its line.
    fn pairs(&self) -> Vec<(Cell, Cell)> {
        let cells = self.cells();
        let with_later = |(at, one): (usize, &Cell)| {
            cells.iter().skip(at + 1).map(|other| (*one, *other)).collect::<Vec<_>>()
        };
        cells.iter().enumerate().flat_map(with_later).collect()
    }

    /// Whether the form that takes a credential is reached, and says enough to be understood.
    fn understood(&self) -> bool {
        matches!(&self.expected, Expected::Filled { copy, .. } if copy.len() < crate::compare::ROLES.len())
    }

    /// Whether two values that meet here meet where both can be seen.
    fn shows(&self, one: &str, other: &str) -> bool {
        let of_form = OF_FORM.contains(&one) || OF_FORM.contains(&other);
        // What comes after saving is seen where it was saved.
        let has_finish = [one, other].contains(&"finish") && self.switch("finish") != "list";
        if has_finish && !(self.presses != Presses::Fill && self.expected.everything()) {
            return false;
        }
        let nameless = self.switch("labels") == "none" && ["other", "none"].contains(&self.switch("names"));
        if !of_form {
            // 6.5 has no configurations of Adobe's.
            return one != "auto" && other != "auto" || self.switch("version") == "cloud" || one == "version";
        }
        match self.expected {
            Expected::Refused => one == "version" || nameless && (one, other) == ("names", "labels"),
            Expected::Filled { .. } => self.understood() || nameless && (one, other) == ("names", "labels"),
            Expected::NothingToMigrate | Expected::Login => false,
        }
    }
}

/// The head of the table.
pub(crate) fn head() -> &'static str {
    TABLE.lines().next().unwrap_or_default()
}

/// Reads the table.
pub(crate) fn combinations() -> Result<Vec<Combination>> {
    let switches = switches()?;
    let columns: Vec<&str> = head().split_whitespace().collect();
    for switch in switches.keys() {
        ensure!(columns.contains(&switch.as_str()), "the switch `{switch}` has no column");
    }
    let rows = TABLE.lines().skip(1).filter(|line| !line.is_empty());
    rows.map(|line| combination(line, &columns, &switches).with_context(|| line.to_owned())).collect()
}

fn combination(
    line: &'static str,
    columns: &[&str],
    switches: &BTreeMap<String, Vec<String>>,
) -> Result<Combination> {
    let cells: Vec<&str> = line.split_whitespace().collect();
    ensure!(cells.len() == columns.len(), "{} cells below {} columns", cells.len(), columns.len());
    let mut values = BTreeMap::new();
    for (column, cell) in columns.iter().zip(&cells).filter(|(column, _)| !OTHERS.contains(column)) {
        let allowed = switches.get(*column).with_context(|| format!("`{column}` is no switch"))?;
        let usual = if *column == UNUSUAL.0 { UNUSUAL.1 } else { allowed.first().map_or("", String::as_str) };
        let value = if *cell == "-" { usual } else { cell };
        ensure!(allowed.iter().any(|one| one == value), "`{value}` is no value of `{column}`");
        values.insert((*column).to_owned(), value.to_owned());
    }
    let cell = |name: &str| {
        let at = columns.iter().position(|column| *column == name);
        at.and_then(|at| cells.get(at)).copied().with_context(|| format!("no column `{name}`"))
    };
    Ok(Combination {
        number: cell("#")?.parse()?,
        switches: values,
        place: match cell("where")? {
            "-" => Place::Top,
            "shell" => Place::Shell,
            "context" => Place::Context,
            "overlay" => Place::Overlay,
            other => bail!("`{other}` is no place"),
        },
        presses: match cell("presses")? {
            "-" => Presses::Fill,
            "button" => Presses::FillThenSave,
            "once" => Presses::FillAndSave,
            other => bail!("`{other}` is nothing to press"),
        },
        expected: Expected::parse(cell("expected")?)?,
        line,
    })
}

/// The practice console's switches with all their values, from its own file.
fn switches() -> Result<BTreeMap<String, Vec<String>>> {
    let file = project().join("practice/pages/switches.js");
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let (_, rest) =
        text.split_once("export const SWITCHES = {").context("switches.js has no table any more")?;
    let (table, _) = rest.split_once("\n};").context("the table of switches does not end")?;
    let row = |line: &str| {
        let (name, values) = line.split_once(": ")?;
        let values = values.trim_end_matches(',').trim_start_matches('[').trim_end_matches(']');
        let values = values.split(", ").map(|value| value.trim_matches('"').to_owned());
        Some((name.trim().to_owned(), values.collect()))
    };
    Ok(table.lines().filter_map(row).collect())
}

/// How many combinations stand for all where not all are driven.
pub(crate) const SOME: usize = 12;

/// The combinations that stand for all of them: [`SOME`], each the one that brings the most pairs of cells together that
/// none of those before it has brought. So every cell comes in as much company as so few can give it, what is expected
/// and what is pressed included, and nobody has to choose anew when the table changes. Ten thousand items take long, and
/// are left to a run of all.
pub(crate) fn some_of(all: &[Combination]) -> Vec<Combination> {
    let mut open: Vec<&Combination> = all.iter().filter(|one| one.switch("items") != "10000").collect();
    let mut met: BTreeSet<(Cell, Cell)> = BTreeSet::new();
    let mut chosen = Vec::new();
    while chosen.len() < SOME {
        // The first of equals, so that the choice is always the same.
        let brings = |one: &Combination| one.pairs().iter().filter(|pair| !met.contains(*pair)).count();
        let Some((at, _)) =
            open.iter().enumerate().max_by_key(|(at, one)| (brings(one), std::cmp::Reverse(*at)))
        else {
            break;
        };
        let next = open.remove(at);
        met.extend(next.pairs());
        chosen.push(next.clone());
    }
    chosen.sort_by_key(|one| one.number);
    chosen
}

/// How many values of switches, and of the other columns, occur in some of the combinations.
pub(crate) fn cells(combinations: &[Combination]) -> usize {
    combinations.iter().flat_map(Combination::cells).collect::<BTreeSet<_>>().len()
}

/// What the combinations leave out: values of switches that never occur, and pairs of values that never meet.
pub(crate) fn gaps(combinations: &[Combination]) -> Result<Vec<String>> {
    let switches = switches()?;
    let mut gaps = Vec::new();
    for (name, values) in &switches {
        for value in values {
            if !combinations.iter().any(|one| one.switch(name) == value) {
                gaps.push(format!("{name}={value} never occurs"));
            }
        }
    }
    let large = combinations.iter().filter(|one| one.switch("items") == "10000").count();
    if large > 2 {
        gaps.push(format!("{large} combinations have 10,000 items, which takes long"));
    }
    let paired = [&OF_LIST[..], &OF_FORM[..]].concat();
    let mut met = BTreeSet::new();
    for one in combinations {
        for (index, first) in paired.iter().enumerate() {
            for second in paired.iter().skip(index + 1).filter(|second| one.shows(first, second)) {
                met.insert((*first, one.switch(first), *second, one.switch(second)));
            }
        }
    }
    for (index, first) in paired.iter().enumerate() {
        for second in paired.iter().skip(index + 1) {
            for (one, other) in values_of(&switches, first)
                .flat_map(|one| values_of(&switches, second).map(move |other| (one, other)))
            {
                if can_meet((first, one), (second, other)) && !met.contains(&(*first, one, *second, other)) {
                    gaps.push(format!("{first}={one} never meets {second}={other}"));
                }
            }
        }
    }
    Ok(gaps)
}

fn values_of<'a>(switches: &'a BTreeMap<String, Vec<String>>, name: &str) -> impl Iterator<Item = &'a str> {
    switches.get(name).into_iter().flatten().map(String::as_str)
}

/// Whether the one can show where the other is, and is worth it. `one` comes before `other` among those that are paired.
fn can_meet(one: (&str, &str), other: (&str, &str)) -> bool {
    let pair = [one, other];
    let has = |name: &str, value: &str| pair.contains(&(name, value));
    let is_about = |names: &[&str]| pair.iter().any(|(name, _)| names.contains(name));
    // Without a mark nothing is migrated, so no form comes; and no language has a mark then.
    let unmarked = has("badge", "none") && (is_about(&OF_FORM) || is_about(&["lang"]));
    // An AEM without OAuth has no form for it, and none of Adobe's own configurations.
    let of_new = is_about(&["render", "fieldquirk", "auto", "lang", "badge"]) || is_about(&OF_FILLING);
    let old = has("version", "65old") && of_new;
    // What reads back unequal, or has to be copied by hand, is not saved: in Dutch, which AEM's interface is not in, two
    // labels are not known.
    let is_short = has("fieldquirk", "mask")
        || has("fieldquirk", "maxlength")
        || has("scopes", "list")
        || has("lang", "nl");
    let saves = pair.iter().any(|(name, value)| *name == "finish" && *value != "list");
    // One page back is the form as it was before it was loaded again.
    let unsaved = saves && is_short || has("render", "reload") && has("finish", "back");
    let two_that_are_slow = has("items", "10000");
    !(unmarked || old || unsaved || two_that_are_slow)
}
