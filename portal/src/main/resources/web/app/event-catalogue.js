import {api} from './api.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {icon} from './icons.js';
import {t, told} from './language.js';
import {problemText} from './problems.js';

/** Marks a type that form `v1` does not know. */
export function laterMark() {
  return h('span', {class: 'mark'}, t('catalogue.later.mark'));
}

/**
 * Shows the meaning of each event type, an example document, and the schemas of all.
 *
 * @param {string | null} documentation its address
 */
export function eventCatalogue(documentation) {
  const body = h('div', {class: 'catalogue', 'aria-live': 'polite'}, h('p', {class: 'muted'}, t('loading')));
  openDialog({title: t('catalogue.title'), className: 'dialog-form', body: [body], actions: [leaveButton('close')]});
  api.eventTypes().then(
    ({items, schema, schema_v2: second}) =>
      replace(
        body,
        h('p', {}, t('catalogue.text')),
        documentation !== null && h('p', {}, h('a', {href: documentation, target: '_blank', rel: 'noopener'}, t('catalogue.documentation'))),
        items.map(type => more([`${type.id} · ${type.description}`, !type.first_form && laterMark()], typeParts(type))),
        more(t('catalogue.schema'), [code(schema, t('catalogue.schema'))]),
        more(t('catalogue.schema.v2'), [code(second, t('catalogue.schema.v2'))]),
      ),
    problem => {
      if (problem.status === undefined) {
        throw problem;
      }
      replace(body, notice('bad', problemText(problem)));
    },
  );
}

function typeParts(type) {
  return [
    h('p', {}, told(type.when)),
    !type.first_form && h('p', {}, t('catalogue.later')),
    h(
      'p',
      {class: 'muted'},
      `${t('catalogue.source')}: ${type.source} · ${t('catalogue.severity')}: ${type.severity}${type.alert ? ` · ${t('catalogue.alert')}` : ''}`,
    ),
    code(type.example, t('catalogue.example', {type: type.description})),
  ];
}

function more(title, parts) {
  return h('details', {class: 'form-more'}, h('summary', {}, icon('chevron'), title), h('div', {class: 'catalogue-parts'}, parts));
}

function code(json, label) {
  return h('pre', {class: 'code', dir: 'ltr', tabindex: '0', role: 'group', 'aria-label': label}, JSON.stringify(json, null, 2));
}
