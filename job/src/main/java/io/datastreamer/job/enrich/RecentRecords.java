package io.datastreamer.job.enrich;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.record.ValueType;
import java.util.Arrays;
import java.util.Set;

/**
 * The last records of a key by kind and id, oldest first. Immutable, as the state backend writes it to a checkpoint while
 * the next records come in.
 */
final class RecentRecords {
    /** Those of a key that had none. */
    static final RecentRecords NONE = new RecentRecords(new long[0], new long[0], false);

    static final ValueType<RecentRecords> TYPE = new ValueType<>(RecentRecords.class, new RecentRecordsSerializer());

    private final long[] ids;
    // milliseconds since the epoch, and the kind's code as the lowest bit
    private final long[] stamps;
    private final boolean hasOlder;

    /** Takes the arrays as they are: nobody changes them afterwards. */
    RecentRecords(long[] ids, long[] stamps, boolean hasOlder) {
        this.ids = ids;
        this.stamps = stamps;
        this.hasOlder = hasOlder;
    }

    /** Whether older ones of the key are kept apart. */
    boolean hasOlder() {
        return hasOlder;
    }

    /** Whether the record came since the given time. */
    boolean contains(RecordKind kind, long id, long sinceMillis) {
        for (int i = ids.length - 1; i >= 0; i--) {
            if (ids[i] == id && (stamps[i] & 1) == kind.code() && stamps[i] >> 1 >= sinceMillis) {
                return true;
            }
        }
        return false;
    }

    /** With one more record. */
    RecentRecords with(RecordKind kind, long id, long nowMillis) {
        long[] newIds = Arrays.copyOf(ids, ids.length + 1);
        long[] newStamps = Arrays.copyOf(stamps, ids.length + 1);
        newIds[ids.length] = id;
        newStamps[ids.length] = (nowMillis << 1) | kind.code();
        return new RecentRecords(newIds, newStamps, hasOlder);
    }

    /** With all of the given ones after its own, without what came before a time and the oldest beyond the cap. */
    RecentRecords with(RecentRecords newer, long sinceMillis, int cap) {
        int total = ids.length + newer.ids.length;
        int from = Math.max(0, total - cap);
        while (from < ids.length && stamps[from] >> 1 < sinceMillis) {
            from++;
        }
        int kept = Math.max(0, ids.length - from);
        int newerFrom = Math.max(0, from - ids.length);
        return new RecentRecords(
                join(ids, kept, newer.ids, newerFrom), join(stamps, kept, newer.stamps, newerFrom), hasOlder);
    }

    private static long[] join(long[] older, int kept, long[] newer, int newerFrom) {
        long[] joined = new long[kept + newer.length - newerFrom];
        System.arraycopy(older, older.length - kept, joined, 0, kept);
        System.arraycopy(newer, newerFrom, joined, kept, newer.length - newerFrom);
        return joined;
    }

    /** With none of its own, its older ones being kept apart. */
    static RecentRecords noneButOlder() {
        return new RecentRecords(new long[0], new long[0], true);
    }

    /** Without the given records; the same object when it has none of them. */
    RecentRecords without(Set<Long> events, Set<Long> usages) {
        long[] newIds = new long[ids.length];
        long[] newStamps = new long[ids.length];
        int kept = 0;
        for (int i = 0; i < ids.length; i++) {
            Set<Long> unwanted = (stamps[i] & 1) == RecordKind.EVENT.code() ? events : usages;
            if (!unwanted.contains(ids[i])) {
                newIds[kept] = ids[i];
                newStamps[kept++] = stamps[i];
            }
        }
        return kept == ids.length
                ? this
                : new RecentRecords(Arrays.copyOf(newIds, kept), Arrays.copyOf(newStamps, kept), hasOlder);
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
