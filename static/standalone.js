// Starts the standalone page.
import init, { start_standalone } from "./assistant.js";

await init({ module_or_path: new URL("assistant_bg.wasm", import.meta.url) });
start_standalone(navigator.language);
