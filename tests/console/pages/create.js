// The page that creates a configuration: OAuth only, since new JWT credentials no longer exist (facts §2.2).

import { consoleUrl } from "./dom.js";
import { OAUTH_FIELDS, field, formPage, oauthValues, watch } from "./form.js";
import { renderShell } from "./shell.js";
import { add, digest } from "./store.js";
import { pause } from "./switches.js";
import { word } from "./words.js";

renderShell({
  title: word("technicalAccountConfiguration"),
  view: "shell-propertiespage-view",
  content: formPage({
    heading: word("technicalAccountConfiguration"),
    done: word("create"),
    wizard: true,
    warning: word("createWarning"),
    fields: ["cloudServiceName", ...OAUTH_FIELDS].map((name) => field(name)),
  }),
});

watch(document.querySelector("#propertiesform"), {
  button: document.querySelector("[data-foundation-wizard-control-action=next]"),
  save: async ({ clientSecret, ...data }) => {
    await pause(400);
    add({ ...oauthValues(data), clientSecretDigest: await digest(clientSecret) });
    location.assign(consoleUrl());
  },
});
