import {api} from './api.js';
import {h, replace, setAttribute, setText} from './dom.js';
import {number} from './format.js';
import {icon} from './icons.js';
import {t, told} from './language.js';
import {LongList} from './long-list.js';
import {button, nameOf} from './parts.js';
import {COLUMNS, Row} from './row.js';
import {lagSeconds, shownState} from './store.js';
import {STATES, stateName} from './words.js';

/** The sort key of each column. */
const KEYS = {
  name: stream => nameOf(stream).toLocaleLowerCase(),
  organisation: stream => stream.organisation_id,
  api: stream => stream.api_type,
  type: stream => stream.stream_type,
  target: stream => stream.target ?? '',
  status: stream => ['FAILING', 'CATCHING_UP', 'STARTING', 'RESUMING', 'RUNNING', 'PAUSING', 'PAUSED'].indexOf(shownState(stream)),
  last: stream => stream.status?.last_timestamp ?? '',
  remote: stream => stream.status?.remote_status ?? 0,
  lag: stream => lagSeconds(stream.status, Date.now()),
  delivered: stream => stream.status?.delivered ?? 0,
};

/** Columns whose order does not change when only statuses change. */
const SET_BY_PEOPLE = new Set(['name', 'organisation', 'api', 'type', 'target']);

/** Kept while another view is shown. */
const chosen = {state: null, text: '', sort: 'name', descending: false};

/** How long to wait after typing before the service is asked. */
const PAUSE = 300;
/** How many streams the service is asked for at once. */
const FOUND = 1_000;

/**
 * The table of all data streams.
 *
 * @param {{store: import('./store.js').Store, session: object, lookups: object, actions: object}} page
 */
export function listView(page) {
  const {store, session, lookups} = page;
  const apiNames = new Map(lookups.api_types.map(type => [type.id, told(type.label)]));
  /** @type {Map<string, Row>} the drawn rows, by stream */
  const rows = new Map();
  /** The streams to show, sorted: sorting a list that is almost sorted takes no time. */
  let shown = [];
  let asking = 0;
  const columns = COLUMNS.filter(column => column !== 'organisation' || session.role === 'OPERATOR');

  const summary = h('p', {class: 'page-lead'}, t('lead'));
  const filters = h('div', {class: 'segments', role: 'group', 'aria-label': t('filter.label')});
  const search = h('input', {
    type: 'search',
    class: 'input search-input',
    placeholder: t('filter.search'),
    'aria-label': t('filter.search'),
    value: chosen.text,
    oninput: event => {
      chosen.text = event.target.value;
      scrollTo({top: 0});
      arrange();
      clearTimeout(asking);
      asking = setTimeout(ask, PAUSE);
    },
  });
  const body = h('tbody', {role: 'rowgroup'});
  const list = new LongList(body, drawnRow);
  const heads = new Map(columns.map(column => [column, head(column)]));
  const table = h(
    'table',
    {class: 'streams', role: 'table'},
    h('caption', {class: 'for-readers'}, t('table.caption')),
    h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'}, [...heads.values()].map(each => each.element))),
    body,
  );
  const part = h('p', {class: 'list-part', hidden: true});
  const none = h(
    'div',
    {class: 'nothing', hidden: true},
    h('p', {}, t('filter.none')),
    button({label: t('filter.clear'), onclick: clear}),
  );
  const toolbar = h('div', {class: 'toolbar'}, filters, h('label', {class: 'search'}, icon('search'), search));
  const empty = emptyState(page);
  const element = h(
    'section',
    {class: 'view'},
    h(
      'div',
      {class: 'page-head'},
      h('div', {}, h('h1', {tabindex: '-1'}, t('title')), summary),
      h(
        'div',
        {class: 'page-actions'},
        page.lookups.can_ask && h('a', {class: 'button', href: '#/documents'}, icon('search'), h('span', {}, t('documents.title'))),
        // both belong to an organisation
        page.session.organisation_id !== null && [
          h('a', {class: 'button', href: '#/notices'}, icon('bell'), h('span', {}, t('notices.title'))),
          h('a', {class: 'button', href: '#/keys'}, icon('key'), h('span', {}, t('keys.title'))),
        ],
        h('a', {class: 'button primary', href: '#/new'}, icon('plus'), h('span', {}, t('action.new'))),
      ),
    ),
    toolbar,
    part,
    h('div', {class: 'table-frame'}, table, none),
    empty,
  );

  function head(column) {
    if (column === 'actions') {
      return {element: h('th', {role: 'columnheader', scope: 'col', class: 'cell-actions'}, h('span', {class: 'for-readers'}, t('column.actions')))};
    }
    const sortButton = h('button', {type: 'button', onclick: () => sortBy(column)}, t(`column.${column}`), icon('up', 'icon sort'));
    return {element: h('th', {role: 'columnheader', scope: 'col', class: `cell-${column}`}, sortButton)};
  }

  function sortBy(column) {
    chosen.descending = chosen.sort === column && !chosen.descending;
    chosen.sort = column;
    arrange();
  }

  function clear() {
    chosen.state = null;
    chosen.text = '';
    search.value = '';
    arrange();
    search.focus();
  }

  /** Asks the service if the page does not know all streams. */
  async function ask() {
    if (store.isComplete || (chosen.text.trim() === '' && chosen.state === null)) {
      return;
    }
    try {
      const page = await api.list({q: chosen.text.trim() || null, status: chosen.state, limit: FOUND});
      store.take(page.items);
    } catch {
      // what the page knows is shown all the same
    }
  }

  function matches(stream) {
    const text = chosen.text.trim().toLocaleLowerCase();
    if (chosen.state !== null && shownState(stream) !== chosen.state) {
      return false;
    }
    return (
      text === '' ||
      `${nameOf(stream)} ${stream.target ?? ''} ${stream.id} ${stream.organisation_id} ${apiNames.get(stream.api_type)}`.toLocaleLowerCase().includes(text)
    );
  }

  /** The matching streams, sorted; starts from the previous order, so that little has to move. */
  function sorted() {
    const key = KEYS[chosen.sort];
    const direction = chosen.descending ? -1 : 1;
    const before = new Set(shown.map(stream => stream.id));
    const known = shown.map(({id}) => store.get(id)).filter(stream => stream !== undefined);
    return [...known, ...store.all().filter(({id}) => !before.has(id))]
      .filter(matches)
      .map(stream => ({stream, key: key(stream)}))
      .sort((a, b) => direction * compare(a.key, b.key) || compare(a.stream.id, b.stream.id))
      .map(({stream}) => stream);
  }

  function drawnRow(stream, at) {
    const row = rows.get(stream.id) ?? new Row(stream, {columns, apiName: apiNames.get(stream.api_type) ?? stream.api_type, actions: page.actions});
    rows.set(stream.id, row);
    row.update(stream, Date.now());
    setAttribute(row.element, 'aria-rowindex', at + 2);
    return row.element;
  }

  /** Sorts and shows the rows. */
  function arrange() {
    shown = sorted();
    list.show(shown);
    forgetRows();
    setAttribute(table, 'aria-rowcount', shown.length + 1);
    for (const [column, {element: cell}] of heads) {
      setAttribute(cell, 'aria-sort', column !== chosen.sort ? null : chosen.descending ? 'descending' : 'ascending');
    }
    const isEmpty = store.size === 0;
    empty.hidden = !isEmpty;
    toolbar.hidden = isEmpty;
    table.parentElement.hidden = isEmpty;
    table.hidden = shown.length === 0;
    none.hidden = shown.length > 0;
    part.hidden = store.isComplete;
    setText(part, t('list.part', {known: number(store.size), total: number(store.total)}));
    segments();
  }

  /** Shows changes; sorts again only if the order may be different. */
  function update(changes) {
    if (changes.onlyStatus && chosen.state === null && SET_BY_PEOPLE.has(chosen.sort)) {
      redraw(Date.now());
      segments();
    } else {
      arrange();
    }
  }

  function redraw(now) {
    forgetRows();
    for (const [id, row] of rows) {
      row.update(store.get(id) ?? row.stream, now);
    }
  }

  function forgetRows() {
    const drawn = new Set(list.drawn().map(stream => stream.id));
    [...rows.keys()].filter(id => !drawn.has(id)).forEach(id => rows.delete(id));
  }

  function segments() {
    const counts = new Map();
    for (const stream of store.all()) {
      const state = shownState(stream);
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    const entries = [null, ...STATES].map(state => [state, state === null ? store.total : (counts.get(state) ?? 0)]);
    if (filters.children.length === 0) {
      replace(filters, entries.map(([state]) => segment(state)));
    }
    entries.forEach(([state, count], i) => {
      const each = filters.children[i];
      setAttribute(each, 'aria-pressed', String(chosen.state === state));
      // the state of streams that the page does not know is unknown
      setText(each.querySelector('.count'), state === null || store.isComplete ? number(count) : '');
    });
  }

  function segment(state) {
    return h(
      'button',
      {
        type: 'button',
        'data-state': state,
        onclick: () => {
          chosen.state = chosen.state === state ? null : state;
          scrollTo({top: 0});
          arrange();
          ask();
        },
      },
      h('span', {}, state === null ? t('filter.all') : stateName(state)),
      h('span', {class: 'count'}),
    );
  }

  arrange();
  return {
    element,
    title: t('title'),
    update,
    tick: redraw,
  };
}

function emptyState() {
  return h(
    'div',
    {class: 'empty', hidden: true},
    h('div', {class: 'empty-signs', 'aria-hidden': 'true'}, ['REST_API', 'AWS_KINESIS', 'AWS_S3', 'DATADOG'].map(type => h('span', {class: 'sign sign-large', 'data-api': type}, icon(type)))),
    h('h2', {}, t('empty.title')),
    h('p', {}, t('empty.text')),
    h('a', {class: 'button primary', href: '#/new'}, icon('plus'), h('span', {}, t('action.new'))),
  );
}

const letters = new Intl.Collator();

function compare(a, b) {
  return typeof a === 'string' ? letters.compare(a, b) : a - b;
}
