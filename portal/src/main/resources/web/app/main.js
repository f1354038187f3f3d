import {Attempts} from './attempts.js';
import {actionsOn} from './actions.js';
import {actFor, api, onForbidden, onSessionEnd, whose} from './api.js';
import {detailView} from './detail.js';
import {documentsView} from './documents.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {drafts} from './drafts.js';
import {streamForm} from './form.js';
import {keysView} from './keys.js';
import {setLanguage, t} from './language.js';
import {listView} from './list.js';
import {watch} from './live.js';
import {loginCode, loginView} from './login.js';
import {noticesView} from './notices.js';
import {button} from './parts.js';
import {problemText} from './problems.js';
import {go, place, streamHash} from './router.js';
import {shell} from './shell.js';
import {skeleton} from './skeleton.js';
import {Store} from './store.js';

/** The page: signs in, keeps the live connection, and shows the view for the address. */

const TICK = 1_000;
/** The size of a page of the list. */
const PAGE = 1_000;
/** Most streams that the page loads by itself; others are searched for. */
const MOST_KNOWN = 10_000;

/** Views of the organisation as a whole, by their place; all others are the list. */
const VIEWS = {keys: keysView, notices: noticesView, documents: () => documentsView(page), list: () => listView(page)};

const store = new Store();
const attempts = new Attempts();
const page = {store, attempts, session: null, whose: null, lookups: null, actions: null};
let frame;
let view = null;
let liveState = 'connecting';
let endLive = () => {};
let loaded = false;

function drawFrame() {
  frame = shell({session: page.session, onlanguage: changeLanguage, onsignout: signOut});
  frame.setLive(liveState);
  replace(document.getElementById('app'), frame.element);
}

function changeLanguage(name) {
  setLanguage(name);
  drawFrame();
  if (page.session === null) {
    showLogin({});
  } else {
    show();
    document.querySelector(`.languages [lang=${name}]`).focus();
  }
}

async function start() {
  // a login link may be opened while somebody is signed in
  leave();
  replace(frame.main, skeleton());
  const code = loginCode();
  try {
    await begin(code === null ? await api.session() : await api.signIn({code}));
  } catch (problem) {
    if (problem.status === 401 || (code !== null && problem.status === 422)) {
      showLogin({refused: code !== null});
    } else {
      showFailure(problem);
    }
  }
}

async function begin(session) {
  page.session = session;
  page.whose = whose(session);
  actFor(session);
  page.lookups = await api.lookups();
  page.actions = actionsOn(store, {historyDays: page.lookups.limits.history_days});
  drawFrame();
  replace(frame.main, skeleton());
  endLive();
  endLive = watch({
    ready: load,
    stream: stream => store.told(stream),
    removed: (id, version) => store.remove(id, version),
    gap: missed,
    attempt(attempt) {
      attempts.add(attempt);
      view?.attempt?.(attempt);
    },
    state(state) {
      liveState = state;
      frame.setLive(state);
    },
    mayGoOn,
  });
}

/** Loads all streams, and shows them as they come. */
async function load() {
  const mine = page.session;
  const isFirst = !loaded;
  const ids = new Set();
  let version = Infinity;
  let after = null;
  let total = 0;
  do {
    const list = await api.list({limit: PAGE, after});
    if (page.session !== mine) {
      return;
    }
    version = Math.min(version, list.version);
    list.items.forEach(stream => ids.add(stream.id));
    store.take(list.items);
    total = list.total;
    if (!loaded) {
      loaded = true;
      show();
    }
    after = list.next;
  } while (after !== null && ids.size < MOST_KNOWN);
  if (after === null) {
    store.settle(ids, version);
  } else {
    store.cut(total);
  }
  if (!isFirst) {
    missed();
  }
}

/** Loads attempts again, because some may have been missed. */
function missed() {
  if (view?.missed) {
    view.missed();
  } else {
    attempts.forgetBut(null);
  }
}

/** Whether the session is valid, and still belongs to the same organisation. */
async function mayGoOn() {
  try {
    const session = await api.session();
    if (page.session !== null && whose(session) !== page.whose) {
      showOther(session);
      return false;
    }
    return true;
  } catch (problem) {
    if (problem.status === 401) {
      sessionEnded();
    }
    return false;
  }
}

function sessionEnded() {
  if (page.session !== null) {
    leave();
    showLogin({expired: true});
  }
}

/** Another tab has signed in somebody else: nothing meant for the shown organisation is done in the new one's name. */
function showOther(session) {
  const before = page.session;
  leave();
  document.title = t('other.title');
  replace(
    frame.main,
    h(
      'section',
      {class: 'view'},
      h('h1', {tabindex: '-1'}, t('other.title')),
      notice('warn', t('other.text', {now: nameOfSession(session), before: nameOfSession(before)}), [t('other.do')]),
      button({label: t('other.go', {now: nameOfSession(session)}), className: 'primary', onclick: () => begin(session).catch(showFailure)}),
    ),
  );
  frame.main.querySelector('h1').focus();
}

function nameOfSession(session) {
  return session.role === 'OPERATOR' ? t('operator') : t('organisation', {id: session.organisation_id});
}

function leave() {
  endLive();
  endLive = () => {};
  actFor(null);
  page.session = null;
  loaded = false;
  view = null;
  document.querySelectorAll('dialog').forEach(each => each.remove());
  store.clear();
  attempts.clear();
  drawFrame();
}

async function signOut() {
  try {
    await api.signOut();
  } catch {
    // without an answer the cookie stays, and the session expires
  }
  drafts.clear();
  leave();
  showLogin({});
}

function showLogin({expired = false, refused = false}) {
  document.title = t('login.title');
  replace(frame.main, loginView({expired, refused, onsession: session => begin(session).catch(showFailure)}));
  frame.main.querySelector('h1').focus();
}

function showFailure(problem) {
  if (problem.status === undefined) {
    throw problem;
  }
  replace(
    frame.main,
    h('section', {class: 'view'}, notice('bad', t('error.load'), [problemText(problem)]), button({label: t('retry'), className: 'primary', onclick: start})),
  );
}

/** Shows the view for the address. */
function show() {
  if (!loaded) {
    return;
  }
  const {place: name, id} = place();
  const before = view?.key;
  const key = name === 'detail' || name === 'edit' ? `stream ${id}` : name in VIEWS ? name : 'list';
  if (key !== before || !frame.main.contains(view.element)) {
    view = key in VIEWS ? VIEWS[key]() : detailView(page, id);
    view.key = key;
    replace(frame.main, view.element);
    document.title = `${view.title} · Data Streamer`;
    if (before !== undefined && key !== before) {
      scrollTo({top: 0});
      view.element.querySelector('h1')?.focus({preventScroll: true});
    }
  }
  showForm(name, id);
}

function showForm(name, id) {
  document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close());
  const stream = id === undefined ? null : store.get(id);
  if (name === 'new' || (name === 'edit' && stream !== undefined)) {
    streamForm(page, name === 'new' ? null : stream, saved => {
      if (place().place === name) {
        go(name === 'new' ? (saved === null ? '#/' : streamHash(saved)) : streamHash(id));
      }
    });
  }
}

store.addEventListener('change', event => {
  if (view?.isOver?.()) {
    view = null;
    show();
  } else {
    view?.update(event.detail);
  }
});
addEventListener('hashchange', () => {
  if (/^#\/login\//.test(location.hash)) {
    start();
  } else {
    show();
  }
});
onSessionEnd(sessionEnded);
onForbidden(mayGoOn);
setInterval(() => {
  const now = Date.now();
  if (liveState === 'on') {
    store.sample(now);
  }
  view?.tick(now);
}, TICK);
start();
