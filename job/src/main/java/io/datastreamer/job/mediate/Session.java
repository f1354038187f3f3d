package io.datastreamer.job.mediate;

import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.serial.ValueType;

/**
 * What is kept of a session.
 *
 * @param format the name of its element's format
 * @param bearer what was last said of it
 * @param counters its sums
 * @param createdMillis when it began, or {@link PdpContext#NO_TIME}
 * @param lastMillis time of its newest record
 * @param closedMillis when it ended; {@link PdpContext#NO_TIME} while it is open
 * @param arrivedMillis when its last record came, by this machine's clock
 * @param began whether a record of its beginning was there
 * @param bills whether its records are billed
 * @param recent fingerprints of its last records, the newest first; must not be changed
 */
public record Session(
        String format,
        Bearer bearer,
        Counters counters,
        long createdMillis,
        long lastMillis,
        long closedMillis,
        long arrivedMillis,
        boolean began,
        boolean bills,
        long[] recent) {

    /** How Flink handles it. */
    static final ValueType<Session> TYPE = new ValueType<>(Session.class, new SessionSerializer());

    private static final int MOST_RECENT = 16;
    // counters do not show that a record of this kind is a repetition
    private static final int MOST_RECENT_PARTS = 120;
    private static final long[] NONE = {};

    /** A session without any record yet. */
    static Session unseen(String format) {
        return new Session(
                format,
                Bearer.UNKNOWN,
                Counters.ZERO,
                PdpContext.NO_TIME,
                PdpContext.NO_TIME,
                PdpContext.NO_TIME,
                0,
                false,
                true,
                NONE);
    }

    /**
     * Another session with the same key. It keeps only the fingerprints of records, so that repeated ones are
     * recognised.
     */
    Session anew(String formatNow) {
        Session unseen = unseen(formatNow);
        return new Session(
                formatNow,
                unseen.bearer,
                unseen.counters,
                unseen.createdMillis,
                unseen.lastMillis,
                unseen.closedMillis,
                unseen.arrivedMillis,
                unseen.began,
                unseen.bills,
                recent);
    }

    boolean isClosed() {
        return closedMillis != PdpContext.NO_TIME;
    }

    boolean isUnseen() {
        return lastMillis == PdpContext.NO_TIME;
    }

    /** Whether a record is among the last ones. */
    boolean remembers(long fingerprint) {
        for (long one : recent) {
            if (one == fingerprint) {
                return true;
            }
        }
        return false;
    }

    /**
     * The fingerprints with one more; the oldest is dropped if there are too many.
     *
     * @param ofPart whether the record says what it alone adds
     */
    long[] recentWith(long fingerprint, boolean ofPart) {
        long[] more = new long[Math.min(recent.length + 1, ofPart ? MOST_RECENT_PARTS : MOST_RECENT)];
        more[0] = fingerprint;
        System.arraycopy(recent, 0, more, 1, more.length - 1);
        return more;
    }

    /** The session after its end, with what late records need. */
    Session closedAt(long millis) {
        return new Session(
                format,
                bearer.remains(),
                counters,
                createdMillis,
                lastMillis,
                millis,
                arrivedMillis,
                began,
                bills,
                recent);
    }
}
