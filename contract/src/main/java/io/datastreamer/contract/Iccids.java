package io.datastreamer.contract;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * An immutable set of ICCIDs that takes eight bytes each; a lookup, which happens for each document, allocates nothing.
 */
public final class Iccids {
    /** An ICCID without its check digit, as documents have it. */
    public static final int DIGITS = 19;

    /** As unsigned numbers with the highest bit flipped, so that they sort as the digits do. */
    private final long[] sorted;

    private Iccids(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Makes a set of these.
     *
     * @throws IllegalArgumentException when one of them {@linkplain #isIccid is not an ICCID}
     */
    public static Iccids of(Collection<String> iccids) {
        long[] numbers = iccids.stream()
                .mapToLong(iccid -> {
                    if (!isIccid(iccid)) {
                        throw new IllegalArgumentException("not an ICCID of " + DIGITS + " digits: " + iccid);
                    }
                    return Long.parseUnsignedLong(iccid) ^ Long.MIN_VALUE;
                })
                .sorted()
                .distinct()
                .toArray();
        return new Iccids(numbers);
    }

    /** Whether a text is 19 digits. */
    public static boolean isIccid(String text) {
        boolean isDigits = text.length() == DIGITS;
        for (int i = 0; isDigits && i < DIGITS; i++) {
            isDigits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return isDigits;
    }

    /** Whether this ICCID is in the set. */
    public boolean contains(String iccid) {
        return isIccid(iccid) && has(Long.parseUnsignedLong(iccid));
    }

    /** Whether the text in these bytes is in the set. */
    public boolean contains(byte[] bytes, int from, int to) {
        if (to - from != DIGITS) {
            return false;
        }
        long number = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            number = number * 10 + digit;
        }
        return has(number);
    }

    private boolean has(long number) {
        return Arrays.binarySearch(sorted, number ^ Long.MIN_VALUE) >= 0;
    }

    /** The number of ICCIDs. */
    public int size() {
        return sorted.length;
    }

    /** All of them, in ascending order. */
    public List<String> list() {
        return Arrays.stream(sorted)
                .mapToObj(number -> {
                    String digits = Long.toUnsignedString(number ^ Long.MIN_VALUE);
                    return "0".repeat(DIGITS - digits.length()) + digits;
                })
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Iccids that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
