import {api} from './api.js';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 20_000;
/** How long a hidden page keeps its connection: browsers have only six a host for all of their tabs. */
const KEPT_HIDDEN = 20_000;

/**
 * Keeps a connection for changes (server-sent events), and opens a new one when it breaks.
 *
 * @param {object} handlers
 * @param {() => Promise<void>} handlers.ready nothing is missed from now on: load the current state
 * @param {(stream: object) => void} handlers.stream
 * @param {(id: string, version: number) => void} handlers.removed
 * @param {(attempt: object) => void} handlers.attempt
 * @param {() => void} handlers.gap attempts were missed
 * @param {(state: 'on' | 'connecting' | 'off' | 'offline') => void} handlers.state
 * @param {() => Promise<boolean>} handlers.mayGoOn asked before reconnecting: whether the session is still valid
 * @returns {() => void} ends it
 */
export function watch(handlers) {
  let source = null;
  let timer = 0;
  let wait = FIRST_WAIT;
  let hiding = 0;
  let ended = false;

  function connect() {
    source?.close();
    source = new EventSource(api.changes());
    const mine = source;
    source.addEventListener('ready', async () => {
      try {
        await handlers.ready();
        if (mine.readyState !== EventSource.CLOSED) {
          wait = FIRST_WAIT;
          handlers.state('on');
        }
      } catch {
        if (mine.readyState !== EventSource.CLOSED) {
          again();
        }
      }
    });
    const on = (name, take) => source.addEventListener(name, event => take(JSON.parse(event.data)));
    on('stream', handlers.stream);
    on('removed', ({id, version}) => handlers.removed(id, version));
    on('gap', () => handlers.gap());
    on('attempt', handlers.attempt);
    source.addEventListener('error', again);
  }

  /** Not left to the browser: it would give up on an answer that is no stream, and not notice a session's end. */
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

  function hide() {
    clearTimeout(timer);
    source?.close();
    source = null;
    handlers.state('connecting');
  }

  function see() {
    clearTimeout(hiding);
    if (document.visibilityState === 'hidden') {
      hiding = setTimeout(hide, KEPT_HIDDEN);
    } else if (source === null) {
      connect();
    }
  }

  const listeners = [
    [window, 'online', online],
    [window, 'offline', again],
    // a page that the user may come back to must not hold its connection meanwhile
    [window, 'pagehide', hide],
    [window, 'pageshow', see],
    [document, 'visibilitychange', see],
  ];
  listeners.forEach(([target, name, listener]) => target.addEventListener(name, listener));
  handlers.state('connecting');
  connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    clearTimeout(hiding);
    source?.close();
    listeners.forEach(([target, name, listener]) => target.removeEventListener(name, listener));
  };
}
