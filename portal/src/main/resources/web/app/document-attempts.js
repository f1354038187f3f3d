import {api} from './api.js';
import {outcomeMark} from './attempt-table.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {fullMoment} from './format.js';
import {t} from './language.js';
import {busyWhile, button} from './parts.js';
import {problemText} from './problems.js';

const MINUTE = 60_000;
/** Attempts are searched from the document's arrival, and further with each step. */
const REACHES = [10 * MINUTE, 24 * 60 * MINUTE, Infinity];
const PAGE = 100;
/** Most pages of attempts that are searched in one step. */
const MOST_PAGES = 20;

/**
 * When a data stream was sent a document, and with what answer: a button, and its result.
 *
 * @param {string} id the data stream
 * @param {string} name of it
 * @param {{place: string, record_kind: string, came_at: string}} found the document
 */
export function documentAttempts(id, name, found) {
  const place = h('div', {class: 'documents-attempts', 'aria-live': 'polite'});
  const open = button({label: t('documents.attempts'), iconName: 'clock', className: 'small', onclick: () => busyWhile(open, show)});
  open.setAttribute('aria-label', t('action.of', {action: t('documents.attempts'), name}));
  return {button: open, place};

  async function show() {
    replace(place, h('p', {class: 'muted'}, t('documents.looking')));
    try {
      const attempts = await search(id, found);
      replace(place, attempts.length === 0 ? h('p', {class: 'muted'}, t('documents.attempts.none')) : h('ul', {}, attempts.map(line)));
    } catch (problem) {
      if (problem.status === undefined) {
        throw problem;
      }
      replace(place, notice('bad', problemText(problem)));
    }
  }
}

function line(attempt) {
  return h(
    'li',
    {},
    h('time', {datetime: attempt.started_at}, fullMoment(attempt.started_at)),
    ' ',
    outcomeMark(attempt.outcome),
    ' ',
    h('code', {}, String(attempt.remote_status)),
    attempt.error !== null && h('span', {class: 'muted', dir: 'auto'}, ` ${attempt.error}`),
  );
}

/** Newest first; ends with the first step in which the document was delivered. */
async function search(id, {place, record_kind, came_at}) {
  // clocks differ: an attempt may seem to be before the document
  const came = Date.parse(came_at) - MINUTE;
  const now = Date.now() + MINUTE;
  let attempts = [];
  let from = came;
  for (const reach of REACHES) {
    const to = Math.min(came + reach, now);
    let after = null;
    let pages = 0;
    const here = [];
    do {
      const page = await api.attempts(id, {place, record_kind, from: new Date(from).toISOString(), to: new Date(to).toISOString(), limit: PAGE, after});
      here.push(...page.items);
      after = page.next;
      pages++;
    } while (after !== null && pages < MOST_PAGES);
    attempts = [...here, ...attempts];
    if (to >= now || attempts.some(attempt => attempt.outcome === 'DELIVERED')) {
      break;
    }
    from = to;
  }
  return attempts;
}
