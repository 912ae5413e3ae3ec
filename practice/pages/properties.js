// The properties page of one configuration, and with it the migration from JWT to OAuth (facts §2.3, §8).

import { contentTree } from "./components.js";
import { consoleUrl, element, html } from "./dom.js";
import { save } from "./failures.js";
import { JWT_FIELDS, keyOf, makeField, OAUTH_FIELDS } from "./fields.js";
import { FormModel, formPage, oauthValues, typeOf } from "./form.js";
import { renew, renewer } from "./rerender.js";
import { renderShell } from "./shell.js";
import { configuration, digest, noteAttempt, update } from "./store.js";
import { pause, setSwitch, switches } from "./switches.js";
import { tell } from "./truth.js";
import { word } from "./words.js";

const query = new URLSearchParams(location.search);
const stored = configuration(query.get("item"));
const locked = stored?.autoProvisioned;
// A form is shown for reading until Edit is pressed, and is not locked again when it comes anew for another type.
let isLocked = switches.lock === "edit" && !query.get("type");
// Before 6.5 SP21 there was no choice, and a JWT configuration could be changed like any other.
const old = switches.version === "65old";

const others = (type) => (type === "jwt" ? JWT_FIELDS : OAUTH_FIELDS).filter((role) => role !== "title");
// A configuration that Adobe provides cannot be changed at all; a JWT configuration only be migrated.
const editable = (type) => !locked && !isLocked && (old || type === "oauth");

/** The fields of `type` but the title and the type itself, in order. */
function fieldsOf(type, set) {
  // A change of the type starts with empty fields: only the configuration stays the same one.
  const from = type === stored.authentication ? stored : {};
  return others(type).map((role) => makeField(role, { from, editable: editable(type), set }));
}

const titleOf = (type, value) => makeField("title", { value, editable: editable(type) });

tell({ page: "properties" });
if (stored) {
  renderShell({
    title: stored.title,
    view: "shell-propertiespage-view",
    content: formPage({
      heading: stored.title,
      done: word("saveAndClose"),
      warning: stored.authentication === "jwt" && !old && word("jwtWarning"),
    }),
    ready,
  });
} else {
  renderShell({
    title: word("notFound"),
    view: "shell-propertiespage-view",
    content: formPage({ heading: word("notFound") }),
  });
}

/** How the fields of a newly chosen type come, by the switch `render`. `place` shows them on the page. */
const RENDERINGS = {
  replace: (type, place) => place(type),
  toggle: (type, place) => place(type),
  async twice(type, place, model) {
    place(type);
    await pause(150);
    if (typeOf(model.value("authenticationType")) === type) renew(model, ["authenticationType"]);
  },
  reload: (type) => location.assign(consoleUrl("editimsconfig", { item: stored.id, type })),
};

/** The button that lets the form be edited. The form is then made anew. */
function offerEdit(form) {
  const button = element(html`<button is="coral-button" type="button" variant="secondary" icon="edit">Edit</button>`);
  button.addEventListener("click", () => {
    isLocked = false;
    button.remove();
    // Another form, so that the model of this one hears no more of it.
    const fresh = form.cloneNode(false);
    fresh.append(...form.querySelectorAll(".practice-form-warning"));
    form.replaceWith(fresh);
    ready();
  });
  contentTree().querySelector(".practice-form-header > div").prepend(button);
}

/** Puts the credential's fields on a tab of their own. Gives where they go. */
function tabsOf(form) {
  const tabs = element(html`
    <div role="tablist">
      <button type="button" role="tab" data-tab="0">General</button>
      <button type="button" role="tab" data-tab="1">Credential</button>
    </div>`);
  const panels = [0, 1].map(() => element(html`<div role="tabpanel"></div>`));
  const open = (index) => panels.forEach((panel, place) => (panel.hidden = place !== index));
  tabs.addEventListener("click", ({ target }) => target.dataset.tab && open(Number(target.dataset.tab)));
  open(0);
  form.append(tabs, ...panels);
  return panels;
}

/** Puts the credential's fields on a wizard's second step. Gives where they go. */
function stepsOf(form) {
  const control = (action, text) => html`
    <button type="button" class="foundation-wizard-control" data-foundation-wizard-control-action="${action}">${text}</button>`;
  const steps = [control("next", word("next")), control("prev", word("back"))].map((button) =>
    element(html`<div class="foundation-wizard-step">${button}</div>`),
  );
  const open = (index) => steps.forEach((step, place) => (step.hidden = place !== index));
  steps.forEach((step, place) => step.querySelector("button").addEventListener("click", () => open(1 - place)));
  open(0);
  form.append(...steps);
  return steps;
}

function ready() {
  const form = contentTree().querySelector("#propertiesform");
  if (isLocked) offerEdit(form);
  const asked = query.get("type");
  let shown = switches.render === "reload" && ["jwt", "oauth"].includes(asked) ? asked : stored.authentication;
  const choice = makeField("authenticationType", {
    from: { authentication: shown },
    editable: !locked && !isLocked,
  });
  const renewAll = renewer(["authenticationType"]);

  const model = new FormModel(form, {
    button: contentTree().querySelector("#shell-propertiespage-doneactivator"),
    // JWT configurations can no longer be updated.
    allowed: () => !locked && (old || (typeOf(choice.value) === "oauth" && shown === "oauth")),
    reported(field, type) {
      if (field === choice) return choose(typeOf(field.value));
      if (shown === "oauth") renewAll(model, field, type);
    },
    save: saveChanges,
  });

  /** What goes with a title and the type, in the page's order. */
  const inOrder = (title, rest) => (old ? [title, ...rest] : [title, choice, ...rest]);

  // With `toggle`, both sets are made once, each in an element that is shown or hidden.
  const sets =
    switches.render === "toggle" &&
    !old &&
    Object.fromEntries(
      ["jwt", "oauth"].map((type) => {
        const fields = fieldsOf(type, `_${type}`);
        const holder = Object.assign(document.createElement("div"), { hidden: type !== shown });
        holder.append(...fields.map(({ node }) => node));
        return [type, { fields, holder }];
      }),
    );
  // What is hidden is not sent: the sibling of this console does so as well (facts §10.7).
  function showSet(type) {
    for (const [name, { holder, fields }] of Object.entries(sets)) {
      holder.hidden = name !== type;
      for (const { control, editable } of fields) if (control) control.disabled = holder.hidden || !editable;
    }
  }
  if (sets) showSet(shown);
  let title = titleOf(shown, stored.title);
  const fields = inOrder(title, sets ? sets[shown].fields : fieldsOf(shown));
  const rest = fields.slice(inOrder(title, []).length).map(({ node }) => node);
  const panelsOf = { none: () => [form, form], tabs: tabsOf, wizard: stepsOf }[switches.panels];
  const [general, credential] = panelsOf(form);
  general.append(...inOrder(title, []).map(({ node }) => node));
  credential.append(...(sets ? Object.values(sets).map(({ holder }) => holder) : rest));
  model.show(fields);

  // Only Coral's own event and value count: a select that merely looks changed changes nothing.
  async function choose(type) {
    await pause(120);
    if (type !== typeOf(choice.value) || type === shown) return;
    RENDERINGS[switches.render](type, place, model);
  }

  /** Puts new fields around the Authentication Type, which stays; the old nodes are gone for good, or hidden. */
  function place(type) {
    shown = type;
    const before = title.node;
    title = titleOf(type, stored.title);
    before.replaceWith(title.node);
    if (sets) {
      showSet(type);
      return model.show(inOrder(title, sets[type].fields));
    }
    for (const wrapper of form.querySelectorAll(".coral-Form-fieldwrapper")) {
      if (wrapper !== choice.node && wrapper !== title.node) wrapper.remove();
    }
    const rest = fieldsOf(type);
    if (credential === form) choice.node.after(...rest.map(({ node }) => node));
    else credential.append(...rest.map(({ node }) => node));
    model.show(inOrder(title, rest));
  }
}

/** What comes after saving. */
function leave() {
  if (switches.finish === "back") return history.back();
  if (switches.finish === "login") setSwitch("session", "expired");
  location.assign(consoleUrl());
}

async function saveChanges({ clientSecret, ...values }) {
  const secret = clientSecret.trim() && { clientSecretDigest: digest(clientSecret) };
  // Migration happens in place: the configurations that refer to this id go on working.
  const changes = old
    ? Object.fromEntries(JWT_FIELDS.filter((role) => role in values).map((role) => [keyOf(role), values[role].trim()]))
    : { ...oauthValues(values), apiKey: "", jwtClaims: "" };
  noteAttempt(stored.id);
  const saved = await save(() => update(stored.id, { ...changes, ...secret }), stored.refuses);
  if (saved) leave();
  return saved;
}
