//! All formats that a credential is pasted in, as files that somebody could have had.
//!
//! `tests/fixtures/credentials/<format>/<case>.*` is pasted; `<case>.expected.json` is the inspection of what is read,
//! without messages. One test goes through all of them, so a new case is a new pair of files. After an intended change,
//! write the expectations again and review the difference:
//!
//! ```text
//! UPDATE_EXPECTATIONS=1 cargo test --test credentials && git diff tests/fixtures/credentials
//! ```

#![cfg(not(target_arch = "wasm32"))]

use ims_oauth_assistant::credentials::{CredentialKind, Finding, FindingKind, Reading, Secret, Severity};
use ims_oauth_assistant::locale::finding_text;
use ims_oauth_assistant::reading::{LARGEST_INPUT, decode, inspection, read};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/credentials");

struct Fixture {
    /// `curl/as-copied.sh`
    name: String,
    input: String,
    expected: PathBuf,
}

/// All fixtures, sorted by name.
#[allow(clippy::unwrap_used, reason = "a fixture that cannot be read fails the test")]
fn fixtures() -> Vec<Fixture> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let mut paths: Vec<PathBuf> =
        entries(Path::new(FIXTURES)).iter().flat_map(|form| entries(form)).collect();
    paths.retain(|path| !path.to_string_lossy().ends_with(".expected.json"));
    paths.sort();
    let fixture = |path: PathBuf| Fixture {
        name: path.strip_prefix(FIXTURES).unwrap().to_string_lossy().replace('\\', "/"),
        input: decode(std::fs::read(&path).unwrap()).to_string(),
        expected: path.with_extension("expected.json"),
    };
    paths.into_iter().map(fixture).collect()
}

fn inspect(reading: &Reading) -> Value {
    let mut inspected = inspection(reading, &|_: &Finding| String::new());
    let findings = inspected.get_mut("findings").and_then(Value::as_array_mut);
    for finding in findings.into_iter().flatten().filter_map(Value::as_object_mut) {
        finding.remove("message");
    }
    inspected
}

/// The lines in which the texts differ, marked, and the two before them.
fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let start = expected.iter().zip(&found).take_while(|(one, other)| one == other).count();
    let [left, right] = [&expected[start..], &found[start..]];
    let same = left.iter().rev().zip(right.iter().rev()).take_while(|(one, other)| one == other).count();
    let mut shown = String::new();
    for line in &expected[start.saturating_sub(2)..start] {
        let _ = writeln!(shown, "    {line}");
    }
    for line in &left[..left.len() - same] {
        let _ = writeln!(shown, "  - {line}");
    }
    for line in &right[..right.len() - same] {
        let _ = writeln!(shown, "  + {line}");
    }
    shown
}

#[test]
#[allow(clippy::unwrap_used, reason = "an expectation that cannot be written fails the test")]
fn every_form_is_read_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECTATIONS").is_some();
    let mut mismatches = String::new();
    for fixture in fixtures() {
        let found = serde_json::to_string_pretty(&inspect(&read(&fixture.input))).unwrap() + "\n";
        if update {
            std::fs::write(&fixture.expected, found).unwrap();
            continue;
        }
        let expected = std::fs::read_to_string(&fixture.expected).unwrap_or_default().replace("\r\n", "\n");
        if expected != found {
            let _ = writeln!(mismatches, "{}\n{}", fixture.name, difference(&expected, &found));
        }
    }
    assert!(mismatches.is_empty(), "\n{mismatches}");
}

#[test]
fn every_reading_is_handed_over_whole() {
    for fixture in fixtures() {
        let reading = read(&fixture.input);
        let handed_over = Reading::from_bytes(&reading.to_bytes());
        assert_eq!(handed_over.as_ref(), Some(&reading), "{}", fixture.name);
        // Scopes are equal even if only one of them came as a list.
        let lists = |reading: &Reading| -> Vec<bool> {
            let scopes = reading.credentials.iter().filter_map(|credential| credential.scopes.as_ref());
            scopes.map(|scopes| scopes.is_list()).collect()
        };
        assert_eq!(handed_over.as_ref().map(lists), Some(lists(&reading)), "{}", fixture.name);
    }
}

#[test]
fn a_text_that_is_too_large_is_handed_over_with_its_limit() {
    let reading = read(&" ".repeat(LARGEST_INPUT + 1));
    let handed_over = Reading::from_bytes(&reading.to_bytes()).expect("the bytes of a reading are a reading");
    let said: Vec<String> = handed_over.findings.iter().map(|finding| finding_text("en", finding)).collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("more than 8 MB"), "{said:?}");
}

#[test]
fn there_is_a_fixture_for_each_form() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 500);
    let forms = [
        "address/",
        "aem-service/",
        "assignments/",
        "contexts/",
        "curl/",
        "download-json/",
        "encodings/",
        "env/",
        "forms/",
        "ini/",
        "jwt-payload/",
        "kinds/",
        "languages/",
        "lists/",
        "marks/",
        "notes/",
        "osgi/",
        "page-text/",
        "pairs/",
        "postman/",
        "project-json/",
        "references/",
        "scopes/",
        "sdk/",
        "secrets-api/",
        "servers/",
        "several/",
        "shapes/",
        "traps/",
        "words/",
        "xml/",
        "yaml/",
    ];
    for form in forms {
        assert!(fixtures.iter().any(|fixture| fixture.name.starts_with(form)), "{form}");
    }
    // Those that show a rule of reading; `tests/fixtures/SOURCES.md` says where their forms are known from.
    let rules = [
        "several/",
        "scopes/",
        "lists/",
        "shapes/",
        "marks/",
        "references/",
        "forms/",
        "assignments/",
        "pairs/",
        "servers/",
        "kinds/",
        "encodings/",
        "words/",
    ];
    for rule in rules {
        let count = fixtures.iter().filter(|fixture| fixture.name.starts_with(rule)).count();
        assert!(count >= 15, "{rule} has {count}");
    }
}

/// What the guide says can be pasted, and fixtures of it. All of these give a usable credential.
const GUIDE: &[(&str, &[&str])] = &[
    ("*Download JSON*", &["download-json/oauth.json"]),
    ("the JSON of a project or workspace", &["project-json/oauth.json", "yaml/workspace.yaml"]),
    ("*View cURL command*", &["curl/many-fields-no-backslash.sh", "notes/curl-and-download.txt"]),
    ("the text of the credential's page", &["page-text/2025-rows.txt", "page-text/title-case-labels.txt"]),
    ("`.env` files", &["env/cloud-manager.env", "env/app-builder.env"]),
    ("GitHub secrets and workflows", &["env/github-action-secrets.env", "yaml/github-workflow.yml"]),
    (
        "shell, PowerShell and Docker variables",
        &["env/exported.sh", "env/powershell.ps1.txt", "env/dockerfile.txt"],
    ),
    ("with any prefix", &["env/adobe-prefix.env"]),
    ("one file are told apart by it", &["env/github-action-stage-and-prod.env", "env/aio-two-contexts.env"]),
    ("the files of `aio`", &["contexts/ims-contexts.json", "contexts/hjson.hjson", "env/aio-oauth.env"]),
    ("`cjapy` and other SDKs", &["sdk/aepp.json", "sdk/cjapy.json", "sdk/aanalytics2.json"]),
    ("Postman environments", &["postman/environment.json"]),
    ("Kubernetes secrets", &["yaml/kubernetes-secret.yaml", "encodings/kubernetes-data.yaml"]),
    (
        "INI, properties and OSGi files",
        &["lists/indented-lines.cfg", "lists/indexed-keys.properties", "osgi/felix.config"],
    ),
    ("XML and content packages", &["xml/app-settings.xml", "xml/content-package.xml"]),
    ("JSON inside a string inside JSON", &["project-json/escaped-inside-json.json"]),
    ("or inside a shell command", &["curl/workspace-json-in-a-command.sh"]),
    ("1Password", &["pairs/1password-1pux-export.data.json"]),
    ("Bitwarden", &["pairs/bitwarden-export.csv", "pairs/username-and-password.json"]),
    ("KeePass", &["pairs/keepassxc-export.csv", "pairs/keepass-entry.xml"]),
    ("LastPass", &["pairs/lastpass-export.csv"]),
    ("Vault", &["pairs/vault-kv-get.txt"]),
    ("Azure", &["pairs/az-keyvault-secrets.json"]),
    ("AWS", &["pairs/aws-get-secret-value.json", "pairs/aws-ssm-parameters-by-path.json"]),
    ("Terraform", &["pairs/terraform-output.json", "assignments/terraform-var-options.sh"]),
    ("JavaScript", &["forms/devtools-copy-as-fetch.js.txt", "sdk/auth-token-object.ts.txt"]),
    ("Python", &["sdk/python-dict.py.txt", "servers/fetch-token.py.txt"]),
    ("PowerShell", &["lists/array-without-commas.ps1.txt", "assignments/powershell-hashtable.ps1.txt"]),
    ("Java,", &["forms/java-httpclient.java.txt"]),
    ("C#", &["forms/csharp-formurlencoded.cs.txt"]),
    ("Go,", &["lists/composite-literal.go.txt", "shapes/go-clientcredentials.go.txt"]),
    ("PHP", &["lists/config-array.php.txt", "forms/php-curl.php.txt"]),
    ("Perl", &["scopes/perl-qw.pl.txt"]),
    ("VBA", &["shapes/vba-module-romanian.bas.txt"]),
    ("HAR", &["scopes/post-data.har", "forms/chrome.har"]),
    (
        "forms in addresses and bodies",
        &["forms/camel-route.xml", "forms/intellij-form.http", "forms/multipart-body.txt"],
    ),
    ("`Authorization: Basic`", &["forms/basic-header.http"]),
    ("Markdown", &["notes/markdown-table.txt", "several/table-two-rows.md"]),
    ("Jira", &["several/confluence-markup.txt", "marks/jira-monospace.txt"]),
    ("MediaWiki", &["several/wikitable.txt"]),
    ("reStructuredText", &["several/grid-table.rst"]),
    ("HTML", &["notes/html-table.html", "several/definition-lists.html"]),
    (
        "CSV, spreadsheets and databases",
        &["pairs/header-row.csv", "several/excel-semicolons.csv", "several/insert-rows.sql"],
    ),
    ("in each column", &["several/table-columns-per-environment.html"]),
    (
        "changes and merges of a version control tool",
        &["several/rotation.diff", "several/merge-conflict.env"],
    ),
    ("mails as files", &["encodings/quoted-printable-latin-1.eml", "encodings/base64-attachment.eml"]),
    (
        "English, French, German, Spanish, Italian, Portuguese, Swedish, Dutch, Japanese, Korean and",
        &[
            "languages/en.txt",
            "languages/fr.txt",
            "languages/de.txt",
            "languages/es.txt",
            "languages/it.txt",
            "languages/pt-BR.txt",
            "languages/sv.txt",
            "languages/nl.txt",
            "languages/ja.txt",
            "languages/ko.txt",
        ],
    ),
    ("Chinese", &["languages/zh-Hans.txt", "languages/zh-Hant.txt"]),
    (
        "behind a label in any language",
        &["shapes/russian-mail-guillemets.txt", "shapes/turkish-application.properties"],
    ),
];

#[test]
fn what_the_guide_says_can_be_pasted_can() {
    let guide = include_str!("../docs/guide.md");
    let (_, section) = guide.split_once("## What can be pasted").expect("the guide says what can be pasted");
    let (section, _) = section.split_once("Several of these").expect("the guide says that several can be");
    for (said, names) in GUIDE {
        assert!(section.contains(said), "the guide no longer says {said}");
        for name in *names {
            let path = Path::new(FIXTURES).join(name);
            let text = decode(std::fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}")));
            assert!(read(&text).credentials.iter().any(|one| one.usable()), "{said}: {name}");
        }
    }
    // Nothing is said that no fixture shows.
    let entries = section
        .lines()
        .filter(|line| line.starts_with("- ") || line.starts_with("| *") || line.starts_with("| the"));
    for entry in entries {
        assert!(GUIDE.iter().any(|(said, _)| entry.contains(said)), "no fixture shows: {entry}");
    }
}

/// The secrets in `input`: everything of a secret's shape, and everything that was read as one.
fn secrets(input: &str, reading: &Reading) -> Vec<String> {
    let visible: String = input.chars().filter(|c| !"\u{200b}\u{feff}".contains(*c)).collect();
    let is_of_uuid = |word: &str| word.len() == 36 && word.matches('-').count() == 4;
    let words = visible.split(|c: char| !(c.is_ascii_alphanumeric() || "-_@.".contains(c)));
    let shaped = words
        .filter(|word| word.starts_with("p8e-") || word.starts_with("s8e-") || is_of_uuid(word))
        .filter(|word| word.len() > 12)
        .map(str::to_owned);
    let read = reading.credentials.iter().flat_map(|credential| &credential.client_secrets);
    shaped.chain(read.map(|secret| secret.reveal().to_owned())).collect()
}

#[test]
fn no_secret_leaves_but_by_its_name() {
    let mut seen = 0;
    for Fixture { name, input, .. } in fixtures() {
        let reading = read(&input);
        let inspected = inspection(&reading, &|finding| format!("{finding:?}")).to_string();
        let debugged = format!("{reading:?} {reading:#?}");
        let said: String = reading.findings.iter().map(|finding| finding_text("en", finding)).collect();
        for secret in secrets(&input, &reading) {
            seen += 1;
            for (place, text) in [("inspection", &inspected), ("Debug", &debugged), ("words", &said)] {
                assert!(!text.contains(&secret), "{name}: {secret} is in its {place}");
            }
        }
    }
    assert!(seen > 25, "only {seen} secrets were looked for");
}

static_assertions::assert_not_impl_any!(Secret: serde::Serialize, std::fmt::Display);

#[test]
fn a_paste_cut_anywhere_is_read() {
    for Fixture { name, input, .. } in fixtures() {
        let complete = read(&input);
        let cuts = (0..=input.len()).step_by(7).filter(|cut| input.is_char_boundary(*cut));
        for cut in cuts {
            let (before, after) = input.split_at(cut);
            for part in [before, after] {
                let reading = read(part);
                assert!(
                    !reading.findings.is_empty() || !reading.credentials.is_empty(),
                    "{name} cut at {cut}"
                );
                says_why_unusable(&reading, &name);
            }
            half_a_secret_is_noticed(&read(before), &input, &complete, &name);
        }
    }
}

/// If a secret of `part` is nowhere complete in the `whole` text, it is half of one, and there must be a finding
/// about it.
fn half_a_secret_is_noticed(part: &Reading, whole: &str, complete: &Reading, name: &str) {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    for credential in &part.credentials {
        let known = |secret: &Secret| {
            whole
                .match_indices(secret.reveal())
                .any(|(at, found)| !whole[at + found.len()..].starts_with(goes_on))
                // Mails and Kubernetes have it encoded.
                || complete.credentials.iter().any(|one| one.client_secrets.contains(secret))
        };
        let noticed = part.findings.iter().any(|finding| {
            finding.credential.as_ref() == Some(&credential.id)
                && matches!(
                    finding.kind,
                    FindingKind::SecretUnusual { .. }
                        | FindingKind::JwtOnly
                        | FindingKind::WrongCredentialType { .. }
                        | FindingKind::AemServiceCredential
                )
        });
        assert!(noticed || credential.client_secrets.iter().all(known), "{name}");
    }
}

#[test]
fn an_unusable_credential_is_explained() {
    for Fixture { name, input, .. } in fixtures() {
        says_why_unusable(&read(&input), &name);
    }
}

/// A usable credential has no error. Any other has one, or is of another type and has a finding about that.
fn says_why_unusable(reading: &Reading, name: &str) {
    for credential in &reading.credentials {
        let mut about =
            reading.findings.iter().filter(|finding| finding.credential.as_ref() == Some(&credential.id));
        if credential.kind == CredentialKind::OAuthServerToServer {
            let error = about.find(|finding| finding.severity == Severity::Error);
            assert_eq!(error.is_none(), credential.usable(), "{name}: {error:?}");
        } else {
            let about_type = |finding: &Finding| {
                use FindingKind::{AemServiceCredential, JwtOnly, WrongCredentialType};
                matches!(finding.kind, JwtOnly | WrongCredentialType { .. } | AemServiceCredential)
            };
            assert!(!credential.usable() && about.any(about_type), "{name}");
        }
    }
    if reading.credentials.is_empty() {
        assert!(reading.findings.iter().any(|finding| finding.severity == Severity::Error), "{name}");
    }
}

#[test]
fn any_string_is_read() {
    let texts = [
        "{",
        "[",
        "\"",
        "{\"",
        "curl -",
        "curl '",
        "curl -d",
        "curl -d '%",
        ":",
        "=",
        "client_id:",
        "client_id=[",
        "Scopes:",
        "\u{feff}",
        "\u{200b}",
        "p8e-",
        "@",
        "@adobeorg",
        "x@techacct.adobe.com",
        "ID d’",
        "ｃ：",
        "\\",
        "{\"\\u",
        "{\"jwt\":{}}",
        "{\"oauth_server_to_server\":[]}",
        "Retrieve client secret",
        "****",
        "\0",
        "<a",
        "</",
        "&#",
        "---",
        "- ",
        "a:",
        "|",
        "eyJ.",
        "-----BEGIN",
        "(",
    ];
    for text in texts {
        for other in texts {
            read(&[text, other].concat());
            read(&[text, "\n", other].concat());
        }
    }
}

#[test]
fn time_is_linear_in_the_length() {
    let patterns = [
        "{",
        "[{",
        "{\"a\":",
        "\"",
        "curl -d '",
        "curl -d a\n",
        "client_id: 0a1b2c3d4e5f60718293a4b5c6d7e8f9\n",
        "Client ID\n",
        "a ",
        "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5\n",
        "scopes: a,\n",
        "openid,\n",
        "0A1B2C3D4E5F60718293A4B5@AdobeOrg ",
        "{\"client_id\":\"client\",\"client_secret\":\"p8e-1\"},",
        "[[],",
        "/*",
        "client_id=x\norg_id=1234\nclient_id=y\norg_id=99999\n",
        "\u{a0}",
        "é",
        "Retrieve client secret\n",
        "<a>",
        "<a b='",
        "<",
        "&",
        "a:\n - ",
        "---\na:\n",
        "- ",
        "A_CLIENT_ID=x\nB_CLIENT_ID=y\n",
        "scopes=[\n",
        "{a:b",
        "{a:\"{\\\"a\\\":",
        "eyJ",
        "eyJa.",
        "-----BEGIN PRIVATE KEY-----",
        "a, ",
        "\\",
        "`",
        "openid ",
        "x=(",
        "\ta",
        "{/*",
        "{#",
        "\u{c}",
        "[a]\nA_CLIENTID=x\n",
    ];
    for pattern in patterns {
        for start in ["", "[", "---\n", "client_id=", "<a>", "curl -", "{\"a\":\"b\","] {
            let input = start.to_owned() + &pattern.repeat((1 << 18) / pattern.len());
            let begun = std::time::Instant::now();
            read(&input);
            // Quadratic time would take minutes. The bound leaves room for a debug build on a busy machine.
            assert!(begun.elapsed().as_secs() < 10, "{start}{pattern}");
        }
    }
}
