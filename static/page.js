/*
 * The eyes and hands on AEM's page. It turns Coral and Granite markup into plain data, applies plain edits, and says
 * when the page changed. It holds no policy: it knows no product, no language and no kind of credential; all that is
 * decided in Rust. The shapes are those of src/page/snapshot.rs and src/page/edit.rs.
 *
 * Loading this file only defines functions. Nothing is read, changed or listened to before one of them is called.
 * It runs in an extension's isolated world, where Coral's own JavaScript interface does not exist, as well as in the
 * page's world; therefore it uses the DOM alone.
 */
(() => {
  "use strict";
  if (globalThis.AemPage) return;

  // --- Every selector of the product ----------------------------------------------------------------------------
  // The first list entry that matches anything wins: Granite's documented vocabulary first, Coral's tags after it.
  const ITEMS = [".foundation-collection-item", "coral-masonry-item", "coral-card", "tr[is=coral-table-row]"];
  const ITEM_TITLE = ".foundation-collection-item-title, coral-card-title, [foundation-collection-item-title]";
  const ITEM_LINES = "hr, coral-card-context, coral-card-subtitle, coral-card-description, coral-card-property, td";
  const STATUSES = "coral-alert, coral-tag, coral-status, .coral-Alert, .coral-Tag";
  const FIELDS = "input, textarea, select, coral-select";
  const NOT_A_FIELD = "hidden submit button reset image file radio".split(" ");
  const ACTIONS = "button, a[is=coral-anchorbutton], coral-anchorbutton, .foundation-collection-action";
  const DIALOGS = "coral-dialog[open], dialog[open], [role=dialog][aria-hidden=false]";
  const HEADING = "betty-titlebar-title, .foundation-layout-wizard-title, .betty-TitleBar-title, [role=main] h1, h1";
  // The assistant's own element, which is no part of the page.
  const OURS = "ims-oauth-assistant, ims-oauth-assistant-host";

  // --- Handles -----------------------------------------------------------------------------------------------------
  const keys = new WeakMap();
  let elements = new Map();
  let lastKey = 0;
  // A handle of one document must mean nothing to the next one in the same frame.
  const here = Math.random().toString(36).slice(2, 8);

  function keyOf(element) {
    let key = keys.get(element);
    if (!key) keys.set(element, (key = `${here}-${++lastKey}`));
    elements.set(key, new WeakRef(element));
    return key;
  }

  // --- Eyes --------------------------------------------------------------------------------------------------------
  const fold = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const textOf = (element) => fold(element?.textContent);
  const flag = (element, name) => element.hasAttribute(name) || element.getAttribute(`aria-${name}`) === "true";

  function visible(element) {
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  }

  function statusOf(element) {
    const variant = element.getAttribute("variant") ?? "";
    return { tag: element.localName, variant, text: textOf(element) };
  }

  function linesOf(item, title) {
    const lines = [];
    let ruled = false;
    for (const element of item.querySelectorAll(ITEM_LINES)) {
      if (element.localName === "hr") ruled = true;
      else if (element !== title && !element.contains(title) && textOf(element)) lines.push({ text: textOf(element), ruled });
    }
    return lines;
  }

  function itemOf(item) {
    const title = item.querySelector(ITEM_TITLE);
    return {
      key: keyOf(item),
      id: item.dataset.foundationCollectionItemId ?? item.dataset.graniteCollectionItemId ?? "",
      title: textOf(title),
      lines: linesOf(item, title),
      statuses: [...item.querySelectorAll(STATUSES)].map(statusOf),
      selected: item.classList.contains("foundation-selections-item") || flag(item, "selected"),
    };
  }

  function kindOf(element) {
    if (element.localName === "coral-select" || element.localName === "select") return "select";
    if (element.localName === "textarea") return "multiline";
    if (element.type === "password" || element.type === "checkbox") return element.type;
    return ["text", "url", "email", "search", "tel", ""].includes(element.type) ? "text" : "other";
  }

  // `labelledby` is Coral's own attribute, which stays on the element after Coral has made `aria-labelledby` of it.
  function labelsOf(element) {
    const byId = ["labelledby", "aria-labelledby"]
      .flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/))
      .filter(Boolean)
      .map((id) => textOf(document.getElementById(id)));
    const wrapper = element.closest(".coral-Form-fieldwrapper");
    const others = [
      ...[...(element.labels ?? [])].map(textOf),
      fold(element.getAttribute("aria-label")),
      textOf(wrapper?.querySelector("label, .coral-Form-fieldlabel")),
    ];
    return [...new Set([...byId, ...others].filter(Boolean))];
  }

  function optionsOf(element) {
    const options = element.querySelectorAll(element.localName === "select" ? "option" : "coral-select-item");
    return [...options].map((option) => ({
      value: option.getAttribute("value") ?? textOf(option),
      text: textOf(option),
    }));
  }

  // A coral-select's value is what it would send with the form: its hidden input.
  function valueOf(element) {
    if (element.localName === "coral-select") return element.querySelector("input[handle=input]")?.value ?? "";
    return element.type === "checkbox" ? String(element.checked) : element.value;
  }

  const nameOf = (element) =>
    element.getAttribute("name") || element.querySelector("input[handle=input]")?.name || "";

  function formOf(element) {
    const form = element.form ?? element.closest("form");
    return form ? keyOf(form) : "";
  }

  // An id belongs to one element. Where several carry it, a label that is bound by it may be meant for another.
  function sharesId(element) {
    const ids = ["labelledby", "aria-labelledby"].flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/));
    if (element.labels?.length) ids.push(element.id);
    return ids.some((id) => id && document.querySelectorAll(`#${CSS.escape(id)}`).length > 1);
  }

  // Whether everything around this document is of its origin. What is not does not let its document be seen.
  function framed() {
    let view = window;
    try {
      while (view !== view.parent) {
        view = view.parent;
        void view.document;
      }
    } catch {
      return "other";
    }
    return view === window ? "top" : "same";
  }

  function fieldOf(element) {
    const kind = kindOf(element);
    const value = valueOf(element);
    return {
      key: keyOf(element),
      kind,
      name: nameOf(element),
      labels: labelsOf(element),
      value: kind === "password" ? undefined : value,
      filled: value !== "",
      options: kind === "select" ? optionsOf(element) : [],
      required: flag(element, "required"),
      disabled: flag(element, "disabled") || element.matches(":disabled"),
      read_only: flag(element, "readonly"),
      visible: visible(element),
      invalid: flag(element, "invalid"),
      form: formOf(element),
      max_length: element.maxLength >= 0 ? element.maxLength : undefined,
      shared_id: sharesId(element),
      edited: edited(element, value),
    };
  }

  function actionOf(element) {
    return {
      key: keyOf(element),
      text: textOf(element) || fold(element.getAttribute("aria-label") ?? element.title),
      icon: element.getAttribute("icon") ?? "",
      id: element.id,
      variant: element.getAttribute("variant") ?? "",
      action: element.dataset.foundationCollectionAction ?? "",
      visible: visible(element),
      disabled: flag(element, "disabled") || element.matches(":disabled"),
    };
  }

  function dialogOf(element) {
    return {
      title: textOf(element.querySelector("coral-dialog-header, h1, h2")),
      text: textOf(element.querySelector("coral-dialog-content") ?? element),
      variant: element.getAttribute("variant") ?? "",
    };
  }

  function isField(element) {
    return !NOT_A_FIELD.includes(element.type) && !element.parentElement?.closest(`coral-select, ${OURS}`);
  }

  /** One look at the page, as src/page/snapshot.rs describes it. */
  function snapshot() {
    elements = new Map();
    const all = (selector) => [...document.querySelectorAll(selector)];
    const itemSelector = ITEMS.find((selector) => document.querySelector(selector));
    const inItems = itemSelector ?? "coral-card";
    return {
      url: location.href,
      lang: document.documentElement.lang,
      title: document.title,
      heading: textOf(document.querySelector(HEADING)),
      items: itemSelector ? all(itemSelector).map(itemOf) : [],
      fields: fields().map(fieldOf),
      actions: all(ACTIONS)
        .filter((element) => !element.closest(`${inItems}, coral-select, ${OURS}`))
        .map(actionOf),
      dialogs: all(DIALOGS).filter(visible).map(dialogOf),
      notices: all("coral-alert")
        .filter((element) => !element.closest(`${inItems}, coral-dialog`))
        .map(statusOf),
      framed: framed(),
    };
  }

  // --- Hands -------------------------------------------------------------------------------------------------------
  const fire = (element, type) => element.dispatchEvent(new Event(type, { bubbles: true, composed: type === "input" }));

  // The native setter, because a framework may have put its own `value` on the element itself.
  function setText(element, value) {
    const prototype = { input: HTMLInputElement, textarea: HTMLTextAreaElement }[element.localName]?.prototype;
    if (!prototype) return "wrong-kind";
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(element, value);
    fire(element, "input");
    fire(element, "change");
  }

  // Setting `selected` on a coral-select-item fires events and looks right, yet the value stays the old one outside
  // the page's own world. The native select inside is what Coral listens to for touch devices, in every world.
  function choose(element, option) {
    const select = element.localName === "coral-select" ? element.querySelector("select[handle=nativeSelect]") : element;
    if (!(select instanceof HTMLSelectElement)) return "wrong-kind";
    if (![...select.options].some((candidate) => candidate.value === option)) return "no-such-option";
    select.value = option;
    fire(select, "change");
  }

  function press(element) {
    (element.querySelector("coral-card") ?? element).click();
  }

  function resolve(key) {
    const element = elements.get(key)?.deref();
    return element?.isConnected ? element : undefined;
  }

  // Values stay here, secrets included; of a comparison only the result is told.
  // What a field was first seen with, or what an edit last left in it.
  const known = new WeakMap();
  // By handle, for every field that was edited: what it held before the first edit, and what the last one left in it.
  const remembered = new Map();

  function edited(element, value) {
    if (!known.has(element)) known.set(element, value);
    return known.get(element) !== value;
  }

  // The only field of the same tag and name, when a page has rendered one anew.
  function successor({ tag, name }) {
    if (!name) return undefined;
    const [only, ...others] = fields().filter((element) => element.localName === tag && nameOf(element) === name);
    return others.length ? undefined : only;
  }

  function untouchable(element) {
    if (!element) return "gone";
    if (!visible(element)) return "hidden";
    return flag(element, "disabled") || element.matches(":disabled") || flag(element, "readonly") ? "disabled" : undefined;
  }

  const write = (element, value) => (kindOf(element) === "select" ? choose(element, value) : setText(element, value));

  /** Begins an edit; gives what stopped it, or the field and the value that it should then hold. */
  function begin(edit) {
    if (edit.do === "restore") return restore(edit.key);
    const element = resolve(edit.key);
    const problem = untouchable(element);
    if (problem) return { problem };
    if (edit.do === "press") return { problem: press(element) };
    const held = valueOf(element);
    const value = edit.do === "choose" ? edit.option : edit.value;
    const failed = edit.do === "choose" ? choose(element, value) : setText(element, value);
    if (failed) return { problem: failed };
    const record = remembered.get(edit.key) ?? { tag: element.localName, name: nameOf(element), held };
    remembered.set(edit.key, record);
    return { element, value, record };
  }

  function restore(key) {
    const record = remembered.get(key);
    const element = record && (resolve(key) ?? successor(record));
    const problem = untouchable(element);
    if (problem) return { problem };
    const value = record.held;
    if (valueOf(element) !== value) {
      if (valueOf(element) !== record.left) return { problem: "changed" };
      const failed = write(element, value);
      if (failed) return { problem: failed };
    }
    remembered.delete(key);
    return { element, value, record };
  }

  function readBack({ problem, element, value, record }) {
    if (!element) return { problem, equal: !problem };
    // A page may answer an edit by building its form anew, the edited field included.
    const field = element.isConnected ? element : successor(record);
    if (!field) {
      record.left = value;
      return { problem: "gone", equal: false };
    }
    record.left = valueOf(field);
    known.set(field, record.left);
    const equal = record.left === value;
    return {
      problem: equal ? undefined : "not-equal",
      read_back: kindOf(field) === "password" ? undefined : record.left,
      equal,
    };
  }

  const fields = () => [...document.querySelectorAll(FIELDS)].filter(isField);

  // Which fields there are, and which of them can be used.
  const shape = () => fields().map((element) => `${keyOf(element)} ${untouchable(element) ?? ""}`).join();

  /** Waits until the fields have another shape than `before`, at most so many milliseconds. */
  function otherFields(before, atMost) {
    return new Promise((resolve) => {
      const end = () => {
        observer.disconnect();
        clearTimeout(timer);
        resolve({ problem: shape() === before ? "nothing-happened" : undefined });
      };
      const look = () => shape() !== before && end();
      const observer = new MutationObserver(look);
      const attributeFilter = ["class", "style", "hidden", "disabled", "readonly", "aria-disabled", "aria-readonly"];
      observer.observe(document.documentElement, { subtree: true, childList: true, attributeFilter });
      const timer = setTimeout(end, atMost);
      look();
    });
  }

  /** Applies the edits in order, lets the page settle, and tells what every field then held. */
  async function apply(edits) {
    const before = edits.some((edit) => edit.do === "awaitFields") && shape();
    const begun = [];
    for (const edit of edits) {
      begun.push(edit.do === "awaitFields" ? await otherFields(before, edit.atMost) : begin(edit));
    }
    await new Promise((settled) => setTimeout(settled));
    return begun.map(readBack);
  }

  /** Calls `changed` after the page changed, at most once in 60 ms. Returns the function that ends it. */
  function watch(changed) {
    let timer;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        changed();
      }, 60);
    };
    const observer = new MutationObserver(later);
    observer.observe(document.documentElement, {
      subtree: true,
      childList: true,
      attributeFilter: ["class", "disabled", "readonly", "hidden", "open", "selected", "invalid", "aria-invalid"],
    });
    const listening = new AbortController();
    for (const type of ["input", "change"]) {
      document.addEventListener(type, later, { capture: true, passive: true, signal: listening.signal });
    }
    return () => {
      observer.disconnect();
      listening.abort();
      clearTimeout(timer);
    };
  }

  globalThis.AemPage = Object.freeze({ snapshot, apply, watch });
})();
