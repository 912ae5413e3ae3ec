/*
 * Has what is pasted read, and structure reports made, in a worker: a long text then keeps nobody waiting, and what
 * reads it is loaded only when something is about to be pasted. Where no worker can be had (a widget whose files come
 * from another origin, a policy that forbids it) it is done right here.
 */

/** Starts the worker; gives what has it work. Fails where none can be had. */
function inWorker() {
  return new Promise((ready, failed) => {
    const worker = new Worker(new URL("reader.js", import.meta.url), { type: "module" });
    const waiting = new Map();
    let last = 0;
    const ask = (call, ...given) =>
      new Promise((done, failed) => {
        waiting.set(++last, { done, failed });
        worker.postMessage({ id: last, call, given }, given.flatMap(({ buffer }) => buffer ?? []));
      });

    // WebAssembly that failed once is not to be trusted again: whoever asks next gets another worker.
    const giveUp = (error) => {
      worker.terminate();
      for (const { failed } of waiting.values()) failed(new Error(error));
      started = undefined;
    };
    worker.onmessage = ({ data: { id, made, error } }) => {
      if (!id) return ready(ask);
      if (error) return giveUp(error);
      waiting.get(id).done(made);
      waiting.delete(id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // Before it was ready: it could not even be loaded.
      if (last) giveUp(event.message);
      else failed(new Error(event.message));
    };
  });
}

/** In this very thread. */
async function here() {
  const credentials = await import("./credentials.js");
  await credentials.default({ module_or_path: new URL("credentials_bg.wasm", import.meta.url) });
  return (call, ...given) => credentials[call](...given);
}

let started;

/** Loads what works, if it is not there yet; gives a promise of the function that has it work. */
function load() {
  started ??= inWorker().catch(here);
  return started;
}

export const reader = {
  /** Gives a promise of the reading of a text, both as bytes. The text's bytes are given away. */
  async read(bytes) {
    return (await load())("read", bytes);
  },

  /** Gives a promise of the structure report of a snapshot and a structure, which page.js gave. */
  async report(snapshot, structure) {
    return (await load())("report", snapshot, structure);
  },
};

/** Loads what reads as soon as somebody turns to `place`, a document or a shadow root, with something to paste. */
export function loadFor(place) {
  for (const sign of ["focusin", "dragenter"]) place.addEventListener(sign, load, { once: true });
}
