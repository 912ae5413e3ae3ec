// The list page: the configurations in one of several views, their selection, and the bar that comes with it (facts §4).

import { ACTIONS, actionButton } from "./actions.js";
import { consoleUrl, html } from "./dom.js";
import { atFirst, loadRest } from "./lazy.js";
import { keepSelection } from "./selection.js";
import { renderShell } from "./shell.js";
import { configurations } from "./store.js";
import { switches } from "./switches.js";
import { tell } from "./truth.js";
import { TARGET, VIEWS } from "./views.js";
import { word } from "./words.js";

const view = VIEWS[switches.view];
const all = configurations();

tell({ page: "list" });
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
      ${view.whole(all.slice(0, atFirst(all.length)).map(view.item))}
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
                <span class="foundation-admin-selectionstatus" data-foundation-admin-selectionstatus-template="${word(
                  "selected",
                  { count: "{{count}}" },
                )}"></span>
                <span class="granite-collection-deselect-shortcut">(${word("escape")})</span>
              </button>
            </coral-actionbar-item>
          </coral-actionbar-secondary>
        </coral-actionbar>
      </div>
    </div>`,
  ready,
});

function ready() {
  const collection = document.querySelector(TARGET);
  tell({ loaded: loadRest(view.body(collection), all, view.item) });
  const selection = keepSelection(collection, view, showBar);

  document.addEventListener("click", ({ target }) => {
    if (target.closest(".granite-collection-selectall")) selection.selectAll();
    if (target.closest(".granite-collection-deselect")) selection.selectNone();
    ACTIONS.find(({ activator }) => target.closest(`.${activator}`))?.run(selection.ids());
  });

  // Captured, since Coral lets nobody after it see Escape. In a dialog it belongs to the dialog.
  window.addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Escape" && !document.querySelector("coral-dialog[open]")) selection.selectNone();
    },
    true,
  );
}

/** The selection bar as it is with `count` items selected. */
function showBar(count) {
  document
    .querySelector(".granite-collection-selectionbar .foundation-mode-switcher-item")
    .classList.toggle("foundation-mode-switcher-item-active", count > 0);
  document.querySelector(".foundation-admin-selectionstatus").textContent = word("selected", { count });
  for (const { single, activator } of ACTIONS) {
    document.querySelector(`.${activator}`).closest("coral-actionbar-item").hidden = single && count !== 1;
  }
}
