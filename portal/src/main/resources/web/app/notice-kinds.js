import {h} from './dom.js';
import {t} from './language.js';

const KINDS = ['FAILING', 'RECOVERED', 'EXPIRING', 'SIZE_LIMIT', 'PAUSED'];

/**
 * The choice of kinds of notices.
 *
 * @param {string[]} present
 */
export function noticeKinds(present) {
  const inputs = KINDS.map(kind => h('input', {type: 'checkbox', value: kind, checked: present.includes(kind)}));
  const chosen = () => inputs.filter(input => input.checked).map(input => input.value);
  return {
    element: h(
      'fieldset',
      {class: 'field choice'},
      h('legend', {class: 'field-label'}, t('notices.kinds')),
      h('div', {class: 'checks'}, KINDS.map((kind, i) => h('label', {}, inputs[i], h('span', {}, t(`notices.kind.${kind}`), h('span', {class: 'check-help'}, t(`notices.help.${kind}`)))))),
    ),
    /** The value to send: undefined when unchanged. */
    value: () => (String(chosen()) === String(KINDS.filter(kind => present.includes(kind))) ? undefined : chosen()),
  };
}
