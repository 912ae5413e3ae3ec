//! The files in `static/page` that say in JavaScript's world what is declared in this room.
//!
//! ```sh
//! UPDATE_EXPECTATIONS=1 cargo test --lib page && git diff static/page
//! ```

use super::{
    Action, Address, Collection, Dialog, Edit, Field, FieldKind, FieldOption, Framed, Key, Loaded, Outcome,
    PageSnapshot, Problem, Status, Step,
};
use std::fmt::Write;
use std::path::Path;
use ts_rs::{Config, TS};

const HEAD: &str = "// Generated from src/page: UPDATE_EXPECTATIONS=1 cargo test --lib page. Do not edit.\n";

/// What is no shape: the functions that the scripts offer.
const FUNCTIONS: &str = r#"
/** A text in the place of a field: it has no other members. */
type ShownText = Pick<Field, "key" | "kind" | "labels" | "value" | "form" | "visible">;

/** What page.js offers once all its parts have run. */
interface AemPage {
  /** One look at the page. */
  snapshot(): Promise<PageSnapshot>;
  /** Applies edits in order, lets the page settle, and tells what every field then held. */
  apply(edits: Edit[]): Promise<Outcome[]>;
  /** Scrolls the collection to its end, so that the page loads more of it by itself, and waits until it has. */
  loadMore(): Promise<Loaded>;
  /** The page's tags, attribute names and labels, one line an element. */
  structure(): string;
  /** Calls `changed` after the page has changed. Returns the function that ends it. */
  watch(changed: () => void): () => void;
}

declare var AemPage: AemPage;

/** What is known of addresses before anything is loaded. */
interface AemAddress {
  /** Whether a path is that of one of the console's pages. */
  isConsole(pathname: string): boolean;
  /** The context path that AEM is deployed behind, of the path of a console's page; empty where there is none. */
  contextPath(pathname: string): string;
  /** Whether the extension supports AEM on this host, if it may work there at all. */
  isSupportedHost(hostname: string): boolean;
}

declare var AemAddress: Readonly<AemAddress>;
"#;

/// The path of the console's pages, up to a suffix, as a regular expression for Rust and JavaScript. Its group is the context
/// path. It takes any: see [`authors_pattern`].
pub(super) fn console_pattern() -> String {
    let roots = Address::ROOTS.join("|");
    format!("^(/[^/]+)?(?:{roots}){}(?:[./;]|$)", Address::CONSOLE)
}

/// The folders of authors, as a regular expression for Rust and JavaScript.
pub(super) fn authors_pattern() -> String {
    format!("^/(?:{})/", Address::AUTHORS_FOLDERS.join("|"))
}

fn address_js() -> String {
    let escaped =
        |pattern: String| pattern.replace('/', "\\/").replace("[.\\/;]", "[./;]").replace("[^\\/]", "[^/]");
    let console = escaped(console_pattern());
    let authors = escaped(authors_pattern());
    let author = Address::AUTHOR_HOST;
    format!(
        r#"{HEAD}(() => {{
  "use strict";
  const CONSOLE = /{console}/;
  const AUTHORS_FOLDERS = /{authors}/;
  const AUTHOR_HOST = /{author}/;
  const CLOUD = /(?:^|\.)adobeaemcloud\.com$/;

  globalThis.AemAddress = Object.freeze({{
    /**
     * Whether a path is that of one of the console's pages. Another page may have it in its suffix, behind `.html`.
     * @param {{string}} pathname
     */
    isConsole: (pathname) => !AUTHORS_FOLDERS.test(pathname) && CONSOLE.test(pathname.split(".html", 1).join()),
    /**
     * The context path that AEM is deployed behind, of the path of a console's page; empty where there is none.
     * @param {{string}} pathname
     */
    contextPath: (pathname) => CONSOLE.exec(pathname.split(".html", 1).join())?.[1] ?? "",
    /**
     * Whether the extension supports AEM on this host, if it may work there at all: in the cloud only authors have the
     * console, and any other host is one that a person has allowed.
     * @param {{string}} hostname
     */
    isSupportedHost: (hostname) => !CLOUD.test(hostname) || AUTHOR_HOST.test(hostname),
  }});
}})();
"#
    )
}

fn page_d_ts() -> String {
    let mut text = HEAD.to_owned();
    declare::<PageSnapshot>(&mut text);
    declare::<Key>(&mut text);
    declare::<Framed>(&mut text);
    declare::<Collection>(&mut text);
    declare::<Field>(&mut text);
    declare::<FieldKind>(&mut text);
    declare::<FieldOption>(&mut text);
    declare::<Action>(&mut text);
    declare::<Dialog>(&mut text);
    declare::<Status>(&mut text);
    declare::<Step>(&mut text);
    declare::<Loaded>(&mut text);
    declare::<Edit>(&mut text);
    declare::<Outcome>(&mut text);
    declare::<Problem>(&mut text);
    text + FUNCTIONS
}

/// Adds a type's declaration, one member a line.
fn declare<T: TS>(text: &mut String) {
    let config = Config::new();
    let docs = T::docs().unwrap_or_default();
    let declaration = format!("{docs}type {} = {};", T::name(&config), T::inline(&config));
    // What is an `Option` in Rust is left out in JavaScript.
    let lines = declaration.replace("{ ", "{\n").replace(" }", "\n}").replace("`None`", "undefined");
    let lines = lines.replace("/**\n * ", "/** ").replace("\n */", " */").replace("\"do\":", "do:");
    let mut depth = 0_usize;
    text.push('\n');
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with('}') {
            depth = depth.saturating_sub(1);
        }
        let space = if line.starts_with('*') { " " } else { "" };
        // In TypeScript's own style, members end in semicolons.
        let line = line
            .strip_suffix(',')
            .filter(|_| !line.starts_with('*'))
            .map_or(line.to_owned(), |it| format!("{it};"));
        let _ = writeln!(text, "{}{space}{line}", "  ".repeat(depth));
        if line.ends_with('{') {
            depth += 1;
        }
    }
}

fn check(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/page").join(name);
    if std::env::var_os("UPDATE_EXPECTATIONS").is_some() {
        std::fs::write(&path, expected).expect("the file can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == expected, "static/page/{name} is not what src/page says; see src/page/generated.rs");
}

#[test]
fn page_d_ts_is_what_the_shapes_say() {
    check("page.d.ts", &page_d_ts());
}

#[test]
fn address_js_is_what_address_rs_says() {
    check("address.js", &address_js());
}
