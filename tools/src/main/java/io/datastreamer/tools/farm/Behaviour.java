package io.datastreamer.tools.farm;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint behaves: what it does with the requests selected by {@code choice} and the schedule {@code up},
 * {@code down}. All others get 200. Every answer comes after the latency.
 *
 * @param fault null for a plain answer with {@code status}
 * @param status the answer's status; for a fault, that of the head, if it sends one
 * @param retryAfter for the header {@code Retry-After}, in full seconds; null for none
 * @param times how long things take, for all requests
 * @param choice selects requests
 * @param up how long the endpoint is healthy at the start of the behaviour, and after each {@code down}; zero without a
 *     schedule
 * @param down how long the selected requests fail then
 */
public record Behaviour(
        @Nullable Fault fault,
        int status,
        @Nullable Duration retryAfter,
        Times times,
        Choice choice,
        Duration up,
        Duration down) {

    /** Answers 200 at once. */
    public static final Behaviour HEALTHY = status(200);

    /**
     * How long things take.
     *
     * @param latency before each answer
     * @param jitter at most this much more, at random
     * @param perDocument this much more for each document of the request
     * @param idle after this time without a request a connection is closed; zero for never
     */
    public record Times(Duration latency, Duration jitter, Duration perDocument, Duration idle) {
        static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /**
     * Which requests are selected: those that meet all conditions.
     *
     * @param share the share of requests, from 0 to 1, at random
     * @param poison ids of documents, one of which must be in the request; empty for no such condition
     * @param over the number of bytes that the request's body must exceed; negative for no such condition
     */
    public record Choice(double share, Set<Long> poison, long over) {
        static final Choice ALL = new Choice(1, Set.of(), -1);

        public Choice {
            poison = Set.copyOf(poison);
        }

        /** Whether there is any condition on requests. */
        boolean isOfRequests() {
            return !equals(ALL);
        }

        /** The status of a plain answer to selected requests if none is given. */
        int usualStatus() {
            if (!poison.isEmpty()) {
                return 400;
            }
            return over >= 0 ? 413 : 200;
        }
    }

    /** A plain answer to all requests, at once. */
    public static Behaviour status(int status) {
        return new Behaviour(null, status, null, Times.NONE, Choice.ALL, Duration.ZERO, Duration.ZERO);
    }

    /** The fault, for all requests. */
    public static Behaviour of(Fault fault) {
        return new Behaviour(fault, 200, null, Times.NONE, Choice.ALL, Duration.ZERO, Duration.ZERO);
    }

    /**
     * Reads what {@link #toString} writes, such as {@code status=503,share=0.1,latency=20ms}.
     *
     * @throws IllegalArgumentException when it is invalid; the message says what is wrong
     */
    public static Behaviour parse(String text) {
        return BehaviourText.parse(text);
    }

    public Behaviour withRetryAfter(Duration wait) {
        return new Behaviour(fault, status, wait, times, choice, up, down);
    }

    public Behaviour withLatency(Duration most, Duration jitter) {
        return with(new Times(most, jitter, times.perDocument, times.idle));
    }

    /** The same, taking this long for each document of a request. */
    public Behaviour withTimePerDocument(Duration each) {
        return with(new Times(times.latency, times.jitter, each, times.idle));
    }

    /** The same, closing connections that have been idle for this long. */
    public Behaviour withIdleClose(Duration idle) {
        return with(new Times(times.latency, times.jitter, times.perDocument, idle));
    }

    public Behaviour withShare(double share) {
        return with(new Choice(share, choice.poison, choice.over));
    }

    public Behaviour withPoison(Set<Long> ids) {
        return with(new Choice(choice.share, ids, choice.over));
    }

    /** The same, only for requests with larger bodies. */
    public Behaviour over(long bytes) {
        return with(new Choice(choice.share, choice.poison, bytes));
    }

    public Behaviour withOutages(Duration up, Duration down) {
        return new Behaviour(fault, status, retryAfter, times, choice, up, down);
    }

    private Behaviour with(Times newTimes) {
        return new Behaviour(fault, status, retryAfter, newTimes, choice, up, down);
    }

    private Behaviour with(Choice newChoice) {
        return new Behaviour(fault, status, retryAfter, times, newChoice, up, down);
    }

    /** Whether the schedule is in an outage, this long after the behaviour began. Always true without a schedule. */
    boolean isDown(Duration since) {
        return up.isZero() || since.toNanos() % up.plus(down).toNanos() >= up.toNanos();
    }

    /** How long after the behaviour began the schedule's next change comes, after {@code since}. */
    Duration nextChange(Duration since) {
        long cycle = up.plus(down).toNanos();
        long begin = since.toNanos() / cycle * cycle;
        return Duration.ofNanos(isDown(since) ? begin + cycle : begin + up.toNanos());
    }

    boolean hasSchedule() {
        return !up.isZero();
    }

    /** Whether it affects connections, before any request is read. */
    boolean isOfConnections() {
        return fault != null && fault.isOfConnections();
    }

    @Override
    public String toString() {
        return BehaviourText.write(this);
    }
}
