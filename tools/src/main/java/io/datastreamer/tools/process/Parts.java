package io.datastreamer.tools.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What runs and must be ended, the last first. Ended once, by the run or by the process's shutdown hook, whichever comes
 * first; nothing can be added from then on.
 */
public final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final String tool;
    private volatile boolean closing;

    /** @param tool whose run it is, for messages */
    public Parts(String tool) {
        this.tool = tool;
    }

    /** Says that the run is over, so that no part may be added. */
    public static final class Closed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Makes one part of a program. */
    public interface Maker<T extends AutoCloseable> {
        T make() throws Exception;
    }

    /**
     * Makes a part and keeps it for its end.
     *
     * @throws Closed when the end has come
     */
    public synchronized <T extends AutoCloseable> T add(Maker<T> maker) throws Exception {
        if (closing) {
            throw new Closed();
        }
        T part = maker.make();
        parts.push(part);
        return part;
    }

    /** Whether the end has begun. */
    public boolean isClosing() {
        return closing;
    }

    /** Ends all; a part that is just being made is waited for. */
    @Override
    public void close() {
        closing = true;
        closeAll();
    }

    private synchronized void closeAll() {
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println(tool + ": at the end: " + e);
            }
        }
    }
}
