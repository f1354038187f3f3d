import {api} from './api.js';

/** With more than so many, what was told live makes way for what the service knows. */
const MOST = 2_000;
/** A page that the service is asked for. */
const PAGE = 100;

/**
 * A stream's attempts as the service has them, newest first, a page at a time; goes on at its new end with what the live
 * connection tells.
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
   * @param {{outcome?: string, record_kind?: string, from?: string, to?: string}} wish which of them
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

  /** Asks for the newest. What cannot be had is not shown. */
  load() {
    return this.#ask(null);
  }

  /** Asks for older ones. */
  older() {
    return this.#ask(this.#next);
  }

  /** Takes one that was told. @returns {boolean} whether it is one of these */
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
      // of the first page: what was told while it was asked for stands before it
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

/** The attempts of the streams that were looked at. */
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

  /** Some were missed: of the streams that are not looked at now, all are asked for when they are. */
  forgetBut(id) {
    [...this.#known.keys()].filter(each => each !== id).forEach(each => this.#known.delete(each));
  }

  clear() {
    this.#known.clear();
  }
}

/**
 * Puts together what belongs to one batch: its retries, and the parts that it was cut into after a refusal. A retry begins
 * with the same document, and so does the first part of a batch; the last part ends with the same.
 *
 * @param {object[]} attempts newest first
 * @returns {object[][]} by the newest of each, newest first
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
