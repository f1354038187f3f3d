package io.datastreamer.job.deliver.ledger;

import io.datastreamer.job.deliver.journal.Entry;

/**
 * The hours that are counted by themselves.
 *
 * @param documents tells the hour of a document
 * @param first the first one, in hours since the epoch
 * @param last the last one
 */
public record Hours(DocumentHour documents, long first, long last) {

    /** The hour in which an entry counts; {@link HourCount#OTHER} where it is none of these. */
    public long of(Entry entry) {
        long hour = documents.of(entry);
        return hour < first || hour > last ? HourCount.OTHER : hour;
    }
}
