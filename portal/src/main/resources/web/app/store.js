import {Samples} from './samples.js';

/** Up to this many streams, samples of all are kept; beyond, only of those that were viewed. */
const SAMPLED = 200;
/** How long changes are gathered before listeners are called, for few streams and for many. */
const GATHERED = 100;
const GATHERED_OF_MANY = 500;
const MANY = 1_000;
/** Most remembered deletions, for old news that arrives late. */
const REMEMBERED = 10_000;

/**
 * The data streams as the page knows them: their configurations, the job's statuses, and how these have changed while
 * the page was open. It sends `change` to its listeners, with {@link Changes}, a few times a second at most.
 *
 * Updates arrive by many ways, from portals that have read more or less, and overtake each other. So the order of arrival
 * does not matter: of two configurations, two statuses, or a configuration and a deletion, the higher number wins.
 */
export class Store extends EventTarget {
  /** @type {Map<string, {stream: object, samples: Samples | null}>} */
  #entries = new Map();
  /** @type {Map<string, number>} deleted streams: lower numbers are in the past */
  #removed = new Map();
  #changed = new Set();
  #changedAll = false;
  #changedMore = false;
  #timer = 0;
  #toldAt = 0;
  /** The total number if there are too many streams to know all; otherwise null. */
  #ofAll = null;

  /** Whether all streams are known, or will be when the list is loaded. */
  get isComplete() {
    return this.#ofAll === null;
  }

  /** How many there are. */
  get total() {
    return Math.max(this.#ofAll ?? 0, this.#entries.size);
  }

  /** Adds the streams of a list. */
  take(streams) {
    streams.forEach(stream => this.#put(stream));
    this.#tell(null);
  }

  /**
   * Removes streams that are older than a list that was read to its end, and are not on it.
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

  /** Notes that there are too many streams to know all. */
  cut(total) {
    this.#ofAll = total;
    this.#tell(null);
  }

  /** Adds a stream in its current state, or in an earlier one. */
  put(stream) {
    if (this.#put(stream)) {
      this.#tell(stream.id);
    }
  }

  /** Adds a stream from the live connection; if there are too many to know all, only a known one. */
  told(stream) {
    if (this.isComplete || this.#entries.has(stream.id)) {
      this.put(stream);
    }
  }

  /**
   * Removes a stream.
   *
   * @param {number} version from which on there may be one with this id again; 0 when unknown
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

  /** Samples each stream's lag, which also grows while no update arrives. */
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

  /** The samples of a stream, which are kept from now on. */
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

  // configuration and status are updated separately, each to its newest
  #put(stream) {
    if (number(stream) < (this.#removed.get(stream.id) ?? 0)) {
      return false;
    }
    const known = this.#entries.get(stream.id);
    // keeps the known object unless it is older, so that a change of only the status can be recognised
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

/** The set of streams that have changed. */
class Changes {
  #ids;
  #all;

  /** @param {boolean} onlyStatus whether only statuses have changed */
  constructor(ids, all, onlyStatus) {
    this.#ids = ids;
    this.#all = all;
    this.onlyStatus = onlyStatus;
  }

  has(id) {
    return this.#all || this.#ids.has(id);
  }
}

/** The number of a stream's version: higher for each version. */
export function number(stream) {
  return Number(stream.etag.replaceAll('"', ''));
}

function newer(known, told) {
  return known !== null && (told === null || known.version > told.version) ? known : told;
}

/** The age of the oldest waiting document, in seconds; computed from its time, so that it grows by itself. */
export function lagSeconds(status, now) {
  if (!status || !status.pending || !status.oldest_pending_at) {
    return 0;
  }
  return Math.max(0, (now - Date.parse(status.oldest_pending_at)) / 1000);
}

/** The state to show: the job's, unless the job has not yet done what was requested. */
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
