import {api} from './api.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {documentAttempts} from './document-attempts.js';
import {h, replace} from './dom.js';
import {fullMoment, moment} from './format.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {busyWhile, button, nameOf} from './parts.js';
import {problemText, toastProblem} from './problems.js';
import {reasonText} from './reasons.js';
import {streamHash} from './router.js';
import {toast} from './toast.js';

const KINDS = ['EVENT', 'USAGE'];
/** Times to choose from, in hours before now. */
const SINCE = ['1', '24', '168', ''];
const HOUR = 3_600_000;
const PAGE = 50;
/** How often a search without results is continued automatically. */
const MOST_SEARCHES = 20;

/**
 * Finds documents of the history, and sends one once more.
 *
 * @param {object} page store and session
 */
export function documentsView(page) {
  const ofOperator = page.session.organisation_id === null;
  const organisation = ofOperator && input('organisation_id', 'numeric');
  const kind = select('record_kind', KINDS, value => t(`attempt.kind.${value}`));
  const since = select('since', SINCE, value => t(`documents.since.${value || 'all'}`));
  const inputs = [input('document_id', 'numeric'), input('iccid', 'numeric'), input('imsi', 'numeric')];
  const search = button({label: t('documents.search'), iconName: 'search', className: 'primary', attributes: {type: 'submit'}});
  const more = button({label: t('documents.more'), className: 'small', onclick: () => busyWhile(more, () => look())});
  const body = h('tbody');
  const table = h(
    'table',
    {class: 'attempts documents'},
    h('thead', {}, h('tr', {}, ['came', 'id', 'what', 'sim', 'streams'].map(key => h('th', {scope: 'col'}, t(`documents.${key}`))))),
    body,
  );
  const story = h('div', {class: 'keys-story', 'aria-live': 'polite'}, h('p', {class: 'muted'}, t('documents.begin')));
  let query = null;
  let next = null;
  table.hidden = true;
  more.hidden = true;

  function input(name, mode) {
    const element = h('input', {id: `documents-${name}`, class: 'input', inputmode: mode, maxlength: '20', autocomplete: 'off', 'aria-describedby': `documents-${name}-error`});
    const error = h('p', {class: 'field-error', id: `documents-${name}-error`, hidden: true});
    return {
      name,
      value: () => element.value.trim() || null,
      setError(text) {
        error.hidden = text === null;
        replace(error, text !== null && [icon('alert', 'icon small'), text]);
        text === null ? element.removeAttribute('aria-invalid') : element.setAttribute('aria-invalid', 'true');
      },
      focus: () => element.focus(),
      element: h('div', {class: 'attempts-choice'}, h('label', {for: `documents-${name}`}, t(`documents.${name}`)), element, error),
    };
  }

  function select(name, values, label) {
    const element = h('select', {class: 'input', id: `documents-${name}`}, values.map(value => h('option', {value}, label(value))));
    return {
      value: () => element.value,
      element: h('div', {class: 'attempts-choice'}, h('label', {for: `documents-${name}`}, t(`documents.${name}`)), h('div', {class: 'select'}, element, icon('chevron'))),
    };
  }

  const fields = [...(organisation ? [organisation] : []), ...inputs];

  async function begin() {
    query = {
      record_kind: kind.value(),
      from: since.value() ? new Date(Date.now() - Number(since.value()) * HOUR).toISOString() : null,
      limit: PAGE,
    };
    fields.forEach(field => (query[field.name] = field.value()));
    next = null;
    replace(body);
    table.hidden = true;
    await look();
  }

  /** Continues until something is found, or everything was searched. */
  async function look() {
    replace(story, h('p', {class: 'muted'}, t('documents.looking')));
    fields.forEach(field => field.setError(null));
    const mine = query;
    try {
      let found;
      let searches = 0;
      do {
        found = await api.documents({...mine, after: next});
        if (query !== mine) {
          return;
        }
        next = found.next;
        searches++;
        if (found.documents.length === 0 && next !== null) {
          replace(story, h('p', {class: 'muted'}, t('documents.looked', {time: moment(found.searched_to)})));
        }
      } while (found.documents.length === 0 && next !== null && searches < MOST_SEARCHES);
      body.append(...found.documents.map(row));
      table.hidden = body.childElementCount === 0;
      more.hidden = next === null;
      replace(story, h('p', {class: 'muted'}, body.childElementCount === 0 ? t('documents.none') : t('documents.count', {count: body.childElementCount})));
    } catch (problem) {
      if (problem.status === undefined) {
        throw problem;
      }
      more.hidden = true;
      const wrong = problem.errors.map(error => ({field: fields.find(field => field.name === error.member), reason: error.reason})).filter(each => each.field);
      wrong.forEach(each => each.field.setError(reasonText(each.reason)));
      wrong[0]?.field.focus();
      replace(story, wrong.length === 0 && notice('bad', problemText(problem)));
    }
  }

  function row(found) {
    const {document} = found;
    const id = button({label: String(document.id), className: 'small quiet', onclick: () => drawer(found)});
    id.setAttribute('aria-label', t('documents.open', {id: document.id}));
    return h(
      'tr',
      {},
      h('td', {}, moment(found.came_at)),
      h('th', {scope: 'row'}, id),
      h('td', {dir: 'auto'}, found.record_kind === 'EVENT' ? (document.event_type?.description ?? '') : (document.traffic_type?.name ?? t('documents.usage'))),
      h('td', {}, h('code', {}, document.sim?.iccid ?? '–')),
      h('td', {}, found.streams.map(stream => h('div', {}, h('span', {dir: 'auto'}, nameOfStream(stream.stream_id)), ' ', h('span', {class: 'muted'}, t(`documents.${stream.state}`))))),
    );
  }

  function nameOfStream(id) {
    const stream = page.store.get(id);
    return stream === undefined ? id : nameOf(stream);
  }

  /** A document, and what data streams have done with it. */
  function drawer(found) {
    const dialog = openDialog({
      title: t('documents.title.one', {id: found.document.id}),
      className: 'dialog-drawer',
      body: [
        h('p', {class: 'muted'}, t('documents.came.at', {time: fullMoment(found.came_at)})),
        h('pre', {class: 'code', dir: 'ltr', tabindex: '0', role: 'group', 'aria-label': t('documents.document')}, JSON.stringify(found.document, null, 2)),
        h('h3', {}, t('documents.streams')),
        found.streams.length === 0
          ? h('p', {class: 'muted'}, t('documents.streams.none'))
          : h('ul', {class: 'documents-streams'}, found.streams.map(stream => ofStream(found, stream))),
      ],
      actions: [leaveButton('close')],
    });
    return dialog;
  }

  function ofStream(found, {stream_id: id, state}) {
    const again = button({
      label: t('documents.again'),
      iconName: 'send',
      className: 'small',
      onclick: () =>
        busyWhile(again, async () => {
          try {
            await api.sendAgain(id, {record_kind: found.record_kind, place: found.place});
            toast(t('documents.again.done', {id: found.document.id, name: nameOfStream(id)}));
          } catch (problem) {
            toastProblem(problem);
          }
        }),
    });
    const tried = documentAttempts(id, nameOfStream(id), found);
    again.setAttribute('aria-label', t('action.of', {action: t('documents.again'), name: nameOfStream(id)}));
    return h('li', {}, h('a', {href: streamHash(id), dir: 'auto'}, nameOfStream(id)), ' ', h('span', {class: 'muted'}, t(`documents.${state}`)), ' ', state !== 'LEFT_OUT' && tried.button, state === 'PASSED' && again, tried.place);
  }

  const form = h(
    'form',
    {
      class: 'documents-form',
      onsubmit: event => {
        event.preventDefault();
        busyWhile(search, begin);
      },
    },
    h('div', {class: 'attempts-choices'}, organisation && organisation.element, kind.element, since.element, inputs.map(each => each.element)),
    search,
  );
  return {
    element: h(
      'section',
      {class: 'view'},
      h('a', {class: 'back', href: '#/'}, icon('back'), t('back')),
      h('div', {class: 'page-head'}, h('div', {}, h('h1', {tabindex: '-1'}, t('documents.title')), h('p', {class: 'page-lead'}, t('documents.lead')))),
      h('div', {class: 'card'}, form),
      h('div', {class: 'card keys-card documents-card'}, h('div', {class: 'attempts-frame', tabindex: '0', role: 'group', 'aria-label': t('documents.title')}, table, story), h('div', {class: 'attempts-foot'}, more)),
    ),
    title: t('documents.title'),
    update() {},
    tick() {},
  };
}
