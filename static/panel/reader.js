// The worker that reads what is pasted and makes structure reports. It answers `{ id, call, given }` with `{ id, made }`
// or `{ id, error }`. Its first message, an empty one, says that it is ready. It keeps nothing, and overwrites the text
// that it has read.
import init, { read, report } from "./credentials.js";

await init({ module_or_path: new URL("credentials_bg.wasm", import.meta.url) });

/**
 * The worker's own `postMessage`; the types are those of a window.
 * @type {(message: ReaderAnswer, transfer?: Transferable[]) => void}
 */
const answer = /** @type {any} */ (globalThis).postMessage;

addEventListener("message", (/** @type {MessageEvent<ReaderQuestion>} */ { data }) => {
  const { id } = data;
  try {
    if (data.call === "read") {
      const made = read(...data.given);
      answer({ id, made }, [made.buffer]);
    } else {
      answer({ id, made: report(...data.given) });
    }
  } catch (error) {
    answer({ id, error: String(error) });
  } finally {
    if (data.call === "read") data.given[0].fill(0);
  }
});
answer({});
