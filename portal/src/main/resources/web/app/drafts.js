/**
 * What was entered in forms and is not saved yet, by form: it survives the way back, the end of a session, a conflict and
 * a reload. Secrets are kept in memory only, and so not through a reload.
 */

const PLACE = 'streamer.drafts';

/** @type {Map<string, object>} */
let known = read();

export const drafts = {
  /** @returns {object | undefined} */
  get: name => known.get(name),
  /**
   * @param {string} name of the form
   * @param {{state: object}} draft what stands in it
   * @param {object} open the same without secrets
   */
  keep(name, draft, open) {
    known.set(name, {...draft, open});
    write();
  },
  drop(name) {
    known.delete(name);
    write();
  },
  clear() {
    known = new Map();
    write();
  },
};

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? '{}');
    return new Map(Object.entries(kept));
  } catch {
    return new Map();
  }
}

function write() {
  try {
    const open = [...known].map(([name, {open: state, ...rest}]) => [name, {...rest, state, open: state}]);
    sessionStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(open)));
  } catch {
    // as long as the page is open the drafts are there all the same
  }
}
