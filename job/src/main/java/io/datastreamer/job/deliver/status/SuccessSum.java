package io.datastreamer.job.deliver.status;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.job.deliver.lane.Flight;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The successful attempts of a lane within about a second, told as one. */
final class SuccessSum {
    private static final long SPAN_MS = 1_000;

    private @Nullable DeliveryAttempt sum;

    /** Adds a delivery; returns the sum so far when this one is of another second, null otherwise. */
    @Nullable
    public DeliveryAttempt add(Flight flight, Outcome outcome, String batchId, long durationMs) {
        DeliveryAttempt done = null;
        if (sum != null && flight.startedAt() - sum.startedAt().toEpochMilli() >= SPAN_MS) {
            done = take();
        }
        DeliveryAttempt first = sum;
        var items = flight.batch().items();
        sum = new DeliveryAttempt(
                flight.lane().stream().id(),
                flight.lane().kind(),
                first == null ? batchId : first.batchId(),
                first == null ? items.get(0).id() : first.firstId(),
                items.get(items.size() - 1).id(),
                items.size() + (first == null ? 0 : first.records()),
                flight.jsonBytes() + (first == null ? 0 : first.bytes()),
                flight.attempt(),
                first == null ? Instant.ofEpochMilli(flight.startedAt()) : first.startedAt(),
                durationMs + (first == null ? 0 : first.durationMs()),
                DeliveryAttempt.Outcome.DELIVERED,
                outcome.remoteStatus(),
                outcome.isAnswered(),
                null,
                null,
                outcome.exchange() != null || first == null ? outcome.exchange() : first.exchange());
        return done;
    }

    /** The sum so far, which begins anew; null when there was no delivery. */
    @Nullable
    public DeliveryAttempt take() {
        DeliveryAttempt done = sum;
        sum = null;
        return done;
    }
}
