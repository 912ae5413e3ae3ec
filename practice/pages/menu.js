// The practice menu: not a part of AEM, therefore in a shadow tree of its own, where neither AEM's styles
// nor a tool that reads AEM's forms meets it. Switches have the names that they have in a query.

import { html } from "./dom.js";
import { resetPracticeData, resetSwitches, setSwitch, switches, SWITCHES } from "./switches.js";
import { languageName, word } from "./words.js";

const STYLE = html`
  :host { position: fixed; left: 12px; bottom: 12px; z-index: 20000; font: 13px/1.5 system-ui, sans-serif; color: #22301f; }
  summary { width: max-content; padding: 4px 10px; border: 1px dashed #55704c; border-radius: 2px; background: #eef5e4; cursor: pointer; opacity: .85; }
  details[open] { display: flex; flex-direction: column-reverse; }
  .panel { display: grid; gap: 6px; width: 250px; max-height: calc(100vh - 90px); overflow: auto; margin-bottom: 6px; padding: 12px; border: 1px dashed #55704c; background: #fbfdf7; }
  p { margin: 0; }
  label { display: flex; justify-content: space-between; gap: 8px; }
  select { width: 130px; }
  button, select { font: inherit; }`;

/** Language and assistant have words of their own, and the menu cannot be brought back once it is off. */
const BY_NAME = Object.keys(SWITCHES).filter((name) => !["lang", "assistant", "menu"].includes(name));

const choice = ([name, text, values]) => html`
  <label>${text}
    <select name="${name}">${values.map(
      ([value, shown]) => html`
      <option value="${value}"${value === switches[name] && html` selected`}>${shown}</option>`,
    )}
    </select>
  </label>`;

export function showMenu() {
  if (switches.menu === "off") return;
  const host = document.createElement("practice-menu");
  const root = host.attachShadow({ mode: "closed" });
  const languages = SWITCHES.lang.map((code) => [code, languageName(code)]);
  const values = (name) => SWITCHES[name].map((value) => [value, value || "usual"]);
  root.innerHTML = html`
    <style>${STYLE}</style>
    <details>
      <summary>${word("practice")}</summary>
      <div class="panel">
        <p>${word("practiceNote")}</p>
        ${choice(["lang", word("language"), languages])}
        <label>${word("assistant")} <input type="checkbox" name="assistant"></label>
        ${BY_NAME.map((name) => choice([name, name, values(name)]))}
        <button type="button" name="reset">${word("reset")}</button>
        <button type="button" name="usual">${word("usualSwitches")}</button>
      </div>
    </details>`;

  const find = (name) => root.querySelector(`[name=${name}]`);
  find("assistant").checked = switches.assistant === "widget";
  // Pages read switches and data when they load, so each choice takes effect by loading again.
  root.addEventListener("change", ({ target }) => {
    const chosen = target.type === "checkbox" ? (target.checked ? "widget" : "none") : target.value;
    setSwitch(target.name, chosen);
    location.reload();
  });
  find("reset").onclick = () => (resetPracticeData(), location.reload());
  find("usual").onclick = () => (resetSwitches(), location.reload());
  document.body.append(host);
}
