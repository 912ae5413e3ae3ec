// Starts the standalone page.
import init, { start_standalone } from "./assistant.js";
import { loadFor, reader } from "./reading.js";

await init({ module_or_path: new URL("assistant_bg.wasm", import.meta.url) });
start_standalone(navigator.language, reader);
loadFor(document);
