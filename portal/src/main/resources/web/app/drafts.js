/**
 * Form input that is not saved yet, by form: it survives going back, the end of a session, a conflict and a reload.
 * Secrets are kept in memory only, so they do not survive a reload.
 */

const PLACE = 'streamer.drafts';

/** @type {Map<string, object>} */
let known = read();

export const drafts = {
  /** @returns {object | undefined} */
  get: name => known.get(name),
  /**
   * @param {string} name of the form
   * @param {{state: object}} draft its input
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
    // the drafts are kept all the same while the page is open
  }
}
