package io.datastreamer.deploy.farm;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint behaves: what it does to the requests that the conditions {@code share}, {@code poison} and the
 * schedule {@code up}, {@code down} choose. All others get 200. Every answer comes after the latency.
 *
 * @param fault null for a plain answer with {@code status}
 * @param status of the answer; that of the head, where a fault sends one
 * @param retryAfter for the header {@code Retry-After}, in full seconds; null for none
 * @param latency before each answer
 * @param jitter as much more at most, at random
 * @param share of the requests that are chosen, from 0 to 1, at random
 * @param poison ids of documents: only requests that hold one of them are chosen; empty for no such condition
 * @param up how long all is well after the behaviour has begun, and after each {@code down}; zero without a schedule
 * @param down how long the requests are chosen then
 */
public record Behaviour(
        @Nullable Fault fault,
        int status,
        @Nullable Duration retryAfter,
        Duration latency,
        Duration jitter,
        double share,
        Set<Long> poison,
        Duration up,
        Duration down) {

    /** Answers 200 at once. */
    public static final Behaviour HEALTHY = status(200);

    public Behaviour {
        poison = Set.copyOf(poison);
    }

    /** A plain answer to all requests, at once. */
    public static Behaviour status(int status) {
        return new Behaviour(
                null, status, null, Duration.ZERO, Duration.ZERO, 1, Set.of(), Duration.ZERO, Duration.ZERO);
    }

    /** The fault, for all requests. */
    public static Behaviour of(Fault fault) {
        return new Behaviour(fault, 200, null, Duration.ZERO, Duration.ZERO, 1, Set.of(), Duration.ZERO, Duration.ZERO);
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
        return new Behaviour(fault, status, wait, latency, jitter, share, poison, up, down);
    }

    public Behaviour withLatency(Duration most, Duration jitter) {
        return new Behaviour(fault, status, retryAfter, most, jitter, share, poison, up, down);
    }

    public Behaviour withShare(double share) {
        return new Behaviour(fault, status, retryAfter, latency, jitter, share, poison, up, down);
    }

    public Behaviour withPoison(Set<Long> ids) {
        return new Behaviour(fault, status, retryAfter, latency, jitter, share, ids, up, down);
    }

    public Behaviour withOutages(Duration up, Duration down) {
        return new Behaviour(fault, status, retryAfter, latency, jitter, share, poison, up, down);
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
