import {api} from './api.js';
import {conflictChoice} from './conflict.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice, testResult} from './dialogs.js';
import {h, replace} from './dom.js';
import {drafts} from './drafts.js';
import {t} from './language.js';
import {busyWhile, button, nameOf} from './parts.js';
import {problemText} from './problems.js';
import {reasonText} from './reasons.js';
import {StreamFields} from './stream-fields.js';
import {toast} from './toast.js';

/**
 * The form of a data stream: a new one, or an existing one's settings. Unsaved input is shown again when it is opened
 * again; see {@link drafts}.
 *
 * @param {object} page store, session, its organisation, and lookups
 * @param {object | null} stream null for a new one
 * @param {(id: string | null) => void} onclose with the id of the saved stream
 */
export function streamForm(page, stream, onclose) {
  const draftName = `${page.whose} ${stream?.id ?? 'new'}`;
  const draft = drafts.get(draftName);
  /** The version that the fields began with, and that is changed. */
  let base = stream;
  let fields = new StreamFields(page, stream);
  /** The same for all tries of one creation. */
  let creation = draft?.creation ?? newKey();
  let dirty = false;
  let saved = null;
  const place = h('div', {}, fields.element);
  const top = h('div', {class: 'form-top', 'aria-live': 'assertive'});
  const conflict = h('div', {});
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
    conflict,
    place,
    tested,
  );
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);

  function keep() {
    dirty = true;
    drafts.keep(draftName, {state: fields.state(), base, creation}, fields.openState());
  }

  function takeUp() {
    if (draft === undefined) {
      return;
    }
    if (stream !== null && draft.base.etag !== stream.etag) {
      fields = new StreamFields(page, draft.base);
      fields.restore(draft.state);
      base = draft.base;
      meet(stream);
    } else {
      fields.restore(draft.state);
      replace(top, notice('info', t('form.restored'), [t('form.restored.secrets')]));
    }
    dirty = true;
  }

  /**
   * Somebody else saved first: their changes are taken, the user's input stays, and where both changed, the user
   * chooses.
   */
  function meet(present) {
    const mine = fields.changed();
    const before = fields;
    const untouched = new StreamFields(page, base);
    fields = new StreamFields(page, present);
    const members = [...mine].map(([member, {label, text, state}]) => ({
      member,
      label,
      mine: {text, state},
      theirs: {text: fields.textOf(member), state: fields.stateOf(member)},
      isBoth: untouched.textOf(member) !== fields.textOf(member),
    }));
    members.forEach(each => fields.restore(each.mine.state));
    fields.restore({more: before.state().more});
    base = present;
    replace(place, fields.element);
    const choose = state => {
      fields.restore(state);
      keep();
    };
    replace(
      conflict,
      notice('warn', t('conflict.title'), [t('conflict.text')]),
      members.filter(each => each.isBoth && each.mine.text !== each.theirs.text).map(each => conflictChoice(each, choose)),
    );
    keep();
    form.closest('.dialog-body')?.scrollTo({top: 0});
  }

  async function submit() {
    replace(top);
    if (!mayBeSent()) {
      return;
    }
    try {
      const answer = stream === null ? await api.create(fields.whole(), creation) : await api.change(stream.id, base.etag, fields.changes());
      page.store.put(answer);
      saved = answer.id;
      drafts.drop(draftName);
      toast(t(stream === null ? 'toast.created' : 'toast.saved', {name: nameOf(answer)}));
      dialog.close();
    } catch (problem) {
      // an error answer created nothing; without an answer that is unknown, and the next try must use the same key
      if (problem.status >= 400 && problem.status < 500) {
        creation = newKey();
      }
      await refused(problem);
    }
  }

  /** Sends a sample to the place in the form, without saving anything. */
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
      const present = await api.read(stream.id);
      page.store.put(present);
      meet(present);
    } else if (problem.errors.length > 0) {
      show(problem.errors);
    } else {
      replace(top, notice('bad', problemText(problem)));
      form.closest('.dialog-body')?.scrollTo({top: 0});
    }
  }

  /** Shows errors at their fields; those without a field are shown at the top. */
  function show(errors) {
    const homeless = fields.showErrors(errors);
    const lines = homeless.map(({member, reason}) => `${member}: ${reasonText(reason)}`);
    replace(top, errors.length > 0 && notice('bad', t('form.errors', {count: errors.length}).replace(/:$/, lines.length > 0 ? ':' : '.'), lines));
    fields.focusError();
  }

  const dialog = openDialog({
    title: stream === null ? t('form.new') : t('form.edit'),
    className: 'dialog-form',
    body: [form],
    // if the stream has secrets, which are never shown, only the service can send a test: its page has the button
    actions: [stream === null && test, leaveButton(), save],
    mayClose() {
      if (dirty) {
        confirmDiscard(() => {
          drafts.drop(draftName);
          dialog.close();
        });
      }
      return !dirty;
    },
    onclose: () => onclose(saved),
  });
  takeUp();
  fields.focus();
  return dialog;
}

/** A unique key for a creation; `crypto.randomUUID` exists with https only. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
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
