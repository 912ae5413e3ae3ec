// A form that renders its fields anew while somebody fills them (switch render=twice): other nodes, same values.

import { makeField } from "./fields.js";
import { switches } from "./switches.js";

/** Puts a new field in the place of each of the model's, but for those in `keep`. */
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

/** Gives a function for FormModel's `reported`, which renews the fields on the first change of one that is typed into. */
export function renewOnce(keep) {
  let renewed = switches.render !== "twice";
  return (model, field, type) => {
    if (renewed || type !== "change" || field.control.localName === "coral-select") return;
    renewed = true;
    renew(model, keep);
  };
}
