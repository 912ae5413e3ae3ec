use super::*;

/// A table of words, and how it is called here.
type Labels = &'static [(Words, &'static str)];

/// The labels as section 3 of the facts has them, language by language; "-" where none is known.
const LANGUAGES: &[(&str, [&str; 9])] = &[
    (
        "en",
        [
            "Cloud Solution",
            "Title",
            "Authorization Server",
            "Client Id",
            "Client Secret",
            "Scope",
            "Org Id",
            "API Key",
            "Payload",
        ],
    ),
    (
        "fr",
        [
            "Solution cloud",
            "Titre",
            "Serveur d’autorisation",
            "ID client",
            "Secret du client",
            "Portée",
            "ID d’organisation",
            "Clé API",
            "Charge utile",
        ],
    ),
    (
        "de",
        [
            "Cloud-Lösung",
            "Titel",
            "Autorisierungsserver",
            "Client-ID",
            "Client-Geheimnis",
            "Umfang",
            "Organisations-ID",
            "API-Schlüssel",
            "Nutzlast",
        ],
    ),
    (
        "ja",
        [
            "クラウドソリューション",
            "タイトル",
            "認証サーバー",
            "クライアント ID",
            "クライアントの秘密鍵",
            "スコープ",
            "組織 ID",
            "API キー",
            "ペイロード",
        ],
    ),
    (
        "es",
        [
            "Cloud Solution",
            "Título",
            "Servidor de autorización",
            "Id. de cliente",
            "Secreto de cliente",
            "Ámbito",
            "ID de organización",
            "-",
            "Carga útil",
        ],
    ),
    (
        "it",
        [
            "Soluzione cloud",
            "Titolo",
            "Server autorizzazioni",
            "ID client",
            "Segreto client",
            "Ambito",
            "ID organizzazione",
            "-",
            "Payload",
        ],
    ),
    (
        "pt-BR",
        [
            "Solução da Nuvem",
            "Título",
            "Servidor de Autorização",
            "ID do Cliente",
            "Segredo do Cliente",
            "Escopo",
            "ID da Organização",
            "-",
            "Carga",
        ],
    ),
    (
        "ko",
        [
            "클라우드 솔루션",
            "제목",
            "인증 서버",
            "클라이언트 ID",
            "클라이언트 암호",
            "범위",
            "조직 ID",
            "API 키",
            "페이로드",
        ],
    ),
    (
        "zh-Hans",
        [
            "云解决方案",
            "标题",
            "授权服务器",
            "客户端ID",
            "客户端密码",
            "范围",
            "组织ID",
            "API密钥",
            "有效负载",
        ],
    ),
    (
        "zh-Hant",
        [
            "雲端解決方案",
            "標題",
            "授權伺服器",
            "使用者端識別碼",
            "使用者端密碼",
            "領域",
            "組織ID",
            "API金鑰",
            "負載",
        ],
    ),
    (
        "sv",
        [
            "molnlösning",
            "Titel",
            "Auktoriseringsserver",
            "Klient-ID",
            "Klienthemlighet",
            "Omfång",
            "Organisations-ID",
            "API-nyckel",
            "nyttolast",
        ],
    ),
    (
        "nl",
        [
            "Cloud Solution",
            "Titel",
            "Autorisatieserver",
            "-",
            "clientgeheim",
            "-",
            "-",
            "API-sleutel",
            "payload",
        ],
    ),
];

const LABELS: Labels = &[
    (CLOUD_SOLUTION, "Cloud Solution"),
    (TITLE, "Title"),
    (AUTHORIZATION_SERVER, "Authorization Server"),
    (CLIENT_ID, "Client Id"),
    (CLIENT_SECRET, "Client Secret"),
    (SCOPE, "Scope"),
    (ORG_ID, "Org Id"),
    (API_KEY, "API Key"),
    (PAYLOAD, "Payload"),
];

#[test]
fn every_label_of_every_language_names_its_field_and_no_other() {
    for (language, labels) in LANGUAGES {
        for (label, (_, wanted)) in labels.iter().zip(LABELS).filter(|(label, _)| **label != "-") {
            let named: Vec<&str> =
                LABELS.iter().filter(|(words, _)| matches(words, label)).map(|(_, name)| *name).collect();
            assert_eq!(named, [*wanted], "{language}: {label}");
        }
    }
}

#[test]
fn the_authentication_type_is_known_in_every_language() {
    let labels = [
        "Authentication Type",
        "types d’authentification",
        "Authentifizierungstyp",
        "認証タイプ",
        "Tipo de autenticación",
        "Tipo di autenticazione",
        "Tipo de autenticação",
        "인증 유형",
        "身份验证类型",
        "驗證類型",
        "Type verificatie",
        "Autentiseringstyp",
    ];
    for label in labels {
        assert!(matches(AUTHENTICATION_TYPE, label), "{label}");
    }
}

#[test]
fn a_label_is_recognised_whatever_its_case_spacing_apostrophe_or_star() {
    let check = |words, text, expected| assert_eq!(matches(words, text), expected, "{text}");
    check(CLIENT_ID, "Client Id *", true);
    check(CLIENT_ID, "CLIENT ID", true);
    check(AUTHORIZATION_SERVER, "Serveur d'autorisation *", true);
    check(ORG_ID, "組織ID", true);
    check(CLIENT_ID, "Client Identity Provider", false);
    check(CLIENT_ID, "", false);
    check(CLIENT_ID, "*", false);
}

/// Where the panel names AEM's fields, it does so in AEM's own words: those of the tables, which have their sources.
#[test]
fn the_panel_calls_aems_fields_what_aem_calls_them() {
    const FIELDS: &[(&str, Words)] = &[
        ("field_cloud_solution", CLOUD_SOLUTION),
        ("field_title", TITLE),
        ("field_authentication_type", AUTHENTICATION_TYPE),
        ("field_authorization_server", AUTHORIZATION_SERVER),
        ("field_client_id", CLIENT_ID),
        ("field_client_secret", CLIENT_SECRET),
        ("field_scope", SCOPE),
        ("field_org_id", ORG_ID),
    ];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/_locales");
    let languages = std::fs::read_dir(folder).expect("the words");
    let mut count = 0;
    for language in languages {
        let file = language.expect("a language").path().join("messages.json");
        let text = std::fs::read_to_string(&file).expect("its messages");
        let messages: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for (key, words) in FIELDS {
            let said = messages[key]["message"].as_str().unwrap_or_default();
            assert!(matches(words, said), "{}: {key} is “{said}”", file.display());
        }
        count += 1;
    }
    assert_eq!(count, 10, "AEM's languages");
}
