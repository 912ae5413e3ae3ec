//! Properties that hold for every text that is read.
//!
//! Inputs are generated, or are damaged or rearranged fixtures. A failing case is minimised and printed; it should
//! then be added to `tests/credentials.rs`.

#![cfg(not(target_arch = "wasm32"))]

use ims_oauth_assistant::credentials::{Credential, Finding, Reading};
use ims_oauth_assistant::reading::{decode, inspection, read};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use std::path::Path;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/credentials");

/// The texts of the fixtures in `folder` and below.
#[allow(clippy::expect_used, reason = "a fixture that cannot be read fails the test")]
fn fixtures(folder: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = vec![Path::new(FIXTURES).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the fixtures are there") {
            let path = entry.expect("a folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.to_string_lossy().ends_with(".expected.json") {
                texts.push(decode(std::fs::read(path).expect("a fixture can be read")).to_string());
            }
        }
    }
    texts.sort();
    texts
}

/// Everything a program or a person may see of a reading.
fn shown(reading: &Reading) -> String {
    let inspected = inspection(reading, &|finding: &Finding| format!("{finding:?}"));
    let names = reading.credentials.iter().filter_map(|credential| credential.name.as_deref());
    format!("{inspected} {reading:?} {reading:#?} {}", names.collect::<String>())
}

/// Credentials and findings in lines that do not depend on the order of the text; secrets by length and end.
fn summary(reading: &Reading) -> Vec<String> {
    let inspected = inspection(reading, &|_: &Finding| String::new());
    let credentials = inspected["credentials"].as_array().into_iter().flatten().map(|credential| {
        let mut credential = credential.clone();
        if let Some(scopes) = credential["scopes"].as_array_mut() {
            scopes.sort_by_key(Value::to_string);
        }
        credential.to_string()
    });
    let findings = inspected["findings"].as_array().into_iter().flatten().map(|finding| {
        [finding["severity"].to_string(), finding["code"].to_string(), finding["field"].to_string()].join(" ")
    });
    let mut lines: Vec<String> = credentials.chain(findings).collect();
    lines.sort();
    lines
}

/// The normal form of a credential: its *Download JSON* file, with a name and a server.
fn normal_form(credential: &Credential) -> String {
    let secrets: Vec<&str> = credential.client_secrets.iter().map(|secret| secret.reveal()).collect();
    json!({
        "name": credential.name,
        "ORG_ID": credential.org_id.as_ref().map(|id| id.as_str()),
        "CLIENT_SECRETS": secrets,
        "CLIENT_ID": credential.client_id.as_ref().map(|id| id.as_str()),
        "SCOPES": credential.scopes.as_ref().map(|scopes| scopes.as_field()),
        "TECHNICAL_ACCOUNT_ID": credential.technical_account_id.as_ref().map(|id| id.as_str()),
        "TECHNICAL_ACCOUNT_EMAIL": credential.technical_account_email,
        "IMS": Some(&credential.authorization_server).filter(|server| !server.is_assumed()).map(|server| server.as_str()),
    })
    .to_string()
}

/// The normal form of a usable credential is read as that credential.
fn check_normal_form(credential: &Credential) {
    let normal = normal_form(credential);
    let again = read(&normal);
    let id = credential.client_id.as_ref().map_or("#1", |id| id.as_str()).into();
    let expect = Credential { id, services: Vec::new(), ..credential.clone() };
    assert_eq!(again.credentials, [expect], "{credential:?}");
    assert_eq!(again.credentials.first().map(normal_form), Some(normal), "{credential:?}");
}

fn secret() -> impl Strategy<Value = String> {
    prop_oneof![
        "p8e-[A-Za-z0-9_-]{31}[A-Za-z0-9]",
        "s8e-[A-Za-z0-9_-]{31}[A-Za-z0-9]",
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    ]
}

/// A credential as `(client id, secrets, scopes, org id)`.
fn credential() -> impl Strategy<Value = (String, Vec<String>, Vec<String>, String)> {
    // What begins with *your* is a template's.
    let scopes = proptest::collection::vec("[a-x]{2,8}_[a-z]{2,8}([.][a-z]{2,8})?", 1..8);
    ("[0-9a-d]{32}", proptest::collection::vec(secret(), 1..3), scopes, "[0-9A-F]{24}@AdobeOrg").prop_filter(
        "eight equal characters in a row are a mask",
        |(id, secrets, _, org)| {
            !is_masked(id) && !is_masked(org) && !secrets.iter().any(|secret| is_masked(secret))
        },
    )
}

/// A piece of text that looks like a part of a credential. `\u{1}` stands for the value.
fn fragment() -> impl Strategy<Value = String> {
    let keys = select(vec![
        "client_id",
        "CLIENT_SECRETS",
        "Client Secret",
        "scopes",
        "ORG_ID",
        "IMS_ORG_ID",
        "name",
        "Technical Account ID",
        "Technical Account Email",
        "IMS",
        "Authorization Server",
        "AIO_ims_contexts_a_client__secret",
        "org",
        "クライアント ID",
        "title",
        "x",
        "Credential Name",
        "client_secret_uuid",
        "aud",
        "iss",
        "sub",
        "accessToken",
        "private_key",
    ]);
    let around = select(vec![
        ("", "=", "\n"),
        ("", ": ", "\n"),
        ("\"", "\": \"", "\","),
        ("<", ">", "</x>\n"),
        ("- ", ": '", "'\n"),
        ("  ", ": [", "]\n"),
        ("", "\n", "\nCopy\n"),
        ("curl -d '", "=", "'\n"),
        ("-H '", ": ", "' "),
        ("{\"", "\":\"", "\"}"),
        ("", " ", " "),
        ("| ", " | ", " |\n"),
        ("{", ":", "}"),
        ("[", "=(", ")]\n"),
        ("https://", ".adobelogin.com/", "?"),
        ("", "@AdobeOrg ", "@techacct.adobe.com\n"),
    ]);
    (keys, around).prop_map(|(key, (before, between, after))| [before, key, between, "\u{1}", after].concat())
}

/// How many inputs each property is tried with, unless `PROPTEST_CASES` says otherwise.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(512)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        let reading = read(&decode(bytes));
        prop_assert!(!reading.findings.is_empty() || !reading.credentials.is_empty());
    }

    #[test]
    fn any_bytes_are_taken_over_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        // The same reading may have several encodings, but each of them is that reading and no other.
        if let Some(reading) = Reading::from_bytes(&bytes) {
            prop_assert_eq!(Reading::from_bytes(&reading.to_bytes()), Some(reading));
        }
    }

    #[test]
    fn a_damaged_reading_is_taken_over_or_refused(text in select(fixtures("")), at in any::<Index>(), to in any::<u8>(), cut in any::<bool>()) {
        let whole = read(&text).to_bytes();
        let at = at.index(whole.len());
        let mut bytes = whole.to_vec();
        if cut {
            bytes.truncate(at);
            prop_assert_eq!(Reading::from_bytes(&bytes), None);
        } else {
            bytes[at] = to;
            let _ = Reading::from_bytes(&bytes);
        }
    }

    #[test]
    fn a_damaged_paste_is_read(
        text in select(fixtures("")),
        other in select(fixtures("")),
        damage in proptest::collection::vec((any::<Index>(), any::<Index>(), any::<Index>(), any::<bool>()), 1..4),
    ) {
        // Pieces are cut out, and pieces of another fixture put in.
        let mut bytes = text.into_bytes();
        for (from, length, source, put_in) in damage {
            let from = from.index(bytes.len() + 1);
            let length = length.index(40);
            let until = (from + length).min(bytes.len());
            let other = other.as_bytes();
            let source = source.index(other.len() + 1);
            let piece = if put_in { &other[source..(source + length).min(other.len())] } else { &[] };
            bytes.splice(from..until, piece.iter().copied());
        }
        let reading = read(&decode(bytes));
        prop_assert!(!reading.findings.is_empty() || !reading.credentials.is_empty());
    }

    #[test]
    fn the_normal_form_is_its_own_reading((id, secrets, scopes, org) in credential()) {
        let download = json!({
            "ORG_ID": org, "CLIENT_SECRETS": secrets, "CLIENT_ID": id, "SCOPES": scopes,
        });
        let reading = read(&download.to_string());
        prop_assert_eq!(reading.credentials.len(), 1);
        let credential = &reading.credentials[0];
        prop_assert!(credential.usable());
        prop_assert_eq!(credential.client_id.as_ref().map(|id| id.as_str()), Some(id.as_str()));
        prop_assert_eq!(credential.org_id.as_ref().map(|id| id.as_str()), Some(org.as_str()));
        prop_assert_eq!(credential.scopes.as_ref().map(|scopes| scopes.as_field().to_owned()), Some(scopes.join(",")));
        check_normal_form(credential);
    }

    #[test]
    fn no_secret_is_shown(
        fragments in proptest::collection::vec((fragment(), any::<bool>()), 1..8),
        secret in secret(),
        filler in "[ -~]{0,16}",
    ) {
        let fill = |(fragment, with_secret): &(String, bool)| {
            fragment.replace('\u{1}', if *with_secret { &secret } else { &filler })
        };
        let text: String = fragments.iter().map(fill).collect();
        // A UUID before an `@` is an e-mail address.
        let is_address = text.contains(&[secret.as_str(), "@"].concat());
        prop_assert!(is_address || !shown(&read(&text)).contains(&secret), "{}", text);
    }

    #[test]
    fn the_order_of_variables_does_not_matter(text in select(shufflable()), seed in any::<u64>()) {
        let mut lines: Vec<&str> = text.lines().collect();
        shuffle(&mut lines, seed);
        prop_assert_eq!(summary(&read(&lines.join("\n"))), summary(&read(&text)), "{}", lines.join("\n"));
    }

    #[test]
    fn the_order_of_keys_does_not_matter(document in select(documents()), seed in any::<u64>()) {
        let mut shuffled = document.clone();
        shuffle_keys(&mut shuffled, seed);
        prop_assert_eq!(summary(&read(&shuffled.to_string())), summary(&read(&document.to_string())), "{}", shuffled);
    }
}

/// The environment files in which no line depends on another.
fn shufflable() -> Vec<String> {
    let alone = |line: &str| {
        line.is_empty()
            || line.starts_with('#')
            || line.split_once('=').is_some_and(|(key, _)| key.bytes().all(|byte| byte.is_ascii_graphic()))
    };
    let files: Vec<String> =
        fixtures("env").into_iter().filter(|text| text.lines().all(|line| alone(line.trim()))).collect();
    assert!(files.len() > 10, "only {} files can be shuffled", files.len());
    files
}

fn documents() -> Vec<Value> {
    let documents: Vec<Value> = fixtures("")
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok())
        .filter(Value::is_object)
        .collect();
    assert!(documents.len() > 30, "only {} documents can be shuffled", documents.len());
    documents
}

/// Shuffles in an order that depends on the seed alone.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for end in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(end, usize::try_from(state >> 33).unwrap_or_default() % (end + 1));
    }
}

fn shuffle_keys(value: &mut Value, seed: u64) {
    match value {
        Value::Object(members) => {
            let mut entries: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
            shuffle(&mut entries, seed);
            for (key, mut value) in entries {
                shuffle_keys(&mut value, seed.rotate_left(7));
                members.insert(key, value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle_keys(item, seed.rotate_left(3))),
        _ => {}
    }
}

#[test]
fn every_usable_fixture_has_its_normal_form() {
    let mut usable = 0;
    for text in fixtures("") {
        for credential in read(&text).credentials.iter().filter(|credential| credential.usable()) {
            usable += 1;
            check_normal_form(credential);
        }
    }
    assert!(usable > 60, "only {usable} credentials are usable");
}

/// A credential that was made up, to be written in some form.
#[derive(Debug, Clone)]
struct Made {
    id: String,
    secret: String,
    scopes: Vec<String>,
    org: String,
}

fn made() -> impl Strategy<Value = Made> {
    let extra = proptest::collection::vec("[a-x]{2,8}_[a-z]{2,8}([.][a-z]{2,8})?", 0..4);
    ("[0-9a-d]{32}", "p8e-[A-Za-z0-9_-]{31}[A-Za-z0-9]", extra, "[0-9A-F]{24}@AdobeOrg")
        .prop_map(|(id, secret, extra, org)| {
            let scopes = ["openid", "AdobeID"].into_iter().map(str::to_owned).chain(extra).collect();
            Made { id, secret, scopes, org }
        })
        .prop_filter("eight equal characters in a row are a mask", |one| {
            ![&one.id, &one.secret, &one.org].into_iter().any(|text| is_masked(text))
        })
}

fn is_masked(text: &str) -> bool {
    text.as_bytes().windows(8).any(|run| run.windows(2).all(|two| two[0] == two[1]))
}

/// The name of a form, and how a credential is written in it.
type Form = (&'static str, fn(&Made) -> String);

/// The forms that people and tools write a credential in, each complete by itself.
const FORMS: &[Form] = &[
    ("note", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "Client ID: {id}\nClient Secret: {secret}\nScopes: {}\nOrg ID: {org}\n",
            one.scopes.join(", ")
        )
    }),
    ("note in German", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "Client-ID: {id}\nClient-Geheimnis: {secret}\nBereiche: {}\nOrganisations-ID: {org}\n",
            one.scopes.join(", ")
        )
    }),
    ("environment", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "IMS_CLIENT_ID={id}\nIMS_CLIENT_SECRET={secret}\nIMS_SCOPES={}\nIMS_ORG_ID={org}\n",
            one.scopes.join(",")
        )
    }),
    ("values alone", |one| {
        [&one.id, "\n", &one.secret, "\n", &one.scopes.join(", "), "\n", &one.org, "\n"].concat()
    }),
    ("one line", |one| {
        let Made { id, secret, org, .. } = one;
        format!("Client ID: {id}, Client Secret: {secret}, Org ID: {org}, Scopes: {}\n", one.scopes.join(","))
    }),
    ("dashes", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "Client ID – {id}\nClient Secret – {secret}\nScopes – {}\nOrg ID – {org}\n",
            one.scopes.join(", ")
        )
    }),
    ("scopes in lines", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "Client ID: {id}\nClient Secret: {secret}\nScopes:\n- {}\nOrg ID: {org}\n",
            one.scopes.join("\n- ")
        )
    }),
    ("download", |one| {
        json!({"ORG_ID": one.org, "CLIENT_SECRETS": [one.secret], "CLIENT_ID": one.id, "SCOPES": one.scopes})
            .to_string()
    }),
    ("names and values", |one| {
        let pair = |name: &str, value: &str| json!({"name": name, "value": value});
        json!([
            pair("IMS_CLIENT_ID", &one.id),
            pair("IMS_CLIENT_SECRET", &one.secret),
            pair("IMS_ORG_ID", &one.org),
            pair("IMS_SCOPES", &one.scopes.join(","))
        ])
        .to_string()
    }),
    ("password manager", |one| {
        let notes = format!("Org ID: {}\nScopes: {}", one.org, one.scopes.join(","));
        json!({"items": [{"name": "IMS", "notes": notes, "login": {"username": one.id, "password": one.secret}}]}).to_string()
    }),
    ("Markdown table", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "| Client ID | Client Secret | Org ID | Scopes |\n|---|---|---|---|\n| {id} | {secret} | {org} | {} |\n",
            one.scopes.join(", ")
        )
    }),
    ("CSV", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "Client ID,Client Secret,Organization ID,Scopes\n{id},{secret},{org},\"{}\"\n",
            one.scopes.join(",")
        )
    }),
    ("spreadsheet", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "Client ID\tClient Secret\tOrg ID\tScopes\n{id}\t{secret}\t{org}\t{}\n",
            one.scopes.join(", ")
        )
    }),
    ("Jira", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "|Client ID|{{{{{id}}}}}|\n|Client Secret|{{{{{secret}}}}}|\n|Scopes|{}|\n|Org ID|{{{{{org}}}}}|\n",
            one.scopes.join(", ")
        )
    }),
    ("options", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "Connect -ClientID \"{id}\" -ClientSecret \"{secret}\" -Scopes \"{}\" -OrgId \"{org}\"\n",
            one.scopes.join(", ")
        )
    }),
    ("arguments", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "connect(client_id=\"{id}\", client_secret=\"{secret}\", org_id=\"{org}\", scopes=\"{}\")\n",
            one.scopes.join(",")
        )
    }),
    ("part of JSON", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "\"client_id\": \"{id}\", \"client_secret\": \"{secret}\", \"org_id\": \"{org}\", \"scopes\": \"{}\"\n",
            one.scopes.join(",")
        )
    }),
    ("form with organization", |one| {
        let Made { id, secret, org, .. } = one;
        format!(
            "grant_type=client_credentials&client_id={id}&client_secret={secret}&scope={}&org_id={}\n",
            one.scopes.join("%2C"),
            org.replace('@', "%40")
        )
    }),
    ("command", |one| {
        let Made { id, secret, .. } = one;
        format!(
            "curl -X POST 'https://ims-na1.adobelogin.com/ims/token/v3' -H 'x-gw-ims-org-id: {}' -d 'client_id={id}&client_secret={secret}&scope={}'\n",
            one.org,
            one.scopes.join(",")
        )
    }),
];

/// The name of a table, and how two credentials stand side by side in it.
type Table = (&'static str, fn(&Made, &Made) -> String);

const TABLES: &[Table] = &[
    ("rows of Markdown", |one, other| {
        format!(
            "|Client ID|Client Secret|Scopes|Org ID|\n|---|---|---|---|\n{}{}",
            row(one, "|"),
            row(other, "|")
        )
    }),
    ("rows of a spreadsheet", |one, other| {
        format!("Client ID\tClient Secret\tScopes\tOrg ID\n{}{}", row(one, "\t"), row(other, "\t"))
    }),
    ("rows of CSV", |one, other| {
        format!("client_id;client_secret;scopes;org_id\n{}{}", row(one, ";"), row(other, ";"))
    }),
    ("columns that are lined up", |one, other| {
        format!("CLIENT_ID   CLIENT_SECRET   SCOPES   ORG_ID\n{}{}", row(one, "   "), row(other, "   "))
    }),
    ("columns of Jira", |one, other| columns(one, other, "|", "|", "|\n")),
    ("columns of a spreadsheet", |one, other| columns(one, other, "", "\t", "\n")),
    ("columns of HTML", |one, other| {
        format!("<table><tr>{}</table>", columns(one, other, "<td>", "</td><td>", "</td></tr>\n<tr>"))
    }),
    ("rows of a database", |one, other| {
        let tuple =
            |one: &Made| format!("('{}','{}','{}','{}')", one.id, one.secret, one.scopes.join(","), one.org);
        format!(
            "INSERT INTO t (client_id, client_secret, scopes, org_id) VALUES\n{},\n{};\n",
            tuple(one),
            tuple(other)
        )
    }),
    ("lines that are a credential each", |one, other| {
        format!("stage {}prod {}", row(one, " / "), row(other, " / "))
    }),
];

/// A row of a table, with `between` its cells.
fn row(one: &Made, between: &str) -> String {
    let cells = [one.id.as_str(), &one.secret, &one.scopes.join(","), &one.org].join(between);
    match between {
        "|" => format!("|{cells}|\n"),
        _ => cells + "\n",
    }
}

/// A table in which each of the two has a column of its own.
fn columns(one: &Made, other: &Made, before: &str, between: &str, after: &str) -> String {
    let row =
        |name: &str, one: &str, other: &str| [before, &[name, one, other].join(between), after].concat();
    [
        row("Client ID", &one.id, &other.id),
        row("Client Secret", &one.secret, &other.secret),
        row("Scopes", &one.scopes.join(", "), &other.scopes.join(", ")),
        row("Org ID", &one.org, &other.org),
    ]
    .concat()
}

/// The form with this index, of as many as there are.
fn form() -> impl Strategy<Value = Form> {
    (0..FORMS.len()).prop_map(|index| FORMS[index])
}

/// Nothing of one credential is another's: every client id has its own secret and its own organization.
fn nothing_is_mixed(reading: &Reading, made: &[&Made]) -> Result<(), String> {
    for credential in &reading.credentials {
        let Some(id) = credential.client_id.as_ref().map(|id| id.as_str()) else { continue };
        let Some(own) = made.iter().find(|one| one.id == id) else {
            return Err(format!("no id of ours: {id}"));
        };
        if credential.client_secrets.iter().any(|secret| secret.reveal() != own.secret) {
            return Err(format!("{id} has a secret of another"));
        }
        if credential.org_id.as_ref().is_some_and(|org| org.as_str() != own.org) {
            return Err(format!("{id} has another's organization"));
        }
        if let Some(scopes) = &credential.scopes
            && credential.usable()
            && scopes.as_list() != own.scopes
        {
            return Err(format!("{id} has other scopes: {scopes}"));
        }
    }
    Ok(())
}

#[test]
fn every_form_is_read_whole() {
    let one = Made {
        id: "0a1b2c3d4e5f60718293a4b5c6d7e8f9".to_owned(),
        secret: "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5".to_owned(),
        scopes: ["openid", "AdobeID", "target_sdk"].map(str::to_owned).to_vec(),
        org: "0A1B2C3D4E5F60718293A4B5@AdobeOrg".to_owned(),
    };
    for (name, write) in FORMS {
        let text = write(&one);
        let reading = read(&text);
        assert_eq!(nothing_is_mixed(&reading, &[&one]), Ok(()), "{name}: {text}");
        assert_eq!(
            reading.credentials.iter().filter(|one| one.usable()).count(),
            1,
            "{name}: {text} {reading:#?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn two_credentials_are_never_mixed(
        (one, other) in (made(), made()),
        (first, second) in (form(), form()),
        between in select(vec!["\n", "\n\n", "\n---\n", "\n\nThe other one:\n", "\nProduction\n"]),
    ) {
        let text = [first.1(&one), between.to_owned(), second.1(&other)].concat();
        let mixed = nothing_is_mixed(&read(&text), &[&one, &other]);
        prop_assert_eq!(mixed, Ok(()), "{} and {}: {}", first.0, second.0, text);
    }

    #[test]
    fn two_in_a_table_are_two((one, other) in (made(), made()), (name, write) in select(TABLES.to_vec())) {
        let text = write(&one, &other);
        let reading = read(&text);
        prop_assert_eq!(nothing_is_mixed(&reading, &[&one, &other]), Ok(()), "{}: {}", name, text);
        let usable = reading.credentials.iter().filter(|one| one.usable()).count();
        prop_assert!(usable == 2 || one.id == other.id, "{}: {} {:?}", name, text, reading.findings);
    }

    #[test]
    fn marks_around_values_are_no_part_of_them(
        one in made(),
        (before, after) in select(vec![
            ("", "."), ("`", "`"), ("**", "**"), ("\"", "\""), ("{{", "}}"), ("<", ">"), ("(", ")"), ("“", "”"), ("'", "',"),
            ("cryptString(", ")"), ("«", "»"), ("", ";"), ("_", "_"), ("", "&nbsp;"), ("<code>", "</code>"),
        ]),
        sign in select(vec![": ", " = ", " – ", ":", "\t", " : ", "=\t"]),
        (id, secret, scopes, org) in select(vec![
            ("Client ID", "Client Secret", "Scopes", "Org ID"),
            ("IMS_CLIENT_ID", "IMS_CLIENT_SECRET", "IMS_SCOPES", "IMS_ORG_ID"),
            ("ID client", "Secret client", "Portées", "ID d’organisation"),
            ("Client-ID", "Client-Geheimnis", "Bereiche", "Organisations-ID"),
            ("クライアント ID", "クライアントシークレット", "スコープ", "組織 ID"),
            ("username", "password", "permissions", "tenant"),
        ]),
        comma in select(vec![", ", ",", "; ", "\", \"", "` `", " | ", "\n- "]),
    ) {
        let wrapped = |value: &str| [before, value, after].concat();
        let text = [
            id, sign, &wrapped(&one.id), "\n", secret, sign, &wrapped(&one.secret), "\n",
            scopes, sign, &one.scopes.join(comma), "\n", org, sign, &wrapped(&one.org), "\n",
        ].concat();
        let reading = read(&text);
        prop_assert_eq!(nothing_is_mixed(&reading, &[&one]), Ok(()), "{}", text);
        let usable = reading.credentials.iter().filter(|one| one.usable()).count();
        prop_assert_eq!(usable, 1, "{} {:?}", text, reading.findings);
    }
}
