import {Samples} from './samples.js';

/** Up to so many streams, samples of all are kept; of more, of those that were looked at. */
const SAMPLED = 200;
/** How long changes are gathered before they are told, of few streams and of many. */
const GATHERED = 100;
const GATHERED_OF_MANY = 500;
const MANY = 1_000;
/** Most deletions that are remembered: of what may still be told late. */
const REMEMBERED = 10_000;

/**
 * The data streams as the page knows them: the streams' configurations, what the job says of each, and how that has
 * changed while the page was open. Says `change` to its listeners, with a {@link Changes}, a few times a second at most.
 *
 * News come on many ways, from portals that have read more or less, and overtake each other. So nothing goes by the time
 * at which it comes: of two configurations, two statuses, or a configuration and a deletion, the higher number holds.
 */
export class Store extends EventTarget {
  /** @type {Map<string, {stream: object, samples: Samples | null}>} */
  #entries = new Map();
  /** @type {Map<string, number>} deleted streams: lower numbers are of the past */
  #removed = new Map();
  #changed = new Set();
  #changedAll = false;
  #changedMore = false;
  #timer = 0;
  #toldAt = 0;
  /** How many there are where there are too many to know all of them; null otherwise. */
  #ofAll = null;

  /** Whether all streams are known, or will be when the list is loaded. */
  get isComplete() {
    return this.#ofAll === null;
  }

  /** How many there are. */
  get total() {
    return Math.max(this.#ofAll ?? 0, this.#entries.size);
  }

  /** Takes streams as a list has them. */
  take(streams) {
    streams.forEach(stream => this.#put(stream));
    this.#tell(null);
  }

  /**
   * What a list that was read to its end says: streams of before it that are not on it are gone.
   *
   * @param {Set<string>} ids of those on it
   * @param {number} version of the list
   */
  settle(ids, version) {
    for (const [id, {stream}] of this.#entries) {
      if (!ids.has(id) && number(stream) < version) {
        this.#entries.delete(id);
      }
    }
    this.#ofAll = null;
    this.#tell(null);
  }

  /** There are too many to know all of them. */
  cut(total) {
    this.#ofAll = total;
    this.#tell(null);
  }

  /** Takes a stream as it is, or was at some time. */
  put(stream) {
    if (this.#put(stream)) {
      this.#tell(stream.id);
    }
  }

  /** Takes a stream as the live connection tells it; where there are too many to know all, only known ones. */
  told(stream) {
    if (this.isComplete || this.#entries.has(stream.id)) {
      this.put(stream);
    }
  }

  /**
   * The stream is gone.
   *
   * @param {number} version from which on there may be one of this id again; 0 when that is not known
   */
  remove(id, version = 0) {
    if (version > 0) {
      this.#removed.delete(id);
      this.#removed.set(id, version);
      if (this.#removed.size > REMEMBERED) {
        this.#removed.delete(this.#removed.keys().next().value);
      }
    }
    const known = this.#entries.get(id);
    if (known !== undefined && (version === 0 || number(known.stream) < version)) {
      this.#entries.delete(id);
      this.#changedMore = true;
      this.#tell(id);
    }
  }

  /** Forgets everything. */
  clear() {
    this.#entries.clear();
    this.#removed.clear();
    this.#ofAll = null;
    this.#tell(null);
  }

  /** Takes a sample of each stream's lag, which grows also while nobody says anything. */
  sample(now) {
    for (const {stream, samples} of this.#entries.values()) {
      if (samples !== null && stream.status) {
        samples.add(now, stream.status.delivered, lagSeconds(stream.status, now));
      }
    }
  }

  get(id) {
    return this.#entries.get(id)?.stream;
  }

  /** The samples of a stream, which are kept from now on if they were not. */
  samples(id) {
    const entry = this.#entries.get(id);
    if (entry?.samples === null) {
      entry.samples = new Samples();
    }
    return entry?.samples;
  }

  all() {
    return Array.from(this.#entries.values(), entry => entry.stream);
  }

  get size() {
    return this.#entries.size;
  }

  // configuration and status are each taken as they are newest
  #put(stream) {
    if (number(stream) < (this.#removed.get(stream.id) ?? 0)) {
      return false;
    }
    const known = this.#entries.get(stream.id);
    // the known one unless it is older: so it is seen that only the status is another one
    const version = known !== undefined && number(known.stream) >= number(stream) ? known.stream : stream;
    const status = newer(known?.stream.status ?? null, stream.status);
    const samples = known?.samples ?? (this.#entries.size < SAMPLED ? new Samples() : null);
    this.#entries.set(stream.id, {stream: {...version, status}, samples});
    this.#changedMore ||= version !== known?.stream;
    if (status && samples !== null) {
      samples.add(Date.now(), status.delivered, lagSeconds(status, Date.now()));
    }
    return true;
  }

  #tell(id) {
    if (id === null) {
      this.#changedAll = true;
      this.#changedMore = true;
    } else {
      this.#changed.add(id);
    }
    if (this.#timer === 0) {
      this.#timer = setTimeout(() => this.#flush(), Math.max(0, this.#toldAt + (this.size > MANY ? GATHERED_OF_MANY : GATHERED) - Date.now()));
    }
  }

  #flush() {
    const changes = new Changes(this.#changed, this.#changedAll, !this.#changedMore);
    this.#changed = new Set();
    this.#changedAll = false;
    this.#changedMore = false;
    this.#timer = 0;
    this.#toldAt = Date.now();
    this.dispatchEvent(new CustomEvent('change', {detail: changes}));
  }
}

/** Which streams have changed. */
class Changes {
  #ids;
  #all;

  /** @param {boolean} onlyStatus whether nothing but statuses has changed */
  constructor(ids, all, onlyStatus) {
    this.#ids = ids;
    this.#all = all;
    this.onlyStatus = onlyStatus;
  }

  has(id) {
    return this.#all || this.#ids.has(id);
  }
}

/** The number of a stream's version: it grows with each. */
export function number(stream) {
  return Number(stream.etag.replaceAll('"', ''));
}

function newer(known, told) {
  return known !== null && (told === null || known.version > told.version) ? known : told;
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
