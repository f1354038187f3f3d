package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import java.util.List;

/** A request under way. Holds no state: after a restore it never was. No two are equal. */
final class Flight {
    private final Lane lane;
    private final long epoch;
    private final List<Slot> slots;
    private final Batch batch;
    private final long bytes;
    private final long sequence;
    private final String receiver;
    private final int attempt;
    private final Standing standing;
    private final long startedAt;
    private boolean abandoned;

    /**
     * The lane's next attempt.
     *
     * @param lane whose batch it carries, in the epoch that it is in
     * @param slots the entries that the batch was made of, in its order
     * @param batch what is sent
     * @param sequence larger than that of any request before
     * @param receiver who has to answer
     * @param startedAt milliseconds since the epoch
     */
    Flight(Lane lane, List<Slot> slots, Batch batch, long sequence, String receiver, long startedAt) {
        this.lane = lane;
        this.epoch = lane.epoch();
        this.slots = slots;
        this.batch = batch;
        this.bytes = batch.jsonBytes();
        this.sequence = sequence;
        this.receiver = receiver;
        this.attempt = lane.failures() + 1;
        this.standing = lane.standing();
        this.startedAt = startedAt;
    }

    /** Whether the lane still waits for this outcome: any other only gives the budget back. */
    boolean isCurrent() {
        return lane.epoch() == epoch && !abandoned;
    }

    /** The lane does not wait for this one any longer. */
    void abandon() {
        abandoned = true;
    }

    Lane lane() {
        return lane;
    }

    List<Slot> slots() {
        return slots;
    }

    Batch batch() {
        return batch;
    }

    /** Bytes of JSON. */
    long bytes() {
        return bytes;
    }

    long sequence() {
        return sequence;
    }

    String receiver() {
        return receiver;
    }

    /** 1 for the first attempt at this batch. */
    int attempt() {
        return attempt;
    }

    /** In which share it counts: how its lane stood when it left. */
    Standing standing() {
        return standing;
    }

    long startedAt() {
        return startedAt;
    }
}
