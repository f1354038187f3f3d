/** What a browser stores for its user: theme and language. If storage is forbidden, nothing is stored. */

const PREFIX = 'streamer.';

/** @returns {string | null} */
export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Stores a value; null removes it. */
export function keep(name, value) {
  try {
    if (value === null) {
      localStorage.removeItem(PREFIX + name);
    } else {
      localStorage.setItem(PREFIX + name, value);
    }
  } catch {
    // the value applies all the same while the page is open
  }
}
