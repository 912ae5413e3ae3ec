//! Text: the credential's page selected and copied, and the lines people write in tickets and `.env` files.
//!
//! Nobody knows how the page's layout arrives on a clipboard. So a line is asked several questions, the surest
//! first: is it a label, alone or with a value behind it (`CLIENT ID` / `0a1b…`, `Client ID: 0a1b…`)? A key
//! (`IMS_ORG_ID=…`)? The value of the label above? And at last, whatever stands around it: does a word in it have
//! the shape of an identifier, as technical account, organization and new secrets unmistakably do?
//!
//! A label alone promises nothing (*Client ID* is also a table's heading), so what comes after it must look like a
//! value. Behind a colon or an equals sign anything is taken, for the findings to judge.

use super::super::draft::{Clue, Draft, Said};
use super::super::keys::{self, KeyMeaning};
use super::super::labels::{self, Label};
use super::super::{CredentialField as Field, CredentialKind, shapes};
use super::value::{self, Value};
use std::ops::Range;
use zeroize::Zeroizing;

/// Collects the clues of `text`, except in the lines where `commands` stand.
pub(crate) fn read(text: &str, commands: &[Range<usize>]) -> Vec<Draft> {
    let mut reader = Reader::default();
    let mut commands = commands.iter().peekable();
    let mut at = 0;
    for line in text.split('\n') {
        let end = at + line.len();
        while commands.next_if(|command| command.end <= at).is_some() {}
        if commands.peek().is_none_or(|command| end < command.start) {
            reader.line(line, at);
        }
        at = end + 1;
    }
    reader.finish();
    reader.drafts
}

#[derive(Default)]
struct Reader {
    drafts: Vec<Draft>,
    draft: Draft,
    /// Values found by their shape alone; used where no label gave one.
    unlabelled: Vec<Clue>,
    signs: Signs,
    /// The field whose label was the last thing read.
    pending: Option<Field>,
    /// The scopes are still going on: they wrap over lines.
    scopes: Option<(Zeroizing<String>, usize)>,
}

/// What speaks for one type of credential or another.
#[derive(Default)]
struct Signs {
    kind: Option<CredentialKind>,
    of_jwt: bool,
    of_user: bool,
}

impl Reader {
    fn line(&mut self, line: &str, at: usize) {
        let line = Value { text: line, at };
        // List bullets, table bars, Markdown's headings and emphasis, and a shell's prompt.
        let start = line.text.find(|c: char| !(c.is_ascii_whitespace() || is_ornament(c)));
        let line = match start {
            Some(start) => line.skip(start),
            // Nothing but stars may be a masked value.
            None if line.text.contains(['*', '•']) => line,
            None => return,
        };
        if let Some((label, rest)) = labels::leading(line.text) {
            let rest = line.skip(line.text.len() - rest.len());
            if self.labelled(label, line, rest) {
                return;
            }
        }
        if self.key(line) || self.more_scopes(line) || self.pending_value(line) {
            return;
        }
        self.shapes(line);
    }

    /// A line that begins with a label; `false` when it turns out to be some sentence.
    fn labelled(&mut self, label: Label, line: Value<'_>, rest: Value<'_>) -> bool {
        let mark = rest.text.trim_start_matches([' ', '\t', '*', '`', '"', '\'']);
        let explicit = mark.starts_with(labels::is_separator);
        let mark = mark.trim_start_matches(labels::is_separator);
        // The end of `**Client ID:** 0a1b…`
        let text = mark.strip_prefix("** ").unwrap_or(if mark == "**" { "" } else { mark });
        let value = Value { text, at: rest.at + rest.text.len() - text.len() }.trim();
        let Label::Field(field) = label else {
            return value.text.is_empty() && self.mark(label, line.at);
        };
        if value.text.is_empty() {
            self.await_value(field);
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
            self.close_scopes();
            self.take(field, value);
            true
        } else {
            // `Client ID 0a1b…`, a table's row; but `Client ID is shown on …` is not.
            let fits = value::fitting(field, value, true);
            if let Some(value) = fits {
                self.close_scopes();
                self.say(field, value);
            }
            fits.is_some()
        }
    }

    /// A label that is no field's, standing at `at`.
    fn mark(&mut self, label: Label, at: usize) -> bool {
        match label {
            Label::Column => return true,
            Label::Hidden => {
                self.draft.add(Clue { field: Field::ClientSecrets, said: Said::Hidden, at });
            }
            Label::Kind(kind) => self.signs.kind = self.signs.kind.or(Some(kind)),
            Label::OfJwt => self.signs.of_jwt = true,
            Label::OfUser => self.signs.of_user = true,
            Label::Other | Label::Field(_) => {}
        }
        self.close_scopes();
        self.pending = None;
        true
    }

    fn await_value(&mut self, field: Field) {
        self.close_scopes();
        self.pending = Some(field);
    }

    /// `KEY=value` or `key: value`.
    fn key(&mut self, line: Value<'_>) -> bool {
        let Some(end) = line.text.find(['=', ':']) else {
            return false;
        };
        let key = line.text.get(..end).unwrap_or_default().trim();
        let key = ["export ", "set ", "$env:", "env:"]
            .iter()
            .find_map(|command| key.strip_prefix(command))
            .unwrap_or(key)
            .trim_matches(['"', '\'', '`', '*', ' ']);
        let Some(meaning) = keys::meaning(key) else {
            return false;
        };
        self.close_scopes();
        let value = line.skip(end + 1).trim();
        match meaning {
            KeyMeaning::OfJwt => self.signs.of_jwt = true,
            KeyMeaning::Field(field) => {
                // `KEY=value # what it is`
                let comment = value.text.as_bytes().windows(2).position(|start| start == b" #");
                let value = match comment.and_then(|comment| value.text.get(..comment)) {
                    Some(text) => Value { text, ..value }.trim(),
                    None => value,
                };
                if value.text.is_empty() {
                    self.await_value(field);
                } else {
                    self.take(field, value);
                }
            }
        }
        true
    }

    /// Takes what stands behind a colon: the part that has the field's shape, or else all of it.
    fn take(&mut self, field: Field, value: Value<'_>) {
        self.pending = None;
        let value = value::fitting(field, value, false).unwrap_or(value);
        if !value.text.is_empty() {
            self.say(field, value);
        }
    }

    /// The line after a label.
    fn pending_value(&mut self, line: Value<'_>) -> bool {
        let Some(field) = self.pending else { return false };
        let Some(value) = value::fitting(field, line.trim(), true) else {
            return false;
        };
        self.pending = None;
        self.say(field, value);
        true
    }

    fn say(&mut self, field: Field, value: Value<'_>) {
        let text = Zeroizing::new(value.text.to_owned());
        if field == Field::Scopes && !value.text.starts_with('[') {
            self.close_scopes();
            self.scopes = Some((text, value.at));
            return;
        }
        // The same field again with another value: the next credential has begun.
        let single = matches!(field, Field::ClientId | Field::OrgId | Field::TechnicalAccountId);
        if single && self.draft.about(field).any(|clue| clue.text().is_some_and(|known| known != value.text))
        {
            self.finish();
        }
        self.draft.say(field, text, value.at);
    }

    /// A line that goes on with the scopes of the line above.
    fn more_scopes(&mut self, line: Value<'_>) -> bool {
        let Some((scopes, _)) = &mut self.scopes else {
            return false;
        };
        let more = line.trim().text;
        let wrapped = scopes.ends_with(',') || more.starts_with(',');
        // One scope a line: each looks more like a scope than like a word.
        let listed = more.contains([',', '_']) || more == "openid" || more == "AdobeID";
        let all_scopes = more.split([',', ' ']).all(|scope| scope.is_empty() || shapes::is_scope(scope));
        let goes_on = all_scopes && (wrapped || listed);
        if goes_on {
            let joint = match wrapped {
                true if more.starts_with(',') => "",
                true => " ",
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
        if let Some((scopes, at)) = self.scopes.take() {
            self.draft.say(Field::Scopes, scopes, at);
        }
    }

    /// A line that says nothing about itself.
    fn shapes(&mut self, line: Value<'_>) {
        for word in line.words() {
            // All shapes but two have 32 letters or more, which few words of a text have.
            let short = word.text.len() < 32;
            if short && !shapes::has_secret_prefix(word.text) && !word.text.starts_with("cm-p") {
                continue;
            }
            let field = if shapes::has_secret_prefix(word.text) {
                // A table of secrets has several rows under one label.
                self.draft.say(Field::ClientSecrets, Zeroizing::new(word.text.to_owned()), word.at);
                continue;
            } else if shapes::is_org_id(word.text) {
                Field::OrgId
            } else if let Some(name) = shapes::name_at(word.text, shapes::TECHNICAL_ACCOUNT) {
                if shapes::is_uuid(name) { Field::TechnicalAccountEmail } else { Field::TechnicalAccountId }
            } else if shapes::is_client_id(word.text) && !shapes::is_secret_number(word.text) {
                Field::ClientId
            } else {
                continue;
            };
            let text = Zeroizing::new(word.text.to_owned());
            self.unlabelled.push(Clue { field, said: Said::Text(text), at: word.at });
        }
    }

    /// Closes the credential being read.
    fn finish(&mut self) {
        self.close_scopes();
        let mut draft = std::mem::take(&mut self.draft);
        for clue in std::mem::take(&mut self.unlabelled) {
            let known =
                draft.about(clue.field).filter_map(Clue::text).any(|text| value::has_shape(clue.field, text));
            if !known {
                draft.add(clue);
            }
        }
        if !draft.is_empty() {
            let signs = std::mem::take(&mut self.signs);
            draft.kind = signs.kind(draft.mentions(Field::Scopes));
            self.drafts.push(draft);
        }
    }
}

impl Signs {
    /// The navigation names all credentials of the project, so what only one type has outweighs a name.
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

/// What lines of notes, tables, Markdown and shell sessions begin with.
fn is_ornament(c: char) -> bool {
    matches!(c, '-' | '*' | '•' | '·' | '|' | '#' | '>' | '$')
}
