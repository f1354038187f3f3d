package io.datastreamer.job.deliver.frame;

import io.datastreamer.contract.RecordKind;

/**
 * How many entries there are of each kind.
 *
 * @param events how many events
 * @param usages how many usage records
 */
public record Counts(long events, long usages) {
    /** None of any kind. */
    public static final Counts NONE = new Counts(0, 0);

    public long of(RecordKind kind) {
        return switch (kind) {
            case EVENT -> events;
            case USAGE -> usages;
        };
    }

    public long total() {
        return events + usages;
    }

    public Counts plus(Counts other) {
        return new Counts(events + other.events, usages + other.usages);
    }

    public Counts plusOne(RecordKind kind) {
        return switch (kind) {
            case EVENT -> new Counts(events + 1, usages);
            case USAGE -> new Counts(events, usages + 1);
        };
    }
}
