import {leaveButton, openDialog} from './dialog.js';
import {h, replace} from './dom.js';
import {millis} from './format.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {busyWhile, button, nameOf} from './parts.js';
import {problemText} from './problems.js';
import {reasonText} from './reasons.js';
import {remoteAdvice, remoteName} from './words.js';

/** Asks before a deletion, with the harmless answer first. */
export function confirmDelete(stream, work) {
  const confirm = button({
    label: t('delete.confirm'),
    iconName: 'trash',
    className: 'danger-solid',
    onclick: () =>
      busyWhile(confirm, async () => {
        await work();
        dialog.close();
      }),
  });
  const dialog = openDialog({
    title: t('delete.title'),
    className: 'dialog-narrow',
    body: [h('p', {dir: 'auto'}, t('delete.text', {name: nameOf(stream)}))],
    actions: [leaveButton('cancel', {autofocus: true}), confirm],
  });
}

const HOUR = 3_600_000;

/**
 * Asks from what time on to send again.
 *
 * @param {number} historyDays how long documents are kept
 * @param {(from: string) => Promise<true | undefined>} work with the time in UTC
 */
export function replayDialog(historyDays, work) {
  const oldest = () => Date.now() - historyDays * 24 * HOUR;
  const input = h('input', {id: 'replay-from', type: 'datetime-local', step: '1', class: 'input', required: true});
  const error = h('p', {class: 'field-error', id: 'replay-error', hidden: true});
  input.setAttribute('aria-describedby', 'replay-error');
  const set = time => {
    input.value = local(time);
    check();
  };
  const check = () => {
    const from = Date.parse(input.value);
    // the minute that passes while the user chooses does not matter
    const good = from >= oldest() - HOUR && from <= Date.now();
    error.hidden = good;
    replace(error, icon('alert', 'icon small'), t('replay.invalid', {days: historyDays}));
    input.setAttribute('aria-invalid', String(!good));
    return good;
  };
  input.addEventListener('input', check);
  const preset = (label, milliseconds) => button({label, className: 'small', onclick: () => set(Date.now() - milliseconds)});
  const confirm = button({
    label: t('replay.confirm'),
    iconName: 'rewind',
    className: 'primary',
    onclick: () => {
      if (!check()) {
        input.focus();
        return;
      }
      busyWhile(confirm, async () => {
        if (await work(new Date(input.value).toISOString())) {
          dialog.close();
        }
      });
    },
  });
  const dialog = openDialog({
    title: t('replay.title'),
    className: 'dialog-narrow',
    body: [
      h('p', {}, t('replay.text')),
      h(
        'div',
        {class: 'field'},
        h('div', {class: 'field-label'}, h('label', {for: 'replay-from'}, t('replay.from'))),
        input,
        error,
      ),
      h(
        'div',
        {class: 'presets'},
        preset(t('replay.hour'), HOUR),
        preset(t('replay.day'), 24 * HOUR),
        preset(t('replay.week'), 7 * 24 * HOUR),
        preset(t('replay.whole', {days: historyDays}), historyDays * 24 * HOUR),
      ),
    ],
    actions: [leaveButton(), confirm],
  });
  set(Date.now() - HOUR);
  input.focus();
}

/**
 * Sends a sample, and shows the result.
 *
 * @param {string} apiType
 * @param {() => Promise<object>} send
 */
export function testDialog(apiType, send) {
  const result = h('div', {class: 'test-result', 'aria-live': 'polite'});
  const label = h('span', {}, t('test.confirm'));
  const confirm = h(
    'button',
    {
      type: 'button',
      class: 'button primary',
      autofocus: true,
      onclick: () =>
        busyWhile(confirm, async () => {
          label.textContent = t('test.sending');
          replace(result, await answer(send, apiType));
          label.textContent = t('test.again');
        }).then(() => confirm.focus()),
    },
    icon('send'),
    label,
  );
  openDialog({
    title: t('test.title'),
    body: [h('p', {}, t('test.text')), result],
    actions: [leaveButton('close'), confirm],
  });
}

async function answer(send, apiType) {
  try {
    return testResult(await send(), apiType);
  } catch (problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    return notice('bad', problemText(problem), problem.errors.map(error => `${error.member}: ${reasonText(error.reason)}`));
  }
}

/** The result of a test delivery, in words, with the document that was sent. */
export function testResult(test, apiType) {
  const values = {status: `${test.remote_status} ${remoteName(test.remote_status, test.answered)}`, time: millis(test.duration_ms)};
  return [
    test.delivered
      ? notice('good', t('test.good', values))
      : notice('bad', t('test.bad', values), [remoteAdvice(test.remote_status, apiType, test.answered)]),
    test.error && h('div', {class: 'said'}, h('h3', {}, t('test.answer')), h('pre', {class: 'code', dir: 'ltr'}, test.error)),
    h('details', {class: 'said'}, h('summary', {}, t('test.document')), h('pre', {class: 'code', dir: 'ltr'}, JSON.stringify(test.document, null, 2))),
  ];
}

/** A box with an important message. */
export function notice(tone, title, lines = []) {
  return h(
    'div',
    {class: 'notice', 'data-tone': tone},
    icon(tone === 'good' ? 'check' : tone === 'info' ? 'info' : 'alert'),
    h('div', {}, h('p', {class: 'notice-title'}, title), lines.filter(Boolean).map(line => h('p', {}, line))),
  );
}

/** A time in the form of a `datetime-local` input: in the browser's time zone. */
function local(time) {
  const at = new Date(time);
  return new Date(time - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
