import {h} from './dom.js';
import {t} from './language.js';

/**
 * How a program fetches the documents of a data stream: the request, and what to do with the answer.
 *
 * @param {string} id the data stream's
 */
export function fetchCard(id) {
  const url = new URL(`api/v1/streams/${encodeURIComponent(id)}/documents?limit=500&wait=30`, document.baseURI);
  return h(
    'section',
    {class: 'card fetch-card', 'aria-label': t('fetch.title')},
    h('h2', {}, t('fetch.title')),
    h('pre', {class: 'code', dir: 'ltr', tabindex: '0', role: 'group', 'aria-label': t('fetch.request')}, `curl '${url}' \\\n  -H 'Authorization: Bearer dsk_…'`),
    h('ol', {class: 'fetch-steps'}, ['keep', 'on', 'again'].map(step => h('li', {}, t(`fetch.${step}`)))),
    h('p', {class: 'muted'}, t('fetch.key')),
  );
}
