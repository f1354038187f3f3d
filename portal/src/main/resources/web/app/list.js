import {h, replace, setAttribute, setText} from './dom.js';
import {number} from './format.js';
import {icon} from './icons.js';
import {t, told} from './language.js';
import {button, nameOf} from './parts.js';
import {COLUMNS, Row} from './row.js';
import {lagSeconds, shownState} from './store.js';
import {STATES, stateName} from './words.js';

/** What the table is sorted by, by column. */
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

/** Survives a visit to another view. */
const chosen = {state: null, text: '', sort: 'name', descending: false};

/**
 * The table of all data streams.
 *
 * @param {{store: import('./store.js').Store, session: object, lookups: object, actions: object}} page
 */
export function listView(page) {
  const {store, session, lookups} = page;
  const apiNames = new Map(lookups.api_types.map(type => [type.id, told(type.label)]));
  const rows = new Map();
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
      arrange();
    },
  });
  const body = h('tbody', {role: 'rowgroup'});
  const heads = new Map(columns.map(column => [column, head(column)]));
  const table = h(
    'table',
    {class: 'streams', role: 'table'},
    h('caption', {class: 'for-readers'}, t('table.caption')),
    h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'}, [...heads.values()].map(each => each.element))),
    body,
  );
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
      h('a', {class: 'button primary', href: '#/new'}, icon('plus'), h('span', {}, t('action.new'))),
    ),
    toolbar,
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

  function matches(stream) {
    const text = chosen.text.trim().toLocaleLowerCase();
    return (
      (chosen.state === null || shownState(stream) === chosen.state) &&
      (text === '' || `${nameOf(stream)} ${stream.target ?? ''} ${apiNames.get(stream.api_type)}`.toLocaleLowerCase().includes(text))
    );
  }

  /** Puts the rows that are to be seen in their order; moves only those that stand wrong, so that none loses the focus. */
  function arrange() {
    const key = KEYS[chosen.sort];
    const direction = chosen.descending ? -1 : 1;
    const shown = store
      .all()
      .filter(matches)
      .map(stream => ({stream, key: key(stream)}))
      .sort((a, b) => direction * compare(a.key, b.key) || compare(a.stream.id, b.stream.id));
    const wanted = new Set(shown.map(({stream}) => stream.id));
    for (const [id, row] of rows) {
      if (!wanted.has(id)) {
        row.element.remove();
        rows.delete(id);
      }
    }
    shown.forEach(({stream}, at) => {
      const row = rows.get(stream.id) ?? new Row(stream, {columns, apiName: apiNames.get(stream.api_type) ?? stream.api_type, actions: page.actions});
      rows.set(stream.id, row);
      row.update(stream, Date.now());
      if (body.children[at] !== row.element) {
        body.insertBefore(row.element, body.children[at] ?? null);
      }
    });
    for (const [column, {element: cell}] of heads) {
      setAttribute(cell, 'aria-sort', column !== chosen.sort ? null : chosen.descending ? 'descending' : 'ascending');
    }
    const isEmpty = store.size === 0;
    empty.hidden = !isEmpty;
    toolbar.hidden = isEmpty;
    table.parentElement.hidden = isEmpty;
    table.hidden = shown.length === 0;
    none.hidden = shown.length > 0;
    segments();
  }

  function segments() {
    const states = store.all().map(shownState);
    const entries = [null, ...STATES].map(state => [state, state === null ? states.length : states.filter(each => each === state).length]);
    if (filters.children.length === 0) {
      replace(filters, entries.map(([state]) => segment(state)));
    }
    entries.forEach(([state, count], i) => {
      const each = filters.children[i];
      setAttribute(each, 'aria-pressed', String(chosen.state === state));
      setText(each.querySelector('.count'), number(count));
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
          arrange();
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
    update: arrange,
    tick(now) {
      for (const [id, row] of rows) {
        row.update(store.get(id) ?? row.stream, now);
      }
    },
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

function compare(a, b) {
  return typeof a === 'string' ? a.localeCompare(b) : a - b;
}
