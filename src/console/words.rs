//! The words by which dialogs, wizards, login pages and error pages are recognised, each with its source.
//!
//! Those of the form and the list are in [`vocabulary`](super::vocabulary). As there, a word is never enough by itself.
//! Sections are those of the project's fact file on AEM's console.

use super::vocabulary::Words;

/// The title of the question before a health check, and its button (section 2.6; section 3, last column of the table).
pub(super) const CHECK: Words = &[
    "Check",
    "Vérifier",
    "Prüfen",
    "Überprüfen",
    "チェック",
    "Comprobar",
    "Verifica",
    "Controlla",
    "Verificar",
    "확인",
    "检查",
    "查看",
    "檢查",
    "Controleren",
    "Kontrollera",
];

/// The title of a successful result (section 3, "Other UI strings").
pub(super) const HEALTHY: Words =
    &["Healthy configuration", "Configuration intègre", "Fehlerfreie Konfiguration", "正常設定"];

/// The text of a successful result (section 3, "Other UI strings").
pub(super) const TOKEN_RETRIEVED: &[&str] = &[
    "Token retrieved successfully",
    "Jeton récupéré avec succès",
    "Token erfolgreich abgerufen",
    "トークンが正常に取得されました",
];

/// Parts of a failed result's text that come from the server, and so are the same in every language
/// (section 2.6: Adobe's troubleshooting of parallel publishing; section 6: KA-23909).
pub(super) const NO_TOKEN: &[&str] =
    &["AccessTokenProvider", "failed to get access token", "invalid_client", "error_description"];

/// Names of fields that only the wizard for JWT has (section 2.1, request parameters).
pub(super) const JWT_FIELDS: &[&str] =
    &["keypairAliases", "keypairAlias", "newKeypairAlias", "apiKey", "jwtClaims"];

/// *Certificate*, on the wizard's first step. Its words in other languages are not known (section 2.1).
pub(super) const CERTIFICATE: Words = &["Certificate"];

/// The fields of a login form. The names are those of the servlet specification's form login, which Sling's and AEM's
/// login page follow (Apache Sling, "Form Based AuthenticationHandler").
pub(super) const LOGIN_FIELDS: &[&str] = &["j_username", "j_password"];
