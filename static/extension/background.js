/*
 * The broker: it pairs the console's frame with the panel that this frame created, passes their messages on, and keeps
 * the run in memory. It reads none of the messages it passes on.
 *
 * What identifies the two ends is what the browser vouches for (`sender`), besides the nonce that only they know. The
 * browser may stop this script at any moment and start it again: then both ends connect anew, and the run is still in
 * `storage.session`, which lives in memory only and is closed to content scripts and to pages.
 */
"use strict";

const { runtime, storage } = chrome;
const CONSOLE = /^(?:(?!\.html).)*?\/cq\/adobeims-configuration\/content\/configurations(?:[./;]|$)/;
// A pasted credential is forgotten this long after it was last used, at the latest.
const KEEP_MS = 4 * 60 * 60 * 1000;

/** Pairs by nonce: `{ tab, origin, page, panel }`, where page and panel are ports or undefined. */
const pairs = new Map();

const storageKey = (origin) => `run:${origin}`;

async function load(origin) {
  const key = storageKey(origin);
  const kept = (await storage.session.get(key))[key];
  if (!kept) return undefined;
  if (kept.expires > Date.now()) return kept.run;
  await storage.session.remove(key);
  return undefined;
}

// One after the other: of two that both read first, the later would bring back what the earlier has replaced.
let lastStore = Promise.resolve();

/** Keeps what is given; what is not stays as it was kept. */
function store(origin, given) {
  const stored = lastStore.then(async () => {
    const run = { ...(await load(origin)), ...given };
    return storage.session.set({ [storageKey(origin)]: { expires: Date.now() + KEEP_MS, run } });
  });
  lastStore = stored.catch(() => {});
  return stored;
}

/** What the panel asks of the broker itself; always about the origin of the page that it is paired with. */
async function answer(pair, { id, call, run }) {
  const { origin, panel } = pair;
  // Whoever frames panel.html without being the console's page is no origin that anything is kept for.
  if (!origin) return;
  if (call === "load") panel.postMessage({ id, value: await load(origin) });
  else if (call === "store") panel.postMessage({ id, value: await store(origin, run) });
}

function isPage({ url, tab }) {
  return tab !== undefined && CONSOLE.test(new URL(url).pathname);
}

function isPanel({ url, tab }) {
  return tab !== undefined && url.startsWith(runtime.getURL("panel.html"));
}

function join(nonce, end, port) {
  const { sender } = port;
  const pair = pairs.get(nonce) ?? { tab: sender.tab.id };
  // One of each, both in the same tab: whoever comes later with the same nonce is refused.
  if (pair.tab !== sender.tab.id || pair[end]) return port.disconnect();
  pair[end] = port;
  if (end === "page") pair.origin = new URL(sender.url).origin;
  pairs.set(nonce, pair);

  port.onMessage.addListener((message) => {
    const other = end === "page" ? pair.panel : pair.page;
    if (end === "panel" && message.to === "broker") answer(pair, message);
    else other?.postMessage(message);
  });
  port.onDisconnect.addListener(() => {
    pair[end] = undefined;
    if (!pair.page && !pair.panel) pairs.delete(nonce);
    else if (end === "page") pair.panel?.postMessage({ paired: false });
  });
  if (pair.page && pair.panel) pair.panel.postMessage({ paired: true });
}

runtime.onConnect.addListener((port) => {
  const [end, nonce] = port.name.split("#");
  if (end === "page" && isPage(port.sender)) join(nonce, end, port);
  else if (end === "panel" && isPanel(port.sender)) join(nonce, end, port);
  else port.disconnect();
});
