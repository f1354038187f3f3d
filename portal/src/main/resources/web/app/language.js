import {keep, kept} from './kept.js';
import de from './text/de.js';
import en from './text/en.js';

/** The page's languages, each in its own language. */
export const LANGUAGES = {en: 'English', de: 'Deutsch'};

const TEXTS = {en, de};

let current = first();
let plurals = new Intl.PluralRules(current);

/** @returns {'en' | 'de'} */
export function language() {
  return current;
}

/** Changes the language of what is drawn from now on, and of later visits. */
export function setLanguage(name) {
  current = name;
  plurals = new Intl.PluralRules(name);
  keep('language', name);
  document.documentElement.lang = name;
}

/**
 * A text of the page.
 *
 * @param {string} key key of the text; a key without a text is a bug, and is shown itself
 * @param {Record<string, string | number>} [values] for the text's `{name}`; `count` chooses between `one` and `other`
 */
export function t(key, values = {}) {
  const text = TEXTS[current][key] ?? TEXTS.en[key] ?? key;
  const chosen = typeof text === 'string' ? text : text[plurals.select(Number(values.count))] ?? text.other;
  return chosen.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Whether there is such a text. */
export function has(key) {
  return key in TEXTS.en;
}

/** Chooses from a text that the service gives in each language, as `{"en": …, "de": …}`; a plain text is for all. */
export function told(texts) {
  return typeof texts === 'string' ? texts : texts?.[current] ?? texts?.en ?? '';
}

function first() {
  const chosen = kept('language') ?? navigator.languages?.map(name => name.slice(0, 2)).find(name => name in LANGUAGES);
  const name = chosen !== undefined && chosen in LANGUAGES ? chosen : 'en';
  document.documentElement.lang = name;
  return name;
}
