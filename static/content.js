/*
 * The extension's foot in AEM's page: it hangs the panel's frame into the console and carries messages between the
 * panel and page.js. It decides nothing about what is on the page.
 *
 * The manifest's `include_globs` keep it off every address without the console's path; the test below looks closer,
 * because a glob also sees the query string, and a page is not the console for naming it there.
 */
(() => {
  "use strict";
  const CONSOLE = /\/cq\/adobeims-configuration\/content\/configurations/;
  const AUTHOR = /^author-p\d+-e\d+(-[a-z0-9-]+)?\.adobeaemcloud\.com$/;
  if (!CONSOLE.test(location.pathname)) return;
  if (location.hostname !== "localhost" && !AUTHOR.test(location.hostname)) return;

  const { runtime, storage } = chrome;
  // Joins this frame to the panel that it creates, and to no other. Only the two and the broker ever see it.
  const nonce = crypto.randomUUID();
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
  dock.show("ims-oauth-assistant-host", frame).then(() => {
    const start = [nonce, document.documentElement.lang, dock.folded ? "folded" : ""];
    frame.src = runtime.getURL(`panel.html#${start.join(",")}`);
  });

  let stopWatching;
  let port;

  async function answer({ id, call, edits }) {
    try {
      const value = call === "apply" ? await AemPage.apply(edits) : AemPage.snapshot();
      port.postMessage({ id, value });
    } catch (error) {
      port.postMessage({ id, error: String(error?.message ?? error) });
    }
  }

  function watchPage() {
    stopWatching ??= AemPage.watch(() => {
      dock.arrange();
      port.postMessage({ changed: true });
    });
  }

  function connect() {
    try {
      port = runtime.connect({ name: `page#${nonce}` });
    } catch {
      // The extension was removed or updated under an open page: nothing answers any more, so leave no dead panel.
      stopWatching?.();
      dock.remove();
      return;
    }
    port.onMessage.addListener((message) => {
      if (message.dock) dock.change(message.dock);
      else if (message.call === "snapshot" || message.call === "apply") answer(message);
      else if (message.call === "watch") watchPage();
    });
    // The background may be put to sleep at any moment; a new connection wakes it.
    port.onDisconnect.addListener(() => setTimeout(connect, 50));
  }
  connect();
})();
