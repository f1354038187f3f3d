import {h, setText} from './dom.js';
import {eventCatalogue, laterMark} from './event-catalogue.js';
import {icon} from './icons.js';
import {t, told} from './language.js';
import {button} from './parts.js';

/**
 * A choice with all options visible: radio buttons that look like segments or cards.
 *
 * @param {{name: string, label: string, options: {value: string, content: unknown}[], value: string,
 *     onchange: (value: string) => void, className?: string}} options
 */
export function choices({name, label, options, value, onchange, className = 'choice-segments'}) {
  const inputs = options.map(option =>
    h('input', {type: 'radio', name, value: option.value, checked: option.value === value, onchange: () => onchange(option.value)}),
  );
  const element = h(
    'fieldset',
    {class: 'field choice'},
    h('legend', {class: 'field-label'}, label),
    h(
      'div',
      {class: className},
      options.map((option, i) => h('label', {class: 'choice-option'}, inputs[i], h('span', {class: 'choice-face'}, option.content))),
    ),
  );
  return {
    element,
    value: () => inputs.find(input => input.checked).value,
    set(value) {
      const input = inputs.find(each => each.value === value);
      if (input !== undefined) {
        input.checked = true;
      }
    },
    /** Allows only these values. */
    allow(values) {
      inputs.forEach(input => (input.disabled = !values.includes(input.value)));
      if (inputs.find(input => input.checked)?.disabled) {
        inputs.find(input => !input.disabled).checked = true;
      }
    },
  };
}

/** The switch "Stream historic data". */
export function historySwitch(days) {
  const input = h('input', {type: 'checkbox', role: 'switch', id: 'historic', 'aria-describedby': 'historic-help'});
  return {
    element: h(
      'div',
      {class: 'switch-row'},
      h('span', {class: 'switch'}, input, h('span', {class: 'switch-face', 'aria-hidden': 'true'})),
      h('div', {}, h('label', {for: 'historic'}, t('form.history')), h('p', {class: 'field-help', id: 'historic-help'}, t('form.history.help', {days}))),
    ),
    value: () => input.checked,
    set: checked => (input.checked = checked),
  };
}

/**
 * Which event types to send; none chosen means all.
 *
 * @param {{id: number, description: string, when: object}[]} types
 * @param {number[] | null} present
 * @param {string | null} documentation its address
 * @param {(() => void) | null} preview shows which documents the filters let through; null if that is not available
 */
export function eventTypes(types, present, documentation, preview) {
  const inputs = types.map(type => h('input', {type: 'checkbox', value: String(type.id), checked: present?.includes(type.id) ?? false}));
  const count = h('span', {class: 'form-more-count'});
  const chosen = () => inputs.filter(input => input.checked).map(input => Number(input.value));
  const show = () => setText(count, chosen().length === 0 ? t('form.events.all') : t('form.events.some', {count: chosen().length}));
  show();
  return {
    element: h(
      'details',
      {class: 'form-more', onchange: show},
      h('summary', {}, icon('chevron'), t('form.events'), count),
      h('p', {class: 'field-help'}, t('form.events.help')),
      h(
        'div',
        {class: 'checks', role: 'group', 'aria-label': t('form.events')},
        types.map((type, i) =>
          h('label', {}, inputs[i], h('span', {}, type.description, !type.first_form && laterMark(), h('span', {class: 'check-help'}, told(type.when)))),
        ),
      ),
      h(
        'div',
        {class: 'form-more-actions'},
        button({label: t('catalogue.open'), iconName: 'info', className: 'small', onclick: () => eventCatalogue(documentation)}),
        preview !== null && button({label: t('preview.open'), iconName: 'search', className: 'small', onclick: preview}),
      ),
    ),
    /** The chosen ids. */
    chosen,
    set(ids) {
      inputs.forEach(input => (input.checked = ids.includes(Number(input.value))));
      show();
    },
    /** The value to send: undefined when unchanged, null for all. */
    value() {
      const now = chosen().length === 0 ? null : chosen();
      return String(now) === String(present) ? undefined : now;
    },
  };
}
