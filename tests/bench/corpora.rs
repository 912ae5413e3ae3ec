//! The texts that reading is measured with: made up, but with the proportions of real files.

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Corpus {
    /// A project download with one credential and very many events.
    Project,
    /// A project download with nothing but credentials.
    Credentials,
    /// The environment file of a large system, with one credential.
    Environment,
    /// The text of a page or a log, with one credential.
    Noise,
}

impl Corpus {
    /// All kinds, with their names.
    pub(crate) const ALL: [(Self, &'static str); 4] = [
        (Self::Project, "project JSON, one credential"),
        (Self::Credentials, "project JSON, credentials only"),
        (Self::Environment, ".env, one credential"),
        (Self::Noise, "prose, one credential"),
    ];

    /// About `size` bytes of this kind.
    pub(crate) fn text(self, size: usize) -> String {
        let mut numbers = Numbers(size as u64 | 1);
        match self {
            Self::Project => project(size, &mut numbers, false),
            Self::Credentials => project(size, &mut numbers, true),
            Self::Environment => environment(size, &mut numbers),
            Self::Noise => noise(size, &mut numbers),
        }
    }
}

/// Pseudo-random numbers (xorshift), the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let count = words.len() as u64;
        words[(self.next() % count) as usize]
    }

    fn hex(&mut self, digits: usize) -> String {
        let mut text = String::new();
        while text.len() < digits {
            text += &format!("{:016x}", self.next());
        }
        text.truncate(digits);
        text
    }

    fn uuid(&mut self) -> String {
        let hex = self.hex(32);
        [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
    }
}

const SCOPES: &str = "openid,AdobeID,target_sdk,additional_info.projectedProductContext,read_organizations,additional_info.roles";

fn credential(numbers: &mut Numbers) -> String {
    let scopes = SCOPES.replace(',', "\",\"");
    format!(
        r#"{{"id":"{}","name":"Credential in {}","integration_type":"oauth_server_to_server","oauth_server_to_server":{{"client_id":"{}","client_secrets":["p8e-{}"],"technical_account_email":"{}@techacct.adobe.com","technical_account_id":"{}@techacct.adobe.com","scopes":["{scopes}"]}}}}"#,
        numbers.next() % 1_000_000,
        numbers.pick(WORDS),
        numbers.hex(32),
        numbers.hex(32),
        numbers.uuid(),
        numbers.hex(24).to_uppercase(),
    )
}

fn project(size: usize, numbers: &mut Numbers, credentials_only: bool) -> String {
    let mut text = String::from(
        r#"{"project":{"id":"4566206088340000001","name":"485PeachHare","title":"AEM Target","description":"","org":{"id":"23294","name":"Exemple SA","ims_org_id":"0A1B2C3D4E5F60718293A4B5@AdobeOrg"},"workspace":{"id":"4566206088340000002","name":"Production","title":"","details":{"credentials":["#,
    );
    text += &credential(numbers);
    while credentials_only && text.len() < size {
        text += ",";
        text += &credential(numbers);
    }
    text += r#"],"services":[{"code":"AdobeTargetSDK","name":"Adobe Target"}],"events":{"registrations":[{"id":0}"#;
    while text.len() < size {
        text += &format!(
            r#",{{"id":{},"client_id":null,"name":"{} {}","description":"{} {} {} {}","webhook_url":"https://hooks.exemple.example/{}","status":"VERIFIED","enabled":true,"events_of_interest":[{{"event_code":"com.adobe.{}.{}","provider":"{}"}}]}}"#,
            numbers.next() % 100_000,
            numbers.pick(WORDS),
            numbers.pick(WORDS),
            numbers.pick(WORDS),
            numbers.pick(WORDS),
            numbers.pick(WORDS),
            numbers.pick(WORDS),
            numbers.hex(16),
            numbers.pick(WORDS),
            numbers.pick(WORDS),
            numbers.uuid(),
        );
    }
    text + "]}}}}}"
}

fn environment(size: usize, numbers: &mut Numbers) -> String {
    let mut text = String::new();
    let mut lines = |text: &mut String, until: usize| {
        while text.len() < until {
            *text += &match numbers.next() % 8 {
                0 => format!("# {} {} {}\n", numbers.pick(WORDS), numbers.pick(WORDS), numbers.pick(WORDS)),
                1 => format!(
                    "{}_{}_URL=https://{}.exemple.example/{}\n",
                    upper(numbers),
                    upper(numbers),
                    numbers.pick(WORDS),
                    numbers.hex(8)
                ),
                2 => format!("{}_{}_KEY=\"{}\"\n", upper(numbers), upper(numbers), numbers.hex(20)),
                _ => format!(
                    "{}_{}_{}={}\n",
                    upper(numbers),
                    upper(numbers),
                    upper(numbers),
                    numbers.pick(WORDS)
                ),
            };
        }
    };
    lines(&mut text, size / 2);
    text += "IMS_OAUTH_S2S_CLIENT_ID=0a1b2c3d4e5f60718293a4b5c6d7e8f9\nIMS_OAUTH_S2S_CLIENT_SECRET=p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5\n";
    text += "IMS_OAUTH_S2S_ORG_ID=0A1B2C3D4E5F60718293A4B5@AdobeOrg\nIMS_OAUTH_S2S_SCOPES=";
    text += SCOPES;
    text += "\n";
    lines(&mut text, size);
    text
}

fn noise(size: usize, numbers: &mut Numbers) -> String {
    let mut text = String::new();
    let mut lines = |text: &mut String, until: usize| {
        while text.len() < until {
            for _ in 0..6 + numbers.next() % 12 {
                *text += numbers.pick(WORDS);
                *text += " ";
            }
            *text += &match numbers.next() % 10 {
                0 => format!("{}: {}\n", numbers.pick(WORDS), numbers.pick(WORDS)),
                1 => format!("https://www.exemple.example/{}/{}\n", numbers.pick(WORDS), numbers.hex(12)),
                2 => format!("{}.\n\n", numbers.uuid()),
                _ => ".\n".to_owned(),
            };
        }
    };
    lines(&mut text, size / 2);
    text +=
        "Client ID: 0a1b2c3d4e5f60718293a4b5c6d7e8f9\nClient Secret: p8e-Fake0Fake1Fake2Fake3_Fake4-Fake5\n";
    text += "Organization ID: 0A1B2C3D4E5F60718293A4B5@AdobeOrg\nScopes: ";
    text += SCOPES;
    text += "\n";
    lines(&mut text, size);
    text
}

fn upper(numbers: &mut Numbers) -> String {
    numbers.pick(WORDS).to_uppercase()
}

const WORDS: &[&str] = &[
    "account",
    "analytics",
    "asset",
    "author",
    "billing",
    "cache",
    "client",
    "content",
    "credential",
    "customer",
    "database",
    "delivery",
    "editor",
    "endpoint",
    "environment",
    "event",
    "export",
    "forms",
    "gateway",
    "identity",
    "import",
    "journal",
    "key",
    "launch",
    "library",
    "limit",
    "market",
    "metrics",
    "network",
    "notification",
    "organization",
    "page",
    "platform",
    "preview",
    "process",
    "profile",
    "project",
    "publish",
    "queue",
    "record",
    "region",
    "release",
    "report",
    "request",
    "scope",
    "search",
    "secret",
    "section",
    "service",
    "session",
    "stage",
    "storage",
    "summary",
    "target",
    "technical",
    "template",
    "token",
    "update",
    "version",
    "webhook",
    "window",
    "workflow",
];
