/*
 * A part of page.js: describes how AEM's page is built, for a report that a person reviews before sending it. It gives
 * tags, attribute names, and the few values and labels that say nothing about the customer; never a text, value, id or
 * title.
 */
(() => {
  "use strict";
  const { parts } = AemPage;
  // All parts have run before.
  if (!parts) return;
  const { OURS, textOf } = parts;
  const { CELL, ROW, itemSelectorNow } = parts.items;

  // In this order: attributes whose values are reported if they are single words; prefixes of class names and of data
  // attributes that the page's makers chose, not a customer; elements whose texts are labels; elements that are left
  // out, because they may hold a person's name, or nothing of interest.
  const TOLD = ["type", "is", "handle", "variant", "icon", "role"];
  const MAKERS = /^_?(foundation|coral|granite|betty|cq)-/;
  const MAKERS_DATA = /^data-(foundation|coral|granite|betty|cq)-/;
  const LABELS = "label, .coral-Form-fieldlabel, button, a[is=coral-anchorbutton], th";
  const NOT_TOLD = "coral-shell-header, .granite-shell-header, script, style, svg, template, link, noscript";

  /** @param {string} value */
  const plain = (value) => /^[A-Za-z][\w-]{0,40}$/.test(value);
  /** @param {string} tag */
  const isMakers = (tag) => !tag.includes("-") || MAKERS.test(`${tag}-`);

  /**
   * An element's own cells: its tag, its attributes, and its label if it has one.
   * @param {Element} element
   * @param {boolean} mayLabel
   */
  function shapeOf(element, mayLabel) {
    const tag = element.localName;
    const cells = [isMakers(tag) ? tag : "other-element"];
    for (const { name, value } of element.attributes) {
      if (name.startsWith("data-") && !MAKERS_DATA.test(name)) continue;
      const tokens = name === "class" || name === "rel" || name.endsWith("-rel");
      const told = tokens ? value.split(/\s+/).filter((token) => MAKERS.test(token) && plain(token)) : [];
      if (TOLD.includes(name) && plain(value)) told.push(value);
      cells.push(`@${name}${told.length ? `=${told.join(" ")}` : ""}`);
    }
    const label = mayLabel && element.matches(LABELS) && textOf(element);
    if (label && label.length <= 60) cells.push(`"${label}`);
    return cells.join(CELL);
  }

  // What makes no difference to an element's lines: values that are not reported, and texts.
  const VALUES = new RegExp(` (?!(?:${TOLD.join("|")}|class|[\\w-]*rel)=)([^\\s=<>"]+)="[^"]*"`, "g");
  const TEXTS = />[^<]+</g;
  /** @param {Element} element */
  const markupOf = (element) => element.outerHTML.replace(VALUES, " $1").replace(TEXTS, "><");

  const REPEATED = ["option", "coral-select-item", "coral-selectlist-item"];

  /**
   * The lines of an element and its descendants. Items and options of the same shape are listed once and counted.
   * @param {Element} element
   * @param {string | undefined} found the items' selector
   * @param {number} depth
   * @param {boolean} mayLabel
   * @returns {string[]}
   */
  function listed(element, found, depth, mayLabel) {
    const own = [`${depth}${CELL}${shapeOf(element, mayLabel)}`];
    if (element.localName === "iframe" || element.matches(OURS)) return own;
    /** @type {Map<string, { at: number, count: number }>} */
    const shapes = new Map();
    // Cache by markup: ten thousand items have a few shapes.
    /** @type {Map<string, string[]>} */
    const alike = new Map();
    const { shadowRoot } = element;
    if (shadowRoot) {
      own.push(`${depth + 1}${CELL}shadow-root`);
      for (const child of shadowRoot.children) {
        if (!child.matches(NOT_TOLD)) own.push(...listed(child, found, depth + 2, mayLabel));
      }
    }
    for (const child of element.children) {
      if (child.matches(NOT_TOLD)) continue;
      const isItem = found && child.matches(found);
      const repeats = isItem || REPEATED.includes(child.localName);
      const markup = isItem ? markupOf(child) : undefined;
      const cached = markup === undefined ? undefined : alike.get(markup);
      const lines = cached ?? listed(child, found, depth + 1, mayLabel && !isItem);
      if (markup !== undefined) alike.set(markup, lines);
      const shape = repeats ? lines.join(ROW) : undefined;
      const same = shape === undefined ? undefined : shapes.get(shape);
      if (same) {
        same.count++;
        continue;
      }
      const at = own.push(...lines) - lines.length;
      if (shape !== undefined) shapes.set(shape, { at, count: 1 });
    }
    for (const { at, count } of shapes.values()) if (count > 1) own[at] += `${CELL}×${count}`;
    return own;
  }

  /**
   * The page's tags and attribute names, one line per element: its depth, then its cells. No texts but the labels of
   * fields, buttons and table heads; no values but those that the constants above allow.
   */
  function structure() {
    return listed(document.body, itemSelectorNow(), 0, true).slice(0, 4000).join(ROW);
  }

  AemPage.structure = structure;
})();
