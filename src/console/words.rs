//! The words by which dialogs, wizards and pages that are not the console are told, each with its source.
//!
//! The words of the form and of the list are in [`vocabulary`](super::vocabulary); what holds there holds here: no word
//! is enough by itself. Sections are those of the project's fact file on AEM's console.

use super::vocabulary::Words;

/// The dialog that asks before a health check, and its button (section 2.6; section 3, last column of the table).
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

/// The heading of a check that went well (section 3, "Other UI strings").
pub(super) const HEALTHY: Words =
    &["Healthy configuration", "Configuration intègre", "Fehlerfreie Konfiguration", "正常設定"];

/// What a check that went well says of a configuration (section 3, "Other UI strings").
pub(super) const TOKEN_RETRIEVED: &[&str] = &[
    "Token retrieved successfully",
    "Jeton récupéré avec succès",
    "Token erfolgreich abgerufen",
    "トークンが正常に取得されました",
];

/// Parts of what a check says that failed, which come from the server and are in no language of the page
/// (section 2.6: Adobe's troubleshooting of parallel publishing; section 6: KA-23909).
pub(super) const NO_TOKEN: &[&str] =
    &["AccessTokenProvider", "failed to get access token", "invalid_client", "error_description"];

/// Names of the fields that only the JWT-era wizard has (section 2.1, request parameters).
pub(super) const JWT_FIELDS: &[&str] =
    &["keypairAliases", "keypairAlias", "newKeypairAlias", "apiKey", "jwtClaims"];

/// *Certificate*, on the wizard's first step. The other languages' words are not known (section 2.1).
pub(super) const CERTIFICATE: Words = &["Certificate"];

/// The fields of a login form. The names are those of the servlet specification's form login, which Sling's and AEM's
/// login page follow (Apache Sling, "Form Based AuthenticationHandler").
pub(super) const LOGIN_FIELDS: &[&str] = &["j_username", "j_password"];

/// The folders that AEM serves a console's page from (section 1, "Overlay aliases and context path").
pub(super) const ROOTS: &[&str] =
    &["/libs", "/apps", "/mnt/overlay", "/mnt/override/libs", "/mnt/override/apps"];
