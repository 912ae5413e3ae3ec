//! The words on Developer Console's pages, and in the notes that people make of them.
//!
//! The console itself is English (no localised screenshot of it was ever found); the other languages come from Adobe's
//! localised documentation, after which notes and tickets are written. Labels are compared like [`keys`], without case,
//! spaces and punctuation: the page's capitals are probably CSS, so their case on the clipboard is unknown.

use super::by_byte::ByByte;
use super::keys;
use crate::credentials::{CredentialField as Field, CredentialKind};
use std::sync::LazyLock;

/// What a word on the page means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// The label of a field; its value follows.
    Field(Field),
    /// The button in place of a hidden client secret.
    Hidden,
    /// The heading of another column beside the field's, so the value is still to come.
    Column,
    /// A button, a tab or a heading: the value before it has ended.
    Other,
    /// The name of a credential type. It is also in the page's navigation, so it is only a hint.
    Kind(CredentialKind),
    /// Only on the page of a JWT credential.
    OfJwt,
    /// Only on the pages of user credentials (web, single-page, native).
    OfUser,
}

use Label::{Column, Hidden, Kind, OfJwt, OfUser, Other};

const CLIENT_ID: Label = Label::Field(Field::ClientId);
const SECRET: Label = Label::Field(Field::ClientSecrets);
const SCOPES: Label = Label::Field(Field::Scopes);
const ORG: Label = Label::Field(Field::OrgId);
const ACCOUNT: Label = Label::Field(Field::TechnicalAccountId);
const SERVER: Label = Label::Field(Field::AuthorizationServer);

/// The labels, folded.
#[rustfmt::skip]
const LABELS: &[(&str, Label)] = &[
    // The credential's page: screenshots in Adobe's documentation, 2023 and 2025.
    ("clientid", CLIENT_ID),
    ("apikey(clientid)", CLIENT_ID), // the API's page and the project's overview
    ("apikey", CLIENT_ID),
    ("clientsecret", SECRET),
    ("clientsecrets", SECRET),
    ("scopes", SCOPES),
    ("scope", SCOPES),
    ("scope(s)", SCOPES),            // tickets
    ("credentialname", Label::Field(Field::Name)),
    ("technicalaccountid", ACCOUNT),
    ("technicalaccountemail", Label::Field(Field::TechnicalAccountEmail)),
    ("organizationid", ORG),
    ("organisationid", ORG),
    ("orgid", ORG),                  // AEM's own form
    ("imsorgid", ORG),
    ("authorizationserver", SERVER), // AEM's own form
    ("imshost", SERVER),
    ("authserverurl", SERVER),       // the name of AEM's own field

    ("retrieveclientsecret", Hidden),
    ("created", Column),
    ("lastused", Column),
    ("createdlastused", Column),
    ("thisclientsecrethasnotbeenusedyet", Column),

    ("copy", Other),
    ("copied", Other),
    ("edit", Other),
    ("editcredential", Other),
    ("deletecredential", Other),
    ("downloadjson", Other),
    ("documentation", Other),
    ("credentialdetails", Other),
    ("generateaccesstoken", Other),
    ("generatedaccesstoken", Other),
    ("clearaccesstoken", Other),
    ("viewcurlcommand", Other),
    ("hidecurlcommand", Other),
    ("viewscopesperservice", Other),
    ("addnewclientsecret", Other),
    ("connectedproductsandservices", Other),
    ("lastaccesstokengeneratedat", Other),
    ("noaccesstokensgenerated", Other),
    ("addtoproject", Other),
    ("projectoverview", Other),
    ("insights", Other),
    ("activitylog", Other),
    ("credentials", Other),
    ("apis", Other),
    ("service", Other),
    ("platform", Other),

    ("oauthservertoserver", Kind(CredentialKind::OAuthServerToServer)),
    ("serviceaccount(jwt)", Kind(CredentialKind::Jwt)),
    ("oauthwebapp", Kind(CredentialKind::OAuthWebApp)),
    ("oauthsinglepageapp", Kind(CredentialKind::OAuthSinglePageApp)),
    ("oauthnativeapp", Kind(CredentialKind::OAuthNativeApp)),
    ("generatejwt", OfJwt),
    ("publickey", OfJwt),
    ("publickeys", OfJwt),
    ("metascopes", OfJwt),
    ("expirationdate", Column),
    ("redirecturi", OfUser),
    ("redirecturipattern", OfUser),

    // Adobe's localised documentation: AEM Forms conversion service, Experience Platform, and AEM's form.
    ("idclient", CLIENT_ID),           // fr, it
    ("identifiantclient", CLIENT_ID),  // fr
    ("cléapi", CLIENT_ID),             // fr
    ("secretclient", SECRET),          // fr
    ("secretduclient", SECRET),        // fr, AEM
    ("portée", SCOPES),                // fr
    ("portées", SCOPES),               // fr
    ("portée(s)", SCOPES),             // fr
    ("iddorganisation", ORG),          // fr
    ("identifiantdelorganisation", ORG), // fr
    ("iddecomptetechnique", ACCOUNT),  // fr
    ("serveurdautorisation", SERVER),  // fr
    ("apischlüssel", CLIENT_ID),       // de
    ("clientgeheimnis", SECRET),       // de
    ("umfang", SCOPES),                // de
    ("bereiche", SCOPES),              // de
    ("organisationsid", ORG),          // de, sv
    ("iddestechnischenkontos", ACCOUNT), // de
    ("autorisierungsserver", SERVER),  // de
    ("iddecliente", CLIENT_ID),        // es
    ("clavedeapi", CLIENT_ID),         // es
    ("secretodecliente", SECRET),      // es
    ("ámbito", SCOPES),                // es
    ("ámbitos", SCOPES),               // es
    ("iddeorganización", ORG),         // es
    ("iddecuentatécnica", ACCOUNT),    // es
    ("servidordeautorización", SERVER), // es
    ("chiaveapi", CLIENT_ID),          // it
    ("segretoclient", SECRET),         // it
    ("ambito", SCOPES),                // it
    ("ambiti", SCOPES),                // it
    ("idorganizzazione", ORG),         // it
    ("idaccounttecnico", ACCOUNT),     // it
    ("serverautorizzazioni", SERVER),  // it
    ("iddocliente", CLIENT_ID),        // pt-BR
    ("segredodocliente", SECRET),      // pt-BR
    ("escopo", SCOPES),                // pt-BR
    ("escopos", SCOPES),               // pt-BR
    ("iddaorganização", ORG),          // pt-BR
    ("iddacontatécnica", ACCOUNT),     // pt-BR
    ("servidordeautorização", SERVER), // pt-BR
    ("klientid", CLIENT_ID),           // sv
    ("klienthemlighet", SECRET),       // sv
    ("omfång", SCOPES),                // sv
    ("teknisktkontoid", ACCOUNT),      // sv
    ("auktoriseringsserver", SERVER),  // sv
    ("identiteitskaartvandecliënt", CLIENT_ID), // nl, a machine's translation
    ("geheimvandecliënt", SECRET),     // nl
    ("reikwijdte", SCOPES),            // nl
    ("organisatieid", ORG),            // nl
    ("クライアントid", CLIENT_ID),     // ja
    ("クライアントシークレット", SECRET), // ja
    ("クライアント秘密鍵", SECRET),    // ja
    ("スコープ", SCOPES),              // ja
    ("組織id", ORG),                   // ja, zh-Hant
    ("テクニカルアカウントid", ACCOUNT), // ja
    ("認証サーバー", SERVER),          // ja
    ("클라이언트id", CLIENT_ID),       // ko
    ("클라이언트암호", SECRET),        // ko
    ("범위", SCOPES),                  // ko
    ("조직id", ORG),                   // ko
    ("기술계정id", ACCOUNT),           // ko
    ("客户端id", CLIENT_ID),           // zh-Hans
    ("客户端密码", SECRET),            // zh-Hans
    ("客户端密钥", SECRET),            // zh-Hans
    ("范围", SCOPES),                  // zh-Hans
    ("组织id", ORG),                   // zh-Hans
    ("技术帐户id", ACCOUNT),           // zh-Hans
    ("使用者端識別碼", CLIENT_ID),     // zh-Hant
    ("使用者端密碼", SECRET),          // zh-Hant
    ("領域", SCOPES),                  // zh-Hant
    ("技術帳戶id", ACCOUNT),           // zh-Hant
];

/// [`LABELS`] by their first byte, each with its second one.
static BY_FIRST_BYTE: LazyLock<ByByte<(u8, &(&str, Label))>> = LazyLock::new(|| {
    let second = |row: &(&str, Label)| row.0.as_bytes().get(1).copied().unwrap_or_default();
    ByByte::new(LABELS.iter().map(|row| (row.0.bytes().next(), (second(row), row))))
});

/// All labels, folded.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    LABELS.iter().map(|(folded, _)| *folded)
}

/// The label `line` begins with, and what stands after it in the same line: `("Client ID: 0a1b…")` gives the client
/// id's label and `": 0a1b…"`. If several labels fit, the longest one wins.
pub(crate) fn leading(line: &str) -> Option<(Label, &str)> {
    let first = line.bytes().next()?.to_ascii_lowercase();
    let second = line.bytes().skip(1).find(|byte| !keys::is_joint(char::from(*byte)))?.to_ascii_lowercase();
    // Beyond ASCII, cases and joints take several bytes.
    let may_fit = |known: u8| known == second || !second.is_ascii();
    let rows = BY_FIRST_BYTE.get(first).iter().filter(|(known, _)| may_fit(*known));
    let fitting = rows.filter_map(|(_, (folded, label))| Some((*label, after(line, folded)?)));
    fitting.min_by_key(|(_, rest)| rest.len())
}

/// What follows the label `folded` in `line`, if `line` begins with it and the word ends there.
fn after<'a>(line: &'a str, folded: &str) -> Option<&'a str> {
    let (bytes, mut at) = (line.as_bytes(), 0);
    for wanted in folded.bytes() {
        loop {
            let byte = *bytes.get(at)?;
            let lower = match byte {
                b'A'..=b'Z' => byte | 0x20,
                // The second byte of `À` to `Þ`, but not of `×`.
                0x80..=0x9e if byte != 0x97 && at > 0 && bytes.get(at - 1) == Some(&0xc3) => byte + 0x20,
                _ => byte,
            };
            at += 1;
            if lower == wanted {
                break;
            }
            let joint = match byte {
                0xe2 if bytes.get(at..at + 2) == Some(&[0x80, 0x99]) => 2,
                _ if keys::is_joint(char::from(byte)) => 0,
                _ => return None,
            };
            at += joint;
        }
    }
    let rest = line.get(at..)?;
    let word_goes_on =
        rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c > '\u{7f}' && !is_separator(c));
    (!word_goes_on).then_some(rest)
}

/// Whether `c` says, behind a label, that its value follows.
pub(crate) fn is_separator(c: char) -> bool {
    matches!(c, ':' | '=' | '：' | '＝' | '→')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<(Label, &str)>) {
        assert_eq!(leading(line), expect, "{line}");
    }

    #[test]
    fn case_and_joints_do_not_matter() {
        check("CLIENT ID", Some((CLIENT_ID, "")));
        check("Client Id: 0a1b", Some((CLIENT_ID, ": 0a1b")));
        check("client_id=0a1b", Some((CLIENT_ID, "=0a1b")));
        check("ID d’organisation : x", Some((ORG, " : x")));
        check("CLÉ API", Some((CLIENT_ID, "")));
        check("組織 ID：x", Some((ORG, "：x")));
    }

    #[test]
    fn the_longer_label_wins() {
        check("API KEY (CLIENT ID)", Some((CLIENT_ID, "")));
        check("Client Secret\tCreated\tLast used", Some((SECRET, "\tCreated\tLast used")));
    }

    #[test]
    fn a_longer_word_is_another_word() {
        check("Client identity", None);
        check("Scopesque", None);
        check("", None);
    }

    #[test]
    fn every_row_is_found() {
        for (folded, label) in LABELS {
            check(folded, Some((*label, "")));
        }
    }
}
