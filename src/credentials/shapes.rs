//! The shapes of Adobe's identifiers, as small matchers. No other file knows a shape.
//!
//! Unless another source is named, the shapes are those of screenshots and published samples of Developer Console
//! credentials; masked output in public build logs confirms their lengths (32, 36, 33, 43, 55 characters).

use memchr::{memchr_iter, memchr2};
use std::sync::LazyLock;

/// Whether `part` occurs in `text`. The standard library's search prepares for long texts, and these are short ones
/// that are asked a dozen times each.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    let (mut rest, Some(first)) = (text.as_bytes(), part.as_bytes().first()) else { return true };
    while let Some((byte, behind)) = rest.split_first() {
        if byte == first && rest.starts_with(part.as_bytes()) {
            return true;
        }
        rest = behind;
    }
    false
}

/// `[0-9A-Fa-f]{length}`
fn is_hex(text: &str, length: usize) -> bool {
    // Without an early end, so that several bytes are looked at at once.
    text.len() == length && text.bytes().fold(true, |all, byte| all & byte.is_ascii_hexdigit())
}

/// `8-4-4-4-12` hexadecimal digits: the client secrets of JWT credentials, and the name of a technical account's e-mail
/// address.
pub(crate) fn is_uuid(text: &str) -> bool {
    const LENGTH: usize = 36;
    let mut parts = text.split('-');
    text.len() == LENGTH
        && [8, 4, 4, 4, 12].into_iter().all(|length| parts.next().is_some_and(|part| is_hex(part, length)))
}

/// `[0-9a-f]{32}`, or the client id of one of AEM's own integrations: `cm-p12345-e67890-integration-1`.
pub(crate) fn is_client_id(text: &str) -> bool {
    let of_aem = text.strip_prefix("cm-p").and_then(|rest| rest.split_once("-e"));
    is_hex(text, 32) && text.bytes().fold(true, |all, byte| all & !byte.is_ascii_uppercase())
        || of_aem.is_some_and(|(program, environment)| {
            let environment = environment.split('-').next().unwrap_or_default();
            [program, environment]
                .iter()
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        })
}

/// The number that the secrets API gives a client secret (`11ed…`, 32 digits). It is no secret, and is easily
/// mistaken for a client id.
pub(crate) fn is_secret_number(text: &str) -> bool {
    is_hex(text, 32) && text.starts_with("11e")
}

/// Client secrets of OAuth credentials begin with `p8e-` (production) or `s8e-` (stage).
pub(crate) fn has_secret_prefix(text: &str) -> bool {
    text.starts_with("p8e-") || text.starts_with("s8e-")
}

/// A complete client secret: a prefix and 32 characters, or a UUID, which JWT credentials have and a migrated
/// credential may keep.
pub(crate) fn is_secret(text: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (has_secret_prefix(text) && text.len() == 36 && text.bytes().all(word) || is_uuid(text))
        && !is_repeated(text)
}

/// Whether one character stands there eight times in a row, as people and programs mask values.
pub(crate) fn is_repeated(text: &str) -> bool {
    const TIMES: usize = 8;
    let bytes = text.as_bytes();
    let is_run = |from: usize| {
        let run = bytes.get(from..from + TIMES);
        run.is_some_and(|run| run.first().is_some_and(u8::is_ascii_graphic) && run.windows(2).all(is_pair))
    };
    // Every run has one of these places, and the one before it, in it.
    (TIMES - 1..bytes.len())
        .step_by(TIMES - 1)
        .any(|at| bytes.get(at - 1..=at).is_some_and(is_pair) && (at + 1 - TIMES..at).any(is_run))
}

fn is_pair(two: &[u8]) -> bool {
    matches!(two, [one, other] if one == other)
}

/// Whether a text from some other field could be a secret that was put there by mistake. Such a text is never shown.
pub(crate) fn may_be_secret(text: &str) -> bool {
    // AEM and mails wrap values in all kinds of brackets, so the secret may be anywhere in the text.
    let begins_uuid = |dash: usize| {
        let uuid = dash.checked_sub(8).and_then(|from| text.get(from..dash + 28));
        uuid.is_some_and(is_uuid)
    };
    let ends_prefix = |dash: usize| {
        let prefix = dash.checked_sub(3).and_then(|from| text.get(from..=dash));
        prefix.is_some_and(has_secret_prefix)
    };
    memchr_iter(b'-', text.as_bytes()).any(|dash| begins_uuid(dash) || ends_prefix(dash))
}

/// An incomplete secret: with dots or stars for the rest, or cut short by the page (`p8e-xxxxxxxxxxxxxxxxxx…`).
pub(crate) fn is_masked(text: &str) -> bool {
    let has_marks = || contains(text, "...") || contains(text, "***");
    !text.is_ascii() && text.contains(['…', '•', '●', '∙', '·'])
        || memchr2(b'.', b'*', text.as_bytes()).is_some() && has_marks()
        || is_repeated(text)
        || has_secret_prefix(text) && text.len() < 36 && !is_placeholder(text)
}

/// `0A1B2C3D4E5F60718293A4B5`: the name in organization ids and technical account ids.
pub(crate) fn is_account_number(text: &str) -> bool {
    is_hex(text, 24)
}

/// `0A1B2C3D4E5F60718293A4B5@AdobeOrg`, the suffix in any case: Adobe's own documents also write `@ADOBEOrg`.
pub(crate) fn is_org_id(text: &str) -> bool {
    name_at(text, "adobeorg").is_some_and(is_account_number)
}

/// The name, if `text` is `name@domain`.
pub(crate) fn name_at<'a>(text: &'a str, domain: &str) -> Option<&'a str> {
    text.split_once('@').and_then(|(name, at)| at.eq_ignore_ascii_case(domain).then_some(name))
}

/// The domain of technical account ids and e-mail addresses.
pub(crate) const TECHNICAL_ACCOUNT: &str = "techacct.adobe.com";

/// The number of an organization in URLs of Developer Console and in `project.org.id`: `23294`.
pub(crate) fn is_org_number(text: &str) -> bool {
    (4..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A scope: `[A-Za-z0-9_.]+`
pub(crate) fn is_scope(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.')
}

/// A scope beyond doubt: a word with a joint in it, or one that many lists have. Any other word could be one, too.
pub(crate) fn is_sure_scope(text: &str) -> bool {
    let joined = |joint| text.split(joint).count() > 1 && text.split(joint).all(|part| part.len() > 1);
    let known = ["openid", "AdobeID", "session", "email", "profile", "address", "phone"].contains(&text);
    is_scope(text) && (known || joined('_') || joined('.'))
}

/// A JWT metascope as the payload has it: `https://ims-na1.adobelogin.com/s/ent_marketing_sdk`.
pub(crate) fn is_metascope_url(text: &str) -> bool {
    text.starts_with("http")
        && contains(text, "/s/")
        && !text.contains(|c: char| c.is_whitespace() || c == '"')
}

/// How references to a value begin that is kept elsewhere: in an environment, a pipeline, a store of secrets. Compared
/// without case. AEM as a Cloud Service writes `$[secret:NAME]`, Azure `@Microsoft.KeyVault(…)`, 1Password `op://…`,
/// Spring `{cipher}…` and Jasypt `ENC(…)`.
const REFERENCES: &[&str] = &[
    "$[",
    "${",
    "$(",
    "$env:",
    "process.env",
    "import.meta.env",
    "os.environ",
    "os.getenv",
    "getenv(",
    "system.getenv",
    "env(",
    "env[",
    "env.",
    "env:",
    "secrets.",
    "secrets[",
    "op://",
    "vault:",
    "vault://",
    "secret://",
    "keyvault:",
    "keyvault://",
    "akv://",
    "ssm:",
    "sm://",
    "gcp-secret",
    "awssm",
    "bws:",
    "ref+",
    "ref:",
    "arn:aws",
    "@microsoft.keyvault",
    "#{",
    "@@",
    "enc(",
    "enc[",
    "{cipher}",
    "!ref ",
    "!vault",
    "!sub ",
    "var.",
    "local.",
    "data.",
    "module.",
    "azurerm_",
    "config.get",
    "($",
    "@(",
    "system.security.securestring",
    "(sensitive",
    "(known after apply",
];

/// What people and templates write in place of a value. Compared without case.
const REMARKS: &[&str] = &[
    "changeme",
    "changeit",
    "todo",
    "tbd",
    "tbc",
    "tba",
    "null",
    "none",
    "nil",
    "undefined",
    "n/a",
    "na",
    "n.a.",
    "hidden",
    "pending",
    "dummy",
    "unknown",
    "missing",
    "removed",
    "confidential",
    "masked",
    "sensitive",
    "secured",
    "encrypted",
    "fixme",
    "placeholder",
    "empty",
    "secret",
    "password",
    "-",
    "?",
    "??",
    "???",
    "not available",
    "not applicable",
    "not set",
    "see vault",
    "see keepass",
];

/// How a remark in place of a value begins, or ends. Compared without case.
const BEGIN_REMARKS: &[&str] = &[
    "your",
    "my-client",
    "my_client",
    "value from ",
    "redacted",
    "[redacted",
    "insert ",
    "enter ",
    "replace",
    "paste ",
    "put your",
    "any other ",
    "some-",
    "example-",
    "sample-",
    "to be ",
];
const END_REMARKS: &[&str] = &[" bytes", "goes here", "_here", "-here", "here>", "redacted", "(string)"];

/// What stands where a value belongs and is none: a placeholder (`<YOUR_CLIENT_ID>`, `{{API_KEY}}`, `xxxxx`), a
/// reference to where the value is kept (`$[secret:NAME]`, `op://…`), or a remark (`N/A`, `… goes here`).
pub(crate) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    let enclosed = [("<", ">"), ("{", "}"), ("%", "%"), ("[", "]"), ("__", "__")]
        .iter()
        .any(|(open, close)| text.len() > 2 && text.starts_with(open) && text.ends_with(close));
    let made_of = |alphabet: &str| text.chars().all(|c| alphabet.contains(c));
    let ends = |word: &str| {
        let start = || text.len().checked_sub(word.len());
        start().and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    enclosed
        || text.strip_prefix('$').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'))
        || begins_as_placeholder(text)
        || is_call(text)
        || made_of("*.…•-_")
        || text.len() >= 3 && made_of("xXyY-_")
        || is_repeated(text)
        || END_REMARKS.iter().any(|word| ends(word))
        // A sample secret of Adobe's documentation.
        || text == "p8e-12345-678910"
}

/// Whether it is a call of a function, or a path into a template's values, `.Values.ims.secret`: a program gets the value
/// from somewhere else.
fn is_call(text: &str) -> bool {
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let name = text.split(|c| !of_name(c)).next().unwrap_or_default();
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_path =
        text.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    begins && text.get(name.len()..).is_some_and(|rest| rest.starts_with('('))
        || is_path && name.len() == text.len()
}

/// Whether a text begins as a reference or a remark, or is a remark as a whole.
fn begins_as_placeholder(text: &str) -> bool {
    /// A word, and whether it has to be the whole text.
    type Word = (&'static str, bool);
    /// By their first byte in lower case: this is asked for every value and every scope.
    static WORDS: LazyLock<[Vec<Word>; 256]> = LazyLock::new(|| {
        let begins = REFERENCES.iter().chain(BEGIN_REMARKS).map(|word| (*word, false));
        let mut words = [const { Vec::new() }; 256];
        for word in begins.chain(REMARKS.iter().map(|word| (*word, true))) {
            if let Some(first) = word.0.bytes().next() {
                words[usize::from(first.to_ascii_lowercase())].push(word);
            }
        }
        words
    });
    let Some(first) = text.bytes().next() else { return false };
    let joint = |byte: &u8| matches!(byte, b'_' | b'-' | b' ');
    // `CHANGE_ME`, `change-me`
    let is_folded = |word: &str| {
        let mut letters = text.bytes().filter(|byte| !joint(byte));
        let same = word
            .bytes()
            .filter(|byte| !joint(byte))
            .all(|letter| letters.next().is_some_and(|byte| byte.eq_ignore_ascii_case(&letter)));
        same && letters.next().is_none()
    };
    WORDS[usize::from(first.to_ascii_lowercase())].iter().any(|(word, is_whole)| match is_whole {
        true => text.eq_ignore_ascii_case(word) || text.len() < 24 && is_folded(word),
        false => text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_recognised() {
        for text in [
            "<YOUR_CLIENT_ID>",
            "{CLIENT_ID}",
            "{env:X}",
            "{{API_KEY}}",
            "${X}",
            "xxxxx",
            "XYXYXY",
            "your-client-secret",
            "*****",
            "…",
            "REDACTED",
            "p8e-12345-678910",
            "value from your CLI integration (String)",
            "",
            "$[secret:IMS_CLIENT_SECRET]",
            "$IMS_CLIENT_SECRET",
            "process.env.CLIENT_SECRET",
            "os.environ['CLIENT_SECRET']",
            "op://Vault/AEM/secret",
            "vault:secret/data/aem#client_secret",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:aem",
            "@Microsoft.KeyVault(SecretUri=https://example.vault.azure.net/secrets/aem)",
            "#{ClientSecret}#",
            "ENC(c2VjcmV0)",
            "{cipher}0a1b2c",
            "N/A",
            "TBC",
            "Client ID goes here",
            "yourClientIdAsdf123",
            "REDACTED_SECRET",
            "p8e-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "xxxxxxxxxxxxxxxxxxxxx@AdobeOrg",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5",
            "0A1B2C3D4E5F60718293A4B5@AdobeOrg",
            "openid",
            "openid,AdobeID",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn a_client_id_is_32_digits_or_one_of_aems_own() {
        assert!(is_client_id("0a1b2c3d4e5f60718293a4b5c6d7e8f9"));
        assert!(is_client_id("cm-p12345-e67890"));
        assert!(is_client_id("cm-p12345-e67890-integration-1"));
        assert!(!is_client_id("0A1B2C3D4E5F60718293A4B5C6D7E8F9"));
        assert!(!is_client_id("0123456789abcdef0123456789abcdef01234567"));
        assert!(!is_client_id("cm-px-e1"));
    }

    #[test]
    fn a_secret_is_whole_or_masked() {
        assert!(is_secret("p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"));
        assert!(is_secret("s8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"));
        assert!(is_secret("01234567-89ab-4cde-8f01-23456789abcd"));
        for cut in
            ["p8e-Fake0Fake1Fake2Fak…", "p8e-Fake0Fake1...", "p8e-Fake0Fake1", "p8e-********************"]
        {
            assert!(is_masked(cut) && !is_secret(cut), "{cut}");
        }
    }

    #[test]
    fn a_secret_is_suspected_wherever_it_stands() {
        assert!(may_be_secret("p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5"));
        assert!(may_be_secret("secret: 01234567-89ab-4cde-8f01-23456789abcd"));
        assert!(may_be_secret("(p8e-Fake0)"));
        assert!(!may_be_secret("Credential in AEM Target"));
    }
}
