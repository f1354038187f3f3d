import {api} from './api.js';
import {h, replace} from './dom.js';
import {moment} from './format.js';
import {has, t} from './language.js';

/**
 * Who changed a stream, and when.
 *
 * @param {string} id
 */
export function activityCard(id) {
  const list = h('ol', {class: 'activity'});
  let asked = 0;
  return {
    element: h('section', {class: 'card', 'aria-label': t('activity.title')}, h('h2', {}, t('activity.title')), list),
    async load() {
      const mine = ++asked;
      try {
        const {items} = await api.activity(id);
        if (mine === asked) {
          replace(list, items.length === 0 ? h('li', {class: 'muted'}, t('activity.none')) : items.map(entry));
        }
      } catch (problem) {
        if (problem.status === undefined) {
          throw problem;
        }
      }
    },
  };
}

function entry({at, action, subject, role, members}) {
  const key = `activity.${action.replaceAll(' ', '-')}`;
  return h(
    'li',
    {},
    h('span', {class: 'activity-what'}, has(key) ? t(key) : action, members.length > 0 && h('span', {class: 'muted'}, `: ${members.join(', ')}`)),
    h('span', {class: 'muted', dir: 'auto'}, `${moment(at)} · ${subject ?? (role === 'OPERATOR' ? t('activity.operator') : '')}`),
  );
}
