// The worker that reads what is pasted, and makes structure reports. It answers `{ id, call, given }` with `{ id, made }`
// or `{ id, error }`; its first message is an empty one: it is ready. What it was given it does not keep.
import init, { read, report } from "./credentials.js";

await init({ module_or_path: new URL("credentials_bg.wasm", import.meta.url) });

const calls = { read, report };

addEventListener("message", ({ data: { id, call, given } }) => {
  try {
    const made = calls[call](...given);
    postMessage({ id, made }, made.buffer ? [made.buffer] : []);
  } catch (error) {
    postMessage({ id, error: String(error) });
  } finally {
    if (call === "read") given[0].fill(0);
  }
});
postMessage({});
