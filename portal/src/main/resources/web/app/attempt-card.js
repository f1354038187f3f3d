import {attemptDrawer} from './attempt-drawer.js';
import {attemptTable} from './attempt-table.js';
import {AttemptPages} from './attempts.js';
import {h, setText} from './dom.js';
import {moment} from './format.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {busyWhile, button} from './parts.js';

const OUTCOMES = ['', 'DELIVERED', 'FAILED', 'TRY_AGAIN', 'CONTENT_REFUSED', 'CONFIGURATION_BROKEN'];
const KINDS = ['', 'EVENT', 'USAGE'];
/** Times to choose from, in hours before now. */
const UNTIL = ['', '1', '24', '168'];
const HOUR = 3_600_000;

/**
 * A stream's attempts: filters, a page at a time, and all details of one.
 *
 * @param {object} page attempts and actions
 * @param {() => object} stream its current state
 */
export function attemptCard(page, stream) {
  const {id} = stream();
  const all = page.attempts.pages(id);
  let pages = all;
  const table = attemptTable((attempt, batch) => attemptDrawer(attempt, batch, {stream: stream(), test: page.actions.test}));
  const since = h('p', {class: 'muted attempts-since', hidden: true});
  const older = button({label: t('attempt.older'), className: 'small', onclick: () => busyWhile(older, () => pages.older().then(show))});
  const outcome = choice('outcome', OUTCOMES, value => t(value === '' || value === 'FAILED' ? `attempt.outcome.${value || 'all'}` : `outcome.${value}`));
  const kind = choice('kind', KINDS, value => t(`attempt.kind.${value || 'all'}`));
  const until = choice('until', UNTIL, value => t(`attempt.until.${value || 'now'}`));
  const controls = [outcome, kind, until];

  function choice(name, values, label) {
    const select = h('select', {class: 'input', id: `attempts-${name}`, onchange: choose}, values.map(value => h('option', {value}, label(value))));
    return {
      select,
      element: h('div', {class: 'attempts-choice'}, h('label', {for: `attempts-${name}`}, t(`attempt.${name}`)), h('div', {class: 'select'}, select, icon('chevron'))),
    };
  }

  function choose() {
    const [wanted, ofKind, before] = controls.map(each => each.select.value);
    pages =
      wanted || ofKind || before
        ? new AttemptPages(id, {
            ...(wanted && {outcome: wanted}),
            ...(ofKind && {record_kind: ofKind}),
            ...(before && {to: new Date(Date.now() - Number(before) * HOUR).toISOString()}),
          })
        : all;
    show();
    pages.load().then(show);
  }

  function show() {
    table.show(pages.items, t(pages === all ? 'detail.attempts.empty' : 'attempt.none'));
    older.hidden = !pages.hasMore;
    since.hidden = pages.hasMore || pages.knownSince === null;
    setText(since, pages.knownSince === null ? '' : t('attempt.since', {time: moment(pages.knownSince)}));
  }

  return {
    element: h(
      'section',
      {class: 'card', 'aria-label': t('detail.attempts')},
      h('h2', {}, t('detail.attempts')),
      h('div', {class: 'attempts-choices'}, controls.map(each => each.element)),
      table.element,
      h('div', {class: 'attempts-foot'}, older, since),
    ),
    show,
    async load() {
      await Promise.all([all.load(), pages === all ? undefined : pages.load()]);
      show();
    },
    add(attempt) {
      if (pages === all || pages.add(attempt)) {
        show();
      }
    },
  };
}
