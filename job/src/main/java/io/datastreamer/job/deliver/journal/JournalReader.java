package io.datastreamer.job.deliver.journal;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.frame.Frame;
import io.datastreamer.job.deliver.frame.RawFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a journal by position and by time. Valid until the journal is written to. */
public final class JournalReader {
    /** Most segments read when going back. */
    private static final int MOST_SEGMENTS_BACK = 16;

    private final Journal journal;

    JournalReader(Journal journal) {
        this.journal = journal;
    }

    /**
     * Reads selected entries in order, for some milliseconds at most: {@link Reading.Stop#SLICE} says that it may go
     * on.
     *
     * @param from where to start; if that is not kept any more, the entries that were there count as expired
     * @param before entries of the selected kind before {@code from}
     */
    public Reading read(Position from, long before, Selection selection) {
        return new ReadingPass(journal, from, before, selection).read();
    }

    /**
     * Selected entries right before a place, oldest first. Takes some milliseconds at most, and returns fewer entries
     * rather than take longer.
     *
     * @param most most entries; the last ones are returned
     */
    public List<Entry> before(Position end, Selection selection, int most) {
        List<Entry> found = new ArrayList<>();
        Position until = end;
        for (int i = 0; i < MOST_SEGMENTS_BACK && found.size() < most; i++) {
            long segment = end.segment() - i;
            if (segment < journal.firstSegment() || (i > 0 && isTooOld(segment, selection))) {
                break;
            }
            Position start = new Position(segment, 0);
            found.addAll(0, entries(start, selection.until(until)));
            until = start;
        }
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    private boolean isTooOld(long segment, Selection selection) {
        return journal.header(segment).lastTime() < selection.horizon();
    }

    /** All selected entries from the start of a segment on, up to the selection's bound. */
    private List<Entry> entries(Position start, Selection selection) {
        List<Entry> entries = new ArrayList<>();
        Position next = start;
        long number = journal.header(start.segment()).before().of(selection.kind());
        Reading reading;
        do {
            reading = read(next, number, selection);
            entries.addAll(reading.entries());
            next = reading.next();
            number += reading.passed();
        } while (reading.stop() == Reading.Stop.SLICE);
        return entries;
    }

    /**
     * A position with the number of entries before it; null if it is not kept any more, or after the journal's end.
     */
    public @Nullable Mark at(Position position) {
        long segment = position.segment();
        if (segment < journal.firstSegment() || position.compareTo(journal.end().position()) > 0) {
            return null;
        }
        int ordinal = 0;
        Counts before = journal.header(segment).before();
        for (Frame frame : journal.frames(segment)) {
            if (ordinal + frame.entries() > position.ordinal()) {
                return markIn(journal.decompressed(segment, ordinal, frame), ordinal, before, position);
            }
            ordinal += frame.entries();
            before = before.plus(frame.counts());
        }
        if (segment == journal.openSegment()) {
            return markIn(journal.tail().raw(), ordinal, before, position);
        }
        return position.ordinal() == ordinal ? new Mark(position, before) : null;
    }

    /**
     * Reads selected entries by their numbers among those of their kind, for some milliseconds at most, but at least
     * one number. Those that are not kept any more are passed over.
     *
     * @param last at or after the first
     */
    public Stretch stretch(long first, long last, Selection selection) {
        long segment = segmentWith(selection.kind(), first);
        long from = journal.header(segment).before().of(selection.kind());
        Reading reading =
                read(new Position(segment, 0), from, selection.until(endOfSegmentWith(selection.kind(), last)));
        long to = reading.stop() == Reading.Stop.SLICE ? Math.min(from + reading.passed(), last + 1) : last + 1;
        return new Stretch(
                reading.entries().stream()
                        .filter(entry -> entry.number() >= first && entry.number() <= last)
                        .toList(),
                Math.max(from, first),
                Math.max(to, first + 1));
    }

    private Position endOfSegmentWith(RecordKind kind, long number) {
        long segment = segmentWith(kind, number);
        return segment == journal.openSegment() ? journal.end().position() : new Position(segment + 1, 0);
    }

    /** The segment that holds an entry, or the first one that is kept. */
    private long segmentWith(RecordKind kind, long number) {
        long low = journal.firstSegment();
        long high = journal.openSegment();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (journal.header(middle).after().of(kind) > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Mark markIn(RawFrame frame, int firstOrdinal, Counts firstBefore, Position position) {
        RawFrame.Reader entries = new RawFrame.Reader(frame);
        Counts before = firstBefore;
        for (int ordinal = firstOrdinal; ordinal < position.ordinal() && entries.next(); ordinal++) {
            before = before.plusOne(entries.kind());
        }
        return new Mark(position, before);
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
        // only for the open segment: a sealed one ends at or after the time
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
