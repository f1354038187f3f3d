package io.datastreamer.job.decode;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO 8601 times. The usual form of machines, {@code yyyy-MM-ddTHH:mm:ss[.fraction](Z|±HH:mm|±HHmm)}, is parsed
 * by our own code; {@link OffsetDateTime} parses all other forms that it knows.
 */
final class IsoTime {
    /** The result for a text that is no time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long MIN_MILLIS = -62_135_596_800_000L; // 0001-01-01T00:00:00Z
    private static final long MAX_MILLIS = 253_402_300_799_999L; // 9999-12-31T23:59:59.999Z
    private static final int SECONDS_END = 19;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoTime() {}

    /**
     * Reads a time with a zone.
     *
     * @param text in UTF-8
     * @return milliseconds since the epoch, or {@link #NONE}
     */
    static long parse(byte[] text, int start, int length) {
        long millis = parseByHand(text, start, length, false);
        return millis != NONE ? millis : parseByLibrary(new String(text, start, length, StandardCharsets.UTF_8), null);
    }

    /**
     * Reads a time with or without a zone; without one it is UTC.
     *
     * @param text in UTF-8
     * @return milliseconds since the epoch, or {@link #NONE}
     */
    static long parseUtcByDefault(byte[] text, int start, int length) {
        long millis = parseByHand(text, start, length, true);
        return millis != NONE
                ? millis
                : parseByLibrary(new String(text, start, length, StandardCharsets.UTF_8), ZoneOffset.UTC);
    }

    private static long parseByHand(byte[] text, int start, int length, boolean zoneIsOptional) {
        if (length < SECONDS_END
                || text[start + 4] != '-'
                || text[start + 7] != '-'
                || text[start + 10] != 'T'
                || text[start + 13] != ':'
                || text[start + 16] != ':') {
            return NONE;
        }
        int year = digits(text, start, 4);
        int month = digits(text, start + 5, 2);
        int day = digits(text, start + 8, 2);
        int hour = digits(text, start + 11, 2);
        int minute = digits(text, start + 14, 2);
        int second = digits(text, start + 17, 2);
        if (year < 1
                || month < 1
                || month > 12
                || day < 1
                || day > daysOf(month, year)
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return NONE;
        }
        int end = start + length;
        int at = start + SECONDS_END;
        int millis = 0;
        if (at < end && text[at] == '.') {
            at++;
            int weight = 100;
            while (at < end && isDigit(text[at])) {
                millis += (text[at] - '0') * weight;
                weight /= 10;
                at++;
            }
        }
        int offsetSeconds = zoneIsOptional && at == end ? 0 : offset(text, at, end);
        if (offsetSeconds == Integer.MIN_VALUE) {
            return NONE;
        }
        long days = daysSinceEpoch(year, month, day);
        long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offsetSeconds;
        return inRange(seconds * 1000 + millis);
    }

    // Integer.MIN_VALUE if it is no offset
    private static int offset(byte[] text, int at, int end) {
        if (at == end - 1 && text[at] == 'Z') {
            return 0;
        }
        int length = end - at;
        if ((length != 5 && length != 6) || (text[at] != '+' && text[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        if (length == 6 && text[at + 3] != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, end - 2, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static long parseByLibrary(String text, @Nullable ZoneOffset zoneByDefault) {
        try {
            return inRange(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            if (zoneByDefault == null) {
                return NONE;
            }
        }
        try {
            return inRange(LocalDateTime.parse(text).toInstant(zoneByDefault).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    private static long inRange(long millis) {
        return millis < MIN_MILLIS || millis > MAX_MILLIS ? NONE : millis;
    }

    private static int daysOf(int month, int year) {
        return month == 2 && isLeap(year) ? 29 : DAYS_OF_MONTH[month - 1];
    }

    private static long daysSinceEpoch(int year, int month, int day) {
        int before = year - 1;
        long days = before * 365L + before / 4 - before / 100 + before / 400;
        days += DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
        return days - 719_162;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    // negative if one of them is no digit
    private static int digits(byte[] text, int start, int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            if (!isDigit(text[i])) {
                return -1;
            }
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
