import {api} from './api.js';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 20_000;

/**
 * Keeps a connection for the changes (server-sent events), and makes a new one when it breaks.
 *
 * @param {object} handlers
 * @param {() => Promise<void>} handlers.ready from now on nothing is missed: load what there is
 * @param {(stream: object) => void} handlers.stream
 * @param {(id: string) => void} handlers.removed
 * @param {(attempt: object) => void} handlers.attempt
 * @param {(state: 'on' | 'connecting' | 'off' | 'offline') => void} handlers.state
 * @param {() => Promise<boolean>} handlers.mayGoOn asked before a connection is made again: whether the session holds
 * @returns {() => void} ends it
 */
export function watch(handlers) {
  let source = null;
  let timer = 0;
  let wait = FIRST_WAIT;
  let ended = false;

  function connect() {
    source = new EventSource(api.changes);
    source.addEventListener('ready', async () => {
      try {
        await handlers.ready();
        wait = FIRST_WAIT;
        handlers.state('on');
      } catch {
        again();
      }
    });
    const on = (name, take) => source.addEventListener(name, event => take(JSON.parse(event.data)));
    on('stream', handlers.stream);
    on('removed', ({id}) => handlers.removed(id));
    on('attempt', handlers.attempt);
    source.addEventListener('error', again);
  }

  /** Not left to the browser: it would give up on an answer that is no stream, and not know of a session's end. */
  function again() {
    source?.close();
    clearTimeout(timer);
    if (ended) {
      return;
    }
    handlers.state(navigator.onLine ? 'off' : 'offline');
    timer = setTimeout(async () => {
      if (!ended && (await handlers.mayGoOn()) && !ended) {
        connect();
      } else {
        again();
      }
    }, wait * (0.8 + Math.random() * 0.4));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function online() {
    wait = FIRST_WAIT;
    again();
  }

  handlers.state('connecting');
  connect();
  addEventListener('online', online);
  addEventListener('offline', again);
  return () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
    removeEventListener('online', online);
    removeEventListener('offline', again);
  };
}
