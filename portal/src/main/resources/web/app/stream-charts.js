import {api} from './api.js';
import {countEnd, draw, durationEnd} from './chart.js';
import {h, replace, setText} from './dom.js';
import {duration, millis, moment, number, rate} from './format.js';
import {t} from './language.js';
import {REMEMBERED} from './samples.js';
import {lagSeconds} from './store.js';

/** The choice of hours, besides the last minutes. */
const SPANS = [24, 168];
/** How old the service's numbers may be. */
const FRESH = 60_000;

/**
 * A stream's charts: of the last minutes, as seen by the page; of a day or a week, as counted by the service.
 *
 * @param {object} page store and attempts
 * @param {string} id
 */
export function streamCharts(page, id) {
  let span = null;
  let hours = null;
  let asked = -Infinity;
  const delivered = chartCard();
  const failed = chartCard('chart-failed');
  const lag = chartCard('chart-lag');
  const answer = chartCard('chart-lag');
  const since = h('p', {class: 'muted charts-since', hidden: true});
  const spans = h('div', {class: 'segments charts-spans', role: 'group', 'aria-label': t('chart.span')});

  function choose(wanted) {
    span = wanted;
    hours = null;
    asked = -Infinity;
    showSpans();
    update(Date.now());
  }

  function showSpans() {
    const focused = spans.contains(document.activeElement);
    replace(
      spans,
      [null, ...SPANS].map(each =>
        h('button', {type: 'button', 'aria-pressed': String(each === span), onclick: () => choose(each)}, each === null ? duration(REMEMBERED / 1000) : t(`chart.span.${each}`)),
      ),
    );
    if (focused) {
      spans.querySelector('[aria-pressed=true]').focus();
    }
  }

  async function load(now) {
    if (now - asked < FRESH) {
      return;
    }
    asked = now;
    const wanted = span;
    try {
      const told = await api.hours(id, wanted);
      if (wanted === span) {
        hours = told;
        drawHours();
      }
    } catch (problem) {
      if (problem.status === undefined) {
        throw problem;
      }
    }
  }

  function drawHours() {
    const time = t(`chart.span.${span}`);
    const points = member => hours.items.map(hour => ({at: Date.parse(hour.from), value: hour[member]}));
    const sum = member => hours.items.reduce((all, hour) => all + hour[member], 0);
    const counts = (card, member) => {
      card.name(t(`chart.${member}`), time);
      draw(card.place, points(member), {kind: 'bars', ends: countEnd, most: number, label: t(`chart.summary.${member}`, {time, sum: number(sum(member)), most: number(most(points(member)))})});
    };
    counts(delivered, 'delivered');
    counts(failed, 'failed');
    lag.name(t('chart.lag'), time);
    draw(lag.place, points('lag_seconds'), {kind: 'line', ends: durationEnd, most: duration, label: t('chart.summary.hours.lag', {time, most: duration(most(points('lag_seconds')))})});
    const answers = points('answer_ms');
    answer.element.hidden = answers.every(({value}) => value === null);
    answer.name(t('chart.answer'), time);
    draw(answer.place, answers, {kind: 'line', ends: countEnd, most: millis, label: t('chart.summary.answer', {time, most: millis(most(answers))})});
    since.hidden = hours.counted_since === null;
    setText(since, hours.counted_since === null ? '' : t('attempt.since', {time: moment(hours.counted_since)}));
  }

  function drawMinutes(now) {
    const samples = page.store.samples(id);
    if (samples === undefined) {
      return;
    }
    const time = duration(REMEMBERED / 1000);
    const rates = samples.rates(now, page.attempts.pages(id).items);
    const lags = samples.lags(now);
    delivered.name(t('chart.deliveries'), time);
    draw(delivered.place, rates, {
      kind: 'bars',
      ends: countEnd,
      most: value => `${rate(value)}/s`,
      label: t('chart.summary.deliveries', {time, last: rate(samples.rate(now) ?? 0), most: rate(most(rates))}),
    });
    lag.name(t('chart.lag'), time);
    draw(lag.place, lags, {
      kind: 'line',
      ends: durationEnd,
      most: duration,
      label: t('chart.summary.lag', {time, last: duration(lagSeconds(page.store.get(id)?.status, now)), most: duration(most(lags))}),
    });
  }

  function update(now) {
    failed.element.hidden = span === null;
    if (span === null) {
      since.hidden = true;
      answer.element.hidden = true;
      drawMinutes(now);
    } else {
      load(now);
    }
  }

  showSpans();
  return {
    element: h('div', {}, spans, h('div', {class: 'charts'}, delivered.element, failed.element, lag.element, answer.element), since),
    update,
  };
}

const most = points => Math.max(0, ...points.map(point => point.value ?? 0));

function chartCard(className = '') {
  const place = h('div', {class: `chart ${className}`});
  const title = h('h2');
  const from = h('span');
  return {
    element: h('section', {class: 'card chart-card'}, title, place, h('div', {class: 'chart-times', 'aria-hidden': 'true'}, from, h('span', {}, t('chart.now')))),
    place,
    name(text, time) {
      setText(title, text);
      setText(from, `− ${time}`);
    },
  };
}
