package io.datastreamer.job.enrich;

import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.serial.ValueType;
import java.util.Arrays;
import java.util.Set;

/**
 * The last records of a key by kind and id, oldest first. Immutable, as the state backend writes it to a checkpoint while
 * the next records come in.
 *
 * <p>Adding a record copies nothing as long as there is room: the new value shares the numbers of the one before, which
 * does not look behind its own. Arrays of their own for each record would live until the next record of their key: too
 * long for a young collection, which makes them the dearest of all garbage.
 */
final class RecentRecords {
    /** Those of a key that had none. */
    static final RecentRecords NONE = of(new long[0], false);

    static final ValueType<RecentRecords> TYPE = new ValueType<>(RecentRecords.class, new RecentRecordsSerializer());

    /** Of each record: its id, and its stamp. */
    private static final int NUMBERS = 2;

    private static final int FIRST_CAPACITY = 4 * NUMBERS;

    private final Log log;
    /** How much of the log is this value's. */
    private final int length;

    private final boolean hasOlder;
    /**
     * Of events and of usage, no id is above it: most sources count upwards, and what they send is new without a look at
     * what came before.
     */
    private final long highestEvent;

    private final long highestUsage;

    /**
     * Ids and stamps in turn; a stamp is milliseconds since the epoch, and the kind's code as the lowest bit. Shared by
     * all values that came of each other: only the longest of them can grow in place.
     */
    private static final class Log {
        private final long[] numbers;
        private int length;

        private Log(long[] numbers, int length) {
            this.numbers = numbers;
            this.length = length;
        }
    }

    private RecentRecords(Log log, int length, boolean hasOlder, long highestEvent, long highestUsage) {
        this.log = log;
        this.length = length;
        this.hasOlder = hasOlder;
        this.highestEvent = highestEvent;
        this.highestUsage = highestUsage;
    }

    /**
     * Records as they were read.
     *
     * @param numbers the id and the stamp of each; nobody changes them afterwards
     */
    static RecentRecords of(long[] numbers, boolean hasOlder) {
        long highestEvent = Long.MIN_VALUE;
        long highestUsage = Long.MIN_VALUE;
        for (int i = 0; i < numbers.length; i += NUMBERS) {
            if ((numbers[i + 1] & 1) == RecordKind.EVENT.code()) {
                highestEvent = Math.max(highestEvent, numbers[i]);
            } else {
                highestUsage = Math.max(highestUsage, numbers[i]);
            }
        }
        return new RecentRecords(
                new Log(numbers, numbers.length), numbers.length, hasOlder, highestEvent, highestUsage);
    }

    /** With none of its own, its older ones being kept apart. */
    static RecentRecords noneButOlder() {
        return of(new long[0], true);
    }

    /** Whether older ones of the key are kept apart. */
    boolean hasOlder() {
        return hasOlder;
    }

    /** Whether the record came since the given time. */
    boolean contains(RecordKind kind, long id, long sinceMillis) {
        if (id > (kind == RecordKind.EVENT ? highestEvent : highestUsage)) {
            return false;
        }
        for (int i = size() - 1; i >= 0; i--) {
            if (id(i) == id && (stamp(i) & 1) == kind.code() && millis(i) >= sinceMillis) {
                return true;
            }
        }
        return false;
    }

    /** With one more record. */
    RecentRecords with(RecordKind kind, long id, long nowMillis) {
        Log grown = log;
        if (length < log.length || length == log.numbers.length) {
            grown = new Log(Arrays.copyOf(log.numbers, Math.max(FIRST_CAPACITY, 2 * length)), length);
        }
        grown.numbers[length] = id;
        grown.numbers[length + 1] = (nowMillis << 1) | kind.code();
        grown.length = length + NUMBERS;
        boolean isEvent = kind == RecordKind.EVENT;
        return new RecentRecords(
                grown,
                grown.length,
                hasOlder,
                isEvent ? Math.max(highestEvent, id) : highestEvent,
                isEvent ? highestUsage : Math.max(highestUsage, id));
    }

    /** With all of the given ones after its own, without what came before a time and the oldest beyond the cap. */
    RecentRecords with(RecentRecords newer, long sinceMillis, int cap) {
        int from = Math.max(0, size() + newer.size() - cap);
        while (from < size() && millis(from) < sinceMillis) {
            from++;
        }
        int kept = Math.max(0, length - NUMBERS * from);
        int newerFrom = Math.max(0, NUMBERS * from - length);
        long[] joined = new long[kept + newer.length - newerFrom];
        System.arraycopy(log.numbers, length - kept, joined, 0, kept);
        System.arraycopy(newer.log.numbers, newerFrom, joined, kept, newer.length - newerFrom);
        return of(joined, hasOlder);
    }

    /** Without the given records; the same object when it has none of them. */
    RecentRecords without(Set<Long> events, Set<Long> usages) {
        long[] kept = new long[length];
        int keptLength = 0;
        for (int i = 0; i < size(); i++) {
            Set<Long> unwanted = (stamp(i) & 1) == RecordKind.EVENT.code() ? events : usages;
            if (!unwanted.contains(id(i))) {
                kept[keptLength] = id(i);
                kept[keptLength + 1] = stamp(i);
                keptLength += NUMBERS;
            }
        }
        return keptLength == length ? this : of(Arrays.copyOf(kept, keptLength), hasOlder);
    }

    int size() {
        return length / NUMBERS;
    }

    long id(int index) {
        return log.numbers[NUMBERS * index];
    }

    /** Milliseconds since the epoch, and the kind's code as the lowest bit. */
    long stamp(int index) {
        return log.numbers[NUMBERS * index + 1];
    }

    private long millis(int index) {
        return stamp(index) >> 1;
    }
}
