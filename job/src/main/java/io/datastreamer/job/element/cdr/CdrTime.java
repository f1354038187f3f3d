package io.datastreamer.job.element.cdr;

import java.time.LocalDate;

/**
 * Reads times of charging data records (3GPP TS 32.298, TimeStamp): year, month, day, hour, minute and second, with two
 * digits in each octet, the sign of the offset from UTC as a letter, and its hours and minutes.
 */
public final class CdrTime {
    /** The result for a time that is missing. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int OCTETS = 9;
    private static final int CENTURY = 2000;
    private static final int MONTHS = 12;
    private static final int SIGN = 6;
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    private static final long EPOCH_DAY_OF_CENTURY = LocalDate.of(CENTURY, 1, 1).toEpochDay();
    private static final int DAYS_OF_FOUR_YEARS = 4 * 365 + 1;

    private CdrTime() {}

    /**
     * The time in the octets of {@code [from, to)}, milliseconds since the epoch; {@link #NONE} if they are no time.
     */
    public static long millis(byte[] octets, int from, int to) {
        if (to - from != OCTETS) {
            return NONE;
        }
        int year = twoDigits(octets[from]);
        int month = twoDigits(octets[from + 1]);
        int day = twoDigits(octets[from + 2]);
        int hour = twoDigits(octets[from + 3]);
        int minute = twoDigits(octets[from + 4]);
        int second = twoDigits(octets[from + 5]);
        int sign = octets[from + SIGN] == '+' ? 1 : octets[from + SIGN] == '-' ? -1 : 0;
        int offsetHours = twoDigits(octets[from + 7]);
        int offsetMinutes = twoDigits(octets[from + 8]);
        boolean right = year >= 0
                && month >= 1
                && month <= MONTHS
                && day >= 1
                && day <= daysOf(year, month)
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second <= 60
                && sign != 0
                && offsetHours >= 0
                && offsetHours <= 18
                && offsetMinutes >= 0
                && offsetMinutes < 60;
        if (!right) {
            return NONE;
        }
        long days = EPOCH_DAY_OF_CENTURY
                + year / 4L * DAYS_OF_FOUR_YEARS
                + (year % 4 == 0 ? 0 : year % 4 * 365L + 1)
                + DAYS_BEFORE[month - 1]
                + (month > 2 && year % 4 == 0 ? 1 : 0)
                + day
                - 1;
        long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
        return (seconds - sign * (offsetHours * 60L + offsetMinutes) * 60) * 1000;
    }

    // from 2000 to 2099 every fourth year is a leap year
    private static int daysOf(int year, int month) {
        return DAYS_BEFORE[month] - DAYS_BEFORE[month - 1] + (month == 2 && year % 4 == 0 ? 1 : 0);
    }

    private static int twoDigits(byte octet) {
        int high = octet >> 4 & 0xF;
        int low = octet & 0xF;
        return high > 9 || low > 9 ? -1 : high * 10 + low;
    }
}
