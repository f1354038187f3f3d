package io.datastreamer.collect.radius;

import org.jspecify.annotations.Nullable;

/**
 * Requests that have come, so that one that comes again makes no second record. A request is known by its authenticator,
 * a digest of all that it says and the secret (RFC 2866, clause 3), with the address and port that it came from. Bounded:
 * two generations, of which the older one is forgotten when the newer one is full or old. Thread-safe.
 */
final class Retransmissions {
    private static final byte WAITING = 1;
    private static final byte STORED = 2;
    private static final byte FORGOTTEN = 3;

    private final int mostOfGeneration;
    private final long keptNanos;
    private Generation newer;
    private @Nullable Generation older;

    /** What is known of a request. */
    enum State {
        NEW,
        /** Its record is not durable yet: the answer comes then. */
        WAITING,
        /** Its record is durable: the answer was lost, perhaps. */
        STORED
    }

    /** Two halves of what a request is known by. */
    record Key(long high, long low) {}

    /**
     * @param most remembered at the same time
     * @param keptNanos how long at least, unless there are more; at most twice as long
     */
    Retransmissions(int most, long keptNanos, long nowNanos) {
        this.mostOfGeneration = Math.max(1, most / 2);
        this.keptNanos = keptNanos;
        this.newer = new Generation(nowNanos);
    }

    /** Remembers a request that is new. */
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

    /** Its record is durable. */
    synchronized void stored(Key key) {
        mark(key, STORED);
    }

    /** There is no record of it: when it comes again, it is new. */
    synchronized void forget(Key key) {
        mark(key, FORGOTTEN);
    }

    private void mark(Key key, byte state) {
        if (!newer.mark(key, state) && older != null) {
            older.mark(key, state);
        }
    }

    /** A table with open addressing that grows up to its bound. */
    private static final class Generation {
        private final long sinceNanos;
        private long[] keys = new long[1 << 9];
        private byte[] states = new byte[1 << 8];
        private int used;

        Generation(long nowNanos) {
            sinceNanos = nowNanos;
        }

        // the key's place, or the free one where it belongs; digests are spread evenly as they are
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
