import {Samples} from './samples.js';

/**
 * The data streams as the page knows them: the streams' configurations, what the job says of each, and how that has
 * changed while the page was open. Says `change` to its listeners, with the stream's id or null when all may differ.
 */
export class Store extends EventTarget {
  /** @type {Map<string, {stream: object, status: object | null, samples: Samples}>} */
  #entries = new Map();

  /** Takes all streams in the place of those known. */
  reset(streams) {
    const before = this.#entries;
    this.#entries = new Map();
    for (const stream of streams) {
      this.#put(stream, before.get(stream.id)?.samples);
    }
    this.#tell(null);
  }

  /** Takes a stream as the service told it: a new one, or a newer version of a known one. */
  put(stream) {
    this.#put(stream, this.#entries.get(stream.id)?.samples);
    this.#tell(stream.id);
  }

  /** Takes what the job says of a stream; null when it says nothing yet. */
  putStatus(id, status) {
    const entry = this.#entries.get(id);
    if (entry !== undefined) {
      entry.stream = {...entry.stream, status};
      if (status !== null) {
        entry.samples.add(Date.now(), status.delivered, lagSeconds(status, Date.now()));
      }
      this.#tell(id);
    }
  }

  remove(id) {
    if (this.#entries.delete(id)) {
      this.#tell(id);
    }
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

  #put(stream, samples = new Samples()) {
    this.#entries.set(stream.id, {stream, samples});
    if (stream.status) {
      samples.add(Date.now(), stream.status.delivered, lagSeconds(stream.status, Date.now()));
    }
  }

  #tell(id) {
    this.dispatchEvent(new CustomEvent('change', {detail: id}));
  }
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
