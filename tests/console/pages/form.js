// The forms: their fields, markup and validity (facts §2.1, §2.2, §4 "Field markup").

import { consoleUrl, html } from "./dom.js";
import { word } from "./words.js";

/**
 * Fields by their name in the form. `key` is the name in the store, `label` the word.
 * The names of the JWT fields are known (facts §2.1), those of the OAuth fields are not, but plausible.
 */
const FIELDS = {
  cloudServiceName: { key: "cloudSolution", label: "cloudSolution", options: [
    // facts §5
    "Adobe Analytics", "Adobe Brand Portal", "Adobe Launch", "Adobe Stock", "Adobe Target",
    "Automated Forms Conversion Service",
  ].map((name) => [name, name]), placeholder: "cloudSolutionPlaceholder" },
  title: { key: "title", label: "title" },
  authenticationType: { key: "authentication", label: "authenticationType", options: [["jwt", "JWT"], ["oauth", "OAuth"]] },
  authServerUrl: { key: "authorizationServer", label: "authorizationServer" },
  apiKey: { key: "apiKey", label: "apiKey" },
  clientId: { key: "clientId", label: "clientId" },
  clientSecret: { key: "clientSecretDigest", label: "clientSecret", type: "password" },
  jwtClaims: { key: "jwtClaims", label: "payload", type: "textarea" },
  scope: { key: "scope", label: "scope" },
  orgId: { key: "orgId", label: "orgId" },
};

export const JWT_FIELDS = ["title", "authServerUrl", "apiKey", "clientSecret", "jwtClaims"];
export const OAUTH_FIELDS = ["title", "authServerUrl", "clientId", "clientSecret", "scope", "orgId"];

/** One field in its wrapper, filled from `from` (a configuration, or nothing). */
export function field(name, { from = {}, disabled = false } = {}) {
  const { key, label, type = "text", options, placeholder } = FIELDS[name];
  // A secret is never shown again. That there is one appears as dots, and then none need be typed.
  const secretKnown = type === "password" && from[key];
  const starred = name !== "authenticationType";
  const required = starred && !disabled && !secretKnown;
  const id = `label_${name}`;
  // Text fields carry no `required`: Coral would paint them red before anything was typed, unlike the real console.
  const attributes = html`name="${name}" labelledby="${id}" class="coral-Form-field"${
    disabled && html` disabled`}${required && (options ? html` required` : html` aria-required="true"`)}`;
  let control;
  if (options) {
    control = html`<coral-select ${attributes}${placeholder && html` placeholder="${word(placeholder)}"`}>
      ${options.map(([value, text]) => html`
        <coral-select-item value="${value}"${from[key] === value && html` selected`}>${text}</coral-select-item>`)}
    </coral-select>`;
  } else if (type === "textarea") {
    control = html`<textarea is="coral-textarea" ${attributes} rows="8">${from[key]}</textarea>`;
  } else if (type === "password") {
    control = html`<input is="coral-textfield" type="password" autocomplete="off" ${attributes}${
      secretKnown && html` placeholder="••••••••••••••••"`}>`;
  } else {
    control = html`<input is="coral-textfield" type="text" autocomplete="off" ${attributes} value="${from[key]}">`;
  }
  return html`
    <div class="coral-Form-fieldwrapper">
      <label id="${id}" class="coral-Form-fieldlabel">${word(label)}${starred && " *"}</label>
      ${control}
    </div>`;
}

/** A form page's frame: heading, the two buttons with the marks of Granite's wizard or properties page, the form. */
export function formPage({ heading, done, wizard = false, warning = "", fields }) {
  const mark = wizard
    ? (action) => html`class="foundation-wizard-control" data-foundation-wizard-control-action="${action}"`
    : (action) => html`id="shell-propertiespage-${action === "next" ? "done" : "close"}activator"`;
  return html`
    <div class="foundation-layout-panel-header practice-form-header">
      <h1 class="granite-title">${heading}</h1>
      <div>
        <a is="coral-anchorbutton" variant="default" ${mark("cancel")}
          href="${consoleUrl()}">${word("cancel")}</a>
        ${done && html`<button is="coral-button" type="submit" variant="primary" ${mark("next")}
          form="propertiesform" disabled>${done}</button>`}
      </div>
    </div>
    <div class="foundation-layout-panel-content">
      <form id="propertiesform" method="post" novalidate autocomplete="off" data-foundation-form-ajax="true"
          class="foundation-form coral-Form coral-Form--vertical${wizard && " foundation-wizard foundation-layout-wizard2"}">
        <div class="practice-form-warning">${warning && html`
          <coral-alert variant="warning" size="L"><coral-alert-content>${warning}</coral-alert-content></coral-alert>`}</div>
        ${fields}
      </form>
    </div>`;
}

const isRequired = (control) => control.required || control.getAttribute("aria-required") === "true";

/**
 * Keeps the page's button enabled exactly while every required field holds more than white space and something changed.
 * Like Granite, it believes only what `input` and `change` events report: a value that was set silently does not count.
 * Calls `save` with the form's data on submit; gives a function to be called after fields were replaced.
 */
export function watch(form, { button, allowed = () => true, save }) {
  let initial;
  let reported;
  let saving = false;
  const controls = () => [...form.querySelectorAll("coral-select, input[name][is], textarea[name]")];

  const refresh = () => {
    const complete = controls().every((control) => !isRequired(control) || reported.get(control.name).trim());
    const changed = [...reported].some(([name, value]) => initial.get(name) !== value);
    button.disabled = saving || !(complete && changed && allowed());
  };

  const restart = () => {
    const values = controls().map((control) => [control.name, control.value]);
    initial = new Map(values);
    reported = new Map(values);
    refresh();
  };

  const report = ({ target }) => {
    const control = target.closest("coral-select") ?? target;
    if (!controls().includes(control)) return;
    reported.set(control.name, control.value);
    control.invalid = isRequired(control) && !control.value.trim();
    refresh();
  };
  form.addEventListener("input", report);
  form.addEventListener("change", report);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    saving = true;
    refresh();
    await save(Object.fromEntries(new FormData(form)));
  });

  restart();
  return restart;
}

/** What a submitted OAuth form says, under the store's keys, without the secret. */
export function oauthValues(data) {
  const names = [...OAUTH_FIELDS, "cloudServiceName"].filter((name) => name !== "clientSecret" && name in data);
  return {
    authentication: "oauth",
    ...Object.fromEntries(names.map((name) => [FIELDS[name].key, data[name].trim()])),
  };
}
