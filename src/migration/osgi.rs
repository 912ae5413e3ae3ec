//! A credential as OSGi configuration: for those who keep an AEM's configurations as code, and for AEM 6.5, whose form may
//! lack OAuth.
//!
//! What is known (facts, sections 2.4 and 10.14; Adobe's recipe is `help/assets/config-oauth.md` of AEM 6.5, the names of the
//! other properties are those of the two services' web console): two factory configurations, Granite's access token provider
//! and its request customizer, that are tied by `token.request.customizer.type` of the one and `customizer.type` of the other.
//! The claims are an array of one string, a member of a JSON object without its braces.
//!
//! What is not known is left out: which `auth.token.validator.type` and which `auth.token.provider.endpoint` a product other
//! than Smart Tags wants, and the time-outs, for which AEM has values of its own. `auth.token.provider.keypair.alias` is of
//! JWT. Adobe documents both configurations for AEM 6.5; that AEM as a Cloud Service takes them as code is not documented.
//!
//! The secret is in no file. On AEM as a Cloud Service and its SDK a value may refer to a secret variable
//! (`$[secret:NAME]`); nothing says that AEM 6.5 knows that, but its Crypto console encrypts a value that may then stand in
//! the file.

use crate::credentials::{Credential, ScopeSeparator};

const PROVIDER: &str = "com.adobe.granite.auth.oauth.accesstoken.provider";
const CUSTOMIZER: &str = "com.adobe.granite.auth.ims.impl.IMSAccessTokenRequestCustomizerImpl";

/// What stands for the encrypted secret in a file for AEM 6.5.
const PLACEHOLDER: &str = "PUT-THE-ENCRYPTED-SECRET-HERE";

/// The longest part of a file's name that comes of a credential.
const LONGEST_NAME: usize = 40;

/// Which AEM a configuration is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Platform {
    /// AEM as a Cloud Service, and its SDK: files in JSON.
    #[default]
    CloudService,
    /// AEM 6.5, on premises or at Managed Services: files in the format of Apache Felix.
    Aem65,
}

/// A credential as two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OsgiFiles {
    /// The access token provider.
    pub provider: OsgiFile,
    /// The request customizer, which has the secret.
    pub customizer: OsgiFile,
    /// What stands for the secret: the name of a secret variable, or the text that the encrypted secret replaces.
    pub secret: String,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OsgiFile {
    /// Its name, without a folder.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// A property's value.
enum Value {
    Text(String),
    Texts(Vec<String>),
}

/// A usable credential as OSGi configuration; `None` for any other. The secret is not in it.
pub fn osgi(credential: &Credential, platform: Platform) -> Option<OsgiFiles> {
    let (Some(client_id), Some(org_id), Some(scopes)) =
        (&credential.client_id, &credential.org_id, &credential.scopes)
    else {
        return None;
    };
    if !credential.usable() {
        return None;
    }
    let name = safe(client_id.as_str());
    let kind = format!("ims-oauth-{name}");
    let secret = match platform {
        Platform::CloudService => variable(client_id.as_str()),
        Platform::Aem65 => PLACEHOLDER.to_owned(),
    };
    let text = |text: &str| Value::Text(inert(text));
    let title = credential.name.as_deref().unwrap_or(client_id.as_str());
    let scopes = scopes.clone().separated_by(ScopeSeparator::CommaAndSpace);
    let server = [credential.authorization_server.as_str(), "/ims/token/v3"].concat();
    let claims = format!("\"iss\" : {}", quoted(&inert(org_id.as_str())));
    let provider = [
        ("auth.token.provider.title", text(title)),
        ("auth.token.provider.authorization.grants", text("client_credentials")),
        ("auth.token.provider.orgId", text(org_id.as_str())),
        ("auth.token.provider.default.claims", Value::Texts(vec![claims])),
        ("auth.token.provider.scope", text(scopes.as_field())),
        ("auth.token.provider.client.id", text(client_id.as_str())),
        ("auth.access.token.request", text(&server)),
        ("token.request.customizer.type", text(&kind)),
    ];
    let reference = match platform {
        Platform::CloudService => format!("$[secret:{secret}]"),
        Platform::Aem65 => secret.clone(),
    };
    let customizer = [("customizer.type", text(&kind)), ("auth.ims.client.secret", Value::Text(reference))];
    let file = |service: &str, properties: &[(&str, Value)]| match platform {
        Platform::CloudService => {
            OsgiFile { name: format!("{service}~{name}.cfg.json"), text: json(properties) }
        }
        Platform::Aem65 => OsgiFile { name: format!("{service}-{name}.config"), text: config(properties) },
    };
    Some(OsgiFiles { provider: file(PROVIDER, &provider), customizer: file(CUSTOMIZER, &customizer), secret })
}

/// A value in which nothing refers to a variable: a name that somebody has chosen must not have a secret put in its place.
fn inert(text: &str) -> String {
    if text.contains("$[") || text.contains("${") { text.replace('$', "") } else { text.to_owned() }
}

/// What of an id can be in a file's name.
fn safe(id: &str) -> String {
    id.chars()
        .filter(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_'))
        .take(LONGEST_NAME)
        .collect()
}

/// The name of a secret variable: letters, digits and `_`, at most 100 (Cloud Manager, *Environment variables*).
fn variable(id: &str) -> String {
    let id: String = id.chars().filter(char::is_ascii_alphanumeric).take(LONGEST_NAME).collect();
    format!("IMS_CLIENT_SECRET_{}", id.to_ascii_uppercase())
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The format of `.cfg.json` (Apache Sling, *Configuration Installer Factory*).
fn json(properties: &[(&str, Value)]) -> String {
    let member = |(name, value): &(&str, Value)| {
        let value = match value {
            Value::Text(text) => text.as_str().into(),
            Value::Texts(texts) => texts.as_slice().into(),
        };
        ((*name).to_owned(), value)
    };
    let object: serde_json::Map<String, serde_json::Value> = properties.iter().map(member).collect();
    format!("{:#}\n", serde_json::Value::Object(object))
}

/// The format of `.config` (Apache Felix, `ConfigurationHandler`): what has a meaning there has a backslash before it, a blank
/// and an equals sign too. Several values are in round brackets, as in Adobe's recipe.
fn config(properties: &[(&str, Value)]) -> String {
    let mut text = String::new();
    for (name, value) in properties {
        text.push_str(name);
        text.push('=');
        match value {
            Value::Text(value) => write_config(&mut text, value),
            Value::Texts(values) => {
                text.push('(');
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        text.push(',');
                    }
                    write_config(&mut text, value);
                }
                text.push(')');
            }
        }
        text.push('\n');
    }
    text
}

fn write_config(text: &mut String, value: &str) {
    text.push('"');
    for one in value.chars() {
        match one {
            '"' | '\\' | '=' | ' ' => text.extend(['\\', one]),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            other if other.is_control() => text.push_str(&format!("\\u{:04x}", u32::from(other))),
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::{AuthorizationServer, ClientId, CredentialKind, OrgId, Scopes, Secret};
    use serde_json::json as value;

    const SECRET: &str = "p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5";

    fn credential() -> Credential {
        Credential {
            id: "1a2b3c4d5e6f708192a3b4c5d6e7f809".into(),
            kind: CredentialKind::OAuthServerToServer,
            name: Some("Target prod".to_owned()),
            client_id: ClientId::parse("1a2b3c4d5e6f708192a3b4c5d6e7f809"),
            client_secrets: vec![Secret::new(SECRET)],
            scopes: Scopes::parse("openid, AdobeID, target_sdk"),
            org_id: OrgId::parse("0A1B2C3D4E5F60718293A4B5@AdobeOrg"),
            technical_account_id: None,
            technical_account_email: None,
            authorization_server: AuthorizationServer::production(),
            services: Vec::new(),
        }
    }

    #[test]
    fn a_credential_for_the_cloud_service_is_two_files_in_json_that_belong_together() {
        let files = osgi(&credential(), Platform::CloudService).expect("files");
        let name = "1a2b3c4d5e6f708192a3b4c5d6e7f809";
        assert_eq!(files.provider.name, format!("{PROVIDER}~{name}.cfg.json"));
        assert_eq!(files.customizer.name, format!("{CUSTOMIZER}~{name}.cfg.json"));
        let read = |file: &OsgiFile| serde_json::from_str::<serde_json::Value>(&file.text).expect("JSON");
        assert_eq!(
            read(&files.provider),
            value!({
                "auth.token.provider.title": "Target prod",
                "auth.token.provider.authorization.grants": "client_credentials",
                "auth.token.provider.orgId": "0A1B2C3D4E5F60718293A4B5@AdobeOrg",
                "auth.token.provider.default.claims": ["\"iss\" : \"0A1B2C3D4E5F60718293A4B5@AdobeOrg\""],
                "auth.token.provider.scope": "openid, AdobeID, target_sdk",
                "auth.token.provider.client.id": name,
                "auth.access.token.request": "https://ims-na1.adobelogin.com/ims/token/v3",
                "token.request.customizer.type": format!("ims-oauth-{name}"),
            })
        );
        let variable = "IMS_CLIENT_SECRET_1A2B3C4D5E6F708192A3B4C5D6E7F809";
        assert_eq!(files.secret, variable);
        assert_eq!(
            read(&files.customizer),
            value!({
                "customizer.type": format!("ims-oauth-{name}"),
                "auth.ims.client.secret": format!("$[secret:{variable}]"),
            })
        );
    }

    #[test]
    fn a_credential_for_aem_65_is_as_adobes_recipe_has_it() {
        let files = osgi(&credential(), Platform::Aem65).expect("files");
        assert!(files.provider.name.ends_with("provider-1a2b3c4d5e6f708192a3b4c5d6e7f809.config"));
        for line in [
            "auth.token.provider.authorization.grants=\"client_credentials\"\n",
            "auth.token.provider.default.claims=(\"\\\"iss\\\"\\ :\\ \\\"0A1B2C3D4E5F60718293A4B5@AdobeOrg\\\"\")\n",
            "auth.token.provider.scope=\"openid,\\ AdobeID,\\ target_sdk\"\n",
            "auth.access.token.request=\"https://ims-na1.adobelogin.com/ims/token/v3\"\n",
        ] {
            assert!(files.provider.text.contains(line), "{line}: {}", files.provider.text);
        }
        assert_eq!(
            files.customizer.text,
            "customizer.type=\"ims-oauth-1a2b3c4d5e6f708192a3b4c5d6e7f809\"\n\
             auth.ims.client.secret=\"PUT-THE-ENCRYPTED-SECRET-HERE\"\n"
        );
        assert!(!files.customizer.text.contains('$'), "nothing says that AEM 6.5 knows variables");
    }

    #[test]
    fn the_secret_is_in_no_file_and_what_cannot_be_used_gives_none() {
        for platform in [Platform::CloudService, Platform::Aem65] {
            let files = osgi(&credential(), platform).expect("files");
            assert!(!format!("{files:?}").contains("Fake"));
            let unusable = [
                Credential { client_id: None, ..credential() },
                Credential { scopes: None, ..credential() },
                Credential { org_id: None, ..credential() },
                Credential { client_secrets: Vec::new(), ..credential() },
                Credential { kind: CredentialKind::Jwt, ..credential() },
            ];
            for one in unusable {
                assert_eq!(osgi(&one, platform), None, "{one:?}");
            }
        }
    }

    #[test]
    fn a_name_never_refers_to_a_variable() {
        for name in ["$[secret:OTHER]", "$$[[env:X]", "${X}", "$${{X}}"] {
            let named = Credential { name: Some(name.to_owned()), ..credential() };
            for platform in [Platform::CloudService, Platform::Aem65] {
                let files = osgi(&named, platform).expect("files");
                assert!(!files.provider.text.contains('$'), "{}", files.provider.text);
            }
        }
        assert_eq!(inert("100 $ a day"), "100 $ a day");
    }

    /// What Felix makes of a quoted value (`ConfigurationHandler.readQuoted`), and what follows it.
    #[cfg(not(target_arch = "wasm32"))]
    fn felix(quoted: &str) -> Option<(String, &str)> {
        let mut characters = quoted.strip_prefix('"')?.chars();
        let mut read = String::new();
        loop {
            match characters.next()? {
                '"' => return Some((read, characters.as_str())),
                '\\' => read.push(match characters.next()? {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'u' => {
                        let code = characters.as_str().get(..4)?;
                        characters = characters.as_str().get(4..)?.chars();
                        char::from_u32(u32::from_str_radix(code, 16).ok()?)?
                    }
                    other => other,
                }),
                other => read.push(other),
            }
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        #[test]
        fn any_name_comes_back_from_either_format(name in "\\PC*|[\\x00-\\x7f]{0,20}") {
            let named = Credential { name: Some(name.clone()), ..credential() };
            let files = osgi(&named, Platform::CloudService).expect("files");
            let read: serde_json::Value = serde_json::from_str(&files.provider.text).expect("JSON");
            proptest::prop_assert_eq!(&read["auth.token.provider.title"], &value!(inert(&name)));

            let files = osgi(&named, Platform::Aem65).expect("files");
            let rest = files.provider.text.strip_prefix("auth.token.provider.title=").expect("the title");
            let (title, rest) = felix(rest).expect("a quoted value");
            proptest::prop_assert_eq!(title, inert(&name));
            proptest::prop_assert!(rest.starts_with("\nauth.token.provider.authorization.grants="));
            proptest::prop_assert_eq!(files.provider.text.lines().count(), 8);
        }
    }
}
