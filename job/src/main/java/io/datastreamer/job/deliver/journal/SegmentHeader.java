package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.frame.EventTypes;
import io.datastreamer.job.deliver.frame.Frame;

/**
 * What is known of a segment without reading its body.
 *
 * @param before entries of each kind in all segments before this one, since the journal began
 * @param counts entries of each kind in this segment
 * @param eventTypes which event types there may be in this segment, as {@link EventTypes} has them
 * @param firstTime journal time of its first entry, milliseconds since the epoch; 0 when it is empty
 * @param lastTime journal time of its last entry; 0 when it is empty
 * @param rawBytes length of its entries before compression, in bytes
 * @param storedBytes length of its compressed frames, in bytes
 */
public record SegmentHeader(
        Counts before, Counts counts, long eventTypes, long firstTime, long lastTime, long rawBytes, long storedBytes) {

    static SegmentHeader empty(Counts before) {
        return new SegmentHeader(before, Counts.NONE, EventTypes.NONE, 0, 0, 0, 0);
    }

    boolean isEmpty() {
        return counts.total() == 0;
    }

    /** Entries of each kind before the segment that follows. */
    Counts after() {
        return before.plus(counts);
    }

    SegmentHeader plus(Frame frame) {
        return new SegmentHeader(
                before,
                counts.plus(frame.counts()),
                eventTypes | frame.eventTypes(),
                isEmpty() ? frame.firstTime() : firstTime,
                frame.lastTime(),
                rawBytes + frame.rawLength(),
                storedBytes + frame.compressed().length);
    }
}
