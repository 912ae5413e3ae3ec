// What all console pages share: AEM's shell around the content, the login page in its place when the session has expired,
// the embedded assistant, the practice menu.

import { enclose } from "./components.js";
import { html, nodes } from "./dom.js";
import { showLogin } from "./login.js";
import { showMenu } from "./menu.js";
import { pause, switches } from "./switches.js";
import { locale } from "./words.js";
import "./truth.js";

/**
 * Fills the page, then calls `ready`: at once, so that the page is as if a server had rendered it, or late when the
 * network is slow. `after` is markup that belongs beside coral-shell, on body (facts §4, selection bar).
 */
export function renderShell({ title, view, content, after = "", ready = () => {} }) {
  // Granite hands the page's language to Coral in the same way.
  Coral.i18n.locale = locale;
  document.title = title;
  document.body.classList.add(view);
  // Inside the Unified Shell the content comes without a header of its own (facts §1).
  const framed = window.frameElement?.name === "Main Content";
  document.body.classList.toggle("is-framed", framed);
  if (switches.session === "expired") {
    showLogin();
    if (!framed) showMenu();
    return;
  }
  const slow = switches.slow === "on";
  const shown = slow ? html`<div class="practice-wait"><coral-wait size="L"></coral-wait></div>` : content;
  // Added to body rather than replacing its content: Coral may have put its coloured icons there already.
  document.body.prepend(
    ...nodes(html`
    <coral-shell>
      ${framed ? "" : header()}
      <coral-shell-content role="main">
        <div id="granite-shell-content" class="foundation-layout-panel">${shown}</div>
      </coral-shell-content>
    </coral-shell>
    ${!slow && after}`),
  );
  if (switches.assistant === "widget") embedAssistant();
  if (!framed) showMenu();
  if (!slow) {
    enclose();
    return ready();
  }
  pause(2000).then(() => {
    document.querySelector("#granite-shell-content").replaceChildren(...nodes(content));
    document.querySelector("coral-shell").after(...nodes(after));
    enclose();
    ready();
  });
}

function header() {
  return html`
    <coral-shell-header class="granite-shell-header">
      <coral-shell-header-home>
        <a is="coral-shell-homeanchor" icon="adobeExperienceManagerColor_Dark" href="#">Adobe Experience Manager</a>
      </coral-shell-header-home>
      <coral-shell-header-content></coral-shell-header-content>
      <coral-shell-header-actions>
        <coral-shell-menubar>
          <coral-shell-menubar-item icon="search" title="Search"></coral-shell-menubar-item>
          <coral-shell-menubar-item icon="apps" title="Solutions"></coral-shell-menubar-item>
          <coral-shell-menubar-item icon="helpOutline" title="Help"></coral-shell-menubar-item>
          <coral-shell-menubar-item icon="bell" title="Inbox"></coral-shell-menubar-item>
          <coral-shell-menubar-item icon="userCircleColor_Dark" iconsize="M" title="User"></coral-shell-menubar-item>
        </coral-shell-menubar>
      </coral-shell-header-actions>
    </coral-shell-header>`;
}

/** The two lines by which the product's documentation embeds its widget. */
function embedAssistant() {
  const script = Object.assign(document.createElement("script"), {
    type: "module",
    src: "/widget/ims-oauth-assistant.js",
  });
  document.body.append(document.createElement("ims-oauth-assistant"), script);
}
