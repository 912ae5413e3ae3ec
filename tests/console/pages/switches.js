// The practice console's switches: query parameters that are remembered for the pages to come.
//
//   lang=en|fr|de|ja   language of the console        assistant=widget|none   embed the assistant's widget
//   menu=on|off        the "Practice console" menu     delay=<ms>              length of every simulated delay
//   seed=reset         put the default configurations back (done once, not remembered)
//
// This module runs before Coral, so that what Coral reads from the page is right when it starts.

const KEY = "practice-console.switches";
const ALLOWED = {
  lang: /^(en|fr|de|ja)$/,
  assistant: /^(widget|none)$/,
  menu: /^(on|off)$/,
  delay: /^\d{1,5}$/,
};

export const CONFIGURATIONS_KEY = "practice-console.configurations";

export const switches = { lang: "en", assistant: "none", menu: "on", delay: "", ...remembered() };

export function setSwitch(name, value) {
  if (!Object.hasOwn(ALLOWED, name) || !ALLOWED[name].test(value)) return;
  switches[name] = value;
  localStorage.setItem(KEY, JSON.stringify(switches));
}

/** Waits as long as AEM would take, or as long as `delay` says. */
export function pause(usual) {
  const ms = switches.delay === "" ? usual : Number(switches.delay);
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function resetPracticeData() {
  localStorage.removeItem(CONFIGURATIONS_KEY);
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

// Switches leave the address once they are read: it then looks like AEM's own,
// and a reload after `seed=reset` keeps what was done since.
const query = new URLSearchParams(location.search);
for (const [name, value] of query) setSwitch(name, value);
if (query.get("seed") === "reset") resetPracticeData();
if ([...query.keys()].some(isSwitch)) {
  // Cut from the text, for URLSearchParams would write the other parameters differently.
  const rest = location.search.slice(1).split("&").filter((pair) => !isSwitch(pair.split("=")[0])).join("&");
  history.replaceState(history.state, "", `${location.pathname}${rest && `?${rest}`}${location.hash}`);
}

function isSwitch(name) {
  return name === "seed" || Object.hasOwn(ALLOWED, name);
}

document.documentElement.lang = switches.lang;

// Coral fetches Adobe's web fonts unless something else says it does. The practice console reaches no other host.
window.Typekit = { load() {} };
