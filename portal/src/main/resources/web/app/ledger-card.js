import {api} from './api.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {moment, number, utcDay, utcHour} from './format.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {busyWhile, button} from './parts.js';
import {problemText} from './problems.js';

const COLUMNS = ['produced', 'delivered', 'refused', 'expired', 'skipped', 'pending'];

/**
 * What became of a stream's documents: a table of days that open to hours, loaded on request.
 *
 * @param {string} id
 */
export function ledgerCard(id) {
  const place = h('div', {class: 'ledger-place', 'aria-live': 'polite'});
  const make = button({label: t('ledger.make'), iconName: 'check', className: 'small', onclick: () => busyWhile(make, load)});
  const csv = h('a', {class: 'button small', href: api.ledgerCsv(id), download: 'ledger.csv'}, h('span', {}, t('ledger.csv')));

  async function load() {
    replace(place, h('p', {class: 'muted'}, t('ledger.making')));
    try {
      const statement = await api.ledger(id);
      replace(place, summary(statement), statement.rows.length > 0 && table(statement.rows));
    } catch (problem) {
      if (problem.status === undefined) {
        throw problem;
      }
      replace(place, notice('bad', problemText(problem)));
    }
  }

  return h(
    'section',
    {class: 'card ledger-card', 'aria-label': t('ledger.title')},
    h('h2', {}, t('ledger.title')),
    h('p', {class: 'muted'}, t('ledger.lead')),
    h('div', {class: 'ledger-actions'}, make, csv),
    place,
    h('details', {}, h('summary', {}, t('ledger.columns')), h('dl', {class: 'ledger-columns'}, COLUMNS.map(column => [h('dt', {}, t(`ledger.${column}`)), h('dd', {}, t(`ledger.${column}.is`))]))),
  );
}

/** The totals, in words: whether each document is accounted for, and what is unknown. */
function summary({as_of, kinds}) {
  return h(
    'ul',
    {class: 'ledger-summary'},
    kinds.map(kind =>
      h(
        'li',
        {},
        t('ledger.summary', {
          kind: t(`attempt.kind.${kind.record_kind}`),
          time: moment(as_of),
          history: number(kind.in_history),
          produced: number(kind.produced),
          left: number(kind.left_out),
          delivered: number(kind.delivered),
          pending: number(kind.pending),
        }),
        kind.counted_since !== null && ` ${t('ledger.since', {time: moment(kind.counted_since)})}`,
        !kind.whole && ` ${t('ledger.cut')}`,
      ),
    ),
  );
}

function table(rows) {
  const days = new Map();
  for (const row of rows) {
    const day = row.hour === null ? null : row.hour.slice(0, 10);
    const key = `${day} ${row.record_kind}`;
    days.set(key, [...(days.get(key) ?? []), row]);
  }
  const newestFirst = [...days.values()].sort((a, b) => (b[0].hour ?? '').localeCompare(a[0].hour ?? ''));
  return h(
    'div',
    {class: 'ledger-frame', tabindex: '0', role: 'group', 'aria-label': t('ledger.table')},
    h(
      'table',
      {class: 'attempts ledger'},
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, t('ledger.day')), h('th', {scope: 'col'}, t('ledger.kind')), COLUMNS.map(column => h('th', {scope: 'col', class: 'ledger-number'}, t(`ledger.${column}`))))),
      newestFirst.map(day),
    ),
  );
}

/** A day's row, and the rows of its hours below it, once it is opened. */
function day(hours) {
  const [{hour, record_kind: kind}] = hours;
  const total = Object.fromEntries(COLUMNS.map(column => [column, hours.reduce((sum, row) => sum + row[column], 0)]));
  const body = h('tbody');
  const line = (head, row, className = '') => h('tr', {class: className}, h('th', {scope: 'row'}, head), h('td', {}, t(`attempt.kind.${kind}`)), COLUMNS.map(column => h('td', {class: 'ledger-number'}, number(row[column]))));
  if (hour === null) {
    body.append(line(t('ledger.other'), total));
    return body;
  }
  const opener = h('button', {type: 'button', class: 'attempt-more ledger-open', 'aria-expanded': 'false', 'aria-label': t('ledger.open', {day: utcDay(hour), kind: t(`attempt.kind.${kind}`)}), onclick: toggle}, utcDay(hour), icon('chevron', 'icon small'));
  const first = line(opener, total);
  body.append(first);
  function toggle() {
    const opens = opener.getAttribute('aria-expanded') === 'false';
    opener.setAttribute('aria-expanded', String(opens));
    replace(body, first, opens && hours.map(row => line(utcHour(row.hour), row, 'attempt-part')));
  }
  return body;
}
