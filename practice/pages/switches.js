// The practice console's switches: query parameters that are remembered for the pages to come, and choices of its menu.
// The first value of each is the usual one.
//
//   lang        en fr de ja es it pt-BR ko zh-Hans zh-Hant nl sv: language of the console
//   skin        spectrum (AEM as a Cloud Service: Coral Spectrum itself) · coral3 (6.5: an imitation of Coral 3, square
//               and flat, the context line before the title, classes beginning with coral3-)
//   view        cards · table (coral-table: the cell [coral-table-rowselect] selects its row) · columns (coral-columnview:
//               the box [coral-columnview-itemselect] selects an item, with coral3 its picture does; the rest of it only
//               makes it the active one) · list (plain div: the item selects itself)
//   items       few (four) · 20 · 500 · 10000: made-up configurations of all kinds, the same ones every time
//   lazy        on (20 at a time, more when the end comes near) · off (all at once)
//   version     cloud · 65 (6.5 with SP21: as the cloud, but nothing is auto-provisioned) · 65old (an older service
//               pack: no Authentication Type, JWT is all there is, the wizard of two steps creates one; whether such an
//               AEM marks them is not known, see badge=none)
//   badge       alert · tag · status · none: the mark of a JWT configuration
//   auto        words · rule (words of an unknown language below a rule) · property (a coral-card-property): what tells
//               Adobe's own configurations
//   names       known (facts §2.1, the rest plausible) · other (other plausible ones) · none (field1, field2 ...) ·
//               prefix, suffix (the known ones with something before or after them)
//   titles      one · two (a second field has the label of the title)
//   labels      linked (labelledby) · for (a label's for) · aria (aria-label only) · none (no label at all)
//   render      replace (choosing a type renders new fields) · toggle (both sets are there, one is hidden) · twice (the
//               new fields are rendered again 150 ms later, and again on the first change of a text field) · reload (the
//               page loads again with the type in its query)
//   rerender    off · each (every change of a text field renders all of the form's fields anew, with their values: whoever
//               holds on to a field's node loses it after each field)
//   fieldquirk  none · trim (white space around a text goes on change) · maxlength (no more than 60 characters of
//               Scope) · mask (Org Id is put in upper case while it is typed)
//   tree        document · shadow (the form's page is in one open shadow tree) · components (the control of each text field
//               is in one of its own, which sends what it holds by a hidden input)
//   readonly    disabled · readonly · text (no fields, plain text): how a JWT configuration's properties are shown
//   payload     shown · hidden: whether the payload is among them
//   choice      select (coral-select) · native (select) · radio · buttons: how the Authentication Type is chosen
//   scopes      text · area (a text area) · list (one entry a field, as a multifield has them)
//   panels      none · tabs · wizard: the credential's fields are on a second tab or step, which has to be opened
//   lock        off · edit: an OAuth form can be changed once its Edit button was pressed
//   finish      list (the list comes after saving) · back (saved without a page, then one page back in history) · veto (a
//               script refuses the first time, and says nothing) · login (the login page comes first)
//   save        ok · invalid-parameter (ka-37748) · certificates (KA-22693, when a Cloud Solution is chosen) ·
//               client-secret (KA-23909) and token-400, both seen in Check Health only · timeout · server-error ·
//               after (it is saved, and an error is shown before the list comes)
//   frame       usual · slow (the Unified Shell shows its frame 2 seconds late) · swapped (it puts another frame in the
//               place of the first, which has loaded)
//   session     ok · expired (every page of the console is AEM's login page, until one signs in)
//   slow        off · on (list and forms appear 2 seconds after their page)
//   delay       usual, or milliseconds: the length of every simulated delay, those of `slow` and `lazy` too
//   assistant   none · widget (embeds the assistant's widget)
//   menu        on · off: the "Practice console" menu
//
// Done once and not remembered: seed=reset puts the usual configurations back, seed=dozen puts twelve of all kinds in their
// place (one does not let itself be saved, one belongs to another credential than its title says), switches=reset puts every switch back
// before those of the same query are set.
//
// This module runs before Coral, so that what Coral reads from the page is right when it starts.

const KEY = "practice-console.switches";

/** Every switch with its values. */
export const SWITCHES = {
  lang: ["en", "fr", "de", "ja", "es", "it", "pt-BR", "ko", "zh-Hans", "zh-Hant", "nl", "sv"],
  skin: ["spectrum", "coral3"],
  view: ["cards", "table", "columns", "list"],
  items: ["few", "20", "500", "10000"],
  lazy: ["on", "off"],
  version: ["cloud", "65", "65old"],
  badge: ["alert", "tag", "status", "none"],
  auto: ["words", "rule", "property"],
  names: ["known", "other", "none", "prefix", "suffix"],
  titles: ["one", "two"],
  labels: ["linked", "for", "aria", "none"],
  render: ["replace", "toggle", "twice", "reload"],
  rerender: ["off", "each"],
  fieldquirk: ["none", "trim", "maxlength", "mask"],
  tree: ["document", "shadow", "components"],
  readonly: ["disabled", "readonly", "text"],
  payload: ["shown", "hidden"],
  choice: ["select", "native", "radio", "buttons"],
  scopes: ["text", "area", "list"],
  panels: ["none", "tabs", "wizard"],
  lock: ["off", "edit"],
  finish: ["list", "back", "veto", "login"],
  save: ["ok", "invalid-parameter", "certificates", "client-secret", "token-400", "timeout", "server-error", "after"],
  frame: ["usual", "slow", "swapped"],
  session: ["ok", "expired"],
  slow: ["off", "on"],
  delay: ["", "0", "1000", "5000"],
  assistant: ["none", "widget"],
  menu: ["on", "off"],
};

/** The keys of the configurations' two parts, and of what was saved last; see store.js. */
export const STORED = ["practice-console.configurations", "practice-console.changes", "practice-console.received"];

/** The key of how often each configuration was tried to be saved; see store.js. */
export const ATTEMPTS = "practice-console.attempts";

/** The key of which configurations there are at first; see seeds.js. */
const SEED = "practice-console.seed";

/** Which configurations there are at first: the usual ones, or a dozen. */
export const seedName = () => localStorage.getItem(SEED) ?? "usual";

const isSwitch = (name) => Object.hasOwn(SWITCHES, name);
const isAllowed = (name, value) =>
  isSwitch(name) && (SWITCHES[name].includes(value) || (name === "delay" && /^\d{1,5}$/.test(value)));

export const switches = {
  ...usual(),
  ...Object.fromEntries(Object.entries(remembered()).filter(([name, value]) => isAllowed(name, value))),
};

/** The console's language for a tag as browsers write it: `zh-TW`, `pt-PT`, `de-AT`. */
function languageOf(tag) {
  const [primary, ...rest] = tag.toLowerCase().split(/[-_]/);
  if (primary === "zh") return rest.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-Hant" : "zh-Hans";
  return primary === "pt" ? "pt-BR" : primary;
}

export function setSwitch(name, given) {
  const value = name === "lang" ? languageOf(given) : given;
  if (!isAllowed(name, value)) return;
  switches[name] = value;
  localStorage.setItem(KEY, JSON.stringify(switches));
}

/** Waits as long as AEM would take, or as long as `delay` says. */
export function pause(ordinary) {
  const ms = switches.delay === "" ? ordinary : Number(switches.delay);
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function resetPracticeData() {
  for (const key of [...STORED, ATTEMPTS, SEED]) localStorage.removeItem(key);
}

export function resetSwitches() {
  Object.assign(switches, usual());
  localStorage.removeItem(KEY);
}

function usual() {
  return Object.fromEntries(Object.entries(SWITCHES).map(([name, [first]]) => [name, first]));
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
const ONCE = { seed: resetPracticeData, switches: resetSwitches };
const query = new URLSearchParams(location.search);
for (const [name, act] of Object.entries(ONCE)) if (query.get(name) === "reset") act();
if (query.get("seed") === "dozen") {
  resetPracticeData();
  localStorage.setItem(SEED, "dozen");
}
for (const [name, value] of query) setSwitch(name, value);
const isOurs = (name) => isSwitch(name) || Object.hasOwn(ONCE, name);
if ([...query.keys()].some(isOurs)) {
  // Cut from the text, for URLSearchParams would write the other parameters differently.
  const rest = location.search
    .slice(1)
    .split("&")
    .filter((pair) => !isOurs(pair.split("=")[0]))
    .join("&");
  history.replaceState(history.state, "", `${location.pathname}${rest && `?${rest}`}${location.hash}`);
}

document.documentElement.lang = switches.lang;

// Coral fetches Adobe's web fonts unless something else says it does. The practice console reaches no other host.
window.Typekit = { load() {} };
