package io.datastreamer.job.deliver;

/** Counts the sealed segments of a subtask and their bytes, as segments are written and removed. */
public final class JournalTotals {
    private long segments;
    private long bytes;

    void restore(long moreSegments, long moreBytes) {
        segments += moreSegments;
        bytes += moreBytes;
    }

    void sealed(long storedBytes) {
        restore(1, storedBytes);
    }

    void removed(long storedBytes) {
        restore(-1, -storedBytes);
    }

    long segments() {
        return segments;
    }

    /** Bytes as stored, that is compressed. */
    long bytes() {
        return bytes;
    }
}
