import {api} from './api.js';
import {confirmDelete, replayDialog, testDialog} from './dialogs.js';
import {moment} from './format.js';
import {t} from './language.js';
import {busyWhile, nameOf} from './parts.js';
import {toastProblem} from './problems.js';
import {go, place} from './router.js';
import {signingDialog} from './signing.js';
import {number} from './store.js';
import {toast} from './toast.js';

/**
 * What a user can do with a data stream, from any view.
 *
 * @param {import('./store.js').Store} store
 * @param {{historyDays: number}} limits
 */
export function actionsOn(store, limits) {
  /** Runs an action, and shows the resulting stream; if it changed meanwhile or is gone, its current state. */
  async function attempt(stream, work) {
    try {
      return await work();
    } catch (problem) {
      toastProblem(problem);
      if (problem.status === 404) {
        store.remove(stream.id);
      } else if (problem.status === 412) {
        store.put(await api.read(stream.id));
      }
      return undefined;
    }
  }

  const change = (request, key) => (stream, element) =>
    busyWhile(element, () =>
      attempt(stream, async () => {
        store.put(await request(stream.id));
        toast(t(key, {name: nameOf(stream)}));
      }),
    );

  return {
    pause: change(api.pause, 'toast.paused'),
    resume: change(api.resume, 'toast.resumed'),
    remove: stream =>
      confirmDelete(stream, () =>
        attempt(stream, async () => {
          const last = store.get(stream.id) ?? stream;
          await api.remove(stream.id, last.etag);
          store.remove(stream.id, number(last) + 1);
          toast(t('toast.deleted', {name: nameOf(stream)}));
          if (place().id === stream.id) {
            go('#/');
          }
        }),
      ),
    replay: stream =>
      replayDialog(limits.historyDays, from =>
        attempt(stream, async () => {
          store.put(await api.replay(stream.id, from));
          toast(t('toast.replaying', {name: nameOf(stream), time: moment(from)}));
          return true;
        }),
      ),
    signing: stream =>
      signingDialog(stream.secrets.signing_secret.set, async wish => {
        const made = await api.makeSigningSecret(stream.id, wish);
        store.put(made.stream);
        return made;
      }),
    test: stream => testDialog(stream.api_type, () => api.test(stream.id)),
  };
}
