/*
 * The eyes on AEM's page: turns Coral and Granite markup into plain data, and reports when the page has changed. It
 * changes nothing and holds no policy: it knows no product, no language and no kind of credential, all of which is
 * decided in Rust. The shapes are declared in src/page; page.d.ts is generated from them.
 *
 * This is the first of the parts of page.js (manifest.json lists them in order). They share one global, AemPage:
 * items.js reads a list's items, structure.js describes the markup for a report, and hands.js, the last, applies
 * edits. What they need of each other is in AemPage.parts, which the last one deletes.
 *
 * Loading them only defines functions; nothing is read, changed or listened to before a call. They run in the
 * extension's isolated world, where Coral's JavaScript interface does not exist, as well as in the page's own world, so
 * they use nothing but the DOM.
 */
(() => {
  "use strict";
  if (globalThis.AemPage) return;

  // --- Every selector of this file ---
  const STEPS = "coral-step, .foundation-wizard-step";
  const FIELDS = "input, textarea, select, coral-select, coral-buttongroup, [role=radiogroup], [role=group]";
  // Groups of buttons of which one is chosen, and the buttons.
  const CHOICES = "coral-buttongroup, [role=radiogroup], [role=group]";
  const CHOICE = "[role=radio], button[aria-pressed], coral-buttongroup > button";
  const NOT_A_FIELD = "hidden submit button reset image file".split(" ");
  const ACTIONS = "button, a[is=coral-anchorbutton], coral-anchorbutton, .foundation-collection-action";
  const DIALOGS = "coral-dialog[open], dialog[open], [role=dialog][aria-hidden=false]";
  const NOTICES = "coral-alert, coral-tag, coral-status, [role=status], [role=alert]";
  const WRAPPER = ".coral-Form-fieldwrapper";
  const LABEL = "label, .coral-Form-fieldlabel";
  // What stands in a label or beside it and is not what a person would call the label.
  const NO_LABEL =
    "coral-icon, coral-tooltip, coral-popover, button, svg, style, script, template, input, select, textarea, " +
    "coral-select, coral-radio, coral-alert, abbr, small, [hidden], [aria-hidden=true], [role=tooltip], [role=status], " +
    "[role=alert], [aria-live], .coral-Form-fieldinfo, .coral-Form-errorlabel, [class*=counter], [class*=required], " +
    "[class*=hint], [class*=help], [class*=description]";
  // What holds several texts in the place of one.
  const LISTS = "coral-multifield, coral-taglist, coral-autocomplete[multiple], [role=listbox]";
  // A step of a wizard, or a tab.
  const PANELS = ".foundation-wizard-step, coral-panel, [role=tabpanel]";
  // What belongs to one field, where no wrapper does.
  const SURROUNDS = "fieldset, li, tr, p, [role=group], [role=radiogroup]";
  const HEADING = "betty-titlebar-title, .foundation-layout-wizard-title, .betty-TitleBar-title, [role=main] h1, h1";
  // The assistant's own elements, which are not part of the page.
  const OURS = "ims-oauth-assistant, ims-oauth-assistant-host";

  // --- Handles ---
  /** @type {WeakMap<Element, Key>} */
  const keys = new WeakMap();
  /** @type {Map<Key, WeakRef<Element>>} */
  const elements = new Map();
  let lastKey = 0;
  // A prefix of this document's own: a key must not resolve in the next document of the same frame.
  const here = Math.random().toString(36).slice(2, 8);

  const newKey = () => `${here}-${++lastKey}`;

  /** @param {Element} element */
  function keyOf(element) {
    let key = keys.get(element);
    if (!key) {
      keys.set(element, (key = newKey()));
      elements.set(key, new WeakRef(element));
    }
    return key;
  }

  /**
   * The element of a key, if it is still on the page.
   * @param {Key} key
   */
  function resolve(key) {
    const element = elements.get(key)?.deref() ?? parts.items.withKey(key);
    return element?.isConnected ? element : undefined;
  }

  /** Drops the keys of elements that were garbage collected. */
  function prune() {
    for (const [key, element] of elements) if (!element.deref()) elements.delete(key);
  }

  // --- Reading elements ---
  const UNFOLDED = /[^\S ]| {2}|^ | $/;
  /** @type {PageParts["fold"]} */
  const fold = (text) => (text && UNFOLDED.test(text) ? text.replace(/\s+/g, " ").trim() : (text ?? ""));
  /** @type {PageParts["textOf"]} */
  const textOf = (element) => fold(element?.textContent);
  /** @type {PageParts["flag"]} */
  const flag = (element, name) => element.hasAttribute(name) || element.getAttribute(`aria-${name}`) === "true";

  /** @param {Element} element */
  function visible(element) {
    return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  }

  // The least of a field that a person must be able to see, in CSS pixels, each way.
  const LEAST = 4;

  /** @param {CSSStyleDeclaration} style */
  const isClipped = (style) => style.clipPath !== "none" || style.clip !== "auto";

  /**
   * What an element and its ancestors do to what is inside them: whether they clip it, how far they are scrolled, and
   * how much of it they can show. `known` caches the answers of one look.
   * @param {Element | null} element
   * @param {Map<Element, Surroundings>} known
   * @returns {Surroundings}
   */
  function around(element, known) {
    if (!element) return { clips: false, left: 0, top: 0, width: Infinity, height: Infinity };
    const found = known.get(element);
    if (found) return found;
    const outer = around(element.parentElement, known);
    const style = getComputedStyle(element);
    // Hidden overflow is out of reach; overflow that scrolls can be brought into view.
    /** @param {string} overflow */
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const inner = {
      clips: outer.clips || isClipped(style),
      left: outer.left + element.scrollLeft,
      top: outer.top + element.scrollTop,
      width: hides(style.overflowX) ? Math.min(outer.width, element.clientWidth) : outer.width,
      height: hides(style.overflowY) ? Math.min(outer.height, element.clientHeight) : outer.height,
    };
    known.set(element, inner);
    return inner;
  }

  /**
   * Whether a person can get to see a field, by scrolling if need be. One that is merely rendered does not count: a
   * page could have somebody fill a field that nobody sees.
   * @type {PageParts["seen"]}
   */
  function seen(whole, known = new Map()) {
    // A radio button may be drawn by its label.
    const element = isRadio(whole) ? (whole.closest("coral-radio, label") ?? whole) : whole;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    if (box.width < LEAST || box.height < LEAST || isClipped(getComputedStyle(element))) return false;
    const { clips, left, top, width, height } = around(element.parentElement, known);
    // What lies to the left of the page or above it cannot be scrolled to.
    const [right, bottom] = [box.right + element.scrollLeft + left, box.bottom + element.scrollTop + top];
    return !clips && width >= LEAST && height >= LEAST && right >= LEAST && bottom >= LEAST;
  }

  /** @param {Element} element */
  const isRadio = (element) => /** @type {HTMLInputElement} */ (element).type === "radio";

  /**
   * The radio buttons of one choice, in document order.
   * @param {Element} radio
   * @returns {HTMLInputElement[]}
   */
  function radiosOf(radio) {
    const { name, form } = /** @type {HTMLInputElement} */ (radio);
    const around = (name ? form : radio.closest(`${WRAPPER}, ${SURROUNDS}`)) ?? document;
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
    flag(element, "disabled") || element.matches(":disabled") || Boolean(element.closest("[inert], fieldset:disabled"));

  /**
   * @param {Element} element
   * @returns {Status}
   */
  function statusOf(element) {
    const variant = element.getAttribute("variant") ?? "";
    return { tag: element.localName, variant, text: textOf(element) };
  }

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
   * The words of a label: no tooltip, help, icon, counter or mark that stands in it, and nothing that nobody sees.
   * @param {Element | null | undefined} label
   */
  function labelText(label) {
    if (!label?.firstElementChild) return textOf(label);
    const isShown = label.checkVisibility();
    /** @param {Node} text */
    const isPart = ({ parentElement }) => {
      const noLabel = parentElement?.closest(NO_LABEL);
      const isAside = noLabel && noLabel !== label && label.contains(noLabel);
      return !isAside && (!isShown || parentElement?.checkVisibility());
    };
    const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) if (isPart(walker.currentNode)) text += ` ${walker.currentNode.nodeValue}`;
    return fold(text);
  }

  /**
   * The fields within an element, a choice of several radio buttons counted once.
   * @param {Element} element
   */
  const fieldsWithin = (element) => [...element.querySelectorAll(FIELDS)].filter(isField);

  // The longest text that could be a label.
  const LONGEST_LABEL = 60;

  /**
   * What stands around a field in an element that holds no other field, such as a `div` with a `span`.
   * @param {Element} element
   */
  function textAround(element) {
    for (let around = element.parentElement; around && around.localName !== "form"; around = around.parentElement) {
      if (around === document.body || fieldsWithin(around).length > 1) break;
      const text = labelText(around);
      if (text) return text.length <= LONGEST_LABEL ? text : "";
    }
    return "";
  }

  // `labelledby` is Coral's own attribute; it stays on the element after Coral has copied it to `aria-labelledby`.
  /** @param {Element} element */
  function ownLabelsOf(element) {
    const byId = ["labelledby", "aria-labelledby"]
      .flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/))
      .filter(Boolean)
      .map((id) => labelText(document.getElementById(id)));
    // The labels of radio buttons are those of their options.
    const own = isRadio(element) ? [] : [.../** @type {HTMLInputElement} */ (element.labels ?? [])].map(labelText);
    return [...byId, ...own, isRadio(element) ? "" : fold(element.getAttribute("aria-label"))];
  }

  /** @param {Element} element */
  function labelsOf(element) {
    const wrapper = element.closest(WRAPPER);
    const group = element.parentElement?.closest("[role=radiogroup], [role=group], fieldset");
    const isAlone = group && fieldsWithin(group).length === 1;
    const ofGroup = isAlone ? [...ownLabelsOf(group), labelText(group.querySelector("legend"))] : [];
    const isOfOption = (/** @type {Element} */ label) => label.closest("coral-radio") || label.querySelector("input");
    const ofWrapper = [...(wrapper?.querySelectorAll(LABEL) ?? [])].filter((label) => !isOfOption(label));
    const labels = [...ownLabelsOf(element), labelText(ofWrapper[0]), ...ofGroup].filter(Boolean);
    if (!labels.length) labels.push(textAround(element));
    labels.push(fold(element.getAttribute("placeholder")));
    return [...new Set(labels.filter(Boolean))];
  }

  /**
   * Whether a field is one of several that hold a list together: each takes one entry of it.
   * @param {Element} element
   */
  function isOfList(element) {
    if (element.closest(LISTS)) return true;
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
    const labelled = new Set(texts.flatMap((one) => ownLabelsOf(one).filter(Boolean)));
    return texts.length > 1 && labelled.size <= 1 && around.querySelectorAll(LABEL).length <= 1;
  }

  /**
   * Whether a field stands on a step of a wizard, or on a tab, that is not the one that is shown.
   * @param {Element} element
   */
  function isOnOtherPanel(element) {
    const panel = element.closest(PANELS);
    return panel !== null && !panel.checkVisibility();
  }

  /** @param {Element} element */
  function optionsOf(element) {
    if (isRadio(element)) {
      return radiosOf(element).map((radio) => {
        const label = radio.labels?.[0] ?? radio.closest("coral-radio, label");
        return { value: radio.value, text: labelText(label) || fold(radio.getAttribute("aria-label")) };
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

  /** @param {Element} element */
  const nameOf = (element) => element.getAttribute("name") || hiddenInputOf(element)?.name || "";

  /** @param {Element} element */
  const formElementOf = (element) => /** @type {HTMLInputElement} */ (element).form ?? element.closest("form");

  /**
   * Whether the form would send just this value of a field. Of several with one name the server takes any.
   * @param {Element} element
   * @param {string} value
   * @param {Map<Element, FormData>} sent what forms would send, as far as this look has asked
   */
  function isSent(element, value, sent) {
    const form = formElementOf(element);
    const name = nameOf(element);
    if (!form || value === "" || disabled(element)) return true;
    if (!name) {
      const around = element.closest(WRAPPER) ?? element.parentElement;
      const twins = [...(around?.querySelectorAll("input[type=hidden][name]") ?? [])];
      return !twins.length || twins.some((twin) => /** @type {HTMLInputElement} */ (twin).value === value);
    }
    let data = sent.get(form);
    if (!data) sent.set(form, (data = new FormData(/** @type {HTMLFormElement} */ (form))));
    const values = data.getAll(name).map(String).filter(Boolean);
    return values.length > 0 && values.every((one) => one === value);
  }

  /** @param {Element} element */
  function dialogKeyOf(element) {
    const dialog = element.closest(DIALOGS);
    return dialog ? keyOf(dialog) : "";
  }

  /** @param {Element} element */
  function formOf(element) {
    const form = formElementOf(element);
    return form ? keyOf(form) : "";
  }

  // Reads the attribute, because a field named "action" shadows the form's property.
  /** @param {Element | null} form */
  function isSentElsewhere(form) {
    const action = form?.getAttribute("action");
    try {
      return Boolean(action) && new URL(action ?? "", document.baseURI).origin !== location.origin;
    } catch {
      return true;
    }
  }

  // If several elements carry the id that binds a label, the label may belong to another one of them.
  /** @param {Element} element */
  function sharesId(element) {
    const ids = ["labelledby", "aria-labelledby"].flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/));
    if (/** @type {HTMLInputElement} */ (element).labels?.length) ids.push(element.id);
    return ids.some((id) => id && document.querySelectorAll(`#${CSS.escape(id)}`).length > 1);
  }

  /**
   * Where this document stands in its window. The document of a frame of another origin cannot be read.
   * @returns {Framed}
   */
  function framed() {
    /** @type {Window} */
    let view = window;
    try {
      while (view !== view.parent) {
        view = view.parent;
        void view.document;
      }
    } catch {
      return "other";
    }
    return view === window ? "top" : "same";
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
   * @param {Map<Element, FormData>} sent
   * @returns {Field}
   */
  function fieldOf(element, surroundings, sent) {
    const kind = kindOf(element);
    const value = valueOf(element);
    const { maxLength } = /** @type {HTMLInputElement} */ (element);
    return {
      key: keyOf(element),
      kind,
      name: nameOf(element),
      labels: labelsOf(element),
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
      sent_elsewhere: isSentElsewhere(formElementOf(element)),
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
    return { key: keyOf(value), kind: "shown", labels: [labelText(label)], value: text, form, visible: true };
  }

  /**
   * @param {Element} element a control or a wrapper
   * @param {Map<Element, Surroundings>} surroundings
   * @param {Map<Element, FormData>} sent
   */
  function fieldOrShownOf(element, surroundings, sent) {
    if (!element.matches(FIELDS)) return shownOf(element);
    return isField(element) ? fieldOf(element, surroundings, sent) : undefined;
  }

  /**
   * @param {Element} element
   * @returns {Action}
   */
  function actionOf(element) {
    const { dataset, title } = /** @type {HTMLElement} */ (element);
    return {
      key: keyOf(element),
      text: textOf(element) || fold(element.getAttribute("aria-label") ?? title),
      icon: element.getAttribute("icon") ?? "",
      id: element.id,
      variant: element.getAttribute("variant") ?? "",
      action: dataset.foundationCollectionAction ?? "",
      control: dataset.foundationWizardControlAction ?? "",
      visible: visible(element),
      disabled: flag(element, "disabled") || element.matches(":disabled"),
      form: formOf(element),
      dialog: dialogKeyOf(element),
    };
  }

  /**
   * @param {Element} element
   * @returns {Dialog}
   */
  function dialogOf(element) {
    return {
      title: textOf(element.querySelector("coral-dialog-header, h1, h2")),
      text: textOf(element.querySelector("coral-dialog-content") ?? element),
      variant: element.getAttribute("variant") ?? "",
      buttons: [...element.querySelectorAll(ACTIONS)].filter(visible).map(textOf).filter(Boolean),
    };
  }

  /**
   * @param {Element} element
   * @returns {Step}
   */
  function stepOf(element) {
    const active = flag(element, "selected") || element.matches(".foundation-wizard-step-active, .is-active");
    return { text: textOf(element.querySelector("coral-step-label") ?? element), active };
  }

  /** @param {Element} element */
  function isField(element) {
    const { type } = /** @type {HTMLInputElement} */ (element);
    if (NOT_A_FIELD.includes(type) || element.parentElement?.closest(`coral-select, ${OURS}`)) return false;
    if (isRadio(element)) return radiosOf(element)[0] === element;
    if (!element.matches(CHOICES)) return true;
    // Of a group that holds real radio buttons, those are the field.
    return !element.querySelector("input[type=radio]") && element.querySelectorAll(CHOICE).length > 1;
  }

  /**
   * The elements of interest outside the items, in document order.
   * @param {ItemsRead} items
   * @returns {Element[]}
   */
  function outsideOf(items) {
    const any = [HEADING, parts.items.WAITING, FIELDS, WRAPPER, ACTIONS, DIALOGS, NOTICES, STEPS].join();
    if (!items.elements.length) return [...document.querySelectorAll(any)];
    // Items hold most of the elements, so skipping them beats one query over the whole page.
    /** @type {Element[]} */
    const outside = [];
    (function visit(/** @type {Element} */ element) {
      if (element.matches(any)) outside.push(element);
      if (items.isList(element)) return;
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
        // Coral puts its whole icon sheet into the page, thousands of elements.
        if (child.localName !== "svg" && !items.has(child)) visit(child);
      }
    })(document.documentElement);
    return outside;
  }

  /**
   * One look at the page. Items are read in slices, yielding in between; everything else is read synchronously after
   * them, so that a form is never a mixture of two states.
   * @returns {Promise<PageSnapshot>}
   */
  async function snapshot() {
    watching.forEach((observer) => parts.items.forget(observer.takeRecords().filter(isNews)));
    const items = await parts.items.read();
    const outside = outsideOf(items);
    /** @param {string} selector */
    const of = (selector) => outside.filter((element) => element.matches(selector));
    if (elements.size > 1000) prune();
    /** @type {Map<Element, Surroundings>} */
    const surroundings = new Map();
    /** @type {Map<Element, FormData>} */
    const sent = new Map();
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    return {
      url: location.href,
      lang: document.documentElement.lang,
      title: document.title,
      heading: textOf(of(HEADING)[0]),
      http_status: navigation?.responseStatus || undefined,
      items: items.rows,
      collection: parts.items.collectionOf(items.elements, items.found, of(parts.items.WAITING).some(visible)),
      fields: of(`${FIELDS}, ${WRAPPER}`)
        .map((element) => fieldOrShownOf(element, surroundings, sent))
        .filter((field) => field !== undefined),
      actions: of(ACTIONS)
        .filter((element) => !element.closest(`coral-select, ${CHOICES}, ${OURS}`) || !element.matches(CHOICE))
        .filter((element) => !element.closest(`coral-select, ${OURS}`))
        .map(actionOf),
      dialogs: of(DIALOGS).filter(visible).map(dialogOf),
      notices: of(NOTICES)
        .filter((element) => !element.closest("coral-dialog") && visible(element))
        .map(statusOf)
        .filter(({ text }) => text !== ""),
      steps: of(STEPS).map(stepOf),
      framed: framed(),
    };
  }

  /** @type {Set<MutationObserver>} */
  const watching = new Set();

  // Only style changes that may show or hide something count: pages move and resize things all the time, and so does
  // the assistant's own element.
  const HIDES = /\b(?:display|visibility|opacity)\s*:[^;]*/g;
  /** @param {string | null} style */
  const hides = (style) => String(style?.match(HIDES));

  /** @param {MutationRecord} record */
  const isNews = ({ attributeName, oldValue, target }) =>
    attributeName !== "style" || hides(oldValue) !== hides(/** @type {Element} */ (target).getAttribute("style"));

  /**
   * Calls `changed` after the page has changed, throttled to once in 60 ms. Returns the function that stops it.
   * @param {() => void} changed
   */
  function watch(changed) {
    /** @type {number | undefined} */
    let timer;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        changed();
      }, 60);
    };
    const observer = new MutationObserver((records) => {
      const changes = records.filter(isNews);
      if (!changes.length) return;
      parts.items.forget(changes);
      later();
    });
    observer.observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: [
        ...["class", "style", "disabled", "readonly", "hidden", "open", "selected", "invalid", "variant", "role"],
        ...["aria-invalid", "aria-selected", "aria-disabled", "aria-readonly", "aria-hidden"],
        ...["data-foundation-collection-item-id", "data-granite-collection-item-id", "aria-label", "alt", "title"],
      ],
      attributeOldValue: true,
    });
    watching.add(observer);
    const listening = new AbortController();
    // An element that fades in becomes visible at the end of its transition, without a mutation.
    for (const type of ["input", "change", "transitionend", "animationend"]) {
      document.addEventListener(type, later, { capture: true, passive: true, signal: listening.signal });
    }
    return () => {
      observer.disconnect();
      watching.delete(observer);
      if (!watching.size) parts.items.forgetAll();
      listening.abort();
      clearTimeout(timer);
    };
  }

  /** @type {PageParts} */
  const parts = {
    ...{ FIELDS, OURS, disabled, flag, fold, isField, keyOf, kindOf, know, nameOf, newKey, resolve, seen, textOf },
    ...{ choicesOf, isRadio, radiosOf, valueOf, visible, watching },
    // Set by items.js.
    items: /** @type {any} */ (undefined),
  };
  // The other parts add what is missing.
  globalThis.AemPage = /** @type {AemPage} */ ({ snapshot, watch, parts });
})();
