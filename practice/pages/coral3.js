// An imitation of Coral 3, the component library of AEM 6.5, as far as the console needs it: each component adds its
// class to the server's markup and leaves that markup in its order (Coral Spectrum moves a card's title to the front,
// facts §4). A select is built of the same parts by the same handles as in Coral Spectrum (facts §4, "coral-select
// internals"; that Coral 3 has these, with the classes below, is seen in pages that people saved).
//
// A classic script of its own, not one of the page's modules: it stands where Coral would.

(() => {
  "use strict";
  /** Components by name: the class that each adds, and the element that a built-in one extends. */
  const COMPONENTS = [
    ["coral-shell", "coral3-Shell"],
    ["coral-shell-header", "coral3-Shell-header"],
    ["coral-shell-content", "coral3-Shell-content"],
    ["coral-masonry", "coral3-Masonry"],
    ["coral-masonry-item", "coral3-Masonry-item"],
    ["coral-card", "coral3-Card coral3-Card--default"],
    ["coral-card-asset", "coral3-Card-asset"],
    ["coral-card-content", "coral3-Card-content"],
    ["coral-card-title", "coral3-Card-title"],
    ["coral-card-context", "coral3-Card-context"],
    ["coral-card-info", "coral3-Card-info"],
    ["coral-card-property", "coral3-Card-property"],
    ["coral-columnview", "coral3-ColumnView"],
    ["coral-columnview-column", "coral3-ColumnView-column"],
    ["coral-columnview-column-content", "coral3-ColumnView-column-content"],
    ["coral-columnview-item", "coral3-ColumnView-item"],
    ["coral-columnview-item-thumbnail", "coral3-ColumnView-item-thumbnail"],
    ["coral-columnview-item-content", "coral3-ColumnView-item-content"],
    ["coral-alert", "coral3-Alert"],
    ["coral-alert-header", "coral3-Alert-header"],
    ["coral-alert-content", "coral3-Alert-content"],
    ["coral-tag", "coral3-Tag"],
    ["coral-status", "coral3-Status"],
    ["coral-actionbar", "coral3-ActionBar"],
    ["coral-actionbar-item", "coral3-ActionBar-item"],
    ["coral-dialog", "coral3-Dialog"],
    ["coral-dialog-header", "coral3-Dialog-header"],
    ["coral-dialog-content", "coral3-Dialog-content"],
    ["coral-dialog-footer", "coral3-Dialog-footer"],
    ["coral-wait", "coral3-Wait coral3-Wait--large"],
    ["coral-checkbox", "coral3-Checkbox"],
    ["coral-panelstack", "coral3-PanelStack"],
    ["coral-panel", "coral3-Panel"],
    ["coral-steplist", "coral3-StepList"],
    ["coral-step", "coral3-Step"],
    ["coral-button", "coral3-Button", "button"],
    ["coral-anchorbutton", "coral3-Button", "a"],
    ["coral-textfield", "coral3-Textfield", "input"],
    ["coral-textarea", "coral3-Textarea", "textarea"],
    ["coral-table", "coral3-Table", "table"],
    ["coral-table-row", "coral3-Table-row", "tr"],
    ["coral-table-cell", "coral3-Table-cell", "td"],
    ["coral-table-headercell", "coral3-Table-headerCell", "th"],
  ];

  const BASES = {
    button: HTMLButtonElement,
    a: HTMLAnchorElement,
    input: HTMLInputElement,
    textarea: HTMLTextAreaElement,
    table: HTMLTableElement,
    tr: HTMLTableRowElement,
    td: HTMLTableCellElement,
    th: HTMLTableCellElement,
  };

  for (const [name, classes, extended] of COMPONENTS) {
    const component = class extends (BASES[extended] ?? HTMLElement) {
      connectedCallback() {
        const variant = this.getAttribute("variant");
        this.classList.add(...classes.split(" "), ...(variant ? [`${classes.split(" ")[0]}--${variant}`] : []));
      }
    };
    customElements.define(name, component, extended && { extends: extended });
  }

  /** The select: a button that opens a list, a hidden input that is sent, a native select for touch devices. */
  class Select extends HTMLElement {
    #parts;

    connectedCallback() {
      if (this.#parts) return;
      this.classList.add("coral3-Select");
      const items = [...this.querySelectorAll("coral-select-item")];
      this.insertAdjacentHTML(
        "beforeend",
        `
        <button is="coral-button" type="button" handle="button" aria-haspopup="true" aria-expanded="false"
          class="coral3-Button--secondary coral3-Button--block coral3-Select-button">
          <coral-button-label></coral-button-label>
          <coral-icon class="coral3-Icon coral3-Select-openIcon coral3-Icon--chevronDown" icon="chevronDown"></coral-icon>
        </button>
        <coral-overlay handle="overlay" class="coral3-Overlay coral3-Select-overlay" hidden>
          <coral-selectlist handle="list" class="coral3-SelectList"></coral-selectlist>
        </coral-overlay>
        <input type="hidden" handle="input">
        <select handle="nativeSelect" class="coral3-Select-nativeSelect" tabindex="-1" aria-hidden="true"></select>`,
      );
      const part = (handle) => this.querySelector(`[handle=${handle}]`);
      this.#parts = {
        button: part("button"),
        overlay: part("overlay"),
        list: part("list"),
        input: part("input"),
        native: part("nativeSelect"),
      };
      const { button, overlay, list, input, native } = this.#parts;
      input.name = this.getAttribute("name") ?? "";
      native.add(new Option("", ""));
      for (const item of items) {
        const value = item.getAttribute("value");
        native.add(new Option(item.textContent.trim(), value));
        const entry = document.createElement("coral-selectlist-item");
        Object.assign(entry, { className: "coral3-SelectList-item", textContent: item.textContent.trim() });
        entry.setAttribute("value", value);
        list.append(entry);
      }
      button.disabled = native.disabled = this.hasAttribute("disabled");
      button.addEventListener("click", () => this.#open(overlay.hidden));
      native.addEventListener("change", (event) => {
        event.stopPropagation();
        this.#choose(native.value);
      });
      list.addEventListener("click", ({ target }) => {
        const entry = target.closest("coral-selectlist-item");
        if (!entry) return;
        this.#open(false);
        this.#choose(entry.getAttribute("value"));
      });
      this.#show(items.find((item) => item.hasAttribute("selected"))?.getAttribute("value") ?? "");
    }

    get name() {
      return this.getAttribute("name") ?? "";
    }

    get value() {
      return this.#parts.input.value;
    }

    set value(value) {
      this.#show(value);
    }

    get required() {
      return this.hasAttribute("required");
    }

    #open(open) {
      this.#parts.overlay.hidden = !open;
      this.#parts.button.setAttribute("aria-expanded", String(open));
    }

    #show(value) {
      const { button, input, native } = this.#parts;
      native.value = value;
      input.value = native.value;
      button.querySelector("coral-button-label").textContent =
        native.selectedOptions[0]?.text || this.getAttribute("placeholder") || "";
    }

    #choose(value) {
      if (value === this.value) return;
      this.#show(value);
      this.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  customElements.define("coral-select", Select);

  globalThis.Coral = { i18n: {} };
})();
