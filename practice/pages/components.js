// What a page built of components has in shadow trees: its content as a whole, or the control of each field.

import { element, html } from "./dom.js";
import { switches } from "./switches.js";

const CONTENT = "#granite-shell-content";

/** The tree that the page's content is in. */
export const contentTree = () => document.querySelector(CONTENT).shadowRoot ?? document;

/** Moves the page's content into a shadow tree, with the styles that it had outside, where a switch says so. */
export function enclose() {
  const host = document.querySelector(CONTENT);
  if (switches.tree !== "shadow" || !host.querySelector("form")) return;
  const styles = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.cloneNode());
  const content = [...host.childNodes];
  host.attachShadow({ mode: "open" }).append(...styles, ...content);
}

// What of a control is the component's to have: what forms and labels know it by.
const OF_COMPONENT = ["name", "id", "labelledby", "aria-label"];

/**
 * Puts a control into a component of its own. It behaves as the control does: it has its value, tells its changes, and
 * sends what it holds by a hidden input beside it.
 */
export function componentOf(control) {
  const component = element(html`<div class="practice-component coral-Form-field"></div>`);
  const twin = element(html`<input type="hidden">`);
  twin.name = control.name;
  twin.value = control.value;
  for (const name of OF_COMPONENT) {
    if (!control.hasAttribute(name)) continue;
    component.setAttribute(name, control.getAttribute(name));
    control.removeAttribute(name);
  }
  control.replaceWith(component, twin);
  const root = component.attachShadow({ mode: "open" });
  root.innerHTML = html`<style>input, textarea { box-sizing: border-box; width: 100%; font: inherit; }</style>`;
  root.append(control);
  Object.defineProperties(component, {
    value: {
      get: () => control.value,
      set(value) {
        control.value = twin.value = value;
      },
    },
    disabled: {
      get: () => control.disabled,
      set(disabled) {
        control.disabled = twin.disabled = disabled;
      },
    },
    invalid: {
      get: () => control.hasAttribute("invalid"),
      set(invalid) {
        control.toggleAttribute("invalid", invalid);
      },
    },
  });
  twin.disabled = control.disabled;
  control.addEventListener("input", () => (twin.value = control.value));
  // Unlike `input`, it stays within the tree.
  control.addEventListener("change", () => {
    twin.value = control.value;
    component.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return component;
}
