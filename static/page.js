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
  const ITEMS = [
    ".foundation-collection-item",
    "coral-masonry-item",
    "coral-columnview-item",
    "tbody > tr[is=coral-table-row]",
    "coral-card",
  ];
  const ITEM_IDS = ["data-foundation-collection-item-id", "data-granite-collection-item-id"];
  const SELECTED = "foundation-selections-item";
  const ITEM_TITLE = "foundation-collection-item-title";
  const TITLE_TAG = "coral-card-title";
  const STATUS_TAGS = new Set(["coral-alert", "coral-tag", "coral-status"]);
  const STATUS_CLASSES = ["coral-Alert", "coral-Tag", "coral-Status"];
  const STATUS_ROLES = new Set(["status", "alert"]);
  // What holds no text of an item's own: pictures, controls, and what Granite keeps beside them.
  const TEXTLESS = new Set(
    ("coral-card-asset coral-columnview-item-thumbnail coral-quickactions coral-checkbox coral-radio coral-icon " +
      "coral-wait button input select textarea script style template svg img meta link").split(" "),
  );
  // What Coral adds to an item that is selected, for screen readers only (@adobe/coral-spectrum 4.21.11).
  const SPOKEN = "accessibilityState";
  const COLLECTION = ".foundation-collection, coral-masonry, coral-columnview, table[is=coral-table]";
  // Granite's own marks of more to come; seen in a saved console page (adobe/aem-selenium-it-base,
  // src/test/resources/mocked_sites.html).
  const HAS_MORE = "data-foundation-layout-columnview-hasmore";
  const WAITING = "coral-wait, coral-progress";
  const STATUSES = [...STATUS_TAGS, ...STATUS_CLASSES.map((name) => `.${name}`)].join();
  const STEPS = "coral-step, .foundation-wizard-step";
  const FIELDS = "input, textarea, select, coral-select";
  const NOT_A_FIELD = "hidden submit button reset image file radio".split(" ");
  const ACTIONS = "button, a[is=coral-anchorbutton], coral-anchorbutton, .foundation-collection-action";
  const DIALOGS = "coral-dialog[open], dialog[open], [role=dialog][aria-hidden=false]";
  const HEADING = "betty-titlebar-title, .foundation-layout-wizard-title, .betty-TitleBar-title, [role=main] h1, h1";
  // What of an item selects it when it is pressed: a row's or a line's own handle, where pressing the rest opens it.
  const SELECTS = "[coral-table-rowselect], [coral-columnview-itemselect], coral-columnview-item-thumbnail, coral-card";
  // The assistant's own element, which is no part of the page.
  const OURS = "ims-oauth-assistant, ims-oauth-assistant-host";
  // For structure(): the attributes whose values may be told, where they are single words; the beginnings of names that
  // are the page's makers' and nobody else's; whose texts are labels; and what may hold the name of a person.
  const TOLD = ["type", "is", "handle", "variant", "icon", "role"];
  const MAKERS = /^_?(foundation|coral|granite|betty|cq)-/;
  const MAKERS_DATA = /^data-(foundation|coral|granite|betty|cq)-/;
  const LABELS = "label, .coral-Form-fieldlabel, button, a[is=coral-anchorbutton], th";
  const NOT_TOLD = "coral-shell-header, .granite-shell-header, script, style, svg, template, link, noscript";

  // --- Handles -----------------------------------------------------------------------------------------------------
  const keys = new WeakMap();
  const elements = new Map();
  let lastKey = 0;
  // A handle of one document must mean nothing to the next one in the same frame.
  const here = Math.random().toString(36).slice(2, 8);

  function keyOf(element) {
    let key = keys.get(element);
    if (!key) {
      keys.set(element, (key = `${here}-${++lastKey}`));
      elements.set(key, new WeakRef(element));
    }
    return key;
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

  /** Whether a person can come to see a field, scrolling where that is needed: one that is only there does not count. */
  function seen(element) {
    if (!visible(element) || !element.checkVisibility({ opacityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    let { right, bottom } = box;
    let [width, height] = [box.width, box.height];
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.clipPath !== "none" || style.clip !== "auto") return false;
      right += one.scrollLeft;
      bottom += one.scrollTop;
      // What is cut off by something small is as small; what scrolls can be brought into sight.
      if (one !== element && /hidden|clip/.test(style.overflowX)) width = Math.min(width, one.clientWidth);
      if (one !== element && /hidden|clip/.test(style.overflowY)) height = Math.min(height, one.clientHeight);
    }
    // No scrolling leads to what lies left of the page or above it.
    return width >= LEAST && height >= LEAST && right >= LEAST && bottom >= LEAST;
  }

  const disabled = (element) =>
    flag(element, "disabled") || element.matches(":disabled") || Boolean(element.closest("[inert], fieldset:disabled"));

  function statusOf(element) {
    const variant = element.getAttribute("variant") ?? "";
    return { tag: element.localName, variant, text: textOf(element) };
  }

  // An item's row is one line of cells, since ten thousand objects are slow to send and to read: key, id, selected,
  // title, then for every text its mark and its cells; src/page/items.rs reads it. White space in texts is folded and
  // so leaves the two separators free.
  const CELL = "\t";
  const ROW = "\n";

  // All this is done ten thousand times over, so it asks the DOM for as little as it can: attributes as text, since
  // `classList` and `dataset` make an object each time, and elements rather than nodes, since each text node would be
  // made an object too.
  const STATUS_MARKS = new RegExp(`(^|\\s)(${STATUS_CLASSES.join("|")})(\\s|$)`);
  const lengthOf = (text) => text.replace(/\s+/g, "").length;
  const isWhole = (met, text) => met.length === text.length || lengthOf(met) === lengthOf(text);

  function rowOf(item) {
    const cells = [];
    let title = "";
    let ruled = false;
    // The texts that were met.
    const met = [];

    function line(text) {
      const folded = fold(text);
      if (folded) cells.push(ruled ? "R" : "L", folded);
    }

    function entitle(element) {
      title = textOf(element);
      if (!element.firstElementChild) return;
      for (const status of element.querySelectorAll(STATUSES)) {
        title = fold(title.replace(textOf(status), ""));
        enter(status);
      }
    }

    // One that nobody sees says nothing, unless nobody sees the item yet either.
    function status(element, tag, text) {
      const folded = fold(text);
      if (!folded || !(element.checkVisibility() || !item.checkVisibility())) return;
      // A coral-tag has a colour where others have a variant.
      cells.push("S", tag, fold(element.getAttribute("variant") || element.getAttribute("color")), folded);
    }

    /** Takes an element in; tells whether it did, or its children have to be looked at. */
    function enter(element) {
      const tag = element.localName;
      if (tag === "hr") ruled = true;
      if (TEXTLESS.has(tag) || element.hasAttribute("hidden") || element.getAttribute("handle") === SPOKEN) return true;
      const names = element.getAttribute("class");
      if (!title && (tag === TITLE_TAG || names?.includes(ITEM_TITLE))) entitle(element);
      else if (STATUS_TAGS.has(tag) || STATUS_ROLES.has(element.getAttribute("role")) || (names && STATUS_MARKS.test(names))) {
        status(element, tag, element.textContent);
      } else if (!element.firstElementChild) line(element.textContent);
      else return false;
      return true;
    }

    function visit(element) {
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
        if (enter(child)) met.push(child.textContent);
        else visit(child);
      }
    }

    // The same, for an item that has text beside elements. With words in between, a phrase is one line.
    function visitNodes(element) {
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) line(node.data);
        else if (node.nodeType !== Node.ELEMENT_NODE || enter(node)) continue;
        else if (isPhrase(node)) line(node.textContent);
        else visitNodes(node);
      }
    }

    visit(item);
    if (!isWhole(met.join(""), item.textContent)) {
      cells.length = 0;
      title = "";
      ruled = false;
      visitNodes(item);
    }
    if (!title) title = textOf(item.querySelector(`[${ITEM_TITLE}]`));
    const id = ITEM_IDS.map((name) => item.getAttribute(name)).find((id) => id !== null) ?? "";
    const selected = item.getAttribute("class")?.includes(SELECTED) || flag(item, "selected");
    return [keyOf(item), id.replace(/[\t\n]/g, " "), selected ? "1" : "", title, ...cells].join(CELL);
  }

  /** Whether an element has text of its own, and nothing inside that is more than a stretch of that text. */
  function isPhrase(element) {
    const ownsText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.data));
    return ownsText && !element.querySelector(`.${ITEM_TITLE}, ${STATUSES}`);
  }

  // Rows of items that have not changed since, as far as somebody watches.
  let knownRows = new WeakMap();

  function knownRowOf(item) {
    if (!watching.size) return rowOf(item);
    let row = knownRows.get(item);
    if (row === undefined) knownRows.set(item, (row = rowOf(item)));
    return row;
  }

  const itemSelectorNow = () => ITEMS.find((selector) => document.querySelector(selector));

  /** Forgets the rows of the items that the records are about. */
  function forget(records) {
    const selector = itemSelectorNow();
    if (!selector) return;
    for (const { target } of records) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const item = element?.closest(selector);
      if (item) knownRows.delete(item);
    }
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
      disabled: disabled(element),
      read_only: flag(element, "readonly"),
      visible: seen(element),
      invalid: flag(element, "invalid"),
      form: formOf(element),
      max_length: element.maxLength >= 0 ? element.maxLength : undefined,
      shared_id: sharesId(element),
      sent_elsewhere: isSentElsewhere(element.form ?? element.closest("form")),
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

  // How long the page is kept from its own work at a time, in milliseconds: half of what a frame has to spare.
  const SLICE = 4;
  const BATCH = 16;

  /** Lets the page go on with its own work. A timer would wait at least 4 ms after a few turns. */
  function pause() {
    if (globalThis.scheduler?.postTask) return scheduler.postTask(() => {}, { priority: "user-visible" });
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  }

  /** Maps a list in slices. What is short is done at once. */
  async function inSlices(list, map) {
    const mapped = [];
    let end = performance.now() + SLICE;
    for (let index = 0; index < list.length; index++) {
      if (index % BATCH === 0 && performance.now() > end) {
        await pause();
        end = performance.now() + SLICE;
      }
      mapped.push(map(list[index]));
    }
    return mapped;
  }

  /** Every element of the page outside of the items, which have most of them, in document order. */
  function outsideOf(items) {
    const outside = [];
    (function visit(element) {
      outside.push(element);
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
        if (!items.has(child)) visit(child);
      }
    })(document.documentElement);
    return outside;
  }

  // --- The collection: how much of it is here ---

  const parents = function* (element) {
    for (let one = element; one; one = one.parentElement) yield one;
  };

  /** What scrolls around an element, the innermost first. */
  function scrollersOf(element) {
    const scrolls = (one) =>
      one.scrollHeight > one.clientHeight + 1 &&
      (one === document.scrollingElement || /auto|scroll/.test(getComputedStyle(one).overflowY));
    return [...parents(element)].filter(scrolls);
  }

  const atEnd = (one) => one.scrollTop + one.clientHeight >= one.scrollHeight - 2;

  function limitOf(collection) {
    try {
      const { limit } = JSON.parse(collection.dataset.foundationLayout);
      return limit > 0 ? limit : undefined;
    } catch {
      return undefined;
    }
  }

  // How many items there were when the end was waited at in vain.
  let stoppedAt = -1;

  /** What can be known without asking the server; undefined where there is neither a collection nor an item. */
  function collectionOf(items, found, waiting) {
    const last = items.at(-1);
    const collection = last?.parentElement?.closest(COLLECTION) ?? document.querySelector(COLLECTION);
    if (!last && !collection) return undefined;
    const more = last?.closest(`[${HAS_MORE}]`)?.getAttribute(HAS_MORE);
    return {
      found: found ?? "",
      count: items.length,
      limit: collection ? limitOf(collection) : undefined,
      has_more: more === undefined || more === null ? undefined : more === "true",
      at_end: last ? scrollersOf(last.parentElement).every(atEnd) : true,
      waiting: waiting || Boolean(collection?.closest("[aria-busy=true]")),
      stopped: items.length > 0 && stoppedAt === items.length,
    };
  }

  /**
   * One look at the page, as src/page/snapshot.rs describes it. Items are read in slices; what left the page meanwhile
   * is not in it. Everything else is read in one go after them, so that a form is never half of one state.
   */
  async function snapshot() {
    const found = itemSelectorNow();
    watching.forEach((observer) => forget(observer.takeRecords()));
    const met = found ? [...document.querySelectorAll(found)] : [];
    // What a filter or a template left undisplayed is no item, unless the page has yet to show any.
    let rows = await inSlices(met, (item) => (item.checkVisibility() ? knownRowOf(item) : ""));
    if (!rows.some(Boolean)) rows = await inSlices(met, knownRowOf);
    if (met.length > 500) await pause();
    const items = met.filter((item) => item.isConnected);
    const outside = outsideOf(new Set(items));
    const of = (selector) => outside.filter((element) => element.matches(selector));
    if (elements.size > 2 * items.length + 1000) prune();
    return {
      url: location.href,
      lang: document.documentElement.lang,
      title: document.title,
      heading: textOf(of(HEADING)[0]),
      http_status: performance.getEntriesByType("navigation")[0]?.responseStatus || undefined,
      items: (items.length === met.length ? rows : rows.filter((_, index) => met[index].isConnected)).join(ROW),
      collection: collectionOf(items, found, of(WAITING).some(visible)),
      fields: of(FIELDS).filter(isField).map(fieldOf),
      actions: of(ACTIONS)
        .filter((element) => !element.closest(`coral-select, ${OURS}`))
        .map(actionOf),
      dialogs: of(DIALOGS).filter(visible).map(dialogOf),
      notices: of("coral-alert")
        .filter((element) => !element.closest("coral-dialog"))
        .map(statusOf),
      steps: of(STEPS).map(stepOf),
      framed: framed(),
    };
  }

  // How long to wait for more items, in milliseconds: while the page shows nothing, and while it shows that it loads.
  const PATIENCE = 1500;
  const LONG_PATIENCE = 30_000;

  /**
   * Scrolls the collection to its end, as a person would, so that the page loads more by itself; waits until it has, or
   * nothing came. Gives how many items there were and are. The page stays scrolled.
   */
  async function loadMore() {
    const itemsNow = () => {
      const found = itemSelectorNow();
      return found ? [...document.querySelectorAll(found)] : [];
    };
    const items = itemsNow();
    const before = items.length;
    const waiting = () => [...document.querySelectorAll(WAITING)].some(visible);
    if (before > 0) {
      const scrollers = scrollersOf(items.at(-1).parentElement);
      // A page that is at its end already hears of it only when it is scrolled there again.
      for (const one of scrollers) one.scrollTop = one.scrollHeight - one.clientHeight - 1;
      await new Promise((drawn) => setTimeout(drawn, 20));
      for (const one of scrollers) one.scrollTop = one.scrollHeight;
      const began = performance.now();
      const patience = () => (waiting() ? LONG_PATIENCE : PATIENCE);
      while (itemsNow().length === before && performance.now() - began < patience()) {
        await new Promise((passed) => setTimeout(passed, 50));
      }
    }
    const count = itemsNow().length;
    if (count === before && !waiting()) stoppedAt = count;
    return { before, count };
  }

  // --- The structure: for a report that a person looks at before sending it ---

  const plain = (value) => /^[A-Za-z][\w-]{0,40}$/.test(value);
  const isMakers = (tag) => !tag.includes("-") || MAKERS.test(`${tag}-`);

  /** An element's own cells: its tag, its attributes, and its label where it has one. */
  function shapeOf(element, mayLabel) {
    const tag = element.localName;
    const cells = [isMakers(tag) ? tag : "other-element"];
    for (const { name, value } of element.attributes) {
      if (name.startsWith("data-") && !MAKERS_DATA.test(name)) continue;
      const tokens = name === "class" || name === "rel" || name.endsWith("-rel");
      const told = tokens ? value.split(/\s+/).filter((token) => MAKERS.test(token) && plain(token)) : [];
      if (TOLD.includes(name) && plain(value)) told.push(value);
      cells.push(`@${name}${told.length ? `=${told.join(" ")}` : ""}`);
    }
    const label = mayLabel && element.matches(LABELS) && textOf(element);
    if (label && label.length <= 60) cells.push(`"${label}`);
    return cells.join(CELL);
  }

  /**
   * The page's tags and attribute names, one line an element: how deep it is, then its cells. No text but labels of
   * fields, buttons and table heads; no value but those of the list in this file's head. Items of one shape are listed
   * once and counted.
   */
  function structure() {
    const found = itemSelectorNow();
    const lines = [];

    function listed(element, depth, mayLabel) {
      const own = [`${depth}${CELL}${shapeOf(element, mayLabel)}`];
      if (element.localName === "iframe" || element.matches(OURS)) return own;
      const shapes = new Map();
      for (const child of element.children) {
        if (child.matches(NOT_TOLD)) continue;
        const isItem = found && child.matches(found);
        const lines = listed(child, depth + 1, mayLabel && !isItem);
        const repeats = isItem || ["option", "coral-select-item", "coral-selectlist-item"].includes(child.localName);
        const shape = lines.join(ROW);
        if (repeats && shapes.has(shape)) {
          shapes.get(shape).count++;
          continue;
        }
        const at = own.push(...lines) - lines.length;
        if (repeats) shapes.set(shape, { at, count: 1 });
      }
      for (const { at, count } of shapes.values()) if (count > 1) own[at] += `${CELL}×${count}`;
      return own;
    }

    lines.push(...listed(document.body, 0, true));
    return lines.slice(0, 4000).join(ROW);
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
    (element.querySelector(SELECTS) ?? element).click();
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
    return disabled(element) || flag(element, "readonly") ? "disabled" : undefined;
  }

  const write = (element, value) => (kindOf(element) === "select" ? choose(element, value) : setText(element, value));

  /** Begins an edit; gives what stopped it, or the field and the value that it should then hold. */
  function begin(edit) {
    if (edit.do === "restore") return restore(edit.key);
    const element = resolve(edit.key);
    const problem = untouchable(element) ?? (edit.do === "press" || seen(element) ? undefined : "hidden");
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

  const watching = new Set();

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
      forget(records);
      later();
    });
    observer.observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: [
        ...["class", "disabled", "readonly", "hidden", "open", "selected", "invalid", "aria-invalid", "aria-selected"],
        ...["variant", "role", "data-foundation-collection-item-id", "data-granite-collection-item-id"],
      ],
    });
    watching.add(observer);
    const listening = new AbortController();
    for (const type of ["input", "change"]) {
      document.addEventListener(type, later, { capture: true, passive: true, signal: listening.signal });
    }
    return () => {
      observer.disconnect();
      watching.delete(observer);
      // What changes from now on is told to nobody.
      if (!watching.size) knownRows = new WeakMap();
      listening.abort();
      clearTimeout(timer);
    };
  }

  globalThis.AemPage = Object.freeze({ snapshot, apply, watch, loadMore, structure });
})();
