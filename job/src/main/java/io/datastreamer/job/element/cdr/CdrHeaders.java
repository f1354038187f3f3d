package io.datastreamer.job.element.cdr;

import org.jspecify.annotations.Nullable;

/** Reads the headers of files and records (3GPP TS 32.297, clauses 6.1.1 and 6.1.2). */
public final class CdrHeaders {
    /** The encoding BER, as it is coded in a record's header. */
    public static final int BER = 1;

    private static final int SEQUENCE_NUMBER_AT = 22;
    private static final int ADDRESS_AT = 27;
    private static final int ADDRESS_V4 = 12;
    private static final int ADDRESS_OCTETS = 16;
    private static final int LOST_AT = 47;
    private static final int MOST_LOST = 127;
    private static final int UNKNOWN_LOST = 255;
    private static final String[] FORMATS = {
        "an encoding that has no name", "BER", "unaligned PER", "aligned PER", "XER"
    };
    private static final int[] SPECIFICATIONS = {
        32005, 32015, 32205, 32215, 32225, 32235, 32250, 32251, 0, 32260, 32270, 32271, 32272, 32273, 32275, 32274,
        32277, 32296, 32278, 32253, 32255, 32254, 32256, 28201, 28202
    };

    private CdrHeaders() {}

    /** The number that the element has given the file. */
    public static long fileNumber(byte[] octets, int at) {
        return CdrRecord.number(octets, at + SEQUENCE_NUMBER_AT, at + SEQUENCE_NUMBER_AT + 4);
    }

    /** The address of the element that wrote the file; null if there is none. */
    public static @Nullable String fileAddress(byte[] octets, int at, CdrTexts texts) {
        int from = at + ADDRESS_AT + 4;
        boolean v4 = true;
        boolean any = false;
        for (int i = 0; i < ADDRESS_OCTETS; i++) {
            byte octet = octets[from + i];
            v4 &= i >= ADDRESS_V4 || octet == (i < ADDRESS_V4 - 2 ? 0 : -1);
            any |= octet != 0;
        }
        if (!any) {
            return null;
        }
        return texts.nodeAddress(octets, v4 ? from + ADDRESS_V4 : from, from + ADDRESS_OCTETS);
    }

    /** How many records the element has lost, or how many at least; 0 for none. */
    public static int lost(byte[] octets, int at) {
        return octets[at + LOST_AT] & MOST_LOST;
    }

    /** Whether {@link #lost} is exact; else it is a minimum. */
    public static boolean isLostExact(byte[] octets, int at) {
        return octets[at + LOST_AT] < 0 && (octets[at + LOST_AT] & 0xFF) != UNKNOWN_LOST;
    }

    /** The encoding of the record after a header. */
    public static int format(byte[] octets, int at) {
        return octets[at + 3] >> 5 & 0x7;
    }

    /** The name of an encoding, for people to read. */
    public static String formatText(int format) {
        return format < FORMATS.length ? FORMATS[format] : FORMATS[0];
    }

    /** The release and the specification in a record's header, for people to read: {@code release 16, TS 32.251}. */
    public static String origin(byte[] octets, int at) {
        int release = (octets[at + 2] & 0xFF) >> 5;
        String text = "release " + (release == 0 ? 99 : release < 7 ? release + 3 : 10 + (octets[at + 4] & 0xFF));
        int number = octets[at + 3] & 0x1F;
        int specification = number < SPECIFICATIONS.length ? SPECIFICATIONS[number] : 0;
        return specification == 0
                ? text
                : text + ", TS " + specification / 1000 + '.' + String.format("%03d", specification % 1000);
    }
}
