package io.datastreamer.tools.farm;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests to all endpoints that are not answered completely. Thread-safe. */
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

    /** The highest number at once since the last call. */
    public int mostSinceLastAsked() {
        return Math.max(most.getAndSet(now.get()), now.get());
    }
}
