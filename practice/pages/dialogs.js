// Dialogs like Granite's prompts and alerts: Coral's own, or the imitation's.

import { element, html } from "./dom.js";
import { switches } from "./switches.js";
import { word } from "./words.js";

/** Opens a dialog; gives the value of the chosen button, or nothing when dismissed. */
export function openDialog({ variant, title, content, buttons }) {
  const footer = html`${buttons.map(
    ({ text, variant: look = "default", value }) => html`
    <button is="coral-button" type="button" variant="${look}" value="${value}" coral-close>${text}</button>`,
  )}`;
  const open = { spectrum: openCoral, coral3: openPlain }[switches.skin];
  return open({ variant, header: html`${title}`, content, footer });
}

function openCoral({ variant, header, content, footer }) {
  const dialog = new Coral.Dialog().set({
    variant,
    backdrop: Coral.Dialog.backdrop.STATIC,
    header: { innerHTML: String(header) },
    content: { innerHTML: String(content) },
    footer: { innerHTML: String(footer) },
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

/** A dialog of Coral 3: its parts are in a wrapper, and its backdrop is an element of its own. */
function openPlain({ variant, header, content, footer }) {
  const backdrop = element(html`<div class="coral3-Backdrop is-open"></div>`);
  const dialog = element(html`
    <coral-dialog variant="${variant}" open role="dialog" tabindex="-1">
      <div class="coral3-Dialog-wrapper">
        <coral-dialog-header>${header}</coral-dialog-header>
        <coral-dialog-content>${content}</coral-dialog-content>
        <coral-dialog-footer>${footer}</coral-dialog-footer>
      </div>
    </coral-dialog>`);
  return new Promise((resolve) => {
    const close = (chosen) => {
      dialog.remove();
      backdrop.remove();
      resolve(chosen);
    };
    dialog.addEventListener("click", ({ target }) => {
      const button = target.closest("[coral-close]");
      if (button) close(button.value);
    });
    dialog.addEventListener("keydown", ({ key }) => key === "Escape" && close());
    document.body.append(backdrop, dialog);
    dialog.focus();
  });
}

/** Granite's alert for what went wrong. */
export function openError(message) {
  return openDialog({
    variant: "error",
    title: word("error"),
    content: html`<p>${message}</p>`,
    buttons: [{ text: word("close"), value: "" }],
  });
}

/** The buttons of a dialog that asks before it acts. */
export function cancelOr(text, variant) {
  return [
    { text: word("cancel"), value: "" },
    { text, variant, value: "yes" },
  ];
}
