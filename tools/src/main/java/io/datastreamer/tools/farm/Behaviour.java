package io.datastreamer.tools.farm;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint behaves: what it does to the requests that the {@code choice} and the schedule {@code up}, {@code down}
 * choose. All others get 200. Every answer comes after the latency.
 *
 * @param fault null for a plain answer with {@code status}
 * @param status of the answer; that of the head, where a fault sends one
 * @param retryAfter for the header {@code Retry-After}, in full seconds; null for none
 * @param times how long things take, for all requests
 * @param choice of requests
 * @param up how long all is well after the behaviour has begun, and after each {@code down}; zero without a schedule
 * @param down how long the requests are chosen then
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
     * @param jitter as much more at most, at random
     * @param perDocument as much more for each document of the request
     * @param idle after which a connection without a request is closed; zero for never
     */
    public record Times(Duration latency, Duration jitter, Duration perDocument, Duration idle) {
        static final Times NONE = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /**
     * Which requests are chosen: those that meet all of these.
     *
     * @param share of the requests, from 0 to 1, at random
     * @param poison ids of documents, of which a request holds one; empty for no such condition
     * @param over a request's body has more bytes than this; negative for no such condition
     */
    public record Choice(double share, Set<Long> poison, long over) {
        static final Choice ALL = new Choice(1, Set.of(), -1);

        public Choice {
            poison = Set.copyOf(poison);
        }

        /** Whether it looks at requests. */
        boolean isOfRequests() {
            return !equals(ALL);
        }

        /** What a plain answer to those chosen says, where nothing else is said. */
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
     * @throws IllegalArgumentException when it cannot be read; the message names what is wrong
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

    /** Takes so long for each document of a request. */
    public Behaviour withTimePerDocument(Duration each) {
        return with(new Times(times.latency, times.jitter, each, times.idle));
    }

    /** Closes connections that have been idle for so long. */
    public Behaviour withIdleClose(Duration idle) {
        return with(new Times(times.latency, times.jitter, times.perDocument, idle));
    }

    public Behaviour withShare(double share) {
        return with(new Choice(share, choice.poison, choice.over));
    }

    public Behaviour withPoison(Set<Long> ids) {
        return with(new Choice(choice.share, ids, choice.over));
    }

    /** Only for requests with a body of more bytes. */
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

    /** Whether the schedule is in a time of outage, so long after the behaviour has begun. Always without a schedule. */
    boolean isDown(Duration since) {
        return up.isZero() || since.toNanos() % up.plus(down).toNanos() >= up.toNanos();
    }

    /** How long after the behaviour has begun the schedule changes next, seen from {@code since}. */
    Duration nextChange(Duration since) {
        long cycle = up.plus(down).toNanos();
        long begin = since.toNanos() / cycle * cycle;
        return Duration.ofNanos(isDown(since) ? begin + cycle : begin + up.toNanos());
    }

    boolean hasSchedule() {
        return !up.isZero();
    }

    /** Whether it meets connections, before any request is read. */
    boolean isOfConnections() {
        return fault != null && fault.isOfConnections();
    }

    @Override
    public String toString() {
        return BehaviourText.write(this);
    }
}
