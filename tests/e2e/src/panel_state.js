// What the panel shows; panel.rs reads the answer. Runs in the panel's frame.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const text = (element) => element?.textContent.trim() ?? "";
return {
  busy: document.querySelector(".assistant")?.getAttribute("aria-busy") === "true",
  ready: Boolean(document.querySelector(".paste, .credential")),
  groups: Object.fromEntries(all("[data-group]").map((group) => [
    group.dataset.group,
    { titles: all(".title", group).map(text), heading: text(group.querySelector("h2, summary")) },
  ])),
  said: all(".said").map((said) => [said.dataset.tone ?? "", text(said)]),
  form: Boolean(document.querySelector(".form tbody")),
  chooses: Boolean(document.querySelector(".hint.choose")),
  rows: all(".form tbody tr").map((row) => ({
    tone: row.dataset.tone ?? "",
    label: row.querySelector("th")?.firstChild?.textContent ?? "",
    willBe: text(row.querySelector("td:last-child > .value")),
    copy: Boolean(row.querySelector(".by-hand button")),
  })),
  values: all(".values dd button"),
  buttons: all(".form .buttons button[aria-disabled=false]"),
  text: text(document.querySelector("main")).slice(0, 2000),
};
