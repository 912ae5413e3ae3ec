/*
 * How AEM's page is built, for a report that a person looks at before sending it: tags, attribute names, and the few
 * values and labels that say nothing of the customer. It tells no text, value, id or title. A part of page.js.
 */
(() => {
  "use strict";
  if (AemPage.structure) return;
  const { OURS, textOf } = AemPage.parts;
  const { CELL, ROW, itemSelectorNow } = AemPage.parts.items;

  // The attributes whose values may be told, where they are single words; the beginnings of names that
  // are the page's makers' and nobody else's; whose texts are labels; and what may hold the name of a person.
  const TOLD = ["type", "is", "handle", "variant", "icon", "role"];
  const MAKERS = /^_?(foundation|coral|granite|betty|cq)-/;
  const MAKERS_DATA = /^data-(foundation|coral|granite|betty|cq)-/;
  const LABELS = "label, .coral-Form-fieldlabel, button, a[is=coral-anchorbutton], th";
  const NOT_TOLD = "coral-shell-header, .granite-shell-header, script, style, svg, template, link, noscript";

  const plain = (value) => /^[A-Za-z][\w-]{0,40}$/.test(value);
  const isMakers = (tag) => !tag.includes("-") || MAKERS.test(`${tag}-`);

  /** An element's own cells: its tag, its attributes, and its label where it has one. */
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

  // Of an element's markup, what makes no difference to its lines: the values that are not told, and texts.
  const VALUES = new RegExp(` (?!(?:${TOLD.join("|")}|class|[\\w-]*rel)=)([^\\s=<>"]+)="[^"]*"`, "g");
  const TEXTS = />[^<]+</g;
  const markupOf = (element) => element.outerHTML.replace(VALUES, " $1").replace(TEXTS, "><");

  const REPEATED = ["option", "coral-select-item", "coral-selectlist-item"];

  /** An element's lines, and those of what is in it. Items and options of one shape are listed once and counted. */
  function listed(element, found, depth, mayLabel) {
    const own = [`${depth}${CELL}${shapeOf(element, mayLabel)}`];
    if (element.localName === "iframe" || element.matches(OURS)) return own;
    const shapes = new Map();
    // Ten thousand items have a few shapes, and markup that is the same has the same one.
    const alike = new Map();
    for (const child of element.children) {
      if (child.matches(NOT_TOLD)) continue;
      const isItem = found && child.matches(found);
      const repeats = isItem || REPEATED.includes(child.localName);
      const markup = isItem && markupOf(child);
      const lines = (isItem && alike.get(markup)) || listed(child, found, depth + 1, mayLabel && !isItem);
      if (isItem) alike.set(markup, lines);
      const shape = repeats && lines.join(ROW);
      if (repeats && shapes.has(shape)) {
        shapes.get(shape).count++;
        continue;
      }
      const at = own.push(...lines) - lines.length;
      if (repeats) shapes.set(shape, { at, count: 1 });
    }
    for (const { at, count } of shapes.values()) if (count > 1) own[at] += `${CELL}×${count}`;
    return own;
  }

  /**
   * The page's tags and attribute names, one line an element: how deep it is, then its cells. No text but labels of
   * fields, buttons and table heads; no value but those of the list in this file's head.
   */
  function structure() {
    return listed(document.body, itemSelectorNow(), 0, true).slice(0, 4000).join(ROW);
  }

  AemPage.structure = structure;
})();
