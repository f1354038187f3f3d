package io.datastreamer.tools.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The parts of a run that must be closed, last first. They are closed once, by the run or by the process's shutdown
 * hook, whichever comes first; from then on nothing can be added.
 */
public final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final String tool;
    private volatile boolean closing;

    /** @param tool the tool's name, for messages */
    public Parts(String tool) {
        this.tool = tool;
    }

    /** Thrown when the run is over, so that no part may be added. */
    public static final class Closed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Creates one part of a program. */
    public interface Maker<T extends AutoCloseable> {
        T make() throws Exception;
    }

    /**
     * Creates a part, and remembers to close it.
     *
     * @throws Closed when the run is over
     */
    public synchronized <T extends AutoCloseable> T add(Maker<T> maker) throws Exception {
        if (closing) {
            throw new Closed();
        }
        T part = maker.make();
        parts.push(part);
        return part;
    }

    /** Whether closing has begun. */
    public boolean isClosing() {
        return closing;
    }

    /** Closes all parts; waits for a part that is being created. */
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
