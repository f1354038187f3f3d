package io.datastreamer.collect.radius;

import java.util.ArrayList;
import java.util.List;

/** A bounded queue of requests that wait for their records to become durable. Thread-safe. */
final class Intake {
    private final int most;
    private final long mostBytes;
    private List<Waiting> next = new ArrayList<>();
    // taken requests count until they are settled
    private int held;
    private long heldBytes;
    private boolean closed;

    /**
     * @param most most requests
     * @param mostBytes most memory for them, including those being made durable
     */
    Intake(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Adds a request; false when there is no room. */
    synchronized boolean offer(Waiting request) {
        if (closed || held >= most || heldBytes + request.bytes() > mostBytes) {
            return false;
        }
        next.add(request);
        held++;
        heldBytes += request.bytes();
        if (next.size() == 1) {
            notifyAll();
        }
        return true;
    }

    /** Returns all waiting requests as soon as there are any; none when it is closed and empty. */
    synchronized List<Waiting> take() throws InterruptedException {
        while (next.isEmpty() && !closed) {
            wait();
        }
        List<Waiting> taken = next;
        next = new ArrayList<>(taken.size());
        return taken;
    }

    /** Makes room after these were answered or given up. */
    synchronized void settled(List<Waiting> requests) {
        held -= requests.size();
        for (Waiting request : requests) {
            heldBytes -= request.bytes();
        }
    }

    synchronized int size() {
        return held;
    }

    synchronized long bytes() {
        return heldBytes;
    }

    /** Accepts no more requests. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
