package io.datastreamer.job.deliver.status;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Slot;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reports delivery attempts: each failure by itself, successes summed per lane and second. */
public final class Attempts {
    private final Consumer<DeliveryAttempt> emit;
    private final Map<Lane, SuccessSum> sums = new LinkedHashMap<>();
    /** How many sums are due: those that existed at the last tick, oldest first. */
    private int due;

    /** Nothing is told yet. */
    public Attempts(Consumer<DeliveryAttempt> emit) {
        this.emit = emit;
    }

    /** Reports a success, now or as part of a sum. */
    public void succeeded(Flight flight, Outcome outcome, long durationMs) {
        if (flight.isApart()) {
            // not in the sum: it is far behind the lane's others, and everything between would seem to have been sent
            SuccessSum own = new SuccessSum();
            tell(own.add(flight, outcome, durationMs));
            tell(own.take());
            return;
        }
        SuccessSum sum = sums.computeIfAbsent(flight.lane(), any -> new SuccessSum());
        tell(sum.add(flight, outcome, durationMs));
    }

    /**
     * Reports a failure.
     *
     * @param nextAttemptAt when its documents are tried again, milliseconds since the epoch
     */
    public void failed(Flight flight, Outcome outcome, long durationMs, long nextAttemptAt) {
        List<Batch.Item> items = flight.batch().items();
        List<Slot> slots = flight.slots();
        emit.accept(new DeliveryAttempt(
                flight.lane().stream().id(),
                flight.lane().kind(),
                batchId(flight.lane(), slots.get(0).entry().position()),
                items.get(0).id(),
                items.get(items.size() - 1).id(),
                items.size(),
                flight.jsonBytes(),
                flight.attempt(),
                Instant.ofEpochMilli(flight.startedAt()),
                durationMs,
                outcome.verdict(),
                outcome.remoteStatus(),
                outcome.isAnswered(),
                outcome.error(),
                Instant.ofEpochMilli(nextAttemptAt),
                outcome.exchange(),
                place(slots.get(slots.size() - 1).entry().position())));
    }

    /**
     * Reports documents that were fetched, once they are acknowledged.
     *
     * @param fetched all of them, oldest first; at least one
     * @param now milliseconds since the epoch
     */
    public void fetched(Lane lane, List<Entry> fetched, long now) {
        long bytes = 0;
        for (Entry entry : fetched) {
            bytes += entry.item().length();
        }
        Entry first = fetched.get(0);
        Entry last = fetched.get(fetched.size() - 1);
        emit.accept(new DeliveryAttempt(
                lane.stream().id(),
                lane.kind(),
                batchId(lane, first.position()),
                first.item().id(),
                last.item().id(),
                fetched.size(),
                bytes,
                1,
                Instant.ofEpochMilli(now),
                0,
                DeliveryAttempt.Outcome.DELIVERED,
                200,
                true,
                null,
                null,
                null,
                place(last.position())));
    }

    /** Makes the sums so far due. */
    public void sumsAreDue() {
        due = sums.size();
    }

    /** Reports one of the sums that are due; false if there is none. */
    public boolean tellOne() {
        if (due == 0 || sums.isEmpty()) {
            due = 0;
            return false;
        }
        due--;
        Iterator<SuccessSum> first = sums.values().iterator();
        tell(first.next().take());
        first.remove();
        return true;
    }

    /** Reports the sum of a lane that is gone. */
    public void forget(Lane lane) {
        SuccessSum sum = sums.remove(lane);
        if (sum != null) {
            tell(sum.take());
        }
    }

    /** Reports everything that is left. */
    public void tellAll() {
        sums.values().forEach(sum -> tell(sum.take()));
        sums.clear();
        due = 0;
    }

    /** The id of a batch, made of the place of its first document: the same for every attempt. */
    static String batchId(Lane lane, Position first) {
        return lane.name() + "@" + place(first);
    }

    static String place(Position position) {
        return position.segment() + "." + position.ordinal();
    }

    private void tell(@Nullable DeliveryAttempt attempt) {
        if (attempt != null) {
            emit.accept(attempt);
        }
    }
}
