/*
 * The extension's part in AEM's page: puts the panel's frame into the console, and carries messages between the panel
 * and page.js. It decides nothing about what is on the page.
 *
 * The manifest's `include_globs` keep it off every address without the console's path. Globs match the query string,
 * too, so the path is tested again here: a page that merely mentions the console is not the console.
 */
(() => {
  "use strict";
  // A press on the toolbar button puts the scripts into a page that may have them.
  if (globalThis.AssistantContent) return;
  if (!AemAddress.isConsole(location.pathname) || !AemAddress.isSupportedHost(location.hostname)) return;

  globalThis.AssistantContent = true;
  const { runtime, storage } = chrome;
  // Pairs this frame with the panel that it creates, and with no other. Only the two and the broker ever see it.
  let nonce = "";
  const dock = AssistantDock.create({
    async load() {
      return /** @type {Partial<DockPlace> | undefined} */ ((await storage.local.get("dock")).dock);
    },
    store(dock) {
      storage.local.set({ dock });
    },
  });

  const HOST = "ims-oauth-assistant-host";
  const frame = document.createElement("iframe");
  frame.allow = "clipboard-write";
  frame.title = runtime.getManifest().name;

  /** Starts over with a new nonce and a new panel. The URL changes before its `#`, or the old panel would stay. */
  async function start() {
    nonce = crypto.randomUUID();
    // A language that was chosen on the home page counts more than AEM's.
    const { language } = /** @type {{ language?: string }} */ (await storage.local.get("language"));
    connect();
    const given = [nonce, language || document.documentElement.lang, dock.folded ? "folded" : ""];
    frame.src = runtime.getURL(`panel.html?${nonce}#${given.join(",")}`);
  }

  /** @type {(() => void) | undefined} */
  let stopWatching;
  /** @type {chrome.runtime.Port} */
  let port;

  // Backoff before reconnecting, in milliseconds.
  const SHORTEST_PAUSE = 50;
  const LONGEST_PAUSE = 30_000;
  let pause = SHORTEST_PAUSE;

  /**
   * Sends a message to the panel. Without a connection it is dropped: once reconnected, the panel asks again.
   * @param {object} message
   */
  function tell(message) {
    try {
      port.postMessage(message);
    } catch {
      // A reconnect is under way.
    }
  }

  /**
   * What the panel may ask of page.js; each question gets one answer.
   * @type {Record<string, (edits: Edit[]) => unknown>}
   */
  const CALLS = {
    snapshot: () => AemPage.snapshot(),
    apply(edits) {
      if (edits.some((edit) => edit.do === "press")) lead();
      return AemPage.apply(edits);
    },
    loadMore: () => AemPage.loadMore(),
    structure: () => AemPage.structure(),
  };

  /** @param {{ id: number, call: string, edits: Edit[] }} question */
  async function answer({ id, call, edits }) {
    try {
      tell({ id, value: await CALLS[call](edits) });
    } catch (error) {
      tell({ id, error: String(error instanceof Error ? error.message : error) });
    }
  }

  // What had the focus in AEM before the panel took it.
  /** @type {Element | null} */
  let before = null;

  /** Gives the focus to the panel, or back to AEM where the panel has it. */
  function summon() {
    if (hasFocus()) return giveBack();
    before = document.activeElement;
    tell({ summon: true });
    frame.focus();
  }

  // The frame is in a closed shadow tree, so the document's focused element is the tree's host.
  const hasFocus = () => document.activeElement?.localName === HOST;

  // Whoever presses a button of the panel that leads to AEM's next page goes on in the panel there, by the next key. The
  // broker carries that over, for this tab and host. AEM's own scripts take the focus when something is opened or saved,
  // so only a person's key or press in AEM means that they have gone there.
  let isLeading = false;
  let isAtWork = false;
  for (const type of ["keydown", "pointerdown"]) addEventListener(type, noteWork, { capture: true, passive: true });

  /** @param {Event} event */
  function noteWork({ isTrusted }) {
    if (!isTrusted) return;
    isAtWork = true;
    if (isLeading) tell({ leads: (isLeading = false) });
  }

  function lead() {
    if (hasFocus()) tell({ leads: (isLeading = true) });
  }

  /** A press in the panel of the page before has led here. Whoever works in AEM by now is not interrupted. */
  function arrive() {
    if (!isAtWork && !hasFocus() && !dock.folded) summon();
  }

  function giveBack() {
    if (isLeading) tell({ leads: (isLeading = false) });
    frame.blur();
    /** @type {HTMLElement | null} */ (before?.isConnected ? before : null)?.focus();
    before = null;
  }

  /** The permission for this host was taken away. */
  function leave() {
    stopWatching?.();
    isLeaving = true;
    // Whoever allows the host again gets another panel.
    globalThis.AssistantContent = undefined;
    port.disconnect();
    dock.remove();
  }

  let isLeaving = false;

  function watchPage() {
    stopWatching ??= AemPage.watch(() => {
      dock.arrange();
      tell({ changed: true });
    });
  }

  function connect() {
    // A single-page navigation may have left the console; then the page is none of our business.
    if (isLeaving || !AemAddress.isConsole(location.pathname)) return;
    try {
      port = runtime.connect({ name: `page#${nonce}` });
    } catch {
      // The extension was removed or updated under an open page. Nothing will answer, so do not leave a dead panel.
      stopWatching?.();
      dock.remove();
      return;
    }
    port.onMessage.addListener((message) => {
      pause = SHORTEST_PAUSE;
      if (message.leave) leave();
      else if (message.arrive) arrive();
      else if (message.summon) summon();
      else if (message.dock?.leave) giveBack();
      else if (message.dock) dock.change(message.dock);
      else if (Object.hasOwn(CALLS, message.call)) answer(message);
      else if (message.call === "watch") watchPage();
    });
    // The browser may stop the background at any moment; a new connection wakes it.
    const mine = port;
    port.onDisconnect.addListener(() => {
      if (mine !== port) return;
      setTimeout(connect, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    });
  }

  dock.show(HOST, frame).then(start);
  // Ports of a page that comes back from the back/forward cache are dead, and no event says so.
  addEventListener("pageshow", (event) => event.persisted && !isLeaving && start());
})();
