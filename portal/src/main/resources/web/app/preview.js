import {api} from './api.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {moment, number} from './format.js';
import {t} from './language.js';
import {problemText} from './problems.js';

const DAY = 86_400_000;
/** So many are shown. */
const MOST = 20;
/** How often a search that has found too few is gone on with. */
const MOST_SEARCHES = 10;

/**
 * Shows what of the last day's events a choice of event types lets through.
 *
 * @param {number[]} types none for all
 * @param {number | null} organisation whose events; null for the own
 */
export function preview(types, organisation) {
  const body = h('div', {'aria-live': 'polite'}, h('p', {class: 'muted'}, t('documents.looking')));
  openDialog({title: t('preview.title'), body: [body], actions: [leaveButton('close')]});
  search(types, organisation).then(
    ({documents, more}) =>
      replace(
        body,
        h('p', {}, documents.length === 0 ? t('preview.none') : t(more ? 'preview.first' : 'preview.all', {count: number(documents.length)})),
        h('ul', {class: 'preview'}, documents.map(each => h('li', {}, h('span', {class: 'muted'}, moment(each.came_at)), ' ', each.document.event_type?.description ?? '', ' ', h('code', {}, each.document.sim?.iccid ?? '')))),
      ),
    problem => {
      if (problem.status === undefined) {
        throw problem;
      }
      replace(body, notice('bad', problemText(problem)));
    },
  );
}

async function search(types, organisation) {
  const query = {
    record_kind: 'EVENT',
    event_type: types.length === 0 ? null : types.join(','),
    from: new Date(Date.now() - DAY).toISOString(),
    organisation_id: organisation,
    limit: MOST,
  };
  let documents = [];
  let after = null;
  let searches = 0;
  do {
    const found = await api.documents({...query, after});
    documents = [...documents, ...found.documents];
    after = found.next;
    searches++;
  } while (documents.length < MOST && after !== null && searches < MOST_SEARCHES);
  return {documents: documents.slice(0, MOST), more: after !== null || documents.length > MOST};
}
