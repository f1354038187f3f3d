package io.datastreamer.deploy.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What runs and must be ended, the last first. Ended once, by the run or by the process's shutdown hook, whichever comes
 * first; what is added later is ended at once.
 */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean closing;

    /** Says that the run is over, so that no part may be added. */
    static final class Closed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Makes a part. */
    interface Maker<T extends AutoCloseable> {
        T make() throws Exception;
    }

    /**
     * Makes a part and keeps it for its end.
     *
     * @throws Closed when the end has come
     */
    <T extends AutoCloseable> T add(Maker<T> maker) throws Exception {
        if (closing) {
            throw new Closed();
        }
        T part = maker.make();
        synchronized (parts) {
            parts.push(part);
        }
        if (closing) {
            close();
            throw new Closed();
        }
        return part;
    }

    /** Whether the end has begun. */
    boolean isClosing() {
        return closing;
    }

    @Override
    public synchronized void close() {
        closing = true;
        for (AutoCloseable part = pop(); part != null; part = pop()) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("quickstart: at the end: " + e);
            }
        }
    }

    private @Nullable AutoCloseable pop() {
        synchronized (parts) {
            return parts.poll();
        }
    }
}
