package io.datastreamer.job.enrich;

import io.datastreamer.job.record.Sim;
import io.datastreamer.job.serial.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key.
 *
 * @param sim as of the last line of the registry; null when there was none, or the key is an organisation's
 * @param deletedAtMillis when the SIM was marked as deleted, milliseconds since the epoch, or {@link #NOT_DELETED}
 * @param waiting how many records of the key wait
 */
public record Subscriber(@Nullable Sim sim, long deletedAtMillis, int waiting) {
    /** {@link #deletedAtMillis} of a SIM that is there. */
    static final long NOT_DELETED = Long.MAX_VALUE;

    /** A key of which nothing is known. */
    public static final Subscriber UNKNOWN = new Subscriber(null, NOT_DELETED, 0);

    static final ValueType<Subscriber> TYPE = new ValueType<>(Subscriber.class, new SubscriberSerializer());

    /** With a new line of the registry. A SIM that stays deleted keeps the time at which it was. */
    public Subscriber withSim(Sim line, long lineMillis) {
        return new Subscriber(line, line.deleted() ? Math.min(deletedAtMillis, lineMillis) : NOT_DELETED, waiting);
    }

    /** With the mark that the SIM is gone; a SIM that is not known stays so. */
    Subscriber withDeletion(long atMillis) {
        return sim == null ? this : new Subscriber(sim, Math.min(deletedAtMillis, atMillis), waiting);
    }

    Subscriber withoutSim() {
        return new Subscriber(null, NOT_DELETED, waiting);
    }

    Subscriber withWaiting(int count) {
        return new Subscriber(sim, deletedAtMillis, count);
    }

    boolean isDeleted() {
        return deletedAtMillis != NOT_DELETED;
    }

    boolean wasDeletedBy(long millis) {
        return deletedAtMillis <= millis;
    }
}
