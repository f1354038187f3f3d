import {replace, svg} from './dom.js';

/** A small chart: bars or a line over time, a grid of two lines, and a text for those who do not see it. */

const WIDTH = 600;
const HEIGHT = 120;
const TOP = 8;
const BOTTOM = 104;

/**
 * Draws a chart into an element.
 *
 * @param {Element} place
 * @param {{at: number, value: number | null}[]} points evenly spaced
 * @param {{kind: 'bars' | 'line', label: string, most: (value: number) => string, ends: (value: number) => number}} options
 *     `most` writes the axis' end, `ends` chooses it
 */
export function draw(place, points, options) {
  const most = options.ends(Math.max(0, ...points.map(point => point.value ?? 0)));
  const y = value => BOTTOM - (value / most) * (BOTTOM - TOP);
  const step = WIDTH / points.length;
  replace(
    place,
    svg(
      'svg',
      {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': options.label},
      [0, 0.5, 1].map(part => svg('line', {class: 'chart-grid', x1: 0, x2: WIDTH, y1: y(most * part), y2: y(most * part)})),
      options.kind === 'bars' ? bars(points, step, y) : line(points, step, y),
    ),
    axis(options.most(most), 'chart-top'),
    axis(options.most(most / 2), 'chart-middle'),
  );
}

function axis(text, className) {
  const label = document.createElement('span');
  label.className = `chart-axis ${className}`;
  label.setAttribute('aria-hidden', 'true');
  label.textContent = text;
  return label;
}

function bars(points, step, y) {
  return points.map((point, i) => {
    if (!point.value) {
      return null;
    }
    const top = Math.min(y(point.value), BOTTOM - 1.5);
    return svg('rect', {class: 'chart-bar', x: i * step + step * 0.14, y: top, width: step * 0.72, height: BOTTOM - top, rx: 1});
  });
}

function line(points, step, y) {
  const runs = [];
  let run = null;
  points.forEach((point, i) => {
    if (point.value === null) {
      run = null;
    } else {
      if (run === null) {
        run = [];
        runs.push(run);
      }
      run.push([((i + 0.5) * step).toFixed(1), y(point.value).toFixed(1)]);
    }
  });
  return runs.map(at => {
    const path = at.map(([x, height]) => `${x},${height}`).join(' L');
    return [
      svg('path', {class: 'chart-area', d: `M${at[0][0]},${BOTTOM} L${path} L${at[at.length - 1][0]},${BOTTOM}z`}),
      // a single point becomes a short stroke
      svg('path', {class: 'chart-line', d: `M${path} h0.1`}),
    ];
  });
}

/** An axis of counts ends at 1, 2, 4, 5, 10 and so on: easy to read, also when halved. */
export function countEnd(value) {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))));
  return [1, 2, 4, 5, 10].map(factor => factor * power).find(end => end >= value) ?? value;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DURATIONS = [10, 20, MINUTE, 2 * MINUTE, 4 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 10 * DAY, 20 * DAY, 40 * DAY];

/** An axis of seconds ends at a whole number of a larger unit, too. */
export function durationEnd(value) {
  return DURATIONS.find(end => end >= value) ?? value;
}
