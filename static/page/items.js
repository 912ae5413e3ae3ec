/*
 * A part of page.js: reads the items of a list, tells how much of the list is loaded, and has the page load more. It
 * does not judge what the items are.
 */
(() => {
  "use strict";
  const { parts } = AemPage;
  // All parts have run before.
  if (!parts) return;
  const { flag, fold, newKey, textOf, visible, watchers } = parts;

  // The first selector that matches anything wins: Granite's documented vocabulary first, then Coral's tags.
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
  // Elements without text of the item's own: pictures, controls, and Granite's additions.
  const TEXTLESS = new Set(
    (
      "coral-card-asset coral-columnview-item-thumbnail coral-quickactions coral-checkbox coral-radio coral-icon " +
      "coral-wait button input select textarea script style template svg img meta link"
    ).split(" "),
  );
  // What Coral adds to a selected item for screen readers only (@adobe/coral-spectrum 4.21.11).
  const SPOKEN = "accessibilityState";
  const COLLECTION = ".foundation-collection, coral-masonry, coral-columnview, table[is=coral-table]";
  // Granite's mark of further items to load; seen in a saved console page (adobe/aem-selenium-it-base,
  // src/test/resources/mocked_sites.html).
  const HAS_MORE = "data-foundation-layout-columnview-hasmore";
  const WAITING = "coral-wait, coral-progress";
  const STATUSES = [...STATUS_TAGS, ...STATUS_CLASSES.map((name) => `.${name}`)].join();

  // An item is sent as a row: one line of cells, because ten thousand objects are slow to send and to decode. A row holds
  // key, id, selected, title, then a mark and its cells for each text; src/page/items.rs decodes it. White space in texts
  // is folded, so the separators never occur in them.
  const CELL = "\t";
  const ROW = "\n";

  // This code runs ten thousand times per look, so it avoids whatever makes the DOM create objects: it reads attributes
  // as strings rather than `classList` and `dataset`, walks elements rather than text nodes, and caches what a `class`
  // attribute means.
  const STATUS_MARKS = new RegExp(`(^|\\s)(${STATUS_CLASSES.join("|")})(\\s|$)`);
  const [TITLE, STATUS] = ["title", "status"];
  /** @type {Map<string, string>} */
  const meanings = new Map();

  /** @param {string} names the value of a `class` attribute */
  function meaningOf(names) {
    if (meanings.size > 1000) meanings.clear();
    const meaning = names.includes(ITEM_TITLE) ? TITLE : STATUS_MARKS.test(names) ? STATUS : "";
    meanings.set(names, meaning);
    return meaning;
  }

  /**
   * How many characters of a text are not white space.
   * @param {string} text
   */
  function lengthOf(text) {
    let length = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 32 && (code < 160 || /\S/.test(text[index]))) length++;
    }
    return length;
  }

  // Pictures and other elements without a text that have a name for whoever cannot see them.
  const NAMED =
    "coral-icon[alt]:not([alt='']), coral-icon[aria-label], img[alt]:not([alt='']), [role=img][aria-label], " +
    "svg[aria-label], svg > title, [aria-label]:empty, [title]:empty";
  // What belongs to a control, or to a status that says it in words, is no text of the item's own.
  const NOT_ITS_OWN = `button, a, input, coral-checkbox, coral-quickactions, ${STATUSES}`;

  // What may be a picture with a name, or contain one.
  const PICTURES = new Set(
    "coral-icon img svg coral-card-asset coral-columnview-item-thumbnail coral-wait coral-radio select textarea".split(
      " ",
    ),
  );

  // What few items contain: something hidden, and what only its role gives away. One query per item is cheaper than testing
  // each of its elements.
  const RARE = ["[hidden]", `[handle=${SPOKEN}]`, ...[...STATUS_ROLES, "img"].map((role) => `[role=${role}]`)].join();

  // The item being read. This state is shared rather than passed, to allocate nothing per item.
  /** @type {Element} */
  let item;
  // Whether the item contains anything of RARE.
  let rare = false;
  // Whether anything was met that may be a picture, or contain one: only then is the query for them made.
  let pictured = false;
  // The row's cells so far.
  let cells = "";
  let title = "";
  // Whether a rule (`hr`) was met.
  let ruled = false;
  // How many characters other than white space were taken in or skipped on purpose.
  let met = 0;

  /** @param {string} text */
  function line(text) {
    const folded = fold(text);
    if (folded) cells += `${CELL}${ruled ? "R" : "L"}${CELL}${folded}`;
  }

  /** @param {Element} element */
  function enterTitle(element) {
    const text = element.textContent ?? "";
    title = fold(text);
    if (!text) pictured = true;
    if (element.firstElementChild) {
      pictured = true;
      for (const status of element.querySelectorAll(STATUSES)) {
        title = fold(title.replace(textOf(status), ""));
        enter(status);
      }
    }
    return text;
  }

  // A hidden status does not count, unless the whole item is still hidden.
  /**
   * @param {Element} element
   * @param {string} tag
   */
  function enterStatus(element, tag) {
    const text = element.textContent ?? "";
    const folded = fold(text);
    if (folded && (element.checkVisibility() || !item.checkVisibility())) {
      // A coral-tag has `color` where others have `variant`.
      const variant = fold(element.getAttribute("variant") || element.getAttribute("color"));
      cells += `${CELL}S${CELL}${tag}${CELL}${variant}${CELL}${folded}`;
    }
    return text;
  }

  /** @param {Element} element */
  const isHiddenText = (element) => element.hasAttribute("hidden") || element.getAttribute("handle") === SPOKEN;

  /**
   * Adds an element to the row. Returns its text, or undefined if its children have to be visited.
   * @param {Element} element
   * @returns {string | undefined}
   */
  function enter(element) {
    const tag = element.localName;
    if (tag === "hr") ruled = true;
    if (TEXTLESS.has(tag) || (rare && isHiddenText(element))) {
      pictured ||= PICTURES.has(tag);
      return element.textContent ?? "";
    }
    const names = element.getAttribute("class");
    const meaning = names ? (meanings.get(names) ?? meaningOf(names)) : "";
    if (!title && (meaning === TITLE || tag === TITLE_TAG)) return enterTitle(element);
    if (meaning === STATUS || STATUS_TAGS.has(tag) || (rare && STATUS_ROLES.has(element.getAttribute("role") ?? ""))) {
      return enterStatus(element, tag);
    }
    if (element.firstElementChild) return undefined;
    const text = element.textContent ?? "";
    if (text) line(text);
    else pictured ||= element.hasAttribute("aria-label") || element.hasAttribute("title");
    return text;
  }

  /**
   * The name of a picture. Coral may name an icon by what it shows, which says nothing.
   * @param {Element} element
   */
  function nameOfPicture(element) {
    if (element.localName === "title") return textOf(element);
    const named = ["aria-label", "alt", "title"].map((name) => fold(element.getAttribute(name)));
    /** @param {string} text */
    const letters = (text) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, "");
    const icon = letters(element.getAttribute("icon") ?? "");
    return named.find((name) => name && letters(name) !== icon) ?? "";
  }

  /** Adds the names of the item's pictures to the row. */
  function enterPictures() {
    for (const element of item.querySelectorAll(NAMED)) {
      const picture = element.localName === "title" ? (element.parentElement ?? element) : element;
      const name = nameOfPicture(element);
      const control = picture.parentElement?.closest(NOT_ITS_OWN);
      if (!name || picture.matches(NOT_ITS_OWN) || (control && item.contains(control))) continue;
      if (!picture.checkVisibility() && item.checkVisibility()) continue;
      const tag = ["coral-icon", "svg"].includes(picture.localName) ? picture.localName : "img";
      cells += `${CELL}S${CELL}${tag}${CELL}${fold(picture.getAttribute("color"))}${CELL}${name}`;
    }
  }

  /** @param {Element} element */
  function visit(element) {
    for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
      const text = enter(child);
      if (text === undefined) visit(child);
      else if (text) met += lengthOf(text);
    }
  }

  // Not `instanceof`, which fails for a node that came from another document.
  /** @param {Node} node */
  const isText = (node) => node.nodeType === Node.TEXT_NODE;
  /**
   * @param {Node} node
   * @returns {node is Element}
   */
  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

  // The slower way, for an item with text beside elements: a phrase with inline markup is one line.
  /** @param {Element} element */
  function visitNodes(element) {
    for (const node of element.childNodes) {
      if (isText(node)) line(node.textContent ?? "");
      else if (!isElement(node) || enter(node) !== undefined) continue;
      else if (isPhrase(node)) {
        pictured = true;
        line(node.textContent ?? "");
      } else visitNodes(node);
    }
  }

  function begin() {
    cells = title = "";
    ruled = false;
    met = 0;
  }

  /**
   * @param {Element} element
   * @param {Key} key
   */
  function rowOf(element, key) {
    item = element;
    rare = pictured = item.querySelector(RARE) !== null;
    begin();
    visit(item);
    // Some of the text is in nodes that `visit` does not see.
    if (met !== lengthOf(item.textContent ?? "")) {
      begin();
      visitNodes(item);
    }
    if (pictured) enterPictures();
    if (!title) title = textOf(item.querySelector(`[${ITEM_TITLE}]`));
    /** @type {string | null} */
    let id = null;
    for (let index = 0; id === null && index < ITEM_IDS.length; index++) id = item.getAttribute(ITEM_IDS[index]);
    if (id && /[\t\n]/.test(id)) id = id.replace(/[\t\n]/g, " ");
    // In Coral 3's columns an item that is merely active is aria-selected, too.
    const isTold = item.localName === "coral-columnview-item" ? item.hasAttribute("selected") : flag(item, "selected");
    const selected = item.getAttribute("class")?.includes(SELECTED) || isTold;
    return `${key}${CELL}${id ?? ""}${CELL}${selected ? "1" : ""}${CELL}${title}${cells}`;
  }

  /**
   * Whether an element has text of its own and contains nothing but inline markup of that text.
   * @param {Element} element
   */
  function isPhrase(element) {
    const ownsText = [...element.childNodes].some((node) => isText(node) && /\S/.test(node.textContent ?? ""));
    return ownsText && !element.querySelector(`.${ITEM_TITLE}, ${STATUSES}`);
  }

  /**
   * What is remembered of an item: its key, the look that met it last, and its row, which is valid while a watch runs
   * and the item has not changed. An item is found by its key by searching the page: ten thousand WeakRefs would be
   * slow to create.
   * @typedef {{ key: Key, look: number, row: string | undefined, watched: number }} ItemRecord
   */
  /** @type {WeakMap<Element, ItemRecord>} */
  const records = new WeakMap();
  let look = 0;
  // Whether any row was ever cached.
  let anyCached = false;
  // Epoch of the watch: rows cached in an earlier one are stale, because changes went unnoticed in between.
  let watched = 0;
  // How many times changes were reported.
  let reported = 0;

  /**
   * @param {Element} element
   * @returns {ItemRecord}
   */
  function recordOf(element) {
    const known = records.get(element);
    if (known) {
      known.look = look;
      return known;
    }
    const record = { key: newKey(), look, row: undefined, watched };
    records.set(element, record);
    return record;
  }

  const ANY_ITEM = ITEMS.join();
  const itemSelectorNow = () =>
    document.querySelector(ANY_ITEM) ? ITEMS.find((selector) => document.querySelector(selector)) : undefined;

  /** @returns {Element[]} */
  function itemsNow() {
    const found = itemSelectorNow();
    return found ? [...document.querySelectorAll(found)] : [];
  }

  /** @param {Key} key */
  const withKey = (key) => itemsNow().find((element) => records.get(element)?.key === key);

  /** @param {Element | null | undefined} element */
  function forgetRow(element) {
    const record = element && records.get(element);
    if (record) record.row = undefined;
  }

  /**
   * Invalidates the rows of items that have changed, and of those that come back after they were detached, where their
   * changes went unobserved.
   * @param {MutationRecord[]} changes
   */
  function forget(changes) {
    if (!changes.length) return;
    reported++;
    // Next to a form there is nothing to invalidate.
    if (!anyCached) return;
    const selector = itemSelectorNow();
    if (!selector) return;
    for (const { target, addedNodes } of changes) {
      const element = isElement(target) ? target : target.parentElement;
      forgetRow(element?.closest(selector));
      for (const added of addedNodes) {
        if (!isElement(added)) continue;
        forgetRow(added);
        if (added.firstElementChild) added.querySelectorAll(selector).forEach(forgetRow);
      }
    }
  }

  /**
   * An item's row, from the cache where it is valid. Rows are cached only while a watch runs.
   * @param {Element} element
   */
  function cachedRowOf(element) {
    const record = recordOf(element);
    if (record.watched === watched && record.row !== undefined) return record.row;
    const row = rowOf(element, record.key);
    if (watchers.size) {
      [record.row, record.watched] = [row, watched];
      anyCached = true;
    }
    return row;
  }

  /** Invalidates all rows: from now on changes go unobserved. */
  function forgetAll() {
    watched++;
    joined = [];
  }

  // The longest slice of synchronous work, in milliseconds: half of what a frame has to spare.
  const SLICE = 4;
  const BATCH = 8;

  /**
   * Yields to the page. A timer would be clamped to 4 ms after a few rounds.
   * @returns {Promise<void>}
   */
  function pause() {
    if ("scheduler" in globalThis) return scheduler.postTask(() => {}, { priority: "user-visible" });
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  }

  // From this length on, `read` yields between its passes over the list.
  const LONG = 500;

  // Rows are joined in blocks, and the blocks of the last look are kept: after a change in one place, only that block is
  // joined again.
  const BLOCK = 256;
  /** @typedef {{ rows: string[], text: string }} Block */
  /** @type {Block[]} */
  let joined = [];

  /**
   * @param {string[]} rows
   * @param {number} place the block's index
   * @returns {Block}
   */
  function join(rows, place) {
    const before = joined[place];
    const isSame = before?.rows.length === rows.length && rows.every((row, index) => row === before.rows[index]);
    return isSame ? before : { rows, text: rows.join(ROW) };
  }

  /** Collects elements and the blocks of their rows. */
  function collector() {
    /** @type {Element[]} */
    const elements = [];
    /** @type {Block[]} */
    const blocks = [];
    /** @type {string[]} */
    let rows = [];
    const close = () => {
      if (rows.length) blocks.push(join(rows, blocks.length));
      rows = [];
    };
    /** @param {Element} element */
    const take = (element) => {
      elements.push(element);
      rows.push(cachedRowOf(element));
      if (rows.length === BLOCK) close();
    };
    return { elements, blocks, close, take };
  }

  /**
   * Reads the items in slices. Items that leave the page meanwhile are not among the result.
   * @type {PageItems["read"]}
   */
  async function read() {
    const found = itemSelectorNow();
    // Not spread into an array, which would create a wrapper object for each element at once.
    /** @type {ArrayLike<Element>} */
    const present = found ? document.querySelectorAll(found) : [];
    const [now, before] = [++look, reported];
    const isLong = present.length > LONG;
    if (isLong) await pause();
    const { elements, blocks, close, take } = collector();
    /** @type {Element[]} */
    const hidden = [];
    const list = present[0]?.parentElement;
    let listed = 0;
    let end = performance.now() + SLICE;
    for (let index = 0; index < present.length; index++) {
      if (index % BATCH === 0 && performance.now() > end) {
        await pause();
        end = performance.now() + SLICE;
      }
      const element = present[index];
      if (element.parentElement === list) listed++;
      if (element.checkVisibility()) take(element);
      else hidden.push(element);
    }
    // What a filter or a template hides is not an item, unless the page has not shown any yet.
    const isAnyShown = elements.length > 0;
    if (!isAnyShown) hidden.forEach(take);
    close();
    joined = watchers.size ? blocks : [];
    if (isLong) await pause();
    /**
     * @param {unknown} _
     * @param {number} index
     */
    const isHere = (_, index) => elements[index].isConnected;
    const all = (watchers.size > 0 && reported === before) || elements.every((element) => element.isConnected);
    const rows = all ? blocks.map(({ text }) => text) : blocks.flatMap((block) => block.rows).filter(isHere);
    /** @type {ItemsRead} */
    const result = {
      found,
      elements: all ? elements : elements.filter(isHere),
      rows: rows.join(ROW),
      // True for most lists; then `outsideOf` skips the list as a whole.
      isList: (element) => element === list && element.children.length === listed,
      has: (element) => {
        // A look that began later may have met it meanwhile.
        if ((records.get(element)?.look ?? 0) >= now) return true;
        return isAnyShown && hidden.length > 0 && element.matches(found ?? "");
      },
    };
    if (isLong) await pause();
    return result;
  }

  // --- How much of the collection is here ---

  /**
   * The elements that scroll vertically around an element, itself included, the innermost first.
   * @param {Element | null} element
   */
  function scrollersOf(element) {
    const scrollers = [];
    for (let one = element; one; one = one.parentElement) {
      if (one.scrollHeight <= one.clientHeight + 1) continue;
      if (one === document.scrollingElement || /auto|scroll/.test(getComputedStyle(one).overflowY)) scrollers.push(one);
    }
    return scrollers;
  }

  /** @param {Element} one */
  const atEnd = (one) => one.scrollTop + one.clientHeight >= one.scrollHeight - 2;

  /**
   * How many items the page loads at a time, where it says so.
   * @param {Element | null | undefined} collection
   * @returns {number | undefined}
   */
  function limitOf(collection) {
    try {
      const { limit } = JSON.parse(collection?.getAttribute("data-foundation-layout") ?? "");
      return limit > 0 ? limit : undefined;
    } catch {
      return undefined;
    }
  }

  // How many items there were when `loadMore` waited at the end in vain.
  let stoppedAt = -1;

  /**
   * How much of the collection is here, as far as that can be told without asking the server.
   * @type {PageItems["collectionOf"]}
   */
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

  // How long `loadMore` waits, in milliseconds: usually; while the count is a multiple of the page's limit, so that more
  // is likely; and while the page shows that it is loading.
  const PATIENCE = 1500;
  const WHOLE_LOADS_PATIENCE = 8000;
  const LONG_PATIENCE = 30_000;

  /**
   * Scrolls the collection to its end, as a person would, so that the page loads more by itself, and waits until it has
   * or the time is up. Leaves the page scrolled.
   * @returns {Promise<Loaded>}
   */
  async function loadMore() {
    const items = itemsNow();
    const before = items.length;
    const waiting = () => [...document.querySelectorAll(WAITING)].some(visible);
    if (before > 0) {
      const list = items[before - 1].parentElement;
      const scrollers = scrollersOf(list);
      // A page that is at its end already gets no scroll event unless it leaves the end first.
      for (const one of scrollers) one.scrollTop = one.scrollHeight - one.clientHeight - 1;
      await new Promise((drawn) => setTimeout(drawn, 20));
      for (const one of scrollers) one.scrollTop = one.scrollHeight;
      const began = performance.now();
      const limit = limitOf(list?.closest(COLLECTION)) ?? NaN;
      const usual = before % limit === 0 ? WHOLE_LOADS_PATIENCE : PATIENCE;
      const patience = () => (waiting() ? LONG_PATIENCE : usual);
      while (itemsNow().length === before && performance.now() - began < patience()) {
        await new Promise((passed) => setTimeout(passed, 50));
      }
    }
    const count = itemsNow().length;
    if (count === before && !waiting()) stoppedAt = count;
    return { before, count, waiting: waiting() };
  }

  AemPage.loadMore = loadMore;
  parts.items = { CELL, ROW, WAITING, collectionOf, forget, forgetAll, itemSelectorNow, read, withKey };
})();
