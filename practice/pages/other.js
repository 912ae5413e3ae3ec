// Any other AEM console, with what might mislead the assistant: cards, a form, a secret, even the word JWT.

import { html } from "./dom.js";
import { renderShell } from "./shell.js";

// "/libs/wcm/core/content/sites.html" becomes "Sites".
const name =
  location.pathname
    .match(/([^/.]*)(\.[^/]*)?\/?$/)[1]
    .replace(/[-_]/g, " ")
    .trim() || "start";
const title = name[0].toUpperCase() + name.slice(1);

const card = (text) => html`
  <coral-masonry-item class="foundation-collection-item" data-foundation-collection-item-id="/content/${text}">
    <coral-card>
      <coral-card-asset><img src="/practice/atom.svg" alt=""></coral-card-asset>
      <coral-card-content>
        <coral-card-context>Page</coral-card-context>
        <coral-card-title class="foundation-collection-item-title">${text}</coral-card-title>
      </coral-card-content>
    </coral-card>
  </coral-masonry-item>`;

const field = (id, label, control) => html`
  <div class="coral-Form-fieldwrapper">
    <label id="${id}" class="coral-Form-fieldlabel">${label}</label>
    ${control}
  </div>`;

renderShell({
  title: `AEM ${title}`,
  view: "shell-collectionpage-view",
  content: html`
    <div class="foundation-layout-panel-header">
      <betty-titlebar id="granite-shell-actionbar">
        <betty-titlebar-primary></betty-titlebar-primary>
        <betty-titlebar-title><span class="granite-title" role="heading" aria-level="1">${title}</span></betty-titlebar-title>
        <betty-titlebar-secondary></betty-titlebar-secondary>
      </betty-titlebar>
    </div>
    <div class="foundation-layout-panel-content foundation-collection-content">
      <coral-masonry class="foundation-collection" layout="fixed-spread" columnwidth="242" spacing="15"
          data-foundation-collection-id="/content">
        ${["Home", "News", "About JWT and OAuth"].map(card)}
      </coral-masonry>
      <form class="foundation-form coral-Form coral-Form--vertical">
        ${field(
          "label_protocol",
          "Protocol",
          html`
          <coral-select class="coral-Form-field" name="protocol" labelledby="label_protocol">
            <coral-select-item value="basic" selected>Basic</coral-select-item>
            <coral-select-item value="token">Token</coral-select-item>
          </coral-select>`,
        )}
        ${field(
          "label_user",
          "User *",
          html`
          <input is="coral-textfield" class="coral-Form-field" name="user" labelledby="label_user" aria-required="true">`,
        )}
        ${field(
          "label_password",
          "Password *",
          html`
          <input is="coral-textfield" type="password" autocomplete="off" class="coral-Form-field" name="password"
            labelledby="label_password" aria-required="true">`,
        )}
      </form>
    </div>`,
});
