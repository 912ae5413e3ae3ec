// Starts the panel in the frame that content.js made. The URL's fragment carries the nonce, AEM's language, and whether
// the panel is folded.
import init, { start_extension_panel } from "./assistant.js";
import { loadFor, reader } from "./reading.js";

await init({ module_or_path: new URL("assistant_bg.wasm", import.meta.url) });
const [nonce, language, folded] = location.hash.slice(1).split(",");
start_extension_panel(nonce, language || navigator.language, folded === "folded", reader);
loadFor(document);
