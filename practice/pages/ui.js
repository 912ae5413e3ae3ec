// The Unified Shell (facts §1): the hash names the console, the frame shows it, and each follows the other.

import { html } from "./dom.js";
import { showMenu } from "./menu.js";
// Read here, a switch in the shell's own address is already remembered when the frame loads.
import { pause, switches } from "./switches.js";

const ICONS = "/practice/coral/4.21.11/resources/spectrum-icons.svg#spectrum-icon-18-";
const START = "/libs/cq/adobeims-configuration/content/configurations.html";
const APP = "appId=aemshell";

// A context path precedes /ui just as it precedes AEM's paths.
const context = location.pathname.replace(/\/ui(\.html)?\/?$/, "");

const icon = (name, label) => html`
  <button type="button" title="${label}" aria-label="${label}"><svg><use href="${ICONS}${name}"></use></svg></button>`;

document.body.innerHTML = html`
  <header>
    <svg class="logo"><use href="/practice/coral/4.21.11/resources/spectrum-icons-color.svg#spectrum-icon-24-AdobeExperienceManagerColor_Light"></use></svg>
    <b>Adobe Experience Manager</b>
    <span class="badge practice">Practice</span> <span class="badge dev">dev</span>
    <span class="organisation">Example Org</span>
    <button type="button" class="feedback"><svg><use href="${ICONS}Feedback"></use></svg> Feedback</button>
    ${icon("Search", "Search")} <hr> ${icon("HelpOutline", "Help")} ${icon("Bell", "Notifications")} ${icon("Apps", "Apps")}
    <span class="avatar"></span>
  </header>
  <iframe name="Main Content" id="exc-app-sandbox-1" title="Main Content"></iframe>`;

let frame = document.querySelector("iframe");

/** The frame's address that the hash `#/aem/<path>?appId=aemshell` stands for. */
function wanted() {
  const path = location.hash.match(/^#\/aem(\/.*)/)?.[1] ?? START;
  const url = new URL(context + path, location.origin);
  return url.pathname + (url.search.includes(APP) ? url.search : `${url.search}${url.search ? "&" : "?"}${APP}`);
}

function follow() {
  const { pathname, search } = frame.contentWindow.location;
  // Pages may drop the mark when they link to one another; the shell's hash always has it.
  const query = search.includes(APP) ? search : `${search}${search ? "&" : "?"}${APP}`;
  // Replaced, not added: the frame's own step is in the history already.
  history.replaceState(null, "", `#/aem${pathname.slice(context.length)}${query}`);
  document.title = frame.contentDocument.title;
}

/** The frame comes as the switch says: at once, late, or another one in the place of the first. */
async function show() {
  if (switches.frame === "slow") await pause(2000);
  frame.addEventListener("load", follow);
  frame.src = wanted();
  if (switches.frame !== "swapped") return;
  await new Promise((loaded) => frame.addEventListener("load", loaded, { once: true }));
  await pause(1000);
  const other = frame.cloneNode();
  other.dataset.other = "";
  other.src = frame.contentWindow.location.href;
  other.addEventListener("load", follow);
  frame.replaceWith(other);
  frame = other;
}

addEventListener("hashchange", () => frame.contentWindow.location.replace(wanted()));
show();
showMenu();
