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
 * The connections that a sending uses itself: closed at its deadline, and when it is cancelled, so that no thread waits at
 * one for longer. Thread-safe.
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

    /** Whether the deadline has come. */
    boolean isLate() {
        return late;
    }

    /** This one, too; at once when it is too late. */
    synchronized void add(Closeable connection) {
        open.add(connection);
        if (closed) {
            closeAll();
        }
    }

    /** Closes all, whoever waits for them. */
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

    /** From here on nobody closes them. */
    void ended() {
        end.complete(null);
    }
}
