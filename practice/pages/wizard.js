// The wizard of the JWT era, which creates a configuration in two steps: Certificate, then Account (facts §2.1). Both
// steps are on the page, one of them is shown.

import { contentTree } from "./components.js";
import { consoleUrl, html, nodes } from "./dom.js";
import { chooseSolution, save } from "./failures.js";
import { addCertificate, keyOf, makeField } from "./fields.js";
import { FormModel } from "./form.js";
import { renderShell } from "./shell.js";
import { add, digest } from "./store.js";
import { pause } from "./switches.js";
import { tell } from "./truth.js";
import { word } from "./words.js";

const STEPS = [
  { label: word("certificate"), back: { action: "cancel", text: word("cancel") }, next: word("next"), submits: false },
  { label: word("account"), back: { action: "prev", text: word("back") }, next: word("create"), submits: true },
];

const control = (action) => html`class="foundation-wizard-control" data-foundation-wizard-control-action="${action}"`;

const stepOf = ({ back, next, submits }, index) => html`
  <coral-panel class="foundation-wizard-step${index === 0 && " foundation-wizard-step-active"}"${index === 0 && " selected"}>
    <div class="foundation-layout-panel-header practice-form-header practice-wizard-header">
      <h1 class="granite-title">${word("technicalAccountConfiguration")}</h1>
      <ol class="practice-steps">${STEPS.map(
        ({ label }, step) => html`
        <li${step === index && html` class="is-active" aria-current="step"`}>${label}</li>`,
      )}</ol>
      <div>
        ${
          back.action === "cancel"
            ? html`<a is="coral-anchorbutton" variant="default" ${control("cancel")} href="${consoleUrl()}">${back.text}</a>`
            : html`<button is="coral-button" type="button" variant="default" ${control("prev")}>${back.text}</button>`
        }
        <button is="coral-button" type="${submits ? "submit" : "button"}" variant="primary" ${control("next")}
          disabled>${next}</button>
      </div>
    </div>
    <div class="foundation-layout-panel-content"><div class="practice-step-fields"></div></div>
  </coral-panel>`;

/** Below the certificate: its key, and how to make another one. */
const keys = html`
  <div class="practice-keys">
    <p><a is="coral-anchorbutton" variant="quiet" icon="download" href="#">${word("downloadPublicKey")}</a></p>
    <p><label><input type="checkbox" name="createKeypair"> ${word("createNewCertificate")}</label></p>
    <div class="practice-new-certificate" hidden></div>
  </div>`;

const createCertificate = html`
  <p><button is="coral-button" type="button" class="practice-create-certificate">${word("createCertificate")}</button></p>`;

export function renderWizard() {
  tell({ page: "wizard" });
  renderShell({
    title: word("technicalAccountConfiguration"),
    view: "shell-wizard-view",
    content: html`
      <form id="propertiesform" method="post" novalidate autocomplete="off" data-foundation-form-ajax="true"
          class="foundation-form foundation-wizard foundation-layout-wizard2 coral-Form coral-Form--vertical">
        <coral-panelstack>${STEPS.map(stepOf)}</coral-panelstack>
      </form>`,
    ready,
  });
}

function ready() {
  const form = contentTree().querySelector("#propertiesform");
  const panels = [...form.querySelectorAll("coral-panel")];
  const certificates = ["cloudSolution", "certificate"].map((role) => makeField(role));
  const alias = makeField("alias");
  const account = ["title", "authorizationServer", "apiKey", "clientSecret", "payload"].map((role) => makeField(role));
  const places = panels.map((panel) => panel.querySelector(".practice-step-fields"));
  places[0].append(...certificates.map(({ node }) => node));
  places[0].append(...nodes(keys));
  const another = places[0].querySelector(".practice-new-certificate");
  another.append(alias.node, ...nodes(createCertificate));
  places[1].append(...account.map(({ node }) => node));

  let step = 0;
  const model = new FormModel(form, {
    get button() {
      return panels[step].querySelector("[data-foundation-wizard-control-action=next]");
    },
    reported: ({ role }) => role === "cloudSolution" && chooseSolution(),
    save: saveNew,
  });
  const show = (next) => {
    step = next;
    for (const [index, panel] of panels.entries()) {
      panel.toggleAttribute("selected", index === step);
      panel.classList.toggle("foundation-wizard-step-active", index === step);
    }
    // Shown before, or not: what was typed in a step is still there.
    model.show(step === 0 ? [...certificates, alias] : account, true);
  };

  form.addEventListener("click", ({ target }) => {
    const action = target.closest("[data-foundation-wizard-control-action]")?.dataset.foundationWizardControlAction;
    if (action === "prev") show(0);
    if (action === "next" && step === 0) show(1);
    if (target.closest(".practice-create-certificate")) makeCertificate();
  });
  form
    .querySelector("[name=createKeypair]")
    .addEventListener("change", ({ target }) => (another.hidden = !target.checked));

  /** Makes a key pair under the alias, and chooses it. */
  async function makeCertificate() {
    if (!alias.value.trim()) return;
    await pause(300);
    addCertificate(alias.value);
    const fresh = makeField("certificate", { value: alias.value });
    certificates[1].node.replaceWith(fresh.node);
    certificates[1] = fresh;
    show(0);
  }

  async function saveNew() {
    const values = Object.fromEntries([certificates[0], ...account].map(({ role, value }) => [role, value.trim()]));
    const { clientSecret, ...others } = values;
    const stored = Object.fromEntries(Object.entries(others).map(([role, value]) => [keyOf(role), value]));
    const saved = await save(() => add({ ...stored, authentication: "jwt", clientSecretDigest: digest(clientSecret) }));
    if (saved) location.assign(consoleUrl());
    return saved;
  }
  show(0);
}
