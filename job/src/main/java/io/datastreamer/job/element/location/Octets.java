package io.datastreamer.job.element.location;

/** Reads numbers from octets, the highest first. */
final class Octets {
    private Octets() {}

    static long number(byte[] octets, int at, int length) {
        long number = 0;
        for (int i = at; i < at + length; i++) {
            number = number << 8 | (octets[i] & 0xFF);
        }
        return number;
    }

    /** An E-UTRAN cell identity: 28 bits; the upper four of 32 are spare. */
    static long eci(byte[] octets, int at) {
        return number(octets, at, 4) & 0x0FFF_FFFF;
    }

    /** An NR cell identity: the 36 leftmost bits of 40. */
    static long nci(byte[] octets, int at) {
        return number(octets, at, 5) >> 4;
    }
}
