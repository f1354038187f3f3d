package io.datastreamer.job.deliver.status;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Slot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums the successful attempts of a lane within about a second into one. */
final class SuccessSum {
    private static final long SPAN_MS = 1_000;

    private @Nullable DeliveryAttempt sum;
    /** The span of its documents in the journal, since requests of a window end in any order. */
    private Position from = new Position(0, 0);

    private Position to = new Position(0, 0);

    /** Adds a delivery; returns the sum so far if this delivery is of another second, null otherwise. */
    @Nullable
    public DeliveryAttempt add(Flight flight, Outcome outcome, long durationMs) {
        DeliveryAttempt done = null;
        if (sum != null && flight.startedAt() - sum.startedAt().toEpochMilli() >= SPAN_MS) {
            done = take();
        }
        DeliveryAttempt first = sum;
        List<Slot> slots = flight.slots();
        Position begin = slots.get(0).entry().position();
        Position end = slots.get(slots.size() - 1).entry().position();
        from = first == null || begin.compareTo(from) < 0 ? begin : from;
        to = first == null || end.compareTo(to) > 0 ? end : to;
        var items = flight.batch().items();
        sum = new DeliveryAttempt(
                flight.lane().stream().id(),
                flight.lane().kind(),
                Attempts.batchId(flight.lane(), from),
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
                outcome.exchange() != null || first == null ? outcome.exchange() : first.exchange(),
                Attempts.place(to));
        return done;
    }

    /** Returns the sum so far and begins anew; null if there was no delivery. */
    @Nullable
    public DeliveryAttempt take() {
        DeliveryAttempt done = sum;
        sum = null;
        return done;
    }
}
