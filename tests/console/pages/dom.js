// Small helpers around the DOM: safe markup, the console's addresses, Granite-like dialogs.

import { word } from "./words.js";

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
 * The nodes of `markup`. Coral brings a polyfill of custom elements that overrides the browser's own and does not know
 * insertAdjacentHTML: components inserted by that would stay inert. It does know innerHTML and the insertion of nodes.
 */
export function nodes(markup) {
  const holder = document.createElement("div");
  holder.innerHTML = markup;
  return [...holder.childNodes];
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
  const parameters = Object.entries({ ...query, ...(appId && { appId }) })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return consolePath(page) + (parameters.length ? `?${parameters.join("&")}` : "");
}

/** Opens a dialog like Granite's prompts; gives the value of the chosen button, or nothing when dismissed. */
export function openDialog({ variant, title, content, buttons }) {
  const dialog = new Coral.Dialog().set({
    variant,
    backdrop: Coral.Dialog.backdrop.STATIC,
    header: { innerHTML: String(html`${title}`) },
    content: { innerHTML: String(content) },
    footer: {
      innerHTML: String(html`${buttons.map(({ text, variant: look = "default", value }) => html`
        <button is="coral-button" type="button" variant="${look}" value="${value}" coral-close>${text}</button>`)}`),
    },
  });
  return new Promise((resolve) => {
    let chosen;
    dialog.on("click", "button[value]", (event) => (chosen = event.matchedTarget.value));
    dialog.on("coral-overlay:close", (event) => {
      if (event.target !== dialog) return;
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.show();
  });
}

/** The buttons of a dialog that asks before it acts. */
export function cancelOr(text, variant) {
  return [{ text: word("cancel"), value: "" }, { text, variant, value: "yes" }];
}
