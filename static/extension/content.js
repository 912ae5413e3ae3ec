/*
 * The extension's foot in AEM's page: it hangs the panel's frame into the console and carries messages between the
 * panel and page.js. It decides nothing about what is on the page.
 *
 * The manifest's `include_globs` keep it off every address without the console's path; the test below looks closer,
 * because a glob also sees the query string, and a page is not the console for naming it there.
 */
(() => {
  "use strict";
  const CONSOLE = /^(?:(?!\.html).)*?\/cq\/adobeims-configuration\/content\/configurations(?:[./;]|$)/;
  const AUTHOR = /^author-p\d+-e\d+(-[a-z0-9-]+)?\.adobeaemcloud\.com$/;
  if (!CONSOLE.test(location.pathname)) return;
  if (location.hostname !== "localhost" && !AUTHOR.test(location.hostname)) return;

  const { runtime, storage } = chrome;
  // Joins this frame to the panel that it creates, and to no other. Only the two and the broker ever see it.
  let nonce;
  const dock = AssistantDock.create({
    async load() {
      return (await storage.local.get("dock")).dock;
    },
    store(dock) {
      storage.local.set({ dock });
    },
  });

  const frame = document.createElement("iframe");
  frame.allow = "clipboard-write";
  frame.title = runtime.getManifest().name;

  /** Begins anew: another nonce, another panel. The address differs before its `#`, or the old panel would stay. */
  function start() {
    nonce = crypto.randomUUID();
    connect();
    const given = [nonce, document.documentElement.lang, dock.folded ? "folded" : ""];
    frame.src = runtime.getURL(`panel.html?${nonce}#${given.join(",")}`);
  }

  let stopWatching;
  let port;

  // How long to wait before the next connection, in milliseconds.
  const SHORTEST_PAUSE = 50;
  const LONGEST_PAUSE = 30_000;
  let pause = SHORTEST_PAUSE;

  /** A message that finds no connection is lost; once there is one again, the panel asks anew. */
  function tell(message) {
    try {
      port.postMessage(message);
    } catch {
      // The next connection is under way.
    }
  }

  // What the panel may ask of page.js, and is answered once.
  const CALLS = ["snapshot", "apply", "loadMore", "structure"];

  async function answer({ id, call, edits }) {
    try {
      tell({ id, value: await AemPage[call](edits) });
    } catch (error) {
      tell({ id, error: String(error?.message ?? error) });
    }
  }

  function watchPage() {
    stopWatching ??= AemPage.watch(() => {
      dock.arrange();
      tell({ changed: true });
    });
  }

  function connect() {
    // The page may have gone elsewhere without a page load, and is not ours to talk about any more.
    if (!CONSOLE.test(location.pathname)) return;
    try {
      port = runtime.connect({ name: `page#${nonce}` });
    } catch {
      // The extension was removed or updated under an open page: nothing answers any more, so leave no dead panel.
      stopWatching?.();
      dock.remove();
      return;
    }
    port.onMessage.addListener((message) => {
      pause = SHORTEST_PAUSE;
      if (message.dock) dock.change(message.dock);
      else if (CALLS.includes(message.call)) answer(message);
      else if (message.call === "watch") watchPage();
    });
    // The background may be put to sleep at any moment; a new connection wakes it.
    const mine = port;
    port.onDisconnect.addListener(() => {
      if (mine !== port) return;
      setTimeout(connect, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    });
  }

  dock.show("ims-oauth-assistant-host", frame).then(start);
  // A page that comes back from the browser's back/forward cache has dead ports, which nobody tells it.
  addEventListener("pageshow", (event) => event.persisted && start());
})();
