import {language, t} from './language.js';

/** Writes numbers, times and durations in the page's language. Times are in the browser's time zone. */

const formats = new Map();

function format(kind, options) {
  const key = language() + kind.name + JSON.stringify(options);
  let known = formats.get(key);
  if (known === undefined) {
    known = new kind(locale(), options);
    formats.set(key, known);
  }
  return known;
}

/** English with a 24-hour clock and days before months, which most of its readers understand correctly. */
function locale() {
  return language() === 'de' ? 'de-DE' : 'en-GB';
}

/** A whole number with thousands separators. */
export function number(value) {
  return format(Intl.NumberFormat, {}).format(value);
}

/** A rate, with one decimal below ten. */
export function rate(value) {
  return format(Intl.NumberFormat, {maximumFractionDigits: value < 10 ? 1 : 0}).format(value);
}

/** Bytes in a suitable unit. */
export function bytes(value) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return format(Intl.NumberFormat, {
    style: 'unit',
    unit: units[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0,
  }).format(size);
}

/** Day and time of a moment, to the second; with the year only when it is not the current one. */
export function moment(iso) {
  const time = new Date(iso);
  const year = time.getFullYear() === new Date().getFullYear() ? {} : {year: 'numeric'};
  return format(Intl.DateTimeFormat, {
    ...year,
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(time);
}

/** The day of a moment in UTC, as documents write it. */
export function utcDay(iso) {
  return format(Intl.DateTimeFormat, {timeZone: 'UTC', weekday: 'short', day: '2-digit', month: 'short'}).format(new Date(iso));
}

/** The hour of a moment in UTC. */
export function utcHour(iso) {
  return format(Intl.DateTimeFormat, {timeZone: 'UTC', hour: '2-digit', minute: '2-digit'}).format(new Date(iso));
}

/** Only the time of day, to the second. */
export function timeOfDay(iso) {
  return format(Intl.DateTimeFormat, {hour: '2-digit', minute: '2-digit', second: '2-digit'}).format(new Date(iso));
}

/** A moment with its time zone: for tooltips of times. */
export function fullMoment(iso) {
  return format(Intl.DateTimeFormat, {dateStyle: 'full', timeStyle: 'long'}).format(new Date(iso));
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long ago a moment was, such as `3 minutes ago`. */
export function ago(iso, now) {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return format(Intl.RelativeTimeFormat, {numeric: 'auto', style: 'short'}).format(Math.trunc(seconds / size), unit);
}

/** A duration in its two largest units, such as `2 h 5 min`. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const at = STEPS.findIndex(([, length]) => whole >= length);
  if (at < 0) {
    return unit(0, 'second');
  }
  const [name, size] = STEPS[at];
  const rest = STEPS[at + 1];
  const smaller = rest === undefined ? 0 : Math.floor((whole % size) / rest[1]);
  return unit(Math.floor(whole / size), name) + (smaller > 0 && rest !== undefined ? ` ${unit(smaller, rest[0])}` : '');
}

function unit(value, name) {
  return `${number(value)} ${t(`unit.${name}`)}`;
}

/** Milliseconds in milliseconds or seconds. */
export function millis(value) {
  return value < 1000 ? `${number(value)} ms` : `${rate(value / 1000)} ${t('unit.second')}`;
}
