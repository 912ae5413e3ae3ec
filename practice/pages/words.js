// Every text of the practice console, a file a language.
//
// AEM's product strings come from facts §3: those marked (UI) there were read from pictures of the real console
// (English, French, German, Japanese), the others from the translated documentation, which does not always agree with
// the product. What could be found nowhere is invented, and stands below the word "invented" in each file. No word is
// ever made from another at run time, so that what a file says is what the console shows.
//
// All files are imported, since waiting for one of them would let the page appear before it is rendered.

import { switches } from "./switches.js";
import de from "./words/de.js";
import en from "./words/en.js";
import es from "./words/es.js";
import fr from "./words/fr.js";
import it from "./words/it.js";
import ja from "./words/ja.js";
import ko from "./words/ko.js";
import nl from "./words/nl.js";
import ptBR from "./words/pt-BR.js";
import sv from "./words/sv.js";
import zhHans from "./words/zh-Hans.js";
import zhHant from "./words/zh-Hant.js";

/** The languages: their own name, the locale that Coral knows them by, and their words. */
const LANGUAGES = {
  en: { name: "English", locale: "en-US", words: en },
  fr: { name: "Français", locale: "fr-FR", words: fr },
  de: { name: "Deutsch", locale: "de-DE", words: de },
  ja: { name: "日本語", locale: "ja-JP", words: ja },
  es: { name: "Español", locale: "es-ES", words: es },
  it: { name: "Italiano", locale: "it-IT", words: it },
  "pt-BR": { name: "Português (Brasil)", locale: "pt-BR", words: ptBR },
  ko: { name: "한국어", locale: "ko-KR", words: ko },
  "zh-Hans": { name: "简体中文", locale: "zh-CN", words: zhHans },
  "zh-Hant": { name: "繁體中文", locale: "zh-TW", words: zhHant },
  nl: { name: "Nederlands", locale: "nl-NL", words: nl },
  sv: { name: "Svenska", locale: "sv-SE", words: sv },
};

const { words, locale } = LANGUAGES[switches.lang];

export { locale };

export const languageName = (code) => LANGUAGES[code].name;

/**
 * The text called `key` in the chosen language, with `{name}` replaced by `values.name`. Only the practice console's
 * own words may be missing in a language; they are then English.
 */
export function word(key, values = {}) {
  return (words[key] ?? en[key]).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
