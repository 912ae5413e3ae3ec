/*
 * The eyes on AEM's page: turns Coral and Granite markup into plain data, and reports when the page has changed. It
 * changes nothing and holds no policy: it knows no product, no language and no kind of credential, all of which is
 * decided in Rust. The shapes are declared in src/page; page.d.ts is generated from them.
 *
 * This is the first of the parts of page.js (manifest.json lists them in order). They share one global, AemPage:
 * fields.js and labels.js read a form's fields, items.js a list's items, structure.js describes the markup for a report,
 * and hands.js, the last, applies edits. What they need of each other is in AemPage.parts, which the last one deletes.
 *
 * Loading them only defines functions; nothing is read, changed or listened to before a call. They run in the
 * extension's isolated world, where Coral's JavaScript interface does not exist, as well as in the page's own world, so
 * they use nothing but the DOM.
 */
(() => {
  "use strict";
  if (globalThis.AemPage) return;

  // --- Every selector of this file ---
  const STEPS = "coral-step, .foundation-wizard-step";
  const ACTIONS = "button, a[is=coral-anchorbutton], coral-anchorbutton, .foundation-collection-action";
  const DIALOGS = "coral-dialog[open], dialog[open], [role=dialog][aria-hidden=false]";
  const NOTICES = "coral-alert, coral-tag, coral-status, [role=status], [role=alert]";
  const HEADING = "betty-titlebar-title, .foundation-layout-wizard-title, .betty-TitleBar-title, [role=main] h1, h1";
  // The assistant's own elements, which are not part of the page.
  const OURS = "ims-oauth-assistant, ims-oauth-assistant-host";

  // --- Handles ---
  /** @type {WeakMap<Element, Key>} */
  const keys = new WeakMap();
  /** @type {Map<Key, WeakRef<Element>>} */
  const elements = new Map();
  let lastKey = 0;
  // A prefix of this document's own: a key must not resolve in the next document of the same frame.
  const here = Math.random().toString(36).slice(2, 8);

  const newKey = () => `${here}-${++lastKey}`;

  /** @param {Element} element */
  function keyOf(element) {
    let key = keys.get(element);
    if (!key) {
      keys.set(element, (key = newKey()));
      elements.set(key, new WeakRef(element));
    }
    return key;
  }

  // Fields and buttons are told with what they are, and their keys stand for them only as long as they are that: what was
  // decided on a password field is not done to the text field, or in the form, that it has become meanwhile.
  /** @type {WeakMap<Element, { key: Key, nature: string, natureOf: (element: Element) => string }>} */
  const told = new WeakMap();

  /** @type {PageParts["keyAs"]} */
  function keyAs(element, natureOf, nature = natureOf(element)) {
    const before = told.get(element);
    if (before?.nature === nature) return before.key;
    if (before) elements.delete(before.key);
    const key = newKey();
    elements.set(key, new WeakRef(element));
    told.set(element, { key, nature, natureOf });
    return key;
  }

  /** @type {PageParts["isAsTold"]} */
  function isAsTold(element) {
    const last = told.get(element);
    return !last || last.nature === last.natureOf(element);
  }

  /**
   * The heading of the page, as the last look found it.
   * @type {WeakRef<Element> | undefined}
   */
  let heading;

  /** @type {PageParts["placeNow"]} */
  function placeNow() {
    const element = heading?.deref();
    return `${location.pathname}${location.search} ${element?.isConnected ? textOf(element) : ""}`;
  }

  /**
   * The element of a key, if it is still on the page.
   * @param {Key} key
   */
  function resolve(key) {
    const element = elements.get(key)?.deref() ?? parts.items.withKey(key);
    return element?.isConnected ? element : undefined;
  }

  /** Drops the keys of elements that were garbage collected. */
  function prune() {
    for (const [key, element] of elements) if (!element.deref()) elements.delete(key);
  }

  // --- Shadow trees ---
  // A component may keep what it shows in an open shadow root, a tree of its own that no query of the document enters.
  /**
   * Those that `walk` came by last.
   * @type {Set<ShadowRoot>}
   */
  let roots = new Set();

  /** @type {PageParts["hostOf"]} */
  function hostOf(element) {
    const root = element.getRootNode();
    return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? (/** @type {ShadowRoot} */ (root).host ?? null) : null;
  }

  /** @type {PageParts["closest"]} */
  function closest(element, selector) {
    for (let within = /** @type {Element | null} */ (element); within; within = hostOf(within)) {
      const found = within.closest(selector);
      if (found) return found;
    }
    return null;
  }

  /**
   * What an element is drawn in.
   * @param {Element} element
   */
  const drawnIn = (element) => element.assignedSlot ?? element.parentElement ?? hostOf(element);

  /**
   * @param {ShadowRoot} root
   * @param {ParentNode & Node} tree
   */
  function isWithin({ host }, tree) {
    for (let at = /** @type {Element | null} */ (host); at; at = hostOf(at)) if (tree.contains(at)) return true;
    return false;
  }

  /** @type {PageParts["treesOf"]} */
  const treesOf = (tree) => [tree, ...[...roots].filter((root) => isWithin(root, tree))];

  /**
   * Visits all elements but the items, in document order, what is in a shadow tree before what is slotted in, and takes in
   * the shadow trees. Items hold most of a page's elements, so that skipping them beats queries over all.
   * @param {(element: Element) => boolean} isItem
   * @param {(element: Element) => void} each
   * @param {(element: Element) => boolean} isList whether an element has nothing but items in it
   */
  function walk(isItem, each, isList = () => false) {
    roots = new Set();
    /** @param {ParentNode} parent */
    const visitAll = ({ firstElementChild }) => {
      for (let child = firstElementChild; child; child = child.nextElementSibling) {
        // Coral puts its whole icon sheet into the page, thousands of elements.
        if (child.localName !== "svg" && !isItem(child)) visit(child);
      }
    };
    /** @param {Element} element */
    const visit = (element) => {
      each(element);
      if (isList(element)) return;
      const { shadowRoot } = element;
      if (shadowRoot) {
        roots.add(shadowRoot);
        watchers.forEach(({ join }) => join(shadowRoot));
        visitAll(shadowRoot);
      }
      visitAll(element);
    };
    visit(document.documentElement);
  }

  /** @type {PageParts["allTrees"]} */
  function allTrees() {
    const item = parts.items.itemSelectorNow();
    walk(
      (element) => item !== undefined && element.matches(item),
      () => {},
    );
    return treesOf(document);
  }

  // --- Reading elements ---
  const UNFOLDED = /[^\S ]| {2}|^ | $/;
  /** @type {PageParts["fold"]} */
  const fold = (text) => (text && UNFOLDED.test(text) ? text.replace(/\s+/g, " ").trim() : (text ?? ""));
  /** @type {PageParts["textOf"]} */
  const textOf = (element) => fold(element?.textContent);
  /** @type {PageParts["flag"]} */
  const flag = (element, name) => element.hasAttribute(name) || element.getAttribute(`aria-${name}`) === "true";

  /** @param {Element} element */
  function visible(element) {
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  }

  // The least of a field that a person must be able to see, in CSS pixels, each way.
  const LEAST = 4;

  /** @param {CSSStyleDeclaration} style */
  const isClipped = (style) => style.clipPath !== "none" || style.clip !== "auto";

  /**
   * What an element and its ancestors do to what is inside them: whether they clip it, how far they are scrolled, and
   * how much of it they can show. `known` caches the answers of one look.
   * @param {Element | null} element
   * @param {Map<Element, Surroundings>} known
   * @returns {Surroundings}
   */
  function around(element, known) {
    if (!element) return { clips: false, left: 0, top: 0, width: Infinity, height: Infinity };
    const found = known.get(element);
    if (found) return found;
    const outer = around(drawnIn(element), known);
    const style = getComputedStyle(element);
    // Hidden overflow is out of reach; overflow that scrolls can be brought into view.
    /** @param {string} overflow */
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const inner = {
      clips: outer.clips || isClipped(style),
      left: outer.left + element.scrollLeft,
      top: outer.top + element.scrollTop,
      width: hides(style.overflowX) ? Math.min(outer.width, element.clientWidth) : outer.width,
      height: hides(style.overflowY) ? Math.min(outer.height, element.clientHeight) : outer.height,
    };
    known.set(element, inner);
    return inner;
  }

  /**
   * Whether a person can get to see a field, by scrolling if need be. One that is merely rendered does not count: a
   * page could have somebody fill a field that nobody sees.
   * @type {PageParts["seen"]}
   */
  function seen(whole, known = new Map()) {
    // A radio button may be drawn by its label.
    const element = parts.isRadio(whole) ? (whole.closest("coral-radio, label") ?? whole) : whole;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    if (box.width < LEAST || box.height < LEAST || isClipped(getComputedStyle(element))) return false;
    const { clips, left, top, width, height } = around(drawnIn(element), known);
    // What lies to the left of the page or above it cannot be scrolled to.
    const [right, bottom] = [box.right + element.scrollLeft + left, box.bottom + element.scrollTop + top];
    return !clips && width >= LEAST && height >= LEAST && right >= LEAST && bottom >= LEAST;
  }

  /**
   * @param {Element} element
   * @returns {Status}
   */
  function statusOf(element) {
    const variant = element.getAttribute("variant") ?? "";
    return { tag: element.localName, variant, text: textOf(element) };
  }

  /** @param {Element} element */
  function dialogKeyOf(element) {
    const dialog = closest(element, DIALOGS);
    return dialog ? keyOf(dialog) : "";
  }

  /** @param {Element} element */
  function formOf(element) {
    const form = parts.formElementOf(element);
    return form ? keyOf(form) : "";
  }

  /**
   * Where this document stands in its window. The document of a frame of another origin cannot be read.
   * @returns {Framed}
   */
  function framed() {
    /** @type {Window} */
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

  /**
   * The path that a link leads to on this host; empty where it is no link, or leads elsewhere. Not its query, which may say
   * more than is needed.
   * @param {Element} element
   */
  function pathOf(element) {
    const address = element instanceof HTMLAnchorElement && element.origin === location.origin;
    return address ? element.pathname : "";
  }

  /** @param {Element} element */
  const wordsOf = (element) =>
    textOf(element) || fold(element.getAttribute("aria-label") ?? /** @type {HTMLElement} */ (element).title);

  /**
   * What a button or link must still be when it is pressed.
   * @param {Element} element
   */
  const natureOfAction = (element) =>
    JSON.stringify([placeNow(), wordsOf(element), element.id, pathOf(element), formOf(element)]);

  /**
   * @param {Element} element
   * @returns {Action}
   */
  function actionOf(element) {
    const { dataset } = /** @type {HTMLElement} */ (element);
    return {
      key: keyAs(element, natureOfAction),
      text: wordsOf(element),
      icon: element.getAttribute("icon") ?? "",
      id: element.id,
      variant: element.getAttribute("variant") ?? "",
      action: dataset.foundationCollectionAction ?? "",
      control: dataset.foundationWizardControlAction ?? "",
      leads_to: pathOf(element),
      visible: visible(element),
      disabled: flag(element, "disabled") || element.matches(":disabled"),
      form: formOf(element),
      dialog: dialogKeyOf(element),
    };
  }

  // Coral 3 tells of a dialog's variant by a class alone.
  const VARIANT = /(?:^|\s)coral3-Dialog--(error|warning|success|help|info)(?:\s|$)/;

  /**
   * @param {Element} element
   * @returns {Dialog}
   */
  function dialogOf(element) {
    return {
      key: keyOf(element),
      title: textOf(element.querySelector("coral-dialog-header, h1, h2")),
      text: textOf(element.querySelector("coral-dialog-content") ?? element),
      variant: element.getAttribute("variant") ?? VARIANT.exec(element.className)?.[1] ?? "",
      buttons: [...element.querySelectorAll(ACTIONS)].filter(visible).map(textOf).filter(Boolean),
    };
  }

  /**
   * @param {Element} element
   * @returns {Step}
   */
  function stepOf(element) {
    const active = flag(element, "selected") || element.matches(".foundation-wizard-step-active, .is-active");
    return { text: textOf(element.querySelector("coral-step-label") ?? element), active };
  }

  /**
   * A wizard may have a list of its steps beside the steps themselves.
   * @param {Element[]} elements
   */
  function stepsOf(elements) {
    const listed = elements.filter(({ localName }) => localName === "coral-step");
    return (listed.length ? listed : elements).map(stepOf);
  }

  /**
   * The elements of interest outside the items, in the order of `walk`.
   * @param {ItemsRead} items
   * @returns {Element[]}
   */
  function outsideOf({ has, isList }) {
    const { FIELDS, WRAPPER } = parts;
    const any = [HEADING, parts.items.WAITING, FIELDS, WRAPPER, ACTIONS, DIALOGS, NOTICES, STEPS].join();
    /** @type {Element[]} */
    const outside = [];
    walk(has, (element) => element.matches(any) && outside.push(element), isList);
    return outside;
  }

  /**
   * One look at the page. Items are read in slices, yielding in between; everything else is read synchronously after
   * them, so that a form is never a mixture of two states.
   * @returns {Promise<PageSnapshot>}
   */
  async function snapshot() {
    watchers.forEach(({ observer }) => parts.items.forget(observer.takeRecords().filter(isNews)));
    const items = await parts.items.read();
    const outside = outsideOf(items);
    /** @param {string} selector */
    const of = (selector) => outside.filter((element) => element.matches(selector));
    if (elements.size > 1000) prune();
    /** @type {Map<Element, Surroundings>} */
    const surroundings = new Map();
    /** @type {Map<Element, Sending>} */
    const sent = new Map();
    const [titled] = of(HEADING);
    heading = titled && new WeakRef(titled);
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    return {
      url: location.href,
      lang: document.documentElement.lang,
      title: document.title,
      heading: textOf(titled),
      http_status: navigation?.responseStatus || undefined,
      items: items.rows,
      collection: parts.items.collectionOf(items.elements, items.found, of(parts.items.WAITING).some(visible)),
      fields: of(`${parts.FIELDS}, ${parts.WRAPPER}`)
        .map((element) => parts.fieldOrShownOf(element, surroundings, sent))
        .filter((field) => field !== undefined),
      actions: of(ACTIONS)
        .filter((element) => !parts.isChoice(element) && !element.closest(`coral-select, ${OURS}`))
        .map(actionOf),
      dialogs: of(DIALOGS).filter(visible).map(dialogOf),
      notices: of(NOTICES)
        .filter((element) => !closest(element, "coral-dialog") && visible(element))
        .map(statusOf)
        .filter(({ text }) => text !== ""),
      steps: stepsOf(of(STEPS)),
      framed: framed(),
    };
  }

  /** @type {PageParts["watchers"]} */
  const watchers = new Set();

  // Only style changes that may show or hide something count: pages move and resize things all the time, and so does
  // the assistant's own element.
  const HIDES = /\b(?:display|visibility|opacity)\s*:[^;]*/g;
  /** @param {string | null} style */
  const hides = (style) => String(style?.match(HIDES));

  /** @param {MutationRecord} record */
  const isNews = ({ attributeName, oldValue, target }) =>
    attributeName !== "style" || hides(oldValue) !== hides(/** @type {Element} */ (target).getAttribute("style"));

  // What of a mutation may be news.
  const NEWS = {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: [
      ...["class", "style", "disabled", "readonly", "hidden", "open", "selected", "invalid", "variant", "role"],
      ...["aria-invalid", "aria-selected", "aria-disabled", "aria-readonly", "aria-hidden"],
      ...["data-foundation-collection-item-id", "data-granite-collection-item-id", "aria-label", "alt", "title"],
    ],
    attributeOldValue: true,
  };

  /**
   * Calls `changed` after the page has changed, throttled to once in 60 ms. Returns the function that stops it.
   * @param {() => void} changed
   */
  function watch(changed) {
    /** @type {number | undefined} */
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
    const listening = new AbortController();
    /** @type {WeakSet<Node>} */
    const joined = new WeakSet();
    /** @param {Document | ShadowRoot} tree */
    const join = (tree) => {
      if (joined.has(tree)) return;
      joined.add(tree);
      observer.observe(tree, NEWS);
      // An element that fades in becomes visible at the end of its transition, without a mutation.
      for (const type of ["input", "change", "transitionend", "animationend"]) {
        tree.addEventListener(type, later, { capture: true, passive: true, signal: listening.signal });
      }
    };
    const watcher = { observer, join };
    [document, ...roots].forEach(join);
    watchers.add(watcher);
    // A component may get its shadow root long after its element came, by a script; that is no mutation.
    window.addEventListener("load", later, { signal: listening.signal });
    return () => {
      observer.disconnect();
      watchers.delete(watcher);
      if (!watchers.size) parts.items.forgetAll();
      listening.abort();
      clearTimeout(timer);
    };
  }

  // The other parts add what is theirs.
  const parts = /** @type {PageParts} */ ({
    ...{
      OURS,
      allTrees,
      closest,
      dialogKeyOf,
      flag,
      fold,
      formOf,
      hostOf,
      isAsTold,
      keyAs,
      keyOf,
      newKey,
      placeNow,
      resolve,
      seen,
      textOf,
      treesOf,
    },
    ...{ visible, watchers },
  });
  globalThis.AemPage = /** @type {AemPage} */ ({ snapshot, watch, parts });
})();
