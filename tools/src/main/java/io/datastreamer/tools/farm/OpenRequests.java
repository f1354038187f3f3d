package io.datastreamer.tools.farm;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests have come to all endpoints and are not answered in full. Thread-safe. */
public final class OpenRequests {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    void opened() {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
    }

    void closed() {
        now.decrementAndGet();
    }

    public int now() {
        return now.get();
    }

    /** The most that there were at once since the last call. */
    public int mostSinceLastAsked() {
        return Math.max(most.getAndSet(now.get()), now.get());
    }
}
