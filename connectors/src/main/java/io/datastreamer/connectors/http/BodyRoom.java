package io.datastreamer.connectors.http;

import java.util.function.LongSupplier;

/**
 * How many bytes of bodies all attempts of a transport may keep in a second. When a thousand streams fail at once, the
 * first of them tell their bodies, and the others their headers only: neither the heap nor the topic is flooded.
 */
final class BodyRoom {
    private static final long A_SECOND = 4 << 20;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final LongSupplier nanos;
    private long began;
    private long left = A_SECOND;

    /** @param nanos a monotonic clock */
    BodyRoom(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** Takes room for so many bytes; false when there is none. */
    synchronized boolean take(long bytes) {
        long now = nanos.getAsLong();
        if (now - began >= SECOND_NANOS) {
            began = now;
            left = A_SECOND;
        }
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }
}
