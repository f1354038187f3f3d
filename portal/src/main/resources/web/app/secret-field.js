import {h, replace} from './dom.js';
import {icon} from './icons.js';
import {t} from './language.js';

/**
 * The input of a secret. The service never shows a secret, only that it is set: a set one can be kept, replaced or, if
 * it is not required, removed.
 *
 * @param {{required: boolean}} description
 * @param {boolean | undefined} isSet
 * @param {string} id of the input
 * @param {boolean} [lines] whether it has several lines
 */
export function secretInput(description, isSet, id, lines = false) {
  const input = h(lines ? 'textarea' : 'input', {
    id,
    class: lines ? 'input input-code input-lines is-masked' : 'input input-code',
    ...(lines ? {rows: '4'} : {type: 'password'}),
    autocomplete: 'new-password',
    spellcheck: 'false',
    'aria-required': description.required ? 'true' : null,
  });
  const show = h('button', {type: 'button', class: 'button quiet small', 'aria-pressed': 'false', onclick: toggle}, t('form.secret.show'));
  const element = h('div', {class: 'secret'});
  let mode = isSet ? 'kept' : 'entered';

  function toggle() {
    const hidden = lines ? input.classList.contains('is-masked') : input.type === 'password';
    if (lines) {
      input.classList.toggle('is-masked', !hidden);
    } else {
      input.type = hidden ? 'text' : 'password';
    }
    show.textContent = t(hidden ? 'form.secret.hide' : 'form.secret.show');
    show.setAttribute('aria-pressed', String(hidden));
  }

  function change(next, focus = true) {
    mode = next;
    draw();
    if (focus) {
      (mode === 'entered' ? input : element.querySelector('button')).focus();
    }
    element.dispatchEvent(new Event('input', {bubbles: true}));
  }

  function draw() {
    const act = (label, next) => h('button', {type: 'button', class: 'button small', id: label === 'form.secret.replace' ? id : null, onclick: () => change(next)}, t(label));
    if (mode === 'entered') {
      replace(element, h('div', {class: 'secret-entry'}, input, show), isSet && act('form.secret.keep', 'kept'));
    } else {
      replace(
        element,
        h('span', {class: 'secret-state'}, icon('lock', 'icon small'), t(mode === 'kept' ? 'form.secret.set' : 'form.secret.removed')),
        mode === 'kept' ? act('form.secret.replace', 'entered') : act('form.secret.keep', 'kept'),
        mode === 'kept' && !description.required && act('form.secret.remove', 'removed'),
      );
    }
  }

  draw();
  return {
    element,
    controls: () => [mode === 'entered' ? input : element.querySelector('button')],
    isEmpty: () => mode === 'removed' || (mode === 'entered' && input.value === ''),
    value() {
      switch (mode) {
        case 'kept':
          return undefined;
        case 'removed':
          return null;
        default:
          return input.value === '' ? (isSet ? null : undefined) : input.value;
      }
    },
    state: () => ({mode, entered: input.value}),
    restore(state) {
      input.value = state.entered;
      mode = state.mode === 'kept' && !isSet ? 'entered' : state.mode;
      draw();
    },
    open: state => ({...state, entered: ''}),
    text: () => t(mode === 'kept' ? 'form.secret.set' : mode === 'removed' || input.value === '' ? 'form.secret.none' : 'form.secret.new'),
    /** An error in a kept secret means that it must be entered again. */
    wanted() {
      if (mode === 'kept') {
        mode = 'entered';
        draw();
      }
    },
  };
}
