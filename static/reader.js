// The worker that reads what is pasted. It answers `{ id, bytes }` with `{ id, reading }`, both as bytes, or with
// `{ id, error }`; its first message is an empty one: it is ready. What it was given it does not keep.
import init, { read } from "./credentials.js";

await init({ module_or_path: new URL("credentials_bg.wasm", import.meta.url) });

addEventListener("message", ({ data: { id, bytes } }) => {
  try {
    const reading = read(bytes);
    postMessage({ id, reading }, [reading.buffer]);
  } catch (error) {
    postMessage({ id, error: String(error) });
  } finally {
    bytes.fill(0);
  }
});
postMessage({});
