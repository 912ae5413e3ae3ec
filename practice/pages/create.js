// The page that creates a configuration: OAuth only, since new JWT credentials no longer exist (facts §2.2); on an
// older 6.5 it is the wizard of wizard.js.

import { contentTree } from "./components.js";
import { consoleUrl } from "./dom.js";
import { chooseSolution, save } from "./failures.js";
import { makeField, OAUTH_FIELDS } from "./fields.js";
import { FormModel, formPage, oauthValues } from "./form.js";
import { renewer } from "./rerender.js";
import { renderShell } from "./shell.js";
import { add, digest } from "./store.js";
import { switches } from "./switches.js";
import { tell } from "./truth.js";
import { renderWizard } from "./wizard.js";
import { word } from "./words.js";

if (switches.version === "65old") {
  renderWizard();
} else {
  tell({ page: "create" });
  renderShell({
    title: word("technicalAccountConfiguration"),
    view: "shell-propertiespage-view",
    content: formPage({
      heading: word("technicalAccountConfiguration"),
      done: word("create"),
      wizard: true,
      warning: word("createWarning"),
    }),
    ready,
  });
}

function ready() {
  const form = contentTree().querySelector("#propertiesform");
  const fields = ["cloudSolution", ...OAUTH_FIELDS].map((role) => makeField(role));
  form.append(...fields.map(({ node }) => node));
  const renew = renewer();
  const model = new FormModel(form, {
    button: contentTree().querySelector("[data-foundation-wizard-control-action=next]"),
    reported(field, type) {
      if (field.role === "cloudSolution") chooseSolution();
      renew(model, field, type);
    },
    async save({ clientSecret, ...values }) {
      const saved = await save(() => add({ ...oauthValues(values), clientSecretDigest: digest(clientSecret) }));
      if (saved) location.assign(consoleUrl());
      return saved;
    },
  });
  model.show(fields);
}
