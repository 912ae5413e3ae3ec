// What ESLint checks in the JavaScript that is shipped, and in the practice console's pages. The types are TypeScript's
// business (static/jsconfig.json), the layout Prettier's.
import js from "@eslint/js";
import globals from "globals";

const rules = {
  eqeqeq: "error",
  "no-implicit-globals": "off",
  "no-var": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  // A secret must not reach a log by accident.
  "no-console": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  // Nothing that was pasted or read is ever parsed as HTML.
  "no-restricted-syntax": [
    "error",
    "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]",
    "CallExpression[callee.property.name=/^(insertAdjacentHTML|write|setHTMLUnsafe)$/]",
  ],
};

const background = "static/extension/background.js";
const others = ["content", "hosts", "toolbar"].map((name) => `static/extension/${name}.js`);
const classic = ["static/page/*.js", "static/panel/dock.js", ...others, background];
const shared = ["AemAddress", "AemHosts", "AemPage", "AssistantBroker", "AssistantDock"];

export default [
  js.configs.recommended,
  {
    files: ["static/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules,
  },
  {
    files: classic,
    languageOptions: {
      sourceType: "script",
      globals: { ...globals.webextensions, ...Object.fromEntries(shared.map((name) => [name, "readonly"])) },
    },
    rules: { strict: ["error", "function"] },
  },
  { files: ["static/extension/home.js"], languageOptions: { globals: globals.webextensions } },
  { files: [background], rules: { strict: ["error", "global"] } },
  { files: ["static/widget/widget.js"], languageOptions: { globals: { AssistantDock: "readonly" } } },
  {
    files: ["practice/pages/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: { ...globals.browser, Coral: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    // The practice console builds its own markup as text, and may print.
    rules: { ...rules, "no-console": "off", "no-restricted-syntax": "off" },
  },
];
