/*
 * The hands on AEM's page: they apply plain edits (src/page/edit.rs), one after the other, and tell what the page then
 * holds. They decide nothing, touch nothing that a person could not, and tell no value of a password. The last part of
 * page.js: it takes away what the parts shared.
 */
(() => {
  "use strict";
  if (AemPage.apply) return;
  const { FIELDS, disabled, flag, isField, keyOf, kindOf, know, nameOf, resolve, seen, valueOf, visible } = AemPage.parts;

  // What of an item selects it when it is pressed: a row's or a line's own handle, where pressing the rest opens it.
  const SELECTS = "[coral-table-rowselect], [coral-columnview-itemselect], coral-columnview-item-thumbnail, coral-card";

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
    (element.querySelector(SELECTS) ?? element).click();
  }

  // Values stay here, secrets included; of a comparison only the result is told.
  // By handle, for every field that was edited: what it held before the first edit, and what the last one left in it.
  const remembered = new Map();

  // The only field of the same tag and name, when a page has rendered one anew.
  function successor({ tag, name }) {
    if (!name) return undefined;
    const [only, ...others] = fields().filter((element) => element.localName === tag && nameOf(element) === name);
    return others.length ? undefined : only;
  }

  function untouchable(element, isVisible = visible) {
    if (!element) return "gone";
    if (!isVisible(element)) return "hidden";
    return disabled(element) || flag(element, "readonly") ? "disabled" : undefined;
  }

  /** Writes a value; tells what failed, and whether the page took the focus for that, which then nothing has. */
  function write(element, value, isChoice = kindOf(element) === "select") {
    const before = document.activeElement;
    const failed = isChoice ? choose(element, value) : setText(element, value);
    const after = document.activeElement;
    const tookFocus = after !== before && element.contains(after);
    if (tookFocus) after.blur();
    return { failed, tookFocus };
  }

  /**
   * Begins an edit; gives what stopped it, or the field and the value that it should then hold. `isSeen` says whether a
   * person can see a field.
   */
  function begin(edit, isSeen) {
    if (edit.do === "restore") return restore(edit.key);
    const element = resolve(edit.key);
    const problem = untouchable(element, edit.do === "press" ? visible : isSeen);
    if (problem) return { problem };
    if (edit.do === "press") return { problem: press(element) };
    const held = valueOf(element);
    const value = edit.do === "choose" ? edit.option : edit.value;
    const { failed, tookFocus } = write(element, value, edit.do === "choose");
    if (failed) return { problem: failed };
    const record = remembered.get(edit.key) ?? { tag: element.localName, name: nameOf(element), held };
    remembered.set(edit.key, record);
    return { element, value, record, tookFocus };
  }

  function restore(key) {
    const record = remembered.get(key);
    const element = record && (resolve(key) ?? successor(record));
    const problem = untouchable(element);
    if (problem) return { problem };
    const value = record.held;
    let tookFocus = false;
    if (valueOf(element) !== value) {
      if (valueOf(element) !== record.left) return { problem: "changed" };
      const written = write(element, value);
      if (written.failed) return { problem: written.failed };
      ({ tookFocus } = written);
    }
    remembered.delete(key);
    return { element, value, record, tookFocus };
  }

  function readBack({ problem, element, value, record, tookFocus }) {
    if (!element) return { problem, equal: !problem };
    // A page may answer an edit by building its form anew, the edited field included.
    const field = element.isConnected ? element : successor(record);
    if (!field) {
      record.left = value;
      return { problem: "gone", equal: false, took_focus: tookFocus };
    }
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

  const fields = () => [...document.querySelectorAll(FIELDS)].filter(isField);

  // Which fields there are, and which of them can be used.
  const shape = () => fields().map((element) => `${keyOf(element)} ${untouchable(element) ?? ""}`).join();

  /** Waits until the fields have another shape than `before`, at most so many milliseconds. */
  function otherFields(before, atMost) {
    return new Promise((resolve) => {
      const end = (problem) => {
        observer.disconnect();
        clearTimeout(timer);
        clearTimeout(next);
        resolve({ problem });
      };
      // A form is rendered in many steps; one look after a task's worth of them is enough.
      let next;
      const look = () => (next ??= setTimeout(() => {
        next = undefined;
        if (shape() !== before) end();
      }));
      const observer = new MutationObserver(look);
      const attributeFilter = ["class", "style", "hidden", "disabled", "readonly", "aria-disabled", "aria-readonly"];
      observer.observe(document.documentElement, { subtree: true, childList: true, attributeFilter });
      const timer = setTimeout(() => end(shape() === before ? "nothing-happened" : undefined), atMost);
      look();
    });
  }

  /**
   * Gives a function that says whether a person can see a field. To lay a page out anew for every field of a form takes
   * longer than to fill it, so all of `elements` are looked at once, and again only when something but they has changed.
   */
  function looker(elements) {
    let known = new Map();
    const isOne = ({ target }) => elements.includes(target);
    const note = (records) => {
      if (!records.every(isOne)) known = new Map();
    };
    const observer = new MutationObserver(note);
    observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
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

  /** Applies the edits in order, lets the page settle, and tells what every field then held. */
  async function apply(edits) {
    const before = edits.some((edit) => edit.do === "awaitFields") && shape();
    const begun = [];
    const filled = edits.filter((edit) => edit.do === "setText" || edit.do === "choose");
    const { isSeen, end } = looker(filled.map((edit) => resolve(edit.key)).filter(Boolean));
    for (const edit of edits) {
      begun.push(edit.do === "awaitFields" ? await otherFields(before, edit.atMost) : begin(edit, isSeen));
    }
    end();
    await new Promise((settled) => setTimeout(settled));
    return begun.map(readBack);
  }

  AemPage.apply = apply;
  delete AemPage.parts;
  Object.freeze(AemPage);
})();
