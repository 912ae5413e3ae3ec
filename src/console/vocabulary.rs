//! The words and patterns by which the parts of the console are recognised, each with its source.
//!
//! A word is never enough by itself; the modules that use these tables say what has to agree with it. Sections are those
//! of the project's fact file on AEM's console: Adobe's documentation in twelve languages (section 3), and screenshots
//! of the console in English, French, German and Japanese.

/// The same text in all known languages; compared after [`normalise`].
pub(super) type Words = &'static [&'static str];

/// "Auto Provisioned" has been seen in English only (section 3, "English only").
pub(super) const AUTO_PROVISIONED: Words = &["Auto provisioned", "Auto-provisioned", "Autoprovisioned"];

/// The same in Adobe's documentation of other languages (section 10.12). Not known from the UI, so it raises doubt only.
pub(super) const AUTO_PROVISIONED_IN_DOCUMENTATION: Words = &[
    "Automatisch bereitgestellt",
    "aprovisionada automáticamente",
    "aprovisionado automáticamente",
    "aprovisionadas automáticamente",
    "configurée automatiquement",
    "configurées automatiquement",
    "provisioning automatico",
    "provisionada automaticamente",
    "provisionadas automaticamente",
    "自動プロビジョニング",
];

/// The kind of account, which every item shows (section 3, "Other UI strings").
pub(super) const TECHNICAL_ACCOUNT: Words = &[
    "Adobe IMS Technical Account",
    "Compte technique Adobe IMS",
    "Technisches Adobe IMS-Konto",
    "Adobe IMS テクニカルアカウント",
];

/// The Properties button (section 3, table; en, fr, de and ja from screenshots).
pub(super) const PROPERTIES: Words = &[
    "Properties",
    "Propriétés",
    "Eigenschaften",
    "Eigenschappen",
    "プロパティ",
    "Propiedades",
    "Proprietà",
    "Propriedades",
    "속성",
    "属性",
    "屬性",
    "Egenskaper",
];

/// The selection bar's action that checks a configuration (section 3, table).
pub(super) const CHECK_HEALTH: Words = &[
    "Check Health",
    "Contrôle de l’intégrité",
    "Konsistenz prüfen",
    "Zustand überprüfen",
    "正常性をチェック",
    "ヘルスチェック",
    "Comprobar estado",
    "Verifica stato",
    "Verificar integridade",
    "상태 확인",
    "检查运行状况",
    "檢查健康狀態",
    "檢查運行狀況",
    "Health controleren",
    "Kontrollera hälsa",
];

/// The button that saves a properties page (section 3, table).
pub(super) const SAVE_AND_CLOSE: Words = &[
    "Save & Close",
    "Save and Close",
    "Enregistrer et fermer",
    "Speichern und schließen",
    "保存して閉じる",
    "Guardar y cerrar",
    "Salva e chiudi",
    "Salvar e fechar",
    "저장 및 닫기",
    "저장 믿 닫기",
    "保存并关闭",
    "儲存並關閉",
    "Opslaan en sluiten",
    "Spara och stäng",
];

/// The button that lets a form be edited. In English only, from what any AEM has; its icon is the same everywhere.
pub(super) const EDIT: Words =
    &["Edit", "Bearbeiten", "Modifier", "編集", "Editar", "Modifica", "편집", "编辑", "編輯"];

/// The button that makes a new configuration (section 3, table).
pub(super) const CREATE: Words = &[
    "Create",
    "Créer",
    "Erstellen",
    "作成",
    "Crear",
    "Crea",
    "Criar",
    "만들기",
    "创建",
    "建立",
    "Maken",
    "Skapa",
];

/// The select that chooses between JWT and OAuth (section 3, table).
pub(super) const AUTHENTICATION_TYPE: Words = &[
    "Authentication Type",
    "Authentication Types",
    "Type d’authentification",
    "Types d’authentification",
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

/// Labels of the form's fields (section 3, "Field labels"; Dutch, and Swedish for the JWT form, from the page
/// `configure-service.md` of Adobe's documentation of the forms conversion service in these languages).
pub(super) const CLOUD_SOLUTION: Words = &[
    "Cloud Solution",
    "Solution cloud",
    "Cloud-Lösung",
    "クラウドソリューション",
    "Soluzione cloud",
    "Solução da Nuvem",
    "클라우드 솔루션",
    "云解决方案",
    "雲端解決方案",
    "molnlösning",
];
pub(super) const TITLE: Words =
    &["Title", "Titre", "Titel", "タイトル", "Título", "Titolo", "제목", "标题", "標題"];
pub(super) const AUTHORIZATION_SERVER: Words = &[
    "Authorization Server",
    "Serveur d’autorisation",
    "Autorisierungsserver",
    "認証サーバー",
    "Servidor de autorización",
    "Server autorizzazioni",
    "Servidor de Autorização",
    "인증 서버",
    "授权服务器",
    "授權伺服器",
    "Autorisatieserver",
    "Auktoriseringsserver",
];
pub(super) const CLIENT_ID: Words = &[
    "Client Id",
    "ID client",
    "ID du client",
    "Client-ID",
    "クライアント ID",
    "Id. de cliente",
    "ID do Cliente",
    "클라이언트 ID",
    "客户端ID",
    "使用者端識別碼",
    "Klient-ID",
];
pub(super) const CLIENT_SECRET: Words = &[
    "Client Secret",
    "Secret du client",
    "Secret client",
    "Client-Geheimnis",
    "クライアントの秘密鍵",
    "クライアント秘密鍵",
    "Secreto de cliente",
    "Secreto del cliente",
    "Segreto client",
    "Segredo do Cliente",
    "클라이언트 암호",
    "客户端密码",
    "客户端密钥",
    "使用者端密碼",
    "客戶端密碼",
    "Clientgeheim",
    "Klienthemlighet",
];
pub(super) const SCOPE: Words = &[
    "Scope",
    "Scopes",
    "Portée",
    "Portées",
    "Umfang",
    "スコープ",
    "Ámbito",
    "Ambito",
    "Escopo",
    "범위",
    "范围",
    "領域",
    "Omfång",
];
pub(super) const ORG_ID: Words = &[
    "Org Id",
    "Organization Id",
    "ID d’organisation",
    "ID de l’organisation",
    "Organisations-ID",
    "組織 ID",
    "ID de organización",
    "ID organizzazione",
    "ID da Organização",
    "조직 ID",
    "组织ID",
    "組織ID",
];
pub(super) const API_KEY: Words = &[
    "API Key",
    "Clé API",
    "API-Schlüssel",
    "API キー",
    "API 키",
    "API密钥",
    "API金鑰",
    "API密鑰",
    "API-sleutel",
    "API-nyckel",
];
pub(super) const PAYLOAD: Words = &[
    "Payload",
    "Charge utile",
    "Nutzlast",
    "ペイロード",
    "Carga útil",
    "Carga",
    "페이로드",
    "有效负载",
    "負載",
    "Nyttolast",
];

/// Labels of Developer Console for values that are not in AEM's form but are easily mistaken for those that are
/// (section 2.2: Adobe's own documentation confuses the first with the organization id).
pub(super) const OTHER_VALUES: Words =
    &["Technical Account ID", "Technical Account", "Technical Account Email", "Credential Name"];

/// Buttons that do something else than save (section 3, table; and what any AEM has in English).
pub(super) const OTHER_ACTIONS: Words = &[
    "Delete",
    "Supprimer",
    "Löschen",
    "削除",
    "Eliminar",
    "Elimina",
    "Excluir",
    "삭제",
    "删除",
    "刪除",
    "Verwijderen",
    "Ta bort",
    "Cancel",
    "Close",
    "Check",
    "Check Health",
    "Download Public Key",
];

/// Whether a text is one of the words. Case, spacing, punctuation and a required field's star do not count.
pub(super) fn matches(words: Words, text: &str) -> bool {
    let text = normalise(text);
    !text.is_empty() && words.iter().any(|word| normalise(word) == text)
}

/// Whether a text contains one of the words, compared as [`matches`] does.
pub(super) fn is_part_of(words: Words, text: &str) -> bool {
    let text = normalise(text);
    words.iter().any(|word| text.contains(&normalise(word)))
}

/// Folds case in ASCII only: no label differs from its row in the case of another letter.
fn normalise(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

/// Whether a text contains `token` as a word of its own: next to it is no ASCII letter or digit. Letters of scripts
/// without spaces may be ("JWT資格情報").
pub(super) fn has_token(text: &str, token: &str) -> bool {
    // Fast path: a search for a single character is quick, and most texts do not even have the first one.
    let Some(first) = token.chars().next() else { return false };
    text.match_indices(first).any(|(start, _)| {
        let Some(rest) = text[start..].strip_prefix(token) else { return false };
        let before = text[..start].chars().next_back();
        let after = rest.chars().next();
        ![before, after].into_iter().flatten().any(|neighbour| neighbour.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests;
