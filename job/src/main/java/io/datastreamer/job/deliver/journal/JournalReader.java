package io.datastreamer.job.deliver.journal;

import java.util.ArrayList;
import java.util.List;

/** Reads a journal by position and by time. Valid until the journal is written to. */
public final class JournalReader {
    /** So many frames are decompressed in one reading at most: some milliseconds of work. */
    private static final int MOST_FRAMES = 128;

    private final Journal journal;

    JournalReader(Journal journal) {
        this.journal = journal;
    }

    /**
     * Reads selected entries in order.
     *
     * @param from where to start; a position that is no longer kept counts as expired what was there
     * @param before entries of the selected kind before {@code from}
     */
    public Reading read(Position from, long before, Selection selection) {
        Pass pass = new Pass(from, before, selection);
        if (from.segment() < journal.firstSegment()) {
            Mark start = journal.start();
            pass.expired = start.before().of(selection.kind()) - before;
            pass.passed = pass.expired;
            pass.next = start.position();
        }
        long segment = pass.next.segment();
        while (segment <= journal.openSegment() && pass.readSegment(segment)) {
            segment++;
        }
        return pass.reading();
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

    /** One reading under way. */
    private final class Pass {
        private final Selection selection;
        private final List<Entry> entries = new ArrayList<>();
        private final long before;
        private Position next;
        private long passed;
        private long filtered;
        private long expired;
        private long jsonBytes;
        private int frames;
        private boolean limited;

        Pass(Position from, long before, Selection selection) {
            this.next = from;
            this.before = before;
            this.selection = selection;
        }

        Reading reading() {
            return new Reading(entries, next, passed, filtered, expired, jsonBytes, !limited);
        }

        /** Reads on to the segment's end; false when the bound or a limit stopped it before. */
        boolean readSegment(long segment) {
            SegmentHeader header = journal.header(segment);
            if (header.counts().of(selection.kind()) > 0 && !readFrames(segment)) {
                return false;
            }
            if (segment < journal.openSegment()) {
                next = new Position(segment + 1, 0);
                return true;
            }
            int closed = (int) header.counts().total();
            if (ordinalIn(segment) < closed) {
                next = new Position(segment, closed);
            }
            RawFrame tail = journal.tail().raw();
            return readFrame(tail, segment, closed, tail.entries());
        }

        private boolean readFrames(long segment) {
            int ordinal = 0;
            for (Frame frame : journal.frames(segment)) {
                int after = ordinal + frame.entries();
                if (after > ordinalIn(segment)) {
                    if (isPast(segment, ordinal)) {
                        return false;
                    }
                    if (frame.counts().of(selection.kind()) == 0) {
                        next = new Position(segment, after);
                    } else if (frames++ == MOST_FRAMES) {
                        limited = true;
                        return false;
                    } else if (!readFrame(
                            journal.decompressed(segment, ordinal, frame), segment, ordinal, frame.entries())) {
                        return false;
                    }
                }
                ordinal = after;
            }
            return true;
        }

        private boolean isPast(long segment, int ordinal) {
            return selection.until() != null && selection.until().compareTo(new Position(segment, ordinal)) <= 0;
        }

        private int ordinalIn(long segment) {
            return next.segment() == segment ? next.ordinal() : 0;
        }

        /** Reads on to the frame's end; false when the bound or a limit stopped it before. */
        private boolean readFrame(RawFrame frame, long segment, int firstOrdinal, int count) {
            RawFrame.Reader reader = new RawFrame.Reader(frame);
            int from = ordinalIn(segment);
            for (int ordinal = firstOrdinal; ordinal < firstOrdinal + count && reader.next(); ordinal++) {
                if (ordinal < from) {
                    continue;
                }
                if (isPast(segment, ordinal)) {
                    return false;
                }
                if (reader.kind() == selection.kind() && !take(reader, segment, ordinal)) {
                    return false;
                }
                next = new Position(segment, ordinal + 1);
            }
            return true;
        }

        /** Takes an entry of the kind, or passes it by; false when it does not fit any more. */
        private boolean take(RawFrame.Reader entry, long segment, int ordinal) {
            if (entry.time() < selection.horizon()) {
                expired++;
            } else if (!selection.eventTypes().test(entry.eventType())) {
                filtered++;
            } else {
                if (entries.size() == selection.maxRecords()
                        || (!entries.isEmpty() && jsonBytes + entry.jsonLength() > selection.maxBytes())) {
                    limited = true;
                    return false;
                }
                entries.add(new Entry(entry.item(), segment, ordinal, before + passed, entry.time()));
                jsonBytes += entry.jsonLength();
            }
            passed++;
            return true;
        }
    }
}
