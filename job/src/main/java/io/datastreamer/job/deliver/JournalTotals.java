package io.datastreamer.job.deliver;

/** What the sealed segments of a subtask come to, kept up to date as they are written and removed. */
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

    /** As they are stored: compressed. */
    long bytes() {
        return bytes;
    }
}
