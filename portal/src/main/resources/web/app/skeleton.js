import {h} from './dom.js';
import {t} from './language.js';

/** The shape of the table while it is loading. */
export function skeleton() {
  return h(
    'section',
    {class: 'view', 'aria-busy': 'true'},
    h('p', {class: 'for-readers', role: 'status'}, t('loading')),
    h('div', {class: 'page-head'}, h('div', {}, h('div', {class: 'bone bone-title'}), h('div', {class: 'bone bone-lead'}))),
    h('div', {class: 'table-frame'}, Array.from({length: 5}, () => h('div', {class: 'bone-row'}, [3, 2, 4, 2, 2, 1].map(size => h('div', {class: `bone bone-${size}`}))))),
  );
}
