// What the selection bar does with the selected configurations (facts §2.6, §4).

import { consolePath, consoleUrl, html } from "./dom.js";
import { cancelOr, openDialog } from "./dialogs.js";
import { healthOf } from "./failures.js";
import { configuration, remove } from "./store.js";
import { pause } from "./switches.js";
import { activatorOf, TARGET } from "./views.js";
import { word } from "./words.js";

export const ACTIONS = [
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
  {
    rel: "delete",
    icon: "delete",
    text: word("delete"),
    single: false,
    action: "cq.adobeims.delete",
    run: confirmDelete,
  },
].map((one) => ({ ...one, activator: activatorOf(one.rel) }));

export function actionButton({ icon, text, single, action, data, activator }) {
  const json = JSON.stringify({ target: TARGET, activeSelectionCount: single ? "single" : "multiple", action, data });
  return html`
    <coral-actionbar-item>
      <button is="coral-button" type="button" variant="quiet" icon="${icon}"
        class="betty-ActionBar-item ${activator} foundation-collection-action coral-Button--graniteActionBar"
        data-foundation-collection-action="${json}">${text}</button>
    </coral-actionbar-item>`;
}

async function check([id]) {
  const one = configuration(id);
  const go = await openDialog({
    variant: "info",
    title: word("check"),
    content: html`<p>${word("checkQuestion")}</p><p><b>${one.title}</b></p>`,
    buttons: cancelOr(word("check"), "primary"),
  });
  if (!go) return;
  await pause(300);
  const failure = healthOf(one);
  await openDialog({
    variant: failure ? "error" : "success",
    title: word(failure ? "unhealthy" : "healthy"),
    content: html`<p><b>${one.title}</b>: ${failure ?? word("tokenRetrieved")}</p>`,
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
