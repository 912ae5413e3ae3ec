/*
 * The broker: pairs the console's frame with the panel that this frame created, forwards their messages, and keeps the
 * run in memory. It does not look into the messages that it forwards.
 *
 * It identifies both ends by what the browser vouches for (`sender`), and by the nonce that only the two know. The
 * browser may stop this script at any moment and start it again: both ends then reconnect, and the run is still in
 * `storage.session`, which lives in memory only and is closed to content scripts and to pages.
 */
"use strict";

// A service worker loads its other scripts itself; an event page (Firefox) gets them from the manifest.
if ("importScripts" in globalThis) /** @type {any} */ (globalThis).importScripts("address.js");

const { runtime, storage } = chrome;
// A pasted credential is forgotten this long after its last use, at the latest.
const KEEP_MS = 4 * 60 * 60 * 1000;

/**
 * @typedef {"page" | "panel"} End
 * @typedef {{ tab: number | undefined, origin?: string, page?: chrome.runtime.Port, panel?: chrome.runtime.Port }} Pair
 * @typedef {{ expires: number, run: object }} Kept
 * @typedef {{ id: number, call: string, run?: object }} Question
 */

/** @type {Map<string, Pair>} Pairs by nonce. */
const pairs = new Map();

/** @param {string} origin */
const storageKey = (origin) => `run:${origin}`;

/** @param {string} origin */
async function load(origin) {
  const key = storageKey(origin);
  const kept = /** @type {Kept | undefined} */ ((await storage.session.get(key))[key]);
  if (!kept) return undefined;
  if (kept.expires > Date.now()) return kept.run;
  await storage.session.remove(key);
  return undefined;
}

// Stores are serialized: of two that both read first, the later would bring back what the earlier has replaced.
/** @type {Promise<unknown>} */
let lastStore = Promise.resolve();

/**
 * Merges what is given into what is kept.
 * @param {string} origin
 * @param {object | undefined} given
 */
function store(origin, given) {
  const stored = lastStore.then(async () => {
    const run = { ...(await load(origin)), ...given };
    return storage.session.set({ [storageKey(origin)]: { expires: Date.now() + KEEP_MS, run } });
  });
  lastStore = stored.catch(() => {});
  return stored;
}

/**
 * Answers a question to the broker itself, which is always about the origin of the paired page.
 * @param {Pair} pair
 * @param {Question} question
 */
async function answer({ origin, panel }, { id, call, run }) {
  try {
    // A page that is not the console may frame panel.html; nothing is kept for it.
    if (!origin) throw new Error("no console is paired with this panel");
    if (call === "load") panel?.postMessage({ id, value: await load(origin) });
    else if (call === "store") panel?.postMessage({ id, value: await store(origin, run) });
    else throw new Error(`the broker does not know "${call}"`);
  } catch (error) {
    // Without an answer the panel would wait for ever: the store may be full.
    panel?.postMessage({ id, error: String(error instanceof Error ? error.message : error) });
  }
}

/** @param {chrome.runtime.MessageSender | undefined} sender */
function isPage(sender) {
  if (!sender?.tab || !sender.url) return false;
  const { hostname, pathname } = new URL(sender.url);
  return AemAddress.isSupportedHost(hostname) && AemAddress.isConsole(pathname);
}

/** @param {chrome.runtime.MessageSender | undefined} sender */
function isPanel(sender) {
  return Boolean(sender?.tab && sender.url?.startsWith(runtime.getURL("panel.html")));
}

/**
 * @param {string} nonce
 * @param {End} end
 * @param {chrome.runtime.Port} port
 */
function join(nonce, end, port) {
  const { sender } = port;
  /** @type {Pair} */
  const pair = pairs.get(nonce) ?? { tab: sender?.tab?.id };
  // One of each, both in the same tab: a latecomer with the same nonce is refused.
  if (pair.tab !== sender?.tab?.id || pair[end]) return port.disconnect();
  pair[end] = port;
  if (end === "page") pair.origin = new URL(sender?.url ?? "").origin;
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
