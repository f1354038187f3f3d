package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells delivery attempts: every failure by itself, successes summed per lane and second. */
final class Attempts {
    private final Host host;
    private final Set<Lane> lanesWithSuccesses = new LinkedHashSet<>();

    Attempts(Host host) {
        this.host = host;
    }

    void succeeded(Flight flight, Outcome outcome, long durationMs) {
        Lane lane = flight.lane();
        tell(lane.successes().add(flight, outcome, batchId(flight), durationMs));
        lanesWithSuccesses.add(lane);
    }

    /**
     * Tells a failure.
     *
     * @param nextAttemptAt when its documents are tried again, milliseconds since the epoch
     */
    void failed(Flight flight, Outcome outcome, long durationMs, long nextAttemptAt) {
        List<Batch.Item> items = flight.batch().items();
        host.emit(new DeliveryAttempt(
                flight.lane().stream().id(),
                flight.lane().kind(),
                batchId(flight),
                items.get(0).id(),
                items.get(items.size() - 1).id(),
                items.size(),
                flight.bytes(),
                flight.attempt(),
                Instant.ofEpochMilli(flight.startedAt()),
                durationMs,
                outcome.verdict(),
                outcome.remoteStatus(),
                outcome.error(),
                Instant.ofEpochMilli(nextAttemptAt)));
    }

    /** Tells the successes of the time up to now. */
    void tellSums() {
        for (Lane lane : lanesWithSuccesses) {
            tell(lane.successes().take());
        }
        lanesWithSuccesses.clear();
    }

    /** The place of its first document names a batch: the same for every attempt. */
    private static String batchId(Flight flight) {
        var first = flight.slots().get(0).entry();
        return flight.lane().name() + "@" + first.segment() + "." + first.ordinal();
    }

    private void tell(@Nullable DeliveryAttempt attempt) {
        if (attempt != null) {
            host.emit(attempt);
        }
    }
}
