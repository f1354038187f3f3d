package io.datastreamer.connectors.datadog;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The recent usage of all clients. That of an idle client is forgotten, and read again from the history when it is
 * needed ({@link DatadogClient#lookBack}). Thread-safe.
 */
final class RecentUsages {
    /** Longer than a batch waits for its thread. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    /** The one used last is at the end. */
    private final Map<DatadogClient, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Kept {
        private final RecentUsage usage = new RecentUsage();
        private long usedAtNanos;
    }

    RecentUsages() {
        this(System::nanoTime);
    }

    /** Measures ages with the given clock. */
    RecentUsages(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether anything is remembered for the client; if so, it is kept for another {@link #KEPT}. */
    synchronized boolean has(DatadogClient client) {
        forgetIdle();
        Kept found = kept.get(client);
        if (found != null) {
            found.usedAtNanos = nanoTime.getAsLong();
        }
        return found != null;
    }

    /** The usage remembered for the client; empty the first time. */
    synchronized RecentUsage of(DatadogClient client) {
        Kept found = kept.computeIfAbsent(client, any -> new Kept());
        found.usedAtNanos = nanoTime.getAsLong();
        return found.usage;
    }

    /** Forgets a client that is closed. */
    synchronized void forget(DatadogClient client) {
        kept.remove(client);
    }

    private void forgetIdle() {
        Iterator<Kept> longestIdle = kept.values().iterator();
        long now = nanoTime.getAsLong();
        while (longestIdle.hasNext() && now - longestIdle.next().usedAtNanos > KEPT.toNanos()) {
            longestIdle.remove();
        }
    }
}
