import {batches} from './attempts.js';
import {h, replace} from './dom.js';
import {bytes, fullMoment, millis, moment, number, timeOfDay} from './format.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {remoteMark} from './parts.js';

const TONES = {DELIVERED: 'good', TRY_AGAIN: 'warn', CONTENT_REFUSED: 'bad', CONFIGURATION_BROKEN: 'bad'};
const ICONS = {DELIVERED: 'check', TRY_AGAIN: 'rewind', CONTENT_REFUSED: 'close', CONFIGURATION_BROKEN: 'alert'};
const HEADS = ['time', 'outcome', 'answer', 'records', 'size', 'took'];

/**
 * The table of attempts: a row for each batch, which can be opened if there was more than one attempt at it.
 *
 * @param {(attempt: object, ofBatch: object[]) => void} onopen shows all of an attempt
 */
export function attemptTable(onopen) {
  const body = h('tbody');
  const table = h(
    'table',
    {class: 'attempts'},
    h('thead', {}, h('tr', {}, HEADS.map(key => h('th', {scope: 'col', class: `attempt-${key}`}, t(`attempt.${key}`))))),
    body,
  );
  const empty = h('p', {class: 'muted'});
  /** The open batches, by their first known attempt. */
  const opened = new Set();
  let shown = [];

  function draw() {
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    replace(body, batches(shown).map(batchRows));
    if (focused !== undefined) {
      [...body.querySelectorAll('button')].find(each => each.dataset.key === focused)?.focus({preventScroll: true});
    }
  }

  function batchRows(batch) {
    const key = batch.at(-1).id;
    const isOpen = opened.has(key);
    const more =
      batch.length > 1 &&
      h(
        'button',
        {
          type: 'button',
          class: 'attempt-more',
          'data-key': `more ${key}`,
          'aria-expanded': String(isOpen),
          onclick: () => {
            isOpen ? opened.delete(key) : opened.add(key);
            draw();
          },
        },
        icon('chevron', 'icon small'),
        t('attempt.more', {count: batch.length}),
      );
    return [attemptRows(batch[0], batch, more), isOpen && batch.slice(1).map(each => attemptRows(each, batch, false, 'attempt-part'))];
  }

  function attemptRows(attempt, batch, more, className = '') {
    const remote = remoteMark();
    remote.set(attempt.remote_status, attempt.answered);
    const time = isToday(attempt.started_at) ? timeOfDay(attempt.started_at) : moment(attempt.started_at);
    return [
      h(
        'tr',
        {class: className},
        h(
          'td',
          {class: 'attempt-time numbers', title: fullMoment(attempt.started_at)},
          h('button', {type: 'button', class: 'attempt-open', 'data-key': attempt.id, 'aria-label': t('attempt.open', {time}), onclick: () => onopen(attempt, batch)}, time),
        ),
        h('td', {}, outcomeMark(attempt.outcome), more),
        h('td', {}, remote.element),
        h('td', {class: 'numbers'}, `${number(attempt.records)} `, h('span', {class: 'muted'}, t(`kind.${attempt.record_kind}`, {count: attempt.records}))),
        h('td', {class: 'numbers'}, bytes(attempt.bytes)),
        h('td', {class: 'numbers'}, millis(attempt.duration_ms)),
      ),
      attempt.error && h('tr', {class: `attempt-error ${className}`}, h('td', {colspan: 6, dir: 'auto'}, attempt.error)),
    ];
  }

  return {
    element: h('div', {class: 'attempts-frame', tabindex: '0', role: 'group', 'aria-label': t('detail.attempts')}, table, empty),
    /** @param {object[]} attempts newest first @param {string} otherwise the text if there are none */
    show(attempts, otherwise) {
      shown = attempts;
      table.hidden = attempts.length === 0;
      empty.hidden = attempts.length > 0;
      empty.textContent = otherwise;
      draw();
    },
  };
}

/** An outcome as colour, icon and word. */
export function outcomeMark(outcome) {
  return h('span', {class: 'outcome', 'data-tone': TONES[outcome]}, icon(ICONS[outcome], 'icon small'), t(`outcome.${outcome}`));
}

function isToday(iso) {
  return new Date(iso).toDateString() === new Date().toDateString();
}
