/*
 * The eyes on AEM's page. It turns Coral and Granite markup into plain data, and says when the page changed. It changes
 * nothing, and holds no policy: it knows no product, no language and no kind of credential; all that is decided in
 * Rust. The shapes are those of src/page/snapshot.rs.
 *
 * It is the first of four files, which share one global, AemPage: items.js reads the items of a list,
 * structure.js tells how a page is built, and hands.js, the last one, applies edits. What they need of each
 * other is in AemPage.parts until the last one has taken it away.
 *
 * Loading them only defines functions. Nothing is read, changed or listened to before one of them is called. They run
 * in an extension's isolated world, where Coral's own JavaScript interface does not exist, as well as in the page's
 * world; therefore they use the DOM alone.
 */
(() => {
  "use strict";
  if (globalThis.AemPage) return;

  // --- Every selector of this file ------------------------------------------------------------------------------
  const STEPS = "coral-step, .foundation-wizard-step";
  const FIELDS = "input, textarea, select, coral-select";
  const NOT_A_FIELD = "hidden submit button reset image file radio".split(" ");
  const ACTIONS = "button, a[is=coral-anchorbutton], coral-anchorbutton, .foundation-collection-action";
  const DIALOGS = "coral-dialog[open], dialog[open], [role=dialog][aria-hidden=false]";
  const NOTICES = "coral-alert";
  const WRAPPER = ".coral-Form-fieldwrapper";
  const LABEL = "label, .coral-Form-fieldlabel";
  const HEADING = "betty-titlebar-title, .foundation-layout-wizard-title, .betty-TitleBar-title, [role=main] h1, h1";
  // The assistant's own element, which is no part of the page.
  const OURS = "ims-oauth-assistant, ims-oauth-assistant-host";

  // --- Handles -----------------------------------------------------------------------------------------------------
  const keys = new WeakMap();
  const elements = new Map();
  let lastKey = 0;
  // A handle of one document must mean nothing to the next one in the same frame.
  const here = Math.random().toString(36).slice(2, 8);

  const newKey = () => `${here}-${++lastKey}`;

  function keyOf(element) {
    let key = keys.get(element);
    if (!key) {
      keys.set(element, (key = newKey()));
      elements.set(key, new WeakRef(element));
    }
    return key;
  }

  /** The element of a handle, if it is still on the page. */
  function resolve(key) {
    const element = elements.get(key)?.deref() ?? parts.items.withKey(key);
    return element?.isConnected ? element : undefined;
  }

  /** Forgets the handles of elements that are no more. */
  function prune() {
    for (const [key, element] of elements) if (!element.deref()) elements.delete(key);
  }

  // --- Eyes --------------------------------------------------------------------------------------------------------
  const UNFOLDED = /[^\S ]| {2}|^ | $/;
  const fold = (text) => (text && UNFOLDED.test(text) ? text.replace(/\s+/g, " ").trim() : (text ?? ""));
  const textOf = (element) => fold(element?.textContent);
  const flag = (element, name) => element.hasAttribute(name) || element.getAttribute(`aria-${name}`) === "true";

  function visible(element) {
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  }

  // How many pixels of a field a person must be able to see.
  const LEAST = 4;

  const cut = (style) => style.clipPath !== "none" || style.clip !== "auto";

  /**
   * What an element and all around it do to what is inside: whether they cut it, how far they are scrolled, and how much
   * of it they can show. `known` has what was found of the same elements a moment ago.
   */
  function around(element, known) {
    if (!element) return { cuts: false, left: 0, top: 0, width: Infinity, height: Infinity };
    const found = known.get(element);
    if (found) return found;
    const outer = around(element.parentElement, known);
    const style = getComputedStyle(element);
    // What is cut off by something small is as small; what scrolls can be brought into sight.
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const inner = {
      cuts: outer.cuts || cut(style),
      left: outer.left + element.scrollLeft,
      top: outer.top + element.scrollTop,
      width: hides(style.overflowX) ? Math.min(outer.width, element.clientWidth) : outer.width,
      height: hides(style.overflowY) ? Math.min(outer.height, element.clientHeight) : outer.height,
    };
    known.set(element, inner);
    return inner;
  }

  /** Whether a person can come to see a field, scrolling where that is needed: one that is only there does not count. */
  function seen(element, known = new Map()) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    if (box.width < LEAST || box.height < LEAST || cut(getComputedStyle(element))) return false;
    const { cuts, left, top, width, height } = around(element.parentElement, known);
    // No scrolling leads to what lies left of the page or above it.
    const [right, bottom] = [box.right + element.scrollLeft + left, box.bottom + element.scrollTop + top];
    return !cuts && width >= LEAST && height >= LEAST && right >= LEAST && bottom >= LEAST;
  }

  const disabled = (element) =>
    flag(element, "disabled") || element.matches(":disabled") || Boolean(element.closest("[inert], fieldset:disabled"));

  function statusOf(element) {
    const variant = element.getAttribute("variant") ?? "";
    return { tag: element.localName, variant, text: textOf(element) };
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
    const wrapper = element.closest(WRAPPER);
    const others = [
      ...[...(element.labels ?? [])].map(textOf),
      fold(element.getAttribute("aria-label")),
      textOf(wrapper?.querySelector(LABEL)),
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

  // The attribute, since a field called "action" would hide the form's own property.
  function isSentElsewhere(form) {
    const action = form?.getAttribute("action");
    try {
      return Boolean(action) && new URL(action, document.baseURI).origin !== location.origin;
    } catch {
      return true;
    }
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

  // What a field was first seen with, or what an edit last left in it. Values stay here, secrets included; of a
  // comparison only the result is told.
  const known = new WeakMap();
  // By tag and name, the field that was seen last. A page may build its form anew with what somebody has typed into it.
  const latest = new Map();

  function know(element, value) {
    known.set(element, value);
    latest.set(`${element.localName} ${nameOf(element)}`, element);
  }

  function edited(element, value) {
    if (!known.has(element)) {
      const before = nameOf(element) && latest.get(`${element.localName} ${nameOf(element)}`);
      const isAnew = before && !before.isConnected && value !== "" && valueOf(before) === value;
      know(element, isAnew ? known.get(before) : value);
    }
    return known.get(element) !== value;
  }

  function fieldOf(element, surroundings) {
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
      disabled: disabled(element),
      read_only: flag(element, "readonly"),
      visible: seen(element, surroundings),
      invalid: flag(element, "invalid"),
      form: formOf(element),
      max_length: element.maxLength >= 0 ? element.maxLength : undefined,
      shared_id: sharesId(element),
      sent_elsewhere: isSentElsewhere(element.form ?? element.closest("form")),
      edited: edited(element, value),
    };
  }

  // What a form shows as text, where a field would be if it could be changed: the rest of a label's wrapper.
  function shownOf(wrapper) {
    const label = wrapper.querySelector(LABEL);
    const value = wrapper.querySelector(FIELDS) ? undefined : label?.nextElementSibling;
    if (!value || !visible(value)) return undefined;
    const form = formOf(wrapper);
    return { key: keyOf(value), kind: "shown", labels: [textOf(label)], value: value.textContent.trim(), form, visible: true };
  }

  /** What is told of a field, or of a wrapper that shows a text in the place of one; undefined where it is neither. */
  function fieldOrShownOf(element, surroundings) {
    if (!element.matches(FIELDS)) return shownOf(element);
    return isField(element) ? fieldOf(element, surroundings) : undefined;
  }

  function actionOf(element) {
    return {
      key: keyOf(element),
      text: textOf(element) || fold(element.getAttribute("aria-label") ?? element.title),
      icon: element.getAttribute("icon") ?? "",
      id: element.id,
      variant: element.getAttribute("variant") ?? "",
      action: element.dataset.foundationCollectionAction ?? "",
      control: element.dataset.foundationWizardControlAction ?? "",
      visible: visible(element),
      disabled: flag(element, "disabled") || element.matches(":disabled"),
    };
  }

  function dialogOf(element) {
    return {
      title: textOf(element.querySelector("coral-dialog-header, h1, h2")),
      text: textOf(element.querySelector("coral-dialog-content") ?? element),
      variant: element.getAttribute("variant") ?? "",
      buttons: [...element.querySelectorAll(ACTIONS)].filter(visible).map(textOf).filter(Boolean),
    };
  }

  function stepOf(element) {
    const active = flag(element, "selected") || element.matches(".foundation-wizard-step-active, .is-active");
    return { text: textOf(element.querySelector("coral-step-label") ?? element), active };
  }

  function isField(element) {
    return !NOT_A_FIELD.includes(element.type) && !element.parentElement?.closest(`coral-select, ${OURS}`);
  }

  /** What of the page outside of the items is of interest, in document order. */
  function outsideOf(items) {
    const any = [HEADING, parts.items.WAITING, FIELDS, WRAPPER, ACTIONS, DIALOGS, NOTICES, STEPS].join();
    if (!items.elements.length) return [...document.querySelectorAll(any)];
    // Items have most of the elements, so that is quicker than to ask for all of the page.
    const outside = [];
    (function visit(element) {
      if (element.matches(any)) outside.push(element);
      if (items.isList(element)) return;
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
        // Coral keeps all of its icons in the page, thousands of elements.
        if (child.localName !== "svg" && !items.has(child)) visit(child);
      }
    })(document.documentElement);
    return outside;
  }

  /**
   * One look at the page, as src/page/snapshot.rs describes it. Items are read in slices; everything else is read in
   * one go after them, so that a form is never half of one state.
   */
  async function snapshot() {
    watching.forEach((observer) => parts.items.forget(observer.takeRecords().filter(isNews)));
    const items = await parts.items.read();
    const outside = outsideOf(items);
    const of = (selector) => outside.filter((element) => element.matches(selector));
    if (elements.size > 1000) prune();
    const surroundings = new Map();
    return {
      url: location.href,
      lang: document.documentElement.lang,
      title: document.title,
      heading: textOf(of(HEADING)[0]),
      http_status: performance.getEntriesByType("navigation")[0]?.responseStatus || undefined,
      items: items.rows,
      collection: parts.items.collectionOf(items.elements, items.found, of(parts.items.WAITING).some(visible)),
      fields: of(`${FIELDS}, ${WRAPPER}`)
        .map((element) => fieldOrShownOf(element, surroundings))
        .filter(Boolean),
      actions: of(ACTIONS)
        .filter((element) => !element.closest(`coral-select, ${OURS}`))
        .map(actionOf),
      dialogs: of(DIALOGS).filter(visible).map(dialogOf),
      notices: of(NOTICES)
        .filter((element) => !element.closest("coral-dialog"))
        .map(statusOf),
      steps: of(STEPS).map(stepOf),
      framed: framed(),
    };
  }

  const watching = new Set();

  // Of a style, whether it hides: pages move and resize things all the time, the assistant's own element included.
  const HIDES = /\b(?:display|visibility|opacity)\s*:[^;]*/g;
  const hides = (style) => String(style?.match(HIDES));

  const isNews = ({ attributeName, oldValue, target }) =>
    attributeName !== "style" || hides(oldValue) !== hides(target.getAttribute("style"));

  /** Calls `changed` after the page changed, at most once in 60 ms. Returns the function that ends it. */
  function watch(changed) {
    let timer;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        changed();
      }, 60);
    };
    const observer = new MutationObserver((records) => {
      const changes = records.filter(isNews);
      if (!changes.length) return;
      parts.items.forget(changes);
      later();
    });
    observer.observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: [
        ...["class", "style", "disabled", "readonly", "hidden", "open", "selected", "invalid", "variant", "role"],
        ...["aria-invalid", "aria-selected", "aria-disabled", "aria-readonly", "aria-hidden"],
        ...["data-foundation-collection-item-id", "data-granite-collection-item-id"],
      ],
      attributeOldValue: true,
    });
    watching.add(observer);
    const listening = new AbortController();
    // What fades in is seen only once it has, which changes no node.
    for (const type of ["input", "change", "transitionend", "animationend"]) {
      document.addEventListener(type, later, { capture: true, passive: true, signal: listening.signal });
    }
    return () => {
      observer.disconnect();
      watching.delete(observer);
      if (!watching.size) parts.items.forgetAll();
      listening.abort();
      clearTimeout(timer);
    };
  }

  const parts = {
    ...{ FIELDS, OURS, disabled, flag, fold, isField, keyOf, kindOf, know, nameOf, newKey, resolve, seen, textOf },
    ...{ valueOf, visible, watching },
  };
  globalThis.AemPage = { snapshot, watch, parts };
})();
