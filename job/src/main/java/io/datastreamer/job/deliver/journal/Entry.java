package io.datastreamer.job.deliver.journal;

import io.datastreamer.connectors.Batch;

/**
 * An entry that was read from a journal.
 *
 * @param item the document
 * @param segment the segment that it stands in
 * @param ordinal entries of the segment before it
 * @param number entries of its kind before it, since the journal began: its name among them, for ever
 * @param time its journal time, milliseconds since the epoch
 */
public record Entry(Batch.Item item, long segment, int ordinal, long number, long time) {

    /** Where it stands. */
    public Position position() {
        return new Position(segment, ordinal);
    }
}
