//! What the shipped builds cost in Chromium: `cargo xtask bench`.
//!
//! Each row is the median of several runs in one browser. Machines differ and are noisy, so a figure means something
//! only beside another one of the same run; where there is one to compare with, the row gives the ratio.

#![allow(clippy::print_stdout, reason = "a benchmark speaks by printing")]

use anyhow::{Context, Result};
use e2e::{AUTHOR, Browser, CONSOLE_PATH, Console, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::{Value, json};

/// How often each row is measured.
const RUNS: usize = 9;

/// A row: what was measured, its median in milliseconds, and what that is compared with.
struct Row {
    what: &'static str,
    milliseconds: f64,
    beside: Option<(&'static str, f64)>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let console = Console::start(None)?;
    let with = Browser::chromium(&Setup::with_extension(console.port())).await?;
    let without =
        Browser::chromium(&Setup { extension: false, ..Setup::with_extension(console.port()) }).await?;
    let rows = [
        compile_and_start(&without, &console).await?,
        navigation_to_usable(&with).await?,
        fill_six_fields(&with).await?,
        read_a_megabyte(&without, &console).await?,
        a_page_that_is_not_ours(&with, &without).await?,
    ];
    println!("{:<44}{:>12}  beside", "median of 9, Chromium", "ms");
    for Row { what, milliseconds, beside } in rows {
        let beside =
            beside.map(|(what, other)| format!("{what}: {other:.2} ms, ratio {:.2}", milliseconds / other));
        println!("{what:<44}{milliseconds:>12.2}  {}", beside.unwrap_or_default());
    }
    with.close().await?;
    without.close().await
}

/// From the bytes of the WebAssembly to its start; beside it, compiling alone.
async fn compile_and_start(browser: &Browser, console: &Console) -> Result<Row> {
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    browser.find(".paste").await?;
    let script = "
        const [runs, done] = arguments;
        (async () => {
          const bytes = await (await fetch('assistant_bg.wasm')).arrayBuffer();
          const compiled = [], started = [];
          for (let run = 0; run < runs; run++) {
            const glue = await import(`./assistant.js?${run}`);
            const begin = performance.now();
            const module = await WebAssembly.compile(bytes);
            compiled.push(performance.now() - begin);
            glue.initSync({ module });
            started.push(performance.now() - begin);
          }
          return [started, compiled];
        })().then(done)";
    let times = browser.client().execute_async(script, vec![json!(RUNS)]).await?;
    Ok(Row {
        what: "wasm: compile and start",
        milliseconds: median(&times[0])?,
        beside: Some(("compile alone", median(&times[1])?)),
    })
}

/// From the begin of the page's navigation until the panel shows the configurations; beside it, until the console's
/// own page has loaded.
async fn navigation_to_usable(browser: &Browser) -> Result<Row> {
    let mut usable = Vec::new();
    let mut loaded = Vec::new();
    for _ in 0..RUNS {
        browser
            .open(&format!("https://{AUTHOR}{CONSOLE_PATH}?seed=reset&menu=off&assistant=none&lang=en"))
            .await?;
        let page = "const [entry] = performance.getEntriesByType('navigation');
                    return [performance.timeOrigin, entry.loadEventEnd]";
        browser
            .until("the page", "return performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
            .await?;
        let page = browser.run(page).await?;
        browser.enter_panel().await?;
        browser.find(".configurations").await?;
        let mark = "return performance.timeOrigin + performance.getEntriesByName('usable')[0].startTime";
        let at = browser.run(mark).await?;
        usable.push(json!(number(&at)? - number(&page[0])?));
        loaded.push(page[1].clone());
    }
    Ok(Row {
        what: "navigation to panel usable",
        milliseconds: median(&json!(usable))?,
        beside: Some(("the page’s own load", median(&json!(loaded))?)),
    })
}

/// From the press of the button to the last value read back, where the console answers at once.
async fn fill_six_fields(browser: &Browser) -> Result<Row> {
    let properties = format!(
        "https://{AUTHOR}{}/editimsconfig.html?menu=off&assistant=none&lang=en&delay=0\
         &item=com.adobe.granite.auth.oauth.accesstoken.provider~target%2Bprod~1",
        CONSOLE_PATH.trim_end_matches(".html")
    );
    let mut times = Vec::new();
    for _ in 0..RUNS {
        browser.open(&properties).await?;
        browser.enter_panel().await?;
        if browser.has(".paste textarea").await? && !browser.has(".credential").await? {
            paste(browser, &credential(TARGET_CLIENT_ID, SECRET)).await?;
        }
        browser.text_with(".form button[data-tone=primary]", "Fill 6 fields").await?;
        browser.press(".form button[data-tone=primary]").await?;
        browser.find(".said[data-tone=success]").await?;
        times.push(browser.run("return performance.getEntriesByName('fill')[0].duration").await?);
    }
    Ok(Row {
        what: "fill of six fields, with OAuth chosen",
        milliseconds: median(&json!(times))?,
        beside: None,
    })
}

/// A project of a megabyte through the box of the standalone page, until the page shows it; beside it, `JSON.parse`
/// of the same text.
async fn read_a_megabyte(browser: &Browser, console: &Console) -> Result<Row> {
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    browser.find(".paste textarea").await?;
    let script = "
        const [runs, credential, done] = arguments;
        (async () => {
          const event = { type: 'event', name: 'x'.repeat(60), code: 'SomeServiceSDK', note: [1, true, null] };
          const text = JSON.stringify({ padding: Array(9000).fill(event), ...JSON.parse(credential) });
          const read = [], parsed = [];
          for (let run = 0; run < runs; run++) {
            const box = document.querySelector('.paste textarea');
            const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
            setter.call(box, text);
            const begin = performance.now();
            box.dispatchEvent(new Event('input', { bubbles: true }));
            while (!document.querySelector('.credential')) await new Promise(next => setTimeout(next));
            read.push(performance.now() - begin);
            document.querySelector('.credentials > .buttons > button').click();
            while (document.querySelector('.credential')) await new Promise(next => setTimeout(next));
            const again = performance.now();
            JSON.parse(text);
            parsed.push(performance.now() - again);
          }
          return [read, parsed, text.length];
        })().then(done)";
    let arguments = vec![json!(RUNS), json!(credential(TARGET_CLIENT_ID, SECRET))];
    let times = browser.client().execute_async(script, arguments).await?;
    Ok(Row {
        what: "read of a 1 MB paste, shown",
        milliseconds: median(&times[0])?,
        beside: Some(("JSON.parse", median(&times[1])?)),
    })
}

/// All script time of another console's page, with the extension and without.
async fn a_page_that_is_not_ours(with: &Browser, without: &Browser) -> Result<Row> {
    let mut medians = Vec::new();
    for browser in [with, without] {
        let mut times = Vec::new();
        browser.devtools("Performance.enable", json!({})).await?;
        for _ in 0..RUNS {
            browser.open("about:blank").await?;
            let before = script_seconds(browser).await?;
            browser.open(&format!("https://{AUTHOR}/sites.html")).await?;
            browser.until("the page", "return document.readyState === 'complete'").await?;
            times.push(json!((script_seconds(browser).await? - before) * 1000.0));
        }
        medians.push(median(&json!(times))?);
    }
    let [with, without] = medians.as_slice() else { anyhow::bail!("two browsers give two medians") };
    Ok(Row {
        what: "script time of a page that is not ours",
        milliseconds: *with,
        beside: Some(("without the extension", *without)),
    })
}

async fn script_seconds(browser: &Browser) -> Result<f64> {
    let metrics = browser.devtools("Performance.getMetrics", json!({})).await?;
    let metrics = metrics["metrics"].as_array().context("no metrics")?;
    let script =
        metrics.iter().find(|metric| metric["name"] == "ScriptDuration").context("no script time")?;
    number(&script["value"])
}

fn number(value: &Value) -> Result<f64> {
    value.as_f64().with_context(|| format!("no number: {value}"))
}

fn median(times: &Value) -> Result<f64> {
    let times = times.as_array().with_context(|| format!("no list of times: {times}"))?;
    let mut times = times.iter().map(number).collect::<Result<Vec<f64>>>()?;
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().context("nothing was measured")
}
