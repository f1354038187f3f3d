import {has, t} from './language.js';

/** The names and looks of states and remote statuses. */

/** The look of each state: a colour (a class) and an icon; never the colour alone. */
const LOOKS = {
  RUNNING: {tone: 'good', icon: 'check'},
  CATCHING_UP: {tone: 'busy', icon: 'catching'},
  FAILING: {tone: 'bad', icon: 'alert'},
  PAUSED: {tone: 'quiet', icon: 'pause'},
  STARTING: {tone: 'new', icon: 'clock'},
  PAUSING: {tone: 'quiet', icon: 'clock'},
  RESUMING: {tone: 'new', icon: 'clock'},
};

/** The states that the filter offers, in its order. */
export const STATES = ['RUNNING', 'CATCHING_UP', 'FAILING', 'PAUSED'];

export function look(state) {
  return LOOKS[state] ?? LOOKS.STARTING;
}

export function stateName(state) {
  return t(`state.${state}`);
}

/** The tone of a remote status: `good`, `bad`, or `none` before the first one. */
export function remoteTone(status) {
  if (!status) {
    return 'none';
  }
  return status >= 200 && status < 300 ? 'good' : 'bad';
}

/** The prefix of texts for a status from the receiver, or for one that says why there was no answer. */
function kindOf(answered) {
  return answered === true ? 'answered.' : answered === false ? 'unanswered.' : '';
}

/**
 * A remote status with its name, such as `503 Not reachable`.
 *
 * @param answered whether the receiver gave it; null if unknown
 */
export function remoteName(status, answered) {
  if (!status) {
    return t('remote.none');
  }
  return t([`remote.${kindOf(answered)}${status}`, `remote.${status}`, `remote.${Math.floor(status / 100)}xx`].find(has) ?? 'remote.other');
}

/** What a remote status means and what to do about it, in a sentence or two. */
export function remoteAdvice(status, apiType, answered) {
  const keys = [`advice.${apiType}.${status}`, `advice.${kindOf(answered)}${status}`, `advice.${status}`, `advice.${Math.floor(status / 100)}xx`];
  const key = keys.find(has);
  return key === undefined ? '' : t(key);
}
