import {h} from './dom.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {secretInput} from './secret-field.js';

/**
 * The input of HTTP headers: names with secret values.
 *
 * @param {string[] | undefined} present the names of those that are set
 * @param {string} id the group's id
 */
export function headersInput(present, id) {
  const rows = [];
  const list = h('div', {class: 'headers-rows'});
  const add = h('button', {type: 'button', class: 'button small', onclick: () => addRow('', undefined, true)}, icon('plus'), t('form.headers.add'));
  const element = h('div', {class: 'headers', role: 'group', id, 'aria-labelledby': `${id}-label`}, list, add);

  function addRow(name, isSet, focus) {
    const number = `${id}-${rows.length}`;
    const nameInput = h('input', {
      class: 'input input-code',
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: 'X-Api-Key',
      'aria-label': t('form.headers.name'),
      value: name,
      readOnly: isSet === true,
    });
    const secret = secretInput({required: true}, isSet, `${number}-value`);
    secret.element.querySelector('input')?.setAttribute('aria-label', t('form.headers.value'));
    const row = {nameInput, secret, present: isSet === true, drop: () => line.remove()};
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'button quiet icon-only',
        'aria-label': t('form.headers.remove'),
        title: t('form.headers.remove'),
        onclick() {
          rows.splice(rows.indexOf(row), 1);
          line.remove();
          add.focus();
          element.dispatchEvent(new Event('input', {bubbles: true}));
        },
      },
      icon('close'),
    );
    const line = h('div', {class: 'headers-row'}, nameInput, secret.element, remove);
    rows.push(row);
    list.append(line);
    if (focus) {
      nameInput.focus();
    }
  }

  const names = present ?? [];
  names.forEach(name => addRow(name, true, false));
  return {
    element,
    isGroup: true,
    controls: () => [add],
    isEmpty: () => rows.length === 0,
    state: () => rows.map(row => ({name: row.nameInput.value, present: row.present, secret: row.secret.state()})),
    restore(state) {
      rows.splice(0).forEach(row => row.drop());
      for (const {name, present: wasSet, secret} of state) {
        addRow(name, wasSet && names.includes(name), false);
        rows.at(-1).secret.restore(secret);
      }
    },
    open: state => state.map(row => ({...row, secret: {...row.secret, entered: ''}})),
    text: () => rows.map(row => row.nameInput.value).join(', '),
    /** A set header that is not sent stays; null removes one. */
    value() {
      const headers = {};
      for (const name of names) {
        if (!rows.some(row => row.present && row.nameInput.value === name)) {
          headers[name] = null;
        }
      }
      for (const {nameInput, secret} of rows) {
        const value = secret.value();
        const name = nameInput.value.trim();
        if (value !== undefined && name !== '') {
          headers[name] = value;
        }
      }
      return Object.keys(headers).length === 0 ? undefined : headers;
    },
  };
}
