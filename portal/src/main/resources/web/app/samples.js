/** How far back the page remembers, in milliseconds. */
export const REMEMBERED = 10 * 60_000;

/** A bucket of the charts, in milliseconds. */
export const BUCKET = 5_000;

/** After more buckets without a sample it is unknown when the documents since then were delivered. */
const GAP = 3;

/** A stream's deliveries and lag while the page was open, in buckets of some seconds. */
export class Samples {
  /** @type {Map<number, {delivered: number, lag: number}>} by the number of the bucket, oldest first */
  #buckets = new Map();
  #first = Infinity;
  #last = -Infinity;
  #delivered = null;

  /** Adds a sample: the counter of deliveries, and the lag in seconds. */
  add(now, delivered, lag) {
    const number = Math.floor(now / BUCKET);
    const bucket = this.#buckets.get(number) ?? {delivered: 0, lag: 0};
    if (this.#delivered === null) {
      this.#first = number;
    } else if (number - this.#last <= GAP) {
      // the counter restarts after a restart without state, or when the stream was deleted and created again
      bucket.delivered += Math.max(0, delivered - this.#delivered);
    }
    this.#last = number;
    this.#delivered = delivered;
    bucket.lag = Math.max(bucket.lag, lag);
    this.#buckets.set(number, bucket);
    for (const old of this.#buckets.keys()) {
      if (old >= number - REMEMBERED / BUCKET) {
        break;
      }
      this.#buckets.delete(old);
    }
  }

  /** Lag by bucket; null where unknown. @returns {{at: number, value: number | null}[]} */
  lags(now) {
    return buckets(now).map(number => ({at: number * BUCKET, value: this.#buckets.get(number)?.lag ?? null}));
  }

  /**
   * Deliveries a second by bucket: counted while the page was open, taken from the attempts before that.
   *
   * @param {{started_at: string, duration_ms: number, records: number, outcome: string}[]} attempts
   * @returns {{at: number, value: number | null}[]}
   */
  rates(now, attempts) {
    const before = new Map();
    for (const attempt of attempts) {
      if (attempt.outcome === 'DELIVERED') {
        const number = Math.floor((Date.parse(attempt.started_at) + attempt.duration_ms) / BUCKET);
        before.set(number, (before.get(number) ?? 0) + attempt.records);
      }
    }
    const oldest = Math.min(...before.keys(), this.#first);
    return buckets(now).map(number => {
      // the bucket in which counting began is known only from the attempts
      const records = number > this.#first ? this.#buckets.get(number)?.delivered : before.get(number);
      return {at: number * BUCKET, value: number < oldest ? null : (records ?? 0) / (BUCKET / 1000)};
    });
  }

  /** Deliveries a second, over the last three full buckets. */
  rate(now) {
    const last = Math.floor(now / BUCKET);
    const numbers = [last - 1, last - 2, last - 3].filter(number => number > this.#first);
    const records = numbers.reduce((sum, number) => sum + (this.#buckets.get(number)?.delivered ?? 0), 0);
    return numbers.length === 0 ? null : records / (numbers.length * (BUCKET / 1000));
  }
}

function buckets(now) {
  const last = Math.floor(now / BUCKET);
  return Array.from({length: REMEMBERED / BUCKET}, (_, i) => last - REMEMBERED / BUCKET + 1 + i);
}
