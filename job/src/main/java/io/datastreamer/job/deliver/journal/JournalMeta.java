package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Counts;

/**
 * What is kept of a journal besides its segments.
 *
 * @param firstStored number of the oldest segment that the store has; those before {@code firstSegment} are erased, and
 *     only wait to be removed
 * @param firstSegment number of the oldest segment that is kept
 * @param openSegment number of the segment that is written to; all from {@code firstSegment} up to it are kept
 * @param openChunks how many chunks of the open segment are kept, numbered from 0
 * @param openHeader header of the open segment, over what its chunks hold
 * @param lastTime journal time of the newest entry there ever was, milliseconds since the epoch
 */
public record JournalMeta(
        long firstStored,
        long firstSegment,
        long openSegment,
        int openChunks,
        SegmentHeader openHeader,
        long lastTime) {

    /** A journal without any entry yet. */
    public static final JournalMeta NEW = new JournalMeta(0, 0, 0, 0, SegmentHeader.empty(Counts.NONE), 0);
}
