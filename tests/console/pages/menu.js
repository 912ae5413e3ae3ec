// The practice menu: not a part of AEM, therefore in a shadow tree of its own, where neither AEM's styles
// nor a tool that reads AEM's forms meets it.

import { html } from "./dom.js";
import { resetPracticeData, setSwitch, switches } from "./switches.js";
import { LANGUAGES, word } from "./words.js";

const STYLE = html`
  :host { position: fixed; left: 12px; bottom: 12px; z-index: 20000; font: 13px/1.5 system-ui, sans-serif; color: #22301f; }
  summary { width: max-content; padding: 4px 10px; border: 1px dashed #55704c; border-radius: 2px; background: #eef5e4; cursor: pointer; opacity: .85; }
  details[open] { display: flex; flex-direction: column-reverse; }
  .panel { display: grid; gap: 10px; width: 220px; margin-bottom: 6px; padding: 12px; border: 1px dashed #55704c; background: #fbfdf7; }
  p { margin: 0; }
  label { display: flex; justify-content: space-between; gap: 8px; }
  button, select { font: inherit; }`;

export function showMenu() {
  if (switches.menu === "off") return;
  const host = document.createElement("practice-menu");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = html`
    <style>${STYLE}</style>
    <details>
      <summary>${word("practice")}</summary>
      <div class="panel">
        <p>${word("practiceNote")}</p>
        <label>${word("language")}
          <select name="lang">${Object.entries(LANGUAGES).map(([code, name]) => html`
            <option value="${code}" lang="${code}">${name}</option>`)}
          </select>
        </label>
        <label>${word("assistant")} <input type="checkbox" name="assistant"></label>
        <button type="button" name="reset">${word("reset")}</button>
      </div>
    </details>`;

  const find = (name) => root.querySelector(`[name=${name}]`);
  find("lang").value = switches.lang;
  find("assistant").checked = switches.assistant === "widget";
  // Pages read switches and data when they load, so each choice takes effect by loading again.
  find("lang").onchange = ({ target }) => (setSwitch("lang", target.value), location.reload());
  find("assistant").onchange = ({ target }) =>
    (setSwitch("assistant", target.checked ? "widget" : "none"), location.reload());
  find("reset").onclick = () => (resetPracticeData(), location.reload());
  document.body.append(host);
}
