import {api} from './api.js';
import {h, replace} from './dom.js';
import {bytes, millis} from './format.js';
import {t} from './language.js';
import {problemText} from './problems.js';

const PHASES = ['name', 'connect', 'tls', 'first_byte', 'end'];

/** What went over the wire in an attempt; loaded later. @returns {HTMLElement} */
export function exchangePart(attempt) {
  const element = h('div', {class: 'exchange'}, h('p', {class: 'muted'}, t('exchange.loading')));
  load(attempt, element);
  return element;
}

async function load(attempt, element) {
  try {
    const told = await api.attempt(attempt.stream_id, attempt.id);
    replace(element, [told.timing_ms && timing(told.timing_ms), told.request && request(told.request), told.response && response(told.response)].filter(Boolean));
  } catch (problem) {
    if (problem.status === undefined) {
      throw problem;
    }
    replace(element, h('p', {class: 'muted'}, problemText(problem)));
  }
}

function timing(told) {
  return h(
    'div',
    {class: 'said'},
    h('h3', {}, t('exchange.timing')),
    h(
      'dl',
      {class: 'settings'},
      PHASES.filter(phase => told[phase] !== null).map(phase => h('div', {}, h('dt', {}, t(`exchange.${phase}`)), h('dd', {}, millis(told[phase])))),
    ),
  );
}

function request(sent) {
  return message(t('exchange.request'), sent.line, sent, bytes(sent.body_bytes));
}

function response(answer) {
  return message(t('exchange.response'), `HTTP/1.1 ${answer.status}`, answer, '');
}

function message(title, line, told, size) {
  const head = [line, ...told.headers.map(header => `${header.name}: ${header.value}`)].join('\n');
  const masked = told.headers.some(header => header.value === '***');
  return h(
    'details',
    {class: 'said', open: true},
    h('summary', {}, title),
    h('pre', {class: 'code', dir: 'ltr', tabindex: '0', role: 'group', 'aria-label': title}, head),
    masked && h('p', {class: 'muted'}, t('exchange.masked')),
    told.body_state === 'TEXT'
      ? [
          h('h3', {}, t(told.truncated ? 'exchange.body.beginning' : 'exchange.body'), size && ` · ${size}`),
          h('pre', {class: 'code', dir: 'ltr', tabindex: '0', role: 'group', 'aria-label': `${title}: ${t('exchange.body')}`}, told.body),
        ]
      : h('p', {class: 'muted'}, t(`exchange.body.${told.body_state}`), size && ` ${t('exchange.size', {size})}`),
  );
}
