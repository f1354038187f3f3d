import {h} from './dom.js';
import {shortList} from './fields.js';
import {fullMoment, moment, number} from './format.js';
import {icon} from './icons.js';
import {t, told} from './language.js';

/** A stream's settings, read-only; of secrets, whether they are set. */
export function settingsList(stream, lookups) {
  const type = lookups.api_types.find(each => each.id === stream.api_type);
  const fields = (type?.fields ?? []).map(field => [told(field.label), shown(field, stream)]);
  return h(
    'dl',
    {class: 'settings'},
    [...fields, ...general(stream, lookups)]
      .filter(([, value]) => value !== null)
      .map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {dir: 'auto'}, value))),
  );
}

function shown(field, stream) {
  if (field.secret) {
    return secret(stream.secrets[field.member]);
  }
  const value = stream.settings[field.member];
  return field.kind === 'PEM' && value ? t('detail.certificates', {count: value.split('-----BEGIN ').length - 1}) : plain(value);
}

function plain(value) {
  if (value === undefined || value === null) {
    return null;
  }
  return typeof value === 'number' ? number(value) : h('span', {class: 'target-whole'}, String(value));
}

function secret(told) {
  if (!told?.set) {
    return null;
  }
  return h('span', {class: 'secret-state'}, icon('lock', 'icon small'), told.names ? told.names.join(', ') : t('detail.secret.set'));
}

function general(stream, lookups) {
  const chosen = stream.filters.event_types;
  const events = chosen === null ? t('form.events.all') : chosen.map(id => lookups.event_types.find(type => type.id === id)?.description ?? id).join(', ');
  return [
    [t('detail.events'), stream.stream_type === 'USAGE' ? null : events],
    ...filterRows(stream),
    [t('detail.history'), t(stream.historic ? 'detail.history.yes' : 'detail.history.no', {days: lookups.limits.history_days})],
    [t('detail.replayed'), stream.replay === null ? null : time(stream.replay.from)],
    [t('detail.created'), stream.created_at === null ? null : time(stream.created_at)],
    [t('detail.id'), h('code', {class: 'target-whole'}, stream.id)],
  ];
}

/** The filters other than event types. */
function filterRows({filters, stream_type: type}) {
  const list = (name, values) => [t(`filters.${name}`), values === null ? null : values.length === 0 ? t('filters.nothing') : shortList(values)];
  const ofEvents = [
    list('severities', filters.severities?.map(severity => t(`filters.severity.${severity}`)) ?? null),
    [t('filters.alert'), filters.alert === null ? null : t(filters.alert ? 'filters.alert.only' : 'filters.alert.none')],
  ];
  return [...(type === 'USAGE' ? [] : ofEvents), ...['tags', 'iccids', 'countries'].map(name => list(name, filters[name]))];
}

function time(iso) {
  return h('time', {datetime: iso, title: fullMoment(iso)}, moment(iso));
}
