import {choices} from './choices.js';
import {h, setText} from './dom.js';
import {checksField, listField} from './fields.js';
import {number} from './format.js';
import {icon} from './icons.js';
import {t} from './language.js';
import {button} from './parts.js';

const SEVERITIES = ['INFO', 'WARN', 'CRITICAL'];
const ALERTS = {any: null, only: true, none: false};
const ICCID_DIGITS = 19;

/**
 * The filters other than event types: a field for each member of a data stream's filters.
 *
 * @param {object | undefined} present the stream's filters
 * @param {object} limits the limits in the lookups
 * @param {(() => void) | null} preview shows which documents the filters let through; null if that is not available
 */
export function filterFields(present, limits, preview) {
  const severities = checksField({
    name: 'filters.severities',
    label: t('filters.severities'),
    help: t('filters.severities.help'),
    options: SEVERITIES.map(value => ({value, label: t(`filters.severity.${value}`)})),
    present: present?.severities ?? null,
  });
  const alert = alertField(present?.alert ?? null);
  const list = (name, hint, parse, check, values = {}) =>
    listField({name: `filters.${name}`, label: t(`filters.${name}`), help: t(`filters.${name}.help`, values), hint, present: present?.[name] ?? null, parse, check});
  const atMost = most => values => (values.length > most ? t('filters.most', {count: number(most)}) : null);
  const allAre = (isOne, key) => values => {
    const wrong = values.find(value => !isOne(value));
    return wrong === undefined ? null : t(key, {value: wrong});
  };
  const tags = list('tags', 'north', text => parts(text, /[\n,]/), atMost(limits.filter_tags));
  const iccids = list(
    'iccids',
    '8988303001234560001',
    text => parts(text, /[\s,;]/).map(withoutCheckDigit),
    values => atMost(limits.filter_iccids)(values) ?? allAre(value => /^\d{19}$/.test(value), 'filters.iccids.wrong')(values),
    {most: number(limits.filter_iccids)},
  );
  const countries = list('countries', 'de', text => parts(text.toLowerCase(), /[\s,;]/), allAre(value => /^[a-z]{2}$/.test(value), 'filters.countries.wrong'));
  const fields = [severities, alert, tags, iccids, countries];
  const ofEvents = [severities, alert];
  const count = h('span', {class: 'form-more-count'});
  const show = () => {
    const filled = fields.filter(field => !field.element.hidden && !field.isEmpty()).length;
    setText(count, filled === 0 ? t('filters.none') : t('filters.some', {count: filled}));
  };
  const element = h(
    'details',
    {class: 'form-more', onchange: show, oninput: show},
    h('summary', {}, icon('chevron'), t('filters.title'), count),
    h('p', {class: 'field-help'}, t('filters.help')),
    h('div', {class: 'filter-fields'}, fields.map(field => field.element)),
    preview !== null && h('div', {class: 'form-more-actions'}, button({label: t('preview.open'), iconName: 'search', className: 'small', onclick: preview})),
  );
  show();
  return {
    element,
    fields,
    /** Hides filters of events if there are none. */
    follow(hasEvents) {
      ofEvents.forEach(field => (field.element.hidden = !hasEvents));
      show();
    },
    /** What to send: the changed members. */
    changes: () => members(field => (field.element.hidden ? undefined : field.value())),
    /** The fields' content, as filters. */
    whole: () => ({...present, ...members(field => field.value())}),
    state: () => members(field => field.state()),
    restore(state) {
      fields.forEach(field => state[memberOf(field)] !== undefined && field.restore(state[memberOf(field)]));
      show();
    },
  };

  function members(of) {
    return Object.fromEntries(fields.map(field => [memberOf(field), of(field)]).filter(([, value]) => value !== undefined));
  }
}

const memberOf = field => field.name.replace('filters.', '');

function parts(text, separators) {
  return [...new Set(text.split(separators).map(part => part.trim()).filter(part => part !== ''))];
}

function alertField(present) {
  const nameOf = value => Object.keys(ALERTS).find(name => ALERTS[name] === value);
  const input = choices({
    name: 'filters-alert',
    label: t('filters.alert'),
    options: Object.keys(ALERTS).map(name => ({value: name, content: t(`filters.alert.${name}`)})),
    value: nameOf(present),
    onchange: () => {},
  });
  return {
    name: 'filters.alert',
    label: t('filters.alert'),
    element: input.element,
    value: () => (ALERTS[input.value()] === present ? undefined : ALERTS[input.value()]),
    state: () => input.value(),
    restore: state => input.set(state),
    text: () => t(`filters.alert.${input.value()}`),
    isEmpty: () => input.value() === 'any',
    check: () => null,
    setError: () => {},
    focus: () => input.element.querySelector('input').focus(),
  };
}

/** An ICCID as printed on the card, without its last digit, which checks the others (Luhn). */
function withoutCheckDigit(text) {
  const digits = text.replace(/-/g, '');
  if (!/^\d{20}$/.test(digits)) {
    return digits;
  }
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0 ? digits.slice(0, ICCID_DIGITS) : digits;
}
