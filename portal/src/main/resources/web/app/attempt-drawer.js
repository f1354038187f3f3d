import {exchangePart} from './attempt-exchange.js';
import {outcomeMark} from './attempt-table.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {h} from './dom.js';
import {bytes, fullMoment, millis, number} from './format.js';
import {t} from './language.js';
import {button, remoteMark} from './parts.js';
import {remoteAdvice} from './words.js';

/**
 * Shows all details of an attempt beside the page.
 *
 * @param {object} attempt
 * @param {object[]} batch all attempts at its batch that the page knows, newest first
 * @param {{stream: object, test: (stream: object) => void}} of
 */
export function attemptDrawer(attempt, batch, {stream, test}) {
  const remote = remoteMark();
  remote.set(attempt.remote_status, attempt.answered);
  const line = (key, ...value) => h('div', {}, h('dt', {}, t(`attempt.${key}`)), h('dd', {}, value));
  const failed = attempt.outcome !== 'DELIVERED';
  const advice = failed ? remoteAdvice(attempt.remote_status, stream.api_type, attempt.answered) : '';
  const dialog = openDialog({
    title: t('attempt.title'),
    className: 'dialog-drawer',
    body: [
      advice && notice('info', advice),
      h(
        'dl',
        {class: 'settings'},
        line('outcome', outcomeMark(attempt.outcome)),
        line('answer', remote.element),
        line('answered', t(`attempt.answered.${attempt.answered ?? 'unknown'}`)),
        line('time', fullMoment(attempt.started_at)),
        line('took', millis(attempt.duration_ms)),
        line('number', number(attempt.attempt)),
        attempt.next_attempt_at && line('next', fullMoment(attempt.next_attempt_at)),
        line('records', `${number(attempt.records)} ${t(`kind.${attempt.record_kind}`, {count: attempt.records})}`),
        line('size', bytes(attempt.bytes)),
        line('first', h('code', {}, String(attempt.first_id))),
        line('last', h('code', {}, String(attempt.last_id))),
        line('target', h('span', {dir: 'ltr'}, stream.target)),
        line('batch', h('code', {}, attempt.batch_id)),
        line('id', h('code', {}, attempt.id)),
      ),
      attempt.error && h('div', {class: 'said'}, h('h3', {}, t('detail.said')), h('pre', {class: 'code', dir: 'ltr'}, attempt.error)),
      attempt.has_exchange && exchangePart(attempt),
      !failed && h('p', {class: 'muted'}, t('attempt.sum')),
      batch.length > 1 &&
        h(
          'div',
          {class: 'said'},
          h('h3', {}, t('attempt.batch.all', {count: batch.length})),
          h(
            'ol',
            {class: 'attempts-of-batch', reversed: true},
            batch.map(each => h('li', {'aria-current': each === attempt ? 'true' : null}, `${fullMoment(each.started_at)} · `, outcomeMark(each.outcome), ` · ${number(each.records)}`)),
          ),
        ),
    ].filter(Boolean),
    actions: [leaveButton('close'), button({label: t('action.test'), iconName: 'send', onclick: () => test(stream)})],
  });
  // it scrolls, but holds nothing that can get the focus
  dialog.element.querySelector('.dialog-body').setAttribute('tabindex', '0');
}
