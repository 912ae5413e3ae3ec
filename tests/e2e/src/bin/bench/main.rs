//! What the shipped builds cost in Chromium: `cargo xtask bench`; with `reading`, only how fast credentials are read; with
//! `console`, only how fast AEM's console is read and filled.
//!
//! Each row is the median of several runs in one browser. Machines differ and are noisy, so a figure means something
//! only beside another one of the same run; where there is one to compare with, the row gives the ratio.

#![allow(clippy::print_stdout, reason = "a benchmark speaks by printing")]

mod console;

use anyhow::{Context, Result};
use e2e::{AUTHOR, Browser, CONSOLE_PATH, Console, SECRET, Setup, TARGET_CLIENT_ID, credential, paste};
use serde_json::{Value, json};
use std::path::PathBuf;

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
    if std::env::args().nth(1).as_deref() == Some("reading") {
        let browser =
            Browser::chromium(&Setup { extension: false, ..Setup::to_measure(console.port()) }).await?;
        longest_task(&browser, &console).await?;
        reading(&browser, &console).await?;
        return browser.close().await;
    }
    if std::env::args().nth(1).as_deref() == Some("console") {
        return console::measure(&console).await;
    }
    let with = Browser::chromium(&Setup::to_measure(console.port())).await?;
    let without = Browser::chromium(&Setup { extension: false, ..Setup::to_measure(console.port()) }).await?;
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
    longest_task(&without, &console).await?;
    reading(&without, &console).await?;
    with.close().await?;
    without.close().await?;
    console::measure(&console).await
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

/// A megabyte inserted into the box as a paste inserts it: the tasks of over 50 ms that the browser reports until the
/// credential is shown.
async fn longest_task(browser: &Browser, console: &Console) -> Result<()> {
    let script = "
        const [credential, done] = arguments;
        (async () => {
          const event = { type: 'event', name: 'x'.repeat(60), code: 'SomeServiceSDK', note: [1, true, null] };
          const text = JSON.stringify({ padding: Array(9000).fill(event), ...JSON.parse(credential) });
          await new Promise((next) => setTimeout(next, 500));
          const tasks = [];
          new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
          const box = document.querySelector('.paste textarea');
          box.focus();
          const begin = performance.now();
          const data = new DataTransfer();
          data.setData('text/plain', text);
          const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
          if (box.dispatchEvent(paste)) document.execCommand('insertText', false, text);
          while (!document.querySelector('.credential')) await new Promise((next) => setTimeout(next));
          const shown = performance.now() - begin;
          await new Promise((next) => setTimeout(next, 500));
          return [shown, tasks.map((task) => task.duration), text.length];
        })().then(done)";
    let mut shown = Vec::new();
    let mut tasks = Vec::new();
    for _ in 0..RUNS {
        browser.open(&format!("https://localhost:{}/", console.port())).await?;
        browser.find(".paste textarea").await?;
        let arguments = vec![json!(credential(TARGET_CLIENT_ID, SECRET))];
        let times = browser.client().execute_async(script, arguments).await?;
        shown.push(times[0].clone());
        tasks.extend(times[1].as_array().cloned().unwrap_or_default());
    }
    println!();
    println!("paste of 1 MB until it is shown: {:.1} ms", median(&Value::Array(shown))?);
    let tasks: Vec<f64> = tasks.iter().filter_map(Value::as_f64).collect();
    println!("tasks of over 50 ms in {RUNS} pastes: {} {tasks:?}", tasks.len());
    Ok(())
}

/// How fast each corpus is read: natively, as WebAssembly (with the handing over of the text, and without), by a plain
/// reader in JavaScript, and by `JSON.parse` what is JSON. In MB/s, medians; and how much longer eight times as much takes.
async fn reading(browser: &Browser, console: &Console) -> Result<()> {
    let folder = PathBuf::from(std::env::var_os("READING_BENCH").context("READING_BENCH is not set")?);
    let file = |name: &str| std::fs::read(folder.join(name)).with_context(|| format!("{name} is missing"));
    let wasm: Vec<u8> = file("reading_bench_bg.wasm")?;
    let glue = String::from_utf8(file("reading_bench.js")?)?;
    let reader = include_str!("../../../../bench/reader.js");
    browser.open(&format!("https://localhost:{}/", console.port())).await?;
    let script = "
        const [wasm, glue, reader, runs, done] = arguments;
        const module = (text) => import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
        (async () => {
          const [app, plain] = [await module(glue), await module(reader)];
          app.initSync({ module: Uint8Array.from(wasm) });
          const median = (work) => {
            const times = [];
            for (let run = 0; run < runs; run++) {
              const begin = performance.now();
              if (!work()) throw new Error('nothing usable was read');
              times.push(performance.now() - begin);
            }
            return times.sort((one, other) => one - other)[runs >> 1];
          };
          const rows = [];
          for (let number = 0; app.name(number) !== undefined; number++) {
            for (const size of [1, 8]) {
              // 8 MiB is the largest text that is read.
              const text = app.corpus(number, size * 1048576 - 4096);
              const held = new app.Held(text);
              rows.push({
                name: app.name(number),
                bytes: text.length,
                // As the panel does with a long paste.
                wasm: median(() => app.read(new TextEncoder().encode(text))),
                alone: median(() => held.read()),
                plain: median(() => plain.read(text)),
                parse: text.startsWith('{') ? median(() => JSON.parse(text)) : null,
              });
              held.free();
              await new Promise((next) => setTimeout(next));
            }
          }
          return rows;
        })().then(done, (error) => done(String(error)))";
    let arguments = vec![json!(wasm), json!(glue), json!(reader), json!(RUNS)];
    let answer = browser.client().execute_async(script, arguments).await?;
    let rows = answer.as_array().with_context(|| format!("the page answers {answer}"))?;
    let native = native_reading()?;
    // Columns: "wasm" begins with a string of JavaScript, "in wasm" with a text in WebAssembly's memory.
    println!();
    println!(
        "{:<34}{:>5}{:>9}{:>9}{:>9}{:>10}{:>12}{:>9}",
        "reading, MB/s (1 MB = 2^20 bytes)",
        "MB",
        "native",
        "wasm",
        "in wasm",
        "plain JS",
        "JSON.parse",
        "wasm ms"
    );
    for (row, native) in rows.iter().zip(&native) {
        let megabytes = number(&row["bytes"])? / f64::from(1 << 20);
        let speed = |key: &str| {
            row[key]
                .as_f64()
                .map_or_else(|| "-".to_owned(), |time| format!("{:.0}", megabytes * 1000.0 / time))
        };
        println!(
            "{:<34}{megabytes:>5.0}{:>9.0}{:>9}{:>9}{:>10}{:>12}{:>9.1}",
            row["name"].as_str().unwrap_or_default(),
            megabytes * 1000.0 / native,
            speed("wasm"),
            speed("alone"),
            speed("plain"),
            speed("parse"),
            number(&row["wasm"])?,
        );
    }
    for pair in rows.chunks_exact(2) {
        let [small, large] = pair else { continue };
        let ratio = number(&large["wasm"])? / number(&small["wasm"])?;
        println!(
            "{:<34} 8 MB takes {ratio:.1} times as long as 1 MB",
            small["name"].as_str().unwrap_or_default()
        );
    }
    Ok(())
}

/// The medians of the native benchmark, in milliseconds, in the order of the page's rows.
fn native_reading() -> Result<Vec<f64>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = std::process::Command::new(cargo)
        .args(["bench", "--quiet", "--locked", "--package", "ims-oauth-assistant", "--bench", "reading"])
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cargo cannot be started")?;
    let text = String::from_utf8(output.stdout)?;
    let median = |line: &str| line.rsplit_once('\t').and_then(|(_, time)| time.trim().parse().ok());
    Ok(text.lines().filter_map(median).collect())
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
    metric(browser, "ScriptDuration").await
}

/// What Chromium tells of a page under a name; times are in seconds.
async fn metric(browser: &Browser, name: &str) -> Result<f64> {
    let metrics = browser.devtools("Performance.getMetrics", json!({})).await?;
    let metrics = metrics["metrics"].as_array().context("no metrics")?;
    let metric = metrics.iter().find(|metric| metric["name"] == name);
    number(&metric.with_context(|| format!("no metric {name}"))?["value"])
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
