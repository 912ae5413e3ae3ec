// An imitation of Coral 3, the component library of AEM 6.5, as far as the console needs it: each component turns the
// server's markup into what the real one makes of it, by elements, attributes, classes and order. All of that was seen
// in the Coral 3 of Adobe's documentation of 6.5 (facts §4), the select's names also in newer pages that people saved.
// What only measures or follows what one does is left out. Coral 3 has no coral-status: it stays what the server sent.
//
// A classic script of its own, not one of the page's modules: it stands where Coral would.

(() => {
  "use strict";
  let lastId = 0;
  const newId = () => `coral-id-${lastId++}`;

  /** Sets what the element does not have yet. */
  function preset(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (!element.hasAttribute(name)) element.setAttribute(name, value);
    }
  }

  /** An element with all that is in another one. */
  function around(name, element) {
    const made = document.createElement(name);
    made.append(...element.childNodes);
    return made;
  }

  const childOf = (element, name) => [...element.children].find(({ localName }) => localName === name);

  /** A part of a component, which the server may have left out. */
  const zoneOf = (element, name) => childOf(element, name) ?? document.createElement(name);

  /** The elements of `markup`. */
  function nodes(markup) {
    const holder = document.createElement("template");
    holder.innerHTML = markup;
    return [...holder.content.children];
  }

  /** An icon of Coral's font. It is named by what it shows, unless it stands beside words. */
  function icon(name, { size = "S", kind = "", rest = "", named = true } = {}) {
    const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    const spoken = name && (named ? `role="img" aria-label="${words}"` : `alt=""`);
    return `<coral-icon class="coral3-Icon ${kind} coral3-Icon--size${size} coral3-Icon--${name}" icon="${name}"
      size="${size}" autoarialabel="on" ${rest} ${spoken}></coral-icon>`;
  }

  const VARIANT_ICONS = {
    error: "alert",
    warning: "alert",
    success: "checkCircle",
    help: "helpCircle",
    info: "infoCircle",
  };

  /** What tells Coral of its size. Coral's has a document in it, which nobody here needs. */
  const SENSOR = `<object aria-hidden="true" tabindex="-1" type="text/html" style="display: block; position: absolute;
    inset: 0; opacity: 0; overflow: hidden; z-index: -100"></object>`;

  /** What keeps the focus inside an overlay, at one end of it. */
  const catcher = (place) => `<div coral-tabcapture="${place}" tabindex="0"></div>`;

  /** The menu of an action bar, for what has no room in it, and what opens that. */
  const MENU = `<coral-popover class="coral3-Popover" aria-hidden="true" role="dialog" handle="popover"
    coral-actionbar-popover style="display: none"></coral-popover>`;
  const MORE = `<button is="coral-button" variant="quiet" handle="moreButton" type="button" icon="more" title="More"
    coral-actionbar-more coral-actionbar-offscreen aria-expanded="false" aria-haspopup="true" tabindex="-1"></button>`;

  function buildButton(button, label) {
    if (button.getAttribute("variant") === "default") button.setAttribute("variant", "secondary");
    preset(button, { size: "M", variant: "secondary" });
    button.classList.add(`coral3-Button--${button.getAttribute("variant")}`);
    if (childOf(button, label)) return;
    const zone = around(label, button);
    const name = button.getAttribute("icon");
    const size = button.getAttribute("iconsize") ?? "S";
    const parts = [...(name ? nodes(icon(name, { size, named: !zone.textContent.trim() })) : []), zone];
    button.append(...(button.getAttribute("iconposition") === "right" ? parts.reverse() : parts));
  }

  /** Ties a field to its label: the label names the control, and leads to it. */
  function tie(field, control = field, own = "") {
    const labels = field.getAttribute("labelledby");
    if (!labels) return;
    control.id ||= newId();
    control.setAttribute("aria-labelledby", `${labels} ${own}`.trim());
    for (const id of labels.split(/\s+/)) {
      field
        .getRootNode()
        .querySelector(`label#${CSS.escape(id)}`)
        ?.setAttribute("for", control.id);
    }
  }

  function buildCard(card) {
    const [asset, info, content, overlay] = ["asset", "info", "content", "overlay"].map((part) =>
      childOf(card, `coral-card-${part}`),
    );
    const [wrapper] = nodes(`<div class="coral3-Card-wrapper"></div>`);
    wrapper.append(content ?? document.createElement("coral-card-content"), overlay ?? "");
    card.append(asset ?? document.createElement("coral-card-asset"), info ?? "", wrapper);
  }

  function buildProperty(property) {
    const content = around("coral-card-property-content", property);
    const name = property.getAttribute("icon");
    property.append(...(name ? nodes(icon(name, { size: "XS", kind: "coral3-Card-property-icon" })) : []), content);
  }

  function buildColumns(view) {
    preset(view, { role: "tree", tabindex: "0", "aria-multiselectable": "true" });
    if (view.hasAttribute("selectionmode")) view.classList.add("coral3-ColumnView--selection");
    // The picture of an item selects it. The rest makes it the active one, and deselects all.
    view.addEventListener("click", ({ target }) => {
      const item = target.closest("coral-columnview-item");
      if (!item) return;
      for (const active of view.querySelectorAll("coral-columnview-item[active]")) mark(active, false);
      if (target.closest("coral-columnview-item-thumbnail")) return;
      for (const picture of view.querySelectorAll("[selected] > coral-columnview-item-thumbnail")) picture.click();
      mark(item, true);
    });
    const mark = (item, active) => {
      item.toggleAttribute("active", active);
      item.classList.toggle("is-active", active);
      // As what is selected has it, too.
      item.setAttribute("aria-selected", String(active || item.hasAttribute("selected")));
    };
  }

  function buildTable(table) {
    preset(table, { role: "presentation", style: "position: relative" });
    const [container, sensor] = nodes(`
      <div handle="container" class="coral-Table-wrapper-container" role="presentation" coral-table-scroll>
        <table handle="table" class="coral-Table" role="grid" aria-multiselectable="true"></table>
      </div>${SENSOR}`);
    container.firstElementChild.append(...table.children);
    table.append(container, sensor);
  }

  function buildAlert(alert) {
    preset(alert, { variant: "info", size: "S" });
    const [variant, size] = [alert.getAttribute("variant"), alert.getAttribute("size")];
    const name = VARIANT_ICONS[variant];
    alert.classList.add(`coral3-Alert--${variant}`, `coral3-Alert--${size === "L" ? "large" : "small"}`);
    alert.setAttribute("role", name === "alert" ? "alert" : "status");
    const zones = ["header", "content", "footer"].map((part) => zoneOf(alert, `coral-alert-${part}`));
    for (const zone of zones) zone.classList.add(zone.localName.replace("coral-alert", "coral3-Alert"));
    alert.append(...nodes(icon(name, { size: "XS", kind: "coral3-Alert-typeIcon", rest: `handle="icon"` })), ...zones);
  }

  function buildTag(tag) {
    const size = { S: "small", M: "medium" }[tag.getAttribute("size")] ?? "large";
    const color = tag.getAttribute("color");
    tag.classList.add(`coral3-Tag--${size}`, ...(color ? [`coral3-Tag--${color}`] : []));
    tag.append(around("coral-tag-label", tag));
  }

  /** A dialog that is open, from its wrapper with the three zones. */
  function buildDialog(dialog) {
    const variant = dialog.getAttribute("variant");
    const type = VARIANT_ICONS[variant] ?? "";
    if (type) dialog.classList.add(`coral3-Dialog--${variant}`);
    // No attribute tells of the variant.
    dialog.removeAttribute("variant");
    dialog.setAttribute("role", type ? "alertdialog" : "dialog");
    preset(dialog, { tabindex: "0", "aria-hidden": "false", closable: "off" });
    const wrapper = childOf(dialog, "div");
    const zones = ["header", "content", "footer"].map((part) => zoneOf(wrapper, `coral-dialog-${part}`));
    for (const zone of zones.slice(1)) zone.classList.add(zone.localName.replace("coral-dialog", "coral3-Dialog"));
    const [top] = nodes(`
      <div class="coral3-Dialog-header">
        ${icon(type, { kind: "coral3-Dialog-typeIcon", rest: `handle="icon"` })}
        <div handle="headerContent" class="coral3-Dialog-title coral-Heading coral-Heading--2"></div>
        <button is="coral-button" class="coral3-Dialog-closeButton" variant="minimal" handle="closeButton" type="button"
          icon="close" iconsize="XS" title="Close" tabindex="-1" coral-close style="display: none"></button>
      </div>`);
    top.children[1].append(zones[0]);
    wrapper.append(top, ...zones.slice(1));
    wrapper.before(...nodes(catcher("top")));
    wrapper.after(...nodes(catcher("intermediate") + catcher("bottom")));
  }

  function buildEntry(item) {
    item.setAttribute("role", "listitem");
    const content = around("coral-multifield-item-content", item);
    const [remove, move] = nodes(
      ["remove delete", "move moveUpDown"]
        .map((names) => names.split(" "))
        .map(
          ([
            handle,
            name,
          ]) => `<button is="coral-button" class="coral3-Multifield-${handle}" variant="quiet" type="button"
            handle="${handle}" icon="${name}" iconsize="S"></button>`,
        )
        .join(""),
    );
    remove.addEventListener("click", () => item.remove());
    item.append(content, remove, move);
  }

  const having = (attributes) => (element) => preset(element, attributes);
  const section = having({ divider: "row", role: "rowgroup" });

  /** Components by name: the classes that each adds, what else it makes of itself, and the element that it extends. */
  const COMPONENTS = {
    "coral-shell": ["coral3-Shell"],
    "coral-shell-header": ["coral3-Shell-header coral--dark"],
    "coral-masonry": ["coral3-Masonry is-loaded", (masonry) => masonry.append(...nodes(SENSOR))],
    "coral-masonry-item": [
      "coral3-Masonry-item is-managed",
      (item) => preset(item, { tabindex: item.previousElementSibling ? "-1" : "0", "aria-selected": "false" }),
    ],
    "coral-card": ["coral3-Card", buildCard],
    "coral-card-title": ["coral3-Card-title"],
    "coral-card-context": ["coral3-Card-context"],
    "coral-card-property": ["coral3-Card-property", buildProperty],
    "coral-columnview": ["coral3-ColumnView", buildColumns],
    "coral-columnview-column": ["coral3-ColumnView-column", having({ role: "group", _selectionmode: "multiple" })],
    "coral-columnview-item": [
      "coral3-ColumnView-item",
      (item) => {
        preset(item, { role: "treeitem", "aria-selected": "false" });
        item.append(...["thumbnail", "content"].map((part) => zoneOf(item, `coral-columnview-item-${part}`)));
      },
    ],
    "coral-table": ["coral-Table-wrapper coral-Table-wrapper--default", buildTable, "table"],
    "coral-table-head": ["coral-Table-head coral-Table-divider--row", section, "thead"],
    "coral-table-body": ["coral-Table-body coral-Table-divider--row", section, "tbody"],
    "coral-table-row": ["coral-Table-row", having({ role: "row", "aria-selected": "false" }), "tr"],
    "coral-table-cell": ["coral-Table-cell", having({ role: "gridcell", "aria-selected": "false", value: "" }), "td"],
    "coral-table-headercell": [
      "coral-Table-headerCell",
      (cell) => {
        preset(cell, { role: "columnheader", scope: "col" });
        cell.append(around("coral-table-headercell-content", cell));
      },
      "th",
    ],
    "coral-alert": ["coral3-Alert", buildAlert],
    "coral-tag": ["coral3-Tag", buildTag],
    "coral-actionbar": ["coral3-ActionBar", (bar) => bar.append(...nodes(SENSOR))],
    "coral-actionbar-primary": [
      "coral3-ActionBar-primary",
      (actions) => {
        actions.prepend(...nodes(MENU));
        actions.append(...nodes(MORE));
      },
    ],
    "coral-actionbar-secondary": ["coral3-ActionBar-secondary", (actions) => actions.prepend(...nodes(MORE + MENU))],
    "coral-actionbar-item": ["coral3-ActionBar-item"],
    "coral-dialog": ["coral3-Dialog is-open", buildDialog],
    "coral-wait": [
      "coral3-Wait",
      (wait) => wait.classList.toggle("coral3-Wait--large", wait.getAttribute("size") === "L"),
    ],
    "coral-panelstack": ["coral3-PanelStack", having({ role: "presentation" })],
    "coral-multifield": [
      "coral3-Multifield",
      (field) => {
        field.setAttribute("role", "list");
        field.append(...nodes(`<template coral-multifield-template></template>`));
      },
    ],
    "coral-multifield-item": ["coral3-Multifield-item", buildEntry],
    "coral-button": ["coral3-Button", (button) => buildButton(button, "coral-button-label"), "button"],
    "coral-anchorbutton": [
      "coral3-Button",
      (anchor) => {
        preset(anchor, { role: "button", tabindex: "0", "aria-disabled": "false" });
        buildButton(anchor, "coral-anchorbutton-label");
      },
      "a",
    ],
  };

  function componentOf(classes, build, extended) {
    const base = extended ? document.createElement(extended).constructor : HTMLElement;
    return class extends base {
      #isBuilt = false;

      // Where a component moves it as a part of its own, it comes here again.
      connectedCallback() {
        if (this.#isBuilt) return;
        this.#isBuilt = true;
        this.classList.add(...classes.split(" "));
        build?.(this);
      }
    };
  }

  for (const [name, [classes, build, extended]] of Object.entries(COMPONENTS)) {
    customElements.define(name, componentOf(classes, build, extended), extended && { extends: extended });
  }

  /** A component whose marks follow its attributes, by `follow`. */
  const following = (component, observed, follow) =>
    class extends component {
      static observedAttributes = observed;

      connectedCallback() {
        super.connectedCallback();
        follow(this);
      }

      attributeChangedCallback() {
        follow(this);
      }
    };

  /** A field, whose marks follow `invalid` and what else is `observed`. */
  const fieldOf = (component, observed = [], follow = () => {}) =>
    class extends following(component, ["invalid", ...observed], (field) => {
      field.classList.toggle("is-invalid", field.invalid);
      field.setAttribute("aria-invalid", String(field.invalid));
      follow(field);
    }) {
      get invalid() {
        return this.hasAttribute("invalid");
      }

      set invalid(invalid) {
        this.toggleAttribute("invalid", invalid);
      }
    };

  const textOf = (extended, classes) => fieldOf(componentOf(classes, (field) => tie(field), extended));
  customElements.define("coral-textfield", textOf("input", "coral3-Textfield"), { extends: "input" });
  customElements.define("coral-textarea", textOf("textarea", "coral3-Textfield coral3-Textfield--multiline"), {
    extends: "textarea",
  });

  const panel = componentOf("coral3-Panel", (one) => {
    one.setAttribute("role", "tabpanel");
    one.append(around("coral-panel-content", one));
  });
  const showPanel = (one) => {
    one.classList.toggle("is-selected", one.hasAttribute("selected"));
    one.setAttribute("aria-hidden", String(!one.hasAttribute("selected")));
  };
  customElements.define("coral-panel", following(panel, ["selected"], showPanel));

  const select = componentOf("coral3-Select", (one) => one.build());

  /**
   * The select: a button that opens a list, and a hidden input that is sent. There is no native select: Coral 3 has one
   * for touch devices only. What is chosen from the list is told by an event, but only while the list is open.
   */
  class Select extends fieldOf(select, ["disabled", "readonly", "required"], (one) => one.follow()) {
    #parts;

    build() {
      const items = [...this.querySelectorAll("coral-select-item")];
      const [buttonId, listId, labelId] = [newId(), newId(), newId()];
      const markup = `
        <button is="coral-button" class="coral3-Button--block coral3-Select-button" handle="button" type="button" block=""
          aria-haspopup="true" id="${buttonId}" aria-controls="${listId}" aria-expanded="false" aria-labelledby="${labelId}">
          <coral-button-label></coral-button-label>
          ${icon("chevronDown", { size: "XS", kind: "coral3-Select-openIcon", rest: `handle="icon"` })}
          <span id="${labelId}" handle="label" class="coral3-Select-label"></span>
        </button>
        <coral-overlay class="coral3-Overlay coral3-Select-overlay" aria-hidden="true" handle="overlay" tabindex="0"
          role="presentation" style="display: none">
          ${catcher("top")}
          <coral-selectlist class="coral3-SelectList coral3-Select-selectList" role="listbox" id="${listId}" handle="list"
            aria-multiselectable="false"></coral-selectlist>
          ${catcher("intermediate")}${catcher("bottom")}
        </coral-overlay>
        <input handle="input" type="hidden">`;
      const [button, overlay, input] = nodes(markup);
      const list = overlay.querySelector("coral-selectlist");
      const entries = items.map((item) => {
        const [entry] = nodes(
          `<coral-selectlist-item class="coral3-SelectList-item" role="option" aria-disabled="false">`,
        );
        entry.setAttribute("value", item.getAttribute("value"));
        entry.textContent = item.textContent.trim();
        return entry;
      });
      list.append(...entries);
      input.name = this.name;
      this.#parts = { items, entries, button, overlay, input };
      preset(this, { placeholder: "" });
      this.prepend(button, overlay, input);
      tie(this, button, labelId);
      button.addEventListener("click", () => this.#open(!this.#isOpen));
      list.addEventListener("click", ({ target }) => {
        const entry = target.closest("coral-selectlist-item");
        if (entry) this.#choose(entry.getAttribute("value"));
      });
      // Without a placeholder there is always one chosen.
      const first = this.getAttribute("placeholder") ? undefined : items[0];
      this.value = (items.find((item) => item.hasAttribute("selected")) ?? first)?.getAttribute("value") ?? "";
    }

    /** Draws what the attributes say. */
    follow() {
      this.setAttribute("aria-disabled", String(this.disabled));
      if (!this.#parts) return;
      const { button, input } = this.#parts;
      button.disabled = input.disabled = this.disabled || this.hasAttribute("readonly");
      input.toggleAttribute("readonly", input.disabled);
      input.toggleAttribute("required", this.required);
    }

    get name() {
      return this.getAttribute("name") ?? "";
    }

    get required() {
      return this.hasAttribute("required");
    }

    get disabled() {
      return this.hasAttribute("disabled");
    }

    set disabled(disabled) {
      this.toggleAttribute("disabled", disabled);
    }

    get value() {
      return this.#parts.input.value;
    }

    set value(value) {
      const { items, entries, button, input } = this.#parts;
      const chosen = items.findIndex((item) => item.getAttribute("value") === value);
      input.value = chosen < 0 ? "" : value;
      button.lastElementChild.textContent = (items[chosen]?.textContent ?? this.getAttribute("placeholder")).trim();
      button.classList.toggle("is-placeholder", chosen < 0);
      for (const [place, entry] of entries.entries()) {
        const isChosen = place === chosen;
        for (const one of [items[place], entry]) one.toggleAttribute("selected", isChosen);
        entry.classList.toggle("is-selected", isChosen);
        entry.setAttribute("aria-selected", String(isChosen));
        entry.setAttribute("tabindex", isChosen ? "0" : "-1");
      }
    }

    get #isOpen() {
      return this.#parts.overlay.hasAttribute("open");
    }

    #open(open) {
      const { button, overlay } = this.#parts;
      overlay.toggleAttribute("open", open);
      overlay.classList.toggle("is-open", open);
      overlay.setAttribute("aria-hidden", String(!open));
      overlay.style.display = open ? "" : "none";
      button.setAttribute("aria-expanded", String(open));
      button.classList.toggle("is-selected", open);
    }

    #choose(value) {
      const told = this.#isOpen && value !== this.value;
      this.value = value;
      this.#open(false);
      if (told) this.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  customElements.define("coral-select", Select);

  globalThis.Coral = { i18n: {} };
})();
