package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.job.deliver.lane.Flight;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sends requests, and takes their outcomes from any thread. */
final class Completions {
    private static final int NOT_SENT = 500;
    private static final int NO_ANSWER_IN_TIME = 504;

    private final Host host;
    private final Runnable arrived;
    private final Queue<Completion> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean posted = new AtomicBoolean();

    /** Has {@code arrived} called in the engine's thread when there are outcomes. */
    Completions(Host host, Runnable arrived) {
        this.host = host;
        this.arrived = arrived;
    }

    /** The outcome of a request. */
    record Completion(Flight flight, Outcome outcome) {}

    /** Sends a request. One outcome follows, whatever is thrown, except for errors of the JVM. */
    void send(Flight flight) {
        try {
            var sending = flight.lane().stream().client().send(flight.batch(), outcome -> complete(flight, outcome));
            flight.cancelledBy(sending::cancel);
        } catch (VirtualMachineError e) {
            // nothing can be relied on any more: the task ends, and another one begins from the last checkpoint
            throw e;
        } catch (Throwable e) {
            complete(
                    flight,
                    Outcome.unanswered(
                            NOT_SENT,
                            "the request could not be made: " + e.getClass().getSimpleName()));
        }
    }

    private void complete(Flight flight, Outcome outcome) {
        queue.add(new Completion(flight, outcome));
        if (posted.compareAndSet(false, true)) {
            host.post(arrived);
        }
    }

    /** The next outcome; null when there is none. */
    @Nullable
    Completion next() {
        Completion next = queue.poll();
        if (next == null && posted.get()) {
            // in this order: whatever arrives in between posts again
            posted.set(false);
            next = queue.poll();
        }
        if (next == null) {
            return null;
        }
        Outcome outcome = next.outcome();
        if (outcome.cause() == Outcome.Cause.JVM_FAILED) {
            throw new JvmFailedException("a request to " + next.flight().receiver() + " met " + outcome.error());
        }
        boolean unanswered = !outcome.isAnswered();
        return next.flight().isCutShort() && unanswered
                ? new Completion(
                        next.flight(),
                        Outcome.unanswered(
                                NO_ANSWER_IN_TIME,
                                "no answer yet, and others wait for the place: it gets all its time next time"))
                : next;
    }

    /** Whether there are outcomes that were not taken yet. */
    boolean isWaitedFor() {
        return !queue.isEmpty();
    }
}
