package io.datastreamer.connectors.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that a sending uses itself. They are closed at its deadline or when it is cancelled, so that no
 * thread waits for them any longer. Thread-safe.
 */
final class OpenWires {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWires.class);

    private final List<Closeable> open = new ArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private boolean closed;
    private volatile boolean late;

    /** @param limit how long they may be used */
    OpenWires(Duration limit) {
        CompletableFuture<Void> unused = end.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((ended, failure) -> {
                    if (failure != null) {
                        late = true;
                        closeAll();
                    }
                });
    }

    /** Whether the deadline has passed. */
    boolean isLate() {
        return late;
    }

    /** Adds a connection; closes it at once if it is too late. */
    synchronized void add(Closeable connection) {
        open.add(connection);
        if (closed) {
            closeAll();
        }
    }

    /** Closes all connections, even if threads wait for them. */
    synchronized void closeAll() {
        closed = true;
        for (Closeable connection : open) {
            try {
                connection.close();
            } catch (IOException e) {
                LOG.debug("a connection was not closed in order", e);
            }
        }
        open.clear();
    }

    /** Leaves the connections alone from now on. */
    void ended() {
        end.complete(null);
    }
}
