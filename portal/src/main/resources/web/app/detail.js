import {activityCard} from './activity.js';
import {attemptCard} from './attempt-card.js';
import {notice} from './dialogs.js';
import {h, replace, setAttribute, setText} from './dom.js';
import {fetchCard} from './fetch-card.js';
import {ago, bytes, duration, fullMoment, moment, number, rate} from './format.js';
import {icon} from './icons.js';
import {t, told} from './language.js';
import {ledgerCard} from './ledger-card.js';
import {apiSign, button, nameOf, remoteMark, statePill} from './parts.js';
import {go, streamHash} from './router.js';
import {settingsList} from './settings-list.js';
import {lagSeconds, shownState} from './store.js';
import {streamCharts} from './stream-charts.js';
import {streamNoticesCard} from './stream-notices.js';
import {remoteAdvice, remoteName} from './words.js';

/** A certificate that expires within this time is mentioned. */
const SOON = 30 * 86_400_000;

/**
 * A data stream's page: its state in words, numbers and charts, its last attempts and its settings.
 *
 * @param {object} page store, session, lookups, actions and attempts
 * @param {string} id
 */
export function detailView(page, id) {
  if (page.store.get(id) === undefined) {
    return goneView(page, id);
  }
  const {store, actions} = page;
  const stream = () => store.get(id) ?? last;
  let last = store.get(id);

  const heading = h('h1', {tabindex: '-1', dir: 'auto'});
  const pill = statePill();
  const target = h('span', {class: 'target', dir: 'ltr'});
  const type = h('span');
  const does = (label, iconName, work, className = '') => button({label: t(label), iconName, className, onclick: event => work(stream(), event.currentTarget)});
  const pause = does('action.pause', 'pause', actions.pause);
  const resume = does('action.resume', 'play', actions.resume, 'primary');
  const story = h('div', {class: 'story', 'aria-live': 'polite'});
  const tiles = makeTiles();
  const charts = streamCharts(page, id);
  const attempts = attemptCard(page, stream);
  const activity = activityCard(id);
  const notices = streamNoticesCard(id);
  const settings = h('div');
  const signing = last.secrets.signing_secret !== undefined && does('action.signing', 'lock', actions.signing);
  const api = told(page.lookups.api_types.find(each => each.id === last.api_type)?.label) || last.api_type;

  const isFetched = last.api_type === 'PULL';

  const element = h(
    'section',
    {class: 'view detail'},
    h('a', {class: 'back', href: '#/'}, icon('back'), t('back')),
    h(
      'div',
      {class: 'page-head'},
      h(
        'div',
        {class: 'detail-title'},
        apiSign(last.api_type, true),
        h('div', {class: 'detail-names'}, h('div', {class: 'detail-name'}, heading, pill.element), h('p', {class: 'page-lead'}, h('span', {}, api), type, target)),
      ),
      h(
        'div',
        {class: 'detail-actions'},
        pause,
        resume,
        !isFetched && does('action.test', 'send', actions.test),
        does('action.replay', 'rewind', actions.replay),
        does('action.edit', 'pencil', each => go(streamHash(each.id, '/edit'))),
        does('action.delete', 'trash', actions.remove, 'danger'),
      ),
    ),
    story,
    h('div', {class: 'tiles'}, tiles.element),
    charts.element,
    h(
      'div',
      {class: 'detail-columns'},
      attempts.element,
      h(
        'div',
        {class: 'detail-side'},
        isFetched && fetchCard(id),
        h('section', {class: 'card', 'aria-label': t('detail.settings')}, h('h2', {}, t('detail.settings')), settings, signing),
        notices.element,
        activity.element,
      ),
    ),
    ledgerCard(id),
  );

  let shownVersion = null;
  function update(now = Date.now()) {
    last = stream();
    setText(heading, nameOf(last));
    pill.set(shownState(last));
    setText(type, t(`type.${last.stream_type}`));
    setText(target, last.target);
    setAttribute(target, 'title', last.target);
    pause.hidden = last.state === 'PAUSED';
    resume.hidden = !pause.hidden;
    tell(story, last, now, page.lookups.limits.history_days);
    tiles.update(last, store.samples(id)?.rate(now) ?? null, now);
    if (last.etag !== shownVersion) {
      shownVersion = last.etag;
      replace(settings, settingsList(last, page.lookups));
      activity.load();
    }
  }

  update();
  notices.load();
  attempts.show();
  charts.update(Date.now());
  const loadAttempts = () => attempts.load().then(() => charts.update(Date.now()));
  loadAttempts();
  return {
    element,
    title: nameOf(last),
    update: changes => (changes.has(id) ? update() : undefined),
    missed() {
      page.attempts.forgetBut(id);
      loadAttempts();
    },
    attempt: told => (told.stream_id === id ? attempts.add(told) : undefined),
    tick(now) {
      update(now);
      charts.update(now);
    },
    isOver: () => store.get(id) === undefined,
  };
}

/** Replaces the page of a stream that does not exist, until it does. */
function goneView(page, id) {
  return {
    element: h('section', {class: 'view'}, h('div', {class: 'empty'}, h('h1', {tabindex: '-1'}, t('detail.gone')), h('a', {class: 'button', href: '#/'}, icon('back'), t('back')))),
    title: t('title'),
    update() {},
    tick() {},
    isOver: () => page.store.get(id) !== undefined,
  };
}

/** Its state in words; for a failure also its meaning and what to do. Changed only when the words differ. */
function tell(place, stream, now, historyDays) {
  const state = shownState(stream);
  const status = stream.status;
  const failing = state === 'FAILING' && status;
  const title = failing ? `${status.remote_status} ${remoteName(status.remote_status, status.answered)}` : '';
  const advice = failing ? remoteAdvice(status.remote_status, stream.api_type, status.answered) : '';
  const said = status?.last_error ?? '';
  const words = t(`story.${state}`, {count: status?.pending ?? 0, pending: number(status?.pending ?? 0)});
  const next = status?.next_attempt_at && Date.parse(status.next_attempt_at) > now && state !== 'PAUSED' ? t('detail.next', {time: ago(status.next_attempt_at, now)}) : '';
  const expires = expiry(status, now);
  const learnt = learntOf(status);
  const certificate = certificateOf(status, now);
  const key = [words, title, advice, said, expires, certificate, ...learnt].join('\n');
  if (place.dataset.key !== key) {
    place.dataset.key = key;
    replace(
      place,
      failing
        ? notice('bad', title, [advice, words])
        : h('p', {class: 'story-text'}, words),
      expires && notice('warn', t('story.expires', {time: expires}), [t('story.expires.do', {days: historyDays})]),
      certificate && notice('warn', certificate, [t('story.certificate.do')]),
      learnt.map(text => h('p', {class: 'story-text'}, text)),
      said && h('div', {class: 'said'}, h('h2', {}, t('detail.said')), h('pre', {class: 'code', dir: 'ltr'}, said)),
      h('p', {class: 'story-next', 'aria-live': 'off'}),
    );
  }
  setText(place.querySelector('.story-next'), next);
}

/** The known limits on request sizes, and the documents that wait apart. */
function learntOf(status) {
  return [
    status?.takes_bytes && t('story.takes.bytes', {size: bytes(status.takes_bytes)}),
    status?.takes_records && t('story.takes.records', {count: status.takes_records, records: number(status.takes_records)}),
    status?.apart && t('story.apart', {count: status.apart, apart: number(status.apart)}),
  ].filter(Boolean);
}

/** Whether the client certificate expires soon or has expired; null while that is not near. */
function certificateOf(status, now) {
  const ends = status?.certificate_expires_at;
  if (!ends || Date.parse(ends) - now > SOON) {
    return null;
  }
  return t(Date.parse(ends) > now ? 'story.certificate.soon' : 'story.certificate.over', {time: moment(ends)});
}

/** In what time the first waiting documents will be lost, to the minute; null while that is not near. */
function expiry(status, now) {
  if (!status || status.expires_in_seconds === null) {
    return null;
  }
  const seconds = (Date.parse(status.updated_at) - now) / 1000 + status.expires_in_seconds;
  return duration(Math.max(0, Math.ceil(seconds / 60) * 60));
}

/** The numbers; those that are usually 0 are shown only when they are not. */
function makeTiles() {
  const remote = remoteMark();
  const values = new Map();
  const tile = (key, value = h('span')) => {
    values.set(key, value);
    return h('div', {class: 'tile', 'data-tile': key}, h('dt', {}, t(`detail.${key}`)), h('dd', {}, value));
  };
  const rare = ['refused', 'expired', 'stale'];
  const element = h('dl', {class: 'tiles-list'}, tile('delivered'), tile('rate'), tile('pending'), tile('lag'), tile('last'), tile('remote', remote.element), rare.map(key => tile(key)));
  return {
    element,
    update(stream, perSecond, now) {
      const status = stream.status;
      const show = (key, text, title = null) => {
        setText(values.get(key), status ? text : '–');
        setAttribute(values.get(key), 'title', title);
      };
      const late = lagSeconds(status, now);
      show('delivered', number(status?.delivered ?? 0));
      show('rate', perSecond === null ? '–' : t('detail.rate.unit', {rate: rate(perSecond)}));
      show('pending', number(status?.pending ?? 0));
      show('lag', late < 2 ? t('table.live') : duration(late));
      const iso = status?.last_timestamp;
      show('last', iso ? moment(iso) : t('table.never'), iso ? `${fullMoment(iso)}, ${ago(iso, now)}` : null);
      remote.set(status?.remote_status ?? 0, status?.answered);
      for (const key of rare) {
        show(key, number(status?.[key] ?? 0));
        values.get(key).closest('.tile').hidden = !status?.[key];
      }
    },
  };
}
