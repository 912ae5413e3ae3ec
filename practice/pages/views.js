// The ways a list can be shown, each with Granite's vocabulary around it (facts §4): cards, a table, a column view,
// or anything made of collection items. Markup only; selection.js makes it respond.

import { consolePath, html } from "./dom.js";
import { switches } from "./switches.js";
import { word } from "./words.js";

export const TARGET = ".cq-adobeims-configurations";

const QUICK_ACTIONS = ["properties", "check", "delete"].map(activatorOf).join(" ");

/** The class by which Granite finds the button of an action. */
export function activatorOf(action) {
  return `cq-adobeims-admin-actions-${action}-activator`;
}

/** The mark of a JWT configuration. What AEM has today is an alert (facts §4, pixel proof); it may change (facts §9.8). */
const BADGES = {
  alert: () =>
    html`<coral-alert variant="error"><coral-alert-header>${word("jwtBadge")}</coral-alert-header></coral-alert>`,
  tag: () => html`<coral-tag size="M" color="red">${word("jwtBadge")}</coral-tag>`,
  status: () => html`<coral-status variant="error">${word("jwtBadge")}</coral-status>`,
  none: () => "",
};

/** The same for items without components, by the classes of older AEM consoles; thousands of them are no burden. */
const PLAIN_BADGES = {
  alert: () => html`<span class="coral-Alert coral-Alert--error">${word("jwtBadge")}</span>`,
  tag: () => html`<span class="coral-Tag coral-Tag--error">${word("jwtBadge")}</span>`,
  status: () => html`<span class="coral-Status coral-Status--error">${word("jwtBadge")}</span>`,
  none: () => "",
};

const badge = ({ authentication }, badges = BADGES) => authentication === "jwt" && badges[switches.badge]();

// Meant to be in a language that no list of words has: Esperanto for "provided by the supplier".
const FOREIGN = "Provizita de la liveranto";

/** What tells one of Adobe's own configurations; `tag` is the element that a line of the view has. */
const OWNED = {
  words: (tag) => html`<hr>${line(tag, word("autoProvisioned"))}`,
  rule: (tag) => html`<hr>${line(tag, FOREIGN)}`,
  property: () => html`<coral-card-property icon="lockOn">${word("autoProvisioned")}</coral-card-property>`,
};

const owned = ({ autoProvisioned }, tag) => autoProvisioned && OWNED[switches.auto](tag);

// The name of an element cannot be a value of the tag `html`, which escapes only what stands in text and attributes.
function line(tag, text) {
  return {
    "coral-card-context": html`<coral-card-context>${text}</coral-card-context>`,
    div: html`<div class="foundation-layout-util-subtletext">${text}</div>`,
  }[tag];
}

const identity = ({ id }) => html`class="foundation-collection-item" data-foundation-collection-item-id="${id}"
        data-granite-collection-item-id="${id}"`;

const quickActions = html`
      <meta class="foundation-collection-quickactions"
        data-foundation-collection-quickactions-rel="${QUICK_ACTIONS}">`;

const picture = html`<img src="/practice/atom.svg" alt="">`;

/** Granite's attributes of a collection. */
const collection = (layout) => html`
          selectionmode="multiple" data-foundation-collection-id="${consolePath().replace(/\.html$/, "")}"
          data-foundation-collection-src="${consolePath()}" data-foundation-selections-mode="multiple"
          data-foundation-layout='${JSON.stringify({
            name: `foundation-layout-${layout.name}`,
            limit: 20,
            layoutId: layout.id,
          })}'`;

const NAME = TARGET.slice(1);

/**
 * Each view: `whole` makes the collection around its items, `item` makes one, `body` finds the element that holds
 * them, `event` is what Coral's component fires when its selection changes (none: it is no component), `selects` what
 * has to be clicked to select an item, `plain` whether that is so in any skin.
 */
export const VIEWS = {
  cards: {
    event: "coral-masonry:change",
    selects: ".foundation-collection-item",
    body: (whole) => whole,
    whole: (items) => html`
      <coral-masonry class="${NAME} foundation-collection" layout="fixed-spread" columnwidth="242" spacing="15"${collection(
        { name: "masonry", id: "card" },
      )}>
        ${items}
      </coral-masonry>`,
    item: (one) => html`
    <coral-masonry-item ${identity(one)}>
      <coral-card>
        <coral-card-asset>${picture}</coral-card-asset>
        <coral-card-content>
          <coral-card-context>${word("technicalAccount")}</coral-card-context>
          <coral-card-title class="foundation-collection-item-title">${one.title}</coral-card-title>
          ${owned(one, "coral-card-context")}
        </coral-card-content>
        ${
          badge(one) &&
          html`
          <coral-card-info>
            ${badge(one)}
          </coral-card-info>`
        }
      </coral-card>${quickActions}
    </coral-masonry-item>`,
  },
  table: {
    event: "coral-table:change",
    selects: "[coral-table-rowselect]",
    body: (whole) => whole.querySelector("tbody"),
    whole: (items) => html`
      <table is="coral-table" selectable multiple class="${NAME} foundation-collection"${collection({
        name: "table",
        id: "list",
      })}>
        <thead is="coral-table-head"><tr is="coral-table-row">
          <th is="coral-table-headercell"></th>
          <th is="coral-table-headercell">${word("title")}</th>
          <th is="coral-table-headercell">${word("account")}</th>
          <th is="coral-table-headercell"></th>
        </tr></thead>
        <tbody is="coral-table-body">${items}</tbody>
      </table>`,
    item: (one) => html`
    <tr is="coral-table-row" ${identity(one)}>
      <td is="coral-table-cell" coral-table-rowselect>${picture}</td>
      <td is="coral-table-cell" class="foundation-collection-item-title" value="${one.title}">${one.title}</td>
      <td is="coral-table-cell">${line("div", word("technicalAccount"))}${owned(one, "div")}</td>
      <td is="coral-table-cell">${badge(one)}${quickActions}</td>
    </tr>`,
  },
  columns: {
    event: "coral-columnview:change",
    // Coral Spectrum makes a box of its own for that; in Coral 3 it is the picture.
    selects: "coral-columnview-item-thumbnail",
    body: (whole) => whole.querySelector("coral-columnview-column-content"),
    whole: (items) => html`
      <coral-columnview class="${NAME} foundation-collection"${collection({ name: "columnview", id: "column" })}>
        <coral-columnview-column>
          <coral-columnview-column-content>${items}</coral-columnview-column-content>
        </coral-columnview-column>
      </coral-columnview>`,
    item: (one) => html`
    <coral-columnview-item ${identity(one)}>
      <coral-columnview-item-thumbnail>${picture}</coral-columnview-item-thumbnail>
      <coral-columnview-item-content>
        <div class="foundation-collection-item-title">${one.title}</div>
        ${line("div", word("technicalAccount"))}
        ${owned(one, "div")}
        ${badge(one)}
      </coral-columnview-item-content>${quickActions}
    </coral-columnview-item>`,
  },
  list: {
    plain: true,
    selects: ".foundation-collection-item",
    body: (whole) => whole,
    whole: (items) => html`
      <div class="${NAME} foundation-collection"${collection({ name: "list", id: "list" })}>${items}</div>`,
    item: (one) => html`
    <div ${identity(one)}>
      <span class="practice-check" aria-hidden="true"></span>
      <div class="foundation-collection-item-title">${one.title}</div>
      ${line("div", word("technicalAccount"))}
      ${owned(one, "div")}
      ${badge(one, PLAIN_BADGES)}${quickActions}
    </div>`,
  },
};
