// AEM's login page, which stands at the console's own address when the session has expired. Plain form elements, as
// AEM's are; whatever name and password one types are forgotten at once, and open the page that was asked for.

import { html, nodes } from "./dom.js";
import { setSwitch } from "./switches.js";
import { tell } from "./truth.js";
import { word } from "./words.js";

export function showLogin() {
  tell({ page: "login" });
  document.title = "AEM Sign In";
  document.body.className = "practice-login";
  document.body.prepend(
    ...nodes(html`
    <main>
      <h1>Adobe Experience Manager</h1>
      <form id="login" name="login" method="post" action="j_security_check" novalidate>
        <input type="hidden" name="_charset_" value="UTF-8">
        <input type="hidden" name="resource" value="${location.pathname + location.search}">
        <p><label for="username">${word("userName")}</label></p>
        <input id="username" name="j_username" type="text" autofocus autocomplete="off">
        <p><label for="password">${word("password")}</label></p>
        <input id="password" name="j_password" type="password" autocomplete="off">
        <p><button id="submit-button" type="submit">${word("signIn")}</button></p>
      </form>
    </main>`),
  );
  document.querySelector("#login").addEventListener("submit", (event) => {
    event.preventDefault();
    setSwitch("session", "ok");
    location.reload();
  });
}
