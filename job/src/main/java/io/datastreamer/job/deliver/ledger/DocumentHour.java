package io.datastreamer.job.deliver.ledger;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Document;
import io.datastreamer.job.deliver.frame.MemberPattern;
import io.datastreamer.job.deliver.journal.Entry;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Reads the hour of a document's own time, as its receiver sees it: {@code timestamp} of an event,
 * {@code end_timestamp} of usage, both in UTC. Hours are counted since the epoch. Not thread-safe: it remembers the
 * last hour, since most documents are of the same hour as the one before.
 */
public final class DocumentHour {
    private static final MemberPattern EVENT = MemberPattern.of("timestamp", "\"");
    private static final MemberPattern USAGE = MemberPattern.of("end_timestamp", "\"");
    /** Length of a time up to its hour: {@code 2017-03-19 21}. */
    private static final int PREFIX = 13;

    private static final int HOURS_OF_DAY = 24;
    private static final long HOUR_MS = 3_600_000;

    private final byte[] last = new byte[PREFIX];
    private long lastHour;

    /** The hour of an entry; that of its journal time if the document has no time. */
    public long of(Entry entry) {
        Batch.Item item = entry.item();
        byte[] json = item.buffer();
        int end = item.offset() + item.length();
        // among the first members of an event, but the last one of usage
        int at = item.eventType() == Document.NO_EVENT_TYPE
                ? USAGE.findLast(json, item.offset(), end)
                : EVENT.find(json, item.offset(), end);
        if (at < 0 || at + PREFIX > end) {
            return Math.floorDiv(entry.time(), HOUR_MS);
        }
        if (Arrays.equals(json, at, at + PREFIX, last, 0, PREFIX)) {
            return lastHour;
        }
        long hour = hour(json, at);
        if (hour < 0) {
            return Math.floorDiv(entry.time(), HOUR_MS);
        }
        System.arraycopy(json, at, last, 0, PREFIX);
        lastHour = hour;
        return hour;
    }

    /** The hour of {@code yyyy-MM-dd?HH}; negative if it is no time. */
    private static long hour(byte[] json, int at) {
        int year = number(json, at, 4);
        int month = number(json, at + 5, 2);
        int day = number(json, at + 8, 2);
        int hour = number(json, at + 11, 2);
        boolean isTime = year > 0 && month >= 1 && month <= 12 && day >= 1 && hour >= 0 && hour < HOURS_OF_DAY;
        if (!isTime || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return -1;
        }
        return LocalDate.of(year, month, day).toEpochDay() * HOURS_OF_DAY + hour;
    }

    private static int number(byte[] json, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = json[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
