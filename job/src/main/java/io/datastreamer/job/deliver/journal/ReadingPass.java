package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Frame;
import io.datastreamer.job.deliver.frame.RawFrame;
import io.datastreamer.job.deliver.journal.Reading.Stop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a journal. It skips segments that cannot hold anything of the selection by their headers: those
 * without the kind all at once, those without the event types one by one.
 */
final class ReadingPass {
    /** Most frames decompressed in one reading: some two milliseconds of work. */
    private static final int MOST_FRAMES = 48;
    /** Most headers read: about as much work if the state is on disk. */
    private static final int MOST_HEADERS = 128;
    /** A frame stays in memory for its documents only if at least one part in this many of it is wanted. */
    private static final int PARTS = 2;

    private final Journal journal;
    private final Selection selection;
    private final long before;
    private final List<Entry> entries = new ArrayList<>();
    private Position next;
    private long passed;
    private long expired;
    private boolean skipsOld;
    private int records;
    private long jsonBytes;
    private long firstTime;
    private int frames;
    private int headers;

    ReadingPass(Journal journal, Position from, long before, Selection selection) {
        this.journal = journal;
        this.selection = selection;
        this.before = before;
        this.next = from;
    }

    Reading read() {
        if (next.segment() < journal.firstSegment()) {
            Mark start = journal.start();
            passExpired(start.before().of(selection.kind()) - before);
            next = start.position();
        }
        Stop stop = null;
        while (stop == null) {
            stop = next.segment() < journal.openSegment() ? readSealed() : readOpen();
        }
        return new Reading(entries, records, jsonBytes, firstTime, next, passed, expired, skipsOld, stop);
    }

    /** Reads on to the segment's end, or skips segments; null unless reading has to stop. */
    private @Nullable Stop readSealed() {
        long segment = next.segment();
        if (isPast(segment, next.ordinal())) {
            return Stop.END;
        }
        if (headers++ == MOST_HEADERS) {
            return Stop.SLICE;
        }
        SegmentHeader header = journal.header(segment);
        long left = header.after().of(selection.kind()) - number();
        boolean isWhole = selection.until() == null || selection.until().segment() > segment;
        if (left == 0) {
            next = new Position(segmentWithMore(segment + 1), 0);
            return null;
        }
        if (isWhole && !selection.filter().mayPass(header.eventTypes())) {
            passed += left;
            next = new Position(segment + 1, 0);
            return null;
        }
        if (isWhole && header.lastTime() < selection.horizon()) {
            passExpired(left);
            next = new Position(segment + 1, 0);
            return null;
        }
        Stop stop = readFrames(segment);
        if (stop == null) {
            next = new Position(segment + 1, 0);
        }
        return stop;
    }

    /** The first segment from the given one on that has more entries of the kind, as the headers count them. */
    private long segmentWithMore(long from) {
        long low = from;
        long high = journal.openSegment();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (journal.header(middle).after().of(selection.kind()) > number()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Stop readOpen() {
        long segment = next.segment();
        SegmentHeader header = journal.header(segment);
        int closed = (int) header.counts().total();
        if (next.ordinal() < closed && header.after().of(selection.kind()) > number()) {
            Stop stop = readFrames(segment);
            if (stop != null) {
                return stop;
            }
        }
        if (next.ordinal() < closed) {
            next = new Position(segment, closed);
        }
        RawFrame tail = journal.tail().raw();
        Stop stop = readFrame(tail, segment, closed, tail.entries());
        return stop == null ? Stop.END : stop;
    }

    private @Nullable Stop readFrames(long segment) {
        int ordinal = 0;
        for (Frame frame : journal.frames(segment)) {
            int after = ordinal + frame.entries();
            if (after > next.ordinal()) {
                if (isPast(segment, ordinal)) {
                    return Stop.END;
                }
                if (frame.counts().of(selection.kind()) == 0) {
                    next = new Position(segment, after);
                } else if (frames++ == MOST_FRAMES) {
                    return Stop.SLICE;
                } else {
                    RawFrame raw = journal.decompressed(segment, ordinal, frame);
                    Stop stop = readFrame(raw, segment, ordinal, frame.entries());
                    if (stop != null) {
                        return stop;
                    }
                }
            }
            ordinal = after;
        }
        return null;
    }

    /** Reads on to the frame's end; null if that was reached. */
    private @Nullable Stop readFrame(RawFrame frame, long segment, int firstOrdinal, int count) {
        int first = entries.size();
        Stop stop = selectFrom(frame, segment, firstOrdinal, count);
        detach(first, frame);
        return stop;
    }

    private @Nullable Stop selectFrom(RawFrame frame, long segment, int firstOrdinal, int count) {
        RawFrame.Reader reader = new RawFrame.Reader(frame);
        for (int ordinal = firstOrdinal; ordinal < firstOrdinal + count && reader.next(); ordinal++) {
            if (ordinal < next.ordinal()) {
                continue;
            }
            if (isPast(segment, ordinal)) {
                return Stop.END;
            }
            if (reader.kind() == selection.kind() && !take(reader, segment, ordinal)) {
                return Stop.FULL;
            }
            next = new Position(segment, ordinal + 1);
        }
        return null;
    }

    /** Takes an entry of the kind, or passes it; false if it exceeds the limits. */
    private boolean take(RawFrame.Reader entry, long segment, int ordinal) {
        if (selection.filter().passes(entry)) {
            if (entry.time() < selection.horizon()) {
                expired += number() >= selection.owedFrom() ? 1 : 0;
                skipsOld = true;
            } else if (records == selection.maxRecords()
                    || (records > 0 && jsonBytes + entry.jsonLength() > selection.maxBytes())) {
                return false;
            } else {
                firstTime = records == 0 ? entry.time() : firstTime;
                records++;
                jsonBytes += entry.jsonLength();
                if (selection.keeps()) {
                    entries.add(new Entry(entry.item(), segment, ordinal, number(), entry.time()));
                }
            }
        }
        passed++;
        return true;
    }

    /** Passes this many entries that are too old. */
    private void passExpired(long count) {
        long after = number() + count;
        expired += Math.max(0, after - Math.max(number(), selection.owedFrom()));
        passed += count;
        skipsOld |= count > 0;
    }

    /**
     * Copies documents out of their frame if only a small part of it is wanted, into one buffer or into one each, so
     * that they do not keep the whole frame in memory.
     */
    private void detach(int first, RawFrame frame) {
        if (selection.isApart()) {
            for (int i = first; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                entries.set(i, entry.movedTo(new byte[entry.contentLength()], 0));
            }
            return;
        }
        int wanted = 0;
        for (int i = first; i < entries.size(); i++) {
            wanted += entries.get(i).contentLength();
        }
        if (wanted == 0 || (long) wanted * PARTS >= frame.bytes().length) {
            return;
        }
        byte[] own = new byte[wanted];
        int at = 0;
        for (int i = first; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            entries.set(i, entry.movedTo(own, at));
            at += entry.contentLength();
        }
    }

    /** Entries of the kind before {@link #next}. */
    private long number() {
        return before + passed;
    }

    private boolean isPast(long segment, int ordinal) {
        return selection.until() != null && selection.until().compareTo(new Position(segment, ordinal)) <= 0;
    }
}
