package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.frame.Frame;
import io.datastreamer.job.deliver.frame.RawFrame;

/** Reads a journal by position and by time. Valid until the journal is written to. */
public final class JournalReader {
    private final Journal journal;

    JournalReader(Journal journal) {
        this.journal = journal;
    }

    /**
     * Reads selected entries in order, for some milliseconds at most: {@link Reading.Stop#SLICE} says that it may go on.
     *
     * @param from where to start; a position that is no longer kept counts as expired what was there
     * @param before entries of the selected kind before {@code from}
     */
    public Reading read(Position from, long before, Selection selection) {
        return new ReadingPass(journal, from, before, selection).read();
    }

    /** The first entry whose journal time is at or after the given one, or the end. */
    public Mark seek(long time) {
        long low = journal.firstSegment();
        long high = journal.openSegment();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (journal.header(middle).lastTime() >= time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int ordinal = 0;
        Counts before = journal.header(low).before();
        for (Frame frame : journal.frames(low)) {
            if (frame.lastTime() >= time) {
                return seekIn(journal.decompressed(low, ordinal, frame), low, ordinal, before, time);
            }
            ordinal += frame.entries();
            before = before.plus(frame.counts());
        }
        // only the open segment comes here: a sealed one ends at or after the time
        return seekIn(journal.tail().raw(), low, ordinal, before, time);
    }

    private static Mark seekIn(RawFrame frame, long segment, int firstOrdinal, Counts firstBefore, long time) {
        RawFrame.Reader entries = new RawFrame.Reader(frame);
        int ordinal = firstOrdinal;
        Counts before = firstBefore;
        while (entries.next() && entries.time() < time) {
            ordinal++;
            before = before.plusOne(entries.kind());
        }
        return new Mark(new Position(segment, ordinal), before);
    }
}
