import {choices} from './choices.js';
import {leaveButton, openDialog} from './dialog.js';
import {notice} from './dialogs.js';
import {h, replace} from './dom.js';
import {moment} from './format.js';
import {t} from './language.js';
import {busyWhile, button} from './parts.js';
import {problemText} from './problems.js';

/** How long a replaced secret still signs, in hours. */
const OVERLAPS = [0, 24, 72, 168];

/**
 * Has the service create a signing secret, and shows it once; it cannot be shown again.
 *
 * @param {boolean} isSet whether there is one already
 * @param {(wish: {algorithm: string, overlap_hours: number}) => Promise<object>} make
 */
export function signingDialog(isSet, make) {
  const option = (value, key) => ({value, content: t(key)});
  const algorithm = choices({
    name: 'algorithm',
    label: t('signing.algorithm'),
    options: [option('HMAC', 'signing.HMAC'), option('ED25519', 'signing.ED25519')],
    value: 'HMAC',
    onchange() {},
  });
  const overlap = choices({
    name: 'overlap',
    label: t('signing.overlap'),
    options: OVERLAPS.map(hours => ({value: String(hours), content: t('signing.hours', {count: hours})})),
    value: '24',
    onchange() {},
  });
  const wish = h('div', {class: 'form-parts'}, h('p', {}, t('signing.text')), algorithm.element, isSet && overlap.element);
  const result = h('div', {'aria-live': 'polite'});
  const confirm = button({
    label: t('signing.confirm'),
    className: 'primary',
    onclick: () =>
      busyWhile(confirm, async () => {
        try {
          const made = await make({algorithm: algorithm.value(), overlap_hours: isSet ? Number(overlap.value()) : 0});
          wish.hidden = true;
          confirm.hidden = true;
          replace(result, shown(made));
        } catch (problem) {
          if (problem.status === undefined) {
            throw problem;
          }
          replace(result, notice('bad', problemText(problem)));
        }
      }),
  });
  openDialog({title: t('signing.title'), body: [wish, result], actions: [leaveButton('close'), confirm]});
}

function shown(made) {
  const lines = [t(made.public_key === null ? 'signing.once' : 'signing.public')];
  if (made.before_until !== null) {
    lines.push(t('signing.before', {time: moment(made.before_until)}));
  }
  return [
    notice('good', t('signing.made'), lines),
    h('pre', {class: 'code', dir: 'ltr', tabindex: '0', 'aria-label': t('signing.made')}, made.public_key ?? made.secret),
  ];
}
