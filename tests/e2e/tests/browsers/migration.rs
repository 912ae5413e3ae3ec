//! The main job: from a paste to a migrated configuration.

use anyhow::Result;
use e2e::{
    Browser, CONSOLE_PATH, Configuration, Console, Engine, SECRET, Setup, TARGET_CLIENT_ID, credential, paste,
};
use sha2::{Digest, Sha256};

subjects! {
    both: [
        one_of_three_jwt_configurations_is_migrated,
        a_page_that_forbids_webassembly_to_its_own_scripts_is_no_obstacle,
    ],
    chromium_first: [
        the_console_in_the_frame_of_the_unified_shell_is_migrated,
        a_german_console_is_migrated_in_german,
    ],
    // The matrix has these views and places, and German stands for the other languages.
    when_all: [
        a_console_behind_a_context_path_is_migrated,
        a_french_console_is_migrated_in_french,
        a_japanese_console_is_migrated_in_japanese,
        a_console_in_spanish_is_migrated,
        a_console_in_italian_is_migrated,
        a_console_in_brazilian_is_migrated,
        a_console_in_korean_is_migrated,
        a_console_in_simplified_chinese_is_migrated,
        a_console_in_traditional_chinese_is_migrated,
        a_console_that_is_a_table_is_migrated,
        a_console_that_is_a_column_view_is_migrated,
    ],
}

/// A configuration on AEM's list, whatever its view.
const ITEM: &str = ".foundation-collection-item";

/// How one migration differs from the others.
struct Scenario {
    /// For the pictures.
    name: &'static str,
    /// What goes with every page of the console.
    content_security_policy: Option<&'static str>,
    /// Whether the console is in a frame, as the Unified Shell has it.
    shell: bool,
    /// The console's language, which the panel follows.
    language: &'static str,
    /// What precedes the console's path.
    context: &'static str,
    /// The way the console shows its list.
    view: &'static str,
    /// Whether one press fills and saves.
    at_once: bool,
    /// The panel's words.
    words: Words,
}

/// What the panel has to say, word for word, in the scenario's language. WebDriver gives a no-break space as a space.
struct Words {
    to_migrate: &'static str,
    adobes: &'static str,
    fits: &'static str,
    migrate: &'static str,
    fill: &'static str,
    fill_and_save: &'static str,
    read_back: &'static str,
    save: &'static str,
    done: &'static str,
}

const ENGLISH: Words = Words {
    to_migrate: "To migrate (2)",
    adobes: "Adobe’s own (1)",
    fits: "Same client id as this configuration.",
    migrate: "Migrate Adobe Target (Prod)",
    fill: "Fill 6 fields",
    fill_and_save: "Fill and save",
    read_back: "6 of 6 fields as intended",
    save: "Press “Save & Close”",
    done: "Done (1)",
};

const FRENCH: Words = Words {
    to_migrate: "À migrer (2)",
    adobes: "Gérées par Adobe (1)",
    fits: "Même ID client que cette configuration.",
    migrate: "Migrer Adobe Target (Prod)",
    fill: "Remplir 6 champs",
    fill_and_save: "Remplir et enregistrer",
    read_back: "6 champs sur 6 conformes",
    save: "Cliquer sur « Enregistrer et fermer »",
    done: "Terminées (1)",
};

const GERMAN: Words = Words {
    to_migrate: "Zu migrieren (2)",
    adobes: "Von Adobe verwaltet (1)",
    fits: "Gleiche Client-ID wie diese Konfiguration.",
    migrate: "Adobe Target (Prod) migrieren",
    fill: "6 Felder ausfüllen",
    fill_and_save: "Ausfüllen und speichern",
    read_back: "6 von 6 Feldern wie vorgesehen",
    save: "Auf „Speichern und schließen“ klicken",
    done: "Erledigt (1)",
};

const JAPANESE: Words = Words {
    to_migrate: "移行対象（2）",
    adobes: "アドビが管理（1）",
    fits: "この設定とクライアント ID が同じです。",
    migrate: "Adobe Target (Prod) を移行",
    fill: "6 個のフィールドに入力",
    fill_and_save: "入力して保存",
    read_back: "6 個中 6 個のフィールドが予定どおりです",
    save: "「保存して閉じる」をクリック",
    done: "完了（1）",
};

const SPANISH: Words = Words {
    to_migrate: "Por migrar (2)",
    adobes: "Gestionadas por Adobe (1)",
    fits: "Mismo ID de cliente que esta configuración.",
    migrate: "Migrar Adobe Target (Prod)",
    fill: "Rellenar 6 campos",
    fill_and_save: "Rellenar y guardar",
    read_back: "Comprobado en el formulario de AEM: 6 de 6 campos según lo previsto.",
    save: "Pulsar «Guardar y cerrar»",
    done: "Terminadas (1)",
};

const ITALIAN: Words = Words {
    to_migrate: "Da migrare (2)",
    adobes: "Gestite da Adobe (1)",
    fits: "Stesso ID client di questa configurazione.",
    migrate: "Migra Adobe Target (Prod)",
    fill: "Compila 6 campi",
    fill_and_save: "Compila e salva",
    read_back: "Riletti dal modulo di AEM: 6 campi su 6 come previsto.",
    save: "Premi “Salva e chiudi”",
    done: "Completate (1)",
};

const PORTUGUESE: Words = Words {
    to_migrate: "A migrar (2)",
    adobes: "Gerenciadas pela Adobe (1)",
    fits: "Mesmo ID do cliente desta configuração.",
    migrate: "Migrar Adobe Target (Prod)",
    fill: "Preencher 6 campos",
    fill_and_save: "Preencher e salvar",
    read_back: "Conferido no formulário do AEM: 6 de 6 campos conforme o previsto.",
    save: "Clicar em “Salvar e fechar”",
    done: "Concluídas (1)",
};

const KOREAN: Words = Words {
    to_migrate: "마이그레이션 대상(2)",
    adobes: "Adobe에서 관리(1)",
    fits: "이 구성과 클라이언트 ID가 같습니다.",
    migrate: "Adobe Target (Prod) 마이그레이션",
    fill: "필드 6개 채우기",
    fill_and_save: "채우고 저장",
    read_back: "AEM 양식을 확인했습니다. 필드 6개 중 6개가 의도한 값과 일치합니다.",
    save: "“저장 및 닫기” 클릭",
    done: "완료(1)",
};

const SIMPLIFIED_CHINESE: Words = Words {
    to_migrate: "待迁移（2）",
    adobes: "由 Adobe 管理（1）",
    fits: "客户端 ID 与此配置相同。",
    migrate: "迁移 Adobe Target (Prod)",
    fill: "填写 6 个字段",
    fill_and_save: "填写并保存",
    read_back: "已核对 AEM 表单：6 个字段中有 6 个符合预期。",
    save: "单击“保存并关闭”",
    done: "已完成（1）",
};

const TRADITIONAL_CHINESE: Words = Words {
    to_migrate: "待移轉（2）",
    adobes: "由 Adobe 管理（1）",
    fits: "使用者端識別碼與此設定相同。",
    migrate: "移轉 Adobe Target (Prod)",
    fill: "填寫 6 個欄位",
    fill_and_save: "填寫並儲存",
    read_back: "已核對 AEM 表單：6 個欄位中有 6 個符合預期。",
    save: "按一下「儲存並關閉」",
    done: "已完成（1）",
};

const PLAIN: Scenario = Scenario {
    name: "plain",
    content_security_policy: None,
    shell: false,
    language: "en",
    context: "",
    view: "cards",
    at_once: false,
    words: ENGLISH,
};

async fn one_of_three_jwt_configurations_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, PLAIN).await
}

async fn a_page_that_forbids_webassembly_to_its_own_scripts_is_no_obstacle(engine: Engine) -> Result<()> {
    let policy = Some("script-src 'self' 'unsafe-inline'");
    migrate(engine, Scenario { name: "policy", content_security_policy: policy, at_once: true, ..PLAIN })
        .await
}

async fn the_console_in_the_frame_of_the_unified_shell_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "shell", shell: true, ..PLAIN }).await
}

async fn a_console_behind_a_context_path_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "context", context: "/cp", at_once: true, ..PLAIN }).await
}

async fn a_french_console_is_migrated_in_french(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "french", language: "fr", words: FRENCH, ..PLAIN }).await
}

async fn a_german_console_is_migrated_in_german(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "german", language: "de", words: GERMAN, ..PLAIN }).await
}

async fn a_japanese_console_is_migrated_in_japanese(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "japanese", language: "ja", words: JAPANESE, ..PLAIN }).await
}

async fn a_console_that_is_a_table_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "table", view: "table", ..PLAIN }).await
}

async fn a_console_that_is_a_column_view_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "columns", view: "columns", ..PLAIN }).await
}

async fn a_console_in_spanish_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "es", language: "es", words: SPANISH, ..PLAIN }).await
}

async fn a_console_in_italian_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "it", language: "it", words: ITALIAN, ..PLAIN }).await
}

async fn a_console_in_brazilian_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "pt_BR", language: "pt-BR", words: PORTUGUESE, ..PLAIN }).await
}

async fn a_console_in_korean_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "ko", language: "ko", words: KOREAN, ..PLAIN }).await
}

async fn a_console_in_simplified_chinese_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "zh_CN", language: "zh-Hans", words: SIMPLIFIED_CHINESE, ..PLAIN }).await
}

async fn a_console_in_traditional_chinese_is_migrated(engine: Engine) -> Result<()> {
    migrate(engine, Scenario { name: "zh_TW", language: "zh-Hant", words: TRADITIONAL_CHINESE, ..PLAIN })
        .await
}

async fn migrate(engine: Engine, scenario: Scenario) -> Result<()> {
    let console = Console::start(scenario.content_security_policy)?;
    let browser = Browser::start(engine, &Setup::with_extension(console.port())).await?;
    let steps = Steps { browser: &browser, scenario: &scenario };

    steps.open_list().await?;
    let before = browser.configurations().await?;
    steps.see_the_list_and_paste().await?;
    steps.open_properties().await?;
    steps.fill_and_save().await?;
    steps.see_it_done().await?;

    browser.enter_top().await?;
    check_configurations(&before, &browser.configurations().await?);
    browser.close().await
}

struct Steps<'a> {
    browser: &'a Browser,
    scenario: &'a Scenario,
}

impl Steps<'_> {
    async fn open_list(&self) -> Result<()> {
        let Scenario { shell, language, context, view, .. } = self.scenario;
        let switches = format!("seed=reset&menu=off&assistant=none&lang={language}&view={view}");
        let address = if *shell {
            self.browser.aem(&format!("/ui?{switches}#/aem{CONSOLE_PATH}?appId=aemshell"))
        } else {
            self.browser.aem(&format!("{context}{CONSOLE_PATH}?{switches}"))
        };
        self.browser.open(&address).await?;
        self.to_console(ITEM).await
    }

    /// Goes to the document that the console is in, once it shows what is waited for.
    async fn to_console(&self, selector: &str) -> Result<()> {
        self.browser.enter_top().await?;
        if self.scenario.shell {
            self.browser.enter_frame("iframe[name='Main Content']").await?;
        }
        self.browser.find(selector).await?;
        Ok(())
    }

    async fn picture(&self, step: &str) -> Result<()> {
        self.browser.picture(&format!("{}-{step}", self.scenario.name)).await
    }

    async fn see_the_list_and_paste(&self) -> Result<()> {
        let (browser, words) = (self.browser, &self.scenario.words);
        browser.enter_panel().await?;
        browser.text_with("section.group h2", words.to_migrate).await?;
        browser.text_with("details.group summary", words.adobes).await?;
        let offered = browser
            .run("return [...document.querySelectorAll('.group .line .title')].map(e => e.textContent)")
            .await?;
        assert_eq!(offered, serde_json::json!(["Adobe Target (Prod)", "Automated Forms Conversion"]));
        self.picture("1-list").await?;

        paste(browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        browser.text_with(".credential code", TARGET_CLIENT_ID).await?;
        browser.text_with(".group button[data-tone=primary]", words.migrate).await?;
        self.picture("2-pasted").await
    }

    async fn open_properties(&self) -> Result<()> {
        self.browser.press(".group button[data-tone=primary]").await?;
        self.to_console("#propertiesform").await?;
        self.browser.enter_panel().await?;
        self.browser.text_with(".fit", self.scenario.words.fits).await?;
        self.browser.text_with(".form button[data-tone=primary]", self.scenario.words.fill).await?;
        self.picture("3-properties").await
    }

    async fn fill_and_save(&self) -> Result<()> {
        let (browser, words) = (self.browser, &self.scenario.words);
        if self.scenario.at_once {
            browser.text_with(".form button:not([data-tone=primary])", words.fill_and_save).await?;
            return browser.press(".form button:not([data-tone=primary])").await;
        }
        browser.press(".form button[data-tone=primary]").await?;
        browser.text_with(".said[data-tone=success]", words.read_back).await?;
        browser.text_with(".form button[data-tone=primary]", words.save).await?;
        self.picture("4-filled").await?;
        // Filled is not saved: nothing has changed in AEM so far.
        self.to_console("#propertiesform").await?;
        assert_eq!(browser.configurations().await?[0].text("authentication"), "jwt");
        browser.enter_panel().await?;
        browser.press(".form button[data-tone=primary]").await
    }

    async fn see_it_done(&self) -> Result<()> {
        self.to_console(ITEM).await?;
        let badges =
            "return document.querySelectorAll('.foundation-collection-item coral-alert').length === 2";
        self.browser.until("one badge less", badges).await?;
        self.browser.enter_panel().await?;
        self.browser.text_with(".done h2", self.scenario.words.done).await?;
        self.browser.text_with(".done li", "Adobe Target (Prod)").await?;
        self.picture("5-done").await
    }
}

fn check_configurations(before: &[Configuration], after: &[Configuration]) {
    let target = &after[0];
    let is = |member: &str, expected: &str| assert_eq!(target.text(member), expected, "{member}");
    is("title", "Adobe Target (Prod)");
    is("authentication", "oauth");
    is("authorizationServer", "https://ims-na1.adobelogin.com");
    is("clientId", TARGET_CLIENT_ID);
    is("clientSecretDigest", &hexadecimal(&Sha256::digest(SECRET)));
    is(
        "scope",
        "openid,AdobeID,target_sdk,additional_info.projectedProductContext,read_organizations,additional_info.roles",
    );
    is("orgId", "0A1B2C3D4E5F60718293A4B5@AdobeOrg");
    assert_eq!(target.text("id"), before[0].text("id"), "it was migrated in place");
    assert_eq!(after[1..], before[1..], "the others are untouched");
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
