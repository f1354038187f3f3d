import {api} from './api.js';

/** Beyond this number, live attempts make way for those that the service knows. */
const MOST = 2_000;
/** How many the service is asked for at once. */
const PAGE = 100;

/**
 * A stream's attempts as the service has them, newest first, a page at a time; new ones are added from the live
 * connection.
 */
export class AttemptPages {
  #id;
  #wish;
  #next = null;
  #items = [];
  #loading = null;
  /** When the oldest attempt that the service knows of started; null when it knows all that are kept. */
  knownSince = null;

  /**
   * @param {string} id
   * @param {{outcome?: string, record_kind?: string, from?: string, to?: string}} wish which attempts
   */
  constructor(id, wish = {}) {
    this.#id = id;
    this.#wish = wish;
  }

  get items() {
    return this.#items;
  }

  /** Whether the service has older ones. */
  get hasMore() {
    return this.#next !== null;
  }

  /** Loads the newest. Errors are not shown. */
  load() {
    return this.#ask(null);
  }

  /** Loads older ones. */
  older() {
    return this.#ask(this.#next);
  }

  /** Adds a live attempt. @returns {boolean} whether it matches */
  add(attempt) {
    if (!this.#wants(attempt) || this.#items.some(each => each.id === attempt.id)) {
      return false;
    }
    this.#items = [attempt, ...this.#items];
    if (this.#items.length > MOST) {
      this.load();
    }
    return true;
  }

  async #ask(after) {
    const mine = {};
    this.#loading = mine;
    try {
      const page = await api.attempts(this.#id, {...this.#wish, limit: PAGE, after});
      if (this.#loading !== mine) {
        return;
      }
      const there = new Set(page.items.map(each => each.id));
      const newest = page.items.length === 0 ? 0 : Date.parse(page.items[0].started_at);
      // on the first page: attempts that arrived live during the request come first
      const kept = this.#items.filter(each => !there.has(each.id) && (after !== null || Date.parse(each.started_at) > newest));
      this.#items = [...kept, ...page.items];
      this.#next = page.next;
      this.knownSince = page.known_since;
    } catch (problem) {
      if (problem.status === undefined) {
        throw problem;
      }
    }
  }

  #wants(attempt) {
    const {outcome, record_kind: kind, from, to} = this.#wish;
    const started = Date.parse(attempt.started_at);
    return (
      attempt.stream_id === this.#id &&
      (!outcome || (outcome === 'FAILED' ? attempt.outcome !== 'DELIVERED' : attempt.outcome === outcome)) &&
      (!kind || attempt.record_kind === kind) &&
      (!from || started >= Date.parse(from)) &&
      (!to || started < Date.parse(to))
    );
  }
}

/** The attempts of the streams that were viewed. */
export class Attempts {
  /** @type {Map<string, AttemptPages>} */
  #known = new Map();

  /** @returns {AttemptPages} */
  pages(id) {
    let pages = this.#known.get(id);
    if (pages === undefined) {
      pages = new AttemptPages(id);
      this.#known.set(id, pages);
    }
    return pages;
  }

  add(attempt) {
    this.#known.get(attempt.stream_id)?.add(attempt);
  }

  /** Some attempts were missed: those of streams not viewed now are loaded again when viewed. */
  forgetBut(id) {
    [...this.#known.keys()].filter(each => each !== id).forEach(each => this.#known.delete(each));
  }

  clear() {
    this.#known.clear();
  }
}

/**
 * Groups the attempts of one batch: its retries, and the parts that it was cut into after a refusal. A retry begins
 * with the same document, and so does the first part of a batch; the last part ends with the same.
 *
 * @param {object[]} attempts newest first
 * @returns {object[][]} groups by their newest attempt, newest first
 */
export function batches(attempts) {
  const parents = attempts.map((_, i) => i);
  const root = i => {
    while (parents[i] !== i) {
      parents[i] = parents[parents[i]];
      i = parents[i];
    }
    return i;
  };
  const seen = new Map();
  attempts.forEach((attempt, i) => {
    for (const key of [`first ${attempt.record_kind} ${attempt.batch_id}`, `last ${attempt.record_kind} ${attempt.last_id}`]) {
      if (seen.has(key)) {
        const [one, other] = [root(seen.get(key)), root(i)];
        parents[Math.max(one, other)] = Math.min(one, other);
      }
      seen.set(key, i);
    }
  });
  const groups = new Map();
  attempts.forEach((attempt, i) => {
    const group = groups.get(root(i));
    group === undefined ? groups.set(root(i), [attempt]) : group.push(attempt);
  });
  return [...groups.values()];
}
