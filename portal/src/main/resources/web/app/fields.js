import {h, setAttribute} from './dom.js';
import {headersInput} from './headers-field.js';
import {number} from './format.js';
import {icon} from './icons.js';
import {t, told} from './language.js';
import {secretInput} from './secret-field.js';

/**
 * Form fields. Each has a label, a help text and a place for an error, which are also linked for screen readers.
 *
 * @typedef {object} Field
 * @property {string} name the member of the API that it fills
 * @property {HTMLElement} element
 * @property {() => unknown} value the value to send: undefined leaves the member as it is, null removes it
 * @property {() => unknown} state its content, as JSON can hold it
 * @property {(state: unknown) => void} restore sets its content
 * @property {(state: unknown) => unknown} open a state without secrets
 * @property {() => string} text its content, in words
 * @property {() => boolean} isEmpty
 * @property {() => string | null} check an error that can be found without the service
 * @property {(text: string | null) => void} setError
 * @property {() => void} focus
 */

let count = 0;

/**
 * A field of an API type's settings, as the service describes it in its lookups.
 *
 * @param {object} description
 * @param {unknown} present the stream's value, or for a secret whether it is set; undefined for a new stream
 * @param {unknown} [entered] the form's earlier content
 * @returns {Field}
 */
export function settingField(description, present, entered) {
  const id = `field-${++count}`;
  return field({
    name: description.member,
    id,
    label: told(description.label),
    help: told(description.help),
    required: description.required,
    input: inputFor(description, present, entered, id),
  });
}

/** A field for a member of the stream itself, such as its name. */
export function plainField({name, label, help, present, number = false, maxLength, required = false}) {
  const id = `field-${++count}`;
  const description = {kind: number ? 'NUMBER' : 'TEXT', required, maxLength};
  return field({name, id, label, help, required, input: inputFor(description, present, undefined, id)});
}

/**
 * A list of texts in a multi-line field.
 *
 * @param {{name: string, label: string, help: string, hint: string, present: string[] | null,
 *     parse: (text: string) => string[], check: (values: string[]) => string | null}} options
 */
export function listField({name, label, help, hint: example, present, parse, check}) {
  const id = `field-${++count}`;
  const lines = linesInput({example, required: false}, present?.join('\n'), undefined, id);
  const values = () => parse(lines.state());
  return field({
    name,
    id,
    label,
    help,
    required: false,
    input: {
      ...lines,
      isEmpty: () => values().length === 0,
      value: () => changedList(values(), present),
      text: () => shortList(values()),
      check: () => check(values()),
    },
  });
}

/** A choice of several options with checkboxes; none chosen means all. */
export function checksField({name, label, help, options, present}) {
  const id = `field-${++count}`;
  const inputs = options.map(option => h('input', {type: 'checkbox', value: option.value, checked: present?.includes(option.value) ?? false}));
  const chosen = () => inputs.filter(input => input.checked).map(input => input.value);
  return field({
    name,
    id,
    label,
    help,
    required: false,
    input: {
      element: h(
        'div',
        {class: 'checks checks-row', role: 'group', 'aria-labelledby': `${id}-label`},
        options.map((option, i) => h('label', {}, inputs[i], h('span', {}, option.label))),
      ),
      isGroup: true,
      controls: () => inputs,
      isEmpty: () => chosen().length === 0,
      value: () => changedList(chosen(), present),
      text: () => options.filter((_, i) => inputs[i].checked).map(option => option.label).join(', '),
      state: chosen,
      restore: state => inputs.forEach(input => (input.checked = state.includes(input.value))),
    },
  });
}

/** The value to send for a list whose order does not matter: undefined when unchanged, null for an empty one. */
function changedList(values, present) {
  const same = String([...values].sort()) === String([...(present ?? [])].sort());
  return same ? undefined : values.length === 0 ? null : values;
}

/** A list in words; of a long one, only the first elements. */
export function shortList(values) {
  const SHOWN = 5;
  return values.length <= SHOWN ? values.join(', ') : t('filters.first', {first: values.slice(0, SHOWN).join(', '), count: number(values.length)});
}

function inputFor(description, present, entered, id) {
  switch (description.kind) {
    case 'NAMED_TEXTS':
      return headersInput(present, id);
    case 'NUMBER':
      return numberInput(description, present, entered, id);
    case 'CHOICE':
      return choiceInput(description, present, entered, id);
    case 'PEM':
      return description.secret ? secretInput(description, present, id, true) : linesInput(description, present, entered, id);
    default:
      return description.secret ? secretInput(description, present, id) : textInput(description, present, entered, id);
  }
}

function field({name, id, label, help, required, input}) {
  const error = h('p', {class: 'field-error', id: `${id}-error`, hidden: true});
  const element = h(
    'div',
    {class: 'field', 'data-field': name},
    h(
      'div',
      {class: 'field-label'},
      input.isGroup ? h('span', {id: `${id}-label`}, label) : h('label', {for: id, id: `${id}-label`}, label),
      !required && h('span', {class: 'field-optional'}, t('form.optional')),
    ),
    input.element,
    error,
    help && h('p', {class: 'field-help', id: `${id}-help`}, help),
  );
  const describe = (text = null) => {
    for (const control of input.controls()) {
      setAttribute(control, 'aria-describedby', help ? `${id}-error ${id}-help` : `${id}-error`);
      setAttribute(control, 'aria-invalid', text === null ? null : 'true');
    }
  };
  const setError = text => {
    if (text !== null) {
      input.wanted?.();
    }
    error.hidden = text === null;
    error.replaceChildren(...(text === null ? [] : [icon('alert', 'icon small'), text]));
    element.classList.toggle('has-error', text !== null);
    describe(text);
  };
  describe();
  element.addEventListener('input', () => setError(null));
  return {
    name,
    label,
    element,
    value: input.value,
    state: input.state,
    restore: input.restore,
    open: input.open ?? (state => state),
    text: input.text ?? input.state,
    isEmpty: input.isEmpty,
    check: () => (required && input.isEmpty() ? t('form.missing') : input.check?.() ?? null),
    setError,
    focus: () => input.controls()[0]?.focus(),
  };
}

function textInput(description, present, entered, id) {
  const isUrl = description.kind === 'URL';
  const element = h('input', {
    id,
    class: `input ${isUrl ? 'input-code' : ''}`,
    type: 'text',
    inputmode: isUrl ? 'url' : null,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    dir: 'auto',
    maxlength: description.maxLength,
    placeholder: hint(description),
    'aria-required': description.required ? 'true' : null,
    value: entered ?? present ?? '',
  });
  const text = () => element.value.trim();
  return {
    element,
    controls: () => [element],
    isEmpty: () => text() === '',
    value: () => changed(text() === '' ? null : text(), present),
    ...plainState(element),
  };
}

/** A multi-line text. */
function linesInput(description, present, entered, id) {
  const element = h('textarea', {
    id,
    class: 'input input-code input-lines',
    rows: '4',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    placeholder: hint(description),
    'aria-required': description.required ? 'true' : null,
  });
  element.value = entered ?? present ?? '';
  const text = () => element.value.trim();
  return {
    element,
    controls: () => [element],
    isEmpty: () => text() === '',
    value: () => (text() === present?.trim() ? undefined : changed(text() === '' ? null : text(), present)),
    ...plainState(element),
  };
}

function numberInput(description, present, entered, id) {
  const element = h('input', {
    id,
    class: 'input input-number',
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    placeholder: hint(description),
    'aria-required': description.required ? 'true' : null,
    value: entered ?? present ?? '',
  });
  const text = () => element.value.replace(/[\s.,'’]/g, '');
  return {
    element,
    controls: () => [element],
    isEmpty: () => text() === '',
    value: () => changed(text() === '' ? null : Number(text()), present),
    ...plainState(element),
    check() {
      if (text() === '') {
        return null;
      }
      const value = Number(text());
      if (!Number.isSafeInteger(value)) {
        return t('form.number');
      }
      const {minimum, maximum} = description;
      return value < (minimum ?? -Infinity) || value > (maximum ?? Infinity) ? t('form.range', {min: minimum, max: maximum}) : null;
    },
  };
}

function choiceInput(description, present, entered, id) {
  const element = h(
    'select',
    {id, class: 'input'},
    description.choices.map(choice => h('option', {value: choice}, choice)),
  );
  element.value = entered ?? present ?? description.default ?? description.choices[0];
  return {
    element: h('span', {class: 'select'}, element, icon('chevron')),
    controls: () => [element],
    isEmpty: () => false,
    value: () => changed(element.value, present ?? description.default),
    ...plainState(element),
  };
}

function plainState(element) {
  return {state: () => element.value, restore: state => (element.value = state)};
}

/** The content of an empty field: its default, or an example. */
function hint({default: byDefault, example}) {
  return byDefault === null || byDefault === undefined ? example || null : t('form.default', {value: byDefault});
}

/** The value to send: undefined when the stream has it already. */
function changed(value, present) {
  return value === (present ?? null) ? undefined : value;
}
