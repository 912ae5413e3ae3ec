// What is really there, for tests to compare with what the assistant read: `globalThis.PracticeConsole.truth()`.
//
// It is told from the console's own model (the store, and what the page's script rendered and was told by events),
// and never from markup, nor does any markup speak of it. A secret is its SHA-256, or "" where the field is empty.

import { attempts, configurations, received } from "./store.js";
import { switches } from "./switches.js";

const told = { page: "error", loaded: () => 0, fields: () => ({}) };

/** What a page's script knows: `page`, and where there are some, functions for `loaded` and `fields`. */
export function tell(knowledge) {
  Object.assign(told, knowledge);
}

function truth() {
  return {
    page: told.page,
    version: switches.version,
    configurations: configurations().map(({ id, title, authentication, autoProvisioned }) => ({
      id,
      title,
      jwt: authentication === "jwt",
      autoProvisioned,
    })),
    loaded: told.loaded(),
    received: received(),
    attempts: attempts(),
    fields: told.fields(),
  };
}

globalThis.PracticeConsole = Object.freeze({ truth });
