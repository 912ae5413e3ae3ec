//! Lines: the text of the credential's page, what people write in tickets, `.env`, INI and properties files.
//!
//! Nobody knows how the page's layout arrives on a clipboard. So several questions are asked about each line, the
//! surest first. Is it a label, alone or with its value (`CLIENT ID` / `0a1b…`, `Client ID: 0a1b…`)? A key
//! (`IMS_ORG_ID=…`)? The value of the label above? And finally, does one of its words have the unmistakable shape of
//! an identifier?
//!
//! A label alone promises nothing (*Client ID* is also the heading of a table), so what follows it must look like a
//! value. Behind a colon or an equals sign anything is taken, for the findings to judge.
//!
//! In files for machines the order of lines does not matter: what belongs together has the same prefix
//! (`AIO_ims_contexts_<name>_client__id`) or stands in the same section. In texts for people the next credential
//! begins where a field comes again with another value.

use super::super::draft::{Clue, Clues, Draft, Said};
use super::super::keys::{self, KeyMeaning};
use super::super::labels::{self, Label};
use super::lists::{self, List};
use super::value::{self, Value};
use super::{assignments, forms, qualifiers};
use crate::credentials::{
    AuthorizationServer, CredentialField as Field, CredentialKind, Scopes, scopes, shapes,
};
use crate::reading::cores::{self, Core};
use memchr::{memchr_iter, memchr2, memchr3, memmem};
use std::collections::BTreeMap;
use std::ops::Range;
use zeroize::Zeroizing;

/// Collects the clues of `text`, except at `places`, which have been read already.
pub(crate) fn read(text: &str, places: &[Range<usize>], clues: &mut Clues) {
    let mut reader = Reader::of(text, clues);
    let mut places = places.iter().peekable();
    let mut at = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        // The parts of the line before, between and behind the places.
        let mut from = at;
        while let Some(place) = places.peek().filter(|place| place.start < end) {
            if from < place.start {
                reader.line(text.get(from..place.start).unwrap_or_default(), from);
            }
            from = place.end.max(from);
            if place.end > end {
                break;
            }
            places.next();
        }
        // What is left of the line behind a list that ends in it.
        from = from.max(reader.passed.min(end));
        if from <= end && at.max(reader.passed) <= end {
            reader.line(text.get(from..end).unwrap_or_default(), from);
        }
        at = end + 1;
    }
    reader.finish();
    clues.drafts.append(&mut reader.drafts);
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    /// Where in the text something unmistakable stands.
    marks: Marks,
    /// There is something in this line.
    is_marked: bool,
    /// The lists of scopes in the text, and whether a label has taken each.
    lists: Vec<(List, bool)>,
    /// Where the last list ends that was taken.
    passed: usize,
    /// Another part of the text has a client id, so that no hash is taken for one.
    has_id: bool,
    drafts: Vec<Draft>,
    /// The credential whose keys have no prefix.
    group: Group,
    /// The credentials whose keys have a prefix.
    groups: BTreeMap<String, Group>,
    /// How many drafts there were before this section.
    before: usize,
    /// The prefix of the last key, if it had one.
    prefix: Option<String>,
    /// The word of this line that says of which credential it is: `new`, `stage`.
    qualifier: Option<&'static str>,
    /// Values known by their shape alone. They count if no label gave one.
    unlabelled: Vec<Clue>,
    /// The field whose label was the last thing read.
    pending: Option<Field>,
    /// Scopes that may continue on the next line.
    scopes: Option<OpenScopes>,
    /// A list whose bracket is still open.
    list: Option<OpenList>,
}

/// Where in a text something has an unmistakable shape, so that no other line has to be searched for it.
#[derive(Default)]
struct Marks(Vec<usize>);

impl Marks {
    fn of(text: &str, lists: &[(List, bool)]) -> Self {
        let mut places: Vec<usize> = cores::cores(text).map(|core| core.from).collect();
        places.extend(lists.iter().map(|(list, _)| list.place.start));
        for mark in ["8e-", ".adobelogin.com"] {
            places.extend(memmem::find_iter(text.as_bytes(), mark));
        }
        places.sort_unstable();
        Self(places)
    }

    /// Whether there are any in `line`.
    fn are_in(&self, line: Value<'_>) -> bool {
        let next = self.0.partition_point(|at| *at < line.at);
        self.0.get(next).is_some_and(|at| *at < line.at + line.text.len())
    }
}

/// Everything about one credential.
#[derive(Default)]
struct Group {
    draft: Draft,
    signs: Signs,
}

/// Scopes that may go on.
struct OpenScopes {
    text: Zeroizing<String>,
    at: usize,
    /// There was one in every line so far, so the next line may have any.
    one_a_line: bool,
    /// Each has a key with its number.
    indexed: bool,
}

/// A list that spans several lines.
struct OpenList {
    field: Field,
    text: Zeroizing<String>,
    at: usize,
    lines: u8,
}

/// A bracket that is still open after so many lines opened no list.
const LONGEST_LIST: u8 = 64;

/// The name of the field whose value follows in the body of a request: `Content-Disposition: form-data; name="client_id"`.
fn part_of_form(line: &str) -> Option<&str> {
    const HEADER: &str = "Content-Disposition:";
    line.get(..HEADER.len()).filter(|start| start.eq_ignore_ascii_case(HEADER))?;
    let (_, name) = line.split_once("form-data; name=\"")?;
    name.split('"').next()
}

const SCOPES: KeyMeaning = KeyMeaning::Field(Field::Scopes);

/// The key of a list whose items are numbered, and the number: `scopes[0]`, `Scopes__0`, `scopes.0`.
fn indexed(key: &str) -> Option<(&str, &str)> {
    if !key.ends_with(|c: char| c == ']' || c.is_ascii_digit()) {
        return None;
    }
    let inside = || key.strip_suffix(']')?.rsplit_once('[');
    let (name, index) = inside().or_else(|| key.rsplit_once("__")).or_else(|| key.rsplit_once('.'))?;
    (!index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit())).then_some((name, index))
}

/// What speaks for one type of credential or another.
#[derive(Default, Clone, Copy)]
struct Signs {
    kind: Option<CredentialKind>,
    of_jwt: bool,
    of_user: bool,
}

impl<'a> Reader<'a> {
    fn of(text: &'a str, clues: &Clues) -> Self {
        let lists: Vec<(List, bool)> = lists::all(text).into_iter().map(|list| (list, false)).collect();
        let is_id = |clue: &Clue| clue.field == Field::ClientId && clue.is_adobes();
        let has_id = clues.drafts.iter().any(|draft| draft.about(Field::ClientId).any(is_id));
        Self { text, marks: Marks::of(text, &lists), lists, has_id, ..Self::default() }
    }

    /// The credential that is being read.
    fn group(&mut self) -> &mut Group {
        match &self.prefix {
            Some(prefix) => self.groups.entry(prefix.clone()).or_default(),
            None => &mut self.group,
        }
    }

    fn line(&mut self, line: &str, at: usize) {
        let line = Value { text: line, at };
        let whole = line;
        self.is_marked = self.marks.are_in(line);
        if self.more_of_list(line) || is_comment(line.text) {
            return;
        }
        // Bullets, table bars, Markdown's headings and emphasis, a shell's prompt.
        let start = line.text.find(|c: char| !(c.is_ascii_whitespace() || is_ornament(c)));
        let line = match start {
            Some(start) => line.skip(start),
            // A line of stars may be a masked value.
            None if line.text.contains(['*', '•']) => line,
            None => {
                if let Some(scopes) = &mut self.scopes {
                    scopes.one_a_line = false;
                }
                return;
            }
        };
        if is_section(line.text) {
            self.finish();
            return;
        }
        if is_heading(whole.text) && labels::leading(line.text).is_none() {
            let draft = &self.group.draft;
            if draft.mentions(Field::ClientId) || draft.mentions(Field::ClientSecrets) {
                self.turn_to(None);
                self.finish_group();
            }
            self.pending = None;
            return;
        }
        if let Some(draft) = forms::read(line).or_else(|| self.of_all(line)).or_else(|| self.whole(line)) {
            self.close_scopes();
            self.pending = None;
            self.has_id |= draft.about(Field::ClientId).any(Clue::is_adobes);
            self.drafts.push(draft);
            return;
        }
        if let Some(KeyMeaning::Field(field)) = part_of_form(line.text).and_then(keys::meaning) {
            self.turn_to(None);
            return self.await_value(field);
        }
        let assignments = assignments::split(line);
        let Some(first) = assignments.first() else { return self.statement(line) };
        let before = Value { text: line.text.get(..first.text.at - line.at).unwrap_or_default(), ..line };
        self.qualifier = qualifiers::leading(before.text).map(|(meaning, _)| meaning);
        let is_alone = assignments.len() == 1 && self.qualifier.is_none();
        if is_alone {
            return self.sentence(line, before, first.text);
        }
        self.shapes(before);
        for assignment in assignments {
            match assignment.option {
                Some((field, value)) => {
                    self.turn_to(None);
                    self.take(field, value.assigned_to(field));
                }
                None => self.statement(assignment.text),
            }
        }
        self.qualifier = None;
    }

    /// The list of scopes in `line`, if that says that it is the list of all credentials.
    fn of_all(&mut self, line: Value<'_>) -> Option<Draft> {
        const WORDS: &[&str] = &[
            "both",
            "all",
            "every",
            "each",
            "beide",
            "beiden",
            "alle",
            "allen",
            "tous",
            "toutes",
            "deux",
            "ambos",
            "ambas",
            "todos",
            "todas",
            "entrambi",
            "tutti",
            "両方",
            "共通",
            "すべて",
            "共用",
            "모두",
            "shared",
            "common",
        ];
        let index = self.first_list(line).filter(|_| self.is_marked)?;
        let (List { place, .. }, _) = self.lists.get(index)?;
        let before = line.text.get(..place.start - line.at)?;
        let mut words = before.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
        if !words.any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))) {
            return None;
        }
        let (text, at) = self.take_list(index)?;
        let mut draft = Draft::default();
        (draft.beside, draft.of_all) = (true, true);
        draft.say(Field::Scopes, text, at);
        Some(draft)
    }

    /// The first list that begins in `line`.
    fn first_list(&self, line: Value<'_>) -> Option<usize> {
        let index = self.lists.partition_point(|(list, _)| list.place.start < line.at);
        let (list, taken) = self.lists.get(index)?;
        (!taken && list.place.start < line.at + line.text.len()).then_some(index)
    }

    /// The credential that `line` holds, if it holds one id, one secret, and an organization or scopes: then all of it is
    /// about that one, whatever the names of its parts.
    fn whole(&mut self, line: Value<'_>) -> Option<Draft> {
        if !self.is_marked {
            return None;
        }
        let found: Vec<Core<'_>> = cores::cores(line.text).collect();
        let only = |field: Field| cores::only_of(field, &found);
        let (id, secret) = (only(Field::ClientId)?, only(Field::ClientSecrets)?);
        let list = self.first_list(line);
        // Named scopes are judged as they are.
        let named =
            assignments::split(line).into_iter().find_map(|one| match labels::leading(one.text.text) {
                Some((Label::Field(Field::Scopes), rest)) => {
                    Some(one.text.skip(one.text.text.len() - rest.len()).after_sign())
                }
                _ => None,
            });
        let is_judged = named.is_some_and(|scopes| Scopes::parse(scopes.text).is_none());
        // Several of one field belong to several.
        let is_whole = only(Field::OrgId).is_some() || list.is_some();
        let has_other = [Field::OrgId, Field::TechnicalAccountId]
            .into_iter()
            .any(|field| only(field).is_none() && found.iter().any(|core| core.field == field));
        if !is_whole || has_other || is_judged {
            return None;
        }
        let mut draft = Draft::default();
        for core in [Some(id), Some(secret), only(Field::OrgId), only(Field::TechnicalAccountId)]
            .into_iter()
            .flatten()
        {
            draft.say(core.field, core.text(), line.at + core.from);
        }
        if let Some((text, at)) = list.and_then(|list| self.take_list(list)) {
            draft.say(Field::Scopes, text, at);
        }
        Some(draft)
    }

    /// Reads a line in which something stands before its only name: `const clientId = …`, `Our client id: …`.
    fn sentence(&mut self, line: Value<'_>, before: Value<'_>, assignment: Value<'_>) {
        if self.key(line) {
            return;
        }
        if let Some((Label::Field(field), rest)) = labels::leading(assignment.text) {
            let rest = assignment.skip(assignment.text.len() - rest.len());
            let rest = rest.skip(remark(rest.text));
            if let Some(value) = value::fitting(field, rest.after_sign(), true) {
                self.shapes(before);
                self.turn_to(None);
                self.pending = None;
                self.repeat(field, value);
                return self.say(field, value);
            }
        }
        self.statement(line);
    }

    /// Reads a line, or a part of it, with one assignment at most.
    fn statement(&mut self, line: Value<'_>) {
        if let Some((label, rest)) = labels::leading(line.text) {
            let rest = line.skip(line.text.len() - rest.len());
            if self.labelled(label, line, rest) {
                return;
            }
        }
        if self.key(line) || self.more_scopes(line) || self.pending_value(line) {
            return;
        }
        // The value that was expected has not come.
        self.pending = None;
        self.shapes(line);
    }

    /// Reads a line that begins with a label. `false` if it turns out to be a sentence.
    fn labelled(&mut self, label: Label, line: Value<'_>, rest: Value<'_>) -> bool {
        let rest = rest.skip(remark(rest.text));
        let mark = rest.text.trim_start_matches([' ', '\t', '*', '`', '"', '\'', '|']);
        // `Client ID ......... 0a1b…`
        let has_leader = ["...", ". .", "……", ".. "].iter().any(|leader| mark.starts_with(leader));
        let mark = if has_leader { mark.trim_start_matches(['.', '…', ' ']) } else { mark };
        let explicit = has_leader || mark.starts_with(labels::is_separator);
        let mark = mark.trim_start_matches(labels::is_separator);
        let mark = dash(mark).filter(|_| !explicit).unwrap_or(mark);
        // The end of `**Client ID:** 0a1b…`
        let text = mark.strip_prefix("** ").unwrap_or(if mark == "**" { "" } else { mark });
        let value = Value { text, at: rest.at + rest.text.len() - text.len() };
        let value = match label {
            Label::Field(field) if explicit => value.assigned_to(field),
            _ if explicit => value.assigned(),
            _ => value.trim(),
        };
        let Label::Field(field) = label else {
            return value.text.is_empty() && self.mark(label, line.at);
        };
        if explicit || value.text.is_empty() {
            self.turn_to(self.qualifier);
        }
        if field == Field::Scopes && self.labelled_list(rest.at) {
            return true;
        }
        if value.text.is_empty() {
            // A variable without a value does not have it on the next line.
            if rest.text.trim_start().starts_with('=') {
                self.pending = None;
            } else {
                self.await_value(field);
            }
            return true;
        }
        match labels::leading(value.text) {
            Some((Label::Hidden, _)) => {
                self.await_value(field);
                return self.mark(Label::Hidden, value.at);
            }
            // The headings of a table: `Client Secret | Created | Last used`.
            Some((inner, rest)) if inner == Label::Column || rest.is_empty() && !explicit => {
                self.await_value(field);
                return true;
            }
            _ => {}
        }
        if explicit {
            self.take(field, value);
            true
        } else {
            // `Client ID 0a1b…` is the row of a table; `Client ID is shown on …` is not.
            let fits = value::fitting(field, value, true);
            if let Some(fitting) = fits {
                self.turn_to(self.qualifier);
                self.pending = None;
                self.repeat(field, fitting);
                self.say(field, fitting);
                self.say_others(field, value, fitting);
            }
            fits.is_some()
        }
    }

    /// Reads a label at `at` that is no field's.
    fn mark(&mut self, label: Label, at: usize) -> bool {
        match label {
            Label::Column => return true,
            Label::Hidden => {
                self.group.draft.add(Clue { field: Field::ClientSecrets, said: Said::Hidden, at });
            }
            Label::Kind(kind) => self.group.signs.kind = self.group.signs.kind.or(Some(kind)),
            Label::OfJwt => self.group.signs.of_jwt = true,
            Label::OfUser => self.group.signs.of_user = true,
            // A field's label has its value, or waits for it.
            Label::Other | Label::Field(_) => {}
        }
        self.turn_to(None);
        self.pending = None;
        true
    }

    fn await_value(&mut self, field: Field) {
        self.close_scopes();
        self.pending = Some(field);
    }

    /// Reads `KEY=value` or `key: value`.
    fn key(&mut self, line: Value<'_>) -> bool {
        let Some(end) = memchr2(b'=', b':', line.text.as_bytes()) else { return self.dashed_key(line) };
        let end = end
            + if line.text.starts_with("$env:") || line.text.starts_with("env:") {
                // PowerShell's variables have a colon before the equals sign.
                line.text.get(end + 1..).and_then(|rest| rest.find('=')).map_or(0, |more| more + 1)
            } else {
                0
            };
        let key = line.text.get(..end).unwrap_or_default().trim();
        let key = ["export ", "set ", "SET ", "ENV ", "$env:", "env:", "const ", "let ", "var "]
            .iter()
            .find_map(|command| key.strip_prefix(command))
            .unwrap_or(key)
            .trim_matches(['"', '\'', '`', '*', ' ']);
        let value = line.skip(end + 1);
        if let Some((name, _)) = indexed(key).filter(|(name, _)| keys::meaning(name) == Some(SCOPES)) {
            return self.indexed_scope(name, value.assigned());
        }
        let Some((meaning, family)) = keys::meaning_and_family(key) else {
            return false;
        };
        let value = match meaning {
            KeyMeaning::Field(field) | KeyMeaning::Shaped(field) => value.assigned_to(field),
            KeyMeaning::OfJwt | KeyMeaning::OfUser => value.assigned(),
        };
        // The beginning of a sentence before a colon is no prefix.
        self.turn_to(Some(family.as_str()).filter(|family| !family.is_empty() && !family.contains(' ')));
        if meaning == KeyMeaning::Field(Field::Scopes) && self.labelled_list(line.at + end + 1) {
            return true;
        }
        match meaning {
            KeyMeaning::OfJwt => self.group().signs.of_jwt |= !value.text.is_empty(),
            KeyMeaning::OfUser => self.group().signs.of_user |= !value.text.is_empty(),
            KeyMeaning::Shaped(field) if value::holds(field, value.text) => self.take(field, value),
            KeyMeaning::Shaped(_) => self.pending = None,
            KeyMeaning::Field(_) if value.text.is_empty() && line.skip(end).text.starts_with('=') => {
                self.pending = None;
            }
            KeyMeaning::Field(field) if value.text.is_empty() => self.await_value(field),
            KeyMeaning::Field(field) => self.take(field, value),
        }
        true
    }

    /// Reads one item of a list that has a key for each: `scopes[0]=openid`, `Scopes__1=AdobeID`. `false` if it is none.
    fn indexed_scope(&mut self, name: &str, value: Value<'_>) -> bool {
        if !shapes::is_scope(value.text) {
            return false;
        }
        let prefix = keys::meaning_and_prefix(name).map(|(_, prefix)| prefix).unwrap_or_default();
        if let Some(OpenScopes { text, indexed: true, .. }) = &mut self.scopes {
            text.push(',');
            text.push_str(value.text);
        } else {
            self.turn_to(Some(prefix).filter(|prefix| !prefix.is_empty()));
            let text = Zeroizing::new(value.text.to_owned());
            self.scopes = Some(OpenScopes { text, at: value.at, one_a_line: false, indexed: true });
        }
        true
    }

    /// Reads `KEY – value`, and a row of two columns.
    fn dashed_key(&mut self, line: Value<'_>) -> bool {
        // A hyphen, the first byte of both dashes, a tab.
        if memchr3(b'-', 0xe2, b'\t', line.text.as_bytes()).is_none() {
            return false;
        }
        let Some((key, value)) =
            [" – ", " — ", " - ", "\t"].iter().find_map(|dash| line.text.split_once(dash))
        else {
            return false;
        };
        let value = line.skip(line.text.len() - value.len()).trim();
        let name = key.trim_matches(['"', '\'', '`', '*', ' ']);
        let Some((KeyMeaning::Field(field), family)) =
            keys::meaning_and_family(name).filter(|_| !name.contains(' '))
        else {
            return false;
        };
        let Some(value) = value::fitting(field, value, true) else { return false };
        self.turn_to(Some(family.as_str()).filter(|family| !family.is_empty()));
        self.pending = None;
        self.repeat(field, value);
        self.say(field, value);
        true
    }

    /// What follows belongs to the credential with this prefix, or to the one without.
    fn turn_to(&mut self, prefix: Option<&str>) {
        self.close_scopes();
        if self.prefix.as_deref() != prefix {
            self.prefix = prefix.map(str::to_owned);
        }
    }

    /// Takes what stands behind a sign: the part that has the field's shape, or else all of it.
    fn take(&mut self, field: Field, value: Value<'_>) {
        self.pending = None;
        // Nothing was given.
        if matches!(value.text, "null" | "None" | "undefined") {
            return;
        }
        if value.text.starts_with('[') && !value.text.contains(']') {
            let text = Zeroizing::new(value.text.to_owned());
            self.list = Some(OpenList { field, text, at: value.at, lines: 0 });
            return;
        }
        let fitting = value::fitting(field, value, false);
        // Anything may be called a scope: that of a project, of a ticket.
        let is_sure = fitting.is_some()
            || field != Field::Scopes
            || keys::is_placeholder(value.text)
            || shapes::contains(value.text, "openid");
        let whole = value;
        let value = fitting.unwrap_or(value);
        if is_sure && !value.text.is_empty() {
            self.repeat(field, value);
            self.say(field, value);
            self.say_others(field, whole, value);
        }
    }

    /// In a text for people, a field that comes again with another value may begin the next credential, even before
    /// that one's client id.
    fn repeat(&mut self, field: Field, value: Value<'_>) {
        let others = matches!(field, Field::ClientSecrets | Field::Scopes | Field::Name);
        if self.prefix.is_some() || !others || value.text.starts_with('[') {
            return;
        }
        self.close_scopes();
        let draft = &self.group.draft;
        let is_other = |clue: &Clue| clue.text().is_some_and(|known| known != value.text);
        if draft.mentions(Field::ClientId) && draft.about(field).any(is_other) {
            self.finish_group();
        }
    }

    /// Reads the line after a label.
    fn pending_value(&mut self, line: Value<'_>) -> bool {
        let Some(field) = self.pending else { return false };
        let Some(value) = value::fitting(field, line.trim(), true) else {
            return false;
        };
        self.pending = None;
        self.say(field, value);
        true
    }

    /// Keeps the other ids that stand behind the same label: one alone would be a guess.
    fn say_others(&mut self, field: Field, whole: Value<'_>, said: Value<'_>) {
        if !matches!(field, Field::ClientId | Field::OrgId) {
            return;
        }
        for core in cores::cores(whole.text).filter(|core| core.field == field) {
            let text = core.text();
            if !text.eq_ignore_ascii_case(said.text) && !said.text.contains(text.as_str()) {
                self.group().draft.say(field, text, whole.at + core.from);
            }
        }
    }

    fn say(&mut self, field: Field, value: Value<'_>) {
        let text = unescaped(value.text);
        let value_end = value.at + value.text.len();
        let inside = |list: &List| list.place.start >= value.at && list.place.start < value_end;
        self.lists.iter_mut().filter(|(list, _)| inside(list)).for_each(|(_, taken)| *taken = true);
        if field == Field::Scopes && !value.text.starts_with('[') {
            self.close_scopes();
            let one_a_line = !value::item(value.text).contains(scopes::is_separator);
            self.scopes = Some(OpenScopes { text, at: value.at, one_a_line, indexed: false });
            return;
        }
        // The same field again with another value: the next credential begins.
        let single = matches!(field, Field::ClientId | Field::OrgId | Field::TechnicalAccountId);
        let is_other = |clue: &Clue| clue.text().is_some_and(|known| known != value.text);
        // A block with the same id again, below one that has its secret.
        let draft = &self.group().draft;
        let is_again = field == Field::ClientId
            && draft.about(field).any(|clue| !is_other(clue))
            && draft.mentions(Field::ClientSecrets);
        let has_other = draft.about(field).any(is_other);
        if is_again || single && has_other && !self.may_be_next(field) {
            let server = self.take_next_server();
            let unlabelled = self.take_next_unlabelled();
            self.finish_group();
            server.into_iter().for_each(|clue| self.group().draft.add(clue));
            self.unlabelled.extend(unlabelled);
        }
        self.group().draft.say(field, text, value.at);
    }

    /// Takes the server that stands below everything else of this credential, which has another: it is the next one's.
    fn take_next_server(&mut self) -> Option<Clue> {
        let draft = &mut self.group().draft;
        let mut clues = draft.take_clues();
        let is_server = |clue: &Clue| clue.field == Field::AuthorizationServer;
        let last = clues.iter().filter(|clue| !is_server(clue)).map(|clue| clue.at).max().unwrap_or_default();
        let several = clues.iter().filter(|clue| is_server(clue)).nth(1).is_some();
        let index = clues.iter().position(|clue| several && is_server(clue) && clue.at > last);
        let taken = index.map(|index| clues.remove(index));
        clues.into_iter().for_each(|clue| draft.add(clue));
        taken
    }

    /// The same of a host that no label names.
    fn take_next_unlabelled(&mut self) -> Option<Clue> {
        let last = self.group().draft.places().max().unwrap_or_default();
        let is_server = |clue: &Clue| clue.field == Field::AuthorizationServer;
        let several = self.unlabelled.iter().filter(|clue| is_server(clue)).nth(1).is_some();
        let index = self.unlabelled.iter().position(|clue| several && is_server(clue) && clue.at > last)?;
        Some(self.unlabelled.remove(index))
    }

    /// Whether the organization that the credential has so far may be the one before's: it stood before the client id. Then
    /// nobody knows which of the two is meant, and both are kept, to be told.
    fn may_be_next(&mut self, field: Field) -> bool {
        let draft = &self.group().draft;
        let first = |field| draft.about(field).map(|clue| clue.at).min();
        field == Field::OrgId && first(field) < first(Field::ClientId)
    }

    /// Reads a line that continues a list.
    fn more_of_list(&mut self, line: Value<'_>) -> bool {
        let Some(list) = &mut self.list else { return false };
        list.lines += 1;
        let text = line.text.trim().trim_end_matches('\\');
        let end = text.find(']');
        list.text.push(' ');
        list.text.push_str(text.get(..end.map_or(text.len(), |end| end + 1)).unwrap_or_default());
        if (end.is_some() || list.lines == LONGEST_LIST)
            && let Some(OpenList { field, text, at, .. }) = self.list.take()
        {
            self.group().draft.say(field, text, at);
        }
        true
    }

    /// Reads a line that continues the scopes of the line above.
    fn more_scopes(&mut self, line: Value<'_>) -> bool {
        let Some(OpenScopes { text: scopes, one_a_line, .. }) = &mut self.scopes else {
            return false;
        };
        let more = value::item(line.text);
        let wrapped = scopes.trim_end().ends_with(',') || more.starts_with(',');
        let is_word = |word: &str| *one_a_line && word.starts_with(|c: char| c.is_ascii_lowercase());
        // A word alone on its line goes on with the list, if it is written like a scope.
        let is_list = Scopes::parse(more).is_some() && labels::leading(more).is_none();
        let words = || scopes::Listed::of(more).scopes;
        let goes_on =
            is_list && (wrapped || words().iter().all(|word| shapes::is_sure_scope(word) || is_word(word)));
        if goes_on {
            let joint = match wrapped {
                true if more.starts_with(',') => "",
                true => " ",
                false if scopes.is_empty() => "",
                false => ", ",
            };
            scopes.push_str(joint);
            scopes.push_str(more);
        } else {
            self.close_scopes();
        }
        goes_on
    }

    fn close_scopes(&mut self) {
        if let Some(OpenScopes { text, at, .. }) = self.scopes.take() {
            self.group().draft.say(Field::Scopes, text, at);
        }
    }

    /// Looks for what has an unmistakable shape.
    fn shapes(&mut self, line: Value<'_>) {
        if !self.is_marked || !self.marks.are_in(line) {
            return;
        }
        let mut is_hash = None;
        for core in cores::cores(line.text) {
            let mut of_hash =
                || *is_hash.get_or_insert_with(|| HASHES.iter().any(|word| has_word(line.text, word)));
            if core.field != Field::ClientId || !of_hash() {
                self.note(core.field, core.text(), line.at + core.from);
            }
        }
        for word in line.words().filter(|word| shapes::has_secret_prefix(word.text)) {
            // A table of secrets has several rows under one label, and the page cuts them short.
            if !shapes::is_secret(word.text) && cores::cores(word.text).next().is_none() {
                self.note(Field::ClientSecrets, Zeroizing::new(word.text.to_owned()), word.at);
            }
        }
        self.note_lists(line);
        for host in value::hosts(line).filter(|host| AuthorizationServer::parse(host.text).is_some()) {
            self.note(Field::AuthorizationServer, Zeroizing::new(host.text.to_owned()), host.at);
        }
    }

    /// Notes the lists that begin in `line` and that no label has taken.
    fn note_lists(&mut self, line: Value<'_>) {
        let first = self.lists.partition_point(|(list, _)| list.place.start < line.at);
        let here = self.lists.get(first..).unwrap_or_default().iter();
        let here = here.take_while(|(list, _)| list.place.start < line.at + line.text.len());
        let here: Vec<usize> =
            here.enumerate().filter(|(_, (_, taken))| !taken).map(|(index, _)| first + index).collect();
        for index in here {
            if let Some((text, at)) = self.take_list(index) {
                self.note(Field::Scopes, text, at);
            }
        }
    }

    /// Takes the list with this index: its text, and where it begins. The lines that it spans are passed.
    fn take_list(&mut self, index: usize) -> Option<(Zeroizing<String>, usize)> {
        let (list, taken) = self.lists.get_mut(index)?;
        *taken = true;
        let place = list.place.clone();
        let written = self.text.get(place.clone()).unwrap_or_default();
        let as_written = !written.contains('\n') && Scopes::parse(written).is_some();
        let text = if as_written { unescaped(written) } else { Zeroizing::new(list.scopes.join(",")) };
        if written.contains('\n') {
            self.passed = self.passed.max(place.end);
        }
        Some((text, place.start))
    }

    /// Takes the list that stands behind the label of the scopes, which ends at `from`: one of several lines, or one in
    /// quotes, whatever program is around it. Anything else in the line is the value, to be judged.
    fn labelled_list(&mut self, from: usize) -> bool {
        let index = self.lists.partition_point(|(list, _)| list.place.start < from);
        /// No label is as far from its list.
        const FARTHEST: usize = 240;
        let Some((List { place, .. }, false)) = self.lists.get(index) else { return false };
        if place.start - from > FARTHEST {
            return false;
        }
        let before = self.text.get(from..place.start).unwrap_or_default();
        let written = self.text.get(place.clone()).unwrap_or_default();
        let behind = self.text.get(place.end..).unwrap_or_default();
        let is_quote = |c: &char| "\"'`".contains(*c);
        let quote = before.chars().next_back().filter(is_quote);
        let is_quoted = quote.is_some_and(|quote| behind.starts_with(quote) && !written.contains(quote));
        let has_lines = written.contains('\n') || before.contains('\n');
        let inside = before.trim_start_matches(|c: char| c.is_whitespace() || "=:>\"'`*".contains(c));
        // `scopes=openid,AdobeID ttl=720h`
        let word = behind.strip_prefix(' ').unwrap_or_default().trim_start_matches('-');
        let name = word.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let is_plain = inside.is_empty() && name.len() < word.len() && name.starts_with('=');
        let may_be =
            is_plain || is_quoted && !inside.contains(['\n', '=', ';']) || has_lines && opens_list(before);
        if !may_be {
            return false;
        }
        let Some((text, at)) = self.take_list(index) else { return false };
        self.pending = None;
        self.repeat(Field::Scopes, Value { text: &text, at });
        self.close_scopes();
        self.group().draft.say(Field::Scopes, text, at);
        true
    }

    fn note(&mut self, field: Field, text: Zeroizing<String>, at: usize) {
        if self.unlabelled.len() < MOST_UNLABELLED {
            self.unlabelled.push(Clue { field, said: Said::Text(text), at });
        }
    }

    /// Finishes all credentials of the section.
    fn finish(&mut self) {
        self.close_scopes();
        self.prefix = None;
        self.finish_group();
        let groups = std::mem::take(&mut self.groups);
        let has_groups = !groups.is_empty();
        for (prefix, group) in groups {
            self.keep(group, context(&prefix));
        }
        // `IMS_ORG_ID=…` may stand once for all credentials; it is no credential beside them.
        let has_client = |draft: &Draft| draft.mentions(Field::ClientId);
        let section = self.drafts.get_mut(self.before..).unwrap_or_default();
        if has_groups && section.iter().any(has_client) {
            let is_part = |draft: &&mut Draft| !has_client(draft);
            section.iter_mut().filter(is_part).for_each(|draft| draft.beside = true);
        }
        self.before = self.drafts.len();
    }

    /// Finishes the credential that is being read.
    fn finish_group(&mut self) {
        let mut group = std::mem::take(self.group());
        let context = self.prefix.as_deref().and_then(context);
        if self.prefix.is_some() {
            return self.keep(group, context);
        }
        let unlabelled = std::mem::take(&mut self.unlabelled);
        let drafts = assigned(group.draft.take_clues(), unlabelled, self.has_id);
        for draft in drafts {
            self.keep(Group { draft, signs: group.signs }, None);
        }
    }

    fn keep(&mut self, group: Group, context: Option<String>) {
        let Group { mut draft, signs } = group;
        if draft.is_empty() {
            return;
        }
        use Field::{AuthorizationServer, Name, Scopes};
        draft.beside = draft.has_only(&[AuthorizationServer, Name, Scopes]);
        draft.kind = signs.kind(draft.mentions(Field::Scopes));
        if let Some(name) = context
            && !draft.mentions(Field::Name)
        {
            draft.say(Field::Name, Zeroizing::new(name), 0);
        }
        self.drafts.push(draft);
    }
}

/// How many values without a label are looked at in one place. No real text comes near it; in any other, it keeps the time
/// linear.
const MOST_UNLABELLED: usize = 256;

/// Words in a line whose 32 digits are somebody else's.
const HASHES: &[&str] = &[
    "md5",
    "etag",
    "e-tag",
    "checksum",
    "hash",
    "commit",
    "build",
    "trace",
    "digest",
    "revision",
    "request-id",
    "sha",
];

/// Whether `line` has `word` in it, in any case.
fn has_word(line: &str, word: &str) -> bool {
    let found = |at: usize| line.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word));
    let of_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = line.as_bytes();
    (0..line.len()).any(|at| {
        found(at)
            && !of_word(at.checked_sub(1).and_then(|at| bytes.get(at)))
            && !of_word(bytes.get(at + word.len()))
    })
}

/// Assigns the clues of a text without prefixes to credentials. Labels say which field a value is of; what only its
/// shape tells counts where no label gave the field a value of Adobe's. A secret without a label belongs to the nearest
/// client id: if ids and secrets alternate, each pair is a credential. Otherwise nobody can tell, and all of them stay in
/// one draft, which no credential is made of.
fn assigned(labelled: Vec<Clue>, unlabelled: Vec<Clue>, has_id: bool) -> Vec<Draft> {
    let distinct = |clues: &[Clue], field: Field| {
        let mut texts: Vec<&str> = clues
            .iter()
            .filter(|clue| clue.field == field && clue.is_adobes())
            .filter_map(Clue::text)
            .collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    };
    let ids = distinct(&labelled, Field::ClientId);
    let all_secrets: usize = {
        let mut texts: Vec<(&str, usize)> = labelled
            .iter()
            .chain(&unlabelled)
            .filter(|clue| clue.field == Field::ClientSecrets)
            .filter_map(|clue| Some((clue.text().filter(|text| shapes::is_secret(text))?, clue.at)))
            .collect();
        texts.sort_unstable();
        texts.dedup_by_key(|(text, _)| *text);
        texts.len()
    };
    // A hash is a client id where nothing else is, or where secrets are left that need one. Several of them, with nothing
    // of a credential beside them, are checksums.
    let is_hash = |clue: &&Clue| clue.field == Field::ClientId;
    let all_hashes =
        distinct(&unlabelled.iter().filter(is_hash).cloned().collect::<Vec<_>>(), Field::ClientId);
    let are_alone = labelled.is_empty() && unlabelled.iter().all(|clue| is_hash(&clue));
    let is_first = ids == 0 && !has_id && !(are_alone && all_hashes > 1);
    let hashes_count = is_first || all_secrets > ids + usize::from(has_id);
    let mut clues: Vec<(Clue, bool)> = labelled.into_iter().map(|clue| (clue, true)).collect();
    let unlabelled = unlabelled.into_iter().filter(|clue| clue.field != Field::ClientId || hashes_count);
    clues.extend(unlabelled.map(|clue| (clue, false)));
    clues.sort_by_key(|(clue, _)| clue.at);

    let mut drafts = Vec::new();
    let mut part: Vec<(Clue, bool)> = Vec::new();
    let bounds = bounds(&clues);
    for (index, clue) in clues.into_iter().enumerate() {
        if bounds.contains(&index) {
            drafts.push(draft(std::mem::take(&mut part)));
        }
        part.push(clue);
    }
    drafts.push(draft(part));
    drafts
}

/// Before which clues a new credential begins.
fn bounds(clues: &[(Clue, bool)]) -> Vec<usize> {
    // Each id and each secret, the first time that it occurs; a list of secrets is one.
    let mut turns: Vec<(Field, &str, usize, usize)> = Vec::new();
    for (index, (clue, _)) in clues.iter().enumerate() {
        let Some(text) = clue.text().filter(|_| clue.is_adobes()) else { continue };
        let is_turn =
            matches!(clue.field, Field::ClientId | Field::ClientSecrets) && !shapes::is_masked(text);
        let is_known = |turn: &&(Field, &str, usize, usize)| {
            turn.0 == clue.field
                && (turn.1 == text || clue.field == Field::ClientSecrets && turn.3 == clue.at)
        };
        if is_turn && !turns.iter().any(|turn| is_known(&turn)) {
            turns.push((clue.field, text, index, clue.at));
        }
    }
    let ids = turns.iter().filter(|turn| turn.0 == Field::ClientId).count();
    let alternate = turns.windows(2).all(|pair| matches!(pair, [one, other] if one.0 != other.0));
    if ids < 2 || !alternate || turns.len() != ids * 2 {
        return Vec::new();
    }
    let first = turns.first().map(|turn| turn.0);
    turns.iter().skip(1).filter(|turn| Some(turn.0) == first).map(|turn| turn.2).collect()
}

/// One credential's clues. What only its shape tells counts if no label gave the field a value of Adobe's.
fn draft(clues: Vec<(Clue, bool)>) -> Draft {
    let is_named =
        |field: Field| clues.iter().any(|(clue, labelled)| *labelled && clue.field == field && counts(clue));
    let extra: Vec<bool> = clues
        .iter()
        .map(|(clue, labelled)| {
            let always = matches!(clue.field, Field::ClientSecrets | Field::OrgId);
            *labelled || always || !is_named(clue.field)
        })
        .collect();
    let mut draft = Draft::default();
    for ((clue, _), extra) in clues.into_iter().zip(extra) {
        if extra {
            draft.add(clue);
        }
    }
    draft
}

/// Whether a label's value is one, so that shapes elsewhere do not count.
fn counts(clue: &Clue) -> bool {
    match clue.field {
        Field::Scopes => clue.is_adobes() || clue.text().is_none_or(scopes::may_be_list),
        Field::AuthorizationServer => true,
        field => clue.text().is_some_and(|text| value::has_shape(field, text)),
    }
}

/// Whether `before` can stand between the label of a list and its first item: signs, brackets, and the words with which
/// programs begin a list.
fn opens_list(before: &str) -> bool {
    const WORDS: &[&str] = &[
        "string",
        "str",
        "array",
        "list",
        "listof",
        "of",
        "new",
        "qw",
        "aslist",
        "arrays",
        "set",
        "setof",
        "immutablelist",
        "vec",
        "tuple",
        "to",
        "w",
        "i",
    ];
    let words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_known = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit()) || WORDS.contains(&word.to_ascii_lowercase().as_str())
    };
    before.matches('\n').count() < 4 && words.into_iter().all(is_known)
}

/// How long the remark is that a label may have behind it: ` (OAuth)`.
fn remark(rest: &str) -> usize {
    let inside = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let is_remark = |(remark, behind): &(&str, &str)| {
        remark.len() < 80 && behind.trim_start_matches(['*', ' ', '`', '"']).starts_with(labels::is_separator)
    };
    inside.filter(is_remark).map_or(0, |(_, behind)| rest.len() - behind.len())
}

/// What follows the dash that some write between label and value. A hyphen may also be a value's.
fn dash(mark: &str) -> Option<&str> {
    mark.strip_prefix(['-', '–', '—', '→'])?.strip_prefix(' ')
}

impl Signs {
    /// The type. The page's navigation names all credentials of the project, so what only one type has outweighs a
    /// name.
    fn kind(&self, scopes: bool) -> CredentialKind {
        match self {
            _ if scopes => CredentialKind::OAuthServerToServer,
            Self { of_jwt: true, .. } => CredentialKind::Jwt,
            Self { of_user: true, kind: Some(kind), .. } if is_of_user(*kind) => *kind,
            Self { of_user: true, .. } => CredentialKind::OAuthWebApp,
            Self { kind, .. } => kind.unwrap_or_default(),
        }
    }
}

fn is_of_user(kind: CredentialKind) -> bool {
    use CredentialKind::{OAuthNativeApp, OAuthSinglePageApp, OAuthWebApp};
    matches!(kind, OAuthWebApp | OAuthSinglePageApp | OAuthNativeApp)
}

/// Whether lines of notes, tables, Markdown and shell sessions begin with `c`.
fn is_ornament(c: char) -> bool {
    matches!(c, '-' | '*' | '•' | '·' | '・' | '◦' | '▪' | '|' | '#' | '>' | '$')
}

/// Whether it is an assignment that is commented out, `# CLIENT_ID=…`, and not the heading `# Client ID`.
fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    let Some(rest) = line.strip_prefix(['#', ';', '!']) else { return false };
    let key = rest.split_once('=').map(|(key, _)| key.trim());
    key.is_some_and(|key| !key.is_empty() && !key.contains([' ', '#']))
}

/// Whether it is a heading below the first level, in Markdown: `## Analytics`. A single `#` may begin a comment.
fn is_heading(line: &str) -> bool {
    let title = line.trim_start_matches('#');
    line.len() - title.len() > 1 && title.starts_with(' ') && !title.contains([':', '='])
}

/// Whether it is the heading of a section, `[default]`.
fn is_section(line: &str) -> bool {
    let name = line.trim_end().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    name.is_some_and(|name| !name.is_empty() && !name.contains(['"', '\'', ',', '[']))
}

/// The name of the `aio` context that a prefix contains: `AIO_ims_contexts_Credential__in__AEM_`, where two underscores
/// stand for one. Source: adobe/aio-cli-plugin-app, `import-helper.js`.
fn context(prefix: &str) -> Option<String> {
    let name = prefix.get(..AIO_CONTEXTS.len()).filter(|start| start.eq_ignore_ascii_case(AIO_CONTEXTS));
    let name = name.and_then(|start| prefix.get(start.len()..))?.trim_matches('_').replace("__", " ");
    (!name.is_empty()).then_some(name)
}

const AIO_CONTEXTS: &str = "AIO_ims_contexts_";

/// `text` without the escapes of properties files (`https\://…`, `a,\ b`) and of Markdown (`additional\_info`).
fn unescaped(text: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, escaped)) = rest.split_once('\\') {
        plain.push_str(before);
        if !escaped.starts_with(['=', ':', ',', ' ', '#', '!', '_', '-', '.', '*', '"']) {
            plain.push('\\');
        }
        rest = escaped;
    }
    plain.push_str(rest);
    plain
}
