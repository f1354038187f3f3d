import {language} from './language.js';
import german from './text/reasons-de.js';

/** The service's error about a member, in the page's language if there is a text for it. */
export function reasonText(reason) {
  const line = language() === 'de' ? german.find(([sentence]) => sentence.test(reason)) : undefined;
  return line === undefined ? reason : reason.replace(line[0], line[1]);
}
