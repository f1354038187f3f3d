import {api} from './api.js';
import {choices} from './choices.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {plainField} from './fields.js';
import {t} from './language.js';
import {noticeKinds} from './notice-kinds.js';
import {busyWhile, button} from './parts.js';
import {problemText} from './problems.js';
import {reasonText} from './reasons.js';
import {toast} from './toast.js';

const ALL = ['FAILING', 'RECOVERED', 'EXPIRING', 'SIZE_LIMIT', 'PAUSED'];

/**
 * A stream's exceptions from its organisation's settings for notices.
 *
 * @param {string} id
 */
export function streamNoticesCard(id) {
  const story = h('p', {});
  let present = null;
  const change = button({label: t('notices.change'), iconName: 'pencil', className: 'small', onclick: () => dialog(id, present, show)});
  change.disabled = true;

  function show(now) {
    present = now;
    change.disabled = false;
    replace(story, words(now));
  }

  return {
    element: h('section', {class: 'card notices-card', 'aria-label': t('notices.title')}, h('h2', {}, t('notices.title')), story, change),
    async load() {
      try {
        show(await api.streamNotices(id));
      } catch (problem) {
        if (problem.status === undefined) {
          throw problem;
        }
      }
    },
  };
}

function words({enabled, failing_after_minutes: minutes, kinds}) {
  if (!enabled) {
    return t('notices.stream.none');
  }
  if (minutes === null && kinds === null) {
    return t('notices.stream.same');
  }
  return [minutes !== null && t('notices.stream.minutes', {count: minutes}), kinds !== null && kinds.map(kind => t(`notices.kind.${kind}`)).join(', ')].filter(Boolean).join(' · ');
}

function dialog(id, present, show) {
  const isOwn = present.failing_after_minutes !== null || present.kinds !== null;
  const which = choices({
    name: 'stream-notices',
    label: t('notices.stream'),
    options: ['same', 'own', 'none'].map(value => ({value, content: t(`notices.stream.choice.${value}`)})),
    value: !present.enabled ? 'none' : isOwn ? 'own' : 'same',
    onchange: follow,
  });
  const minutes = plainField({name: 'failing_after_minutes', label: t('notices.failing'), number: true, present: present.failing_after_minutes ?? undefined, help: t('notices.failing.same')});
  const kinds = noticeKinds(present.kinds ?? ALL);
  const own = h('div', {class: 'form-parts'}, kinds.element, minutes.element);
  const result = h('div', {'aria-live': 'polite'});

  function follow() {
    own.hidden = which.value() !== 'own';
  }

  function wish() {
    if (which.value() !== 'own') {
      return {enabled: which.value() === 'same', failing_after_minutes: null, kinds: null};
    }
    return {enabled: true, failing_after_minutes: minutes.isEmpty() ? null : Number(minutes.state().trim()), kinds: kinds.value() ?? present.kinds};
  }

  const save = button({
    label: t('save'),
    className: 'primary',
    onclick: () =>
      busyWhile(save, async () => {
        const wrong = which.value() === 'own' ? minutes.check() : null;
        if (wrong !== null) {
          minutes.setError(wrong);
          minutes.focus();
          return;
        }
        try {
          show(await api.changeStreamNotices(id, wish()));
          toast(t('notices.saved'));
          opened.close();
        } catch (problem) {
          if (problem.status === undefined) {
            throw problem;
          }
          const ofMinutes = problem.errors.find(each => each.member === 'failing_after_minutes');
          ofMinutes ? minutes.setError(reasonText(ofMinutes.reason)) : replace(result, notice('bad', problemText(problem)));
        }
      }),
  });
  const opened = openDialog({title: t('notices.title'), body: [h('div', {class: 'form-parts'}, which.element, own), result], actions: [leaveButton(), save]});
  follow();
}
