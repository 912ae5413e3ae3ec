/**
 * A plain reader of the console's list in JavaScript, for comparison in `cargo xtask bench console`: the same rules as
 * page.js and the app together (title, id, whether it is JWT, whose it is), written as one would write it by hand, with
 * a selector for each thing. It does not care for how long it keeps the page waiting, and keeps nothing for the next look.
 */
globalThis.readConsole = () => {
  const STATUSES = "coral-alert, coral-tag, coral-status, .coral-Alert, .coral-Tag, [role=status], [role=alert]";
  const TITLE = ".foundation-collection-item-title, coral-card-title";
  const TEXTLESS =
    "coral-card-asset, coral-columnview-item-thumbnail, coral-quickactions, coral-checkbox, coral-radio, coral-icon, " +
    "coral-wait, button, input, select, textarea, script, style, template, svg, img, meta, link, [hidden]";
  const NO_LINE = `${TITLE}, ${STATUSES}, ${TEXTLESS}`;
  const textOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const isJwt = (text) => /(?<![A-Za-z0-9])JWT(?![A-Za-z0-9])/.test(text);
  const isAdobes = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") === "autoprovisioned";

  /** The texts of an item that are neither its title nor a status, and whether a rule stands before. */
  function linesOf(element, lines, state) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = textOf(node);
        if (text) lines.push({ text, ruled: state.ruled });
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.matches("hr")) state.ruled = true;
        if (!node.matches(NO_LINE)) linesOf(node, lines, state);
      }
    }
    return lines;
  }

  const items = [...document.querySelectorAll(".foundation-collection-item")].map((item) => ({
    id: item.getAttribute("data-foundation-collection-item-id") ?? "",
    title: textOf(item.querySelector(TITLE)),
    statuses: [...item.querySelectorAll(STATUSES)]
      .filter((status) => status.checkVisibility() || !item.checkVisibility())
      .map(textOf),
    lines: linesOf(item, [], { ruled: false }),
  }));
  const plainLines = ({ lines }) => lines.filter(({ text }) => !isJwt(text));
  const fewest = Math.min(...items.map((item) => plainLines(item).length));
  return items.map((item) => {
    const { id, title, statuses, lines } = item;
    const said = statuses.some(isJwt) || lines.some(({ text }) => isJwt(text) && text !== title && text !== id);
    const plain = plainLines(item);
    let whose = "administrator";
    if ([...lines.map(({ text }) => text), ...statuses].some(isAdobes)) whose = "adobe";
    else if (plain.some(({ ruled }) => ruled) || plain.length > fewest) whose = "unsure";
    return { title, id, jwt: said, whose };
  });
};
