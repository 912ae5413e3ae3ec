// The fields of the forms: what each is, its names, and its markup (facts §2.1, §2.2, §4 "Field markup").
//
// A field is made together with the object that knows it. Nothing in its markup says what it is, but for what AEM's
// own would: its name and its label, as far as the switches leave them.

import { componentOf } from "./components.js";
import { element, html } from "./dom.js";
import { switches } from "./switches.js";
import { word } from "./words.js";

const OPTION_VALUES = {
  known: { jwt: "jwt", oauth: "oauth" },
  other: { jwt: "SERVICE_ACCOUNT", oauth: "OAUTH_SERVER_TO_SERVER" },
  none: { jwt: "1", oauth: "2" },
};

/** The Authentication Type's option for each kind of credential. The real values are not public (facts §9.4). */
export const TYPE_VALUES = OPTION_VALUES[switches.names] ?? OPTION_VALUES.known;

/**
 * Fields by their role. `key` is the name in the store, `label` the word, `names` those that the switch `names`
 * chooses from: of the first, those of the JWT fields are known (facts §2.1), all others are not, but plausible.
 */
const FIELDS = {
  cloudSolution: {
    key: "cloudSolution",
    label: "cloudSolution",
    names: ["cloudServiceName", "./solution"],
    options: [
      // facts §5
      "Adobe Analytics",
      "Adobe Brand Portal",
      "Adobe Launch",
      "Adobe Stock",
      "Adobe Target",
      "Automated Forms Conversion Service",
    ].map((name) => [name, name]),
    placeholder: "cloudSolutionPlaceholder",
  },
  certificate: {
    key: "certificate",
    label: "certificate",
    names: ["keypairAliases", "./keypair"],
    options: [["practice-keypair", "practice-keypair"]],
    placeholder: "certificatePlaceholder",
  },
  alias: { key: "alias", label: "alias", names: ["newKeypairAlias", "./newKeypair"], optional: true },
  title: { key: "title", label: "title", names: ["title", "./jcr:title"] },
  shortTitle: { key: "shortTitle", label: "title", names: ["shortTitle", "./jcr:shortTitle"], optional: true },
  authenticationType: {
    chooses: true,
    key: "authentication",
    label: "authenticationType",
    names: ["authenticationType", "./grantType"],
    options: [
      [TYPE_VALUES.jwt, "JWT"],
      [TYPE_VALUES.oauth, "OAuth"],
    ],
  },
  authorizationServer: {
    key: "authorizationServer",
    label: "authorizationServer",
    names: ["authServerUrl", "./imsServer"],
  },
  apiKey: { key: "apiKey", label: "apiKey", names: ["apiKey", "./integrationKey"] },
  clientId: { key: "clientId", label: "clientId", names: ["clientId", "./clientID"] },
  clientSecret: {
    key: "clientSecretDigest",
    label: "clientSecret",
    names: ["clientSecret", "./clientSecretValue"],
    type: "password",
  },
  payload: { key: "jwtClaims", label: "payload", names: ["jwtClaims", "./claims"], type: "textarea" },
  scope: { key: "scope", label: "scope", names: ["scope", "./oauthScopes"] },
  orgId: { key: "orgId", label: "orgId", names: ["orgId", "./imsOrg"] },
};

const TITLES = switches.titles === "two" ? ["title", "shortTitle"] : ["title"];
export const JWT_FIELDS = [...TITLES, "authorizationServer", "apiKey", "clientSecret", "payload"].filter(
  (role) => role !== "payload" || switches.payload === "shown" || switches.version === "65old",
);
export const OAUTH_FIELDS = [...TITLES, "authorizationServer", "clientId", "clientSecret", "scope", "orgId"];

/** Adds a certificate to those that can be chosen. */
export function addCertificate(alias) {
  FIELDS.certificate.options.push([alias, alias]);
}

/** The name in the store. */
export const keyOf = (role) => FIELDS[role].key;

function nameOf(role) {
  const [known, other] = FIELDS[role].names;
  const affixed = { prefix: `./ims/${known}`, suffix: `${known}_oauth` };
  return { known, other, ...affixed, none: `field${Object.keys(FIELDS).indexOf(role) + 1}` }[switches.names];
}

/** What a field shows of a configuration. A secret is never shown again. */
function shownOf(role, from) {
  if (FIELDS[role].type === "password") return "";
  const stored = from[FIELDS[role].key] ?? "";
  return role === "authenticationType" ? (TYPE_VALUES[stored] ?? "") : stored;
}

/** How a field that cannot be changed is shown; a select has no `readonly` in AEM, nor has one that is plain text. */
const LOCKED = {
  disabled: () => html` disabled`,
  readonly: ({ options }) => (options ? html` disabled` : html` readonly`),
  text: ({ options }) => options && html` disabled`,
};

/** How a label is tied to its control: markup of the label, and attributes of the control. */
const LABELS = {
  linked: (id, text) => ({
    label: html`<label id="label_${id}" class="coral-Form-fieldlabel">${text}</label>`,
    attributes: html` labelledby="label_${id}"`,
  }),
  for: (id, text) => ({
    label: html`<label for="field_${id}" class="coral-Form-fieldlabel">${text}</label>`,
    attributes: html` id="field_${id}"`,
  }),
  aria: (id, text) => ({ label: "", attributes: html` id="field_${id}" aria-label="${text}"` }),
  none: (id) => ({ label: "", attributes: html` id="field_${id}"` }),
};

/** The Authentication Type as something else than a coral-select. Each has `value`, and tells its changes by `change`. */
const CHOICES = {
  native: (options, { attributes, value }) => html`
    <select ${attributes}>
      ${options.map(([choice, text]) => html`<option value="${choice}"${value === choice && html` selected`}>${text}</option>`)}
    </select>`,
  radio: (options, { attributes, value, name, off }) => html`
    <div role="radiogroup" data-choice ${attributes}>
      ${options.map(
        ([choice, text]) => html`
        <label><input type="radio" name="${name}" value="${choice}"${value === choice && html` checked`}${off}>
          ${text}</label>`,
      )}
    </div>`,
  buttons: (options, { attributes, value, name, off }) => html`
    <div role="group" data-choice ${attributes}>
      ${options.map(
        ([choice, text]) => html`
        <button type="button" value="${choice}" aria-pressed="${value === choice}"${off}>${text}</button>`,
      )}
      <input type="hidden" name="${name}" value="${value}">
    </div>`,
};

/** Gives a group of radio buttons or buttons the value and the event that a select has. */
function behaveAsSelect(group) {
  const chosen = () => group.querySelector("input:checked, [aria-pressed=true]");
  Object.defineProperty(group, "value", { get: () => chosen()?.value ?? "", set() {} });
  group.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button || button.disabled) return;
    for (const one of group.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one === button));
    group.querySelector("input[type=hidden]").value = button.value;
    group.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** A list of scopes, one entry a field. */
const listOf = (value, attributes) => html`
  <coral-multifield>
    ${(value || " ").split(",").map(
      (entry) => html`
      <coral-multifield-item><input is="coral-textfield" type="text" ${attributes} value="${entry.trim()}"></coral-multifield-item>`,
    )}
  </coral-multifield>`;

function controlOf({ type, options, placeholder, chooses }, { attributes, value, secretKnown, name, off, list }) {
  if (chooses && switches.choice !== "select") {
    return CHOICES[switches.choice](options, { attributes, value, name, off });
  }
  if (list && switches.scopes === "list") return listOf(value, attributes);
  if (list && switches.scopes === "area") {
    return html`<textarea is="coral-textarea" ${attributes} rows="3">${value}</textarea>`;
  }
  if (options) {
    return html`<coral-select ${attributes}${placeholder && html` placeholder="${word(placeholder)}"`}>
      ${options.map(
        ([choice, text]) => html`
        <coral-select-item value="${choice}"${value === choice && html` selected`}>${text}</coral-select-item>`,
      )}
    </coral-select>`;
  }
  if (type === "textarea") return html`<textarea is="coral-textarea" ${attributes} rows="8">${value}</textarea>`;
  if (type === "password") {
    return html`<input is="coral-textfield" type="password" autocomplete="off" ${attributes}${
      secretKnown && html` placeholder="••••••••••••••••"`
    }>`;
  }
  const limit = name === nameOf("scope") && switches.fieldquirk === "maxlength" && html` maxlength="60"`;
  return html`<input is="coral-textfield" type="text" autocomplete="off" ${attributes}${limit} value="${value}">`;
}

/**
 * One field, filled from `from` (a configuration, or nothing) or with `value`. `set` keeps ids apart where two fields
 * of the same name are on the page. Gives its wrapper as `node`, its `control` (none where it is shown as plain
 * text), and what is known of it.
 */
export function makeField(role, { from = {}, value = shownOf(role, from), editable = true, set = "" } = {}) {
  const kind = FIELDS[role];
  const name = nameOf(role);
  // That there is a secret appears as dots, and then none need be typed.
  const secretKnown = kind.type === "password" && Boolean(from[kind.key]);
  const starred = role !== "authenticationType" && !kind.optional;
  const required = starred && editable && !secretKnown;
  const { label, attributes: tie } = LABELS[switches.labels](
    `${name}${set}`,
    `${word(kind.label)}${starred ? " *" : ""}`,
  );
  if (!editable && switches.readonly === "text" && !kind.options) {
    const dots = secretKnown && "••••••••••••••••";
    const node = element(html`
      <div class="coral-Form-fieldwrapper">
        ${label}
        <div class="coral-Form-field practice-text"${switches.labels === "linked" && tie}>${dots || value}</div>
      </div>`);
    return { role, node, value, editable, required, secretKnown };
  }
  // Text fields carry no `required`: Coral would paint them red before anything was typed, unlike the real console.
  const attributes = html`name="${name}"${tie} class="coral-Form-field"${!editable && LOCKED[switches.readonly](kind)}${
    required && (kind.options ? html` required` : html` aria-required="true"`)
  }`;
  const node = element(html`
    <div class="coral-Form-fieldwrapper">
      ${label}
      ${controlOf(kind, { attributes, value, secretKnown, name, off: !editable && html` disabled`, list: role === "scope" })}
    </div>`);
  let control = node.querySelector("coral-select, select, [data-choice], input, textarea");
  if (control.matches("[data-choice]")) behaveAsSelect(control);
  else if (switches.tree === "components" && control.matches(".coral-Form-fieldwrapper > :is(input, textarea)")) {
    control = componentOf(control);
  }
  // Set, for a secret should not stand in an attribute.
  if (kind.type === "password") control.value = value;
  return { role, node, control, value, editable, required, secretKnown };
}
