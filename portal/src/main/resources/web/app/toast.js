import {h} from './dom.js';
import {icon} from './icons.js';
import {t} from './language.js';

const SHOWN = 6_000;

/** Shows a short message about what has happened; screen readers read it, too. A failure stays until it is closed. */
export function toast(text, tone = 'good') {
  const place = document.getElementById('toasts');
  const element = h(
    'div',
    {class: `toast toast-${tone}`},
    icon(tone === 'good' ? 'check' : 'alert'),
    h('span', {class: 'toast-text'}, text),
    h('button', {type: 'button', class: 'button quiet icon-only', 'aria-label': t('close'), onclick: () => element.remove()}, icon('close')),
  );
  place.append(element);
  while (place.children.length > 4) {
    place.firstElementChild.remove();
  }
  if (tone === 'good') {
    setTimeout(() => element.remove(), SHOWN);
  }
}
