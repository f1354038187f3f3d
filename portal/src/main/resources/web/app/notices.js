import {api} from './api.js';
import {choices} from './choices.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {plainField, settingField} from './fields.js';
import {moment} from './format.js';
import {icon} from './icons.js';
import {language, t} from './language.js';
import {noticeKinds} from './notice-kinds.js';
import {busyWhile, button} from './parts.js';
import {problemText} from './problems.js';
import {reasonText} from './reasons.js';
import {streamHash} from './router.js';
import {signingDialog} from './signing.js';
import {toast} from './toast.js';

/** The organisation's notices: settings, addresses, and the last ones. */
export function noticesView() {
  const story = h('div', {class: 'keys-story', 'aria-live': 'polite'}, h('p', {class: 'muted'}, t('loading')));
  const place = h('div', {class: 'notices-places'});

  async function load() {
    try {
      show(await api.notices());
    } catch (problem) {
      tell(problem);
    }
  }

  function tell(problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    replace(story, notice('bad', problemText(problem)));
  }

  function show(present) {
    replace(story);
    replace(place, settingsCard(present, show), recentCard(present.recent));
  }

  load();
  return {
    element: h(
      'section',
      {class: 'view'},
      h('a', {class: 'back', href: '#/'}, icon('back'), t('back')),
      h('div', {class: 'page-head'}, h('div', {}, h('h1', {tabindex: '-1'}, t('notices.title')), h('p', {class: 'page-lead'}, t('notices.lead')))),
      story,
      place,
    ),
    title: t('notices.title'),
    update() {},
    tick() {},
  };
}

function settingsCard(present, show) {
  const kinds = noticeKinds(present.kinds);
  const emails = plainField({name: 'emails', label: t('notices.emails'), help: t(present.email_available ? 'notices.emails.help' : 'notices.emails.none'), present: present.emails.join(', ') || undefined});
  const mails = choices({
    name: 'notices-language',
    label: t('notices.language'),
    options: [
      {value: 'en', content: 'English'},
      {value: 'de', content: 'Deutsch'},
    ],
    value: present.emails.length === 0 ? language() : present.language,
    onchange() {},
  });
  const failing = plainField({name: 'failing_after_minutes', label: t('notices.failing'), number: true, present: present.failing_after_minutes, required: true});
  const paused = plainField({name: 'paused_after_hours', label: t('notices.paused'), number: true, present: present.paused_after_hours, required: true});
  const url = settingField(
    {member: 'url', kind: 'URL', label: t('notices.url'), help: t('notices.url.help'), required: false, example: '', default: null},
    present.webhook?.url,
  );
  const authorization = settingField(
    {member: 'authorization', kind: 'TEXT', secret: true, label: t('notices.authorization'), help: t('notices.authorization.help'), required: false, example: '', default: null},
    present.webhook?.secrets.authorization.set,
  );
  const fields = [emails, failing, paused, url, authorization];
  const result = h('div', {class: 'test-result', 'aria-live': 'polite'});
  const isSigned = present.webhook?.secrets.signing_secret.set ?? false;

  function changes() {
    const to = emails.value();
    const changed = {
      kinds: kinds.value(),
      emails: to === undefined ? undefined : (to ?? '').split(/[\s,;]+/).filter(Boolean),
      language: mails.value() === present.language ? undefined : mails.value(),
      failing_after_minutes: failing.value(),
      paused_after_hours: paused.value(),
    };
    const hook = {url: url.value(), authorization: authorization.value()};
    // another address is another place: the secret query of the previous one must not be sent there
    if (hook.url !== undefined && hook.url !== null && present.webhook?.secrets.query.set) {
      hook.query = null;
    }
    if (hook.url === null) {
      changed.webhook = null;
    } else if (hook.url !== undefined || hook.authorization !== undefined) {
      changed.webhook = hook;
    }
    return changed;
  }

  function showErrors(errors) {
    fields.forEach(field => field.setError(null));
    const homeless = errors.filter(({member, reason}) => {
      const field = fields.find(each => each.name === member.replace(/^webhook\./, ''));
      field?.setError(reasonText(reason));
      return field === undefined;
    });
    replace(result, homeless.length > 0 && notice('bad', t('form.errors', {count: homeless.length}), homeless.map(({member, reason}) => `${member}: ${reasonText(reason)}`)));
    fields.find(each => each.element.classList.contains('has-error'))?.focus();
  }

  async function attempt(work) {
    try {
      await work();
    } catch (problem) {
      if (problem.status === undefined) {
        throw problem;
      }
      problem.errors.length > 0 ? showErrors(problem.errors) : replace(result, notice('bad', problemText(problem)));
    }
  }

  const save = h('button', {type: 'submit', class: 'button primary'}, h('span', {}, t('save')));
  const test = button({
    label: t('notices.test'),
    iconName: 'send',
    onclick: () => busyWhile(test, () => attempt(async () => replace(result, testResult(await api.testNotices())))),
  });
  const sign = button({
    label: t('action.signing'),
    iconName: 'lock',
    onclick: () => signingDialog(isSigned, wish => api.makeNoticesSigningSecret(wish)),
  });
  const submit = () => {
    const wrong = fields.map(field => ({member: field.name, reason: field.check()})).filter(({reason}) => reason !== null);
    if (wrong.length > 0) {
      showErrors(wrong);
      return Promise.resolve();
    }
    return attempt(async () => {
      show(await api.changeNotices(changes()));
      toast(t('notices.saved'));
    });
  };
  return h(
    'section',
    {class: 'card', 'aria-label': t('notices.settings')},
    h('h2', {}, t('notices.settings')),
    h(
      'form',
      {
        class: 'form-parts',
        novalidate: true,
        onsubmit(event) {
          event.preventDefault();
          busyWhile(save, submit);
        },
      },
      kinds.element,
      h('div', {class: 'form-grid'}, failing.element, paused.element),
      emails.element,
      mails.element,
      url.element,
      authorization.element,
      result,
      h('div', {class: 'notices-foot'}, save, test, present.webhook !== null && sign),
    ),
  );
}

function testResult({results}) {
  if (results.length === 0) {
    return notice('info', t('notices.test.none'));
  }
  return results.map(({to, sent, error}) => notice(sent ? 'good' : 'bad', t(sent ? 'notices.test.good' : 'notices.test.bad', {to: name(to)}), [error]));
}

const name = to => (to === 'webhook' ? t('notices.webhook') : to);

function recentCard(recent) {
  return h(
    'section',
    {class: 'card notices-recent', 'aria-label': t('notices.recent')},
    h('h2', {}, t('notices.recent')),
    recent.length === 0 ? h('p', {class: 'muted'}, t('notices.recent.none')) : h('ol', {class: 'activity'}, recent.map(entry)),
  );
}

function entry({at, items, more, targets, next_attempt_at}) {
  return h(
    'li',
    {},
    h(
      'span',
      {class: 'activity-what'},
      items.map((item, i) => [
        i > 0 && ', ',
        t(`notices.kind.${item.kind}`),
        ': ',
        h('a', {href: streamHash(item.stream_id), dir: 'auto'}, item.stream_name || t('table.unnamed')),
      ]),
      more > 0 && ` ${t('notices.more', {count: more})}`,
    ),
    h('span', {class: 'muted'}, moment(at)),
    targets.map(target =>
      h(
        'span',
        {class: target.state === 'FAILED' ? 'notices-failed' : 'muted', dir: 'auto'},
        `${name(target.to)}: ${t(`notices.state.${target.state}`)}`,
        target.state === 'PENDING' && next_attempt_at && target.error && ` (${moment(next_attempt_at)})`,
        target.error && ` – ${target.error}`,
      ),
    ),
  );
}
