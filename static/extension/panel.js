// Starts the panel in the frame that content.js made. The URL's fragment carries the nonce, AEM's language, and whether
// the panel is folded.
import init, { start_extension_panel } from "./assistant.js";
import { loadFor, reader } from "./reading.js";

await init({ module_or_path: new URL("assistant_bg.wasm", import.meta.url) });
const [nonce, language, folded] = location.hash.slice(1).split(",");
start_extension_panel(nonce, language || navigator.language, folded === "folded", reader);
loadFor(document);

// While nothing in the panel has the focus, a key reaches the body alone. Escape is the panel's business there, too.
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape" || target !== document.body) return;
  document.querySelector(".root")?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
});
