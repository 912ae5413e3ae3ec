/*
 * A part of page.js: the texts that a person would call a field's label.
 */
(() => {
  "use strict";
  const { parts } = AemPage;
  // All parts have run before.
  if (!parts) return;
  const { LABEL, WRAPPER, componentOf, fieldsWithin, fold, isRadio, textOf, treeOf } = parts;

  // What stands in a label or beside it and is not what a person would call the label.
  const NO_LABEL =
    "coral-icon, coral-tooltip, coral-popover, button, svg, style, script, template, input, select, textarea, " +
    "coral-select, coral-radio, coral-alert, abbr, small, [hidden], [aria-hidden=true], [role=tooltip], [role=status], " +
    "[role=alert], [aria-live], .coral-Form-fieldinfo, .coral-Form-errorlabel, [class*=counter], [class*=required], " +
    "[class*=hint], [class*=help], [class*=description]";

  /**
   * The words of a label: no tooltip, help, icon, counter or mark that stands in it, and nothing that nobody sees.
   * @type {PageParts["labelText"]}
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
  /** @type {PageParts["ownLabelsOf"]} */
  function ownLabelsOf(element) {
    const byId = ["labelledby", "aria-labelledby"]
      .flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/))
      .filter(Boolean)
      .map((id) => labelText(treeOf(element).getElementById(id)));
    // The labels of radio buttons are those of their options.
    const { labels } = /** @type {HTMLInputElement} */ (element);
    const own = isRadio(element) ? [] : [...(labels ?? [])].map(labelText);
    return [...byId, ...own, isRadio(element) ? "" : fold(element.getAttribute("aria-label"))];
  }

  /**
   * The label that names a component by its id. A browser knows that of form controls only.
   * @param {Element} component
   */
  function labelFor(component) {
    const { id } = component;
    return id ? labelText(treeOf(component).querySelector(`label[for="${CSS.escape(id)}"]`)) : "";
  }

  /**
   * What is a label by its markup.
   * @param {Element} element
   */
  function markedLabelsOf(element) {
    const wrapper = element.closest(WRAPPER);
    const group = element.parentElement?.closest("[role=radiogroup], [role=group], fieldset");
    const isAlone = group && fieldsWithin(group).length === 1;
    const ofGroup = isAlone ? [...ownLabelsOf(group), labelText(group.querySelector("legend"))] : [];
    const isOfOption = (/** @type {Element} */ label) => label.closest("coral-radio") || label.querySelector("input");
    const ofWrapper = [...(wrapper?.querySelectorAll(LABEL) ?? [])].filter((label) => !isOfOption(label));
    return [...ownLabelsOf(element), labelText(ofWrapper[0]), ...ofGroup].filter(Boolean);
  }

  /** @type {PageParts["labelsOf"]} */
  function labelsOf(element) {
    const labels = markedLabelsOf(element);
    // A component's own label stands beside the one in it, and may disagree with it.
    const component = componentOf(element);
    if (component) {
      labels.push(fold(component.getAttribute("label")), labelFor(component), ...markedLabelsOf(component));
    }
    for (const one of [element, component]) if (one && !labels.some(Boolean)) labels.push(textAround(one));
    labels.push(fold(element.getAttribute("placeholder")));
    return [...new Set(labels.filter(Boolean))];
  }

  Object.assign(parts, { labelText, labelsOf, ownLabelsOf });
})();
