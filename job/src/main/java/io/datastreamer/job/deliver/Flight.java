package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import io.datastreamer.job.deliver.journal.Reading;

/** A request under way. Holds no state: after a restore it never was. No two are equal. */
final class Flight {
    private final Lane lane;
    private final long epoch;
    private final Reading reading;
    private final Batch batch;
    private final int attempt;
    private final boolean inDoubt;
    private final long startedAt;

    /**
     * The lane's next attempt.
     *
     * @param lane whose batch it carries, in the epoch that it is in
     * @param reading what the batch was read from
     * @param batch what is sent
     * @param startedAt milliseconds since the epoch
     */
    Flight(Lane lane, Reading reading, Batch batch, long startedAt) {
        this.lane = lane;
        this.epoch = lane.epoch();
        this.reading = reading;
        this.batch = batch;
        this.attempt = lane.failures() + 1;
        this.inDoubt = lane.isInDoubt();
        this.startedAt = startedAt;
    }

    /** Whether the lane still waits for this outcome: one of another epoch only gives the budget back. */
    boolean isCurrent() {
        return lane.epoch() == epoch && lane.phase() == Lane.Phase.SENDING;
    }

    Lane lane() {
        return lane;
    }

    Reading reading() {
        return reading;
    }

    Batch batch() {
        return batch;
    }

    long bytes() {
        return reading.jsonBytes();
    }

    /** 1 for the first attempt at this batch. */
    int attempt() {
        return attempt;
    }

    /** Whether it counts in the share of lanes that are not in good standing. */
    boolean inDoubt() {
        return inDoubt;
    }

    long startedAt() {
        return startedAt;
    }
}
