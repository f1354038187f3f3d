import {h} from './dom.js';
import {t} from './language.js';

let count = 0;

/**
 * The choice between what the user entered for a member and what somebody else has saved meanwhile. The user's value is
 * preselected.
 *
 * @param {{label: string, mine: {text: string, state: object}, theirs: {text: string, state: object}}} member
 * @param {(state: object) => void} choose
 */
export function conflictChoice({label, mine, theirs}, choose) {
  const name = `conflict-${++count}`;
  const option = (key, {text, state}, checked) =>
    h(
      'label',
      {class: 'conflict-option'},
      h('input', {type: 'radio', name, checked, onchange: () => choose(state)}),
      h('span', {class: 'conflict-whose'}, t(key)),
      h('span', {class: 'conflict-text', dir: 'auto'}, text === '' ? t('conflict.empty') : text),
    );
  return h(
    'fieldset',
    {class: 'conflict'},
    h('legend', {}, label),
    option('conflict.mine', mine, true),
    option('conflict.theirs', theirs, false),
  );
}
