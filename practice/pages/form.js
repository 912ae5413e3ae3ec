// The forms: their frame, and the model of the fields that one shows. The model believes what it rendered and what
// events told it since, as Granite does; truth.js tells from it what is there.

import { consoleUrl, html } from "./dom.js";
import { keyOf, OAUTH_FIELDS, TYPE_VALUES } from "./fields.js";
import { sha256 } from "./sha256.js";
import { switches } from "./switches.js";
import { tell } from "./truth.js";
import { word } from "./words.js";

/** A form page's frame: heading, the two buttons with the marks of Granite's wizard or properties page, an empty form. */
export function formPage({ heading, done, wizard = false, warning = "" }) {
  const mark = wizard
    ? (action) => html`class="foundation-wizard-control" data-foundation-wizard-control-action="${action}"`
    : (action) => html`id="shell-propertiespage-${action === "next" ? "done" : "close"}activator"`;
  return html`
    <div class="foundation-layout-panel-header practice-form-header">
      <h1 class="granite-title">${heading}</h1>
      <div>
        <a is="coral-anchorbutton" variant="default" ${mark("cancel")}
          href="${consoleUrl()}">${word("cancel")}</a>
        ${
          done &&
          html`<button is="coral-button" type="submit" variant="primary" ${mark("next")}
          form="propertiesform" disabled>${done}</button>`
        }
      </div>
    </div>
    <div class="foundation-layout-panel-content">
      <form id="propertiesform" method="post" novalidate autocomplete="off" data-foundation-form-ajax="true"
          class="foundation-form coral-Form coral-Form--vertical${wizard && " foundation-wizard foundation-layout-wizard2"}">
        <div class="practice-form-warning">${
          warning &&
          html`
          <coral-alert variant="warning" size="L"><coral-alert-content>${warning}</coral-alert-content></coral-alert>`
        }</div>
      </form>
    </div>`;
}

/** What a field does to what is typed into it, by the switch `fieldquirk`. */
const QUIRKS = {
  none: (role, value) => value,
  trim: (role, value, event) => (event === "change" ? value.trim() : value),
  maxlength: (role, value) => (role === "scope" && switches.scopes === "text" ? value.slice(0, 60) : value),
  mask: (role, value) => (role === "orgId" ? value.toUpperCase() : value),
};

/** The fields a form shows, and its button: enabled exactly while every required field holds more than white space. */
export class FormModel {
  #page;
  #fields = [];
  #initial = new Map();
  #saving = false;
  #vetoed = false;

  /**
   * `page.button` saves; `allowed` may forbid it; `save` does it, and tells whether it has; `reported` is called
   * after each event that changed the model, with the field and the event's type.
   */
  constructor(form, page) {
    this.#page = page;
    form.addEventListener("input", (event) => this.#report(event));
    form.addEventListener("change", (event) => this.#report(event));
    form.addEventListener("submit", (event) => this.#submit(event));
    tell({ fields: () => this.#truth() });
  }

  /** These fields are the form's from now on. `renewed`: they are the same ones, only made again. */
  show(fields, renewed = false) {
    this.#fields = fields;
    if (!renewed) this.#initial = new Map(fields.map(({ role, value }) => [role, value]));
    this.refresh();
  }

  get fields() {
    return this.#fields;
  }

  /** What a field holds. */
  value(role) {
    return this.#fields.find((field) => field.role === role)?.value ?? "";
  }

  refresh() {
    const complete = this.#fields.every(({ required, value }) => !required || value.trim());
    const changed = this.#fields.some(({ role, value }) => this.#initial.get(role) !== value);
    this.#page.button.disabled = this.#saving || !(complete && changed && (this.#page.allowed?.() ?? true));
  }

  #report({ target, type }) {
    const control = target.closest("coral-select, [data-choice]") ?? target;
    const field = this.#fields.find((one) => one.control === control);
    // A value that was set silently does not count, nor one in a field that cannot be changed.
    if (!field?.editable) return;
    const value = QUIRKS[switches.fieldquirk](field.role, control.value, type);
    if (value !== control.value) control.value = value;
    // Of a list, only its first entry is known here: the others are the page's, and nobody types them.
    field.value = value;
    setInvalid(control, field.required && !value.trim());
    this.refresh();
    this.#page.reported?.(field, type);
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#page.button.disabled) return;
    if (switches.finish === "veto" && !this.#vetoed) {
      this.#vetoed = true;
      return;
    }
    this.#saving = true;
    this.refresh();
    const saved = await this.#page.save(Object.fromEntries(this.#fields.map(({ role, value }) => [role, value])));
    if (saved) return;
    this.#saving = false;
    this.refresh();
  }

  #truth() {
    const shown = { clientSecret: (secret) => secret && sha256(secret), authenticationType: typeOf };
    // What AEM calls a certificate is nothing that the assistant reads.
    const told = this.#fields.filter(({ role }) => role !== "certificate" && role !== "alias");
    return Object.fromEntries(
      told.map(({ role, value, editable }) => [role, { value: shown[role]?.(value) ?? value, editable }]),
    );
  }
}

/** The kind of credential that an option of the Authentication Type stands for. */
export function typeOf(value) {
  return Object.keys(TYPE_VALUES).find((type) => TYPE_VALUES[type] === value) ?? "";
}

/** Coral's components paint themselves; others are marked. */
function setInvalid(control, invalid) {
  if ("invalid" in control) control.invalid = invalid;
  else control.toggleAttribute("invalid", invalid);
}

/** What a submitted OAuth form says, under the store's keys, without the secret. */
export function oauthValues(values) {
  const roles = [...OAUTH_FIELDS, "cloudSolution"].filter((role) => role !== "clientSecret" && role in values);
  return {
    authentication: "oauth",
    ...Object.fromEntries(roles.map((role) => [keyOf(role), values[role].trim()])),
  };
}
