import {Samples} from './samples.js';

/**
 * The data streams as the page knows them: the streams' configurations, what the job says of each, and how that has
 * changed while the page was open. Says `change` to its listeners, with the stream's id or null when all may differ.
 *
 * News come on two ways, the live connection and answers to requests, and overtake each other. The live connection tells
 * everything in its order, and tells again whatever changes after. So an answer never takes the place of what has been
 * told since its request was made, nor of the answer to a later request; and of two versions of a configuration the
 * higher one holds.
 */
export class Store extends EventTarget {
  /**
   * `at`: when the stream was told, or asked for; `seen`: when that arrived.
   *
   * @type {Map<string, {stream: object, samples: Samples, at: number, seen: number}>}
   */
  #entries = new Map();
  /** When streams were removed, of which an answer may still be on its way. */
  #removed = new Map();
  #time = 0;
  #listed = 0;

  /** Says that a request is made now. What it returns goes with the answer. */
  asking() {
    return ++this.#time;
  }

  /** Takes the answer with all streams in the place of those known. */
  reset(streams, asked) {
    if (asked < this.#listed) {
      return;
    }
    this.#listed = asked;
    const before = this.#entries;
    this.#entries = new Map();
    for (const stream of streams) {
      if (!this.#isRemovedSince(stream.id, asked)) {
        this.#put(stream, asked, before.get(stream.id));
      }
    }
    for (const [id, entry] of before) {
      // one that was made while the list was read may not be on it
      if (entry.seen > asked && !this.#entries.has(id)) {
        this.#entries.set(id, entry);
      }
    }
    this.#tell(null);
  }

  /** Takes an answer with a stream: a new one, or a known one as it is or was. */
  put(stream, asked) {
    if (!this.#isRemovedSince(stream.id, asked)) {
      this.#put(stream, asked, this.#entries.get(stream.id));
      this.#tell(stream.id);
    }
  }

  /** Takes a stream as the live connection tells it. */
  told(stream) {
    this.#put(stream, ++this.#time, this.#entries.get(stream.id));
    this.#tell(stream.id);
  }

  /** The stream is gone. */
  remove(id) {
    this.#removed.set(id, ++this.#time);
    if (this.#entries.delete(id)) {
      this.#tell(id);
    }
  }

  /** Forgets everything. */
  clear() {
    this.#entries.clear();
    this.#removed.clear();
    this.#listed = ++this.#time;
    this.#tell(null);
  }

  /** Takes a sample of each stream's lag, which grows also while nobody says anything. */
  sample(now) {
    for (const {stream, samples} of this.#entries.values()) {
      if (stream.status) {
        samples.add(now, stream.status.delivered, lagSeconds(stream.status, now));
      }
    }
  }

  get(id) {
    return this.#entries.get(id)?.stream;
  }

  samples(id) {
    return this.#entries.get(id)?.samples;
  }

  all() {
    return [...this.#entries.values()].map(entry => entry.stream);
  }

  get size() {
    return this.#entries.size;
  }

  // configuration and status are each taken as they are newest
  #put(stream, at, known) {
    const isLate = known !== undefined && known.at > at;
    const status = (isLate ? known.stream : stream).status;
    const version = known !== undefined && number(known.stream) > number(stream) ? known.stream : stream;
    const samples = known?.samples ?? new Samples();
    this.#entries.set(stream.id, {stream: {...version, status}, samples, at: isLate ? known.at : at, seen: ++this.#time});
    if (status) {
      samples.add(Date.now(), status.delivered, lagSeconds(status, Date.now()));
    }
  }

  #isRemovedSince(id, asked) {
    return (this.#removed.get(id) ?? 0) > asked;
  }

  #tell(id) {
    this.dispatchEvent(new CustomEvent('change', {detail: id}));
  }
}

/** The number of a stream's version: it grows with each. */
function number(stream) {
  return Number(stream.etag.replaceAll('"', ''));
}

/** How old the oldest document is that waits, in seconds; the job tells since when, so that this grows by itself. */
export function lagSeconds(status, now) {
  if (!status || !status.pending || !status.oldest_pending_at) {
    return 0;
  }
  return Math.max(0, (now - Date.parse(status.oldest_pending_at)) / 1000);
}

/** The state to show: the job's, unless it has not yet done what was asked for. */
export function shownState(stream) {
  const told = stream.status?.state;
  if (told === undefined) {
    return stream.state === 'PAUSED' ? 'PAUSED' : 'STARTING';
  }
  if (stream.state === 'PAUSED' && told !== 'PAUSED') {
    return 'PAUSING';
  }
  if (stream.state === 'RUNNING' && told === 'PAUSED') {
    return 'RESUMING';
  }
  return told;
}
