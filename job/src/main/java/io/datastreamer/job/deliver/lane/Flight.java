package io.datastreamer.job.deliver.lane;

import io.datastreamer.connectors.spi.Batch;
import java.util.List;

/** A request under way. It is not state: after a restore it never was. No two are equal. */
public final class Flight {
    private static final long NANOS_OF_MS = 1_000_000;

    private final Lane lane;
    private final long epoch;
    private final List<Slot> slots;
    private final Batch batch;
    private final long documentBytes;
    private final long bytes;
    private final long jsonBytes;
    private final long sequence;
    private final String receiver;
    private final int attempt;
    private final Standing standing;
    private final long startedAt;
    private final long startedNanos;
    private Runnable cancel = () -> {};
    private boolean over;
    private boolean cutShort;
    private boolean apart;

    /**
     * Creates the lane's next attempt.
     *
     * @param lane whose batch it carries, in the epoch that it is in
     * @param standing the lane's standing when it got its turn
     * @param slots the entries that the batch was made of, in its order
     * @param batch what is sent
     * @param sequence larger than that of any request before
     * @param startedAt milliseconds since the epoch
     * @param startedNanos the same of the monotonic clock
     */
    public Flight(
            Lane lane,
            Standing standing,
            List<Slot> slots,
            Batch batch,
            long sequence,
            long startedAt,
            long startedNanos) {
        this.lane = lane;
        this.epoch = lane.epoch();
        this.slots = slots;
        this.batch = batch;
        this.documentBytes = Round.heldBytes(slots) + batch.bytesBefore();
        this.jsonBytes = batch.jsonBytes();
        this.bytes = documentBytes + lane.stream().heapOnItsWay(jsonBytes);
        this.sequence = sequence;
        this.receiver = lane.stream().receiver();
        this.attempt = lane.health().failures() + 1;
        this.standing = standing;
        this.startedAt = startedAt;
        this.startedNanos = startedNanos;
    }

    /** Marks it as the request of a document that waits apart: it does not belong to the lane's round. */
    public Flight apart() {
        apart = true;
        return this;
    }

    /** Whether it carries a document that waits apart. */
    public boolean isApart() {
        return apart;
    }

    /** Whether the lane still waits for this outcome; otherwise the outcome does not count. */
    public boolean isCurrent() {
        return lane.epoch() == epoch;
    }

    /** Sets how to cancel the request. */
    public void cancelledBy(Runnable how) {
        cancel = how;
    }

    /** Asks the client to end the request now. */
    public void cancel() {
        cancel.run();
    }

    /** Ends the request before its deadline, because others wait; its outcome will say that nobody answered. */
    public void cutShort() {
        cutShort = true;
        cancel();
    }

    /** Whether it was ended before its deadline. */
    public boolean isCutShort() {
        return cutShort;
    }

    /** Marks the request as ended: true the first time, false after that. */
    public boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** The lane whose request it is. */
    public Lane lane() {
        return lane;
    }

    /** The entries that it carries. */
    public List<Slot> slots() {
        return slots;
    }

    /** The documents of this request. */
    public Batch batch() {
        return batch;
    }

    /** Heap held for its documents, in bytes. */
    long documentBytes() {
        return documentBytes;
    }

    /** The same, with what its client makes of the documents. */
    public long bytes() {
        return bytes;
    }

    /** Bytes of JSON of its documents. */
    public long jsonBytes() {
        return jsonBytes;
    }

    /** Its documents and bytes. */
    public Size size() {
        return new Size(slots.size(), jsonBytes);
    }

    /** Whether it carries one document alone. */
    public boolean isLone() {
        return slots.size() == 1;
    }

    /** Larger than that of any request before. */
    public long sequence() {
        return sequence;
    }

    /** Who has to answer: the receiver's name. */
    public String receiver() {
        return receiver;
    }

    /** 1 for the first attempt at this batch. */
    public int attempt() {
        return attempt;
    }

    /** The share that it counts in: its lane's standing when it left. */
    public Standing standing() {
        return standing;
    }

    /** When it left, milliseconds since the epoch. */
    public long startedAt() {
        return startedAt;
    }

    /** When it left, in monotonic nanoseconds. */
    public long startedNanos() {
        return startedNanos;
    }

    /** How long it has held its place, in nanoseconds. */
    public long heldNanos(long nanos) {
        return nanos - startedNanos;
    }

    /** The same in milliseconds. */
    public long heldMs(long nanos) {
        return heldNanos(nanos) / NANOS_OF_MS;
    }
}
