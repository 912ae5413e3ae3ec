/*
 * Has what is pasted read, in a worker of its own: a long text then keeps nobody waiting, and what reads it is loaded
 * only when something is about to be pasted. Where no worker can be had (a widget whose files come from another
 * origin, a policy that forbids it) it is read right here.
 */

/** Starts the worker. Fails where none can be had. */
function inWorker() {
  return new Promise((ready, failed) => {
    const worker = new Worker(new URL("reader.js", import.meta.url), { type: "module" });
    const waiting = new Map();
    let last = 0;
    const read = (bytes) =>
      new Promise((done, failed) => {
        waiting.set(++last, { done, failed });
        worker.postMessage({ id: last, bytes }, [bytes.buffer]);
      });

    // WebAssembly that failed once is not to be trusted again: the next text gets another worker.
    const giveUp = (error) => {
      worker.terminate();
      for (const { failed } of waiting.values()) failed(new Error(error));
      reader = undefined;
    };
    worker.onmessage = ({ data: { id, reading, error } }) => {
      if (!id) return ready(read);
      if (!reading) return giveUp(error);
      waiting.get(id).done(reading);
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
  return credentials.read;
}

let reader;

/** Loads what reads, if it is not there yet; gives a promise of the function that does. */
function load() {
  reader ??= inWorker().catch(here);
  return reader;
}

/** Gives a promise of the reading of a text, both as bytes. The text's bytes are given away. */
export async function read(bytes) {
  return (await load())(bytes);
}

/** Loads what reads as soon as somebody turns to `place`, a document or a shadow root, with something to paste. */
export function loadFor(place) {
  for (const sign of ["focusin", "dragenter"]) place.addEventListener(sign, load, { once: true });
}
