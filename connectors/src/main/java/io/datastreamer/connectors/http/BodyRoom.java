package io.datastreamer.connectors.http;

import java.util.function.LongSupplier;

/**
 * Limits how many bytes of bodies all attempts of a transport may keep in a second. When a thousand streams fail at
 * once, the first attempts keep their bodies, and the others only their headers, so that neither the heap nor the topic
 * is flooded.
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

    /** Takes room for this many bytes; false if there is none. */
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
