/*
 * The last part of page.js, the hands on AEM's page: applies plain edits (src/page/edit.rs) in order and reads back what
 * the page then holds. It decides nothing, touches nothing that a person could not reach, and never reports a password's
 * value. It deletes what the parts shared.
 */
(() => {
  "use strict";
  const { parts } = AemPage;
  // All parts have run before.
  if (!parts) return;
  const { allTrees, disabled, fieldsWithin, flag, keyOf, kindOf, know, nameOf, resolve, seen, valueOf } = parts;
  const { choicesOf, isAsTold, isRadio, radiosOf, visible } = parts;

  // What to press in an item to select it: a row's or line's own handle, because pressing the rest opens it.
  const SELECTS = "[coral-table-rowselect], [coral-columnview-itemselect], coral-columnview-item-thumbnail, coral-card";

  /**
   * @param {Element} element
   * @param {string} type
   */
  const fire = (element, type) => element.dispatchEvent(new Event(type, { bubbles: true, composed: type === "input" }));

  /**
   * Uses the native setter, because a framework may have defined a `value` of its own on the element.
   * @param {Element} element
   * @param {string} value
   * @returns {Problem | undefined}
   */
  function setText(element, value) {
    const isInput = element.localName === "input";
    if (!isInput && element.localName !== "textarea") return "wrong-kind";
    // A field with a pattern takes some values only; a copy of it tells whether it takes this one.
    const probe = /** @type {HTMLInputElement} */ (element.cloneNode(false));
    probe.value = value;
    if (probe.validity.patternMismatch) return "not-accepted";
    const { prototype } = isInput ? HTMLInputElement : HTMLTextAreaElement;
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(element, value);
    fire(element, "input");
    fire(element, "change");
    return undefined;
  }

  /**
   * Chooses from a coral-select's own list. In Coral 3 that works as for a person only while the list is open: an item that
   * is pressed in a closed one changes the value and tells nobody.
   * @param {Element} element
   * @param {string} option
   * @returns {Problem | undefined}
   */
  function chooseFromList(element, option) {
    const button = /** @type {HTMLElement | null} */ (element.querySelector("button[handle=button]"));
    const items = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("coral-selectlist-item"));
    const item = [...items].find((one) => one.getAttribute("value") === option);
    if (!button || !item) return "no-such-option";
    const isOpen = () => button.getAttribute("aria-expanded") === "true";
    if (!isOpen()) button.click();
    item.click();
    if (isOpen()) button.click();
    return undefined;
  }

  /**
   * From the extension's isolated world, setting `selected` on a coral-select-item fires events and looks right, but the
   * old value is submitted. Coral Spectrum keeps a native select and listens to it in every world; Coral 3 has one on touch
   * devices only.
   * @param {Element} element
   * @param {string} option
   * @returns {Problem | undefined}
   */
  function choose(element, option) {
    const buttons = isRadio(element) ? radiosOf(element) : choicesOf(element);
    if (buttons.length) {
      const button = buttons.find((one) => (one.getAttribute("value") ?? one.textContent?.trim()) === option);
      if (!button) return "no-such-option";
      if (valueOf(element) !== option) /** @type {HTMLElement} */ (button).click();
      return undefined;
    }
    const isCoral = element.localName === "coral-select";
    const select = isCoral ? element.querySelector("select[handle=nativeSelect]") : element;
    if (isCoral && !select) return chooseFromList(element, option);
    if (!(select instanceof HTMLSelectElement)) return "wrong-kind";
    if (![...select.options].some((candidate) => candidate.value === option)) return "no-such-option";
    select.value = option;
    fire(select, "change");
    return undefined;
  }

  /** @param {Element} element */
  function press(element) {
    /** @type {HTMLElement} */ (element.querySelector(SELECTS) ?? element).click();
  }

  /**
   * What is remembered of an edited field: what it held before the first edit, and what the last edit left in it. The
   * values, secrets included, never leave this closure; only the result of comparing them does.
   * @typedef {{ tag: string, name: string, held: string, left?: string }} Edited
   */
  /** @type {Map<Key, Edited>} */
  const remembered = new Map();

  /**
   * The element of a key, as long as it is what it was when it was told.
   * @param {Key} key
   */
  function meant(key) {
    const element = resolve(key);
    return element && isAsTold(element) ? element : undefined;
  }

  /** Whether all that was filled is still what it was, and still sent to AEM alone. */
  const allStay = () => [...remembered.keys()].map(resolve).every((element) => !element || isAsTold(element));

  /**
   * The field that took an edited one's place when the page rendered its form anew: the only one of its tag and name, or
   * of several the only one that can be edited. A form may have two sets of fields and hide one.
   * @param {Edited} edited
   */
  function successor({ tag, name }) {
    if (!name) return undefined;
    const all = fields().filter((element) => element.localName === tag && nameOf(element) === name);
    const [only, ...others] = all.length > 1 ? all.filter((element) => !untouchable(element)) : all;
    return others.length ? undefined : only;
  }

  /**
   * Why a person could not edit or press this element; undefined if they could.
   * @param {Element | undefined} element
   * @param {(element: Element) => boolean} isVisible
   * @returns {Problem | undefined}
   */
  function untouchable(element, isVisible = visible) {
    if (!element) return "gone";
    if (!isVisible(element)) return "hidden";
    return disabled(element) || flag(element, "readonly") ? "disabled" : undefined;
  }

  /** What has the focus, in the innermost shadow tree. */
  function focused() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  }

  /**
   * Writes a value. Returns what failed, and whether a component took the focus for it; then the focus is dropped.
   * @param {Element} element
   * @param {string} value
   */
  function write(element, value, isChoice = kindOf(element) === "select") {
    const before = focused();
    const failed = isChoice ? choose(element, value) : setText(element, value);
    const after = focused();
    const tookFocus = after !== before && element.contains(after);
    if (tookFocus) /** @type {HTMLElement} */ (after).blur();
    return { failed, tookFocus };
  }

  /**
   * An edit that was carried out, to be read back, or what stopped it.
   * @typedef {{ problem: Problem | undefined, element?: undefined }
   *   | { problem?: undefined, element: Element, kind: FieldKind, value: string, record: Edited, tookFocus: boolean }} Begun
   */

  /**
   * Carries out an edit, without waiting for what the page makes of it.
   * @param {Exclude<Edit, { do: "awaitFields" }>} edit
   * @param {(element: Element) => boolean} isSeen whether a person can see a field
   * @returns {Begun}
   */
  function begin(edit, isSeen) {
    if (edit.do === "restore") return restore(edit.key);
    if (edit.do === "visit") return visit(edit.path);
    const element = meant(edit.key);
    const problem = untouchable(element, edit.do === "press" ? visible : isSeen);
    if (!element || problem) return { problem };
    if (edit.do === "press") {
      if (!allStay()) return { problem: "gone" };
      press(element);
      return { problem: undefined };
    }
    const kind = kindOf(element);
    const held = valueOf(element);
    const value = edit.do === "choose" ? edit.option : edit.value;
    const { failed, tookFocus } = write(element, value, edit.do === "choose");
    if (failed) return { problem: failed };
    const record = remembered.get(edit.key) ?? { tag: element.localName, name: nameOf(element), held };
    remembered.set(edit.key, record);
    return { element, kind, value, record, tookFocus };
  }

  /**
   * Goes to another page of this very origin, whatever the path says.
   * @param {string} path
   * @returns {Begun}
   */
  function visit(path) {
    const address = new URL(location.origin + path);
    if (address.origin !== location.origin) return { problem: "wrong-kind" };
    location.assign(address.href);
    return { problem: undefined };
  }

  /**
   * @param {Key} key
   * @returns {Begun}
   */
  function restore(key) {
    const record = remembered.get(key);
    const element = record && (resolve(key) ?? successor(record));
    const problem = untouchable(element);
    if (!element || problem) return { problem };
    const value = record.held;
    let tookFocus = false;
    if (valueOf(element) !== value) {
      if (valueOf(element) !== record.left) return { problem: "changed" };
      const written = write(element, value);
      if (written.failed) return { problem: written.failed };
      ({ tookFocus } = written);
    }
    remembered.delete(key);
    return { element, kind: kindOf(element), value, record, tookFocus };
  }

  /**
   * @param {Begun} begun
   * @returns {Outcome}
   */
  function readBack(begun) {
    if (!begun.element) return { problem: begun.problem, equal: !begun.problem };
    const { element, kind, value, record, tookFocus } = begun;
    // A page may respond to an edit by rendering its form anew, the edited field included.
    const field = element.isConnected ? element : successor(record);
    if (!field) {
      record.left = value;
      return { problem: "gone", equal: false, took_focus: tookFocus };
    }
    // A password stands in clear where its field became another kind meanwhile.
    const isBare = kind === "password" && kindOf(field) !== "password" && valueOf(field) === value;
    if (isBare) write(field, "");
    record.left = valueOf(field);
    know(field, record.left);
    const equal = record.left === value;
    return {
      problem: equal ? undefined : "not-equal",
      read_back: kindOf(field) === "password" ? undefined : record.left,
      equal,
      took_focus: tookFocus,
    };
  }

  /** The fields that are there by now, in the shadow trees that are there by now. */
  function fields() {
    allTrees();
    return fieldsWithin(document);
  }

  // Identifies which fields there are, and which of them can be edited.
  const shape = (all = fields()) => all.map((element) => `${keyOf(element)} ${untouchable(element) ?? ""}`).join();

  // What may show or lock a field.
  const SHOWS = {
    subtree: true,
    childList: true,
    attributeFilter: ["class", "style", "hidden", "disabled", "readonly", "aria-disabled", "aria-readonly"],
  };

  /**
   * Waits until the fields' shape differs from `before`, for at most so many milliseconds.
   * @param {string} before
   * @param {number} atMost
   * @returns {Promise<Begun>}
   */
  function otherFields(before, atMost) {
    return new Promise((resolve) => {
      /** @param {Problem} [problem] */
      const end = (problem) => {
        observer.disconnect();
        clearTimeout(timer);
        clearTimeout(next);
        resolve({ problem });
      };
      // Debounced: a form is rendered in many steps, and one look after a task's worth of them is enough.
      /** @type {number | undefined} */
      let next;
      const look = () =>
        (next ??= setTimeout(() => {
          next = undefined;
          // A shadow tree may have come since. To observe a tree again changes nothing.
          for (const tree of allTrees()) observer.observe(tree, SHOWS);
          if (shape(fieldsWithin(document)) !== before) end();
        }));
      const observer = new MutationObserver(look);
      const timer = setTimeout(() => end(shape() === before ? "nothing-happened" : undefined), atMost);
      look();
    });
  }

  /**
   * Returns a cached `seen` for these elements. A layout per field would take longer than filling the form, so all of
   * them are looked at together, and again only after something other than they has changed.
   * @param {Element[]} elements
   */
  function looker(elements) {
    /** @type {Map<Element, boolean>} */
    let known = new Map();
    /** @param {MutationRecord} record */
    const isOne = ({ target }) => elements.includes(/** @type {Element} */ (target));
    /** @param {MutationRecord[]} records */
    const note = (records) => {
      if (!records.every(isOne)) known = new Map();
    };
    const observer = new MutationObserver(note);
    for (const tree of allTrees()) observer.observe(tree, { subtree: true, childList: true, attributes: true });
    /** @param {Element} element */
    const isSeen = (element) => {
      note(observer.takeRecords());
      if (!known.size) {
        const surroundings = new Map();
        for (const one of elements) known.set(one, seen(one, surroundings));
      }
      return known.get(element) ?? seen(element);
    };
    return { isSeen, end: () => observer.disconnect() };
  }

  /**
   * Applies the edits in order, lets the page settle, and reads back what every field then holds.
   * @param {Edit[]} edits
   * @returns {Promise<Outcome[]>}
   */
  async function apply(edits) {
    const before = edits.some((edit) => edit.do === "awaitFields") ? shape() : "";
    /** @type {Begun[]} */
    const begun = [];
    const filled = edits.filter((edit) => edit.do === "setText" || edit.do === "choose");
    const { isSeen, end } = looker(filled.map((edit) => resolve(edit.key)).filter((element) => element !== undefined));
    // What has changed since it was told, was not decided on: then nothing is begun.
    const isStale = filled.some(({ key }) => resolve(key) && !meant(key));
    for (const edit of isStale ? [] : edits) {
      begun.push(edit.do === "awaitFields" ? await otherFields(before, edit.atMost) : begin(edit, isSeen));
    }
    end();
    await new Promise((settled) => setTimeout(settled));
    if (isStale) return edits.map(() => ({ problem: "gone", equal: false }));
    return begun.map(readBack);
  }

  AemPage.apply = apply;
  delete AemPage.parts;
  Object.freeze(AemPage);
})();
