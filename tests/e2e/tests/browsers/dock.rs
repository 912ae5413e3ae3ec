//! The room that a page makes for the panel, however the page is laid out: AEM's own layout is not known. The pages are made
//! for it, and `dock.js` runs in them alone.

use crate::screens::{covered, settle};
use anyhow::{Context, Result, ensure};
use e2e::{Browser, Console, Engine, Setup, project};
use serde_json::json;

subjects! {
    both: [
        every_layout_makes_room_and_gets_it_back,
    ],
    chromium_first: [
        a_panel_that_is_dragged_away_gives_the_room_back,
        a_page_that_grows_while_the_panel_stands_beside_it_can_be_scrolled,
        ten_thousand_items_are_not_walked,
    ],
}

/// Pages, each by its style and its body. `X` stands for many parts.
const LAYOUTS: [(&str, &str, &str); 11] = [
    ("normal flow", "", "<header data-part>A</header>X<footer data-part>B</footer>"),
    ("a column in the middle", "main { width: 500px; margin: 0 auto }", "<main>X</main>"),
    ("normal flow of little", "", "<p data-part>A<p data-part>B<p data-part>C<p data-part style='float: right'>D"),
    (
        "percentages, and a scroller within",
        "html, body { height: 100%; margin: 0 } body { overflow: hidden; display: flex; flex-direction: column }
         main { flex: 1; overflow: auto }",
        "<header data-part>A</header><main>X</main><footer data-part>B</footer>",
    ),
    ("percentages, and more than that", "html, body { height: 100%; margin: 0 }", "<header data-part>A</header>X"),
    (
        "absolute, in a body without height",
        "body { margin: 0 } main { position: absolute; inset: 0; overflow: auto }",
        "<main>X</main>",
    ),
    (
        "as Granite maximizes",
        ".maximized { position: absolute; top: 0; left: 0; width: 100%; height: 100%; overflow: auto }",
        "<main class=maximized>X</main>",
    ),
    (
        "as wide and high as the window",
        "body { margin: 0; overflow: hidden } main { width: 100vw; height: 100vh; overflow: auto }",
        "<main>X</main>",
    ),
    ("wider than the room", "html, body { height: 100%; margin: 0 } body { min-width: 1100px }", "<p data-part>A<p data-part>B<p data-part>C<p data-part style='float: right'>D"),
    (
        "fixed bars and a dialog",
        "html, body { height: 100%; margin: 0; overflow: hidden } main { height: 100%; overflow: auto; padding: 40px 0; box-sizing: border-box }
         header, footer { position: fixed; left: 0; right: 0; height: 30px } footer { bottom: 0 } header { top: 0 }
         .dialog { position: fixed; inset: 0; display: grid; place-items: center; pointer-events: none }
         .dialog > div { width: 300px; height: 120px }
         .toast { position: fixed; right: 20px; bottom: 40px; width: 100px; height: 40px }",
        "<header data-part>A</header><main>X</main><footer data-part>B</footer>
         <div class=dialog><div data-part>C</div></div><div class=toast data-part>D</div>",
    ),
    (
        "styles of its own in every place",
        "html, body { height: 100% !important; width: 100% !important; margin: 0 } main { height: 100%; overflow: auto }",
        "<main>X</main><script>
           document.documentElement.setAttribute('style', 'min-height: 1px; max-width: 100%; overflow: hidden;');
           document.body.setAttribute('style', 'width: 100%; overflow: hidden; transform: none; position: static !important;');
         </script>",
    ),
];

/// A page with many parts, as an address.
fn page(style: &str, body: &str) -> String {
    let parts: String = (0..40)
        .map(|number| format!("<div><label>{number}</label><input data-part style='float: right'><button data-part>{number}</button></div>"))
        .collect();
    let style = format!("<style>div {{ min-height: 40px }} {style}</style>");
    let html = format!(
        "<!doctype html><meta name=viewport content='width=device-width'>{style}<body>{}",
        body.replace('X', &parts)
    );
    let escaped: String = html.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("data:text/html,{escaped}")
}

/// Opens such a page, and puts a panel into it that wants to be high.
async fn start(browser: &Browser, style: &str, body: &str) -> Result<()> {
    browser.open(&page(style, body)).await?;
    let source = std::fs::read_to_string(project().join("static/panel/dock.js")).context("dock.js")?;
    // In the page's own world, to which both browsers come back later.
    let put = "
        const [source, done] = arguments;
        window.eval(`
          resizes = 0;
          addEventListener('resize', () => resizes++);
          before = document.documentElement.outerHTML;
          style = () => [document.documentElement, document.body].map((one) => one.getAttribute('style')).join();
          styleBefore = style();`);
        window.eval(source);
        window.eval(`
          panel = document.createElement('div');
          panel.setAttribute('style', 'height: 100%; background: silver');
          dock = AssistantDock.create({ load: async () => undefined, store() {} });
          docked = dock.show('the-panel', panel).then(() => dock.change({ height: 620 }));`);
        window.eval('docked').then(() => done(true))";
    browser.client().execute_async(put, vec![json!(source)]).await?;
    Ok(())
}

/// Runs something in the page's own world.
async fn eval(browser: &Browser, script: &str) -> Result<serde_json::Value> {
    Ok(browser.client().execute("return window.eval(arguments[0])", vec![json!(script)]).await?)
}

async fn every_layout_makes_room_and_gets_it_back(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let setup = Setup { fresh: true, ..Setup::without_extension(console.port()) };
    let browser = Browser::start(engine, &setup).await?;
    let mut faults = Vec::new();
    for (name, style, body) in LAYOUTS {
        browser.client().set_window_size(1200, 800).await?;
        start(&browser, style, body).await?;
        for (width, height) in [(1200, 800), (600, 800), (1000, 700)] {
            browser.client().set_window_size(width, height).await?;
            settle(&browser).await?;
            for scrolls in [false, true] {
                if width == 600 && !scrolls {
                    continue;
                }
                let found = covered(&browser, "the-panel", "[data-part]", scrolls).await?;
                // They are alike.
                faults.extend(found.into_iter().take(2).map(|fault| format!("{name}, {width} px: {fault}")));
            }
            browser.picture(&format!("room-{}-{width}", name.replace(' ', "-"))).await?;
        }
        // Each change of the room is one event: 444 at the right, the sheet, 444 again. The window's own are three at most.
        let resizes = eval(&browser, "resizes").await?;
        if resizes.as_u64().unwrap_or(99) > 12 {
            faults.push(format!("{name}: {resizes} times resized"));
        }
        let folded =
            eval(&browser, "dock.change({ folded: true }), style() === styleBefore || style()").await?;
        if folded != json!(true) {
            faults.push(format!("{name}, folded: {folded}"));
        }
        eval(&browser, "dock.change({ folded: false }), 1").await?;
        settle(&browser).await?;
        let removed = "dock.remove(), document.documentElement.outerHTML === before || style()";
        let removed = eval(&browser, removed).await?;
        if removed != json!(true) {
            faults.push(format!("{name}, removed: {removed}"));
        }
    }
    browser.close().await?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

async fn a_panel_that_is_dragged_away_gives_the_room_back(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    let (_, style, body) = LAYOUTS[3];
    start(&browser, style, body).await?;
    let width = "Math.round(document.body.getBoundingClientRect().width) - innerWidth";
    ensure!(eval(&browser, width).await? == json!(-444), "it has not made room");
    // AEM is not laid out anew at every step of the drag.
    ensure!(
        eval(&browser, &format!("dock.change({{ move: {{ x: -90, y: 40 }} }}), {width}")).await?
            == json!(-444)
    );
    ensure!(eval(&browser, &format!("dock.change({{ moved: true }}), {width}")).await? == json!(0));
    // Let go of near to the edge, it is docked again.
    let back = format!("dock.change({{ move: {{ x: 75, y: 0 }} }}), dock.change({{ moved: true }}), {width}");
    ensure!(eval(&browser, &back).await? == json!(-444));
    let right = "innerWidth - document.querySelector('the-panel').getBoundingClientRect().right";
    ensure!(eval(&browser, right).await? == json!(12));
    browser.close().await
}

async fn a_page_that_grows_while_the_panel_stands_beside_it_can_be_scrolled(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    start(&browser, "body { margin: 0 }", "<p data-part>A<p data-part>B<p data-part>C<p data-part>D").await?;
    let more = "for (let at = 0; at < 60; at++) {
          const line = document.createElement('div');
          line.innerHTML = '<input data-part style=\"float: right\">';
          document.body.append(line);
        }
        dock.arrange(), 1";
    eval(&browser, more).await?;
    settle(&browser).await?;
    let faults = covered(&browser, "the-panel", "[data-part]", true).await?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    browser.close().await
}

/// What a change of the room costs does not depend on how much AEM shows: the dock asks no element but a few for its place.
async fn ten_thousand_items_are_not_walked(engine: Engine) -> Result<()> {
    let console = Console::start(None)?;
    let browser = Browser::start(engine, &Setup::without_extension(console.port())).await?;
    let (_, style, body) = LAYOUTS[3];
    start(&browser, style, body).await?;
    let asked = "
        const main = document.querySelector('main');
        main.innerHTML += '<div><button>1</button></div>'.repeat(10000);
        let asked = 0;
        for (const [kind, name] of [[Element, 'getBoundingClientRect'], [window, 'getComputedStyle']]) {
          const owner = kind.prototype ?? kind;
          const original = owner[name];
          owner[name] = function (...given) { asked++; return original.apply(this, given); };
        }
        dock.change({ folded: true });
        dock.change({ folded: false });
        asked";
    let asked = eval(&browser, &format!("{{ {asked} }}")).await?;
    ensure!(asked.as_u64().is_some_and(|asked| (1..100).contains(&asked)), "{asked}");
    browser.close().await
}
