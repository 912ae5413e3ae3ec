// Where a text is, in the clear or in base64, in the document that this runs in and all that can be reached from it: open
// shadow trees, frames of the same origin, templates, what fields hold, properties that scripts have set, and everything
// that is kept for the origin. Gives the places' names, none of which holds the text.
const [needle, done] = arguments;
const places = new Set();

/** A text as it looks within base64, wherever it begins there; whole characters only. */
const inBase64 = [0, 1, 2].map((shift) => {
  const coded = btoa("\0".repeat(shift) + unescape(encodeURIComponent(needle)));
  return coded.replace(/=+$/, "").slice(shift && shift + 1, -1);
});
const needles = [needle, ...inBase64];

const note = (place, text) => {
  if (typeof text === "string" && needles.some((one) => text.includes(one))) places.add(place);
};

/** Text, and whatever plain data can be written as JSON. Other objects are live parts of the browser, or refer to some. */
const asText = (value) => {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  // Told by its shape, for the page's `Object` may be another one than this script's.
  const prototype = Object.getPrototypeOf(value);
  const plain = Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!plain) return undefined;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};

function ownProperties(place, object) {
  for (const name of Object.getOwnPropertyNames(object)) {
    try {
      note(`${place}.${name}`, asText(object[name]));
    } catch {
      // A getter that throws holds nothing.
    }
  }
}

function element(element, within) {
  const { id, localName, shadowRoot } = element;
  const place = `${within}${localName}${id && `#${id}`}`;
  for (const { name, value } of element.attributes) note(`${place}[${name}]`, value);
  for (const node of element.childNodes) if (node.data !== undefined) note(`${place} (text)`, node.data);
  for (const name of ["value", "defaultValue", "innerText"]) note(`${place}.${name}`, element[name]);
  ownProperties(place, element);
  if (shadowRoot) tree(shadowRoot, `${place} / `);
  if (localName === "template") tree(element.content, `${place} / `);
  if (element.contentDocument) tree(element.contentDocument, `${place} / `);
}

const tree = (root, within) => root.querySelectorAll("*").forEach((one) => element(one, within));

async function databases() {
  for (const { name } of await indexedDB.databases()) {
    const opened = await asPromise(indexedDB.open(name));
    for (const store of opened.objectStoreNames) {
      const kept = opened.transaction(store).objectStore(store);
      note(`indexedDB ${name} ${store}`, JSON.stringify([await asPromise(kept.getAllKeys()), await asPromise(kept.getAll())]));
    }
    opened.close();
  }
}

const asPromise = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function responses() {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      note(`cache ${name}`, request.url);
      note(`cache ${name}`, await (await cache.match(request)).text());
    }
  }
}

async function extensionStorage() {
  for (const area of ["local", "sync", "session"]) {
    const kept = (await globalThis.chrome?.storage?.[area]?.get()) ?? {};
    // The trays of the session are in memory, and the one place where the extension keeps a secret.
    const others = Object.entries(kept).filter(([key]) => area !== "session" || !key.startsWith("tray:"));
    note(`chrome.storage.${area}`, JSON.stringify(others));
  }
}

(async () => {
  tree(document, "");
  note("document", document.documentElement.outerHTML);
  note("document.title", document.title);
  note("document.cookie", document.cookie);
  note("document.referrer", document.referrer);
  note("location", location.href);
  note("history.state", JSON.stringify(history.state));
  note("localStorage", JSON.stringify({ ...localStorage }));
  note("sessionStorage", JSON.stringify({ ...sessionStorage }));
  for (const { name } of performance.getEntries()) note("performance", name);
  ownProperties("window", window);
  for (const look of [databases, responses, extensionStorage]) {
    try {
      await look();
    } catch {
      // Not there, or closed to this document: then it keeps nothing there, either.
    }
  }
  return [...places];
})().then(done, (error) => done([`the search failed: ${error}`]));
