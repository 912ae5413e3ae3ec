// Which items are selected: by Coral's own component where the page has it, and by clicks where it has not. Granite's
// vocabulary follows either: the class foundation-selections-item, and the event foundation-selections-change.

import { switches } from "./switches.js";

/** Coral's components all have `selectedItems`, and items with `selected`. */
function ofCoral(collection, view, items) {
  return {
    items: () => collection.selectedItems,
    select: (selected) => items().forEach((item) => (item.selected = selected)),
    changes: (tell) => collection.addEventListener(view.event, tell),
  };
}

function ofClicks(collection, view, items) {
  const chosen = new Set();
  let told = () => {};
  const mark = (item, selected) => {
    chosen[selected ? "add" : "delete"](item);
    item.classList.toggle("is-selected", selected);
    item.toggleAttribute("selected", selected);
    item.setAttribute("aria-selected", String(selected));
  };
  collection.addEventListener("click", ({ target }) => {
    const item = target.closest(view.selects)?.closest(".foundation-collection-item");
    if (!item) return;
    mark(item, !chosen.has(item));
    told();
  });
  return {
    items: () => [...chosen],
    select(selected) {
      for (const item of items()) mark(item, selected);
      told();
    },
    changes: (tell) => (told = tell),
  };
}

/**
 * Keeps the selection of `collection`; `changed` is told how many items it has. Gives what can be asked and done: the
 * ids of the selected, and to select all that are loaded, or none.
 */
export function keepSelection(collection, view, changed) {
  const items = () => [...collection.querySelectorAll(".foundation-collection-item")];
  const make = view.plain || switches.skin === "coral3" ? ofClicks : ofCoral;
  const selection = make(collection, view, items);
  let marked = [];
  selection.changes(() => {
    const selected = selection.items();
    for (const item of marked) item.classList.remove("foundation-selections-item");
    for (const item of selected) item.classList.add("foundation-selections-item");
    marked = selected;
    changed(selected.length);
    collection.dispatchEvent(new CustomEvent("foundation-selections-change", { bubbles: true }));
  });
  return {
    ids: () => selection.items().map((item) => item.dataset.foundationCollectionItemId),
    selectAll: () => selection.select(true),
    selectNone: () => selection.select(false),
  };
}
