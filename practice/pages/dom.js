// Small helpers around the DOM: safe markup, and the console's addresses.

const CONSOLE = "/cq/adobeims-configuration/content/configurations";

class Markup extends String {}

/** Markup with every interpolated value escaped, except markup made by this same tag (or a list of it). */
export function html(strings, ...values) {
  const safe = (value) => {
    if (value instanceof Markup) return value;
    if (Array.isArray(value)) return value.map(safe).join("");
    if (value === false || value === null || value === undefined) return "";
    return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  };
  return new Markup(String.raw({ raw: strings }, ...values.map(safe)));
}

/**
 * The nodes of `markup`, as they are inside an element named `inside` (rows exist in tables only). Coral brings a polyfill
 * of custom elements that overrides the browser's own and does not know insertAdjacentHTML: components inserted by that
 * would stay inert. It does know innerHTML and the insertion of nodes.
 */
export function nodes(markup, inside = "div") {
  const holder = document.createElement(inside);
  holder.innerHTML = markup;
  return [...holder.childNodes];
}

/** The one element of `markup`. */
export function element(markup) {
  return nodes(markup).find((node) => node.nodeType === Node.ELEMENT_NODE);
}

/**
 * The path of a page of the console (the list when no name is given). Context path and overlay prefix of the current
 * address are kept (facts §1).
 */
export function consolePath(page = "") {
  const { pathname } = location;
  const root = pathname.slice(0, pathname.lastIndexOf(CONSOLE) + CONSOLE.length);
  return `${root}${page && `/${page}`}.html`;
}

/** The address of a page of the console, with the mark that pages inside the Unified Shell carry (facts §1). */
export function consoleUrl(page = "", query = {}) {
  const appId = new URLSearchParams(location.search).get("appId");
  const parameters = Object.entries({ ...query, ...(appId && { appId }) }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return consolePath(page) + (parameters.length ? `?${parameters.join("&")}` : "");
}
