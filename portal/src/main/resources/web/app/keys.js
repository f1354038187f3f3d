import {api} from './api.js';
import {choices} from './choices.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {moment} from './format.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {busyWhile, button, iconButton} from './parts.js';
import {problemText, toastProblem} from './problems.js';
import {reasonText} from './reasons.js';
import {toast} from './toast.js';

const LONGEST_NAME = 100;
/** For how many days a key may be valid. */
const DAYS = [30, 90, 180, 365];

/** The keys of the organisation's programs. */
export function keysView() {
  const body = h('tbody');
  const heads = ['name', 'scope', 'created', 'expires'];
  const table = h(
    'table',
    {class: 'attempts keys'},
    h('thead', {}, h('tr', {}, heads.map(key => h('th', {scope: 'col'}, t(`keys.${key}`))), h('th', {scope: 'col'}, h('span', {class: 'for-readers'}, t('column.actions'))))),
    body,
  );
  const story = h('div', {class: 'keys-story', 'aria-live': 'polite'}, h('p', {class: 'muted'}, t('loading')));

  async function load() {
    try {
      const {items} = await api.keys();
      table.hidden = items.length === 0;
      replace(story, items.length === 0 && h('p', {class: 'muted'}, t('keys.none')));
      replace(body, items.map(row));
    } catch (problem) {
      if (problem.status === undefined) {
        throw problem;
      }
      replace(story, notice('bad', problemText(problem)));
    }
  }

  function row(key) {
    const expired = Date.parse(key.expires_at) <= Date.now();
    return h(
      'tr',
      {},
      h('th', {scope: 'row', dir: 'auto'}, key.name, h('div', {class: 'muted'}, h('code', {}, key.id))),
      h('td', {}, t(`keys.${key.scope}`)),
      h('td', {}, moment(key.created_at), h('div', {class: 'muted', dir: 'auto'}, key.created_by)),
      h('td', {}, moment(key.expires_at), expired && h('div', {class: 'keys-expired'}, t('keys.expired'))),
      h('td', {}, iconButton({label: t('keys.revoke'), name: key.name, iconName: 'trash', className: 'danger', onclick: () => confirmRevoke(key)})),
    );
  }

  function confirmRevoke(key) {
    const confirm = button({
      label: t('keys.revoke.confirm'),
      iconName: 'trash',
      className: 'danger-solid',
      onclick: () =>
        busyWhile(confirm, async () => {
          try {
            await api.revokeKey(key.id);
            toast(t('keys.revoked', {name: key.name}));
          } catch (problem) {
            toastProblem(problem);
          }
          dialog.close();
          load();
        }),
    });
    const dialog = openDialog({
      title: t('keys.revoke.title'),
      className: 'dialog-narrow',
      body: [h('p', {dir: 'auto'}, t('keys.revoke.text', {name: key.name}))],
      actions: [leaveButton('cancel', {autofocus: true}), confirm],
    });
  }

  table.hidden = true;
  load();
  return {
    element: h(
      'section',
      {class: 'view'},
      h('a', {class: 'back', href: '#/'}, icon('back'), t('back')),
      h(
        'div',
        {class: 'page-head'},
        h('div', {}, h('h1', {tabindex: '-1'}, t('keys.title')), h('p', {class: 'page-lead'}, t('keys.lead'))),
        button({label: t('keys.new'), iconName: 'plus', className: 'primary', onclick: () => newKey(load)}),
      ),
      h('div', {class: 'card keys-card'}, h('div', {class: 'attempts-frame', tabindex: '0', role: 'group', 'aria-label': t('keys.title')}, table, story)),
    ),
    title: t('keys.title'),
    update() {},
    tick() {},
  };
}

/** Asks what the key is for, has it created, and shows it. */
function newKey(made) {
  const name = h('input', {id: 'key-name', class: 'input', maxlength: String(LONGEST_NAME), required: true, autocomplete: 'off', 'aria-describedby': 'key-name-error'});
  const error = h('p', {class: 'field-error', id: 'key-name-error', hidden: true});
  const pick = (label, values, content, value) => choices({name: label, label: t(`keys.${label}`), options: values.map(each => ({value: String(each), content: content(each)})), value, onchange() {}});
  const scope = pick('scope', ['READ', 'WRITE'], each => t(`keys.${each}`), 'READ');
  const days = pick('days', DAYS, each => t('keys.days.count', {count: each}), '90');
  const form = h(
    'div',
    {class: 'form-parts'},
    h('div', {class: 'field'}, h('div', {class: 'field-label'}, h('label', {for: 'key-name'}, t('keys.name'))), name, error),
    scope.element,
    days.element,
  );
  const result = h('div', {'aria-live': 'polite'});
  const wrong = text => {
    error.hidden = false;
    replace(error, icon('alert', 'icon small'), text);
    name.setAttribute('aria-invalid', 'true');
    name.focus();
  };
  const confirm = button({
    label: t('keys.confirm'),
    className: 'primary',
    onclick: () =>
      name.value.trim() === ''
        ? wrong(t('form.missing'))
        : busyWhile(confirm, async () => {
            try {
              const key = await api.makeKey({name: name.value.trim(), scope: scope.value(), expires_in_days: Number(days.value())});
              form.hidden = true;
              confirm.hidden = true;
              replace(result, notice('good', t('keys.made'), [t('keys.once')]), h('pre', {class: 'code', dir: 'ltr', tabindex: '0', role: 'group', 'aria-label': t('keys.made')}, key.key));
              made();
            } catch (problem) {
              if (problem.status === undefined) {
                throw problem;
              }
              const ofName = problem.errors.find(each => each.member === 'name');
              ofName ? wrong(reasonText(ofName.reason)) : replace(result, notice('bad', problemText(problem)));
            }
          }),
  });
  openDialog({title: t('keys.new'), body: [form, result], actions: [leaveButton('close'), confirm]});
  name.focus();
}
