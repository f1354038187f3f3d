package io.datastreamer.job.deliver.ledger;

import io.datastreamer.job.deliver.journal.Entry;

/**
 * The range of hours that have counts of their own.
 *
 * @param documents reads the hour of a document
 * @param first the first one, in hours since the epoch
 * @param last the last one
 */
public record Hours(DocumentHour documents, long first, long last) {

    /** The hour in which an entry counts; {@link HourCount#OTHER} if it is outside the range. */
    public long of(Entry entry) {
        long hour = documents.of(entry);
        return hour < first || hour > last ? HourCount.OTHER : hour;
    }
}
