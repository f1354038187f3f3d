package io.datastreamer.collect.radius;

import java.util.ArrayList;
import java.util.List;

/** Requests that wait for their records to become durable. Bounded. Thread-safe. */
final class Intake {
    private final int most;
    private final long mostBytes;
    private List<Waiting> next = new ArrayList<>();
    // those that were taken count until they are settled
    private int held;
    private long heldBytes;
    private boolean closed;

    /**
     * @param most requests
     * @param mostBytes what they take, those that are being made durable included
     */
    Intake(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Takes a request; false when there is no room for it. */
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

    /** All that wait, as soon as there are any; none when it is closed and none are left. */
    synchronized List<Waiting> take() throws InterruptedException {
        while (next.isEmpty() && !closed) {
            wait();
        }
        List<Waiting> taken = next;
        next = new ArrayList<>(taken.size());
        return taken;
    }

    /** Makes room: these were answered, or given up. */
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

    /** No more requests are taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
