/*
 * Has what is pasted read, and structure reports made, in a worker: a long text then blocks nobody, and the reader's
 * WebAssembly is loaded only when something is about to be pasted. Fallback: this thread, where no worker can be started
 * (a widget whose files come from another origin, or a policy that forbids workers).
 */

/**
 * A call and what it was given; resolves to what was made of it.
 * @typedef {(call: "read" | "report", ...given: any[]) => Promise<any>} Ask
 */

/**
 * Starts the worker. Rejects if it cannot be started.
 * @returns {Promise<Ask>}
 */
function inWorker() {
  return new Promise((ready, failed) => {
    const worker = new Worker(new URL("reader.js", import.meta.url), { type: "module" });
    /** @type {Map<number, { done: (made: any) => void, failed: (error: Error) => void }>} */
    const waiting = new Map();
    let last = 0;
    /** @type {Ask} */
    const ask = (call, ...given) =>
      new Promise((done, failed) => {
        waiting.set(++last, { done, failed });
        worker.postMessage(
          { id: last, call, given },
          given.flatMap(({ buffer }) => buffer ?? []),
        );
      });

    // WebAssembly that has trapped once cannot be trusted again, so the next call gets a new worker.
    /** @param {string} error */
    const giveUp = (error) => {
      worker.terminate();
      for (const { failed } of waiting.values()) failed(new Error(error));
      started = undefined;
    };
    worker.onmessage = (/** @type {MessageEvent<ReaderAnswer>} */ { data: { id, made, error } }) => {
      if (!id) return ready(ask);
      if (error) return giveUp(error);
      waiting.get(id)?.done(made);
      waiting.delete(id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // Nothing asked yet: it could not even be loaded.
      if (last) giveUp(event.message);
      else failed(new Error(event.message));
    };
  });
}

/**
 * Loads the reader into this thread.
 * @returns {Promise<Ask>}
 */
async function here() {
  const { default: init, read, report } = await import("./credentials.js");
  await init({ module_or_path: new URL("credentials_bg.wasm", import.meta.url) });
  const calls = /** @type {Record<string, (...given: any[]) => any>} */ ({ read, report });
  return async (call, ...given) => calls[call](...given);
}

/** @type {Promise<Ask> | undefined} */
let started;

/** Loads the reader unless it is there already. */
function load() {
  started ??= inWorker().catch(here);
  return started;
}

/** @type {Reader} */
export const reader = {
  /** Reads a text given as bytes, whose buffer is transferred. Resolves to the reading, as bytes. */
  async read(text) {
    return (await load())("read", text);
  },

  /** Makes a structure report of a snapshot and a structure that page.js gave. */
  async report(snapshot, structure) {
    return (await load())("report", snapshot, structure);
  },
};

/**
 * Loads the reader as soon as somebody turns to `place` with something to paste or to drop.
 * @param {Document | ShadowRoot} place
 */
export function loadFor(place) {
  for (const sign of ["focusin", "dragenter"]) place.addEventListener(sign, load, { once: true });
}
