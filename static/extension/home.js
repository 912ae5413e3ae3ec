// Starts the home page, in the language that was chosen on it, or in the browser's.
import init, { start_home } from "./assistant.js";
import { loadFor, reader } from "./reading.js";

const { storage } = chrome;
await init({ module_or_path: new URL("assistant_bg.wasm", import.meta.url) });
const { language, keepMinutes } = /** @type {{ language?: string, keepMinutes?: number }} */ (
  await storage.local.get(["language", "keepMinutes"])
);
// The broker names the server for which the panel cannot ask itself.
const asksFor = location.hash.startsWith("#ims=") ? location.hash.slice("#ims=".length) : "";
start_home(language || navigator.language, language ?? "", keepMinutes, asksFor, reader);
loadFor(document);

// Another language was chosen, here or on another home page.
storage.onChanged.addListener((changes, area) => {
  if (area === "local" && "language" in changes) location.reload();
});
