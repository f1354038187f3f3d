package io.datastreamer.job.normalize;

/** The formats of times in documents, all in UTC. */
enum TimeFormat {
    /** Of events: {@code 2017-10-26T07:28:00.000+0000}. */
    EVENT('T', true),
    /** Of a PDP context's beginning: {@code 2017-12-11T05:49:29}. */
    TUNNEL('T', false),
    /** Of usage: {@code 2017-03-19 21:06:33}. */
    USAGE(' ', false);

    /** Length of the longest format. */
    static final int LONGEST = 28;

    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_FROM_MARCH_0000_TO_EPOCH = 719_468;

    private final char between;
    private final boolean hasMillisAndZone;

    TimeFormat(char between, boolean hasMillisAndZone) {
        this.between = between;
        this.hasMillisAndZone = hasMillisAndZone;
    }

    /**
     * Writes a time of the years 1 to 9999.
     *
     * @param millis since the epoch
     * @param out has {@link #LONGEST} bytes left
     * @return the place after it
     */
    int write(long millis, byte[] out, int start) {
        long day = Math.floorDiv(millis, MILLIS_PER_DAY);
        int ofDay = (int) Math.floorMod(millis, MILLIS_PER_DAY);
        int at = writeDate(day, out, start);
        out[at++] = (byte) between;
        at = writeTwo(ofDay / 3_600_000, out, at);
        out[at++] = ':';
        at = writeTwo(ofDay / 60_000 % 60, out, at);
        out[at++] = ':';
        at = writeTwo(ofDay / 1000 % 60, out, at);
        if (hasMillisAndZone) {
            int fraction = ofDay % 1000;
            out[at++] = '.';
            out[at++] = (byte) ('0' + fraction / 100);
            at = writeTwo(fraction % 100, out, at);
            out[at++] = '+';
            at = writeTwo(0, out, at);
            at = writeTwo(0, out, at);
        }
        return at;
    }

    // converts days to a date: years start in March, so that the leap day is the last (H. Hinnant, civil_from_days)
    private static int writeDate(long epochDay, byte[] out, int start) {
        long day = epochDay + DAYS_FROM_MARCH_0000_TO_EPOCH;
        long era = Math.floorDiv(day, DAYS_PER_ERA);
        int ofEra = Math.floorMod(day, DAYS_PER_ERA);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * ofYear + 2) / 153;
        int dayOfMonth = ofYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        int at = writeTwo(year / 100, out, start);
        at = writeTwo(year % 100, out, at);
        out[at++] = '-';
        at = writeTwo(month, out, at);
        out[at++] = '-';
        return writeTwo(dayOfMonth, out, at);
    }

    private static int writeTwo(int value, byte[] out, int at) {
        out[at] = (byte) ('0' + value / 10);
        out[at + 1] = (byte) ('0' + value % 10);
        return at + 2;
    }
}
