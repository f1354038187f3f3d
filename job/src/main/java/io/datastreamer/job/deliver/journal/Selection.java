package io.datastreamer.job.deliver.journal;

import io.datastreamer.contract.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read, and how many at most.
 *
 * @param filter only entries of its kind that pass it
 * @param horizon entries with a journal time before this are expired, milliseconds since the epoch
 * @param owedFrom entries of the kind with a smaller number do not count as expired: they were settled before
 * @param maxRecords most entries, at least 1
 * @param maxBytes most bytes of JSON; a single larger entry is read all the same
 * @param until read nothing from here on; null for no bound
 * @param keeps whether to return the entries; otherwise they are only counted
 * @param isApart whether each document gets its own buffer, because documents are released one by one
 */
public record Selection(
        DocumentFilter filter,
        long horizon,
        long owedFrom,
        int maxRecords,
        long maxBytes,
        @Nullable Position until,
        boolean keeps,
        boolean isApart) {

    /** All entries that pass a filter and are not expired, within limits. */
    public static Selection of(DocumentFilter filter, long horizon, int maxRecords, long maxBytes) {
        return new Selection(filter, horizon, 0, maxRecords, maxBytes, null, true, false);
    }

    /** The kind of the entries. */
    RecordKind kind() {
        return filter.kind();
    }

    /** The same without limits, up to a position. */
    public Selection until(Position bound) {
        return new Selection(filter, horizon, owedFrom, Integer.MAX_VALUE, Long.MAX_VALUE, bound, keeps, isApart);
    }

    /** The same, with all entries below a number settled before. */
    public Selection owedFrom(long number) {
        return new Selection(filter, horizon, number, maxRecords, maxBytes, until, keeps, isApart);
    }

    /** The same, including entries that are expired but not removed yet. */
    public Selection evenIfExpired() {
        return new Selection(filter, Long.MIN_VALUE, owedFrom, maxRecords, maxBytes, until, keeps, isApart);
    }

    /** The same, but only counting. */
    public Selection counted() {
        return new Selection(filter, horizon, owedFrom, maxRecords, maxBytes, until, false, isApart);
    }

    /** The same, with a buffer for each document. */
    public Selection apart() {
        return new Selection(filter, horizon, owedFrom, maxRecords, maxBytes, until, keeps, true);
    }
}
