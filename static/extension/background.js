/*
 * The broker: pairs the console's frame with the panel that this frame created, forwards their messages, and keeps what
 * has to survive a page load. It does not look into the messages that it forwards.
 *
 * It identifies both ends by what the browser vouches for (`sender`), and by the nonce that only the two know. The
 * browser may stop this script at any moment and start it again: both ends then reconnect, and what is kept is still
 * there. The run has no secret in it and is in `storage.local`; the tray (the credentials) is in `storage.session`, which
 * lives in memory only and is closed to content scripts and to pages.
 */
"use strict";

const { action, permissions, runtime, storage } = chrome;
// In milliseconds.
const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;
// The credentials are forgotten this many minutes after their last use. A person may choose another time between these
// two on the home page; a company's policy may say less.
const KEEP_MINUTES = 30;
const FEWEST_MINUTES = 5;
const MOST_MINUTES = 4 * 60;
// A run that nobody has used for so long goes.
const RUN_DAYS = 400;

/**
 * @typedef {"page" | "panel"} End
 * @typedef {{ nonce: string, tab: number | undefined, incognito: boolean, origin?: string, base?: string, page?: chrome.runtime.Port, panel?: chrome.runtime.Port }} Pair
 * @typedef {Pair & { origin: string, base: string }} Served
 * @typedef {{ usedAt: number, version: string, by: string, run: { list?: string } }} KeptRun
 * @typedef {{ usedAt: number, tray: string }} KeptTray
 * @typedef {{ run: object, tray?: string }} Given
 * @typedef {{ id: number, call: string, use?: boolean, run?: Given, base?: string, merged?: boolean, count?: number, host?: string }} Question
 */

/** @type {Map<string, Pair>} Pairs by nonce. */
const pairs = new Map();

// How long the focus waits for the page that a press in the panel leads to, in milliseconds. AEM may save for a while.
const LEADS_FOR = 30_000;

/** @type {Map<number, { origin: string | undefined, until: number }>} By tab: a press in its panel leads to a page. */
const leading = new Map();

// What is kept is kept for an AEM, by its origin and its context path: several may be deployed behind one host name.
/** @param {string} base */
const runKey = (base) => `run:${base}`;
/** @param {string} base */
const trayKey = (base) => `tray:${base}`;

/**
 * The origin of a key of either kind; undefined where something else is kept under it.
 * @param {string} key
 */
const originOfKey = (key) =>
  [runKey(""), trayKey("")].some((kind) => key.startsWith(kind)) ? new URL(key.replace(/^\w+:/, "")).origin : undefined;

/**
 * Where runs are kept. Of a private window nothing is written to disk.
 * @param {{ incognito: boolean }} pair
 */
const runsOf = ({ incognito }) => (incognito ? storage.session : storage.local);

/**
 * The run that is kept for an AEM. Earlier versions kept one for all of an origin, which knows where its list is: it goes to
 * the AEM that it is of.
 * @param {Served} pair
 */
async function keptRun({ origin, base, ...pair }) {
  const area = runsOf(pair);
  const [key, oldKey] = [runKey(base), runKey(origin)];
  const all = /** @type {Record<string, KeptRun>} */ (await area.get([key, oldKey]));
  const old = all[oldKey];
  const [list] = (old?.run.list ?? "").split("?", 1);
  const owner = runKey(origin + AemAddress.contextPath(list));
  if (!old || owner === oldKey) return all[key];
  if (!(owner in (await area.get(owner)))) await area.set({ [owner]: old });
  await area.remove(oldKey);
  return /** @type {KeptRun | undefined} */ ((await area.get(key))[key]);
}

/**
 * The tray that is kept for an AEM, if its time is not over. All whose time is over go, whichever AEM is asked for.
 * @param {string} base
 */
async function keptTray(base) {
  const all = /** @type {Record<string, KeptTray>} */ (await storage.session.get());
  const trays = Object.entries(all).filter(([key]) => key.startsWith(trayKey("")));
  if (!trays.length) return undefined;
  // The browser may take seconds to read its policies after it was started. No policy can say less than a minute.
  const ageOf = (/** @type {KeptTray} */ kept) => Date.now() - kept.usedAt;
  const longest = trays.every(([, kept]) => ageOf(kept) < MINUTE) ? MINUTE : (await keepMinutes()) * MINUTE;
  const over = trays.filter(([, kept]) => ageOf(kept) >= longest).map(([key]) => key);
  if (over.length) await storage.session.remove(over);
  const key = trayKey(base);
  return over.includes(key) ? undefined : all[key];
}

/**
 * Keeps a tray as used just now. An empty one is none.
 * @param {string} base
 * @param {string} tray
 */
async function keepTray(base, tray) {
  const key = trayKey(base);
  if (tray) await storage.session.set({ [key]: { usedAt: Date.now(), tray } });
  else await storage.session.remove(key);
}

// Questions are answered one after the other, in the order in which they came. Of two stores that both read first, the
// later would bring back what the earlier has replaced; and a page that loads must find what the one before has stored.
/** @type {Promise<void>} */
let lastAnswer = Promise.resolve();

/** What the policy says. Firefox throws where there is none. */
const policy = storage.managed
  .get(["keepMinutes", "imsChecks"])
  .catch(() => /** @type {Record<string, unknown>} */ ({}));

/** How many minutes after their last use the credentials are forgotten. */
async function keepMinutes() {
  const chosen = Number((await storage.local.get("keepMinutes")).keepMinutes) || KEEP_MINUTES;
  const most = Number((await policy).keepMinutes);
  const within = Math.max(FEWEST_MINUTES, Math.min(MOST_MINUTES, chosen));
  return most > 0 ? Math.min(most, within) : within;
}

/**
 * What is kept for an AEM, and the run's version: either may be there without the other. `left` is how many milliseconds
 * the tray has left. Unless a panel only looks for news, that is a use.
 * @param {Served} pair
 * @param {Question} question
 */
async function load(pair, { use }) {
  const { base } = pair;
  const kept = await keptRun(pair);
  const tray = await keptTray(base);
  const minutes = await keepMinutes();
  let left = tray && minutes * MINUTE - (Date.now() - tray.usedAt);
  if (use) {
    // A run may be large, so its day is enough.
    if (kept && Date.now() - kept.usedAt > DAY) {
      await runsOf(pair).set({ [runKey(base)]: { ...kept, usedAt: Date.now() } });
    }
    if (tray) {
      await keepTray(base, tray.tray);
      left = minutes * MINUTE;
    }
  }
  return { run: kept?.run, version: kept?.version, tray: tray?.tray, keepMinutes: minutes, left };
}

/**
 * Puts what is given over what is kept, unless another tab has stored something that this one does not know yet: then
 * nothing is stored, and the answer says so. What a panel has merged is newer than the panel's own run, so the panel's next
 * store has to be merged as well.
 * @param {Served} pair
 * @param {Question} question
 */
async function store(pair, { run: given, base: known, merged }) {
  const { nonce, base } = pair;
  const kept = await keptRun(pair);
  if (kept && kept.version !== known && (merged || kept.by !== nonce)) return { version: kept.version, newer: true };
  // The tray first: a version that is known stands for all that was stored with it. Without one the work goes on with
  // that which is there, which is a use of it.
  const tray = given?.tray ?? (await keptTray(base))?.tray;
  if (tray !== undefined) await keepTray(base, tray);
  const version = crypto.randomUUID();
  // Member by member: what is written here lasts, and nothing but the run may come to be in it.
  const run = given?.run ?? {};
  await runsOf(pair).set({ [runKey(base)]: { usedAt: Date.now(), version, by: merged ? "" : nonce, run } });
  for (const other of pairs.values()) {
    if (other.base !== base || other.nonce === nonce) continue;
    try {
      other.panel?.postMessage({ kept: true });
    } catch {
      // It is going; what is stored is stored.
    }
  }
  return { version, left: tray ? (await keepMinutes()) * MINUTE : undefined };
}

/** Drops the runs that nobody has used for very long, once a day. */
async function prune() {
  const { prunedAt } = await storage.local.get("prunedAt");
  if (Date.now() - Number(prunedAt ?? 0) < DAY) return;
  const all = /** @type {Record<string, KeptRun>} */ (await storage.local.get());
  const isOld = (/** @type {KeptRun} */ kept) => Date.now() - kept.usedAt >= RUN_DAYS * DAY;
  // What a colleague has exported and was imported on the home page as well.
  const isPruned = (/** @type {string} */ key) => key.startsWith(runKey("")) || key.startsWith("imported:");
  const old = Object.entries(all).filter(([key, kept]) => isPruned(key) && isOld(kept));
  await storage.local.remove(old.map(([key]) => key));
  await storage.local.set({ prunedAt: Date.now() });
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
 * What a question to the broker itself is answered with. It is always about the AEM of the paired page.
 * @param {Pair} pair
 * @param {Question} question
 */
async function answerTo(pair, question) {
  const { origin, base } = pair;
  // A page that is not the console may frame panel.html; nothing is kept for it.
  if (!origin || !base) throw new Error("no console is paired with this panel");
  // A page that comes back from the back/forward cache may belong to a host that is allowed no more.
  if (!(await AemHosts.isAllowed(origin))) throw new Error("the extension is not allowed on this host");
  if (question.call === "load") return load({ ...pair, origin, base }, question);
  if (question.call === "store") return store({ ...pair, origin, base }, question);
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
  const pair = pairs.get(nonce) ?? { nonce, tab: sender?.tab?.id, incognito: sender?.tab?.incognito ?? false };
  // One of each, both in the same tab: a latecomer with the same nonce is refused.
  if (pair.tab !== sender?.tab?.id || pair[end]) return port.disconnect();
  pair[end] = port;
  if (end === "page") {
    const { origin, pathname } = new URL(sender?.url ?? "");
    Object.assign(pair, { origin, base: origin + AemAddress.contextPath(pathname) });
  }
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
  // By its tab a panel knows whether migrations that were begun together go on here.
  pair.panel.postMessage({ paired: true, tab: pair.tab });
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
  for (const area of [storage.local, storage.session]) {
    for (const key of Object.keys(await area.get())) {
      const origin = originOfKey(key);
      if (origin && !(await AemHosts.isAllowed(origin))) await area.remove(key);
    }
  }
});

// Credentials that go by no panel's doing: their time is over, or somebody has removed their AEM on the home page. The panels
// that still show them look again.
storage.onChanged.addListener((changes, area) => {
  if (area !== "session") return;
  for (const { base, panel } of pairs.values()) {
    const tray = base && changes[trayKey(base)];
    if (tray && tray.newValue === undefined) panel?.postMessage({ kept: true });
  }
});

// In turn with the questions: a run that is used just now must not go.
lastAnswer = lastAnswer.then(prune).catch(() => {});

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
