// The properties page of one configuration, and with it the migration from JWT to OAuth (facts §2.3, §8).

import { consoleUrl } from "./dom.js";
import { save } from "./failures.js";
import { JWT_FIELDS, keyOf, makeField, OAUTH_FIELDS } from "./fields.js";
import { FormModel, formPage, oauthValues, typeOf } from "./form.js";
import { renew, renewer } from "./rerender.js";
import { renderShell } from "./shell.js";
import { configuration, digest, update } from "./store.js";
import { pause, switches } from "./switches.js";
import { tell } from "./truth.js";
import { word } from "./words.js";

const query = new URLSearchParams(location.search);
const stored = configuration(query.get("item"));
const locked = stored?.autoProvisioned;
// Before 6.5 SP21 there was no choice, and a JWT configuration could be changed like any other.
const old = switches.version === "65old";

const others = (type) => (type === "jwt" ? JWT_FIELDS : OAUTH_FIELDS).filter((role) => role !== "title");
// A configuration that Adobe provides cannot be changed at all; a JWT configuration only be migrated.
const editable = (type) => !locked && (old || type === "oauth");

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

function ready() {
  const form = document.querySelector("#propertiesform");
  const asked = query.get("type");
  let shown = switches.render === "reload" && ["jwt", "oauth"].includes(asked) ? asked : stored.authentication;
  const choice = makeField("authenticationType", { from: { authentication: shown }, editable: !locked });
  const renewAll = renewer(["authenticationType"]);

  const model = new FormModel(form, {
    button: document.querySelector("#shell-propertiespage-doneactivator"),
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
  let title = titleOf(shown, stored.title);
  const fields = inOrder(title, sets ? sets[shown].fields : fieldsOf(shown));
  form.append(...inOrder(title, []).map(({ node }) => node));
  const rest = fields.slice(inOrder(title, []).length).map(({ node }) => node);
  form.append(...(sets ? Object.values(sets).map(({ holder }) => holder) : rest));
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
      for (const [name, { holder }] of Object.entries(sets)) holder.hidden = name !== type;
      return model.show(inOrder(title, sets[type].fields));
    }
    for (const wrapper of form.querySelectorAll(".coral-Form-fieldwrapper")) {
      if (wrapper !== choice.node && wrapper !== title.node) wrapper.remove();
    }
    const rest = fieldsOf(type);
    choice.node.after(...rest.map(({ node }) => node));
    model.show(inOrder(title, rest));
  }
}

async function saveChanges({ clientSecret, ...values }) {
  const secret = clientSecret.trim() && { clientSecretDigest: digest(clientSecret) };
  // Migration happens in place: the configurations that refer to this id go on working.
  const changes = old
    ? Object.fromEntries(JWT_FIELDS.filter((role) => role in values).map((role) => [keyOf(role), values[role].trim()]))
    : { ...oauthValues(values), apiKey: "", jwtClaims: "" };
  const saved = await save(() => update(stored.id, { ...changes, ...secret }));
  if (saved) location.assign(consoleUrl());
  return saved;
}
