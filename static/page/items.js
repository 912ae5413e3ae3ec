/*
 * The items of a list on AEM's page: what each one says, whether they are all there, and how more are loaded. It judges
 * none of them. A part of page.js.
 */
(() => {
  "use strict";
  if (AemPage.loadMore) return;
  const { flag, fold, newKey, textOf, visible, watching } = AemPage.parts;

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

  // An item's row is one line of cells, since ten thousand objects are slow to send and to read: key, id, selected,
  // title, then for every text its mark and its cells; src/page/items.rs reads it. White space in texts is folded and
  // so leaves the two separators free.
  const CELL = "\t";
  const ROW = "\n";

  // All this is done ten thousand times over, so it asks the DOM for as little as it can: attributes as text, since
  // `classList` and `dataset` make an object each time; elements rather than nodes, since each text node would be made
  // an object too; and what a class says is found out once for all that have it.
  const STATUS_MARKS = new RegExp(`(^|\\s)(${STATUS_CLASSES.join("|")})(\\s|$)`);
  const [TITLE, STATUS] = ["title", "status"];
  const said = new Map();

  function meaningOf(names) {
    if (said.size > 1000) said.clear();
    const meaning = names.includes(ITEM_TITLE) ? TITLE : STATUS_MARKS.test(names) ? STATUS : "";
    said.set(names, meaning);
    return meaning;
  }

  /** How many characters of a text are not white space. */
  function lengthOf(text) {
    let length = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 32 && (code < 160 || /\S/.test(text[index]))) length++;
    }
    return length;
  }

  // What few items have in them: something hidden, or a status by its role. To look for it takes less than to ask every
  // element.
  const RARE = ["[hidden]", `[handle=${SPOKEN}]`, ...[...STATUS_ROLES].map((role) => `[role=${role}]`)].join();

  // The item that is being read: whether it has any of that, its cells so far, its title, whether a rule was met, and how
  // many characters were.
  let item;
  let rare;
  let cells;
  let title;
  let ruled;
  let met;

  function line(text) {
    const folded = fold(text);
    if (folded) cells += `${CELL}${ruled ? "R" : "L"}${CELL}${folded}`;
  }

  function entitle(element) {
    const text = element.textContent;
    title = fold(text);
    if (element.firstElementChild) {
      for (const status of element.querySelectorAll(STATUSES)) {
        title = fold(title.replace(textOf(status), ""));
        enter(status);
      }
    }
    return text;
  }

  // One that nobody sees says nothing, unless nobody sees the item yet either.
  function status(element, tag) {
    const text = element.textContent;
    const folded = fold(text);
    if (folded && (element.checkVisibility() || !item.checkVisibility())) {
      // A coral-tag has a colour where others have a variant.
      const variant = fold(element.getAttribute("variant") || element.getAttribute("color"));
      cells += `${CELL}S${CELL}${tag}${CELL}${variant}${CELL}${folded}`;
    }
    return text;
  }

  const isUntold = (element) => element.hasAttribute("hidden") || element.getAttribute("handle") === SPOKEN;

  /** Takes an element in and gives its text; undefined where its children have to be looked at. */
  function enter(element) {
    const tag = element.localName;
    if (tag === "hr") ruled = true;
    if (TEXTLESS.has(tag) || (rare && isUntold(element))) return element.textContent;
    const names = element.getAttribute("class");
    const says = names ? (said.get(names) ?? meaningOf(names)) : "";
    if (!title && (says === TITLE || tag === TITLE_TAG)) return entitle(element);
    if (says === STATUS || STATUS_TAGS.has(tag) || (rare && STATUS_ROLES.has(element.getAttribute("role")))) {
      return status(element, tag);
    }
    if (element.firstElementChild) return undefined;
    const text = element.textContent;
    line(text);
    return text;
  }

  function visit(element) {
    for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
      const text = enter(child);
      if (text === undefined) visit(child);
      else if (text) met += lengthOf(text);
    }
  }

  // The same, for an item that has text beside elements. With words in between, a phrase is one line.
  function visitNodes(element) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) line(node.data);
      else if (node.nodeType !== Node.ELEMENT_NODE || enter(node) !== undefined) continue;
      else if (isPhrase(node)) line(node.textContent);
      else visitNodes(node);
    }
  }

  function begin() {
    cells = title = "";
    ruled = false;
    met = 0;
  }

  function rowOf(element, key) {
    item = element;
    rare = item.querySelector(RARE) !== null;
    begin();
    visit(item);
    if (met !== lengthOf(item.textContent)) {
      begin();
      visitNodes(item);
    }
    if (!title) title = textOf(item.querySelector(`[${ITEM_TITLE}]`));
    let id = null;
    for (let index = 0; id === null && index < ITEM_IDS.length; index++) id = item.getAttribute(ITEM_IDS[index]);
    if (id && /[\t\n]/.test(id)) id = id.replace(/[\t\n]/g, " ");
    const selected = item.getAttribute("class")?.includes(SELECTED) || flag(item, "selected");
    return `${key}${CELL}${id ?? ""}${CELL}${selected ? "1" : ""}${CELL}${title}${cells}`;
  }

  /** Whether an element has text of its own, and nothing inside that is more than a stretch of that text. */
  function isPhrase(element) {
    const ownsText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.data));
    return ownsText && !element.querySelector(`.${ITEM_TITLE}, ${STATUSES}`);
  }

  // What is known of an item: its handle; the look that met it last; its row, as far as somebody watches and it has not
  // changed since. A handle is found again by looking through the page: ten thousand references would be slow to make.
  const records = new WeakMap();
  let look = 0;
  // Whether any row was ever kept.
  let anyKept = false;
  // Counts the times that somebody watched, and those that changes were told.
  let watched = 0;
  let told = 0;

  function recordOf(element) {
    let record = records.get(element);
    if (!record) records.set(element, (record = { key: newKey(), look, row: undefined, watched }));
    else record.look = look;
    return record;
  }

  const ANY_ITEM = ITEMS.join();
  const itemSelectorNow = () =>
    document.querySelector(ANY_ITEM) ? ITEMS.find((selector) => document.querySelector(selector)) : undefined;

  function itemsNow() {
    const found = itemSelectorNow();
    return found ? [...document.querySelectorAll(found)] : [];
  }

  const withKey = (key) => itemsNow().find((element) => records.get(element)?.key === key);

  function forgetRow(element) {
    const record = records.get(element);
    if (record) record.row = undefined;
  }

  /** Forgets the rows of the items that have changed, and of those that were away, where nobody heard of changes. */
  function forget(changes) {
    if (!changes.length) return;
    told++;
    // Beside a form there is nothing to forget.
    if (!anyKept) return;
    const selector = itemSelectorNow();
    if (!selector) return;
    for (const { target, addedNodes } of changes) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      forgetRow(element?.closest(selector));
      for (const added of addedNodes) {
        if (added.nodeType !== Node.ELEMENT_NODE) continue;
        forgetRow(added);
        if (added.firstElementChild) added.querySelectorAll(selector).forEach(forgetRow);
      }
    }
  }

  /** An item's row, which is kept while somebody watches. */
  function keptRowOf(element) {
    const record = recordOf(element);
    if (record.watched === watched && record.row !== undefined) return record.row;
    const row = rowOf(element, record.key);
    if (watching.size) {
      [record.row, record.watched] = [row, watched];
      anyKept = true;
    }
    return row;
  }

  /** Forgets all rows: what changes from now on is told to nobody. */
  function forgetAll() {
    watched++;
    joined = [];
  }

  // How long the page is kept from its own work at a time, in milliseconds: half of what a frame has to spare.
  const SLICE = 4;
  const BATCH = 8;

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

  // A list as long as this is worth a pause between the steps that go through all of it.
  const LONG = 500;

  // How many rows are joined at a time, and what the last look joined. Of a list that has changed in one place, only what
  // is there is joined anew.
  const TOGETHER = 256;
  let joined = [];

  function join(rows, place) {
    const before = joined[place];
    const isSame = before?.rows.length === rows.length && rows.every((row, index) => row === before.rows[index]);
    return isSame ? before : { rows, text: rows.join(ROW) };
  }

  /** What was taken of a list, row by row. */
  function taking() {
    const elements = [];
    const parts = [];
    let rows = [];
    const close = () => {
      if (rows.length) parts.push(join(rows, parts.length));
      rows = [];
    };
    const take = (element) => {
      elements.push(element);
      rows.push(keptRowOf(element));
      if (rows.length === TOGETHER) close();
    };
    return { elements, parts, close, take };
  }

  /**
   * The items there are, in slices: their elements, their rows, and whether an element was one of them. What left the
   * page meanwhile is not in it. A row is kept while somebody watches.
   */
  async function read() {
    const found = itemSelectorNow();
    // Not made a list of: each element would be made an object at once.
    const there = found ? document.querySelectorAll(found) : [];
    const [now, before] = [++look, told];
    const isLong = there.length > LONG;
    if (isLong) await pause();
    const { elements, parts, close, take } = taking();
    const hidden = [];
    const list = there[0]?.parentElement;
    let listed = 0;
    let end = performance.now() + SLICE;
    for (let index = 0; index < there.length; index++) {
      if (index % BATCH === 0 && performance.now() > end) {
        await pause();
        end = performance.now() + SLICE;
      }
      const element = there[index];
      if (element.parentElement === list) listed++;
      if (element.checkVisibility()) take(element);
      else hidden.push(element);
    }
    // What a filter or a template left undisplayed is no item, unless the page has yet to show any.
    const isAnyShown = elements.length > 0;
    if (!isAnyShown) hidden.forEach(take);
    close();
    joined = watching.size ? parts : [];
    if (isLong) await pause();
    const isHere = (_, index) => elements[index].isConnected;
    const all = (watching.size > 0 && told === before) || elements.every((element) => element.isConnected);
    const rows = all ? parts.map(({ text }) => text) : parts.flatMap((part) => part.rows).filter(isHere);
    const left = {
      found,
      elements: all ? elements : elements.filter(isHere),
      rows: rows.join(ROW),
      // Whether all elements in it are items, as in most lists.
      isList: (element) => element === list && element.children.length === listed,
      // A look that began later may have met it meanwhile.
      has: (element) => records.get(element)?.look >= now || (isAnyShown && hidden.length > 0 && element.matches(found)),
    };
    if (isLong) await pause();
    return left;
  }

  // --- How much of the collection is here ---

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

  // How long to wait for more items, in milliseconds: while nothing speaks for more, while there are as many as whole
  // loads bring, and while the page shows that it loads.
  const PATIENCE = 1500;
  const WHOLE_LOADS_PATIENCE = 8000;
  const LONG_PATIENCE = 30_000;

  /**
   * Scrolls the collection to its end, as a person would, so that the page loads more by itself; waits until it has, or
   * nothing came. Gives how many items there were and are, and whether the page shows that it still loads. The page stays
   * scrolled.
   */
  async function loadMore() {
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
      const limit = limitOf(items.at(-1).parentElement?.closest(COLLECTION));
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
  AemPage.parts.items = { CELL, ROW, WAITING, collectionOf, forget, forgetAll, itemSelectorNow, read, withKey };
})();
