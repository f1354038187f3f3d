import {api} from './api.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice, testResult} from './dialogs.js';
import {h, replace} from './dom.js';
import {t} from './language.js';
import {busyWhile, button, nameOf} from './parts.js';
import {problemText} from './problems.js';
import {reasonText} from './reasons.js';
import {StreamFields} from './stream-fields.js';
import {toast} from './toast.js';

/**
 * The form of a data stream: a new one, or the settings of one that is there.
 *
 * @param {object} page store, session and lookups
 * @param {object | null} stream null for a new one
 * @param {(id: string | null) => void} onclose with the id of what was saved
 * @param {string} [hint] what to say first
 */
export function streamForm(page, stream, onclose, hint) {
  const fields = new StreamFields(page, stream);
  const top = h('div', {class: 'form-top', 'aria-live': 'assertive'}, hint && notice('info', hint));
  const tested = h('div', {class: 'test-result', 'aria-live': 'polite'});
  const save = h('button', {type: 'submit', form: 'stream-form', class: 'button primary'}, h('span', {}, t(stream === null ? 'form.create' : 'save')));
  const test = button({label: t('action.test'), iconName: 'send', className: 'foot-first', onclick: () => busyWhile(test, tryOut)});
  const form = h(
    'form',
    {
      id: 'stream-form',
      class: 'form',
      novalidate: true,
      onsubmit(event) {
        event.preventDefault();
        busyWhile(save, submit);
      },
    },
    top,
    fields.element,
    tested,
  );
  let dirty = false;
  let saved = null;
  form.addEventListener('input', () => (dirty = true));

  async function submit() {
    replace(top);
    if (!mayBeSent()) {
      return;
    }
    const asked = page.store.asking();
    try {
      const answer = stream === null ? await api.create(fields.whole()) : await api.change(stream.id, stream.etag, fields.changes());
      page.store.put(answer, asked);
      saved = answer.id;
      toast(t(stream === null ? 'toast.created' : 'toast.saved', {name: nameOf(answer)}));
      dialog.close();
    } catch (problem) {
      await refused(problem);
    }
  }

  /** Sends a sample to the place that stands in the form, without keeping anything. */
  async function tryOut() {
    replace(tested);
    if (!mayBeSent()) {
      return;
    }
    try {
      replace(tested, testResult(await api.testNew(fields.whole()), fields.apiType));
    } catch (problem) {
      await refused(problem);
    }
    tested.scrollIntoView({block: 'nearest'});
  }

  function mayBeSent() {
    const errors = fields.check();
    show(errors);
    return errors.length === 0;
  }

  async function refused(problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    if (problem.status === 412 && stream !== null) {
      const asked = page.store.asking();
      const present = await api.read(stream.id);
      page.store.put(present, asked);
      closeWithout(() => streamForm(page, present, onclose, t('form.stale')));
    } else if (problem.errors.length > 0) {
      show(problem.errors);
    } else {
      replace(top, notice('bad', problemText(problem)));
      form.closest('.dialog-body').scrollTo({top: 0});
    }
  }

  /** Shows errors at their fields; those of no field stand at the top. */
  function show(errors) {
    const homeless = fields.showErrors(errors);
    const lines = homeless.map(({member, reason}) => `${member}: ${reasonText(reason)}`);
    replace(top, errors.length > 0 && notice('bad', t('form.errors', {count: errors.length}).replace(/:$/, lines.length > 0 ? ':' : '.'), lines));
    fields.focusError();
  }

  function closeWithout(then) {
    reopening = true;
    dialog.close();
    then();
  }

  let reopening = false;
  const dialog = openDialog({
    title: stream === null ? t('form.new') : t('form.edit'),
    className: 'dialog-form',
    body: [form],
    // of a stream whose secrets nobody can show, only the service can make a test: its page has the button
    actions: [stream === null && test, leaveButton(), save],
    mayClose() {
      if (dirty) {
        confirmDiscard(() => dialog.close());
      }
      return !dirty;
    },
    onclose: () => reopening || onclose(saved),
  });
  fields.focus();
  return dialog;
}

function confirmDiscard(discard) {
  const dialog = openDialog({
    title: t('form.discard'),
    className: 'dialog-narrow',
    body: [h('p', {}, t('form.discard.text'))],
    actions: [
      button({label: t('form.discard.no'), attributes: {autofocus: true}, onclick: () => dialog.close()}),
      button({
        label: t('form.discard.yes'),
        className: 'danger-solid',
        onclick() {
          dialog.close();
          discard();
        },
      }),
    ],
  });
}
