package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Halving;
import io.datastreamer.job.deliver.lane.Health;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Slot.State;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.lane.Trial;
import io.datastreamer.job.deliver.status.Attempts;
import io.datastreamer.job.deliver.time.Backoff;
import java.util.List;

/** Decides when a lane tries again after a failure. While a lane waits, it holds no documents. */
final class Retries {
    private static final long NANOS_OF_MS = 1_000_000;

    private final Host host;
    private final DataStreams streams;
    private final Attempts attempts;
    private final Backoff backoff;

    Retries(Host host, DataStreams streams, Attempts attempts, Backoff backoff) {
        this.host = host;
        this.streams = streams;
        this.attempts = attempts;
        this.backoff = backoff;
    }

    /** The next step after a failure. Requests that were under way together fail together, and cause one wait. */
    Step after(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        Health health = lane.health();
        long now = host.nanos();
        if (lane.phase() == Phase.WAITING) {
            if (outcome.retryAfter() != null) {
                health.waitUntil(now + outcome.retryAfter().toNanos());
            }
        } else {
            boolean silent =
                    !outcome.isAnswered() && (flight.isCutShort() || flight.heldNanos(now) > Health.SLOW_NANOS);
            long wait = delayMs(lane, health.failures() + 1, outcome, flight.heldMs(now));
            health.failed(silent, now, now + wait * NANOS_OF_MS);
        }
        attempts.failed(flight, outcome, flight.heldMs(now), nextAttemptAt(lane));
        lane.letGo();
        return Sizing.goesOnAtOnce(flight, flight.heldNanos(now)) ? Step.GO : Step.retry(health.nextAttempt());
    }

    private long delayMs(Lane lane, int failures, Outcome outcome, long heldMs) {
        long awayMs = lane.health().awayNanos(host.nanos()) / NANOS_OF_MS;
        return backoff.delayMs(failures, outcome, awayMs, heldMs, lane.cursor().lastDeliveredAt() != 0);
    }

    /** When the lane tries again, milliseconds since the epoch. */
    long nextAttemptAt(Lane lane) {
        return host.now() + (lane.health().nextAttempt() - host.nanos()) / NANOS_OF_MS;
    }

    /**
     * Gives nothing up; the lane tries everything again later.
     *
     * @param refusesAll whether enough others were tried beside what was refused; otherwise documents that come
     *     meanwhile may show more
     */
    Step hold(Lane lane, Round round, boolean refusesAll, Outcome outcome) {
        long now = host.nanos();
        long wait;
        Trial trial = lane.trial();
        boolean failsAtAll = refusesAll && trial != null && trial.countsErrors();
        Refusals.end(lane, round);
        if (failsAtAll) {
            // a server that is down gets small requests, often
            lane.health().failsAtAll();
            List<Slot> open = round.all(State.OPEN);
            lane.doubts().halving(open.isEmpty() ? null : Halving.toOne(open));
        }
        if (refusesAll && !failsAtAll) {
            wait = backoff.longDelayMs();
        } else {
            wait = delayMs(lane, Math.max(1, lane.health().failures()), outcome, 0);
        }
        if (!refusesAll) {
            streams.unfix(lane);
        }
        lane.health().failed(false, now, now + wait * NANOS_OF_MS);
        lane.letGo();
        return Step.retry(lane.health().nextAttempt());
    }
}
