import {api} from './api.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {icon} from './icons.js';
import {t, told} from './language.js';
import {problemText} from './problems.js';

/** Shows what each type of events means, a document of it, and the schema of all. */
export function eventCatalogue() {
  const body = h('div', {class: 'catalogue', 'aria-live': 'polite'}, h('p', {class: 'muted'}, t('loading')));
  openDialog({title: t('catalogue.title'), className: 'dialog-form', body: [body], actions: [leaveButton('close')]});
  api.eventTypes().then(
    ({items, schema}) =>
      replace(
        body,
        h('p', {}, t('catalogue.text')),
        items.map(type => more(`${type.id} · ${type.description}`, typeParts(type))),
        more(t('catalogue.schema'), [code(schema, t('catalogue.schema'))]),
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
