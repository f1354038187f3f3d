import {api} from './api.js';
import {h, replace} from './dom.js';
import {bytes, fullMoment, millis, number, timeOfDay} from './format.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {remoteMark} from './parts.js';

/** As many as the service keeps. */
const KEPT = 100;
/** As many as the table shows. */
const SHOWN = 25;

/** The last attempts of the streams that were looked at, newest first; goes on with what the live connection tells. */
export class Attempts {
  #known = new Map();

  /** @returns {object[]} */
  of(id) {
    return this.#known.get(id) ?? [];
  }

  /** Asks the service; what cannot be had is not shown. */
  async load(id) {
    try {
      this.#known.set(id, await api.attempts(id));
    } catch {
      // the table stays as it is
    }
  }

  add(attempt) {
    const known = this.#known.get(attempt.stream_id);
    if (known !== undefined) {
      known.unshift(attempt);
      known.length = Math.min(known.length, KEPT);
    }
  }

  clear() {
    this.#known.clear();
  }
}

const TONES = {DELIVERED: 'good', TRY_AGAIN: 'warn', CONTENT_REFUSED: 'bad', CONFIGURATION_BROKEN: 'bad'};
const ICONS = {DELIVERED: 'check', TRY_AGAIN: 'rewind', CONTENT_REFUSED: 'close', CONFIGURATION_BROKEN: 'alert'};

/** The table of attempts. */
export function attemptsTable() {
  const body = h('tbody');
  const heads = ['time', 'outcome', 'answer', 'records', 'size', 'took'];
  const table = h(
    'table',
    {class: 'attempts'},
    h('thead', {}, h('tr', {}, heads.map(key => h('th', {scope: 'col', class: `attempt-${key}`}, t(`attempt.${key}`))))),
    body,
  );
  const empty = h('p', {class: 'muted'}, t('detail.attempts.empty'));
  return {
    element: h('div', {class: 'attempts-frame', tabindex: '0', role: 'group', 'aria-label': t('detail.attempts')}, table, empty),
    show(attempts) {
      table.hidden = attempts.length === 0;
      empty.hidden = attempts.length > 0;
      replace(body, attempts.slice(0, SHOWN).map(attemptRows));
    },
  };
}

function attemptRows(attempt) {
  const remote = remoteMark();
  remote.set(attempt.remote_status);
  return [
    h(
      'tr',
      {},
      h('td', {class: 'attempt-time numbers', title: fullMoment(attempt.started_at)}, timeOfDay(attempt.started_at)),
      h('td', {}, h('span', {class: 'outcome', 'data-tone': TONES[attempt.outcome]}, icon(ICONS[attempt.outcome], 'icon small'), t(`outcome.${attempt.outcome}`))),
      h('td', {}, remote.element),
      h('td', {class: 'numbers'}, `${number(attempt.records)} `, h('span', {class: 'muted'}, t(`kind.${attempt.record_kind}`))),
      h('td', {class: 'numbers'}, bytes(attempt.bytes)),
      h('td', {class: 'numbers'}, millis(attempt.duration_ms)),
    ),
    attempt.error && h('tr', {class: 'attempt-error'}, h('td', {colspan: 6, dir: 'auto'}, attempt.error)),
  ];
}
