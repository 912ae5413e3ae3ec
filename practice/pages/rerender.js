// A form that renders its fields anew while somebody fills them, as frameworks do: other nodes, same values. With
// render=twice that happens once, with rerender=each after every field.

import { makeField } from "./fields.js";
import { switches } from "./switches.js";

/** Replaces each of the model's fields by a new one, except those in `keep`. */
export function renew(model, keep = []) {
  const fields = model.fields.map((field) => {
    if (keep.includes(field.role)) return field;
    const { role, value, editable, secretKnown } = field;
    const fresh = makeField(role, { value, editable, from: secretKnown ? { clientSecretDigest: "known" } : {} });
    field.node.replaceWith(fresh.node);
    return fresh;
  });
  model.show(fields, true);
}

/**
 * Returns a function for FormModel's `reported`, which renews the fields when one that is typed into changes: the first
 * time with render=twice, each time with rerender=each.
 */
export function renewer(keep) {
  let isDue = switches.render === "twice";
  return (model, field, type) => {
    if (type !== "change" || field.control.localName === "coral-select") return;
    if (isDue || switches.rerender === "each") renew(model, keep);
    isDue = false;
  };
}
