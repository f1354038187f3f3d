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
  /** What was told while the service is asked, by stream. */
  #meanwhile = new Map();

  /** @returns {object[]} */
  of(id) {
    return this.#known.get(id) ?? [];
  }

  /** Asks the service; what cannot be had is not shown. */
  async load(id) {
    const meanwhile = [];
    this.#meanwhile.set(id, meanwhile);
    try {
      const told = await api.attempts(id);
      const there = new Set(told.map(name));
      const late = meanwhile.filter(attempt => !there.has(name(attempt)));
      this.#known.set(id, [...late, ...told].slice(0, KEPT));
    } catch {
      // the table stays as it is
    }
    if (this.#meanwhile.get(id) === meanwhile) {
      this.#meanwhile.delete(id);
    }
  }

  add(attempt) {
    this.#meanwhile.get(attempt.stream_id)?.unshift(attempt);
    const known = this.#known.get(attempt.stream_id);
    if (known !== undefined) {
      known.unshift(attempt);
      known.length = Math.min(known.length, KEPT);
    }
  }

  /** Some were missed: of the streams that are not looked at now, all are asked for when they are. */
  forgetBut(id) {
    [...this.#known.keys()].filter(each => each !== id).forEach(each => this.#known.delete(each));
  }

  clear() {
    this.#known.clear();
  }
}

/** An attempt's name: no two of a stream have the same. */
function name(attempt) {
  return [attempt.record_kind, attempt.batch_id, attempt.first_id, attempt.attempt, attempt.started_at].join(' ');
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
  remote.set(attempt.remote_status, attempt.answered);
  return [
    h(
      'tr',
      {},
      h('td', {class: 'attempt-time numbers', title: fullMoment(attempt.started_at)}, timeOfDay(attempt.started_at)),
      h('td', {}, h('span', {class: 'outcome', 'data-tone': TONES[attempt.outcome]}, icon(ICONS[attempt.outcome], 'icon small'), t(`outcome.${attempt.outcome}`))),
      h('td', {}, remote.element),
      h('td', {class: 'numbers'}, `${number(attempt.records)} `, h('span', {class: 'muted'}, t(`kind.${attempt.record_kind}`, {count: attempt.records}))),
      h('td', {class: 'numbers'}, bytes(attempt.bytes)),
      h('td', {class: 'numbers'}, millis(attempt.duration_ms)),
    ),
    attempt.error && h('tr', {class: 'attempt-error'}, h('td', {colspan: 6, dir: 'auto'}, attempt.error)),
  ];
}
