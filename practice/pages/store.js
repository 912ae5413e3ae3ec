// The configurations: what AEM keeps as OSGi configurations (facts §2.4), here in localStorage. The four usual ones
// are stored whole; of the many made-up ones, which would not fit, only what was changed about them.
//
// People may paste real secrets into the practice console, therefore a secret itself is never stored:
// only its SHA-256, enough for a test to see that the right one arrived.

import { PID, seeds, storedWhole } from "./seeds.js";
import { sha256 } from "./sha256.js";
import { ATTEMPTS, STORED, switches } from "./switches.js";

const [WHOLE, CHANGES, RECEIVED] = STORED;

/**
 * How a version of AEM differs (facts §5, §6): 6.5 knows nothing of Adobe's own configurations, and before SP21 all
 * were JWT. What is stored stays as it is.
 */
const VIEWS = {
  cloud: (list) => list,
  65: (list) => list.map((one) => ({ ...one, autoProvisioned: false })),
  "65old": (list) => VIEWS[65](list).filter((one) => one.authentication === "jwt"),
};

export function configurations() {
  return VIEWS[switches.version](read());
}

export function configuration(id) {
  return configurations().find((one) => one.id === id);
}

/** Changes a configuration in place: it keeps its id, as AEM's migration does (facts §2.3). */
export function update(id, changes) {
  write(RECEIVED, { id, ...changes });
  if (storedWhole)
    return write(
      WHOLE,
      read().map((one) => (one.id === id ? { ...one, ...changes } : one)),
    );
  const all = changesOf();
  write(CHANGES, { ...all, updated: { ...all.updated, [id]: { ...all.updated[id], ...changes } } });
}

export function add(values) {
  const blank = { autoProvisioned: false, apiKey: "", jwtClaims: "", clientId: "", scope: "", orgId: "" };
  const one = { id: `${PID}${Date.now()}`, ...blank, ...values };
  if (storedWhole) return write(WHOLE, [...read(), one]);
  const all = changesOf();
  write(CHANGES, { ...all, added: [...all.added, one] });
}

/** What the server got when a configuration was changed last. */
export function received() {
  return JSON.parse(localStorage.getItem(RECEIVED));
}

/** Notes that somebody tries to save a configuration, whatever comes of it. */
export function noteAttempt(id) {
  const all = attempts();
  write(ATTEMPTS, { ...all, [id]: (all[id] ?? 0) + 1 });
}

/** How often each configuration was tried to be saved, by its id. */
export function attempts() {
  return JSON.parse(localStorage.getItem(ATTEMPTS)) ?? {};
}

export function remove(ids) {
  if (storedWhole)
    return write(
      WHOLE,
      read().filter((one) => !ids.includes(one.id)),
    );
  const all = changesOf();
  write(CHANGES, { ...all, removed: [...all.removed, ...ids] });
}

/** Lower-case hexadecimal SHA-256 of `secret`. */
export const digest = sha256;

function read() {
  if (!storedWhole) {
    const { updated, added, removed } = changesOf();
    const gone = new Set(removed);
    return [...seeds(), ...added]
      .filter(({ id }) => !gone.has(id))
      .map((one) => (Object.hasOwn(updated, one.id) ? { ...one, ...updated[one.id] } : one));
  }
  const stored = localStorage.getItem(WHOLE);
  if (stored) return JSON.parse(stored);
  const first = seeds();
  write(WHOLE, first);
  return first;
}

function changesOf() {
  return JSON.parse(localStorage.getItem(CHANGES)) ?? { updated: {}, added: [], removed: [] };
}

function write(key, value) {
  localStorage.setItem(key, JSON.stringify(value));
}
