// The properties page of one configuration, and with it the migration from JWT to OAuth (facts §2.3, §8).

import { consoleUrl, html, nodes } from "./dom.js";
import { JWT_FIELDS, OAUTH_FIELDS, field, formPage, oauthValues, watch } from "./form.js";
import { renderShell } from "./shell.js";
import { configuration, digest, update } from "./store.js";
import { pause } from "./switches.js";
import { word } from "./words.js";

const stored = configuration(new URLSearchParams(location.search).get("item"));
const locked = stored?.autoProvisioned;

/** The fields of `type`, in order, without the Authentication Type itself. */
function fieldsOf(type) {
  // JWT configurations cannot be edited, only migrated; those that Adobe provides cannot be changed at all.
  const disabled = locked || type === "jwt";
  // A change of the type starts with empty fields, except for the title: the configuration stays the same one.
  const from = type === stored.authentication ? stored : { title: stored.title };
  return (type === "jwt" ? JWT_FIELDS : OAUTH_FIELDS).map((name) => field(name, { from, disabled }));
}

function render() {
  const [title, ...rest] = fieldsOf(stored.authentication);
  renderShell({
    title: stored.title,
    view: "shell-propertiespage-view",
    content: formPage({
      heading: stored.title,
      done: word("saveAndClose"),
      warning: stored.authentication === "jwt" && word("jwtWarning"),
      fields: [title, field("authenticationType", { from: stored, disabled: locked }), rest],
    }),
  });

  const form = document.querySelector("#propertiesform");
  const select = form.querySelector("coral-select");
  let shown = stored.authentication;
  const restart = watch(form, {
    button: document.querySelector("#shell-propertiespage-doneactivator"),
    // JWT configurations can no longer be updated.
    allowed: () => !locked && select.value === "oauth" && shown === "oauth",
    save: async ({ clientSecret, ...data }) => {
      await pause(400);
      // Migration happens in place: the configurations that refer to this id go on working.
      const secret = clientSecret.trim() && { clientSecretDigest: await digest(clientSecret) };
      update(stored.id, { ...oauthValues(data), apiKey: "", jwtClaims: "", ...secret });
      location.assign(consoleUrl());
    },
  });

  // Only Coral's own event and value count: a select that merely looks changed changes nothing.
  select.addEventListener("change", async ({ target }) => {
    if (target !== select) return;
    const chosen = select.value;
    await pause(120);
    if (chosen !== select.value || chosen === shown) return;
    shown = chosen;
    replaceFields(select.closest(".coral-Form-fieldwrapper"), fieldsOf(chosen));
    restart();
  });
}

/** Puts new fields around the Authentication Type, which stays; the old nodes are gone for good. */
function replaceFields(keep, [title, ...rest]) {
  for (const wrapper of keep.parentNode.querySelectorAll(".coral-Form-fieldwrapper")) {
    if (wrapper !== keep) wrapper.remove();
  }
  keep.before(...nodes(title));
  keep.after(...nodes(html`${rest}`));
}

if (stored) {
  render();
} else {
  renderShell({
    title: word("notFound"),
    view: "shell-propertiespage-view",
    content: formPage({ heading: word("notFound"), fields: "" }),
  });
}
