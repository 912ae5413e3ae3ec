/*
 * The broker: pairs the console's frame with the panel that this frame created, forwards their messages, and keeps the
 * run in memory. It does not look into the messages that it forwards.
 *
 * It identifies both ends by what the browser vouches for (`sender`), and by the nonce that only the two know. The
 * browser may stop this script at any moment and start it again: both ends then reconnect, and the run is still in
 * `storage.session`, which lives in memory only and is closed to content scripts and to pages.
 */
"use strict";

const { action, permissions, runtime, storage } = chrome;
// In milliseconds.
const MINUTE = 60 * 1000;
// A pasted credential is forgotten this long after its last use, at the latest; a company's policy, or the person on the
// home page, may say less.
const KEEP_MINUTES = 4 * 60;

/**
 * @typedef {"page" | "panel"} End
 * @typedef {{ nonce: string, tab: number | undefined, origin?: string, page?: chrome.runtime.Port, panel?: chrome.runtime.Port }} Pair
 * @typedef {{ storedAt: number, version: string, by: string, run: object }} Kept
 * @typedef {{ id: number, call: string, run?: object, base?: string, merged?: boolean, count?: number, host?: string }} Question
 */

/** @type {Map<string, Pair>} Pairs by nonce. */
const pairs = new Map();

// How long the focus waits for the page that a press in the panel leads to, in milliseconds. AEM may save for a while.
const LEADS_FOR = 30_000;

/** @type {Map<number, { origin: string | undefined, until: number }>} By tab: a press in its panel leads to a page. */
const leading = new Map();

/** @param {string} origin */
const storageKey = (origin) => `run:${origin}`;

/**
 * What is kept for an origin.
 * @param {string} origin
 */
async function keptFor(origin) {
  const key = storageKey(origin);
  const kept = /** @type {Kept | undefined} */ ((await storage.session.get(key))[key]);
  if (!kept) return undefined;
  // The browser may take seconds to read its policies after it was started. No policy can say less than a minute.
  const age = Date.now() - kept.storedAt;
  if (age < MINUTE || age < (await keepMs())) return kept;
  await storage.session.remove(key);
  return undefined;
}

// Questions are answered one after the other, in the order in which they came. Of two stores that both read first, the
// later would bring back what the earlier has replaced; and a page that loads must find what the one before has stored.
/** @type {Promise<void>} */
let lastAnswer = Promise.resolve();

/** What the policy says. Firefox throws where there is none. */
const policy = storage.managed
  .get(["keepMinutes", "imsChecks"])
  .catch(() => /** @type {Record<string, unknown>} */ ({}));

/** How long a paste is kept, in milliseconds. */
async function keepMs() {
  const said = [(await policy).keepMinutes, (await storage.local.get("keepMinutes")).keepMinutes];
  return Math.min(KEEP_MINUTES, ...said.map(Number).filter((minutes) => minutes > 0)) * MINUTE;
}

/**
 * The run that is kept, and its version.
 * @param {string} origin
 */
async function load(origin) {
  const kept = await keptFor(origin);
  return kept && { ...kept.run, version: kept.version };
}

/**
 * Puts what is given over what is kept, unless another tab has stored something that this one does not know yet: then
 * nothing is stored, and what is kept is the answer. What a panel has merged is newer than the panel's own run, so the
 * panel's next store has to be merged as well.
 * @param {Pair & { origin: string }} pair
 * @param {Question} question
 */
async function store({ nonce, origin }, { run: given, base, merged }) {
  const kept = await keptFor(origin);
  if (kept && kept.version !== base && (merged || kept.by !== nonce)) return { version: kept.version, newer: kept.run };
  const version = crypto.randomUUID();
  const run = { ...kept?.run, ...given };
  await storage.session.set({ [storageKey(origin)]: { storedAt: Date.now(), version, by: merged ? "" : nonce, run } });
  for (const other of pairs.values()) {
    if (other.origin !== origin || other.nonce === nonce) continue;
    try {
      other.panel?.postMessage({ kept: true });
    } catch {
      // It is going; what is stored is stored.
    }
  }
  return { version };
}

/**
 * Whether the panel may ask Adobe IMS. If nobody was asked yet, a page opens that does: in Firefox a frame in AEM's page
 * cannot. There the data that goes out needs a consent as well, which older versions leave to the extension.
 * @param {string} host
 */
async function askForIms(host) {
  if (!/^([a-z0-9-]+\.)+adobelogin\.com$/.test(host)) throw new Error("not a server of Adobe's");
  const origins = [`https://${host}/*`];
  const knowsData = "data_collection" in (await permissions.getAll());
  const data = knowsData ? { data_collection: ["authenticationInfo"] } : {};
  const isAllowed = await permissions.contains(/** @type {chrome.permissions.Permissions} */ ({ origins, ...data }));
  const { imsConsent } = await storage.local.get("imsConsent");
  if (isAllowed && (knowsData || imsConsent)) return "granted";
  await chrome.tabs.create({ url: runtime.getURL(`home.html#ims=${host}`) });
  return "opened";
}

/**
 * What a question to the broker itself is answered with. It is always about the origin of the paired page.
 * @param {Pair} pair
 * @param {Question} question
 */
async function answerTo(pair, question) {
  const { nonce, tab, origin } = pair;
  // A page that is not the console may frame panel.html; nothing is kept for it.
  if (!origin) throw new Error("no console is paired with this panel");
  // A page that comes back from the back/forward cache may belong to a host that is allowed no more.
  if (!(await AemHosts.isAllowed(origin))) throw new Error("the extension is not allowed on this host");
  if (question.call === "load") return load(origin);
  if (question.call === "store") return store({ nonce, tab, origin }, question);
  if (question.call === "imsChecks") return (await policy).imsChecks !== false;
  if (question.call === "askIms") return askForIms(question.host ?? "");
  throw new Error(`the broker does not know "${question.call}"`);
}

/**
 * Does what a panel asks for, and answers it. The page may have gone before its question had its turn: what it wanted
 * kept is kept all the same, for the next page.
 * @param {Pair} pair
 * @param {Question} question
 */
async function answer(pair, question) {
  if (question.call === "badge") return showCount(pair.tab, question.count);
  const { id } = question;
  const answered = await answerTo(pair, question).then(
    (value) => ({ id, value }),
    // Without an answer the panel would wait for ever: the store may be full.
    (error) => ({ id, error: String(error instanceof Error ? error.message : error) }),
  );
  pair.panel?.postMessage(answered);
}

/**
 * Shows on the toolbar button how many configurations are left on a tab. The browser clears it when the tab goes elsewhere.
 * @param {number | undefined} tabId
 * @param {number | undefined} count
 */
async function showCount(tabId, count) {
  if (tabId === undefined) return;
  try {
    await action.setBadgeBackgroundColor({ tabId, color: "#0b5cc2" });
    await action.setBadgeText({ tabId, text: count ? String(count) : "" });
  } catch {
    // The tab was closed meanwhile.
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
  const pair = pairs.get(nonce) ?? { nonce, tab: sender?.tab?.id };
  // One of each, both in the same tab: a latecomer with the same nonce is refused.
  if (pair.tab !== sender?.tab?.id || pair[end]) return port.disconnect();
  pair[end] = port;
  if (end === "page") pair.origin = new URL(sender?.url ?? "").origin;
  pairs.set(nonce, pair);

  port.onMessage.addListener((message) => {
    const other = end === "page" ? pair.panel : pair.page;
    if (end === "panel" && message.to === "broker") {
      // A panel that is gone cannot be answered, which is no reason not to answer the next one.
      lastAnswer = lastAnswer.then(() => answer(pair, message)).catch(() => {});
    } else if (end === "page" && "leads" in message) lead(pair, message.leads);
    else other?.postMessage(message);
  });
  port.onDisconnect.addListener(() => {
    pair[end] = undefined;
    if (!pair.page && !pair.panel) pairs.delete(nonce);
    else if (end === "page") pair.panel?.postMessage({ paired: false });
  });
  if (!pair.page || !pair.panel) return;
  pair.panel.postMessage({ paired: true });
  if (isLedTo(pair)) pair.page.postMessage({ arrive: true });
}

/**
 * Notes that a press in the panel leads to a page, or that the person is in AEM by now.
 * @param {Pair} pair
 * @param {boolean} leads
 */
function lead({ tab, origin }, leads) {
  if (tab === undefined) return;
  if (leads) leading.set(tab, { origin, until: Date.now() + LEADS_FOR });
  else leading.delete(tab);
}

/**
 * Whether a press in the panel of the tab's page before has led to this one. True once.
 * @param {Pair} pair
 */
function isLedTo({ tab, origin }) {
  const led = tab === undefined ? undefined : leading.get(tab);
  if (tab !== undefined) leading.delete(tab);
  return led !== undefined && led.origin === origin && Date.now() < led.until;
}

globalThis.AssistantBroker = Object.freeze({
  /**
   * Has the panel of a tab take the focus, or give it back. Tells whether there is one.
   * @param {number} tabId
   */
  summon(tabId) {
    const pair = [...pairs.values()].find(({ tab, page }) => tab === tabId && page);
    pair?.page?.postMessage({ summon: true });
    return pair !== undefined;
  },
});

// A content script outlives the permission that let it in. It is told to go, and its origin is served no more.
permissions.onRemoved.addListener(async () => {
  for (const { origin, page, panel } of [...pairs.values()]) {
    if (!origin || (await AemHosts.isAllowed(origin))) continue;
    page?.postMessage({ leave: true });
    panel?.disconnect();
  }
  // What was kept goes as well, also of pages that are not open now.
  await lastAnswer;
  for (const key of Object.keys(await storage.session.get())) {
    const origin = key.startsWith(storageKey("")) ? key.slice(storageKey("").length) : undefined;
    if (origin && !(await AemHosts.isAllowed(origin))) await storage.session.remove(key);
  }
});

// A service worker loads its other scripts itself; an event page (Firefox) gets them from the manifest. They listen for
// what may have woken the background, so they have to run in its first task.
if ("importScripts" in globalThis) {
  /** @type {any} */ (globalThis).importScripts("address.js", "hosts.js", "toolbar.js");
}

runtime.onConnect.addListener((port) => {
  const [end, nonce] = port.name.split("#");
  if (end === "page" && isPage(port.sender)) join(nonce, end, port);
  else if (end === "panel" && isPanel(port.sender)) join(nonce, end, port);
  else port.disconnect();
});
