/*
 * A part of page.js: reads the fields of a form, what each is, what it holds, and whether the form would send that. Which
 * of them is which, Rust decides.
 */
(() => {
  "use strict";
  const { parts } = AemPage;
  // All parts have run before.
  if (!parts) return;
  const { OURS, closest, dialogKeyOf, flag, fold, formOf, hostOf, keyAs, keyOf, placeNow, seen, textOf, treesOf } =
    parts;
  const { visible } = parts;
  // For what the parts behind this one add.
  const later = parts;

  // --- Every selector of this file ---
  const FIELDS = "input, textarea, select, coral-select, coral-buttongroup, [role=radiogroup], [role=group]";
  // Groups of buttons of which one is chosen, and the buttons.
  const CHOICES = "coral-buttongroup, [role=radiogroup], [role=group]";
  const CHOICE = "[role=radio], button[aria-pressed], coral-buttongroup > button";
  const NOT_A_FIELD = "hidden submit button reset image file".split(" ");
  const WRAPPER = ".coral-Form-fieldwrapper";
  const LABEL = "label, .coral-Form-fieldlabel";
  // What holds several texts in the place of one.
  const LISTS = "coral-multifield, coral-taglist, coral-autocomplete[multiple], [role=listbox]";
  // A step of a wizard, or a tab.
  const PANELS = ".foundation-wizard-step, coral-panel, [role=tabpanel]";
  // What belongs to one field, where no wrapper does.
  const SURROUNDS = "fieldset, li, tr, p, [role=group], [role=radiogroup]";

  /** @type {PageParts["treeOf"]} */
  const treeOf = (element) => /** @type {Document | ShadowRoot} */ (element.getRootNode());

  /** @param {Element} element */
  const isRadio = (element) => /** @type {HTMLInputElement} */ (element).type === "radio";

  /**
   * The radio buttons of one choice, in document order.
   * @param {Element} radio
   * @returns {HTMLInputElement[]}
   */
  function radiosOf(radio) {
    const { name, form } = /** @type {HTMLInputElement} */ (radio);
    const around = (name ? form : radio.closest(`${WRAPPER}, ${SURROUNDS}`)) ?? treeOf(radio);
    const all = /** @type {NodeListOf<HTMLInputElement>} */ (around.querySelectorAll("input[type=radio]"));
    return [...all].filter((one) => one.name === name && one.form === form);
  }

  /** @param {Element} element */
  const choicesOf = (element) => (element.matches(CHOICES) ? [...element.querySelectorAll(CHOICE)] : []);

  /** @param {Element} element */
  const isChosen = (element) =>
    ["aria-checked", "aria-pressed", "aria-selected"].some((name) => element.getAttribute(name) === "true") ||
    element.hasAttribute("selected");

  /** @param {Element} element */
  const disabled = (element) =>
    flag(element, "disabled") ||
    element.matches(":disabled") ||
    Boolean(closest(element, "[inert], fieldset:disabled"));

  /**
   * @param {Element} element
   * @returns {FieldKind}
   */
  function kindOf(element) {
    if (["coral-select", "select"].includes(element.localName) || isRadio(element) || element.matches(CHOICES)) {
      return "select";
    }
    if (element.localName === "textarea") return "multiline";
    const { type } = /** @type {HTMLInputElement} */ (element);
    if (type === "password" || type === "checkbox") return type;
    return ["text", "url", "email", "search", "tel", ""].includes(type) ? "text" : "other";
  }

  /**
   * Whether a field is one of several that hold a list together: each takes one entry of it.
   * @param {Element} element
   */
  function isOfList(element) {
    if (closest(element, LISTS)) return true;
    /** @param {Element} one */
    const isText = (one) => ["text", "multiline"].includes(kindOf(one)) && visible(one);
    if (!isText(element)) return false;
    const name = nameOf(element);
    const form = formElementOf(element);
    if (name && form && fieldsWithin(form).filter((one) => nameOf(one) === name && isText(one)).length > 1) return true;
    const around = element.closest(WRAPPER) ?? element.closest(SURROUNDS) ?? element.parentElement;
    if (!around || around === form || around === document.body) return false;
    const texts = fieldsWithin(around).filter(isText);
    // Of those with a label each, each is a field of its own.
    const labelled = new Set(texts.flatMap((one) => later.ownLabelsOf(one).filter(Boolean)));
    return texts.length > 1 && labelled.size <= 1 && around.querySelectorAll(LABEL).length <= 1;
  }

  /**
   * Whether a field stands on a step of a wizard, or on a tab, that is not the one that is shown.
   * @param {Element} element
   */
  function isOnOtherPanel(element) {
    const panel = closest(element, PANELS);
    return panel !== null && !panel.checkVisibility();
  }

  /** @param {Element} element */
  function optionsOf(element) {
    if (isRadio(element)) {
      return radiosOf(element).map((radio) => {
        const label = radio.labels?.[0] ?? radio.closest("coral-radio, label");
        return { value: radio.value, text: later.labelText(label) || fold(radio.getAttribute("aria-label")) };
      });
    }
    const choices = choicesOf(element);
    const options = element.querySelectorAll(element.localName === "select" ? "option" : "coral-select-item");
    return (choices.length ? choices : [...options]).map((option) => ({
      value: option.getAttribute("value") ?? textOf(option),
      text: textOf(option),
    }));
  }

  /**
   * The hidden input in which a coral-select keeps what the form would send.
   * @param {Element} element
   * @returns {HTMLInputElement | null}
   */
  const hiddenInputOf = (element) => element.querySelector("input[handle=input]");

  /** @param {Element} element */
  function valueOf(element) {
    if (element.localName === "coral-select") return hiddenInputOf(element)?.value ?? "";
    if (isRadio(element)) return radiosOf(element).find((radio) => radio.checked)?.value ?? "";
    if (element.matches(CHOICES)) {
      const chosen = choicesOf(element).find(isChosen);
      return chosen ? (chosen.getAttribute("value") ?? textOf(chosen)) : "";
    }
    const { type, checked, value } = /** @type {HTMLInputElement} */ (element);
    return type === "checkbox" ? String(checked) : value;
  }

  /**
   * The component whose only field this is: it then has the field's name and its label.
   * @type {PageParts["componentOf"]}
   */
  function componentOf(element) {
    const host = hostOf(element);
    const root = host?.shadowRoot;
    return root && !root.querySelector("form") && fieldsWithin(root).length === 1 ? host : undefined;
  }

  /** @type {PageParts["nameOf"]} */
  function nameOf(element) {
    const name = element.getAttribute("name") || hiddenInputOf(element)?.name;
    const component = name ? undefined : componentOf(element);
    return name || (component ? nameOf(component) : "");
  }

  /** @type {PageParts["formElementOf"]} */
  const formElementOf = (element) => /** @type {HTMLInputElement} */ (element).form ?? closest(element, "form");

  /**
   * What of a form stands for an element: itself, or the component in whose shadow root it is.
   * @param {Element} element
   * @param {Element} form
   */
  function inTreeOf(element, form) {
    let own = element;
    for (let host = hostOf(own); host && treeOf(own) !== treeOf(form); host = hostOf(own)) own = host;
    return own;
  }

  /**
   * Whether the form would send just this value of a field. Of several with one name the server takes any.
   * @param {Element} element
   * @param {string} value
   * @param {Map<Element, Sending>} sent what forms would send, as far as this look has asked
   */
  function isSent(element, value, sent) {
    const form = formElementOf(element);
    // What a select that is locked holds, Coral 3 does not have sent.
    if (!form || value === "" || disabled(element) || flag(element, "readonly")) return true;
    // What is in a shadow root a form sends under the name of the component, if that takes part in it.
    const own = inTreeOf(element, form);
    const name = nameOf(own);
    if (!name) {
      const around = own.closest(WRAPPER) ?? own.parentElement;
      const twins = [...(around?.querySelectorAll("input[type=hidden][name]") ?? [])];
      return !twins.length || twins.some((twin) => /** @type {HTMLInputElement} */ (twin).value === value);
    }
    const sending = sendingOf(form, sent);
    sending.data ??= new FormData(/** @type {HTMLFormElement} */ (form));
    const values = sending.data.getAll(name).map(String).filter(Boolean);
    return values.length > 0 && values.every((one) => one === value);
  }

  /**
   * @param {Element} form
   * @param {Map<Element, Sending>} sent
   */
  function sendingOf(form, sent) {
    let sending = sent.get(form);
    if (!sending) sent.set(form, (sending = {}));
    return sending;
  }

  const SAME_WINDOW = ["", "_self", "_top", "_parent"];

  /**
   * Whether a form, or a button by what it overrules of its form, would send what is typed otherwise than by a POST to this
   * origin, in this window. Reads attributes, because a field named "action" shadows the form's property.
   * @param {Element} element
   * @param {string} prefix of a button's attributes
   */
  function strays(element, prefix = "") {
    /** @param {string} name */
    const has = (name) =>
      element
        .getAttribute(prefix + name)
        ?.trim()
        .toLowerCase();
    const action = element.getAttribute(`${prefix}action`);
    try {
      if (action && new URL(action, document.baseURI).origin !== location.origin) return true;
    } catch {
      return true;
    }
    // What a method or an encoding is not known as, a browser takes for the default, which is GET, or fit.
    return (
      !["post", undefined].includes(has("method")) ||
      !SAME_WINDOW.includes(has("target") ?? "") ||
      has("enctype") === "text/plain"
    );
  }

  // A form without a method is sent by GET, with all that is typed in its address, unless Granite's script sends it.
  const SENT_BY_SCRIPT = ".foundation-form, [data-foundation-form-ajax]";
  const SUBMITS = "button:not([type=button], [type=reset]), input[type=submit], input[type=image]";

  /**
   * Whether a form sends what is typed to anybody but AEM, or where others can read it, by itself or by one of its buttons.
   * @param {Element | null} form
   * @param {Map<Element, Sending>} sent
   */
  function isSentElsewhere(form, sent = new Map()) {
    if (!form) return false;
    const sending = sendingOf(form, sent);
    if (sending.strays !== undefined) return sending.strays;
    const target = [...document.getElementsByTagName("base")].find((base) => base.hasAttribute("target"))?.target;
    const buttons = [.../** @type {NodeListOf<HTMLButtonElement>} */ (treeOf(form).querySelectorAll(SUBMITS))];
    return (sending.strays =
      strays(form) ||
      (!form.hasAttribute("method") && !form.matches(SENT_BY_SCRIPT)) ||
      (!form.hasAttribute("target") && !SAME_WINDOW.includes(target?.trim().toLowerCase() ?? "")) ||
      buttons.some((button) => button.form === form && strays(button, "form")));
  }

  /**
   * What a field must still be when it is filled.
   * @param {Element} element
   * @param {Map<Element, Sending>} [sent]
   */
  function natureOf(element, sent) {
    const strays = isSentElsewhere(formElementOf(element), sent);
    const nature = [placeNow(), kindOf(element), nameOf(element), later.labelsOf(element), formOf(element), strays];
    return JSON.stringify(nature);
  }

  // If several elements carry the id that binds a label, the label may belong to another one of them.
  /** @param {Element} element */
  function sharesId(element) {
    const ids = ["labelledby", "aria-labelledby"].flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/));
    if (/** @type {HTMLInputElement} */ (element).labels?.length) ids.push(element.id);
    return ids.some((id) => id && treeOf(element).querySelectorAll(`#${CSS.escape(id)}`).length > 1);
  }

  // By field, the value it was first seen with, or that an edit last left in it. Values, secrets included, never leave
  // this closure; only the result of comparing them does.
  /** @type {WeakMap<Element, string>} */
  const known = new WeakMap();
  // By tag and name, the field seen last: a page may render its form anew and carry over what somebody has typed.
  /** @type {Map<string, Element>} */
  const latest = new Map();
  // Fields that an edit of ours filled last, and those that a page rendered in their place.
  /** @type {WeakSet<Element>} */
  const ours = new WeakSet();

  /**
   * @param {Element} element
   * @param {string} value
   */
  function note(element, value) {
    known.set(element, value);
    latest.set(`${element.localName} ${nameOf(element)}`, element);
  }

  /**
   * Notes what an edit left in a field.
   * @param {Element} element
   * @param {string} value
   */
  function know(element, value) {
    note(element, value);
    ours.add(element);
  }

  /**
   * Whether somebody but us changed a field since it was first seen.
   * @param {Element} element
   * @param {string} value
   */
  function edited(element, value) {
    if (!known.has(element)) {
      const before = nameOf(element) ? latest.get(`${element.localName} ${nameOf(element)}`) : undefined;
      const isSuccessor = before && !before.isConnected && value !== "";
      // Nobody can see what a password holds: a mask that the page renders in the place of our secret has to count as
      // another value, or it would be taken for the secret.
      const isPasswordOfOurs = isSuccessor && ours.has(before) && kindOf(element) === "password";
      const isCarriedOver = isSuccessor && (isPasswordOfOurs || valueOf(before) === value);
      note(element, (isCarriedOver ? known.get(before) : undefined) ?? value);
      if (isPasswordOfOurs) ours.add(element);
    }
    return known.get(element) !== value;
  }

  /**
   * @param {Element} element
   * @param {Map<Element, Surroundings>} surroundings
   * @param {Map<Element, Sending>} sent
   * @returns {Field}
   */
  function fieldOf(element, surroundings, sent) {
    const kind = kindOf(element);
    const value = valueOf(element);
    const { maxLength } = /** @type {HTMLInputElement} */ (element);
    return {
      key: keyAs(element, natureOf, natureOf(element, sent)),
      kind,
      name: nameOf(element),
      labels: later.labelsOf(element),
      value: kind === "password" ? undefined : value,
      filled: value !== "",
      options: kind === "select" ? optionsOf(element) : [],
      required: flag(element, "required"),
      disabled: isRadio(element) ? radiosOf(element).every(disabled) : disabled(element),
      read_only: flag(element, "readonly"),
      visible: seen(element, surroundings),
      invalid: flag(element, "invalid"),
      form: formOf(element),
      max_length: maxLength >= 0 ? maxLength : undefined,
      shared_id: sharesId(element),
      sent_elsewhere: isSentElsewhere(formElementOf(element), sent),
      edited: edited(element, value),
      of_list: isOfList(element),
      not_sent: kind !== "checkbox" && kind !== "other" && !isSent(element, value, sent),
      dialog: dialogKeyOf(element),
      on_other_panel: isOnOtherPanel(element),
    };
  }

  /**
   * A text that a form shows in the place of a field: what follows the label in a wrapper without a control.
   * @param {Element} wrapper
   * @returns {ShownText | undefined}
   */
  function shownOf(wrapper) {
    const label = wrapper.querySelector(LABEL);
    const value = wrapper.querySelector(FIELDS) ? undefined : label?.nextElementSibling;
    if (!value || !visible(value)) return undefined;
    const form = formOf(wrapper);
    const text = (value.textContent ?? "").trim();
    return { key: keyOf(value), kind: "shown", labels: [later.labelText(label)], value: text, form, visible: true };
  }

  /**
   * @param {Element} element a control or a wrapper
   * @param {Map<Element, Surroundings>} surroundings
   * @param {Map<Element, Sending>} sent
   */
  function fieldOrShownOf(element, surroundings, sent) {
    if (!element.matches(FIELDS)) return shownOf(element);
    return isField(element) ? fieldOf(element, surroundings, sent) : undefined;
  }

  /** @param {Element} element */
  function isField(element) {
    const { type } = /** @type {HTMLInputElement} */ (element);
    if (NOT_A_FIELD.includes(type) || element.parentElement?.closest(`coral-select, ${OURS}`)) return false;
    if (element.matches("coral-buttongroup select[handle]")) return false;
    if (isRadio(element)) return radiosOf(element)[0] === element;
    if (!element.matches(CHOICES)) return true;
    // Of a group that holds real radio buttons, those are the field.
    return !element.querySelector("input[type=radio]") && element.querySelectorAll(CHOICE).length > 1;
  }

  /**
   * The fields within an element, a choice of several radio buttons counted once.
   * @type {PageParts["fieldsWithin"]}
   */
  const fieldsWithin = (element) =>
    treesOf(element)
      .flatMap((tree) => [...tree.querySelectorAll(FIELDS)])
      .filter(isField);

  /** @type {PageParts["isChoice"]} */
  const isChoice = (element) => element.matches(CHOICE) && element.closest(`coral-select, ${CHOICES}`) !== null;

  Object.assign(parts, {
    ...{
      FIELDS,
      LABEL,
      WRAPPER,
      choicesOf,
      componentOf,
      disabled,
      fieldOrShownOf,
      fieldsWithin,
      formElementOf,
      isChoice,
    },
    ...{ isField, isRadio, kindOf, know, nameOf, radiosOf, treeOf, valueOf },
  });
})();
