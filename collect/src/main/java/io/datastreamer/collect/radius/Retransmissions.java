package io.datastreamer.collect.radius;

import org.jspecify.annotations.Nullable;

/**
 * Remembers requests, so that a retransmission does not create a second record. A request is identified by its
 * authenticator, which is a digest of its content and the secret (RFC 2866, clause 3), and by its source address and
 * port. Bounded: there are two generations, and the older one is forgotten when the newer one is full or old.
 * Thread-safe.
 */
final class Retransmissions {
    private static final byte WAITING = 1;
    private static final byte STORED = 2;
    private static final byte FORGOTTEN = 3;

    private final int mostOfGeneration;
    private final long keptNanos;
    private Generation newer;
    private @Nullable Generation older;

    /** What is known about a request. */
    enum State {
        NEW,
        /** Its record is not durable yet: it will be answered then. */
        WAITING,
        /** Its record is durable: perhaps the answer was lost. */
        STORED
    }

    /** Two halves of a request's identity. */
    record Key(long high, long low) {}

    /**
     * @param most how many are remembered at the same time
     * @param keptNanos how long they are remembered at least, unless there are more; at most twice as long
     */
    Retransmissions(int most, long keptNanos, long nowNanos) {
        this.mostOfGeneration = Math.max(1, most / 2);
        this.keptNanos = keptNanos;
        this.newer = new Generation(nowNanos);
    }

    /** Returns what is known about a request, and remembers it if it is new. */
    synchronized State seen(Key key, long nowNanos) {
        int place = newer.find(key);
        byte state = newer.states[place];
        if (state == 0 && older != null) {
            state = older.states[older.find(key)];
        }
        if (state == WAITING || state == STORED) {
            return state == WAITING ? State.WAITING : State.STORED;
        }
        if (newer.used == mostOfGeneration || nowNanos - newer.sinceNanos > keptNanos) {
            older = newer;
            newer = new Generation(nowNanos);
            place = newer.find(key);
        }
        newer.put(place, key);
        return State.NEW;
    }

    /** Notes that the request's record is durable. */
    synchronized void stored(Key key) {
        mark(key, STORED);
    }

    /** Forgets a request that has no record: a retransmission counts as new. */
    synchronized void forget(Key key) {
        mark(key, FORGOTTEN);
    }

    private void mark(Key key, byte state) {
        if (!newer.mark(key, state) && older != null) {
            older.mark(key, state);
        }
    }

    /** A hash table with open addressing that grows up to a bound. */
    private static final class Generation {
        private final long sinceNanos;
        private long[] keys = new long[1 << 9];
        private byte[] states = new byte[1 << 8];
        private int used;

        Generation(long nowNanos) {
            sinceNanos = nowNanos;
        }

        // the key's slot, or the free one where it belongs; digests are already spread evenly
        int find(Key key) {
            int mask = states.length - 1;
            int place = (int) key.low() & mask;
            while (states[place] != 0 && (keys[2 * place] != key.high() || keys[2 * place + 1] != key.low())) {
                place = (place + 1) & mask;
            }
            return place;
        }

        void put(int free, Key key) {
            int place = free;
            if (states[place] == 0 && ++used > states.length / 2) {
                grow(2 * states.length);
                place = find(key);
            }
            keys[2 * place] = key.high();
            keys[2 * place + 1] = key.low();
            states[place] = WAITING;
        }

        boolean mark(Key key, byte state) {
            int place = find(key);
            if (states[place] == 0) {
                return false;
            }
            states[place] = state;
            return true;
        }

        private void grow(int places) {
            long[] oldKeys = keys;
            byte[] oldStates = states;
            keys = new long[2 * places];
            states = new byte[places];
            for (int i = 0; i < oldStates.length; i++) {
                if (oldStates[i] != 0) {
                    Key key = new Key(oldKeys[2 * i], oldKeys[2 * i + 1]);
                    int place = find(key);
                    keys[2 * place] = key.high();
                    keys[2 * place + 1] = key.low();
                    states[place] = oldStates[i];
                }
            }
        }
    }
}
