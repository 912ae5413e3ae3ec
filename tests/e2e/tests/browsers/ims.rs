//! The test of a credential with Adobe IMS, whose stand-in on this machine answers as documented. What is counted is the
//! traffic itself: the stand-in sees every question, the proxy every host.

use crate::batch::project;
use crate::hosts::origin_of_extension;
use crate::pages::{TARGET, list, press_saying, properties};
use anyhow::{Context, Result, ensure};
use e2e::{
    Browser, Console, Engine, Ims, ImsAnswer, ORG_ID, SCOPE, SECRET, Setup, TARGET_CLIENT_ID, credential,
    paste,
};
use serde_json::json;
use std::time::Duration;

subjects! {
    both: [
        a_credential_is_tested_at_a_press_and_each_answer_has_its_own_words,
    ],
    chromium_first: [
        two_secrets_are_tested_one_after_the_other_until_one_works,
        one_press_tests_all_credentials_of_a_plan_one_after_the_other,
        without_the_extension_there_is_a_command_that_has_no_secret,
        results_have_room_in_the_narrowest_window_in_any_script,
    ],
    when_all: [
        an_answer_that_is_too_long_or_does_not_come_ends_all_the_same,
    ],
}

const HOST: &str = "ims-na1.adobelogin.com";
const OTHER_SECRET: &str = "p8e-EndToEnd0Made1Up2Secret3_-7654yx";
const ACCOUNT: &str = "FEDCBA9876543210FEDCBA98@techacct.adobe.com";
const TEST: &str = ".credential [data-act=test]";
const RESULT: &str = ".credential .check-result";

/// A token that says this of itself, in the answer that brings it.
fn token(client_id: &str, org: &str, scope: &str) -> ImsAnswer {
    let payload =
        json!({ "client_id": client_id, "org": org, "user_id": ACCOUNT, "scope": scope, "as": "ims-na1" });
    let token = format!("{}.{}.c2lnbmF0dXJl", base64(r#"{"alg":"RS256"}"#), base64(&payload.to_string()));
    let body = json!({ "access_token": token, "token_type": "bearer", "expires_in": 86399 });
    ImsAnswer::json(200, body.to_string())
}

/// Base64 for URLs, without padding.
fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            out.push(char::from(DIGITS[bits >> (18 - 6 * place) & 63]));
        }
    }
    out
}

fn works() -> ImsAnswer {
    token(TARGET_CLIENT_ID, ORG_ID, SCOPE)
}

fn refusal(description: &str) -> ImsAnswer {
    let body = json!({ "error": "invalid_client", "error_description": description });
    ImsAnswer::json(400, body.to_string())
}

fn with_header(answer: ImsAnswer, header: &str) -> ImsAnswer {
    ImsAnswer { headers: [answer.headers, vec![header.to_owned()]].concat(), ..answer }
}

/// A console, a stand-in for Adobe IMS, and a browser on the list with a credential pasted. What is allowed outlasts a
/// window, so that no other test may use this browser.
async fn start(engine: Engine, setup: fn(Setup) -> Setup, switches: &str) -> Result<(Console, Ims, Browser)> {
    let (console, ims) = (Console::start(None)?, Ims::start().await?);
    let setup = setup(Setup { fresh: true, ..Setup::with_extension(console.port()) });
    let browser = Browser::start(engine, &setup).await?;
    browser.lead_ims_to(Some(ims.port()));
    if engine == Engine::Chromium {
        let origin = origin_of_extension(&browser).await?;
        let id = origin.trim_start_matches("chrome-extension://");
        browser.allow_host(id, &format!("https://{HOST}/*")).await?;
    }
    browser.open(&list(&browser, switches)).await?;
    browser.enter_panel().await?;
    browser.find(".configurations").await?;
    Ok((console, ims, browser))
}

/// Presses *Test*, and waits for a result that says this.
async fn test(browser: &Browser, says: &str) -> Result<String> {
    browser.press(TEST).await?;
    browser.text_with(RESULT, says).await
}

/// In Firefox the first press opens a page of the extension that asks for the permission. Allows it there.
async fn allow_on_its_page(browser: &Browser) -> Result<()> {
    let client = browser.client();
    browser.press(TEST).await?;
    browser.text_with(RESULT, "a page has been opened").await?;
    browser.picture("ims-asked-elsewhere").await?;
    let here = client.window().await?;
    let page =
        client.windows().await?.into_iter().find(|window| *window != here).context("no page was opened")?;
    client.switch_to_window(page).await?;
    let text = browser.text_with("[data-part=tests]", HOST).await?;
    ensure!(text.contains("to nobody else"), "{text}");
    browser
        .until("the button", "return !document.querySelector('[data-part=tests] [aria-disabled=true]')")
        .await?;
    browser.picture("ims-allow").await?;
    press_saying(browser, "Agree and allow").await?;
    browser.text_with("[data-part=tests] .said[data-tone=success]", "Go back to AEM").await?;
    client.close_window().await?;
    client.switch_to_window(here).await?;
    browser.enter_top().await?;
    browser.enter_panel().await
}

async fn a_credential_is_tested_at_a_press_and_each_answer_has_its_own_words(engine: Engine) -> Result<()> {
    let (_console, ims, browser) = start(engine, |setup| setup, "").await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.text_with(".credential .check", HOST).await?;
    browser.picture("ims-untested").await?;
    let nobody = |browser: &Browser| !browser.asked().iter().any(|host| host.contains("adobelogin"));
    ensure!(ims.questions().is_empty() && nobody(&browser), "asked before the press");
    if engine == Engine::Firefox {
        allow_on_its_page(&browser).await?;
        ensure!(ims.questions().is_empty() && nobody(&browser), "asked before it was allowed");
    }

    let cookie = "Set-Cookie: made_up=1; Secure; SameSite=None; Path=/";
    ims.answers([with_header(ImsAnswer { after: Duration::from_millis(1500), ..works() }, cookie)]);
    test(&browser, "Asking").await?;
    browser.picture("ims-testing").await?;
    let text = browser.text_with(RESULT, "Works").await?;
    ensure!(!text.contains("not for") && text.contains("Tested at"), "{text}");
    browser.picture("ims-works").await?;
    let questions = ims.questions();
    let [question] = questions.as_slice() else { anyhow::bail!("not one question: {questions:?}") };
    ensure!(question.line == "POST /ims/token/v3", "{}", question.line);
    let form = [
        ("client_id", TARGET_CLIENT_ID),
        ("client_secret", SECRET),
        ("grant_type", "client_credentials"),
        ("scope", SCOPE),
    ];
    let form = form.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    ensure!(question.form == form, "{question:?}");
    for header in ["cookie", "referer", "authorization"] {
        ensure!(!question.headers.contains_key(header), "{question:?}");
    }

    // It is there on the next page, and nothing is asked for that.
    browser.open(&properties(&browser, TARGET)).await?;
    browser.enter_panel().await?;
    browser.text_with(RESULT, "Works").await?;
    ensure!(ims.questions().is_empty(), "asked without a press");

    let html = ImsAnswer {
        headers: vec!["Content-Type: text/html".to_owned()],
        ..ImsAnswer::json(200, "<h1>Log in</h1>")
    };
    let elsewhere = "Location: https://elsewhere.adobelogin.com/ims/token/v3";
    let debug_id = "x-debug-id: made-up-1234";
    for (answer, says, picture) in [
        (refusal("invalid client_secret parameter"), "refuses the client secret", "wrong-secret"),
        (refusal("invalid client_id parameter"), "does not know this client ID", "unknown-client"),
        (with_header(ImsAnswer::json(429, ""), "Retry-After: 120"), "Test again after", "throttled"),
        (html, "does not speak as Adobe IMS does", "not-json"),
        (with_header(ImsAnswer::json(403, "{}"), debug_id), "made-up-1234", "other"),
        (with_header(ImsAnswer::json(503, ""), debug_id), "HTTP 503", "server-error"),
        (with_header(ImsAnswer::json(302, ""), elsewhere), "leads to another address", "redirect"),
        (
            token(TARGET_CLIENT_ID, "0B1B2C3D4E5F60718293A4B5@AdobeOrg", "openid,AdobeID"),
            "Not granted: target_sdk, additional_info.projectedProductContext",
            "differences",
        ),
    ] {
        ims.answers([answer]);
        let text = test(&browser, says).await?;
        browser.picture(&format!("ims-{picture}")).await?;
        let questions = ims.questions();
        ensure!(questions.len() == 1, "{picture}: not one question");
        ensure!(!questions[0].headers.contains_key("cookie"), "{picture}: the cookie was taken, and sent");
        ensure!(!text.contains(SECRET) && !text.contains("eyJ"), "{text}");
    }
    browser.lead_ims_to(None);
    let text = test(&browser, "is not reached").await?;
    ensure!(text.contains("says nothing about the credential"), "{text}");
    browser.picture("ims-blocked").await?;
    ensure!(ims.questions().is_empty(), "it was blocked");

    let ours = [format!("{HOST}:443"), format!("{}:443", browser.author())];
    let asked: Vec<String> =
        browser.asked().into_iter().filter(|one| one.contains("adobe") && !ours.contains(one)).collect();
    ensure!(asked.is_empty(), "asked for: {asked:?}");
    browser.close().await
}

async fn one_press_tests_all_credentials_of_a_plan_one_after_the_other(engine: Engine) -> Result<()> {
    let (_console, ims, browser) = start(engine, |setup| setup, "").await?;
    let forms = "2b3c4d5e6f708192a3b4c5d6e7f8091a";
    for (count, (name, client_id)) in [("Target", TARGET_CLIENT_ID), ("Forms", forms)].into_iter().enumerate()
    {
        // With one credential there, the box is one press away.
        browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })").await?;
        paste(&browser, &project(name, client_id, &[SECRET])).await?;
        let all = format!("return document.querySelectorAll('.credential').length === {}", count + 1);
        browser.until("its credential", &all).await?;
    }
    press_saying(&browser, "Review migrations: 2").await?;
    let after = Duration::from_millis(500);
    let answer = |client_id| ImsAnswer { after, ..token(client_id, ORG_ID, SCOPE) };
    ims.answers([
        answer(TARGET_CLIENT_ID),
        ImsAnswer { after, ..refusal("invalid client_secret parameter") },
    ]);
    ensure!(ims.questions().is_empty(), "asked before the press");
    browser.press(".plan [data-act=test-all]").await?;
    browser.text_with(".plan tr:nth-child(1) .check-result", "Works").await?;
    browser.text_with(".plan tr:nth-child(2) .check-result", "secret").await?;
    browser.picture("ims-plan").await?;
    let questions = ims.questions();
    ensure!(questions.len() == 2, "{questions:?}");
    // All are tested, and the plan is as it was.
    ensure!(!browser.has(".plan [data-act=test-all]").await?);
    browser.find(".plan [data-act=migrate]").await?;
    browser.close().await
}

async fn two_secrets_are_tested_one_after_the_other_until_one_works(engine: Engine) -> Result<()> {
    let (_console, ims, browser) = start(engine, |setup| setup, "").await?;
    let both = credential(TARGET_CLIENT_ID, SECRET)
        .replace(&json!([SECRET]).to_string(), &json!([SECRET, OTHER_SECRET]).to_string());
    paste(&browser, &both).await?;
    browser.find(TEST).await?;
    if engine == Engine::Firefox {
        allow_on_its_page(&browser).await?;
    }
    ims.answers([refusal("invalid client_secret parameter"), works()]);
    let text = test(&browser, "Works with the client secret").await?;
    ensure!(text.contains("p8e-••••54yx"), "{text}");
    let secrets: Vec<Option<String>> =
        ims.questions().into_iter().map(|mut question| question.form.remove("client_secret")).collect();
    ensure!(secrets == [Some(SECRET.to_owned()), Some(OTHER_SECRET.to_owned())], "{}", secrets.len());
    ensure!(text.contains("Another client secret is chosen"), "{text}");
    browser.picture("ims-two-secrets").await?;

    // Of neither the token nor the secret anything is on disk.
    let kept = "const done = arguments[0];
        Promise.all([chrome.storage.local.get(), chrome.storage.session?.get()]).then((all) => done(JSON.stringify(all)))";
    browser.enter_top().await?;
    let origin = origin_of_extension(&browser).await?;
    browser.open(&format!("{origin}/home.html")).await?;
    let kept = browser.client().execute_async(kept, Vec::new()).await?;
    let kept = kept.as_str().context("what is kept")?;
    ensure!(!kept.contains("eyJ"), "the token is kept");
    // The permission is for asking, and brings no script of ours onto that host.
    let scripts = "const done = arguments[0];
        chrome.scripting.getRegisteredContentScripts().then((all) => done(JSON.stringify(all)))";
    let scripts = browser.client().execute_async(scripts, Vec::new()).await?;
    ensure!(!scripts.as_str().context("the scripts")?.contains("adobelogin"), "{scripts}");
    browser.close().await
}

async fn an_answer_that_is_too_long_or_does_not_come_ends_all_the_same(engine: Engine) -> Result<()> {
    let (_console, ims, browser) = start(engine, |setup| setup, "").await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.find(TEST).await?;
    if engine == Engine::Firefox {
        allow_on_its_page(&browser).await?;
    }
    let long = format!("{{\"access_token\":\"{}\"}}", "a".repeat(4 << 20));
    let never = ImsAnswer { after: Duration::from_secs(120), ..works() };
    ims.answers([ImsAnswer::json(200, long), never]);
    test(&browser, "does not speak as Adobe IMS does").await?;
    let begun = std::time::Instant::now();
    test(&browser, "has not answered in time").await?;
    let took = begun.elapsed().as_secs();
    ensure!((19..28).contains(&took), "after {took} s");
    ensure!(ims.questions().len() == 2, "one question each");
    browser.close().await
}

async fn without_the_extension_there_is_a_command_that_has_no_secret(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
    browser.press(".credential .check summary").await?;
    let command = browser.text_with(".credential .check pre", "curl").await?;
    ensure!(command.contains(TARGET_CLIENT_ID) && command.contains(HOST), "{command}");
    ensure!(!command.contains(SECRET), "{command}");
    ensure!(!browser.has(TEST).await?, "a web page cannot ask");
    browser.picture("ims-command").await?;
    browser.close().await
}

async fn results_have_room_in_the_narrowest_window_in_any_script(engine: Engine) -> Result<()> {
    let dark = |setup: Setup| Setup { dark: true, window: (320, 900), ..setup };
    let (_console, ims, browser) = start(engine, dark, "").await?;
    if engine == Engine::Firefox {
        paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        browser.find(TEST).await?;
        allow_on_its_page(&browser).await?;
    }
    for language in ["de", "ja"] {
        browser.open(&list(&browser, &format!("lang={language}"))).await?;
        browser
            .open(&browser.aem(&format!("{}?menu=off&assistant=none&lang={language}", e2e::CONSOLE_PATH)))
            .await?;
        browser.enter_panel().await?;
        if !browser.has(".credential").await? {
            paste(&browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        }
        browser.find(TEST).await?;
        browser.picture(&format!("ims-{language}-untested")).await?;
        let other = token(TARGET_CLIENT_ID, "0B1B2C3D4E5F60718293A4B5@AdobeOrg", "openid,AdobeID");
        for (name, answer, says) in [
            ("works", works(), "Adobe IMS"),
            ("wrong", refusal("invalid client_secret parameter"), "Retrieve client secret"),
            ("differences", other, "target_sdk"),
        ] {
            ims.answers([answer]);
            browser.press(TEST).await?;
            if name != "works" {
                browser.text_with(RESULT, says).await?;
            }
            browser.find(".check-result[data-tone]:not([data-tone=busy])").await?;
            browser
                .run("document.querySelector('.check-result').scrollIntoView({ block: 'center' })")
                .await?;
            browser.picture(&format!("ims-{language}-{name}")).await?;
            let wide = "return document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth
                && [...document.querySelectorAll('.check *, .check-result, .check-result *')]
                  .every((one) => one.getBoundingClientRect().right <= innerWidth)";
            browser.until("room for everything", wide).await?;
        }
    }
    browser.close().await
}
