/** What a browser keeps for its user: theme and language. Where storage is forbidden, nothing is kept. */

const PREFIX = 'streamer.';

/** @returns {string | null} */
export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a value; null forgets it. */
export function keep(name, value) {
  try {
    if (value === null) {
      localStorage.removeItem(PREFIX + name);
    } else {
      localStorage.setItem(PREFIX + name, value);
    }
  } catch {
    // as long as the page is open the value holds all the same
  }
}
