package io.datastreamer.job.element.cdr;

/**
 * Finds where records begin and end in files of charging data records, with or without the headers of 3GPP TS 32.297.
 * Every answer may be that more octets are needed.
 */
public final class CdrFrames {
    /** The answer for bytes that are not what was asked for. */
    public static final int NO = 0;

    /** The answer if there are too few octets to decide. */
    public static final int MORE = -1;

    private static final int FILE_HEADER = 50;
    private static final int LENGTH_FIELD = 2;
    private static final int HEADER_LENGTH_AT = 4;
    private static final int FILTER_LENGTH_AT = 48;
    private static final int MAX_FILE_HEADER = FILE_HEADER + 2 * (0xFFFF + LENGTH_FIELD);
    private static final long NOT_CLOSED = 0xFFFF_FFFFL;
    private static final int CDR_HEADER = 4;
    private static final int RELEASE_AT = 2;
    private static final int FORMAT_AT = 3;
    private static final int RELEASE_IN_EXTENSION = 7;
    private static final int BER = 1;
    private static final int LONG_TAG = 0x1F;
    private static final int MOST_OCTETS_OF_OUTER_HEADER = 12;

    private CdrFrames() {}

    /** Octets, of which some are available. */
    public interface Octets {
        /** How many there are. */
        int length();

        byte at(int place);
    }

    /**
     * The length of the file header at a place (TS 32.297, clause 6.1.1), or {@link #NO}, or {@link #MORE}. Headers
     * have the length of a private extension or not, and none, one or two release extensions: only these shapes are
     * accepted.
     */
    public static int fileHeader(Octets octets, int at) {
        int present = octets.length() - at;
        if (present < FILE_HEADER) {
            return present >= 2 * HEADER_LENGTH_AT && !isHeaderLength(number(octets, at + HEADER_LENGTH_AT, 4))
                    ? NO
                    : MORE;
        }
        long header = number(octets, at + HEADER_LENGTH_AT, 4);
        long file = number(octets, at, 4);
        if (!isHeaderLength(header) || (file != NOT_CLOSED && file != 0 && file < header)) {
            return NO;
        }
        long behindFilter = FILE_HEADER + number(octets, at + FILTER_LENGTH_AT, LENGTH_FIELD);
        long rest = header - behindFilter;
        if (rest >= 0 && rest <= 2) {
            return (int) header;
        }
        if (rest < 0) {
            return NO;
        }
        if (present < behindFilter + LENGTH_FIELD) {
            return MORE;
        }
        rest -= LENGTH_FIELD + number(octets, at + (int) behindFilter, LENGTH_FIELD);
        return rest >= 0 && rest <= 2 ? (int) header : NO;
    }

    private static boolean isHeaderLength(long length) {
        return length >= FILE_HEADER && length <= MAX_FILE_HEADER;
    }

    /** The length of the header of a record at a place (TS 32.297, clause 6.1.2). Three octets must be available. */
    public static int recordHeader(Octets octets, int at) {
        return (octets.at(at + RELEASE_AT) & 0xFF) >> 5 == RELEASE_IN_EXTENSION ? CDR_HEADER + 1 : CDR_HEADER;
    }

    /** The length that a record's header gives for what follows. Two octets must be available. */
    public static int lengthInHeader(Octets octets, int at) {
        return (int) number(octets, at, LENGTH_FIELD);
    }

    /**
     * The length, including the header, of a record whose header agrees with its own length in BER, or {@link #NO}, or
     * {@link #MORE}. Not all of the record need be available.
     */
    public static int framed(Octets octets, int at) {
        if (octets.length() - at < CDR_HEADER) {
            return MORE;
        }
        int length = lengthInHeader(octets, at);
        boolean format = (octets.at(at + FORMAT_AT) & 0xFF) >> 5 == BER;
        if (length < 2 || !format) {
            return NO;
        }
        int header = recordHeader(octets, at);
        int total = element(octets, at + header, at + header + length);
        if (total == BerLengths.INDEFINITE) {
            if (octets.length() < at + header + length) {
                return MORE;
            }
            return BerLengths.of(octets, at + header, 0) == length ? header + length : NO;
        }
        return total == MORE ? MORE : total == length ? header + length : NO;
    }

    /** The length of a constructed context-specific element at a place, or {@link #NO}, or {@link #MORE}. */
    public static int element(Octets octets, int at) {
        int total = element(octets, at, Integer.MAX_VALUE);
        return total == BerLengths.INDEFINITE ? BerLengths.of(octets, at, 0) : total;
    }

    // the octet at the limit itself is not read
    private static int element(Octets octets, int at, int limit) {
        if (at < Math.min(octets.length(), limit) && !isConstructed(octets.at(at))) {
            return NO;
        }
        return BerLengths.ofHeader(octets, at, limit);
    }

    /** Whether the tag at a place is that of a record type that we read. */
    public static boolean isKnownTag(Octets octets, int at) {
        return octets.length() > at && isConstructed(octets.at(at)) && CdrTable.ofChoice(tag(octets, at)) != null;
    }

    /** Whether the element at a place is a record that we read, by its tag and the type in it. */
    public static boolean isRecord(Octets octets, int at) {
        if (octets.length() - at < MOST_OCTETS_OF_OUTER_HEADER || !isConstructed(octets.at(at))) {
            return false;
        }
        CdrTable table = CdrTable.ofChoice(tag(octets, at));
        if (table == null) {
            return false;
        }
        int place = BerLengths.contents(octets, at);
        if (place == NO || octets.length() - place < 4 || octets.at(place) != (byte) 0x80) {
            return false;
        }
        int length = octets.at(place + 1);
        return (length == 1 || length == 2) && number(octets, place + 2, length) == table.recordType();
    }

    // -1 if not all of it is available, or it is longer than any known tag
    private static int tag(Octets octets, int at) {
        int tag = octets.at(at) & LONG_TAG;
        if (tag < LONG_TAG) {
            return tag;
        }
        tag = 0;
        for (int place = at + 1; place < octets.length() && place - at < 3; place++) {
            tag = tag << 7 | (octets.at(place) & 0x7F);
            if (octets.at(place) >= 0) {
                return tag;
            }
        }
        return -1;
    }

    /** Whether the element in {@code [at, end)} is filled by the elements in it. */
    public static boolean isWhole(Octets octets, int at, int end) {
        return BerLengths.areFilling(octets, at, end);
    }

    private static boolean isConstructed(byte octet) {
        return (octet & 0xE0) == 0xA0;
    }

    static long number(Octets octets, int at, int length) {
        long number = 0;
        for (int i = at; i < at + length; i++) {
            number = number << 8 | (octets.at(i) & 0xFF);
        }
        return number;
    }
}
