import {language} from './language.js';
import german from './text/reasons-de.js';

/** What the service says is wrong with a member, in the page's language as far as there is a text for it. */
export function reasonText(reason) {
  const line = language() === 'de' ? german.find(([sentence]) => sentence.test(reason)) : undefined;
  return line === undefined ? reason : reason.replace(line[0], line[1]);
}
