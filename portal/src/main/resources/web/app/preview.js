import {api} from './api.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {moment, number} from './format.js';
import {t} from './language.js';
import {problemText} from './problems.js';
import {reasonText} from './reasons.js';

const DAY = 86_400_000;
/** Most documents shown. */
const MOST = 20;
/** How often a search with too few results is continued. */
const MOST_SEARCHES = 10;

/**
 * Shows which of the last day's documents the filters let through.
 *
 * @param {string[]} kinds of documents
 * @param {object} filters as a data stream has them
 * @param {number | null} organisation the documents' organisation; null for one's own
 */
export function preview(kinds, filters, organisation) {
  const parts = kinds.map(kind => {
    const body = h('div', {'aria-live': 'polite'}, h('p', {class: 'muted'}, t('documents.looking')));
    search(kind, filters, organisation).then(
      ({documents, more}) => replace(body, found(documents, more)),
      problem => {
        if (problem.status === undefined) {
          throw problem;
        }
        replace(body, notice('bad', problem.errors?.length > 0 ? problem.errors.map(error => reasonText(error.reason)).join(' · ') : problemText(problem)));
      },
    );
    return [kinds.length > 1 && h('h3', {}, t(`preview.${kind}`)), body];
  });
  // scrolling content must be reachable by keyboard
  const all = h('div', {tabindex: '0', role: 'group', 'aria-label': t('preview.title')}, parts.flat());
  openDialog({title: t('preview.title'), body: [all], actions: [leaveButton('close')]});
}

function found(documents, more) {
  return [
    h('p', {}, documents.length === 0 ? t('preview.none') : t(more ? 'preview.first' : 'preview.all', {count: number(documents.length)})),
    documents.length > 0 && h('ul', {class: 'preview'}, documents.map(each => h('li', {}, h('span', {class: 'muted'}, moment(each.came_at)), ' ', summary(each.document), ' ', h('code', {}, each.document.sim?.iccid ?? '')))),
  ];
}

/** What distinguishes a document: an event's type and anything unusual; the place of usage. */
function summary({event_type: type, event_severity: severity, alert, operator, detail}) {
  const country = operator?.country?.name ?? detail?.country?.name;
  const words = [type?.description, severity?.id > 0 && severity.description, alert === true && t('catalogue.alert'), country];
  return words.filter(Boolean).join(' · ');
}

async function search(kind, filters, organisation) {
  const wish = {record_kind: kind, filters, from: new Date(Date.now() - DAY).toISOString(), organisation_id: organisation, limit: MOST};
  let documents = [];
  let after = null;
  let searches = 0;
  do {
    const page = await api.searchDocuments({...wish, after});
    documents = [...documents, ...page.documents];
    after = page.next;
    searches++;
  } while (documents.length < MOST && after !== null && searches < MOST_SEARCHES);
  return {documents: documents.slice(0, MOST), more: after !== null || documents.length > MOST};
}
