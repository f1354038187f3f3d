import {h, replace, setAttribute, setText} from './dom.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {look, remoteName, remoteTone, stateName} from './words.js';

/** Small parts that several views use. Each is an element with a function that changes it. */

/** A state as colour, icon and word. */
export function statePill() {
  const element = h('span', {class: 'pill'});
  let shown;
  return {
    element,
    set(state) {
      if (state !== shown) {
        shown = state;
        setAttribute(element, 'data-tone', look(state).tone);
        replace(element, icon(look(state).icon, 'icon small'), h('span', {}, stateName(state)));
      }
    },
  };
}

/** A remote status as number and word. */
export function remoteMark() {
  const code = h('span', {class: 'remote-code'});
  const word = h('span', {class: 'remote-word'});
  const element = h('span', {class: 'remote'}, code, word);
  return {
    element,
    set(status, answered) {
      setAttribute(element, 'data-tone', remoteTone(status));
      setText(code, status ? String(status) : '–');
      setText(word, status ? remoteName(status, answered) : '');
      setAttribute(element, 'title', remoteName(status, answered));
    },
  };
}

/** An API type's sign. */
export function apiSign(apiType, large = false) {
  return h('span', {class: `sign${large ? ' sign-large' : ''}`, 'data-api': apiType, 'aria-hidden': 'true'}, icon(apiType));
}

/** A button with an icon and a word. */
export function button({label, iconName, onclick, className = '', attributes = {}}) {
  return h('button', {type: 'button', class: `button ${className}`, onclick, ...attributes}, iconName && icon(iconName), h('span', {}, label));
}

/** A button with only an icon; its label names what it acts on. */
export function iconButton({label, name, iconName, onclick, className = ''}) {
  return h(
    'button',
    {type: 'button', class: `button quiet icon-only ${className}`, 'aria-label': t('action.of', {action: label, name}), title: label, onclick},
    icon(iconName),
  );
}

/** The name that the customer gave it, or a placeholder. */
export function nameOf(stream) {
  return stream.name?.trim() || t('table.unnamed');
}

/** Runs a task while its button is busy, so that it is not run twice. */
export async function busyWhile(element, work) {
  if (element.getAttribute('aria-busy') === 'true') {
    return;
  }
  element.setAttribute('aria-busy', 'true');
  element.disabled = true;
  try {
    await work();
  } finally {
    element.disabled = false;
    element.removeAttribute('aria-busy');
  }
}
