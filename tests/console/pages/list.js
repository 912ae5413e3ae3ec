// The list page: cards, their selection, and what the selection bar does with them (facts §2.6, §4).

import { cancelOr, consolePath, consoleUrl, html, openDialog } from "./dom.js";
import { renderShell } from "./shell.js";
import { configuration, configurations, remove } from "./store.js";
import { pause } from "./switches.js";
import { word } from "./words.js";

const TARGET = ".cq-adobeims-configurations";

const ACTIONS = [
  {
    rel: "properties",
    icon: "infoCircle",
    text: word("properties"),
    single: true,
    // The address is a template, which Granite expands at run time.
    action: "foundation.link",
    data: { href: `${consolePath("editimsconfig")}{?item*}` },
    run: ([id]) => location.assign(consoleUrl("editimsconfig", { item: id })),
  },
  { rel: "check", icon: "check", text: word("checkHealth"), single: true, action: "cq.adobeims.check", run: check },
  { rel: "delete", icon: "delete", text: word("delete"), single: false, action: "cq.adobeims.delete", run: confirmDelete },
].map((one) => ({ ...one, activator: `cq-adobeims-admin-actions-${one.rel}-activator` }));

function card({ id, title, authentication, autoProvisioned }) {
  return html`
    <coral-masonry-item class="foundation-collection-item" data-foundation-collection-item-id="${id}"
        data-granite-collection-item-id="${id}">
      <coral-card>
        <coral-card-asset><img src="/practice/atom.svg" alt=""></coral-card-asset>
        <coral-card-content>
          <coral-card-context>${word("technicalAccount")}</coral-card-context>
          <coral-card-title class="foundation-collection-item-title">${title}</coral-card-title>
          ${autoProvisioned && html`<hr><coral-card-context>${word("autoProvisioned")}</coral-card-context>`}
        </coral-card-content>
        ${authentication === "jwt" && html`
          <coral-card-info>
            <coral-alert variant="error"><coral-alert-header>${word("jwtBadge")}</coral-alert-header></coral-alert>
          </coral-card-info>`}
      </coral-card>
      <meta class="foundation-collection-quickactions"
        data-foundation-collection-quickactions-rel="${ACTIONS.map((one) => one.activator).join(" ")}">
    </coral-masonry-item>`;
}

function actionButton({ icon, text, single, action, data, activator }) {
  const json = JSON.stringify({ target: TARGET, activeSelectionCount: single ? "single" : "multiple", action, data });
  return html`
    <coral-actionbar-item>
      <button is="coral-button" type="button" variant="quiet" icon="${icon}"
        class="betty-ActionBar-item ${activator} foundation-collection-action coral-Button--graniteActionBar"
        data-foundation-collection-action="${json}">${text}</button>
    </coral-actionbar-item>`;
}

renderShell({
  title: `AEM ${word("configurations")}`,
  view: "shell-collectionpage-view",
  content: html`
    <div class="foundation-layout-panel-header">
      <betty-titlebar id="granite-shell-actionbar" class="foundation-collection-actionbar"
          data-foundation-collection-actionbar-target="${TARGET}">
        <betty-titlebar-primary></betty-titlebar-primary>
        <betty-titlebar-title>
          <span class="granite-title" role="heading" aria-level="1">${word("configurations")}</span>
        </betty-titlebar-title>
        <betty-titlebar-secondary>
          <button is="coral-button" type="button" variant="quiet"
            class="granite-collection-selectall">${word("selectAll")}</button>
          <a is="coral-anchorbutton" variant="primary" href="${consoleUrl("createimsconfig")}"
            class="granite-collection-create foundation-toggleable-control">${word("create")}</a>
        </betty-titlebar-secondary>
      </betty-titlebar>
    </div>
    <div class="foundation-layout-panel-content foundation-collection-content">
      <coral-masonry class="${TARGET.slice(1)} foundation-collection" layout="fixed-spread" columnwidth="242" spacing="15"
          selectionmode="multiple" data-foundation-collection-id="${consolePath().replace(/\.html$/, "")}"
          data-foundation-collection-src="${consolePath()}" data-foundation-selections-mode="multiple"
          data-foundation-layout='{"name":"foundation-layout-masonry","limit":20,"layoutId":"card"}'>
        ${configurations().map(card)}
      </coral-masonry>
    </div>`,
  after: html`
    <div class="granite-collection-selectionbar foundation-mode-switcher" data-foundation-mode-switcher-group="${TARGET}">
      <div class="foundation-mode-switcher-item" data-foundation-mode-switcher-item-mode="selection">
        <coral-actionbar class="betty-ActionBar betty-ActionBar--large foundation-collection-actionbar"
            data-foundation-collection-actionbar-target="${TARGET}">
          <coral-actionbar-primary>${ACTIONS.map(actionButton)}</coral-actionbar-primary>
          <coral-actionbar-secondary>
            <coral-actionbar-item>
              <button is="coral-button" type="button" variant="quiet" icon="close" iconposition="right"
                  class="betty-ActionBar-item granite-collection-deselect coral-Button--graniteActionBar">
                <span class="foundation-admin-selectionstatus" data-foundation-admin-selectionstatus-template="${
                  word("selected", { count: "{{count}}" })}"></span>
                <span class="granite-collection-deselect-shortcut">(${word("escape")})</span>
              </button>
            </coral-actionbar-item>
          </coral-actionbar-secondary>
        </coral-actionbar>
      </div>
    </div>`,
});

const collection = document.querySelector(TARGET);
const selectedIds = () => collection.selectedItems.map((item) => item.dataset.foundationCollectionItemId);

// Coral keeps the selection; Granite's vocabulary and the bar follow it.
collection.addEventListener("coral-masonry:change", () => {
  for (const item of collection.items.getAll()) item.classList.toggle("foundation-selections-item", item.selected);
  const count = collection.selectedItems.length;
  document.querySelector(".granite-collection-selectionbar .foundation-mode-switcher-item")
    .classList.toggle("foundation-mode-switcher-item-active", count > 0);
  document.querySelector(".foundation-admin-selectionstatus").textContent = word("selected", { count });
  for (const { single, activator } of ACTIONS) {
    document.querySelector(`.${activator}`).closest("coral-actionbar-item").hidden = single && count !== 1;
  }
  collection.dispatchEvent(new CustomEvent("foundation-selections-change", { bubbles: true }));
});

function selectAll(selected) {
  for (const item of collection.items.getAll()) item.selected = selected;
}

document.addEventListener("click", ({ target }) => {
  if (target.closest(".granite-collection-selectall")) selectAll(true);
  if (target.closest(".granite-collection-deselect")) selectAll(false);
  ACTIONS.find(({ activator }) => target.closest(`.${activator}`))?.run(selectedIds());
});

// Captured, since Coral lets nobody after it see Escape. In a dialog it belongs to the dialog.
window.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !document.querySelector("coral-dialog[open]")) selectAll(false);
}, true);

async function check([id]) {
  const { title, authentication } = configuration(id);
  const go = await openDialog({
    variant: "info",
    title: word("check"),
    content: html`<p>${word("checkQuestion")}</p><p><b>${title}</b></p>`,
    buttons: cancelOr(word("check"), "primary"),
  });
  if (!go) return;
  await pause(300);
  const failed = authentication === "jwt";
  // The failure is AEM's own log-like text (facts §2.6); the server's answer in it is one of facts §6.
  const outcome = failed
    ? "com.adobe.granite.auth.oauth.AccessTokenProvider failed to get access token from authorization server " +
      'status: 400 response: {"error":"invalid_client"}'
    : word("tokenRetrieved");
  await openDialog({
    variant: failed ? "error" : "success",
    title: word(failed ? "unhealthy" : "healthy"),
    content: html`<p><b>${title}</b>: ${outcome}</p>`,
    buttons: [{ text: word("close"), value: "" }],
  });
}

async function confirmDelete(ids) {
  const go = await openDialog({
    variant: "error",
    title: word("delete"),
    content: html`
      <p>${ids.length === 1 ? word("deleteQuestion") : word("deleteQuestionMany", { count: ids.length })}</p>
      ${ids.map((id) => html`<p><b>${configuration(id).title}</b></p>`)}`,
    buttons: cancelOr(word("delete"), "warning"),
  });
  if (!go) return;
  await pause(300);
  remove(ids);
  location.reload();
}
