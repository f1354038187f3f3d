import {api} from './api.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {t} from './language.js';
import {busyWhile} from './parts.js';
import {problemText} from './problems.js';

/**
 * The view for users who are not signed in.
 *
 * @param {{expired: boolean, refused: boolean, onsession: (session: object) => void}} options
 */
export function loginView({expired, refused, onsession}) {
  const said = h('div', {'aria-live': 'assertive'}, refused && notice('bad', t('login.refused')));
  const token = h('textarea', {id: 'token', class: 'input input-code', rows: 4, autocomplete: 'off', spellcheck: 'false', required: true});
  const submit = h('button', {type: 'submit', class: 'button primary wide'}, t('login.submit'));
  const signIn = async () => {
    try {
      onsession(await api.signIn({token: token.value.trim()}));
    } catch (problem) {
      replace(said, notice('bad', problem.status === 401 || problem.status === 422 ? t('login.refused') : problemText(problem)));
      token.focus();
    }
  };
  return h(
    'section',
    {class: 'login'},
    h('img', {src: 'icon.svg', alt: '', width: 44, height: 44}),
    h('h1', {tabindex: '-1'}, t(expired ? 'login.expired.title' : 'login.title')),
    h('p', {}, t(expired ? 'login.expired.text' : 'login.text')),
    said,
    h(
      'form',
      {
        novalidate: true,
        onsubmit(event) {
          event.preventDefault();
          busyWhile(submit, signIn);
        },
      },
      h('div', {class: 'field'}, h('div', {class: 'field-label'}, h('label', {for: 'token'}, t('login.token'))), token),
      submit,
    ),
  );
}

/** The code in a login link, `#/login/CODE`; it is removed from the address at once. */
export function loginCode() {
  const match = /^#\/login\/([^/]+)$/.exec(location.hash);
  if (match === null) {
    return null;
  }
  history.replaceState(null, '', '#/');
  return match[1];
}
