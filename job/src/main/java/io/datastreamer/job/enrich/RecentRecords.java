package io.datastreamer.job.enrich;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.record.ValueType;
import java.util.Arrays;

/**
 * The last records of a key by kind and id, oldest first. Immutable, as the state backend writes it to a checkpoint while
 * the next records come in.
 */
final class RecentRecords {
    /** Those of a key that had none. */
    static final RecentRecords NONE = new RecentRecords(new long[0], new long[0]);

    static final ValueType<RecentRecords> TYPE = new ValueType<>(RecentRecords.class, new RecentRecordsSerializer());

    private final long[] ids;
    // milliseconds since the epoch, and the kind's code as the lowest bit
    private final long[] stamps;

    /** Takes the arrays as they are: nobody changes them afterwards. */
    RecentRecords(long[] ids, long[] stamps) {
        this.ids = ids;
        this.stamps = stamps;
    }

    /** Whether the record came since the given time. */
    boolean contains(RecordKind kind, long id, long sinceMillis) {
        for (int i = ids.length - 1; i >= 0 && stamps[i] >> 1 >= sinceMillis; i--) {
            if (ids[i] == id && (stamps[i] & 1) == kind.code()) {
                return true;
            }
        }
        return false;
    }

    /** With one more record, without those from before the given time, and without the oldest beyond the cap. */
    RecentRecords with(RecordKind kind, long id, long nowMillis, long sinceMillis, int cap) {
        int from = Math.max(0, ids.length + 1 - cap);
        while (from < ids.length && stamps[from] >> 1 < sinceMillis) {
            from++;
        }
        int kept = ids.length - from;
        long[] newIds = new long[kept + 1];
        long[] newStamps = new long[kept + 1];
        System.arraycopy(ids, from, newIds, 0, kept);
        System.arraycopy(stamps, from, newStamps, 0, kept);
        newIds[kept] = id;
        newStamps[kept] = (nowMillis << 1) | kind.code();
        return new RecentRecords(newIds, newStamps);
    }

    /** Without the given record. */
    RecentRecords without(RecordKind kind, long id) {
        long[] newIds = new long[ids.length];
        long[] newStamps = new long[ids.length];
        int kept = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != id || (stamps[i] & 1) != kind.code()) {
                newIds[kept] = ids[i];
                newStamps[kept++] = stamps[i];
            }
        }
        return kept == ids.length
                ? this
                : new RecentRecords(Arrays.copyOf(newIds, kept), Arrays.copyOf(newStamps, kept));
    }

    int size() {
        return ids.length;
    }

    long id(int index) {
        return ids[index];
    }

    long stamp(int index) {
        return stamps[index];
    }
}
