// Sling's error pages, as plain as they are: 404 for a page that is not there, 500 for one that fails, told apart by
// the address, as the server does it (src/routes.rs).

import { html } from "./dom.js";
import { showLogin } from "./login.js";
import { showMenu } from "./menu.js";
import { switches } from "./switches.js";
import { tell } from "./truth.js";

const { pathname } = location;
const failed = pathname.endsWith("/failing.html");

tell({ page: "error" });
if (switches.session === "expired") {
  showLogin();
} else {
  const heading = failed ? "Internal Server Error (500)" : "No resource found (404)";
  document.title = heading;
  document.body.innerHTML = html`
    <h1>${heading}</h1>
    <p>Cannot serve request to ${pathname} on this server</p>
    <hr>
    <address>ApacheSling/2.7</address>`;
}
showMenu();
